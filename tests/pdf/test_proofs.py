"""The proofs themselves: a sound file passes, and every fault planted in it is found."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf.proofs import validators
from pdf.proofs.embedded import PdfFont
from pdf.proofs.layout import Margins, check_layout, layout_faults, lines, smallest
from pdf.proofs.planted import LEFT, Put, codes, paragraph, write
from pdf.proofs.proving import prove
from pdf.proofs.rules import check_structure, notdefs, structure_faults
from pdf.proofs.structure import artifact_texts, bookmarks, fragments, outline, read, structure, tables, texts
from pdf.proofs.validators import check_ua, faults_by_page, faults_by_vera
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTComponent
from pikepdf import Array, Dictionary, Name

HEADING = paragraph(0, 780, "My plan", tag="H1")
WORDS = paragraph(0, 750, "I want to learn the language", "and work in care.")


def cell(tag: str, words: str, x: float, y: float, *, page: int = 0, scope: str | None = None) -> Put:
    return Put(tag, kids=[Put("P", [(page, x, y, words)])], scope=scope)


def row(tag: str, first: str, second: str, y: float, *, page: int = 0, scope: str | None = None) -> Put:
    kids = [cell(tag, first, LEFT, y, page=page, scope=scope), cell(tag, second, 250, y, page=page, scope=scope)]
    return Put("TR", kids=kids)


TABLE = Put("Table", kids=[row("TH", "Day", "Hours", 700, scope="Column"), row("TD", "Monday", "8.30", 680)])
LIST = Put(
    "L",
    kids=[
        Put("LI", kids=[Put("Lbl", [(0, LEFT, y, number)]), Put("LBody", [(0, LEFT + 14, y, words)])])
        for y, number, words in ((640, "1.", "School"), (620, "2.", "Work"))
    ],
)
DRAWING = Put("Figure", [(0, LEFT, 580, "o")], alt="A line of one year")
SOUND = write(HEADING, WORDS, TABLE, LIST, DRAWING, raw={0: "/Artifact BMC 71 690 m 400 690 l S EMC"})


def test_a_sound_file_passes() -> None:
    prove(SOUND)


def test_its_tree_is_read_in_order() -> None:
    assert [node.tag for node in structure(SOUND).nodes] == ["H1", "P", "Table", "L", "Figure"]
    assert texts(SOUND)[:2] == ["My plan", "I want to learn the languageand work in care."]
    assert outline(SOUND) == [(1, "My plan")]
    assert [[found.text for found in cells] for cells in tables(SOUND)[0]] == [["Day", "Hours"], ["Monday", "8.30"]]
    assert [found.scope for found in tables(SOUND)[0][0]] == ["Column", "Column"]
    assert [node.text for node in structure(SOUND).all("LI")] == ["1.\nSchool", "2.\nWork"]
    assert structure(SOUND).all("Figure")[0].alt == "A line of one year"


def test_languages_bookmarks_and_feet_are_read() -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as found:
            found.root.append(pikepdf.OutlineItem("My plan", 0))

    dutch = Put("P", [(0, LEFT, 720, "Mijn plan")], language="nl")
    foot = f"/Artifact BMC BT /F1 10 Tf 71 30 Td <{codes('2 of 6')}> Tj ET EMC"
    made = write(HEADING, dutch, raw={0: foot}, change=mark)
    prove(made)
    assert fragments(made) == [("en", "My plan"), ("nl", "Mijn plan")]
    assert bookmarks(made) == [(1, "My plan", 0)]
    assert artifact_texts(made) == ["2 of 6"]
    assert smallest(made) == [10]


def test_the_places_are_those_that_another_reader_finds() -> None:
    found = sorted(
        (round(part.x0, 1), round(part.x1, 1), part.get_text())
        for page in extract_pages(BytesIO(SOUND))
        for part in leaves(page)
        if isinstance(part, LTChar)
    )
    ours = sorted((round(g.x, 1), round(g.x + g.width, 1), g.text) for g in read(SOUND).pages[0].glyphs)
    assert found == ours
    assert len(ours) > 60


def leaves(part: Any) -> list[LTComponent]:
    return [leaf for kid in part for leaf in leaves(kid)] if hasattr(part, "__iter__") else [part]


# Faults that a checker of PDF/UA finds --------------------------------------------------------------------------------


def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_characters(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Resources.Font.F1.ToUnicode


def no_font_file(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2


def link_outside(pdf: pikepdf.Pdf) -> None:
    target = Dictionary(S=Name.URI, URI="https://example.org/")
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([71, 700, 200, 720]), A=target)]
    )


@pytest.mark.parametrize(
    "change", [no_metadata, no_title, no_tree, no_language, no_characters, no_font_file, link_outside]
)
def test_a_file_that_lacks_something_is_refused(change: Callable[[pikepdf.Pdf], None]) -> None:
    broken = write(HEADING, WORDS, change=change)
    assert faults_by_page(broken) or faults_by_vera(broken)
    with pytest.raises(AssertionError, match=r"leaf is no PDF/UA-1:\n"):
        check_ua(broken, "leaf")


@pytest.mark.parametrize(
    ("puts", "raw"),
    [
        pytest.param((HEADING,), f"BT /F1 11 Tf 71 500 Td <{codes('lost')}> Tj ET", id="untagged"),
        pytest.param((HEADING, Put("Figure", [(0, LEFT, 600, "o")])), "", id="no alt"),
        pytest.param((HEADING, paragraph(0, 700, "Deep", tag="H3")), "", id="heading left out"),
        pytest.param((HEADING,), "/Artifact BMC BT /F1 11 Tf 71 500 Td <0000> Tj ET EMC", id="notdef"),
    ],
)
def test_what_is_badly_tagged_is_refused_by_a_checker_and_by_ours(puts: tuple[Put, ...], raw: str) -> None:
    broken = write(*puts, raw={0: raw})
    assert structure_faults(broken)
    with pytest.raises(AssertionError):
        check_ua(broken)


def test_both_checkers_are_asked() -> None:
    deep = write(HEADING, paragraph(0, 700, "Deep", tag="H3"))
    assert any("HEADING-NESTING" in fault for fault in faults_by_page(deep))
    assert any(fault.startswith("7.4.2-1 ×1: ") for fault in faults_by_vera(deep))
    with pytest.raises(AssertionError, match=r"(?s)page-validation .*\nveraPDF "):
        check_ua(deep)


def test_the_checker_goes_on_after_a_file_that_is_no_pdf() -> None:
    assert faults_by_vera(b"no PDF at all")
    assert faults_by_vera(SOUND) == []


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo ready; exec sleep 60", "gave no answer within 0 seconds"),
        ("echo ready; exit 3", "ended|Broken pipe"),
        ("echo broken >&2", "(?s)ended.*broken"),
        ("echo something else", "said 'something else' at its start"),
    ],
)
def test_a_checker_that_hangs_or_ends_is_told_apart_from_a_fault(
    script: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "java"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(validators, "_program", lambda: str(program))
    monkeypatch.setattr(validators, "ANSWER_WITHIN", 0.3)
    validators.stop()
    with pytest.raises(RuntimeError, match=words) as told:
        faults_by_vera(SOUND)
    assert "Run: make proofs" in str(told.value)
    monkeypatch.undo()
    assert faults_by_vera(SOUND) == []


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "JARS", ("jaxb-api", "no-such-thing"))
    with pytest.raises(RuntimeError, match=r"needs /usr/share/java/no-such-thing\.jar\. Run: make proofs"):
        validators._class_path()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match="needs Java"):
        validators._program()


# Faults in the tree ---------------------------------------------------------------------------------------------------


def two_holders(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document.K[1].K = Array([*document.K[1].K, document.K[0].K[0]])


def parent_tree_astray(pdf: pikepdf.Pdf) -> None:
    held = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    held[0] = held[1]


def private_characters(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[0].Resources.Font.F1.ToUnicode
    stream.write(stream.read_bytes().replace(b"<006C>", b"<E000>"))


def odd_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].Lang = pikepdf.String("Nederlands")


def bookmark_astray(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as found:
        found.root.append(pikepdf.OutlineItem("My plan", Array([Dictionary(), Name.Fit])))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (two_holders, "2 elements hold the content 0"),
        (parent_tree_astray, "parent tree doesn't lead from 0"),
        (private_characters, "reads as"),
        (odd_language, "'Nederlands' is no language"),
        (no_title, "no title"),
        (no_font_file, "isn't in the file"),
        (bookmark_astray, "leads to no page"),
    ],
)
def test_a_tree_that_went_astray_is_found(change: Callable[[pikepdf.Pdf], None], words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_structure(write(HEADING, WORDS, change=change))


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (Put("L", [(0, LEFT, 700, "One")]), "words stand right inside L"),
        (Put("LI", kids=[Put("P", [(0, LEFT, 700, "One")])]), "LI holds"),
        (Put("Link", [(0, LEFT, 700, "here")]), "leads nowhere"),
        (Put("H2"), "H2 without words"),
        (Put("Table", kids=[row("TD", "a", "b", 700)]), "has no header cell"),
        (Put("Table", kids=[row("TH", "a", "b", 700)]), "has no scope"),
        (
            Put("Table", kids=[row("TH", "a", "b", 700, scope="Column"), Put("TR", kids=[cell("TD", "c", LEFT, 680)])]),
            r"rows of \[2, 1\] cells",
        ),
    ],
)
def test_elements_that_hold_the_wrong_things_are_found(put: Put, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_structure(write(HEADING, put))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("71 500 m 200 500 l S", "a path at .* outside the tree"),
        ("/Artifact BMC", "isn't closed"),
        ("EMC", "ends that didn't begin"),
        ("/Artifact BMC /P <</MCID 0>> BDC EMC EMC", "inside other marked content"),
        ("/P <</MCID 9>> BDC EMC", "0 elements hold the content 9"),
    ],
)
def test_marks_that_went_astray_are_found(raw: str, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_structure(write(HEADING, raw={0: raw}))


def test_an_empty_box_is_found_in_artifacts_too() -> None:
    assert notdefs(SOUND) == []
    broken = write(HEADING, raw={0: "/Artifact BMC BT /F1 11 Tf 71 500 Td <0000FFFF> Tj ET EMC"})
    assert len(notdefs(broken)) == 2


def test_words_that_stand_for_a_drawing_are_read() -> None:
    spoken = "/Span <</ActualText (ten) /Lang (nl)>> BDC"
    raw = f"/P <</MCID 1>> BDC {spoken} BT /F1 11 Tf 71 500 Td <{codes('10')}> Tj ET EMC EMC"

    def hold(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        element = pdf.Root.StructTreeRoot.K.K[0]
        element.K = Array([*element.K, Dictionary(Type=Name.MCR, Pg=page, MCID=1)])
        pdf.Root.StructTreeRoot.ParentTree.Nums[1].append(element)

    made = write(HEADING, raw={0: raw}, change=hold)
    check_structure(made)
    assert fragments(made) == [("en", "My plan"), ("nl", "ten")]


# Faults on the paper --------------------------------------------------------------------------------------------------


LONG = [f"Line {number} of a long answer" for number in range(4)]
TWICE = Put("H2", [(0, LEFT, 80, "Work")], [Put("Span", [(0, 250, 80, "Werk")], language="nl")])


@pytest.mark.parametrize(
    ("puts", "words"),
    [
        pytest.param((Put("P", [(0, 20, 700, "Out")]),), "over the left margin", id="left"),
        pytest.param((Put("P", [(0, 500, 700, "A word that is far too long")]),), "over the right margin", id="right"),
        pytest.param((Put("P", [(0, LEFT, 30, "Low")]),), "over the bottom margin", id="bottom"),
        pytest.param((Put("P", [(0, LEFT, 830, "High")]),), "over the top margin", id="top"),
        pytest.param(
            (paragraph(0, 80, "Work", tag="H2"), paragraph(1, 780, "One", "Two")), "'Work' stands alone", id="heading"
        ),
        pytest.param((TWICE, Put("Figure", [(1, LEFT, 580, "o")], alt="A")), "Werk' stands alone", id="drawing"),
        pytest.param((Put("H2", [(0, LEFT, 80, "A"), (1, LEFT, 780, "B")]), WORDS), "on two pages", id="cut heading"),
        pytest.param(
            (Put("P", [(0, LEFT, 80, LONG[0]), *((1, LEFT, 780 - 15 * n, LONG[n]) for n in (1, 2, 3))]),),
            "page 1: a single line",
            id="orphan",
        ),
        pytest.param(
            (Put("P", [*((0, LEFT, 110 - 15 * n, LONG[n]) for n in (0, 1, 2)), (1, LEFT, 780, LONG[3])]),),
            "page 2: a single line",
            id="widow",
        ),
        pytest.param((WORDS, Put("P", [(0, LEFT, 745, "And more")])), "stand over each other", id="two blocks"),
        pytest.param((Put("P", [(0, LEFT, 700, "mmm"), (0, LEFT + 2, 700, "mmm")]),), "letters of", id="one line"),
        pytest.param(
            (Put("Table", kids=[row("TH", "a", "b", 80), row("TD", "c", "d", 780, page=1)]),),
            "head .* stands alone",
            id="table head",
        ),
        pytest.param(
            (
                Put(
                    "Table",
                    kids=[
                        row("TH", "a", "b", 120),
                        Put("TR", kids=[cell("TD", "c", LEFT, 80), cell("TD", "d", 250, 780, page=1)]),
                    ],
                ),
            ),
            "short row .* on two pages",
            id="row",
        ),
        pytest.param((WORDS, paragraph(2, 780, "One", "Two")), "page 2: nothing is read", id="empty page"),
    ],
)
def test_what_is_badly_laid_out_is_found(puts: tuple[Put, ...], words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_layout(write(HEADING, *puts))


@pytest.mark.parametrize(
    "rule",
    [
        "71 753 m 300 753 l S",
        "90 700 m 90 800 l S",
        "60 753 200 20 re S",
        "60 753 200 20 re f",
        "71 752.8 200 0.5 re f",
    ],
)
def test_a_rule_through_words_is_found(rule: str) -> None:
    assert "a rule runs through" in "".join(layout_faults(write(WORDS, raw={0: f"/Artifact BMC {rule} EMC"})))


@pytest.mark.parametrize("rule", ["71 745 m 300 745 l S", "60 720 400 50 re S", "60 720 400 50 re f"])
def test_a_rule_or_ground_between_words_is_none(rule: str) -> None:
    assert layout_faults(write(WORDS, raw={0: f"/Artifact BMC {rule} EMC"})) == []


def test_a_rule_over_the_margin_is_found() -> None:
    made = write(WORDS, raw={0: "/Artifact BMC 71 500 m 590 500 l S EMC"})
    assert "over the right (drawn) margin" in "".join(layout_faults(made))


def test_margins_are_those_asked_for() -> None:
    assert layout_faults(SOUND, Margins(left=25)) == []
    assert layout_faults(SOUND, Margins(left=30))


def test_lines_are_found_with_their_blocks() -> None:
    found = lines(SOUND)
    assert [line.text for line in found[:3]] == ["My plan", "I want to learn the language", "and work in care."]
    assert [line.block.tag for line in found[:3]] == ["H1", "P", "P"]
    assert found[0].box[0] == pytest.approx(LEFT, abs=2)


def test_a_font_of_one_byte_codes_is_read() -> None:
    """Not ours, but files without a layer of their own have them."""
    simple = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=65, Widths=Array([600]))
    font = PdfFont(simple)
    assert list(font.codes(b"A")) == [65]
    assert (font.text(65), font.width(65), font.glyph(65), font.embedded) == ("A", 0.6, None, False)

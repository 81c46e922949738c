"""Fonts in a document: small, the same every time, and every glyph reads as what it stands for."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
import uharfbuzz as hb
from pdf.proofs.content import read_page
from reportlab.pdfgen.canvas import Canvas

from trajectplan.pdf.typeset import embedding
from trajectplan.pdf.typeset.embedding import SILENT, FontsOf
from trajectplan.pdf.typeset.faces import MAIN, MAIN_BOLD, Face, covered, pieces


def glyph(face: Face, character: str) -> int:
    found = face.hb_font.get_nominal_glyph(ord(character))
    assert found
    return int(found)


def drawn(*shown: tuple[Face, int, str]) -> bytes:
    """A document with these glyphs, each in its face and for its text."""
    target = BytesIO()
    canvas: Any = Canvas(target, invariant=1)
    fonts = FontsOf(canvas._doc)
    canvas._code.append("BT 1 0 0 1 40 700 Tm")
    for face, number, text in shown:
        canvas._code.append(f"{fonts.resource(face)} 12 Tf <{fonts.cid(face, number, text):04X}> Tj")
    canvas._code.append("ET")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def letters(text: str) -> list[tuple[Face, int, str]]:
    found = []
    for character in text:
        face = pieces(character, bold=False, before=None)[0][0]
        found.append((face, glyph(face, character), character))
    return found


def fonts_in(document: bytes) -> dict[str, Any]:
    """Its fonts by name, but for ReportLab's own Helvetica."""
    with pikepdf.open(BytesIO(document)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        return {
            str(font.BaseFont): {
                "program": font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes(),
                "widths": [[float(width) for width in row] for row in list(font.DescendantFonts[0].W)[1::2]],
                "map": font.DescendantFonts[0].CIDToGIDMap.read_bytes(),
                "texts": font.ToUnicode.read_bytes().decode("ascii"),
            }
            for font in fonts.values()
            if font.Subtype == "/Type0"
        }


def read(document: bytes) -> str:
    return pypdf.PdfReader(BytesIO(document)).pages[0].extract_text()


@pytest.mark.parametrize("text", ["Één wereld", "ትግርኛ", "😀🧿", "Привіт", "●☐"])
def test_letters_are_read_as_they_were_written(text: str) -> None:
    assert read(drawn(*letters(text))).strip() == text


def test_a_glyph_reads_as_each_text_that_it_stands_for() -> None:
    number = glyph(MAIN, "x")
    assert read(drawn((MAIN, number, "één"), (MAIN, number, "👩‍👧"), (MAIN, number, "één"))) == "één👩‍👧één"


def test_a_glyph_beside_another_reads_as_nothing_that_shows() -> None:
    number = glyph(MAIN, "x")
    document = drawn((MAIN, number, "a"), (MAIN, number, ""), (MAIN, number, "b"))
    assert read(document).replace(SILENT, "") == "ab"
    ((font),) = fonts_in(document).values()
    assert f"<0002> <{ord(SILENT):04X}>" in font["texts"]


def test_codes_are_given_in_order_of_first_use_and_once() -> None:
    canvas: Any = Canvas(BytesIO())
    fonts = FontsOf(canvas._doc)
    assert [fonts.cid(MAIN, number, text) for number, text in ((9, "a"), (5, "b"), (9, "a"), (9, "c"))] == [1, 2, 1, 3]
    assert fonts.resource(MAIN) == fonts.resource(MAIN) != fonts.resource(MAIN_BOLD)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert drawn(*letters("Één wereld 😀")) == drawn(*letters("Één wereld 😀"))


def test_only_the_glyphs_in_use_are_embedded() -> None:
    ((name, font),) = fonts_in(drawn(*letters("aa"), *letters("m"))).items()
    assert (name[8:], name[1:7].isupper()) == ("NotoSans-Regular", True)
    assert font["widths"] == [[561.0, 935.0]]
    assert font["map"] == b"\0\0\0\1\0\2"
    program = hb.Face(font["program"])
    assert program.glyph_count == 3
    assert set(program.table_tags) <= {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}
    assert len(font["program"]) < 1000


def test_a_full_font_keeps_its_last_codes_for_new_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_LAST", MAIN.hb_face.glyph_count + 2)
    canvas: Any = Canvas(BytesIO())
    fonts = FontsOf(canvas._doc)
    assert [fonts.cid(MAIN, 9, text) for text in "abc"] == [1, 2, 1]
    assert [fonts.cid(MAIN, number, "a") for number in (9, 10, 10, 11)] == [1, 3, 3, 4]


def test_a_cff_font_maps_its_codes_to_the_glyphs_of_the_subset() -> None:
    if not covered("漢한"):
        pytest.skip("this machine has no Noto font for Han")
    face = pieces("漢", bold=False, before=None)[0][0]
    document = drawn(*letters("漢한漢"))
    with pikepdf.open(BytesIO(document)) as pdf:
        # pypdf and pdfminer don't know fonts with a map of their own; readers for people do.
        assert "".join(sign.text or "" for sign in read_page(pdf.pages[0], {}).glyphs) == "漢한漢"
    if face.is_cff:
        with pikepdf.open(BytesIO(document)) as pdf:
            (font,) = (font for font in pdf.pages[0].Resources.Font.values() if font.Subtype == "/Type0")
            (descendant,) = font.DescendantFonts
            assert str(descendant.Subtype) == "/CIDFontType0"
            assert "/CIDToGIDMap" not in descendant
            assert [[float(width) for width in row] for row in list(descendant.W)[1::2]] == [[920, 1000]]
            order = [1, 2] if glyph(face, "漢") < glyph(face, "한") else [2, 1]
            assert "<0001> {}\n<0002> {}\n".format(*order) in font.Encoding.read_bytes().decode("ascii")
            assert len(descendant.FontDescriptor.FontFile3.read_bytes()) < 5000


def test_a_variable_font_is_embedded_in_one_weight(tmp_path: Path) -> None:
    """Here a font without axes, which HarfBuzz takes as it is; the name tells the weights apart."""
    path = tmp_path / "a.ttf"
    path.write_bytes(MAIN.hb_face.blob.data)
    face = Face(path, bold=True, axes={"wght": 700})
    ((name, _font),) = fonts_in(drawn((face, glyph(face, "a"), "a"))).items()
    assert name.endswith("+NotoSans-Regular-wght700")

"""Every text of the gallery is printed, and read back out of the PDF as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from pdf.gallery import PLAIN, Sample, document, folded, gallery, sheets, shown
from pdf.proofs.layout import lines
from pdf.proofs.pictures import RESOLUTION, check_drawn, differences, in_dots, load, pictures
from pdf.proofs.proving import prove
from pdf.proofs.renew import REFERENCES, reference
from pdf.proofs.structure import fragments, read, structure
from PIL import Image, ImageChops
from reportlab.platypus import Flowable

from trajectplan.pdf.typeset.text import Span, Style, Words

EACH = pytest.mark.parametrize("sample", gallery(), ids=lambda sample: sample.key)


def test_the_gallery_holds_what_it_should() -> None:
    assert len(gallery()) >= 45
    assert len({sample.script for sample in gallery()} - {"Zyyy", "Zsye"}) >= 24
    assert len({sample.key for sample in gallery()}) == len(gallery())


@EACH
def test_a_text_comes_back_as_typed(sample: Sample) -> None:
    pdf = document(shown(sample))
    prove(pdf, sample.key)
    check_drawn(pdf, sample.key)
    assert read_back(pdf) == {sample.key: folded(sample.printed)}
    if folded(sample.printed):
        assert sample.language in {language for language, _text in fragments(pdf)}


def read_back(pdf: bytes) -> dict[str, str]:
    """What stands below each key, folded."""
    keys = {sample.key for sample in gallery()}
    found: dict[str, str] = {}
    for node in structure(pdf).nodes:
        if node.text in keys:
            found[key := node.text] = ""
        else:
            found[key] += node.text
    return {key: folded(text) for key, text in found.items()}


def in_bold(sample: Sample) -> Sequence[Flowable]:
    return shown(sample, replace(PLAIN, bold=True))


def in_the_middle(sample: Sample) -> Sequence[Flowable]:
    return shown(sample, replace(PLAIN, align="center", size=18, leading=27))


@pytest.mark.parametrize(("story", "width"), [(in_bold, 450.0), (shown, 90.0), (in_the_middle, 300.0)])
def test_they_all_come_back_in_other_sizes_and_widths(
    story: Callable[[Sample], Sequence[Flowable]], width: float
) -> None:
    pdf = document(*map(story, gallery()), width=width)
    prove(pdf)
    assert read_back(pdf) == {sample.key: folded(sample.printed) for sample in gallery()}


def test_they_all_come_back_within_words_in_another_language() -> None:
    def within(sample: Sample) -> Sequence[Flowable]:
        spans = [Span("Zij zegt: "), Span(sample.text, sample.language), Span(" Klaar.", bold=True)]
        return [shown(sample)[0], Words(spans, PLAIN, language="nl")]

    pdf = document(*map(within, gallery()))
    prove(pdf)
    assert read_back(pdf) == {sample.key: folded(f"Zij zegt: {sample.printed} Klaar.") for sample in gallery()}
    assert {sample.language for sample in gallery()} <= {language for language, _text in fragments(pdf)}


def test_no_line_is_wider_than_its_column() -> None:
    pdf = document(*map(shown, gallery()), width=90)
    wide = [line.text for line in lines(pdf) if line.box[2] - line.box[0] > 90 + 6 and line.block.tag == "P"]
    assert not wide


def test_they_look_as_when_somebody_looked_at_them() -> None:
    made = sheets()
    differing = [
        f"{reference(number).name}: {key}"
        for number, (pdf, places) in enumerate(made, 1)
        for key in differences(pictures(pdf)[0], load(reference(number)), places)
    ]
    assert not differing, "\n".join(["Look at them; when they are right, run: make pictures", *differing])
    assert len(list(REFERENCES.glob("gallery-*.png"))) == len(made)
    assert sum(len(places) for _pdf, places in made) > 80


@pytest.mark.parametrize(
    ("text", "changed"),
    [("أن أتعلم", "ان أتعلم"), ("اللغة", "ال\u200cلغة"), ("की", "क"), ("हिन्दी", "हिनदी"), ("A2 ساعة", "ساعة A2")],
    ids=["hamza", "not joined", "vowel", "not melted", "order"],
)
def test_a_picture_shows_what_changed(text: str, changed: str) -> None:
    def drawn(words: str) -> Image.Image:
        return pictures(document([Words(words, Style(10, 14), language="ar")]))[0]

    page = {"page": (0.0, 0.0, 595.0, 842.0)}
    assert differences(drawn(text), drawn(text), page) == []
    assert differences(drawn(text), drawn(changed), page) == ["page"]


def test_a_picture_shows_where_it_changed() -> None:
    pdf, places = sheets()[0]
    drawn = pictures(pdf)[0]
    second = list(places)[1]
    _left, bottom, _right, top = in_dots(places[second], drawn.height * 72 / RESOLUTION, RESOLUTION / 72)
    changed = drawn.copy()
    changed.paste(255, (0, bottom, drawn.width, top))
    assert differences(changed, drawn, places) == [second]
    assert differences(ImageChops.offset(drawn, 1, 0), drawn, places) == []
    assert differences(drawn.crop((0, 0, 100, 100)), drawn, places) == list(places)


def test_glyphs_that_a_reader_cannot_draw_are_found() -> None:
    pdf = document(shown(gallery()[0]))
    page = read(pdf).pages[0]
    page.glyphs.append(replace(page.glyphs[0], ink=(400.0, 100.0, 410.0, 110.0)))
    with pytest.raises(AssertionError, match="isn't drawn whole:\npage 1: 'd'"):
        check_drawn(pdf)
    read.cache_clear()

"""Her week drawn on paper: a figure that says which week it is, before the table that says the same in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from math import hypot

import pikepdf
import pytest
from composed import composed
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from pdf.proofs.content import PageContent, Shape, read_page
from pdf.proofs.layout import layout_faults
from pdf.proofs.proving import prove
from pdf.proofs.structure import Node, structure
from pdf.stories import drawn as pdf_of
from pdf.stories import paper
from pseudo import MIRRORED
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from trajectplan.pdf.chapter import chapter_story
from trajectplan.pdf.look import LEFT, PAGE_WIDTH, RIGHT, WIDTH
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.patterns import Box, mark
from trajectplan.pdf.typeset.text import line_width
from trajectplan.pdf.voice import DOTS
from trajectplan.pdf.week_drawn import Drawing, week_drawn
from trajectplan.plan.minutes import DAY, HOUR
from trajectplan.plan.summary import ChapterSummary, Grid, Own, Row, Section, Text
from trajectplan.plan.week import ODD, Fixed, Hours, Rounds
from trajectplan.plan.week_answers import week_of
from trajectplan.plan.week_drawn import KINDS, Mark, WeekDrawn, drawn

TODAY = date(2026, 11, 22)
TITLE = "In een oneven week"
LEGEND = tuple((kind, f"soort {kind}") for kind in KINDS)
NAMES = (Own("A", "nl", is_name=True), Own("Bloem", "nl", is_name=True), "Kind 3")
PAPERS = {
    "nl": ("nl",),
    "pair": ("en", "nl"),
    "mirrored": (MIRRORED, "nl"),
}


def her_week() -> WeekDrawn:
    """An odd week of three children, in which all kinds of marks occur."""
    fixed = Fixed("course", ((DAY + 9 * HOUR, DAY + 11 * HOUR),), travel=15)
    week = replace(week_of(composed("three_children")), fixed=(fixed,), rounds=(Rounds(30, 25),) * 7)
    return drawn(Hours.of(week), ODD, TITLE, NAMES, LEGEND)


def with_children(week: WeekDrawn, count: int) -> WeekDrawn:
    """The same week with so many children, who are where the first ones are."""
    names = tuple(Own(chr(ord("A") + number), is_name=True) for number in range(count))
    days = tuple((*((day[:-1] * count)[:count]), day[-1]) for day in week.days)
    return replace(week, names=names, days=days)


ALL_DAY = tuple(tuple((Mark(kind, 0, DAY),) for kind in KINDS) for _day in range(7))
NIGHTS = WeekDrawn(TITLE, tuple("ABCDEF"), ALL_DAY, 0, DAY, LEGEND)
"""From midnight to midnight."""


def chapter(week: WeekDrawn, label: Text = "In zinnen") -> ChapterSummary:
    rows = (("maandag", "van 9:00 tot 12:15"), ("dinsdag", "van 12:00 tot 15:00"))
    blocks = (Row("Uren", ("zes",)), Grid(label, ("Dag", "Uren"), rows, drawn=week))
    return ChapterSummary("childcare", "Mijn kinderen", (Section("Dit is mijn week", "x", blocks),))


def printed(week: WeekDrawn, on: Paper, label: Text = "In zinnen") -> bytes:
    return pdf_of(chapter_story(chapter(week, label), on, lambda _role, _page: None, TODAY), on)


def pages(pdf: bytes) -> list[PageContent]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [read_page(page, {}) for page in document.pages]


def framed(pdf: bytes) -> list[Shape]:
    """The marks in figures: boxes with an outline."""
    return [
        shape
        for page in pages(pdf)
        for shape in page.shapes
        if shape.mark.mcid is not None and shape.stroked and len(shape.edges) == 4
    ]


def written(pdf: bytes) -> str:
    """What stands on the pages as decoration."""
    return "".join(glyph.text or "" for page in pages(pdf) for glyph in page.glyphs if glyph.mark.artifact)


def count(week: WeekDrawn) -> int:
    return sum(len(lane) for day in week.days for lane in day)


def drawing(week: WeekDrawn, on: Paper) -> Drawing:
    """The first drawing of it."""
    found = week_drawn(week, [], on, 0)[0][0]
    assert isinstance(found, Drawing)
    found.wrap(WIDTH, on.height)
    return found


# Where it stands ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", PAPERS)
def test_the_drawing_stands_before_its_table(name: str, large: bool, many_languages: Flask) -> None:  # noqa: FBT001 (a parameter of a test)
    del many_languages
    on = paper(*PAPERS[name], large=large)
    pdf = printed(her_week(), on)
    prove(pdf, f"{name} {large}")
    read = list(structure(pdf).all("P", "Figure", "Table"))
    tags = [node.tag for node in read]
    place = tags.index("Figure")
    assert tags.count("Figure") == tags.count("Table") == 1
    assert TITLE in read[place - 1].text
    assert "In zinnen" in read[place + 1].text
    assert tags.index("Table") > place


def figure(pdf: bytes) -> Node:
    (found,) = structure(pdf).all("Figure")
    return found


def test_it_says_which_week_and_which_hours_it_shows() -> None:
    week = her_week()
    assert (week.first, week.last) == (0, 24 * HOUR), "grandmother stays over Friday night"
    shown = figure(printed(replace(week, first=8 * HOUR, last=19 * HOUR), paper("nl")))
    assert (shown.alt or "").startswith(f"{TITLE}: ")
    assert "8:00" in (shown.alt or "")
    assert "19:00" in (shown.alt or "")
    # What is written in it is in the table too, so nobody has to listen to it twice.
    assert shown.text == ""


def test_without_a_drawing_there_is_only_the_table() -> None:
    on = paper("nl")
    story = chapter(her_week())
    block = story.sections[0].blocks[1]
    assert isinstance(block, Grid)
    section = replace(story.sections[0], blocks=(replace(block, drawn=None),))
    pdf = pdf_of(chapter_story(replace(story, sections=(section,)), on, lambda _role, _page: None, TODAY), on)
    assert list(structure(pdf).all("Figure")) == []
    assert len(list(structure(pdf).all("Table"))) == 1


def test_a_title_is_said_once() -> None:
    texts = [node.text for node in structure(printed(her_week(), paper("nl"), label=TITLE)).all("P", "H1", "H2")]
    assert [text for text in texts if TITLE in text] == [TITLE]


@pytest.mark.parametrize("on", [paper("nl"), paper("en", "nl"), paper("nl", large=True)])
def test_heading_and_drawing_stay_on_one_page(on: Paper) -> None:
    for above in range(2, 12, 3):
        story = chapter_story(chapter(her_week()), on, lambda _role, _page: None, TODAY)
        pdf = pdf_of([Spacer(0, on.height * above / 12), *story], on)
        assert not [fault for fault in layout_faults(pdf) if "alone" in fault]
        title = next(node for node in structure(pdf).all("P") if TITLE in node.text)
        assert title.page == figure(pdf).page


# What it shows --------------------------------------------------------------------------------------------------------


def test_every_mark_of_the_week_is_drawn_and_told_in_the_legend() -> None:
    week = her_week()
    assert set(week.kinds) == set(KINDS)
    assert all(any(lane for lane in day) for day in week.days)
    pdf = printed(week, paper("nl"))
    assert len(framed(pdf)) == count(week) + len(KINDS)
    assert all(f"soort {kind}" in written(pdf) for kind in KINDS)


def test_the_legend_holds_only_what_occurs() -> None:
    monday = ((Mark("gap", 8 * HOUR, 9 * HOUR),), (Mark("mine", 9 * HOUR, 12 * HOUR),))
    week = WeekDrawn(TITLE, ("A",), (monday, *[((), ())] * 6), 8 * HOUR, 18 * HOUR, LEGEND)
    pdf = printed(week, paper("nl"))
    assert len(framed(pdf)) == 2 + 2
    assert [kind for kind in KINDS if f"soort {kind}" in written(pdf)] == ["gap", "mine"]


def test_names_of_days_lanes_and_hours_are_written() -> None:
    text = written(printed(her_week(), paper("en", "nl")))
    for words in ("Monday", "maandag", "Sunday", "zondag", "Bloem", "Kind 3", "8", "18"):
        assert words in text


def test_a_long_name_is_cut_to_the_room_there_is() -> None:
    long = Own("Bloemetje van de overkant van de straat", "nl", is_name=True)
    week = replace(her_week(), names=(long, *NAMES[1:]))
    on = paper("nl")
    names = drawing(week, on).lane_names
    assert names[0].text.endswith(DOTS)
    assert names[0].text.startswith("Bloe")
    assert [name.text for name in names[1:3]] == ["Bloem", "Kind 3"]
    assert drawing(week, on).name_room < 0.15 * WIDTH
    prove(printed(week, on))


def test_a_mark_lies_at_its_hours() -> None:
    on = paper("nl")
    shown = drawing(NIGHTS, on)
    assert shown.told_hours[0] == 0
    assert shown.told_hours[-1] == 24
    assert {round(box.width) for _kind, box in shown.boxes()} == {round(24 * shown.hour)}
    at_noon = replace(NIGHTS, days=(((Mark("mine", 12 * HOUR, 18 * HOUR),), *[()] * 5), *[((),) * 6] * 6))
    ((_kind, box),) = drawing(at_noon, on).boxes()
    assert box.width == pytest.approx(6 * shown.hour)
    assert box.x == pytest.approx(shown.start + 12 * shown.hour)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("week", [her_week(), NIGHTS], ids=["day", "nights"])
def test_hours_on_the_scale_stand_apart(week: WeekDrawn, large: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    shown = drawing(week, paper("nl", large=large))
    wide = shown._number
    places = [shown.at(hour * HOUR) for hour in shown.told_hours]
    assert all(right - left > wide for left, right in pairwise(places))
    assert len(places) >= 4
    assert places[-1] + wide / 2 <= WIDTH + 0.01


def hours_of(week: WeekDrawn, on: Paper) -> list[float]:
    """At which hour each mark on paper begins."""
    shown = drawing(week, on)
    left, right = LEFT + shown.start, PAGE_WIDTH - RIGHT - shown.start
    boxes = [shape.box for shape in framed(printed(week, on))]
    begins = [right - box[2] if on.direction == "rtl" else box[0] - left for box in boxes]
    return [begin / shown.hour + week.first / HOUR for begin in begins]


@pytest.mark.parametrize("language", ["nl", MIRRORED])
def test_marks_begin_at_their_hours_and_right_to_left_on_the_right(language: str, many_languages: Flask) -> None:
    del many_languages
    week = replace(her_week(), legend=())
    starts = [start / HOUR for day in week.days for lane in day for _kind, start, _end in lane]
    # Half the thickness of an outline is so many hours.
    assert hours_of(week, paper(language)) == pytest.approx(starts, abs=0.004 * (week.last - week.first) / HOUR)


# Large print, many children, nights -----------------------------------------------------------------------------------


def test_large_print_is_large_all_over() -> None:
    week = her_week()
    sizes = {glyph.size for page in pages(printed(week, paper("nl", large=True))) for glyph in page.glyphs}
    assert min(sizes) >= 18
    high, low = (drawing(week, paper("nl", large=large)).lane for large in (True, False))
    assert high > 1.3 * low


def test_ten_children_stand_on_one_page() -> None:
    week = with_children(her_week(), 10)
    pdf = printed(week, paper("nl"))
    prove(pdf)
    assert len(framed(pdf)) == count(week) + len(KINDS)
    assert figure(pdf).page is not None
    heights = [shape.box[3] - shape.box[1] for shape in framed(pdf)]
    # The box is measured along the middle of its outline.
    assert min(heights) > 2 * mm - 1.7


def test_names_of_thin_lanes_stand_in_two_columns() -> None:
    shown = drawing(with_children(her_week(), 10), paper("nl"))
    assert shown.is_staggered
    assert 2 * shown.lane >= shown.small.size
    assert not drawing(her_week(), paper("nl")).is_staggered


def test_names_that_would_touch_stand_in_two_columns_well_apart() -> None:
    week, on = her_week(), paper("ti", "nl", large=True)
    size = on.look.small.size

    def named(*names: str) -> Drawing:
        return Drawing(replace(week, names=names), range(7), on, 0.95 * size)

    assert not named("A", "B", "C").is_staggered
    tall = named("Ĝg", "Ĝg", "Ĝg")
    assert tall.is_staggered
    widest = max(line_width(name.spans, on.look.small, name.language) for name in tall.lane_names)
    assert tall.name_room - widest >= 0.4 * size


@pytest.mark.parametrize(("language", "comma"), [("nl", ", "), ("ar", "، "), ("ti", "፣ ")])
def test_what_it_shows_is_said_with_the_comma_of_the_language(language: str, comma: str) -> None:
    said = Drawing(her_week(), range(3), paper(language)).alt()
    assert said.startswith(f"{TITLE}{comma}")


@pytest.mark.parametrize("languages", [("nl",), ("en", "nl")])
def test_where_a_page_is_too_low_days_are_shared_out(languages: Sequence[str]) -> None:
    on = paper(*languages, large=True)
    week = with_children(her_week(), 17)
    pdf = printed(week, on)
    prove(pdf)
    figures = list(structure(pdf).all("Figure"))
    assert len(figures) > 1
    assert len({node.page for node in figures}) == len(figures)
    names = [node.alt or "" for node in figures]
    first, last = ("maandag", "zondag") if on.voices[0].is_dutch else ("Monday", "Sunday")
    assert first in names[0]
    assert last in names[-1]
    assert len(framed(pdf)) == count(week) + len(KINDS) * len(figures)


@pytest.mark.parametrize("large", [False, True])
def test_from_midnight_to_midnight(large: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    pdf = printed(NIGHTS, paper("nl", large=large))
    prove(pdf)
    assert "24:00" in (figure(pdf).alt or "")
    assert len(framed(pdf)) == count(NIGHTS) + len(KINDS)


# Patterns -------------------------------------------------------------------------------------------------------------

NUMBERS = re.compile(r"(-?[\d.]+) (-?[\d.]+) (?:m|l)\b|(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re")
sides = st.floats(1, 400)


def points(code: str) -> Iterator[tuple[float, float]]:
    for x, y, left, low, width, height in NUMBERS.findall(code):
        if x:
            yield float(x), float(y)
        else:
            yield float(left), float(low)
            yield float(left) + float(width), float(low) + float(height)


@given(sides, st.floats(5, 30))
def test_no_pattern_leaves_its_place(width: float, height: float) -> None:
    box = Box(100, 200, width, height)
    for kind in KINDS:
        for x, y in points(mark(kind, box)):
            assert 100 - 0.02 <= x <= 100 + width + 0.7
            assert 200 - 0.02 <= y <= 200 + height + 0.02


def test_no_two_kinds_look_the_same() -> None:
    boxes = [Box(0, 0, width, 3 * mm) for width in (4.0, 30.0, 300.0)]
    for box in boxes:
        assert len({mark(kind, box) for kind in KINDS}) == len(KINDS)


def test_of_all_kinds_the_gap_has_most_ink_in_strokes() -> None:
    box = Box(0, 0, 100, 3 * mm)
    ink = {kind: inked(mark(kind, box)) for kind in KINDS}
    assert max(ink, key=ink.__getitem__) == "gap"


STROKES = re.compile(r"([\d.]+) w\b|(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S")


def inked(code: str) -> float:
    """How much of a mark its strokes cover, outlines and dots aside, in square points."""
    ink = width = 0.0
    for wide, *ends in STROKES.findall(code.replace("m\n", "m ")):
        if wide:
            width = float(wide)
        elif "] 0 d" not in code:
            left, low, right, high = map(float, ends)
            ink += width * hypot(right - left, high - low)
    return ink


def test_alone_at_home_is_a_fence_across_the_day() -> None:
    box = Box(10, 20, 60, 3 * mm)
    lines = [tuple(map(float, ends)) for _wide, *ends in STROKES.findall(mark("alone", box)) if ends[0]]
    assert len(lines) > 5
    assert all(left == right and (low, high) == (20, round(20 + 3 * mm, 2)) for left, low, right, high in lines)

"""Her steps as a line over the coming year: every step is told, and dots stand at their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf.proofs.layout import layout_faults
from pdf.proofs.proving import prove
from pdf.proofs.structure import Node, artifact_texts, structure
from pdf.stories import drawn, paper
from reportlab.platypus import Spacer

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.timeline import Drawing, timeline_story
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Item, List, Own, Row
from trajectplan.plan.timeline import MONTHS, Stop, Year, by_day, dots, levels_of, months_on_levels, stops_of

TODAY = date(2026, 11, 22)
YEAR = Year(TODAY)
days = st.dates(date(1950, 1, 1), date(2150, 1, 1))
steps = st.lists(st.none() | st.dates(TODAY - timedelta(60), TODAY + timedelta(500)), max_size=40)


def stops(given_days: Sequence[date | None]) -> tuple[Stop, ...]:
    return stops_of(
        List("Steps", tuple(Item(Own(f"Step {place}"), (), day=day) for place, day in enumerate(given_days)))
    )


# From her answers -----------------------------------------------------------------------------------------------------


def steps_in(*items: dict[str, str]) -> List:
    plan = Plan(answers={"steps": [{"id": f"{place:08x}", **item} for place, item in enumerate(items, 1)]})
    ((_chapter, block),) = summarise(plan, CHAPTERS, paper=True).with_role("next_steps")
    assert isinstance(block, List)
    return block


def test_a_step_brings_the_day_she_chose() -> None:
    (item,) = steps_in({"step_what": "Bellen", "step_when": "on_date", "step_date": "2027-03-01"}).items
    assert item.day == date(2027, 3, 1)


def test_a_day_that_is_not_asked_any_more_is_no_day() -> None:
    (stop,) = stops_of(steps_in({"step_what": "Bellen", "step_when": "later", "step_date": "2027-03-01"}))
    assert (stop.day, len(stop.when)) == (None, 1)


def test_steps_keep_her_order_and_what_she_said_of_when() -> None:
    first, second = stops_of(
        steps_in({"step_what": "Bellen"}, {"step_what": "Schrijven", "step_when": "this_month", "step_help": "zus"})
    )
    assert (first.number, str(first.title), first.when) == (1, "Bellen", ())
    assert (second.number, str(second.title), len(second.when)) == (2, "Schrijven", 1)


def test_what_says_nothing_of_when_is_not_told_as_such() -> None:
    block = List("Steps", (Item(Own("Bellen"), (Row("Help", ("zus",)), Row("When", ("soon",), role="when"))),))
    assert [stop.when for stop in stops_of(block)] == [("soon",)]


# The year -------------------------------------------------------------------------------------------------------------


def test_a_year_is_twelve_whole_months() -> None:
    assert (YEAR.start, YEAR.end) == (date(2026, 11, 1), date(2027, 10, 31))
    assert [month.month for month in YEAR.months] == [11, 12, *range(1, 11)]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 11, 1), 0.5 / 30 / 12),
        (date(2027, 2, 14), (3 + 13.5 / 28) / 12),
        (date(2027, 10, 31), (11 + 30.5 / 31) / 12),
        (date(2026, 10, 31), None),
        (date(2027, 11, 1), None),
    ],
)
def test_a_day_has_its_place(day: date, place: float | None) -> None:
    assert YEAR.place(day) == pytest.approx(place)


@settings(max_examples=40)
@given(days)
def test_every_day_of_every_year_has_a_place_in_order(today: date) -> None:
    year = Year(today)
    places = [year.place(year.start + timedelta(count)) for count in range((year.end - year.start).days + 1)]
    found = [place for place in places if place is not None]
    assert len(found) == len(places) in {365, 366}
    assert found == sorted(set(found))
    assert 0 < found[0] < found[-1] < 1
    assert len(set(year.months)) == MONTHS


# Dots -----------------------------------------------------------------------------------------------------------------


@given(steps)
def test_no_two_dots_touch_and_each_is_on_the_line(given_days: list[date | None]) -> None:
    width, room, most = 400.0, 16.0, 100.0
    found = dots(stops(given_days), YEAR, width, room, most)
    within = [day for day in given_days if day is not None and YEAR.place(day) is not None]
    assert sum(1 + dot.others for dot in found) == len(within)
    assert room * levels_of(found) <= most
    assert all(dot.level == 5 for dot in found if dot.others)
    assert len({dot.number for dot in found}) == len(found)
    for dot in found:
        assert room / 2 <= dot.x <= width - room / 2
        others = [other.x for other in found if other.level == dot.level and other is not dot]
        assert all(abs(dot.x - x) >= room - 1e-9 for x in others)
        # Nothing hangs in the air: below a dot there is another one close by.
        assert dot.level == 0 or any(o.level == dot.level - 1 and abs(o.x - dot.x) < room for o in found)


def test_what_has_no_room_above_a_day_is_counted_in_one_mark() -> None:
    crowd, near, far = [date(2027, 3, 1)] * 20, date(2027, 3, 3), date(2027, 6, 1)
    found = dots(stops([*crowd, near, far]), YEAR, 400, 16, 100)
    assert [dot.text for dot in found] == ["1", "2", "3", "4", "5", "+16", "22"]
    assert [dot.level for dot in found] == [0, 1, 2, 3, 4, 5, 0]
    assert {dot.x for dot in found[:6]} == {found[0].x}
    just = dots(stops(crowd[:6]), YEAR, 400, 16, 100)
    assert [dot.text for dot in just] == ["1", "2", "3", "4", "5", "6"]


@given(steps)
def test_steps_with_a_day_are_told_by_day_and_then_in_her_order(given_days: list[date | None]) -> None:
    told = by_day(stops(given_days))
    assert told == sorted(told, key=lambda pair: (pair[0], pair[1].number))
    assert [day for day, _stop in told] == sorted(day for day in given_days if day is not None)


@pytest.mark.parametrize(
    ("widths", "levels"),
    [
        ([20.0] * 12, [0] * 12),
        ([*[20.0] * 11, 45.0], [0, 1] * 6),
        ([100.0] * 12, [0, 1, 2] * 4),
        ([900.0] * 12, list(range(12))),
    ],
)
def test_long_names_of_months_stand_on_several_lines(widths: list[float], levels: list[int]) -> None:
    assert months_on_levels(widths, 40, 4) == levels


# On paper -------------------------------------------------------------------------------------------------------------

A_YEAR = List(
    "Stappen",
    (
        Item(Own("Ik bel de school", "nl"), (), day=date(2026, 12, 3)),
        Item(Own("Ik zoek mijn diploma's", "nl"), (Row("Wanneer", ("Deze maand",), role="when"),)),
        Item(Own("Proefdag", "nl"), (), day=date(2027, 1, 16)),
        Item(Own("Na het jaar", "nl"), (), day=date(2028, 2, 1)),
        Item(Own("Geen idee", "nl"), ()),
    ),
)
PAPERS = {
    "nl": paper("nl"),
    "pair": paper("uk", "nl"),
    "mirrored": paper("ar", "nl"),
    "large": paper("vi", "nl", large=True),
    "ti": paper("ti"),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_step_is_told_in_words(name: str) -> None:
    on = PAPERS[name]
    pdf = drawn(timeline_story(A_YEAR, TODAY, on), on)
    prove(pdf, name)
    told = [[node.text for node in point.all("Lbl", "LBody")] for point in structure(pdf).all("LI")]
    assert [number for number, _step in told] == ["1", "3", "4", "2", "5"]
    assert "3 december 2026" in told[0][1] or name == "ti"
    assert [step for _number, step in told][3:] == ["Ik zoek mijn diploma's – Deze maand", "Geen idee"]


def figure(pdf: bytes) -> Node:
    (found,) = structure(pdf).all("Figure")
    return found


def test_the_drawing_says_what_it_shows() -> None:
    on = paper("nl")
    pdf = drawn(timeline_story(A_YEAR, TODAY, on), on)
    alt = figure(pdf).alt or ""
    assert "1 november 2026" in alt
    assert "31 oktober 2027" in alt
    assert "2" in alt.split(".")[-2]
    # What is written in it is in the list too, so nobody has to listen to it twice.
    assert figure(pdf).text == ""
    written = "".join(artifact_texts(pdf))
    assert all(words in written for words in ("13", "novdecjan", "okt", "20262027"))


def test_right_to_left_the_year_begins_on_the_right() -> None:
    stops_ = stops_of(A_YEAR)
    places = []
    for on in (paper("nl"), paper("ar")):
        drawing = Drawing(stops_, YEAR, on)
        drawing.wrap(WIDTH, 500)
        places.append([drawing._x(dot.x) for dot in drawing.dots])
    assert places[0] == sorted(places[0])
    assert places[1] == pytest.approx([WIDTH - x for x in places[0]])


@pytest.mark.parametrize("day", [None, date(2026, 10, 31), date(2027, 11, 1), date(2031, 3, 1)])
def test_no_line_is_drawn_without_a_step_on_it(day: date | None) -> None:
    """Her days stand at the steps themselves."""
    steps_ = List("Stappen", (Item(Own("Bellen", "nl"), (), day=day),))
    assert list(timeline_story(steps_, TODAY, paper("nl"))) == []


@pytest.mark.parametrize("on", [paper("nl"), paper("en", "nl"), paper("nl", large=True)])
def test_heading_drawing_and_its_note_stay_on_one_page(on: Paper) -> None:
    days_ = [date(2027, 3, 1)] * 20
    steps_ = List("Stappen", tuple(Item(Own(f"Stap {n}", "nl"), (), day=day) for n, day in enumerate(days_)))
    for above in range(5, 12):
        filler = Spacer(0, on.height * above / 12)
        pdf = drawn([filler, *timeline_story(steps_, TODAY, on)], on)
        assert not [fault for fault in layout_faults(pdf) if "alone" in fault]
        (heading,) = structure(pdf).all("H1")
        note = next(node for node in structure(pdf).all("P") if "31 oktober 2027" in node.text)
        assert {heading.page} == {figure(pdf).page} == {note.page}


@pytest.mark.parametrize("large", [False, True])
def test_forty_steps_on_one_day_fit_on_the_page(large: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    on = paper("nl", "ar", large=large)
    items = tuple(Item(Own(f"Stap {number}", "nl"), (), day=date(2027, 3, 1)) for number in range(40))
    pdf = drawn(timeline_story(List("Stappen", items), TODAY, on), on)
    assert [point.all("Lbl")[0].text for point in structure(pdf).all("LI")] == [str(number) for number in range(1, 41)]
    drawing = Drawing(stops_of(List("", items)), YEAR, on)
    assert drawing.wrap(WIDTH, on.height)[1] < on.height
    # None of the circles runs over another one, and the rest is counted.
    circles = sorted(drawing._y(dot) for dot in drawing.dots)
    assert all(higher - lower >= 2 * drawing.radius for lower, higher in pairwise(circles))
    assert circles[-1] + drawing.radius <= drawing.height
    assert f"+{40 - len(circles) + 1}" in "".join(artifact_texts(pdf))
    assert f"{40}." in drawing.alt()
    prove(pdf)

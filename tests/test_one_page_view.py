"""Page one in the print view: what paper of ours always tells, and no more than a sheet has room for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from filler import filled_plan
from flask import Flask

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pdf.slots import SLOTS, WHO_SHE_IS
from trajectplan.plan.summary import ChapterSummary, Item, List, Own, Row, Section, Summary
from trajectplan.plan.timeline import Year
from trajectplan.web.one_page import MOST_BYTES, ROOM, Filled, is_longer, slots
from trajectplan.web.steps_drawn import Drawing, Points, drawn

LONG = "Ik bel de school en vraag of er nog plek is. " * 20
ONE_WORD = "Ikbeldeschool" * 60
HELPS = ("iemand met mij meeloopt", "ik eerst oefen")


@pytest.fixture(autouse=True)
def within(app: Flask) -> object:
    """An application in which said texts find their language."""
    with app.test_request_context():
        yield


def plan_of(*blocks: Row | List) -> Summary:
    return Summary((ChapterSummary("steps", "Hoofdstuk", (Section("Deel", "/deel", blocks),)),))


def full(words: str) -> Summary:
    """A plan with these words in every slot, and a first step with its day."""
    own = Own(words, "nl")
    things = tuple(Item(own, (Row("Meer", (own,)),)) for _number in range(9))
    helps = tuple(Item(f"Reden {number}", (Row("Dan kan ik wel, als …", HELPS),)) for number in range(9))
    taken = {"first_step", "in_the_way", "three_things"}
    return plan_of(
        *(List("Vol", things, role=slot.role) for slot in (*WHO_SHE_IS, *SLOTS) if slot.role not in taken),
        *(Row(str(number), (Own(f"Ding {number} {words}", "nl"),), role="three_things") for number in (1, 2, 3)),
        Row("Stap", (own,), role="first_step"),
        Row("Dag", ("donderdag",), role="first_step"),
        List("Weg", helps, role="in_the_way"),
    )


def slot(found: list[Filled], heading: str) -> list[str]:
    """The lines of one slot, as text."""
    (lines,) = (each.lines for each in found if each.heading == heading)
    return [line.striptags() for line in lines]


@pytest.mark.parametrize("words", [LONG, ONE_WORD])
@pytest.mark.parametrize("is_large", [False, True])
def test_whatever_she_wrote_the_first_steps_stand_there(words: str, is_large: bool) -> None:  # noqa: FBT001
    found = slots(full(words), "nl", is_large=is_large)
    (first,) = slot(found, "Mijn eerste stap")
    assert first.startswith(words[:12])
    assert first.endswith("Dag: donderdag")
    assert len(re.findall(words[:12], " ".join(slot(found, "Daarna")))) >= 2
    assert [line[:6] for line in slot(found, "Drie dingen die ik u wil vertellen")] == ["Ding 1", "Ding 2", "Ding 3"]


@pytest.mark.parametrize("words", [LONG, ONE_WORD, "kort"])
def test_an_obstacle_never_stands_without_what_would_help(words: str) -> None:
    lines = slot(slots(full(words), "nl", is_large=False), "Wat in de weg staat, en wat helpt")
    assert len(lines) >= 2
    for line in lines:
        assert re.fullmatch(r"Reden \d Dan kan ik wel, als (ik eerst oefen|iemand .*)( …)?", line)


def test_where_there_is_room_all_is_told() -> None:
    steps = tuple(Item(Own(f"Stap {number}", "nl"), (Row("Wie helpt", ("zus",)),)) for number in range(12))
    obstacle = Item("Ver weg", (Row("Dan kan ik wel, als …", HELPS),))
    summary = plan_of(List("S", steps, role="next_steps"), List("Weg", (obstacle,), role="in_the_way"))
    found = slots(summary, "nl", is_large=False)
    assert slot(found, "Daarna") == [f"Stap {number} Wie helpt: zus" for number in range(12)]
    assert slot(found, "Wat in de weg staat, en wat helpt") == [f"Ver weg Dan kan ik wel, als {'; '.join(HELPS)}"]


def test_a_request_has_its_sign_and_word() -> None:
    request = Item("Een laptop", (Row("Soort", ("\N{BLACK CIRCLE} recht",), role="mark"),))
    found = slots(plan_of(List("Vraagt", (request,), role="requests")), "nl", is_large=False)
    assert slot(found, "Wat ik vraag") == ["\N{BLACK CIRCLE} Een laptop (recht)"]


def test_large_print_tells_all_that_a_page_of_the_view_can_hold() -> None:
    summary = plan_of(Row("Wens", (Own(LONG, "nl"),), role="goal"))
    assert slot(slots(summary, "nl", is_large=True), "Wat ik uiteindelijk wil") == [LONG.strip()]
    found = slots(full(LONG), "nl", is_large=True)
    assert ROOM < sum(len(line.encode()) for each in found for line in each.lines) <= MOST_BYTES


def test_her_words_are_marked_as_hers_and_safe() -> None:
    summary = summarise(filled_plan(CHAPTERS), paper=True)
    assert any("<bdi" in line for each in slots(summary, "nl", is_large=False) for line in each.lines)
    found = slots(plan_of(Row("Wens", (Own("<b>x</b>", "en"),), role="goal")), "nl", is_large=False)
    (line,) = (line for each in found if each.heading == "Wat ik uiteindelijk wil" for line in each.lines)
    assert line == '<bdi dir="auto" lang="en">&lt;b&gt;x&lt;/b&gt;</bdi>'


# Her steps, drawn -----------------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("is_large", "most"), [(False, 20), (True, 11)])
def test_of_more_steps_on_one_day_than_have_room_the_rest_are_counted(is_large: bool, most: int) -> None:  # noqa: FBT001
    steps = tuple(Item(Own(f"Stap {number}", "nl"), (), day=TODAY + timedelta(90)) for number in range(40))
    drawing, points = drawn(List("Stappen", steps), TODAY, ("nl",), is_large=is_large)
    assert isinstance(drawing, Drawing)
    heights = sorted(dot.y for dot in drawing.dots)
    assert len(heights) == most - 1
    assert all(low - high >= 2 * drawing.radius for high, low in pairwise(heights))
    assert [count.text for count in drawing.counts] == [f"+{40 - most + 1}"]
    assert 0 < drawing.counts[0].y < heights[0]
    assert isinstance(points, Points)
    assert len(points.steps) == 40
    assert "40" in str(drawing.alt)


@pytest.mark.parametrize("day", [None, date(2026, 10, 31), date(2027, 11, 1), date(2031, 3, 1)])
def test_no_line_is_drawn_without_a_step_on_it(day: date | None) -> None:
    steps = List("Stappen", (Item(Own("Stap", "nl"), (), day=day),))
    assert list(drawn(steps, TODAY, ("nl",), is_large=False)) == []


def test_few_steps_are_all_drawn() -> None:
    start = Year(TODAY).start
    steps = tuple(Item(Own("Stap", "nl"), (), day=start + timedelta(40 * number)) for number in range(5))
    drawing, _points = drawn(List("Stappen", steps), TODAY, ("nl",), is_large=True)
    assert isinstance(drawing, Drawing)
    assert ([dot.text for dot in drawing.dots], drawing.counts) == (["1", "2", "3", "4", "5"], [])


@pytest.mark.parametrize(
    ("words", "is_large", "longer"), [(LONG, True, True), (LONG, False, False), ("Kort", True, False)]
)
def test_only_what_fits_on_a_sheet_is_called_one_page(words: str, *, is_large: bool, longer: bool) -> None:
    few = plan_of(Row("Doel", (Own(words, "nl"),), role="goal")) if words == "Kort" else full(words)
    assert is_longer(slots(few, "nl", is_large=is_large), is_large=is_large) is longer

"""The page that shows her week worked out: nothing of it goes on paper without her tick, and no tick goes astray."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from composed import composed
from strategies import spoken
from werkzeug.datastructures import MultiDict

from trajectplan.chapters.childcare import CHILDCARE, found
from trajectplan.chapters.childcare.jobs import JobCheck
from trajectplan.chapters.childcare.my_hours import MyDay
from trajectplan.chapters.childcare.my_week import MyWeek
from trajectplan.pages import Page, Screen
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.voice import Voice
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block, Grid, Row
from trajectplan.questions import Choices, Option

TICKS = ("week_on_paper", "gaps_on_paper", "changes_on_paper", "closed_on_paper")
CARDS = dict(zip(TICKS, (found.hours_cards, found.gap_cards, found.change_cards, found.closed_cards), strict=True))


def her_plan(**answers: Any) -> Plan:
    """A composed plan with three children, with other answers of hers."""
    return composed("three_children").with_answers(dict.fromkeys((*TICKS, "jobs_on_paper")) | answers)


def blocks(plan: Plan, page: type[Page] = MyWeek, *, paper: bool = True) -> tuple[Block, ...]:
    """What stands on paper, or on the screen, of this page."""
    return Screen(CHILDCARE, page).section(plan, paper=paper).blocks


def sentences(found_blocks: Iterable[Block]) -> list[str]:
    """Every sentence and cell of these blocks, in Dutch."""
    said: list[str] = []
    with spoken("nl"):
        for block in found_blocks:
            if isinstance(block, Row):
                said += map(str, block.answer)
            elif isinstance(block, Grid):
                said += [str(cell) for row in block.rows for cell in row]
    return said


def keys(cards: Iterable[Option]) -> list[str]:
    return [card.key for card in cards]


def ticks(plan: Plan, name: str) -> Choices:
    """One of the questions of the page."""
    question = Screen(CHILDCARE, MyWeek).stored_form(plan)[name]
    assert isinstance(question, Choices)
    return question


def changed(plan: Plan, child: int, **answers: Any) -> Plan:
    """The plan with something else said about one child."""
    children: list[dict[str, Any]] = json.loads(json.dumps(plan.answers["children"]))
    children[child] |= answers
    return plan.with_answers({"children": children})


@pytest.mark.parametrize("paper", [True, False])
def test_nothing_is_there_while_nothing_is_ticked(*, paper: bool) -> None:
    assert blocks(her_plan(), paper=paper) == ()


@pytest.mark.parametrize("name", TICKS)
def test_nothing_is_ticked_beforehand(name: str) -> None:
    question = ticks(her_plan(), name)
    assert len(question.options) > 1
    assert question.chosen == ()


@pytest.mark.parametrize("name", TICKS)
def test_only_what_is_ticked_goes_on_paper(name: str) -> None:
    plan = her_plan()
    first, second, *others = [card for card in CARDS[name](plan, {}) if card.key]
    with spoken("nl"):
        ticked, unticked = str(second.label), {str(card.label) for card in (first, *others)}
    said = sentences(blocks(her_plan(**{name: [second.key]})))
    assert ticked in said
    assert unticked.isdisjoint(said)


def test_hours_that_are_not_ticked_stand_nowhere_on_paper() -> None:
    plan = her_plan()
    said = " ".join(sentences(blocks(her_plan(gaps_on_paper=keys(found.gap_cards(plan, {}))))))
    assert "Bloem" in said
    assert not [hours for hours in ("7 uur", "5 uur", "12 uur", "20 uur", "9:15", "11:55") if hours in said]


def test_her_own_number_alone_says_nothing_of_the_week() -> None:
    own, *_others = keys(found.hours_cards(her_plan(), {}))
    assert sentences(blocks(her_plan(week_on_paper=[own]))) == ["Ik wil beginnen met 12 uur per week."]


def test_her_own_number_stands_on_paper_before_the_other_hours() -> None:
    own, total, *_others = keys(found.hours_cards(her_plan(), {}))
    first, second = blocks(her_plan(week_on_paper=[own, total]))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    with spoken("nl"):
        assert str(first.label) == str(found.OWN_HOURS) != str(second.label)
        assert list(map(str, first.answer)) == ["Ik wil beginnen met 12 uur per week."]
        assert "Ik wil beginnen met 12 uur per week." not in map(str, second.answer)


def test_her_own_number_is_the_largest_on_the_screen() -> None:
    css = (Path(__file__).parent.parent / "static" / "week.css").read_text()
    sizes = {
        name: float(size)
        for name, size in re.findall(r"^\.(own|big)\{font-size:(?:clamp\()?([\d.]+)rem", css, re.MULTILINE)
    }
    assert sizes["own"] >= 1.25 * sizes["big"]


def test_many_sentences_on_paper_are_points() -> None:
    sentences = tuple(f"Op maandag is er na {hour}:00 niemand." for hour in range(8, 20))
    names = tuple(f"plek {number}" for number in range(12))
    with spoken("nl"):
        voice = Voice("nl")
        points, run_on = (list(Paper((voice,)).answer(texts, voice, 300)) for texts in (sentences, names))
    assert (len(points), len(run_on)) == (len(sentences), 1)


def test_what_is_not_filled_in_yet_goes_on_paper_with_the_hours() -> None:
    plan = changed(her_plan(), 2, school_hours=None, places=None, home_alone=None)
    total = keys(found.hours_cards(plan, {}))[1]
    said = sentences(blocks(plan.with_answers({"week_on_paper": [total]})))
    assert "Voor C is nog niets ingevuld. Dat telt als: er is niemand." in said


def test_the_drawing_stands_there_with_a_row_for_every_day() -> None:
    plan = her_plan()
    *_others, odd, even = keys(found.hours_cards(plan, {}))
    row, *grids = blocks(her_plan(week_on_paper=[odd, even]))
    assert isinstance(row, Row)
    assert [len(grid.rows) for grid in grids if isinstance(grid, Grid) and grid.drawn] == [7, 7]
    day, children, hers = sentences(grids)[:3]
    assert (day, hers) == ("maandag", "brengen en reizen 8:30–9:15, 11:55–12:55 · uren voor werk of leren 9:15–11:55")
    assert children.splitlines() == [
        "A: opvang of oppas 8:45–12:15 · niemand 8:15–8:45, 12:15–17:30",
        "Bloem: school 8:30–14:30 · opvang of oppas 14:30–18:00",
        "C: school 8:30–15:20 · alleen thuis 15:20–18:00",
    ]


@pytest.mark.parametrize("name", TICKS)
def test_a_tick_goes_with_what_it_was_about(name: str) -> None:
    plan = her_plan()
    everything = {name: keys(CARDS[name](plan, {}))}
    school = {"mon": [["08:30", "13:00"]]}
    then = changed(her_plan(**everything), 1, school_hours=school)
    with spoken("nl"):
        before = {str(card.label) for card in CARDS[name](plan, {})}
        cards = {card.key: str(card.label) for card in CARDS[name](then, {})}
    kept = ticks(then, name).chosen
    assert {cards[key] for key in kept} <= before
    assert len(kept) < len(cards)


def test_a_tick_comes_back_with_what_it_was_about() -> None:
    plan = her_plan(gaps_on_paper=keys(found.gap_cards(her_plan(), {})))
    there = sentences(blocks(plan))
    then = changed(plan, 1, school_hours=None)
    assert sentences(blocks(then)) != there
    assert sentences(blocks(changed(then, 1, school_hours=plan.answers["children"][1]["school_hours"]))) == there


def test_nothing_is_ticked_by_what_somebody_else_filled_in() -> None:
    plan = composed("electrician").with_answers({name: keys(CARDS[name](her_plan(), {})) for name in TICKS})
    assert blocks(plan) == ()


def test_a_job_goes_on_paper_with_its_verdict_and_its_reasons_once_it_is_ticked() -> None:
    first, _second, both = keys(found.job_cards(her_plan(), {}))
    assert blocks(her_plan(), JobCheck) == ()
    said = sentences(blocks(her_plan(jobs_on_paper=[first]), JobCheck))
    assert said[:2] == ["Past nu niet.", "Maandag: het stopt om 13:30. Het kan maar tot 11:55."]
    assert not [text for text in said if "sociale" in text]
    assert "sociale hygiëne" in sentences(blocks(her_plan(jobs_on_paper=[both]), JobCheck))


def test_the_page_of_her_limits_is_called_by_its_title() -> None:
    child: Mapping[str, object] = {"id": "b", "name": "B", "age": 7, "school_hours": {"mon": [["08:30", "14:30"]]}}
    result = found.my_week(Plan(answers={"children": [child]}))
    with spoken("nl"):
        assert any(str(MyDay.title) in str(text) for part in result.before for text in part.sentences)


# What she ticked and isn't so any more -------------------------------------------------------------------------------

NO_SCHOOL: Mapping[str, Any] = {"school_hours": None}
CHANGED = "Something that you ticked here has changed. Have another look at what goes on paper."


def remarks(plan: Plan, page: type[Page]) -> list[str]:
    """What stands above the questions of a page, in English."""
    with spoken("en"):
        return [str(text) for text in Screen(CHILDCARE, page).stored_form(plan).remarks()]


def cautions(plan: Plan) -> list[str]:
    """What the chapter says before something goes on paper, in English."""
    with spoken("en"):
        return [said for page in CHILDCARE.pages if (said := str(page.before_printing(plan)))]


@pytest.mark.parametrize("name", TICKS)
def test_she_is_told_when_something_that_she_ticked_has_changed(name: str) -> None:
    plan = her_plan(**{name: keys(CARDS[name](her_plan(), {}))})
    assert (remarks(plan, MyWeek), cautions(plan)) == ([], [])
    then = changed(plan, 1, **NO_SCHOOL)
    assert remarks(then, MyWeek) == [CHANGED]
    assert cautions(then) == ["Something that you ticked has changed. Have another look at the page “This is my week”."]
    assert remarks(then, JobCheck) == []


def test_she_is_told_that_a_job_that_she_ticked_has_changed() -> None:
    plan = her_plan(jobs_on_paper=keys(found.job_cards(her_plan(), {})))
    assert (remarks(plan, JobCheck), cautions(plan)) == ([], [])
    then = changed(plan, 1, **NO_SCHOOL)
    assert remarks(then, JobCheck) == [CHANGED]
    assert cautions(then) == [
        "Something that you ticked has changed. Have another look at the page “Does this fit my week?”."
    ]


def test_she_is_told_of_it_only_until_she_has_looked_again() -> None:
    plan = changed(her_plan(gaps_on_paper=keys(found.gap_cards(her_plan(), {}))), 1, **NO_SCHOOL)
    still = ticks(plan, "gaps_on_paper").chosen
    form = Screen(CHILDCARE, MyWeek).form(plan, MultiDict([("gaps_on_paper", key) for key in still]))
    assert form.validate()
    then = plan.with_answers(form.answers())
    assert then.answers["gaps_on_paper"] == list(still)
    assert len(still) < len(plan.answers["gaps_on_paper"])
    assert (remarks(then, MyWeek), cautions(then)) == ([], [])


def test_moving_a_child_in_the_list_tells_her_nothing() -> None:
    everything = {name: keys(CARDS[name](her_plan(), {})) for name in TICKS}
    plan = her_plan(**everything, jobs_on_paper=keys(found.job_cards(her_plan(), {})))
    moved = plan.with_answers({"children": plan.items("children")[::-1]})
    assert cautions(moved) == []
    assert len(blocks(moved)) == len(blocks(plan)) > 1

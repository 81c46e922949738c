"""The rules of the chapter on steps: true ideas, requests by age, how old the law is, sums, her wish on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import SOME, question_of, spoken
from werkzeug.datastructures import MultiDict

from trajectplan.catalogue import DIRECTIONS
from trajectplan.chapters.steps import STEPS
from trajectplan.chapters.steps.conditions import SAID_BEFORE, WORK_AND_CARE, ConditionsWorkAndCare
from trajectplan.chapters.steps.ideas import MOST, ideas
from trajectplan.chapters.steps.money import TO_FIND_OUT, MoneyFindOut, MyBudget
from trajectplan.chapters.steps.plan import FirstStep, MyContact, NextSteps, Step
from trajectplan.chapters.steps.talk import ThreeThings
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, List, Own, Row, Summary
from trajectplan.questions import Choice, Group
from trajectplan.questions.texts import Money

EVERYBODYS = ["I work out what a job would bring me.", "I make an appointment and bring my plan."]


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken("en"):
        yield


def filled(page: type[Group], answers: Answers, **more: Any) -> Group:
    """A page with these answers, in a plan of nothing else but ``more``."""
    return page(data=answers, plan=Plan(answers={**answers, **more}))


def read(page: type[Group], answers: Answers, *, paper: bool = False, **more: Any) -> list[Block]:
    """How that page reads."""
    return list(filled(page, answers, **more).blocks(paper=paper))


def remarks(page: type[Group], answers: Answers, **more: Any) -> list[str]:
    """What stands above its questions."""
    return [str(text) for text in filled(page, answers, **more).remarks()]


def spelled(blocks: Sequence[Block]) -> list[str]:
    """Rows as they read: label and answer."""
    return [f"{row.label}: {', '.join(map(str, row.answer))}" for row in blocks if isinstance(row, Row)]


def things(*answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"id": f"thing{number}", **each} for number, each in enumerate(answers)]


# Ideas for a first step -----------------------------------------------------------------------------------------------


def said_ideas(**answers: Any) -> list[str]:
    return [str(idea) for idea in ideas(Plan(answers=answers), {})]


def wished(**place: Any) -> list[dict[str, Any]]:
    """One child, with one place."""
    kept = {"place_kind": "day_care", "place_status": "wish", "place_hours": {"wed": [["08:00", "12:00"]]}, **place}
    return things({"name": "Bloem", "age": 3, "places": things(kept)})


def test_a_plan_barely_begun_has_ideas_that_anybody_can_take() -> None:
    assert said_ideas() == EVERYBODYS


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"people": things({"person": "Noor", "asked": "to_ask"})}, ["I ask Noor to be in my back-up plan."]),
        ({"people": things({"person": "Noor", "asked": "agreed"}, {"asked": "to_ask"})}, []),
        (
            {"children": wished()},
            ["I phone a childcare place and ask about Wednesday.", "I put Bloem on the waiting list."],
        ),
        ({"children": wished(place_kind="family")}, []),
        ({"children": wished(place_status="have")}, []),
        ({"children": wished(place_hours={})}, ["I put Bloem on the waiting list."]),
        ({"activities": things({"confirm_who": "Anna"})}, ["I ask Anna to confirm my experience."]),
        ({"learning": things({"result": "diploma"})}, ["I gather my diplomas and grades."]),
        ({"learning": things({"result": "partly"})}, []),
        ({"directions": ["gone_from_the_catalogue"]}, []),
    ],
)
def test_an_idea_comes_from_what_she_wrote(answers: Mapping[str, Any], found: Sequence[str]) -> None:
    assert said_ideas(**answers) == [*found, *EVERYBODYS][:MOST]


def test_two_directions_give_two_ideas() -> None:
    first, second = list(DIRECTIONS)[:2]
    one, other = (str(DIRECTIONS[key].label) for key in (first, second))
    assert said_ideas(directions=[first, second])[:2] == [
        f"I look for an open day: {one}.",
        f"I talk to someone who does this work: {other}.",
    ]
    assert said_ideas(directions=[first])[1] == f"I talk to someone who does this work: {one}."


@given(
    people=st.lists(st.fixed_dictionaries({}, optional={"person": st.just("Noor"), "asked": st.just("to_ask")})),
    activities=st.lists(st.fixed_dictionaries({}, optional={"confirm_who": st.just("Anna")})),
    chosen=st.lists(st.sampled_from([*DIRECTIONS, "gone"]), unique=True, max_size=4),
    status=st.sampled_from(["have", "wish", None]),
)
@SOME
def test_ideas_are_few_and_name_nobody_whom_she_did_not_name(
    people: list[Answers], activities: list[Answers], chosen: list[str], status: str | None
) -> None:
    answers = {
        "people": things(*people),
        "activities": things(*activities),
        "directions": chosen,
        "children": wished(place_status=status),
    }
    found = said_ideas(**answers)
    assert 1 < len(found) == len(set(found)) <= MOST
    to_ask = any(item.get("person") and item.get("asked") for item in people)
    assert any("Noor" in idea for idea in found) == to_ask
    assert not any("Anna" in idea for idea in found) or any("confirm_who" in item for item in activities)
    assert not any("waiting list" in idea for idea in found) or status == "wish"


def test_an_idea_is_put_into_the_answer_by_a_button() -> None:
    form = filled(FirstStep, {}, people=things({"person": "Noor", "asked": "to_ask"}))
    question = question_of(form, "first_step_what")
    assert question.takes
    assert str(question.starters[0]) == "I ask Noor to be in my back-up plan."


# Her wish on top ------------------------------------------------------------------------------------------------------

WISH = {"long_wish": "Huizen ontwerpen"}
STEP = {"steps": things({"step_what": "Taalles"})}


@pytest.mark.parametrize("page", [FirstStep, NextSteps, Step])
def test_her_wish_stands_above_every_step(page: type[Group]) -> None:
    assert remarks(page, {}, **WISH) == ["This is your wish: Huizen ontwerpen"]
    assert remarks(page, {}) == []


@given(first=st.booleans(), later=st.booleans(), feeling=st.booleans(), wish=st.booleans(), paper=st.booleans())
@SOME
def test_her_wish_is_read_once_above_the_first_step_there_is(
    *, first: bool, later: bool, feeling: bool, wish: bool, paper: bool
) -> None:
    answers = {
        **({"first_step_what": "Bellen"} if first else {}),
        **({"first_step_sure": "exciting"} if feeling else {}),
        **(STEP if later else {}),
        **(WISH if wish else {}),
    }
    sections = STEPS.summarise(Plan(answers=answers), paper=paper).answered
    read_labels = [str(block.label) for section in sections for block in section.blocks]
    has_step = first or later or (feeling and not paper)
    assert read_labels.count("My wish") == (wish and has_step)
    assert not has_step or read_labels[0] == ("My wish" if wish else read_labels[0])
    assert bool(sections) == has_step


def test_how_a_step_feels_is_for_her_alone() -> None:
    answers = {"first_step_what": "Bellen", "first_step_sure": "too_big"}
    assert "Feeling: Still too big" in spelled(read(FirstStep, answers))
    assert spelled(read(FirstStep, answers, paper=True)) == ["First step: Bellen"]
    assert remarks(FirstStep, answers) == ["This step felt too big. What could you do in the first half hour?"]
    assert remarks(FirstStep, {"first_step_sure": "exciting"}) == []


# Steps and dates ------------------------------------------------------------------------------------------------------


def problems(page: type[Group], typed: Mapping[str, str], stored: Answers) -> list[str]:
    form = page(MultiDict(typed), data=stored)
    return [] if form.validate() else [message for _where, message in refusals(form)]


def test_a_day_that_has_passed_is_refused_only_when_she_chooses_it_now() -> None:
    typed = {"step_what": "Bellen", "step_when": "on_date", "step_date": "1-3-2001"}
    assert problems(Step, typed, {}) == ["This day has passed. Choose a later day."]
    assert problems(Step, typed, {"step_date": "2001-03-01"}) == []


def test_a_day_is_read_only_with_the_card_that_asks_for_it_and_never_lost() -> None:
    step = {"step_what": "Bellen", "step_when": "later", "step_date": "2088-03-01"}
    assert spelled(read(Step, step, paper=True)) == ["When: Some time later"]
    assert filled(Step, step).answers()["step_date"] == "2088-03-01"
    when, day = read(Step, {**step, "step_when": "on_date"})
    assert spelled([when, day]) == ["When: On a day I choose", "Date: 1 March 2088"]
    assert isinstance(when, Row)
    on_paper = list(filled(Step, {**step, "step_when": "on_date"}).blocks(paper=True))
    assert [str(block.label) for block in on_paper] == ["Date"], "paper says the day alone"


def test_reading_a_step_changes_no_question() -> None:
    form = filled(Step, {"step_what": "x", "step_when": "on_date", "step_date": "2088-03-01", "step_done": "to_do"})
    assert [str(block.label) for block in form.blocks(paper=True)] == ["Date"]
    assert [str(block.label) for block in form.blocks()] == ["When", "Date", "Status"]
    assert all(question.printed is True for question in form.questions)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"contact_word": "werkcoach"}, ["Werkcoach (work coach)"]),
        ({"contact_word": "nobody_yet"}, []),
        ({"contact_word": "other", "contact_other": "regisseur"}, ["regisseur"]),
        ({"contact_word": "werkcoach", "contact_other": "regisseur"}, ["Werkcoach (work coach)"]),
    ],
)
def test_page_one_calls_nobody_by_what_is_no_word(answers: Answers, words: list[str]) -> None:
    rows = [block for block in read(MyContact, answers) if isinstance(block, Row) and block.role == "contact_word"]
    assert [str(text) for row in rows for text in row.answer] == words


# Money ----------------------------------------------------------------------------------------------------------------


@given(st.lists(st.none() | st.integers(0, 9_999_999), max_size=15), st.booleans())
@SOME
def test_a_budget_is_added_up_below_its_list(amounts: list[int | None], has_reason: bool) -> None:  # noqa: FBT001
    lines = things(*({"budget_what": "x", **({} if cents is None else {"budget_amount": cents})} for cents in amounts))
    answers = {"budget_lines": lines, **({"budget_because": "Werk"} if has_reason else {})}
    known = [cents for cents in amounts if cents is not None]
    blocks = read(MyBudget, answers)
    totals = [place for place, block in enumerate(blocks) if str(block.label) == "In total"]
    assert totals == ([1] if known else [])
    total = Money(sum(known))
    assert remarks(MyBudget, answers) == ([f"In total {total}"] if known else [])
    assert [block.answer for block in blocks if isinstance(block, Row)][: len(totals)] == [(total,)] * len(totals)


@pytest.mark.parametrize(
    ("line", "name", "below"),
    [
        ({"budget_what": "Naaicursus", "budget_kind": "course"}, "Naaicursus", ["For: Course or training"]),
        ({"budget_kind": "course", "budget_amount": 100}, "Course or training", ["Amount: €1.00"]),
        ({"budget_amount": 100}, "Line 1", ["Amount: €1.00"]),
    ],
)
def test_a_line_of_the_budget_has_a_name_said_once(line: Answers, name: str, below: list[str]) -> None:
    (block, *_rest) = read(MyBudget, {"budget_lines": things(line)})
    assert isinstance(block, List)
    assert (str(block.items[0].title), spelled(block.items[0].blocks)) == (name, below)


def test_what_she_must_find_out_says_where() -> None:
    answers = {"find_out": ["child_benefit", "go_back"]}
    assert spelled(read(MoneyFindOut, answers)) == [
        (
            "What I still have to find out: Does my child benefit stay the same? – SVB (svb.nl), "
            "What if the work ends? – My contact at the municipality"
        )
    ]
    assert all(option.note and bool(option.badge) == bool(option.badge_icon) for option in TO_FIND_OUT)


# Conditions -----------------------------------------------------------------------------------------------------------


@given(st.sets(st.sampled_from([*SAID_BEFORE.values(), "trust", "nearby"])))
@SOME
def test_what_she_asked_of_childcare_before_is_not_asked_again(needs: set[str]) -> None:
    form = filled(ConditionsWorkAndCare, {}, needs=sorted(needs))
    question = question_of(form, "work_and_care")
    assert isinstance(question, Choice)
    keys = {option.key for option in question.options}
    again = {key for key, before in SAID_BEFORE.items() if before in needs}
    assert keys == {option.key for option in WORK_AND_CARE} - again
    assert bool(list(form.remarks())) == bool(again)


def test_the_needs_named_here_are_cards_of_the_other_chapter() -> None:
    from trajectplan.chapters.childcare.care import ChildcareNeeds  # noqa: PLC0415 - only this test knows it

    needs = question_of(ChildcareNeeds(), "needs")
    assert isinstance(needs, Choice)
    assert set(SAID_BEFORE.values()) <= {option.key for option in needs.options}


def test_page_one_finds_what_it_needs() -> None:
    answers = {
        "first_step_what": "Bellen",
        "requests_support": ["interpreter"],
        "working_together": ["one_person"],
        "thing_one": "Ik leer snel",
        "talk_help": ["slow"],
        "look_back_date": "2088-05-01",
        "aftercare_needs": ["file_open"],
        **STEP,
    }
    summary = Summary((STEPS.summarise(Plan(answers=answers), paper=True),))
    roles = "first_step next_steps requests together three_things talk_help look_back aftercare"
    assert [role for role in roles.split() if not list(summary.with_role(role))] == []
    (first,) = (block for _chapter, block in summary.with_role("three_things"))
    assert first == Row("1", (Own("Ik leer snel", "nl"),), ThreeThings().thing_one.asked, "three_things")

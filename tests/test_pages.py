"""Screens: which there are for a plan, what they are called, what they hold, and when that has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import (
    CHAPTER,
    EVERYTHING,
    FEW,
    SOME,
    THINGS,
    EachParts,
    EachThing,
    Everything,
    Posted,
    Things,
    answers_of,
    drafts,
    each_of,
    named_things,
    plain,
    plans,
    spoken,
    typed_into,
)

from trajectplan.chapters import CHAPTERS
from trajectplan.pages import Chapter, Page, Screen, as_formdata
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import List
from trajectplan.questions import ShortText

PAGES = [page for chapter in CHAPTERS for page in chapter.pages]


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def with_things(*ids: str) -> Plan:
    return Plan(answers={"things": [{"id": item_id, "thing_name": item_id.upper()} for item_id in ids]})


# Which screens there are ----------------------------------------------------------------------------------------------


def test_a_page_is_named_after_its_class() -> None:
    assert [page.key for page in CHAPTER.pages] == ["everything", "things", "each_thing", "each_parts"]


def test_a_page_comes_once_for_each_thing_in_her_order() -> None:
    keys = [screen.key for screen in CHAPTER.screens(with_things("b", "a"))]
    assert keys == ["everything", "things", "each_thing/b", "each_thing/a", "each_parts/b", "each_parts/a"]
    assert [screen.key for screen in CHAPTER.screens(Plan())] == ["everything", "things"]


def test_a_page_is_left_out_by_what_she_said_before() -> None:
    class OnlyLarge(Page):
        each = Things

        @classmethod
        def shown_if(cls, plan: Plan, each: Answers) -> bool:
            return bool(plan.answers.get("things_note")) and each.get("thing_size", 0) > 5

    class Never(Page):
        @classmethod
        def shown_if(cls, plan: Plan, each: Answers) -> bool:
            return bool(each) or plan == Plan(language="none")

    chapter = Chapter("x", "", "X", 1, "", (OnlyLarge, Never))
    plan = Plan(answers={"things": [{"id": "a", "thing_size": 9}, {"id": "b", "thing_size": 1}], "things_note": "x"})
    assert [screen.key for screen in chapter.screens(plan)] == ["only_large/a"]


@given(named_things())
@FEW
def test_screens_have_keys_of_their_own_and_exist(things: list[dict[str, Any]]) -> None:
    plan = Plan(answers={"things": things})
    screens = list(CHAPTER.screens(plan))
    assert len({screen.key for screen in screens}) == len(screens) == 2 + 2 * len(things)
    assert all(screen.exists(plan) for screen in screens)
    assert [section.address for section in CHAPTER.summarise(plan).sections] == [screen.key for screen in screens]


def test_a_screen_about_something_that_is_gone_does_not_exist() -> None:
    gone = each_of(EachThing, "gone")
    assert not gone.exists(with_things("a"))
    assert str(gone.title(with_things("a"))) == "About ?"
    assert THINGS.about("new").exists(Plan())


def test_addresses_lead_from_a_list_to_a_thing_and_back() -> None:
    part = each_of(EachParts, "a").about("p")
    assert (part.key, part.ids) == ("each_parts/a/p", ("a", "p"))
    assert part.answers_at == (("things", "a"), ("parts", "p"))
    assert part.list == each_of(EachParts, "a")
    assert part.list.answers_at == (("things", "a"),)


# What they are called -------------------------------------------------------------------------------------------------


def test_titles_name_the_thing_the_page_comes_for() -> None:
    plan = with_things("a", "b")
    assert [str(screen.title(plan)) for screen in CHAPTER.screens(plan)][2:] == [
        "About A",
        "About B",
        "Parts of A",
        "Parts of B",
    ]


def test_the_screen_of_a_thing_is_numbered() -> None:
    plan = with_things("a", "b")
    titles = [str(THINGS.about(item_id).title(plan)) for item_id in ("a", "b", "new")]
    assert titles == ["Thing 1", "Thing 2", "Thing 3"]


@pytest.mark.parametrize("name", ["%", "100 %", "%(thing)s", "%s %d", "{0}", "<b>"])
def test_a_name_may_be_anything(name: str) -> None:
    plan = Plan(answers={"things": [{"id": "a", "thing_name": name, "each_words": name}]})
    section = each_of(EachThing, "a").section(plan)
    assert str(section.title) == f"About {name}"
    assert [str(block.question) for block in section.blocks] == [f"What of {name}?"]


# What they hold -------------------------------------------------------------------------------------------------------


@given(answers_of(Everything()), typed_into(Everything()), typed_into(Everything()))
@SOME
def test_a_form_shows_what_is_typed_else_the_draft_else_what_is_stored(
    answers: dict[str, Any], data: Posted, drafted: Posted
) -> None:
    stored = Plan(answers=answers)
    draft = stored.with_draft(EVERYTHING.key, dict(drafted.lists()))
    for plan in (stored, draft):
        assert plain(EVERYTHING.stored_form(plan).answers()) == answers
        assert EVERYTHING.form(plan, data).answers() == Everything(data, data=answers).answers()
    assert plain(EVERYTHING.form(stored).answers()) == answers
    assert EVERYTHING.form(draft).answers() == Everything(drafted, data=answers).answers()


@given(drafts)
@FEW
def test_a_draft_is_the_form_it_once_was(draft: dict[str, list[str]]) -> None:
    assert dict(as_formdata(draft).lists()) == {name: values for name, values in draft.items() if values}


def test_a_screen_is_answered_when_something_is_stored_there() -> None:
    plan = with_things("a", "b").with_answers({"each_words": "x"}, (("things", "a"),)).with_draft("everything", {})
    answered = [screen.key for screen in CHAPTER.screens(plan) if screen.is_answered(plan)]
    assert answered == ["things", "each_thing/a"]


def test_the_other_things_with_answers_are_offered() -> None:
    plan = with_things("a", "b", "c").with_answers({"each_words": "x"}, (("things", "a"),))
    assert [screen.key for screen in each_of(EachThing, "b").others(plan)] == ["each_thing/a"]
    assert each_of(EachThing, "a").others(plan) == ()
    assert EVERYTHING.others(plan) == ()


def test_things_know_their_siblings_and_their_room() -> None:
    plan = with_things("a", "b")
    assert [item["id"] for item in THINGS.about("a").form(plan).siblings] == ["b"]
    assert not THINGS.is_full(plan)
    assert THINGS.about("a").is_full(with_things("a", "b", "c", "d"))
    assert EVERYTHING.is_full(plan)


def test_the_summary_says_what_was_answered_and_leaves_the_rest_empty() -> None:
    plan = with_things("a").with_answers({"text": "hallo"})
    summary = CHAPTER.summarise(plan)
    assert [section.address for section in summary.answered] == ["everything", "things"]
    assert isinstance(summary.answered[1].blocks[0], List)
    assert (summary.key, summary.title) == ("tests", "Tests")


# Changes --------------------------------------------------------------------------------------------------------------


@given(answers_of(Everything()), answers_of(Everything()), st.none() | drafts, st.none() | drafts, plans)
@SOME
def test_a_revision_changes_exactly_when_answers_or_draft_of_the_screen_change(
    mine: dict[str, Any],
    theirs: dict[str, Any],
    my_draft: dict[str, list[str]] | None,
    their_draft: dict[str, list[str]] | None,
    rest: Plan,
) -> None:
    one = Plan(answers=mine).with_draft(EVERYTHING.key, my_draft)
    other = Plan(answers=theirs).with_draft(EVERYTHING.key, their_draft)
    same = (mine, my_draft) == (theirs, their_draft)
    assert (EVERYTHING.revision(one) == EVERYTHING.revision(other)) == same
    elsewhere = replace(one.with_draft("things", {"x": ["y"]}).with_answers({"things_note": "z"}), done=rest.done)
    assert EVERYTHING.revision(elsewhere) == EVERYTHING.revision(one)


def test_a_revision_of_a_thing_is_about_that_thing_alone() -> None:
    plan = with_things("a", "b")
    changed = plan.with_answers({"thing_size": 3}, (("things", "b"),))
    assert THINGS.about("a").revision(changed) == THINGS.about("a").revision(plan)
    assert THINGS.about("b").revision(changed) != THINGS.about("b").revision(plan)
    assert THINGS.revision(changed) == THINGS.revision(plan)


def test_a_revision_does_not_depend_on_the_order_of_keys() -> None:
    one = Plan(answers={"text": "x", "count": 1}).with_draft("everything", {"a": ["1"], "b": ["2"]})
    other = Plan(answers={"count": 1, "text": "x"}).with_draft("everything", {"b": ["2"], "a": ["1"]})
    assert EVERYTHING.revision(one) == EVERYTHING.revision(other)


# The pages of the product ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
@given(data=st.data())
@FEW
def test_every_page_shows_and_reads_back_what_it_stores(page: type[Page], data: st.DataObject) -> None:
    answers = data.draw(answers_of(page()))
    form = page(data=answers)
    assert plain(form.answers()) == answers
    for question in form.own_questions:
        assert bool(list(question.blocks())) == (question.short_name in answers)


def test_no_two_questions_of_the_product_are_kept_under_one_name_at_one_place() -> None:
    for alone in (True, False):
        names = [question.short_name for page in PAGES if (page.each is None) is alone for question in page().questions]
        assert len(names) == len(set(names))


def test_a_screen_is_a_page_of_its_chapter() -> None:
    class Alone(Page):
        title = "Alone"
        alone = ShortText("?")

    screen = Screen(Chapter("x", "", "X", 1, "", (Alone,)), Alone)
    assert (str(screen.title(Plan())), screen.key, screen.words(Plan())) == ("Alone", "alone", {})

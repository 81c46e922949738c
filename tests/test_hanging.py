"""Answers that hang on others: kept while they aren't asked or offered, and read nowhere; on paper only what may be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from client import Visitor, squeezed
from filler import filled_plan
from flask import Flask
from journey import Anything, Journey, answer_pages, texts_of
from program import ALL
from specimen import (
    SPECIMEN,
    SpecimenCards,
    SpecimenChoices,
    SpecimenDepending,
    SpecimenEachCard,
    SpecimenFolded,
    SpecimenShells,
)

from trajectplan.i18n import speaking
from trajectplan.pages import Page, Screen
from trajectplan.plan.document import Place, Plan
from trajectplan.questions import Choice, Group, ShortText
from trajectplan.web.ways import anchor, screen_url

ComeWith = Callable[..., Visitor]
WORDS = "Zwaluwkei"
HUES = ("red", "blue", "")
STONES = [{"id": "aaaaaaaa", "card": "pebble"}, {"id": "bbbbbbbb", "card": "gravel"}]


def url(app: Flask, page: type[Page], place: Place = ()) -> str:
    """The address of a page of the specimen."""
    with app.test_request_context():
        return screen_url(Screen(SPECIMEN, page, place))


def plan_of(visitor: Visitor) -> Plan:
    """Her plan as it is kept."""
    return Plan.from_json(json.dumps(visitor.downloaded()).encode())


def reads(visitor: Visitor) -> str:
    """All her answers as she reads them."""
    return "".join(squeezed(page.text()) for page in answer_pages(visitor))


# Cards that aren't offered now ----------------------------------------------------------------------------------------


def test_an_answer_whose_card_is_not_offered_stays_kept_and_unseen(app: Flask, come_with: ComeWith) -> None:
    plan = Plan(answers={"specimen_cards": STONES, "other_colour": "blue", "specimen_text": WORDS})
    visitor = come_with(plan)
    assert "Specimenblue" in reads(visitor)
    assert "Specimenblue" in visitor.printed()
    visitor.go(url(app, SpecimenChoices))
    visitor.press("next", {"specimen_choices": ["blue"]})
    visitor.go(url(app, SpecimenDepending))
    assert visitor.sees(f"You called it: {WORDS}"), "the page says what she said before"
    assert not list(visitor.page.all("input", name="other_colour", value="blue"))
    visitor.press("next", {"favourite_stones": ["bbbbbbbb"]})
    assert plan_of(visitor).answers["other_colour"] == "blue"
    assert squeezed("Which other colour is there?") not in reads(visitor)
    assert squeezed("Other colour") not in visitor.printed()
    visitor.go(url(app, SpecimenChoices))
    visitor.press("next", {"specimen_choices": []})
    visitor.go(url(app, SpecimenDepending))
    assert visitor.page.filled() == {"other_colour": ["blue"], "favourite_stones": ["bbbbbbbb"]}


def test_another_card_takes_the_place_of_one_that_is_not_offered(app: Flask, come_with: ComeWith) -> None:
    answers = {"specimen_cards": STONES, "other_colour": "blue", "specimen_choices": ["blue"]}
    visitor = come_with(Plan(answers=answers))
    visitor.go(url(app, SpecimenDepending))
    visitor.press("next", {"other_colour": ["red"]})
    assert plan_of(visitor).answers["other_colour"] == "red"


def test_a_thing_of_hers_that_is_put_aside_stays_chosen_and_unseen(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES, "favourite_stones": ["aaaaaaaa", "bbbbbbbb"]}))
    visitor.go(url(app, SpecimenCards))
    visitor.press("next", {"specimen_cards": ["gravel"]})
    visitor.go(url(app, SpecimenDepending))
    assert visitor.page.filled() == {"favourite_stones": ["bbbbbbbb"]}
    visitor.press("next")
    assert set(plan_of(visitor).answers["favourite_stones"]) == {"aaaaaaaa", "bbbbbbbb"}
    assert "Specimenpebble" not in reads(visitor)
    visitor.go(url(app, SpecimenCards))
    visitor.press("next", {"specimen_cards": ["gravel", "pebble"]})
    visitor.go(url(app, SpecimenDepending))
    assert visitor.page.filled() == {"favourite_stones": ["aaaaaaaa", "bbbbbbbb"]}


PEBBLE = (("specimen_cards", "aaaaaaaa"),)


def let_go_meanwhile(app: Flask, visitor: Visitor, words: str, *others: str) -> int:
    """Send a page about a card after only the others were tapped in another place."""
    at = url(app, SpecimenEachCard, PEBBLE)
    visitor.go(at)
    visitor.type({"stone_told": [words]})
    pairs = visitor.page.sent(visitor.page.buttons()["next"])
    visitor.go(url(app, SpecimenCards))
    visitor.press("next", {"specimen_cards": others})
    return visitor.post(at, pairs)


@pytest.mark.parametrize("others", [("gravel",), ("no_stone",), ()])
def test_words_about_a_card_that_was_let_go_of_meanwhile_are_a_conflict(
    app: Flask, come_with: ComeWith, others: tuple[str, ...]
) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES, "specimen_text": WORDS}))
    assert let_go_meanwhile(app, visitor, WORDS, *others) == 409
    assert visitor.sees(WORDS)
    assert visitor.sees("Looking at the stone Specimen pebble")
    assert visitor.press("keep_here") == 200
    assert plan_of(visitor).at(PEBBLE) == {**STONES[0], "stone_told": WORDS}
    things = plan_of(visitor).answers["specimen_cards"]
    assert not [item for item in things if item.get("none")], "it counts again, so there isn't nothing"
    assert WORDS in reads(visitor)


def test_words_about_a_card_that_was_let_go_of_may_go(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES, "specimen_text": "Ander"}))
    assert let_go_meanwhile(app, visitor, WORDS, "gravel") == 409
    assert visitor.press("keep_there") == 200
    assert visitor.path == visitor.address("wizard.task_list")
    assert plan_of(visitor).at(PEBBLE) == {**STONES[0], "aside": True}


def test_a_page_about_a_card_that_was_let_go_of_needs_no_choice_when_it_says_nothing_new(
    app: Flask, come_with: ComeWith
) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    assert let_go_meanwhile(app, visitor, "", "gravel") == 200


def test_a_card_that_was_let_go_of_needs_room_to_come_back(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    assert let_go_meanwhile(app, visitor, WORDS, "gravel", "marble", "granite") == 409
    assert not {"keep_here", "keep_both"} & visitor.page.buttons().keys()
    assert visitor.sees(WORDS)


def test_a_draft_about_a_card_waits_until_that_comes_back(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    at, wrong = url(app, SpecimenEachCard, PEBBLE), WORDS * 9
    visitor.go(at)
    assert visitor.press("next", {"stone_told": [wrong]}) == 422
    visitor.go(url(app, SpecimenCards))
    visitor.press("next", {"specimen_cards": ["gravel"]})
    for address in ("wizard.task_list", "wizard.check", "output.choose"):
        visitor.go(visitor.address(address))
        assert not any(at in link.get("href", "") for link in visitor.page.all("a")), address
        assert "Looking at the stone ?" not in visitor.page.text()
    visitor.go(at)
    assert visitor.path == visitor.address("wizard.task_list")
    visitor.go(url(app, SpecimenCards))
    visitor.press("next", {"specimen_cards": ["gravel", "pebble"]})
    visitor.go(at)
    assert visitor.page.filled() == {"stone_told": [wrong]}


# Two places, odd addresses, files -------------------------------------------------------------------------------------


def test_keep_both_unites_the_cards_of_two_tabs(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_text": WORDS}))
    visitor.go(url(app, SpecimenCards))
    visitor.type({"specimen_cards": ["pebble"], "specimen_cards-own": [WORDS]})
    first_tab = visitor.page.sent(visitor.page.buttons()["next"])
    visitor.go(url(app, SpecimenCards))
    visitor.press("next", {"specimen_cards": ["gravel"]})
    assert visitor.post(url(app, SpecimenCards), first_tab) == 409
    assert visitor.sees(WORDS)
    visitor.press("keep_both")
    found = {item.get("card") or item.get("words") for item in plan_of(visitor).items("specimen_cards")}
    assert found == {"pebble", "gravel", WORDS}


def test_no_address_makes_a_thing_that_no_card_made(app: Flask, come_with: ComeWith) -> None:
    plan = Plan(answers={"specimen_shells": [{"id": "aaaaaaaa", "card": "mussel"}]})
    visitor = come_with(plan)
    visitor.go(f"{url(app, SpecimenShells)}/aaaaaaaa")
    visitor.type({"shell_size": ["7"]})
    pairs = [(name, value.replace("aaaaaaaa", "cccccccc")) for name, value in visitor.page.sent(_next(visitor))]
    assert visitor.go(f"{url(app, SpecimenShells)}/cccccccc") == 200
    assert visitor.path == visitor.address("wizard.task_list")
    for do in ("next", "keep_here", "keep_both"):
        sent = [pair for pair in pairs if pair[0] != "do"]
        assert visitor.post(f"{url(app, SpecimenShells)}/cccccccc", [*sent, ("do", do)]) == 409
        assert "keep_here" not in visitor.page.buttons(), "no way that leads to the same question again"
    assert plan_of(visitor).answers == plan.answers
    assert visitor.go(f"{url(app, SpecimenCards)}/cccccccc") == 404, "these cards have no screens"


def _next(visitor: Visitor) -> Any:
    return visitor.page.buttons()["next"]


@pytest.mark.parametrize(
    "answers",
    [
        {"specimen_cards": [{**STONES[0], "aside": True, "stone_told": 5}]},
        {"specimen_cards": [{"id": "a", "card": "nothing of ours", "aside": True}]},
        {"specimen_shells": [{"id": "a", "card": "mussel", "aside": True, "shell_size": "large"}]},
        {"specimen_things": [{"id": "a", "thing_name": ["Zwaluw"]}]},
        {"favourite_stones": ["../../etc"]},
        {"other_colour": "no colour of ours"},
    ],
    ids=str,
)
def test_a_file_with_damaged_answers_is_refused(come_with: ComeWith, answers: dict[str, object]) -> None:
    visitor = come_with(Plan(answers={"specimen_text": WORDS}))
    text = json.dumps({"format": "trajectplan", "version": 1, "language": "nl", "answers": answers}).encode()
    assert visitor.load(text) == 422
    assert plan_of(visitor).answers == {"specimen_text": WORDS}


@pytest.mark.parametrize("variant", range(2))
def test_addresses_hold_only_numbers_and_ids(app: Flask, variant: int) -> None:
    with app.test_request_context(), speaking("nl"):
        plan = filled_plan(ALL, variant)
        for screen in [screen for chapter in ALL for screen in chapter.screens(plan)]:
            assert re.fullmatch(r"/plan/\d+/\d+(/thing\d)*", screen_url(screen))
            assert re.fullmatch(r"at-\d+-\d+(-thing\d)*", anchor(screen))


# Beginnings of sentences ----------------------------------------------------------------------------------------------


def test_a_beginning_is_put_behind_what_was_typed(app: Flask, come_with: ComeWith) -> None:
    place = (("specimen_cards", "aaaaaaaa"),)
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    visitor.go(url(app, SpecimenEachCard, place))
    assert visitor.sees("Looking at the stone Specimen pebble")
    assert visitor.press("take:stone_told:0", {"stone_told": [f"  {WORDS}  "]}) == 200
    assert visitor.page.filled(["stone_told"]) == {"stone_told": [f"{WORDS}\nI throw"]}
    assert plan_of(visitor).at(place)["stone_told"] == f"{WORDS}\nI throw"
    visitor.press("take:stone_told:1")
    assert visitor.page.filled(["stone_told"]) == {"stone_told": [f"{WORDS}\nI throw\nI keep"]}


@pytest.mark.parametrize("length", [78, 90], ids=["valid", "too long already"])
def test_a_beginning_that_does_not_fit_any_more_loses_nothing(app: Flask, come_with: ComeWith, length: int) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    visitor.go(url(app, SpecimenEachCard, PEBBLE))
    words = ("zwaluw " * 20)[: length - 1] + "x"
    assert visitor.press("take:stone_told:0", {"stone_told": [words]}) == 200
    assert [problem.target for problem in visitor.problems] == ["stone_told"]
    assert visitor.page.filled(["stone_told"]) == {"stone_told": [words]}
    assert (plan_of(visitor).at(PEBBLE).get("stone_told") == words) is (length <= 80)
    visitor.go(url(app, SpecimenEachCard, PEBBLE))
    assert visitor.page.filled(["stone_told"]) == {"stone_told": [words]}


def test_a_beginning_is_kept_beside_what_cannot_be_kept_yet(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    visitor.go(url(app, SpecimenEachCard, PEBBLE))
    assert visitor.press("take:stone_told:0", {"stone_told": ["x" * 99]}) == 200
    visitor.press("take:stone_told:1", {"stone_told": [""]})
    assert plan_of(visitor).at(PEBBLE)["stone_told"] == "I keep"


@pytest.mark.parametrize(
    "do",
    ["take:stone_told:" + "9" * 5000, "take:stone_told:9", "take:stone_told:-1", "take:nothing:0", "take:", "take"],
)
def test_a_beginning_that_is_none_does_no_harm(app: Flask, come_with: ComeWith, do: str) -> None:
    place = (("specimen_cards", "aaaaaaaa"),)
    visitor = come_with(Plan(answers={"specimen_cards": STONES}))
    visitor.go(url(app, SpecimenEachCard, place))
    visitor.type({"stone_told": [WORDS]})
    pairs = [pair for pair in visitor.page.sent(_next(visitor)) if pair[0] != "do"]
    assert visitor.post(visitor.url, [*pairs, ("do", do)]) == 200
    assert plan_of(visitor).at(place)["stone_told"] == WORDS


# What is asked, and what is printed, by another answer ----------------------------------------------------------------


def test_what_hangs_on_an_answer_she_left_out_is_read_and_printed(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_text": "Ander"}))
    visitor.go(url(app, SpecimenFolded))
    visitor.press("next", {"seen_words": [WORDS]})
    assert WORDS in reads(visitor)
    assert WORDS in visitor.printed()


def test_what_is_not_asked_now_plays_no_role() -> None:
    class Hanging(Group):
        where = Choice("Where?", options=SpecimenFolded().where_seen.options, role="goal")
        there = ShortText("What?", role="goal", only_if=("where", "red"))

    roles = {where: [block.role for block in Hanging(data={"where": where, "there": WORDS}).blocks()] for where in HUES}
    assert roles == {"red": ["goal", "goal"], "blue": ["goal", ""], "": ["goal"]}
    assert [block.role for block in Hanging(data={"where": "blue", "there": WORDS}).blocks(paper=True)] == ["goal"]


def test_what_is_not_asked_now_stays_kept_and_off_paper(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_text": "Ander"}))
    at = url(app, SpecimenFolded)
    visitor.go(at)
    visitor.press("next", {"where_seen": ["blue"], "seen_words": [WORDS]})
    assert plan_of(visitor).answers["seen_words"] == WORDS
    assert WORDS in reads(visitor), "she sees what she typed, and can take it away"
    assert WORDS not in visitor.printed()
    visitor.go(at)
    assert visitor.page.filled() == {"where_seen": ["blue"], "seen_words": [WORDS]}
    visitor.press("next", {"where_seen": ["green"]})
    assert WORDS in reads(visitor)
    assert WORDS in visitor.printed()


@pytest.mark.parametrize(("may", "is_there"), [("blue", True), ("green", False), ("", False)])
def test_what_is_printed_only_if_she_says_so(
    app: Flask,
    come_with: ComeWith,
    may: str,
    is_there: bool,  # noqa: FBT001
) -> None:
    visitor = come_with(Plan(answers={"specimen_text": "Ander"}))
    visitor.go(url(app, SpecimenFolded))
    visitor.press("next", {"may_print": [may] if may else [], "if_printed": [WORDS]})
    assert WORDS in reads(visitor)
    assert (WORDS in visitor.printed()) is is_there


def test_what_is_wrong_in_a_fold_opens_it(app: Flask, come_with: ComeWith) -> None:
    visitor = come_with(Plan(answers={"specimen_text": "Ander"}))
    visitor.go(url(app, SpecimenFolded))
    fold = next(visitor.page.all("details", class_="fold"))
    assert fold.get("open") is None
    visitor.press("next", {"if_printed": ["x" * 99]})
    assert visitor.status == 422
    fold = next(visitor.page.all("details", class_="fold"))
    assert fold.get("open") is not None


@pytest.fixture(scope="module")
def walked(app: Flask) -> Journey:
    """A walk through all there is, every word of it another one."""
    journey = Journey(Visitor(app).start("nl"), Anything(things=1))
    journey.walk()
    return journey


def test_what_never_goes_on_paper_is_neither_printed_nor_in_the_summary(walked: Journey) -> None:
    secret = {
        squeezed(text)
        for said in walked.said
        for name in said.reads.keys() - said.printed
        for text in said.reads[name]
        if text.startswith("Zw")
    }
    assert secret
    paper = walked.visitor.printed(languages="own")
    assert [text for text in secret if text in paper] == []
    assert not secret & walked.told(paper=True)
    assert secret <= walked.told()


def test_cards_that_never_go_on_paper_have_no_row_there(walked: Journey) -> None:
    plan = plan_of(walked.visitor)
    with walked.visitor.app.app_context(), speaking("nl"):
        for screen in [screen for chapter in ALL for screen in chapter.screens(plan)]:
            form = screen.stored_form(plan)
            hidden = [each for each in form.own_questions if each.printed is False and isinstance(each, Choice)]
            labels = {str(text) for text in texts_of(tuple(form.blocks(paper=True)))}
            for question in hidden:
                assert str(question.said(question.short)) not in labels, screen.key

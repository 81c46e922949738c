"""Whose language it is: that of the screen is of the moment, that of a plan only she changes, while she writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from client import Visitor
from flask import Flask
from places import LINE, STORY

from trajectplan.i18n import speaking
from trajectplan.plan.document import Plan
from trajectplan.plan.languages import mark
from trajectplan.plan.summary import UNKNOWN, ChapterSummary, Own, Row, Section, Summary
from trajectplan.web.dutch_words import left_over, may_need_dutch, needed
from trajectplan.web.one_page import not_translated
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
ARABIC, ALSO_ARABIC, CHILD = "أريد أن أعمل في مكتب", "أتعلم بسرعة", "محمد"
DUTCH_PLAN = Plan(answers={STORY.name: "Ik werk graag buiten"})
ENGLISH_PLAN = Plan(language="en", answers={STORY.name: "I like to work outside"})
ANSWERS = {STORY.name: ARABIC, LINE.name: "Ik ben er altijd", "children": [{"id": "a", "name": CHILD, "age": 3}]}


def code_of(app: Flask, plan: Plan) -> str:
    """The code of a plan that is kept already."""
    code: str = app.extensions[NAME].store.create(plan).kept.code
    return code


def language_of(visitor: Visitor) -> str:
    """The language that her plan says it is in."""
    found: str = visitor.downloaded()["language"]
    return found


def press_language(visitor: Visitor, language: str) -> None:
    """Press the button of this language, or choose it on the page that a button or link leads to."""
    visitor.client.language = ""
    if any(each.get("value") == f"language:{language}" for each in visitor.page.all("button")):
        visitor.press(f"language:{language}")
    elif "languages" in visitor.page.buttons():
        visitor.press("languages")
        visitor.choose(language)
    else:
        link = next(each for each in visitor.page.all("a") if "/language?" in each.get("href", ""))
        visitor.go(link.get("href", ""))
        visitor.choose(language)
    assert visitor.page.root.get("lang") == language


# The language of the plan ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/print", "/open"])
def test_what_another_person_chose_changes_no_plan_that_is_opened(visitor: Visitor, app: Flask, address: str) -> None:
    code = code_of(app, DUTCH_PLAN)
    visitor.go(address)
    press_language(visitor, "en")
    assert visitor.come_back(code) == 200
    assert visitor.page.root.get("lang") == "en", "the screen goes on in it"
    assert language_of(visitor) == "nl"
    kept = app.extensions[NAME].store.load(app.extensions[NAME].store.unlock("".join(code.split())).key).kept.plan
    assert replace(kept, place="") == DUTCH_PLAN


def test_opened_without_a_choice_the_screen_speaks_the_language_of_the_plan(visitor: Visitor, app: Flask) -> None:
    assert visitor.come_back(code_of(app, ENGLISH_PLAN)) == 200
    assert visitor.page.root.get("lang") == "en"


@pytest.mark.parametrize("endpoint", ["dutch.overview", "dutch.page", "output.choose", "output.ready", "wizard.check"])
def test_a_helper_who_reads_dutch_leaves_the_plan_in_her_language(come_with: ComeWith, endpoint: str) -> None:
    she = come_with(ENGLISH_PLAN, "en")
    she.go(she.address(endpoint, **({"chapter": STORY.chapter, "number": 1} if endpoint == "dutch.page" else {})))
    path = she.path
    press_language(she, "nl")
    assert she.path == path
    assert language_of(she) == "en"
    she.go("/dutch")
    assert she.path == "/dutch", "the Dutch can still be written"
    she.go("/print")
    assert {each.get("value") for each in she.page.all("input", name="languages")} == {"both", "dutch", "own"}


@pytest.mark.parametrize("endpoint", ["wizard.page", "wizard.task_list"])
def test_while_she_writes_it_she_changes_the_language_of_her_plan(come_with: ComeWith, endpoint: str) -> None:
    she = come_with(DUTCH_PLAN)
    she.go(STORY.url(she) if endpoint == "wizard.page" else she.address(endpoint))
    path = she.path
    press_language(she, "en")
    assert she.path == path
    assert language_of(she) == "en"


def test_where_the_journey_begins_she_chooses_the_language_of_her_plan(come_with: ComeWith) -> None:
    she = come_with(DUTCH_PLAN)
    she.speak("en")
    assert language_of(she) == "en"


# Words in another script ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_in_another_script_are_asked_in_dutch(come_with: ComeWith, language: str) -> None:
    she = come_with(Plan(language=language, answers=ANSWERS), language)
    she.client.hers |= {*map(str, ANSWERS.values()), CHILD}
    she.go(she.address("wizard.check"))
    assert she.follow("/dutch") == 200
    she.follow(she.address("dutch.page", chapter=STORY.chapter))
    asked = {each.get("value") for each in she.page.all("input", type="hidden") if each.get("name", "")[:6] == "words-"}
    assert asked == {ARABIC} | ({"Ik ben er altijd"} if language == "en" else set())
    name = next(each.get("name", "") for each in she.page.all("input", value=ARABIC)).replace("words", "dutch")
    she.press("next", {name: ["Ik wil op kantoor werken"]})
    assert she.downloaded()["dutch"] == {ARABIC: "Ik wil op kantoor werken"}
    she.go("/dutch")
    assert she.path == "/dutch"


def asked(app: Flask, plan: Plan) -> set[str]:
    """The words that the page for Dutch lists."""
    with app.test_request_context():
        found = {each.words for chapter in needed(plan) for each in chapter}
        assert may_need_dutch(plan) == bool(found) or plan.language != "nl" or plan.dutch
    return found


def test_in_a_dutch_plan_only_those_words_are_asked(app: Flask) -> None:
    plan = Plan(answers={**ANSWERS, LINE.name: ALSO_ARABIC})
    assert asked(app, plan) == {ARABIC, ALSO_ARABIC}
    assert asked(app, replace(plan, dutch={ARABIC: "Kantoor"})) == {ARABIC, ALSO_ARABIC}
    assert asked(app, Plan(answers=ANSWERS, dutch={ARABIC: "Kantoor"})) == {ARABIC}
    assert asked(app, Plan(answers=ANSWERS, dutch={"I can": "Ik kan"})) == {ARABIC}
    typed_in_english = Plan(answers=ANSWERS, languages={mark("Ik ben er altijd"): "en"})
    assert asked(app, typed_in_english) == {ARABIC, "Ik ben er altijd"}
    assert asked(app, Plan(answers={**ANSWERS, STORY.name: "Buiten"})) == set(), "a name alone asks for nothing"
    with app.test_request_context():
        assert left_over(replace(plan, dutch={ARABIC: "Kantoor", "I can": "Ik kan"})) == {"I can": "Ik kan"}


def test_the_screen_says_that_their_language_is_not_known(come_with: ComeWith) -> None:
    she = come_with(Plan(answers=ANSWERS))
    she.go(she.address("wizard.check", chapter=STORY.chapter))
    said = {she.page.text(each): each.get("lang") for each in she.page.all("bdi")}
    assert (said[ARABIC], said["Ik ben er altijd"]) == ("", "nl")


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ((Own(ARABIC, UNKNOWN),), ["script"]),
        ((Own(ARABIC, UNKNOWN), Own("Je peux", "fr")), ["French", "script"]),
        ((Own("Je peux", "fr"),), ["French"]),
        ((Own("I can", "en"),), []),
    ],
)
def test_page_one_in_the_print_view_says_whose_they_are(app: Flask, texts: tuple[Own, ...], names: list[str]) -> None:
    section = Section("Part", "/part", (Row("Wish", texts, role="because"),))
    with app.test_request_context(), speaking("en"):
        said = str(not_translated(Summary((ChapterSummary("one", "One", (section,)),)), "en"))
    assert [word for word in said.replace(".", " ").split() if word in {"French", "script"}] == names

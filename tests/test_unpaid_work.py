"""Unpaid work over HTTP: choosing without losing, searching without script, money, stories, weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from client import Visitor
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from program import MakeApp
from strategies import SOME, spoken
from test_weight import MOST_BYTES, Scales

from trajectplan.catalogue import ACTIVITIES, STRENGTHS
from trajectplan.chapters.unpaid_work import UNPAID_WORK
from trajectplan.chapters.unpaid_work.activities import (
    GROUPS,
    MAY_COUNT_AS_WORK,
    MOST_PICTURES,
    Activities,
    chosen_cards,
)
from trajectplan.chapters.unpaid_work.directions import ideas_for
from trajectplan.chapters.unpaid_work.shown import evidence
from trajectplan.chapters.unpaid_work.stories import ActivityExample, ActivityProof, ActivityStory
from trajectplan.pages import Screen
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Row
from trajectplan.questions.grouped_cards import BEFORE, NOW

ComeWith = Callable[..., Visitor]
CHOOSING = "/plan/1/1"
PAID, UNPAID = "klus-fiets", "klus-lek"
chosen = st.sets(st.sampled_from(sorted(ACTIVITIES)), max_size=8)
strengths = st.sets(st.sampled_from([strength.key for strength in STRENGTHS]), max_size=3)


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The program with this chapter alone."""
    return make_app((UNPAID_WORK,), languages=("nl", "en"))


@pytest.fixture
def her(come_with: ComeWith, product: Flask) -> Visitor:
    """Somebody who chose a card, on the page where she chooses."""
    visitor = come_with(plan_of(UNPAID), language="en", app=product)
    visitor.go(CHOOSING)
    return visitor


def plan_of(*cards: str, proud: int = 0, **answers: Any) -> Plan:
    """A plan with these activities, of which she is proud of the first few."""
    things = [{"id": f"a{place}", "card": card, "state": NOW} for place, card in enumerate(cards)]
    return Plan(answers={"activities": things, "proud": [thing["id"] for thing in things[:proud]], **answers})


def kept(visitor: Visitor) -> dict[str, str]:
    """The cards that are kept and in use, with their state; her own ones by their words."""
    things = visitor.downloaded()["answers"].get("activities", [])
    return {each.get("card") or each["words"]: each["state"] for each in things if not each.get("aside")}


def _texts(blocks: Any) -> Iterator[str]:
    for block in blocks:
        for each in getattr(block, "items", ()):
            yield str(each.title)
            yield from _texts(each.blocks)
        yield str(block.label)
        yield from (str(text) for text in getattr(block, "answer", ()))


# Choosing -------------------------------------------------------------------------------------------------------------


def test_cards_in_other_groups_stay_when_she_opens_one_after_another(her: Visitor) -> None:
    her.press("cards:open:activities:money", {"activities-before": [UNPAID]})
    her.press("cards:open:activities:people", {"activities": ["adm-geld"]})
    her.type({"activities": ["taal-tolk"], "activities-own": ["I sing with children"]})
    her.press("next")
    assert kept(her) == {UNPAID: BEFORE, "adm-geld": NOW, "taal-tolk": NOW, "I sing with children": NOW}


def test_opening_a_group_shows_its_cards_and_stays_on_the_page(her: Visitor) -> None:
    assert her.press("cards:open:activities:cooking") == 200
    opened = [button for button in her.page.all("button") if button.get("aria-expanded") == "true"]
    assert [button.get("value") for button in opened] == ["cards:close:activities:cooking"]
    assert "autofocus" in opened[0].attrib
    shown = [box.get("value") for box in her.page.all("input", name="activities")]
    assert shown == [card.key for group in GROUPS if group.key == "cooking" for card in group.cards]
    her.press("cards:close:activities:cooking")
    assert not list(her.page.all("input", name="activities"))
    assert kept(her) == {UNPAID: NOW}


def test_what_cannot_be_kept_yet_stays_with_the_group_that_is_open(her: Visitor) -> None:
    her.press("cards:open:activities:green")
    status = her.press("next", {"activities": ["groen-tuin"], "activities-own": ["x" * 101]})
    assert (status, len(her.problems)) == (422, 1)
    assert her.page.filled(["activities", "activities-own"]) == {
        "activities": ["groen-tuin"],
        "activities-own": ["x" * 101],
    }
    her.press("cards:open:activities:tech")
    assert her.page.filled(["activities"]) == {"activities": [UNPAID]}
    assert her.page.filled(["activities-own"]) == {"activities-own": ["x" * 101]}


def test_a_card_she_lets_go_of_keeps_its_story(her: Visitor, come_with: ComeWith, product: Flask) -> None:
    plan = plan_of(UNPAID, PAID, proud=2).with_answers({"story": "The bathroom was flooded."}, (("activities", "a0"),))
    her = come_with(plan, language="en", app=product)
    her.go(CHOOSING)
    her.press("cards:open:activities:green", {"activities": [PAID]})
    her.go("/plan/1/3/a0")
    assert her.path == "/plan", "what she put aside has no screen"
    her.go(CHOOSING)
    her.press("cards:open:activities:green", {"activities": [UNPAID, PAID]})
    her.go("/plan/1/4/a0")
    assert her.page.filled(["story"]) == {"story": ["The bathroom was flooded."]}


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ({"card": PAID}, "I mend punctures and repair bikes (that was in the past)"),
        ({"words": "Ik had een eigen zaak."}, "Ik had een eigen zaak (that was in the past)"),
    ],
)
def test_what_is_of_the_past_says_so_at_its_end(thing: dict[str, str], said: str) -> None:
    with spoken("en"):
        kept = {"activities": [{"id": "a", "state": BEFORE, **thing}]}
        [row] = Screen(UNPAID_WORK, Activities).section(Plan(answers=kept), paper=True).blocks
        assert isinstance(row, Row)
        assert [str(text) for text in row.answer] == [said]


# Searching ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["bike", "biek", "puncture"])
def test_a_search_finds_a_card_also_misspelt_and_it_can_be_chosen(her: Visitor, word: str) -> None:
    assert her.press("cards:search:activities", {"activities-search": [word]}) == 200
    shown = [box.get("value") for box in her.page.all("input", name="activities")]
    assert PAID in shown[:3]
    assert len(shown) <= 8
    her.press("next", {"activities": [PAID]})
    assert kept(her) == {UNPAID: NOW, PAID: NOW}


def test_enter_in_the_search_box_searches_and_loses_nothing(her: Visitor) -> None:
    her.press("cards:open:activities:home")
    status = her.enter("q", {"activities": ["huis-haar"], "activities-search": ["bike"], "activities-own": ["I sing"]})
    assert (status, her.path) == (200, CHOOSING)
    assert her.sees("Found")
    assert kept(her) == {UNPAID: NOW, "huis-haar": NOW, "I sing": NOW}
    her.enter("q")
    assert her.path != CHOOSING


def test_a_search_that_finds_nothing_points_to_the_groups_and_her_own_card(her: Visitor) -> None:
    her.press("cards:search:activities", {"activities-search": ["qqqqq <b>"]})
    assert her.sees("Nothing found for qqqqq <b>. Open a group, or write a card of your own below.")
    assert len([value for value in her.page.buttons() if value.startswith("cards:open:")]) == len(GROUPS)


# Money ----------------------------------------------------------------------------------------------------------------


def test_a_caution_about_money_stands_only_where_it_matters(her: Visitor) -> None:
    caution = str(Activities.take_care)
    assert not her.sees("Do you get money for this?")
    her.press("cards:open:activities:organise", {"activities": [PAID]})
    assert her.sees(caution)
    her.press("cards:open:activities:tech")
    her.press("cards:open:activities:organise", {"activities": [UNPAID]})
    assert not her.sees("Do you get money for this?")


@given(chosen)
@SOME
def test_the_same_caution_comes_before_printing(cards: set[str]) -> None:
    expected = Activities.take_care if cards & MAY_COUNT_AS_WORK else ""
    assert Activities.before_printing(plan_of(*sorted(cards))) == expected


# Stories --------------------------------------------------------------------------------------------------------------


def test_stories_are_asked_of_what_she_is_proud_of_one_after_the_other() -> None:
    plan = plan_of(UNPAID, PAID, "adm-geld", proud=2)
    asked = [(screen.page, screen.ids) for screen in UNPAID_WORK.screens(plan) if screen.place]
    pages = (ActivityStory, ActivityExample, ActivityProof)
    assert asked == [(page, (item,)) for item in ("a0", "a1") for page in pages]


def test_how_sure_she_feels_is_never_printed() -> None:
    screen = Screen(UNPAID_WORK, ActivityProof, (("activities", "a0"),))
    plan = plan_of(UNPAID, proud=1).with_answers({"how_sure": "learning", "relied_on": "yes"}, screen.place)
    with spoken("en"):
        on_screen, on_paper = (list(_texts(screen.section(plan, paper=paper).blocks)) for paper in (False, True))
    assert "I'm still learning" in on_screen
    assert on_paper == ["Someone relies on me", "Yes, someone relies on me"]


def test_many_cards_to_be_proud_of_come_without_pictures() -> None:
    few, many = (pictures_of(*list(ACTIVITIES)[:count]) for count in (MOST_PICTURES, MOST_PICTURES + 1))
    assert all(few)
    assert not any(many)


def pictures_of(*cards: str) -> list[str]:
    """The pictures of the cards to be proud of."""
    return [option.icon for option in chosen_cards(plan_of(*cards), {}) if not option.exclusive]


# Weight ---------------------------------------------------------------------------------------------------------------


def heavy_plan() -> Plan:
    """Every card chosen, six long cards of her own, twelve sentences, eight ideas."""
    own = [
        {"id": f"o{place}", "words": (f"{place} Ik zing met de kinderen in de kerk. " * 9)[:100]} for place in range(6)
    ]
    plan = plan_of(*ACTIVITIES, proud=5)
    things = [*plan.answers["activities"], *own]
    ideas = [idea.direction for idea in ideas_for(plan)[:8]]
    kept = [{"id": f"c{place}", "card": found.competence} for place, found in enumerate(evidence(plan)[:12])]
    return plan.with_answers({"activities": things, "competences": kept, "directions": ideas})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_choosing_page_is_light_in_every_state(
    come_with: ComeWith, product: Flask, language: str, record_property: Callable[[str, object], None]
) -> None:
    scales = Scales(come_with(heavy_plan(), language=language, app=product))
    visitor = scales.visitor
    for group in GROUPS:
        scales.weigh(CHOOSING, f"{group.key} open", pressed(visitor, f"cards:open:activities:{group.key}"))
        too_long = {"activities-own": ["Ik help iedereen die het vraagt. " * 4]}
        visitor.type(too_long)
        scales.weigh(CHOOSING, f"{group.key} in error", visitor.page.sent(visitor.page.buttons()["next"]))
    for word in ("kind", "child", "geld", "money", "school", "xyzzy"):
        scales.weigh(CHOOSING, f"found {word}", pressed(visitor, "cards:search:activities", word))
    for screen in UNPAID_WORK.screens(heavy_plan()):
        with product.test_request_context():
            scales.weigh("/".join(("/plan/1", str(UNPAID_WORK.pages.index(screen.page) + 1), *screen.ids)), "filled")
    found = sorted(scales.found, reverse=True)
    for total, state, path in found[:3]:
        record_property("bytes of a first visit, the pages of unpaid work", f"{language} {total:6} {state:20} {path}")
    assert [entry for entry in found if entry[0] > MOST_BYTES] == []


def pressed(visitor: Visitor, button: str, word: str = "") -> list[tuple[str, str]]:
    """What is posted when this button of the page is pressed; a group that is open already is opened from another."""
    visitor.go(CHOOSING)
    if button not in visitor.page.buttons():
        visitor.press("cards:open:activities:tech")
    if word:
        visitor.type({"activities-search": [word]})
    return visitor.page.sent(visitor.page.buttons()[button])

"""What unpaid work shows and where it leads: true reasons, her order and her words, ideas from several sectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from client import Visitor
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from program import MakeApp
from strategies import SOME, spoken

from trajectplan.catalogue import ACTIVITIES, COMPETENCES, DIRECTIONS, STRENGTHS
from trajectplan.chapters.common import listed
from trajectplan.chapters.unpaid_work import UNPAID_WORK, shown
from trajectplan.chapters.unpaid_work.activities import Activities
from trajectplan.chapters.unpaid_work.directions import Directions, idea_cards, ideas_for
from trajectplan.chapters.unpaid_work.shown import ALL, Competences, evidence, proposals
from trajectplan.pages import Page, Screen
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Item, List, Own, Row
from trajectplan.questions.grouped_cards import NOW

ComeWith = Callable[..., Visitor]
CHOOSING = "/plan/1/1"
PAID, UNPAID = "klus-fiets", "klus-lek"
chosen = st.sets(st.sampled_from(sorted(ACTIVITIES)), max_size=8)
strengths = st.sets(st.sampled_from([strength.key for strength in STRENGTHS]), max_size=3)


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The program with this chapter alone."""
    return make_app((UNPAID_WORK,), languages=("nl", "en"))


def plan_of(*cards: str, proud: int = 0, **answers: Any) -> Plan:
    """A plan with these activities, of which she is proud of the first few."""
    things = [{"id": f"a{place}", "card": card, "state": NOW} for place, card in enumerate(cards)]
    return Plan(answers={"activities": things, "proud": [thing["id"] for thing in things[:proud]], **answers})


def text_of(page: type[Page], plan: Plan) -> str:
    """All that a page says on paper."""
    return " ".join(_texts(Screen(UNPAID_WORK, page).section(plan, paper=True).blocks))


def _texts(blocks: Any) -> Iterator[str]:
    for block in blocks:
        for each in getattr(block, "items", ()):
            yield str(each.title)
            yield from _texts(each.blocks)
        yield str(block.label)
        yield from (str(text) for text in getattr(block, "answer", ()))


# What it shows --------------------------------------------------------------------------------------------------------


@given(chosen, strengths)
@SOME
def test_every_sentence_is_there_for_a_reason_that_is_true(cards: set[str], strong: set[str]) -> None:
    things = [{"id": f"s{place}", "card": card} for place, card in enumerate(sorted(strong))]
    plan = plan_of(*sorted(cards), strengths=things)
    for found in evidence(plan):
        skills = set(COMPETENCES[found.competence].esco)
        assert found.activities or found.strengths
        assert set(found.activities) <= cards
        assert all(skills & set(ACTIVITIES[key].esco) for key in found.activities)
        assert set(found.strengths) <= strong & set(COMPETENCES[found.competence].strengths)
    assert [option.key for option in proposals(plan, {})] == [found.competence for found in evidence(plan)]


def test_what_shows_a_sentence_is_looked_up_once_for_the_same_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(return_value=())
    monkeypatch.setattr(shown, "shown_by", asked)
    shown._shown_by.cache_clear()
    for order in ((UNPAID, PAID), (PAID, UNPAID)):
        evidence(plan_of(*order))
    assert asked.call_count == 1
    shown._shown_by.cache_clear()


def test_an_idea_says_that_it_fits_what_she_does() -> None:
    with spoken("en"):
        note = str(next(card for card in idea_cards(plan_of(PAID), {})).note)
    assert note == "This fits what you do: I mend punctures and repair bikes."


def test_a_card_says_why_it_is_there_and_what_it_is_called_at_work() -> None:
    with spoken("en"):
        note = str(proposals(plan_of(PAID), {})[0].note)
    assert note.startswith("Because you chose: I mend punctures and repair bikes. At work this is called: ")


def test_the_first_three_sentences_stand_on_page_one_in_her_order() -> None:
    keys = [option.key for option in ALL[:5]]
    plan = plan_of(UNPAID, competences=[{"id": f"c{place}", "card": key} for place, key in enumerate(keys)])
    first, rest = Screen(UNPAID_WORK, Competences).section(plan, paper=True).blocks
    assert isinstance(first, List)
    assert isinstance(rest, List)
    assert (first.role, rest.role) == ("can_show", "")
    assert [item.title for item in (*first.items, *rest.items)] == [option.label for option in ALL[:5]]
    assert len(first.items) == 3


def test_sentences_are_kept_ordered_reworded_and_let_go_of(come_with: ComeWith, product: Flask) -> None:
    her = come_with(plan_of(UNPAID, PAID), language="en", app=product)
    her.go("/plan/1/6")
    cards = [box.get("value", "") for box in her.page.all("input", name="competences")]
    her.press("cards:own:competences", {"competences": cards[:2], "competences-own": ["I never give up"]})
    things = {each.get("card", "own"): each["id"] for each in competences(her)}
    assert list(things) == [*cards[:2], "own"]
    her.press(f"item:up:{things['own']}")
    her.press(f"item:up:{things['own']}")
    her.press(f"item:change:{things[cards[0]]}")
    her.press("next", {"own_wording": ["I mend whatever is broken"]})
    her.press(f"item:remove:{things[cards[1]]}")
    assert [each.get("card", "own") for each in competences(her)] == ["own", cards[0]]
    her.go("/check")
    assert her.sees("I never give up")
    assert her.sees("I mend whatever is broken")


def competences(visitor: Visitor) -> list[dict[str, Any]]:
    """The sentences she keeps, in her order."""
    things = visitor.downloaded()["answers"]["competences"]
    return [each for each in things if not each.get("aside")]


def test_a_sentence_brings_her_story_and_who_can_confirm_it() -> None:
    plan = plan_of(PAID, proud=1, competences=[{"id": "c", "card": evidence(plan_of(PAID))[0].competence}])
    told = {"story": "I built a bike from three.", "confirm": ["friend"], "confirm_who": "Fatma"}
    plan = plan.with_answers(told, (("activities", "a0"),))
    with spoken("en"):
        [block] = Screen(UNPAID_WORK, Competences).section(plan, paper=True).blocks
    assert isinstance(block, List)
    rows = {str(row.label): row for row in block.items[0].blocks if isinstance(row, Row)}
    assert rows["My example"].answer == (Own("I built a bike from three.", "nl"),)
    assert [str(text) for text in rows["Can confirm this"].answer] == ["A friend or neighbour", "Fatma"]
    assert rows["Word at work"].detail


def test_the_same_story_is_told_once() -> None:
    shown = [found.competence for found in evidence(plan_of(PAID))][:2]
    plan = plan_of(PAID, proud=1, competences=[{"id": f"c{place}", "card": key} for place, key in enumerate(shown)])
    plan = plan.with_answers({"story": "I built a bike from three."}, (("activities", "a0"),))
    with spoken("en"):
        assert text_of(Competences, plan).count("I built a bike from three.") == 1


def test_what_she_is_proud_of_is_the_first_reason() -> None:
    [found] = [each for each in evidence(plan_of("koken-dagelijks", "huis-schoon")) if each.competence == "hygiene"]
    for proud in found.activities:
        plan = plan_of("koken-dagelijks", "huis-schoon", competences=[{"id": "c", "card": "hygiene"}])
        mine = next(item["id"] for item in plan.items("activities") if item["card"] == proud)
        with spoken("en"):
            told = text_of(Competences, plan.with_answers({"proud": [mine]}))
        others = [ACTIVITIES[key].label for key in found.activities if key != proud]
        first = str(ACTIVITIES[proud].label).removesuffix(".")
        assert all(told.index(first) < told.index(str(other).removesuffix(".")) for other in others)


def test_nobody_yet_confirms_nothing() -> None:
    plan = plan_of(PAID, proud=1, competences=[{"id": "c", "card": evidence(plan_of(PAID))[0].competence}])
    plan = plan.with_answers({"confirm": ["nobody"]}, (("activities", "a0"),))
    with spoken("en"):
        assert "Can confirm this" not in text_of(Competences, plan)


def test_a_sentence_whose_reason_is_gone_stays_hers_without_one() -> None:
    competence = evidence(plan_of(PAID))[0].competence
    plan = plan_of("taal-tolk", competences=[{"id": "c", "card": competence}])
    with spoken("en"):
        said = text_of(Competences, plan)
    assert str(COMPETENCES[competence].sentence) in said
    assert "Because" not in said


# Where it leads -------------------------------------------------------------------------------------------------------


@given(chosen.filter(bool), st.sets(st.sampled_from(["care", "technique", "own_business"])))
@SOME
def test_every_idea_is_there_for_a_reason_that_is_true(cards: set[str], wished: set[str]) -> None:
    plan = plan_of(*sorted(cards), sectors=sorted(wished))
    for idea in ideas_for(plan):
        assert set(idea.activities) <= cards & set(DIRECTIONS[idea.direction].activities)
        assert idea.activities or idea.sector in wished
    with spoken("en"):
        assert all(str(option.note) for option in idea_cards(plan, {})[:-1])


def test_ideas_come_from_several_sectors_and_others_follow(come_with: ComeWith, product: Flask) -> None:
    her = come_with(plan_of(UNPAID, PAID, "adm-geld", "taal-tolk"), language="en", app=product)
    her.go("/plan/1/7")
    first = directions(her)
    assert len({DIRECTIONS[key].sector for key in first}) >= 3
    her.press("cards:more:directions", {"directions": first[:1], "directions_own": ["Astronaut"]})
    others = directions(her)
    assert (others[0], set(others[1:]) & set(first)) == (first[0], set())
    her.press("next", {"directions": [first[0], others[1]]})
    assert her.downloaded()["answers"]["directions"] == [first[0], others[1]]
    assert her.downloaded()["answers"]["directions_own"] == "Astronaut"


def directions(visitor: Visitor) -> list[str]:
    """The ideas on the screen."""
    boxes = visitor.page.all("input", name="directions")
    return [value for box in boxes if (value := box.get("value", "")) in DIRECTIONS]


def test_an_idea_reads_with_sector_reason_ladder_and_a_first_way() -> None:
    key = ideas_for(plan_of(PAID))[0].direction
    with spoken("en"):
        [block] = Screen(UNPAID_WORK, Directions).section(plan_of(PAID, directions=[key])).blocks
        assert isinstance(block, List)
        [item] = block.items
        assert isinstance(item, Item)
        labels = [str(row.label) for row in item.blocks]
        steps = next(str(row.answer[0]) for row in item.blocks if isinstance(row, Row) and "Learning" in str(row.label))
    assert labels == ["Sector", "Because I do or did this", "Learning, ask if this is right", "A first way to try it"]
    assert steps.index("mbo 2") < steps.index("mbo 4") < steps.index("hbo")


def test_an_idea_stays_hers_when_its_reason_is_gone() -> None:
    key = ideas_for(plan_of(PAID))[0].direction
    plan = plan_of("taal-tolk", directions=[key])
    assert key in [option.key for option in idea_cards(plan, {})]
    with spoken("en"):
        said = text_of(Directions, plan)
    assert str(DIRECTIONS[key].label) in said
    assert "Because" not in said


def test_nothing_yet_reads_as_it_is() -> None:
    with spoken("en"):
        assert text_of(Directions, plan_of(PAID, directions=["unknown"])) == "Ideas I want to explore Nothing yet"


def test_unfinished_schooling_hides_nothing() -> None:
    learning = [{"id": "l", "learning_level": "none", "learning_finished": "no"}]
    assert ideas_for(plan_of(PAID).with_answers({"learning": learning})) == ideas_for(plan_of(PAID))


def test_pages_about_her_cards_wait_until_there_are_cards() -> None:
    assert [screen.page for screen in UNPAID_WORK.screens(Plan())] == [Activities]
    wished = Plan(answers={"sectors": ["care"]})
    assert Directions in [screen.page for screen in UNPAID_WORK.screens(wished)]
    assert Competences not in [screen.page for screen in UNPAID_WORK.screens(wished)]


def test_sentences_stand_in_one_text_without_their_full_stops() -> None:
    assert str(listed(["I sew.", Own("I sing"), "I cook."])) == "I sew · I sing · I cook"

"""The rules of the chapter on wishes: what paper may say of an obstacle, and of the hours she wants to start with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import question_of, spoken

from trajectplan.catalogue import HELPERS, OBSTACLES
from trajectplan.chapters.wishes import WISHES
from trajectplan.chapters.wishes.obstacles import (
    CONDITION_ONLY,
    NOTHING,
    OWN_HELPERS,
    REVEALING,
    WHOLE,
    Conditions,
    Obstacles,
    condition_cards,
    helper_cards,
    on_paper,
)
from trajectplan.pages import CORE
from trajectplan.pdf.slots import SLOTS
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block, Grid, Item, List, Row, Section, Text

OWN_OBSTACLE, OWN_CONDITION, OWN_HELPER = "my hound", "if he may come along", "aunt Sylvia"
CHOICES = ("", WHOLE, CONDITION_ONLY, NOTHING)


def obstacle(card: str, **answers: Any) -> dict[str, Any]:
    """An obstacle as it is kept; ``card`` is empty for one that she named herself."""
    named = {"card": card} if card else {"words": OWN_OBSTACLE}
    return {"id": card.replace("_", "")[:8] or "own", **named, **answers}


def answered_whole(card: str, choice: str) -> dict[str, Any]:
    """An obstacle to which she answered everything: all conditions, all helpers, and her own words everywhere."""
    kept = {"id": "1", "card": card}
    chosen = {
        "conditions": [option.key for option in condition_cards(Plan(), kept) if not option.exclusive],
        "condition_own": OWN_CONDITION,
        "who_can_help": [helper.key for helper in HELPERS if not helper.exclusive],
        "who_own": OWN_HELPER,
    }
    return obstacle(card, **chosen, **({"on_paper": choice} if choice else {}))


def on_the_paper(*obstacles: Mapping[str, Any], **answers: Any) -> tuple[Section, ...]:
    """What is printed of these obstacles."""
    return WISHES.summarise(Plan(answers={"obstacles": list(obstacles), **answers}), paper=True).answered


def texts(sections: tuple[Section, ...]) -> list[str]:
    """Every text that is printed, headings included."""
    found = [str(section.title) for section in sections]
    return found + [str(text) for section in sections for block in section.blocks for text in _leaves(block)]


def _leaves(block: Block | Item) -> Iterator[Text]:
    if isinstance(block, Item):
        yield block.title
        for inner in block.blocks:
            yield from _leaves(inner)
    elif isinstance(block, List):
        yield block.label
        for item in block.items:
            yield from _leaves(item)
    else:
        assert not isinstance(block, Grid)
        yield from (block.label, block.question, *block.answer)


def revealing(card: str) -> set[str]:
    """All texts that could tell which obstacle it is."""
    helpers = {str(helper.label) for helper in HELPERS if helper.key in REVEALING}
    about = OBSTACLES.get(card)
    named = {str(about.label), str(about.note), str(about.example)} - {""} if about else {OWN_OBSTACLE}
    conditions = {str(condition.label) for condition in about.conditions if condition.tells} if about else set()
    return helpers | named | conditions | {OWN_HELPER}


# What goes on paper ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("card", [*OBSTACLES, ""])
def test_everything_is_printed_of_an_obstacle_that_may_be_read_whole(card: str) -> None:
    printed = "\n".join(texts(on_the_paper(answered_whole(card, WHOLE))))
    assert all(text in printed for text in (revealing(card) & {OWN_OBSTACLE}) | {OWN_CONDITION, OWN_HELPER})
    if card:
        assert str(OBSTACLES[card].label) in printed
        assert all(str(condition.label) in printed for condition in OBSTACLES[card].conditions)
    assert all(str(helper.label) in printed for helper in HELPERS if not helper.exclusive)


@pytest.mark.parametrize("card", [*OBSTACLES, ""])
def test_of_a_condition_alone_the_paper_tells_no_reason(card: str) -> None:
    printed = "\n".join(texts(on_the_paper(answered_whole(card, CONDITION_ONLY))))
    assert OWN_CONDITION in printed
    assert [text for text in revealing(card) if text in printed] == []
    others = {str(helper.label) for helper in HELPERS if helper.key not in REVEALING and not helper.exclusive}
    assert [text for text in others if text not in printed] == []


@pytest.mark.parametrize("card", [*OBSTACLES, ""])
def test_what_she_keeps_to_herself_leaves_no_trace(card: str) -> None:
    assert on_the_paper(answered_whole(card, NOTHING)) == ()


@pytest.mark.parametrize(("card", "start"), [*((key, each.on_paper) for key, each in OBSTACLES.items()), ("", "")])
def test_as_long_as_she_chose_nothing_the_careful_side_holds(card: str, start: str) -> None:
    unchosen = on_the_paper(answered_whole(card, ""))
    assert texts(unchosen) == texts(on_the_paper(answered_whole(card, start or CONDITION_ONLY)))


KEPT = st.fixed_dictionaries(
    {
        "card": st.sampled_from([*OBSTACLES, ""]),
        "choice": st.sampled_from(CHOICES),
        "conditions": st.lists(st.integers(0, 4), max_size=5),
        "helpers": st.lists(st.sampled_from([helper.key for helper in HELPERS]), unique=True, max_size=4),
        "condition_own": st.sampled_from(["", OWN_CONDITION]),
        "who_own": st.sampled_from(["", OWN_HELPER]),
    }
)


def kept_as(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Drawn answers as they are kept."""
    cards = condition_cards(Plan(), {"card": drawn["card"]})
    answers = {
        "conditions": list(dict.fromkeys(cards[place % len(cards)].key for place in drawn["conditions"])),
        "who_can_help": drawn["helpers"],
        "condition_own": drawn["condition_own"],
        "who_own": drawn["who_own"],
        "on_paper": drawn["choice"],
    }
    return obstacle(drawn["card"], **{key: answer for key, answer in answers.items() if answer})


@given(drawn=st.lists(KEPT, max_size=6, unique_by=lambda each: each["card"]))
def test_whatever_she_answers_no_hidden_reason_is_printed(drawn: list[dict[str, Any]]) -> None:
    kept = [kept_as(each) for each in drawn]
    hidden = [each for each in kept if on_paper(each) != WHOLE]
    printed = "\n".join(texts(on_the_paper(*kept)))
    for each in hidden:
        about = OBSTACLES.get(str(each.get("card")))
        assert (str(about.label) if about else OWN_OBSTACLE) not in printed
        assert not about or not str(about.note) or str(about.note) not in printed
    if len(hidden) == len(kept):
        assert OWN_HELPER not in printed
        assert not [helper for helper in HELPERS if helper.key in REVEALING and str(helper.label) in printed]
    silent = [each for each in kept if on_paper(each) == NOTHING]
    others = [each for each in kept if each not in silent]
    assert printed == "\n".join(texts(on_the_paper(*others))), "what is kept to herself changes nothing"


@pytest.mark.parametrize("cards", [("debts", "health", "energy", "ex_partner"), ("fear_of_failing", "housing")])
def test_what_she_needs_stands_in_one_row_that_tells_neither_what_it_is_nor_how_much(cards: tuple[str, ...]) -> None:
    (section,) = on_the_paper(*(answered_whole(card, CONDITION_ONLY) for card in cards))
    needs, helpers = section.blocks
    assert isinstance(needs, Row)
    assert isinstance(helpers, Row)
    assert (str(section.title), needs.role, helpers.role) == ("What I need", "needs", "")
    said = [str(text) for text in needs.answer]
    conditions = [condition for card in cards for condition in OBSTACLES[card].conditions]
    assert said == [*dict.fromkeys(said)], "each thing once"
    assert set(said) == {str(condition.label) for condition in conditions if not condition.tells} | {OWN_CONDITION}
    assert len(helpers.answer) == len(set(map(str, helpers.answer)))


@pytest.mark.parametrize(
    ("card", "tells"),
    [
        ("debts", {"plan_first", "post_together"}),
        ("health", {"lighter_work", "appointments", "look_together"}),
        ("ex_partner", {"stays_private", "clear_agreements"}),
        ("employers", set()),
    ],
)
def test_a_card_that_gives_the_reason_away_says_so(card: str, tells: set[str]) -> None:
    options = condition_cards(Plan(), {"card": card})
    assert {option.key for option in options if str(option.note)} == tells
    assert any(not option.note for option in options[:-1]), "something can be said without the reason"


def test_every_obstacle_leaves_something_to_say_without_its_reason() -> None:
    silent = [key for key, about in OBSTACLES.items() if all(condition.tells for condition in about.conditions)]
    assert silent == []


def test_only_what_tells_why_prints_nothing() -> None:
    assert on_the_paper(obstacle("debts", conditions=["plan_first"], who_can_help=["municipality"])) == ()


def test_page_one_has_a_place_for_needs_that_names_no_obstacle() -> None:
    (slot,) = [slot for slot in SLOTS if slot.role == "needs"]
    assert str(slot.heading) == "Then I can, if …"


def test_helpers_alone_say_nothing_without_a_condition() -> None:
    assert on_the_paper(obstacle("debts", who_can_help=["municipality"], conditions=["unknown"])) == ()


@pytest.mark.parametrize("card", ["nothing", "unknown"])
def test_that_nothing_is_in_the_way_is_never_printed(card: str) -> None:
    assert on_the_paper({"id": card, "none": card}) == ()


def test_an_obstacle_she_let_go_of_is_not_printed() -> None:
    assert on_the_paper({**answered_whole("childcare", WHOLE), "aside": True}) == ()


@pytest.mark.parametrize(
    ("card", "choice", "warns"),
    [
        ("ex_partner", NOTHING, False),
        ("ex_partner", "", False),
        ("ex_partner", CONDITION_ONLY, True),
        ("ex_partner", WHOLE, True),
        ("debts", WHOLE, False),
    ],
)
def test_a_paper_that_speaks_of_her_safety_warns_before_it_is_printed(card: str, choice: str, *, warns: bool) -> None:
    plan = Plan(answers={"obstacles": [answered_whole(card, choice)]})
    assert bool(str(Conditions.before_printing(plan))) is warns


def test_before_printing_she_reads_which_obstacles_the_paper_names() -> None:
    kept = [obstacle("travel"), obstacle("debts"), {**obstacle("childcare"), "aside": True}, obstacle("")]
    said = str(Obstacles.before_printing(Plan(answers={"obstacles": kept})))
    assert str(OBSTACLES["travel"].label) in said
    assert not [text for text in (OBSTACLES["debts"], OBSTACLES["childcare"]) if str(text.label) in said]
    assert OWN_OBSTACLE not in said
    assert OWN_OBSTACLE in str(Obstacles.before_printing(Plan(answers={"obstacles": [obstacle("", on_paper=WHOLE)]})))
    careful = str(Obstacles.before_printing(Plan(answers={"obstacles": [obstacle("debts")]})))
    assert careful.startswith("Your paper does not say what is in the way")
    assert str(Obstacles.before_printing(Plan())) == ""
    assert str(Obstacles.before_printing(Plan(answers={"obstacles": [{"id": "unknown", "none": "unknown"}]}))) == ""


@pytest.mark.parametrize("card", OBSTACLES)
def test_after_the_short_road_alone_only_careful_obstacles_stay_off_the_paper(card: str) -> None:
    printed = texts(on_the_paper(obstacle(card)))
    assert (str(OBSTACLES[card].label) in printed) is (OBSTACLES[card].on_paper == WHOLE)
    assert OBSTACLES[card].on_paper == WHOLE or printed == []


def test_that_a_programme_let_her_down_is_for_her_to_tell() -> None:
    assert OBSTACLES["let_down"].on_paper == CONDITION_ONLY


def test_what_goes_on_paper_is_chosen_in_the_core_beside_what_would_help() -> None:
    form = Conditions(about=obstacle("debts"), words={"obstacle": "Debts"})
    assert Conditions.depth == CORE
    assert not question_of(form, "on_paper").folded
    assert "paper" in str(question_of(form, "condition_own").hint)
    assert "Only what I need, not why" in " ".join(map(str, form.remarks()))


def test_both_pages_about_an_obstacle_name_it_each_in_its_own_way() -> None:
    plan = Plan(answers={"obstacles": [obstacle("debts")]})
    found = [str(screen.title(plan)) for screen in WISHES.screens(plan) if screen.page.each is Obstacles]
    name = OBSTACLES["debts"].label
    assert found == [f"{name}: then I can, if …", f"{name}: who could help?"]


@pytest.mark.parametrize(
    "kept",
    [{"id": "nothing", "none": "nothing"}, obstacle("debts", conditions=["unknown"])],
)
def test_nothing_and_not_knowing_yet_play_no_role_in_her_story(kept: Mapping[str, Any]) -> None:
    summary = WISHES.summarise(Plan(answers={"obstacles": [kept]}))
    playing = {str(text) for each in summary.sections for block in each.blocks if block.role for text in _leaves(block)}
    assert not playing & {"Nothing is in the way now", "I don't know yet"}
    assert playing == set() or str(OBSTACLES["debts"].label) in playing


# What is asked --------------------------------------------------------------------------------------------------------


def remarks(page: str, **answers: Any) -> list[str]:
    """What stands above the questions of the first such page."""
    plan = Plan(answers=answers)
    screen = next(screen for screen in WISHES.screens(plan) if screen.page.key == page)
    return [str(text) for text in screen.stored_form(plan).remarks()]


def test_the_number_to_call_stands_with_worries_about_safety() -> None:
    said = " ".join(remarks("conditions", obstacles=[obstacle("ex_partner")]))
    assert "112" in said
    assert "0800-2000" in said


def test_what_she_wrote_about_next_time_stands_where_a_programme_let_her_down() -> None:
    wanted = {"next_time": "one contact person"}
    assert "one contact person" in " ".join(remarks("conditions", obstacles=[obstacle("let_down")], **wanted))
    assert "one contact person" not in " ".join(remarks("conditions", obstacles=[obstacle("travel")], **wanted))


def test_her_wish_stands_where_she_chooses_a_road() -> None:
    assert remarks("route", long_wish="to design homes") == ["This is your wish: to design homes"]
    assert remarks("route") == []


@pytest.mark.parametrize("card", [*OBSTACLES, ""])
def test_who_suits_the_obstacle_best_comes_first(card: str) -> None:
    first = OBSTACLES[card].helpers if card else OWN_HELPERS
    keys = [option.key for option in helper_cards(Plan(), {"card": card})]
    assert set(keys[: len(first)]) == set(first)
    assert sorted(keys) == sorted(helper.key for helper in HELPERS)


def test_not_knowing_is_always_offered() -> None:
    assert [option.key for option in condition_cards(Plan(), obstacle(""))] == ["unknown"]
    assert all(condition_cards(Plan(), {"card": card})[-1].key == "unknown" for card in OBSTACLES)


# Hours ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("choice", "printed"), [(None, False), ("no", False), ("yes", True)])
def test_her_hours_come_on_paper_only_if_she_says_so(choice: str | None, *, printed: bool) -> None:
    answers = {"hours": 16, "days": 3, "times": ["school_hours"], "hours_on_paper": choice}
    plan = Plan(answers={key: answer for key, answer in answers.items() if answer is not None})
    found = [block for section in WISHES.summarise(plan, paper=True).answered for block in section.blocks]
    assert [block.role for block in found] == (["hours"] * 3 if printed else [])


@pytest.mark.parametrize(
    ("answers", "consent"),
    [
        ({"travel_minutes": 30, "travel_by": ["bike"]}, "travel_on_paper"),
        ({"start": "now", "start_date": "2088-09-01", "fit_own": "vaste dagen"}, "start_on_paper"),
    ],
)
def test_the_journey_and_the_start_come_on_paper_only_with_her_tick(answers: dict[str, Any], consent: str) -> None:
    assert WISHES.summarise(Plan(answers=answers), paper=True).answered == ()
    (section,) = WISHES.summarise(Plan(answers={**answers, consent: ["print"]}), paper=True).answered
    assert len(section.blocks) == len(answers)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"start": "now"}, ["Right now"]),
        ({"start": "own_words", "start_date": "2088-09-01"}, ["1 September 2088"]),
        ({"start": "own_words"}, ["At another time"]),
    ],
)
def test_when_she_can_start_plays_its_role_and_is_said_once(answers: dict[str, str], told: list[str]) -> None:
    with spoken("en"):
        plan = Plan(answers={**answers, "start_on_paper": ["print"]})
        sections = WISHES.summarise(plan, paper=True).answered
        found = [block for section in sections for block in section.blocks if block.role == "hours"]
        assert [str(text) for block in found if isinstance(block, Row) for text in block.answer] == told

"""What is found in her week, in words: a sentence for everything there is to find, true ones, each with its own key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from types import ModuleType

import pytest
from composed import composed
from hypothesis import given
from hypothesis import strategies as st
from plan.random_weeks import random_week, weeks
from strategies import SOME, spoken

from trajectplan.chapters.childcare import found, found_changes, found_gaps, found_hours, found_jobs
from trajectplan.chapters.childcare.found_facts import worked
from trajectplan.chapters.childcare.found_words import Duration, Finding, Names, key_of
from trajectplan.plan import week, week_changes, week_drawn, week_fit, week_gaps
from trajectplan.plan.document import ITEM_ID, Plan
from trajectplan.plan.result import Result
from trajectplan.plan.summary import Own, Said, with_own
from trajectplan.plan.week import Week
from trajectplan.questions import Option

CALLED = Names({child: f"child {child}" for child in "ABCDEF"} | {"all": "everybody"}, {}, {})
PLACE = re.compile(r"%\((\w+)\)s")


def names_in(module: ModuleType, *others: ModuleType) -> set[str]:
    """The texts that a module gives a name of its own, such as its causes."""
    known = {value for other in others for value in vars(other).values() if isinstance(value, str)}
    return {value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)} - known


def told(result: Result | None) -> list[str]:
    """Everything that a result says, in the language that is spoken."""
    assert result is not None
    parts = (*result.before, *result.after)
    return [str(text) for part in parts for text in (part.heading, part.lead, *part.sentences) if str(text)]


def shown(plan: Plan) -> list[str]:
    """All that the page of her week says: what is worked out, and the cards for what is found."""
    cards = (
        card for offered in (found.gap_cards, found.change_cards, found.closed_cards) for card in offered(plan, {})
    )
    return [*told(found.my_week(plan)), *(str(card.label) for card in cards)]


def findings(of: Week) -> list[Finding]:
    """The gaps and changes of a week of nobody's."""
    all_of_it = worked(of)
    gaps = [*found_gaps.gaps_in_words(all_of_it, CALLED), *found_gaps.closed_in_words(all_of_it, CALLED)]
    return [*gaps, *found_changes.changes_in_words(all_of_it, CALLED)]


# A sentence for everything --------------------------------------------------------------------------------------------


def test_every_cause_of_a_gap_has_a_sentence() -> None:
    assert names_in(week_gaps, week) == set(found_gaps.WORDS)


def test_every_kind_of_change_has_a_question() -> None:
    assert names_in(week_changes, week, week_gaps) == set(found_changes.WORDS) - {
        week_changes.BEFORE,
        week_changes.AFTER,
    }
    assert {week_changes.BEFORE, week_changes.AFTER} < set(found_changes.WORDS)


def test_every_verdict_and_every_reason_has_words() -> None:
    verdicts = set(found_jobs.VERDICTS) - {found_jobs.NOT_KNOWN}
    assert names_in(week_fit, week) == verdicts | set(found_jobs.REASONS)
    assert set(found_jobs.VERDICTS) == set(found_jobs.SIGNS)


def test_everything_that_is_drawn_has_a_name() -> None:
    assert [kind for kind, _text in found_hours.LEGEND] == list(week_drawn.KINDS)


@pytest.mark.parametrize(
    "texts",
    [
        found_gaps.WORDS,
        found_gaps.OF_PEOPLE,
        found_gaps.AT_TIMES,
        found_changes.WORDS,
        found_changes.OF_PEOPLE,
        found_jobs.REASONS,
        found_jobs.VERDICTS,
        found_jobs.ASKS,
    ],
)
def test_they_are_said_in_english_and_in_dutch(texts: Mapping[str, Said]) -> None:
    with spoken("en"):
        english = {key: str(text) for key, text in texts.items()}
    with spoken("nl"):
        dutch = {key: str(text) for key, text in texts.items()}
    assert not [key for key in texts if english[key] == dutch[key]]
    assert {key: set(PLACE.findall(text)) for key, text in english.items()} == {
        key: set(PLACE.findall(text)) for key, text in dutch.items()
    }


@given(weeks)
@SOME
def test_every_sentence_of_every_week_can_be_spoken(of: Week) -> None:
    with spoken("en"):
        said = [str(each.text) for each in findings(of)]
    assert not [text for text in said if "%(" in text or not text.endswith((".", "?"))]


# Keys -----------------------------------------------------------------------------------------------------------------


def test_a_key_is_the_same_every_time_and_can_be_kept() -> None:
    assert key_of("gap", 1, ("A",)) == "e5f90bf5d1"
    assert ITEM_ID.fullmatch(key_of("anything"))


@given(weeks)
@SOME
def test_no_two_findings_of_a_week_share_a_key(of: Week) -> None:
    keys = [each.key for each in findings(of)]
    assert len(keys) == len(set(keys))


@given(weeks, st.randoms(use_true_random=False))
@SOME
def test_a_key_never_passes_to_something_else_when_her_week_changes(of: Week, random: Random) -> None:
    other = random_week(random)
    changed = (
        replace(of, care=of.care[1:]),
        replace(of, children=of.children[::-1]),
        replace(of, out=other.out, big=other.big),
        replace(of, rounds=other.rounds, travel=other.travel),
        replace(of, care=(*of.care[1:], *(care for care in other.care if care.child in of.children)), fixed=()),
    )
    with spoken("en"):
        was = {each.key: str(each.text) for each in findings(of)}
        for then in changed:
            assert all(was.get(each.key, str(each.text)) == str(each.text) for each in findings(then))


# In her language ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "english", "dutch"),
    [
        (0, "0 minutes", "0 minuten"),
        (1, "1 minute", "1 minuut"),
        (30, "30 minutes", "30 minuten"),
        (60, "1 hour", "1 uur"),
        (240, "4 hours", "4 uur"),
        (195, "3 hours and 15 minutes", "3 uur en 15 minuten"),
    ],
)
def test_a_duration_is_said_in_hours_and_minutes(minutes: int, english: str, dutch: str) -> None:
    with spoken("en"):
        assert str(Duration(minutes)) == english
    with spoken("nl"):
        assert str(Duration(minutes)) == dutch


GAPS = [
    "Op maandag en vrijdag gaat peutergroep pas om 8:45 open.",
    "Op maandag en vrijdag sluit peutergroep al om 12:15.",
    "Op dinsdag is er van 8:15 tot 8:45 niemand voor C.",
    "Voor A is er nog geen plek bij het kinderdagverblijf.",
    "Op dinsdag en vrijdag is er van 15:00 tot 17:30 niemand voor Bloem.",
    "Op donderdag is er van 10:10 tot 11:00 geen school. Dan is er niemand voor C.",
    "Is er vakantie op maandag en donderdag? Dan is er van 8:30 tot 9:00 niemand voor Bloem en C.",
    "In de vakantie is er op dinsdag en vrijdag niemand voor Bloem.",
]
HOURS = [
    "Je wilt beginnen met 12 uur per week.",
    "In een oneven week heb je 7 uur en 40 minuten. In een even week heb je 5 uur en 20 minuten.",
    "Het langste stuk is op maandag, van 9:15 tot 11:55.",
    "Op maandag en vrijdag kun je van 9:15 tot 11:55.",
    "Op dinsdag kun je van 12:20 tot 14:40. Alleen in oneven weken.",
    "Op dinsdag blijft er geen tijd over. Alleen in even weken.",
    "Op donderdag blijft er geen tijd over.",
    "Op woensdag, zaterdag en zondag werk je niet. Dat koos je zelf.",
    "Brengen, halen en reizen zijn er al af.",
]
CHANGE = "Kan er een plek komen bij het kinderdagverblijf? Dat geeft 6 uur en 40 minuten in oneven weken en 9 uur in"
JOBS = [
    "Past nu niet.",
    "Maandag: het stopt om 13:30. Het kan maar tot 11:55.",
    "Vraag: kan het 1 uur en 35 minuten eerder stoppen?",
    "Past, als er iets geregeld wordt.",
    "Maandag: het begint om 9:15. Het kan pas vanaf 9:20.",
    "Vraag: kan het 5 minuten later beginnen?",
]


@pytest.mark.parametrize("sentence", [*GAPS, *HOURS, f"{CHANGE} even weken."])
def test_a_family_of_three_is_told_what_was_worked_out_by_hand(sentence: str) -> None:
    with spoken("nl"):
        assert sentence in shown(composed("three_children"))


@pytest.mark.parametrize("sentence", JOBS)
def test_a_job_is_told_what_was_worked_out_by_hand(sentence: str) -> None:
    with spoken("nl"):
        assert sentence in told(found.jobs(composed("three_children")))


def test_what_she_brings_herself_is_no_gap_that_is_told() -> None:
    with spoken("nl"):
        said = " ".join(shown(composed("three_children")))
    assert "voor school niemand" not in said, "she is with them from 8:15, on her round of 45 minutes"


def test_her_own_number_comes_first_and_stands_out() -> None:
    first = found.my_week(composed("three_children")).before[0]
    with spoken("nl"):
        assert str(first.lead) == HOURS[0]
    assert first.own


# Weeks of her own -----------------------------------------------------------------------------------------------------

SCHOOL = {day: [["08:30", "14:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
LIMITS = {"days_possible": ["mon", "tue"], "leave_from": "08:00", "home_by": "17:00"}


def plan_of(*children: Mapping[str, object], **answers: object) -> Plan:
    """A plan with these children and answers."""
    named = [{"id": f"child{number}", **child} for number, child in enumerate(children)]
    return Plan(answers={"children": named, **answers})


def place(**answers: object) -> Mapping[str, object]:
    """A child of three with one place on Monday and Tuesday."""
    hours = {"mon": [["09:00", "13:00"]], "tue": [["09:00", "13:00"]]}
    return {"name": "A", "age": 3, "places": [{"id": "p1", "place_hours": hours, **answers}]}


def test_a_grandmother_does_not_open_and_close() -> None:
    plan = plan_of(place(place_kind="family", place_name="oma"), **LIMITS)
    with spoken("en"):
        said = shown(plan)
    assert "On Monday and Tuesday, oma is not there until 9:00." in said
    assert "On Monday and Tuesday, oma is there only until 13:00." in said
    assert "Could oma come 1 hour earlier on Monday and Tuesday? That gives 2 hours a week." in said


def test_her_words_for_a_place_stay_her_own_inside_a_sentence() -> None:
    cards = found.gap_cards(plan_of(place(place_kind="family", place_name="oma"), **LIMITS), {})
    own: list[Own] = []

    def seen(words: Own) -> Own:
        own.append(words)
        return words

    for card in cards:
        with_own(card.label, seen)
    assert {(words.text, words.is_name) for words in own} == {("A", True), ("oma", False)}


def test_a_child_without_a_name_is_called_by_its_number() -> None:
    plan = plan_of({"name": "\u200b", "age": 7, "school_hours": SCHOOL}, **LIMITS)
    with spoken("en"):
        assert "On Monday and Tuesday there is nobody for Child 1 after school." in shown(plan)


def test_the_quick_way_names_no_child() -> None:
    both = ({"name": "A", "age": 5}, {"name": "B", "age": 7})
    plan = plan_of(*both, week_way="quick", everybody_hours={"mon": [["09:00", "13:00"]]}, **LIMITS)
    with spoken("en"):
        said = shown(plan)
    assert "On Monday from 8:00 to 9:00 there is nobody for the children." in said
    assert "On a teacher training day there is nobody for the children." in said
    assert "Taking and fetching are already off." in said, "her times lie between the rounds"
    assert "You have 4 hours a week that you can really use." in said


def test_what_is_not_known_yet_is_said() -> None:
    plan = plan_of({"name": "A", "age": 7, "school_hours": SCHOOL}, {"name": "C", "age": 2})
    with spoken("en"):
        said = shown(plan)
    assert "Nothing is filled in for C yet. That counts as: nobody is there." in said
    assert "Taking and fetching are not off yet." in said
    assert "The journey to work is not off yet." in said
    assert "We counted Monday to Friday, 7:00 to 18:30." in said
    assert "You can change that on the page “What my working day can look like”." in said


def test_a_study_day_on_which_somebody_is_there_is_not_among_them() -> None:
    care = {"id": "p1", "place_kind": "family", "place_name": "oma", "place_hours": {"tue": [["08:00", "17:00"]]}}
    child = {"name": "B", "age": 7, "school_hours": SCHOOL}
    with spoken("en"):
        alone = shown(plan_of(child, **LIMITS))
        with_grandmother = shown(plan_of({**child, "places": [care]}, **LIMITS))
    assert "On a teacher training day there is nobody for B." in alone
    assert "On a teacher training day on Monday there is nobody for B." in with_grandmother


def test_her_own_limit_stands_beside_hours_above_it() -> None:
    plan = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, **LIMITS, hours_at_most=8)
    with spoken("en"):
        assert "You have more hours than you want to work. Your own limit counts: 8 hours." in shown(plan)
        cards = [str(card.label) for card in found.hours_cards(plan, {})]
    assert "For work or learning: 12 hours a week. That is more than I want. My own limit counts: 8 hours." in cards


def test_the_week_after_the_leave_is_a_part_of_its_own() -> None:
    baby = {"name": "Z", "age": 0, "where_now": ["not_born"], "places": place()["places"]}
    plan = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, baby, **LIMITS)
    result = found.my_week(plan)
    with spoken("en"):
        (later,) = (part for part in result.after if str(part.heading) == "The week after the leave")
        assert str(later.lead) == "You have 8 hours a week that you can really use."
        gaps = [str(card.label) for card in found.gap_cards(plan, {})]
        changes = [str(card.label) for card in found.change_cards(plan, {})]
        assert [str(drawn.title) for drawn in result.drawings] == ["My week", "My week after the leave"]
    assert "On Monday and Tuesday, the other place is not there until 9:00. That is after the leave." in gaps
    after_leave = [said for said in changes if said.endswith("That is after the leave.")]
    assert after_leave
    assert all(" Z " in said or "the other place" in said for said in after_leave)


def test_what_is_missing_after_the_leave_is_ticked_for_paper_by_itself() -> None:
    baby = {"name": "Z", "age": 0, "where_now": ["not_born"], "places": place()["places"]}
    plan = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, baby, **LIMITS)
    born = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, {**baby, "where_now": []}, **LIMITS)
    for cards in (found.gap_cards, found.change_cards):
        assert len(keys := {card.key for card in cards(plan, {})}) == len(cards(plan, {}))
        assert {card.key for card in cards(born, {})} - keys  # a tick for the time after the leave doesn't move on


@pytest.mark.parametrize(("weeks", "none_in"), [("odd", "even"), ("even", "odd")])
def test_a_kind_of_week_without_hours_says_that_no_time_is_left(weeks: str, none_in: str) -> None:
    baby = {**place(place_weeks=weeks), "where_now": ["not_born"]}
    for child in (place(place_weeks=weeks), baby):
        plan = plan_of(child, **LIMITS)
        with spoken("en"):
            said = [*shown(plan), *(str(card.label) for card in found.hours_cards(plan, {}))]
        none = f"In an {none_in} week no time is left."
        assert len([text for text in said if none in text]) == 2
        assert not [text for text in said if "0 minutes" in text.replace("30 minutes", "")]


@pytest.mark.parametrize(
    "answers",
    [
        {"leave_from": "24:00"},
        {"home_by": "07:00"},
        {"leave_from": "20:00"},
        {"days_possible": ["sat"], "weekend": "cannot"},
        {"leave_from": "08:00", "home_by": "08:40", "rounds": {"mon": {"bring": 40, "fetch": 0}}},
    ],
)
def test_limits_that_leave_no_time_are_what_she_is_told_of(answers: Mapping[str, object]) -> None:
    plan = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, **answers)
    with spoken("en"):
        said = shown(plan)
    assert "Within your own days and times no time is left." in said
    assert "You can change that on the page “What my working day can look like”." in said
    assert "There are no gaps in your week. That's good." not in said


def test_a_week_without_gaps_is_called_good_where_it_leaves_hours() -> None:
    plan = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, leave_from="08:30", home_by="14:30")
    with spoken("en"):
        said = shown(plan)
    assert "There are no gaps in your week. That's good." in said
    assert "Within your own days and times no time is left." not in said


@pytest.mark.parametrize(("names", "lane"), [("B", "B"), ("BC", "Children")])
def test_the_quick_way_draws_one_child_by_its_name(names: str, lane: str) -> None:
    quick = {"week_way": "quick", "everybody_hours": {"mon": [["09:00", "13:00"]]}, **LIMITS}
    baby = {"name": "Z", "age": 0, "where_now": ["not_born"]}
    for more in ((), (baby,)):
        result = found.drawings(plan_of(*({"name": name, "age": 5} for name in names), *more, **quick))
        assert result is not None
        with spoken("en"):
            assert [str(name) for name in result.drawings[0].names] == [lane]


def test_what_is_missing_on_several_days_is_said_of_each_day() -> None:
    said = offered(offer_hours={day: [["14:30", "16:30"]] for day in ("mon", "tue")}, offer_travel_there=0)
    assert "Monday and Tuesday: from 14:30 to 16:30 there is nobody for B." in said
    assert "That is 2 hours short each day." in said
    assert "That is 2 hours short." in offered(offer_hours={"mon": [["14:30", "16:30"]]}, offer_travel_there=0)


def test_nothing_is_worked_out_while_nothing_is_filled_in() -> None:
    plan = plan_of({"name": "A", "age": 3})
    assert found.drawings(plan) is None
    assert found.jobs(plan) is None
    with spoken("en"):
        assert shown(plan)[1].startswith("There are no times yet.")
    assert not (*found.hours_cards(plan, {}), *found.gap_cards(plan, {}), *found.change_cards(plan, {}))


def test_odd_and_even_weeks_are_drawn_apart_only_where_they_differ() -> None:
    with spoken("en"):
        assert [str(each.title) for each in drawn(place())] == ["My week"]
        assert [str(each.title) for each in drawn(place(place_weeks="odd"))] == ["My odd week", "My even week"]


def drawn(child: Mapping[str, object]) -> tuple[week_drawn.WeekDrawn, ...]:
    """The drawings of a family with this child."""
    result = found.drawings(plan_of(child, **LIMITS))
    assert result is not None
    return result.drawings


def test_a_longest_stretch_of_one_week_says_so() -> None:
    every, odd = plan_of(place(), **LIMITS), plan_of(place(place_weeks="odd"), **LIMITS)
    sentence = "The longest stretch is on Monday, from 9:00 to 13:00."
    with spoken("en"):
        assert sentence in shown(every)
        assert f"{sentence} Only in odd weeks." in shown(odd)
        assert f"{sentence} Only in even weeks." in shown(plan_of(place(place_weeks="even"), **LIMITS))
        cards = [{str(card.label): card.key for card in found.hours_cards(plan, {})} for plan in (every, odd)]
    assert cards[0][sentence] != cards[1][f"{sentence} Only in odd weeks."]


def test_who_is_missing_only_in_some_weeks_is_missing_at_times() -> None:
    def family(end: str) -> Plan:
        always = {"id": "p1", "place_kind": "family", "place_hours": {"mon": [["08:00", end]]}}
        odd = {"id": "p2", "place_kind": "club", "place_weeks": "odd", "place_hours": {"mon": [[end, "17:00"]]}}
        return plan_of({"name": "A", "age": 3, "places": [always, odd]}, **LIMITS)

    sentence = "In even weeks on Monday from {} to 17:00 there is nobody for A."
    with spoken("en"):
        noon, one = (
            {str(card.label): card.key for card in found.gap_cards(family(end), {})} for end in ("12:00", "13:00")
        )
    assert noon[sentence.format("12:00")] != one[sentence.format("13:00")]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"evening": "can"}, "Evenings count too, until 23:00."),
        ({"night": "can"}, "Nights count too, until 6:00."),
        ({"evening": "can", "night": "can"}, "Evenings and nights count too, until 6:00."),
    ],
)
def test_evenings_and_nights_that_count_are_said(answers: Mapping[str, object], sentence: str) -> None:
    plan = plan_of({"name": "A", "age": 7, "school_hours": SCHOOL}, **answers)
    with spoken("en"):
        assert f"We counted Monday to Friday, 7:00 to 18:30. {sentence}" in shown(plan)


# Jobs -----------------------------------------------------------------------------------------------------------------


def offered(**answers: object) -> list[str]:
    """What is told of one job on Monday from 9:00 to 13:00, to a mother whose child is at school until 14:30."""
    offer = {"id": "j1", "offer_name": "kassa", "offer_hours": {"mon": [["09:00", "13:00"]]}, **answers}
    plan = plan_of({"name": "B", "age": 7, "school_hours": SCHOOL}, **LIMITS, hours_at_most=3, offers=[offer])
    with spoken("en"):
        return told(found.jobs(plan))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"offer_travel_there": 10}, "Monday: fits, with 20 minutes to spare."),
        ({"offer_travel_there": 10}, "It is 4 hours a week. The limit is 3 hours."),
        ({"offer_travel_there": 10, "offer_break": 60}, "Fits."),
        ({"offer_travel_there": 40, "offer_break": 60}, "Monday: it starts at 9:00. That is possible only from 9:10."),
        ({"offer_travel_there": 40, "offer_break": 60}, "Ask: can it start 10 minutes later?"),
        ({"offer_break": 60}, "Not known yet."),
        ({"offer_break": 60}, "The journey time is still missing."),
        ({"offer_hours": {}}, "The times are still missing."),
        ({"offer_changes": "weekly"}, "The times change. Ask how far ahead they are known."),
        ({"offer_holidays": "ask"}, "Ask whether it goes on in the school holidays."),
        ({}, "In a holiday week it does not fit: on Monday there is nobody."),
        ({}, "On a teacher training day the back-up plan is needed."),
        ({"offer_hours": {"sat": [["09:00", "11:00"]]}}, "Saturday: from 9:00 to 11:00 there is nobody for B."),
        ({"offer_hours": {"wed": [["09:00", "11:00"]]}}, "Wednesday: this is outside the chosen days and times."),
    ],
)
def test_a_job_is_told_of_with_its_reason(answers: Mapping[str, object], sentence: str) -> None:
    assert sentence in offered(**answers)


def test_several_jobs_stand_side_by_side() -> None:
    result = found.jobs(composed("three_children"))
    assert result is not None
    assert result.table is not None
    with spoken("nl"):
        rows = [[str(cell) for cell in row] for row in result.table.rows]
    assert rows == [
        [
            "keukenhulp in een zorghuis",
            "past nu niet",
            "7 uur en 30 minuten per week",
            "0 van 2",
            "6 uur en 10 minuten per week",
        ],
        [
            "sociale hygiëne",
            "past, als er iets geregeld wordt",
            "2 uur en 45 minuten per week",
            "0 van 1",
            "15 minuten per week",
        ],
    ]


def keys(plan: Plan, *cards: Callable[[Plan, Mapping[str, object]], Iterable[Option]]) -> set[str]:
    """The keys of these cards."""
    return {card.key for offered_now in cards for card in offered_now(plan, {})}


@pytest.mark.parametrize("then", [("A", "B"), ("B",)])
def test_on_the_quick_way_no_tick_passes_to_other_children(then: Sequence[str]) -> None:
    fixed = {"id": "f1", "commitment_hours": {"mon": [["10:00", "11:00"]]}, "commitment_movable": "movable"}
    answers = {"week_way": "quick", "everybody_hours": {"mon": [["09:00", "13:00"]]}, "commitments": [fixed]}

    def family(*names: str) -> Plan:
        children = [{"id": name.lower(), "name": name, "age": 5} for name in names]
        return Plan(answers={"children": children, **answers, **LIMITS})

    for cards in (found.gap_cards, found.change_cards, found.closed_cards):
        assert keys(family("A"), cards)
        assert not keys(family("A"), cards) & keys(family(*then), cards)


def test_the_tick_of_a_job_that_lacks_somebody_does_not_pass_to_other_children() -> None:
    job = {"id": "j1", "offer_hours": {"tue": [["10:00", "12:00"]]}, "offer_travel_there": 0}
    quick = {"week_way": "quick", "everybody_hours": {"mon": [["09:00", "13:00"]]}, "offers": [job], **LIMITS}
    one, two = ({"name": "A", "age": 5},), ({"name": "A", "age": 5}, {"name": "B", "age": 7})
    with spoken("en"):
        assert "Tuesday: from 10:00 to 12:00 there is nobody for A." in told(found.jobs(plan_of(*one, **quick)))
    assert not keys(plan_of(*one, **quick), found.job_cards) & keys(plan_of(*two, **quick), found.job_cards)


def test_the_tick_of_a_job_knows_the_days_that_are_not_certain() -> None:
    school = {"mon": [["09:00", "13:00"]], "tue": [["09:00", "13:00"]]}

    def family(hours: Mapping[str, object]) -> Plan:
        grandmother = {"id": "p1", "place_kind": "family", "place_name": "oma", "place_sure": "mostly"}
        child = {"name": "B", "age": 7, "school_hours": school, "places": [{**grandmother, "place_hours": hours}]}
        times = {"mon": [["10:00", "12:00"]], "tue": [["10:00", "12:00"]]}
        job = {"id": "j1", "offer_name": "kassa", "offer_hours": times, "offer_travel_there": 0}
        return plan_of(child, **LIMITS, offers=[job])

    tuesday, both = family({"tue": school["tue"]}), family({"mon": [["09:00", "09:30"]], "tue": school["tue"]})
    with spoken("en"):
        assert "On Tuesday, oma is not certain. Check it." in told(found.jobs(tuesday))
        assert "On Monday and Tuesday, oma is not certain. Check it." in told(found.jobs(both))
    assert not keys(tuesday, found.job_cards) & keys(both, found.job_cards)


def test_the_tick_of_a_job_knows_whether_its_journey_is_missing() -> None:
    job = {"id": "j1", "offer_name": "kassa", "offer_hours": {"wed": [["10:00", "12:00"]]}}
    known, unknown = (plan_of(place(), **LIMITS, offers=[{**job, **more}]) for more in ({"offer_travel_there": 0}, {}))
    assert not keys(known, found.job_cards) & keys(unknown, found.job_cards)


def test_every_card_can_be_kept_and_none_comes_twice() -> None:
    plan = composed("three_children")
    cards: list[Option] = [
        card
        for offered_now in (found.hours_cards, found.gap_cards, found.closed_cards, found.change_cards, found.job_cards)
        for card in offered_now(plan, {})
    ]
    assert all(ITEM_ID.fullmatch(card.key) for card in cards)
    assert len({card.key for card in cards}) == len(cards) > 20

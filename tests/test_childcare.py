"""The rules of the chapter on children and week: what is refused, which page comes for whom, what a thing is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from refusals import refusals
from strategies import spoken
from werkzeug.datastructures import MultiDict

from trajectplan.answering import change_items
from trajectplan.chapters.childcare import CHILDCARE
from trajectplan.chapters.childcare.arranging import Holidays, OverTwelve, UnusualHours
from trajectplan.chapters.childcare.jobs import JobCheck, Offer
from trajectplan.chapters.childcare.my_hours import Commitment, MyDay, MyRounds
from trajectplan.chapters.childcare.week import CarePlace, Child, SchoolTimes
from trajectplan.chapters.childcare.whole_week import LeaveAndAfter
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Own
from trajectplan.questions import Group

NIGHT = "On %s the school is open very early or late. Have another look at the time."
TOO_EARLY = "This is earlier than you leave. Choose a later time."


def problems(group: type[Group], typed: Mapping[str, str | Sequence[str]], **more: Any) -> list[tuple[str, str]]:
    """What is said about ``typed``: inputs with their messages, in English."""
    form = group(MultiDict(typed), **more)
    return [] if form.validate() else refusals(form)


def plan_with(*children: Mapping[str, Any], **answers: Any) -> Plan:
    """A plan with these children, numbered, and these answers."""
    return Plan(answers={"children": [{"id": f"child{at}", **child} for at, child in enumerate(children)], **answers})


def pages_for(*children: Mapping[str, Any], **answers: Any) -> set[str]:
    """The pages that come for these children and answers, with the child's number."""
    return {screen.key for screen in CHILDCARE.screens(plan_with(*children, **answers))}


@pytest.mark.parametrize(("name", "is_taken"), [("Bloem", True), ("bloem", True), (" BLOEM ", True), ("B", False)])
def test_two_children_have_two_names(name: str, *, is_taken: bool) -> None:
    siblings = [{"id": "1", "name": "Bloem"}, {"id": "2", "age": 4}]
    found = problems(Child, {"name": name, "age": "3"}, siblings=siblings)
    said = f"Two children are now called {name.strip()}. Give one a different letter."
    assert found == ([("name", said)] if is_taken else [])


def test_a_child_that_is_copied_has_everything_but_its_letter() -> None:
    child = {"id": "one", "name": "A", "age": 4, "places": [{"id": "two", "place_name": "oma"}]}
    (screen,) = (screen for screen in CHILDCARE.screens(plan_with(child)) if screen.page.key == "my_children")
    first, second = change_items(plan_with(child), screen, "copy", "one").items("children")
    assert first == child
    assert set(second) == {"id", "age", "places"}
    assert second["age"] == 4
    assert second["id"] != "one"


def test_a_child_needs_a_name_once_something_is_said_of_it() -> None:
    assert problems(Child, {"age": "3"}) == [("name", "Give this child a letter, such as A.")]


@pytest.mark.parametrize("age", ["18", "-1", "achttien"])
def test_a_child_is_under_eighteen(age: str) -> None:
    (where, message), *others = problems(Child, {"name": "A", "age": age})
    assert (where, others) == ("age", [])
    assert message in {"Type how old your child is, from 0 to 17.", "Type a number here, such as 7."}


@pytest.mark.parametrize(
    ("start", "end", "is_by_day"),
    [("8.30", "14.30", True), ("6", "20", True), ("5.59", "12", False), ("13", "20.01", False)],
)
def test_a_school_is_open_by_day(start: str, end: str, *, is_by_day: bool) -> None:
    found = problems(SchoolTimes, {"school_hours-mon-1-from": start, "school_hours-mon-1-until": end})
    assert [said for _where, said in found] == ([] if is_by_day else [NIGHT % "maandag"])


def test_a_school_that_is_open_at_night_is_told_of_its_day_and_at_its_input() -> None:
    typed = {"wed-1-from": "8.30", "wed-1-until": "22.15", "fri-1-from": "20.30", "fri-1-until": "22"}
    found = problems(SchoolTimes, {f"school_hours-{part}": text for part, text in typed.items()})
    assert found == [
        ("school_hours-wed-1-until", NIGHT % "woensdag"),
        ("school_hours-fri-1-from", NIGHT % "vrijdag"),
    ]


def test_a_school_is_not_open_through_the_night() -> None:
    typed = {"from": "17", "until": "8", "overnight": "y"}
    found = problems(SchoolTimes, {f"school_hours-mon-1-{part}": text for part, text in typed.items()})
    turned_round = "On maandag the end comes before the start. Turn the times around."
    assert found == [("school_hours-mon-1-until", turned_round)]


@pytest.mark.parametrize(("home_by", "is_fine"), [("17.30", True), ("", True), ("8.15", False), ("7", False)])
def test_she_is_home_after_she_left(home_by: str, *, is_fine: bool) -> None:
    found = problems(MyDay, {"leave_from": "8.15", "home_by": home_by})
    assert found == ([] if is_fine else [("home_by", TOO_EARLY)])


def test_she_may_give_the_hour_of_coming_home_alone() -> None:
    assert problems(MyDay, {"home_by": "17"}) == []


@pytest.mark.parametrize(
    ("home_by", "answers", "is_fine"),
    [
        ("7", {}, False),
        ("7:01", {}, True),
        ("0:00", {}, True),
        ("24:00", {}, True),
        ("7", {"early": "can"}, True),
        ("7:30", {"early": "cannot"}, False),
        ("7", {"night": "can"}, True),
        ("", {}, True),
    ],
)
def test_who_is_home_before_a_usual_day_begins_says_when_she_leaves(
    home_by: str, answers: Mapping[str, Any], *, is_fine: bool
) -> None:
    said = "Home so early? Then fill in above from when you can leave."
    found = problems(MyDay, {"home_by": home_by}, plan=plan_with(**answers))
    assert found == ([] if is_fine else [("home_by", said)])


@pytest.mark.parametrize("typed", ["24:00", "24", "2400"])
def test_nobody_leaves_when_the_day_is_over(typed: str) -> None:
    assert problems(MyDay, {"leave_from": typed}) == [("leave_from", "At 24:00 the day is over. Type an earlier time.")]


def test_a_time_to_leave_that_is_none_is_all_that_is_said() -> None:
    assert [where for where, _said in problems(MyDay, {"leave_from": "banana", "home_by": "7"})] == ["leave_from"]


def test_two_times_that_are_the_same_are_called_that() -> None:
    same = "On Monday both times are the same. Change one of them."
    typed = {"school_hours-mon-1-from": "8:30", "school_hours-mon-1-until": "8.30"}
    with spoken("en"):
        assert problems(SchoolTimes, typed) == [("school_hours-mon-1-until", same)]


@pytest.mark.parametrize(("group", "name"), [(Offer, "offer"), (CarePlace, "place")])
def test_the_card_of_a_thing_in_its_list_says_its_days_and_times(group: type[Group], name: str) -> None:
    times = {"mon": [["09:00", "13:00"]], "tue": [["09:00", "13:00"]], "fri": [["12:00", "18:00"]]}
    rows = list(group(data={f"{name}_name": "bakkerij", f"{name}_hours": times}).on_card())
    with spoken("en"):
        said = [(str(row.label), [str(text) for text in row.answer]) for row in rows]
    assert said == [("Times", ["Monday, Tuesday 9:00–13:00 · Friday 12:00–18:00"])]


@pytest.mark.parametrize(
    ("page", "name", "alone", "other"),
    [(Holidays, "holiday_plan", "nothing_yet", "swap"), (OverTwelve, "where_after_school", "no_place", "home")],
)
def test_not_knowing_goes_with_nothing_else(page: type[Group], name: str, alone: str, other: str) -> None:
    assert problems(page, {name: [alone]}) == []
    assert [said for _where, said in problems(page, {name: [other, alone]})] == [
        "Your choices do not go together. Take away the last one, or the others."
    ]


@pytest.mark.parametrize(
    ("child", "comes", "stays_away"),
    [
        ({"age": 3}, set(), {"school_times", "alone_at_home"}),
        ({"age": 3, "where_now": ["primary_school"]}, {"school_times"}, {"alone_at_home"}),
        ({"where_now": ["secondary_school"]}, {"school_times"}, {"alone_at_home"}),
        ({"age": 4}, {"school_times"}, {"alone_at_home"}),
        ({"age": 8}, {"school_times", "alone_at_home"}, set()),
        ({}, set(), {"school_times", "alone_at_home"}),
        ({"age": 9, "where_now": ["not_born"]}, set(), {"school_times", "alone_at_home"}),
    ],
)
def test_pages_come_for_a_child_by_age_and_school(
    child: Mapping[str, Any], comes: set[str], stays_away: set[str]
) -> None:
    shown = pages_for(child)
    assert {f"{page}/child0" for page in {*comes, "childcare_times"}} <= shown
    assert not {f"{page}/child0" for page in stays_away} & shown


@pytest.mark.parametrize(("ages", "comes"), [((), False), ((3, 10), False), ((3, 11), True), ((None, 17), True)])
def test_the_page_on_big_children_comes_with_one_of_eleven(ages: Sequence[int | None], *, comes: bool) -> None:
    assert ("over_twelve" in pages_for(*({"age": age} for age in ages))) is comes


def test_a_place_is_called_by_her_word_else_by_its_kind() -> None:
    assert CarePlace.name_of({"place_name": "oma", "place_kind": "family"}, "nl") == Own("oma", "nl")
    assert str(CarePlace.name_of({"place_name": "\u200f", "place_kind": "family"}, "nl")) == "Family"
    assert str(CarePlace.name_of({"place_kind": "family"}, "nl")) == "Family"
    assert CarePlace.name_of({"place_status": "wish"}, "nl") is None


def test_the_name_of_a_thing_stands_above_it_once() -> None:
    plan = Plan(answers={"children": [{"id": "1", "name": "Bloem", "age": 8}]})
    (listed,) = CHILDCARE.summarise(plan).sections[0].blocks
    assert [(str(item.title), [str(row.label) for row in item.blocks]) for item in listed.items] == [("Bloem", ["Age"])]  # type: ignore[union-attr] # a list, by the page


ALL_HOURS = dict.fromkeys(("early", "evening", "night", "weekend", "changing"), "can") | {"unusual_if": "Met oma"}


@pytest.mark.parametrize(
    ("page", "answers", "consent"),
    [
        (UnusualHours, ALL_HOURS, "unusual_on_paper"),
        (MyDay, {"days_possible": ["mon"], "leave_from": "08:00", "home_by": "17:00"}, "day_on_paper"),
    ],
)
def test_when_she_could_work_comes_on_paper_only_with_her_tick(
    page: type[Group], answers: Mapping[str, Any], consent: str
) -> None:
    assert list(page(data=answers).blocks(paper=True)) == []
    assert len(list(page(data={**answers, consent: ["print"]}).blocks(paper=True))) == len(answers)
    assert len(list(page(data=answers).blocks())) == len(answers), "on the screen nothing is hidden"


def test_a_place_called_by_its_kind_says_it_once() -> None:
    kept = {"place_kind": "club", "place_status": "have"}
    assert [str(block.label) for block in CarePlace(data=kept).blocks(paper=True)] == ["There already"]
    named = CarePlace(data={**kept, "place_name": "judo"})
    assert [str(block.label) for block in named.blocks(paper=True)] == ["Kind", "There already"]


@pytest.mark.parametrize(("typed", "age"), [("3 jaar", 3), ("drie", 3), ("0", 0), ("not one yet", 0)])
def test_an_age_may_be_typed_with_its_years(typed: str, age: int) -> None:
    form = Child(MultiDict({"name": "A", "age": typed}))
    assert form.validate()
    assert form.age.answer() == age
    assert [str(text) for text in form.age.reading()] == (["not one yet"] if age == 0 else ["3"])


def test_months_are_no_years() -> None:
    found = problems(Child, {"name": "A", "age": "8 maanden"})
    assert found == [("age", "Type whole years. Not one yet? Then type 0.")]


PER_CHILD = {"school_times/child0", "childcare_times/child0", "alone_at_home/child0", "my_rounds"}


def test_the_quick_way_asks_for_everybody_at_once() -> None:
    assert pages_for({"age": 9}) >= PER_CHILD, "child by child until she chooses"
    assert pages_for({"age": 9}, week_way="per_child") >= PER_CHILD
    assert "whole_week" not in pages_for({"age": 9}, week_way="per_child")
    quick = pages_for({"age": 9}, week_way="quick")
    assert "whole_week" in quick
    assert not PER_CHILD & quick


@pytest.mark.parametrize(
    ("where", "way", "comes"),
    [
        ([], "quick", set()),
        (["not_born"], "per_child", {"leave_and_after"}),
        (["not_born"], "quick", {"leave_and_after", "later_week"}),
    ],
)
def test_the_time_after_a_leave_is_asked_about_when_a_child_is_to_come(
    where: Sequence[str], way: str, comes: set[str]
) -> None:
    shown = pages_for({"age": 6}, {"where_now": where}, week_way=way)
    assert {"leave_and_after", "later_week"} & shown == comes


@pytest.mark.parametrize(
    ("ends", "is_fine"), [("1-9-2027", True), ("", True), ("1-6-2027", False), ("3-5-2027", False)]
)
def test_a_leave_ends_after_it_began(ends: str, *, is_fine: bool) -> None:
    found = problems(LeaveAndAfter, {"leave_begins": "1-6-2027", "leave_ends": ends}, language="nl")
    said = "This is before your leave begins. Choose a later day."
    assert found == ([] if is_fine else [("leave_ends", said)])


@pytest.mark.parametrize(("count", "is_asked"), [(0, False), (1, False), (2, True)])
def test_one_address_or_several_is_asked_of_who_has_several_children(count: int, *, is_asked: bool) -> None:
    page = MyRounds(plan=plan_with(*({"age": 5} for _ in range(count))))
    assert bool(page.doors.options) is is_asked


@pytest.mark.parametrize(
    ("page", "name", "message"),
    [
        (MyRounds, "rounds-tue-bring", "Type a number from 0 to 180."),
        (MyDay, "work_travel", "Type the minutes for one way, from 0 to 180."),
        (Commitment, "commitment_minutes", "Type the minutes for one way, from 0 to 180."),
        (Offer, "offer_travel_there", "Type the minutes for one way, from 0 to 180."),
        (Offer, "offer_travel_back", "Type the minutes for one way, from 0 to 180."),
        (Offer, "offer_break", "Type a number from 0 to 180."),
    ],
)
def test_a_journey_of_900_minutes_is_refused_where_it_was_typed(page: type[Group], name: str, message: str) -> None:
    more = {"offer_hours-mon-1-from": "9", "offer_hours-mon-1-until": "13"} if page is Offer else {}
    assert problems(page, {**more, name: "180"}) == []
    ((where, said),) = problems(page, {**more, name: "900"})
    assert where == name
    assert said.endswith(message)


def test_a_job_may_be_written_down_before_its_times_are_known() -> None:
    assert problems(Offer, {"offer_name": "bakkerij"}) == []
    turned = {"offer_hours-mon-1-from": "13", "offer_hours-mon-1-until": "9"}
    ((where, said),) = problems(Offer, turned)
    assert where == "offer_hours-mon-1-until"
    assert "the end comes before the start" in said


def test_a_job_is_called_by_her_word_else_by_its_kind() -> None:
    assert Offer.name_of({"offer_name": "bakkerij", "offer_kind": "work"}, "nl") == Own("bakkerij", "nl")
    assert str(Offer.name_of({"offer_kind": "trial"}, "nl")) == "Internship or trial place"


def test_jobs_she_looked_at_are_hers_to_know() -> None:
    offers = [{"id": "1", "offer_name": "bakkerij", "offer_hours": {"mon": [["05:00", "09:00"]]}}]
    page = JobCheck(data={"offers": offers}, plan=Plan(answers={"offers": offers}))
    assert len(list(page.blocks())) == 1
    assert list(page.blocks(paper=True)) == []


def hours_of(usual: Mapping[str, Sequence[Sequence[str]]]) -> float:
    """How many hours a week that is."""
    pairs = [pair for spans in usual.values() for pair in spans]
    minutes = [int(time[:2]) * 60 + int(time[3:]) for pair in pairs for time in pair]
    return sum(minutes[1::2] + [-each for each in minutes[::2]]) / 60


def test_usual_times_are_what_schools_have() -> None:
    assert {each.key: hours_of(each.hours) for each in SchoolTimes().school_hours.usual} == {
        "five_equal": 27.5,
        "short_wednesday": 27.75,
        "short_wed_fri": 26.5,
    }
    care = {each.key: each.hours for each in CarePlace().place_hours.usual}
    assert hours_of(care["pre_school"]) == 16, "the sixteen hours of the law"
    assert {span[-1][1] for span in care["after_school"].values()} == {"18:30"}
    for usual in SchoolTimes().school_hours.usual:
        assert problems(SchoolTimes, {}, data={"school_hours": usual.hours}) == []

"""Buttons that fill in a week: a day like one above it, usual times to begin with, minutes copied to other days."""

from __future__ import annotations

import pytest
from client import Visitor
from places import WEEK, answer, page_with

from trajectplan.questions import SCHOOL_DAYS, DayMinutes

MINUTES = page_with(DayMinutes)
DAY, NIGHT = [["08:30", "14:30"]], [["22:00", "06:00"]]
NAME = WEEK.name
NOTICE = "Dit zijn gewone tijden."


def times(day: str, start: str, end: str, number: int = 1) -> dict[str, list[str]]:
    """What is typed for one from-until."""
    return {f"{NAME}-{day}-{number}-from": [start], f"{NAME}-{day}-{number}-until": [end]}


def shown(visitor: Visitor, day: str) -> list[str]:
    """The times that stand in the first inputs of a day."""
    return [visitor.page.by_id[f"{NAME}-{day}-1-{part}"].get("value", "") for part in ("from", "until")]


@pytest.fixture
def on_week(her: Visitor) -> Visitor:
    """She looks at a page with a week."""
    her.go(WEEK.url(her))
    return her


# A day like one above it ----------------------------------------------------------------------------------------------


def test_a_day_becomes_like_the_nearest_earlier_one_with_times(on_week: Visitor) -> None:
    assert on_week.press(f"hours:above:{NAME}:thu", {**times("mon", "8", "9"), **times("tue", "10", "11.30")}) == 200
    assert answer(on_week, NAME) == {
        "mon": [["08:00", "09:00"]],
        "tue": [["10:00", "11:30"]],
        "thu": [["10:00", "11:30"]],
    }
    on_week.go(on_week.url)
    assert shown(on_week, "thu") == ["10:00", "11:30"]
    assert shown(on_week, "wed") == ["", ""]


def test_the_button_of_an_empty_day_names_the_day_that_it_takes(on_week: Visitor) -> None:
    names = {value: on_week.page.text(button) for value, button in on_week.page.buttons().items()}
    assert f"hours:above:{NAME}:mon" not in names
    assert names[f"hours:above:{NAME}:tue"] == "Net als een eerdere dag (dinsdag)"
    on_week.press(f"hours:above:{NAME}:wed", times("mon", "8", "9"))
    names = {value: on_week.page.text(button) for value, button in on_week.page.buttons().items()}
    assert names[f"hours:above:{NAME}:tue"] == "Net als maandag (dinsdag)"
    assert f"hours:above:{NAME}:wed" not in names
    assert names[f"hours:above:{NAME}:fri"] == "Net als woensdag (vrijdag)"


def test_a_night_is_copied_with_its_tick_and_parts_of_a_day_all_together(on_week: Visitor) -> None:
    assert on_week.press("next", times("mon", "22", "6")) == 422
    on_week.press(f"hours:more:{NAME}:mon", {f"{NAME}-mon-1-overnight": ["1"]})
    on_week.press(f"hours:above:{NAME}:sun", times("mon", "9", "10", number=2))
    both = [["22:00", "06:00"], ["09:00", "10:00"]]
    assert answer(on_week, NAME) == {"mon": both, "sun": both}


def test_a_slip_is_copied_nowhere_else_and_stays(on_week: Visitor) -> None:
    typed = {**times("mon", "8", "9"), **times("wed", "half", "9")}
    assert on_week.press(f"hours:above:{NAME}:tue", typed) == 200
    assert (shown(on_week, "tue"), shown(on_week, "wed")) == (["8", "9"], ["half", "9"])
    assert on_week.problems[0].target == f"{NAME}-wed-1-from"


def test_both_times_that_are_wrong_are_marked_and_described(on_week: Visitor) -> None:
    assert on_week.press("next", {**times("mon", "half", "late"), **times("fri", "8", "9")}) == 422
    bad = [each for each in on_week.page.all("input") if each.get("aria-invalid")]
    assert [each.get("name") for each in bad] == [f"{NAME}-mon-1-from", f"{NAME}-mon-1-until"]
    told = {on_week.page.text(on_week.page.by_id[each.get("aria-describedby", "")]) for each in bad}
    assert told == {problem.message for problem in on_week.problems}
    assert len(told) == len(on_week.problems) == 1


# Usual times ----------------------------------------------------------------------------------------------------------


def test_usual_times_stand_on_the_empty_days_and_count_with_next(on_week: Visitor) -> None:
    assert on_week.press(f"hours:usual:{NAME}:days", times("mon", "9", "12")) == 200
    assert on_week.sees(NOTICE)
    assert answer(on_week, NAME) == {"mon": [["09:00", "12:00"]]}
    assert [shown(on_week, day) for day in ("mon", "tue", "sat")] == [["9:00", "12:00"], ["8:30", "14:30"], ["", ""]]
    assert on_week.press("next", times("tue", "", "")) == 200
    assert answer(on_week, NAME) == {"mon": [["09:00", "12:00"]], **dict.fromkeys(("wed", "thu", "fri"), DAY)}


@pytest.mark.parametrize("button", ["back", "skip", "stop", "list"])
def test_usual_times_that_she_leaves_do_not_count(on_week: Visitor, button: str) -> None:
    on_week.press(f"hours:usual:{NAME}:days", times("mon", "8:30", "14:30"))
    on_week.press_any(button, "list", fields=times("thu", "8:30", "12"))
    assert answer(on_week, NAME) == {"mon": DAY, "thu": [["08:30", "12:00"]]}


def test_usual_times_stay_on_the_screen_until_the_next_page_is_sent(on_week: Visitor) -> None:
    on_week.press(f"hours:usual:{NAME}:days")
    at = on_week.url
    on_week.go(at)
    assert on_week.sees(NOTICE)
    assert shown(on_week, "fri") == ["8:30", "14:30"]
    on_week.press("next", times("fri", "", ""))
    on_week.go(at)  # as the browser's own "back" does
    assert not on_week.sees(NOTICE)
    assert shown(on_week, "fri") == ["", ""]
    assert answer(on_week, NAME) == dict.fromkeys(SCHOOL_DAYS[:4], DAY)


def test_other_usual_times_take_the_place_of_those_before(on_week: Visitor) -> None:
    on_week.press(f"hours:usual:{NAME}:days")
    on_week.press(f"hours:usual:{NAME}:nights", times("fri", "8:30", "12"))
    assert (shown(on_week, "mon"), shown(on_week, "fri")) == (["22:00", "6:00"], ["8:30", "12:00"])
    assert on_week.press("next") == 200
    assert answer(on_week, NAME) == {**dict.fromkeys(SCHOOL_DAYS[:4], NIGHT), "fri": [["08:30", "12:00"]]}


@pytest.mark.parametrize("button", [f"hours:more:{NAME}:mon", f"hours:above:{NAME}:sat"])
def test_usual_times_stay_with_another_button_of_the_week(on_week: Visitor, button: str) -> None:
    on_week.press(f"hours:usual:{NAME}:days", times("mon", "9", "12"))
    on_week.press(button, times("wed", "", ""))
    assert on_week.sees(NOTICE)
    assert [shown(on_week, day) for day in ("tue", "wed")] == [["8:30", "14:30"], ["", ""]]
    assert "tue" not in answer(on_week, NAME)  # type: ignore[operator]


def test_usual_times_stand_beside_a_slip(on_week: Visitor) -> None:
    assert on_week.press(f"hours:usual:{NAME}:days", times("mon", "half", "12")) == 200
    assert on_week.problems[0].target == f"{NAME}-mon-1-from"
    assert on_week.press("next") == 422
    assert not on_week.sees(NOTICE)
    assert (shown(on_week, "mon"), shown(on_week, "tue")) == (["half", "12"], ["8:30", "14:30"])
    assert on_week.press("next", times("mon", "9", "12")) == 200
    assert answer(on_week, NAME) == {"mon": [["09:00", "12:00"]], **dict.fromkeys(SCHOOL_DAYS[1:], DAY)}


def test_usual_times_are_offered_while_there_is_a_day_for_them(on_week: Visitor) -> None:
    on_week.press(f"hours:usual:{NAME}:days")
    assert f"hours:usual:{NAME}:nights" in on_week.page.buttons()
    on_week.press("next")
    on_week.go(WEEK.url(on_week))
    assert not [value for value in on_week.page.buttons() if value.startswith("hours:usual")]


@pytest.mark.parametrize("value", ["", ":", "days:mon:mon:never", "foreign:mon", "days", "days:" + "x" * 999])
def test_what_says_which_times_are_usual_may_be_anything(on_week: Visitor, value: str) -> None:
    fields = [*((name, text) for name, [text] in times("mon", "9", "10").items()), (f"{NAME}-usual", value)]
    for do in ("hours:usual:do:days", f"hours:usual:{NAME}:none", f"hours:more:{NAME}:mon", "back"):
        sent = on_week.page.sent(on_week.page.buttons()["next"]) if "next" in on_week.page.buttons() else []
        ours = [(name, text) for name, text in sent if name in {"token", "page", "revision", "from"}]
        assert on_week.post(WEEK.url(on_week), [*ours, *fields, ("do", do)]) == 200
        on_week.go(WEEK.url(on_week))
    assert answer(on_week, NAME) == {"mon": [["09:00", "10:00"]]}


@pytest.mark.parametrize(("button", "kept"), [("next", DAY), ("back", None)])
def test_of_two_tabs_the_one_with_usual_times_is_chosen_as_it_counted(
    on_week: Visitor, button: str, kept: list[list[str]] | None
) -> None:
    on_week.press(f"hours:usual:{NAME}:days")
    on_week.type(times("mon", "9", "12"))
    first_tab = on_week.page.sent(on_week.page.buttons()[button])
    on_week.go(WEEK.url(on_week))
    on_week.press("next", {**times("mon", "10", "11")})
    assert on_week.post(WEEK.url(on_week), first_tab) == 409
    assert on_week.press("keep_here") == 200
    chosen = answer(on_week, NAME)
    assert isinstance(chosen, dict)
    assert (chosen["mon"], chosen.get("tue")) == ([["09:00", "12:00"]], kept)


# Minutes of days ------------------------------------------------------------------------------------------------------

THERE, BACK = (f"{MINUTES.name}-mon-{part.key}" for part in MINUTES.question.parts)


def test_minutes_are_typed_once_and_copied(her: Visitor) -> None:
    her.go(MINUTES.url(her))
    assert her.press(f"hours:copy:{MINUTES.name}", {THERE: ["half uur"], BACK: ["25"]}) == 200
    minutes = {part.key: count for part, count in zip(MINUTES.question.parts, (30, 25), strict=True)}
    assert answer(her, MINUTES.name) == dict.fromkeys(SCHOOL_DAYS, minutes)
    her.go(her.url)
    assert her.page.by_id[THERE.replace("-mon-", "-fri-")].get("value") == "30"
    assert her.page.by_id[THERE.replace("-mon-", "-sat-")].get("value") == ""


def test_minutes_with_a_slip_stay_where_they_were_typed(her: Visitor) -> None:
    her.go(MINUTES.url(her))
    assert her.press("next", {THERE: ["900"], BACK: ["25"]}) == 422
    message = "Typ een getal van 0 tot en met 180."
    [problem] = her.problems
    assert (problem.target, problem.message) == (THERE, f"maandag, {MINUTES.question.parts[0].label}: {message}")
    assert message in her.page.text(her.page.by_id[f"{THERE}--error"])
    assert her.page.filled([THERE, BACK]) == {THERE: ["900"], BACK: ["25"]}
    assert her.press("next", {THERE: ["90"]}) == 200
    assert answer(her, MINUTES.name) == {
        "mon": {part.key: count for part, count in zip(MINUTES.question.parts, (90, 25), strict=True)}
    }

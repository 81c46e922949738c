"""What unpaid work shows and where it may lead, with a catalogue of a few lines."""

from __future__ import annotations

from typing import NamedTuple

from trajectplan.plan.competences import Evidence, Idea, ideas, shown_by


class Activity(NamedTuple):
    esco: tuple[str, ...]


class Competence(NamedTuple):
    esco: tuple[str, ...]
    strengths: tuple[str, ...] = ()


class Direction(NamedTuple):
    sector: str
    activities: tuple[str, ...]


ACTIVITIES = {"taps": Activity(("pipes", "faults")), "bikes": Activity(("faults",)), "songs": Activity(("voice",))}
COMPETENCES = {
    "plumbing": Competence(("pipes",)),
    "repair": Competence(("faults",), ("handy",)),
    "singing": Competence(("voice",), ("brave",)),
}
DIRECTIONS = {
    "plumber": Direction("technique", ("taps",)),
    "mechanic": Direction("technique", ("bikes", "taps")),
    "singer": Direction("culture", ("songs",)),
    "stage": Direction("culture", ("songs", "taps")),
    "old_trade": Direction("", ("bikes",)),
}


def shown(activities: list[str], strengths: list[str]) -> tuple[Evidence, ...]:
    return shown_by(activities, strengths, competences=COMPETENCES, activities=ACTIVITIES)


def led_to(activities: list[str], sectors: list[str], most: int = 8) -> tuple[Idea, ...]:
    return ideas(activities, sectors, directions=DIRECTIONS, most=most)


def test_what_most_speaks_for_comes_first() -> None:
    assert shown(["taps", "bikes"], []) == (
        Evidence("repair", ("taps", "bikes"), ()),
        Evidence("plumbing", ("taps",), ()),
    )


def test_a_strength_counts_as_a_reason_and_is_enough_by_itself() -> None:
    assert shown(["songs"], ["handy", "brave"]) == (
        Evidence("singing", ("songs",), ("brave",)),
        Evidence("repair", (), ("handy",)),
    )


def test_what_the_catalogue_does_not_know_shows_nothing() -> None:
    assert shown(["mine"], ["unknown"]) == ()
    assert led_to(["mine"], ["unknown"]) == ()


def test_nothing_chosen_shows_nothing() -> None:
    assert shown([], []) == ()
    assert led_to([], []) == ()


def test_sectors_take_turns_each_with_its_best_idea_first() -> None:
    assert led_to(["taps", "bikes"], []) == (
        Idea("mechanic", ("bikes", "taps")),
        Idea("stage", ("taps",)),
        Idea("old_trade", ("bikes",)),
        Idea("plumber", ("taps",)),
    )


def test_what_she_both_does_and_wishes_comes_first() -> None:
    assert led_to(["taps", "bikes"], ["culture"])[:2] == (
        Idea("stage", ("taps",), "culture"),
        Idea("mechanic", ("bikes", "taps")),
    )


def test_a_wish_alone_is_a_reason() -> None:
    assert led_to([], ["culture"]) == (Idea("singer", (), "culture"), Idea("stage", (), "culture"))


def test_no_more_than_asked_for() -> None:
    assert [idea.direction for idea in led_to(["taps", "bikes"], [], most=2)] == ["mechanic", "stage"]

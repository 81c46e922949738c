"""The week of a full family: every proposal for it, and whether three jobs fit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from plan.random_weeks import ALWAYS_OUT, at, daily

from trajectplan.plan.minutes import HOUR
from trajectplan.plan.week import HAVE, ODD, Care, Fixed, Hours, Rounds, Week
from trajectplan.plan.week_fit import Offer, fits
from trajectplan.plan.week_gaps import gaps
from trajectplan.plan.week_proposals import proposals

from .timing import timed

TIMES: Final = 20
JOBS: Final = tuple(
    Offer(f"job{number}", daily((0, 1, 3), (8 + number) * HOUR, 13 * HOUR), 20, 20) for number in range(3)
)


class Weeks(NamedTuple):
    """The least seconds of CPU for everything about one week, with limits of her own and without any."""

    with_limits: float
    without: float


def measure() -> Weeks:
    """Work out everything, over and over."""
    week = a_full_family()
    return Weeks(_least(week), _least(replace(week, out=ALWAYS_OUT)))


def _least(week: Week) -> float:
    return min(timed(partial(_everything, week)).cpu for _time in range(TIMES))


def _everything(week: Week) -> None:
    hours = Hours.of(week)
    gaps(hours)
    proposals(hours)
    fits(week, JOBS)


def a_full_family() -> Week:
    """Six children with twelve places, some in odd weeks only, and a lesson of her own."""
    care = []
    for number, child in enumerate("ABCDEF"):
        start, late = 8 * HOUR + 15 + 5 * number, number % 2
        times = (*daily((0, 1, 3, 4), start, 14 * HOUR + 15), (at(2, 0, start), at(2, 12, 15)))
        care.append(Care(f"s{child}", child, "school", times))
        days = (0, 1, 3) if late else (0, 1, 3, 4)
        hours = daily(days, 14 * HOUR + 15, (17 + late) * HOUR)
        care.append(Care(f"b{child}", child, "after_school", hours, ODD if late else "every", status=HAVE))
    rounds = (*(Rounds(40, 45, 20, 25),) * 5, Rounds(), Rounds())
    lesson = Fixed("f", ((at(1, 9), at(1, 11, 30)),), travel=15)
    return Week(tuple("ABCDEF"), tuple(care), daily(range(6), 7 * HOUR, 18 * HOUR + 30), rounds, (lesson,), travel=20)

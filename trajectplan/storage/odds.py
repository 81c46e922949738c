"""The odds of guessing a code: how many guesses, and how long, until the first plan is hit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

OFFLINE_PER_SECOND: Final = 10_000
"""Guesses of a thief who has database and pepper: each takes 64 MB of memory, so this is a hall full of computers."""
USUAL_COUNTS: Final = (1_000, 10_000, 100_000)

_UNITS: Final = (("year", 31_556_952), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
"""With the mean year of the Gregorian calendar, 365.2425 days."""


def expected_guesses(plans: int, digits: int) -> float:
    """How many different codes are tried on average until one opens one of so many plans.

    ``digits`` counts the check digit, which follows from the others. The first of n hits among m codes in random order
    stands at (m + 1) / (n + 1) on average: n hits divide the others into n + 1 stretches of the same mean length.
    Raises ``ValueError`` for fewer plans than one.
    """
    if plans < 1:
        raise ValueError("no guess hits where there is no plan")
    codes: int = 10 ** (digits - 1)
    return (codes + 1) / (plans + 1)


def in_words(seconds: float) -> str:
    """A time in its largest unit, with two figures that count: ``3,200 years``."""
    name, size = next((unit for unit in _UNITS if seconds >= unit[1]), _UNITS[-1])
    rounded = float(f"{seconds / size:.2g}")
    return f"{rounded:,.0f} {name}{'' if rounded == 1 else 's'}" if rounded >= 1 else f"less than one {name}"


def plans_in(database: Path) -> int | None:
    """How many plans an SQLite file holds, without making or changing any file; ``None`` when that can't be seen."""
    # Beside a file that nobody has open there is no journal, and SQLite would make one unless told that none is needed.
    how = "mode=ro" if database.with_name(f"{database.name}-wal").exists() else "immutable=1"
    if how == "mode=ro" and not database.with_name(f"{database.name}-shm").exists():
        return None
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?{how}", uri=True)) as connection:
            count: int = connection.execute("SELECT count(*) FROM plans").fetchone()[0]
    except sqlite3.Error:
        return None
    return count


def described(plans: int, digits: int, web_per_second: float) -> str:
    """One line for so many plans: the expected time to the first hit, over the web and with everything stolen."""
    guesses = expected_guesses(plans, digits)
    web, offline = in_words(guesses / web_per_second), in_words(guesses / OFFLINE_PER_SECOND)
    return f"with {plans:,} plan{'' if plans == 1 else 's'}: {web} over the web, {offline} with both stolen"

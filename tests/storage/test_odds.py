"""The odds of guessing: held against a count of every case, against chance, and against figures worked out by hand."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import Engine

from trajectplan.plan.document import Plan
from trajectplan.storage.odds import described, expected_guesses, in_words, plans_in
from trajectplan.storage.store import PlanStore


@pytest.mark.parametrize("plans", [1, 2, 3, 5, 9, 10])
def test_the_formula_is_the_mean_over_every_case(plans: int) -> None:
    cases = [min(hits) for hits in combinations(range(1, 11), plans)]  # two digits: ten codes, one guess after another
    assert expected_guesses(plans, digits=2) == pytest.approx(float(Fraction(sum(cases), len(cases))))


def test_chance_agrees() -> None:
    chance, codes, plans, rounds = random.Random(20261122), 1000, 7, 4000  # noqa: S311 - nothing to keep secret
    mean = sum(min(chance.sample(range(1, codes + 1), plans)) for _ in range(rounds)) / rounds
    assert mean == pytest.approx(expected_guesses(plans, digits=4), rel=0.05)


def test_twenty_digits_are_ten_thousand_times_as_hard_and_more_plans_are_easier() -> None:
    assert expected_guesses(1000, 20) / expected_guesses(1000, 16) == pytest.approx(10_000)
    assert expected_guesses(1, 16) == pytest.approx(5e14)
    assert expected_guesses(999_999, 16) == pytest.approx(1e9)
    with pytest.raises(ValueError, match="no plan"):
        expected_guesses(0, 16)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "less than one second"),
        (1, "1 second"),
        (59.9, "60 seconds"),
        (90, "2 minutes"),
        (3 * 3600, "3 hours"),
        (36 * 86_400, "36 days"),
        (1e15 / 2 / 10_000, "1,600 years"),
        (1e20 / 2 / 10_000, "160,000,000 years"),
    ],
)
def test_times_are_said_with_two_figures(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_a_line_for_a_number_of_plans() -> None:
    assert described(10_000, 16, 2) == "with 10,000 plans: 1,600 years over the web, 120 days with both stolen"
    assert described(1, 16, 2).startswith("with 1 plan: 7,900,000 years over the web, 1,600 years")


# How many plans there are ---------------------------------------------------------------------------------------------


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def database_of(engine: Engine) -> Path:
    assert engine.url.database
    return Path(engine.url.database)


@pytest.mark.parametrize("is_open", [True, False])
def test_plans_are_counted_and_no_file_is_made(engine: Engine, store: PlanStore, *, is_open: bool) -> None:
    database = database_of(engine)
    for _ in range(3):
        store.create(Plan())
    if not is_open:
        engine.dispose()
    before = set(files(database.parent))
    assert (len(before) > 1) is is_open, "while it is open there is a journal"
    assert plans_in(database) == 3
    assert set(files(database.parent)) == before


def test_where_nothing_can_be_counted_nothing_is_said(tmp_path: Path, engine: Engine) -> None:
    assert plans_in(tmp_path / "none.db") is None
    assert plans_in(tmp_path / "no" / "folder.db") is None
    (tmp_path / "odd.db").write_bytes(b"this is no database " * 100)
    assert plans_in(tmp_path / "odd.db") is None
    assert plans_in(database_of(engine)) == 0


def test_a_journal_left_by_a_crash_is_left_alone(tmp_path: Path, store: PlanStore, engine: Engine) -> None:
    store.create(Plan())
    left = tmp_path / "left"
    left.mkdir()
    for name in ("plans.db", "plans.db-wal"):
        (left / name).write_bytes((database_of(engine).parent / name).read_bytes())
    before = files(left)
    assert plans_in(left / "plans.db") is None
    assert files(left) == before

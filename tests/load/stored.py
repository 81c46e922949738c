"""What a saved answer costs among 1,000 stored plans and among 300,000: the same work, in turns, in one process.

``PYTHONPATH=tests python -m load.stored`` runs it; it takes some 3 GB of disk for a few minutes.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
from benchmarks.browser import Pairs
from benchmarks.saving import Visit
from sqlalchemy import Engine, insert, select

from trajectplan import create_app
from trajectplan.config import Settings
from trajectplan.plan.document import Plan
from trajectplan.storage.database import plans, settle

from .person import NAME, STORY

FEW, MANY = 1_000, 300_000
ROUNDS: Final = 300
AT_ONCE: Final = 2_000
GOAL: Final = 0.2
"""How much more one may cost than the other."""
PLAN: Final = Path(__file__).parents[1] / "plans" / "three_children.json"
RANDOM: Final = ("id", "lookup", "wrapped_key", "content")


def visit(folder: Path, count: int) -> Visit:
    """A plan that is open, among so many others of the same size."""
    folder.mkdir()
    found = Visit(create_app(Settings(data_dir=folder), pool_size=0), Plan.from_json(PLAN.read_bytes()))
    fill(found.rooms.store.engine, count)
    return found


def fill(engine: Engine, count: int) -> None:
    """Put rows beside the one that is there: as long as that, and as random as what is sealed."""
    with engine.connect() as connection:
        row: dict[str, Any] = dict(connection.execute(select(plans)).mappings().one())
    for first in range(0, count, AT_ONCE):
        with engine.begin() as connection:
            connection.execute(insert(plans), list(_others(row, min(AT_ONCE, count - first))))
    settle(engine)


def _others(row: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    for _number in range(count):
        yield {**row, **{name: os.urandom(len(row[name])) for name in RANDOM}}


def measure(few: int, many: int, rounds: int = ROUNDS) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock of each saved answer among ``few`` and among ``many``, in turns."""
    with TemporaryDirectory() as folder:
        visits = [visit(Path(folder) / str(count), count) for count in (few, many)]
        times: list[list[float]] = [[], []]
        for turn in range(rounds):
            answers: Pairs = [(NAME, f"Dag {turn}. Ik regel thuis alles.")]
            for each, seen in zip(visits, times, strict=True):
                seen.append(1000 * each.save(STORY, answers).wall)
        for each in visits:
            each.rooms.store.engine.dispose()
    return times[0], times[1]


def main() -> None:
    """Measure and say it; the exit code tells whether the goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=MANY)
    chosen = parser.parse_args()
    few, many = measure(FEW, chosen.many)
    for count, times in ((FEW, few), (chosen.many, many)):
        p99 = sorted(times)[-len(times) // 100]
        click.echo(f"  {count} plans: a saved answer {statistics.median(times):.1f} ms, p99 {p99:.1f} ms")
    ratio = statistics.median(many) / statistics.median(few)
    click.echo(f"  ratio {ratio:.2f}")
    raise SystemExit(abs(ratio - 1) > GOAL)


if __name__ == "__main__":
    main()

"""The printed plan beside what else could print it, its first document, its memory, and how its cost grows.

``python -m benchmarks.printing --first ours mixed`` prints one document in a fresh process and tells what that took;
``python -m benchmarks.printing --profile mixed`` tells where the time goes. Both with ``tests`` on the path.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Final

import click
from flask import Flask
from flask_babel import Babel

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.i18n import DEFAULT
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Summary
from trajectplan.resources import TRANSLATIONS

from .documents import ALL, RIGHT_TO_LEFT, grown, in_scripts, varied
from .profiling import profile
from .rivals import Stock, drawn, rivals
from .timing import Time, interleaved, median, resident, timed

ROUNDS: Final = 9
GROWN_ROUNDS: Final = 3
FRESH: Final = 3
PAGES: Final = (5, 20, 60, 200)
DAY: Final = date(2027, 1, 15)
CHAPTERS_ONLY: Final = frozenset(chapter.key for chapter in CHAPTERS)
EVERYTHING: Final = CHAPTERS_ONLY | {"one_page", "agreements"}
LEFT_OUT: Final = "wishes"
"""Without this chapter the plan has four to five pages, as many as the targets were set for."""
KINDS: Final[dict[str, tuple[str, ...]]] = {"Latin": (), "right-to-left": RIGHT_TO_LEFT, "mixed": ALL}
"""The languages of the answers; none leaves them as they are."""
PLANS: Final = Path(__file__).resolve().parent.parent / "plans"


def ours(summary: Summary, languages: tuple[str, ...] = (DEFAULT,), parts: frozenset[str] = CHAPTERS_ONLY) -> bytes:
    """The printed plan."""
    from trajectplan.pdf.plan import PrintOptions, render  # noqa: PLC0415 - loading it is part of a first document

    return render(summary, PrintOptions(date=DAY, languages=languages, parts=parts))


def plan_summary(name: str) -> Summary:
    """One of the composed plans."""
    return summarise(Plan.from_json((PLANS / f"{name}.json").read_bytes()))


def document(kind: str) -> Summary:
    """The tree of blocks that all candidates print; needs the languages, to know how long an answer is."""
    summary = plan_summary("expecting")
    shorter = Summary(tuple(chapter for chapter in summary.chapters if chapter.key != LEFT_OUT))
    return in_scripts(shorter, KINDS[kind]) if KINDS[kind] else shorter


def pages_of(pdf: bytes) -> int:
    """How many pages a file has."""
    from pikepdf import Pdf  # noqa: PLC0415 - not in a fresh process

    with Pdf.open(BytesIO(pdf)) as file:
        return len(file.pages)


def speaking_app() -> Flask:
    """An application that knows the languages and nothing else."""
    app = Flask("trajectplan", static_folder=None)
    Babel(app, default_locale=DEFAULT, default_translation_directories=str(TRANSLATIONS))
    return app


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one way of printing took for one kind of document, after warming up."""

    time: Time
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class First:
    """The first document of a fresh process; memory in megabytes, before the print is loaded and after."""

    time: Time
    before: float
    after: float

    @property
    def added(self) -> float:
        """The memory that printing added."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Printed:
    """All that was seen. ``candidates`` by kind and name, ``first`` by name and kind, ``growth`` by pages."""

    candidates: Mapping[str, Mapping[str, Candidate]]
    first: Mapping[tuple[str, str], First]
    bilingual: Candidate
    growth: Mapping[int, float]


def measure() -> Printed:
    """Candidates take turns, and so do fresh processes."""
    with speaking_app().app_context():
        found = {kind: _candidates(document(kind)) for kind in ("Latin", "mixed")}
        bilingual, growth = _bilingual(), _growth()
    return Printed(found, _firsts(), bilingual, growth)


def _candidates(summary: Summary) -> dict[str, Candidate]:
    """Every turn has answers of its own, the same for all; the first one warms up."""
    ways = {"ours": ours, **rivals()}
    turns = [varied(summary, turn) for turn in range(ROUNDS + 1)]
    times = interleaved({name: _in_turn(way, turns) for name, way in ways.items()}, ROUNDS)
    files = {name: way(turns[0]) for name, way in ways.items()}
    return {name: Candidate(times[name], pages_of(file), len(file)) for name, file in files.items()}


def _in_turn(way: Callable[[Summary], bytes], turns: list[Summary]) -> Callable[[], object]:
    left = iter(turns)
    return lambda: way(next(left))


def _bilingual() -> Candidate:
    """A plan that takes six pages in two languages, with page one, its twin and the agreements."""
    summary = plan_summary("one_baby")
    files: list[bytes] = []
    times = [timed(lambda: files.append(ours(summary, ("en", DEFAULT), EVERYTHING))) for _ in range(GROWN_ROUNDS)]
    return Candidate(median(times), pages_of(files[0]), len(files[0]))


def _growth() -> dict[int, float]:
    """Seconds of CPU a page, by how many pages there are: at least as many as asked for."""
    summary = document("Latin")
    one, five = (pages_of(ours(grown(summary, times))) for times in (1, 5))
    longer = [grown(summary, max(1, ceil((pages - one) * 4 / (five - one)) + 1)) for pages in PAGES]
    counts = [pages_of(ours(each)) for each in longer]
    calls = {str(at): _in_turn(ours, [each] * (GROWN_ROUNDS + 1)) for at, each in enumerate(longer)}
    times = interleaved(calls, GROWN_ROUNDS).values()
    return {count: time.cpu / count for count, time in zip(counts, times, strict=True)}


def _firsts() -> dict[tuple[str, str], First]:
    asked = [("stock", "Latin"), *(("ours", kind) for kind in KINDS)]
    seen: dict[tuple[str, str], list[First]] = {each: [] for each in asked}
    for _ in range(FRESH):
        for name, kind in asked:
            seen[name, kind].append(_in_a_fresh_process(name, kind))
    return {each: _middle(found) for each, found in seen.items()}


def _middle(found: list[First]) -> First:
    return First(
        median(each.time for each in found),
        statistics.median(each.before for each in found),
        statistics.median(each.after for each in found),
    )


def _in_a_fresh_process(name: str, kind: str) -> First:
    command = [sys.executable, "-m", __spec__.name, "--first", name, kind]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=60).stdout
    wall, cpu, before, after = json.loads(told)
    return First(Time(wall, cpu), before, after)


def _first(name: str, kind: str) -> None:
    """Tell wall and CPU seconds, with the time to load libraries and fonts, and the memory before and after."""
    with speaking_app().app_context():
        summary = document(kind)
        # The catalogue is loaded by any page, long before somebody prints.
        str(summary.chapters[0].title)
        before = resident()
        took = timed(lambda: ours(summary) if name == "ours" else drawn(summary, Stock()))
    click.echo(json.dumps([took.wall, took.cpu, before, resident()]))


def _profile(kind: str) -> None:
    """The same documents as in the table, ours alone."""
    with speaking_app().app_context():
        summary = document(kind)
        turns = [varied(summary, turn) for turn in range(ROUNDS + 1)]
        ours(turns.pop())
        click.echo(profile([_in_turn(ours, [each]) for each in turns]))


@click.command()
@click.option("--first", nargs=2, type=click.Choice(["ours", "stock", *KINDS]), help="ours or stock, and the kind")
@click.option("--profile", "profiled", type=click.Choice(list(KINDS)), help="the kind of document")
def main(first: tuple[str, str] | None, profiled: str | None) -> None:
    """Look at one thing alone; the table comes from ``make bench``."""
    if first:
        _first(*first)
    elif profiled:
        _profile(profiled)
    else:
        raise click.UsageError("Give --first or --profile.")


if __name__ == "__main__":
    main()

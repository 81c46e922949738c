"""``make bench``: everything that must be fast, measured in one run and told in one table.

Ratios count, not times: candidates take turns, so that both bear what else the machine is doing. About five minutes,
only loopback; the last result stands in the README.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click

from trajectplan.i18n import DEFAULT
from trajectplan.plan.document import Plan

from . import codes, crowd, printing, saving, searching, serving, speaking, weeks
from .timing import Time

PRINT_GOALS: Final = {
    "Latin": {"stock ReportLab": "at most 2"},
    "mixed": {"WeasyPrint, PDF/UA": "at most 0.17 (six times as fast)"},
}
FIRST_GOALS: Final = {
    "Latin": "at most 400 ms CPU",
    "right-to-left": "at most 700 ms CPU",
    "mixed": "at most 700 ms CPU",
}
ROOT = Path(__file__).resolve().parent.parent.parent
PLAN_FILE = ROOT / "tests" / "plans" / "three_children.json"


class Line(NamedTuple):
    """One line of the table; ``goal`` is what was to be reached."""

    what: str
    figure: str
    ratio: str = ""
    goal: str = ""


def measured(folder: Path, parts: Sequence[str]) -> Iterator[Line]:
    """Every figure of these parts, as soon as it is known."""
    plan = Plan.from_json(PLAN_FILE.read_bytes())
    for part in parts:
        click.echo(f"measuring: {part} …", err=True)
        yield from PARTS[part](folder, plan)


def _saved(folder: Path, plan: Plan) -> Iterator[Line]:
    found = saving.measure(plan, folder)
    ours, plain, bare = (found.times[name] for name in ("ours", "plain", "bare"))
    yield Line(f"a saved answer (POST, redirect, GET), mean of {found.pages} pages", _both(ours))
    yield Line("… the same without storage and encryption, CPU", _both(plain), f"{found.ratio.cpu:.2f}", "at most 1.3")
    yield Line("… wall: with the wait for disk and processor", _both(plain), f"{found.ratio.wall:.2f}", "at most 1.3")
    yield Line("… against a bare Flask page, CPU", _both(bare), f"{ours.over(bare).cpu:.1f}")


def _served(folder: Path, plan: Plan) -> Iterator[Line]:
    found = serving.measure(folder, plan)
    for what, load in (("a question page of an open plan", found.question), ("the start page", found.start)):
        figure = f"{load.per_second:.0f}/s, p99 {load.p99:.0f} ms"
        yield Line(f"{what}, {serving.CONNECTIONS} connections", figure)
    yield Line("first start until the first page, nothing compiled yet", _both(found.first_start))
    yield Line(
        "… every later start, CPU", _both(found.later_start), f"{found.later_start.over(found.first_start).cpu:.2f}"
    )
    least = min(found.memory.values())
    for when, megabytes in found.memory.items():
        yield Line(f"memory {when} (resident)", f"{megabytes:.0f} MB", f"{megabytes / least:.2f}")


def _searched(_folder: Path, _plan: Plan) -> Iterator[Line]:
    found = searching.measure()
    figure = f"median {_ms(found.median)} ms, p99 {_ms(found.p99)} ms"
    yield Line(f"a search among the activities, {found.words} words", figure)
    yield Line("… the first in a language, which makes its index", f"{_ms(found.first)} ms")


def _spoken(folder: Path, plan: Plan) -> Iterator[Line]:
    found = speaking.measure(folder, plan)
    dutch = found.times[DEFAULT]
    yield Line(f"a question page in Dutch, mean of {found.pages} pages", _both(dutch))
    for name, each in found.times.items():
        if name != DEFAULT:
            goal = "at most 1.3" if name == "ti" else ""
            yield Line(f"… in {name.replace('+', ' with ')}", _both(each), _over(each, dutch), goal)


def _weighed(_folder: Path, _plan: Plan) -> Iterator[Line]:
    found = weeks.measure()
    what = "a week of six children, twelve places, three jobs: gaps, proposals, fits"
    yield Line(what, f"{_ms(found.with_limits)} ms CPU", goal="under 20 ms")
    yield Line("… of who sets no limits", f"{_ms(found.without)} ms CPU")


def _printed(_folder: Path, _plan: Plan) -> Iterator[Line]:
    found = printing.measure()
    for kind, goals in PRINT_GOALS.items():
        candidates = found.candidates[kind]
        ours = candidates["ours"]
        yield Line(f"a plan on paper, {kind}: ours, tagged", _printed_by(ours))
        for name, candidate in candidates.items():
            if name != "ours":
                ratio = f"ours takes {_over(ours.time, candidate.time)} ×"
                yield Line(f"… {name}", _printed_by(candidate), ratio, goals.get(name, ""))
    for (name, kind), first in found.first.items():
        goal = FIRST_GOALS[kind] if name == "ours" else ""
        yield Line(f"first document of a fresh process, {kind}: {name}", _both(first.time), goal=goal)
        goal = "under 60 MB" if name == "ours" else ""
        yield Line("… memory added to the process", f"{first.added:.0f} MB, {first.after:.0f} in all", goal=goal)
    goal = "six pages under 200 KB"
    yield Line("a whole plan in English beside Dutch", _printed_by(found.bilingual), goal=goal)
    least = next(iter(found.growth.values()))
    for pages, seconds in found.growth.items():
        figure, goal = f"{_ms(seconds)} ms CPU a page", "grows linearly: 1"
        yield Line(f"a plan of {pages} pages", figure, f"{seconds / least:.2f}", goal)


def _printed_by(candidate: printing.Candidate) -> str:
    return f"{_both(candidate.time)}, {candidate.pages} pages, {candidate.size / 1024:.0f} KB"


def _crowded(folder: Path, plan: Plan) -> Iterator[Line]:
    found = crowd.measure(folder, plan)
    before, during = (f"{_ms(statistics.median(times))} ms" for times in (found.before, found.during))
    yield Line("a question page while nobody prints, median", before)
    what = f"… while {crowd.AT_ONCE} plans are printed at once"
    yield Line(what, during, f"{found.ratio:.2f}", "at most 1.5")
    waits = f"{statistics.median(found.waited):.1f} s, the last {max(found.waited):.1f} s" if found.waited else "never"
    sent_back = f"asked to come back {found.sent_back} times, {found.gave_up} gave up"
    yield Line("… until they have their plan, median", f"{waits}; {sent_back}")


def _derived(_folder: Path, _plan: Plan) -> Iterator[Line]:
    found = codes.measure()
    yield Line("a code derived (Argon2id)", _both(found["one"]))
    ratio = found["four"].over(found["one"]).wall
    yield Line(f"… {codes.AT_ONCE} at once, until the last, wall", _both(found["four"]), f"{ratio:.1f}")


PARTS: Final[dict[str, Callable[[Path, Plan], Iterator[Line]]]] = {
    "saved": _saved,
    "served": _served,
    "searched": _searched,
    "spoken": _spoken,
    "weighed": _weighed,
    "printed": _printed,
    "crowded": _crowded,
    "derived": _derived,
}


def _both(time: Time) -> str:
    return f"{_ms(time.wall)} ms wall, {_ms(time.cpu)} ms CPU"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}" if seconds >= 0.1 else f"{seconds * 1000:.2g}"


def _over(ours: Time, other: Time) -> str:
    return f"{ours.over(other).cpu:.2f}"


def table(lines: list[Line]) -> str:
    """As Markdown, for the README."""
    rows = [Line("what", "figure", "ratio", "goal"), *lines]
    widths = [max(len(row[at]) for row in rows) for at in range(len(Line._fields))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([drawn[0], "| " + " | ".join("-" * width for width in widths) + " |", *drawn[1:]])


def machine() -> str:
    """On what this was measured, and how busy that was: above its number of processors, only ratios of CPU hold."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors, {platform.machine()}, Python {sys.version.split()[0]}{busy}"


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
def main(parts: tuple[str, ...]) -> None:
    """Measure PARTS, or all of them, and print the table."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    where = machine()
    # Not in the system's temporary folder: that is often memory, where waiting for the disk costs nothing.
    with tempfile.TemporaryDirectory(dir=build, prefix="bench-") as folder:
        lines = list(measured(Path(folder), parts or tuple(PARTS)))
    click.echo(f"{table(lines)}\n\n{where}")

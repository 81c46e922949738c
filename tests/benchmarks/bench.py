"""``make bench``: everything that must be fast, measured in one run and told in one table.

Ratios count, not times: candidates take turns, so that both bear what else the machine is doing. Two to three minutes,
only loopback; the last result stands in the README.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from trajectplan.plan.document import Plan

from . import codes, printing, saving, searching, serving
from .timing import Time

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN_FILE = ROOT / "tests" / "plans" / "three_children.json"
MOST = 1.3
"""How many times as long a saved answer may take as the same without storage and encryption."""


class Line(NamedTuple):
    """One line of the table."""

    what: str
    figure: str
    ratio: str = ""


def measured(folder: Path) -> Iterator[Line]:
    """Every figure, as soon as it is known."""
    plan = Plan.from_json(PLAN_FILE.read_bytes())
    for part in (_saved, _served, _searched, _printed, _derived):
        click.echo(f"measuring: {part.__name__.strip('_')} …", err=True)
        yield from part(folder, plan)


def _saved(folder: Path, plan: Plan) -> Iterator[Line]:
    found = saving.measure(plan, folder)
    ours, plain, bare = (found.times[name] for name in ("ours", "plain", "bare"))
    target = f"at most {MOST}"
    yield Line(f"a saved answer (POST, redirect, GET), mean of {found.pages} pages", _both(ours))
    yield Line("… the same without storage and encryption", _both(plain))
    yield Line("… ratio, CPU", target, f"{found.ratio.cpu:.2f}")
    yield Line("… ratio, wall: with the wait for disk and processor", target, f"{found.ratio.wall:.2f}")
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


def _printed(_folder: Path, _plan: Plan) -> Iterator[Line]:
    found = printing.measure(PLAN_FILE)
    stock = found["stock"]
    yield Line("stock ReportLab: the texts of the chapter in Helvetica", _both(stock))
    yield Line("… ours, the same texts, CPU", _both(found["ours"]), _over(found["ours"], stock))
    yield Line(
        "… ours with page one and agreements, CPU", _both(found["everything"]), _over(found["everything"], stock)
    )
    both = found["two languages"]
    yield Line("… and in English beside Dutch, CPU", _both(both), _over(both, stock))
    yield Line("stock ReportLab, first document of a fresh process", _both(found["first stock"]))
    first = found["first ours"]
    yield Line("… ours, the same texts, CPU", _both(first), _over(first, found["first stock"]))


def _derived(_folder: Path, _plan: Plan) -> Iterator[Line]:
    found = codes.measure()
    yield Line("a code derived (Argon2id)", _both(found["one"]))
    ratio = found["four"].over(found["one"]).wall
    yield Line(f"… {codes.AT_ONCE} at once, until the last, wall", _both(found["four"]), f"{ratio:.1f}")


def _both(time: Time) -> str:
    return f"{_ms(time.wall)} ms wall, {_ms(time.cpu)} ms CPU"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}" if seconds >= 0.1 else f"{seconds * 1000:.2g}"


def _over(ours: Time, other: Time) -> str:
    return f"{ours.over(other).cpu:.2f}"


def table(lines: list[Line]) -> str:
    """As Markdown, for the README."""
    rows = [Line("what", "figure", "ratio"), *lines]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([drawn[0], "| " + " | ".join("-" * width for width in widths) + " |", *drawn[1:]])


def machine() -> str:
    """On what this was measured, and how busy that was: above its number of processors, only ratios of CPU hold."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors, {platform.machine()}, Python {sys.version.split()[0]}{busy}"


def main() -> None:
    """Measure all and print the table."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    where = machine()
    # Not in the system's temporary folder: that is often memory, where waiting for the disk costs nothing.
    with tempfile.TemporaryDirectory(dir=build, prefix="bench-") as folder:
        lines = list(measured(Path(folder)))
    click.echo(f"{table(lines)}\n\n{where}")

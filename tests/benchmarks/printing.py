"""The printed plan beside stock ReportLab, which draws the same texts in Helvetica with paragraphs and tables.

``python -m benchmarks.printing PLAN.json ours`` prints one document in a fresh process and tells what that took.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask
from flask_babel import Babel

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.i18n import DEFAULT, speaking
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block, Grid, Item, Row, Summary, Text
from trajectplan.resources import TRANSLATIONS

from .timing import Time, interleaved, median, timed

# ReportLab is loaded inside the functions: how long that takes is part of what is measured in a fresh process.
if TYPE_CHECKING:
    from reportlab.lib.styles import StyleSheet1
    from reportlab.platypus import Flowable, Paragraph

ROUNDS = 9
FRESH = 3
DAY = date(2027, 1, 15)
CHAPTERS_ONLY = frozenset(chapter.key for chapter in CHAPTERS)
EVERYTHING = CHAPTERS_ONLY | {"one_page", "agreements"}


def ours(summary: Summary, languages: tuple[str, ...] = (DEFAULT,), parts: frozenset[str] = CHAPTERS_ONLY) -> bytes:
    """The printed plan."""
    from trajectplan.pdf.plan import PrintOptions, render  # noqa: PLC0415

    return render(summary, PrintOptions(date=DAY, languages=languages, parts=parts))


def stock(summary: Summary) -> bytes:
    """The same texts of the chapters, as plainly as ReportLab draws them."""
    from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415

    file = BytesIO()
    with speaking(DEFAULT):
        SimpleDocTemplate(file).build(list(_story(summary)))
    return file.getvalue()


def _story(summary: Summary) -> Iterator[Flowable]:
    for chapter in summary.chapters:
        yield _words(chapter.title, "Heading1")
        for section in chapter.answered:
            yield _words(section.title, "Heading2")
            for block in section.blocks:
                yield from _drawn(block)


def _drawn(block: Block | Item) -> Iterator[Flowable]:
    from reportlab.platypus import Table  # noqa: PLC0415

    if isinstance(block, Row):
        yield Table([[_words(block.label), _words(", ".join(str(part) for part in block.answer))]])
    elif isinstance(block, Grid):
        yield _words(block.label, "Heading4")
        yield Table([[_words(cell) for cell in row] for row in (block.head, *block.rows)])
    elif isinstance(block, Item):
        yield _words(block.title, "Heading4")
        for inner in block.blocks:
            yield from _drawn(inner)
    else:
        yield _words(block.label, "Heading3")
        for item in block.items:
            yield from _drawn(item)


def _words(text: Text, style: str = "BodyText") -> Paragraph:
    from reportlab.platypus import Paragraph  # noqa: PLC0415

    return Paragraph(escape(str(text)), _styles()[style])


@cache
def _styles() -> StyleSheet1:
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415

    return getSampleStyleSheet()


def speaking_app() -> Flask:
    """An application that knows the languages and nothing else."""
    app = Flask("trajectplan", static_folder=None)
    Babel(app, default_locale=DEFAULT, default_translation_directories=str(TRANSLATIONS))
    return app


def measure(plan_file: Path) -> dict[str, Time]:
    """Medians after warming up, and the first document of fresh processes, in which they take turns too."""
    summary = summarise(Plan.from_json(plan_file.read_bytes()))
    calls: dict[str, Callable[[], object]] = {
        "ours": lambda: ours(summary),
        "stock": lambda: stock(summary),
        "everything": lambda: ours(summary, parts=EVERYTHING),
        "two languages": lambda: ours(summary, ("en", DEFAULT), EVERYTHING),
    }
    with speaking_app().app_context():
        found = interleaved(calls, ROUNDS)
    fresh: dict[str, list[Time]] = {"ours": [], "stock": []}
    for _ in range(FRESH):
        for name, times in fresh.items():
            times.append(_in_a_fresh_process(plan_file, name))
    return found | {f"first {name}": median(times) for name, times in fresh.items()}


def _in_a_fresh_process(plan_file: Path, name: str) -> Time:
    command = [sys.executable, "-m", __spec__.name, str(plan_file), name]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return Time(*json.loads(told))


def main() -> None:
    """Print one document and tell wall and CPU seconds, with the time to load ReportLab and the fonts."""
    plan_file, name = sys.argv[1:]
    summary = summarise(Plan.from_json(Path(plan_file).read_bytes()))
    with speaking_app().app_context():
        took = timed(lambda: {"ours": ours, "stock": stock}[name](summary))
    click.echo(json.dumps([took.wall, took.cpu]))


if __name__ == "__main__":
    main()

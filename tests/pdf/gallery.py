"""The texts of gallery.toml, and what must be true of a text that was printed and read back."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from pdf.proofs.embedded import Box
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate

from trajectplan.pdf.typeset.embedding import SILENT
from trajectplan.pdf.typeset.tagging import TaggedCanvas
from trajectplan.pdf.typeset.text import Style, Words

FILE: Final = Path(__file__).with_name("gallery.toml")
CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls of direction: they say where words stand, and are no part of them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One text; ``printed`` is what must be read of it."""

    key: str
    language: str
    script: str
    text: str
    printed: str


@cache
def gallery() -> Sequence[Sample]:
    """All of them, in the order of the file."""
    return [_sample(**entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["text"]]


def _sample(
    *, key: str, language: str, script: str, text: str, printed: str | None = None, times: int = 1, note: str = ""
) -> Sample:
    assert not note.endswith("."), f"{key}: a note is no sentence"
    typed = re.sub(r"\\u(d[89a-f][0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text) * times
    return Sample(key, language, script, typed, typed if printed is None else printed)


def folded(text: str) -> str:
    """A text as it is compared: NFC, white space made one space, without controls of direction.

    A vowel drawn on both sides of its letter is two glyphs for one character; the second reads as ``SILENT``.
    """
    return " ".join(normalize("NFC", CONTROLS.sub("", text).replace(SILENT, "")).split())


# On paper -------------------------------------------------------------------------------------------------------------

PLAIN: Final = Style(12, 18)
SLOT: Final = 42
"""Points for each text on a sheet: two lines of most scripts."""
LEFT, RIGHT, TOP, BOTTOM = 71.0, 51.0, 51.0, 62.0


def document(*stories: Sequence[Flowable], width: float = A4[0] - LEFT - RIGHT) -> bytes:
    """A tagged document in which each story begins on a page of its own."""
    file = BytesIO()
    template = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=LEFT - 6,
        rightMargin=A4[0] - LEFT - width - 6,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        title="Gallery",
        lang="en",
        invariant=1,
    )
    parts = [[*story, PageBreak()] for story in stories]
    template.build([flowable for part in parts for flowable in part], canvasmaker=_canvas)
    return file.getvalue()


def shown(sample: Sample, style: Style = PLAIN) -> list[Flowable]:
    """A text below its key."""
    key = Words(sample.key, Style(10, 14, bold=True), language="en")
    return [key, Words(sample.text, style, language=sample.language, direction="auto")]


def sheets() -> list[tuple[bytes, dict[str, Box]]]:
    """The texts that fit into a slot, a sheet full at a time: the PDF of each, and where each text stands on it."""
    fitting = [(sample, words) for sample in gallery() if (words := _in_slot(sample))]
    per_sheet = int((A4[1] - TOP - BOTTOM) // SLOT)
    return [_sheet(fitting[start : start + per_sheet]) for start in range(0, len(fitting), per_sheet)]


def _in_slot(sample: Sample) -> Words | None:
    words = Words(sample.text, Style(10, 14), language=sample.language, direction="auto")
    return words if folded(sample.printed) and words.height_at(A4[0] - LEFT - RIGHT) <= SLOT else None


def _sheet(texts: Sequence[tuple[Sample, Words]]) -> tuple[bytes, dict[str, Box]]:
    file = BytesIO()
    canvas = _canvas(file, pagesize=A4, lang="en", invariant=1)
    canvas.setTitle("Gallery")
    places: dict[str, Box] = {}
    top = A4[1] - TOP
    for sample, words in texts:
        words.drawOn(canvas, LEFT, top - words.height)
        places[sample.key] = (0, top - SLOT, A4[0], top)
        top -= SLOT
    canvas.showPage()
    canvas.save()
    return file.getvalue(), places


def _canvas(*arguments: Any, **settings: Any) -> TaggedCanvas:
    return TaggedCanvas(*arguments, finish=lambda _canvas, _page, _pages: None, **settings)

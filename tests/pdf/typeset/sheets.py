"""Paragraphs, columns and tables on pages of their own, and what a reader of the file finds there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any, Final
from unicodedata import normalize

from pdf.proofs.content import Glyph
from pdf.proofs.structure import read, texts
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from trajectplan.pdf.typeset.embedding import SILENT
from trajectplan.pdf.typeset.tagging import TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Style, Words

EDGE: Final = 50.0
BODY: Final = Style(10, 14)
_SILENT: Final = re.compile(f"[{SILENT}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f]")


def nothing(*of_page: Any) -> None:
    del of_page


def sheet(draw: Callable[[TaggedCanvas], None], *, language: str = "nl", finish: Any = nothing) -> bytes:
    """A document that ``draw`` fills; it ends its pages itself, but for the last."""
    file = BytesIO()
    canvas = TaggedCanvas(file, pagesize=(600, 800), lang=language, invariant=1, finish=finish)
    canvas.setTitle("Proef")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def flowed(
    parts: Iterable[Flowable], width: float, height: float = 700, *, language: str = "nl", finish: Any = nothing
) -> bytes:
    """Parts one below the other on pages of this size, with room around them, as ReportLab breaks them."""
    file = BytesIO()
    size = (width + 2 * EDGE, height + 2 * EDGE)
    document = BaseDocTemplate(
        file, pagesize=size, title="Proef", author="", creator="", lang=language, invariant=1, pageCompression=1
    )
    room: dict[str, Any] = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    document.addPageTemplates(PageTemplate(frames=[Frame(EDGE, EDGE, width, height, **room)]))
    document.build(list(parts), canvasmaker=lambda *given, **more: TaggedCanvas(*given, finish=finish, **more))
    return file.getvalue()


def words(spans: str | Sequence[Span], style: Style = BODY, language: str = "nl", **more: Any) -> Words:
    return Words(spans, style, language=language, **more)


def told(pdf: bytes) -> str:
    """All that is read in a file, as ``folded`` has it."""
    return folded(" ".join(texts(pdf)))


def folded(text: str) -> str:
    """A text without what has no look of its own, with one space for each stretch of white space."""
    return " ".join(normalize("NFC", _SILENT.sub("", text)).split())


def shown(pdf: bytes, page: int = 0) -> list[Glyph]:
    """The glyphs of a page, but for spaces."""
    return [glyph for glyph in read(pdf).pages[page].glyphs if (glyph.text or "").strip()]


def by_place(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of a page from the top, each with its letters as they stand from left to right."""
    lines: dict[float, list[Glyph]] = {}
    for glyph in shown(pdf, page):
        lines.setdefault(round(glyph.y), []).append(glyph)
    return [
        "".join(glyph.text or "" for glyph in sorted(lines[y], key=lambda glyph: glyph.x))
        for y in sorted(lines, reverse=True)
    ]

"""A part of the print by itself, on paper of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.platypus import Flowable

from trajectplan.pdf.look import LARGE, NORMAL
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.plan import Document
from trajectplan.pdf.voice import Voice


def paper(*languages: str, large: bool = False) -> Paper:
    return Paper(tuple(map(Voice, languages)), LARGE if large else NORMAL)


def drawn(parts: Iterable[Flowable], on: Paper) -> bytes:
    """The PDF of a story, without foot."""
    return Document(on, "Proef", _nothing).written(iter(parts))


def _nothing(*of_page: Any) -> None:
    del of_page

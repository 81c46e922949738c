"""The print view on the sheets that a browser makes of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pseudo
import pytest
from browsing import BrowserVisitor, Open
from composed import composed
from flask import Flask
from pypdf import PageObject, PdfReader

from trajectplan.web.services import NAME

FOOT = 38 * 72 / 25.4
"""How high the foot of a sheet in two languages and large print is, in points."""
Sheets = list[str]
Opened = Callable[..., BrowserVisitor]


@pytest.fixture
def printing(app: Flask, open_browser: Open) -> Opened:
    """Somebody who prints a plan in this language and size, with her code."""

    def come(name: str, language: str, size: str = "normal") -> BrowserVisitor:
        plan = replace(composed(name), language=language, printing={"size": size})
        visitor = open_browser(900)
        assert visitor.come_back(app.extensions[NAME].store.create(plan).kept.code) == 200
        visitor.go("/print/view")
        return visitor

    return come


def part(visitor: BrowserVisitor, number: int) -> PdfReader:
    """What the browser prints of one part; negative numbers count from the last."""
    links = [link.get("href", "") for link in visitor.page.all("a")]
    every = [link for link in links if link.startswith("/print/view/")]
    assert visitor.go(every[number]) == 200
    return PdfReader(io.BytesIO(visitor.tab.pdf(prefer_css_page_size=True)))


def texts(reader: PdfReader) -> Sheets:
    """What stands on every sheet, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def sizes(reader: PdfReader) -> set[float]:
    """How high the letters are, in points on paper."""
    found: set[float] = set()

    def visit(text: str, matrix: list[float], inner: list[float], _font: Any, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(inner[3] * matrix[3]), 1))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return found


def last_line(page: PageObject) -> list[tuple[str, str]]:
    """The lowest line above the foot of a sheet in large print: of each text on it the font, and the text."""
    found: list[tuple[float, str, str]] = []

    def visit(text: str, matrix: list[float], inner: list[float], font: dict[str, Any] | None, _size: float) -> None:
        height = matrix[1] * inner[4] + matrix[3] * inner[5] + matrix[5]
        if text.strip() and height > FOOT:
            found.append((round(height), str((font or {}).get("/BaseFont")), text.strip()))

    page.extract_text(visitor_text=visit)
    lowest = min(height for height, _font, _text in found)
    return [(font, text) for height, font, text in found if height == lowest]


@pytest.mark.parametrize("language", ["nl", "en", pseudo.MIRRORED])
def test_agreements_talk_and_cards_are_one_sheet_each(printing: Opened, language: str) -> None:
    she = printing("three_children", language)
    assert [len(part(she, number).pages) for number in (-3, -2, -1)] == [1, 1, 1]


def test_every_sheet_names_plan_date_and_version_and_its_number(printing: Opened) -> None:
    she = printing("three_children", pseudo.MIRRORED)
    sheets = texts(part(she, 4))
    assert len(sheets) > 2
    for number, text in enumerate(sheets, start=1):
        assert len(re.findall("Mijn plan · Geprint op [0-9]+ [a-z]+ [0-9]{4} · Versie 1", text)) == 1
        assert f"{number} / {len(sheets)}" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_large_print_is_large_on_the_agreements(printing: Opened, language: str) -> None:
    assert min(sizes(part(printing("three_children", language, "large"), -3))) >= 18


@pytest.mark.parametrize("number", [3, 5, 6])
def test_large_print_leaves_no_label_or_heading_at_the_end_of_a_sheet(printing: Opened, number: int) -> None:
    reader = part(printing("three_children", "en", "large"), number)
    assert len(reader.pages) > 2
    for page in reader.pages:
        fonts = last_line(page)
        assert not all("Bold" in font for font, _text in fonts), fonts

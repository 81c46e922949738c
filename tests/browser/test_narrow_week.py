"""A full week on a small screen: no page of it moves sideways, and in its tables every child has a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pseudo
import pytest
from browsing import BrowserVisitor, Open
from composed import composed
from flask import Flask
from program import ALL

from trajectplan.chapters.childcare import CHILDCARE, found
from trajectplan.plan.document import Plan
from trajectplan.web.services import NAME

CARDS = {
    "week_on_paper": found.hours_cards,
    "gaps_on_paper": found.gap_cards,
    "changes_on_paper": found.change_cards,
    "closed_on_paper": found.closed_cards,
    "jobs_on_paper": found.job_cards,
}
NARROWEST, MANY = 320, 20
A_TIME = re.compile(r"^\d{1,2}:\d\d–\d{1,2}:\d\d$")
Opened = Callable[..., BrowserVisitor]


def full_week() -> Plan:
    """A family of three children whose whole week goes on paper."""
    plan = composed("three_children")
    return plan.with_answers({name: [card.key for card in cards(plan, {})] for name, cards in CARDS.items()})


@pytest.fixture
def looking(app: Flask, open_browser: Open) -> Opened:
    """Somebody with a full week who looks at it on a screen so wide, in a language."""

    def come(width: int, language: str = "nl") -> BrowserVisitor:
        visitor = open_browser(width)
        plan = replace(full_week(), language=language)
        assert visitor.come_back(app.extensions[NAME].store.create(plan).kept.code) == 200
        return visitor

    return come


def check(visitor: BrowserVisitor) -> str:
    """The address of her answers about her week."""
    return visitor.address("wizard.check", chapter=ALL.index(CHILDCARE) + 1)


def views(visitor: BrowserVisitor) -> list[str]:
    """The addresses of all parts of the print view."""
    visitor.go("/print/view")
    links = [link.get("href", "") for link in visitor.page.all("a")]
    return [link for link in links if link.startswith("/print/view/")]


slowly = pytest.mark.soak


@pytest.mark.parametrize(
    ("width", "language"),
    [
        (NARROWEST, "en"),
        pytest.param(NARROWEST, "nl", marks=slowly),
        pytest.param(NARROWEST, pseudo.MIRRORED, marks=slowly),
        pytest.param(NARROWEST, pseudo.LONG, marks=slowly),
        pytest.param(412, pseudo.MIRRORED, marks=slowly),
    ],
)
def test_no_page_of_a_full_week_moves_sideways(looking: Opened, width: int, language: str) -> None:
    visitor = looking(width, language)
    visitor.with_axe = width == NARROWEST
    tables = 0
    for page in (check(visitor), *views(visitor)):
        assert visitor.go(page) == 200
        tables += visitor.tab.locator("table").count()
    assert visitor.wrong == [], "\n".join(visitor.wrong)
    assert tables > 2


def test_a_table_that_is_too_wide_moves_in_a_box_of_its_own_by_keyboard(looking: Opened) -> None:
    visitor = looking(NARROWEST)
    moved = 0
    for page in views(visitor):
        visitor.go(page)
        for box in visitor.tab.locator(".scroll").all():
            if box.evaluate("(box) => box.scrollWidth > box.clientWidth"):
                assert visitor.tab.locator(f"#{box.get_attribute('aria-labelledby')}").inner_text().strip()
                box.focus()
                visitor.tab.keyboard.press("ArrowRight")
                visitor.tab.wait_for_function("(box) => box.scrollLeft > 0", arg=box.element_handle())
                moved += 1
    assert moved > 0


def test_where_reading_goes_from_right_to_left_no_time_is_cut_in_two(looking: Opened) -> None:
    visitor = looking(NARROWEST, pseudo.MIRRORED)
    assert visitor.go(check(visitor)) == 200
    times = visitor.tab.locator("main bdi").filter(has_text=A_TIME)
    assert times.count() > MANY
    cut = times.evaluate_all(
        "found => found.filter(each => each.getClientRects().length > 1).map(each => each.outerHTML)"
    )
    assert cut == []


@pytest.mark.parametrize("width", [NARROWEST, pytest.param(1280, marks=slowly)])
def test_every_child_has_a_line_of_its_own_in_the_table_of_a_week(looking: Opened, width: int) -> None:
    visitor = looking(width)
    weeks = 0
    for page in (check(visitor), *views(visitor)):
        visitor.go(page)
        drawn = "table:has(td:nth-child(2)):has-text('Bloem: ')"
        for cell in visitor.tab.locator(f"{drawn} >> css=tbody tr:first-child td:nth-child(2)").all():
            lines = cell.inner_text().split("\n")
            assert [line.partition(":")[0] for line in lines] == ["A", "Bloem", "C"]
            weeks += 1
    assert weeks == 4, "an odd and an even week, to check and on paper"

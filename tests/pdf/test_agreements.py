"""The page for agreements: one page with room to write, whatever the language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf.proofs.layout import smallest
from pdf.proofs.proving import prove
from pdf.proofs.structure import outline, read, structure, tables
from pdf.stories import drawn, paper
from reportlab.lib.units import mm

from trajectplan.pdf.agreements import (
    HIGHEST,
    LEAST_ROWS,
    LOWEST,
    MOST_ROWS,
    agreements_story,
    rows_for,
    shared,
    widths_of,
)
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.wording import AGREEMENT_COLUMNS, SIDES

PAPERS = {
    "nl": paper("nl"),
    "pair": paper("en", "nl"),
    "mirrored": paper("ar", "nl"),
}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("own_name", ["", "Mevrouw Voorbeeld"])
def test_it_is_one_page_with_room_to_write(name: str, own_name: str) -> None:
    on = PAPERS[name]
    pdf = drawn(agreements_story(own_name, on), on)
    prove(pdf, name)
    assert len(read(pdf).pages) == 1
    agreed, sides = tables(pdf)
    assert [len(agreed[0]), len(sides), len(sides[0])] == [len(AGREEMENT_COLUMNS), 2, len(SIDES)]
    assert [row[0].text for row in agreed[1:]] == [str(number) for number in range(1, len(agreed))]
    assert LEAST_ROWS <= len(agreed) - 1 <= MOST_ROWS
    assert all(cell.header and cell.scope == "Column" for cell in agreed[0])
    assert all(row[0].scope == "Row" for row in agreed[1:])


def test_a_name_is_on_it_only_when_she_gave_one() -> None:
    on = paper("nl")
    assert "Voorbeeld" in structure(drawn(agreements_story("Mevrouw Voorbeeld", on), on)).text
    assert "Voorbeeld" not in structure(drawn(agreements_story("", on), on)).text


def test_in_large_print_every_agreement_is_a_table_of_its_own() -> None:
    on = paper("nl", large=True)
    pdf = drawn(agreements_story("", on), on)
    prove(pdf)
    *agreed, _sides = tables(pdf)
    assert [len(table) for table in agreed] == [len(AGREEMENT_COLUMNS)] * LEAST_ROWS
    assert [table[0][1].text for table in agreed] == ["1", "2", "3"]
    assert all(row[0].scope == "Row" for table in agreed for row in table)


@pytest.mark.parametrize("languages", [("en", "nl"), ("ar", "nl")])
def test_in_large_print_every_agreement_stays_on_one_page_in_large_letters(languages: tuple[str, ...]) -> None:
    on = paper(*languages, large=True)
    pdf = drawn(agreements_story("", on), on)
    prove(pdf)
    assert min(smallest(pdf)) >= on.look.body.size
    *agreed, _sides = structure(pdf).all("Table")
    assert len(agreed) == LEAST_ROWS
    for table in agreed:
        assert len({piece.page for piece in table.pieces}) == 1


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("languages", [("nl",), ("en", "nl"), ("ar", "nl")])
def test_in_large_print_the_lines_to_fill_in_fill_their_page(languages: tuple[str, ...], lines: int) -> None:
    on = paper(*languages, large=True)
    on = replace(on, foot=lines * len(languages) * on.look.foot.leading)
    pdf = drawn(agreements_story("", on), on)
    prove(pdf)
    *_agreed, sides = tables(pdf)
    assert [len(row) for row in sides] == [2] * len(SIDES)
    for number in {piece.page for table in structure(pdf).all("Table") for piece in table.pieces}:
        page = read(pdf).pages[number]
        feet = [*(shape.box[1] for shape in page.shapes), *(glyph.y for glyph in page.glyphs)]
        assert on.bottom <= min(feet) < on.bottom + 4 * mm


def test_headings_come_in_order() -> None:
    on = paper("nl")
    assert [level for level, _title in outline(drawn(agreements_story("", on), on))] == [1, 2]


def test_no_word_of_a_heading_is_cut() -> None:
    widths = widths_of(AGREEMENT_COLUMNS, paper("nl"))
    assert widths is not None
    assert sum(widths) == pytest.approx(WIDTH)


@given(st.floats(0, 800))
def test_the_table_takes_the_room_there_is(free: float) -> None:
    rows, height = rows_for(free)
    assert LEAST_ROWS <= rows <= MOST_ROWS
    assert LOWEST <= height <= HIGHEST
    assert rows * height <= free or (rows, height) == (LEAST_ROWS, LOWEST)


@given(st.lists(st.tuples(st.floats(1, 50), st.floats(0, 60)), min_size=1, max_size=9))
def test_widths_are_shared_and_none_is_too_narrow(columns: list[tuple[float, float]]) -> None:
    shares, least = [share for share, _low in columns], [low for _share, low in columns]
    found = shared(300, shares, least)
    if sum(least) > 300:
        assert found is None
        return
    assert found is not None
    assert sum(found) == pytest.approx(300) or found == pytest.approx(least)
    assert all(width >= low - 1e-6 for width, low in zip(found, least, strict=True))

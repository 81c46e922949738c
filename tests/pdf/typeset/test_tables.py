"""Columns and tables: they break between lines, keep their order in both directions, and lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf.proofs.layout import lines
from pdf.proofs.rules import check_structure, structure_faults
from pdf.proofs.structure import artifact_texts, read, structure, table_rows, texts
from pdf.proofs.validators import check_ua
from pdf.typeset.sheets import BODY, EDGE, flowed, folded, shown, told, words

from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.tables import Columns, Table, TableRow, TableStyle, stack_height, starts
from trajectplan.pdf.typeset.text import TALLEST, Words

FEW = settings(max_examples=40)
LONG = "een twee drie vier vijf zes zeven acht negen tien "
LABEL = replace(BODY, bold=True, keeps=True)
LINE = BODY.leading
typed = st.text(st.sampled_from("abcdeé שלוםمرحبا 12.-,\n"), max_size=120)
cells = st.lists(typed, max_size=3)
directions = st.sampled_from(("ltr", "rtl"))


def stack(*given: str) -> list[Words]:
    return [words(text, direction="auto") for text in given]


def grid(*rows: list[str], head: bool = True, **more: Any) -> Table:
    """A table of short texts; the first row names the columns."""
    made = [
        TableRow([stack(text) if text else [] for text in row], head=head and not at) for at, row in enumerate(rows)
    ]
    return Table(made, [100] * len(rows[0]), **more)


def grounds(pdf: bytes, page: int = 0) -> list[tuple[float, ...]]:
    """The grey boxes of a page."""
    return [shape.box for shape in read(pdf).pages[page].shapes if not shape.stroked]


def rules(pdf: bytes, page: int = 0) -> list[tuple[int, ...]]:
    """The level lines of a page, from the top."""
    boxes = [shape.box for shape in read(pdf).pages[page].shapes if shape.stroked and shape.box[2] - shape.box[0] > 1]
    return sorted((tuple(round(edge) for edge in box) for box in boxes), key=lambda box: -box[1])


# Columns --------------------------------------------------------------------------------------------------------------


@FEW
@given(st.lists(cells, min_size=1, max_size=3), directions, st.floats(90, 200))
def test_columns_lose_nothing_over_pages(given_cells: list[list[str]], direction: str, height: float) -> None:
    widths = [90.0] * len(given_cells)
    columns = Columns([stack(*cell) for cell in given_cells], widths, gap=10, direction=direction)
    pdf = flowed([words("#"), columns], 290, height)
    typed_letters = sorted(folded("#" + "".join(printable(text) for cell in given_cells for text in cell)))
    assert sorted(told(pdf).replace(" ", "")) == [letter for letter in typed_letters if letter != " "]
    assert not structure_faults(pdf)


@pytest.mark.parametrize(("direction", "lefts"), [("ltr", [0, 120]), ("rtl", [60, 0])])
def test_the_first_column_stands_where_a_reader_begins(direction: str, lefts: list[float]) -> None:
    assert starts([110, 50], 10, direction) == lefts
    pdf = flowed([Columns([stack("een"), stack("twee")], [110, 50], gap=10, direction=direction)], 300)
    assert [round(line.box[0] - EDGE) for line in lines(pdf)] == [pytest.approx(left, abs=1) for left in lefts]
    assert texts(pdf) == ["een", "twee"]


def test_a_ground_reaches_over_all_columns_and_text_keeps_off_its_edges() -> None:
    more: dict[str, Any] = {"gap": 10, "tint": True, "rule": True, "pad": 5, "inset": 4}
    pdf = flowed([Columns([stack("een"), stack(LONG)], [110, 50], **more)], 300)
    check_structure(pdf)
    ((left, bottom, right, top),) = grounds(pdf)
    assert (left, right) == (EDGE, EDGE + 170)
    for line in lines(pdf):
        assert bottom + 5 < line.box[1] < line.box[3] < top - 5
        assert left + 4 <= line.box[0] < line.box[2] <= right - 4
    assert rules(pdf) == [(50, 750, 220, 750)]


def test_columns_that_go_on_have_no_second_line_above() -> None:
    columns = Columns([stack(LONG * 5), stack("kort")], [80, 80], rule=True, tint=True, pad=4, inset=2)
    pdf = flowed([columns], 200, 100)
    assert len(read(pdf).pages) > 2
    assert [len(rules(pdf, page)) for page in range(3)] == [1, 0, 0]
    assert [len(grounds(pdf, page)) for page in range(3)] == [1, 1, 1]
    check_structure(pdf)
    assert len(structure(pdf).nodes) == 2


def test_low_columns_are_moved_as_a_whole() -> None:
    columns = Columns([stack(LONG)], [60], whole=200)
    assert columns.split(60, 50) == []
    pieces = Columns([stack(LONG)], [60], whole=30).split(60, 50)
    assert [part.wrap(60, 0)[1] for part in pieces] == [3 * LINE, 2 * LINE]
    pdf = flowed([words("a\nb"), columns], 60, columns.height_at(60) + LINE)
    assert {line.page for line in lines(pdf) if line.text.strip() not in "ab"} == {1}


def test_columns_that_fit_are_not_broken() -> None:
    columns = Columns([stack(LONG)], [60])
    assert columns.broken_at(60, columns.height_at(60) + 0.001) == [columns]


def test_a_column_never_ends_with_a_label() -> None:
    cell = [words("een\ntwee"), words("Waarom", LABEL), words("a\nb\nc")]
    pieces: list[Any] = Columns([cell, stack("x")], [60, 60]).split(130, 4 * LINE)
    assert [[part.text for part in piece.cells[0]] for piece in pieces] == [["een\ntwee"], ["Waarom", "a\nb\nc"]]


HEADING = replace(BODY, tag="H2", keeps=True)


def test_a_heading_is_never_broken_where_a_page_can_hold_it() -> None:
    heading = words("a\nb\nc\nd", HEADING)
    assert heading.broken_at(100, 2 * BODY.leading) == [heading]
    for cells in ([[heading]], [[heading], [words("a", HEADING)]], [[words("a\nb\nc\nd\ne")], [heading]]):
        columns = Columns(cells, [100] * len(cells))
        assert columns.broken_at(100, 2 * BODY.leading) == [columns]


def test_headings_that_no_page_can_hold_are_broken_all_the_same() -> None:
    lines_of_it = int(TALLEST / BODY.leading)
    for texts_of_it in (["a\n" * 2 * lines_of_it], ["a\n" * (lines_of_it - 5), "b\n" * (lines_of_it - 5)]):
        columns = Columns([[words(text.strip(), HEADING) for text in texts_of_it]], [100])
        pdf = flowed([words("vooraf"), columns], 100, 700)
        assert told(pdf).split() == ["vooraf", *"".join(texts_of_it).split()]
        assert len(read(pdf).pages) > 1


def test_space_above_counts_between_paragraphs_only() -> None:
    spaced = replace(BODY, before=6)
    assert stack_height([words("a", spaced), words("b", spaced)], 100) == 2 * LINE + 6
    assert stack_height([], 100) == 0


# Tables ---------------------------------------------------------------------------------------------------------------


@FEW
@given(
    st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=6),
    directions,
    st.integers(0, 2),
    st.floats(150, 300),
)
def test_tables_lose_nothing_over_pages(rows: list[list[list[str]]], direction: str, heads: int, height: float) -> None:
    """Heads are short, as those of every table are."""
    head = [TableRow([stack("Wat"), stack("Hoe")], head=True) for _number in range(heads)]
    body = [TableRow([stack(*cell) for cell in row], least=20) for row in rows]
    table = Table([*head, *body], [90, 90], direction=direction, named=True, style=TableStyle(whole=80))
    pdf = flowed([words("#"), table], 290, height)
    typed_letters = "#" + "WatHoe" * heads + "".join(printable(text) for row in rows for cell in row for text in cell)
    assert sorted(told(pdf).replace(" ", "")) == sorted(folded(typed_letters).replace(" ", ""))
    (found,) = structure(pdf).all("Table")
    assert len(found.nodes) == heads + len(rows)
    assert not structure_faults(pdf)
    for row, made in zip(table_rows(found)[heads:], rows, strict=True):
        assert ["".join(folded(cell.text).split()) for cell in row] == [
            "".join(folded(" ".join(printable(text) for text in cell)).split()) for cell in made
        ]


def test_heads_of_columns_and_rows_say_what_they_head() -> None:
    pdf = flowed([grid(["Wat", "Wie"], ["bellen", "ik"], ["", ""], named=True)], 300)
    (rows,) = map(table_rows, structure(pdf).all("Table"))
    assert [[(cell.text, cell.header, cell.scope) for cell in row] for row in rows] == [
        [("Wat", True, "Column"), ("Wie", True, "Column")],
        [("bellen", True, "Row"), ("ik", False, None)],
        [("", True, "Row"), ("", False, None)],
    ]
    check_structure(pdf)
    check_ua(pdf)


def test_heads_come_again_on_every_page_and_are_read_once() -> None:
    pdf = flowed([grid(["Wat", "Wie"], *([f"stap {number}", "ik"] for number in range(20)))], 300, 100)
    check_structure(pdf)
    pages = len(read(pdf).pages)
    assert pages > 4
    assert texts(pdf).count("Wat") == 1
    assert artifact_texts(pdf) == ["", *["WatWie"] * (pages - 1)]
    assert all(len(grounds(pdf, page)) == 1 for page in range(pages))
    check_ua(pdf)


def test_a_row_that_goes_on_is_one_row() -> None:
    table = grid(["Wat", "Wie"], ["kort", LONG * 12], ["slot", "x"], style=TableStyle(whole=40))
    pdf = flowed([table], 300, 120)
    check_structure(pdf)
    (rows,) = map(table_rows, structure(pdf).all("Table"))
    assert [[" ".join(cell.text.split()) for cell in row] for row in rows] == [
        ["Wat", "Wie"],
        ["kort", (LONG * 12).strip()],
        ["slot", "x"],
    ]
    assert len({line.page for line in lines(pdf) if line.block.tag == "P" and "drie" in line.text}) > 2
    check_ua(pdf)


def test_no_line_is_drawn_where_a_row_goes_on() -> None:
    table = grid(["Wat"], [LONG * 5], ["slot"], style=TableStyle(whole=40, grid=False))
    pdf = flowed([table], 300, 120)
    tops = [len(rules(pdf, page)) for page in range(len(read(pdf).pages))]
    # Above the head, above the row, at the foot; then above the head that comes again, at the foot, and so on.
    assert tops[0] == 3
    assert sum(tops) == 3 + 2 * (len(tops) - 1) + 1


def test_a_low_row_is_moved_as_a_whole_and_keeps_its_room() -> None:
    row = TableRow([stack("kort")], least=100)
    table = Table([TableRow([stack("Wat")], head=True), row, replace(row, boxes=[])], [100], style=TableStyle(whole=40))
    first, rest = table.broken_at(100, 200)
    assert [len(piece.rows) for piece in (first, rest)] == [2, 2]
    assert rest.height_at(100) == table.height_at(100) - 100
    assert first.height_at(100) == rest.height_at(100)


def test_a_table_stays_whole_where_no_row_fits() -> None:
    table = grid(["Wat"], ["een\ntwee\ndrie"])
    assert table.broken_at(100, 40) == [table]
    assert table.split(100, 40) == []
    assert table.broken_at(100, 1000) == [table]
    assert table.first_height() == table.height_at(100)


def test_only_the_heads_that_begin_a_table_are_repeated() -> None:
    rows = [
        TableRow([stack(text)], head=text.isupper())
        for text in ("WAT", "a", "b", "c", "MEER", "d", "e", "f", "g", "h", "i")
    ]
    table = Table(rows, [100])
    pdf = flowed([table], 100, 70)
    check_structure(pdf)
    assert texts(pdf) == ["WAT", "a", "b", "c", "MEER", "d", "e", "f", "g", "h", "i"]
    assert set(artifact_texts(pdf)) == {"", "WAT"}


@pytest.mark.parametrize(("direction", "first"), [("ltr", "Wat"), ("rtl", "Wie")])
def test_a_table_is_mirrored_from_right_to_left(direction: str, first: str) -> None:
    pdf = flowed([grid(["Wat", "Wie"], ["bellen", "ik"], direction=direction)], 300)
    assert texts(pdf) == ["Wat", "Wie", "bellen", "ik"]
    assert min(lines(pdf), key=lambda line: (-round(line.box[3], -1), line.box[0])).text == first
    style = TableStyle()
    room = style.left if direction == "ltr" else style.right
    assert min(glyph.x for glyph in shown(pdf)) == pytest.approx(EDGE + room, abs=0.1)


def test_every_cell_stands_between_its_lines() -> None:
    pdf = flowed([grid(["Wat", "Wie"], ["een\ntwee", "drie"], direction="rtl")], 300)
    upright = sorted({round(shape.box[0]) for shape in read(pdf).pages[0].shapes if shape.box[2] - shape.box[0] < 1})
    assert upright == [50, 150, 250]
    level = [box[1] for box in rules(pdf)]
    assert len(level) == 3
    for line in lines(pdf):
        assert any(below < line.box[1] and line.box[3] < above for above, below in pairwise(level))


# In ReportLab's hands -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda: Columns([stack(LONG * 3), stack(LONG)], [80, 80]),
        lambda: grid(["Wat"], ["een"], [LONG * 6], style=TableStyle(whole=40)),
        lambda: words(LONG * 3),
    ],
)
def test_what_was_moved_to_the_next_page_may_be_broken_there(make: Callable[[], Any]) -> None:
    pdf = flowed([words("a\nb\nc\nd\ne"), make(), make()], 100, 100)
    check_structure(pdf)
    assert told(pdf).count("tien") >= 6

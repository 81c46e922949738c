"""What a file of corrections says, row by row: nothing is cut, glued together or passed over without a reason."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final
from unicodedata import decimal

from trajectplan.reviewing import COLUMNS

__all__ = ["MOST_BYTES", "MOST_LETTERS", "Correction", "WorkbookError", "corrections_in"]

MOST_BYTES: Final = 4 * 1024 * 1024
"""A file is no longer; the whole review of a language is half a megabyte, in UTF-16 somewhat more."""
MOST_LETTERS: Final = 2000
"""A better text is no longer; the longest text of any language has less than 300."""
NUMBER, PLACE, ENGLISH, DUTCH, TRANSLATION, BETTER = (name.casefold() for name in COLUMNS)
BESIDE: Final = (ENGLISH, DUTCH, TRANSLATION)
PAIR: Final = (NUMBER, BETTER)
TABLE: Final = (NUMBER, PLACE, *BESIDE, BETTER)
LEAST_OF_TABLE: Final = 4
"""So many columns of a table of the review are never empty."""
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheet programs begin, new and old."""
SIGNS: Final = {"\t": "a tab", ";": "“;”", ",": "“,”"}
"""What stands between two cells."""
SAYS_SIGN: Final = re.compile(r"\s*\"?sep=([\t;,])", re.IGNORECASE)
"""The line before all others by which some spreadsheets know it."""
ROW: Final = re.compile(r"(?:^|[\r\n])[ \"]*(?:number|\d{5,}[a-z]?)[ \"]*([\t;,])", re.IGNORECASE)
"""How a row begins: with a number, or with the head of that column."""
ROW_WITHIN: Final = re.compile(r"[\r\n][ \"]*\d{6,}[a-z]?[ \"]*[\t;,]")
"""Found in a cell, it holds the rows below it: its quotation mark was never closed."""
QUOTES: Final = "a quotation mark stands alone: put the whole text between two, and double those inside it"
LINE_BREAK: Final = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n)[ \t]*)+")
MARK: Final = re.compile("(?<=[\r\n])\ufeff")
"""Begins a file, also one that was put behind another."""


class WorkbookError(ValueError):
    """A file of a spreadsheet program, where a table as text is needed."""


class RowError(ValueError):
    """A row that can't be used; its text says why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: a number, and a better text, that it is good, or nothing.

    ``beside`` is what stands beside it, by the name of its column: what it was read against.
    """

    line: int
    number: str
    better: str
    beside: Mapping[str, str] = field(default_factory=dict)


def corrections_in(content: bytes) -> tuple[list[Correction], list[str]]:
    """The rows of a file of corrections, and those that are none, each with its reason.

    A spreadsheet may have written the file: with a mark before it, in UTF-16, with quotes, with ``;`` or ``,`` between,
    with a title above the heads, with columns in another order. A line break inside a cell counts as a space.
    Raises ``UnicodeError``, or ``WorkbookError`` for a workbook.
    """
    if content.startswith(WORKBOOKS):
        raise WorkbookError
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = MARK.sub("", content.decode(encoding))
    sign = _sign(text)
    rows = list(_rows(text, sign))
    first_head = next((place for place, (_line, cells) in enumerate(rows) if cells and _is_head(cells)), 0)
    found: list[Correction] = []
    refused: list[str] = []
    head: Sequence[str] = ()
    for place, (line, cells) in enumerate(rows):
        if cells is None:
            refused.append(f"line {line}: {QUOTES}")
            continue
        try:
            if _is_head(cells):
                head = _head(cells)
            elif not _is_title(cells, before_head=place < first_head):
                found.append(_correction(line, cells, head, sign))
        except RowError as why:
            refused.append(f"line {line}: {why}")
    return found, refused


def _sign(text: str) -> str:
    """What stands between the cells: what the file says of itself, else what is behind the most numbers."""
    if said := SAYS_SIGN.match(text):
        return said[1]
    begun = Counter(ROW.findall(text))
    heads = next((line for line in text.splitlines() if NUMBER in line.casefold()), "")
    return max(SIGNS, key=lambda sign: (begun[sign], heads.count(sign)))


def _rows(text: str, sign: str) -> Iterator[tuple[int, list[str] | None]]:
    """The cells of every row that has any, with the number of its first line; none where quotes are wrong."""
    # Only what ends a line may end a row: ``splitlines`` knows signs that stand inside a text.
    table = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True, skipinitialspace=True)
    while True:
        line = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if any(map(ROW_WITHIN.search, cells)):
            yield line, None
        elif kept := _without_end([LINE_BREAK.sub(" ", cell).strip() for cell in cells]):
            yield line, kept


def _without_end(cells: Sequence[str]) -> list[str]:
    """Cells up to the last that holds something: some spreadsheets leave empty ones out, some add them."""
    return list(cells[: max((place for place, cell in enumerate(cells, 1) if cell), default=0)])


# Heads ----------------------------------------------------------------------------------------------------------------


def _is_head(cells: Sequence[str]) -> bool:
    return NUMBER in map(str.casefold, cells) and not cells[0][:1].isdecimal()


def _is_title(cells: Sequence[str], *, before_head: bool) -> bool:
    """Whether a row only tells what the table is, or what stands between its cells."""
    if not cells[0] or any(cells[1:]):
        return False
    return cells[0].casefold().startswith("sep=") or (before_head and not cells[0][:1].isdecimal())


def _head(cells: Sequence[str]) -> Sequence[str]:
    """The names of the columns. Raises ``RowError`` where a better text would have no place, or two."""
    names = [cell.casefold() for cell in cells]
    if names[0] == NUMBER and len(names) <= len(PAIR) and not {*names[1:]} & {*TABLE}:
        return PAIR
    for name in PAIR:
        if names.count(name) != 1:
            raise RowError(f"there must be one column “{name}”, and there are {names.count(name)}")
    if twice := [name for name, count in Counter(names).items() if name and count > 1]:
        raise RowError(f"two columns have the name “{twice[0]}”")
    return names


def _columns(cells: Sequence[str], head: Sequence[str]) -> Sequence[str]:
    """The names of the cells of a row: as the head says, else by how many there are. Raises ``RowError``."""
    # Nobody leaves the English out: a row of two under the heads of a table is a number with a better text.
    if len(cells) <= len(head) and (len(cells) != len(PAIR) or head[1] != PLACE):
        return head
    if len(cells) <= len(PAIR):
        return PAIR
    if LEAST_OF_TABLE <= len(cells) <= len(TABLE):
        return TABLE
    raise RowError(f"{len(cells)} columns; there are 2 (number, better text) or 6")


# Rows -----------------------------------------------------------------------------------------------------------------


def _correction(line: int, cells: Sequence[str], head: Sequence[str], sign: str) -> Correction:
    """What a row says. Raises ``RowError``."""
    if (other := ROW.match(cells[0])) and other[1] != sign:
        raise RowError(f"{SIGNS[other[1]]} stands behind the number; in this file it is {SIGNS[sign]}")
    columns = _columns(cells, head)
    if unknown := [name for name, cell in zip(columns, cells, strict=False) if cell and name not in TABLE]:
        raise RowError(f"something stands under “{unknown[0]}”; a review has the columns {', '.join(COLUMNS)}")
    said = dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True))
    if len(said[BETTER]) > MOST_LETTERS:
        raise RowError(f"a text of {len(said[BETTER])} letters; it may have {MOST_LETTERS}")
    number = "".join(str(decimal(digit, digit)) for digit in said[NUMBER].lower())
    return Correction(line, number, said[BETTER], {name: said[name] for name in BESIDE if name in said})

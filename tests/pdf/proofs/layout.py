"""Where everything stands on the paper, and what a printed page must never do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from pdf.proofs.content import Glyph, PageContent, visible
from pdf.proofs.embedded import Box
from pdf.proofs.structure import BLOCKS, Node, Piece, Reading, read

MM: Final = 72 / 25.4
SLACK: Final = 1.5
"""Points by which ink may reach over a margin: a round letter, a rule of a table."""
SHORT_ROW: Final = 35 * MM
"""A row of a table that is lower than this stays on one page."""
PILE: Final = 3
"""No language puts so many marks on a letter."""

ROOM_TO_WRITE = 40.0
"""A line to write on by pen stands at most so many points below its heading."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres that stay free of what is read; artifacts such as the foot may go down to ``paper``."""

    left: float = 20
    """Room for the holes of a ring binder."""
    right: float = 15
    top: float = 15
    bottom: float = 15
    paper: float = 5
    """What printers can't reach."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one block. Points from the lower left corner of the page; pages count from 0."""

    page: int
    block: Node
    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        """The box round its ink; round its pen where it leaves none."""
        return round_boxes([box for _glyph, box in visible(self.glyphs)] or [_pen(self.glyphs[0])])

    @property
    def text(self) -> str:
        """Its characters in the order of the content."""
        return "".join(glyph.text or "" for glyph in self.glyphs)


def lines(pdf: bytes) -> list[Line]:
    """Every line of text that is read, block by block in reading order; lines of artifacts aren't among them."""
    return [line for node in read(pdf).tree.walk() for line in lines_of(node)]


def lines_of(block: Node) -> list[Line]:
    """The lines of what a block itself shows, without those of the blocks inside it."""
    if block.tag not in BLOCKS:
        return []
    by_page: dict[int, list[Glyph]] = {}
    for piece in _own_pieces(block):
        by_page.setdefault(piece.page, []).extend(piece.glyphs)
    return [Line(page, block, tuple(group)) for page, glyphs in by_page.items() for group in _on_lines(glyphs)]


def smallest(pdf: bytes) -> list[float]:
    """The smallest size in points of the letters on each page, artifacts included; 0 for a page without any."""
    return [min((glyph.size for glyph, _box in visible(page.glyphs)), default=0.0) for page in read(pdf).pages]


def check_layout(pdf: bytes, name: str = "", margins: Margins | None = None) -> None:
    """Raise AssertionError with all that is wrong on the paper.

    Something over the margins, a lone heading or head of a table at the foot of a page, a single line of a paragraph at
    foot or head, text over text, a rule through text, a short row on two pages, an empty page.
    """
    faults = layout_faults(pdf, margins)
    assert not faults, "\n".join([f"{name or 'The PDF'} isn't well laid out:", *faults])


def layout_faults(pdf: bytes, margins: Margins | None = None) -> list[str]:
    """The faults that ``check_layout`` raises, in words."""
    reading = read(pdf)
    found = lines(pdf)
    faults: list[str] = []
    for number, page in enumerate(reading.pages):
        here = [line for line in found if line.page == number]
        problems = [*_outside(page, margins or Margins()), *_overlaps(here), *_ruled_through(page)]
        if not here and not any(shape.mark.mcid is not None for shape in page.shapes):
            problems.append("nothing is read on it")
        faults += [f"page {number + 1}: {problem}" for problem in problems]
    return [*faults, *_lone_headings(reading), *_single_lines(reading), *_broken_tables(reading)]


def _own_pieces(block: Node) -> Iterator[Piece]:
    for kid in block.kids:
        if isinstance(kid, Piece):
            yield kid
        elif kid.tag not in BLOCKS:
            yield from _own_pieces(kid)


def _on_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of a block on one page, line by line: a lifted mark belongs to the line it stands at."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        if found and abs(found[-1][0].y - glyph.y) < 0.5 * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _pen(glyph: Glyph) -> Box:
    return glyph.x, glyph.y, glyph.x + glyph.width, glyph.y


def round_boxes(boxes: Sequence[Box]) -> Box:
    """The smallest box round all of them."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def shown(text: str) -> str:
    """The beginning of a text, for a message."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


# The page -------------------------------------------------------------------------------------------------------------


def _outside(page: PageContent, margins: Margins) -> Iterator[str]:
    """What reaches over the margins: each side once, with the words that do."""
    read_area = _area(page, margins.left, margins.bottom, margins.right, margins.top)
    paper = _area(page, margins.paper, margins.paper, margins.paper, margins.paper)
    over: dict[str, str] = {}
    for glyph, box in visible(page.glyphs):
        for side in _over(box, paper if glyph.mark.artifact else read_area):
            over[side] = over.get(side, "") + (glyph.text or "?")
    for shape in page.shapes:
        for side in _over(shape.box, paper if shape.mark.artifact else read_area):
            over[f"{side} (drawn)"] = f"{shape.kind} {tuple(round(edge) for edge in shape.box)}"
    yield from (f"{shown(words)} stands over the {side} margin" for side, words in over.items())


def _area(page: PageContent, left: float, bottom: float, right: float, top: float) -> Box:
    return left * MM, bottom * MM, page.width - right * MM, page.height - top * MM


def _over(box: Box, area: Box) -> Iterator[str]:
    if box[0] < area[0] - SLACK:
        yield "left"
    if box[1] < area[1] - SLACK:
        yield "bottom"
    if box[2] > area[2] + SLACK:
        yield "right"
    if box[3] > area[3] + SLACK:
        yield "top"


def _overlaps(found: Sequence[Line]) -> Iterator[str]:
    """Lines whose letters stand in each other, and letters of one line that stand in the same place."""
    boxes = [(line, line.box) for line in found]
    for (one, one_box), (other, other_box) in combinations(boxes, 2):
        if _common(one_box, other_box) and any(
            _collide(first, second, 0.2) for first in _boxes(one) for second in _boxes(other)
        ):
            yield f"{shown(one.text)} and {shown(other.text)} stand over each other"
    for line in found:
        letters = sorted((box for glyph, box in visible(line.glyphs) if _is_letter(glyph)), key=lambda box: box[0])
        if any(_collide(first, second, 0.7) for first, second in pairwise(letters)):
            yield f"letters of {shown(line.text)} stand over each other"


def _boxes(line: Line) -> Iterator[Box]:
    """The boxes of its glyphs, without marks piled on others: who piles marks wants them to stand in each other."""
    marks = 0
    for glyph in line.glyphs:
        marks = marks + 1 if _is_mark(glyph) else 0
        if glyph.ink and marks < PILE:
            yield glyph.ink


def _is_mark(glyph: Glyph) -> bool:
    return bool(glyph.text) and unicodedata.category((glyph.text or "")[0])[0] == "M"


def _is_letter(glyph: Glyph) -> bool:
    return bool(glyph.text) and unicodedata.category((glyph.text or "")[0])[0] in "LN"


def _common(one: Box, other: Box) -> float:
    """The area in square points that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def _collide(one: Box, other: Box, share: float) -> bool:
    """Whether they share more than this part of the smaller."""
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return _common(one, other) > share * max(smaller, 0.5)


def _ruled_through(page: PageContent) -> Iterator[str]:
    """Rules, and edges of boxes and grounds, that run through letters: where a row is cut, they do."""
    edges = {edge for shape in page.shapes for edge in shape.edges}
    level = [edge for edge in edges if edge[3] - edge[1] < 0.1]
    upright = [edge for edge in edges if edge[2] - edge[0] < 0.1]
    cut = ""
    for glyph, (left, bottom, right, top) in visible(page.glyphs):
        low, high = max(bottom, glyph.y) + 0.1 * glyph.size, top - 0.1 * glyph.size
        inset = 0.15 * (right - left)
        if any(low < y < high and start < right - inset and end > left + inset for start, y, end, _y in level) or any(
            left + inset < x < right - inset and start < high and end > low for x, start, _x, end in upright
        ):
            cut += glyph.text or "?"
    if cut:
        yield f"a rule runs through {shown(cut)}"


# From page to page ----------------------------------------------------------------------------------------------------


def _lone_headings(reading: Reading) -> Iterator[str]:
    # What stands inside a heading, a word in another language say, doesn't follow it.
    blocks = [(node, _pages(node)) for node in reading.tree.walk() if node.tag in BLOCKS and not _holds_blocks(node)]
    for (node, pages), (_after, next_pages) in pairwise(blocks):
        if not re.fullmatch("H[1-6]?", node.tag):
            continue
        if pages[0] != pages[-1]:
            yield f"the heading {shown(node.text)} stands on two pages"
        if next_pages[0] != pages[-1] and not _is_written_below(node, reading):
            yield f"the heading {shown(node.text)} stands alone at the foot of page {pages[-1] + 1}"


def _is_written_below(node: Node, reading: Reading) -> bool:
    """Whether a line to write on by pen stands right below it, which is no text."""
    piece = node.pieces[-1]
    foot, left = min(glyph.y for glyph in piece.glyphs), min(glyph.x for glyph in piece.glyphs)
    rules = [edge for shape in reading.pages[piece.page].shapes for edge in shape.edges if edge[3] - edge[1] < 0.1]
    return any(start <= left + 1 and end > left and 0 < foot - y < ROOM_TO_WRITE for start, y, end, _top in rules)


def _holds_blocks(node: Node) -> bool:
    return not any(True for _piece in _own_pieces(node))


def _pages(node: Node) -> list[int]:
    return [piece.page for piece in node.pieces]


def _single_lines(reading: Reading) -> Iterator[str]:
    """Paragraphs that go on on the next page with a single line before or after the break."""
    for node in reading.tree.walk():
        found = lines_of(node)
        counts = {page: sum(line.page == page for line in found) for page in dict.fromkeys(line.page for line in found)}
        if len(counts) > 1:
            yield from (
                f"page {page + 1}: a single line of {shown(node.text)}" for page, count in counts.items() if count == 1
            )


def _broken_tables(reading: Reading) -> Iterator[str]:
    for table in reading.tree.all("Table"):
        rows = [row for row in table.all("TR") if _pages(row)]
        for row, after in pairwise(rows):
            is_head = row is rows[0] and all(cell.tag == "TH" for cell in row.nodes)
            if is_head and _pages(row)[-1] != min(_pages(after)):
                yield f"the head {shown(row.text)} of a table stands alone at the foot of page {_pages(row)[-1] + 1}"
        for row in rows:
            if len(set(_pages(row))) > 1 and _height(row) < SHORT_ROW:
                yield f"the short row {shown(row.text)} stands on two pages"


def _height(row: Node) -> float:
    """The height in points that its parts take together, page by page."""
    found = [line for node in row.walk() for line in lines_of(node)]
    height = 0.0
    for page in {line.page for line in found}:
        _left, bottom, _right, top = round_boxes([line.box for line in found if line.page == page])
        height += top - bottom
    return height

"""The structure tree of a PDF as a screen reader walks through it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from pdf.proofs.content import Fonts, Glyph, PageContent, read_page

BLOCKS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"}
BLOCKS |= {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "LBody", "Figure", "Formula", "Form"}
BLOCKS |= {"Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"}
"""The elements that begin a line of their own; the others run on within the words round them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one element shows under one number on one page."""

    page: int
    mcid: int
    language: str
    glyphs: tuple[Glyph, ...]

    @property
    def fragments(self) -> Iterator[tuple[str, str]]:
        """Pairs of language and text, in the order of the content."""
        span = 0
        for glyph in self.glyphs:
            mark = glyph.mark
            if mark.actual is None:
                yield mark.language or self.language, glyph.text or ""
            elif mark.span != span:
                yield mark.language or self.language, mark.actual
            span = mark.span


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its tag, the language that holds in it, and what is inside in reading order. Pages count from 0."""

    tag: str
    language: str
    alt: str | None
    actual: str | None
    scope: str | None
    objects: int
    """How many annotations it holds, such as the place of a link."""
    kids: tuple[Node | Piece, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The elements right inside."""
        return tuple(kid for kid in self.kids if isinstance(kid, Node))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that is shown in it and in the elements inside, in reading order."""
        return tuple(piece for kid in self.kids for piece in (kid.pieces if isinstance(kid, Node) else (kid,)))

    @property
    def page(self) -> int | None:
        """The page on which it begins; None when it shows nothing."""
        pieces = self.pieces
        return pieces[0].page if pieces else None

    @property
    def text(self) -> str:
        """Its words as they are read; a line of its own for every block inside."""
        return "".join(text for _language, text in self.fragments).strip("\n")

    @property
    def fragments(self) -> Iterator[tuple[str, str]]:
        """Pairs of language and text; a block begins and ends with a line break."""
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield from kid.fragments
            elif kid.actual is not None:
                yield kid.language, kid.actual
            elif kid.tag in BLOCKS:
                yield kid.language, "\n"
                yield from kid.fragments
                yield kid.language, "\n"
            else:
                yield from kid.fragments

    def walk(self) -> Iterator[Node]:
        """The element itself and all inside it."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def all(self, *tags: str) -> list[Node]:
        """The elements inside with one of these tags."""
        return [node for node in self.walk() if node.tag in tags]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its words and, for a header, its scope."""

    text: str
    header: bool
    scope: str | None
    language: str


@dataclass(slots=True)
class Reading:
    """A PDF taken apart once."""

    pdf: pikepdf.Pdf
    """Held open: its fonts are read when they are asked for."""
    tree: Node
    pages: list[PageContent]
    title: str
    language: str
    bookmarks: list[tuple[int, str, int]]
    faults: list[str]
    """What is wrong between the tree and the pages."""


@lru_cache(maxsize=4)
def read(pdf: bytes) -> Reading:
    """Take a PDF apart; raises AssertionError where it has no structure tree."""
    return _Builder(pikepdf.open(BytesIO(pdf))).reading()


def structure(pdf: bytes) -> Node:
    """The root of the tree, most often a Document."""
    return read(pdf).tree


def texts(pdf: bytes) -> list[str]:
    """The words of each block, in reading order and without empty ones; a block inside another stands by itself."""
    return [line for line in read(pdf).tree.text.split("\n") if line.strip()]


def fragments(pdf: bytes) -> list[tuple[str, str]]:
    """Pairs of language and text in reading order; neighbours in one language are joined."""
    joined: list[tuple[str, str]] = []
    for language, text in read(pdf).tree.fragments:
        if joined and joined[-1][0] == language:
            joined[-1] = (language, joined[-1][1] + text)
        elif text.strip():
            joined.append((language, text))
    return [(language, text.strip("\n")) for language, text in joined]


def outline(pdf: bytes) -> list[tuple[int, str]]:
    """The headings in order: level and words."""
    return [(int(node.tag[1]), node.text) for node in read(pdf).tree.walk() if re.fullmatch("H[1-6]", node.tag)]


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """The bookmarks in order: level from 1, title, page from 0."""
    return read(pdf).bookmarks


def tables(pdf: bytes) -> list[list[list[TableCell]]]:
    """Every table as rows of cells, in the order of the tree."""
    return [table_rows(table) for table in read(pdf).tree.all("Table")]


def table_rows(table: Node) -> list[list[TableCell]]:
    """The rows of one table; those of a table inside a cell are left to that one."""
    rows = [row for part in table.nodes for row in ((part,) if part.tag == "TR" else part.nodes) if row.tag == "TR"]
    return [[TableCell(cell.text, cell.tag == "TH", cell.scope, cell.language) for cell in row.nodes] for row in rows]


def artifact_texts(pdf: bytes) -> list[str]:
    """What each page shows that is read to nobody: its foot, and heads of tables that come again."""
    return ["".join(g.text or "" for g in page.glyphs if g.mark.artifact) for page in read(pdf).pages]


class _Builder:
    """Puts tree and pages together, and notes what doesn't fit."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root: Any = pdf.Root.get("/StructTreeRoot")
        assert self.root is not None, "the file has no structure tree"
        fonts: Fonts = {}
        self.pages = [read_page(page, fonts) for page in pdf.pages]
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.parents = dict(_number_tree(self.root.ParentTree)) if "/ParentTree" in self.root else {}
        self.roles = {str(role): str(tag) for role, tag in self.root.get("/RoleMap", {}).items()}
        self.used: Counter[tuple[int, int]] = Counter()
        self.faults: list[str] = []
        self.marked: dict[tuple[int, int], list[Glyph]] = {}
        for number, page in enumerate(self.pages):
            for glyph in page.glyphs:
                if glyph.mark.mcid is not None:
                    self.marked.setdefault((number, glyph.mark.mcid), []).append(glyph)

    def reading(self) -> Reading:
        language = str(self.pdf.Root.get("/Lang", ""))
        tops = [self._node(kid, language, None) for kid in _listed(self.root.get("/K"))]
        tree = tops[0] if len(tops) == 1 else Node("Document", language, None, None, None, 0, tuple(tops))
        self._compare()
        marks = list(self._bookmarks())
        return Reading(self.pdf, tree, self.pages, self._title(), language, marks, self.faults)

    def _node(self, element: Any, language: str, page: Any) -> Node:
        language = str(element.get("/Lang", language))
        page = element.get("/Pg", page)
        tag = str(element.get("/S", "/none"))[1:]
        kids: list[Node | Piece] = []
        objects = 0
        for kid in _listed(element.get("/K")):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                kids.append(self._piece(element, kid, language, page))
            elif kid.get("/Type") == "/OBJR":
                objects += 1
            else:
                if kid.get("/P") is None or kid.P.objgen != element.objgen:
                    self.faults.append(f"{kid.get('/S')} names another parent than {tag}")
                kids.append(self._node(kid, language, page))
        tag = self.roles.get(tag, tag)
        scope = next((str(group.Scope)[1:] for group in _listed(element.get("/A")) if "/Scope" in group), None)
        return Node(tag, language, _words(element, "/Alt"), _words(element, "/ActualText"), scope, objects, tuple(kids))

    def _piece(self, element: Any, kid: Any, language: str, page: Any) -> Piece:
        mcid = kid if isinstance(kid, int) else int(kid.MCID)
        page = page if isinstance(kid, int) else kid.get("/Pg", page)
        number = self.numbers[page.objgen]
        self.used[number, mcid] += 1
        listed = self.parents.get(int(page.get("/StructParents", -1)))
        if listed is None or mcid >= len(listed) or listed[mcid].objgen != element.objgen:
            tag = element.get("/S")
            self.faults.append(f"page {number + 1}: the parent tree doesn't lead from {mcid} back to {tag}")
        return Piece(number, mcid, language, tuple(self.marked.get((number, mcid), ())))

    def _compare(self) -> None:
        for number, page in enumerate(self.pages):
            for mcid, times in Counter(page.mcids).items():
                if times > 1:
                    self.faults.append(f"page {number + 1}: the number {mcid} stands {times} times")
                if self.used[number, mcid] != 1:
                    self.faults.append(f"page {number + 1}: {self.used[number, mcid]} elements hold the content {mcid}")
        shown = {(number, mcid) for number, page in enumerate(self.pages) for mcid in page.mcids}
        lost = [f"page {number + 1}: no content {mcid}" for number, mcid in self.used if (number, mcid) not in shown]
        self.faults += lost

    def _title(self) -> str:
        with self.pdf.open_metadata() as metadata:
            return str(metadata.get("dc:title", ""))

    def _bookmarks(self) -> Iterator[tuple[int, str, int]]:
        with self.pdf.open_outline() as found:
            waiting = [(1, item) for item in reversed(found.root)]
            while waiting:
                level, item = waiting.pop()
                target: Any = item.destination
                if target is None and item.action is not None:
                    target = item.action.get("/D")
                page = self.numbers.get(target[0].objgen, -1) if isinstance(target, pikepdf.Array) else -1
                if page < 0:
                    self.faults.append(f"the bookmark {item.title!r} leads to no page")
                yield level, str(item.title), page
                waiting += [(level + 1, below) for below in reversed(item.children)]


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _words(element: Any, key: str) -> str | None:
    return str(element[key]) if key in element else None


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    numbers = list(node.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True))
    for kid in node.get("/Kids", []):
        yield from _number_tree(kid)

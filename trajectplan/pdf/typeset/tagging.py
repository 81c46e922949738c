"""A canvas that says of everything it draws what it is: content of an element of the structure tree, or an artifact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, cast

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.embedding import FontsOf
from trajectplan.pdf.typeset.shaping import Run
from trajectplan.pdf.typeset.tree import Box, Element, Raw, Tree, text_string

__all__ = ["Box", "Element", "TaggedCanvas", "canvas_of"]

# Pages as bytes, not as letters for a mail of 1990: a fifth smaller and sooner written.
rl_config.useA85 = 0

_LINE: Final = re.compile("_{3,}")
_HEADINGS: Final = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass(slots=True)
class _Link:
    element: Element
    target: str
    box: Box


class TaggedCanvas(Canvas):
    """A canvas whose content is all tagged or an artifact.

    It holds its pages back until the last, then lets ``finish(canvas, page, pages)`` complete each.
    """

    # ReportLab's own, missing in its type stubs.
    _doc: Any
    _annotationrefs: list[Any]
    _code: list[str]
    _startPage: Callable[[], None]  # noqa: N815 (ReportLab's own name)
    _bookmarkReference: Callable[[str], Any]  # noqa: N815 (ReportLab's own name)

    def __init__(self, *arguments: Any, finish: Callable[[TaggedCanvas, int, int], None], **settings: Any) -> None:
        settings["pdfVersion"] = (1, 7)
        super().__init__(*arguments, **settings)
        self.fonts = FontsOf(self._doc)
        self.root = Element("Document", is_placed=True, spoken=settings.get("lang") or "")
        self._encoded: dict[Run, str] = {}
        self._finish = finish
        self._held: list[dict[str, Any]] = []
        self._within = [self.root]
        self._marks_open = 0
        self._owners: list[list[Element]] = []
        self._annotated: list[Element] = []
        self._heading = 0
        self._start_notes()

    def _make_preamble(self) -> None:
        """Begin pages without the font that ReportLab sets, which would not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def setTitle(self, title: str | None) -> None:  # noqa: N802 (ReportLab's own name)
        """Name the document; what no page could show stands there by its name, as on the pages."""
        super().setTitle(printable(title or ""))

    def _start_notes(self) -> None:
        self._pieces: list[Element] = []
        self._links: list[_Link] = []
        self._marks: list[tuple[str, int, float]] = []
        self._targets: list[tuple[str, float]] = []

    # What it draws ----------------------------------------------------------------------------------------------------

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Whatever is drawn meanwhile belongs to ``element``."""
        self.place(element)
        self._within.append(element)
        try:
            yield
        finally:
            self._within.pop()

    def place(self, element: Element) -> None:
        """Make ``element`` part of the tree, unless it is: behind what is already there, in what is open now.

        Within marked content there is no tree.
        """
        if element.is_placed or self._marks_open:
            return
        if element.tag in _HEADINGS:
            # A heading is at most one level below the one before it (PDF/UA-1, 7.4.2).
            self._heading = min(_HEADINGS.index(element.tag) + 1, self._heading + 1)
            element.tag = f"H{self._heading}"
        self._within[-1].kids.append(element)
        element.is_placed = True
        element.spoken = self.language_of(element)

    def language_of(self, element: Element) -> str:
        """The language that holds in ``element``; not placed yet, as if it were placed here."""
        return element.language or element.spoken or self._within[-1].spoken

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn meanwhile is content of ``element`` itself."""
        self.begin(element)
        try:
            yield
        finally:
            self.end()

    def begin(self, element: Element) -> None:
        """Begin a piece of content of ``element``; within other content, or an artifact, it is part of that."""
        self.place(element)
        self._marks_open += 1
        if self._marks_open > 1:
            return
        number = len(self._pieces)
        self._pieces.append(element)
        element.kids.append((self.getPageNumber() - 1, number))
        self.write(f"/{element.tag} <</MCID {number}>> BDC")

    def end(self) -> None:
        """End the piece of content that was begun last."""
        self._marks_open -= 1
        if not self._marks_open:
            self.write("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn meanwhile says nothing: rules, grounds, and the feet of pages (``Pagination``)."""
        if not self._marks_open:
            self.write(f"/Artifact <</Type /{kind}>> BDC")
        self._marks_open += 1
        try:
            yield
        finally:
            self.end()

    @contextmanager
    def figure(
        self, element: Element, width: float, height: float, *, at: tuple[float, float] = (0, 0)
    ) -> Iterator[None]:
        """A drawing of this size, told in words by the ``alt`` of ``element``.

        Its lower left corner is ``at`` a place in points from the present origin.
        """
        left, bottom = self.absolutePosition(*at)
        element.box = (left, bottom, left + width, bottom + height)
        with self.content(element):
            yield

    def encoded(self, run: Run) -> str:
        """The glyphs of a run as they stand in a page, with what moves them from where they would stand."""
        found = self._encoded.get(run)
        if found is None:
            found = self._encoded[run] = self._encode(run)
        return found

    def _encode(self, run: Run) -> str:
        cid, face = self.fonts.cid, run.face
        shown: list[str] = []
        numbers = ""
        pen = 0.0
        for glyph, characters, x, _y, advance in run.glyphs:
            if abs(pen - x) >= 1:
                shown.append(f"<{numbers}>{round(pen - x)}" if numbers else f"{round(pen - x)}")
                numbers = ""
                pen = x
            numbers += f"{cid(face, glyph, characters):04X}"
            pen += advance
        end = f"{round(pen - run.width)}" if run.level % 2 == 0 and abs(pen - run.width) >= 1 else ""
        return f"{''.join(shown)}<{numbers}>{end}"

    def write(self, code: str) -> None:
        """Add operators to the page."""
        self._code.append(code)

    # Ways through it --------------------------------------------------------------------------------------------------

    def mark(self, title: str, level: int, top: float) -> None:
        """Add a bookmark to the place ``top`` points above the present origin; ``level`` 0 is the outermost.

        What stands in an artifact, such as the head of a table that is repeated, gets none. A line to write on is told
        by dots.
        """
        if not self._marks_open:
            self._marks.append((_LINE.sub("\N{HORIZONTAL ELLIPSIS}", title), level, self.absolutePosition(0, top)[1]))

    def target(self, name: str, top: float) -> None:
        """Name the place ``top`` points above the present origin, so that links can lead to it."""
        self._targets.append((name, self.absolutePosition(0, top)[1]))

    def link(self, element: Element, target: str, box: Box) -> None:
        """Let ``box`` (from the present origin) lead to ``target``; ``element`` is a ``Link`` whose ``alt`` says so.

        It has to be placed: what stands in an artifact leads nowhere.
        """
        if not element.is_placed:
            return
        left, bottom = self.absolutePosition(box[0], box[1])
        right, top = self.absolutePosition(box[2], box[3])
        self._links.append(_Link(element, target, (left, bottom, right, top)))

    # Pages ------------------------------------------------------------------------------------------------------------

    def showPage(self) -> None:  # noqa: N802 (ReportLab's own name)
        """Hold this page back and begin the next."""
        self._held.append(dict(self.__dict__))
        self._startPage()
        self._start_notes()

    def save(self) -> None:
        """Complete every page, then write pages, tree and fonts."""
        held = self._held
        targets = {name for page in held for name, _top in page["_targets"]}
        level = -1
        for number, page in enumerate(held, 1):
            self.__dict__.update(page)
            self._finish(self, number, len(held))
            for name, top in self._targets:
                self.bookmarkPage(name, fit="XYZ", top=top)
            for place, (title, depth, top) in enumerate(self._marks):
                level = min(depth, level + 1)
                self.bookmarkPage(f"mark{number}-{place}", fit="XYZ", top=top + 4)
                self.addOutlineEntry(title, f"mark{number}-{place}", level)
            for link in self._links:
                if link.target in targets:
                    self._annotate(link, number - 1)
                else:
                    # Nobody drew the place that it leads to: words like any others.
                    link.element.tag, link.element.alt = "Span", ""
            super().showPage()
            self._owners.append(self._pieces)
        self.setViewerPreference("DisplayDocTitle", "true")
        Tree(self._doc, self.root, self._owners, self._annotated).write()
        self._code = []
        super().save()

    def _annotate(self, link: _Link, page: int) -> None:
        key = len(self._held) + len(self._annotated)
        rect = " ".join(f"{number:.1f}" for number in link.box)
        destination = self._doc.Reference(self._bookmarkReference(link.target))
        target = self._doc.idToObjectNumberAndVersion[destination.name][0]
        text = (
            f"<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{rect}] /Dest {target} 0 R /StructParent {key}"
            f" /Contents {text_string(link.element.alt)}>>"
        )
        annotation = self._doc.Reference(Raw(text))
        self._annotationrefs.append(annotation)
        link.element.kids.append(annotation)
        link.element.page = page
        self._annotated.append(link.element)


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """The canvas that a flowable is drawn on now."""
    return cast("TaggedCanvas", flowable.canv)

"""Pictograms on paper: the icons of the pages, as paths, each once in a document however often it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final
from xml.etree import ElementTree as ET

from reportlab.pdfbase.pdfdoc import PDFArray, PDFFormXObject, PDFResourceDictionary
from reportlab.platypus import Flowable

from trajectplan.pdf.typeset.tagging import Element, TaggedCanvas
from trajectplan.resources import STATIC

SIDE: Final = 256
"""The icons are drawn on a square of so many units, with the first line at the top."""
LIGHT: Final = 0.85
"""The grey of the lighter layer: a poor copier may lose it, and the outline alone still tells what it is."""

Point = tuple[float, float]


class Picture(Flowable):
    """A pictogram of ``size`` points, at the start of its line; words say the same, unless it has an ``alt``.

    ``rtl`` says that lines start on the right.
    """

    canv: TaggedCanvas

    def __init__(self, name: str, size: float, *, alt: str = "", language: str = "", rtl: bool = False) -> None:
        super().__init__()
        self.name, self.size, self.alt, self.language, self.rtl = name, size, alt, language, rtl
        self.width = self.height = size

    def height_at(self, width: float) -> float:
        """Its height in points, whatever the width."""
        self.width = width
        return self.size

    def broken_at(self, width: float, height: float) -> list[Picture]:
        """Itself: a picture is never broken."""
        del width, height
        return [self]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 (ReportLab's own names)
        """The whole width and its own height."""
        return aW, self.height_at(aW)

    def draw(self) -> None:
        """The picture at the start of the line."""
        x = self.width - self.size if self.rtl else 0
        draw_picture(self.canv, self.name, x, 0, self.size, alt=self.alt, language=self.language)


def draw_picture(
    canvas: TaggedCanvas, name: str, x: float, y: float, size: float, *, alt: str = "", language: str = ""
) -> None:
    """Draw an icon with its lower left corner at ``x``, ``y``: with ``alt`` as a figure, without as decoration.

    Raises ``FileNotFoundError`` when there is no icon of that name.
    """
    form = f"icon-{name}"
    if not canvas.hasForm(form):
        _add_form(canvas, form, paths_of(name))
    canvas.saveState()
    canvas.translate(x, y)
    with canvas.figure(Element("Figure", language, alt), size, size) if alt else canvas.artifact():
        canvas.scale(size, size)
        canvas.doForm(form)
    canvas.restoreState()


def _add_form(canvas: Any, name: str, operators: str) -> None:
    """Keep a drawing in the document: as a form that fills a square of one point."""
    form = PDFFormXObject(0, 0, SIDE, SIDE)
    form.Matrix = PDFArray([f"{1 / SIDE:.6f}", 0, 0, f"{-1 / SIDE:.6f}", 0, 1])
    # Its own resources: none. Otherwise ReportLab lists every font of the document in each form.
    form.Resources = PDFResourceDictionary()
    form.compression = canvas._pageCompression  # noqa: SLF001 - there is no other way to ask
    form.setStreamList(operators)
    before = canvas._doc.inObject  # noqa: SLF001
    canvas._doc.addForm(name, form)  # noqa: SLF001
    canvas._doc.inObject = before  # noqa: SLF001


# From SVG to PDF ------------------------------------------------------------------------------------------------------


@cache
def paths_of(name: str) -> str:
    """The operators that draw an icon in PDF, on a square of ``SIDE`` units with the first line at the top.

    A layer of the icon is light where the icon has it transparent, and black otherwise. Raises ``FileNotFoundError``.
    """
    # Loaded here because few prints have pictograms, and it takes 15 to 45 ms.
    from fontTools.svgLib.path.parser import parse_path  # noqa: PLC0415

    lines: list[str] = []
    for data, is_light in _layers(name):
        pen = _Pen()
        parse_path(data, pen)
        lines += [f"{LIGHT if is_light else 0} g", *pen.operators, "f"]
    return "\n".join(lines)


def _layers(name: str) -> Iterator[tuple[str, bool]]:
    """The path of each layer of an icon, from the lowest, and whether it is transparent."""
    # Our own files: nothing in them was written by a stranger.
    root = ET.fromstring((STATIC / "icons" / f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314
    for path in root:
        yield path.attrib["d"], "opacity" in path.attrib


class _Pen:
    """Writes down, in PDF's words, what fontTools reads in a path."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at: Point = (0, 0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 (fontTools' own names)
        """Begin a new shape."""
        self._write("m", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """Go straight on."""
        self._write("l", point)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        """Go on in a cubic curve."""
        self._write("c", first, second, end)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        """Go on in a quadratic curve, which PDF knows only as a cubic one."""
        first = _towards(self._at, control, 2 / 3)
        self._write("c", first, _towards(end, control, 2 / 3), end)

    def closePath(self) -> None:  # noqa: N802
        """Close the shape."""
        self.operators.append("h")

    def endPath(self) -> None:  # noqa: N802
        """Leave the shape open; filling closes it."""

    def _write(self, operator: str, *points: Point) -> None:
        numbers = " ".join(f"{_short(x)} {_short(y)}" for x, y in points)
        self.operators.append(f"{numbers} {operator}")
        self._at = points[-1]


def _towards(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _short(number: float) -> str:
    """With one decimal: a four-hundredth of a millimetre on a pictogram of a centimetre."""
    return f"{number:.1f}".removesuffix(".0")

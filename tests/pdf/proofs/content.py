"""What stands on the pages of a PDF: each glyph and each drawn shape with its place and the mark it was drawn under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf
from pdf.proofs.embedded import Box, PdfFont

Matrix = tuple[float, float, float, float, float, float]
SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """The marked content round a glyph or a shape: the number that the structure tree knows it by, or an artifact."""

    mcid: int | None = None
    artifact: bool = False
    language: str = ""
    actual: str | None = None
    """Words that stand for whatever is drawn inside."""
    span: int = 0
    """Tells one place with ``actual`` from the next."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph in points from the lower left corner of the page."""

    text: str | None
    code: int
    font: PdfFont
    size: float
    x: float
    y: float
    """The pen; ``y`` is that of the line, without what lifts a mark."""
    width: float
    ink: Box | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted path, picture or drawing: its box, and its straight edges that run along the page's sides."""

    box: Box
    edges: tuple[Box, ...]
    stroked: bool
    mark: Mark
    kind: str = "path"


@dataclass(slots=True)
class PageContent:
    """All that one page shows, in the order of drawing, and what is wrong with the marks."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    mcids: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


Fonts = dict[tuple[int, int], PdfFont]
"""The fonts met so far, by the numbers of their objects."""


def read_page(page: Any, fonts: Fonts) -> PageContent:
    """Interpret the content of a pikepdf page (ISO 32000-1, 8 and 9), forms included."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    content = PageContent(right - left, top - bottom)
    _Reader(content, page.obj.get("/Resources", {}), fonts).read(page.obj)
    return content


@dataclass(frozen=True, slots=True)
class _State:
    """What q saves and Q brings back."""

    matrix: Matrix = SAME
    font: PdfFont | None = None
    size: float = 0
    spacing: float = 0
    words: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0
    line: float = 1


class _Reader:
    """Walks through one content stream; each operator has a method of its own."""

    def __init__(self, content: PageContent, resources: Any, fonts: Fonts, state: _State | None = None) -> None:
        self.content = content
        self.resources = resources
        self.fonts = fonts
        self.state = state or _State()
        self.saved: list[_State] = []
        self.marks = [Mark()]
        self.text: Matrix = SAME
        self.line: Matrix = SAME
        self.points: list[tuple[float, float]] = []
        self.edges: list[Box] = []

    def read(self, stream: Any) -> None:
        for instruction in pikepdf.parse_content_stream(stream):
            method = _METHODS.get(str(instruction.operator))
            if method:
                method(self, *instruction.operands)
        if len(self.marks) > 1:
            self.content.faults.append("marked content isn't closed")

    # Graphics ---------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        self.saved.append(self.state)

    def restore(self) -> None:
        self.state = self.saved.pop()

    def transform(self, *numbers: Any) -> None:
        self.state = replace(self.state, matrix=_times(_matrix(numbers), self.state.matrix))

    def line_width(self, width: Any) -> None:
        self.state = replace(self.state, line=float(width))

    def move(self, *numbers: Any) -> None:
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            self.points.append(_at(self.state.matrix, float(x), float(y)))

    def draw(self, *numbers: Any) -> None:
        self.move(*numbers)
        if len(self.points) > 1:
            self._edge(self.points[-2], self.points[-1])

    def rectangle(self, *numbers: Any) -> None:
        x, y, width, height = map(float, numbers)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        points = [_at(self.state.matrix, *corner) for corner in corners]
        for first, second in zip(points, points[1:] + points[:1], strict=True):
            self._edge(first, second)
        self.points += points

    def _edge(self, first: tuple[float, float], second: tuple[float, float]) -> None:
        if abs(first[0] - second[0]) < 0.01 or abs(first[1] - second[1]) < 0.01:
            self.edges.append(_round_points((first, second)))

    def stroke(self) -> None:
        self._paint(stroked=True)

    def fill(self) -> None:
        self._paint(stroked=False)

    def _paint(self, *, stroked: bool) -> None:
        if self.points:
            self._shape(Shape(_round_points(self.points), tuple(self.edges), stroked, self.marks[-1]))
        self.forget()

    def forget(self) -> None:
        self.points, self.edges = [], []

    def _shape(self, shape: Shape) -> None:
        self.content.shapes.append(shape)

    def show_object(self, name: Any) -> None:
        found = self.resources.XObject[str(name)]
        if found.Subtype == "/Image":
            corners = [_at(self.state.matrix, *corner) for corner in ((0.0, 0.0), (1.0, 1.0))]
            self._shape(Shape(_round_points(corners), (), stroked=False, mark=self.marks[-1], kind="picture"))
            return
        matrix = _times(_matrix(found.get("/Matrix", SAME)), self.state.matrix)
        state = replace(self.state, matrix=matrix)
        inner = _Reader(self.content, found.get("/Resources", self.resources), self.fonts, state)
        inner.marks = [self.marks[-1]]
        inner.read(found)

    # Marks ------------------------------------------------------------------------------------------------------------

    def begin_mark(self, tag: Any, properties: Any = None) -> None:
        around = self.marks[-1]
        if properties is not None and not isinstance(properties, pikepdf.Dictionary):
            properties = self.resources.Properties[str(properties)]
        given = properties if properties is not None else {}
        mark = around
        if str(tag) == "/Artifact":
            mark = replace(mark, artifact=True)
            if around.mcid is not None:
                self.content.faults.append(f"an artifact inside the tagged content {around.mcid}")
        if "/MCID" in given:
            mcid = int(given["/MCID"])
            mark = replace(mark, mcid=mcid)
            self.content.mcids.append(mcid)
            if around.artifact or around.mcid is not None:
                self.content.faults.append(f"the tagged content {mcid} stands inside other marked content")
        if "/Lang" in given:
            mark = replace(mark, language=str(given["/Lang"]))
        if "/ActualText" in given:
            mark = replace(mark, actual=str(given["/ActualText"]), span=len(self.content.glyphs) + 1)
        self.marks.append(mark)

    def end_mark(self) -> None:
        if len(self.marks) == 1:
            self.content.faults.append("marked content ends that didn't begin")
        else:
            self.marks.pop()

    # Text -------------------------------------------------------------------------------------------------------------

    def begin_text(self) -> None:
        self.text = self.line = SAME

    def set_font(self, name: Any, size: Any) -> None:
        found = self.resources.Font[str(name)]
        if found.objgen not in self.fonts:
            self.fonts[found.objgen] = PdfFont(found)
        self.state = replace(self.state, font=self.fonts[found.objgen], size=float(size))

    def set_matrix(self, *numbers: Any) -> None:
        self.text = self.line = _matrix(numbers)

    def step(self, x: Any, y: Any) -> None:
        self.text = self.line = _times((1, 0, 0, 1, float(x), float(y)), self.line)

    def step_leading(self, x: Any, y: Any) -> None:
        self.state = replace(self.state, leading=-float(y))
        self.step(x, y)

    def next_line(self) -> None:
        self.step(0, -self.state.leading)

    def set_spacing(self, spacing: Any) -> None:
        self.state = replace(self.state, spacing=float(spacing))

    def set_words(self, spacing: Any) -> None:
        self.state = replace(self.state, words=float(spacing))

    def set_stretch(self, percent: Any) -> None:
        self.state = replace(self.state, stretch=float(percent) / 100)

    def set_leading(self, leading: Any) -> None:
        self.state = replace(self.state, leading=float(leading))

    def set_rise(self, rise: Any) -> None:
        self.state = replace(self.state, rise=float(rise))

    def show(self, string: Any) -> None:
        font, state = self.state.font, self.state
        assert font is not None, "text before a font"
        for code in font.codes(bytes(string)):
            self._glyph(font, code)
            space = state.words if not font.composite and code == ord(" ") else 0
            self._advance((font.width(code) * state.size + state.spacing + space) * state.stretch)

    def show_spaced(self, parts: Sequence[Any]) -> None:
        for part in parts:
            if isinstance(part, pikepdf.String):
                self.show(part)
            else:
                self._advance(-float(part) / 1000 * self.state.size * self.state.stretch)

    def next_and_show(self, string: Any) -> None:
        self.next_line()
        self.show(string)

    def _advance(self, distance: float) -> None:
        self.text = _times((1, 0, 0, 1, distance, 0), self.text)

    def _glyph(self, font: PdfFont, code: int) -> None:
        state = self.state
        whole = _times(self.text, state.matrix)
        x, y = _at(whole, 0, 0)
        end, _same = _at(whole, font.width(code) * state.size * state.stretch, 0)
        box = font.ink(code)
        ink = None
        if box is not None:
            left, bottom, right, top = (edge * state.size for edge in box)
            corners = ((left, bottom), (right, bottom), (left, top), (right, top))
            ink = _round_points([_at(whole, across * state.stretch, up + state.rise) for across, up in corners])
        size = state.size * (whole[2] ** 2 + whole[3] ** 2) ** 0.5
        self.content.glyphs.append(
            Glyph(font.text(code), code, font, size, x, y, end - x, ink, self.marks[-1]),
        )


_METHODS: Final[dict[str, Any]] = {
    "q": _Reader.save,
    "Q": _Reader.restore,
    "cm": _Reader.transform,
    "w": _Reader.line_width,
    "m": _Reader.move,
    "l": _Reader.draw,
    "c": _Reader.move,
    "v": _Reader.move,
    "y": _Reader.move,
    "re": _Reader.rectangle,
    **dict.fromkeys(("S", "s", "B", "B*", "b", "b*"), _Reader.stroke),
    **dict.fromkeys(("f", "F", "f*"), _Reader.fill),
    "n": _Reader.forget,
    "Do": _Reader.show_object,
    "BDC": _Reader.begin_mark,
    "BMC": _Reader.begin_mark,
    "EMC": _Reader.end_mark,
    "BT": _Reader.begin_text,
    "Tf": _Reader.set_font,
    "Tm": _Reader.set_matrix,
    "Td": _Reader.step,
    "TD": _Reader.step_leading,
    "T*": _Reader.next_line,
    "Tc": _Reader.set_spacing,
    "Tw": _Reader.set_words,
    "Tz": _Reader.set_stretch,
    "TL": _Reader.set_leading,
    "Ts": _Reader.set_rise,
    "Tj": _Reader.show,
    "TJ": _Reader.show_spaced,
    "'": _Reader.next_and_show,
}


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, l, m, n, o, p = second  # noqa: E741 - six numbers, as the standard writes them
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _round_points(points: Sequence[tuple[float, float]]) -> Box:
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)


def visible(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Box]]:
    """The glyphs that leave ink, each with its box."""
    for glyph in glyphs:
        if glyph.ink is not None:
            yield glyph, glyph.ink

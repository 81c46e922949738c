"""What else could print a plan: each draws the same tree of blocks, as plainly as its makers' manual shows.

Stock ReportLab in Helvetica, WeasyPrint as PDF/UA, fpdf2 with shaping, typst as PDF/UA where it knows how. All get the
fonts that our own print uses, and the system's for what those don't cover. Libraries are loaded when first used.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from trajectplan.i18n import DEFAULT, speaking
from trajectplan.plan.summary import Block, Grid, Item, Own, Row, Summary, Text
from trajectplan.resources import STATIC

if TYPE_CHECKING:
    from reportlab.lib.styles import StyleSheet1
    from reportlab.platypus import Flowable, Paragraph

FONTS: Final = STATIC / "fonts"
SYSTEM_FONTS: Final = Path("/usr/share/fonts")
FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Emoji", "Noto Sans CJK SC")
TITLE: Final = "Mijn plan"


class Words(NamedTuple):
    """A text as it is printed, and its language."""

    text: str
    language: str = DEFAULT


class Drawer(ABC):
    """One document on its way."""

    @abstractmethod
    def heading(self, level: int, words: Words) -> None:
        """A heading; levels never leave one out on the way down."""

    @abstractmethod
    def row(self, label: Words, answer: Words) -> None:
        """A label and an answer side by side."""

    @abstractmethod
    def table(self, head: Sequence[Words], rows: Sequence[Sequence[Words]]) -> None:
        """A table with one row of heads."""

    @abstractmethod
    def finished(self) -> bytes:
        """The file."""


def drawn(summary: Summary, drawer: Drawer) -> bytes:
    """The chapters of a plan by this drawer."""
    level = 0
    with speaking(DEFAULT):
        for wanted, part in _parts(summary):
            if isinstance(part, Row):
                answer = ", ".join(str(text) for text in part.answer)
                drawer.row(_words(part.label), Words(answer, _words(part.answer[0]).language))
            elif isinstance(part, Grid):
                drawer.table([_words(cell) for cell in part.head], [[*map(_words, row)] for row in part.rows])
            else:
                level = min(wanted, level + 1)
                drawer.heading(level, _words(part))
    return drawer.finished()


def _parts(summary: Summary) -> Iterator[tuple[int, Row | Grid | Text]]:
    """Headings with their level, rows and tables, one after another."""
    for chapter in summary.chapters:
        yield 1, chapter.title
        for section in chapter.answered:
            if str(section.title):
                yield 2, section.title
            for block in section.blocks:
                yield from _parts_of(block, 3)


def _parts_of(block: Block | Item, level: int) -> Iterator[tuple[int, Row | Grid | Text]]:
    if isinstance(block, Row):
        yield 0, block
    elif isinstance(block, Grid):
        yield level, block.label
        yield 0, block
    elif isinstance(block, Item):
        yield level, block.title
        for inner in block.blocks:
            yield from _parts_of(inner, level + 1)
    else:
        yield level, block.label
        for item in block.items:
            yield from _parts_of(item, level + 1)


def _words(text: Text) -> Words:
    return Words(text.text, text.language or DEFAULT) if isinstance(text, Own) else Words(str(text))


class Stock(Drawer):
    """ReportLab as it comes: Helvetica, no tags; what Helvetica lacks becomes a box."""

    def __init__(self) -> None:
        from reportlab.platypus import Paragraph, Table  # noqa: PLC0415 - loading it is part of a first document

        self.paragraph, self.ruled = Paragraph, Table
        self.story: list[Flowable] = []

    def heading(self, level: int, words: Words) -> None:
        """A paragraph in a style of its own."""
        self.story.append(self._set(words, f"Heading{level}"))

    def row(self, label: Words, answer: Words) -> None:
        """A table of one row; given widths, which spare ReportLab a tenth of its time."""
        self.story.append(self.ruled([[self._set(label), self._set(answer)]], colWidths=("33%", "67%")))

    def table(self, head: Sequence[Words], rows: Sequence[Sequence[Words]]) -> None:
        """A table of paragraphs."""
        self.story.append(self.ruled([[self._set(cell) for cell in row] for row in (head, *rows)]))

    def finished(self) -> bytes:
        """Laid out and written."""
        from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415 - as above

        file = BytesIO()
        SimpleDocTemplate(file).build(self.story)
        return file.getvalue()

    def _set(self, words: Words, style: str = "BodyText") -> Paragraph:
        return self.paragraph(escape(words.text), _styles()[style])


@cache
def _styles() -> StyleSheet1:
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415 - as above

    return getSampleStyleSheet()


class WeasyPrint(Drawer):
    """A page of HTML, printed as PDF/UA-1."""

    STYLE = (
        f"@page {{ size: A4; margin: 20mm }} body {{ font: 11pt/1.4 {', '.join(map(repr, FAMILIES))} }}"
        ".row { display: flex; gap: 6mm; margin: 2mm 0 } .row > :first-child { flex: 1; font-weight: bold }"
        ".row > :last-child { flex: 2 } .row > p { margin: 0 } table { border-collapse: collapse; width: 100% }"
        "td, th { border: 0.5pt solid #999; padding: 1mm; text-align: start; vertical-align: top }"
        "h1, h2, h3, h4, h5, h6 { break-after: avoid }"
    )

    def __init__(self) -> None:
        head = f'<!doctype html><html lang="{DEFAULT}"><title>{TITLE}</title><style>{self.STYLE}</style>'
        self.parts = [head, "<body>"]

    def heading(self, level: int, words: Words) -> None:
        """``h1`` … ``h6``."""
        self.parts.append(self._set(f"h{level}", words))

    def row(self, label: Words, answer: Words) -> None:
        """Two paragraphs side by side."""
        self.parts += ['<div class="row">', self._set("p", label), self._set("p", answer), "</div>"]

    def table(self, head: Sequence[Words], rows: Sequence[Sequence[Words]]) -> None:
        """A table with its head."""
        heads = "".join(self._set("th", cell, ' scope="col"') for cell in head)
        body = ("<tr>" + "".join(self._set("td", cell) for cell in row) + "</tr>" for row in rows)
        self.parts += ["<table><thead><tr>", heads, "</tr></thead><tbody>", *body, "</tbody></table>"]

    def finished(self) -> bytes:
        """Printed."""
        import weasyprint  # noqa: PLC0415 - half a second to load

        told = weasyprint.HTML(string="".join(self.parts)).write_pdf(pdf_variant="pdf/ua-1")
        return bytes(told)

    @staticmethod
    def _set(tag: str, words: Words, more: str = "") -> str:
        return f'<{tag} lang="{words.language}" dir="{_direction(words)}"{more}>{escape(words.text)}</{tag}>'


def _direction(words: Words) -> str:
    return "rtl" if words.language == "ar" else "ltr"


@cache
def _font_settings() -> str:
    """A file of settings that adds our fonts to the system's; Pango reads it when it is loaded."""
    text = f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>"
    with tempfile.NamedTemporaryFile("w", prefix="fonts-", suffix=".conf", delete=False) as file:
        file.write(text)
    atexit.register(Path(file.name).unlink)
    return file.name


class Fpdf(Drawer):
    """fpdf2, its cells and tables, with shaping; it makes no tags for them."""

    SIZES: Final = {1: 20, 2: 16, 3: 14, 4: 12, 5: 11, 6: 11}

    def __init__(self) -> None:
        import fpdf  # noqa: PLC0415 - half a second to load

        self.pdf: Any = fpdf.FPDF()
        self.pdf.set_lang(DEFAULT)
        self.pdf.set_title(TITLE)
        for style, weight in (("", "Regular"), ("B", "Bold")):
            self.pdf.add_font("main", style, FONTS / f"NotoSans-{weight}.ttf")
        others = _other_fonts()
        for name, file in others.items():
            self.pdf.add_font(name, "", file)
        self.pdf.set_fallback_fonts(list(others), exact_match=False)
        self.pdf.set_text_shaping(use_shaping_engine=True)
        self.pdf.add_page()

    def heading(self, level: int, words: Words) -> None:
        """Bold words on lines of their own."""
        self.pdf.set_font("main", "B", self.SIZES[level])
        self.pdf.multi_cell(0, None, words.text, new_x="LMARGIN", new_y="NEXT", align=_side(words))

    def row(self, label: Words, answer: Words) -> None:
        """A table of one row without lines."""
        self._table([[label, answer]], borders_layout="NONE", col_widths=(1, 2), first_row_as_headings=False)

    def table(self, head: Sequence[Words], rows: Sequence[Sequence[Words]]) -> None:
        """A table with its head in bold."""
        self._table([head, *rows])

    def finished(self) -> bytes:
        """Written."""
        return bytes(self.pdf.output())

    def _table(self, rows: Sequence[Sequence[Words]], **settings: object) -> None:
        self.pdf.set_font("main", "", 11)
        with self.pdf.table(padding=1, **settings) as table:
            for cells in rows:
                row = table.row()
                for words in cells:
                    row.cell(words.text, align=_side(words))


def _side(words: Words) -> str:
    return "R" if _direction(words) == "rtl" else "L"


@cache
def _other_fonts() -> dict[str, Path]:
    """The fonts for other scripts than Latin and Cyrillic, ours first, then the system's."""
    wanted = ("NotoSansArabic-Regular", "NotoSansEthiopic-Regular", "NotoEmoji-Regular", "NotoSansCJK-Regular")
    found = ((name, _font(name)) for name in wanted)
    return {name: file for name, file in found if file}


def _font(name: str) -> Path | None:
    return next((file for folder in (FONTS, SYSTEM_FONTS) for file in sorted(folder.rglob(f"{name}.?t?"))), None)


class Typst(Drawer):
    """A typst document, compiled in this process as PDF/UA-1."""

    def __init__(self) -> None:
        families = ", ".join(f'"{name}"' for name in FAMILIES)
        self.parts = [
            f'#set document(title: "{TITLE}")\n#set page(paper: "a4", margin: 20mm)\n',
            f'#set text(size: 11pt, lang: "{DEFAULT}", font: ({families}), fallback: true)\n',
        ]

    def heading(self, level: int, words: Words) -> None:
        """A heading of typst."""
        self.parts.append(f"#heading(level: {level})[{self._set(words)}]\n")

    def row(self, label: Words, answer: Words) -> None:
        """A grid of two columns."""
        cells = f"strong[{self._set(label)}], [{self._set(answer)}]"
        self.parts.append(f"#grid(columns: (1fr, 2fr), gutter: 6mm, {cells})\n")

    def table(self, head: Sequence[Words], rows: Sequence[Sequence[Words]]) -> None:
        """A table of typst, which repeats its head."""
        heads = ", ".join(f"[{self._set(cell)}]" for cell in head)
        cells = ", ".join(f"[{self._set(cell)}]" for row in rows for cell in row)
        columns = ", ".join("1fr" for _cell in head)
        self.parts.append(f"#table(columns: ({columns},), table.header({heads}), {cells})\n")

    def finished(self) -> bytes:
        """Compiled; the compiler lives as long as the process and keeps its fonts."""
        return bytes(_typst().compile("".join(self.parts).encode(), format="pdf", pdf_standards=["ua-1"]))

    @staticmethod
    def _set(words: Words) -> str:
        text = words.text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
        return f'#text(lang: "{words.language}", "{text}")'


@cache
def _typst() -> Any:
    import typst  # noqa: PLC0415 - ours must be measured without it too

    return typst.Compiler(b"", font_paths=[str(FONTS)])


RIVALS: Final[dict[str, tuple[str, type[Drawer]]]] = {
    "stock ReportLab": ("reportlab", Stock),
    "WeasyPrint, PDF/UA": ("weasyprint", WeasyPrint),
    "fpdf2 with shaping": ("fpdf", Fpdf),
    "typst, PDF/UA": ("typst", Typst),
}
"""By name: the module it needs, and who draws."""


def rivals() -> dict[str, Callable[[Summary], bytes]]:
    """Those that work here; of the others it says why not."""
    return {name: _draws(drawer) for name, (module, drawer) in RIVALS.items() if _works(name, module)}


def _works(name: str, module: str) -> bool:
    # Pango reads this when it is loaded.
    os.environ.setdefault("FONTCONFIG_FILE", _font_settings())
    try:
        import_module(module)
    except (ImportError, OSError) as error:
        # WeasyPrint is installed by pip, but needs Pango from the system.
        click.echo(f"left out: {name}, because {str(error).splitlines()[0]}", err=True)
        return False
    return True


def _draws(drawer: type[Drawer]) -> Callable[[Summary], bytes]:
    return lambda summary: drawn(summary, drawer())

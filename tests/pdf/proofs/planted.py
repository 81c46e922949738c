"""Small PDFs written by hand, sound or with one fault planted in them: by these the proofs prove themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

FONT: Final = Path(__file__).parents[3] / "static" / "fonts" / "NotoSans-Regular.ttf"
PAGE: Final = (595.0, 842.0)
LEFT: Final = 71.0
"""Where a line begins, in points: 25 mm."""

Place = tuple[int, float, float, str]
"""A line: its page from 0, the pen in points, the words."""


@dataclass(frozen=True, slots=True)
class Put:
    """One element of the tree: the lines it shows, then the elements inside it."""

    tag: str
    lines: Sequence[Place] = ()
    kids: Sequence[Put] = ()
    alt: str | None = None
    scope: str | None = None
    language: str | None = None
    size: float = 11


def paragraph(page: int, top: float, *words: str, tag: str = "P") -> Put:
    """Lines one below the other, from ``top`` on."""
    return Put(tag, [(page, LEFT, top - 15 * step, text) for step, text in enumerate(words)])


def write(
    *puts: Put, raw: Mapping[int, str] | None = None, change: Callable[[pikepdf.Pdf], None] | None = None
) -> bytes:
    """A tagged PDF of these elements; ``raw`` is content added as it is, by page, and ``change`` plants a fault."""
    return _Writer(raw or {}).write(puts, change)


class _Writer:
    def __init__(self, raw: Mapping[int, str]) -> None:
        self.pdf = pikepdf.new()
        self.raw = raw
        self.font = self.pdf.make_indirect(_font(self.pdf))
        self.streams: dict[int, list[str]] = {}
        self.holders: dict[int, list[Any]] = {}

    def write(self, puts: Sequence[Put], change: Callable[[pikepdf.Pdf], None] | None) -> bytes:
        last = max([0, *self.raw, *(line[0] for put in puts for line in _lines(put))])
        self.pages = [self._page(number) for number in range(last + 1)]
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(Put("Document", kids=puts), root)
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._numbers()))
        for number, page in enumerate(self.pages):
            content = "\n".join([*self.streams.get(number, []), self.raw.get(number, "")])
            page.obj.Contents = self.pdf.make_stream(content.encode())
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.Lang = pikepdf.String("en")
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = "A plan"
            metadata["pdfuaid:part"] = "1"
        if change:
            change(self.pdf)
        file = BytesIO()
        self.pdf.save(file)
        return file.getvalue()

    def _page(self, number: int) -> pikepdf.Page:
        page = self.pdf.add_blank_page(page_size=PAGE)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=self.font))
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        return page

    def _element(self, put: Put, parent: Any) -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{put.tag}"), P=parent))
        if put.alt is not None:
            element.Alt = pikepdf.String(put.alt)
        if put.language is not None:
            element.Lang = pikepdf.String(put.language)
        if put.scope is not None:
            element.A = Dictionary(O=Name.Table, Scope=Name(f"/{put.scope}"))
        kids = [self._line(put, line, element) for line in put.lines]
        element.K = Array(kids + [self._element(kid, element) for kid in put.kids])
        return element

    def _line(self, put: Put, line: Place, element: Any) -> Any:
        number, x, y, text = line
        held = self.holders.setdefault(number, [])
        shown = f"BT /F1 {put.size} Tf {x} {y} Td <{codes(text)}> Tj ET"
        self.streams.setdefault(number, []).append(f"/{put.tag} <</MCID {len(held)}>> BDC {shown} EMC")
        held.append(element)
        return Dictionary(Type=Name.MCR, Pg=self.pages[number].obj, MCID=len(held) - 1)

    def _numbers(self) -> Any:
        return Array([part for number, held in sorted(self.holders.items()) for part in (number, Array(held))])


def codes(text: str) -> str:
    """The codes of a text in hexadecimal, as a content stream of such a file has them."""
    glyphs = _subset().getBestCmap()
    return "".join(f"{_subset().getGlyphID(glyphs[ord(character)]):04X}" for character in text)


def _lines(put: Put) -> list[Place]:
    return [*put.lines, *(line for kid in put.kids for line in _lines(kid))]


@cache
def _subset() -> TTFont:
    """Noto Sans with what is on an English keyboard."""
    font = TTFont(FONT)
    wanted = Subsetter(Options(notdef_outline=True, layout_features=[], name_IDs=[]))
    wanted.populate(unicodes=range(0x20, 0x7F))
    wanted.subset(font)
    file = BytesIO()
    font.save(file)
    return TTFont(BytesIO(file.getvalue()))


def _font(pdf: pikepdf.Pdf) -> Any:
    font = _subset()
    file = BytesIO()
    font.save(file)
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+NotoSans"),
        Flags=4,
        ItalicAngle=0,
        Ascent=1069,
        Descent=-293,
        CapHeight=714,
        StemV=80,
        FontBBox=Array([-1000, -500, 2000, 1200]),
        FontFile2=pdf.make_stream(file.getvalue()),
    )
    units = font["head"].unitsPerEm
    widths = [font["hmtx"][name][0] * 1000 / units for name in font.getGlyphOrder()]
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+NotoSans"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(described),
        W=Array([0, Array([round(width) for width in widths])]),
        CIDToGIDMap=Name.Identity,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+NotoSans"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
        ToUnicode=pdf.make_stream(_to_unicode(font)),
    )


def _to_unicode(font: TTFont) -> bytes:
    pairs = sorted((font.getGlyphID(name), character) for character, name in font.getBestCmap().items())
    rows = "\n".join(f"<{glyph:04X}> <{character:04X}>" for glyph, character in pairs)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Planted def /CMapType 2 def\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(pairs)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()

"""The fonts of a PDF as a reader of the file meets them: codes, characters, widths, glyphs and their ink."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any, Final

import pikepdf
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CID: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s+(\d+)\s")
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
MISSING: Final = 0
"""The glyph that draws a box for what a font doesn't have (.notdef)."""


class PdfFont:
    """One font resource. Everything is in the units of the text: one is the size of the font."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.get("/BaseFont", "/none"))[1:]
        self.composite = font.Subtype == "/Type0"
        self._font = font
        self._inner = font.DescendantFonts[0] if self.composite else font
        self._texts = _to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        self._widths = _cid_widths(self._inner) if self.composite else _simple_widths(font)
        self._default = float(self._inner.get("/DW", 1000)) if self.composite else 500.0
        self._cids = _cids(font.Encoding) if self.composite else None
        self._boxes: dict[int, Box | None] = {}

    def codes(self, string: bytes) -> Iterator[int]:
        """The codes of a string: two bytes each in a composite font, else one."""
        if self.composite:
            assert len(string) % 2 == 0, f"half a code in {self.name}"
            return (string[at] << 8 | string[at + 1] for at in range(0, len(string), 2))
        return iter(string)

    def text(self, code: int) -> str | None:
        """The characters that a code stands for; None where the file doesn't say."""
        if not self._texts and not self.composite:
            return bytes([code]).decode("cp1252", "replace")
        return self._texts.get(code)

    def width(self, code: int) -> float:
        """How far the pen goes on."""
        return self._widths.get(self._cid(code), self._default) / 1000

    def _cid(self, code: int) -> int:
        """The character id that the widths and the font go by; the code itself in Identity-H."""
        return code if self._cids is None else self._cids.get(code, MISSING)

    @cached_property
    def embedded(self) -> bool:
        """Whether the file carries the outlines."""
        return self._program is not None

    def glyph(self, code: int) -> int | None:
        """The number of the glyph that a code draws; None where the font isn't in the file or maps in another way."""
        if not self.composite:
            return None
        cid = self._cid(code)
        if self._inner.Subtype == "/CIDFontType2":
            return cid if self._glyph_map is None else int.from_bytes(self._glyph_map[2 * cid : 2 * cid + 2], "big")
        return cid if self._charset is None else self._charset.get(cid, MISSING)

    def ink(self, code: int) -> Box | None:
        """The box round what a code draws, None where nothing is drawn."""
        if code not in self._boxes:
            self._boxes[code] = self._bounds(code)
        return self._boxes[code]

    def has_glyph(self, glyph: int) -> bool:
        """Whether the font in the file goes as far as this number."""
        return self._program is None or glyph < len(self._program.getGlyphOrder())

    def _bounds(self, code: int) -> Box | None:
        glyph = self.glyph(code)
        if glyph is None or self._program is None:
            return (0.0, -0.2, self.width(code), 0.7) if (self.text(code) or "").strip() else None
        if not self.has_glyph(glyph):
            return None
        pen = BoundsPen(self._glyphs)
        self._glyphs[self._program.getGlyphName(glyph)].draw(pen)
        if pen.bounds is None:
            return None
        left, bottom, right, top = (float(edge) / self._units for edge in pen.bounds)
        return left, bottom, right, top

    @cached_property
    def _program(self) -> Any:
        described = self._inner.get("/FontDescriptor")
        for key in ("/FontFile2", "/FontFile3"):
            if described is not None and key in described:
                stream = described[key]
                data = stream.read_bytes()
                if key == "/FontFile3" and stream.get("/Subtype") != "/OpenType":
                    return _bare_cff(data)
                return TTFont(BytesIO(data), lazy=True)
        return None

    @cached_property
    def _glyphs(self) -> Any:
        return self._program.getGlyphSet()

    @cached_property
    def _units(self) -> float:
        if "head" in self._program:
            return float(self._program["head"].unitsPerEm)
        return 1 / float(self._program["CFF "].cff.topDictIndex[0].FontMatrix[0])

    @cached_property
    def _glyph_map(self) -> bytes | None:
        found = self._inner.get("/CIDToGIDMap", "/Identity")
        return found.read_bytes() if isinstance(found, pikepdf.Stream) else None

    @cached_property
    def _charset(self) -> dict[int, int] | None:
        """From the character ids of a CID-keyed CFF font to its glyphs; None where they are the same numbers."""
        if self._program is None or "CFF " not in self._program:
            return None
        top = self._program["CFF "].cff.topDictIndex[0]
        if not hasattr(top, "ROS"):
            return None
        return {int(name[3:]) if name.startswith("cid") else 0: glyph for glyph, name in enumerate(top.charset)}


class _BareCff:
    """A CFF font without the tables round it, asked as if it had them."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def __contains__(self, tag: str) -> bool:
        return tag == "CFF "

    def __getitem__(self, tag: str) -> Any:
        return self._table

    def getGlyphOrder(self) -> list[str]:  # noqa: N802 - the name that fontTools gives it
        return list(self._table.cff.topDictIndex[0].charset)

    def getGlyphName(self, glyph: int) -> str:  # noqa: N802
        return self.getGlyphOrder()[glyph]

    def getGlyphSet(self) -> Any:  # noqa: N802
        return self._table.cff.topDictIndex[0].CharStrings


def _bare_cff(data: bytes) -> _BareCff:
    from fontTools.ttLib import newTable  # noqa: PLC0415 - few files need it

    table = newTable("CFF ")
    table.decompile(data, TTFont())
    return _BareCff(table)


def _cids(encoding: Any) -> dict[int, int] | None:
    """From codes to character ids where the font brings a map of its own (single characters only, no ranges)."""
    if not isinstance(encoding, pikepdf.Stream):
        assert encoding == "/Identity-H", f"an encoding that we can't read: {encoding}"
        return None
    data = encoding.read_bytes()
    assert b"begincidrange" not in data, "a map with ranges"
    return {int(code, 16): int(cid) for code, cid in _CID.findall(data)}


def _to_unicode(data: bytes) -> dict[int, str]:
    texts: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        tokens = [opening or closing or bytes.fromhex(code.decode()) for code, opening, closing in _HEX.findall(body)]
        if kind == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=True):
                texts[int.from_bytes(code, "big")] = _characters(text)
        else:
            texts.update(_ranges(tokens))
    return texts


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(tokens):
        first, last = (int.from_bytes(token, "big") for token in tokens[at : at + 2])
        if tokens[at + 2] == b"[":
            end = tokens.index(b"]", at)
            yield from zip(range(first, last + 1), map(_characters, tokens[at + 3 : end]), strict=True)
            at = end + 1
            continue
        start = tokens[at + 2]
        for code in range(first, last + 1):
            final = (start[-1] + code - first).to_bytes(1, "big")
            yield code, _characters(start[:-1] + final)
        at += 3


def _characters(data: bytes) -> str:
    return data.decode("utf-16-be", "surrogatepass")


def _cid_widths(font: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    array = list(font.get("/W", []))
    at = 0
    while at < len(array):
        first = int(array[at])
        if isinstance(array[at + 1], pikepdf.Array):
            widths.update({first + step: float(width) for step, width in enumerate(array[at + 1])})
            at += 2
        else:
            widths.update(dict.fromkeys(range(first, int(array[at + 1]) + 1), float(array[at + 2])))
            at += 3
    return widths


def _simple_widths(font: Any) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + step: float(width) for step, width in enumerate(font.get("/Widths", []))}

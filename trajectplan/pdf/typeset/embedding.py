"""Fonts on their way into a document: only the glyphs that are drawn, each with the text that it stands for."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from trajectplan.pdf.typeset.faces import Face

SILENT: Final = "\u034f"
"""What a glyph without text of its own reads as: the second half of a vowel that stands on both sides of its letter.

PDF/UA-1 (7.21.7) wants a character there, and no reader leaves any out. This one (combining grapheme joiner) shows
nothing, joins no letters, breaks no word, ends no line, and whoever sorts or searches by Unicode's rules ignores it.
"""

_LAST: Final = 0xFFFF
_PER_BLOCK: Final = 100
"""So many lines at most stand in one block of a CMap (PDF 32000-1, 9.7.5.4, after Adobe's rule for CMaps)."""
_UNUSED: Final = (
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "OS/2",
    "STAT",
    "VORG",
    "cmap",
    "gasp",
    "kern",
    "name",
    "post",
)
"""Tables for laying out and for naming, which a PDF has no use for: shaping is done before."""
_CMAP: Final = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType {kind} def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class FontsOf:
    """The fonts of one document (ReportLab's ``canvas._doc``): what each is called, and the code of each glyph.

    Both are given in the order of first use, so that the same document gives the same bytes.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._fonts: dict[str, _Font] = {}

    def resource(self, face: Face) -> str:
        """What the operator ``Tf`` calls the font of a face in this document: ``/F3``."""
        return self._font(face).resource

    def cid(self, face: Face, glyph: int, text: str) -> int:
        """The code (two bytes) of a glyph that stands for ``text``; empty for a glyph beside the one that does.

        A PDF has one text per code, so a glyph has a code for each text.
        """
        return self._font(face).cid(glyph, text)

    def _font(self, face: Face) -> _Font:
        font = self._fonts.get(face.name)
        if font is None:
            mapping = self._document.fontMapping
            font = self._fonts[face.name] = _Font(face, f"/F{len(mapping) + 1}")
            mapping[face.name] = font.resource
            # ReportLab calls addObjects when it writes the document.
            self._document.delayedFonts.append(font)
        return font


@dataclass(eq=False)
class _Font:
    """One face in one document: ``glyphs`` and ``texts`` by code, and the first code of each glyph.

    Code 0 stays the sign for a missing glyph.
    """

    face: Face
    resource: str
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    glyphs: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    firsts: dict[int, int] = field(default_factory=dict)

    def cid(self, glyph: int, text: str) -> int:
        code = self.codes.get((glyph, text))
        if code is None:
            code = self.codes[glyph, text] = self._new_code(glyph, text)
        return code

    def _new_code(self, glyph: int, text: str) -> int:
        code = self.firsts[glyph] if self._is_full(glyph) else len(self.glyphs) + 1
        self.firsts.setdefault(glyph, code)
        self.glyphs[code] = glyph
        self.texts[code] = self.texts.get(code) or text
        return code

    def _is_full(self, glyph: int) -> bool:
        """Whether a glyph that has a code gets no other one: the last codes are for glyphs that have none yet."""
        return glyph in self.firsts and len(self.glyphs) >= _LAST - self.face.hb_face.glyph_count

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the font, with the glyphs in use, to the document."""
        program, new_glyphs = _subset(self.face, set(self.glyphs.values()))
        name = f"{_tag(self.face.name, self.texts)}+{self.face.name}"
        descendant: dict[str, Any] = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if self.face.is_cff else "CIDFontType2"),
            "BaseFont": PDFName(name),
            "CIDSystemInfo": _system_info(),
            "FontDescriptor": document.Reference(_descriptor(self.face, name, _program(document, self.face, program))),
            "DW": 0,
        }
        encoding: Any = PDFName("Identity-H")
        ids: Mapping[int, int] = self.glyphs
        if self.face.is_cff:
            ids = {new_glyphs[glyph]: glyph for glyph in self.glyphs.values()}
            encoding = _encoding(document, {code: new_glyphs[glyph] for code, glyph in self.glyphs.items()})
        else:
            glyphs = [0, *(new_glyphs[glyph] for glyph in self.glyphs.values())]
            descendant["CIDToGIDMap"] = _stream(document, struct.pack(f">{len(glyphs)}H", *glyphs))
        descendant["W"] = PDFArray(list(_widths(self.face, ids)))
        font = _dictionary(
            Type=PDFName("Font"),
            Subtype=PDFName("Type0"),
            BaseFont=PDFName(name),
            Encoding=encoding,
            DescendantFonts=PDFArray([document.Reference(PDFDictionary(descendant))]),
            ToUnicode=_stream(document, _to_unicode(self.texts).encode("ascii")),
        )
        document.idToObject["BasicFonts"].dict[self.resource[1:]] = document.Reference(font)


def _dictionary(**entries: Any) -> PDFDictionary:
    return PDFDictionary(entries)


def _system_info() -> PDFDictionary:
    return _dictionary(Registry=PDFString("Adobe"), Ordering=PDFString("Identity"), Supplement=0)


def _stream(document: Any, content: bytes, **entries: Any) -> Any:
    """A reference to a new stream of the document."""
    stream = PDFStream(dictionary=PDFDictionary(entries), content=content)
    stream.filters = [pdfdoc.PDFZCompress] if document.compression else []
    return document.Reference(stream)


def _tag(name: str, texts: Mapping[int, str]) -> str:
    """The six capitals before the name of a subset (PDF 32000-1, 9.6.4); the same for the same subset."""
    digest = hashlib.blake2b(repr((name, sorted(texts.items()))).encode("utf-8", "replace"), digest_size=6).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest)


def _subset(face: Face, glyphs: Iterable[int]) -> tuple[hb.Face, Mapping[int, int]]:
    """The face with these glyphs alone, and where each went."""
    flags = hb.SubsetFlags
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _UNUSED)
    wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.NOTDEF_OUTLINE
    if face.is_cff:
        # Some readers take the ids of an OpenType font's characters for glyphs, so these must be the same numbers.
        wanted.flags |= flags.CFF_IDENTITY_CHARSET | flags.DOWNGRADE_CFF2
    for axis in face.hb_face.axis_infos:
        wanted.pin_axis_location(face.hb_face, axis.tag, face.axes.get(axis.tag, axis.default_value))
    plan = hb.SubsetPlan(face.hb_face, wanted)
    return plan.execute(), dict(plan.old_to_new_glyph_mapping)


def _descriptor(face: Face, name: str, program: Mapping[str, Any]) -> PDFDictionary:
    """The font descriptor (PDF 32000-1, 9.8), in thousandths of the size."""
    scale = 1000 / face.upem
    box = struct.unpack_from(">4h", face.hb_face.reference_table("head").data, 36)
    return _dictionary(
        Type=PDFName("FontDescriptor"),
        FontName=PDFName(name),
        Flags=4,
        FontBBox=PDFArray([round(side * scale) for side in box]),
        ItalicAngle=0,
        Ascent=round(face.ascent * 1000),
        Descent=round(face.descent * 1000),
        CapHeight=round(face.ascent * 667),
        StemV=140 if face.bold else 80,
        **program,
    )


def _program(document: Any, face: Face, subset: hb.Face) -> dict[str, Any]:
    """The entry of the descriptor that holds the font itself."""
    data = subset.blob.data
    if face.is_cff:
        # The CFF table alone would do (CIDFontType0C), but page-validation reads widths of mixed scripts wrongly there.
        return {"FontFile3": _stream(document, data, Subtype=PDFName("OpenType"))}
    return {"FontFile2": _stream(document, data, Length1=len(data))}


def _encoding(document: Any, ids: Mapping[int, int]) -> Any:
    """The CMap from codes to the ids of a CFF font's characters, which are its glyphs (PDF 32000-1, 9.7.5.4)."""
    lines = [f"<{code:04X}> {number}" for code, number in sorted(ids.items())]
    content = _CMAP.format(ordering="Identity", name="Glyphs", kind=1, blocks=_blocks("cidchar", lines))
    entries = {"Type": PDFName("CMap"), "CMapName": PDFName("Glyphs"), "WMode": 0, "CIDSystemInfo": _system_info()}
    return _stream(document, content.encode("ascii"), **entries)


def _widths(face: Face, glyphs: Mapping[int, int]) -> Iterator[Any]:
    """How far each id moves the pen (PDF 32000-1, 9.7.4.3): the first id of a row, and the widths of the row."""
    rows: list[tuple[int, list[float]]] = []
    for number, glyph in sorted(glyphs.items()):
        if not rows or number != rows[-1][0] + len(rows[-1][1]):
            rows.append((number, []))
        rows[-1][1].append(round(face.advance(glyph) * 1000 / face.upem, 3))
    for first, row in rows:
        yield from (first, PDFArray(row))


def _to_unicode(texts: Mapping[int, str]) -> str:
    """The CMap from codes to texts; UTF-16, so that emoji and other characters past U+FFFF are read too."""
    lines = [
        f"<{code:04X}> <{(text or SILENT).encode('utf-16-be', 'replace').hex().upper()}>"
        for code, text in sorted(texts.items())
    ]
    return _CMAP.format(ordering="UCS", name="Adobe-Identity-UCS", kind=2, blocks=_blocks("bfchar", lines))


def _blocks(kind: str, lines: Sequence[str]) -> str:
    starts = range(0, len(lines), _PER_BLOCK)
    blocks = [lines[start : start + _PER_BLOCK] for start in starts]
    return "".join(f"{len(block)} begin{kind}\n{chr(10).join(block)}\nend{kind}\n" for block in blocks)

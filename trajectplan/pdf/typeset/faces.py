"""The faces of the print: which letters each has, how wide they are, and which face draws a cluster."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from unicodedata import category

import regex
import uharfbuzz as hb

from trajectplan.pdf.typeset import finding
from trajectplan.resources import STATIC

STEERING: Final = regex.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u061c\u034f\u180b-\u180d\u180f"
    "\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
"""Characters that steer others and have no look of their own: joiners, directions, variation selectors, tags."""

_EMOJI: Final = regex.compile(r"^(?!.\ufe0e)(?:[\p{Emoji_Presentation}\U0001f000-\U0001faff]|.\ufe0f|.\u20e3)", regex.S)
"""The beginning of a cluster that is a picture: by itself, or because a sign behind it asks for one."""

_SIGNS: Final = regex.compile("Emoji|Symbols|Math|Music")
"""Names of faces whose spaces and punctuation are not for running text."""
_NEVER: Final = {"Cc", "Cs", "Co"}
"""Controls, lone surrogates and private characters: where a font has them, they mean nothing to a reader."""


class Face:
    """One font: a file, or one face of a collection; sizes are of size 1 (``ascent``) or in units (``advance``).

    ``axes`` fixes the axes of a variable font (``{"wght": 700}``). Raises ``ValueError`` for a file that is no font.
    """

    def __init__(self, path: Path, *, index: int = 0, bold: bool = False, axes: dict[str, float] | None = None) -> None:
        # The file is mapped into memory, not read: pages come in as letters are drawn.
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.hb_font = hb.Font(self.hb_face)
        if axes:
            self.hb_font.set_variations(axes)
        # HarfBuzz's own set takes some kilobytes where a set of Python takes megabytes.
        self._characters = self.hb_face.unicodes
        if not self._characters:
            raise ValueError(f"{path.name} has no characters")
        tables = set(self.hb_face.table_tags)
        self.name = _name(self.hb_face, path, axes)
        self.bold = bold
        self.is_main = self.name.startswith("NotoSans-")
        self.is_for_signs = bool(_SIGNS.search(self.name))
        self.axes = axes or {}
        self.is_cff = not tables.isdisjoint({"CFF ", "CFF2"})
        self.upem: int = self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.upem
        self.descent: float = extents.descender / self.upem

    def __repr__(self) -> str:
        return f"Face({self.name})"

    def has(self, cluster: str) -> bool:
        """Whether it draws every character of ``cluster`` that has a look of its own."""
        return all(ord(character) in self._characters for character in cluster if not STEERING.match(character))

    def advance(self, glyph: int) -> int:
        """How far the pen moves behind a glyph, in units of which ``upem`` make the size."""
        advance: int = self.hb_font.get_glyph_h_advance(glyph)
        return advance

    def ink(self, glyph: int) -> tuple[int, int]:
        """The lowest and the highest point of a glyph, in units of which ``upem`` make the size; 0 without ink."""
        extents = self.hb_font.get_glyph_extents(glyph)
        return (extents.y_bearing + extents.height, extents.y_bearing) if extents else (0, 0)


def _name(face: hb.Face, path: Path, axes: dict[str, float] | None) -> str:
    """The PostScript name, which tells the faces of a collection and the weights of a variable font apart."""
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
    weight = "".join(f"-{tag}{value:g}" for tag, value in (axes or {}).items())
    return "".join(letter for letter in name + weight if letter.isascii() and (letter.isalnum() or letter == "-"))


def _in_wheel(name: str, *, bold: bool = False) -> Face:
    return Face(STATIC / "fonts" / f"{name}.ttf", bold=bold)


MAIN: Final = _in_wheel("NotoSans-Regular")
MAIN_BOLD: Final = _in_wheel("NotoSans-Bold", bold=True)
"""Latin, Greek and Cyrillic; every document draws with them."""


@cache
def _emoji() -> Face:
    return _in_wheel("NotoEmoji-Regular")


@cache
def _texts(*, bold: bool) -> tuple[Face, ...]:
    """The other faces of the wheel for running text."""
    style = "Bold" if bold else "Regular"
    return (
        _in_wheel(f"NotoSansArabic-{style}", bold=bold),
        _in_wheel(f"NotoSansEthiopic-{style}", bold=bold),
        _in_wheel("NotoSansSymbols2-Regular"),
    )


def pieces(
    cluster: str,
    bold: bool,  # noqa: FBT001 - as in a style
    before: Face | None,
    language: str = "",
) -> tuple[tuple[Face, str], ...]:
    """``cluster``, one grapheme cluster, in pieces that one face each draws: more than one where none has all of it.

    Spaces and punctuation stay with the face ``before`` them, that of the cluster before, where that has them.
    ``language`` (BCP 47) picks the shapes of Han characters. Where no face has a character (`covered`), the main face
    stands in.
    """
    if before is not None and not before.is_main and _may_stay(cluster, bold, before):
        return ((before, cluster),)
    if cluster.isascii():
        return ((MAIN_BOLD if bold else MAIN, cluster),)
    return _pieces(cluster, bold, language.partition("-")[0] if finding.is_han(cluster) else "")


def _may_stay(cluster: str, bold: bool, before: Face) -> bool:  # noqa: FBT001 - as in a style
    """Whether ``cluster`` is what stands between letters, and the face of the letters before it has it."""
    if before.is_for_signs or before.bold > bold or _EMOJI.match(cluster):
        return False
    return category(cluster[0])[0] in "MPZC" and before.has(cluster)


@lru_cache(maxsize=8192)
def _pieces(cluster: str, bold: bool, language: str) -> tuple[tuple[Face, str], ...]:  # noqa: FBT001 - as in a style
    face = _face(cluster, bold=bold, language=language)
    if face:
        return ((face, cluster),)
    parts: list[tuple[Face, str]] = []
    for character in cluster:
        one = None if STEERING.match(character) else _face(character, bold=bold, language=language)
        if parts and one in {None, parts[-1][0]}:
            parts[-1] = (parts[-1][0], parts[-1][1] + character)
        else:
            parts.append((one or (MAIN_BOLD if bold else MAIN), character))
    return tuple(parts)


def _face(cluster: str, *, bold: bool, language: str) -> Face | None:
    """The first face that has all of ``cluster``: those of the wheel, then those of the system."""
    main = MAIN_BOLD if bold else MAIN
    if _EMOJI.match(cluster) and _emoji().has(cluster):
        return _emoji()
    for face in (main, *_texts(bold=bold), _emoji()):
        if face.has(cluster):
            return face
    visible = STEERING.sub("", cluster)
    for file in finding.candidates(visible[:1], bold=bold, language=language):
        found = _opened(file)
        if found and found.has(cluster):
            return found
    return None


@cache
def _opened(file: finding.FontFile) -> Face | None:
    """A face of the system, or None where its file can't be used: a broken font must never stop a print."""
    try:
        return Face(file.path, index=file.index, bold=file.bold, axes=dict(file.axes))
    except (hb.HarfBuzzError, OSError, ValueError):
        return None


@lru_cache(maxsize=8192)
def covered(cluster: str) -> bool:
    """Whether every character of ``cluster`` that has a look of its own can be drawn, in one face or in several."""
    return all(
        STEERING.match(character) or (category(character) not in _NEVER and _face(character, bold=False, language=""))
        for character in cluster
    )

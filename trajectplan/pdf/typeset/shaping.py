"""From words to glyphs: the face of each cluster, then HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import uharfbuzz as hb

from trajectplan.pdf.typeset.breaking import clusters
from trajectplan.pdf.typeset.faces import Face, pieces
from trajectplan.pdf.typeset.memory import for_one_document

Glyph = tuple[int, str, float, float, float]
"""Its id in the face, the characters it stands for, and in thousandths of the size: where it stands, how far above the
line, and how wide it is by itself."""

STEERING: Final = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Controls of direction: they have done their work before anything is shaped."""
_ASCII: Final = {"kern": True, "liga": False}
_OTHER: Final = {"kern": True}


class Run:
    """Characters of one face, direction and language, shaped.

    ``glyphs`` are in the order of the characters; ``width`` in thousandths of the size. ``level`` is that of the bidi
    algorithm: odd ones run right to left.
    """

    __slots__ = ("face", "glyphs", "is_flat", "level", "width")

    def __init__(self, face: Face, glyphs: Sequence[Glyph], width: float, level: int) -> None:
        self.face = face
        self.glyphs = glyphs
        self.width = width
        self.level = level
        self.is_flat = not any(glyph[3] for glyph in glyphs)

    def ink(self) -> tuple[float, float]:
        """The lowest and the highest point of its ink, in thousandths of the size."""
        scale = 1000 / self.face.upem
        points = [(y, self.face.ink(glyph)) for glyph, _characters, _x, y, _advance in self.glyphs]
        return min(y + low * scale for y, (low, _high) in points), max(y + high * scale for y, (_low, high) in points)


@for_one_document(4096)
def runs(text: str, levels: int | tuple[int, ...], language: str, *, bold: bool) -> tuple[Run, ...]:
    """The runs of a word, in the order of its characters; ``levels`` of each character, or of all."""
    return tuple(
        _shaped(face, text[start:end].translate(STEERING), level, language)
        for face, level, start, end in _stretches(text, levels, language, bold=bold)
    )


def _stretches(
    text: str, levels: int | tuple[int, ...], language: str, *, bold: bool
) -> Iterator[tuple[Face, int, int, int]]:
    """Where face or level change: face, level, first character and the one after the last."""
    start = at = 0
    now: tuple[Face, int] | None = None
    before: Face | None = None
    for cluster in clusters(text):
        for face, part in pieces(cluster, bold, before, language):
            level = levels if isinstance(levels, int) else levels[at]
            if now is not None and now != (face, level):
                yield *now, start, at
                start = at
            now, before = (face, level), face
            at += len(part)
    if now is not None:
        yield *now, start, at


def _shaped(face: Face, text: str, level: int, language: str) -> Run:
    if not text:
        # All its characters steered, and have done their work.
        return Run(face, (), 0, level)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    if language:
        buffer.language = language
    if face.is_cff:
        # Each glyph has one text in the file: a space that hides a selector would take the selector's for its own.
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    # Every glyph keeps the character it comes from, so that what is read out of the file is what was typed.
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    hb.shape(face.hb_font, buffer, _ASCII if text.isascii() else _OTHER)
    scale = 1000 / face.upem
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    pen = 0.0
    placed: list[tuple[int, int, float, float, float]] = []
    for info, position in zip(infos, positions, strict=True):
        placed.append(
            (
                info.cluster,
                info.codepoint,
                pen + position.x_offset * scale,
                position.y_offset * scale,
                position.x_advance * scale,
            )
        )
        pen += position.x_advance * scale
    return Run(face, tuple(_with_characters(placed, text, face)), pen, level)


def _with_characters(placed: list[tuple[int, int, float, float, float]], text: str, face: Face) -> Iterator[Glyph]:
    """The glyphs in the order of their characters; the first of several for one character stands for it."""
    placed.sort(key=lambda glyph: glyph[0])
    starts = sorted({glyph[0] for glyph in placed})
    ends = dict(zip(starts, [*starts, len(text)][1:], strict=False))
    told = -1
    for cluster, glyph, x, y, _advance in placed:
        # What stands before the first glyph's character belongs to it too.
        characters = text[cluster if told >= 0 else 0 : ends[cluster]] if cluster != told else ""
        told = cluster
        yield glyph, characters, x, y, face.advance(glyph) * 1000 / face.upem

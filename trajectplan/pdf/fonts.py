"""The two fonts of the print, read once per process, and which characters they have."""

from __future__ import annotations

from functools import cache
from typing import Final
from unicodedata import category

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from trajectplan.resources import STATIC

REGULAR: Final = "NotoSans"
BOLD: Final = "NotoSans-Bold"
_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


@cache
def covered() -> frozenset[str]:
    """Every character that both fonts can draw; the first call registers the fonts with ReportLab.

    Characters that have no look of their own (controls, format characters) are left out, also where a font has them.
    """
    faces = []
    for name, file in _FILES.items():
        font = TTFont(name, str(STATIC / "fonts" / file))
        pdfmetrics.registerFont(font)
        faces.append({chr(code) for code, glyph in font.face.charToGlyph.items() if glyph})
    # There is no italic: nothing on paper leans, so that it stays easy to read.
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset(character for character in set.intersection(*faces) if category(character)[0] != "C")

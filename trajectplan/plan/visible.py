"""Whether anything of a text can be seen: a name of nothing but marks of direction names nobody."""

from __future__ import annotations

from typing import Final
from unicodedata import category

_UNSEEN: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs"})
"""The kinds of characters that leave no ink: spaces, and what only steers."""
_FILLERS: Final = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2800, 0x3164, 0xFFA0)))
"""Letters and signs without ink, and in `_SELECTORS` what chooses another form (Default_Ignorable_Code_Point)."""
_SELECTORS: Final = ((0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))


def visible(text: str) -> str:
    """The text as it is; empty where nothing of it can be seen."""
    return text if any(map(_is_seen, text)) else ""


def _is_seen(character: str) -> bool:
    if category(character) in _UNSEEN or character in _FILLERS:
        return False
    return not any(first <= ord(character) <= last for first, last in _SELECTORS)

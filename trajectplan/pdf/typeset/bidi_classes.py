"""What UAX #9 knows of single characters: their class, as one letter each, and which of them are brackets.

One letter per class keeps the classes of a paragraph in a string, so that the rules can be regular expressions:

    L  left-to-right letter       e  European digit             b  boundary neutral     l  LRE    <  LRI
    R  right-to-left letter       n  Arabic digit               p  paragraph separator  r  RLE    >  RLI
    A  Arabic letter              -  between digits (ES)        t  tab                  x  LRO    ?  FSI
    m  mark on a letter (NSM)     %  beside digits (ET)         _  white space          y  RLO    !  PDI
                                  ,  between digits (CS)        o  other neutral        )  PDF
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import bidirectional

NAMES: Final = {
    "L": "L", "R": "R", "AL": "A", "NSM": "m", "EN": "e", "AN": "n", "ES": "-", "ET": "%", "CS": ",",
    "BN": "b", "B": "p", "S": "t", "WS": "_", "ON": "o", "LRE": "l", "RLE": "r", "LRO": "x", "RLO": "y", "PDF": ")",
    "LRI": "<", "RLI": ">", "FSI": "?", "PDI": "!", "": "u",
}  # fmt: skip
"""The letter of each class, by its name in the Unicode database; `u` is what Python's database doesn't know."""

_UNKNOWN: Final = (
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "A"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "A"), (0x0ECE, 0x0ECE, "m"),
    (0x2065, 0x2065, "b"), (0x20A0, 0x20CF, "%"), (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "A"), (0xFDD0, 0xFDEF, "b"),
    (0xFDF0, 0xFDFF, "A"), (0xFE70, 0xFEFE, "A"), (0xFFF0, 0xFFF8, "b"), (0x10EFD, 0x10EFF, "m"),
    (0x10D00, 0x10D3F, "A"), (0x10EC0, 0x10EFC, "A"), (0x10F30, 0x10F6F, "A"), (0x10800, 0x10FFF, "R"),
    (0x11241, 0x11241, "m"), (0x11F00, 0x11F01, "m"), (0x11F36, 0x11F3A, "m"), (0x11F40, 0x11F40, "m"),
    (0x11F42, 0x11F42, "m"), (0x13440, 0x13440, "m"), (0x13447, 0x13455, "m"), (0x1E08F, 0x1E08F, "m"),
    (0x1E4EC, 0x1E4EF, "m"), (0x1EC70, 0x1ECBF, "A"), (0x1ED00, 0x1ED4F, "A"), (0x1EE00, 0x1EEFF, "A"),
    (0x1E800, 0x1EFFF, "R"), (0x1F6DC, 0x1F6DC, "o"), (0x1F774, 0x1F776, "o"), (0x1F77B, 0x1F77F, "o"),
    (0x1F7D9, 0x1F7D9, "o"), (0x1FA75, 0x1FA77, "o"), (0x1FA87, 0x1FA88, "o"), (0x1FAAD, 0x1FAAF, "o"),
    (0x1FABB, 0x1FABD, "o"), (0x1FABF, 0x1FABF, "o"), (0x1FACE, 0x1FACF, "o"), (0x1FADA, 0x1FADB, "o"),
    (0x1FAE8, 0x1FAE8, "o"), (0x1FAF7, 0x1FAF8, "o"),
)  # fmt: skip
"""The first row that holds a character that Python 3.11 (Unicode 14) doesn't know gives its class.

Source: extracted/DerivedBidiClass.txt of Unicode 15, the defaults of unassigned characters and what is new there.
"""

_NO_CHARACTER: Final = 0xFFFE
"""The last two of each plane are no characters: these bits are set in them."""
_IGNORED: Final = range(0xE0000, 0xE1000)
"""Unassigned characters that are ignored when shown."""

_NEXT_IS_CLOSING: Final = (
    "\u0028\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5\u27e6\u27e8"
    "\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22\u2e24\u2e26\u2e28"
    "\u2e55\u2e57\u2e59\u2e5b\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59\ufe5b\ufe5d\uff08\uff5f\uff62"
)
"""Opening brackets whose partner is the next character. Source: BidiBrackets.txt of Unicode 15."""

CLOSING: Final = {each: chr(ord(each) + 1) for each in _NEXT_IS_CLOSING} | {
    "[": "]", "{": "}", "\u298d": "\u2990", "\u298f": "\u298e", "\uff3b": "\uff3d", "\uff5b": "\uff5d",
    "\u2329": "\u3009",  # equivalent to U+3008 and U+3009, which close each other's
}  # fmt: skip
"""The closing bracket of each opening one."""

SAME_BRACKET: Final = {"\u232a": "\u3009"}
"""Closing brackets that are canonically equivalent to another."""

BRACKET: Final = re.compile(f"[{re.escape(''.join({*CLOSING, *CLOSING.values(), *SAME_BRACKET}))}]")
"""One bracket, opening or closing."""

NEEDS_BIDI: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""One character of a right-to-left script, or one that steers direction."""


def classes(text: str) -> str:
    """The class of each character, one letter each."""
    letters = "".join(map(NAMES.__getitem__, map(bidirectional, text)))
    if "u" not in letters:
        return letters
    return "".join(_of_unknown(ord(text[at])) if each == "u" else each for at, each in enumerate(letters))


def _of_unknown(code: int) -> str:
    for first, last, letter in _UNKNOWN:
        if first <= code <= last:
            return letter
    return "b" if code & _NO_CHARACTER == _NO_CHARACTER or code in _IGNORED else "L"

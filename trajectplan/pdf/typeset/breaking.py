"""Where a line may end: after which characters, and where a word that is longer than a line may be cut."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import regex

from trajectplan.pdf.typeset.break_rules import opportunities
from trajectplan.pdf.typeset.memory import for_one_document

_LETTERS: Final = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ae"  # Latin
    "\u0386\u0388-\u03ce\u0400-\u0481\u048a-\u0527"  # Greek and Cyrillic
    "\u0620-\u064a\u0660-\u0669\u066e\u066f\u0671-\u06d3\u06f0-\u06fc"  # Arabic
    "\u1200-\u1248\u1250-\u135a\u1e00-\u1eff"  # Ethiopic, and Latin with two marks, as in Vietnamese
)
_MARKS: Final = "\u0300-\u034e\u064b-\u065f\u2069"
"""Marks on letters; the end of an isolate counts as one."""
_STOPS: Final = ".,:;!?)\u060c\u061b\u061f"

# Spaces between these are a place to break, whatever stands around them, and so is the place between two Chinese
# characters: the text falls into words that can be judged one by one.
_SURE: Final = re.compile(
    f"(?:(?<=[{_LETTERS}{_STOPS}])|(?<=[{_LETTERS}{_STOPS}][{_MARKS}])) +(?=[(\"'\u2066-\u2068{_LETTERS}])"
    "|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"
)
_WHOLE: Final = re.compile(f"[(\"']*[{_LETTERS}][{_LETTERS}{_MARKS}]*[{_STOPS}\"']*\u2069? *")
"""A word that no rule breaks."""

_BLANKS: Final = re.compile(r"\n(?:[^\S\n]*\n){2,}")

_HYPHENS: Final = "-\u2010\u2013/"
_LEAST: Final = 3
"""So many characters at least stand on both sides of a break after a hyphen: not `A2/` and `B1`, `e-` and `mail`."""
_ENOUGH: Final = re.compile(f"[^\\s{_STOPS}\"']{{{_LEAST}}}")

_TOGETHER: Final = re.compile(
    r"""
      (?<=[€$£₺])\ [\u2066-\u2068]?\d                                  # € 12, perhaps in an isolate
    | (?<=[\d\u2069])\ [€%](?!\ [\u2066-\u2068]?\d)                     # 12 %, but not 12 € 5
    | (?<=\d)[\u2010-\u2013]\d                                         # 8:30–14:30
    | (?<=\S)\ [\u2010-\u2014\u00b7-](?=\ )                            # a dash between words begins no line
    | (?<!\w)\(?(?:\+|0)\d{1,3}\)?(?:(?:\ -\ |[ -])\d{1,8}){1,5}(?!\w) # 020 123 45 67
    | (?<!\w)[1-9]\d{3}\ [A-Z]{2}(?!\w)                                # 1234 AB
    | (?<![^\s(\u2066-\u2068])\d{1,2}\ [^\W\d_]{2,12}\ \d{4}(?!\w)       # 12 november 2026
    | (?<!\w)[^\W\d_]{2,12}\ \d{1,2},\ \d{4}(?!\w)                     # as in Tigrinya, month first
    """,
    re.VERBOSE,
)
"""What stays on one line, although Unicode would break it at its spaces or dashes."""
_PERHAPS_TOGETHER: Final = re.compile("[€$£₺%\\d\u2010-\u2014\u00b7-]")

# Flags are told apart here, as the library would count them anew from the first for each of them.
_A_CLUSTER: Final = "(?>[\U0001f1e6-\U0001f1ff]{2}[\\p{GCB=Extend}\\p{GCB=ZWJ}\\p{GCB=SpacingMark}]*|\\X)"
_CLUSTER: Final = regex.compile(_A_CLUSTER)
# Vowels beside their consonant (Thai, Lao, Burmese); consonants written above another (Khmer, Burmese) or that close a
# syllable (Burmese).
_UNCUT: Final = regex.compile(
    f"[\u0e40-\u0e44\u0ec0-\u0ec4]?(?:{_A_CLUSTER}(?<=[\u17d2\u1039]))*{_A_CLUSTER}"
    "(?:(?=[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6\u102b\u102c\u1038]|[\u1000-\u1021]\u103a)"
    f"{_A_CLUSTER})*"
)


# Places to break ------------------------------------------------------------------------------------------------------


def breaks(text: str, *, common: bool = False) -> tuple[int, ...]:
    """The places after which a line may end, the end of the text among them; none in an empty text.

    By UAX #14, except that Korean breaks at its spaces, that a hyphen or slash needs something on either side, and
    that amounts, times, dates, phone numbers and postcodes stay whole. Spaces belong to the word before them, those at
    the beginning to the first word. Where a line ends after a soft hyphen (U+00AD), a hyphen wants to be drawn. A
    paragraph has no line break in it: where a line must end isn't told. What is found of ``common`` words is remembered
    for good.
    """
    places = _common if common else _hers
    found: list[int] = []
    start = 0
    for match in _SURE.finditer(text):
        found += [start + at for at in places(text[start : match.end()])]
        start = match.end()
    found += [start + at for at in places(text[start:])]
    if text[:1] == " " and len(found) > 1 and text[: found[0]].isspace():
        del found[0]
    if not _PERHAPS_TOGETHER.search(text):
        return tuple(found)
    kept = {at for match in _TOGETHER.finditer(text) for at in range(match.start() + 1, match.end())}
    return tuple(at for at in found if at not in kept)


def _places(word: str) -> tuple[int, ...]:
    """The breaks of what stands between two sure ones, mostly one word with its spaces."""
    if _WHOLE.fullmatch(word):
        return (len(word),)
    found = []
    start = 0
    for at in opportunities(word):
        if at < len(word) and (_is_korean(word[at - 1], word[at]) or not _worth_it(word, start, at)):
            continue
        found.append(at)
        start = at
    return tuple(found)


_common: Final = lru_cache(maxsize=4096)(_places)
_hers: Final = for_one_document(4096)(_places)


def _is_korean(before: str, after: str) -> bool:
    """Whether the place between two characters lies within a Korean word."""
    return "\uac00" <= after <= "\ud7a3" and (before.isdigit() or "\uac00" <= before <= "\ud7a3")


def _worth_it(word: str, start: int, at: int) -> bool:
    """Whether a break after a hyphen leaves enough on both sides; any other break is."""
    return word[at - 1] not in _HYPHENS or (at - start > _LEAST and _ENOUGH.match(word, at) is not None)


def with_single_blanks(text: str) -> str:
    """Several blank lines as one: on paper they say no more than that, and no page could end between them."""
    return _BLANKS.sub("\n\n", text)


# What a break never splits --------------------------------------------------------------------------------------------


def clusters(text: str) -> list[str]:
    """What a reader takes for one character each (grapheme clusters, UAX #29)."""
    if text.isascii() and "\r" not in text:
        return list(text)
    return _CLUSTER.findall(text)


def cuts(word: str) -> tuple[int, ...]:
    """The places after which a word may be cut that is longer than a line, the end of the word among them.

    They lie between clusters. In scripts without spaces a line may end there too, where no dictionary tells the words:
    Thai and Lao vowels stay with their consonant, Khmer and Burmese consonants with what is stacked below them.
    """
    return tuple(match.end() for match in _UNCUT.finditer(word))

"""In which letters a text is written, so far as it tells that it isn't in the language of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel.core import get_global

LATIN = "Latn"
"""The code of the script (ISO 15924)."""


@lru_cache(maxsize=256)
def writes_latin(language: str) -> bool:
    """Whether this language is written in Latin letters, by what Unicode (CLDR) holds likely; no where it is unknown.

    A code that names its script, as ``uz_Arab``, is taken at its word.
    """
    first, *others = language.replace("-", "_").split("_")
    named = next((part for part in others if len(part) == len(LATIN) and part.isalpha()), "")
    likely = str(get_global("likely_subtags").get(first, ""))
    return (named.title() or next(iter(likely.split("_")[1:2]), "")) == LATIN


def is_mostly_latin(words: str) -> bool:
    """Whether at least half of the letters are Latin ones, or there are none."""
    if words.isascii():
        return True
    letters = [sign for sign in words if sign.isalpha()]
    return 2 * sum(map(_is_latin, letters)) >= len(letters)


def has_other_letters(stored: Any) -> bool:
    """Whether a letter that isn't Latin stands anywhere in these answers; much faster than to read them all."""
    match stored:
        case str():
            return not stored.isascii() and any(sign.isalpha() and not _is_latin(sign) for sign in stored)
        case Mapping():
            return any(map(has_other_letters, stored.values()))
        case list() | tuple():
            return any(map(has_other_letters, stored))
    return False


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    # Letters for show, such as bold ones of mathematics, are looked at as the plain letters they stand for.
    plain = unicodedata.normalize("NFKC", letter)[:1]
    return plain.isascii() or "LATIN" in unicodedata.name(plain, "")

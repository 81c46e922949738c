"""One spelling for what people spell in several ways, so that a word they type is found."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Accents of Latin letters; in Arabic the signs for vowels, the hamza on a carrier, and the stroke that draws words out.
_MARKS: Final = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")
_LATIN: Final = {"ł": "l", "ı": "i"}  # noqa: RUF001 - meant so
# Ya without dots, its Persian and Kurdish keys and those of kaf, ta marbuta as it sounds, and alif without its sign.
_ARABIC: Final = {"\u0649": "ي", "\u06cc": "ي", "\u06a9": "ك", "\u0629": "\u0647", "\u0671": "\u0627"}
_ETHIOPIC_ROWS: Final = (("ሀ", "ሐ"), ("ኀ", "ሐ"), ("ሠ", "ሰ"), ("ፀ", "ጸ"), ("ቐ", "ቀ"))  # noqa: RUF001 - meant so
"""Rows of seven letters that are written for each other; see ``catalogue.search``, which forgives more."""
_ETHIOPIC_VOWELS: Final = (("ሐ", "ሓ"), ("አ", "ኣ"), ("ዐ", "ዓ"))  # noqa: RUF001 - meant so
"""Letters of the throat, which sound the same in their first and fourth order."""


def _ethiopic() -> dict[str, str]:
    alike = dict(_ETHIOPIC_VOWELS)
    for other, row in _ETHIOPIC_ROWS:
        for order in range(7):
            letter = chr(ord(row) + order)
            alike[chr(ord(other) + order)] = alike.get(letter, letter)
    return alike


_ALIKE: Final = str.maketrans(_LATIN | _ARABIC | _ethiopic())


def folded(text: str) -> str:
    """The text in small letters without accents; letters that are written for one another become one.

    Turkish KASIM and Kasım are the same then, Polish września and wrzesnia, Arabic أكتوبر and اكتوبر, Tigrinya ጥቕምቲ and
    ጥቅምቲ. The vowels of Tigrinya stay, unlike in a search: they tell numbers apart. Nothing of it is shown.
    """  # noqa: RUF002 - meant so
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_ALIKE)

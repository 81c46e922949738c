"""Finds Latin signs behind Ethiopic words: what code puts between texts must have the signs of the language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

LANGUAGE: Final = "ti"
"""The language of ours with the most signs of its own: full stop, colon, comma and semicolon are none of Latin."""
ABBREVIATION: Final = "ቁ."
"""\"No.\", which has a point in Tigrinya too."""
ELSE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for words in another language, such as hers."""
# Also behind a time and what closes brackets or her quoted words; but not behind the number of a line.
WRONG: Final = regex.compile(r"\S*(?:[\p{Ethiopic})”»]|:[0-9]{2})[.,:;](?=\s|$)|\S*[።፣፤፦][።፣፤፦.,:;]")


def wrong_signs(pieces: Iterable[tuple[str, str]]) -> list[str]:
    """The words with a Latin sign behind them, or two signs, in pieces of language and text that follow each other."""
    said = "".join(text if language == LANGUAGE else ELSE for language, text in pieces)
    return list(dict.fromkeys(WRONG.findall(said.replace(ABBREVIATION, ""))))

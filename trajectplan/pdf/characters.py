"""Characters on their way to paper: which can be printed, and what stands in the place of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final
from unicodedata import category, name, normalize

from trajectplan.i18n import _
from trajectplan.pdf.fonts import covered
from trajectplan.plan.summary import Said

PEN: Final = "_" * 20
"""A line for a pen, in the place of words in a script that the fonts lack."""
IN_MY_SCRIPT: Final = _("(in my own script)")
"""Stands behind such a line."""

_BREAKS: Final = str.maketrans(
    {"\v": "\n", "\f": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
_LETTERS: Final = "LMN"
"""The first letter of the Unicode categories of letters, the marks above and below them, and digits."""
_STRANGE, _SIGN, _READ, _BETWEEN = "xs-."
"""Kinds: letters that can't be printed, other signs that can't be, letters that can be, and what stands between."""
_WORDS: Final = re.compile(rf"{_STRANGE}(?:[{_STRANGE}{_SIGN}{_BETWEEN}]*{_STRANGE})")
_ALONE: Final = re.compile(_STRANGE)


def printable(text: str, note: str = "") -> str:
    """``text`` with a line for a pen for words that can't be printed, and names in brackets for single characters.

    The first line is followed by ``note``. Neighbouring names share one pair of brackets and the beginning of their
    names: ``[GRINNING FACE, WINKING FACE]``. Line breaks stay, but for those between words that can't be printed.
    """
    parts = []
    text = _cleaned(text)
    if all(map(_is_printable, text)):
        return text
    for is_strange, part in _spans(text):
        parts.append(f"{PEN} {note}".rstrip() if is_strange else _with_names(part))
        note = "" if is_strange else note
    return "".join(parts)


def has_words_to_write(text: str) -> bool:
    """Whether words of ``text`` are in a script that can't be printed."""
    return any(is_strange for is_strange, _part in _spans(_cleaned(text)))


def has_names(text: str) -> bool:
    """Whether a character of ``text`` is printed as its name in brackets."""
    return any(not all(map(_is_printable, part)) for is_strange, part in _spans(_cleaned(text)) if not is_strange)


def notes_on(texts: Iterable[str]) -> Iterator[Said]:
    """What a reader must know of what stands in the place of characters in these texts, each thing once."""
    whole = list(texts)
    if any(map(has_words_to_write, whole)):
        yield _("At a line: I wrote in a script that can't be printed yet. I write it here, or read it out.")
    if any(map(has_names, whole)):
        yield _("Characters the printer does not have are in brackets.")


def character_name(character: str) -> str:
    """The Unicode name of a character, its number where it has none (``U+0000``)."""
    return name(character, f"U+{ord(character):04X}")


def _spans(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it holds words in a script that can't be printed.

    Two letters make a word; one letter does too where nothing can be read beside it.
    """
    kinds = "".join(map(_kind, text))
    words = _WORDS if _READ in kinds else re.compile(rf"{_WORDS.pattern}|{_ALONE.pattern}")
    done = 0
    for found in words.finditer(kinds):
        yield False, text[done : found.start()]
        yield True, text[found.start() : found.end()]
        done = found.end()
    yield False, text[done:]


def _kind(character: str) -> str:
    is_letter = category(character)[0] in _LETTERS
    if not _is_printable(character):
        return _STRANGE if is_letter else _SIGN
    return _READ if is_letter else _BETWEEN


def _with_names(text: str) -> str:
    runs = groupby(text, key=_is_printable)
    return "".join("".join(run) if fine else _named("".join(run)) for fine, run in runs)


def _cleaned(text: str) -> str:
    """Composed letters, one kind of line break, and nothing invisible.

    Format characters and variation selectors only steer other characters, so that on paper they would say nothing.
    """
    text = normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS))
    return "".join(character for character in text if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    return not character.isascii() and (category(character) == "Cf" or "VARIATION SELECTOR" in name(character, ""))


def _is_printable(character: str) -> bool:
    return character == "\n" or character in covered()


def _named(characters: str) -> str:
    first, *others = (character_name(character) for character in characters)
    return f"[{', '.join([first, *(_without_beginning(other, first) for other in others)])}]"


def _without_beginning(long: str, first: str) -> str:
    """``long`` without the whole words at its beginning that ``first`` begins with too; never empty."""
    words, before = long.split(), first.split()
    shared = 0
    while shared < min(len(words) - 1, len(before)) and words[shared] == before[shared]:
        shared += 1
    return " ".join(words[shared:])

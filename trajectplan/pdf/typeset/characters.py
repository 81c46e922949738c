"""Characters on their way to paper: which can be printed, and what stands in the place of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final
from unicodedata import category, name, normalize

import regex

from trajectplan.pdf.typeset.faces import STEERING, covered
from trajectplan.pdf.typeset.memory import for_one_document

NAMED: Final = 6
"""So many letters of a script that can't be printed are named; of a longer stretch the numbers stand there."""

_PLAIN: Final = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff–—‘’“”„•…€]*")
"""Letters and signs that the main face has, and that never melt together: nothing to do."""
_BREAKS: Final = str.maketrans(
    {"\v": "\n", "\f": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
_INVISIBLE: Final = regex.compile(
    r"[\p{Cf}\p{Default_Ignorable_Code_Point}--\p{Prepended_Concatenation_Mark}]", regex.V1
)
_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ENDS: Final = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)
"""What ends each control that begins a direction."""
_STRANGE, _SIGN, _READ, _BETWEEN = "xs-."
"""Kinds: letters that can't be printed, other signs that can't be, letters that can be, and what stands between."""
_STRETCH: Final = re.compile(rf"{_STRANGE}(?:[{_SIGN}{_BETWEEN}]*{_STRANGE})*")


def printable(text: str) -> str:
    """``text`` as it can be printed: letters composed, one kind of line break, names for what no face has.

    Neighbouring names share one pair of brackets and the beginning of their names: ``[GRINNING FACE, WINKING FACE]``.
    More than six letters of a script stand there as numbers, ``[U+10000 U+10001]``. Characters that steer others stay,
    those that only hide go, and directions (UAX #9) that are opened on a line are closed on it.
    """
    return text if _PLAIN.fullmatch(text) else _printable(text)


def has_names(text: str) -> bool:
    """Whether a character of ``text`` is printed as its name or number in brackets."""
    return not _PLAIN.fullmatch(text) and not all(map(_is_printable, _cleaned(text)))


def character_name(character: str) -> str:
    """The Unicode name of a character, its number where it has none (``U+0000``)."""
    return name(character, "") or _number(character)


@for_one_document(1024)
def _printable(text: str) -> str:
    text = _cleaned(text)
    if not all(map(_is_printable, text)):
        text = "".join(_replaced(text))
    return _closed(text) if _CONTROLS.search(text) else text


def _cleaned(text: str) -> str:
    """Composed letters, one kind of line break, and nothing that hides without steering."""
    text = normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS))
    shown: str = _INVISIBLE.sub(lambda found: found[0] if STEERING.match(found[0]) else "", text)
    return shown


def _is_printable(character: str) -> bool:
    return character == "\n" or covered(character)


def _replaced(text: str) -> Iterator[str]:
    """The text in pieces, with numbers for long stretches of letters, and names for other characters."""
    kinds = "".join(map(_kind, text))
    done = 0
    for found in _STRETCH.finditer(kinds):
        if found[0].count(_STRANGE) > NAMED:
            yield _in_brackets(text[done : found.start()], _names)
            yield _in_brackets(text[found.start() : found.end()], _numbers)
            done = found.end()
    yield _in_brackets(text[done:], _names)


def _kind(character: str) -> str:
    is_letter = category(character)[0] in "LMN"
    if not _is_printable(character):
        return _STRANGE if is_letter else _SIGN
    return _READ if is_letter else _BETWEEN


def _in_brackets(text: str, told: Callable[[str], str]) -> str:
    """``text`` with what can't be printed in brackets, as ``told``."""
    runs = groupby(text, key=_is_printable)
    return "".join("".join(run) if fine else f"[{told(''.join(run))}]" for fine, run in runs)


def _numbers(characters: str) -> str:
    return " ".join(map(_number, characters))


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"


def _names(characters: str) -> str:
    first, *others = map(character_name, characters)
    return ", ".join([first, *(_without_beginning(other, first) for other in others)])


def _without_beginning(long: str, first: str) -> str:
    """``long`` without the whole words at its beginning that ``first`` begins with too; never empty."""
    words, before = long.split(), first.split()
    shared = 0
    while shared < min(len(words) - 1, len(before)) and words[shared] == before[shared]:
        shared += 1
    return " ".join(words[shared:])


def _closed(text: str) -> str:
    """Each line with its directions closed at its end, and without ends of directions that never began there.

    A stray end would end a direction that the document itself opened around these words.
    """
    return "\n".join(map(_closed_line, text.split("\n")))


def _closed_line(line: str) -> str:
    kept: list[str] = []
    ends: list[str] = []
    for character in line:
        if character in (_POP, _POP_ISOLATE):
            kept += _ended(character, ends)
            continue
        if character in _ENDS:
            ends.append(_ENDS[character])
        kept.append(character)
    return "".join(kept + ends[::-1])


def _ended(end: str, ends: list[str]) -> list[str]:
    """What ``end`` closes, taken from the open ``ends``; the end of an isolate ends the embeddings in it (UAX #9, X6a).

    An embedding ends within its isolate only (X7).
    """
    if end not in (ends[-1:] if end == _POP else ends):
        return []
    place = len(ends) - 1 - ends[::-1].index(end)
    closed = ends[place:][::-1]
    del ends[place:]
    return closed

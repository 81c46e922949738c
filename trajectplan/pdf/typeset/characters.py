"""Characters on their way to paper: which can be printed, and what stands in the place of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias
from unicodedata import category, name, normalize

import regex

from trajectplan.pdf.typeset.faces import STEERING, covered
from trajectplan.pdf.typeset.memory import for_one_document

_Teller: TypeAlias = Callable[[str], str]
"""Tells in words which characters these are."""

NAMED: Final = 6
"""So many letters of a script that can't be printed are named; of a longer stretch the numbers stand there."""
MOST_TOLD: Final = 120
"""So many letters in brackets has one text; what has no room any more is counted, or a title would fill a page."""
MOST_MARKS: Final = 4
"""So many marks stand on one letter; more of them would run over the lines around it.

Counted in words of many languages (see the tests): 2 in Thai and Vietnamese, 3 in Tibetan and vocalised Arabic, 4 in
Burmese, ancient Greek and pointed Hebrew; only syllables of mantras in Tibetan have more. The 30 of Unicode's
Stream-Safe Text Format (UAX #15) spare buffers, not readers.
"""

_PLAIN: Final = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff–—‘’“”„•…€]*")
"""Letters and signs that the main face has, and that never melt together: nothing to do."""
_BREAKS: Final = str.maketrans(
    {"\v": "\n", "\f": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
_INVISIBLE: Final = regex.compile(
    r"[\p{Cf}\p{Default_Ignorable_Code_Point}--\p{Prepended_Concatenation_Mark}]", regex.V1
)
_PILE: Final = regex.compile(
    r"(?:[\p{Mn}\p{Me}--\p{Default_Ignorable_Code_Point}]\p{Default_Ignorable_Code_Point}*){2,}", regex.V1
)
"""Marks that may be too many, with what steers between them; a letter composed has three of its own at the most."""
_MARK: Final = regex.compile(r"[\p{Mn}\p{Me}--\p{Default_Ignorable_Code_Point}]", regex.V1)
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
    More than six letters of a script stand there as numbers, ``[U+10000 U+10001]``. Marks piled too high on a letter
    are told in the same way. Where there is no room, the first is named and the others are counted, at last all only
    counted: ``[COMBINING ACUTE ACCENT +55]``, ``[+56]``. Characters that steer others stay, those that only hide go,
    and directions (UAX #9) that are opened on a line are closed on it.
    """
    return text if _PLAIN.fullmatch(text) else _printable(text)


def has_names(text: str) -> bool:
    """Whether a character of ``text`` is printed as its name or number in brackets, or counted there."""
    return not _PLAIN.fullmatch(text) and not all(_are_printable(_cleaned(text)))


def character_name(character: str) -> str:
    """The Unicode name of a character, its number where it has none (``U+0000``)."""
    return name(character, "") or _number(character)


@for_one_document(1024)
def _printable(text: str) -> str:
    text = _cleaned(text)
    fine = _are_printable(text)
    if not all(fine):
        text = "".join(_replaced(text, fine))
    return _closed(text) if _CONTROLS.search(text) else text


def _cleaned(text: str) -> str:
    """Composed letters, one kind of line break, and nothing that hides without steering."""
    text = normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS))
    shown: str = _INVISIBLE.sub(lambda found: found[0] if STEERING.match(found[0]) else "", text)
    return shown


def _are_printable(text: str) -> list[bool]:
    """Of each character whether it can be printed where it stands."""
    fine = [character == "\n" or covered(character) for character in text]
    for pile in _PILE.finditer(text):
        composed = normalize("NFD", text[: pile.start()][-1:])
        room = MOST_MARKS - len(_MARK.findall(composed))
        marks = [pile.start() + mark.start() for mark in _MARK.finditer(pile[0])]
        if len(marks) > room:
            # With what steers between them, or each would have brackets of its own.
            fine[marks[room] : marks[-1] + 1] = [False] * (marks[-1] + 1 - marks[room])
    return fine


def _replaced(text: str, fine: Sequence[bool]) -> Iterator[str]:
    """The text in pieces, with names and numbers in brackets as long as there is room for them."""
    room = MOST_TOLD
    for told, pairs in groupby(zip(_tellers(text, fine), text, strict=True), key=itemgetter(0)):
        run = "".join([character for _told, character in pairs])
        if told is None:
            yield run
            continue
        words = _told_within(room, run, told)
        room -= len(words)
        yield f"[{words}]"


def _tellers(text: str, fine: Sequence[bool]) -> list[_Teller | None]:
    """What tells each character: numbers in long stretches of letters, else names; None where it can be printed."""
    tellers: list[_Teller | None] = [None if is_fine else _names for is_fine in fine]
    kinds = "".join(map(_kind, text, fine))
    for found in _STRETCH.finditer(kinds):
        if found[0].count(_STRANGE) > NAMED:
            start, end = found.span()
            tellers[start:end] = [told and _numbers for told in tellers[start:end]]
    return tellers


def _kind(character: str, is_fine: bool) -> str:  # noqa: FBT001 - given by map
    is_letter = category(character)[0] in "LMN"
    if not is_fine:
        return _STRANGE if is_letter else _SIGN
    return _READ if is_letter else _BETWEEN


def _told_within(room: int, characters: str, told: _Teller) -> str:
    """What stands in the brackets: all of them, the first and how many more, or how many, as there is room."""
    words = told(characters)
    if len(words) <= room:
        return words
    first, others = characters[0], len(characters) - 1
    return f"{character_name(first)} +{others}" if others and room > 0 else f"+{len(characters)}"


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

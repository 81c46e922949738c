"""A paragraph before it has a width: its spans as words that are shaped and know their direction."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple, TypeAlias

from trajectplan.pdf.typeset.bidi import levels, needs_bidi
from trajectplan.pdf.typeset.breaking import breaks, cuts, with_single_blanks
from trajectplan.pdf.typeset.characters import printable
from trajectplan.pdf.typeset.courtesy import give_way
from trajectplan.pdf.typeset.memory import for_one_document
from trajectplan.pdf.typeset.numbers import by_number
from trajectplan.pdf.typeset.shaping import Run, runs

LTR: Final = "ltr"
RTL: Final = "rtl"
AUTO: Final = "auto"
"""By the first letter that has a direction."""

SPACES: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""What may hang over the end of a line."""
_ISOLATES: Final = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_BEGINS: Final = {LTR: "\N{LEFT-TO-RIGHT ISOLATE}", RTL: "\N{RIGHT-TO-LEFT ISOLATE}"}
_LEFT_TO_RIGHT: Final = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one language and weight; without a ``language`` in that of their paragraph (BCP 47).

    ``common`` words stand in every document, and are remembered once they are shaped. What one person wrote is
    forgotten with her document. ``within`` names the language and the direction of a text that several spans make
    together, where the paragraph says it in other languages too: then they run as one, in that direction. ``own`` words
    are somebody's: among others they run by their own first letter, whatever their language is said to be.
    """

    text: str
    language: str = ""
    bold: bool = False
    common: bool = False
    within: tuple[str, str] = ("", "")
    own: bool = False


REMEMBERED: Final = 8192
"""So many words."""
LONG_WORDS: Final = 256
"""So many words that are longer than a line."""
PARAGRAPHS: Final = 1024
"""So many paragraphs: most are made more than once, to be measured before they are placed."""

_Look: TypeAlias = tuple[str, bool, bool]
"""The language of a span, and whether it is bold and common."""


class Source(NamedTuple):
    """So many characters of a word that are from one span: its number, its language, whether it is bold."""

    length: int
    span: int
    language: str
    bold: bool


class Word:
    """What stands between two places where a line may end.

    ``pieces`` are its runs in the order of its characters, each with the number of its span; ``width`` without the
    spaces at its end, ``advance`` with them, in thousandths of the size. ``sources`` says which span has how many of
    its characters.
    """

    __slots__ = ("advance", "levels", "pieces", "sources", "spaces", "text", "width")

    def __init__(
        self,
        text: str,
        word_levels: int | tuple[int, ...],
        pieces: Sequence[tuple[Run, int]],
        spaces: Sequence[tuple[Run, int]],
        sources: Sequence[Source],
    ) -> None:
        self.text = text
        self.sources = sources
        self.levels = word_levels
        self.pieces = pieces
        self.spaces = spaces
        self.width = sum([run.width for run, _span in pieces])
        self.advance = self.width + sum([run.width for run, _span in spaces])


@dataclass(slots=True)
class Prepared:
    """A paragraph as words; each line of it that she broke herself by itself. ``base`` is its level: 0 or 1."""

    lines: list[list[Word]]
    base: int


def prepared(spans: Sequence[Span], language: str, direction: str, *, bold: bool) -> Prepared:
    """The words of ``spans``; ``direction`` is ``"ltr"``, ``"rtl"`` or ``"auto"``."""
    give_way()
    return _prepared(tuple(spans), language, direction, bold)


@for_one_document(PARAGRAPHS)
def _prepared(spans: tuple[Span, ...], language: str, direction: str, bold: bool) -> Prepared:  # noqa: FBT001 - as in a style
    texts = [with_single_blanks(printable(span.text)) for span in spans]
    whole = "".join(texts)
    base = _base(whole, direction)
    mixed = base == 1 or needs_bidi(whole)
    lines = _lines(texts)
    if mixed:
        lines = (_apart(line, spans, language) for line in lines)
    looks = [(span.language or language, bold or span.bold, span.common) for span in spans]
    return Prepared([list(_words(line, looks, base if mixed else None)) for line in lines], base)


def _base(text: str, direction: str) -> int:
    if direction == AUTO:
        return levels(text.replace("\n", " "), None)[0] if needs_bidi(text) else 0
    return int(direction == RTL)


def _lines(texts: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """The lines of several texts one after another: for each what it takes of which text."""
    line: list[tuple[int, str]] = []
    for number, text in enumerate(texts):
        first, *others = text.split("\n")
        line.append((number, first))
        for other in others:
            yield line
            line = [(number, other)]
    yield line


def _words(line: Sequence[tuple[int, str]], looks: Sequence[_Look], base: int | None) -> Iterator[Word]:
    """The words of a line; without a ``base`` all of it runs left to right."""
    text = "".join([part for _number, part in line])
    found = levels(text, base)[1] if base is not None else None
    ends = list(accumulate(len(part) for _number, part in line))
    at = 0
    for end in breaks(text, common=all(looks[number][2] for number, _part in line)):
        place = bisect_right(ends, at)
        owner = line[place][0]
        word_levels = _same(found[at:end]) if found else 0
        if end <= ends[place]:
            yield _owned(_word(text[at:end], word_levels, looks[owner]), owner)
        else:
            yield _as_one(text[at:end], word_levels, list(_parts(text, at, end, line, ends, looks, found)))
        at = end


def _parts(
    text: str,
    at: int,
    end: int,
    line: Sequence[tuple[int, str]],
    ends: Sequence[int],
    looks: Sequence[_Look],
    found: Sequence[int] | None,
) -> Iterator[Word]:
    """What each span has of the word from ``at`` to ``end``; the spans of ``line`` end at ``ends``."""
    for (owner, _part), stop in zip(line, ends, strict=True):
        until = min(stop, end)
        if until > at:
            yield _owned(_word(text[at:until], _same(found[at:until]) if found else 0, looks[owner]), owner)
            at = until


def _word(part: str, part_levels: int | tuple[int, ...], look: _Look) -> Word:
    """A word of the first span."""
    language, bold, common = look
    return (_common if common else _hers)(part, part_levels, language, bold)


def _shaped(part: str, part_levels: int | tuple[int, ...], language: str, bold: bool) -> Word:  # noqa: FBT001 - as in a style
    end = len(part.rstrip(SPACES))
    first, rest = (part_levels, part_levels) if isinstance(part_levels, int) else (part_levels[:end], part_levels[end:])
    pieces = [(run, 0) for run in runs(part[:end], first, language, bold=bold)] if end else []
    spaces = [(run, 0) for run in runs(part[end:], rest, language, bold=bold)] if end < len(part) else []
    return Word(part, part_levels, pieces, spaces, [Source(len(part), 0, language, bold)])


_common: Final = lru_cache(REMEMBERED)(_shaped)
_hers: Final = for_one_document(REMEMBERED)(_shaped)


def _owned(word: Word, owner: int) -> Word:
    """The same word as one of the span with this number."""
    if owner == 0:
        return word
    pieces, spaces = ([(run, owner) for run, _span in some] for some in (word.pieces, word.spaces))
    sources = [source._replace(span=owner) for source in word.sources]
    return Word(word.text, word.levels, pieces, spaces, sources)


def _as_one(text: str, word_levels: int | tuple[int, ...], parts: Sequence[Word]) -> Word:
    """Parts of several spans as one word; only the spaces at its end hang over the end of a line."""
    end = len(text.rstrip(SPACES))
    pieces: list[tuple[Run, int]] = []
    spaces: list[tuple[Run, int]] = []
    at = 0
    for part in parts:
        (pieces if at < end else spaces).extend(part.pieces)
        at += len(part.text)
        (pieces if at < end else spaces).extend(part.spaces)
    return Word(text, word_levels, pieces, spaces, [source for part in parts for source in part.sources])


def pieces_of(word: Word, limit: float) -> list[Word]:
    """A word that is wider than ``limit`` in several that are not, cut between clusters; one cluster may be wider."""
    ends, edges = _edges(word.text, word.levels, tuple(word.sources))
    found: list[Word] = []
    start = first = 0
    while first < len(ends):
        begin = edges[first - 1] if first else 0.0
        last = max(first, bisect_right(edges, begin + limit, first) - 1)
        piece = _cut(word, start, ends[last])
        # Letters that join may be wider together than each by itself.
        while piece.width > limit and last > first:
            last -= 1
            piece = _cut(word, start, ends[last])
        # What stays together where a line has room, such as a date, breaks at its blanks where none has.
        if last < len(ends) - 1 and (blank := word.text.rfind(" ", start, ends[last] + 1)) > start:
            last = bisect_right(ends, blank)
            piece = _cut(word, start, ends[last])
        found.append(piece)
        start, first = ends[last], last + 1
    found[-1:] = [_cut(word, start - len(found[-1].text), len(word.text))] if found else [word]
    return found


@for_one_document(LONG_WORDS)
def _edges(
    text: str, word_levels: int | tuple[int, ...], sources: tuple[Source, ...]
) -> tuple[tuple[int, ...], list[float]]:
    """The places where a word may be cut, and how wide it is up to each, by the widths of single clusters.

    What is found is remembered: a long word is measured once, however many lines and columns it is tried in. A cluster
    of two spans is measured in the look of the first.
    """
    ends = cuts(text.rstrip(SPACES))
    bounds = list(accumulate(source.length for source in sources))
    widths = []
    for start, end in pairwise((0, *ends)):
        look = sources[bisect_right(bounds, start)]
        widths.append(_hers(text[start:end], _between(word_levels, start, end), look.language, look.bold).advance)
    return ends, list(accumulate(widths))


def _cut(word: Word, start: int, end: int) -> Word:
    """The part of a word from one character to another."""
    parts: list[Word] = []
    at = 0
    for length, span, language, bold in word.sources:
        since, until = max(start, at), min(end, at + length)
        if since < until:
            part_levels = _between(word.levels, since, until)
            parts.append(_owned(_hers(word.text[since:until], part_levels, language, bold), span))
        at += length
    return parts[0] if len(parts) == 1 else _as_one(word.text[start:end], _between(word.levels, start, end), parts)


def _between(word_levels: int | tuple[int, ...], start: int, end: int) -> int | tuple[int, ...]:
    """The levels of the characters of a word from one to another."""
    return word_levels if isinstance(word_levels, int) else _same(word_levels[start:end])


def _same(found: Sequence[int]) -> int | tuple[int, ...]:
    """One level where all are the same."""
    return found[0] if found and found.count(found[0]) == len(found) else tuple(found)


def _apart(line: Sequence[tuple[int, str]], spans: Sequence[Span], language: str) -> list[tuple[int, str]]:
    """A line of a paragraph in ``language``, with texts in other languages isolated from what is around them."""
    found: list[tuple[int, str]] = []
    for within, parts in groupby(line, lambda part: spans[part[0]].within):
        inner = [(number, _isolated(text, spans, number, within[0] or language)) for number, text in parts]
        if within[0] not in {"", language}:
            first, last = inner[0][0], inner[-1][0]
            inner = [(first, _BEGINS[within[1]]), *inner, (last, "\N{POP DIRECTIONAL ISOLATE}")]
        found += inner
    return found


def _isolated(text: str, spans: Sequence[Span], number: int, language: str) -> str:
    """The text of one of several spans; hers, or in another ``language`` than is around it, it doesn't mix."""
    text, span = _with_isolates(text), spans[number]
    stands_apart = len(spans) > 1 and (span.own or (span.language and span.language != language))
    return text.join(_ISOLATES) if stands_apart and text else text


def _with_isolates(text: str) -> str:
    """Keep the parts of a number in order; behind a Latin word, as in an address, they are."""
    parts = by_number(text)
    return "".join([part.text.join(_LEFT_TO_RIGHT) if part.stands_apart else part.text for part in parts])

"""How much of each slot stands on page one: cut at whole things, and room that one leaves goes to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trajectplan.pdf.look import PAGE_HEIGHT
from trajectplan.pdf.slots import Filled
from trajectplan.pdf.typeset.tables import cut, stack_height
from trajectplan.pdf.typeset.text import Words

LONGEST: Final = 4
"""A thing of more lines than this may be cut between two lines, where there is no room for it as a whole."""
SHORTEST: Final = 2
"""So many lines of it stand there at least."""
LETTERS: Final = (10, 20, 30, 45, 60, 90, 140, 220, 350, 550, 900)
"""So long may each part be of the least that a slot tells: as long as ``SHORTEST`` lines hold, and longer with room."""


@dataclass(frozen=True, slots=True)
class Version:
    """A slot told at some length: its lines, of which so much stands there as ``limit`` allows, and its whole height.

    ``more`` is the last line of what isn't told in full.
    """

    lines: Sequence[Words]
    height: float
    more: Words | None = None
    limit: float | None = None

    def shown(self, width: float) -> list[Words]:
        """The paragraphs to draw."""
        lines = list(self.lines) if self.limit is None else cut(self.lines, width, self.limit)[0]
        return [*lines, self.more] if self.more else lines


def versions(each: Filled, more: Words, width: float, outer: Callable[[float], float]) -> list[Version]:
    """A slot at every length, the shortest first, each higher than the one before; the last is in full.

    The shortest is no more than ``more``, or in a slot that has a least content the first words of that. ``outer``
    gives the height of the whole slot from that of its content.
    """
    found = _first_words(each, more, width, outer) or [Version((), outer(stack_height([more], width)), more)]
    found += _cut_at_things(each, more, width, outer)
    for telling in reversed(each.tellings[:-1]):
        lines = [each.words(line) for line in telling]
        found.append(Version(lines, outer(stack_height([*lines, more], width)), more))
    return [*_lower_first([*found[:-1], in_full(each, width, outer)])]


def in_full(each: Filled, width: float, outer: Callable[[float], float]) -> Version:
    """The whole slot."""
    lines = [each.words(line) for line in each.tellings[0]]
    return Version(lines, outer(stack_height(lines, width)))


def _first_words(each: Filled, more: Words, width: float, outer: Callable[[float], float]) -> list[Version]:
    """What a slot tells at least, with more and more words of each part; nothing for one without a least content."""
    found: list[Version] = []
    for letters in LETTERS if each.slot.least else ():
        lines = each.first_words(letters)
        version = Version(lines, outer(stack_height([*lines, more], width)), more)
        if all(line.number_of_lines(width) <= SHORTEST for line in lines):
            found = [version]
        else:
            found.append(version)
    return found


def _cut_at_things(each: Filled, more: Words, width: float, outer: Callable[[float], float]) -> Iterator[Version]:
    """The shortest telling of a slot, with one thing, two and so on, but not with less than its least content."""
    whole = [each.words(line) for line in each.tellings[-1]]
    last = stack_height([more], width)
    reached = 0.0
    parts = 0
    for index, line in enumerate(each.tellings[-1]):
        for count in range(1, len(line.parts) + 1):
            ends = whole[index] if count == len(line.parts) else each.words(line, count)
            lines = [*whole[:index], ends]
            height = stack_height(lines, width)
            parts += 1
            if parts > each.slot.least and height - reached > LONGEST * each.style.leading:
                for limit in _between_lines(reached, min(height, PAGE_HEIGHT), each.style.leading):
                    version = Version(lines, 0, more, limit)
                    yield replace(version, height=outer(stack_height(version.shown(width), width)))
            if parts >= each.slot.least:
                yield Version(lines, outer(height + last), more)
            reached = height
            if height > PAGE_HEIGHT:
                return


def _between_lines(start: float, end: float, step: float) -> Iterator[float]:
    """At which heights a text from ``start`` to ``end`` may be cut."""
    for number in range(SHORTEST, int((end - start) / step)):
        yield start + number * step + 0.5


def _lower_first(found: Sequence[Version]) -> Iterator[Version]:
    """Without those that are as high as a longer telling, and so only say less."""
    lowest = [min(later.height for later in found[index:]) for index in range(len(found))]
    for index, version in enumerate(found):
        if index == len(found) - 1 or version.height < lowest[index + 1]:
            yield version


def chosen(slots: Sequence[Sequence[Version]], weights: Sequence[float], room: float) -> list[Version]:
    """Of each slot the version that stands there, so that all fit into ``room``.

    At first the shortest of each; then the step that leaves its slot lowest for its weight, as long as one fits.
    """
    at = [0] * len(slots)
    room -= sum(each[0].height for each in slots)
    while True:
        steps = [
            (each[place + 1].height / weight, index)
            for index, (each, place, weight) in enumerate(zip(slots, at, weights, strict=True))
            if place + 1 < len(each) and each[place + 1].height - each[place].height <= room
        ]
        if not steps:
            return [each[place] for each, place in zip(slots, at, strict=True)]
        index = min(steps)[1]
        room -= slots[index][at[index] + 1].height - slots[index][at[index]].height
        at[index] += 1

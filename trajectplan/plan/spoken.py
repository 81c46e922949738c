"""What is spoken of one page: its words in the order in which they stand there, for who records them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from trajectplan.plan.summary import Text
from trajectplan.plan.worksheet import Ask, Blank, Box, Boxes, GroupedBoxes, Things

__all__ = ["CARD", "HINT", "QUESTION", "TITLE", "Clip", "clip_of"]

TITLE: Final = "title"
HINT: Final = "hint"
QUESTION: Final = "question"
CARD: Final = "card"


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording: the key of the page it is of, and its words, each with what it is there."""

    key: str
    words: tuple[tuple[str, Text], ...]


def clip_of(ask: Ask) -> Clip:
    """What is spoken of a page of questions."""
    said = [(TITLE, ask.title), (HINT, ask.hint), (HINT, ask.note), (HINT, ask.care)]
    return Clip(ask.key, (*said, *(each for block in ask.blocks for each in _block(block))))


def _block(block: Blank) -> Iterator[tuple[str, Text]]:
    yield QUESTION, block.label
    yield HINT, block.hint
    match block:
        case Boxes():
            yield from _cards(block.boxes)
            yield CARD, block.own
        case GroupedBoxes():
            for group in block.groups:
                yield HINT, group.label
                yield from _cards(group.boxes)
        case Things():
            for inner in block.blocks:
                yield from _block(inner)
        case _:
            pass


def _cards(boxes: Iterable[Box]) -> Iterator[tuple[str, Text]]:
    for box in boxes:
        yield CARD, box.label
        yield HINT, box.note

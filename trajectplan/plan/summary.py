"""How a plan reads: one tree of blocks, from which every page, print and file is drawn.

A text in the tree is either *said* by the program (a lazy message, which ``str()`` puts into the language of whoever
draws it) or her *own*. The tree is made once; a print in two languages speaks every leaf twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeAlias

SHORT, CORE, MORE = 0, 1, 2
"""How deep a page lies: on the short road, which the core holds too; in the core; for who wants to tell more."""


@dataclass(frozen=True, slots=True)
class Own:
    """Words she wrote herself: never translated, printed as typed.

    ``language`` is the language of the page she typed them on; ``dutch`` what she or a helper wrote beside them.
    """

    text: str
    language: str = ""
    dutch: str = ""

    def __str__(self) -> str:
        return self.text


Said: TypeAlias = object
"""Anything whose ``str()`` speaks the language of the moment: a lazy message or a plain string."""

Text: TypeAlias = Own | Said


@dataclass(frozen=True, slots=True)
class Phrase:
    """A said text with values put in, such as a child's letter; spoken when it is drawn."""

    text: Said
    values: Mapping[str, Text]

    def __str__(self) -> str:
        return str(self.text) % {name: str(value) for name, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer; several short answers stay apart.

    ``label`` is the short name for paper, ``question`` the words she saw on the page; ``detail`` is left out of page
    one; ``alone`` says that a card stands here in place of an answer, such as "I don't know yet".
    """

    label: Text
    answer: tuple[Text, ...]
    question: Text = ""
    role: str = ""
    detail: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One question answered by a table; the first cell of a row heads that row."""

    label: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    question: Text = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing out of several: a child, a person, a step; ``day`` is when it comes, where she chose a day."""

    title: Text
    blocks: tuple[Row | Grid, ...]
    detail: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class List:
    """One question answered by several things, in her order."""

    label: Text
    items: tuple[Item, ...]
    question: Text = ""
    role: str = ""


Block: TypeAlias = Row | Grid | List


@dataclass(frozen=True, slots=True)
class Section:
    """What one page of questions says; ``address`` is where its answers are changed, empty ``blocks`` mean skipped.

    Without a ``title`` it goes on with the section before it. ``depth`` is that of its page.
    """

    title: Text
    address: str
    blocks: tuple[Block, ...]
    depth: int = CORE


@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """What one chapter says; ``credit`` is whose words besides hers are in it."""

    key: str
    title: Text
    sections: tuple[Section, ...]
    credit: Said = ""

    @property
    def answered(self) -> tuple[Section, ...]:
        """The sections in which she said something."""
        return tuple(section for section in self.sections if section.blocks)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole plan says, chapter by chapter."""

    chapters: tuple[ChapterSummary, ...]

    @property
    def is_short(self) -> bool:
        """Whether she said something, and nothing but what the short road asks."""
        return {section.depth for chapter in self.chapters for section in chapter.answered} == {SHORT}

    def with_role(self, role: str) -> Iterator[tuple[ChapterSummary, Block]]:
        """Every block that plays this role, with the chapter it stands in."""
        for chapter in self.chapters:
            for section in chapter.sections:
                for block in section.blocks:
                    if block.role == role:
                        yield chapter, block


# The Dutch beside her words -------------------------------------------------------------------------------------------

BRANCHES = (Row, Grid, Item, List, Section, ChapterSummary, Summary)


def with_dutch(summary: Summary, dutch: Mapping[str, str]) -> Summary:
    """The same tree with the Dutch put beside all words of hers that it is known for, by her exact words."""
    found: Summary = _beside(summary, dutch) if dutch else summary
    return found


def _beside(part: Any, dutch: Mapping[str, str]) -> Any:
    """The part of the tree with Dutch in it; a leaf that has none is the very same leaf."""
    match part:
        case Own():
            return replace(part, dutch=dutch[part.text]) if part.text in dutch else part
        case Phrase():
            return replace(part, values={name: _beside(value, dutch) for name, value in part.values.items()})
        case tuple():
            return tuple(_beside(each, dutch) for each in part)
        case _ if isinstance(part, BRANCHES):
            return replace(part, **{each.name: _beside(getattr(part, each.name), dutch) for each in fields(part)})
    return part

"""How a plan reads: one tree of blocks, from which every page, print and file is drawn.

A text in the tree is either *said* by the program (a lazy message, which ``str()`` puts into the language of whoever
draws it) or her *own*. The tree is made once; a print in two languages speaks every leaf twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from trajectplan.plan.script import is_mostly_latin, writes_latin

if TYPE_CHECKING:
    from trajectplan.plan.week_drawn import WeekDrawn

SHORT, CORE, MORE = 0, 1, 2
"""How deep a page lies: on the short road, which the core holds too; in the core; for who wants to tell more."""
UNKNOWN: Final = "und"
"""The language of her words in letters that aren't those of her page; also the tag that documents know for it."""
NAMES: Final = frozenset({"children", "back_up"})
"""The roles of lists whose things are called by a letter or a name, which needs no translation."""


@dataclass(frozen=True, slots=True)
class Own:
    """Words she wrote herself: never translated, printed as typed.

    ``language`` is the language of the page she typed them on, or ``UNKNOWN``; ``dutch`` what she or a helper wrote
    beside them. ``is_name`` says that they are what a child or person is called, which every reader understands.
    """

    text: str
    language: str = ""
    dutch: str = ""
    is_name: bool = False

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
    """One question answered by a table; the first cell of a row heads that row.

    With ``drawn`` the table says in words what is drawn beside it.
    """

    label: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    question: Text = ""
    role: str = ""
    drawn: WeekDrawn | None = None


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


def names_in(summary: Summary) -> Iterator[str]:
    """What the children and people in her plan are called."""
    for role in NAMES:
        for _chapter, block in summary.with_role(role):
            if isinstance(block, List):
                yield from (str(item.title) for item in block.items if isinstance(item.title, Own))


# Her words, each in its language and with its Dutch -------------------------------------------------------------------

BRANCHES = (Row, Grid, Item, List, Section, ChapterSummary, Summary)


def with_dutch(summary: Summary, dutch: Mapping[str, str]) -> Summary:
    """The same tree with the Dutch put beside all words of hers that it is known for, by her exact words."""

    def beside(own: Own) -> Own:
        return replace(own, dutch=dutch[own.text]) if own.text in dutch else own

    found: Summary = with_own(summary, beside) if dutch else summary
    return found


def with_other_scripts(summary: Summary) -> Summary:
    """The same tree, in which the language of her words is ``UNKNOWN`` where their letters show that it is another one.

    That is where a page in a language with Latin letters holds words that are mostly in others. Names stay.
    """
    names = set(names_in(summary))

    def known(own: Own) -> Own:
        if is_mostly_latin(own.text) or own.text in names or not writes_latin(own.language):
            return own
        return replace(own, language=UNKNOWN)

    found: Summary = with_own(summary, known)
    return found


def with_own(part: Any, change: Callable[[Own], Own]) -> Any:
    """The part of the tree with all words of hers changed; a leaf that holds none is the very same leaf."""
    match part:
        case Own():
            return change(part)
        case Phrase():
            return replace(part, values={name: with_own(value, change) for name, value in part.values.items()})
        case tuple():
            return tuple(with_own(each, change) for each in part)
        case _ if isinstance(part, BRANCHES):
            return replace(part, **{each.name: with_own(getattr(part, each.name), change) for each in fields(part)})
    return part

"""How a plan is read on paper, whoever draws it: its headings, who understands her words, what she brings up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Final

import regex
from babel.core import get_global

from trajectplan.i18n import DEFAULT, main_part
from trajectplan.pdf import wording
from trajectplan.pdf.leaves import simplest
from trajectplan.plan.printing import BACK_UP
from trajectplan.plan.summary import Block, ChapterSummary, Item, List, Own, Row, Said, Summary, Text

REQUESTS: Final = "requests"
"""The role of what she asks of the municipality."""
MARK: Final = "mark"
"""The role of a request's row on how certain it is: a sign, a space and a word."""
_OWN_HOURS: Final = "own_hours"
_TOTAL: Final = "total"
_THINGS: Final = "three_things"
_QUESTIONS: Final = "questions"
_SENTENCE: Final = "for_employer"

# Her words and their readers ------------------------------------------------------------------------------------------


def understands(language: str, own: Own) -> bool:
    """Whether her words are in ``language`` or in none, or are a name."""
    return own.is_name or not own.language or main_part(own.language) == main_part(language)


def is_dutch(language: str) -> bool:
    """Whether this is the language that consultants read."""
    return main_part(language) == DEFAULT


def is_starred(text: Text, language: str) -> bool:
    """Whether a reader of ``language`` need not understand these words of hers, and has no Dutch beside them."""
    return isinstance(text, Own) and not understands(language, text) and not (text.dutch and is_dutch(language))


def in_letters_of(words: str, language: str) -> bool:
    """Whether at least half of the letters are those in which ``language`` is written, by what Unicode holds likely."""
    script = _script_of(language)
    letters = regex.findall(r"\p{L}", words) if script else []
    return 2 * len(regex.findall(rf"\p{{Script={script}}}", "".join(letters))) >= len(letters) if letters else True


@cache
def _script_of(language: str) -> str:
    """The script of a language (ISO 15924); empty where it isn't known."""
    likely = str(get_global("likely_subtags").get(main_part(language), ""))
    return next(iter(likely.split("_")[1:2]), "")


# Blocks and their headings --------------------------------------------------------------------------------------------


def under_one_heading(chapter: ChapterSummary) -> Iterator[tuple[Text, list[Block]]]:
    """Every heading with what she said below it; a section without a title goes on with the one before it."""
    title: Text = ""
    blocks: list[Block] = []
    for section in chapter.sections:
        if section.title:
            if blocks:
                yield title, blocks
            title, blocks = simplest(section.title), []
        blocks += [_simplest(block) for block in section.blocks]
    if blocks:
        yield title, blocks


def _simplest(block: Block) -> Block:
    """A list of things of which nothing is said is a row."""
    if isinstance(block, List) and block.role != REQUESTS and not any(item.blocks for item in block.items):
        return Row(block.label, tuple(item.title for item in block.items), block.question, block.role)
    return block


def is_total(block: object) -> bool:
    """Whether this is what the amounts of the list before it come to, which stands with them."""
    return isinstance(block, Row) and block.role == _TOTAL


def stands_out(block: object) -> bool:
    """Whether this is her own number of hours, which is larger than what was worked out."""
    return isinstance(block, Row) and block.role == _OWN_HOURS


def has_signs(chapter: ChapterSummary) -> bool:
    """Whether a sign stands at a request of this chapter; none does at those in her own words."""
    requests = (block for section in chapter.sections for block in section.blocks if block.role == REQUESTS)
    items = (item for block in requests if isinstance(block, List) for item in block.items)
    return any(row.role == MARK for item in items for row in item.blocks)


def told_as(summary: Summary, role: str) -> list[Block]:
    """What plays this role on page one and is no detail; "I don't know yet" plays none."""
    found = (block for _chapter, block in summary.with_role(role))
    return [block for block in found if not (isinstance(block, Row) and (block.detail or block.alone))]


# For the talk ---------------------------------------------------------------------------------------------------------


def things_of(summary: Summary) -> list[Text]:
    """The three things that she wants to be known."""
    return list(_answers(summary, _THINGS))


def questions_of(summary: Summary) -> list[Text]:
    """What she wants to ask, each question by itself: she was asked to put each on a new line."""
    return [question for text in _answers(summary, _QUESTIONS) for question in _by_line(text)]


def _answers(summary: Summary, role: str) -> Iterator[Text]:
    for _chapter, block in summary.with_role(role):
        if isinstance(block, Row) and not block.alone:
            yield from block.answer


def _by_line(text: Text) -> list[Text]:
    """Her words line by line; in one piece where the Dutch beside them has other lines."""
    if not isinstance(text, Own):
        return [text]
    lines, dutch = (_lines(words) for words in (text.text, text.dutch))
    if dutch and len(dutch) != len(lines):
        return [text]
    return [replace(text, text=line, dutch=beside) for line, beside in zip_longest(lines, dutch, fillvalue="")]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


# For the wallet card --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody she calls: the name, and what she said of it, each with its label."""

    name: Text
    said: tuple[tuple[Text, tuple[Text, ...]], ...] = ()


def calls_of(summary: Summary) -> list[tuple[Said, Helper | None]]:
    """Whom she calls first, then, or else; ``None`` is a place that a pen fills in."""
    helpers = [_helper(item) for block in _lists(summary, BACK_UP) for item in block.items if not item.detail]
    return list(zip_longest(wording.CALLS, helpers[: len(wording.CALLS)]))


def _lists(summary: Summary, role: str) -> Iterator[List]:
    return (block for _chapter, block in summary.with_role(role) if isinstance(block, List))


def _helper(item: Item) -> Helper:
    rows = (row for row in item.blocks if isinstance(row, Row) and not row.detail and not row.alone)
    return Helper(item.title, tuple((row.label, row.answer) for row in rows if row.answer))


def sentence_of(summary: Summary) -> Text | None:
    """What she says to an employer when something happens; ``None`` when she wrote nothing."""
    return next(_answers(summary, _SENTENCE), None)


def for_reader(text: Text, language: str) -> Text:
    """A text on a card of one language: for who reads Dutch the Dutch beside her words takes their place."""
    return Own(text.dutch, DEFAULT) if isinstance(text, Own) and text.dutch and is_dutch(language) else text

"""How a plan is read on paper, whoever draws it: its headings, who understands her words, what she brings up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from trajectplan.i18n import DEFAULT, main_part
from trajectplan.plan.summary import Block, ChapterSummary, List, Own, Row, Summary, Text

REQUESTS: Final = "requests"
"""The role of what she asks of the municipality."""
_THINGS: Final = "three_things"
_QUESTIONS: Final = "questions"

# Her words and their readers ------------------------------------------------------------------------------------------


def understands(language: str, own: Own) -> bool:
    """Whether her words are in ``language``, or in none, as a name is."""
    return not own.language or main_part(own.language) == main_part(language)


def is_dutch(language: str) -> bool:
    """Whether this is the language that consultants read."""
    return main_part(language) == DEFAULT


def is_starred(text: Text, language: str) -> bool:
    """Whether a reader of ``language`` need not understand these words of hers, and has no Dutch beside them."""
    return isinstance(text, Own) and not understands(language, text) and not (text.dutch and is_dutch(language))


# Blocks and their headings --------------------------------------------------------------------------------------------


def under_one_heading(chapter: ChapterSummary) -> Iterator[tuple[Text, list[Block]]]:
    """Every heading with what she said below it; a section without a title goes on with the one before it."""
    title: Text = ""
    blocks: list[Block] = []
    for section in chapter.sections:
        if section.title:
            if blocks:
                yield title, blocks
            title, blocks = section.title, []
        blocks += [_simplest(block) for block in section.blocks]
    if blocks:
        yield title, blocks


def _simplest(block: Block) -> Block:
    """A list of things of which nothing is said is a row."""
    if isinstance(block, List) and block.role != REQUESTS and not any(item.blocks for item in block.items):
        return Row(block.label, tuple(item.title for item in block.items), block.question, block.role)
    return block


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

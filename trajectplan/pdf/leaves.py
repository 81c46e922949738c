"""Every text of what she said, one by one, and which of them are her own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, Own, Phrase, Row, Section, Text


def texts_in(chapter: ChapterSummary) -> Iterator[Text]:
    """Every text of what she said in a chapter."""
    for section in chapter.answered:
        yield from texts_of(section)


def texts_of(section: Section) -> Iterator[Text]:
    """The title of a section and all that it says."""
    yield simplest(section.title)
    for block in section.blocks:
        yield from leaves(block)


def own_words(texts: Iterable[Text]) -> Iterator[str]:
    """What she wrote in these texts, and the Dutch beside it."""
    for text in texts:
        for own in own_in(text):
            yield own.text
            yield own.dutch


def simplest(text: Text) -> Text:
    """The value of a phrase that says nothing else, such as a heading that is the name of a thing of hers."""
    if not isinstance(text, Phrase):
        return text
    return next((value for name, value in text.values.items() if text.text == f"%({name})s"), text)


def own_in(text: Text) -> Iterator[Own]:
    """Her own words in one text."""
    if isinstance(text, Own):
        yield text
    elif isinstance(text, Phrase):
        for value in text.values.values():
            yield from own_in(value)


def leaves(block: Block | Item) -> Iterator[Text]:
    """Every text of a block that is printed."""
    if isinstance(block, Item):
        yield block.title
        for inner in block.blocks:
            yield from leaves(inner)
        return
    yield block.label
    if isinstance(block, Row):
        yield from block.answer
    elif isinstance(block, Grid):
        for row in (block.head, *block.rows):
            yield from row
    else:
        for item in block.items:
            yield from leaves(item)

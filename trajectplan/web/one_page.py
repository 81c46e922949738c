"""Page one in the print view: the same slots as on paper of ours, told as fully as one sheet has room for."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from trajectplan.i18n import speaking
from trajectplan.pdf import wording
from trajectplan.pdf.reading import told_as
from trajectplan.plan.summary import Block, Grid, Item, Phrase, Row, Summary, Text
from trajectplan.web.side_by_side import brief

if TYPE_CHECKING:
    from trajectplan.pdf.slots import Slot

ROOM: Final = 92
"""So many lines have place on the sheet, in two columns."""
ON_A_LINE: Final = 46
HEADING_LINES: Final = 2
LINES_MORE: Final = 3
"""So many lines more than things has a slot, for what is said there beside them."""
MARK: Final = "mark"
"""The role of what says how certain a request is: that comes first of all that is said of it."""
DOTS: Final = Markup(" \N{HORIZONTAL ELLIPSIS}")
TELLINGS: Final = ((8, 400), (6, 240), (5, 160), (4, 120), (4, 90), (3, 80), (3, 60), (2, 60), (2, 45))
"""How many things of one kind are told, and how many letters of each text: the first that has room is taken."""


class Filled(NamedTuple):
    """A slot: its heading, and what is said there line by line; without lines it is for a pen."""

    heading: Markup
    lines: list[Markup]


def slots(summary: Summary, language: str, *, is_large: bool) -> list[Filled]:
    """What page one tells in this language; in large print all of it, on as many sheets as it takes."""
    with speaking(language):
        found: list[Filled] = []
        for things, letters in TELLINGS:
            found = list(_filled(summary, language, things, letters))
            if is_large or _height(found) <= ROOM:
                break
        return found


def reader(summary: Summary, language: str) -> Text:
    """For whom page one is, in her own word for that person."""
    from trajectplan.pdf.slots import contact_word  # noqa: PLC0415
    from trajectplan.pdf.voice import Voice  # noqa: PLC0415

    word = contact_word(summary, Voice(language))
    return Phrase(wording.READER, {"contact_word": word})


def not_translated(summary: Summary, language: str) -> Text:
    """What to do about her words on page one that its reader need not understand; empty where there are none."""
    from trajectplan.pdf import slots as paper  # noqa: PLC0415
    from trajectplan.pdf.voice import Voice  # noqa: PLC0415

    texts = list(paper.not_translated(summary, Voice(language)))
    # Two languages make two sentences in one paragraph.
    return (
        Phrase("%(first)s %(second)s", {"first": texts[0], "second": texts[1]}) if texts[1:] else next(iter(texts), "")
    )


def _height(found: list[Filled]) -> int:
    """About how many lines it takes."""
    lines = [max(1, ceil(len(line.striptags()) / ON_A_LINE)) for slot in found for line in slot.lines or [slot.heading]]
    return sum(lines) + HEADING_LINES * len(found)


def _filled(summary: Summary, language: str, things: int, letters: int) -> Iterator[Filled]:
    from trajectplan.pdf.slots import SLOTS, WHO_SHE_IS  # noqa: PLC0415 - print is loaded only for paper

    for slot in (*WHO_SHE_IS, *SLOTS):
        if slot.unless and told_as(summary, slot.unless):
            continue
        # Who she is and what she wants is told twice as fully as the rest.
        told = _Brief(language, letters * 2 if slot in WHO_SHE_IS else letters, things + LINES_MORE)
        lines = list(_lines(slot, told_as(summary, slot.role), things, told))
        if lines or slot.pen:
            yield Filled(Markup("{}").format(str(slot.heading)), _first(lines, things + LINES_MORE))


def _first(lines: list[Markup], most: int) -> list[Markup]:
    """The first lines, with three dots behind the last where there are more."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + DOTS]


class _Brief(NamedTuple):
    """Tells texts in one language: at most so many, and none longer than so many letters."""

    language: str
    letters: int
    most: int

    def several(self, texts: tuple[Text, ...]) -> Markup:
        """The texts on one line."""
        line = Markup("; ").join(brief(text, self.language, self.letters) for text in texts[: self.most])
        return line + DOTS if len(texts) > self.most else line


def _lines(slot: Slot, blocks: list[Block], things: int, told: _Brief) -> Iterator[Markup]:
    """The lines of a slot."""
    rows: list[Markup] = []
    for block in blocks:
        if isinstance(block, Row):
            labelled = len(rows) >= slot.unlabelled
            label = Markup("{}: ").format(str(block.label)) if labelled else Markup("")
            rows.append(label + told.several(block.answer))
    if slot.running and rows:
        yield Markup(" \N{MIDDLE DOT} ").join(rows)
    else:
        yield from rows
    for block in blocks:
        if isinstance(block, Grid):
            yield from (told.several(row) for row in block.rows[:things])
        elif not isinstance(block, Row):
            yield from _things([item for item in block.items if not item.detail], things, told)


def _things(items: list[Item], most: int, told: _Brief) -> list[Markup]:
    """Of each thing its name and the first that is said of it; three dots where there are more."""
    found = []
    for item in items:
        rows = [row for row in item.blocks if isinstance(row, Row) and not row.detail]
        said = next((row.answer for row in sorted(rows, key=lambda row: row.role != MARK)), ())
        parts = [Markup("<b>{}</b>").format(told.several((item.title,))), *([told.several(said[:2])] if said else [])]
        found.append(Markup(" ").join(parts))
    return _first(found, most)

"""What she asks of the municipality, as a table with room for the answer: yes, no or look into, who and when."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.pdf import marks, wording
from trajectplan.pdf.look import WIDTH
from trajectplan.pdf.paper import Paper
from trajectplan.pdf.typeset.tables import Cell, Part, Table, TableRow, TableStyle
from trajectplan.pdf.typeset.text import Span, Style
from trajectplan.pdf.voice import joined
from trajectplan.plan.summary import Item, List, Own, Row, Text

LAW: Final = frozenset({"article", "official_word"})
"""Of one request: the roles of the rows that say where it is written."""

COLUMNS: Final = (
    (wording.I_ASK, 52),
    (wording.KIND, 30),
    (wording.LAW, 39),
    (wording.ANSWER, 23),
    (wording.WHO_AND_WHEN, 23),
)
"""The heads of the table, with shares of the width."""
LARGE_COLUMNS: Final = ((wording.I_ASK, 91), (wording.ANSWER, 38), (wording.WHO_AND_WHEN, 38))
"""In large print kind and article stand below what she asks: words of five columns would be cut."""
LOWEST: Final = 15 * mm
"""Room for a few words in handwriting."""
STYLE: Final = TableStyle(left=1.6 * mm, right=1 * mm, top=1 * mm, bottom=1.6 * mm)


def requests_note(paper: Paper) -> list[Flowable]:
    """What stands above the first request of a chapter: what is asked of the reader, and what the signs mean."""
    voice = paper.voices[0]
    return [
        paper.both(wording.ASK_FOR_ANSWERS, paper.look.note),
        *(marks.with_sign(sign, paper.in_all(text), paper.look.small, voice) for sign, text in wording.LEGEND),
        Spacer(0, 2 * mm),
    ]


def requests_table(block: List | Row, paper: Paper) -> Table:
    """The requests of one block; those of a list under the names of the columns.

    Her own requests, a row, go on below the list.
    """
    small = paper.look.small
    columns = LARGE_COLUMNS if paper.look.stacked else COLUMNS
    if isinstance(block, List):
        heads: list[Cell] = [[paper.both(head, paper.look.label)] for head, _share in columns]
        rows = [TableRow(heads, head=True), *(TableRow(_request(item, paper), LOWEST) for item in block.items)]
    else:
        empty: list[Cell] = [[] for _column in columns[1:]]
        rows = [TableRow([_content(text, paper, small), *empty], LOWEST) for text in block.answer]
    shares = sum(share for _head, share in columns)
    widths = [WIDTH * share / shares for _head, share in columns]
    return Table(rows, widths, style=STYLE, direction=paper.direction, named=True)


def _request(item: Item, paper: Paper) -> list[Cell]:
    """One row: what she asks, how certain it is, where it is written, and two cells for a pen."""
    asked = _content(item.title, paper, paper.look.label)
    certain: list[Part] = []
    law: list[Part] = []
    for row in (block for block in item.blocks if isinstance(block, Row)):
        for text in row.answer:
            if row.role == marks.ROLE:
                certain += _certain(text, paper)
            elif row.role in LAW:
                law += _content(text, paper, paper.look.small)
            else:
                asked += _content(text, paper, paper.look.small)
    return [[*asked, *certain, *law], [], []] if paper.look.stacked else [asked, certain, law, [], []]


def _certain(text: Text, paper: Paper) -> list[Part]:
    """How certain a request is; the sign stands once."""
    sign = marks.apart(text, paper.voices[0])[0]
    words = {marks.apart(text, voice)[1]: voice for voice in reversed(paper.voices)}
    lines = [(Span(said, voice.tag),) for said, voice in reversed(words.items())]
    return [marks.with_sign(sign, joined(lines, "\n"), paper.look.small, paper.voices[0])]


def _content(text: Text, paper: Paper, style: Style) -> list[Part]:
    """A text in every language of the print; her own words once, with the Dutch that stands beside them."""
    if not isinstance(text, Own):
        said = {voice.say(text): voice for voice in reversed(paper.voices)}
        return [paper.words(text, style, voice) for voice in paper.voices if said[voice.say(text)] == voice]
    lines: list[Part] = [paper.words(paper.once(text), style, paper.voices[0])]
    if text.dutch and not all(voice.understands(text) for voice in paper.voices):
        lines += [paper.words(text.dutch, style, voice) for voice in paper.voices if voice.is_dutch]
    dutch = next((voice for voice in paper.voices if voice.is_dutch), None)
    return lines + (paper.room_for_dutch((text,), dutch) if dutch else [])

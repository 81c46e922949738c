"""What she asks of the municipality, as a table with room for the answer: yes, no or look into, who and when."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from trajectplan.i18n import _
from trajectplan.pdf import marks
from trajectplan.pdf.fonts import REGULAR
from trajectplan.pdf.layout import HAIR, LINE, TINT, WIDTH, Words, any_tall, height_of
from trajectplan.pdf.text import LABEL, NOTE, SMALL, Voice, both, markup, once, paragraph
from trajectplan.plan.summary import Item, List, Own, Row, Text

Voices = tuple[Voice, ...]
Content = list[Words]

REQUESTS: Final = "requests"
"""The role of what is drawn here."""
LAW: Final = frozenset({"article", "official_word"})
"""Of one request: the roles of the rows that say where it is written."""

COLUMNS: Final = (
    (_("I ask"), 52),
    (_("Kind"), 30),
    (_("Article and official word"), 39),
    (_("Yes / no / look into"), 23),
    (_("Who and when"), 23),
)
"""The heads of the table, with shares of the width."""
LEGEND: Final = (
    (marks.FULL, _("In the law, with conditions.")),
    (marks.HALF, _("The municipality may decide.")),
    (marks.EMPTY, _("Not every municipality has this.")),
)
LOWEST: Final = 15 * mm
"""Room for a few words in handwriting."""


def requests_note(voices: Voices) -> list[Flowable]:
    """What stands above the first request of a chapter: what is asked of the reader, and what the signs mean."""
    ask = _("I ask for an answer on each line. No is possible, with a reason.")
    return [
        paragraph(both(ask, voices, "\n"), NOTE),
        *(marks.with_sign(sign, markup(both(text, voices)), SMALL) for sign, text in LEGEND),
        Spacer(0, 2 * mm),
    ]


def requests_table(block: List | Row, voices: Voices) -> tuple[Table, float]:
    """The requests of one block, and the height of the first of them: with those of a list, the names of the columns.

    Her own requests, a row, go on below the list.
    """
    if isinstance(block, List):
        heads = [[[paragraph(both(head, voices, "\n"), LABEL)] for head, _share in COLUMNS]]
        rows = [_request(item, voices) for item in block.items]
    else:
        heads = []
        rows = [[_content(text, voices, SMALL), [], [], [], []] for text in block.answer]
    return _table(heads, rows), height_of([_table(heads, rows[:1])])


def _table(heads: list[list[Content]], rows: list[list[Content]]) -> Table:
    shares = sum(share for _head, share in COLUMNS)
    widths = [WIDTH * share / shares for _head, share in COLUMNS]
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR),
        ("GRID", (0, 0), (-1, -1), HAIR, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.6 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 1 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6 * mm),
    ]
    if heads:
        style.append(("BACKGROUND", (0, 0), (-1, 0), TINT))
    return Table(
        [*heads, *rows],
        colWidths=widths,
        minRowHeights=[*([0] * len(heads)), *([LOWEST] * len(rows))],
        repeatRows=len(heads),
        splitInRow=int(any_tall(rows, widths)),
        style=TableStyle(style),
    )


def _request(item: Item, voices: Voices) -> list[Content]:
    """One row: what she asks, how certain it is, where it is written, and two cells for a pen."""
    asked = _content(item.title, voices, LABEL)
    certain: Content = []
    law: Content = []
    for row in (block for block in item.blocks if isinstance(block, Row)):
        for text in row.answer:
            if row.role == marks.ROLE:
                certain += _certain(text, voices)
            elif row.role in LAW:
                law += _content(text, voices, SMALL)
            else:
                asked += _content(text, voices, SMALL)
    return [asked, certain, law, [], []]


def _certain(text: Text, voices: Voices) -> Content:
    """How certain a request is; the sign stands once."""
    sign = marks.apart(text, voices[0])[0]
    words = dict.fromkeys(marks.apart(text, voice)[1] for voice in voices)
    return [marks.with_sign(sign, markup("\n".join(words)), SMALL)]


def _content(text: Text, voices: Voices, style: ParagraphStyle) -> Content:
    """A text in every language of the print; her own words once, with the Dutch that stands beside them."""
    if not isinstance(text, Own):
        return [paragraph(line, style) for line in dict.fromkeys(voice.say(text) for voice in voices)]
    lines = [once(text, voices)]
    if text.dutch and not all(voice.understands(text) for voice in voices):
        lines += [voice.say(Own(text.dutch)) for voice in voices if voice.is_dutch]
    return [paragraph(line, style) for line in lines]

"""The page for agreements: empty, for two people and a pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from trajectplan.i18n import _
from trajectplan.pdf.fonts import REGULAR
from trajectplan.pdf.layout import HAIR, LINE, TINT, WIDTH
from trajectplan.pdf.text import HEADING, INK, LABEL, NAME, NOTE, SMALL, TITLE, TITLE_PAIR, Voice, both, paragraph
from trajectplan.plan.summary import Own, Said

Voices = tuple[Voice, ...]

ROWS: Final = 6
ROW_HEIGHT: Final = 13 * mm
COLUMNS: Final = (
    (_("No."), 10),
    (_("What I do"), 50),
    (_("What the municipality does"), 50),
    (_("By when"), 24),
    (_("How we see it"), 33),
)
"""The heads of the table, with shares of the width."""
SIDES: Final = (
    (_("About"), 30),
    (_("I think, because"), 46),
    (_("The municipality thinks, because"), 46),
    (_("How we go on"), 45),
)
PEN: Final = "______"


def agreements_story(name: str, voices: Voices) -> Iterator[Flowable]:
    """The flowables of the page; ``name`` is printed when it isn't empty."""
    yield paragraph(both(_("What we agree"), voices), TITLE if len(voices) == 1 else TITLE_PAIR)
    if name:
        yield paragraph(voices[-1].say(Own(name)), NAME)
    yield paragraph(both(_("An agreement has two sides. Write both on each line."), voices, "\n"), NOTE)
    yield Spacer(0, 3 * mm)
    yield _pen_table(COLUMNS, [str(number) for number in range(1, ROWS + 1)], ROW_HEIGHT, voices)
    yield Spacer(0, 5 * mm)
    yield KeepTogether(
        [
            paragraph(both(_("What we do not agree on"), voices), HEADING),
            paragraph(both(_("That is fine. Write down both sides."), voices), NOTE),
            Spacer(0, 2 * mm),
            _pen_table(SIDES, [""], 20 * mm, voices),
        ]
    )
    yield Spacer(0, 3 * mm)
    yield KeepTogether(list(_closing(voices)))


def _closing(voices: Voices) -> Iterator[Flowable]:
    yield _pen_lines([_("We look back on ______"), _("With questions I phone ______")], voices)
    yield Spacer(0, 3 * mm)
    for line in (
        _("A request is not yet an agreement. An agreement is not yet a decision."),
        _("Is there a decision? Then I get it in a letter."),
    ):
        yield paragraph(both(line, voices, "\n"), SMALL)
    yield paragraph(both(_("No need to sign today. Thinking first is allowed."), voices, "\n"), LABEL)
    yield Spacer(0, 2 * mm)
    yield _pen_lines([_("Read (me)"), _("Read (municipality)")], voices)
    yield Spacer(0, 2 * mm)
    yield paragraph(both(_("I get a copy."), voices), SMALL)


def _pen_table(heads: Sequence[tuple[Said, int]], firsts: Sequence[str], height: float, voices: Voices) -> Table:
    """A table with named columns and one empty row for each of ``firsts``, which stands in its first cell."""
    shares = sum(share for _head, share in heads)
    rows = [[paragraph(first, LABEL), *[""] * (len(heads) - 1)] for first in firsts]
    return Table(
        [[paragraph(both(head, voices, "\n"), LABEL) for head, _share in heads], *rows],
        colWidths=[WIDTH * share / shares for _head, share in heads],
        rowHeights=[None, *[height] * len(firsts)],
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR),
                ("GRID", (0, 0), (-1, -1), HAIR, INK),
                ("BACKGROUND", (0, 0), (-1, 0), TINT),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 1.8 * mm),
                ("RIGHTPADDING", (0, 0), (-1, -1), 1 * mm),
                ("TOPPADDING", (0, 0), (-1, -1), 1 * mm),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 1.5 * mm),
            ]
        ),
    )


def _pen_lines(texts: Sequence[Said], voices: Voices) -> Table:
    """Texts side by side, each above a line to write on."""
    cells = []
    for text in texts:
        cells += [paragraph(both(text, voices).replace(PEN, "").replace("  ", " ").strip(), SMALL), ""]
    gap = 8 * mm
    width = (WIDTH - gap * (len(texts) - 1)) / len(texts)
    lines = [("LINEBELOW", (column, 0), (column, 0), HAIR, LINE) for column in range(0, len(cells), 2)]
    return Table(
        [cells[:-1]],
        colWidths=[width if column % 2 == 0 else gap for column in range(len(cells) - 1)],
        rowHeights=[14 * mm],
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR),
                *lines,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        ),
    )

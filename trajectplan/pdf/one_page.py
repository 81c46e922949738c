"""Page one: the whole plan on one page for the consultant, in fixed slots that never run over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from trajectplan.i18n import _
from trajectplan.pdf.layout import (
    BOTTOM,
    GAP,
    HAIR,
    HEIGHT,
    LEFT,
    LINE,
    TINT,
    WIDTH,
    Words,
    cut,
    draw_stack,
    stack_height,
)
from trajectplan.pdf.options import PrintOptions
from trajectplan.pdf.text import (
    BODY,
    LABEL,
    NAME,
    NOT_FILLED_IN,
    NOTE,
    OWN_WORDS,
    SMALL,
    TITLE,
    Voice,
    markup,
    paragraph,
    words_of,
)
from trajectplan.plan.summary import Block, Grid, Item, Own, Row, Said, Summary, Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on page one: what stands beside it, and what it says as long as nothing was answered."""

    role: str
    heading: Said
    empty: Said = NOT_FILLED_IN


SLOTS: Final = (
    Slot("three_things", _("Three things I want you to know")),
    Slot("goal", _("What I want in the end")),
    Slot("because", _("Why I want this")),
    Slot("first_step", _("My first step")),
    Slot("children", _("My children")),
    Slot("hours", _("When I can")),
    Slot("conditions", _("What childcare must be for us")),
    Slot("back_up", _("My back-up plan")),
    Slot("can_show", _("What I can do, and how you can tell")),
    Slot("in_the_way", _("What is in the way")),
    Slot("requests", _("What I ask")),
    Slot("look_back", _("Look back on")),
)
"""In the order in which a consultant reads them."""

LINES: Final = ParagraphStyle("slot line", BODY, spaceBefore=1 * mm, allowOrphans=1)
HEADING_WIDTH: Final = 44 * mm
CONTENT_WIDTH: Final = WIDTH - HEADING_WIDTH - GAP
PAD: Final = 2.4 * mm
PROPOSAL_PAD: Final = 2 * mm
PEN_LINE: Final = 9 * mm
FEWEST_PEN_LINES: Final = 3
MOST_PEN_LINES: Final = 10
SEPARATOR: Final = " \N{MIDDLE DOT} "


def draw_one_page(
    canvas: Canvas, summary: Summary, options: PrintOptions, voice: Voice, starts: Mapping[str, int]
) -> None:
    """Draw page one on ``canvas``; ``starts`` tells on which page what plays a role is printed in full."""
    top = _draw_masthead(canvas, options, voice)
    slots = list(_slots(summary, options, voice))
    natural = [
        max(stack_height([head], HEADING_WIDTH), stack_height(lines, CONTENT_WIDTH)) + 2 * PAD
        for _slot, head, lines in slots
    ]
    for (slot, head, lines), height in zip(slots, _shared(natural, top - BOTTOM), strict=True):
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(HAIR)
        canvas.line(LEFT, top, LEFT + WIDTH, top)
        draw_stack(canvas, [head], LEFT, top - PAD, HEADING_WIDTH)
        content = _fitted(lines, height - 2 * PAD, voice, starts.get(slot.role))
        draw_stack(canvas, content, LEFT + HEADING_WIDTH + GAP, top - PAD, CONTENT_WIDTH)
        top -= height
    _draw_space_to_write(canvas, top, voice)


# The head of the page -------------------------------------------------------------------------------------------------


def _draw_space_to_write(canvas: Canvas, top: float, voice: Voice) -> None:
    """Draw lines for a pen where the slots leave room for them."""
    lines = min(MOST_PEN_LINES, int((top - BOTTOM) / PEN_LINE) - 1)
    if lines < FEWEST_PEN_LINES:
        return
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(HAIR)
    canvas.line(LEFT, top, LEFT + WIDTH, top)
    draw_stack(canvas, [paragraph(voice.say(_("Space to write")), LABEL)], LEFT, top - PAD, HEADING_WIDTH)
    for number in range(1, lines + 1):
        height = top - PEN_LINE * number - PAD
        canvas.line(LEFT + HEADING_WIDTH + GAP, height, LEFT + WIDTH, height)


def _draw_masthead(canvas: Canvas, options: PrintOptions, voice: Voice) -> float:
    """Draw title, name, reader and the line on whose words these are; the height at which the slots begin."""
    top = BOTTOM + HEIGHT
    head = [paragraph(voice.say(_("My plan on one page")), TITLE)]
    if options.name:
        head += cut([paragraph(voice.say(Own(options.name)), NAME)], WIDTH, 2 * NAME.leading)[0]
    reader = _("For my %(contact_word)s. Two minutes to read.", contact_word=_("consultant"))
    head.append(paragraph(voice.say(reader), NOTE))
    draw_stack(canvas, head, LEFT, top, WIDTH)
    top -= stack_height(head, WIDTH) + 4 * mm

    proposal = [paragraph(voice.say(_("This is my proposal. It is not a decision of the municipality.")), SMALL)]
    inner = WIDTH - 2 * PROPOSAL_PAD
    height = stack_height(proposal, inner) + 2 * PROPOSAL_PAD
    canvas.setFillColor(TINT)
    canvas.rect(LEFT, top - height, WIDTH, height, stroke=0, fill=1)
    draw_stack(canvas, proposal, LEFT + PROPOSAL_PAD, top - PROPOSAL_PAD, inner)
    return top - height - 5 * mm


# The slots ------------------------------------------------------------------------------------------------------------


def _slots(summary: Summary, options: PrintOptions, voice: Voice) -> Iterator[tuple[Slot, Words, list[Words]]]:
    """Every slot with its heading and lines, if something was answered to it or some question could fill it."""
    for slot in SLOTS:
        found = list(summary.with_role(slot.role))
        if not found and slot.role not in options.asked:
            continue
        head = paragraph(voice.say(slot.heading), LABEL)
        lines, foreign = [], False
        for _chapter, block in found:
            for text, strange in _block_lines(block, voice, under=slot.heading):
                lines.append(Words(text, LINES))
                foreign = foreign or strange
        if foreign:
            lines.append(paragraph(voice.say(OWN_WORDS), NOTE))
        yield slot, head, lines or [paragraph(voice.say(slot.empty), NOTE)]


def _block_lines(block: Block, voice: Voice, under: Said = "") -> Iterator[tuple[str, bool]]:
    """The lines of a block as markup, and whether one holds words in another language than ``voice``'s.

    A label that only repeats the heading it stands ``under`` is left out.
    """
    if isinstance(block, Row):
        words, foreign = _words(block.answer, voice)
        label = voice.say(block.label)
        yield markup(words if label == voice.say(under) else f"{label}: {words}"), foreign
    elif isinstance(block, Grid):
        for row in block.rows:
            yield _grid_line(block.head, row, voice)
    else:
        for item in block.items:
            yield _item_line(item, voice)


def _item_line(item: Item, voice: Voice) -> tuple[str, bool]:
    """One thing on one line: its title, then what is said of it."""
    # A title is a name more often than words to translate.
    title, _foreign = _words((item.title,), voice)
    parts, foreign = [], False
    for block in item.blocks:
        for line, strange in _block_lines(block, voice):
            parts.append(line)
            foreign = foreign or strange
    return f"<b>{markup(title)}</b> {SEPARATOR.join(parts)}", foreign


def _grid_line(head: Sequence[Text], row: Sequence[Text], voice: Voice) -> tuple[str, bool]:
    """A row of a table on one line: its name, then every filled cell with the name of its column."""
    if not row:
        return "", False
    title, foreign = _words(row[:1], voice)
    cells = []
    for name, cell in zip(head[1:], row[1:], strict=False):
        words, strange = _words((cell,), voice)
        foreign = foreign or strange
        if words:
            cells.append(f"{voice.say(name)} {words}".strip())
    return markup(f"{title}: {', '.join(cells)}"), foreign


def _words(texts: Sequence[Text], voice: Voice) -> tuple[str, bool]:
    """Several short texts on one line, and whether some are in another language.

    On page one the Dutch that stands beside her words takes their place: the consultant has two minutes.
    """
    read = tuple(Own(text.dutch) if isinstance(text, Own) and text.dutch and voice.is_dutch else text for text in texts)
    lines, foreign = words_of(read, voice, (voice,))
    return ", ".join(" ".join(line.split()) for line in lines), foreign


# Fitting --------------------------------------------------------------------------------------------------------------


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """Heights for all slots within ``room``: those that want little get it, the others share evenly what is left."""
    given = dict.fromkeys(range(len(wanted)), 0.0)
    open_slots = sorted(given, key=lambda index: wanted[index])
    for position, index in enumerate(open_slots):
        share = room / (len(open_slots) - position)
        given[index] = min(wanted[index], share)
        room -= given[index]
    return [given[index] for index in range(len(wanted))]


def _fitted(lines: list[Words], height: float, voice: Voice, page: int | None) -> list[Words]:
    """The lines cut to ``height``, with a last line that says on which ``page`` they are printed in full, if on any."""
    # Half a point more than needed, because heights are sums of fractions.
    if stack_height(lines, CONTENT_WIDTH) <= height + 0.5:
        return lines
    more = _("More about this on page %(page)s", page=page) if page else _("There is more. Ask me.")
    last = paragraph(f"\N{HORIZONTAL ELLIPSIS} {voice.say(more)}", LABEL)
    return [*cut(lines, CONTENT_WIDTH, height - stack_height([last], CONTENT_WIDTH))[0], last]

"""Page one: the whole plan on one page for the consultant, in fixed slots that never run over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from trajectplan.i18n import _, language_name
from trajectplan.pdf.characters import notes_on
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
from trajectplan.pdf.lengths import Version, chosen, in_full, versions
from trajectplan.pdf.options import PrintOptions
from trajectplan.pdf.slots import (
    NARROW,
    SLOTS,
    WHO_SHE_IS,
    WIDE,
    Filled,
    contact_word,
    filled,
    strange_languages,
    words_shown,
)
from trajectplan.pdf.text import BETWEEN, LABEL, SMALL, TITLE, Voice, markup, paragraph
from trajectplan.plan.summary import Own, Phrase, Summary

Column = Sequence[tuple[Filled, Version]]
"""The slots of a column from the top down, each as it is told."""

HEADING_WIDTH: Final = 44 * mm
CONTENT_WIDTH: Final = WIDTH - HEADING_WIDTH - GAP
COLUMN_WIDTH: Final = (WIDTH - GAP) / 2
PAD: Final = 1.6 * mm
UNDER_HEAD: Final = 0.3 * mm
PROPOSAL_PAD: Final = 1.4 * mm
PEN_LINE: Final = 9 * mm
MOST_LINES: Final = 2
"""Of name and reader together, however long they are."""
FEWEST_PEN_LINES: Final = 3
MOST_PEN_LINES: Final = 12
NOT_TRANSLATED: Final = _("What is in %(language)s I wrote myself. Ask me what it says, or bring an interpreter.")
MOST_ABOVE: Final = 0.4
"""The slots over the whole width take no more of the page than this, so that the others keep room."""


def draw_one_page(
    canvas: Canvas, summary: Summary, options: PrintOptions, voice: Voice, starts: Mapping[str, int]
) -> None:
    """Draw page one on ``canvas``; ``starts`` tells on which page what plays a role is printed in full."""
    page = _OnePage(canvas, voice, starts)
    top = page.draw_masthead(summary, options)
    slots = list(filled(SLOTS, summary, voice, NARROW))
    needed = _higher([page.whole_in_column(each).height for each in slots])
    most = max((top - BOTTOM) * MOST_ABOVE, top - BOTTOM - needed)
    top = page.draw_wide(list(filled(WHO_SHE_IS, summary, voice, WIDE)), top, most)
    columns = page.columns(slots, top - BOTTOM)
    ends = [
        page.draw_column(column, LEFT + (COLUMN_WIDTH + GAP) * number, top) for number, column in enumerate(columns)
    ]
    page.draw_space_to_write(min(ends))


class _OnePage:
    """Page one while it is drawn, from the top down."""

    def __init__(self, canvas: Canvas, voice: Voice, starts: Mapping[str, int]) -> None:
        self.canvas = canvas
        self.voice = voice
        self.starts = starts

    # The head of the page ---------------------------------------------------------------------------------------------

    def draw_masthead(self, summary: Summary, options: PrintOptions) -> float:
        """Draw title, name, reader and the lines on whose words these are; the height at which the slots begin."""
        voice, top = self.voice, BOTTOM + HEIGHT
        reader = _("For my %(contact_word)s. Two minutes to read.", contact_word=contact_word(summary, voice))
        line = markup(voice.say(reader))
        if options.name:
            line = f"<b>{markup(voice.say(Own(options.name)))}</b>{BETWEEN}{line}"
        head = [paragraph(voice.say(_("My plan on one page")), TITLE), Words(line, SMALL)]
        head = [head[0], *cut(head[1:], WIDTH, MOST_LINES * SMALL.leading)[0]]
        draw_stack(self.canvas, head, LEFT, top, WIDTH)
        top -= stack_height(head, WIDTH) + 2 * mm

        lines = [paragraph(voice.say(_("This is my proposal. It is not a decision of the municipality.")), SMALL)]
        for strange in strange_languages(summary, voice)[:1]:
            language = language_name(strange, voice.language)
            lines.append(paragraph(voice.say(Phrase(NOT_TRANSLATED, {"language": language})), SMALL))
        words = [options.name, *words_shown(summary, voice)]
        lines += [paragraph(voice.say(note), SMALL) for note in notes_on(words)]
        inner = WIDTH - 2 * PROPOSAL_PAD
        height = stack_height(lines, inner) + 2 * PROPOSAL_PAD
        self.canvas.setFillColor(TINT)
        self.canvas.rect(LEFT, top - height, WIDTH, height, stroke=0, fill=1)
        draw_stack(self.canvas, lines, LEFT + PROPOSAL_PAD, top - PROPOSAL_PAD, inner)
        return top - height - 3 * mm

    def draw_space_to_write(self, top: float) -> None:
        """Draw lines for a pen where the slots leave room for them."""
        lines = min(MOST_PEN_LINES, int((top - BOTTOM) / PEN_LINE) - 1)
        if lines < FEWEST_PEN_LINES:
            return
        self._rule(LEFT, top, WIDTH)
        head = paragraph(self.voice.say(_("Space to write")), LABEL)
        draw_stack(self.canvas, [head], LEFT, top - PAD, HEADING_WIDTH)
        for number in range(1, lines + 1):
            self._rule(LEFT + HEADING_WIDTH + GAP, top - PEN_LINE * number - PAD, CONTENT_WIDTH)

    # Slots ------------------------------------------------------------------------------------------------------------

    def draw_wide(self, slots: Sequence[Filled], top: float, most: float) -> float:
        """Draw slots over the whole width, headings beside them, not higher than ``most``; where they end."""
        told = [self._wide_versions(each) for each in slots]
        for each, version in zip(slots, chosen(told, [each.slot.weight for each in slots], most), strict=True):
            self._rule(LEFT, top, WIDTH)
            draw_stack(self.canvas, [each.head], LEFT, top - PAD, HEADING_WIDTH)
            self._draw_content(version, LEFT + HEADING_WIDTH + GAP, top - PAD, CONTENT_WIDTH, version.height - 2 * PAD)
            top -= version.height
        return top

    def draw_column(self, column: Sequence[tuple[Filled, Version]], left: float, top: float) -> float:
        """Draw slots one below the other, headings above them; the height at which they end."""
        for each, version in column:
            self._rule(left, top, COLUMN_WIDTH)
            draw_stack(self.canvas, [each.head], left, top - PAD, COLUMN_WIDTH)
            under = stack_height([each.head], COLUMN_WIDTH) + UNDER_HEAD + PAD
            self._draw_content(version, left, top - under, COLUMN_WIDTH, version.height - under - PAD)
            top -= version.height
        return top

    def columns(self, slots: Sequence[Filled], room: float) -> Sequence[Column]:
        """The slots in two columns no higher than ``room``: split where they lose least, and none too much."""
        whole = [self.whole_in_column(each) for each in slots]
        heights = [version.height for version in whole]
        split = _balanced(heights)
        picked = whole
        if _higher(heights) > room:
            told = [self._column_versions(each) for each in slots]
            weights = [each.slot.weight for each in slots]
            plans = []
            for at in range(len(slots) + 1):
                versions_ = [*chosen(told[:at], weights[:at], room), *chosen(told[at:], weights[at:], room)]
                over = max(_sum(versions_[:at]) - room, _sum(versions_[at:]) - room, 0)
                lost = sum(
                    weight * (1 - version.height / height) ** 2
                    for weight, version, height in zip(weights, versions_, heights, strict=True)
                )
                plans.append((over, lost, at, versions_))
            *_measures, split, picked = min(plans, key=lambda plan: plan[:3])
        pairs = list(zip(slots, picked, strict=True))
        return pairs[:split], pairs[split:]

    def whole_in_column(self, each: Filled) -> Version:
        """A slot in one of the two columns, in full."""
        return in_full(each, COLUMN_WIDTH, self._outer_in_column(each)) if each.tellings[0] else self._column_pen(each)

    def _column_versions(self, each: Filled) -> list[Version]:
        if not each.tellings[0]:
            return [self._column_pen(each)]
        return versions(each, self._more(each), COLUMN_WIDTH, self._outer_in_column(each))

    def _column_pen(self, each: Filled) -> Version:
        return Version((), self._outer_in_column(each)(PEN_LINE))

    def _wide_versions(self, each: Filled) -> list[Version]:
        beside = stack_height([each.head], HEADING_WIDTH)
        if not each.tellings[0]:
            return [Version((), max(beside, PEN_LINE) + 2 * PAD)]
        return versions(each, self._more(each), CONTENT_WIDTH, lambda height: max(beside, height) + 2 * PAD)

    @staticmethod
    def _outer_in_column(each: Filled) -> Callable[[float], float]:
        above = stack_height([each.head], COLUMN_WIDTH) + UNDER_HEAD + 2 * PAD
        return lambda height: above + height

    def _draw_content(self, version: Version, left: float, top: float, width: float, height: float) -> None:
        """Its lines, or one for a pen."""
        if shown := version.shown(width):
            draw_stack(self.canvas, shown, left, top, width)
        else:
            self._rule(left, top - height, width)

    def _more(self, each: Filled) -> Words:
        page = self.starts.get(each.slot.role)
        more = _("More about this on page %(page)s", page=page) if page else _("There is more. Ask me.")
        return paragraph(f"\N{HORIZONTAL ELLIPSIS} {self.voice.say(more)}", LABEL)

    def _rule(self, left: float, height: float, width: float) -> None:
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(HAIR)
        self.canvas.line(left, height, left + width, height)


def _balanced(heights: Sequence[float]) -> int:
    """After how many slots the second column begins, so that the higher of both is as low as can be."""
    return min(range(len(heights) + 1), key=lambda split: max(sum(heights[:split]), sum(heights[split:])))


def _higher(heights: Sequence[float]) -> float:
    """The height of the higher of two balanced columns."""
    split = _balanced(heights)
    return max(sum(heights[:split]), sum(heights[split:]))


def _sum(versions_: Sequence[Version]) -> float:
    return sum(version.height for version in versions_)

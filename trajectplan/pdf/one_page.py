"""Page one: the whole plan on one page for the consultant, in fixed slots that never run over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from trajectplan.i18n import _
from trajectplan.pdf import wording
from trajectplan.pdf.lengths import Version, chosen, in_full, versions
from trajectplan.pdf.look import GAP, LEFT, NORMAL, PAGE_HEIGHT, TOP, WIDTH, Look
from trajectplan.pdf.options import PrintOptions
from trajectplan.pdf.paper import Paper, height_of, kept, words_in
from trajectplan.pdf.pen import PenSpace
from trajectplan.pdf.slots import NARROW, SLOTS, WHO_SHE_IS, WIDE, Filled, contact_word, filled, not_translated
from trajectplan.pdf.typeset.tables import Columns, Part, cut, draw_ground, draw_rule, draw_stack, stack_height
from trajectplan.pdf.typeset.tagging import TaggedCanvas
from trajectplan.pdf.typeset.text import Span, Words
from trajectplan.pdf.typeset.words import RTL
from trajectplan.pdf.voice import BETWEEN, DOTS, Voice, in_bold
from trajectplan.plan.summary import Own, Phrase, Said, Summary, Text

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
MOST_ABOVE: Final = 0.4
"""The slots over the whole width take no more of the page than this, so that the others keep room."""


def draw_one_page(
    canvas: TaggedCanvas, summary: Summary, options: PrintOptions, voice: Voice, starts: Mapping[str, int]
) -> None:
    """Draw page one on ``canvas``; ``starts`` tells on which page what plays a role is printed in full."""
    page = _OnePage(canvas, voice, starts)
    top = page.draw_masthead(summary, options)
    slots = list(filled(SLOTS, summary, voice, NARROW))
    top = page.draw_wide(list(filled(WHO_SHE_IS, summary, voice, WIDE)), top, page.most_above(slots, top - page.bottom))
    columns = page.columns(slots, top - page.bottom)
    ends = [
        page.draw_column(column, page.left((COLUMN_WIDTH + GAP) * number, COLUMN_WIDTH), top)
        for number, column in enumerate(columns)
    ]
    page.draw_space_to_write(min(ends))


def one_page_story(
    summary: Summary, options: PrintOptions, voice: Voice, look: Look, height: float
) -> Iterator[Flowable]:
    """What stands on page one as it is told in large print: in full, over as many pages as it takes.

    On more than one page, ``height`` points high, it isn't called so.
    """
    paper = Paper((voice,), look)
    slots: list[Flowable] = []
    for each in filled((*WHO_SHE_IS, *SLOTS), summary, voice, look.body, replace(look.name, tag="H2")):
        told: list[Part] = [each.words(line) for line in each.tellings[0]]
        slots.append(Columns([[each.head, *(told or [PenSpace(1, paper)])]], (WIDTH,), rule=True, pad=PAD))
    heads = _heads_of_story(summary, options, paper, wording.ONE_PAGE, wording.READER)
    if height_of([*heads, *slots]) > height:
        heads = _heads_of_story(summary, options, paper, wording.MAIN_POINTS, wording.READER_OF_MORE)
    yield from heads
    for slot in slots:
        yield from kept([slot], paper)


def _heads_of_story(summary: Summary, options: PrintOptions, paper: Paper, title: Said, reader: Said) -> list[Flowable]:
    first, second, *lines = _masthead(summary, options, paper.voices[0], paper.look, title=title, reader=reader)
    tinted = paper.columns([lines], (WIDTH,), tint=True, pad=PROPOSAL_PAD)
    return [first, second, Spacer(0, 2 * mm), tinted, Spacer(0, 3 * mm)]


def _masthead(
    summary: Summary,
    options: PrintOptions,
    voice: Voice,
    look: Look,
    *,
    title: Said = wording.ONE_PAGE,
    reader: Said = wording.READER,
) -> list[Words]:
    """Title, name with reader, and the lines on whose words these are."""
    reader = Phrase(reader, {"contact_word": contact_word(summary, voice)})
    line = voice.line(reader)
    if options.name:
        line = (*in_bold(voice.line(Own(options.name))), Span(BETWEEN), *line)
    head = words_in(voice.line(title), look.title, voice)
    head.bookmark = 0
    texts: list[Text] = [wording.PROPOSAL]
    texts += not_translated(summary, voice)
    lines = [line, *(voice.line(text) for text in texts)]
    return [head, *(words_in(each, look.small, voice) for each in lines)]


class _OnePage:
    """Page one while it is drawn, from the top down."""

    def __init__(self, canvas: TaggedCanvas, voice: Voice, starts: Mapping[str, int]) -> None:
        self.canvas = canvas
        self.voice = voice
        self.starts = starts
        self.bottom = Paper((voice,)).bottom
        self.told: dict[str, list[Version]] = {}

    def left(self, offset: float, width: float) -> float:
        """Where something begins that stands ``offset`` from where the reader begins."""
        return LEFT + (WIDTH - offset - width if self.voice.direction == RTL else offset)

    # The head of the page ---------------------------------------------------------------------------------------------

    def draw_masthead(self, summary: Summary, options: PrintOptions) -> float:
        """Draw title, name, reader and the lines on whose words these are; the height at which the slots begin."""
        top = PAGE_HEIGHT - TOP
        title, reader, *lines = _masthead(summary, options, self.voice, NORMAL)
        head = [title, *cut([reader], WIDTH, MOST_LINES * reader.style.leading)[0]]
        draw_stack(self.canvas, head, LEFT, top, WIDTH)
        top -= stack_height(head, WIDTH) + 2 * mm
        inner = WIDTH - 2 * PROPOSAL_PAD
        height = stack_height(lines, inner) + 2 * PROPOSAL_PAD
        draw_ground(self.canvas, LEFT, top - height, WIDTH, height)
        draw_stack(self.canvas, lines, LEFT + PROPOSAL_PAD, top - PROPOSAL_PAD, inner)
        return top - height - 3 * mm

    def draw_space_to_write(self, top: float) -> None:
        """Draw lines for a pen where the slots leave room for them."""
        lines = min(MOST_PEN_LINES, int((top - self.bottom) / PEN_LINE) - 1)
        if lines < FEWEST_PEN_LINES:
            return
        draw_rule(self.canvas, LEFT, top, WIDTH)
        head = words_in(self.voice.line(_("Space to write")), NORMAL.label, self.voice)
        draw_stack(self.canvas, [head], self.left(0, HEADING_WIDTH), top - PAD, HEADING_WIDTH)
        for number in range(1, lines + 1):
            height = top - PEN_LINE * number - PAD
            draw_rule(self.canvas, self.left(HEADING_WIDTH + GAP, CONTENT_WIDTH), height, CONTENT_WIDTH)

    # Slots ------------------------------------------------------------------------------------------------------------

    def most_above(self, slots: Sequence[Filled], room: float) -> float:
        """How high those over the whole width may be, so that there is room below for the least that ``slots`` tell."""
        left = room - _higher([self.whole_in_column(each).height for each in slots])
        if left >= room * MOST_ABOVE:
            return left
        return min(room * MOST_ABOVE, room - _higher([self._column_versions(each)[0].height for each in slots]))

    def draw_wide(self, slots: Sequence[Filled], top: float, most: float) -> float:
        """Draw slots over the whole width, headings beside them, not higher than ``most``; where they end."""
        told = [self._wide_versions(each) for each in slots]
        for each, version in zip(slots, chosen(told, [each.slot.weight for each in slots], most), strict=True):
            draw_rule(self.canvas, LEFT, top, WIDTH)
            draw_stack(self.canvas, [each.head], self.left(0, HEADING_WIDTH), top - PAD, HEADING_WIDTH)
            left = self.left(HEADING_WIDTH + GAP, CONTENT_WIDTH)
            self._draw_content(version, left, top - PAD, CONTENT_WIDTH, version.height - 2 * PAD)
            top -= version.height
        return top

    def draw_column(self, column: Sequence[tuple[Filled, Version]], left: float, top: float) -> float:
        """Draw slots one below the other, headings above them; the height at which they end."""
        for each, version in column:
            draw_rule(self.canvas, left, top, COLUMN_WIDTH)
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
        role = each.slot.role
        if role not in self.told:
            self.told[role] = versions(each, self._more(each), COLUMN_WIDTH, self._outer_in_column(each))
        return self.told[role]

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
            draw_rule(self.canvas, left, top - height, width)

    def _more(self, each: Filled) -> Words:
        page = self.starts.get(each.slot.role)
        more = _("More about this on page %(page)s", page=page) if page else _("There is more. Ask me.")
        words = words_in((Span(f"{DOTS} {self.voice.say(more)}"),), NORMAL.label, self.voice)
        words.link = f"role-{each.slot.role}" if page else ""
        return words


def _balanced(heights: Sequence[float]) -> int:
    """After how many slots the second column begins, so that the higher of both is as low as can be."""
    return min(range(len(heights) + 1), key=lambda split: max(sum(heights[:split]), sum(heights[split:])))


def _higher(heights: Sequence[float]) -> float:
    """The height of the higher of two balanced columns."""
    split = _balanced(heights)
    return max(sum(heights[:split]), sum(heights[split:]))


def _sum(versions_: Sequence[Version]) -> float:
    return sum(version.height for version in versions_)

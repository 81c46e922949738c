"""What stands on page one: fixed slots, each filled by whatever plays its role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from trajectplan.i18n import _
from trajectplan.pdf import marks
from trajectplan.pdf.layout import Words
from trajectplan.pdf.leaves import own_in
from trajectplan.pdf.text import (
    BODY,
    ENDS,
    LABEL,
    SMALL,
    Voice,
    before_answer,
    is_starred,
    markup,
    on_one_line,
    paragraph,
)
from trajectplan.plan.summary import Block, Grid, Item, Own, Row, Said, Summary, Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on page one for what plays ``role``.

    The first ``unlabelled`` rows say their answer alone, because the heading names them. ``running`` rows follow one
    another on one line. An empty slot is left out, but for one with ``pen``, which keeps a line to write on. Where
    not all fits, a slot gets room by its ``weight``. One with ``unless`` stands only where nothing plays that role.
    Where there is no room to tell all of each thing, it is told by name, and ``first`` puts the first that is said of
    it in brackets, ``because`` tells it of the first thing. ``whole`` things are never told by name alone.
    """

    role: str
    heading: Said
    unlabelled: int = 1
    running: bool = False
    pen: bool = False
    weight: float = 1
    unless: str = ""
    first: bool = False
    because: bool = False
    whole: bool = False


ALL: Final = 99
IN_FULL, IN_SHORT, BY_NAME = 2, 1, 0
"""How much is told of each thing in a list: all, the first that is said of it, or its name."""
WHO_SHE_IS: Final = (
    Slot("three_things", _("Three things I want you to know"), unlabelled=ALL, weight=1.5),
    Slot("goal", _("What I want in the end"), pen=True),
    Slot("because", _("Why I want this"), unlabelled=ALL),
)
"""What a consultant reads first, over the whole width."""

SLOTS: Final = (
    Slot("first_step", _("My first step"), running=True, pen=True),
    Slot("next_steps", _("After that"), first=True),
    Slot("hours", _("When I can"), unlabelled=0, running=True),
    Slot("children", _("My children"), first=True),
    Slot("back_up", _("My back-up plan")),
    Slot("appeals", _("Work that appeals to me")),
    Slot("can_show", _("What I can do, and how you can tell"), weight=1.5, because=True),
    Slot("strengths", _("My strengths"), unless="can_show"),
    Slot("unpaid", _("My unpaid work is experience"), unless="can_show"),
    Slot("in_the_way", _("What is in the way, and what would help"), unlabelled=0, weight=1.5, whole=True),
    Slot("needs", _("Then I can, if …")),
    Slot("requests", _("What I ask"), unlabelled=ALL, pen=True, weight=1.5),
    Slot("together", _("What I need in working together")),
    Slot("conditions", _("What childcare must be for us")),
    Slot("talk_help", _("This helps me in the talk")),
    Slot("look_back", _("Look back on"), running=True, pen=True),
    Slot("aftercare", _("Once I have started, I ask")),
)
"""The rest, in the order in which it is read: what she does, when she can, what she can do, what it takes."""

SENTENCES: Final = re.compile(f"(?<=[{''.join(ENDS)}])\\s+")
"""Where her words may be cut."""
NAMES: Final = frozenset({"children", "back_up"})
"""The roles whose things are called by a name, which needs no translation."""

WIDE: Final = ParagraphStyle("wide slot", BODY, spaceBefore=0.8 * mm, allowOrphans=1)
NARROW: Final = ParagraphStyle("slot", SMALL, leading=12.6, spaceBefore=0.6 * mm, allowOrphans=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a slot, in markup: a sign in front if any, what it begins with, then parts between which it may end.

    ``between`` stands between two parts; without it a dot, but for a space where a sentence ends.
    """

    parts: tuple[str, ...]
    start: str = ""
    sign: str = ""
    between: str = ""

    def markup(self, count: int | None = None) -> str:
        """The whole line, or its first ``count`` parts."""
        parts = self.parts[:count]
        return f"{self.start} {self.between.join(parts) if self.between else on_one_line(parts)}".strip()


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with its heading and lines; without lines it is for a pen.

    ``tellings`` are its lines told at different length, in full first.
    """

    slot: Slot
    head: Words
    tellings: tuple[tuple[Line, ...], ...]
    style: ParagraphStyle

    def words(self, line: Line, count: int | None = None) -> Words:
        """A line, or its first ``count`` parts, to draw."""
        return marks.with_sign(line.sign, line.markup(count), self.style)


def filled(slots: Sequence[Slot], summary: Summary, voice: Voice, style: ParagraphStyle) -> Iterator[Filled]:
    """Those of ``slots`` that stand on page one, with their lines in ``style``."""
    for slot in slots:
        if slot.unless and _blocks(summary, slot.unless):
            continue
        lengths = (IN_FULL, IN_SHORT) if slot.whole else (IN_FULL, IN_SHORT, BY_NAME)
        tellings = tuple(dict.fromkeys(tuple(_lines(slot, summary, voice, told)) for told in lengths))
        if tellings[0] or slot.pen:
            yield Filled(slot, paragraph(voice.say(slot.heading), LABEL), tellings, style)


def strange_languages(summary: Summary, voice: Voice) -> tuple[str, ...]:
    """The languages of her words on page one that ``voice``'s reader need not understand, each once."""
    words = (own for role, own in _own_words(summary) if role not in NAMES)
    return tuple(dict.fromkeys(own.language for own in words if is_starred(own, voice)))


def words_shown(summary: Summary, voice: Voice) -> list[str]:
    """Her words as page one shows them in this language."""
    return [str(_read(own, voice)) for _role, own in _own_words(summary)]


def _own_words(summary: Summary) -> Iterator[tuple[str, Own]]:
    """Her words on page one, each with the role it plays; a name plays that of its list only."""
    for role in ("contact_word", *(slot.role for slot in (*WHO_SHE_IS, *SLOTS))):
        for block in _blocks(summary, role):
            for of_role, text in _shown(block, role):
                yield from ((of_role, own) for own in own_in(text))


def contact_word(summary: Summary, voice: Voice) -> str:
    """What she calls the one who reads this, in the middle of a sentence; her own word before one that is said."""
    words = [text for block in _blocks(summary, "contact_word") if isinstance(block, Row) for text in block.answer]
    own = [text for text in words if isinstance(text, Own)]
    if own:
        return voice.say(own[0])
    word = voice.say(words[0] if words else _("consultant"))
    return word[:1].lower() + word[1:]


def _blocks(summary: Summary, role: str) -> list[Block]:
    """What plays this role and is no detail; "I don't know yet" plays none."""
    found = (block for _chapter, block in summary.with_role(role))
    return [block for block in found if not (isinstance(block, Row) and (block.detail or block.alone))]


def _shown(block: Block | Item, role: str) -> Iterator[tuple[str, Text]]:
    """The texts of a block that page one shows; what is said of a thing with a name plays no role itself."""
    if isinstance(block, Row):
        yield from () if block.detail else ((role, text) for text in block.answer)
    elif isinstance(block, Grid):
        yield from ((role, text) for row in block.rows for text in row)
    elif isinstance(block, Item):
        yield role, block.title
        for inner in block.blocks:
            yield from _shown(inner, "" if role in NAMES else role)
    else:
        for item in block.items:
            yield from () if item.detail else _shown(item, role)


# Lines ----------------------------------------------------------------------------------------------------------------


def _lines(slot: Slot, summary: Summary, voice: Voice, told: int) -> list[Line]:
    """The lines of a slot; things in a list are ``told`` in full, in short or by name."""
    lines: list[Line] = []
    rows = 0
    for block in _blocks(summary, slot.role):
        if isinstance(block, Row):
            lines.append(_row(block, voice, labelled=rows >= slot.unlabelled))
            rows += 1
        elif isinstance(block, Grid):
            lines += [Line((_grid_row(block.head, row, voice),)) for row in block.rows if row]
        else:
            lines += _things([item for item in block.items if not item.detail], slot, voice, told)
    if slot.running and rows == len(lines) > 0:
        return [Line(tuple(line.markup() for line in lines))]
    return lines


def _row(row: Row, voice: Voice, *, labelled: bool = True) -> Line:
    texts = _short(row.answer, voice)
    sentences = [markup(sentence) for text in texts for sentence in SENTENCES.split(text)]
    if not labelled:
        return Line(tuple(sentences))
    label = markup(before_answer(voice.say(row.label)))
    return Line(tuple(sentences), label) if len(texts) == 1 else Line(tuple(map(markup, texts)), label, between="; ")


def _things(items: Sequence[Item], slot: Slot, voice: Voice, told: int) -> list[Line]:
    """A line for each thing, or one with all their names; a request is short already."""
    if told != BY_NAME or any(map(_certain, items)):
        return [_item(item if told == IN_FULL else _in_short(item, voice), voice) for item in items]
    names = [_name(item, voice, first=slot.first) for item in items]
    if slot.because:
        names[:1] = [_item(_in_short(item, voice), voice).markup() for item in items[:1]]
    return [Line(tuple(names))] if names else []


def _item(item: Item, voice: Voice) -> Line:
    """One thing on one line: its title, then what is said of it; of a request only how certain it is."""
    title = markup(_words((item.title,), voice))
    if certain := _certain(item):
        sign, word = marks.apart(certain[0], voice)
        return Line((f"{title} ({markup(word)})",), sign=sign)
    parts: list[str] = []
    for block in item.blocks:
        if isinstance(block, Grid):
            parts += [_grid_row(block.head, row, voice) for row in block.rows if row]
        elif not block.detail:
            parts.append(_row(block, voice).markup())
    return Line(tuple(parts), f"<b>{title}</b>") if parts else Line((f"<b>{title}</b>",))


def _certain(item: Item) -> list[Text]:
    """How certain a request is; nothing for what is none."""
    return [block.answer[0] for block in item.blocks if isinstance(block, Row) and block.role == marks.ROLE]


def _in_short(item: Item, voice: Voice) -> Item:
    """A thing with no more than the first that is said of it, and of that the shortest; a request as it is."""
    if _certain(item):
        return item
    rows = (block for block in item.blocks if isinstance(block, Row) and not block.detail and block.answer)
    first = tuple(
        replace(row, answer=(min(row.answer, key=lambda text: len(voice.say(text))),)) for row in islice(rows, 1)
    )
    return replace(item, blocks=first)


def _name(item: Item, voice: Voice, *, first: bool) -> str:
    """The title of a thing, with the ``first`` that is said of it in brackets."""
    title = f"<b>{markup(_words((item.title,), voice))}</b>"
    said = [block for block in item.blocks if isinstance(block, Row) and not block.detail] if first else []
    return f"{title} ({markup(_words(said[0].answer, voice))})" if said else title


def _grid_row(head: Sequence[Text], row: Sequence[Text], voice: Voice) -> str:
    """A row of a table on one line: its name, then every filled cell with the name of its column."""
    cells = []
    for name, cell in zip(head[1:], row[1:], strict=False):
        words = _words((cell,), voice)
        if words:
            cells.append(f"{voice.say(name)} {words}".strip())
    return markup(f"{_words(row[:1], voice)}: {'; '.join(cells)}")


def _words(texts: Sequence[Text], voice: Voice) -> str:
    return "; ".join(_short(texts, voice))


def _short(texts: Sequence[Text], voice: Voice) -> list[str]:
    """Several texts, each on one line."""
    return [" ".join(voice.say(_read(text, voice)).split()) for text in texts]


def _read(text: Text, voice: Voice) -> Text:
    """The Dutch that stands beside her words takes their place on page one: the consultant has two minutes."""
    return Own(text.dutch) if isinstance(text, Own) and text.dutch and voice.is_dutch else text

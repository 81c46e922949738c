"""What stands on page one: fixed slots, each filled by whatever plays its role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from reportlab.lib.units import mm

from trajectplan.i18n import _, language_name, semicolon
from trajectplan.pdf import marks
from trajectplan.pdf.leaves import own_in
from trajectplan.pdf.look import NORMAL
from trajectplan.pdf.paper import words_in
from trajectplan.pdf.reading import MARK, in_letters_of, is_dutch, told_as
from trajectplan.pdf.typeset.breaking import clusters
from trajectplan.pdf.typeset.text import Span, Style, Words
from trajectplan.pdf.voice import DOTS, ENDS, Line, Voice, colon, in_bold, joined, on_one_line
from trajectplan.plan.summary import NAMES, UNKNOWN, Block, Grid, Item, Own, Phrase, Row, Said, Summary, Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on page one for what plays ``role``.

    The first ``unlabelled`` rows say their answer alone, because the heading names them. ``running`` rows follow one
    another on one line. An empty slot is left out, but for one with ``pen``, which keeps a line to write on. Where
    not all fits, a slot gets room by its ``weight``. One with ``unless`` stands only where nothing plays that role.
    Where there is no room to tell all of each thing, it is told by name, and ``first`` puts the first that is said of
    it in brackets, ``because`` tells it of the first thing. ``whole`` things are never told by name alone. Of so many
    parts as ``least`` says the first words stand there, however little room there is.
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
    least: int = 0


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
    Slot("first_step", _("My first step"), running=True, pen=True, least=2),
    Slot("next_steps", _("After that"), first=True, least=2),
    Slot("hours", _("When I can"), unlabelled=0, running=True),
    Slot("children", _("My children"), first=True, least=1),
    Slot("back_up", _("My back-up plan"), least=1),
    Slot("appeals", _("Work that appeals to me")),
    Slot("can_show", _("What I can do, and how you can tell"), weight=1.5, because=True, least=1),
    Slot("strengths", _("My strengths"), unless="can_show", least=1),
    Slot("unpaid", _("My unpaid work is experience"), unless="can_show", least=1),
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

SENTENCES: Final = re.compile(rf"(?<=[{''.join(ENDS)}])(?<!\b[^\W\d_]\.)(?=\s)")
"""Where her words may be cut: after a sentence, which no initial ends."""
MOST_PARTS: Final = 24
"""In so many places at most a text may be cut: each is tried, and a text of a thousand sentences is still one text."""
NOT_TRANSLATED: Final = _("What is in %(language)s I wrote myself. Ask me what it says, or bring an interpreter.")
IN_ANOTHER_SCRIPT: Final = _("What is in another script I wrote myself. Ask me what it says, or bring an interpreter.")

WIDE: Final = replace(NORMAL.body, before=0.8 * mm, least=1)
NARROW: Final = replace(NORMAL.small, leading=12.6, before=0.6 * mm, least=1)
HEAD: Final = replace(NORMAL.label, tag="H2")


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a slot: a sign in front if any, what it begins with, then parts between which it may end.

    ``between`` stands between two parts; without it a dot, but for a space where a sentence ends.
    """

    parts: tuple[Line, ...]
    start: Line = ()
    sign: str = ""
    between: str = ""

    def line(self, count: int | None = None) -> Line:
        """The whole line, or its first ``count`` parts."""
        parts = self.parts[:count]
        told = joined(parts, self.between) if self.between else on_one_line(parts)
        return (*self.start, *((Span(" "),) if self.start and told else ()), *told)

    def begun(self, count: int, letters: int) -> Line:
        """The line with no more than ``count`` parts, and none of these longer than so many letters."""
        return replace(self, parts=tuple(beginning(part, letters) for part in self.parts[:count])).line()

    def singly(self) -> Iterator[Told]:
        """Every part as a line of its own."""
        for number, part in enumerate(self.parts):
            yield Told((part,)) if number else replace(self, parts=(part,))


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with its heading and lines; without lines it is for a pen.

    ``tellings`` are its lines told at different length, in full first.
    """

    slot: Slot
    head: Words
    tellings: tuple[tuple[Told, ...], ...]
    style: Style
    voice: Voice
    made: dict[tuple[int, int | None], Words] = field(default_factory=dict, compare=False)

    def words(self, told: Told, count: int | None = None) -> Words:
        """A line of its, or the first ``count`` parts of that, to draw; the same paragraph whenever it is tried."""
        key = id(told), count
        if key not in self.made:
            self.made[key] = marks.with_sign(told.sign, told.line(count), self.style, self.voice)
        return self.made[key]

    def first_words(self, letters: int) -> list[Words]:
        """The least that it tells: each part in a paragraph of its own, no longer than so many letters."""
        parts = [part for told in self.tellings[-1] for part in told.singly()][: self.slot.least]
        return [marks.with_sign(each.sign, each.begun(1, letters), self.style, self.voice) for each in parts]


def filled(slots: Sequence[Slot], summary: Summary, voice: Voice, style: Style, head: Style = HEAD) -> Iterator[Filled]:
    """Those of ``slots`` that stand on page one, with their lines in ``style`` under a ``head``."""
    for slot in slots:
        if slot.unless and told_as(summary, slot.unless):
            continue
        lengths = (IN_FULL, IN_SHORT) if slot.whole else (IN_FULL, IN_SHORT, BY_NAME)
        tellings = tuple(dict.fromkeys(tuple(_lines(slot, summary, voice, told)) for told in lengths))
        if tellings[0] or slot.pen:
            yield Filled(slot, words_in(voice.line(slot.heading), head, voice), tellings, style, voice)


def not_translated(summary: Summary, voice: Voice) -> Iterator[Text]:
    """What to do about her words on page one that ``voice``'s reader need not understand; nothing where there are none.

    Of the languages that have a name, only the first is named. Of Dutch nothing is said, on no page: who would ask her
    reads it. Nor is a language named for words in other letters than its own, or letters called strange that are those
    of the page: nobody knows which language these are in.
    """
    words = [own for role, own in _own_words(summary) if role not in NAMES and voice.is_starred(own)]
    named = (own.language for own in words if own.language != UNKNOWN and in_letters_of(own.text, own.language))
    for language in [each for each in named if not is_dutch(each)][:1]:
        yield Phrase(NOT_TRANSLATED, {"language": language_name(language, voice.language)})
    if any(own.language == UNKNOWN and not in_letters_of(own.text, voice.language) for own in words):
        yield IN_ANOTHER_SCRIPT


def _own_words(summary: Summary) -> Iterator[tuple[str, Own]]:
    """Her words on page one, each with the role it plays; a name plays that of its list only."""
    for role in ("contact_word", *(slot.role for slot in (*WHO_SHE_IS, *SLOTS))):
        for block in told_as(summary, role):
            for of_role, text in _shown(block, role):
                yield from ((of_role, own) for own in own_in(text))


def contact_word(summary: Summary, voice: Voice) -> Text:
    """What she calls the one who reads this, in the middle of a sentence; her own word before one that is said."""
    words = [text for block in told_as(summary, "contact_word") if isinstance(block, Row) for text in block.answer]
    own = [text for text in words if isinstance(text, Own)]
    if own:
        return own[0]
    word = voice.say(words[0] if words else _("consultant"))
    return word[:1].lower() + word[1:]


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


def _lines(slot: Slot, summary: Summary, voice: Voice, told: int) -> list[Told]:
    """The lines of a slot; things in a list are ``told`` in full, in short or by name."""
    lines: list[Told] = []
    rows = 0
    for block in told_as(summary, slot.role):
        if isinstance(block, Row):
            lines.append(_row(block, voice, labelled=rows >= slot.unlabelled))
            rows += 1
        elif isinstance(block, Grid):
            lines += [Told((_grid_row(block.head, row, voice),)) for row in block.rows if row]
        else:
            lines += _things([item for item in block.items if not item.detail], slot, voice, told)
    if slot.running and rows == len(lines) > 0:
        return [Told(tuple(line.line() for line in lines))]
    return lines


def _row(row: Row, voice: Voice, *, labelled: bool = True) -> Told:
    texts = _short(row.answer, voice)
    sentences = tuple(sentence for text in texts for sentence in _sentences(text))
    if not labelled:
        return Told(sentences)
    label = voice.label(row.label)
    return Told(sentences, label) if len(texts) == 1 else Told(tuple(texts), label, between=semicolon(voice.language))


def _sentences(line: Line) -> Iterator[Line]:
    """A text sentence by sentence, with the space between two before the second; one of several spans stays whole."""
    if len(line) != 1:
        yield line
        return
    sentences = SENTENCES.split(line[0].text.strip())
    together = -(-len(sentences) // MOST_PARTS)
    for start in range(0, len(sentences), together):
        yield (replace(line[0], text="".join(sentences[start : start + together])),)


def _things(items: Sequence[Item], slot: Slot, voice: Voice, told: int) -> list[Told]:
    """A line for each thing, or one with all their names; a request is short already."""
    if told != BY_NAME or any(map(_certain, items)):
        return [_item(item if told == IN_FULL else _in_short(item, voice), voice) for item in items]
    names = [_name(item, voice, first=slot.first) for item in items]
    if slot.because:
        names[:1] = [_item(_in_short(item, voice), voice).line() for item in items[:1]]
    return [Told(tuple(names))] if names else []


def _item(item: Item, voice: Voice) -> Told:
    """One thing on one line: its title, then what is said of it; of a request only how certain it is."""
    title = _words((item.title,), voice)
    if certain := _certain(item):
        sign, word = marks.apart(certain[0], voice)
        return Told(((*title, Span(f" ({word})")),), sign=sign)
    parts: list[Line] = []
    for block in item.blocks:
        if isinstance(block, Grid):
            parts += [_grid_row(block.head, row, voice) for row in block.rows if row]
        elif not block.detail:
            parts.append(_row(block, voice).line())
    return Told(tuple(parts), in_bold(title)) if parts else Told((in_bold(title),))


def _certain(item: Item) -> list[Text]:
    """How certain a request is; nothing for what is none."""
    return [block.answer[0] for block in item.blocks if isinstance(block, Row) and block.role == MARK]


def _in_short(item: Item, voice: Voice) -> Item:
    """A thing with no more than the first that is said of it, and of that the shortest; a request as it is."""
    if _certain(item):
        return item
    rows = (block for block in item.blocks if isinstance(block, Row) and not block.detail and block.answer)
    first = tuple(
        replace(row, answer=(min(row.answer, key=lambda text: len(voice.say(text))),)) for row in islice(rows, 1)
    )
    return replace(item, blocks=first)


def _name(item: Item, voice: Voice, *, first: bool) -> Line:
    """The title of a thing, with the ``first`` that is said of it in brackets."""
    title = in_bold(_words((item.title,), voice))
    said = [block for block in item.blocks if isinstance(block, Row) and not block.detail] if first else []
    return (*title, Span(" ("), *_words(said[0].answer, voice), Span(")")) if said else title


def _grid_row(head: Sequence[Text], row: Sequence[Text], voice: Voice) -> Line:
    """A row of a table on one line: its name, then every filled cell with the name of its column."""
    cells: list[Line] = []
    for name, cell in zip(head[1:], row[1:], strict=False):
        if words := _words((cell,), voice):
            said = voice.say(name)
            cells.append((Span(f"{said} "), *words) if said else words)
    name = _words(row[:1], voice)
    return (*name, Span(colon(name, voice)), *joined(cells, semicolon(voice.language)))


def _words(texts: Sequence[Text], voice: Voice) -> Line:
    return joined(_short(texts, voice), semicolon(voice.language))


def _short(texts: Sequence[Text], voice: Voice) -> list[Line]:
    """Several texts, each on one line; empty ones are left out."""
    lines = (tuple(map(_flat, voice.line(_read(text, voice)))) for text in texts)
    return [line for line in lines if any(span.text for span in line)]


def beginning(line: Line, letters: int) -> Line:
    """The first ``letters`` of a line, whole words where it has any, and dots; all of it where it has no more."""
    kept: list[Span] = []
    for span in line:
        found = clusters(span.text)
        if len(found) > letters:
            cut = "".join(found[:letters])
            # The word in which it ends goes, if that leaves any.
            words = cut if found[letters].isspace() else cut.rpartition(" ")[0].strip() or ("" if kept else cut)
            return (*kept, replace(span, text=f"{words} {DOTS}"))
        kept.append(span)
        letters -= len(found)
    return line


def _flat(span: Span) -> Span:
    """The same words with single spaces between them."""
    words = " ".join(span.text.split())
    before, after = span.text[:1].isspace(), span.text[-1:].isspace()
    return replace(span, text=f"{' ' if before and words else ''}{words}{' ' if after else ''}")


def _read(text: Text, voice: Voice) -> Text:
    """The Dutch that stands beside her words takes their place on page one: the consultant has two minutes."""
    return Own(text.dutch, voice.language) if isinstance(text, Own) and text.dutch and voice.is_dutch else text

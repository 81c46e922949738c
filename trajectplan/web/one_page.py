"""Page one in the print view: the same slots as on paper of ours, told as fully as one sheet has room for."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from trajectplan.pdf import wording
from trajectplan.plan.summary import Phrase, Said, Summary, Text
from trajectplan.web.side_by_side import DOTS, in_order, own_words

if TYPE_CHECKING:
    from trajectplan.pdf import slots as paper
    from trajectplan.pdf.typeset.text import Span

ROOM: Final = 92
"""So many lines have place on the sheet, in two columns."""
MOST_BYTES: Final = 16_000
"""So much text has place in large print, on as many sheets as it takes: as much as on any page of the view."""
ROOM_LARGE: Final = 30
"""In large print a sheet has place for about a third of that."""
ON_A_LINE: Final = 46
HEADING_LINES: Final = 2
IN_FULL, IN_SHORT, BY_NAME = 0, 1, 2
"""How much is told of each thing, as on paper of ours."""


class Length(NamedTuple):
    """How much is told: of each thing, how many things or parts of one kind, and how many letters of each part."""

    telling: int
    parts: int
    letters: int


LENGTHS: Final = (
    Length(IN_FULL, 99, 4000),
    Length(IN_FULL, 12, 400),
    Length(IN_FULL, 8, 240),
    Length(IN_SHORT, 8, 240),
    Length(IN_SHORT, 6, 160),
    Length(BY_NAME, 8, 160),
    Length(BY_NAME, 7, 120),
    Length(BY_NAME, 6, 90),
    Length(BY_NAME, 5, 75),
    Length(BY_NAME, 4, 60),
    Length(BY_NAME, 3, 60),
    Length(BY_NAME, 3, 45),
    Length(BY_NAME, 2, 45),
)
"""The first that has room is taken, or else the last."""


class Filled(NamedTuple):
    """A slot: its heading, and what is said there line by line; without lines it is for a pen."""

    heading: Markup
    lines: list[Markup]


def slots(summary: Summary, language: str, *, is_large: bool) -> list[Filled]:
    """What page one tells in this language; in large print all of it, on as many sheets as it takes."""
    from trajectplan.pdf import slots as paper  # noqa: PLC0415
    from trajectplan.pdf.voice import Voice  # noqa: PLC0415

    told = list(paper.filled((*paper.WHO_SHE_IS, *paper.SLOTS), summary, Voice(language), paper.NARROW))
    found: list[Filled] = []
    for length in LENGTHS:
        found = [_filled(each, length) for each in told]
        if _size(found) <= MOST_BYTES if is_large else _height(found) <= ROOM:
            break
    return found


def is_longer(found: list[Filled], *, is_large: bool) -> bool:
    """Whether it takes more than one sheet, so that it shouldn't be called one page."""
    return is_large and _height(found) > ROOM_LARGE


def reader(summary: Summary, language: str, text: Said = wording.READER) -> Text:
    """For whom page one is, in her own word for that person."""
    from trajectplan.pdf.slots import contact_word  # noqa: PLC0415
    from trajectplan.pdf.voice import Voice  # noqa: PLC0415

    word = contact_word(summary, Voice(language))
    return Phrase(text, {"contact_word": word})


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


def _size(found: list[Filled]) -> int:
    """How many bytes of text it is."""
    return sum(len(line.encode()) for slot in found for line in slot.lines)


def _filled(each: paper.Filled, length: Length) -> Filled:
    """A slot told at this length; who she is and what she wants is told twice as fully as the rest."""
    from trajectplan.pdf.slots import WHO_SHE_IS  # noqa: PLC0415

    told = each.tellings[min(length.telling, len(each.tellings) - 1)]
    times = 2 if each.slot in WHO_SHE_IS else 1
    most = length.parts * times
    lines = [_line(line, most, length.letters * times, each.voice.language) for line in told[:most]]
    if len(told) > most:
        lines[-1] = _with_dots(lines[-1])
    return Filled(Markup("{}").format(each.voice.say(each.slot.heading)), lines)


def _line(told: paper.Told, parts: int, letters: int, language: str) -> Markup:
    """The first parts of a line, and of each its first words, with dots behind where there is more."""
    line = Markup("").join(_marked(span, language) for span in told.begun(parts, letters))
    line = Markup("{} {}").format(told.sign, line) if told.sign else line
    return _with_dots(line) if len(told.parts) > parts else line


def _with_dots(line: Markup) -> Markup:
    """Dots behind a line, but not twice."""
    return line if line.striptags().endswith(DOTS) else line + f" {DOTS}"


def _marked(span: Span, language: str) -> Markup:
    """Words as a browser shows them: bold where they are, and hers in their own language and direction."""
    is_hers = span.language or (not span.common and any(map(str.isalpha, span.text)))
    text = own_words(span.text, span.language) if is_hers else in_order(span.text, language)
    return Markup("<b>{}</b>").format(text) if span.bold else text

"""Who speaks on paper: said texts in one language, her own words as she wrote them, each with its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from trajectplan.i18n import STOPS, before_answer, direction, has_end, speaking, tag_of, with_signs
from trajectplan.pdf import reading
from trajectplan.pdf.typeset.text import Span
from trajectplan.pdf.typeset.words import RTL
from trajectplan.plan.summary import Own, Phrase, Text

Line: TypeAlias = tuple[Span, ...]
"""A text on its way to paper: what is said in the language of its voice, what is hers in hers."""

ENDS: Final = (*STOPS, "!", "?", "\N{ARABIC QUESTION MARK}")
"""What sentences end with; without a full stop a short answer can do."""
DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"
BETWEEN: Final = " \N{MIDDLE DOT} "
"""Stands between short answers on one line."""
_RIGHT_TO_LEFT: Final = "\N{RIGHT-TO-LEFT MARK}"
_PLACE: Final = re.compile("\ue000([0-9]+)\ue001")
"""Where her words stand in a phrase, while it is put together."""
_SIMPLER: Final = str.maketrans({"\N{RIGHTWARDS ARROW}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"})
_STEP: Final = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of one document, in which said texts are spoken. Needs an application context."""

    language: str
    said: dict[int, tuple[Text, str]] = field(default_factory=dict, compare=False, repr=False)
    """What it said already, by the text, which stays alive with it: the same labels come again and again."""

    def say(self, text: Text) -> str:
        """The words of ``text``; her own words stay as they are."""
        if isinstance(text, Own):
            return text.text
        if id(text) not in self.said:
            with speaking(self.language):
                self.said[id(text)] = text, self._pointed(str(text).translate(_SIMPLER))
        return self.said[id(text)][1]

    def _pointed(self, said: str) -> str:
        """The words with every arrow between two steps in the direction of reading, also between Latin words."""
        return said.replace(_STEP, _STEP.join(_RIGHT_TO_LEFT * 2)) if self.direction == RTL else said

    def line(self, text: Text, *, bold: bool = False) -> Line:
        """The words of ``text``, in which her own words are known as such."""
        if isinstance(text, Own):
            return (Span(text.text, tag_of(text.language), bold=bold, own=True),)
        if isinstance(text, Phrase):
            return tuple(self._phrase(text, bold=bold))
        return (Span(self.say(text), bold=bold, common=not isinstance(text, str)),)

    def label(self, text: Text) -> Line:
        """A label as it stands before its answer."""
        is_common = not isinstance(text, (str, Own, Phrase))
        return (Span(before_answer(self.say(text), self.language), common=is_common),)

    def _phrase(self, phrase: Phrase, *, bold: bool) -> list[Span]:
        values = list(phrase.values.values())
        marks = {name: f"\ue000{number}\ue001" for number, name in enumerate(phrase.values)}
        spans: list[Span] = []
        for number, part in enumerate(_PLACE.split(self.say(phrase.text) % marks)):
            if number % 2:
                spans += self.line(values[int(part)], bold=bold)
            elif part:
                spans.append(Span(part, bold=bold, common=True))
        return spans

    def understands(self, own: Own) -> bool:
        """Whether her words are in this language or in none, or are a name."""
        return reading.understands(self.language, own)

    def is_starred(self, text: Text) -> bool:
        """Whether a star stands at these words for who reads this language."""
        return reading.is_starred(text, self.language)

    @property
    def is_dutch(self) -> bool:
        """Whether this is the language that consultants read."""
        return reading.is_dutch(self.language)

    @property
    def tag(self) -> str:
        """Its language as a document names it (BCP 47)."""
        return tag_of(self.language)

    @property
    def direction(self) -> str:
        """``"ltr"`` or ``"rtl"``."""
        return direction(self.language)


Voices: TypeAlias = tuple[Voice, ...]


def joined(lines: Sequence[Line], between: str) -> Line:
    """Several texts as one, with ``between`` between two."""
    found: list[Span] = []
    for line in lines:
        if found:
            found.append(Span(between))
        found += line
    return tuple(found)


def on_one_line(lines: Sequence[Line]) -> Line:
    """Short answers on one line, with a dot between two; sentences follow each other without one.

    Where not all of them are sentences, said ones lose their full stop. A text that begins with a space is the next
    sentence of the one before: they are one span again, so that they are read in the direction of their language.
    """
    texts = _whole_texts(lines)
    if not all(plain(text).endswith(ENDS) for text in texts):
        texts = [_without_stop(text) for text in texts]
    found: list[Span] = []
    for text in texts:
        if found:
            found.append(Span(" " if plain(found).endswith(ENDS) else BETWEEN))
        found += text
    return tuple(found)


def _whole_texts(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the sentences of one text together."""
    texts: list[Line] = []
    for line in lines:
        first = line[0] if line else Span("")
        last = texts[-1][-1] if texts and texts[-1] else None
        if not first.text.startswith(" "):
            texts.append(line)
        elif last is None or replace(last, text=first.text) != first:
            texts.append((replace(first, text=first.text.lstrip()), *line[1:]))
        else:
            texts[-1] = (*texts[-1][:-1], replace(last, text=last.text + first.text), *line[1:])
    return texts


def _without_stop(line: Line) -> Line:
    """A said text without the full stop at its end; what she wrote stays as it is."""
    *others, last = line or (Span(""),)
    return (*others, replace(last, text=last.text.rstrip("".join(STOPS)))) if last.common else line


def plain(line: Sequence[Span]) -> str:
    """The characters of a text."""
    return "".join(span.text for span in line)


def in_bold(line: Sequence[Span]) -> Line:
    """The same text in bold."""
    return tuple(replace(span, bold=True) for span in line)


def in_language(line: Sequence[Span], voice: Voice) -> Line:
    """The same text with the language of ``voice`` named, for a paragraph in which others speak as well."""
    within = (voice.tag, voice.direction)
    return tuple(replace(span, language=span.language or voice.tag, within=within) for span in line)


def colon(name: Line, voice: Voice) -> str:
    """What stands between a name and what is said of it: a blank alone where her words end in a sign of their own."""
    is_ended = bool(name) and name[-1].own and has_end(plain(name))
    return " " if is_ended else with_signs(": ", voice.language)

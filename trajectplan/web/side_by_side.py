"""Texts for the print view, in one language or in two side by side, as the printed plan shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from markupsafe import Markup, escape

from trajectplan.i18n import DEFAULT, direction, speaking, tag_of
from trajectplan.pdf.leaves import own_in
from trajectplan.pdf.reading import is_starred, understands
from trajectplan.pdf.typeset.bidi import needs_bidi
from trajectplan.pdf.typeset.breaking import with_single_blanks
from trajectplan.pdf.typeset.numbers import Part, by_number
from trajectplan.pdf.wording import BEHIND, OWN_WORDS, STAR
from trajectplan.plan.summary import Own, Phrase, Row, Said, Text
from trajectplan.web.own_words import lang_of

MOST_PEN_LINES: Final = 6
ON_A_PEN_LINE: Final = 50
"""So many letters of hers need a line of handwriting in another language."""
ON_A_LINE, A_THIRD = 44, 8
"""So many letters of large print stand on a line, and so many lines on a third of a sheet."""
PEN: Final = "______"
"""Where a text has a line to write on."""
PEN_WITHIN: Final = Markup('<span class="pen within"></span>')
DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"
MOST_TOGETHER: Final = 24
"""So many characters of a number stay on one line; a longer one would not fit in a narrow column."""
_BREAKS: Final = re.compile("[ /\N{EN DASH}-]")
"""Where a browser would end a line within a number."""


@dataclass(frozen=True, slots=True)
class Voices:
    """The languages of the print, hers first. Needs an application context."""

    languages: tuple[str, ...]

    def columns(self, *texts: Text) -> Iterator[tuple[str, str, list[Markup]]]:
        """For every language its code, its direction and what its column says of these texts."""
        for language in self.languages:
            yield tag_of(language), direction(language), [self.said(text, language) for text in texts]

    def said(self, text: Text, language: str) -> Markup:
        """What the column of one language says.

        Her words stand once, in the column of their language, or in the first where there is none. In Dutch stands the
        Dutch that she or a helper wrote beside them, or lines to write it on by pen. A reader who need not understand
        them sees ``STAR``.
        """
        if not isinstance(text, Own) or understands(language, text):
            with speaking(language):
                return _leaf(text, language)
        home = next((each for each in self.languages if understands(each, text)), self.languages[0])
        words = [_leaf(text, language)] if home == language else []
        if not is_starred(text, language):
            return Markup("<br>").join([*words, _leaf(Own(text.dutch, DEFAULT), language)])
        star = words[0] + BEHIND if words else escape(STAR)
        return star + (_pen(text.text) if language == DEFAULT else Markup(""))

    def meaning_of_star(self, texts: Iterable[Text]) -> list[Said]:
        """For every language what the star means, where its column has one; empty when none has."""
        own = [text for text in texts if isinstance(text, Own)]
        starred = [any(is_starred(text, language) for text in own) for language in self.languages]
        meaning = Phrase("%(star)s %(meaning)s", {"star": STAR, "meaning": OWN_WORDS})
        return [meaning if due else "" for due in starred] if any(starred) else []

    def once(self, text: Text) -> Markup:
        """A text where all columns are one: in every language; her own words once, with the Dutch or a star.

        What has several lines in each language stands below the other.
        """
        if isinstance(text, Own):
            hers = _leaf(text, text.language)
            if text.dutch and DEFAULT in self.languages:
                return Markup(" / ").join([hers, _leaf(Own(text.dutch, DEFAULT), DEFAULT)])
            starred = any(is_starred(text, language) for language in self.languages)
            return hers + (BEHIND if starred else "")
        found: dict[str, Markup] = {}
        for language in self.languages:
            with speaking(language):
                words = _leaf(text, language)
            marked = Markup('<span lang="{}" dir="{}">{}</span>').format(tag_of(language), direction(language), words)
            found.setdefault(str(words), marked)
        between = Markup(" /\n") if any("\n" in words for words in found) else Markup(" / ")
        return between.join(found.values())

    def is_tall(self, row: Row) -> bool:
        """Whether a row may take more than a third of a sheet in large print, its columns one below the other.

        Words of hers count once for all columns.
        """
        once = [text for text in row.answer if isinstance(text, Own)]
        each = [row.label, *(text for text in row.answer if not isinstance(text, Own))]
        texts = [*once, *each * len(self.languages)]
        return sum(ceil(len(line) / ON_A_LINE) for text in texts for line in str(text).split("\n")) > A_THIRD

    def to_fill_in(self, text: Said) -> Iterator[tuple[str, str, Markup]]:
        """A text with lines to write on, in the last language; in the others before it, with dots for the lines."""
        *others, last = self.languages
        said = {}
        for language in self.languages:
            with speaking(language):
                said[language] = str(text)
        for language in others:
            if said[language] != said[last]:
                words = " ".join(said[language].replace(PEN, f" {DOTS} ").split()).removesuffix(f" {DOTS}")
                yield tag_of(language), direction(language), in_order(words, language)
        line = PEN_WITHIN.join(in_order(part, last) for part in said[last].split(PEN))
        yield tag_of(last), direction(last), line


def marked(parts: Sequence[Markup]) -> Markup:
    """Several answers: one as it is, more as a list."""
    if len(parts) == 1:
        return parts[0]
    points = Markup("").join(Markup("<li>{}</li>").format(part) for part in parts)
    return Markup("<ul>{}</ul>").format(points)


def in_order(text: str, language: str = "") -> Markup:
    """A text in which every number reads as on paper: its parts in their order, and on one line where it is short.

    ``language`` says in which direction the text runs; without one its first letter does.
    """
    is_mixed = needs_bidi(text) or (language != "" and direction(language) == "rtl")
    lines = ((_part(part, is_mixed=is_mixed) for part in by_number(line)) for line in text.split("\n"))
    return Markup("\n").join(map(Markup("").join, lines))


def _part(part: Part, *, is_mixed: bool) -> Markup:
    """Some characters of a text; a number that runs against what is around it stands apart."""
    together = part.is_number and len(part.text) <= MOST_TOGETHER and _BREAKS.search(part.text)
    look = Markup(' class="n"') if together else ""
    if is_mixed and part.stands_apart:
        return Markup('<bdi dir="ltr"{}>{}</bdi>').format(look, part.text)
    return Markup("<span{}>{}</span>").format(look, part.text) if look else escape(part.text)


def own_words(words: str, language: str) -> Markup:
    """Words of hers in their own language and direction, line by line as she wrote them."""
    text = in_order(with_single_blanks(words))
    return Markup('<bdi dir="auto"{}>{}</bdi>').format(lang_of(language), text)


def _leaf(text: Text, language: str) -> Markup:
    """A text in the language of the moment; her own words in their own language and direction, also in a phrase."""
    if isinstance(text, Own):
        return own_words(text.text, text.language)
    if isinstance(text, Phrase) and any(own_in(text)):
        return escape(str(text.text)) % {name: _leaf(value, language) for name, value in text.values.items()}
    return in_order(str(text), language)


def _pen(words: str) -> Markup:
    lines = min(MOST_PEN_LINES, 1 + len(words) // ON_A_PEN_LINE)
    return Markup('<span class="pen"></span>') * lines

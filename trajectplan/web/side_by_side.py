"""Texts for the print view, in one language or in two side by side, as the printed plan shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from trajectplan.i18n import DEFAULT, direction, speaking, tag_of
from trajectplan.pdf.reading import is_starred, understands
from trajectplan.pdf.wording import BEHIND, OWN_WORDS, STAR
from trajectplan.plan.summary import Own, Phrase, Said, Text
from trajectplan.web.own_words import lang_of

MOST_PEN_LINES: Final = 6
ON_A_PEN_LINE: Final = 50
"""So many letters of hers need a line of handwriting in another language."""
PEN: Final = "______"
"""Where a text has a line to write on."""
PEN_WITHIN: Final = Markup('<span class="pen within"></span>')
DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"


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
                return _leaf(text)
        home = next((each for each in self.languages if understands(each, text)), self.languages[0])
        words = [_leaf(text)] if home == language else []
        if not is_starred(text, language):
            return Markup("<br>").join([*words, _leaf(Own(text.dutch, DEFAULT))])
        star = words[0] + BEHIND if words else escape(STAR)
        return star + (_pen(text.text) if language == DEFAULT else Markup(""))

    def meaning_of_star(self, texts: Iterable[Text]) -> list[Said]:
        """For every language what the star means, where its column has one; empty when none has."""
        own = [text for text in texts if isinstance(text, Own)]
        starred = [any(is_starred(text, language) for text in own) for language in self.languages]
        meaning = Phrase("%(star)s %(meaning)s", {"star": STAR, "meaning": OWN_WORDS})
        return [meaning if due else "" for due in starred] if any(starred) else []

    def once(self, text: Text) -> Markup:
        """A text where all columns are one: in every language; her own words once, with the Dutch or a star."""
        if isinstance(text, Own):
            if text.dutch and DEFAULT in self.languages:
                return Markup(" / ").join([_leaf(text), _leaf(Own(text.dutch, DEFAULT))])
            starred = any(is_starred(text, language) for language in self.languages)
            return _leaf(text) + (BEHIND if starred else "")
        found: dict[str, Markup] = {}
        for language in self.languages:
            with speaking(language):
                words = _leaf(text)
            marked = Markup('<span lang="{}" dir="{}">{}</span>').format(tag_of(language), direction(language), words)
            found.setdefault(str(words), marked)
        return Markup(" / ").join(found.values())

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
                yield tag_of(language), direction(language), escape(words)
        line = PEN_WITHIN.join(escape(part) for part in said[last].split(PEN))
        yield tag_of(last), direction(last), line


def marked(parts: Sequence[Markup]) -> Markup:
    """Several answers: one as it is, more as a list."""
    if len(parts) == 1:
        return parts[0]
    points = Markup("").join(Markup("<li>{}</li>").format(part) for part in parts)
    return Markup("<ul>{}</ul>").format(points)


def _leaf(text: Text) -> Markup:
    """A text in the language of the moment; her own words in their own language and direction, also in a phrase."""
    if isinstance(text, Own):
        return Markup('<bdi dir="auto"{}>{}</bdi>').format(lang_of(text.language), text.text)
    if isinstance(text, Phrase):
        return escape(str(text.text)) % {name: _leaf(value) for name, value in text.values.items()}
    return escape(str(text))


def _pen(words: str) -> Markup:
    lines = min(MOST_PEN_LINES, 1 + len(words) // ON_A_PEN_LINE)
    return Markup('<span class="pen"></span>') * lines

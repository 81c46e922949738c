"""Texts on their way to paper: characters that can be printed, in which language, in which size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from unicodedata import category, name, normalize
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from trajectplan.i18n import DEFAULT, _, speaking
from trajectplan.pdf.fonts import BOLD, REGULAR, covered
from trajectplan.pdf.layout import Words
from trajectplan.plan.summary import Own, Text

INK: Final = Color(0, 0, 0)
QUIET: Final = Color(0.3, 0.3, 0.3)
"""Dark enough to read on a poor copier; never the only sign of anything."""

TITLE: Final = ParagraphStyle("title", fontName=BOLD, fontSize=20, leading=25, textColor=INK)
TITLE_PAIR: Final = ParagraphStyle("title pair", TITLE, fontSize=16, leading=20)
HEADING: Final = ParagraphStyle("heading", fontName=BOLD, fontSize=13, leading=17, textColor=INK)
HEADING_PAIR: Final = ParagraphStyle("heading pair", HEADING, fontSize=12, leading=16)
NAME: Final = ParagraphStyle("name", fontName=BOLD, fontSize=11, leading=15, textColor=INK, spaceBefore=1 * mm)
LABEL: Final = ParagraphStyle("label", fontName=BOLD, fontSize=10, leading=14, textColor=INK)
BODY: Final = ParagraphStyle("body", fontName=REGULAR, fontSize=10.5, leading=14.5, textColor=INK)
POINT: Final = ParagraphStyle(
    "point", BODY, leftIndent=4 * mm, bulletFontName=REGULAR, bulletFontSize=10.5, spaceBefore=0.6 * mm
)
SMALL: Final = ParagraphStyle("small", fontName=REGULAR, fontSize=10, leading=13.5, textColor=INK)
NOTE: Final = ParagraphStyle("note", SMALL, textColor=QUIET, spaceBefore=0.8 * mm)

OWN_WORDS: Final = _("in her own words, not translated")
NOT_FILLED_IN: Final = _("not filled in")

_BREAKS: Final = str.maketrans(
    {"\v": "\n", "\f": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)


# Characters -----------------------------------------------------------------------------------------------------------


def missing(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that the fonts can't print, each once, in order of appearance."""
    return tuple(dict.fromkeys(character for character in _cleaned(text) if not _is_printable(character)))


def printable(text: str) -> str:
    """``text`` with a name in brackets for what can't be printed; lines stay lines.

    Neighbours share one pair of brackets and the beginning of their names: ``[ARABIC LETTER BEH, ALEF]``.
    """
    parts = []
    for fine, run in groupby(_cleaned(text), key=_is_printable):
        characters = "".join(run)
        parts.append(characters if fine else _named(characters))
    return "".join(parts)


def character_name(character: str) -> str:
    """The Unicode name of a character, its number where it has none (``U+0000``)."""
    return name(character, f"U+{ord(character):04X}")


def _cleaned(text: str) -> str:
    """Composed letters, one kind of line break, and nothing invisible.

    Format characters and variation selectors only steer other characters, so that on paper they would say nothing.
    """
    text = normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS))
    return "".join(character for character in text if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    return not character.isascii() and (category(character) == "Cf" or "VARIATION SELECTOR" in name(character, ""))


def _is_printable(character: str) -> bool:
    return character == "\n" or character in covered()


def _named(characters: str) -> str:
    first, *others = (character_name(character) for character in characters)
    return f"[{', '.join([first, *(_without_beginning(other, first) for other in others)])}]"


def _without_beginning(long: str, first: str) -> str:
    """``long`` without the whole words at its beginning that ``first`` begins with too; never empty."""
    words, before = long.split(), first.split()
    shared = 0
    while shared < min(len(words) - 1, len(before)) and words[shared] == before[shared]:
        shared += 1
    return " ".join(words[shared:])


# Languages ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of the print, in which said texts are spoken. Needs an application context."""

    language: str

    def say(self, text: Text) -> str:
        """The words of ``text``, as they can be printed; her own words stay as they are."""
        if isinstance(text, Own):
            return printable(text.text)
        with speaking(self.language):
            return printable(str(text))

    def understands(self, own: Own) -> bool:
        """Whether her words are in this language, or in none, as a name is."""
        return not own.language or _main(own.language) == _main(self.language)

    @property
    def is_dutch(self) -> bool:
        """Whether this is the language that consultants read."""
        return _main(self.language) == DEFAULT


def words_of(texts: tuple[Text, ...], voice: Voice, voices: tuple[Voice, ...]) -> tuple[list[str], bool]:
    """What ``voice``'s column says of ``texts``, and whether a note must say that some are in her own words.

    Her words stand once, in the column of their language, or in the first where there is none; beside them stands the
    Dutch that she or a helper wrote, when there is.
    """
    lines, foreign = [], False
    for text in texts:
        if not isinstance(text, Own):
            lines.append(voice.say(text))
            continue
        home = next((other for other in voices if other.understands(text)), voices[0])
        parts = [text.text] if voice == home or not text.language else []
        if not voice.understands(text):
            if text.dutch and voice.is_dutch:
                parts.append(text.dutch)
            else:
                foreign = True
        if parts:
            lines.append(printable("\n".join(parts)))
    return lines, foreign


def both(text: Text, voices: tuple[Voice, ...], between: str = " / ") -> str:
    """``text`` in every language of the print, once where they agree; ``between`` stands between two languages."""
    return between.join(dict.fromkeys(voice.say(text) for voice in voices))


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


# Paragraphs -----------------------------------------------------------------------------------------------------------


def paragraph(text: str, style: ParagraphStyle, *, bullet: bool = False) -> Words:
    """A paragraph of printable ``text``, every character as it stands, also what looks like markup."""
    return Words(markup(text), style, bulletText="\N{BULLET}" if bullet else None)


def markup(text: str) -> str:
    """Printable ``text`` as ReportLab's little markup language wants it."""
    return escape(text).replace("\n", "<br/>")


def answer_paragraphs(texts: tuple[Text, ...], voice: Voice, voices: tuple[Voice, ...]) -> Iterator[Words]:
    """An answer as one column shows it: several as points, then the note on her own words where it is due."""
    lines, foreign = words_of(texts, voice, voices)
    several = len(lines) > 1
    for line in lines:
        yield paragraph(line, POINT if several else BODY, bullet=several)
    if foreign:
        yield paragraph(voice.say(OWN_WORDS), NOTE)

"""Texts on their way to paper: in which language, in which size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from trajectplan.i18n import DEFAULT, _, speaking
from trajectplan.pdf.characters import IN_MY_SCRIPT, has_words_to_write, printable
from trajectplan.pdf.fonts import BOLD, REGULAR
from trajectplan.pdf.layout import Words
from trajectplan.plan.summary import Own, Text

INK: Final = Color(0, 0, 0)
QUIET: Final = Color(0.3, 0.3, 0.3)
"""Dark enough to read on a poor copier; never the only sign of anything."""

TITLE: Final = ParagraphStyle("title", fontName=BOLD, fontSize=20, leading=25, textColor=INK)
TITLE_PAIR: Final = ParagraphStyle("title pair", TITLE, fontSize=16, leading=20)
CHAPTER: Final = ParagraphStyle("chapter", TITLE, fontSize=17, leading=21)
HEADING: Final = ParagraphStyle("heading", fontName=BOLD, fontSize=13, leading=17, textColor=INK)
HEADING_PAIR: Final = ParagraphStyle("heading pair", HEADING, fontSize=12, leading=16)
NAME: Final = ParagraphStyle("name", fontName=BOLD, fontSize=11, leading=15, textColor=INK, spaceBefore=1 * mm)
LABEL: Final = ParagraphStyle("label", fontName=BOLD, fontSize=10, leading=14, textColor=INK)
BODY: Final = ParagraphStyle("body", fontName=REGULAR, fontSize=10.5, leading=14.5, textColor=INK)
POINT: Final = ParagraphStyle(
    "point", BODY, leftIndent=4 * mm, bulletFontName=REGULAR, bulletFontSize=10.5, spaceBefore=0.6 * mm
)
LINE_OF_ITEM: Final = ParagraphStyle("line of item", BODY, spaceBefore=0.5 * mm)
SMALL: Final = ParagraphStyle("small", fontName=REGULAR, fontSize=10, leading=13.5, textColor=INK)
NOTE: Final = ParagraphStyle("note", SMALL, textColor=QUIET, spaceBefore=0.8 * mm)

ENDS: Final = (".", "!", "?", "\N{ETHIOPIC FULL STOP}", "\N{ARABIC QUESTION MARK}", "\N{ARABIC FULL STOP}")
"""What sentences end with."""
DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"
BETWEEN: Final = " \N{MIDDLE DOT} "
"""Stands between short answers on one line."""

MANY: Final = 8
"""So many answers are no list any more."""

STAR: Final = "*"
"""Stands at her words, or in their place, where they are in a language that a reader need not understand."""
OWN_WORDS: Final = _("in my own words, not translated")
"""What the star means; a chapter says it once."""
NOT_FILLED_IN: Final = _("not filled in")

_SIMPLER: Final = str.maketrans({"\N{RIGHTWARDS ARROW}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"})
"""What the fonts lack and we write ourselves; what she writes is never changed."""


# Languages ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of the print, in which said texts are spoken. Needs an application context."""

    language: str

    def say(self, text: Text) -> str:
        """The words of ``text``, as they can be printed; her own words stay as they are."""
        return self.printed(self.speak(text))

    def printed(self, text: str) -> str:
        """``text`` as it can be printed: where words can't be, there is a line for a pen and why."""
        note = self.speak(IN_MY_SCRIPT) if has_words_to_write(text) else ""
        return printable(text, note)

    def speak(self, text: Text) -> str:
        """The words of ``text`` with every character, also those that can't be printed."""
        if isinstance(text, Own):
            return text.text
        with speaking(self.language):
            return str(text).translate(_SIMPLER)

    def understands(self, own: Own) -> bool:
        """Whether her words are in this language, or in none, as a name is."""
        return not own.language or _main(own.language) == _main(self.language)

    @property
    def is_dutch(self) -> bool:
        """Whether this is the language that consultants read."""
        return _main(self.language) == DEFAULT


def words_of(texts: tuple[Text, ...], voice: Voice, voices: tuple[Voice, ...]) -> list[str]:
    """What ``voice``'s column says of ``texts``.

    Her words stand once, in the column of their language, or in the first where there is none; beside them stands the
    Dutch that she or a helper wrote, when there is. Where her words say nothing to the reader of a column stands
    ``STAR``, behind them or in their place.
    """
    lines = []
    for text in texts:
        if not isinstance(text, Own):
            lines.append(voice.say(text))
            continue
        home = next((other for other in voices if other.understands(text)), voices[0])
        words = voice.printed(text.text) if voice == home or not text.language else ""
        if is_starred(text, voice):
            lines.append(f"{words} {STAR}".strip())
        elif voice.understands(text):
            lines.append(words)
        else:
            lines.append("\n".join(part for part in (words, voice.printed(text.dutch)) if part))
    return lines


def is_starred(text: Text, voice: Voice) -> bool:
    """Whether these are words of hers that ``voice``'s reader need not understand, without Dutch for a Dutch one."""
    return isinstance(text, Own) and not voice.understands(text) and not (text.dutch and voice.is_dutch)


def once(own: Own, voices: tuple[Voice, ...]) -> str:
    """Her words where all columns are one; with a star when somebody need not understand them."""
    has_dutch = own.dutch and any(voice.is_dutch for voice in voices)
    starred = not has_dutch and not all(voice.understands(own) for voice in voices)
    return f"{voices[0].say(own)} {STAR}" if starred else voices[0].say(own)


def both(text: Text, voices: tuple[Voice, ...], between: str = " / ") -> str:
    """``text`` in every language of the print, once where they agree; ``between`` stands between two languages."""
    return between.join(dict.fromkeys(voice.say(text) for voice in voices))


def on_one_line(parts: Sequence[str]) -> str:
    """Short answers on one line, with a dot between two unless the first of them ends a sentence."""
    line = ""
    for part in parts:
        between = " " if line.removesuffix("</b>").endswith(ENDS) else BETWEEN
        line = f"{line}{between}{part}" if line else part
    return line


def before_answer(label: str) -> str:
    """A label as it stands before its answer on one line: with a colon, unless it breaks off ("Then I can, if …")."""
    return label.removesuffix(DOTS).rstrip() if label.endswith(DOTS) else f"{label}:"


def thing_title(title: Text, voices: tuple[Voice, ...]) -> str:
    """What a thing is called; in her own words once, with the Dutch beside it where Dutch is printed."""
    if not isinstance(title, Own):
        return both(title, voices)
    parts = [title.text, title.dutch if any(voice.is_dutch for voice in voices) else ""]
    return voices[-1].printed(" / ".join(dict.fromkeys(part for part in parts if part)))


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


# Paragraphs -----------------------------------------------------------------------------------------------------------


def paragraph(text: str, style: ParagraphStyle, *, bullet: bool = False) -> Words:
    """A paragraph of printable ``text``, every character as it stands, also what looks like markup."""
    return Words(markup(text), style, bulletText="\N{BULLET}" if bullet else None)


def markup(text: str) -> str:
    """Printable ``text`` as ReportLab's little markup language wants it."""
    return escape(text).replace("\n", "<br/>")


def answer_paragraphs(
    texts: tuple[Text, ...], voice: Voice, voices: tuple[Voice, ...], width: float
) -> Iterator[Words]:
    """An answer as a column of ``width`` shows it: several on one line where they fit, else as points, many run on."""
    lines = words_of(texts, voice, voices)
    together = on_one_line(lines)
    fits = "\n" not in together and stringWidth(together, BODY.fontName, BODY.fontSize) <= width
    if fits or len(lines) >= MANY:
        lines = [together] if together else []
    several = len(lines) > 1
    for line in lines:
        yield paragraph(line, POINT if several else BODY, bullet=several)


def answer_line(label: Text, texts: tuple[Text, ...], voice: Voice, voices: tuple[Voice, ...]) -> Words:
    """A label and its answer as one paragraph."""
    head = f"<b>{markup(before_answer(voice.say(label)))}</b>"
    return Words(f"{head} {markup('; '.join(words_of(texts, voice, voices)))}", LINE_OF_ITEM)

"""The texts of a catalogue for whoever reads a translation: each with a number that stays and the words beside it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from gettext import c2py
from hashlib import blake2b
from io import StringIO
from pathlib import Path, PurePosixPath
from string import ascii_lowercase
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from trajectplan.i18n import DEFAULT

__all__ = [
    "COLUMNS",
    "READ",
    "SOURCE",
    "NoLongerError",
    "Texts",
    "Translated",
    "WrongNumberError",
    "as_table",
    "catalogue_of",
    "checked",
    "counts_of",
    "in_rows",
    "languages_of",
    "mark_of",
    "said_in",
]

COLUMNS: Final = ("number", "place", "English", "Dutch", "translation", "better")
"""The heads of a table for a spreadsheet."""
SOURCE: Final = "en"
"""The language of the message ids; its catalogue holds only what must differ from them."""
LEAST_DIGITS: Final = 5
ALL_DIGITS: Final = 13
COUNTED: Final = range(1000)
"""So far it is tried which numbers take a plural form; every rule of Unicode repeats itself before that."""
NAMED_COUNTS: Final = 4
MOST_PLACES: Final = 2
PAGE: Final = ".html"
READ: Final = "Read"
"""Begins the comment in a catalogue that says that a text was read."""


class WrongNumberError(LookupError):
    """A number that belongs to no text; what is wrong with it is its text."""


class NoLongerError(WrongNumberError):
    """A number of a text that was changed or taken away since."""


@dataclass(frozen=True, slots=True)
class Translated:
    """One text, or one plural form of it: its number, the files that say it, and its words in three languages.

    ``counts`` are the first numbers that take this plural form, and ``many`` says that there are more than two; both
    empty where nothing is counted. ``singular`` is the English for one.
    """

    message: Message
    form: int | None
    number: str
    files: tuple[str, ...]
    english: str
    dutch: str
    translation: str
    singular: str = ""
    counts: tuple[int, ...] = ()
    many: bool = False

    @property
    def name(self) -> str:
        """Its number without the letter of a plural form."""
        return self.number.rstrip(ascii_lowercase)

    @property
    def place(self) -> str:
        """Where it is said, in words."""
        more = len(self.files) - MOST_PLACES
        said = ", ".join(self.files[:MOST_PLACES]) + (f" (+{more})" if more > 0 else "")
        return f"{said} {self.counted}".rstrip()

    @property
    def counted(self) -> str:
        """Which numbers it is for, in brackets; empty where nothing is counted."""
        return "" if self.form is None else f"({', '.join(map(str, self.counts))}{' …' if self.many else ''})"

    @property
    def is_read(self) -> bool:
        """Whether a reader had it as it stands now."""
        digest = _digest(self.message)
        return any(line.startswith(f"{READ} ") and line.endswith(f" {digest}") for line in self.message.user_comments)

    def is_from(self, pattern: str) -> bool:
        """Whether one of its files is named so, with or without its folder; of a page, also without its ending."""
        return any(fnmatch(name, pattern) for file in self.files for name in _names_of(file))


def _names_of(file: str) -> Iterator[str]:
    path = PurePosixPath(file)
    yield from (file, path.name)
    if path.suffix == PAGE:
        yield path.stem


def mark_of(message: Message, day: str) -> str:
    """The comment that says that ``message`` was read as it stands: it counts no more once the text is another."""
    return f"{READ} {day} {_digest(message)}"


def _digest(message: Message) -> str:
    strings = [message.string] if isinstance(message.string, str) else message.string or ()
    return blake2b("\0".join(strings).encode(), digest_size=4).hexdigest()


# The texts ------------------------------------------------------------------------------------------------------------


def catalogue_of(language: str, folder: Path) -> Path:
    """Where the texts of a language are written, in a folder of translations."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def languages_of(folder: Path) -> list[str]:
    """The languages whose texts are written in a folder of translations: none in an installed wheel."""
    return sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/messages.po"))


class Texts:
    """All texts of one language with their numbers. Raises ``OSError`` where its catalogue isn't there."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.catalogue = _read(language, folder)
        self.english = self.catalogue if language == SOURCE else _read(SOURCE, folder)
        self.dutch = self.catalogue if language == DEFAULT else _read(DEFAULT, folder)
        self.messages = [message for message in self.catalogue if message.id]
        self.digits = list(map(_digits, self.messages))
        self.numbers = _numbers(self.digits)

    def __iter__(self) -> Iterator[Translated]:
        for message, number in zip(self.messages, self.numbers, strict=True):
            yield from self._forms(message, number)

    def find(self, number: str) -> Translated:
        """The text with this number, also where it was longer in another version. Raises ``WrongNumberError``."""
        digits, letter = number.rstrip(ascii_lowercase), number.lstrip("0123456789")
        if len(digits) <= LEAST_DIGITS or not digits.isascii() or digits + letter != number or len(letter) > 1:
            raise WrongNumberError("this is no number of a text")
        if checked(digits[:-1]) != digits:
            raise WrongNumberError("a digit of this number is wrong")
        pairs = zip(self.messages, self.digits, strict=True)
        found = [message for message, each in pairs if each.startswith(digits[:-1])]
        if not found:
            raise NoLongerError("no text has this number any more: it was changed or taken away")
        if len(found) > 1:
            raise WrongNumberError("more than one text has this number now: print the review anew")
        forms = {text.number.lstrip("0123456789"): text for text in self._forms(found[0], digits)}
        if letter not in forms:
            known = ", ".join(text.number for text in forms.values())
            raise WrongNumberError(f"this text has other numbers: {known}")
        return forms[letter]

    def forms_in(self, message: Message) -> int:
        """How many forms of a text there are to read."""
        return 1 if isinstance(message.id, str) else len(counts_of(self.catalogue))

    def forms_of(self, text: Translated) -> list[Translated]:
        """All forms of a text, itself among them, under the number that it has."""
        return list(self._forms(text.message, text.name))

    def _forms(self, message: Message, number: str) -> Iterator[Translated]:
        files = tuple(dict.fromkeys(file for file, _line in message.locations))
        if isinstance(message.id, str):
            english = said_in(self.english, message)[0] or message.id
            dutch, said = said_in(self.dutch, message)[0], said_in(self.catalogue, message)[0]
            told = said or (english if self.language == SOURCE else "")
            yield Translated(message, None, number, files, english, dutch, told)
            return
        singular, plural = message.id
        for form, counts in counts_of(self.catalogue).items():
            count = counts[0] if 1 not in counts else 1
            english = _for(self.english, message, count) or (singular if count == 1 else plural)
            told = _for(self.catalogue, message, counts[0])
            yield Translated(
                message,
                form,
                number + ascii_lowercase[form],
                files,
                english,
                _for(self.dutch, message, count),
                told or (english if self.language == SOURCE else ""),
                singular=singular,
                counts=tuple(counts[:NAMED_COUNTS]),
                many=len(counts) > NAMED_COUNTS,
            )


def _read(language: str, folder: Path) -> Catalog:
    with catalogue_of(language, folder).open("rb") as file:
        return read_po(file, locale=language, domain="messages")


def said_in(catalogue: Catalog, message: Message) -> tuple[str, ...]:
    """What a catalogue says for this text: one string for each form, empty ones where it says nothing."""
    found = catalogue.get(message.id, message.context)
    string = found.string if found else ""
    return tuple(string) if isinstance(string, (tuple, list)) else (string or "",)


def _for(catalogue: Catalog, message: Message, count: int) -> str:
    """What a catalogue says for so many."""
    said = said_in(catalogue, message)
    form = c2py(catalogue.plural_expr)(count)
    return said[form] if form < len(said) else ""


def counts_of(catalogue: Catalog) -> dict[int, list[int]]:
    """Which numbers take which plural form; a form that no whole number takes isn't there."""
    form_of = c2py(catalogue.plural_expr)
    found: dict[int, list[int]] = {}
    for count in COUNTED:
        found.setdefault(form_of(count), []).append(count)
    return dict(sorted(found.items()))


# Numbers --------------------------------------------------------------------------------------------------------------


def _numbers(digits: Sequence[str]) -> list[str]:
    """A number for each text, from its words alone: five digits and one to check them, longer only where two collide.

    As with the short names of commits: a text that comes or goes never gives a number to another text.
    """
    lengths = range(LEAST_DIGITS, ALL_DIGITS + 1)
    counted = {length: Counter(each[:length] for each in digits) for length in lengths}
    shortest = (next(n for n in lengths if n == ALL_DIGITS or counted[n][each[:n]] == 1) for each in digits)
    return [checked(each[:length]) for each, length in zip(digits, shortest, strict=True)]


def _digits(message: Message) -> str:
    """Thirteen digits, of which the first isn't zero: spreadsheets take that away."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    name = "\0".join((message.context or "", *ids))
    found = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")
    least = 10 ** (ALL_DIGITS - 1)
    return str(least + found % (9 * least))


def checked(digits: str) -> str:
    """``digits`` with one more that finds any wrong digit and nearly any two that changed places.

    ISO/IEC 7064, MOD 11,10.
    """
    rest = 10
    for digit in digits:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return f"{digits}{(11 - rest) % 10}"


# The table ------------------------------------------------------------------------------------------------------------


def as_table(texts: Iterable[Translated]) -> str:
    """The texts with tabs between their columns, for a spreadsheet."""
    return in_rows(COLUMNS, ((t.number, t.place, t.english, t.dutch, t.translation, "") for t in texts))


def in_rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows with tabs between their cells under their heads."""
    written = StringIO()
    table = csv.writer(written, csv.excel_tab, lineterminator="\n")
    table.writerow(heads)
    table.writerows(rows)
    return written.getvalue()

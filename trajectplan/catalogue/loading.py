"""Reads the data files; a mistake in one stops the start with the file, the key and what is wrong."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any

from trajectplan.i18n import _, pgettext
from trajectplan.plan.summary import Said

__all__ = ["FOLDER", "SEARCH_WORDS", "TEXTS", "CatalogueError", "Entry", "entries", "read", "rows"]

FOLDER = Path(__file__).resolve().parent

SEARCH_WORDS = "search words"
"""The context of the messages she never reads but searches with."""

TEXTS = frozenset(
    {
        "article",
        "ask",
        "attribution",
        "changes",
        "example",
        "explanation",
        "find",
        "hbo",
        "jobs",
        "label",
        "mbo_4",
        "note",
        "sentence",
        "short",
        "term",
        "title",
    }
)
"""The fields that hold a text to translate; a table of plain texts has one of these names too."""


class CatalogueError(ValueError):
    """A data file of the catalogue is wrong."""


class Entry:
    """One entry of a data file, read field by field; ``where`` names it in a complaint."""

    def __init__(self, where: str, key: str, fields: Mapping[str, Any]) -> None:
        self.where, self.key, self._fields = where, key, fields
        self._unread = set(fields)

    def value(self, name: str, kind: type | UnionType, default: Any = None) -> Any:
        """A field of this kind; without a default it must be there."""
        self._unread.discard(name)
        found = self._fields.get(name, default)
        if found is None or found == "":
            raise self.wrong(f"{name} is missing")
        if not isinstance(found, kind):
            raise self.wrong(f"{name} is {found!r}, which is of another kind")
        return found

    def word(self, name: str) -> str:
        """A text that is the same in every language."""
        return str(self.value(name, str))

    def words(self, name: str) -> tuple[str, ...]:
        """A list of such texts; empty when it is absent."""
        return tuple(str(each) for each in self.value(name, list, []))

    def flag(self, name: str) -> bool:
        """True when it says so."""
        return bool(self.value(name, bool, default=False))

    def said(self, name: str) -> Said:
        """A text that is translated."""
        if name not in TEXTS:
            raise self.wrong(f"{name} is not among the texts that are translated")
        text = self.value(name, str)
        return pgettext(SEARCH_WORDS, text) if name == "find" else _(text)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._fields

    def said_if(self, name: str) -> Said:
        """A text that may be absent; then empty."""
        self._unread.discard(name)
        return self.said(name) if name in self._fields else ""

    def one_of(self, name: str, known: Collection[str]) -> str:
        """A word that must be known."""
        return self.known(name, (self.word(name),), known)[0]

    def all_of(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """A list of words that must be known, none twice; empty when it is absent."""
        found = self.known(name, self.words(name), known)
        if len(set(found)) < len(found):
            raise self.wrong(f"{name} names something twice")
        return found

    def known(self, name: str, found: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
        """The words, after a look whether all are known."""
        unknown = [each for each in found if each not in known]
        if unknown:
            raise self.wrong(f"{name} names {', '.join(map(repr, unknown))}, which is nowhere in the catalogue")
        return found

    def parts(self, name: str) -> Iterator[Entry]:
        """The entries of a list, each with a key of its own."""
        for fields in self.value(name, list):
            part = Entry(f"{self.where}.{fields.get('key', '?')}", fields.get("key", ""), fields)
            part.word("key")
            yield part
            part.done()

    def done(self) -> None:
        """Complain of a field nobody asked for: a slip of the pen would otherwise hide a text."""
        if self._unread:
            raise self.wrong(f"{', '.join(sorted(self._unread))} is no field of this kind of entry")

    def wrong(self, what: str) -> CatalogueError:
        """The complaint to raise."""
        return CatalogueError(f"{self.where}: {what}")


def read(file: str) -> dict[str, Any]:
    """A data file as it is."""
    try:
        return tomllib.loads((FOLDER / file).read_text("utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise CatalogueError(f"{file}: {problem}") from problem


def entries(file: str, tables: Mapping[str, Any]) -> Iterator[Entry]:
    """The entries of a table, in its order; each is checked for stray fields once it is used."""
    for key, fields in tables.items():
        entry = Entry(f"{file}: {key}", key, fields)
        yield entry
        entry.done()


def rows(file: str) -> list[dict[str, str]]:
    """The rows of a table with a head."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))

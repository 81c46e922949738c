"""Better texts of whoever read a translation: checked line by line, then written into the catalogue all at once."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from typing import Final
from unicodedata import bidirectional, category, decimal

import regex
from babel.core import get_global
from babel.messages.pofile import write_po

from trajectplan.languages import Reading
from trajectplan.reviewing import COLUMNS, READ, Texts, Translated, WrongNumberError, mark_of

__all__ = ["Checked", "Correction", "as_written", "check", "correct", "corrections_in", "replace_file", "with_reading"]

WIDTH: Final = 120
"""How the Makefile writes catalogues."""
MOST_IN_WORDS: Final = 2
"""A plural form of so many numbers may do without the figure."""
LEAST_OF_TABLE: Final = 4
"""So many columns of a table of the review are never empty."""
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[a-z]")
TAG: Final = re.compile(r"<[^>]*>?|&#?\w+;")
PERCENT: Final = re.compile(r"%%|%")
WORD: Final = re.compile(r"\w+")
UNWRITABLE: Final = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
TURNING: Final = {"LRE", "RLE", "LRO", "RLO", "PDF"}
"""Signs that turn the direction of what follows, and perhaps of more than this text."""
QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: a number and a better text, empty where the text is good; ``beside`` is what it was read against."""

    line: int
    number: str
    better: str
    beside: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the lines: texts that were read, each with what is better or nothing, and what is refused."""

    read: tuple[tuple[Translated, str], ...]
    refused: tuple[str, ...]


# Reading --------------------------------------------------------------------------------------------------------------


def corrections_in(content: bytes) -> tuple[list[Correction], list[str]]:
    """The lines of a file of corrections, and those that are none, each with its reason.

    Raises ``UnicodeError``. A spreadsheet may have written it: with a mark before it, in UTF-16, with quotes.
    """
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    found: list[Correction] = []
    refused: list[str] = []
    for number, line in enumerate(content.decode(encoding).splitlines(), 1):
        # Some spreadsheets leave empty cells at the end out, some add them.
        cells = [_unquoted(cell.strip()) for cell in line.rstrip().split("\t")]
        if not any(cells) or (number == 1 and cells[0].lower() == COLUMNS[0]):
            continue
        name = "".join(str(decimal(sign, sign)) for sign in cells[0].lower())
        match [*cells[1:], *[""] * (len(COLUMNS) - len(cells))] if len(cells) >= LEAST_OF_TABLE else cells[1:]:
            case [] | [_]:
                found.append(Correction(number, name, "".join(cells[1:])))
            case [_place, english, dutch, translation, better]:
                found.append(Correction(number, name, better, (english, dutch, translation)))
            case _:
                refused.append(f"line {number}: {len(cells)} columns; there are 2 (number, better text) or 6")
    return found, refused


def _unquoted(cell: str) -> str:
    quoted = QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"').strip() if quoted else cell


# Checking -------------------------------------------------------------------------------------------------------------


def check(corrections: Sequence[Correction], texts: Texts) -> Checked:
    """Hold every line against the texts as they are now."""
    read: dict[str, tuple[Translated, str]] = {}
    refused: list[str] = []
    for each in corrections:
        where = f"line {each.line}, {each.number}"
        try:
            text = texts.find(each.number)
        except WrongNumberError as why:
            refused.append(f"{where}: {why}")
            continue
        faults = [*_changed(text, each.beside)]
        if each.better:
            faults += _faults(text, each.better, texts.language)
        if read.get(text.number, (text, each.better))[1] != each.better:
            faults.append("this number stands in the file before, with another text")
        refused += [f"{where}: {fault}" for fault in faults]
        read.setdefault(text.number, (text, each.better))
    return Checked(tuple(read.values()), tuple(refused))


def _changed(text: Translated, beside: tuple[str, str, str] | None) -> Iterator[str]:
    """What is another text now than the one that was read."""
    now = (text.english, text.dutch, text.translation)
    for name, was, said in zip(("English", "Dutch", "translation"), beside or now, now, strict=True):
        if was.split() != said.split():
            yield f"the {name} was changed since: it says “{said}” now"


def _faults(text: Translated, better: str, language: str) -> Iterator[str]:
    """What is wrong with a better text."""
    if better == text.translation:
        yield "the text is as it was"
    if any(category(sign) in UNWRITABLE or bidirectional(sign) in TURNING for sign in better):
        yield "a sign in it can't be written"
    yield from _other_signs(text, better)
    if Counter(TAG.findall(better)) != Counter(TAG.findall(text.english)):
        yield f"its tags must be those of the English: {_listed(text.english, TAG)}"
    if not is_in_script(better, text, language):
        yield f"it isn't written in the letters of the language ({_script(language)})"


def _other_signs(text: Translated, better: str) -> Iterator[str]:
    """What is wrong with the places for words and with its percent signs."""
    found = Counter(PLACEHOLDER.findall(better))
    sources = [text.english]
    # A language with a form for one, or for two, may say it in a word; one for 1, 21 and 31 may not.
    if text.singular and not text.many and len(text.counts) <= MOST_IN_WORDS:
        sources.append(text.singular)
    if all(found != Counter(PLACEHOLDER.findall(source)) for source in sources):
        yield f"it must hold the same places for words as the English: {_listed(text.english, PLACEHOLDER)}"
    kinds = set(PERCENT.findall(PLACEHOLDER.sub("", better)))
    known = set(PERCENT.findall(PLACEHOLDER.sub("", text.english)))
    if "python-format" in text.message.flags or "%%" in known:
        known = {"%%"}
    if kinds - known:
        yield "a percent sign in it must be doubled: %%" if known == {"%%"} else "the English has no percent sign"


def _listed(text: str, pattern: re.Pattern[str]) -> str:
    return ", ".join(pattern.findall(text)) or "none"


def is_in_script(better: str, text: Translated, language: str) -> bool:
    """Whether at least half of the letters are of the script of the language; names that all languages share aside."""
    letters = _letters(_script(language))
    if letters is None:
        return True
    shared = set(_words(text.english)) & set(_words(text.dutch))
    words = [word for word in _words(better) if word not in shared]
    known = set(_words(text.dutch))
    own = sum(len(letters.findall(word)) for word in words)
    others = sum(_count(word) for word in words) - own
    in_dutch = sum(_count(word) for word in words if word in known and not letters.search(word))
    return others == 0 or (own > 0 and others - in_dutch <= own)


def _words(text: str) -> list[str]:
    return WORD.findall(TAG.sub(" ", PLACEHOLDER.sub(" ", text)))


def _count(word: str) -> int:
    return sum(map(str.isalpha, word))


def _script(language: str) -> str:
    """The script that a language is written in, as ISO 15924 names it; empty where Unicode doesn't know."""
    likely = str(get_global("likely_subtags").get(language, "")).split("_")
    named = [part for part in (*language.replace("-", "_").split("_"), *likely) if re.fullmatch("[A-Z][a-z]{3}", part)]
    return named[0] if named else ""


@cache
def _letters(script: str) -> regex.Pattern[str] | None:
    """Finds the letters of a script; nothing for a mixed one, as the Japanese."""
    try:
        return regex.compile(rf"(?V1)[\p{{Script={script}}}&&\p{{Alphabetic}}]")
    except regex.error:
        return None


# Writing --------------------------------------------------------------------------------------------------------------


def correct(texts: Texts, texts_read: Sequence[tuple[Translated, str]], day: str) -> int:
    """Put better texts into the catalogue of ``texts``; where there is a ``day``, also that all were read then.

    How many are better.
    """
    read: dict[str, list[Translated]] = {}
    for text, better in texts_read:
        message = text.message
        read.setdefault(text.name, []).append(text)
        if better:
            message.flags.discard("fuzzy")
            message.string = _with_form(texts, text, better)
        if better or day:
            message.user_comments = [line for line in message.user_comments if not line.startswith(f"{READ} ")]
    for forms in read.values() if day else ():
        # A text that counts is read when all its forms are.
        if len(forms) == texts.forms_in(forms[0].message):
            forms[0].message.user_comments.append(mark_of(forms[0].message, day))
    return sum(bool(better) for _text, better in texts_read)


def _with_form(texts: Texts, text: Translated, better: str) -> str | tuple[str, ...]:
    """What the catalogue says with ``better`` in its place."""
    if text.form is None:
        return better
    strings = [*text.message.string] if isinstance(text.message.string, (tuple, list)) else []
    strings += [""] * (texts.catalogue.num_plurals - len(strings))
    strings[text.form] = better
    return tuple(strings)


def as_written(texts: Texts) -> bytes:
    """The catalogue as ``make translations`` writes it."""
    written = BytesIO()
    write_po(written, texts.catalogue, ignore_obsolete=True, width=WIDTH)
    return written.getvalue()


def with_reading(lines: str, language: str, reading: Reading) -> str:
    """The text of ``languages.toml`` with one more reading of a language, all else as it is. Raises ``ValueError``."""
    known = tomllib.loads(lines)
    if "read" not in known.get(language, {}):
        raise ValueError(language)
    added = {"by": reading.by, "on": reading.on, "what": reading.what}
    known[language]["read"].append(added)
    by, what = (json.dumps(words, ensure_ascii=False) for words in (reading.by, reading.what))
    said = f"{{ by = {by}, on = {reading.on}, what = {what} }}"
    # The right bracket is the first behind which the file says what it said and this.
    for place in (found.start() for found in re.finditer(r"\]", lines)):
        before = lines[:place].rstrip()
        between = "" if before.endswith("[") else " " if before.endswith(",") else ", "
        changed = f"{before}{between}{said}{lines[place:]}"
        try:
            if tomllib.loads(changed) == known:
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError(language)


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of a file, all of it or nothing."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            copymode(path, file.name)
        except OSError:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)

"""Better texts of whoever read a translation: checked line by line, then written into the catalogue all at once."""

from __future__ import annotations

import csv
import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from typing import Final
from unicodedata import decimal

from babel.messages.pofile import write_po

from trajectplan.languages import Reading
from trajectplan.proofreading import Fault, faults, without_dutch
from trajectplan.reviewing import COLUMNS, READ, Texts, Translated, WrongNumberError, mark_of
from trajectplan.wording import Text, Wording

__all__ = [
    "GOOD",
    "Checked",
    "Correction",
    "HalfWrittenError",
    "WorkbookError",
    "as_written",
    "check",
    "correct",
    "corrections_in",
    "replace_files",
    "with_reading",
]

WIDTH: Final = 120
"""How the Makefile writes catalogues."""
GOOD: Final = "ok"
"""Stands in the place of a better text where the text was read and is good."""
CROSSES: Final = frozenset({GOOD, "✓", "✔"})
LEAST_OF_TABLE: Final = 4
"""So many columns of a table of the review are never empty."""
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheet programs begin, new and old."""
TAB: Final = "\t"
SEPARATOR: Final = re.compile(r"\s*\"?(?:number|\d+[a-z]?)\"?\s*([;,])", re.IGNORECASE)
"""Behind the first cell of a file without tabs."""
QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
EMPTY: Final = "empty"
"""The rule that doesn't hold yet for the other forms of a text."""


class WorkbookError(ValueError):
    """A file of a spreadsheet program, where a table as text is needed."""


class HalfWrittenError(OSError):
    """Some files are new and couldn't be put back; its ``filename`` names them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: a number, and a better text or that it is good; ``beside`` is what it was read against."""

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

    Lines that say nothing, neither a better text nor that it is good, are left out: nobody says that they were read.
    A spreadsheet may have written the file: with a mark before it, in UTF-16, with quotes, with ``;`` or ``,`` between.
    Raises ``UnicodeError``, or ``WorkbookError`` for a workbook.
    """
    if content.startswith(WORKBOOKS):
        raise WorkbookError
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    found: list[Correction] = []
    refused: list[str] = []
    for number, cells in _rows(content.decode(encoding)):
        if not any(cells) or cells[0].lower() == COLUMNS[0]:
            continue
        name = "".join(str(decimal(sign, sign)) for sign in cells[0].lower())
        match [*cells[1:], *[""] * (len(COLUMNS) - len(cells))] if len(cells) >= LEAST_OF_TABLE else cells[1:]:
            case [] | [_]:
                correction = Correction(number, name, "".join(cells[1:]))
            case [_place, english, dutch, translation, better]:
                correction = Correction(number, name, better, (english, dutch, translation))
            case _:
                refused.append(f"line {number}: {len(cells)} columns; there are 2 (number, better text) or 6")
                continue
        if correction.better:
            found.append(correction)
    return found, refused


def _rows(content: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of every line with its number; some spreadsheets leave empty cells at the end out, some add them."""
    lines = content.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if TAB not in content and (found := SEPARATOR.match(first)):
        table = csv.reader(lines, delimiter=found[1])
        yield from ((table.line_num, [cell.strip() for cell in _without_end(row)]) for row in table)
        return
    for number, line in enumerate(lines, 1):
        yield number, [_unquoted(cell.strip()) for cell in line.rstrip().split(TAB)]


def _without_end(cells: Sequence[str]) -> list[str]:
    """Cells up to the last that holds something."""
    last = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return list(cells[:last]) or [""]


def _unquoted(cell: str) -> str:
    quoted = QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"').strip() if quoted else cell


# Checking -------------------------------------------------------------------------------------------------------------


def check(corrections: Iterable[Correction], texts: Texts, folder: Path) -> Checked:
    """Hold every line against the texts as they are now, and every better text against the rules of the tests."""
    read: dict[str, tuple[Translated, str]] = {}
    better: dict[str, Correction] = {}
    wrong: dict[tuple[int, str], list[str]] = {}
    for each in corrections:
        reasons = wrong.setdefault((each.line, each.number), [])
        try:
            text = texts.find(each.number)
        except WrongNumberError as why:
            reasons.append(str(why))
            continue
        said = "" if each.better.lower() in CROSSES or each.better == text.translation else each.better
        reasons += _unfit(text, each, said)
        if read.setdefault(text.number, (text, said))[1] != said:
            reasons.append("this number stands in the file before, with another text")
        elif said:
            better.setdefault(text.number, each)
    taken = [(text, said, better[number]) for number, (text, said) in read.items() if said]
    for each, fault in _faults(taken, Wording(texts, folder)):
        wrong[each.line, each.number].append(fault.why)
    refused = (
        f"line {line}, {number}: {'; '.join(dict.fromkeys(why))}" for (line, number), why in wrong.items() if why
    )
    return Checked(tuple(read.values()), tuple(refused))


def _unfit(text: Translated, correction: Correction, said: str) -> Iterator[str]:
    """Why a line isn't about the text as it is now."""
    if not said and not text.translation:
        yield "it can't be good: it has no translation yet"
    now = (text.english, text.dutch, text.translation)
    for name, was, is_now in zip(("English", "Dutch", "translation"), correction.beside or now, now, strict=True):
        # A better text that stands there already was taken before: the file may be given again.
        if was.split() != is_now.split() and is_now != correction.better:
            yield f"the {name} was changed since: it says “{is_now}” now"


def _faults(
    taken: Sequence[tuple[Translated, str, Correction]], wording: Wording
) -> Iterator[tuple[Correction, Fault]]:
    """What would be wrong with the catalogue, each with the line that brings it."""
    lines: dict[str, dict[int, Correction]] = {}
    changed: dict[str, Text] = {}
    for text, said, line in taken:
        form = text.form or 0
        lines.setdefault(text.name, {})[form] = line
        before = changed.get(text.name, wording.text(text.message))
        forms = [*before.forms, *[""] * (form + 1 - len(before.forms))]
        forms[form] = said
        changed[text.name] = before._replace(forms=tuple(forms))
    for name, now in changed.items():
        by_form = lines[name]
        for fault in faults(wording, now):
            if fault.rule != EMPTY and (fault.form is None or fault.form in by_form):
                yield by_form.get(fault.form or 0, next(iter(by_form.values()))), fault
    known = {(fault.name, fault.term) for fault in without_dutch(wording, wording.texts)}
    anew = {id(now.message): now for now in changed.values()}
    texts = [anew.get(id(each.message), each) for each in wording.texts]
    for fault in without_dutch(wording, texts):
        if (fault.name, fault.term) not in known and fault.name not in wording.excused(fault.rule):
            name = next(name for name, now in changed.items() if now.place == fault.text.place)
            yield next(iter(lines[name].values())), fault


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
    added: dict[str, object] = {"by": reading.by, "on": reading.on, "what": reading.what}
    left = f", left = {reading.left}" if reading.left else ""
    if reading.left:
        added["left"] = reading.left
    known[language]["read"].append(added)
    by, what = (json.dumps(words, ensure_ascii=False) for words in (reading.by, reading.what))
    said = f"{{ by = {by}, on = {reading.on}, what = {what}{left} }}"
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


# Files ----------------------------------------------------------------------------------------------------------------


def replace_files(written: Mapping[Path, bytes]) -> None:
    """Put new contents in the places of files: in all of them, or in none. Raises ``OSError``.

    All is on disk before the first file is touched. ``HalfWrittenError`` says which files are new, where even putting
    the old ones back failed. Is the machine switched off in between, the same corrections can be given again.
    """
    beside: dict[Path, tuple[Path, Path]] = {}
    replaced: list[Path] = []
    try:
        for path, content in written.items():
            old = _beside(path, path.read_bytes())
            beside[path] = old, old
            beside[path] = old, _beside(path, content)
        for path, (_old, new) in beside.items():
            new.replace(path)
            replaced.append(path)
    except OSError:
        _put_back({path: beside[path][0] for path in replaced})
        raise
    finally:
        for each in {each for pair in beside.values() for each in pair}:
            each.unlink(missing_ok=True)


def _put_back(old: Mapping[Path, Path]) -> None:
    left = dict(old)
    try:
        for path, kept in old.items():
            kept.replace(path)
            del left[path]
    except OSError as problem:
        raise HalfWrittenError(problem.errno, problem.strerror, ", ".join(path.name for path in left)) from None


def _beside(path: Path, content: bytes) -> Path:
    """A file beside another, with its rights, that may take its place."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            copymode(path, file.name)
        except OSError:
            Path(file.name).unlink()
            raise
    return Path(file.name)

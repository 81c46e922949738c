"""Corrections held against the texts as they are now, and against the rules that the tests hold them to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trajectplan.correcting.rows import BESIDE, DUTCH, Correction
from trajectplan.proofreading import faults, without_dutch
from trajectplan.reviewing import NoLongerError, Texts, Translated, WrongNumberError
from trajectplan.wording import Text, Wording

__all__ = ["GOOD", "Checked", "check"]

GOOD: Final = "ok"
"""Stands in the place of a better text where the text was read and is good."""
CROSSES: Final = frozenset({GOOD, "okay", "okej", "oké", "✓", "✔", "✅"})
AROUND: Final = " .!"
"""What may stand around them."""
AS_PICTURE: Final = "\ufe0f"
"""Behind a sign, it asks for its coloured picture."""
UNCLEAR: Final = frozenset("xv+*×√☑☒")
"""Crosses that say to some that a text is good, and to others that it is wrong."""
NO_VALUE: Final = re.compile(r"#[\w/]+[!?]?|err:[0-9]+", re.IGNORECASE)
"""What spreadsheets write where a formula fails, such as ``#REF!``; each language has its own letters for it."""
MOST_WORDS_OF_LABEL: Final = 3
LEAST_ALIKE: Final = 3
"""The same few words for so many texts that said other things say that they are good: “dobrze”, “bez zmian”."""
WRITE_GOOD: Final = f"where a text is good, write {GOOD}"
EMPTY: Final = "empty"
"""The rule that doesn't hold yet for the other forms of a text."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the lines: texts that were read, each with what is better or nothing, and what is refused."""

    read: tuple[tuple[Translated, str], ...]
    refused: tuple[str, ...]


def check(corrections: Iterable[Correction], texts: Texts, folder: Path) -> Checked:
    """Hold every line against the texts as they are now, and every better text against the rules of the tests.

    Lines that say nothing, neither a better text nor that it is good, are left out: nobody says that they were read.
    """
    read: dict[str, tuple[Translated, str]] = {}
    better: dict[str, Correction] = {}
    wrong: dict[tuple[int, str], list[str]] = {}
    for each in corrections:
        reasons = wrong.setdefault((each.line, each.number), [])
        try:
            text = texts.find(each.number)
        except WrongNumberError as why:
            if each.better or not isinstance(why, NoLongerError):
                reasons.append(str(why))
            continue
        if not each.better:
            reasons += _overlooked(text, each)
            continue
        said = "" if _is_good(each) or each.better == text.translation else each.better
        reasons += _unfit(text, each, said)
        if read.setdefault(text.number, (text, said))[1] != said:
            reasons.append("this number stands in the file before, with another text")
        elif said:
            better.setdefault(text.number, each)
    taken = [(text, said, better[number]) for number, (text, said) in read.items() if said]
    for each, reason in (*_alike(taken), *_faults(taken, Wording(texts, folder))):
        wrong[each.line, each.number].append(reason)
    refused = (
        f"line {line}, {number}: {'; '.join(dict.fromkeys(why))}" for (line, number), why in wrong.items() if why
    )
    return Checked(tuple(read.values()), tuple(refused))


def _is_good(correction: Correction) -> bool:
    said = correction.better.casefold().replace(AS_PICTURE, "")
    return all(each.strip(AROUND) in CROSSES for each in said.split())


def _unfit(text: Translated, correction: Correction, said: str) -> Iterator[str]:
    """Why a line isn't about the text as it is now."""
    if not said and not text.translation:
        yield "it can't be good: it has no translation yet"
    if said.casefold() in UNCLEAR or (said and _has_letters(text.english) and not _has_letters(said)):
        yield f"a cross is no better text; {WRITE_GOOD}"
    if NO_VALUE.fullmatch(said):
        yield f"{said} is what a spreadsheet writes where a formula fails"
    for name, is_now in _changed(text, correction):
        # A better text that stands there already was taken before: the file may be given again.
        if is_now != correction.better:
            yield f"the {name} was changed since: it says “{is_now}” now"


def _has_letters(said: str) -> bool:
    return any(map(str.isalpha, said))


def _alike(taken: Iterable[tuple[Translated, str, Correction]]) -> Iterator[tuple[Correction, str]]:
    """Lines with the same few words behind several texts that say several things, in English and now."""
    found: dict[str, list[tuple[Translated, Correction]]] = {}
    for text, said, line in taken:
        if text.translation and len(said.split()) <= MOST_WORDS_OF_LABEL:
            found.setdefault(said.casefold().strip(AROUND), []).append((text, line))
    for lines in found.values():
        told = ({getattr(text, what) for text, _line in lines} for what in ("name", "english", "translation"))
        if all(len(each) >= LEAST_ALIKE for each in told):
            yield from ((line, f"“{line.better}” stands behind other texts too; {WRITE_GOOD}") for _text, line in lines)


def _overlooked(text: Translated, correction: Correction) -> Iterator[str]:
    """Why a line that says nothing may hold a better text, in another column."""
    for name, is_now in _changed(text, correction):
        # Only the project changes the Dutch, and more often than a review is printed.
        if name.casefold() != DUTCH:
            yield (
                f"nothing stands under better, and the {name} isn't that of now, “{is_now}”: "
                "write a better text under better, else take the line out"
            )


def _changed(text: Translated, correction: Correction) -> Iterator[tuple[str, str]]:
    """What stands beside a correction and isn't said any more, by its column: what is said now."""
    now = zip(BESIDE, ("English", "Dutch", "translation"), (text.english, text.dutch, text.translation), strict=True)
    for column, name, is_now in now:
        if correction.beside.get(column, is_now).split() != is_now.split():
            yield name, is_now


def _faults(taken: Sequence[tuple[Translated, str, Correction]], wording: Wording) -> Iterator[tuple[Correction, str]]:
    """What would be wrong with the catalogue, each behind the line that brings it."""
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
                yield by_form.get(fault.form or 0, next(iter(by_form.values()))), fault.why
    known = {(fault.name, fault.term) for fault in without_dutch(wording, wording.texts)}
    anew = {id(now.message): now for now in changed.values()}
    texts = [anew.get(id(each.message), each) for each in wording.texts]
    for fault in without_dutch(wording, texts):
        if (fault.name, fault.term) not in known and fault.name not in wording.excused(fault.rule):
            name = next(name for name, now in changed.items() if now.place == fault.text.place)
            yield next(iter(lines[name].values())), fault.why

"""What changes in the catalogue and in the line of its language when corrections are taken."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from babel.messages.pofile import write_po

from trajectplan.languages import Reading
from trajectplan.reviewing import READ, Texts, Translated, mark_of

__all__ = ["as_written", "correct", "with_reading"]

WIDTH: Final = 120
"""How the Makefile writes catalogues."""
TOKEN: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[][{}]")
"""Words in quotes and comments as a whole, so that the brackets outside them are left."""


def correct(texts: Texts, texts_read: Sequence[tuple[Translated, str]], day: str) -> int:
    """Put better texts into the catalogue of ``texts``; where there is a ``day``, also that all were read then.

    How many are better.
    """
    read: dict[str, list[Translated]] = {}
    for text, better in texts_read:
        read.setdefault(text.name, []).append(text)
        if better:
            text.message.flags.discard("fuzzy")
            text.message.string = _with_form(texts, text, better)
            _forget_reading(text)
    for forms in read.values() if day else ():
        # A text that counts is read when all its forms are.
        if len(forms) == texts.forms_in(forms[0].message):
            _forget_reading(forms[0])
            forms[0].message.user_comments.append(mark_of(forms[0].message, day))
    return sum(bool(better) for _text, better in texts_read)


def _forget_reading(text: Translated) -> None:
    message = text.message
    message.user_comments = [line for line in message.user_comments if not line.startswith(f"{READ} ")]


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


# Who read it ----------------------------------------------------------------------------------------------------------


def with_reading(lines: str, language: str, reading: Reading) -> str:
    """The text of ``languages.toml`` with this reading of a language, all else as it is. Raises ``ValueError``.

    A reading by the same people, on the same day, of the same texts stands there once. The last says what is left now.
    """
    known = tomllib.loads(lines)
    readings = known.get(language, {}).get("read")
    spans = list(_spans(lines, language))
    if not isinstance(readings, list) or not spans:
        raise ValueError(language)
    *told, (opened, closed) = spans
    said, begins, ends = _said(reading), opened + 1, closed
    same = [at for at, each in enumerate(readings) if _is_same(each, reading)]
    if same and (readings[-1].get("left") or 0) == (reading.left or 0):
        return lines
    if same and same[0] + 1 < len(told):
        (begins, _ends), (ends, _ends) = told[same[0] : same[0] + 2]
        return with_reading(lines[:begins] + lines[ends:], language, reading)
    if same:
        readings.pop()
        begins, ends = told[-1]
    elif told:
        # A comma and the end of a line behind the last one aren't kept; a comment is.
        begins = told[-1][1]
        ends = begins if lines[begins:closed].strip(", \r\n\t") else closed
        said = f", {said}"
    elif lines[begins:ends].strip():
        ends = begins
    changed = f"{lines[:begins]}{said}{lines[ends:]}"
    if tomllib.loads(changed) != {**known, language: {**known[language], "read": [*readings, _as_data(reading)]}}:
        raise ValueError(language)
    return changed


def _is_same(each: dict[str, Any], reading: Reading) -> bool:
    return (each.get("by"), each.get("on"), each.get("what")) == (reading.by, reading.on, reading.what)


def _as_data(reading: Reading) -> dict[str, Any]:
    data = {"by": reading.by, "on": reading.on, "what": reading.what, "left": reading.left}
    return {key: value for key, value in data.items() if value}


def _said(reading: Reading) -> str:
    by, what = (json.dumps(words, ensure_ascii=False) for words in (reading.by, reading.what))
    left = f", left = {reading.left}" if reading.left else ""
    return f"{{ by = {by}, on = {reading.on}, what = {what}{left} }}"


def _spans(lines: str, language: str) -> Iterator[tuple[int, int]]:
    """Where each reading of a language stands, from its first bracket to behind its last, and at last their list.

    Of the list: where its brackets are. Nothing where the language has no line of its own: ``read`` is the only list
    in it, and every reading is in brackets of its own.
    """
    line = re.search(rf"^[ \t\"']*{re.escape(language)}[\"']?[ \t]*=", lines, re.MULTILINE)
    opened = -1
    begins: list[int] = []
    for token in TOKEN.finditer(lines, line.end()) if line else ():
        match token[0]:
            case "[" if opened < 0:
                opened = token.start()
            case "{" if opened >= 0:
                begins.append(token.start())
            case "}" if begins:
                yield begins.pop(), token.end()
            case "]":
                yield opened, token.start()
                return

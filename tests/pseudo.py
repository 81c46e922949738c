"""Two languages that nobody speaks: one half as long again, one right-to-left; every text in them is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from trajectplan.resources import TRANSLATIONS

LONG, MIRRORED = "eo", "he"
"""Codes of real languages that the product doesn't offer, because Babel must know them."""
OPEN, CLOSE = "⟦", "⟧"
"""What stands around every text that went through a catalogue."""
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]+>|&\w+;)")
"""What must stay as it is in a text."""

_LONGER = str.maketrans({letter: letter * 2 for letter in "aeiouyAEIOUY"})
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתךםןף")


def longer(text: str) -> str:
    """The text with longer words, and with some of them again, until it is half as long again."""
    drawn = _outside(text, lambda part: part.translate(_LONGER))
    words = KEPT.sub("", text).split() or ["o"]
    turn = 0
    while len(drawn) < 1.5 * len(text):
        drawn += f" {words[turn % len(words)]}"
        turn += 1
    return f"{OPEN}{drawn}{CLOSE}"


def mirrored(text: str) -> str:
    """The text in Hebrew letters."""
    return OPEN + _outside(text, lambda part: part.lower().translate(_HEBREW)) + CLOSE


SPEAKERS: dict[str, Callable[[str], str]] = {LONG: longer, MIRRORED: mirrored}


def _outside(text: str, change: Callable[[str], str]) -> str:
    """The text with everything changed but placeholders and tags."""
    return "".join(part if KEPT.fullmatch(part) else change(part) for part in KEPT.split(text))


def dutch() -> Catalog:
    """The catalogue that is always complete."""
    with (TRANSLATIONS / "nl" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="nl")


def write_catalogues(folder: Path, *sources: Path) -> Path:
    """Compiled catalogues in ``folder``: of both languages, with the texts of these Python files as well.

    And the real ones, so that no test reads what was compiled before their sources were changed.
    """
    for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            _write(folder, path.parent.parent.name, read_po(file))
    catalogue = dutch()
    for source in sources:
        for _line, text, _comments, context in extract_from_file("python", source):
            catalogue.add(text, context=context)
    for locale, speak in SPEAKERS.items():
        spoken = Catalog(locale=locale)
        for message in catalogue:
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = tuple(speak(text) for text in (*ids[:1], *ids[1:] * (spoken.num_plurals - 1)))
            said = texts if isinstance(message.id, tuple) else texts[0]
            spoken.add(message.id, said, context=message.context)
        _write(folder, locale, spoken)
    return folder


def _write(folder: Path, locale: str, catalogue: Catalog) -> None:
    target = folder / locale / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)

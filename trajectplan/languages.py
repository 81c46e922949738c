"""The languages of the program: in which order they are offered, and who has read what of each translation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from unicodedata import category

from .plan.visible import visible
from .resources import TRANSLATIONS

__all__ = [
    "EVERY",
    "LANGUAGES",
    "MOST_LETTERS",
    "TAG",
    "Language",
    "LanguagesError",
    "Reading",
    "is_one_line",
    "languages_in",
    "on_offer",
]

FILE: Final = "languages.toml"
KEYS: Final = frozenset({"draft", "read", "wrote"})
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")
"""A language as BCP 47 writes it, as far as a recording may need it."""
MOST_LETTERS: Final = 200
"""Who read a translation, and what of it, is said in no more."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Line breaks, and signs that nobody sees, such as those that turn the direction of what follows."""
JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Part of how a name is spelled."""


class LanguagesError(ValueError):
    """A line of ``languages.toml`` that can't be used; the text names the language and what is accepted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """That a native speaker has read a translation: who, when, and how much of it.

    ``left`` is how many of its texts nobody had read after that; ``None`` where nobody counted, for all were read.
    """

    by: str
    on: date
    what: str
    left: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left to read."""
        return not self.left


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the program; ``wrote`` says that its texts are the project's own and no translation.

    A ``draft`` is still being translated, and not offered.
    """

    code: str
    wrote: bool = False
    read: tuple[Reading, ...] = ()
    draft: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether it is a translation that native speakers haven't read yet, or only in part.

        The last reading counts: since one that left nothing, texts may have come or changed.
        """
        return not self.wrote and not (self.read and self.read[-1].is_whole)


def is_one_line(words: object) -> bool:
    """Whether these are words that stand on one line of a page as they are written."""
    return (
        isinstance(words, str)
        and bool(visible(words))
        and len(words) <= MOST_LETTERS
        and not any(category(sign) in UNSEEN and sign not in JOINERS for sign in words)
    )


def languages_in(path: Path) -> dict[str, Language]:
    """The languages of such a file by their codes, in its order, drafts too. Raises ``LanguagesError``."""
    try:
        lines = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as why:
        raise LanguagesError(f"{path.name} can't be read: {why}") from None
    return {code: _language(code, line) for code, line in lines.items()}


def _language(code: str, line: Any) -> Language:
    if not isinstance(line, dict) or line.keys() - KEYS or not isinstance(line.get("read"), list):
        raise LanguagesError(f"{code}: a language has read = […], perhaps wrote or draft = true, nothing else")
    if not all(isinstance(line.get(key, False), bool) for key in ("draft", "wrote")):
        raise LanguagesError(f"{code}: draft and wrote are true or false, without quotes")
    try:
        read = tuple(Reading(**each) for each in line["read"])
    except TypeError:
        raise LanguagesError(f"{code}: who read it stands there as {{ by = …, on = …, what = … }}") from None
    if not all(type(each.on) is date and is_one_line(each.by) and is_one_line(each.what) for each in read):
        raise LanguagesError(f"{code}: by and what are words on one line, on is a day such as 2026-03-01")
    if not all(each.left is None or (type(each.left) is int and each.left >= 0) for each in read):
        raise LanguagesError(f"{code}: left is how many texts nobody has read")
    return Language(code, line.get("wrote", False), read, draft=line.get("draft", False))


def on_offer(languages: Mapping[str, Language]) -> dict[str, Language]:
    """Those that are whole enough to be offered: all but drafts."""
    return {code: language for code, language in languages.items() if not language.draft}


EVERY: Final[Mapping[str, Language]] = languages_in(TRANSLATIONS / FILE)
"""Every language that has a line, by its code."""
LANGUAGES: Final[Mapping[str, Language]] = on_offer(EVERY)
"""Every language that the program offers, by its code."""

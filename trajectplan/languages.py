"""The languages of the program: in which order they are offered, and who has read what of each translation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from .resources import TRANSLATIONS

__all__ = ["LANGUAGES", "TAG", "Language", "LanguagesError", "Reading", "languages_in"]

FILE: Final = "languages.toml"
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")
"""A language as BCP 47 writes it, as far as a recording may need it."""


class LanguagesError(ValueError):
    """A line of ``languages.toml`` that can't be used; the text names the language and what is accepted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """That a native speaker has read a translation: who, when, and how much of it."""

    by: str
    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the program; ``wrote`` says that its texts are the project's own and no translation."""

    code: str
    wrote: bool = False
    read: tuple[Reading, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether it is a translation that no native speaker has read yet."""
        return not self.wrote and not self.read


def languages_in(path: Path) -> dict[str, Language]:
    """The languages of such a file by their codes, in its order. Raises ``LanguagesError``."""
    try:
        lines = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as why:
        raise LanguagesError(f"{path.name} can't be read: {why}") from None
    return {code: _language(code, line) for code, line in lines.items()}


def _language(code: str, line: Any) -> Language:
    if not isinstance(line, dict) or line.keys() - {"wrote", "read"} or not isinstance(line.get("read"), list):
        raise LanguagesError(f"{code}: a language has read = […] and perhaps wrote = true, nothing else")
    try:
        read = tuple(Reading(**each) for each in line["read"])
    except TypeError:
        raise LanguagesError(f"{code}: who read it stands there as {{ by = …, on = …, what = … }}") from None
    if not all(type(each.on) is date and each.by and each.what for each in read):
        raise LanguagesError(f"{code}: by and what are words, on is a day such as 2027-03-01")
    return Language(code, wrote=line.get("wrote") is True, read=read)


LANGUAGES: Final[Mapping[str, Language]] = languages_in(TRANSLATIONS / FILE)
"""Every language of the program by its code."""

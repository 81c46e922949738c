"""What she chose for the print: languages, parts, a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

ONE_PAGE: Final = "one_page"
AGREEMENTS: Final = "agreements"
ASKED: Final = frozenset({"children", "hours", "conditions", "back_up"})
"""The roles that some question of this version plays."""


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How a plan is printed.

    ``languages`` is one language, or hers and then Dutch, side by side. ``parts`` are ``"one_page"``, the keys of
    chapters, ``"agreements"``. ``name`` is printed only when given. ``asked`` are the roles for which page
    one shows a slot even when nothing was answered.
    """

    date: date
    languages: tuple[str, ...] = ("nl",)
    parts: frozenset[str] = frozenset()
    name: str = ""
    asked: frozenset[str] = ASKED

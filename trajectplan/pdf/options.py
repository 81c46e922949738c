"""What she chose for the print: languages, parts, a name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trajectplan.plan.summary import Summary

if TYPE_CHECKING:
    from datetime import date

ONE_PAGE: Final = "one_page"
AGREEMENTS: Final = "agreements"


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How a plan is printed.

    ``languages`` is one language, or hers and then Dutch, side by side. ``parts`` are ``"one_page"``, the keys of
    chapters, ``"agreements"``. ``name`` is printed only when given.
    """

    date: date
    languages: tuple[str, ...] = ("nl",)
    parts: frozenset[str] = frozenset()
    name: str = ""


def told_in(summary: Summary, parts: Collection[str]) -> Summary:
    """What the paper tells of: the chapters she chose; the main points of all where she chose none."""
    chosen = tuple(chapter for chapter in summary.chapters if chapter.key in parts)
    return Summary(chosen) if chosen else summary

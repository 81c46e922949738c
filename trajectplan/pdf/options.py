"""What she chose for the print: languages, parts, size, a name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trajectplan.plan.printing import AGREEMENTS, CONVERSATION, LARGE, NORMAL, ONE_PAGE, SIZES, WALLET_CARD
from trajectplan.plan.summary import Summary

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "AGREEMENTS",
    "CONVERSATION",
    "LARGE",
    "NORMAL",
    "ONE_PAGE",
    "SIZES",
    "WALLET_CARD",
    "PrintOptions",
    "told_in",
]


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How a plan is printed.

    ``languages`` is one language, or hers and then Dutch, side by side. ``parts`` are ``"one_page"``, the keys of
    chapters, ``"agreements"``, ``"conversation"``, ``"wallet_card"``. ``size`` is ``"normal"`` or ``"large"``, which
    is 18 points. ``name`` and ``code`` are printed only when given, because she asked for them; the code stands on the
    conversation page alone. ``version`` says which version of her plan this is; 0 when nobody counts: then it is not
    printed.
    """

    date: date
    languages: tuple[str, ...] = ("nl",)
    parts: frozenset[str] = frozenset()
    size: str = NORMAL
    name: str = ""
    code: str = ""
    version: int = 0

    @property
    def is_large(self) -> bool:
        """Whether she asked for large letters."""
        return self.size == LARGE


def told_in(summary: Summary, parts: Collection[str]) -> Summary:
    """What the paper tells of: the chapters she chose; the main points of all where she chose none."""
    chosen = tuple(chapter for chapter in summary.chapters if chapter.key in parts)
    return Summary(chosen) if chosen else summary

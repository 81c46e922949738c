"""What she chose to put on paper, as her plan keeps it, and how often a changed plan was printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.lines import one_line
from trajectplan.plan.summary import Summary

ONE_PAGE: Final = "one_page"
AGREEMENTS: Final = "agreements"
CONVERSATION: Final = "conversation"
WALLET_CARD: Final = "wallet_card"
BACK_UP: Final = "back_up"
"""The role of what the wallet card is made of."""
BOTH, DUTCH, HERS = "both", "dutch", "own"
LANGUAGES: Final = (BOTH, DUTCH, HERS)
NORMAL, LARGE = "normal", "large"
SIZES: Final = (NORMAL, LARGE)
LONGEST_NAME: Final = 60
MOST_VERSIONS: Final = 9999
_AFTER_THE_SHORT_ROAD: Final = frozenset({AGREEMENTS, CONVERSATION, WALLET_CARD})
"""Off at first when she only went the short road, so that the plan stays short."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What she chose to print; neither her name nor her code is on paper unless she says so.

    ``parts`` may hold a chapter in which nothing stands any more: she chose it, and so not all the others. The plan
    keeps all but ``with_code``: whether her code is on paper she says anew each time.
    """

    parts: tuple[str, ...]
    languages: str = BOTH
    size: str = NORMAL
    name: str = ""
    with_code: bool = False

    @classmethod
    def of(cls, plan: Plan, summary: Summary) -> Printing:
        """Her choice of last time, and what is offered for the first time.

        At first everything, in her language and Dutch, without name and code; after the short road only the plan.
        """
        chosen = plan.printing
        parts, seen = chosen.get("parts"), chosen.get("offered")
        if not isinstance(parts, list):
            parts, seen = [], list(_AFTER_THE_SHORT_ROAD) if summary.is_short else []
        elif not isinstance(seen, list):
            seen = list(part_keys(summary))
        offered = offered_parts(summary)
        return cls(
            parts=tuple(part for part in part_keys(summary) if part in parts or (part in offered and part not in seen)),
            languages=one_of(LANGUAGES, chosen.get("languages")),
            size=one_of(SIZES, chosen.get("size")),
            name=one_line(name)[:LONGEST_NAME].rstrip() if isinstance(name := chosen.get("name"), str) else "",
        )

    def on(self, plan: Plan, summary: Summary) -> Plan:
        """The plan with this choice kept; the count of its versions goes on."""
        counted = {key: plan.printing[key] for key in ("version", "digest") if key in plan.printing}
        kept = {
            "parts": list(self.parts),
            "offered": list(offered_parts(summary)),
            "languages": self.languages,
            "size": self.size,
            "name": self.name,
        }
        return plan.printed_as({**kept, **counted})

    def spoken(self, language: str, dutch: str) -> tuple[str, ...]:
        """The languages of the print, hers first; ``dutch`` is the code of the language that consultants read."""
        if language == dutch or self.languages == DUTCH:
            return (dutch,)
        return (language,) if self.languages == HERS else (language, dutch)


def part_keys(summary: Summary) -> tuple[str, ...]:
    """The parts a plan can be printed with, in their order on paper."""
    return (ONE_PAGE, *(chapter.key for chapter in summary.chapters), AGREEMENTS, CONVERSATION, WALLET_CARD)


def offered_parts(summary: Summary) -> tuple[str, ...]:
    """The parts that would have something on them: chapters in which she said something, a card with people on it."""
    empty = {chapter.key for chapter in summary.chapters if not chapter.answered}
    if next(summary.with_role(BACK_UP), None) is None:
        empty.add(WALLET_CARD)
    return tuple(key for key in part_keys(summary) if key not in empty)


def version_of(plan: Plan) -> int:
    """Which version a print of this plan is: one more than the last print, unless nothing in it changed since."""
    version, last = plan.printing.get("version"), plan.printing.get("digest")
    if type(version) is not int or not 1 <= version <= MOST_VERSIONS:
        return 1
    return version if last == _digest(plan) else min(version + 1, MOST_VERSIONS)


def counted(plan: Plan) -> Plan:
    """The plan with the note that it was printed as it is now."""
    noted: Answers = {"version": version_of(plan), "digest": _digest(plan)}
    return plan if noted.items() <= plan.printing.items() else plan.printed_as({**plan.printing, **noted})


def _digest(plan: Plan) -> str:
    """Says whether two plans answer the same; of what she only chose, typed half or looked at, it knows nothing."""
    same = replace(plan, language="", drafts={}, done=(), place="", printing={}, removed={}, languages={})
    text = json.dumps(json.loads(same.to_json()), sort_keys=True)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def one_of(values: Sequence[str], chosen: object) -> str:
    """The chosen value, or the first one where it is none of these."""
    return chosen if isinstance(chosen, str) and chosen in values else values[0]

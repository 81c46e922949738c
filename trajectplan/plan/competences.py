"""What unpaid work shows and where it may lead: pure functions on the keys of the catalogue.

The catalogue is handed in, so that this can be read and tested with three activities. Nothing here ranks a person: the
order says how many of her own answers speak for a thing. Schooling is no input on purpose: unfinished school hides no
idea.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Evidence", "Idea", "ideas", "shown_by"]


class Activity(Protocol):
    """What must be known of an activity: which skills it asks, by their labels."""

    @property
    def esco(self) -> tuple[str, ...]:
        """Labels of skills."""


class Competence(Protocol):
    """What must be known of a competence: which skills and strengths show it."""

    @property
    def esco(self) -> tuple[str, ...]:
        """Labels of skills."""

    @property
    def strengths(self) -> tuple[str, ...]:
        """Keys of strengths."""


class Direction(Protocol):
    """What must be known of a direction: its sector, empty when it fits all, and what leads to it."""

    @property
    def sector(self) -> str:
        """Key of a sector."""

    @property
    def activities(self) -> tuple[str, ...]:
        """Keys of activities."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A competence and what shows it; at least one of the two is not empty."""

    competence: str
    activities: tuple[str, ...]
    strengths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idea:
    """A direction and why it is an idea: her activities that lead to it, and her wish for its sector or ``""``."""

    direction: str
    activities: tuple[str, ...]
    sector: str = ""


def shown_by(
    chosen: Iterable[str],
    strengths: Iterable[str],
    *,
    competences: Mapping[str, Competence],
    activities: Mapping[str, Activity],
) -> tuple[Evidence, ...]:
    """The competences that chosen activities and strengths show, those with most reasons first.

    What weighs as much stands in the order of ``competences``; reasons stand in the order of ``activities`` and of the
    competence. Keys that the catalogue doesn't know, such as things in her own words, show nothing.
    """
    done, strong = set(chosen), set(strengths)
    weighed: list[tuple[int, int, Evidence]] = []
    for key, competence in competences.items():
        skills = set(competence.esco)
        common = {each: len(skills.intersection(known.esco)) for each, known in activities.items() if each in done}
        showing = tuple(each for each, shared in common.items() if shared)
        helping = tuple(each for each in competence.strengths if each in strong)
        if showing or helping:
            evidence = Evidence(key, showing, helping)
            weighed.append((len(showing) + len(helping), sum(common.values()), evidence))
    # Sorting is stable, so that equals stay in the order of the catalogue.
    return tuple(evidence for *_weights, evidence in sorted(weighed, key=lambda each: (-each[0], -each[1])))


def ideas(
    chosen: Iterable[str], wished: Iterable[str], *, directions: Mapping[str, Direction], most: int = 8
) -> tuple[Idea, ...]:
    """Directions that chosen activities or wished sectors lead to, from as many sectors as there are, at most ``most``.

    The sectors take turns, each with its best idea first, so that nobody sees only more of what she does already. The
    same answers give the same ideas, in whatever order she chose them.
    """
    done, wishes = set(chosen), set(wished)
    by_sector: dict[str, list[Idea]] = defaultdict(list)
    for key, direction in directions.items():
        reasons = tuple(each for each in direction.activities if each in done)
        wish = direction.sector if direction.sector in wishes else ""
        if reasons or wish:
            by_sector[direction.sector].append(Idea(key, reasons, wish))
    turns = sorted((sorted(found, key=_weight) for found in by_sector.values()), key=lambda found: _weight(found[0]))
    longest = max(map(len, turns), default=0)
    mixed = [found[turn] for turn in range(longest) for found in turns if turn < len(found)]
    return tuple(mixed[:most])


def _weight(idea: Idea) -> tuple[bool, int]:
    """What stands first: what she both does and wishes, then what most of her activities lead to."""
    return not (idea.sector and idea.activities), -len(idea.activities)

"""What the catalogue is made of: one small record per kind of entry; its texts speak the language of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trajectplan.plan.summary import Said

__all__ = [
    "Activity",
    "ActivityGroup",
    "Competence",
    "Condition",
    "Direction",
    "EscoSkill",
    "Figure",
    "FirstWay",
    "Helper",
    "Mark",
    "Obstacle",
    "RequestCard",
    "Sector",
    "Strength",
]


@dataclass(frozen=True, slots=True)
class EscoSkill:
    """A skill of ESCO: its identifier, its English preferred label as it is, its type and how widely it is reused."""

    uri: str
    label: str
    type: str
    reuse: str


@dataclass(frozen=True, slots=True)
class Strength:
    """Something she is good at."""

    key: str
    icon: str
    label: Said
    example: Said


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """A heading above activities."""

    key: str
    icon: str
    label: Said


@dataclass(frozen=True, slots=True)
class Activity:
    """Unpaid work; ``money_note`` means that it may count as work or income for her benefit.

    ``esco`` are labels of ESCO skills, ``find`` words to search with, one text with spaces between them.
    """

    key: str
    group: str
    icon: str
    label: Said
    money_note: bool
    esco: tuple[str, ...]
    find: Said


@dataclass(frozen=True, slots=True)
class Competence:
    """What activities with one of these ESCO labels show, or one of these strengths; ``term`` is the word at work."""

    key: str
    icon: str
    sentence: Said
    term: Said
    esco: tuple[str, ...]
    strengths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstWay:
    """A first way to try work out."""

    key: str
    icon: str
    label: Said


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of work, with the name of one course at mbo 4 and one at hbo; ``first_way`` is a key of first ways."""

    key: str
    icon: str
    label: Said
    jobs: Said
    mbo_4: Said
    hbo: Said
    first_way: str


@dataclass(frozen=True, slots=True)
class Direction:
    """An idea of work, because of ``activities``.

    ``sector`` is empty for an idea that fits every sector. ``mbo_4`` and ``hbo`` are its own examples of a course,
    empty where that of its sector holds.
    """

    key: str
    icon: str
    label: Said
    sector: str
    level: str
    activities: tuple[str, ...]
    mbo_4: Said = ""
    hbo: Said = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone who can solve something; an exclusive one stands alone."""

    key: str
    icon: str
    label: Said
    exclusive: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """How an obstacle can be met: the end of the sentence "Then I can, if …"; one that ``tells`` gives it away."""

    key: str
    icon: str
    label: Said
    tells: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the way; ``on_paper`` is chosen beforehand: ``all``, ``condition_only`` or ``nothing``."""

    key: str
    icon: str
    label: Said
    example: Said
    note: Said
    conditions: tuple[Condition, ...]
    helpers: tuple[str, ...]
    on_paper: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How sure a request is; ``sign`` and ``short`` stand on paper."""

    key: str
    icon: str
    sign: str
    label: Said
    explanation: Said
    short: Said


@dataclass(frozen=True, slots=True)
class RequestCard:
    """Something she can ask of the municipality.

    ``kind`` is the page it stands on: support, learning, trying, childcare or money. ``official_word`` is Dutch in
    every language. ``child`` says for which child it is: ``under_5``, ``under_12``, ``two_or_three``, or empty for
    everybody. ``read`` is the day of the text of the law that was read.
    """

    key: str
    kind: str
    icon: str
    title: Said
    sentence: Said
    note: Said
    official_word: str
    mark: str
    article: Said
    ask: Said
    changes: Said
    child: str
    read: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the law, with where it was read and since when it holds; ``unit``: percent, euros or months."""

    key: str
    value: float
    unit: str
    since: date
    source: str

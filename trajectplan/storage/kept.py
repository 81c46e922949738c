"""What is kept of a plan and how it becomes bytes to be sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trajectplan.plan.document import MOST_BYTES, NEWER, Plan, PlanError
from trajectplan.storage.encryption import Tampered, pad, unpad

MONTHS = 12
"""How many months after the last visit a plan is kept, unless its owner wants less."""
MOST_MONTHS = 24
FORMER = 5
"""How many former row numbers a plan remembers at most."""

_VERSION = 1
"""Of the line before the plan; the plan itself carries its own version."""


class TooLarge(ValueError):  # noqa: N818 - says what happened
    """A plan of more than ``MOST_BYTES`` bytes of JSON."""


class NewerFormat(RuntimeError):  # noqa: N818 - says what happened
    """A plan that a later version of the program has kept; this one leaves it alone."""


@dataclass(frozen=True, slots=True)
class PlanKey:
    """What opens one plan while a session lasts: the number of its row (16 bytes) and its key (32 bytes)."""

    id: bytes = field(repr=False)
    data_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is sealed together: the plan, and what belongs to keeping it.

    ``code`` is the resume code in plain digits, so that she can see it again while her plan is open; ``written_down``
    says that she told us she has it on paper; ``months`` how long the plan stays after her last visit; ``aside``
    are plans beside it: the one from a file that she hasn't decided on, and how hers was before she took it. ``former``
    are the numbers of the rows in which the plan stood before it got another code, in hexadecimal, the last in front:
    a page that was made for one of them is still hers.
    """

    plan: Plan = field(repr=False)
    code: str = field(repr=False)
    written_down: bool = False
    months: int = MONTHS
    aside: Mapping[str, Plan] = field(default_factory=dict, repr=False)
    former: tuple[str, ...] = field(default=(), repr=False)

    def to_bytes(self) -> bytes:
        """A line of JSON about the keeping, then the plan, padded. Raises ``TooLarge``, ``ValueError``."""
        if not 1 <= self.months <= MOST_MONTHS:
            raise ValueError(f"a plan is kept for 1 to {MOST_MONTHS} months, not {self.months}")
        plan = self.plan.to_json()
        if len(plan) > MOST_BYTES:
            raise TooLarge
        about = {"version": _VERSION, "code": self.code, "written_down": self.written_down, "months": self.months}
        about["aside"] = {name: plan.to_json().decode() for name, plan in self.aside.items()}
        about["former"] = list(self.former)
        return pad(json.dumps(about).encode() + b"\n" + plan)

    @classmethod
    def from_bytes(cls, padded: bytes) -> Kept:
        """What ``to_bytes`` wrote, brought up to this version. Raises ``NewerFormat``, ``Tampered``."""
        line, _, plan = unpad(padded).partition(b"\n")
        try:
            about = json.loads(line)
            if about["version"] > _VERSION:
                raise NewerFormat
            aside = {name: Plan.from_json(text.encode(), sealed=True) for name, text in about.get("aside", {}).items()}
            return cls(
                Plan.from_json(plan, sealed=True),
                about["code"],
                about["written_down"],
                about["months"],
                aside,
                tuple(about.get("former", ())),
            )
        except PlanError as error:
            if error.reason == NEWER:
                raise NewerFormat from None
            raise Tampered from error
        except (ValueError, KeyError, TypeError) as error:
            raise Tampered from error


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan as just read or written; ``visited`` is the day of its last visit, ``expires`` the last it is kept on."""

    key: PlanKey
    kept: Kept
    revision: int
    expires: date
    visited: date = date.min


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (next_first - first).days))

"""From when until when on one day, as typed, and what is wrong with either time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from trajectplan.questions import typed

FROM, UNTIL = "from", "until"
PARTS: Final = (FROM, UNTIL)


@dataclass(frozen=True, slots=True)
class Span:
    """One from-until on a day, as typed; ``overnight`` when she ticked that it goes on after midnight.

    ``slips`` says why it can't be kept: for each part that is wrong, ``from`` or ``until``, the reason.
    """

    name: str
    start: str
    end: str
    overnight: bool = False
    slips: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not self.start.strip() and not self.end.strip()

    @property
    def crosses(self) -> bool:
        """The end comes before the start, so the tick for midnight has a meaning."""
        start, end = typed.time(self.start), typed.time(self.end)
        return self.overnight or (start is not None and end is not None and end <= start)

    def is_wrong(self, part: str) -> bool:
        """Whether the trouble is, also, in this part."""
        return part in dict(self.slips)

    def read(self) -> tuple[str, str] | None:
        """``("08:30", "14:30")``, or ``None`` when it can't be kept."""
        start, end = typed.time(self.start), typed.time(self.end)
        return None if self.slips or start is None or end is None else (typed.clock(start), typed.clock(end))


def slips(start: str, end: str, within: tuple[int, int], *, overnight: bool) -> Iterator[tuple[str, str]]:
    """The parts of what was typed that can't be kept, each with its reason; a time lies ``within`` these minutes."""
    if not start.strip() and not end.strip():
        return
    times = {FROM: typed.time(start), UNTIL: typed.time(end)}
    found = {part: _slip(part, text, times[part], within) for part, text in zip(PARTS, (start, end), strict=True)}
    begins, ends = times.values()
    if any(found.values()):
        yield from ((part, reason) for part, reason in found.items() if reason)
    elif begins is not None and ends is not None and ends <= begins and not overnight:
        yield UNTIL, "end_before_start" if ends < begins else "same_times"


def _slip(part: str, text: str, time: int | None, within: tuple[int, int]) -> str:
    """The reason why one of the two times can't be kept by itself; empty when it can."""
    if not text.strip():
        return "time_half"
    if time is None or (part == FROM and time == typed.MINUTES_A_DAY):
        return "day_not_a_time"
    return "" if within[0] <= time <= within[1] else "at_night"

"""Measuring: candidates take turns, because a shared machine wavers, and the median of each is what counts."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Time:
    """What something took: seconds on the wall, and seconds of CPU in this process."""

    wall: float
    cpu: float

    def over(self, other: Time) -> Time:
        """How many times as long as another."""
        return Time(self.wall / other.wall, self.cpu / other.cpu)


def timed(call: Callable[[], object]) -> Time:
    """Do it once."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Time(time.perf_counter() - wall, time.process_time() - cpu)


def median(times: Iterable[Time]) -> Time:
    """The median of wall and of CPU, each by itself."""
    walls, cpus = zip(*((each.wall, each.cpu) for each in times), strict=True)
    return Time(statistics.median(walls), statistics.median(cpus))


def total(times: Iterable[Time]) -> Time:
    """All of them after one another."""
    walls, cpus = zip(*((each.wall, each.cpu) for each in times), strict=True)
    return Time(sum(walls), sum(cpus))


def interleaved(calls: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Time]:
    """The medians of calls that take turns, after one round to warm up."""
    seen: dict[str, list[Time]] = {name: [] for name in calls}
    for turn in range(rounds + 1):
        for name, call in calls.items():
            time_taken = timed(call)
            if turn:
                seen[name].append(time_taken)
    return {name: median(times) for name, times in seen.items()}


def resident(process: int | str = "self") -> float:
    """The megabytes that a process holds now; not a number where there is no /proc."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    return int(re.findall(r"^VmRSS:\s+(\d+)", status.read_text(), re.MULTILINE)[0]) / 1024

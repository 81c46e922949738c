"""Where the time goes: by function, and by the part of the program or the library that a function belongs to."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Callable, Iterable
from io import StringIO
from typing import Final

TOP: Final = 25


def profile(calls: Iterable[Callable[[], object]]) -> str:
    """The functions that took most, by own time and with all they call, and the share of each part."""
    profiler = cProfile.Profile()
    for call in calls:
        profiler.runcall(call)
    told = StringIO()
    stats = pstats.Stats(profiler, stream=told).strip_dirs()
    stats.sort_stats("tottime").print_stats(TOP)
    stats.sort_stats("cumulative").print_stats(TOP)
    return f"{told.getvalue()}\n{_shares(pstats.Stats(profiler))}"


def _shares(stats: pstats.Stats) -> str:
    """Own time by part; what is built into Python counts for the part that calls it."""
    seconds: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined] # not in its stubs
        if file == "~":
            for (caller, _, _), (_, _, part, _) in callers.items():
                seconds[_part(caller)] += part
        else:
            seconds[_part(file)] += own
    total = seconds.total()
    return "\n".join(f"{part:40} {share / total:6.1%}" for part, share in seconds.most_common(TOP))


def _part(file: str) -> str:
    """A module of ours, the name of a library, or the standard library."""
    path = file.replace("\\", "/")
    for root, depth in (("/site-packages/", 1), ("/trajectplan/", 3)):
        if root in path:
            return "/".join(path.rpartition(root)[2].split("/")[:depth])
    return "Python"

"""How long a code takes to become a key: one, and four that come at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from trajectplan.storage.derivation import Derivation

from .timing import Time, interleaved

AT_ONCE = 4
ROUNDS = 3


def measure() -> dict[str, Time]:
    """``one``, and ``four`` at once until the last of them is through."""
    derivation = Derivation(patience=60)
    codes = ["1234567890123456"] * AT_ONCE

    def four() -> None:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(derivation.derive, codes))

    calls: dict[str, Callable[[], object]] = {"one": lambda: derivation.derive(codes[0]), "four": four}
    return interleaved(calls, ROUNDS)

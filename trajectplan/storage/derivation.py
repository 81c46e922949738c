"""From a code to the id that finds a plan and the key that unlocks it: slow on purpose, one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock, Thread

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from trajectplan.storage.encryption import KEY_BYTES, derive_key
from trajectplan.storage.resume_code import DIGITS, generate
from trajectplan.storage.waiting import Busy, Line

__all__ = ["DERIVATIONS", "ID_BYTES", "Busy", "CodePool", "Derivation", "Derived", "Strength"]

ID_BYTES = 16
PLACES = 18
"""So many wait for their turn at most: a room of fifteen at once, and a few others."""
PATIENCE_SECONDS = 10.0
POOLED = 256
"""As many as twenty workshops of fifteen need that begin in the same minute; a minute's work of one core beforehand."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a code is to guess: Argon2id (RFC 9106) over so many KiB, so many times, in so many lanes.

    ``version`` goes into the salt: it never changes and is never used again for other figures.
    """

    version: int
    memory_kib: int
    passes: int
    lanes: int


DERIVATIONS = (Strength(version=1, memory_kib=64 * 1024, passes=3, lanes=1),)
"""Newest first. Put a stronger one in front: a plan moves to it when its owner next gives her code."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What a code gives: 16 bytes of id and 32 bytes of key."""

    id: bytes = field(repr=False)
    key: bytes = field(repr=False)


class Derivation:
    """Derives codes, one at a time in this process: each takes 64 MiB and a third of a second.

    Whoever waits stands in a fair line of ``places``, for ``patience`` seconds at most: ``Line`` says how. Measured on
    two cores so busy that one code took 0.45 s (alone it takes 0.25 s): of fifteen behind one address who came at once
    the first was through after 0.4 s and the last after 7 s. Beside a guesser with fifteen connections somebody from
    elsewhere was through after 0.8 s, and all of a room of fifteen within 18 s, six of them told once to come back.
    """

    def __init__(
        self,
        strengths: tuple[Strength, ...] = DERIVATIONS,
        *,
        patience: float = PATIENCE_SECONDS,
        places: int = PLACES,
    ) -> None:
        self.strengths = strengths
        self.line = Line(places, patience)

    def derive(self, code: str, strength: Strength | None = None, *, who: bytes = b"", wait: bool = False) -> Derived:
        """The id and key of a normalised code, by the newest strength unless another is named.

        ``who`` stands for the address it came from: addresses take turns. Raises ``Busy``, except with ``wait``, for
        work that nobody stands waiting for: that lets everybody go first.
        """
        with self.line.turn(who, unhurried=wait):
            return _derive(code, strength or self.strengths[0])


def _derive(code: str, strength: Strength) -> Derived:
    # One salt for all, because a code is all she has: nothing else could find the salt that is hers.
    salt = f"trajectplan resume code {strength.version}".encode()
    argon = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=strength.passes, lanes=strength.lanes, memory_cost=strength.memory_kib
    )
    secret = argon.derive(code.encode("ascii"))
    return Derived(id=derive_key(secret, "plan id", ID_BYTES), key=derive_key(secret, "plan key"))


class CodePool:
    """Codes derived beforehand, in memory, so that the first saved answer need not wait for one.

    ``size`` 0 keeps none and starts no thread.
    """

    def __init__(self, derivation: Derivation, size: int = POOLED, digits: int = DIGITS) -> None:
        self._derivation = derivation
        self._size = size
        self._digits = digits
        self._ready: list[tuple[str, Derived]] = []
        self._filling = False
        self._lock = Lock()

    def take(self, who: bytes = b"") -> tuple[str, Derived]:
        """A new code with what it gives, for the address ``who``; never the same twice.

        Raises ``Busy`` when there is none and no turn.
        """
        with self._lock:
            taken = self._ready.pop() if self._ready else None
        try:
            return taken or self._derived(who)
        finally:
            self.fill()

    def fill(self) -> None:
        """Start filling the pool in the background; at once back, and no second filler beside a first."""
        with self._lock:
            if self._filling or len(self._ready) >= self._size:
                return
            self._filling = True
        Thread(target=self._fill, name="code pool", daemon=True).start()

    def _derived(self, who: bytes = b"", *, wait: bool = False) -> tuple[str, Derived]:
        code = generate(self._digits)
        return code, self._derivation.derive(code, who=who, wait=wait)

    def _fill(self) -> None:
        lacking = True
        while lacking:
            try:
                fresh = self._derived(wait=True)
            except BaseException:
                self._filling = False
                raise
            with self._lock:
                self._ready.append(fresh)
                lacking = self._filling = len(self._ready) < self._size

"""From a code to the id that finds a plan and the key that unlocks it: slow on purpose, one at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock, Thread

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from trajectplan.storage.encryption import KEY_BYTES, derive_key
from trajectplan.storage.resume_code import DIGITS, generate

ID_BYTES = 16


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


class Busy(RuntimeError):  # noqa: N818 - says what happened
    """Too many codes are being tried at once; ``retry_after`` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again after {retry_after} s")
        self.retry_after = retry_after


class Derivation:
    """Derives codes, one at a time in this process: each takes 64 MiB and a third of a second.

    ``patience`` is how many seconds a code waits for its turn before ``Busy`` is raised.
    """

    def __init__(self, strengths: tuple[Strength, ...] = DERIVATIONS, *, patience: float = 5.0) -> None:
        self.strengths = strengths
        self._patience = patience
        self._turn = BoundedSemaphore(1)

    def derive(self, code: str, strength: Strength | None = None, *, wait: bool = False) -> Derived:
        """The id and key of a normalised code, by the newest strength unless another is named.

        Raises ``Busy``, except with ``wait``, for work that nobody stands waiting for.
        """
        if not self._turn.acquire(timeout=None if wait else self._patience):
            raise Busy(retry_after=max(1, math.ceil(self._patience)))
        try:
            return _derive(code, strength or self.strengths[0])
        finally:
            self._turn.release()


def _derive(code: str, strength: Strength) -> Derived:
    # One salt for all, because a code is all she has: nothing else could find the salt that is hers.
    salt = f"trajectplan resume code {strength.version}".encode()
    argon = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=strength.passes, lanes=strength.lanes, memory_cost=strength.memory_kib
    )
    secret = argon.derive(code.encode("ascii"))
    return Derived(id=derive_key(secret, "plan id", ID_BYTES), key=derive_key(secret, "plan key"))


class CodePool:
    """A few codes derived beforehand, in memory, so that the first saved answer need not wait for one.

    ``size`` 0 keeps none and starts no thread.
    """

    def __init__(self, derivation: Derivation, size: int = 4, digits: int = DIGITS) -> None:
        self._derivation = derivation
        self._size = size
        self._digits = digits
        self._ready: list[tuple[str, Derived]] = []
        self._filling = False
        self._lock = Lock()

    def take(self) -> tuple[str, Derived]:
        """A new code with what it gives; never the same twice. Raises ``Busy`` when there is none and no turn."""
        with self._lock:
            taken = self._ready.pop() if self._ready else None
        try:
            return taken or self._derived(wait=False)
        finally:
            self.fill()

    def fill(self) -> None:
        """Start filling the pool in the background; at once back, and no second filler beside a first."""
        with self._lock:
            if self._filling or len(self._ready) >= self._size:
                return
            self._filling = True
        Thread(target=self._fill, name="code pool", daemon=True).start()

    def _derived(self, *, wait: bool) -> tuple[str, Derived]:
        code = generate(self._digits)
        return code, self._derivation.derive(code, wait=wait)

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

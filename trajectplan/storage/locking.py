"""A lock that processes share: a server holds its data folder so that nothing is changed beneath it."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SEATS = 64
"""How many hold a lock together at most, on Windows, which knows no shared one: each has a byte of its own."""
_PAUSE = 0.02


class InUse(OSError):  # noqa: N818 - says what happened
    """Another process holds the lock."""


@contextmanager
def holding(path: Path, *, alone: bool, patience: float = 0) -> Iterator[None]:
    """Within this context the lock on ``path`` is held: ``alone``, or together with others who don't want it alone.

    The system itself lets go of it when a process ends, however it ends. Raises ``InUse`` when it isn't free within
    ``patience`` seconds, and ``OSError`` when the file can't be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + patience
        while not _locked(handle, alone=alone):
            if time.monotonic() >= deadline:
                raise InUse(errno.EAGAIN, "another process holds it", str(path))
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int, *, alone: bool) -> bool:
        for seat in [0] if alone else range(SEATS):
            os.lseek(handle, seat, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, SEATS if alone else 1)
            except OSError:
                continue
            return True
        return False
else:
    import fcntl

    def _locked(handle: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

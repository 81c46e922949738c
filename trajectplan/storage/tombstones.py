"""Tombstones: which plans must not come back from a backup, kept beside the pepper and outside every backup."""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

from trajectplan.storage.encryption import new_key
from trajectplan.storage.locking import holding
from trajectplan.storage.pepper import SecretsError, read_secret, write_secret

FILE, KEY_FILE, LOCK_FILE = "tombstones", "tombstones.key", "tombstones.lock"
DAYS = 90
_PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""
_HEADER = re.compile(r"trajectplan tombstones 1 (?P<check>[0-9a-f]{64}) complete since (?P<day>\d{4}-\d\d-\d\d)")
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64}) (?P<day>\d{4}-\d\d-\d\d)")


class Tombstones:
    """A file with one line per plan that was taken away: a digest of the number of its row, and the day.

    The digest is an HMAC-SHA256 under a key of its own, which stays when the pepper changes: who has the file and a
    backup, but not the key, doesn't learn which plans were deleted. The first line says since when no tombstone is
    missing. Lines are only added, each on disk before ``add`` returns; ``keep_days`` days later, when no backup is old
    enough to hold the plan, ``forget`` leaves them out. A line from a clock that was behind would go at once, so
    ``today`` is to be the latest day that it may be (``Clock.latest``), and a line older than one above it counts from
    now.
    """

    def __init__(
        self,
        folder: Path,
        keep_days: int = DAYS,
        today: Callable[[], date] = date.today,
        holds_plans: Callable[[], bool] = lambda: False,
    ) -> None:
        """Open the tombstones in ``folder``, made at the first start. Raises ``SecretsError``, ``OSError``.

        ``holds_plans`` is as in ``load_pepper``: where there are plans already but no tombstones, these were lost.
        """
        self._path, self._key_path, self._lock = folder / FILE, folder / KEY_FILE, folder / LOCK_FILE
        # Asked before another process that starts now can have made them.
        were_there = self._lock.exists() or holds_plans()
        self._keep = timedelta(days=keep_days)
        self._today = today
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone():
            if not self._key_path.exists() and not (self._path.exists() and self._lines()):
                # What went today, before they were lost, isn't known either.
                self._make(today() + timedelta(days=1) if were_there else today())
        if not self._key_path.exists():
            self._lost(self._key_path, self._path)
        self._key = read_secret(self._key_path)
        self._forgotten = date.min
        if not hmac.compare_digest(self._header()["check"], self._check()):
            raise SecretsError(f"The secret {self._key_path} isn't the one that {self._path} was made with: restore it")

    @property
    def since(self) -> date:
        """The first day since which every plan that was taken away is known."""
        return self._day(self._header()["day"])

    def add(self, ids: Iterable[bytes]) -> None:
        """Keep the numbers of these rows in mind, as digests; on disk when this returns. Raises ``OSError``."""
        lines = "".join(f"{self._digest(each)} {self._today().isoformat()}\n" for each in ids).encode()
        if not lines:
            return
        with self._alone():
            handle = os.open(self._path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "r+b") as file:
                file.seek(-1, os.SEEK_END)
                # After a power cut half a line may stand at the end: what it was for is done again, by ``purge``.
                file.write(lines if file.read(1) == b"\n" else b"\n" + lines)
                file.flush()
                os.fsync(file.fileno())

    def among(self, ids: Iterable[bytes]) -> list[bytes]:
        """Those of these rows that were taken away."""
        known = {digest for digest, _day in self._lines()}
        return [each for each in ids if self._digest(each) in known] if known else []

    def forget(self) -> None:
        """Leave out what is older than any backup; looks once a day."""
        today = self._today()
        last = today - self._keep
        if self._forgotten >= last:
            return
        with self._alone():
            lines = list(self._dated_again(today))
            old = [day for _digest, day in lines if day < last]
            since = max([self.since, *(day + timedelta(days=1) for day in old)])
            left = [(digest, day) for digest, day in lines if day >= last]
            if left != self._lines():
                self._write(since, left)
        self._forgotten = last

    def _dated_again(self, today: date) -> Iterator[tuple[str, date]]:
        """The lines; as of today those that a clock which was behind made older than a line above or the first day."""
        since = self.since
        newest = since if since <= today else date.min
        for digest, day in self._lines():
            if day < newest:
                yield digest, today
            else:
                yield digest, day
                newest = day if day <= today else newest

    def _make(self, since: date) -> None:
        # The key comes last: without one and without any line nothing is lost, and both are made anew.
        self._key = new_key()
        self._write(since, [])
        write_secret(self._key_path, self._key)

    def _write(self, since: date, lines: Iterable[tuple[str, date]]) -> None:
        header = f"trajectplan tombstones 1 {self._check()} complete since {since.isoformat()}\n"
        write_secret(self._path, (header + "".join(f"{digest} {day}\n" for digest, day in lines)).encode())

    def _header(self) -> re.Match[str]:
        text = self._text()
        if not (found := _HEADER.match(text)):
            self._damaged()
        return found

    def _lines(self) -> list[tuple[str, date]]:
        """Digests and days; half a line, which a power cut left, is none."""
        found = (_LINE.fullmatch(line) for line in self._text().splitlines())
        return [(line["digest"], self._day(line["day"])) for line in found if line]

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._damaged()

    def _damaged(self) -> NoReturn:
        raise SecretsError(f"The file {self._path} is damaged: restore it") from None

    def _text(self) -> str:
        try:
            return self._path.read_text("ascii", errors="replace")
        except FileNotFoundError:
            self._lost(self._path, self._key_path)

    @staticmethod
    def _lost(path: Path, other: Path) -> NoReturn:
        raise SecretsError(
            f"The file {path} is gone, so a restored backup could bring deleted plans back: put it back, or delete "
            f"{other} too, and no backup made until now can be restored"
        )

    def _digest(self, row_id: bytes) -> str:
        return hmac.digest(self._key, b"row " + row_id, "sha256").hex()

    def _check(self) -> str:
        return hmac.digest(self._key, b"check", "sha256").hex()

    def _alone(self) -> AbstractContextManager[None]:
        return holding(self._lock, alone=True, patience=_PATIENCE)

"""Whether the day that the clock shows can be believed, before plans go for good on its word."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from trajectplan.storage.pepper import write_secret

FILE = "clock"
JUMP = timedelta(days=3)
SAME = timedelta(days=31)
"""No longer than this between two looks at what may be one clock: a laptop may serve once a month."""
PATIENCE_SECONDS = 24 * 60 * 60
_LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,6}) (\d{4}-\d\d-\d\d)\n")


@dataclass(frozen=True, slots=True)
class _Known:
    """The day believed last, for how many seconds a later one was seen since, and the day at the last look."""

    believed: date
    seen: int
    shown: date


class Clock:
    """Believes no day that is more than ``JUMP`` away from the one believed last, until it was seen for long.

    An empty battery or a mistyped date can put the clock years ahead, and by that clock every plan would be over.
    Such a day is believed once the server has run for ``PATIENCE_SECONDS`` since it came, in as many runs as that
    takes: a laptop may serve for one afternoon a week. Another wrong day counts anew: one that is before that of the
    last look, or more than ``SAME`` after it. A day that is behind is believed only when somebody says so
    (``believe``): it lets no plan go, but plans made on it would be over as soon as the clock is right.

    The file ``clock`` in ``folder`` holds what is known. It lies outside the database, so that a restored backup brings
    no older one back. While there is none that can be read, the day of the last visit to any plan was believed last,
    as it was at the start (``last_visit``), or today where there are no plans. Without a ``folder`` every day is
    believed.
    """

    def __init__(
        self,
        folder: Path | None = None,
        today: Callable[[], date] = date.today,
        monotonic: Callable[[], float] = time.monotonic,
        last_visit: Callable[[], date | None] = lambda: None,
    ) -> None:
        self._path = folder and folder / FILE
        self._today, self._monotonic = today, monotonic
        self._looked: float | None = None
        # Now, for a visit under a wrong clock changes it.
        self._without_file = last_visit() or today()

    @property
    def today(self) -> date:
        """The day that the clock shows, right or wrong."""
        return self._today()

    @property
    def believed(self) -> date:
        """The day believed last."""
        return self._known().believed

    @property
    def earliest(self) -> date:
        """Today, or while it is doubted the first day that it may be: what isn't over on this one isn't over."""
        today, believed = self.today, self.believed
        return today if abs(today - believed) <= JUMP else min(today, believed)

    @property
    def latest(self) -> date:
        """Today, or the day believed last when the clock is behind that: what is written down now is of this day."""
        return max(self.today, self.believed)

    def is_right(self) -> bool:
        """Whether the day can be believed; the time from one look to the next counts. Raises ``OSError``."""
        known, today, passed = self._known(), self.today, self._passed()
        if abs(today - known.believed) > JUMP:
            is_same = known.believed < today and timedelta() <= today - known.shown <= SAME
            seen = int(known.seen + passed) if is_same else 0
            if seen < PATIENCE_SECONDS:
                self._write(_Known(known.believed, seen, today))
                return False
        self.believe()
        return True

    def believe(self) -> None:
        """Believe the day that the clock shows. Raises ``OSError``."""
        self._looked = None
        self._write(_Known(self.today, 0, self.today))

    def _passed(self) -> float:
        """How many seconds have passed since the last look of this process, if there was one."""
        now = self._monotonic()
        passed = 0.0 if self._looked is None else now - self._looked
        self._looked = now
        return passed

    def _known(self) -> _Known:
        if not self._path:
            return _Known(self.today, 0, self.today)
        return self._found(self._path) or _Known(self._without_file, 0, self._without_file)

    @staticmethod
    def _found(path: Path) -> _Known | None:
        """What the file says; ``None`` when it isn't there, is damaged or is somebody else's."""
        try:
            found = _LINE.fullmatch(path.read_text("ascii", errors="replace"))
            return found and _Known(date.fromisoformat(found[1]), int(found[2]), date.fromisoformat(found[3]))
        except (OSError, ValueError):  # or no day of any calendar
            return None

    def _write(self, known: _Known) -> None:
        if self._path and known != self._found(self._path):
            line = f"{known.believed.isoformat()} {known.seen} {known.shown.isoformat()}\n"
            write_secret(self._path, line.encode())

"""Whether the day that the clock shows can be believed, before plans go for good on its word."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from trajectplan.storage.pepper import write_secret

FILE = "clock"
JUMP = timedelta(days=3)
PATIENCE_SECONDS = 24 * 60 * 60
_LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,6})\n")


class Clock:
    """Believes no day that is more than ``JUMP`` away from the one believed last, until it was seen for long.

    An empty battery or a mistyped date can put the clock years ahead, and by that clock every plan would be over.
    Such a day is believed once the server has run for ``PATIENCE_SECONDS`` since it came, in as many runs as that
    takes: a laptop may serve for one afternoon a week. Or sooner, when somebody says so (``believe``). At the first
    look ever any day is believed.

    The file ``clock`` in ``folder`` holds the day believed last, and for how many seconds another one was seen since.
    It lies outside the database, so that a restored backup brings no older one back.
    """

    def __init__(
        self,
        folder: Path,
        today: Callable[[], date] = date.today,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = folder / FILE
        self._today, self._monotonic = today, monotonic
        self._looked: float | None = None

    @property
    def today(self) -> date:
        """The day that the clock shows, right or wrong."""
        return self._today()

    @property
    def believed(self) -> date:
        """The day believed last; today before the first one, and the first of all days when the file is damaged."""
        return self._read()[0]

    def is_right(self) -> bool:
        """Whether the day can be believed; the time from one look to the next counts. Raises ``OSError``."""
        believed, seen = self._read()
        if abs(self.today - believed) > JUMP:
            now = self._monotonic()
            seen += now - (now if self._looked is None else self._looked)
            self._looked = now
            if seen < PATIENCE_SECONDS:
                self._write(believed, seen)
                return False
        self.believe()
        return True

    def believe(self) -> None:
        """Believe the day that the clock shows. Raises ``OSError``."""
        self._looked = None
        self._write(self.today, 0)

    def _read(self) -> tuple[date, float]:
        try:
            found = _LINE.fullmatch(self._path.read_text("ascii", errors="replace"))
            return (date.fromisoformat(found[1]), float(found[2])) if found else (date.min, 0)
        except FileNotFoundError:
            return self.today, 0
        except ValueError:  # no day of any calendar
            return date.min, 0

    def _write(self, day: date, seen: float) -> None:
        if not self._path.exists() or (day, int(seen)) != self._read():
            write_secret(self._path, f"{day.isoformat()} {int(seen)}\n".encode())

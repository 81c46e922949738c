"""Taking away what is over by itself, while the server runs."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

from trajectplan.storage.clock import PATIENCE_SECONDS
from trajectplan.storage.sessions import SessionStore
from trajectplan.storage.store import PlanStore

log = logging.getLogger("trajectplan")

PAUSE_SECONDS = 600.0
"""How often it is looked: not only once a day, for a session that is over holds the key of a plan until then."""


class Round:
    """What is done each time: sessions and deletions always, plans only on a day that can be believed."""

    def __init__(self, store: PlanStore, sessions: SessionStore) -> None:
        self._store, self._sessions, self._clock = store, sessions, store.clock
        self._warned: date | None = None

    def __call__(self) -> None:
        """Do it once. Raises ``OSError``, ``SecretsError``, ``Unavailable``."""
        self._sessions.purge()  # first: they hold keys, and must not wait for what may fail with plans
        self._store.finish_deletions()
        if why_not := self._why_not():
            if self._warned != self._clock.today:
                self._warned = self._clock.today
                log.warning(why_not)
        else:
            self._store.purge()
            self._warned = None

    def _why_not(self) -> str:
        """Why the day can't be believed, and what to do; empty when it can."""
        try:
            if self._clock.is_right():
                return ""
        except OSError as error:
            return (
                f"The file clock can't be written ({type(error).__name__}), so plans past their date are left alone: "
                "see that it and its folder belong to the server's own user"
            )
        why_not = (
            f"{doubt(self._store)}. Set the clock right, or run trajectplan purge --clock-is-right as the server's own "
            "user"
        )
        if self._clock.today < self._clock.believed:
            return why_not
        return f"{why_not}; else they go once the server has run for {PATIENCE_SECONDS // 3600} hours"


def doubt(store: PlanStore) -> str:
    """Why plans aren't deleted on a day that isn't believed, and how many would go; for the operator."""
    return (
        f"The clock shows {store.clock.today}, and the day believed last is {store.clock.believed}: "
        f"{store.over()} plans past their date are left alone"
    )


class Purging:
    """Calls ``purge`` again and again in a thread of its own, whatever becomes of it; a failed one is tried again.

    ``wait`` waits for so many seconds and says whether to stop; it is the clock, so that a test can be another.
    """

    def __init__(
        self, purge: Callable[[], object], wait: Callable[[float], bool], pause: float = PAUSE_SECONDS
    ) -> None:
        self._purge, self._wait, self._pause = purge, wait, pause

    def run(self) -> None:
        """Purge after every pause, until told to stop."""
        while not self._wait(self._pause):
            try:
                self._purge()
            except Exception as error:  # noqa: BLE001 - nothing may end it
                place = traceback.extract_tb(error.__traceback__)[-1]
                # Never its message, which may hold a value.
                log.error("purging failed: %s at %s:%s", type(error).__name__, place.filename, place.lineno)  # noqa: TRY400


@contextmanager
def purging(purge: Callable[[], object], pause: float = PAUSE_SECONDS) -> Iterator[None]:
    """Within this context what is over is taken away by itself. The thread never holds up the end of the program."""
    stop = Event()
    Thread(target=Purging(purge, stop.wait, pause).run, name="purging", daemon=True).start()
    try:
        yield
    finally:
        stop.set()

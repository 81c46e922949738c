"""Taking away what is over by itself, while the server runs."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

log = logging.getLogger("trajectplan")

PAUSE_SECONDS = 600.0
"""How often it is looked: not only once a day, for a session that is over holds the key of a plan until then."""


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

"""Printing without keeping others waiting: one document at a time, a short line for it, and questions come first.

A print takes a tenth of a second of pure Python, in which no other thread of the process gets on. So the renderer calls
``Courtesy.pause`` between the things it draws, and there it lets every page of questions go first, up to a limit.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final, cast

from flask import Flask, Response, current_app, g, make_response, render_template, request

Pause = Callable[[], None]
Draw = Callable[[Pause], bytes]
"""Draws a document, calling what it is given between two things it draws."""

NAME: Final = "trajectplan printing"
PRINTS: Final = frozenset({"output.pdf", "worksheets.pdf", "static"})
"""Answers for which no print need wait: prints themselves, and files."""
WAITING: Final = 3
"""So many prints may wait for the one that is made: each holds a thread of the server."""
PATIENCE_SECONDS: Final = 10.0
RETRY_SECONDS: Final = 5
MOST_COURTESY_SECONDS: Final = 5.0
"""So long in all does one print let others go first; then it is made at once, so that it always gets done."""
BREATH_SECONDS: Final = 0.0005
"""A print stands aside for so long from time to time, or a request that has just arrived couldn't even be counted."""
MOST_WORK_SECONDS: Final = 20.0
"""A full plan takes two seconds of work; one that is made to take more would keep all others from printing."""
STRETCH_SECONDS: Final = 0.001
"""How long it works between two such breaths at the least."""
GRACE_SECONDS: Final = 0.004
"""An answer that is ready must still be sent: a print goes on a little later."""
SWITCH_SECONDS: Final = 0.0005
"""After so long a thread that computes must let another one in; elsewhere Python lets it wait ten times as long."""


class Crowded(RuntimeError):  # noqa: N818 - says what happened
    """Too many want to print at once."""


class TooMuch(RuntimeError):  # noqa: N818 - says what happened
    """A document takes so long that others can't print."""


class Line:
    """Lets in one at a time, in the order of arrival; ``places`` others may wait, none longer than ``patience``."""

    def __init__(self, places: int = WAITING, patience: float = PATIENCE_SECONDS) -> None:
        self._places, self._patience = places, patience
        self._lock = Lock()
        self._line: deque[Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Within this context it is her turn. Raises ``Crowded`` when the line is full or her turn doesn't come."""
        mine = Event()
        with self._lock:
            if len(self._line) > self._places:
                raise Crowded
            self._line.append(mine)
            self._line[0].set()
        try:
            if not mine.wait(self._patience):
                raise Crowded
            yield
        finally:
            with self._lock:
                self._line.remove(mine)
                if self._line:
                    self._line[0].set()


class Traffic:
    """How many requests that a print must wait for are being answered now."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self.quiet = Event()
        self.quiet.set()

    def enter(self) -> None:
        """One more."""
        with self._lock:
            self._count += 1
            self.quiet.clear()

    def leave(self) -> None:
        """One less."""
        with self._lock:
            self._count -= 1
            if not self._count:
                self.quiet.set()


class Courtesy:
    """Lets others go first while one document is made."""

    def __init__(self, traffic: Traffic, most: float = MOST_COURTESY_SECONDS) -> None:
        self._traffic, self._left = traffic, most
        self._since = time.monotonic()
        self._until = time.thread_time() + MOST_WORK_SECONDS

    def pause(self) -> None:
        """Take a breath when it worked for a while, and wait as long as others are busy and there is time left.

        Raises ``TooMuch`` when it worked for too long.
        """
        if time.thread_time() > self._until:
            raise TooMuch
        now, quiet = time.monotonic(), self._traffic.quiet
        if self._left <= 0 or (now - self._since < STRETCH_SECONDS and quiet.is_set()):
            return
        time.sleep(BREATH_SECONDS)
        while not quiet.is_set() and time.monotonic() - now < self._left:
            quiet.wait(self._left)
            time.sleep(GRACE_SECONDS)
        self._since = time.monotonic()
        self._left -= self._since - now


class Printing:
    """The line and the traffic of one application."""

    def __init__(self) -> None:
        self.line, self.traffic = Line(), Traffic()


def init_app(app: Flask) -> None:
    """Count the requests, and answer those for whom there is no place in the line."""
    app.extensions[NAME] = Printing()
    app.before_request(_arrived)
    app.teardown_request(_done)
    app.register_error_handler(Crowded, on_crowded)
    app.register_error_handler(TooMuch, on_too_much)


def printed(draw: Draw) -> bytes:
    """The document that ``draw`` makes, when its turn has come. Raises ``Crowded``."""
    printing = _printing()
    with printing.line.turn(), _often_switched():
        return draw(Courtesy(printing.traffic).pause)


@contextmanager
def _often_switched() -> Iterator[None]:
    """Within this context threads take turns more often. For all of the process: only one may be in it at a time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def on_crowded(_error: Crowded) -> Response:
    """A page that tries again by itself; asking for a print sends nothing that could get lost."""
    response = make_response(render_template("busy.html"), 503)
    # The header and not its element in the page: it needs no script and belongs to this answer alone.
    response.headers["Refresh"] = response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def on_too_much(_error: TooMuch) -> Response:
    """A page that says how less goes on paper."""
    return make_response(render_template("too_much.html"), 413)


def _printing() -> Printing:
    return cast("Printing", current_app.extensions[NAME])


def _arrived() -> None:
    if request.endpoint not in PRINTS:
        _printing().traffic.enter()
        g.is_counted = True


def _done(_error: BaseException | None) -> None:
    if g.pop("is_counted", False):
        _printing().traffic.leave()

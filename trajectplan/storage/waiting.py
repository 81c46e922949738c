"""The waiting line before something of which one is done at a time: fair to each person, whatever a crowd does."""

from __future__ import annotations

import math
import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock

FIRST_GUESS_SECONDS = 0.3
"""How long a turn takes, until one was measured."""
_WEIGHT = 0.25
"""How much the last turn counts in the measured time, against all before it."""


class Busy(RuntimeError):  # noqa: N818 - says what happened
    """Too many want the same at once; ``retry_after`` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again after {retry_after} s")
        self.retry_after = retry_after


@dataclass(eq=False, slots=True)
class _Ticket:
    """Somebody in the line; ``called`` once it is her turn, or once she is sent away."""

    who: bytes
    called: Event = field(default_factory=Event)
    is_sent_away: bool = False


class Line:
    """Lets in one at a time: addresses take turns, and those behind one address come in order of arrival.

    At most ``places`` wait, and none longer than ``patience`` seconds. When all places are taken, whoever comes from an
    address with fewer people waiting gets the place of the last one from the address with the most: so nobody can
    fill the line for others, and a room that is alone has all of it.
    """

    def __init__(self, places: int, patience: float) -> None:
        self._places, self._patience = places, patience
        self._lock = Lock()
        self._is_taken = False
        self._seconds = FIRST_GUESS_SECONDS
        # By address, the one whose turn comes next in front.
        self._waiting: OrderedDict[bytes, deque[_Ticket]] = OrderedDict()
        self._unhurried: deque[_Ticket] = deque()

    @contextmanager
    def turn(self, who: bytes = b"", *, unhurried: bool = False) -> Iterator[None]:
        """Within this context it is the turn of somebody from the address ``who``.

        Raises ``Busy`` when the line is full or the turn doesn't come in time; except for ``unhurried`` work, which
        waits for as long as there are people.
        """
        ticket = self._line_up(who, unhurried=unhurried)
        self._wait(ticket, None if unhurried else self._patience)
        began = time.monotonic()
        try:
            yield
        finally:
            self._leave(time.monotonic() - began)

    @property
    def length(self) -> int:
        """How many people wait, without the one whose turn it is."""
        return sum(map(len, self._waiting.values()))

    def _line_up(self, who: bytes, *, unhurried: bool) -> _Ticket:
        ticket = _Ticket(who)
        with self._lock:
            if unhurried:
                self._unhurried.append(ticket)
            else:
                self._make_room(who)
                self._waiting.setdefault(who, deque()).append(ticket)
            self._call_next()
        return ticket

    def _wait(self, ticket: _Ticket, patience: float | None) -> None:
        ticket.called.wait(patience)
        with self._lock:
            if not ticket.called.is_set():
                self._take_out(ticket)
            elif not ticket.is_sent_away:
                return
            raise Busy(self._retry_after())

    def _leave(self, seconds: float) -> None:
        with self._lock:
            self._seconds += (seconds - self._seconds) * _WEIGHT
            self._is_taken = False
            self._call_next()

    # All of these are called with the lock held.

    def _make_room(self, who: bytes) -> None:
        """Let somebody from ``who`` have a place; raises ``Busy`` when there is none."""
        length = self.length
        if not self._is_taken or (length < self._places and length * self._seconds < self._patience):
            return
        crowd: deque[_Ticket] = max(self._waiting.values(), key=len, default=deque())
        if len(crowd) <= len(self._waiting.get(who, ())) + 1:
            raise Busy(self._retry_after())
        last = crowd[-1]
        self._take_out(last)
        last.is_sent_away = True
        last.called.set()

    def _take_out(self, ticket: _Ticket) -> None:
        tickets = self._waiting[ticket.who]
        tickets.remove(ticket)
        if not tickets:
            del self._waiting[ticket.who]

    def _call_next(self) -> None:
        """Call whoever is next, if nobody has the turn."""
        if self._is_taken:
            return
        if self._waiting:
            who, tickets = self._waiting.popitem(last=False)
            ticket = tickets.popleft()
            if tickets:
                self._waiting[who] = tickets  # at the end: the other addresses come first
        elif self._unhurried:
            ticket = self._unhurried.popleft()
        else:
            return
        self._is_taken = True
        ticket.called.set()

    def _retry_after(self) -> int:
        """In how many seconds those who are in the line now will be through."""
        return max(1, math.ceil((self.length + 1) * self._seconds))

"""How often one address may try wrong codes or begin anew: counted in memory, generous to a room behind one address."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from trajectplan.storage.store import UnknownCode
from trajectplan.storage.waiting import Busy

DAY_SECONDS = 24 * 60 * 60
KEY_BYTES, HASH_BYTES = 32, 16
ADDRESSES = 20
"""All addresses together have so many times the room of one."""
IPV6_ROOMS = ((8, 1), (7, 2), (6, 5))
"""Of an IPv6 address so many bytes name a network, which has so many times the room of one address.

An IPv6 line gives its owner a whole /64, so that counts as one address. But providers give a customer a /56 or a /48,
and so 256 or 65,536 of those: with all of them one can't take more than a quarter of what everybody has together.
"""
MOST_COUNTED = 65_536
"""A budget remembers at most so many networks, in some 16 MB, whatever the settings say.

With room for more than 54 people behind one address, visits may reach that; from 274 on also codes and plans.
"""

WRONG_CODE_SECONDS = 300
"""After so many seconds everybody may try one more wrong code."""
FASTEST_DERIVATION = 0.2
"""Seconds; there is no guessing faster, for codes are derived one by one."""

Clock = Callable[[], float]
Networks = tuple[bytes, ...]
"""What stands for an address, and for each wider network that it counts under as well; the narrowest comes first."""


class TooOften(Busy):
    """Too much was tried from this address, or from all together."""


class Addresses:
    """Turns addresses into keyed hashes; the key is nowhere but here, and a new one takes its place every day."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, Lock()
        self._key, self._since = os.urandom(KEY_BYTES), clock()

    def hashed(self, address: str) -> Networks:
        """What stands for an address and its networks today."""
        with self._lock:
            if self._clock() - self._since >= DAY_SECONDS:
                self._key, self._since = os.urandom(KEY_BYTES), self._clock()
            key = self._key
        return tuple(hashlib.blake2b(each, key=key, digest_size=HASH_BYTES).digest() for each in _networks(address))


def _networks(address: str) -> Networks:
    """The bytes that tell one connection from another, then those of wider networks; all that is no address is one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return (b"",)
    if not isinstance(found, ipaddress.IPv6Address):
        return (found.packed,)
    if found.ipv4_mapped:
        return (found.ipv4_mapped.packed,)
    return tuple(found.packed[:length] for length, _rooms in IPV6_ROOMS)


@dataclass(slots=True)
class _Account:
    """``most`` at once, and one more every ``seconds``. What was spent comes back with time."""

    most: float
    seconds: float
    spent: float = 0.0
    at: float = 0.0

    def lacks(self, now: float) -> float:
        """How many seconds it takes until one more can be spent; 0 when it can be now."""
        self._settle(now)
        # Rounded, so that whoever waited exactly as long as told isn't a billionth of a second early.
        return max(0.0, round(self.spent + 1 - self.most, 6)) * self.seconds

    def spend(self, now: float, count: int = 1) -> None:
        """Spend one; ``count`` -1 gives it back."""
        self._settle(now)
        self.spent = max(0.0, self.spent + count)

    def _settle(self, now: float) -> None:
        self.spent = max(0.0, self.spent - (now - self.at) / self.seconds)
        self.at = now


class Budget:
    """How much may be spent from one address: ``most`` at once, then one every ``seconds``; by all ``ADDRESSES`` fold.

    What is spent counts for every network of the address, each with its own room. It remembers so many networks that
    whatever is forgotten had everything back already: for a new one can only take the place of an old one by spending
    from what all have together. So nobody gains by having many addresses. Where that would be more than
    ``MOST_COUNTED`` networks, a flood from ever new ones has the oldest forgotten early, with their room back; but of
    what all have together nothing is forgotten, and that bounds them still.
    """

    def __init__(self, most: int, seconds: float, clock: Clock) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._lock = Lock()
        self._all = self._new(ADDRESSES)
        # All have ``most * ADDRESSES`` at once, and as much again in the time in which one account fills up.
        self._remembered = min(2 * most * ADDRESSES * len(IPV6_ROOMS), MOST_COUNTED)
        self._own: OrderedDict[bytes, _Account] = OrderedDict()

    def __len__(self) -> int:
        return len(self._own)

    def spend(self, who: Networks) -> None:
        """Spend one for the address ``who``. Raises ``TooOften`` when nothing is left."""
        with self._lock:
            now = self._clock()
            rooms = (rooms for _length, rooms in IPV6_ROOMS)
            own = {each: self._own.get(each) or self._new(many) for each, many in zip(who, rooms, strict=False)}
            if lacks := max(account.lacks(now) for account in (*own.values(), self._all)):
                raise TooOften(math.ceil(lacks))
            self._all.spend(now)
            for each, account in own.items():
                account.spend(now)
                self._own[each] = account
                self._own.move_to_end(each)
            while len(self._own) > self._remembered:
                self._own.popitem(last=False)

    def give_back(self, who: Networks) -> None:
        """Undo one ``spend``."""
        with self._lock:
            now = self._clock()
            self._all.spend(now, -1)
            for each in who:
                if own := self._own.get(each):
                    own.spend(now, -1)
                    if not own.spent:
                        del self._own[each]

    def _new(self, rooms: int) -> _Account:
        """What a network has that nothing was spent from yet."""
        return _Account(self._most * rooms, self._seconds / rooms)


class Limits:
    """What so many ``people`` behind one address may do; ``clock`` gives seconds that never run back.

    Each may try two wrong codes at once, and one more every five minutes; begin two plans, and one more every quarter
    of an hour; open ten sessions, and one more every minute. In all, for they can't be told apart: what one doesn't
    use another may.

    So a script from one address makes 60 plans of 2.2 KB, and then 120 an hour; with eight connections that ask
    without end, pages for others took 19 ms in the middle and 187 ms at the 99th percentile, on two cores with a load
    of 6.7. From anywhere in the world together come at most 130 MB of plans a day.
    """

    def __init__(self, people: int, clock: Clock = time.monotonic) -> None:
        self.addresses = Addresses(clock)
        self.failures = Budget(2 * people, WRONG_CODE_SECONDS / people, clock)
        self.plans = Budget(2 * people, 900 / people, clock)
        self.sessions = Budget(10 * people, 60 / people, clock)

    @contextmanager
    def trying(self, who: Networks) -> Iterator[None]:
        """Within this context a code is tried. Only ``UnknownCode`` counts.

        A code that is right changes nothing: whoever has one could else win new guesses with it. Raises ``TooOften``.
        """
        # Spent beforehand, or many at once would get in on the last one.
        self.failures.spend(who)
        is_wrong = False
        try:
            yield
        except UnknownCode:
            is_wrong = True
            raise
        finally:
            if not is_wrong:
                self.failures.give_back(who)

    @contextmanager
    def beginning(self, who: Networks) -> Iterator[None]:
        """Within this context a plan is made; it counts when that succeeds. Raises ``TooOften``."""
        self.plans.spend(who)
        try:
            yield
        except BaseException:
            self.plans.give_back(who)
            raise


def guesses_per_second(people: int) -> float:
    """How many codes all the world together can try over the web, day after day, with room for so many ``people``."""
    return min(ADDRESSES * people / WRONG_CODE_SECONDS, 1 / FASTEST_DERIVATION)

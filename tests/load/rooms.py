"""Twenty rooms of fifteen people who write at human pace, come back with their codes and print, at one real server.

``PYTHONPATH=tests python -m load.rooms`` runs it: one server process on loopback, ten minutes. Every person is a thread
that mostly sleeps. Bounded: at most ``MOST_PEOPLE`` people and ``MOST_MINUTES`` minutes.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from .killable import free_port, variables, wait_until_listening
from .person import Person, Reply

ROOM: Final = 15
MOST_PEOPLE, MOST_MINUTES = 600, 30.0
PACE: Final = 20.0
"""Seconds between two answers of one person, on average; never under ``QUICKEST``."""
QUICKEST: Final = 3.0
TOGETHER: Final = 0.2
"""The part of the answers that some of a room give at once, because the facilitator says: press Next."""
STOCK: Final = 75.0
"""Seconds after its start in which the server fills its stock of codes; nobody starts a server with three hundred
people at the door."""
PATIENCE: Final = 30.0
BUSY, WAIT, TURNS = 503, 5.0, 5
GOAL_MS: Final = 250.0
"""What 99 of 100 saved answers must stay under, by the clock."""


@dataclass(slots=True)
class Seen:
    """What everybody saw: seconds by kind of request, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    waits: int = 0
    """How often somebody was asked to come back in a few seconds."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def timed(self, kind: str, ask: Callable[[], Reply], *expected: int) -> Reply | None:
        """Ask, and note how long that took; what isn't ``expected`` is an error, and so is no answer."""
        began = time.perf_counter()
        try:
            reply = ask()
        except (OSError, http.client.HTTPException) as problem:
            with self.lock:
                self.wrong.append(f"{kind}: {type(problem).__name__}")
            return None
        took = time.perf_counter() - began
        with self.lock:
            self.seconds.setdefault(kind, []).append(took)
            if reply.status not in expected:
                self.wrong.append(f"{kind}: {reply.status}")
        return reply

    def line(self, kind: str) -> str:
        """How many requests of a kind there were, and how long they took, in milliseconds."""
        times = sorted(1000 * each for each in self.seconds[kind])
        return (
            f"{kind}: {len(times)}, median {_at(times, 0.5):.0f} ms, p95 {_at(times, 0.95):.0f} ms, "
            f"p99 {_at(times, 0.99):.0f} ms, slowest {times[-1]:.0f} ms"
        )

    def p99(self, kind: str) -> float:
        """Milliseconds that 99 of 100 requests of a kind took at most."""
        return 1000 * _at(sorted(self.seconds[kind]), 0.99)


def _at(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of a room: writes again and again, once comes back with her code, once prints."""

    number: int
    port: int
    until: float
    together: threading.Barrier
    seen: Seen

    def live(self) -> None:
        """From the first page until the time is over."""
        chance = random.Random(self.number)  # noqa: S311 - a pace, no secret
        person = Person(self.port, PATIENCE)
        time.sleep(chance.uniform(0, PACE))
        if not self.seen.timed("begin", person.begin, 303) or not self._save(person, "Begin."):
            return
        whole = max(self.until - time.monotonic(), 0)
        events = {"come back": chance.uniform(0.2, 0.9) * whole, "print": chance.uniform(0.2, 0.9) * whole}
        due = {kind: time.monotonic() + after for kind, after in events.items()}
        turn = 0
        while self._rest(chance):
            turn += 1
            self._save(person, f"Dag {turn}. {'Ik regel thuis alles. ' * chance.randint(1, 12)}")
            for kind in [kind for kind, at in due.items() if at <= time.monotonic()]:
                del due[kind]
                self._come_back(person) if kind == "come back" else self._print(person)

    def _rest(self, chance: random.Random) -> bool:
        """Think; or wait for some of the room, and press with them. Whether the time isn't over before she is done."""
        thinks = max(QUICKEST, chance.expovariate(1 / PACE))
        if time.monotonic() + thinks > self.until:
            return False  # at the very end three hundred would press in one moment
        time.sleep(thinks)
        if chance.random() < TOGETHER:
            try:
                self.together.wait(PACE)
            except threading.BrokenBarrierError:
                self.together.reset()
        return True

    def _save(self, person: Person, words: str) -> bool:
        """Open the page of her story, write, press Next, and see the page it leads to."""
        try:
            form = person.form()
        except (OSError, http.client.HTTPException) as problem:
            self.seen.wrong.append(f"page: {type(problem).__name__}")
            return False
        reply = self.seen.timed("saved answer", lambda: person.save(words, form), 303)
        if reply is None or not reply.location:
            return False
        return self.seen.timed("next page", lambda: person.get(reply.location), 200) is not None

    def _come_back(self, person: Person) -> None:
        """Close everything, and open the plan with its code."""
        code = person.code()
        self._patiently("code", lambda: person.come_back(code), 303)

    def _print(self, person: Person) -> None:
        """A PDF of all there is."""
        self._patiently("PDF", lambda: person.get("/print/plan.pdf"), 200)

    def _patiently(self, kind: str, ask: Callable[[], Reply], expected: int) -> None:
        """Ask; who is asked to come back in a few seconds does, a few times. That is counted, and no error."""
        for _turn in range(TURNS):
            reply = self.seen.timed(kind, ask, expected, BUSY)
            if reply is None or reply.status != BUSY:
                return
            with self.seen.lock:
                self.seen.waits += 1
            time.sleep(WAIT)
        self.seen.wrong.append(f"{kind}: busy {TURNS} times")


@contextmanager
def serving(folder: Path, port: int) -> Iterator[None]:
    """The program as anybody starts it, on this port, with its data in ``folder``."""
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "trajectplan", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=variables(folder, {}), stdout=log, stderr=log)
        try:
            wait_until_listening(port)
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def run(rooms: int, minutes: float, folder: Path) -> Seen:
    """Let that many rooms write for that many minutes; what they saw."""
    people = rooms * ROOM
    if people > MOST_PEOPLE or minutes > MOST_MINUTES:
        raise ValueError(f"at most {MOST_PEOPLE} people and {MOST_MINUTES} minutes")
    seen, port = Seen(), free_port()
    with serving(folder, port):
        time.sleep(STOCK)
        until = time.monotonic() + 60 * minutes
        # A barrier of three: so many press at once whenever so many wait.
        barriers = [threading.Barrier(3) for _room in range(rooms)]
        everybody = [Somebody(number, port, until, barriers[number // ROOM], seen) for number in range(people)]
        threads = [threading.Thread(target=each.live, daemon=True) for each in everybody]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60 * minutes + 2 * PATIENCE)
    return seen


def main() -> None:
    """Run it as it was asked for, and say what was seen; the exit code tells whether the goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=10.0)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        seen = run(chosen.rooms, chosen.minutes, Path(folder))
    click.echo(f"{chosen.rooms} rooms of {ROOM}, {chosen.minutes:g} minutes")
    for kind in sorted(seen.seconds):
        click.echo(f"  {seen.line(kind)}")
    click.echo(f"  asked to come back: {seen.waits}")
    click.echo(f"  errors: {len(seen.wrong)}{': ' if seen.wrong else ''}{', '.join(sorted(set(seen.wrong)))}")
    raise SystemExit(bool(seen.wrong) or seen.p99("saved answer") > GOAL_MS)


if __name__ == "__main__":
    main()

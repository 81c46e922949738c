"""The server is killed at random moments while people write: what it said was saved is there, and every plan opens."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from benchmarks.browser import FormReader
from load.killable import Commands, Site
from load.person import BROKEN, NAME, STORY, Person
from platforms import can_fork

pytestmark = can_fork

WRITERS = 6
ANSWERS = 8
"""How many answers a writer saves in one plan before she begins another."""
SOONEST, LATEST = 0.02, 0.9
"""When a server is killed, in seconds after it was started: it answers after a tenth of a second."""
PLANS = 12
"""How many plans there are when keys are changed."""
ALONE = 0.05
"""How long a writer waits when nobody answers."""


@dataclass
class Written:
    """What one plan must hold: the number that was last acknowledged or shown, or the one that was sent after it."""

    code: str = ""
    kept: int = 0
    sent: int = 0

    def fits(self, shown: str) -> bool:
        """Whether this may be what is kept; from now on it must be."""
        numbers = {_words(number): number for number in (self.kept, self.sent)}
        self.kept = numbers.get(shown, self.kept)
        return shown in numbers


def _words(number: int) -> str:
    return f"antwoord {number}" if number else ""


@dataclass
class Writer:
    """Writes plan after plan, and goes on where she was whenever the server is back."""

    port: int
    wrong: list[str]
    over: threading.Event
    plan: Written = field(default_factory=Written)
    finished: list[Written] = field(default_factory=list)
    broken: int = 0
    saved: int = 0

    def write(self) -> None:
        """Write until it is over. Whatever she sees that can't be goes into ``wrong``."""
        while not self.over.is_set():
            self.plan = Written()
            person = Person(self.port)
            steps = [self._begin, self._answer, self._note_code, *[self._answer] * (ANSWERS - 1)]
            if all(self._insist(step, person) for step in steps):
                self.finished.append(self.plan)

    def _insist(self, step: Callable[[Person], bool], person: Person) -> bool:
        """Do it until the server answers; whether all was right."""
        while not self.over.is_set():
            try:
                return step(person)
            except BROKEN:
                self.broken += 1
                self.over.wait(ALONE)
        return False

    def _begin(self, person: Person) -> bool:
        return self._expect(person.begin().status, 303)

    def _expect(self, status: int, wanted: int) -> bool:
        if status != wanted:
            self.wrong.append(f"{status} instead of {wanted}")
        return status == wanted

    def _answer(self, person: Person) -> bool:
        """Look at what is kept, then save the next number."""
        page = person.get(STORY)
        form = FormReader(page.body.encode())
        shown = dict(form.answers).get(NAME, "no form")
        if not self._expect(page.status, 200) or not self.plan.fits(shown):
            self.wrong.append(f"{shown!r} is shown, but {self.plan.kept} was kept and {self.plan.sent} sent")
            return False
        self.plan.sent += 1
        reply = person.save(_words(self.plan.sent), form)
        if self._expect(reply.status, 303):
            self.plan.kept = self.plan.sent
            self.saved += 1
        return reply.status == 303

    def _note_code(self, person: Person) -> bool:
        self.plan.code = person.code()
        return True


@contextmanager
def writing(port: int, wrong: list[str]) -> Iterator[list[Writer]]:
    """Writers at work for as long as the block lasts."""
    over = threading.Event()
    writers = [Writer(port, wrong, over) for _ in range(WRITERS)]
    threads = [threading.Thread(target=writer.write) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        over.set()
        for thread in threads:
            thread.join()


def kill_again_and_again(site: Site, times: int, chance: random.Random) -> None:
    """Start the server and kill it, so many times; then leave it running."""
    for _ in range(times):
        site.open(wait=False)
        time.sleep(chance.uniform(SOONEST, LATEST))
        assert site.stop(signal.SIGKILL) == -signal.SIGKILL, "it was still alive"
    site.open()


@contextmanager
def commands_killed(folder: Path) -> Iterator[list[int]]:
    """Run commands beside the server and kill each at a random moment; how each ended (-9: it was killed)."""
    over, ends, chance = threading.Event(), list[int](), random.Random(1)  # noqa: S311 - nothing secret
    backups = folder / "backups"
    backups.mkdir()

    def run(beside: Commands) -> None:
        for turn in itertools.count():
            if over.is_set():
                return
            command = ("backup", str(backups / str(turn))) if turn % 2 else ("purge",)
            ends.append(killed(beside, command, chance.uniform(0, LATEST / 3) if ends else 0))

    with Commands(folder, log="commands") as beside:
        thread = threading.Thread(target=run, args=(beside,))
        thread.start()
        try:
            yield ends
        finally:
            over.set()
            thread.join()


def killed(commands: Commands, command: Sequence[str], after: float) -> int:
    """Run a command, and kill it after so many seconds; how it ended."""
    process = commands.start(*command)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    return commands.ended()


def check_all(site: Site, writers: list[Writer]) -> int:
    """Open every plan with its code and look whether it holds what was acknowledged; how many plans there were."""
    plans = [plan for writer in writers for plan in (*writer.finished, writer.plan) if plan.code]
    for plan in plans:
        person = Person(site.port)
        assert person.come_back(plan.code).status == 303, f"the plan of {plan} does not open"
        assert plan.fits(person.answers().get(NAME, "")), plan
    return len(plans)


def is_whole(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def kills(folder: Path, times: int) -> str:
    """Kill the server among writers, and backups and purges beside it: nothing may be lost. What happened, in words."""
    chance, wrong, began = random.Random(times), list[str](), time.monotonic()  # noqa: S311 - nothing secret
    with Site(folder) as site:
        site.run("purge")  # makes the database and the secrets: what is killed later finds them
        with writing(site.port, wrong) as writers, commands_killed(folder) as ends:
            kill_again_and_again(site, times, chance)
            time.sleep(LATEST)
        assert wrong == []
        plans = check_all(site, writers)
        assert site.stop() == 0
    for database in (folder / "data" / "plans.db", *(folder / "backups").glob("[0-9]*[0-9]")):
        assert is_whole(database), database
    assert "Traceback" not in site.log.read_text()
    saved, broken = sum(writer.saved for writer in writers), sum(writer.broken for writer in writers)
    seconds = time.monotonic() - began
    assert min(saved, broken) > times, "people were writing when the server was killed"
    beside = ends.count(-signal.SIGKILL)
    assert beside, "commands were at work when they were killed"
    return (
        f"{times} kills of the server and {beside} of backups and purges in {seconds:.0f} s: "
        f"{plans} plans, {saved} answers acknowledged, {broken} requests cut"
    )


def test_a_few_kills(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    record_property("kills", kills(tmp_path, 5))


@pytest.mark.soak
def test_three_hundred_kills(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    record_property("kills", kills(tmp_path, 300))


def with_code(site: Site, words: str) -> str:
    """A plan with these words in it; its code."""
    person = Person(site.port)
    assert person.begin().status == 303
    assert person.save(words).status == 303
    return person.code()


def all_open(site: Site, codes: dict[str, str]) -> bool:
    """Whether each of these codes opens the plan with these words."""
    person = Person(site.port)
    return all(person.come_back(code).status == 303 and person.story() == words for code, words in codes.items())


def changes_of_keys_killed(folder: Path, times: int) -> str:
    """Kill ``trajectplan keys rotate`` so many times; every plan must open after each. What happened, in words."""
    chance, cut = random.Random(times), 0  # noqa: S311 - nothing secret
    with Site(folder) as site:
        site.open()
        codes = {with_code(site, words): words for words in map(_words, range(1, PLANS + 1))}
        for turn in range(times):
            assert site.stop() == 0
            # The first at once: with few turns all others may come too late.
            after = chance.uniform(0, LATEST / 4) if turn else 0
            cut += killed(site, ("keys", "rotate"), after) == -signal.SIGKILL
            assert all_open(site.open(), codes)
    assert is_whole(folder / "data" / "plans.db")
    assert cut, "keys were being changed when it was killed"
    return f"{cut} changes of keys killed, {times - cut} finished: {PLANS} plans open after each"


def test_a_few_changes_of_keys(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    record_property("kills", changes_of_keys_killed(tmp_path, 4))


@pytest.mark.soak
def test_fifty_changes_of_keys(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    record_property("kills", changes_of_keys_killed(tmp_path, 50))

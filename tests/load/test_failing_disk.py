"""A disk that is full, a database that is locked, gone or damaged: a clear page, her words kept, nothing lost.

And when what was wrong is over the server goes on by itself.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from benchmarks.browser import FormReader
from load.killable import Site
from load.person import STORY, Person, Reply
from platforms import can_fork, limits_others

pytestmark = can_fork

BEFORE, TYPED = "Eerder bewaard: grutto", "Nu getypt: kwikstaart"
BUSY_SECONDS = 5.0
"""How long the database may keep an answer waiting."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path) as site:
        yield site.open()


@pytest.fixture
def her(site: Site) -> Person:
    """Somebody with one saved answer."""
    return someone(site)


def someone(site: Site) -> Person:
    person = Person(site.port)
    assert person.begin().status == 303
    assert person.save(BEFORE).status == 303
    return person


def database(site: Site) -> Path:
    return site.data / "plans.db"


def refused(reply: Reply) -> bool:
    """Whether it says that nothing can be saved, when to try again, and what she typed, without a word too much."""
    assert reply.status == 503, reply.body
    assert TYPED in reply.body
    assert "Traceback" not in reply.body
    assert "sqlite" not in reply.body.lower()
    return int(reply.retry_after) > 0


def has_left(person: Person) -> bool:
    """Whether she can still stop: her browser forgets everything, whatever the server can do."""
    reply = person.post("/stop", [])
    return reply.status == 303 and person.cookies == {"plan": ""}


def log_is_clean(site: Site, *, says: str) -> bool:
    text = site.log.read_text()
    assert says in text
    return not any(word in text for word in ("Traceback", BEFORE, TYPED, "kwikstaart"))


@contextmanager
def no_room_in_files(process: int) -> Iterator[None]:
    """The process may make no file longer than a page, as if the disk were full."""
    import resource  # noqa: PLC0415 - isn't there on Windows

    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)


@limits_others
def test_no_room_for_what_she_typed(site: Site, her: Person) -> None:
    form = her.form()
    with no_room_in_files(site.process):
        assert refused(her.save(TYPED, form))
        assert her.story() == BEFORE
        assert her.get("/how").status == 200
        stranger = Person(site.port)
        assert stranger.begin().status == 503
        assert stranger.get("/privacy").status == 200
    assert her.save(TYPED, form).status == 303
    assert her.story() == TYPED
    assert log_is_clean(site, says="the database is unavailable")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program writes in the database and doesn't finish."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def timed(call: Callable[[], Reply]) -> tuple[float, Reply]:
    began = time.monotonic()
    reply = call()
    return time.monotonic() - began, reply


def test_a_short_lock_is_waited_for(site: Site, her: Person) -> None:
    form = her.form()
    with ThreadPoolExecutor() as pool:
        with locked(database(site)):
            saving = pool.submit(timed, lambda: her.save(TYPED, form))
            assert her.get("/how").status == 200
            assert her.story() == BEFORE
            time.sleep(1)
            assert not saving.done()
        seconds, reply = saving.result()
    assert (reply.status, her.story()) == (303, TYPED)
    assert 1 < seconds < BUSY_SECONDS


@pytest.mark.soak
def test_a_lock_of_a_minute(site: Site, record_property: Callable[[str, object], None]) -> None:
    """A whole room presses Next again and again, while one reads on."""
    room, reader = [someone(site) for _ in range(24)], someone(site)
    forms = [person.form() for person in room]
    waited, read = list[float](), list[float]()
    until = time.monotonic() + 60

    def press(person: Person, form: FormReader) -> None:
        while time.monotonic() < until:
            seconds, reply = timed(lambda: person.save(TYPED, form))
            assert refused(reply)
            waited.append(seconds)
            time.sleep(min(int(reply.retry_after), 10))

    with locked(database(site)), ThreadPoolExecutor(24) as pool:
        pressing = [pool.submit(press, *each) for each in zip(room, forms, strict=True)]
        while time.monotonic() < until:
            seconds, reply = timed(lambda: reader.get(STORY))
            assert reply.status == 200
            assert BEFORE in reply.body
            read.append(seconds)
            time.sleep(0.2)
        for each in pressing:
            each.result()
    for person, form in zip(room, forms, strict=True):
        assert person.save(TYPED, form).status == 303
        assert person.story() == TYPED
    read.sort()
    record_property(
        "database locked for a minute",
        f"{len(waited)} answers refused within {max(waited):.1f} s; {len(read)} pages read meanwhile: "
        f"median {read[len(read) // 2] * 1000:.0f} ms, slowest {read[-1] * 1000:.0f} ms",
    )
    assert max(waited) < BUSY_SECONDS + 2
    # Once all threads wait, until it is known that waiting is in vain.
    assert sum(seconds > 1 for seconds in read) <= 1


def out_of_reach(way: str, path: Path) -> None:
    """Take the database away, once it lies safely beside."""
    path.rename(path.with_name("safe"))
    if way == "replaced by a folder":
        path.mkdir()
    elif way == "replaced by another":
        path.write_bytes(b"no database at all " * 1000)
    elif way == "replaced by an empty one":
        path.touch()


@pytest.mark.parametrize("way", ["deleted", "replaced by a folder", "replaced by another", "replaced by an empty one"])
def test_a_database_that_is_gone(site: Site, her: Person, way: str) -> None:
    form, path, leaver = her.form(), database(site), someone(site)
    out_of_reach(way, path)
    assert refused(her.save(TYPED, form)), "never saved into a file that nobody finds again"
    for page in ("/how", "/privacy"):
        assert her.get(page).status == 200
    assert has_left(leaver)
    assert her.get(STORY).status == 503
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    path.with_name("safe").rename(path)
    assert her.story() == BEFORE
    assert her.save(TYPED, form).status == 303
    assert her.story() == TYPED
    assert log_is_clean(site, says="the database is unavailable")


def test_a_damaged_database(site: Site, her: Person) -> None:
    form, path = her.form(), database(site)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(random.Random(6).randbytes(len(whole) - 4096))  # noqa: S311 - nothing secret
    assert refused(her.save(TYPED, form))
    assert her.get("/how").status == 200
    assert log_is_clean(site, says="the database is unavailable: DatabaseError")


def test_a_damaged_plan(site: Site, her: Person) -> None:
    """One row no longer opens: a number to pass on, and everybody else goes on."""
    other, form = someone(site), her.form()
    with closing(sqlite3.connect(database(site))) as damaging, damaging:
        damaging.execute("UPDATE plans SET content = randomblob(2077) WHERE rowid = 1")
    for reply in (her.get("/plan"), her.get(STORY), her.save(TYPED, form)):
        assert reply.status == 500
    assert TYPED in her.save(TYPED, form).body
    assert has_left(her)
    assert other.save(TYPED).status == 303
    assert log_is_clean(site, says="Tampered at ")


def test_a_pepper_that_is_gone(site: Site, her: Person) -> None:
    """The running server has it in memory; the next start says what is missing, and makes no other one."""
    pepper, code = site.data / "pepper", her.code()
    pepper.rename(site.data / "safe")
    assert her.save(TYPED).status == 303
    assert site.stop() == 0
    assert site.run("serve", "--port", str(site.port)) == 2
    assert f"The secret {pepper} is gone" in site.log.read_text()
    assert not pepper.exists()
    (site.data / "safe").rename(pepper)
    site.open()
    assert her.come_back(code).status == 303
    assert her.story() == TYPED

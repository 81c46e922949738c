"""The pepper changes under all plans, and a cut at any moment loses none of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from cutting import Cut, cutting
from sqlalchemy import Engine, select, update

from trajectplan.plan.document import Plan
from trajectplan.storage.database import open_database, plans
from trajectplan.storage.encryption import new_key
from trajectplan.storage.kept import Kept, NewerFormat, Opened, PlanKey
from trajectplan.storage.pepper import SecretsError, load_pepper, write_secret
from trajectplan.storage.rotation import WORDS_FILE, Resealed, finish_rotation, fits, former_words, rotate, rotate_to
from trajectplan.storage.store import PlanStore
from trajectplan.storage.tokens import DAY, FormTokens
from trajectplan.storage.tombstones import Tombstones

OpenStore = Callable[..., PlanStore]
PEPPER = bytes(range(32))
TESTS = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(exist_ok=True)
    write_secret(folder / "pepper", PEPPER)
    return folder


def made(store: PlanStore, count: int) -> list[Opened]:
    return [store.create(Plan(answers={"wish": str(number)})) for number in range(count)]


def many(store: PlanStore, count: int) -> list[Opened]:
    """As ``made``, but waiting for the disk only once."""
    found = []
    with store.engine.begin() as connection:
        for _ in range(count):
            code, derived = store._pool.take()
            fresh = store._sealed(PlanKey(os.urandom(16), new_key()), Kept(Plan(), code), revision=1)
            store._insert(connection, fresh, derived)
            found.append(fresh.opened)
    return found


def started(engine: Engine, data: Path, open_store: OpenStore) -> PlanStore:
    """The store as a start of the program opens it."""
    finish_rotation(engine, data)
    return open_store(pepper=load_pepper(data, lambda: True))


def test_all_plans_open_under_the_new_pepper(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore
) -> None:
    before = made(store, 3)
    assert rotate(engine, data) == Resealed(3, 0)
    assert load_pepper(data, lambda: True) != PEPPER
    assert sorted(path.name for path in data.iterdir() if "pepper" in path.name) == ["pepper"]
    assert (data / "pepper").stat().st_mode & 0o777 == 0o600
    after = started(engine, data, open_store)
    assert [after.unlock(each.kept.code) for each in before] == before
    assert [after.load(each.key) for each in before] == before
    with pytest.raises(SecretsError):
        open_store(pepper=PEPPER)


def test_nothing_sealed_under_the_old_pepper_stays(
    data: Path, store: PlanStore, engine: Engine, on_disk: Callable[[], bytes]
) -> None:
    made(store, 3)
    with engine.connect() as connection:
        old = [bytes(value) for row in connection.execute(select(plans.c.lookup, plans.c.wrapped_key)) for value in row]
    assert all(value in on_disk() for value in old)
    rotate(engine, data)
    assert not [value for value in (*old, PEPPER) if value in on_disk()]


def test_a_pepper_that_does_not_fit_changes_nothing(data: Path, store: PlanStore, engine: Engine) -> None:
    [opened] = made(store, 1)
    write_secret(data / "pepper", b"w" * 32)
    with pytest.raises(SecretsError, match="isn't the one"):
        rotate(engine, data)
    assert (data / "pepper").read_bytes() == b"w" * 32
    assert store.unlock(opened.kept.code) == opened


def test_a_plan_of_a_newer_program_stops_it(data: Path, store: PlanStore, engine: Engine) -> None:
    opened, newer = made(store, 2)
    with engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == newer.key.id).values(format=2))
    with pytest.raises(NewerFormat):
        rotate(engine, data)
    assert store.unlock(opened.kept.code) == opened


def test_a_damaged_row_is_left_as_it_is(data: Path, store: PlanStore, engine: Engine, open_store: OpenStore) -> None:
    sound, damaged = made(store, 2)
    with engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == damaged.key.id).values(lookup=b"damaged"))
    assert rotate(engine, data) == Resealed(1, 1)
    assert started(engine, data, open_store).unlock(sound.kept.code) == sound


def test_an_empty_database_takes_any_pepper(data: Path, engine: Engine) -> None:
    assert fits(engine, PEPPER) is None
    assert rotate(engine, data) == Resealed(0, 0)
    assert fits(engine, (data / "pepper").read_bytes()) is None


def test_tombstones_outlive_it(data: Path, store: PlanStore, engine: Engine, open_store: OpenStore) -> None:
    stones = Tombstones(data)
    gone, stays = made(store, 2)
    stones.add([gone.key.id])
    rotate(engine, data)
    assert Tombstones(data).among([gone.key.id, stays.key.id]) == [gone.key.id]
    assert started(engine, data, open_store).unlock(stays.kept.code) == stays


def test_a_thousand_rows_change_too(data: Path, store: PlanStore, engine: Engine, open_store: OpenStore) -> None:
    before = many(store, 1000)
    assert rotate(engine, data) == Resealed(1000, 0)
    after = started(engine, data, open_store)
    assert all(after.unlock(each.kept.code) == each for each in before)


def test_words_that_a_page_carries_open_for_a_day(data: Path, engine: Engine) -> None:
    sealed = FormTokens(PEPPER).seal_words([("wish", "kapster")], b"plan", "story")
    rotate(engine, data)
    new = (data / "pepper").read_bytes()
    assert FormTokens(new).open_words(sealed, b"plan") is None
    former = former_words(data)
    assert former not in {None, PEPPER, new}
    assert FormTokens(new, former).open_words(sealed, b"plan") == ("story", [("wish", "kapster")])
    assert FormTokens(new, former).open_words(sealed, b"other") is None
    assert FormTokens(new, former).read(FormTokens(PEPPER).issue(b"plan")) is None
    assert former_words(data, lambda: time.time() + 2 * DAY) is None
    assert not (data / WORDS_FILE).exists()
    assert former_words(data) is None


# Cuts -----------------------------------------------------------------------------------------------------------------


def test_cut_anywhere_it_loses_nothing_and_is_finished_by_the_next(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore
) -> None:
    before = made(store, 3)
    with cutting(engine) as counted:
        rotate(engine, data)
    assert counted.count > 10, "the cuts are where something happens"
    states = set()
    for last in range(1, counted.count + 1):
        old = (data / "pepper").read_bytes()
        with cutting(engine, last), pytest.raises(Cut):
            rotate(engine, data)
        fitting = fits(engine, old)
        states.add(fitting)
        # Whoever starts the server now finds the right pepper …
        after = started(engine, data, open_store)
        assert [after.unlock(each.kept.code) for each in before] == before, last
        # … and whoever says it again gets it changed.
        assert rotate(engine, data) == Resealed(3, 0)
        assert [started(engine, data, open_store).unlock(each.kept.code) for each in before] == before, last
    assert states == {True, False}, "some cuts come before the rows changed, some after"


def test_a_new_pepper_that_is_cut_off_is_not_taken_for_one(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore
) -> None:
    [opened] = made(store, 1)
    (data / "pepper.new.part").write_bytes(b"half")
    write_secret(data / "pepper.new", b"n" * 32)
    assert not finish_rotation(engine, data)
    assert started(engine, data, open_store).unlock(opened.kept.code) == opened
    assert rotate(engine, data) == Resealed(1, 0)
    assert (data / "pepper").read_bytes() != b"n" * 32


def test_another_process_may_finish_it_first(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    [opened] = made(store, 1)
    with cutting(engine) as counted:
        rotate(engine, data)
    with pytest.raises(Cut), cutting(engine, counted.count - 2):
        rotate(engine, data)
    rename = Path.replace

    def faster(path: Path, target: Path) -> Path:
        rename(path, target)
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", faster)
    assert finish_rotation(engine, data)
    assert not finish_rotation(engine, data)
    assert started(engine, data, open_store).unlock(opened.kept.code) == opened


@pytest.mark.soak
def test_killed_anywhere_a_thousand_rows_lose_nothing(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore
) -> None:
    before = many(store, 1000)
    program = (
        "import sys; from pathlib import Path\n"
        "from cutting import cutting, die; from trajectplan.storage.database import open_database\n"
        "from trajectplan.storage.rotation import rotate\n"
        "engine = open_database(sys.argv[1])\n"
        "with cutting(engine, int(sys.argv[3]), die): rotate(engine, Path(sys.argv[2]))\n"
    )
    killed, last = 0, 0
    while killed == last:
        last += 1
        engine.dispose()
        run = subprocess.run(
            [sys.executable, "-c", program, str(engine.url), str(data), str(last)],
            env={"PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
            check=False,
        )
        killed += run.returncode == 9
        after = started(engine, data, open_store)
        sample = before[last % 7 :: 7]
        assert [after.unlock(each.kept.code) for each in sample] == sample, last
    assert killed > 12
    assert run.returncode == 0


# A pepper that we can't write -----------------------------------------------------------------------------------------


def test_a_pepper_from_elsewhere_is_written_where_it_was_asked_for(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore
) -> None:
    before, target = made(store, 2), data.parent / "new pepper"
    assert rotate_to(engine, data, PEPPER, target) == Resealed(2, 0)
    assert target.stat().st_mode & 0o777 == 0o600
    assert (data / "pepper").read_bytes() == PEPPER, "the owner changes it himself"
    after = open_store(pepper=target.read_bytes())
    assert [after.unlock(each.kept.code) for each in before] == before


def test_said_again_it_goes_on_with_the_same_file(
    data: Path, store: PlanStore, engine: Engine, open_store: OpenStore
) -> None:
    before, target = made(store, 2), data.parent / "new pepper"
    with cutting(engine) as counted:
        rotate_to(engine, data, PEPPER, target)
    engine.dispose()
    current = target.read_bytes()
    for last in range(1, counted.count + 1):
        target = data.parent / f"new pepper {last}"
        with cutting(engine, last), suppress(Cut):
            rotate_to(engine, data, current, target)
        assert rotate_to(engine, data, current, target) == Resealed(2, 0)
        current = target.read_bytes()
        after = open_store(pepper=current)
        assert [after.unlock(each.kept.code) for each in before] == before, last


def test_a_file_that_holds_no_pepper_is_not_taken(data: Path, store: PlanStore, engine: Engine) -> None:
    made(store, 1)
    write_secret(data / "letter", b"Dear all")
    with pytest.raises(SecretsError, match="has 8 bytes"):
        rotate_to(engine, data, PEPPER, data / "letter")
    assert (data / "letter").read_bytes() == b"Dear all"
    assert fits(open_database(str(engine.url)), PEPPER)

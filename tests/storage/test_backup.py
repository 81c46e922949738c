"""A backup made while the site is used, and its way back without what was taken away since."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cutting import Cut, cutting
from platforms import has_rights
from sqlalchemy import Engine, select, update

from trajectplan.plan.document import Plan
from trajectplan.storage import backup as backup_module
from trajectplan.storage.backup import About, BackupError, about, make_backup
from trajectplan.storage.clock import Clock
from trajectplan.storage.database import open_database, plans, sessions
from trajectplan.storage.derivation import CodePool, Derivation, Strength
from trajectplan.storage.pepper import write_secret
from trajectplan.storage.restoring import Peppers, Restored, is_complete, restore
from trajectplan.storage.rotation import rotate
from trajectplan.storage.sessions import Session, SessionStore
from trajectplan.storage.store import Kept, Opened, PlanStore, UnknownCode
from trajectplan.storage.tombstones import Tombstones

PEPPER = bytes(range(32))
PEPPERS = Peppers(PEPPER, PEPPER)
DAY = date(2026, 1, 31)
Reopen = Callable[..., PlanStore]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def database(folder: Path) -> Path:
    return folder / "plans.db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "plans.backup"


@pytest.fixture
def stones(folder: Path, calendar: list[date]) -> Tombstones:
    return Tombstones(folder, 30, lambda: calendar[-1])


@pytest.fixture
def reopen(engine: Engine, stones: Tombstones, weak: Strength, calendar: list[date]) -> Iterator[Reopen]:
    """Opens the database that is there now, as another process would."""
    engines = [engine]

    def opened(pepper: bytes = PEPPER) -> PlanStore:
        engines[-1].dispose()
        engines.append(open_database(str(engine.url)))
        derivation = Derivation((weak,))
        pool = CodePool(derivation, size=0)
        clock = Clock(today=lambda: calendar[-1])
        return PlanStore(engines[-1], pepper, derivation, pool, clock, tombstones=stones)

    yield opened
    engines[-1].dispose()


def made(store: PlanStore, count: int) -> list[Opened]:
    return [store.create(Plan(answers={"wish": str(number)})) for number in range(count)]


def forgotten(store: PlanStore, opened: Opened) -> bool:
    try:
        store.unlock(opened.kept.code)
    except UnknownCode:
        return True
    return False


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


# Making one -----------------------------------------------------------------------------------------------------------


def test_it_holds_all_plans_and_no_session(reopen: Reopen, engine: Engine, database: Path, file: Path) -> None:
    store = reopen()
    hers, theirs = made(store, 2)
    SessionStore(engine).start(Session(plan=hers.key))
    with engine.connect() as connection:
        sealed = connection.execute(select(sessions.c.sealed)).scalar_one()
    assert make_backup(database, file, DAY) == 2
    assert about(file) == About(DAY, 2)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    kept = everything_in(file.parent)
    assert hers.key.id in kept
    assert theirs.key.id in kept
    assert sealed[:60] not in kept
    assert sealed[-60:] not in kept
    with closing(sqlite3.connect(file)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"plans", "backup"}


@has_rights
def test_only_its_owner_can_read_it(reopen: Reopen, database: Path, file: Path) -> None:
    made(reopen(), 1)
    before = os.umask(0)
    try:
        make_backup(database, file, DAY)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_of_what_was_deleted_is_in_it(reopen: Reopen, engine: Engine, database: Path, file: Path) -> None:
    store = reopen()
    gone, stays = made(store, 2)
    with engine.connect() as connection:
        row = connection.execute(select(plans).where(plans.c.id == gone.key.id)).one()
        store._burial.overwrite(connection, plans.c.id == gone.key.id)
        connection.commit()
    assert make_backup(database, file, DAY) == 1, "a husk that waits for its tombstone isn't copied"
    kept = everything_in(file.parent)
    assert stays.key.id in kept
    assert not [piece for piece in (row.id, row.lookup, row.wrapped_key, row.content[:60]) if piece in kept]


def test_it_never_takes_the_place_of_another(reopen: Reopen, database: Path, file: Path) -> None:
    made(reopen(), 1)
    file.write_bytes(b"the only photo of her mother")
    with pytest.raises(BackupError, match="exists already"):
        make_backup(database, file, DAY)
    assert file.read_bytes() == b"the only photo of her mother"


def test_what_can_not_be_made_leaves_nothing_behind(
    reopen: Reopen, database: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BackupError, match="nothing to back up"):
        make_backup(database.parent / "other.db", file, DAY)
    made(reopen(), 1)
    with monkeypatch.context() as patched:
        patched.setattr(backup_module, "about", lambda _: About(DAY, 7))
        with pytest.raises(BackupError, match="isn't what was read"):
            make_backup(database, file, DAY)
    with pytest.raises(FileNotFoundError):
        make_backup(database, file.parent / "no" / "such", DAY)
    (database.parent / "no.db").write_bytes(b"this is no database " * 100)
    with pytest.raises(BackupError, match="not a database"):
        make_backup(database.parent / "no.db", file, DAY)
    assert list(file.parent.iterdir()) == []


def test_it_is_one_moment_while_others_write(reopen: Reopen, database: Path, file: Path, stones: Tombstones) -> None:
    store, stop = reopen(), threading.Event()
    before = made(store, 30)
    written: list[Opened] = []

    def noted(number: int, kept: Kept) -> Kept:
        return Kept(kept.plan.with_answers({"wish": f"new {number}"}), kept.code)

    def write() -> None:
        while not stop.is_set():
            number = len(written)
            store.update(before[number % 30].key, partial(noted, number))
            written.append(store.create(Plan()))

    writer = threading.Thread(target=write)
    writer.start()
    counts = [make_backup(database, file.with_suffix(f".{number}"), DAY) for number in range(5)]
    stop.set()
    writer.join()
    assert counts == sorted(counts)
    assert counts[0] >= 30
    assert len(written) > 5, "the writer wasn't held up"
    reopen().engine.dispose()
    for number, count in enumerate(counts):
        restored = restore(file.with_suffix(f".{number}"), database, PEPPERS, stones)
        assert (restored.plans, restored.left_out) == (count, 0)
        after = reopen()
        assert all(after.unlock(each.kept.code).key == each.key for each in before)


# Bringing it back -----------------------------------------------------------------------------------------------------


def test_all_plans_are_as_they_were(
    reopen: Reopen, engine: Engine, database: Path, file: Path, stones: Tombstones
) -> None:
    store = reopen()
    before = made(store, 3)
    make_backup(database, file, DAY)
    store.update(before[0].key, lambda kept: Kept(Plan(), kept.code))
    later = store.create(Plan())
    token = SessionStore(engine).start(Session(plan=later.key))
    reopen().engine.dispose()
    done = restore(file, database, PEPPERS, stones)
    assert done == Restored(3, 0, database.with_name("plans.db.before-restore-1"))
    after = reopen()
    assert [after.unlock(each.kept.code) for each in before] == before
    assert forgotten(after, later)
    assert SessionStore(after.engine).load(token) is None
    assert (database.stat().st_mode & 0o777) == 0o600
    # What was there is whole, under its other name.
    old = open_database(f"sqlite:///{done.kept}")
    with old.connect() as connection:
        assert len(connection.execute(select(plans.c.id)).all()) == 4
    old.dispose()


def test_what_was_taken_away_since_stays_away(
    reopen: Reopen, database: Path, file: Path, stones: Tombstones, calendar: list[date]
) -> None:
    store = reopen()
    deleted, recoded, short, over, stays = made(store, 5)
    store.update(stays.key, lambda kept: Kept(kept.plan, kept.code, months=24))
    make_backup(database, file, DAY)
    store.delete(deleted.key)
    new_code = store.new_code(recoded.key).kept.code
    # She wanted it kept for a month only, after the backup: its own date in the backup is later.
    store.update(short.key, lambda kept: Kept(kept.plan, kept.code, months=1))
    calendar.append(date(2026, 3, 1))
    assert store.purge() == 1
    calendar.append(date(2027, 2, 1))
    reopen().engine.dispose()
    done = restore(file, database, PEPPERS, stones)
    assert (done.plans, done.left_out) == (2, 3), "the clock may be wrong, so what is over is left to the purge"
    after = reopen()
    assert all(forgotten(after, each) for each in (deleted, recoded, short, over))
    with pytest.raises(UnknownCode):
        after.unlock(new_code)
    assert after.purge() == 1
    assert after.unlock(stays.kept.code).key == stays.key
    kept = database.read_bytes()
    assert not [each for each in (deleted, recoded, short, over) if each.key.id in kept]


def test_it_is_told_when_deletions_are_not_known_any_more(
    reopen: Reopen, database: Path, file: Path, stones: Tombstones, calendar: list[date], folder: Path
) -> None:
    store = reopen()
    gone, _ = made(store, 2)
    make_backup(database, file, DAY)
    store.delete(gone.key)
    assert is_complete(file, stones)
    calendar.append(date(2026, 3, 15))
    store.purge()
    assert not is_complete(file, stones)
    for path in folder.glob("tombstones*"):
        path.unlink()
    assert not is_complete(file, Tombstones(folder, today=lambda: date(2026, 2, 1)))


def test_a_pepper_changed_since_is_named(
    reopen: Reopen, engine: Engine, database: Path, file: Path, stones: Tombstones, folder: Path
) -> None:
    before = made(reopen(), 2)
    make_backup(database, file, DAY)
    write_secret(folder / "pepper", PEPPER)
    rotate(engine, folder)
    new = (folder / "pepper").read_bytes()
    with pytest.raises(BackupError, match="another pepper"):
        restore(file, database, Peppers(new, new), stones)
    assert [reopen(new).unlock(each.kept.code) for each in before] == before
    reopen(new).engine.dispose()
    assert restore(file, database, Peppers(new, PEPPER), stones).plans == 2
    assert [reopen(new).unlock(each.kept.code) for each in before] == before


def test_without_any_database_it_is_brought_back_too(
    reopen: Reopen, database: Path, file: Path, stones: Tombstones
) -> None:
    [opened] = made(reopen(), 1)
    make_backup(database, file, DAY)
    reopen().engine.dispose()
    for path in database.parent.glob("plans.db*"):
        path.unlink()
    assert restore(file, database, PEPPERS, stones) == Restored(1, 0, None)
    assert reopen().unlock(opened.kept.code) == opened


@pytest.mark.parametrize("damage", ["all", "journal"])
def test_a_damaged_database_makes_room(
    damage: str, reopen: Reopen, database: Path, file: Path, stones: Tombstones
) -> None:
    store = reopen()
    [opened] = made(store, 1)
    make_backup(database, file, DAY)
    reopen().engine.dispose()
    database.write_bytes(b"\0" * 5000 if damage == "all" else database.read_bytes()[:-100])
    database.with_name("plans.db-wal").write_bytes(b"left over" * 1000)
    done = restore(file, database, PEPPERS, stones)
    assert done.kept is not None
    assert done.kept.exists()
    assert reopen().unlock(opened.kept.code) == opened


def test_names_of_what_was_there_are_never_used_twice(
    reopen: Reopen, database: Path, file: Path, stones: Tombstones
) -> None:
    made(reopen(), 1)
    make_backup(database, file, DAY)
    reopen().engine.dispose()
    kept = [restore(file, database, PEPPERS, stones).kept for _ in range(3)]
    assert [path.name[-1] for path in kept if path] == ["1", "2", "3"]
    assert all(path.exists() for path in kept if path)


def test_it_works_where_a_file_has_one_name_only(
    reopen: Reopen, database: Path, file: Path, stones: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    [opened] = made(reopen(), 1)
    make_backup(database, file, DAY)
    reopen().engine.dispose()
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links here")))
    before = database.read_bytes()
    done = restore(file, database, PEPPERS, stones)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert reopen().unlock(opened.kept.code) == opened


def spoilt(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def one_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 2 + 3] ^= 0xFF
    file.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_bytes(b""), "isn't a backup"),
        (lambda file: file.write_bytes(b"%PDF-1.7" * 500), "isn't a backup"),
        (cut_short, "isn't a backup"),
        (one_byte, "isn't a backup"),
        (lambda file: spoilt(file, "DROP TABLE backup"), "isn't a backup"),
        (lambda file: spoilt(file, "DROP TABLE plans"), "isn't a backup"),
        (lambda file: spoilt(file, "DELETE FROM plans WHERE rowid = 1"), "isn't a backup"),
        (lambda file: spoilt(file, "UPDATE backup SET day = 'never'"), "isn't a backup"),
        (lambda file: spoilt(file, "UPDATE backup SET format = 2"), "another version"),
        (lambda file: spoilt(file, "UPDATE plans SET format = 2"), "a newer version"),
        (lambda file: spoilt(file, "UPDATE plans SET lookup = randomblob(32)"), "another pepper"),
    ],
)
def test_what_is_no_good_backup_changes_nothing(
    spoil: Callable[[Path], Any],
    said: str,
    reopen: Reopen,
    database: Path,
    file: Path,
    stones: Tombstones,
) -> None:
    before = made(reopen(), 3)
    make_backup(database, file, DAY)
    spoil(file)
    reopen().engine.dispose()
    with pytest.raises(BackupError, match=said) as told:
        restore(file, database, PEPPERS, stones)
    assert len(str(told.value).splitlines()) == 1
    assert [reopen().unlock(each.kept.code) for each in before] == before
    reopen().engine.dispose()
    assert not list(database.parent.glob("*before-restore*"))


def test_a_file_that_is_not_there_is_said(database: Path, tmp_path: Path, stones: Tombstones) -> None:
    with pytest.raises(FileNotFoundError):
        restore(tmp_path / "gone", database, PEPPERS, stones)


def test_a_damaged_row_comes_back_as_it_was(
    reopen: Reopen, engine: Engine, database: Path, file: Path, stones: Tombstones
) -> None:
    sound, damaged = made(reopen(), 2)
    with engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == damaged.key.id).values(wrapped_key=b"damaged"))
    make_backup(database, file, DAY)
    reopen().engine.dispose()
    assert restore(file, database, Peppers(b"n" * 32, PEPPER), stones).plans == 2
    assert reopen(b"n" * 32).unlock(sound.kept.code) == sound


def test_a_deletion_whose_tombstone_could_not_be_set_holds_after_a_restore(
    reopen: Reopen, database: Path, file: Path, stones: Tombstones, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = reopen()
    deleted, stays = made(store, 2)
    make_backup(database, file, DAY)

    def fails(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(Tombstones, "add", fails)
        store.delete(deleted.key)
    store.engine.dispose()
    assert restore(file, database, PEPPERS, stones).left_out == 1
    assert forgotten(reopen(), deleted)
    assert reopen().unlock(stays.kept.code).key == stays.key


def test_cut_anywhere_either_database_is_whole(reopen: Reopen, database: Path, file: Path, stones: Tombstones) -> None:
    old, new = made(reopen(), 2)
    make_backup(database, file, DAY)
    reopen().delete(new.key)
    reopen().update(old.key, lambda kept: Kept(Plan(), kept.code))
    reopen().engine.dispose()
    saved = database.with_name("saved")
    shutil.copy2(database, saved)
    with cutting() as counted:
        restore(file, database, PEPPERS, stones)
    assert counted.count > 8
    outcomes = set()
    for last in range(1, counted.count + 1):
        for path in database.parent.glob("plans.db*"):
            path.unlink()
        shutil.copy2(saved, database)
        with cutting(last=last), pytest.raises(Cut):
            restore(file, database, PEPPERS, stones)
        after = reopen()
        answers = after.unlock(old.kept.code).kept.plan.answers
        outcomes.add(bool(answers))
        assert forgotten(after, new)
        reopen().engine.dispose()
        assert restore(file, database, PEPPERS, stones).plans == 1
        assert reopen().unlock(old.kept.code) == old
        reopen().engine.dispose()
    assert outcomes == {False, True}, "some cuts come before the new one is in place, some after"

"""What is taken away stays away: tombstones, and the three steps of a deletion with a cut at any moment."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from cutting import Cut, cutting
from platforms import has_rights
from sqlalchemy import Engine, select

from trajectplan.plan.document import Plan
from trajectplan.storage import tombstones
from trajectplan.storage.clock import Clock
from trajectplan.storage.database import GONE_DAY, holds_plans, plans
from trajectplan.storage.derivation import CodePool, Derivation, Strength
from trajectplan.storage.locking import InUse, holding
from trajectplan.storage.pepper import SecretsError
from trajectplan.storage.purging import Round
from trajectplan.storage.sessions import SessionStore
from trajectplan.storage.store import Gone, Opened, PlanStore, UnknownCode
from trajectplan.storage.tombstones import Tombstones

IDS = [bytes([number]) * 16 for number in range(5)]
PEPPER = bytes(range(32))
Days = list[date]
Begin = Callable[[], PlanStore]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def stones(folder: Path, calendar: Days) -> Tombstones:
    return Tombstones(folder, 30, lambda: calendar[-1])


@pytest.fixture
def begin(engine: Engine, folder: Path, weak: Strength, calendar: Days) -> Begin:
    """Opens the store as a start of the server does, and purges."""

    def began() -> PlanStore:
        derivation = Derivation((weak,))
        stones = Tombstones(folder, 30, lambda: calendar[-1])
        pool, clock = CodePool(derivation, size=0), Clock(today=lambda: calendar[-1])
        store = PlanStore(engine, PEPPER, derivation, pool, clock, tombstones=stones)
        store.take_away_again()
        store.purge()
        return store

    return began


def rows(engine: Engine) -> list[bytes]:
    with engine.connect() as connection:
        return list(connection.execute(select(plans.c.id)).scalars())


# The file -------------------------------------------------------------------------------------------------------------


def test_it_knows_what_was_added(stones: Tombstones, folder: Path) -> None:
    assert stones.among(IDS) == []
    stones.add(IDS[:2])
    stones.add([])
    stones.add(IDS[3:4])
    assert stones.among(IDS) == Tombstones(folder).among(IDS) == [*IDS[:2], IDS[3]]


@has_rights
def test_only_its_owner_can_read_it(stones: Tombstones, folder: Path) -> None:
    stones.add(IDS)
    assert {path.name for path in folder.iterdir()} == {"tombstones", "tombstones.key", "tombstones.lock"}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    (folder / "tombstones.key").chmod(0o644)
    with pytest.raises(SecretsError, match="chmod 600"):
        Tombstones(folder)


def test_it_holds_digests_and_days_and_nothing_else(stones: Tombstones, folder: Path, tmp_path: Path) -> None:
    stones.add(IDS)
    text = (folder / "tombstones").read_text()
    assert [line.split()[1] for line in text.splitlines()[1:]] == ["2026-01-31"] * 5
    assert not [each for each in IDS if each.hex() in text]
    other = Tombstones(tmp_path / "other")
    other.add(IDS)
    assert not set(text.splitlines()[1:]) & set((tmp_path / "other" / "tombstones").read_text().splitlines())


def test_half_a_line_from_a_power_cut_spoils_no_other(stones: Tombstones, folder: Path) -> None:
    stones.add(IDS[:1])
    whole = (folder / "tombstones").read_bytes()
    stones.add(IDS[1:2])
    (folder / "tombstones").write_bytes((folder / "tombstones").read_bytes()[: len(whole) + 40])
    assert Tombstones(folder).among(IDS) == IDS[:1]
    Tombstones(folder).add(IDS[2:3])
    assert Tombstones(folder).among(IDS) == [IDS[0], IDS[2]]


def test_many_at_once_lose_none(stones: Tombstones, folder: Path) -> None:
    def add(start: int) -> None:
        own = Tombstones(folder)
        for number in range(start, start + 10):
            own.add([number.to_bytes(16)])

    writers = [Thread(target=add, args=(start,)) for start in range(0, 40, 10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    ids = [number.to_bytes(16) for number in range(41)]
    assert stones.among(ids) == ids[:40]


def test_what_no_backup_can_hold_is_forgotten(stones: Tombstones, folder: Path, calendar: Days) -> None:
    assert stones.since == date(2026, 1, 31)
    stones.add(IDS[:1])
    calendar.append(date(2026, 2, 10))
    stones.add(IDS[1:2])
    calendar.append(date(2026, 3, 2))
    stones.forget()
    assert stones.among(IDS) == IDS[:2], "thirty days ago a backup may have held it"
    assert stones.since == date(2026, 1, 31)
    calendar.append(date(2026, 3, 3))
    stones.forget()
    assert stones.among(IDS) == IDS[1:2]
    assert Tombstones(folder).since == date(2026, 2, 1)
    calendar.append(date(2027, 1, 1))
    stones.forget()
    assert stones.among(IDS) == []
    assert Tombstones(folder).since == date(2026, 2, 11)


def test_a_day_that_goes_back_forgets_nothing(stones: Tombstones, calendar: Days) -> None:
    stones.add(IDS)
    calendar.append(date(2020, 1, 1))
    stones.forget()
    assert stones.among(IDS) == IDS


@pytest.mark.parametrize("before", [0, 1])
def test_a_line_from_a_clock_that_was_behind_stays(
    before: int, stones: Tombstones, folder: Path, calendar: Days
) -> None:
    """Its day is before that of a line above it, or before the first day of all; it is kept in full from now on."""
    stones.add(IDS[:before])
    for number, day in ((1, date(2020, 1, 1)), (2, date(2020, 1, 2)), (3, date(2026, 2, 1))):
        calendar.append(day)
        stones.add(IDS[number : number + 1])
    stones.forget()
    calendar.append(date(2026, 3, 3))
    stones.forget()
    assert stones.among(IDS[1:4]) == IDS[1:4]
    assert stones.since <= date(2026, 2, 1)
    calendar.append(date(2026, 3, 4))
    stones.forget()
    assert stones.among(IDS) == []
    assert Tombstones(folder).since == date(2026, 2, 2)


def test_a_line_from_a_clock_that_was_ahead_holds_up_no_other(stones: Tombstones, calendar: Days) -> None:
    for number, day in enumerate((date(2036, 1, 1), date(2026, 2, 1), date(2026, 4, 1))):
        calendar.append(day)
        stones.add(IDS[number : number + 1])
    stones.forget()
    assert stones.among(IDS) == [IDS[0], IDS[2]]


def test_made_under_a_clock_that_was_ahead_it_forgets_all_the_same(folder: Path, calendar: Days) -> None:
    calendar.append(date(2036, 1, 1))
    stones = Tombstones(folder, 30, lambda: calendar[-1])
    for number, day in enumerate((date(2026, 2, 1), date(2026, 4, 1))):
        calendar.append(day)
        stones.add(IDS[number : number + 1])
    stones.forget()
    assert stones.among(IDS) == IDS[1:2]


@pytest.mark.parametrize("way", ["delete", "new_code"])
def test_deleted_under_a_clock_that_is_behind_it_stays_away(
    way: str, engine: Engine, folder: Path, weak: Strength, calendar: Days
) -> None:
    calendar.append(date(2026, 11, 23))

    def began() -> tuple[PlanStore, Tombstones]:
        derivation, clock = Derivation((weak,)), Clock(folder, lambda: calendar[-1])
        stones = Tombstones(folder, 30, lambda: clock.latest)
        store = PlanStore(engine, PEPPER, derivation, CodePool(derivation, size=0), clock, tombstones=stones)
        Round(store, SessionStore(engine))()
        return store, stones

    opened = began()[0].create(Plan())
    calendar.append(date(2020, 1, 1))
    taken(began()[0], opened, way, calendar)
    calendar.append(date(2026, 11, 24))
    assert began()[1].among([opened.key.id]) == [opened.key.id]
    calendar.append(date(2020, 1, 1))
    for path in folder.glob("tombstones*"):
        path.unlink()
    assert Tombstones(folder, 30, lambda: Clock(folder, lambda: calendar[-1]).latest).since == date(2026, 11, 24)


@pytest.mark.parametrize("lost", ["tombstones", "tombstones.key"])
def test_a_lost_one_is_said_at_start(stones: Tombstones, folder: Path, lost: str) -> None:
    stones.add(IDS)
    (folder / lost).unlink()
    with pytest.raises(SecretsError, match=f"{lost} is gone") as said:
        Tombstones(folder)
    assert len(str(said.value).splitlines()) == 1


@pytest.mark.parametrize("left", ["tombstones.lock", ""])
def test_after_a_loss_this_day_is_not_complete(folder: Path, left: str) -> None:
    def today() -> date:
        return date(2026, 5, 1)

    assert Tombstones(folder, today=today, holds_plans=lambda: False).since == today()
    for path in folder.glob("tombstones*"):
        if path.name != left:
            path.unlink()
    assert Tombstones(folder, today=today, holds_plans=lambda: not left).since == date(2026, 5, 2)
    assert Tombstones(folder, today=lambda: date(2026, 5, 3), holds_plans=lambda: True).since == date(2026, 5, 2)


@pytest.mark.parametrize("line", ["0" * 64 + " 2026-13-31", ""])
def test_a_day_of_no_calendar_is_said_at_start(stones: Tombstones, folder: Path, line: str) -> None:
    header = (folder / "tombstones").read_text().splitlines()[0]
    damaged = f"{header}\n{line}\n" if line else header.replace("2026-01-31", "2026-01-32") + "\n"
    (folder / "tombstones").write_text(damaged)
    with pytest.raises(SecretsError, match="is damaged"):
        stones.forget() if line else stones.since


def test_a_key_of_another_one_is_said_at_start(stones: Tombstones, folder: Path, tmp_path: Path) -> None:
    stones.add(IDS)
    Tombstones(tmp_path / "other")
    shutil.copy2(tmp_path / "other" / "tombstones.key", folder / "tombstones.key")
    with pytest.raises(SecretsError, match="isn't the one"):
        Tombstones(folder)


def test_a_damaged_one_is_said_at_start(stones: Tombstones, folder: Path) -> None:
    stones.add(IDS)
    (folder / "tombstones").write_bytes(b"\0" * 400)
    with pytest.raises(SecretsError, match="is damaged"):
        Tombstones(folder)


def test_a_first_start_that_is_cut_off_is_made_anew(folder: Path) -> None:
    with cutting() as counted:
        Tombstones(folder)
    assert counted.count > 5
    for last in range(1, counted.count + 1):
        shutil.rmtree(folder)
        with cutting(last=last), pytest.raises(Cut):
            Tombstones(folder)
        stones = Tombstones(folder)
        stones.add(IDS)
        assert Tombstones(folder).among(IDS) == IDS


def test_forgetting_that_is_cut_off_forgets_too_little(folder: Path, calendar: Days) -> None:
    stones = Tombstones(folder, 30, lambda: calendar[-1])
    stones.add(IDS[:1])
    calendar.append(date(2026, 3, 1))
    stones.add(IDS[1:2])
    calendar.append(date(2026, 3, 20))
    for last in range(1, 6):
        with cutting(last=last), pytest.raises(Cut):
            stones.forget()
        assert IDS[1] in Tombstones(folder, 30).among(IDS)
    stones.forget()
    assert stones.among(IDS) == IDS[1:2]


def test_it_waits_for_another_process_but_not_for_ever(
    stones: Tombstones, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tombstones, "_PATIENCE", 0.05)
    with holding(folder / "tombstones.lock", alone=True), pytest.raises(InUse):
        stones.add(IDS)
    stones.add(IDS)


# A deletion -----------------------------------------------------------------------------------------------------------


def taken(store: PlanStore, opened: Opened, way: str, calendar: Days) -> None:
    if way == "delete":
        store.delete(opened.key)
    elif way == "purge":
        calendar.append(date(2030, 1, 1))
        store.purge()
    else:
        store.new_code(opened.key)


@pytest.mark.parametrize("way", ["delete", "purge", "new_code"])
def test_what_is_taken_away_gets_a_tombstone(
    way: str, begin: Begin, stones: Tombstones, calendar: Days, engine: Engine
) -> None:
    store = begin()
    opened, other = store.create(Plan()), store.create(Plan(), months=24)
    calendar[:] = [date(2027, 6, 1)] if way == "purge" else calendar
    if way == "purge":
        assert store.purge() == 1
    else:
        taken(store, opened, way, calendar)
    assert stones.among([opened.key.id, other.key.id]) == [opened.key.id]
    assert opened.key.id not in rows(engine)
    assert other.key.id in rows(engine)


@pytest.mark.parametrize("way", ["delete", "purge", "new_code"])
def test_neither_key_nor_content_stays_on_disk(
    way: str, begin: Begin, engine: Engine, calendar: Days, folder: Path
) -> None:
    store = begin()
    opened = store.create(Plan(answers={"wish": "kapster" * 2000}))
    store.unlock(opened.kept.code)
    with engine.connect() as connection:
        row = connection.execute(select(plans)).one()
    pieces = [row.wrapped_key, row.wrapped_key[20:60], row.lookup, row.content[:40], row.content[-40:], row.id]
    pieces += [row.content[start : start + 40] for start in range(0, len(row.content) - 40, 1000)]

    def found() -> int:
        everything = b"".join(path.read_bytes() for path in folder.iterdir())
        return sum(bytes(piece) in everything for piece in pieces)

    # A piece may lie over the edge of a page; most don't.
    assert found() > len(pieces) * 0.9
    taken(store, opened, way, calendar)
    assert found() == 0


@pytest.mark.parametrize("way", ["delete", "purge", "new_code"])
def test_cut_anywhere_a_plan_is_whole_or_gone_for_good(
    way: str, begin: Begin, stones: Tombstones, engine: Engine, calendar: Days
) -> None:
    store = begin()
    for _ in range(3):  # so that all connections and files are there
        taken(store, store.create(Plan()), way, calendar)
    outcomes = set()
    last, is_cut = 0, True
    while is_cut:
        last += 1
        calendar[:] = [date(2026, 1, 31)]
        opened = store.create(Plan(answers={"wish": str(last)}))
        try:
            with cutting(engine, last):
                taken(store, opened, way, calendar)
            is_cut = False
        except Cut:
            pass
        tomb_before_start = bool(stones.among([opened.key.id]))
        try:
            store.load(opened.key)
            is_gone = False
        except Gone:
            is_gone = True
        assert is_gone or not tomb_before_start, "a plan that lives has no tombstone"
        calendar[:] = [calendar[-1]]
        after = begin()
        assert stones.among([opened.key.id]) == ([opened.key.id] if is_gone or way == "purge" else [])
        assert (opened.key.id in rows(engine)) == (not is_gone and way != "purge")
        if is_gone:
            with pytest.raises(UnknownCode):
                after.unlock(opened.kept.code)
        outcomes.add((is_gone, tomb_before_start))
    assert (True, False) in outcomes, "cut between the first step and the second"
    assert (True, True) in outcomes
    if way != "purge":
        assert (False, False) in outcomes


def test_a_tombstone_that_can_not_be_set_waits(
    begin: Begin, engine: Engine, folder: Path, stones: Tombstones, caplog: pytest.LogCaptureFixture
) -> None:
    store = begin()
    opened = store.create(Plan())
    (folder / "tombstones").rename(folder / "elsewhere")
    store.delete(opened.key)
    with pytest.raises(Gone):
        store.load(opened.key)
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR] == [
        "a deletion waits for the next purge: FileNotFoundError"
    ]
    assert rows(engine) == [opened.key.id]
    assert not holds_plans(engine)
    (folder / "elsewhere").rename(folder / "tombstones")
    assert store.purge() == 0
    assert rows(engine) == []
    assert stones.among([opened.key.id]) == [opened.key.id]


def test_damaged_tombstones_give_her_no_error(
    begin: Begin, engine: Engine, folder: Path, stones: Tombstones, calendar: Days
) -> None:
    store = begin()
    first, second = store.create(Plan()), store.create(Plan())
    store.delete(first.key)
    whole = (folder / "tombstones").read_text()
    (folder / "tombstones").write_text("x" + whole)
    calendar.append(date(2026, 6, 1))
    store.delete(second.key)
    with pytest.raises(Gone):
        store.load(second.key)
    assert rows(engine) == []
    with pytest.raises(SecretsError, match="is damaged"):
        store.purge()
    (folder / "tombstones").write_text((folder / "tombstones").read_text().removeprefix("x"))
    assert stones.among([second.key.id]) == [second.key.id]


def test_only_a_purge_forgets(begin: Begin, stones: Tombstones, calendar: Days) -> None:
    store = begin()
    first, second = store.create(Plan()), store.create(Plan(), months=24)
    store.delete(first.key)
    calendar.append(date(2035, 1, 1))  # a wrong clock, which no purge believes
    store.delete(second.key)
    assert stones.among([first.key.id, second.key.id]) == [first.key.id, second.key.id]
    store.purge()
    assert stones.among([first.key.id, second.key.id]) == [second.key.id]


def test_an_old_database_that_was_put_back_by_hand_brings_nothing_back(
    begin: Begin, engine: Engine, folder: Path
) -> None:
    store = begin()
    deleted, recoded, stays = (store.create(Plan()) for _ in range(3))
    engine.dispose()
    shutil.copy2(folder / "plans.db", folder / "copy")
    store.delete(deleted.key)
    store.new_code(recoded.key)
    engine.dispose()
    shutil.copyfile(folder / "copy", folder / "plans.db")
    after = begin()
    for opened in (deleted, recoded):
        with pytest.raises(UnknownCode):
            after.unlock(opened.kept.code)
    assert after.unlock(stays.kept.code) == stays
    assert rows(engine) == [stays.key.id]


def test_a_reader_who_stays_holds_up_no_deletion(begin: Begin, engine: Engine, folder: Path) -> None:
    store = begin()
    opened = store.create(Plan())
    with closing(sqlite3.connect(folder / "plans.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM plans").fetchall()
        store.delete(opened.key)
    with pytest.raises(Gone):
        store.load(opened.key)
    assert rows(engine) == []


def test_without_tombstones_a_store_deletes_all_the_same(store: PlanStore, engine: Engine) -> None:
    opened = store.create(Plan())
    assert store.take_away_again() == 0
    store.delete(opened.key)
    store.delete(opened.key)
    assert rows(engine) == []
    assert date.min.toordinal() > GONE_DAY

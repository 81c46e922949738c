"""The commands of whoever keeps the site running: what they do, and one clear line for whatever can't be."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from platforms import asks_to_end
from sqlalchemy import update

from trajectplan import create_app, server
from trajectplan.cli import main
from trajectplan.config import Settings
from trajectplan.operating import LOCK
from trajectplan.plan.document import Plan
from trajectplan.storage import tombstones
from trajectplan.storage.backup import about
from trajectplan.storage.database import plans
from trajectplan.storage.derivation import Derivation, Strength
from trajectplan.storage.locking import SEATS, InUse, holding
from trajectplan.storage.pepper import write_secret
from trajectplan.storage.sessions import Session, SessionStore
from trajectplan.storage.store import PlanStore, UnknownCode

WEAK = Strength(version=1, memory_kib=8, passes=1, lanes=1)
PLAN = Plan(answers={"wish": "kapster"})
COMMANDS = [["serve"], ["purge"], ["backup", "file"], ["restore", "file"], ["keys", "rotate"]]


@pytest.fixture(autouse=True)
def _only_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="trajectplan")


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*arguments: str) -> str:
    """What a refused call says; it must be one line on standard error with exit code 2, and nothing else."""
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line.removeprefix("Error: ")


def opened_app(data: Path) -> Flask:
    return create_app(Settings(data_dir=data), derivation=Derivation((WEAK,)), pool_size=0)


def kept(data: Path, count: int = 2) -> list[str]:
    """So many plans, kept by a server that ran a moment ago; their codes."""
    store: PlanStore = opened_app(data).extensions["trajectplan"].store
    codes = [store.create(PLAN).kept.code for _ in range(count)]
    store.engine.dispose()
    return codes


def answers(data: Path, code: str) -> object:
    """What a server that starts now finds under a code; ``None`` for no plan."""
    store: PlanStore = opened_app(data).extensions["trajectplan"].store
    try:
        return store.unlock(code).kept.plan.answers
    except UnknownCode:
        return None
    finally:
        store.engine.dispose()


def delete(data: Path, code: str) -> None:
    store: PlanStore = opened_app(data).extensions["trajectplan"].store
    store.delete(store.unlock(code).key)
    store.engine.dispose()


# Backup and restore ---------------------------------------------------------------------------------------------------


def test_a_backup_comes_back_without_what_was_deleted_since(data: Path) -> None:
    stays, gone = kept(data)
    said = done("backup", "plans.backup")
    assert said.splitlines()[0] == "plans.backup is ready: 2 plans. Delete it after 90 days."
    assert "keep a copy of that too, in another place" in said
    delete(data, gone)
    said = done("restore", "plans.backup")
    assert said.splitlines()[0] == "Restored: 1 plans. Not restored, deleted since: 1."
    assert f"{data}/plans.db.before-restore-1" in said
    assert (answers(data, stays), answers(data, gone)) == (PLAN.answers, None)


def test_a_backup_is_made_while_a_server_runs(data: Path) -> None:
    kept(data)
    with holding(data / LOCK, alone=False):
        done("backup", "plans.backup")
        assert refused("backup", "plans.backup") == "plans.backup exists already; name another file."


def test_files_that_can_not_be_used_are_refused(data: Path) -> None:
    assert "nothing to back up" in refused("backup", "plans.backup")
    kept(data)
    assert refused("backup", "no/such/file") == "no/such/file can't be used: No such file or directory."
    assert refused("restore", "gone") == "gone can't be used: No such file or directory."
    Path("letter").write_text("Dear all")
    assert "letter isn't a backup" in refused("restore", "letter")


def test_without_its_pepper_a_backup_is_not_restored(data: Path) -> None:
    kept(data)
    done("backup", "plans.backup")
    shutil.rmtree(data)
    assert "pepper is gone" in refused("restore", "plans.backup")
    assert not (data / "plans.db").exists()


def test_all_but_pepper_and_backup_lost(data: Path) -> None:
    [code] = kept(data, 1)
    done("backup", "plans.backup")
    shutil.copy2(data / "pepper", "copy")
    shutil.rmtree(data)
    data.mkdir(mode=0o700)
    shutil.copy2("copy", data / "pepper")
    assert "it isn't known any more which plans were deleted" in refused("restore", "plans.backup")
    assert "Restored: 1 plans" in done("restore", "plans.backup", "--deletions-unknown")
    assert answers(data, code) == PLAN.answers


def test_deletions_that_are_not_known_any_more_need_a_word(data: Path) -> None:
    [code] = kept(data, 1)
    done("backup", "plans.backup")
    for path in data.glob("tombstones*"):
        path.unlink()
    later = date.today().toordinal() + 1  # noqa: DTZ011 - as the program takes it
    tombstones.Tombstones(data, today=lambda: date.fromordinal(later))
    said = refused("restore", "plans.backup")
    assert "it isn't known any more which plans were deleted" in said
    assert said.endswith("say --deletions-unknown.")
    assert "Restored: 1 plans" in done("restore", "plans.backup", "--deletions-unknown")
    assert answers(data, code) == PLAN.answers


def test_lost_tombstones_under_a_clock_that_is_behind_need_a_word_too(data: Path) -> None:
    kept(data, 1)
    done("backup", "plans.backup")
    for path in data.glob("tombstones*"):
        path.unlink()
    (data / "clock").write_text("2999-01-01 0 2999-01-01\n")
    assert "was made before 2999-01-02" in refused("restore", "plans.backup")


def test_a_backup_is_no_later_than_the_day_that_is_believed(data: Path) -> None:
    kept(data, 1)
    (data / "clock").write_text("2020-01-01 0 2020-01-01\n")
    done("backup", "plans.backup")
    assert about(Path("plans.backup")).day == date(2020, 1, 1)


def test_lost_tombstones_stop_the_start(data: Path) -> None:
    [code] = kept(data, 1)
    delete(data, code)
    (data / "tombstones.key").unlink()
    assert f"The file {data}/tombstones.key is gone" in refused("purge")
    assert f"The file {data}/tombstones.key is gone" in refused("serve")


def test_what_a_restore_put_aside_is_not_forgotten(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "serve", lambda *_: None)
    kept(data)
    done("backup", "plans.backup")
    assert "put aside" not in done("settings")
    for _ in range(2):
        done("restore", "plans.backup")
    (data / "plans.db.before-restore-1-wal").touch()
    (data / "plans.db.before-restore-mine").touch()
    long_ago = time.time() - 40.5 * 86400
    os.utime(data / "plans.db.before-restore-2", (long_ago, long_ago))
    day = date.fromtimestamp(long_ago)  # noqa: DTZ012 - as the program takes it
    days = (date.today() - day).days  # noqa: DTZ011 - as the program takes it
    note = (
        f"Databases that trajectplan restore put aside: 2, the oldest from {day}, {days} days ago. "
        f"They hold the plans of then, deleted ones too: delete {data}/plans.db.before-restore-* when all is well."
    )
    assert done("settings").splitlines()[-1] == note
    assert note in run("serve").stderr
    for path in data.glob("plans.db.before-restore-*"):
        path.unlink()
    assert "put aside" not in done("settings")
    assert "put aside" not in run("serve").stderr


# Purge ----------------------------------------------------------------------------------------------------------------


def test_a_clock_that_jumped_deletes_no_plan_without_a_word(data: Path) -> None:
    codes = kept(data)
    (data / "clock").write_text("2020-01-01 0 2020-01-01\n")
    store: PlanStore = opened_app(data).extensions["trajectplan"].store
    with store.engine.begin() as connection:
        connection.execute(update(plans).values(expires_day=date(2021, 1, 1).toordinal()))
    store.engine.dispose()
    today = date.today()  # noqa: DTZ011 - as the program takes it
    assert refused("purge") == (
        f"The clock shows {today}, and the day believed last is 2020-01-01: 2 plans past their date are left "
        "alone. Set the clock right, or say --clock-is-right."
    )
    assert (data / "clock").read_text() == f"2020-01-01 0 {today}\n"
    assert done("purge", "--clock-is-right") == "Deleted: 2 plans, 0 sessions.\n"
    assert done("purge") == "Deleted: 0 plans, 0 sessions.\n"
    assert [answers(data, code) for code in codes] == [None] * 2


def test_a_server_starts_though_its_clock_jumped(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "serve", lambda *_: None)
    codes = kept(data)
    (data / "clock").write_text("2020-01-01 0 2020-01-01\n")
    done("serve")
    assert (data / "clock").read_text().startswith("2020-01-01 0 ")
    assert [answers(data, code) for code in codes] == [PLAN.answers] * 2


def test_without_the_clocks_file_the_last_visit_is_believed(data: Path) -> None:
    kept(data, 1)
    store: PlanStore = opened_app(data).extensions["trajectplan"].store
    with store.engine.begin() as connection:
        days = {"last_day": date(2020, 1, 1).toordinal(), "expires_day": date(2021, 1, 1).toordinal()}
        connection.execute(update(plans).values(days))
    store.engine.dispose()
    assert "the day believed last is 2020-01-01: 1 plans past" in refused("purge")
    assert (data / "clock").read_text().startswith("2020-01-01 0 ")


def test_what_is_deleted_under_a_clock_that_is_behind_is_of_the_day_that_is_believed(data: Path) -> None:
    [code] = kept(data, 1)
    (data / "clock").write_text("2999-01-01 0 2999-01-01\n")
    delete(data, code)
    [_header, line] = (data / "tombstones").read_text().splitlines()
    assert line.endswith(" 2999-01-01")


def test_without_tombstones_sessions_end_all_the_same(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened_app(data)
    services = app.extensions["trajectplan"]
    SessionStore(services.store.engine, now=lambda: 10.0**9).start(Session())
    gone = services.store.create(PLAN)
    with services.store.engine.begin() as connection:
        services.store._burial.overwrite(connection, plans.c.id == gone.key.id)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(tombstones.Tombstones, "add", full)
        assert refused("purge") == "A file can't be used: No space left on device."
    assert services.sessions.purge() == 0
    services.store.engine.dispose()
    assert done("purge") == "Deleted: 0 plans, 0 sessions.\n"
    assert tombstones.Tombstones(data).among([gone.key.id]) == [gone.key.id]


# Keys -----------------------------------------------------------------------------------------------------------------


def test_rotate_changes_the_pepper(data: Path) -> None:
    codes = kept(data)
    done("backup", "plans.backup")
    shutil.copy2(data / "pepper", "old")
    said = done("keys", "rotate")
    assert said.splitlines()[0] == "The pepper is changed: 2 plans, and 0 damaged ones left as they were."
    assert (data / "pepper").read_bytes() != Path("old").read_bytes()
    assert (data / "pepper").read_bytes().hex() not in said
    assert [answers(data, code) for code in codes] == [PLAN.answers] * 2
    assert "name the old one with --pepper FILE" in refused("restore", "plans.backup")
    assert "Restored: 2 plans" in done("restore", "plans.backup", "--pepper", "old")
    assert [answers(data, code) for code in codes] == [PLAN.answers] * 2


@pytest.mark.parametrize("start", [["purge"], ["keys", "rotate"]])
def test_a_change_that_was_cut_off_is_finished(data: Path, start: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    codes = kept(data)
    replace = Path.replace

    def cut_off(path: Path, target: Path) -> Path:
        if path.name == "pepper.new":
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut_off)
        assert run("keys", "rotate").exit_code == 1
    new = (data / "pepper.new").read_bytes()
    said = done(*start)
    if start != ["purge"]:
        assert said.splitlines()[0] == "The change of the pepper that was broken off is finished."
    assert (data / "pepper").read_bytes() == new
    assert not (data / "pepper.new").exists()
    assert [answers(data, code) for code in codes] == [PLAN.answers] * 2


def test_a_pepper_of_systemd_is_written_where_it_is_asked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    credentials = data.parent / "credentials"
    credentials.mkdir()
    write_secret(credentials / "trajectplan-pepper", b"c" * 32)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    codes = kept(data)
    assert "say --new FILE" in refused("keys", "rotate")
    said = done("keys", "rotate", "--new", "new pepper")
    assert "make new pepper the credential trajectplan-pepper" in said
    assert (credentials / "trajectplan-pepper").read_bytes() == b"c" * 32
    assert "isn't the one" in refused("purge"), "until the owner has put it in its place"
    shutil.copy2("new pepper", credentials / "trajectplan-pepper")
    assert [answers(data, code) for code in codes] == [PLAN.answers] * 2
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    assert "--new is for a pepper that is a system credential" in refused("keys", "rotate", "--new", "other")


def test_a_lost_pepper_is_not_changed(data: Path) -> None:
    kept(data)
    (data / "pepper").unlink()
    assert "pepper is gone" in refused("keys", "rotate")
    assert not (data / "pepper").exists()


# The lock -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["restore", "file"], ["keys", "rotate"]])
def test_under_a_running_server_nothing_is_changed(data: Path, command: list[str]) -> None:
    kept(data)
    with holding(data / LOCK, alone=False):
        assert refused(*command) == f"A server is running on {data}: stop it first."


@pytest.mark.parametrize("command", [["serve"], ["purge"], ["backup", "file"]])
def test_nothing_begins_during_a_change(data: Path, command: list[str]) -> None:
    kept(data)
    with holding(data / LOCK, alone=True):
        assert refused(*command) == f"{data} is being changed: wait for that."


def test_serve_holds_the_lock_and_lets_go_of_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(server, "serve", lambda *_: said.append(refused("keys", "rotate")))
    done("serve")
    assert said == [f"A server is running on {data}: stop it first."]
    done("keys", "rotate")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_data_folder_that_can_not_be_made_is_refused(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine").write_text("a file")
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", f"{Path('mine').absolute()}/data")
    assert refused(*command).endswith("mine/data can't be used: Not a directory.")


def test_a_lock_is_held_together_or_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holding(path, alone=False), holding(path, alone=False), pytest.raises(InUse), holding(path, alone=True):
        pytest.fail("it isn't free")
    with holding(path, alone=True), pytest.raises(InUse), holding(path, alone=False):
        pytest.fail("it isn't free")
    assert path.stat().st_size == 0
    assert SEATS > 1


@pytest.mark.soak
@asks_to_end
def test_a_server_that_was_killed_holds_nothing(data: Path) -> None:
    codes = kept(data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "trajectplan", "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Listening")
        assert refused("keys", "rotate") == f"A server is running on {data}: stop it first."
        done("backup", "while-it-runs")
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 5
    while run("keys", "rotate").exit_code and time.monotonic() < until:
        time.sleep(0.1)
    assert [answers(data, code) for code in codes] == [PLAN.answers] * 2

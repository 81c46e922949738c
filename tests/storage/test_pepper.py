"""The pepper: made once, found again, and missed with a clear line."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from platforms import has_rights

from trajectplan.storage import pepper
from trajectplan.storage.pepper import SecretsError, load_pepper


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


def no_plans() -> bool:
    return False


def some_plans() -> bool:
    return True


def test_the_first_start_makes_it_and_the_next_finds_it(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    made = load_pepper(data, no_plans)
    assert len(made) == 32
    assert load_pepper(data, some_plans) == made
    assert load_pepper(tmp_path / "other", no_plans) != made


@has_rights
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    load_pepper(tmp_path / "data", no_plans)
    assert stat.S_IMODE((tmp_path / "data" / "pepper").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@has_rights
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_one_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    load_pepper(tmp_path, no_plans)
    (tmp_path / "pepper").chmod(mode)
    with pytest.raises(SecretsError, match="chmod 600"):
        load_pepper(tmp_path, no_plans)


def test_a_lost_one_is_not_replaced_when_plans_need_it(tmp_path: Path) -> None:
    with pytest.raises(SecretsError, match="is gone"):
        load_pepper(tmp_path, some_plans)
    assert not (tmp_path / "pepper").exists()


@pytest.mark.parametrize("length", [31, 33, 64])
def test_one_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    load_pepper(tmp_path, no_plans)
    (tmp_path / "pepper").write_bytes(bytes(length))
    with pytest.raises(SecretsError, match=f"has {length} bytes"):
        load_pepper(tmp_path, no_plans)


def test_an_empty_one_is_refused_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pepper, "_PATIENCE", 0.05)
    load_pepper(tmp_path, no_plans)
    (tmp_path / "pepper").write_bytes(b"")
    with pytest.raises(SecretsError, match="has 0 bytes"):
        load_pepper(tmp_path, no_plans)


def test_one_that_another_process_is_still_writing_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pepper"
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    writer = threading.Timer(0.1, path.write_bytes, [b"w" * 32])
    writer.start()
    assert load_pepper(tmp_path, no_plans) == b"w" * 32
    writer.join()


def test_one_that_appears_between_looking_and_making_is_kept(tmp_path: Path) -> None:
    (tmp_path / "pepper").write_bytes(b"f" * 32)
    pepper._make(tmp_path / "pepper")
    assert (tmp_path / "pepper").read_bytes() == b"f" * 32


def test_what_is_no_file_gets_a_clear_line(tmp_path: Path) -> None:
    (tmp_path / "pepper").mkdir(mode=0o700)
    with pytest.raises(SecretsError, match="can't be read"):
        load_pepper(tmp_path, no_plans)


def test_a_system_credential_goes_first_and_no_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trajectplan-pepper").write_bytes(b"c" * 32)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert load_pepper(tmp_path / "data", some_plans) == b"c" * 32
    assert not (tmp_path / "data").exists()


def test_other_credentials_do_not_stand_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert load_pepper(tmp_path / "data", no_plans) == (tmp_path / "data" / "pepper").read_bytes()


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from trajectplan.storage.pepper import load_pepper\n"
        "sys.stdin.read(1)\n"
        "print(load_pepper(Path(sys.argv[1]), lambda: False).hex())\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "data")]
    root = Path(__file__).parents[2]
    starts = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) for _ in range(4)
    ]
    for start in starts:
        assert start.stdin is not None
        start.stdin.write("g")
        start.stdin.flush()
    peppers = {start.communicate()[0].strip() for start in starts}
    assert peppers == {(tmp_path / "data" / "pepper").read_bytes().hex()}

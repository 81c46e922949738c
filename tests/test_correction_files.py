"""Files that corrections change: one process at a time, all or none, and nothing left behind by one that was killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from translators import corrected, folder, number, read_by, refused, said

from trajectplan import translating
from trajectplan.correcting import checking
from trajectplan.correcting.checking import Checked, check
from trajectplan.languages import languages_in
from trajectplan.reviewing import catalogue_of
from trajectplan.storage.locking import holding

__all__ = ["folder"]

PROGRAM = """
import os, sys
from pathlib import Path
from trajectplan import translating
from trajectplan.cli import main
if "killed" in sys.argv[1:2]:
    replace = Path.replace
    Path.replace = lambda self, target: os._exit(9) if target.name == "languages.toml" else replace(self, target)
translating.TRANSLATIONS = Path("translations").resolve()
translating.PATIENCE = 0
main(["translations", "apply", *sys.argv[2:]])
"""
"""Takes corrections in a process of its own, which may be killed between two files."""
START, PLAN = "መደበይ ጀምር", "<b>ውጥነይ</b>"


def in_a_process(how: str, text: tuple[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    Path("other.tsv").write_text("\t".join(text) + "\n", "utf-8")
    arguments = (how, "other.tsv", "--language", "ti", *more)
    return subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False)


def files(folder: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def left_behind(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob(".*")}


# One at a time --------------------------------------------------------------------------------------------------------


def test_while_one_takes_corrections_another_waits_its_turn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = (number(folder, "My <b>plan</b>"), PLAN)
    told: list[str] = []

    def check_slowly(*about: object) -> Checked:
        told.append(in_a_process("whole", other).stderr)
        return check(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "check", check_slowly)
    Path("better.tsv").write_text(f"{number(folder, 'Start my plan')}\t{START}\n", "utf-8")
    assert translating.apply.main(["better.tsv", "--language", "ti"], standalone_mode=False) is None
    assert told == ["Error: Nothing is taken: corrections are being taken already; try again when that is done.\n"]
    assert (said(folder, "Start my plan"), said(folder, "My <b>plan</b>")) == (START, "<b>መደበይ</b>")
    assert in_a_process("whole", other).returncode == 0
    assert (said(folder, "Start my plan"), said(folder, "My <b>plan</b>")) == (START, PLAN)


def test_one_waits_for_a_moment_and_not_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "PATIENCE", 0.05)
    lock = folder.parent / translating.LOCK
    lock.parent.mkdir()
    before = files(folder)
    better = (number(folder, "My <b>plan</b>"), PLAN)
    with holding(lock, alone=True):
        assert "corrections are being taken already" in corrected(folder, better).stderr
    assert files(folder) == before
    assert corrected(folder, better).exit_code == 0


def test_nothing_is_locked_or_made_where_there_is_nothing_to_correct(folder: Path) -> None:
    Path("better.tsv").touch()
    assert "is no language of this checkout" in refused("apply", "better.tsv", "--language", "xx")
    assert "can't be read" in refused("apply", "gone.tsv", "--language", "ti")
    assert not (folder.parent / translating.LOCK).parent.exists()


# All or none ----------------------------------------------------------------------------------------------------------


def test_what_is_broken_off_by_hand_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, replace = files(folder), Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        if target.name == "languages.toml":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    assert corrected(folder, (number(folder, "My <b>plan</b>"), PLAN), more=read_by("Ghenet")).exit_code == 1
    assert files(folder) == before


@pytest.mark.parametrize("last", ["messages.po", "languages.toml"])
def test_what_is_broken_off_just_behind_a_file_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    before, replace = files(folder), Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        replaced = replace(self, target)
        if (self.name, target.name) == (f".{last}.apply-new", last):
            raise KeyboardInterrupt
        return replaced

    monkeypatch.setattr(Path, "replace", interrupt)
    assert corrected(folder, (number(folder, "My <b>plan</b>"), PLAN), more=read_by("Ghenet")).exit_code == 1
    assert files(folder) == before


def test_what_a_killed_process_left_is_taken_away_and_its_corrections_can_be_given_again(folder: Path) -> None:
    better = (number(folder, "My <b>plan</b>"), PLAN)
    assert in_a_process("killed", better, *read_by("Ghenet")).returncode == 9
    assert left_behind(folder) == {
        *(".messages.po.apply-old", ".languages.toml.apply-old"),
        ".languages.toml.apply-new",
    }
    assert in_a_process("whole", better, *read_by("Ghenet")).returncode == 0
    assert left_behind(folder) == set()
    assert said(folder, "My <b>plan</b>") == PLAN
    assert [reading.by for reading in languages_in(folder / "languages.toml")["ti"].read] == ["Ghenet"]


def test_only_what_is_ours_is_taken_away_and_of_every_language(folder: Path) -> None:
    of_others = [catalogue_of("ti", folder).with_name(".messages.po.swp"), folder / ".notes"]
    ours = [catalogue_of("ar", folder).with_name(".messages.po.apply-new"), folder / ".languages.toml.apply-old"]
    for path in (*of_others, *ours):
        path.write_text("x", "utf-8")
    assert corrected(folder, (number(folder, "work"), "ok")).exit_code == 2
    assert [path.exists() for path in (*of_others, *ours)] == [True, True, False, False]

"""The commands for translators, on a folder of translations that they may change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import catalogues
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from trajectplan import translating
from trajectplan.cli import main
from trajectplan.reviewing import Texts, catalogue_of

HOURS = catalogues.ONE_HOUR


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of translations that commands may change."""
    made = tmp_path / "translations"
    made.mkdir()
    monkeypatch.setattr(translating, "TRANSLATIONS", catalogues.write_translations(made))
    monkeypatch.setattr(translating, "today", lambda: date(2026, 4, 1))
    monkeypatch.chdir(tmp_path)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("translations", *arguments), prog_name="trajectplan")


def read_by(name: str, day: str = "2026-03-01", what: str = "all") -> tuple[str, ...]:
    """The options that say who read it, when and what."""
    return ("--by", name, "--on", day, "--what", what)


def refused(*arguments: str) -> str:
    """The last line of what a refused call says."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    return result.stderr


def rows_of(path: str) -> list[list[str]]:
    return [line.split("\t") for line in Path(path).read_text("utf-8-sig").splitlines()]


def filled_in(better: str) -> list[list[str]]:
    """The table of a review of Tigrinya, with this beside its first text, "Start my plan"."""
    assert run("review", "--language", "ti", "-o", "review.tsv").exit_code == 0
    table = rows_of("review.tsv")
    assert table[1][2] == "Start my plan"
    table[1][5] = better
    return table


def number(folder: Path, english: str, language: str = "ti") -> str:
    return next(text.number for text in Texts(language, folder) if text.english == english)


def corrected(folder: Path, *lines: tuple[str, ...], language: str = "ti", more: tuple[str, ...] = ()) -> Result:
    Path("better.tsv").write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    result = run("apply", "better.tsv", "--language", language, *more)
    if result.exit_code:
        assert before == {path: path.read_bytes() for path in folder.rglob("*.po")}
    return result


def said(folder: Path, message: str | tuple[str, ...], language: str = "ti") -> object:
    with catalogue_of(language, folder).open("rb") as file:
        found = read_po(file, locale=language).get(message)
    assert found
    return found.string

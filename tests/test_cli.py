"""The command line: what each command does, and one clear line for whatever can't be used."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from pypdf import PdfReader

import trajectplan
from trajectplan import server
from trajectplan.cli import main
from trajectplan.config import Settings
from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.storage.clock import Clock

PLAN = Plan(answers={"children": [{"id": "3f2a9c01", "name": "Bloem", "age": 4}]})


@pytest.fixture(autouse=True)
def _only_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="trajectplan")


def refused(*arguments: str) -> str:
    """What a refused call says; it must be one line on standard error with exit code 2, and nothing else."""
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("Error: ")
    return lines[0]


def plan_file(content: bytes | None = None) -> str:
    path = Path("mine.json")
    path.write_bytes(PLAN.to_json() if content is None else content)
    return str(path)


# settings ------------------------------------------------------------------------------------------------------------


def test_settings_shows_every_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJECTPLAN_PORT", "8123")
    result = run("settings")
    assert result.exit_code == 0
    for each in Settings(data_dir=tmp_path / "data", port=8123).describe():
        assert f"{each.variable}={each.value}\n    {each.meaning} (" in result.stdout
    assert "(default: 8000)" in result.stdout
    assert "(empty by default)" in result.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [["settings"], ["serve"], ["purge"], ["pdf", "mine.json", "-o", "out.pdf"]])
def test_a_wrong_setting_stops_every_command(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plan_file()
    monkeypatch.setenv("TRAJECTPLAN_KEEP_MONTHS", "ever")
    assert refused(*command) == "Error: TRAJECTPLAN_KEEP_MONTHS is wrong: 'ever' is no whole number from 1 to 24."


# serve ---------------------------------------------------------------------------------------------------------------


def test_serve_hands_application_and_settings_to_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[Flask, Settings]] = []
    monkeypatch.setattr(server, "serve", lambda app, settings: served.append((app, settings)))
    monkeypatch.setenv("TRAJECTPLAN_PORT", "8001")
    assert run("serve", "--host", "::1", "--port", "8002").exit_code == 0
    assert run("serve").exit_code == 0
    [(app, settings), (_, plain)] = served
    assert (settings.host, settings.port) == ("::1", 8002)
    assert (plain.host, plain.port) == ("127.0.0.1", 8001)
    assert app.extensions["trajectplan"].settings is settings
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_serve_refuses_a_wrong_port_before_anything_is_made(tmp_path: Path) -> None:
    assert "from 1 to 65535" in refused("serve", "--port", "99999")
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_can_not_be_made_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", f"{plan_file()}/data")
    assert refused("serve").endswith("mine.json/data can't be used: Not a directory.")


def test_a_file_that_is_no_database_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plans.db").write_bytes(b"this is no database " * 100)
    line = refused("serve")
    assert f"{tmp_path}/data/plans.db can't be opened" in line
    assert "not a database" in line


def test_a_damaged_secret_stops_the_start(tmp_path: Path) -> None:
    assert run("purge").exit_code == 0
    [secret] = [path for path in (tmp_path / "data").iterdir() if path.name == "pepper"]
    secret.write_bytes(b"short")
    assert str(secret) in refused("purge")


# purge ---------------------------------------------------------------------------------------------------------------


def test_purge_says_how_much_it_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    class Store:
        def __init__(self, name: str, number: int) -> None:
            self.name, self.number = name, number

        clock = Clock()

        def finish_deletions(self) -> None:
            calls.append("deletions")

        def purge(self) -> int:
            calls.append(self.name)
            return self.number

    class Services:
        store, sessions = Store("plans", 3), Store("sessions", 1)

    def create_app(_settings: Settings) -> Flask:
        app = Flask("test")
        app.extensions["trajectplan"] = Services
        return app

    monkeypatch.setattr(trajectplan, "create_app", create_app)
    result = run("purge")
    assert (result.exit_code, result.stdout) == (0, "Deleted: 3 plans, 1 sessions.\n")
    assert calls == ["sessions", "deletions", "plans"]


def test_purge_of_a_new_data_folder_finds_nothing() -> None:
    result = run("purge")
    assert (result.exit_code, result.stdout) == (0, "Deleted: 0 plans, 0 sessions.\n")


# pdf -----------------------------------------------------------------------------------------------------------------


def text_of(path: str) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(Path(path).read_bytes())).pages)


def test_pdf_prints_a_plan_in_dutch_without_a_database(tmp_path: Path) -> None:
    result = run("pdf", plan_file(), "-o", "out.pdf")
    assert (result.exit_code, result.stdout) == (0, "out.pdf is ready.\n")
    text = text_of("out.pdf")
    assert "Bloem" in text
    assert "Bladzijde" in text
    assert not (tmp_path / "data").exists()


def test_pdf_prints_in_another_language_or_two() -> None:
    assert run("pdf", plan_file(), "-o", "en.pdf", "--language", "en").exit_code == 0
    assert run("pdf", plan_file(), "-o", "two.pdf", "--language", "nl", "--with", "en").exit_code == 0
    assert run("pdf", plan_file(), "-o", "same.pdf", "--with", "nl").exit_code == 0
    assert "The municipality" in text_of("en.pdf")
    assert "De gemeente" not in text_of("en.pdf")
    two = text_of("two.pdf")
    assert "Bladzijde" in two
    assert "Page" in two
    assert "Page" not in text_of("same.pdf")


def test_pdf_prints_what_she_chose() -> None:
    chosen = replace(PLAN, printing={"parts": ["agreements", {}, "gone"], "name": "Samira"})
    assert run("pdf", plan_file(chosen.to_json()), "-o", "out.pdf").exit_code == 0
    text = text_of("out.pdf")
    assert "Bloem" not in text
    assert "Wat ik doe" in text
    odd_ones: list[dict[str, object]] = [{"parts": []}, {"parts": 7, "name": 7}, {"parts": "agreements"}]
    for odd in odd_ones:
        assert run("pdf", plan_file(replace(PLAN, printing=odd).to_json()), "-o", "out.pdf").exit_code == 0
        assert "Bloem" in text_of("out.pdf")


def test_a_plan_that_is_barely_begun_prints_too() -> None:
    assert run("pdf", plan_file(Plan().to_json()), "-o", "out.pdf").exit_code == 0
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "isn't a plan made with this program"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "isn't a plan made with this program"),
        (b'{"format": "other", "version": 1}', "isn't a plan made with this program"),
        (PLAN.to_json()[:-20], "is a damaged plan"),
        (b'{"format": "trajectplan", "version": 1, "answers": []}', "is a damaged plan"),
        (b'{"format": "trajectplan", "version": 1, "answers": {"children": [{"id": "a", "name": 7}]}}', "damaged"),
        (
            Plan(answers={"children": [{"id": f"a{number}"} for number in range(99)]}).to_json(),
            "more than a plan takes",
        ),
        (b'{"format": "trajectplan", "version": 99}', "was made with a newer version"),
        (b" " * (MOST_BYTES + 1), "is too large to be a plan"),
    ],
)
def test_a_file_that_is_no_good_plan_is_refused(content: bytes, said: str) -> None:
    line = refused("pdf", plan_file(content), "-o", "out.pdf")
    assert line.startswith("Error: mine.json ")
    assert said in line
    assert not Path("out.pdf").exists()


def test_files_that_can_not_be_read_or_written_are_refused() -> None:
    assert refused("pdf", "gone.json", "-o", "out.pdf") == "Error: gone.json can't be read: No such file or directory."
    assert refused("pdf", ".", "-o", "out.pdf") == "Error: . can't be read: Is a directory."
    said = refused("pdf", plan_file(), "-o", "no/such/out.pdf")
    assert said == "Error: no/such/out.pdf can't be written: No such file or directory."


def test_a_language_that_is_not_on_offer_is_refused() -> None:
    said = "Error: 'xx' is no language of this site; choose from nl, en, ar, tr, ti, pl."
    assert refused("pdf", plan_file(), "-o", "out.pdf", "--language", "xx") == said
    assert refused("pdf", plan_file(), "-o", "out.pdf", "--with", "xx") == said


# The module ----------------------------------------------------------------------------------------------------------


def test_python_m_trajectplan_is_the_same_command(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "trajectplan", "--help"],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.startswith("Usage: trajectplan ")
    for command in ("serve", "pdf", "purge", "settings"):
        assert f"  {command} " in result.stdout
    assert not (tmp_path / "data").exists()

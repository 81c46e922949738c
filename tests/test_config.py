"""The settings: what is accepted, what is refused and how, and that the README tells the same."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from trajectplan import config
from trajectplan.config import Settings, SettingsError
from trajectplan.languages import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent


def read(**variables: str) -> Settings:
    return Settings.from_environment({f"TRAJECTPLAN_{name}": text for name, text in variables.items()})


def test_without_variables_everything_has_its_default(tmp_path: Path) -> None:
    settings = Settings.from_environment({"XDG_DATA_HOME": str(tmp_path), "PATH": "/bin"})
    assert settings.data_dir == tmp_path / "trajectplan"
    assert settings.database_url == f"sqlite:///{tmp_path}/trajectplan/plans.db"
    assert (settings.host, settings.port, settings.threads) == ("127.0.0.1", 8000, 24)
    assert settings.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert settings.languages == tuple(LANGUAGES)
    assert (settings.shared_minutes, settings.own_hours, settings.keep_months) == (15, 12, 12)
    assert (settings.code_digits, settings.operator, settings.contact) == (16, "", "")


def test_every_variable_is_read(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path.as_posix()}/her.db"
    settings = read(
        DATA_DIR=str(tmp_path),
        DATABASE_URL=database,
        HOST="::1",
        PORT="65535",
        THREADS="64",
        HOSTS="plan.example.nl, .example.org,[::1]",
        LANGUAGES="nl, en,nl",
        SHARED_MINUTES="2",
        OWN_HOURS="72",
        KEEP_MONTHS="24",
        CODE_DIGITS="20",
        OPERATOR=" De Buurtkamer ",
        CONTACT="hallo@example.nl",
    )
    assert settings == Settings(
        data_dir=tmp_path,
        database_url=database,
        host="::1",
        port=65535,
        threads=64,
        hosts=("plan.example.nl", ".example.org", "[::1]"),
        languages=("nl", "en"),
        shared_minutes=2,
        own_hours=72,
        keep_months=24,
        code_digits=20,
        operator="De Buurtkamer",
        contact="hallo@example.nl",
    )


def test_an_empty_variable_means_the_default() -> None:
    assert read(PORT="", OPERATOR="  ").port == Settings().port


def test_folders_are_made_absolute_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(DATA_DIR="data").data_dir == tmp_path / "data"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read(DATA_DIR="~/plans").data_dir == tmp_path / "plans"
    assert read(DATA_DIR="data").database_url == f"sqlite:///{(tmp_path / 'data' / 'plans.db').as_posix()}"


@pytest.mark.parametrize(
    ("name", "text", "accepted"),
    [
        ("PORT", "x", "no whole number from 1 to 65535"),
        ("PORT", "0", "no whole number from 1 to 65535"),
        ("PORT", "65536", "no whole number from 1 to 65535"),
        ("PORT", "80 80", "no whole number from 1 to 65535"),
        ("PORT", "٨٠٠٠", "no whole number from 1 to 65535"),
        ("PORT", "-1", "no whole number from 1 to 65535"),
        ("PORT", "9" * 5000, "no whole number from 1 to 65535"),
        ("THREADS", "0", "from 1 to 64"),
        ("SHARED_MINUTES", "1", "from 2 to 120"),
        ("OWN_HOURS", "1.5", "from 1 to 72"),
        ("KEEP_MONTHS", "25", "from 1 to 24"),
        ("CODE_DIGITS", "18", "neither 16 nor 20"),
        ("HOST", "127.0.0.1:8000", "no address of a network interface"),
        ("HOST", "http://localhost", "no address of a network interface"),
        ("HOSTS", "http://plan.example.nl", "without scheme or port"),
        ("HOSTS", "plan.example.nl:443", "without scheme or port"),
        ("HOSTS", ",", "without scheme or port"),
        ("LANGUAGES", "en,nl", "nl first"),
        ("LANGUAGES", ",", "nl first"),
        ("LANGUAGES", "nl,xx", "languages with a catalogue"),
        ("LANGUAGES", "nl,../nl", "languages with a catalogue"),
        ("DATABASE_URL", "postgresql://me:geheim@db/plans", "only sqlite:/// and the path of a file"),
        ("DATABASE_URL", "sqlite://", "only sqlite:/// and the path of a file"),
        ("DATABASE_URL", "sqlite:///", "only sqlite:/// and the path of a file"),
        ("DATABASE_URL", "sqlite:///:memory:", "only sqlite:/// and the path of a file"),
        ("DATABASE_URL", "sqlite:////no/such/folder/plans.db", "the folder of this file doesn't exist"),
        ("DATA_DIR", __file__, "give the path of a folder"),
        ("OPERATOR", "x" * 201, "one line of at most 200 characters"),
        ("CONTACT", "a\nb", "one line of at most 200 characters"),
    ],
)
def test_a_wrong_value_is_refused_in_one_clear_line(name: str, text: str, accepted: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**{name: text})
    line = str(refused.value)
    assert line.startswith(f"TRAJECTPLAN_{name} is wrong: ")
    assert accepted in line
    assert len(line.splitlines()) == 1
    assert len(line) < 250
    assert "geheim" not in line


def test_a_setting_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(SettingsError, match="TRAJECTPLAN_PROT is no setting; did you mean TRAJECTPLAN_PORT"):
        read(PROT="8000")
    with pytest.raises(SettingsError, match="TRAJECTPLAN_QQQQ is no setting; `trajectplan settings` lists them all"):
        read(QQQQ="1")


def test_the_data_folder_follows_the_system() -> None:
    assert config._data_dir({"XDG_DATA_HOME": "/x"}, "linux") == Path("/x/trajectplan")
    assert config._data_dir({}, "linux") == Path.home() / ".local" / "share" / "trajectplan"
    assert config._data_dir({"LOCALAPPDATA": "/app"}, "win32") == Path("/app/trajectplan")
    assert config._data_dir({}, "win32") == Path.home() / "AppData" / "Local" / "trajectplan"


def test_settings_can_not_be_changed_afterwards() -> None:
    name = fields(Settings)[3].name
    with pytest.raises(FrozenInstanceError):
        setattr(Settings(), name, 1)


def test_the_readme_lists_every_setting() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| `TRAJECTPLAN_")]
    expected = []
    for each in Settings().describe():
        default = each.default if "`" in each.default else f"`{each.default}`"
        expected.append(f"| `{each.variable}` | {default if each.default else 'empty'} | {each.meaning} |")
    assert rows == expected


def test_described_values_are_those_in_force(tmp_path: Path) -> None:
    values = {each.variable: each.value for each in Settings(data_dir=tmp_path, port=81, hosts=("a", "b")).describe()}
    assert values["TRAJECTPLAN_PORT"] == "81"
    assert values["TRAJECTPLAN_HOSTS"] == "a,b"
    assert values["TRAJECTPLAN_DATA_DIR"] == str(tmp_path)
    assert len(values) == len(fields(Settings))

"""The wheel: it holds everything, and runs away from the checkout."""

from __future__ import annotations

import gettext
import os
import socket
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30


def files(folder: Path) -> set[Path]:
    return {path.relative_to(ROOT) for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    result = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    [path] = folder.glob("trajectplan-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with only the wheel in it; the libraries come from the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*command, str(wheel)], capture_output=True, text=True, check=True)
    return folder


def environment(installed: Path, **variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRAJECTPLAN_", "COVERAGE_"))}
    return {**kept, "PYTHONPATH": str(installed), "PYTHONWARNINGS": "error", **variables}


def test_it_holds_templates_static_files_and_compiled_catalogues(wheel: Path) -> None:
    catalogues = {path for path in files(ROOT / "translations") if path.name == "messages.po"}
    modules = {path for path in files(ROOT / "trajectplan") if path.suffix != ".pyc"}
    others = files(ROOT / "templates") | files(ROOT / "static")
    assert Path("translations/nl/LC_MESSAGES/messages.po") in catalogues
    assert any(path.suffix == ".html" for path in others)
    assert any(path.suffix == ".css" for path in others)
    assert any(path.suffix == ".ttf" for path in others)
    expected = {path.as_posix() for path in modules}
    expected |= {f"trajectplan/{path.as_posix()}" for path in others}
    expected |= {f"trajectplan/{path.with_suffix('.mo').as_posix()}" for path in catalogues}
    expected.add("trajectplan/translations/languages.toml")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        about = {name.partition(".dist-info/")[2] for name in archive.namelist() if ".dist-info/" in name}
    assert names == expected
    assert {"METADATA", "RECORD", "WHEEL", "entry_points.txt"} <= about
    assert {"licenses/LICENSE", "licenses/static/fonts/OFL.txt", "licenses/static/icons/MIT.txt"} <= about


def test_its_catalogues_speak(wheel: Path) -> None:
    with (ROOT / "translations/nl/LC_MESSAGES/messages.po").open("rb") as file:
        messages = [each for each in read_po(file, locale="nl") if each.id and each.string and not each.pluralizable]
    with zipfile.ZipFile(wheel) as archive:
        compiled = archive.read("trajectplan/translations/nl/LC_MESSAGES/messages.mo")
    dutch = gettext.GNUTranslations(BytesIO(compiled))
    spoken = {str(each.id): dutch.gettext(str(each.id)) for each in messages if not each.context}
    assert len(spoken) > 100
    assert spoken == {str(each.id): each.string for each in messages if not each.context}


def test_its_command_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    scripts = installed / ("Scripts" if os.name == "nt" else "bin")
    [command] = scripts.glob("trajectplan*")
    result = subprocess.run(
        [str(command), "settings"],
        cwd=tmp_path,
        env=environment(installed, TRAJECTPLAN_DATA_DIR=str(tmp_path / "data")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert f"TRAJECTPLAN_DATA_DIR={tmp_path / 'data'}" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_serves_a_page_in_dutch_and_in_english(installed: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "trajectplan", "serve", "--port", str(port)],
            cwd=tmp_path,
            env=environment(installed, TRAJECTPLAN_DATA_DIR=str(tmp_path / "data")),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        dutch = first_page(server, port, "nl", log)
        english = first_page(server, port, "en", log)
    finally:
        server.terminate()
        server.wait(timeout=10)
    assert 'lang="nl"' in dutch
    assert 'lang="en"' in english
    assert dutch != english
    assert "/static/" in dutch
    assert (tmp_path / "data" / "plans.db").is_file()


def first_page(server: subprocess.Popen[bytes], port: int, language: str, log: Path) -> str:
    """The first page in a language, as soon as the server answers."""
    request = Request(f"http://127.0.0.1:{port}/", headers={"Accept-Language": language})
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(request, timeout=START_SECONDS) as answer:
                text: str = answer.read().decode()
                return text
        except URLError as problem:
            if not isinstance(problem.reason, ConnectionRefusedError):
                raise
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, "the server doesn't answer"
            time.sleep(0.1)

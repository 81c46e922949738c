"""The walls of the house: which module may import which, and that the contracts would notice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400

# What is planted, where, and the contract that must notice it.
BREACHES = [
    ("plan/document.py", "from flask import request", "A plan knows no Flask"),
    ("plan/summary.py", "from trajectplan.i18n import direction", "Imports go one way"),
    ("i18n.py", "from trajectplan.plan.document import Plan", "Imports go one way"),
    ("storage/store.py", "from trajectplan.questions import Choice", "Storage never knows a form"),
    ("storage/sessions.py", "from flask import session", "Storage never knows a form"),
    ("storage/sessions.py", "import trajectplan.pdf", "Imports go one way"),
    ("pdf/plan.py", "from trajectplan.pages import Page", "Print never knows a form"),
    ("pdf/voice.py", "import wtforms", "Print never knows a form"),
    ("questions/base.py", "from trajectplan.pages import Page", "Imports go one way"),
    ("chapters/__init__.py", "import reportlab", "Chapters know neither database nor print"),
    ("chapters/__init__.py", "from trajectplan import create_app", "Imports go one way"),
    ("pages.py", "from trajectplan.web import services", "Imports go one way"),
    ("server.py", "from trajectplan.web import services", "Imports go one way"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the project in ``folder``."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def broken(output: str) -> set[str]:
    return {line.removesuffix(" BROKEN") for line in output.splitlines() if line.endswith(" BROKEN")}


def test_imports_go_one_way() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(("module", "line", "contract"), BREACHES)
def test_a_breach_in_a_wall_is_noticed(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "trajectplan", tmp_path / "trajectplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "trajectplan" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert any(name.startswith(contract) for name in broken(result.stdout)), result.stdout


def test_a_module_without_a_place_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "trajectplan", tmp_path / "trajectplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "trajectplan" / "attic.py").write_text('"""Nobody knows what."""\n', encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "attic" in result.stdout


def test_what_prints_is_loaded_only_when_something_is_printed() -> None:
    program = "import sys, trajectplan; print([name for name in sys.modules if name.startswith('reportlab')])"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_no_module_is_too_long_to_read() -> None:
    modules = sorted((ROOT / "trajectplan").rglob("*.py"))
    assert len(modules) > 20
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}

"""Whether a test that a list names is really there: by reading its file, without running anything."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@cache
def tests_in(path: Path) -> frozenset[str]:
    """The names of the test functions that a file defines; none for what is no Python."""
    if path.suffix != ".py":
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef) and _is_test(node.name))


def is_there(named: str) -> bool:
    """Whether ``named`` is a file of the project, or with ``::`` a test in one (its id without parameters)."""
    path, _, test = named.partition("::")
    if not (ROOT / path).is_file() or Path(path).is_absolute() or ".." in path:
        return False
    return not test or test in tests_in(ROOT / path)


def is_test(named: str) -> bool:
    """Whether ``named`` is a test that is there, in a file that is collected."""
    path, _, test = named.partition("::")
    return path.startswith("tests/") and _is_test(Path(path).stem) and bool(test) and is_there(named)


def _is_test(name: str) -> bool:
    return name.startswith("test_")

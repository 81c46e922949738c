"""Files that get new contents together: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import copymode
from typing import Final

__all__ = ["HalfWrittenError", "clear", "replace_files"]

NEW, OLD = ".apply-new", ".apply-old"
ENDINGS: Final = (NEW, OLD)
"""How files end that stand beside another for a moment; a killed process leaves them."""


class HalfWrittenError(OSError):
    """Some files are new and couldn't be put back; its ``filename`` names them."""


def replace_files(written: Mapping[Path, bytes]) -> None:
    """Put new contents in the places of files: in all of them, or in none. Raises ``OSError``.

    All is on disk before the first file is touched. ``HalfWrittenError`` says which files are new, where even putting
    the old ones back failed. Is the machine switched off in between, the same corrections can be given again. One
    process at a time may do this.
    """
    replaced: list[Path] = []
    try:
        for path, content in written.items():
            _write(_beside(path, OLD), path.read_bytes(), like=path)
            _write(_beside(path, NEW), content, like=path)
        for path in written:
            replaced.append(path)  # before it is: Ctrl+C may come between the two
            _beside(path, NEW).replace(path)
    except BaseException:  # Ctrl+C too
        _put_back(replaced)
        raise
    finally:
        for path in written:
            for ending in ENDINGS:
                _beside(path, ending).unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Take away what a process left that was killed while it replaced files. Raises ``OSError``."""
    for ending in ENDINGS:
        for path in folder.rglob(f".*{ending}"):
            path.unlink()


def _put_back(replaced: Iterable[Path]) -> None:
    left = list(replaced)
    try:
        # What is new still stands beside a file that couldn't be replaced.
        left = [path for path in left if not _beside(path, NEW).exists()]
        while left:
            _beside(left[0], OLD).replace(left[0])
            del left[0]
    except OSError as problem:
        raise HalfWrittenError(problem.errno, problem.strerror, ", ".join(path.name for path in left)) from None


def _beside(path: Path, ending: str) -> Path:
    """A file beside another that may take its place."""
    return path.with_name(f".{path.name}{ending}")


def _write(path: Path, content: bytes, *, like: Path) -> None:
    """Write a file to the disk itself, with the rights of another."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    copymode(like, path)

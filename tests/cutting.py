"""Cuts a piece of work off before the n-th thing that it does to a file or to the database, as a kill would."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event


class Cut(BaseException):
    """The end: no handler of ours may take it for an error."""


def cut() -> None:
    raise Cut


def die() -> None:
    """The end of the process, without any last word."""
    os._exit(9)


class Steps:
    """Counts the steps of a piece of work, and ends it before number ``last``."""

    def __init__(self, last: int | None, end: Callable[[], None]) -> None:
        self.last, self.end, self.count = last, end, 0

    def __call__(self, *_: object, **__: object) -> None:
        self.count += 1
        if self.count == self.last:
            self.end()

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with a step before it."""

        def stepping(*arguments: object, **options: object) -> Any:
            self()
            return function(*arguments, **options)

        return stepping


@contextmanager
def cutting(engine: Engine | None = None, last: int | None = None, end: Callable[[], None] = cut) -> Iterator[Steps]:
    """Within this context the work ends before its step number ``last``; without one its steps are only counted."""
    steps = Steps(last, end)
    if engine is not None:
        event.listen(engine, "before_cursor_execute", steps)
        event.listen(engine, "commit", steps)
    with (
        patch.object(os, "open", steps.before(os.open)),
        patch.object(os, "fsync", steps.before(os.fsync)),
        patch.object(os, "link", steps.before(os.link)),
        patch.object(Path, "replace", steps.before(Path.replace)),
        patch.object(Path, "unlink", steps.before(Path.unlink)),
        patch.object(sqlite3, "connect", steps.before(sqlite3.connect)),
    ):
        try:
            yield steps
        finally:
            if engine is not None:
                event.remove(engine, "before_cursor_execute", steps)
                event.remove(engine, "commit", steps)

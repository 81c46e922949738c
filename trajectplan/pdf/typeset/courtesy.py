"""Giving way: whoever has a document made may be asked, between two paragraphs, whether others go first.

It is no argument of every function because paragraphs are made everywhere, also where a page is drawn last of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_pause: ContextVar[Callable[[], None] | None] = ContextVar("pause", default=None)


@contextmanager
def giving_way(pause: Callable[[], None] | None) -> Iterator[None]:
    """Within this context ``pause`` is called again and again; it may take its time."""
    token = _pause.set(pause)
    try:
        yield
    finally:
        _pause.reset(token)


def give_way() -> None:
    """Let others go first, if somebody asked for that."""
    pause = _pause.get()
    if pause is not None:
        pause()

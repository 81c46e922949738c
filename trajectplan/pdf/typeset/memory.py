"""What is remembered while one document is made, and forgotten with it: nothing she wrote stays in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

Result = TypeVar("Result")

_memories: list[_lru_cache_wrapper[Any]] = []


def for_one_document(most: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Remember the results of a function, ``most`` of them at once, until `forget` is called."""

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        remembering = lru_cache(most)(function)
        _memories.append(remembering)
        return remembering

    return decorate


def forget() -> None:
    """Let go of everything: the document is made."""
    for memory in _memories:
        memory.cache_clear()

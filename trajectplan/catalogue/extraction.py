"""Finds the texts of the data files for ``pybabel extract``; named under ``[tool.babel]`` in ``pyproject.toml``.

The same list of fields says what is loaded as a text and what is found here, so no text can be forgotten.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any, TypeAlias

from trajectplan.catalogue.loading import SEARCH_WORDS, TEXTS

__all__ = ["extract_toml"]

Found: TypeAlias = tuple[int, str | None, str | tuple[str, str], list[str]]
"""What Babel asks for: the line, the function it would stand in, the message, and comments for translators."""


def extract_toml(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Every text of one file, with its place in the data as the comment for translators."""
    del keywords, comment_tags, options
    source = file.read().decode("utf-8")
    lines = source.splitlines()
    for path, text in _texts(tomllib.loads(source), ""):
        line = next((number for number, line in enumerate(lines, 1) if _quoted(text) in line), 1)
        place = path.replace(".", " > ")
        if path.endswith(".find"):
            yield line, "pgettext", (SEARCH_WORDS, text), [place]
        else:
            yield line, None, text, [place]


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text under a place, with that place."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, f"{path}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for part in value:
            name = part.get("key", "") if isinstance(part, dict) else ""
            yield from _texts(part, f"{path}.{name}".removesuffix("."))
    elif isinstance(value, str) and not TEXTS.isdisjoint(path.split(".")[-1:]):
        yield path, value


def _quoted(text: str) -> str:
    """The text as it stands in the file."""
    return json.dumps(text, ensure_ascii=False)

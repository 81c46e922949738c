"""The texts of the data files reach the catalogues of translations, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO

import pytest
from flask_babel.speaklater import LazyString
from strategies import spoken

from trajectplan import catalogue
from trajectplan.catalogue.extraction import extract_toml
from trajectplan.catalogue.loading import FOLDER, SEARCH_WORDS
from trajectplan.i18n import speaking

FILE = b"""
[tap]
icon = "drop"
label = "A \\"tap\\""
find = "water sink"
parts = [{ key = "cold", icon = "x", label = "Cold" }]

[others]
label = ["One", "Two"]
"""


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def test_texts_are_found_with_their_place_and_nothing_else() -> None:
    assert list(extract_toml(BytesIO(FILE), {}, (), {})) == [
        (4, None, 'A "tap"', ["tap > label"]),
        (5, "pgettext", (SEARCH_WORDS, "water sink"), ["tap > find"]),
        (6, None, "Cold", ["tap > parts > cold > label"]),
        (9, None, "One", ["others > label"]),
        (9, None, "Two", ["others > label"]),
    ]


def said(value: object) -> Iterator[str]:
    """Every text in a part of the catalogue, as the language of the moment says it."""
    if isinstance(value, LazyString):
        yield str(value)
    elif isinstance(value, dict):
        yield from said(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from said(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from said(getattr(value, field.name))


def test_no_text_of_the_catalogue_is_forgotten() -> None:
    found = set()
    for path in FOLDER.glob("*.toml"):
        for _line, _function, message, _comments in extract_toml(BytesIO(path.read_bytes()), {}, (), {}):
            found.add(message[1] if isinstance(message, tuple) else message)
    with speaking("en"):
        texts = {text for name in catalogue.__all__ if name != "ATTRIBUTION" for text in said(getattr(catalogue, name))}
    # The sentences around a figure of the law stand in the program.
    assert len(texts - {"%(number)s euros"}) > 800
    assert not texts - found - {"%(number)s euros"}

"""A text of which nothing can be seen is none; every other stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
import regex

from trajectplan.plan.document import Plan
from trajectplan.plan.visible import visible

UNSEEN = [
    "",
    " ",
    "\u200f",
    "\u200b\u200d",
    "\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\n",
    "\N{HANGUL FILLER}",
    "\N{BRAILLE PATTERN BLANK}",
    "\N{VARIATION SELECTOR-16}",
    "\N{COMBINING GRAPHEME JOINER}",
    "\N{TAG SPACE}",
]
IGNORED = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{White_Space}]")


@pytest.mark.parametrize("text", UNSEEN)
def test_nothing_to_see_is_nothing(text: str) -> None:
    assert visible(text) == ""


@pytest.mark.parametrize(
    "text", ["A", "\u200fسارة", " .", "\N{GRINNING FACE}", "\N{COMBINING ACUTE ACCENT}", "\u200b0"]
)
def test_what_can_be_seen_stays_with_all_that_steers_it(text: str) -> None:
    assert visible(text) == text


def test_what_unicode_calls_space_or_ignorable_is_never_seen() -> None:
    known = (chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) not in {"Cn", "Cs"})
    assert [character for character in known if IGNORED.fullmatch(character) and visible(character)] == []


@pytest.mark.parametrize("name", ["\u200f", "\N{HANGUL FILLER}", ""])
def test_a_child_with_a_name_that_nobody_sees_has_none(name: str) -> None:
    plan = Plan(answers={"children": [{"id": "a", "name": name, "age": 3}, {"id": "b", "name": "\u200fB"}]})
    assert [child.name for child in plan.children()] == ["", "\u200fB"]

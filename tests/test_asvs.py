"""OWASP ASVS line by line: nothing is left out or claimed twice, what is called met can be looked at."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from named_tests import ROOT, is_there

ASVS = tomllib.loads(Path(__file__).with_name("asvs.toml").read_text("utf-8"))
REQUIREMENTS: dict[str, dict[str, Any]] = ASVS["requirement"]
STATES = ("met", "not applicable", "not met")
LEVELS = {1: 70, 2: 183}
"""So many requirements ASVS 5.0.0 has of each level."""
FIELDS = {
    "met": {"level", "state", "why", "shown_by"},
    "not applicable": {"level", "state", "why"},
    "not met": {"level", "state", "why", "would_change"},
}


def test_the_source_is_named() -> None:
    assert ASVS["source"]["version"] == "5.0.0"
    assert all(ASVS["source"].values())


def test_every_requirement_of_levels_one_and_two_is_there() -> None:
    # TOML itself refuses a number that comes twice.
    assert Counter(each["level"] for each in REQUIREMENTS.values()) == LEVELS
    for chapter, counts in ASVS["counts"].items():
        levels = [each["level"] for number, each in REQUIREMENTS.items() if f"V{number.split('.')[0]}" == chapter]
        assert [levels.count(1), levels.count(2)] == counts, chapter
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", number) for number in REQUIREMENTS)


@pytest.mark.parametrize("number", REQUIREMENTS)
def test_a_requirement_says_where_it_stands(number: str) -> None:
    requirement = REQUIREMENTS[number]
    assert set(requirement) == FIELDS[requirement["state"]]
    assert requirement["why"].strip()
    assert requirement.get("would_change", "x").strip()
    shown = requirement.get("shown_by", ["README.md"])
    assert shown
    assert [named for named in shown if not is_there(named)] == []


def test_security_md_gives_the_counts_and_names_what_is_not_met() -> None:
    counts = Counter(each["state"] for each in REQUIREMENTS.values())
    section = (ROOT / "SECURITY.md").read_text("utf-8").partition("## OWASP ASVS")[2].partition("\n## ")[0]
    told = re.search(r"of (\d+) requirements, (\d+) are met, (\d+) not applicable, (\d+) not met", section)
    assert told is not None
    assert [int(figure) for figure in told.groups()] == [counts.total(), *(counts[state] for state in STATES)]
    not_met = [number for number, each in REQUIREMENTS.items() if each["state"] == "not met"]
    named = [number for row in re.findall(r"^\| ([\d., ]+) \|", section, re.MULTILINE) for number in row.split(", ")]
    assert sorted(named) == sorted(not_met)

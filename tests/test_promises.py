"""Every promise names the tests that hold it up; privacy page, SECURITY.md and ``promises.toml`` say the same."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from client import Visitor
from jinja2 import Environment, nodes
from named_tests import ROOT, is_test
from program import MakeApp

from trajectplan.resources import TEMPLATES

LIST = tomllib.loads(Path(__file__).with_name("promises.toml").read_text("utf-8"))
PROMISES, ADMISSIONS = LIST["promise"], LIST["admission"]
ROW = re.compile(r"^\| (?P<words>[^|]+) \| (?P<tests>`tests/[^|]+`) \|$", re.MULTILINE)
"""A row of SECURITY.md that promises something: its words, then its tests."""


def said_on_the_page() -> list[str]:
    """The message ids of all lines of the privacy page, as its template lists them under their headings."""
    template = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(
        (TEMPLATES / "privacy.html").read_text("utf-8")
    )
    return [
        call.args[0].value
        for pair in template.find_all(nodes.Tuple)
        if len(pair.items) == 2 and isinstance(pair.items[1], nodes.List)
        for call in pair.items[1].find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and isinstance(call.args[0], nodes.Const)
    ]


def test_every_line_of_the_page_is_a_promise_or_an_admission_and_only_those() -> None:
    lines = said_on_the_page()
    assert len(lines) > 20
    promised = [line for promise in PROMISES for line in promise.get("page", [])]
    assert Counter([*promised, *(each["line"] for each in ADMISSIONS)]) == Counter(lines)
    assert all(each["why"] for each in ADMISSIONS)


@pytest.mark.parametrize("promise", PROMISES, ids=[promise["key"] for promise in PROMISES])
def test_a_promise_is_held_up_by_tests_that_are_there(promise: dict[str, list[str]]) -> None:
    assert set(promise) - {"page"} == {"key", "words", "tests"}
    assert promise["tests"]
    assert [named for named in promise["tests"] if not is_test(named)] == []


def test_keys_and_words_come_once() -> None:
    for name in ("key", "words"):
        assert Counter(promise[name] for promise in PROMISES).most_common(1)[0][1] == 1


def test_security_md_makes_the_same_promises() -> None:
    rows = {row["words"]: row["tests"] for row in ROW.finditer((ROOT / "SECURITY.md").read_text("utf-8"))}
    expected = {
        promise["words"]: " ".join(f"`{named.replace('::', ' ')}`" for named in promise["tests"])
        for promise in PROMISES
    }
    assert rows == expected


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_gives_the_operators_own_times(make_app: MakeApp, language: str) -> None:
    times = {"shared_minutes": 17, "own_hours": 31, "keep_months": 19}
    visitor = Visitor(make_app(operator="Het Voorbeeldhuis", contact="vragen@voorbeeld.example", **times))
    visitor.go(f"/{language}")
    visitor.go("/privacy")
    text = visitor.page.text(visitor.page.one("main"))
    for told in (*times.values(), "Het Voorbeeldhuis", "vragen@voorbeeld.example"):
        assert str(told) in text
    assert "%(" not in text


def test_without_an_operator_the_page_names_none(make_app: MakeApp) -> None:
    visitor = Visitor(make_app())
    visitor.go("/privacy")
    lines = [visitor.page.text(line) for line in visitor.page.one("main").iter("li")]
    assert len(lines) == len(said_on_the_page()) - 2
    assert all(lines)

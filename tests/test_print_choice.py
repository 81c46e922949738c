"""What she chooses for paper: parts, languages, size, a name, her code; and what she is told before it is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from client import Visitor
from composed import composed
from flask import Flask

from trajectplan.pdf import plan as printed_plan
from trajectplan.pdf.options import PrintOptions
from trajectplan.plan.document import Plan
from trajectplan.plan.printing import LARGE, LONGEST_NAME, NORMAL, Printing, counted, version_of
from trajectplan.plan.summary import Summary

ComeWith = Callable[..., Visitor]


@pytest.fixture
def she(come_with: ComeWith, product: Flask) -> Visitor:
    """Somebody who comes back to a whole plan."""
    return come_with(composed("three_children"), app=product)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[PrintOptions]:
    """How each print was asked for; nothing is drawn."""
    found: list[PrintOptions] = []

    def note(_summary: Summary, options: PrintOptions, **_others: Any) -> bytes:
        found.append(options)
        return b"%PDF"

    monkeypatch.setattr(printed_plan, "render", note)
    return found


def choose(visitor: Visitor, **fields: list[str]) -> int:
    """Fill in the page of choices and send it."""
    visitor.go("/print")
    form = next(form for form in visitor.page.all("form") if form.get("action") == "/print")
    return visitor.submit(visitor.page.default_button(form), fields)


def offered(visitor: Visitor, name: str) -> dict[str, bool]:
    """The cards with this name, and whether each stands chosen."""
    visitor.go("/print")
    return {box.get("value", ""): box.get("checked") is not None for box in visitor.page.all("input", name=name)}


def test_every_choice_reaches_the_print_and_is_remembered(she: Visitor, asked: list[PrintOptions]) -> None:
    code = she.code()
    chosen = {"parts": ["one_page", "conversation"], "size": ["large"], "name": ["Zwaluw"], "with_code": ["yes"]}
    assert choose(she, **chosen) == 200
    she.go("/print/plan.pdf")
    options = asked[-1]
    assert (set(options.parts), options.size, options.is_large) == ({"one_page", "conversation"}, LARGE, True)
    assert (options.name, options.code) == ("Zwaluw", code)
    she.go("/print")
    del chosen["with_code"]
    assert she.page.filled([*chosen, "with_code"]) == chosen, "whether the code goes along is asked each time"


def test_neither_name_nor_code_nor_large_print_unless_she_says_so(she: Visitor, asked: list[PrintOptions]) -> None:
    assert offered(she, "with_code") == {"yes": False}
    assert offered(she, "size") == {NORMAL: True, LARGE: False}
    assert choose(she) == 200
    she.go("/print/plan.pdf")
    assert (asked[-1].name, asked[-1].code, asked[-1].size) == ("", "", NORMAL)


def test_a_card_only_with_people_on_it(come_with: ComeWith, product: Flask) -> None:
    assert offered(come_with(composed("three_children"), app=product), "parts")["wallet_card"]
    assert "wallet_card" not in offered(come_with(composed("barely_begun"), app=product), "parts")


def test_a_dutch_plan_has_no_choice_of_languages_and_another_one_has(she: Visitor) -> None:
    assert offered(she, "languages") == {}
    she.speak("en")
    assert offered(she, "languages") == {"both": True, "dutch": False, "own": False}


@pytest.mark.parametrize(("words", "named"), [("Hallo", ""), ("سلام عليكم", ""), ("Ja \U00078901 nee", "\U00078901")])
def test_she_is_told_which_characters_are_names_in_brackets(
    come_with: ComeWith, product: Flask, words: str, named: str
) -> None:
    she = come_with(composed("barely_begun"), language="en", app=product)
    choose(she, name=[words])
    for address in ("/print", "/print/ready"):
        she.go(address)
        assert she.sees("Some characters cannot be printed") == bool(named)
        assert she.sees(f"On paper there is a name in brackets instead: {named}") == bool(named)


# Versions -------------------------------------------------------------------------------------------------------------


def test_a_changed_plan_is_a_new_version(she: Visitor, asked: list[PrintOptions]) -> None:
    choose(she)
    for _turn in range(2):
        she.go("/print/plan.pdf")
    assert [options.version for options in asked] == [1, 1]
    choose(she, size=["large"])
    she.go("/print/plan.pdf")
    assert asked[-1].version == 1, "another size is the same plan"
    she.go(she.address("wizard.page", chapter=1, number=1))
    box = next(box for box in she.page.all("input", type="checkbox") if box.get("checked") is None)
    she.press("next", {box.get("name", ""): [box.get("value", "")]})
    she.go("/print/plan.pdf")
    assert asked[-1].version == 2
    choose(she)
    she.go("/print/plan.pdf")
    assert asked[-1].version == 2, "choosing anew keeps the count"


@pytest.mark.parametrize("version", [None, "3", True, -1, 10**9, 2.5, []])
def test_a_count_that_is_none_begins_anew(version: object) -> None:
    plan = Plan(answers={"a": "b"}, printing={"version": version, "digest": "x"})
    assert version_of(plan) == 1
    assert version_of(counted(plan)) == 1


def test_the_count_ends_somewhere() -> None:
    assert version_of(Plan(printing={"version": 9999, "digest": "x"})) == 9999


def test_a_name_from_a_file_is_one_line() -> None:
    name = " Sara\r\n\tSwati\u2028de\u2029\u0085 Boer" + "x" * 99
    printing = Printing.of(Plan(printing={"name": name}), Summary(()))
    assert printing.name == ("Sara Swati de Boer" + "x" * 99)[:LONGEST_NAME]


def test_a_choice_from_a_file_may_be_anything() -> None:
    odd = {"parts": 3, "offered": "x", "languages": [], "size": {}, "name": 5, "with_code": "yes"}
    assert Printing.of(Plan(printing=odd), Summary(())) == Printing(parts=("one_page", "agreements", "conversation"))

"""The care around paper: shared computers, version numbers, what is left off paper, and choices that can't be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from client import Visitor
from composed import composed
from flask import Flask

from trajectplan.pdf import plan as printed_plan
from trajectplan.pdf import worksheet
from trajectplan.pdf.options import PrintOptions
from trajectplan.plan.document import LONGEST_DUTCH
from trajectplan.plan.printing import LONGEST_NAME
from trajectplan.plan.summary import Summary
from trajectplan.storage.kept import Opened
from trajectplan.storage.store import PlanStore
from trajectplan.web.services import NAME
from trajectplan.web.worksheets import Sheets

FAMILY = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}\N{ZERO WIDTH JOINER}\N{BOY}"
ComeWith = Callable[..., Visitor]


@pytest.fixture
def opened(product: Flask) -> Opened:
    """A whole plan, written elsewhere."""
    made: Opened = store_of(product).create(composed("three_children"))
    return made


@pytest.fixture
def she(product: Flask, opened: Opened, no_errors_logged: None) -> Visitor:
    """Somebody who opens it on a device of which nobody said whose it is."""
    del no_errors_logged
    visitor = Visitor(product)
    visitor.come_back(opened.kept.code)
    return visitor


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[PrintOptions]:
    """How each print was asked for; nothing is drawn."""
    found: list[PrintOptions] = []

    def note(_summary: Summary, options: PrintOptions, **_others: Any) -> bytes:
        found.append(options)
        return b"%PDF"

    monkeypatch.setattr(printed_plan, "render", note)
    return found


def store_of(app: Flask) -> PlanStore:
    store: PlanStore = app.extensions[NAME].store
    return store


def choose(visitor: Visitor, **fields: list[str]) -> int:
    """Fill in the page of choices and send it."""
    visitor.go("/print")
    form = next(form for form in visitor.page.all("form") if form.get("action") == "/print")
    return visitor.submit(visitor.page.default_button(form), fields)


def token_of(visitor: Visitor) -> str:
    """The token of the last form on the page."""
    return [each.get("value", "") for each in visitor.page.all("input", name="token")][-1]


def headers(visitor: Visitor) -> Any:
    assert visitor.response is not None
    return visitor.response.headers


# On a computer of others ----------------------------------------------------------------------------------------------


def test_a_device_of_which_nobody_said_whose_it_is_is_shared(she: Visitor) -> None:
    choose(she)
    assert she.sees("Gedeelde computer")
    assert "wipe" in she.page.buttons()
    for address in ("/print/ready", "/print/plan.pdf", "/print/view"):
        she.go(address)
        assert headers(she)["Refresh"].endswith("url=/print"), address


def test_pages_to_read_leave_a_shared_device(she: Visitor) -> None:
    she.go("/code")
    she.press_any("show", "hide")
    assert headers(she)["Refresh"].endswith("url=/plan"), "her code doesn't stay on the screen"
    for address in ("/plan", "/check", "/check/1", "/code"):
        she.go(address)
        assert headers(she)["Refresh"].endswith("url=/plan"), address
    she.go("/print")
    assert headers(she)["Refresh"].endswith("url=/print")
    she.go(she.address("wizard.page", chapter=1, number=1))
    assert "Refresh" not in headers(she), "what she types there would be lost"


def test_no_page_leaves_a_device_of_her_own(product: Flask, opened: Opened) -> None:
    she = Visitor(product)
    she.start("nl", "mine")
    she.come_back(opened.kept.code)
    for address in ("/plan", "/check", "/code", "/print"):
        she.go(address)
        assert "Refresh" not in headers(she), address


def test_a_code_for_print_leaves_her_own_device_hers(product: Flask, opened: Opened) -> None:
    she = Visitor(product)
    she.start("nl", "mine")
    she.go("/print")
    she.enter("code-form", {"code": [opened.kept.code]})
    assert she.path == "/print"
    assert "Refresh" not in headers(she)
    assert not she.sees("Gedeelde computer")


def test_the_next_one_can_wipe_a_plan_that_is_not_hers(she: Visitor) -> None:
    she.go("/print")
    form = next(form for form in she.page.all("form") if form.get("action") == "/print/wipe")
    assert she.submit(she.page.default_button(form)) == 200
    assert she.path == "/print"
    assert "code" in she.page.by_id
    assert she.client.get_cookie("plan") is None


def test_the_address_after_a_code_is_not_that_of_a_lost_cookie(product: Flask, opened: Opened) -> None:
    she = Visitor(product)
    she.go("/print")
    she.enter("code-form", {"code": [opened.kept.code]})
    assert she.url == "/print", "going back to it after wiping must not speak of cookies"
    assert she.go("/print?start=1") == 200
    assert she.url == "/print"
    she.client.delete_cookie("plan")
    she.client.language = ""
    she.go("/print?start=1")
    assert she.sees("cookies")
    assert she.follow("/print") == 200
    assert "code" in she.page.by_id


def test_a_request_for_the_headers_alone_is_no_form(she: Visitor) -> None:
    cookie = she.client.get_cookie("plan")
    assert cookie is not None
    plain = she.app.test_client()
    plain.set_cookie("plan", cookie.value)
    for address in ("/print", "/print/ready", "/check", "/code"):
        assert plain.head(address).status_code == 200, address


# Versions -------------------------------------------------------------------------------------------------------------


def test_a_plan_that_changes_while_it_is_drawn_is_another_version(
    she: Visitor, opened: Opened, product: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions: list[int] = []

    def draw(_summary: Summary, options: PrintOptions, **_others: Any) -> bytes:
        versions.append(options.version)
        if len(versions) == 1:
            store_of(product).update(
                opened.key,
                lambda kept: replace(kept, plan=kept.plan.with_answers({"new": "words"})),
                loaded=store_of(product).load(opened.key),
            )
        return b"%PDF"

    monkeypatch.setattr(printed_plan, "render", draw)
    for _turn in range(3):
        she.go("/print/plan.pdf")
    assert versions == [1, 2, 2]


# What she chooses -----------------------------------------------------------------------------------------------------


def test_a_choice_of_which_nothing_is_left_is_made_anew(come_with: ComeWith, product: Flask) -> None:
    offered = ["one_page", "agreements", "conversation", "wishes"]
    plan = replace(composed("three_children"), answers={}).printed_as({"parts": ["wishes"], "offered": offered})
    she = come_with(plan, app=product)
    for address in ("/print/ready", "/print/plan.pdf", "/print/view", "/print"):
        assert she.go(address) == 200
        assert she.path == "/print", address
        assert [problem.message for problem in she.problems] == ["Kies ten minste één deel. Dan kan er iets op papier."]


def test_a_strange_language_or_size_is_not_kept(she: Visitor) -> None:
    pairs = [("parts", "one_page"), ("languages", "x" * 9999), ("size", "huge"), ("name", "")]
    she.go("/print")
    token = token_of(she)
    assert she.post("/print", [*pairs, ("token", token)]) == 200
    printing = she.downloaded()["printing"]
    assert (printing["languages"], printing["size"]) == ("both", "normal")


def test_the_code_needs_its_page_and_is_asked_each_time(she: Visitor, drawn: list[PrintOptions]) -> None:
    assert choose(she, parts=["one_page"], with_code=["yes"]) == 422
    assert [problem.target for problem in she.problems] == ["with_code-yes"]
    assert she.page.filled(["with_code"]) == {"with_code": ["yes"]}
    assert choose(she, parts=["one_page", "conversation"], with_code=["yes"]) == 200
    she.go("/print/plan.pdf")
    assert drawn[-1].code
    assert "with_code" not in she.downloaded()["printing"]
    assert choose(she) == 200
    she.go("/print/plan.pdf")
    assert drawn[-1].code == "", "it was not ticked this time"


def test_while_she_chooses_no_print_has_her_code(she: Visitor, drawn: list[PrintOptions]) -> None:
    code = she.code()
    assert choose(she, with_code=["yes"]) == 200
    she.go("/print/plan.pdf")
    assert drawn[-1].code == code
    she.go("/print")
    assert she.page.filled(["with_code"]) == {}, "what is switched off nobody sees"
    she.go("/print/plan.pdf")
    assert drawn[-1].code == ""
    views = [she.address("print_view.leaf", number=number) for number in range(1, 20)]
    assert not any(she.sees(code) for view in views if she.go(view) == 200)


@pytest.mark.parametrize("again", ["language", "nothing chosen"])
def test_a_choice_that_is_shown_again_takes_her_code_off_too(
    she: Visitor, drawn: list[PrintOptions], again: str
) -> None:
    she.go("/print")
    pairs = [("token", token_of(she)), *([("do", "language:en")] if again == "language" else [])]
    choose(she, with_code=["yes"])
    assert she.post("/print", pairs) == (200 if again == "language" else 422)
    she.go("/print/plan.pdf")
    assert drawn[-1].code == "", "another window stood open, in which it wasn't ticked"


def test_the_code_of_one_plan_is_not_asked_for_with_another(
    she: Visitor, drawn: list[PrintOptions], product: Flask
) -> None:
    choose(she, with_code=["yes"])
    she.come_back(store_of(product).create(composed("three_children")).kept.code)
    she.go("/print/plan.pdf")
    assert drawn[-1].code == ""


def test_a_long_name_is_not_cut_through_a_character(she: Visitor, drawn: list[PrintOptions]) -> None:
    whole = "a" * (LONGEST_NAME - 3)
    choose(she, name=[whole + FAMILY])
    she.go("/print/plan.pdf")
    assert drawn[-1].name == whole
    choose(she, name=["a" * 500])
    she.go("/print/plan.pdf")
    assert drawn[-1].name == "a" * LONGEST_NAME


# Dutch ----------------------------------------------------------------------------------------------------------------


def with_words(come_with: ComeWith, product: Flask) -> Visitor:
    """Somebody with a plan in English, on its first page for Dutch."""
    she = come_with(replace(composed("cleaning_lead"), language="en"), "en", app=product)
    she.go("/dutch")
    she.follow(next(link.get("href", "") for link in she.page.all("a") if link.get("href", "").startswith("/dutch/")))
    return she


def test_dutch_that_is_too_long_is_said_before_paper(come_with: ComeWith, product: Flask) -> None:
    she = with_words(come_with, product)
    here = she.path
    assert she.press("next", {"dutch-1": ["x" * (LONGEST_DUTCH + 1)]}) == 422
    for address in ("/print", "/print/ready", "/plan"):
        she.go(address)
        assert she.sees("Not saved yet"), address
        assert [link for link in she.page.all("a") if link.get("href", "").startswith(here)], address
    she.go(here)
    she.press("next", {"dutch-1": ["kort"]})
    for address in ("/print", "/print/ready", "/plan"):
        she.go(address)
        assert not she.sees("Not saved yet"), address


@pytest.mark.parametrize("words", ["", " ", "12"])
def test_no_dutch_is_kept_for_words_that_are_none(come_with: ComeWith, product: Flask, words: str) -> None:
    she = with_words(come_with, product)
    before = she.downloaded()["dutch"]
    token = token_of(she)
    pairs = [("token", token), ("words-1", words), ("dutch-1", "iets"), ("was-1", "")]
    assert she.post(she.path, pairs) == 200
    assert she.downloaded()["dutch"] == before


# Blank sheets ---------------------------------------------------------------------------------------------------------


def test_no_sheet_chosen_is_said(she: Visitor) -> None:
    she.go("/worksheets")
    form = she.page.form_of(she.page.by_id["size-large"])
    assert form is not None
    assert she.submit(she.page.default_button(form), {"chapter": [], "size": ["large"]}) == 422
    assert [problem.message for problem in she.problems] == ["Kies ten minste één deel. Dan kan er iets op papier."]
    assert she.page.filled(["chapter", "size"]) == {"size": ["large"]}


def test_the_same_sheets_are_made_once(she: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, ...]] = []

    def draw(_sheets: object, options: worksheet.SheetOptions, _pause: object) -> bytes:
        made.append(options.languages)
        return f"%PDF {options.languages}".encode()

    monkeypatch.setattr(worksheet, "render_worksheet", draw)
    for query in ("in=nl", "in=en&dutch=yes", "in=nl", "in=en&dutch=yes", "in=nl&chapter=x"):
        assert she.go(f"/worksheets/sheets.pdf?chapter=steps&{query}") == 200
        assert she.data == f"%PDF {('nl',) if 'nl' in query else ('en', 'nl')}".encode()
    assert made == [("nl",), ("en", "nl")]


def test_of_many_sheets_the_last_are_kept() -> None:
    sheets = Sheets(most=2)
    sheets.keep(("a",), b"1")
    sheets.keep(("b",), b"2")
    assert sheets.get(("a",)) == b"1"
    sheets.keep(("c",), b"3")
    assert [sheets.get((name,)) for name in "abc"] == [b"1", b"", b"3"]


# Nothing she typed is lost --------------------------------------------------------------------------------------------


def filled_in(visitor: Visitor) -> dict[str, list[str]]:
    """Another choice than the one that was offered, typed on the page and not sent."""
    visitor.go("/print")
    typed = {"parts": ["agreements"], "size": ["large"], "name": ["Zwaluw"]}
    visitor.type(typed, visitor.page.by_id["choice"])
    return typed


def test_another_language_keeps_what_she_chose(she: Visitor) -> None:
    typed = filled_in(she)
    assert she.press("language:en") == 200
    she.client.language = "en"
    assert she.sees("What goes on paper?")
    assert she.page.filled(list(typed)) == typed


def test_the_way_to_her_dutch_keeps_what_she_chose(she: Visitor) -> None:
    she.speak("en")
    typed = filled_in(she)
    assert she.press("dutch") == 200
    assert she.path == "/dutch"
    she.go("/print")
    assert she.page.filled(list(typed)) == typed


def test_what_she_chose_waits_for_her_code(she: Visitor, opened: Opened, product: Flask) -> None:
    typed = filled_in(she)
    cookie = she.client.get_cookie("plan")
    assert cookie is not None
    product.extensions[NAME].sessions.end(cookie.value.partition(".")[0])
    assert she.enter("choice") == 403
    assert she.enter("code-form", {"code": [opened.kept.code]}) == 200
    assert she.path == "/print"
    assert she.page.filled(list(typed)) == typed

"""A fresh start on a device where somebody left her plan open: nothing of the one before is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from client import Visitor
from flask import Flask
from places import LINE, STORY

from trajectplan.plan.document import Plan
from trajectplan.web.services import NAME

WORDS = "Kwikzilverduif"
CLOSED = "Hier stond nog een plan open. We hebben het dichtgedaan."


def with_plan(visitor: Visitor, device: str, language: str = "nl", *, written: bool = True) -> str:
    """Somebody writes a plan, says whether she has its code on paper, and walks away; the code."""
    visitor.start(language, device)
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [WORDS]})
    code = visitor.code()
    visitor.choose("written" if written else "later")
    visitor.client.language = ""
    return code


def sees_nothing_of_hers(visitor: Visitor) -> bool:
    return WORDS not in visitor.page.html and "/plan" not in [link.get("href") for link in visitor.page.all("a")]


@pytest.mark.parametrize("way_in", ["/", "/nl", "/language", "/device"])
def test_on_a_shared_computer_the_plan_is_closed_at_once(visitor: Visitor, way_in: str) -> None:
    code = with_plan(visitor, "shared")
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    response = visitor.client.get(way_in)
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    visitor.go(response.headers["Location"])
    assert visitor.path == "/"
    assert visitor.sees(CLOSED)
    assert sees_nothing_of_hers(visitor)
    visitor.client.set_cookie("plan", cookie.value)
    visitor.go("/check")
    assert "code" in visitor.page.by_id, "the session is over"
    assert visitor.come_back(code) == 200, "the plan itself stays"


@pytest.mark.parametrize("way_in", ["/", "/nl", "/language", "/device"])
def test_a_plan_whose_code_nobody_has_is_not_closed_by_a_press_on_back(visitor: Visitor, way_in: str) -> None:
    with_plan(visitor, "shared", written=False)
    visitor.go(way_in)
    assert visitor.sees("Er staat hier nog een plan open. Is het van jou?")
    assert visitor.sees("Schrijf eerst je code op.")
    assert WORDS not in visitor.page.html
    assert visitor.follow(visitor.address("keep.code")) == 200
    visitor.press("show")
    visitor.choose("written")
    assert visitor.client.get(way_in).headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("address", ["/device", "/language"])
def test_a_form_from_before_closes_it_too(visitor: Visitor, address: str) -> None:
    visitor.start("nl", "shared")
    visitor.go(address)
    form = next(form for form in visitor.page.one("main").iter("form"))
    button = visitor.page.default_button(form)
    if address == "/device":
        visitor.type({"device": ["shared"]}, form)
    pairs = visitor.page.sent(button)
    with_plan(visitor, "shared")
    visitor.post(address, pairs)
    assert visitor.path == "/"
    assert visitor.sees(CLOSED)


# Typed addresses ------------------------------------------------------------------------------------------------------

TYPED = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}
LED_FROM_OUTSIDE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
FROM_OURS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
FOR_EVERYBODY = ("/print", "/open", "/file/load")
ABOUT_A_PLAN = ("/code", "/code/slip", "/code/new", "/keep", "/delete", "/file", "/print/ready", "/print/view")


def declared(visitor: Visitor, app: Flask, device: str) -> None:
    """A plan whose code is on paper, opened on such a device; an empty one: she never said."""
    code = with_plan(visitor, device or "mine")
    if not device:
        visitor.client.delete_cookie("plan")
        visitor.come_back(code)
        assert app.extensions[NAME].sessions.load(token(visitor)).device == ""


def token(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    return str(cookie.value).partition(".")[0]


@pytest.mark.parametrize("device", ["shared", ""])
@pytest.mark.parametrize("headers", [TYPED, LED_FROM_OUTSIDE], ids=["typed", "from outside"])
@pytest.mark.parametrize("way_in", [*FOR_EVERYBODY, *ABOUT_A_PLAN])
def test_who_types_an_address_finds_nothing(
    visitor: Visitor, app: Flask, way_in: str, headers: dict[str, str], device: str
) -> None:
    declared(visitor, app, device)
    before = token(visitor)
    response = visitor.client.get(way_in, headers=headers)
    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert app.extensions[NAME].sessions.load(before) is None, "the session is over"
    visitor.client.language = ""
    visitor.go(response.headers["Location"], **{name.replace("-", "_"): value for name, value in headers.items()})
    assert sees_nothing_of_hers(visitor)
    assert visitor.path == (way_in if way_in in FOR_EVERYBODY else "/")
    assert way_in in FOR_EVERYBODY or visitor.sees(CLOSED)


@pytest.mark.parametrize("way_in", [*FOR_EVERYBODY, *ABOUT_A_PLAN])
def test_our_own_links_lead_there_as_ever(visitor: Visitor, way_in: str) -> None:
    with_plan(visitor, "shared")
    before = token(visitor)
    response = visitor.client.get(way_in, headers=FROM_OURS)
    assert "Clear-Site-Data" not in response.headers
    assert token(visitor) == before
    visitor.go(STORY.url(visitor))
    assert visitor.page.filled()[STORY.name] == [WORDS]


@pytest.mark.parametrize("way_in", ["/plan", "/check", "/plan/1/1", "/stop", "/help"])
def test_pages_of_the_plan_itself_and_the_way_out_are_left_to_her(visitor: Visitor, way_in: str) -> None:
    with_plan(visitor, "shared")
    before = token(visitor)
    assert visitor.client.get(way_in, headers=TYPED).status_code == 200
    assert token(visitor) == before


FETCHED = ("/print/plan.pdf", "/file/plan.json")


@pytest.mark.parametrize("headers", [TYPED, LED_FROM_OUTSIDE], ids=["typed", "from outside"])
@pytest.mark.parametrize("address", FETCHED)
def test_who_types_the_address_of_a_print_or_file_finds_nothing(
    visitor: Visitor, app: Flask, address: str, headers: dict[str, str]
) -> None:
    with_plan(visitor, "shared")
    before = token(visitor)
    response = visitor.client.get(address, headers=headers)
    assert (response.status_code, response.headers["Location"]) == (303, "/?closed=1")
    assert app.extensions[NAME].sessions.load(before) is None


@pytest.mark.parametrize(
    "headers", [FROM_OURS, {}, {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "no-cors"}], ids=["link", "nothing", "save"]
)
@pytest.mark.parametrize("address", FETCHED)
def test_our_links_and_programs_beside_the_browser_fetch_them(
    visitor: Visitor, address: str, headers: dict[str, str]
) -> None:
    with_plan(visitor, "shared")
    assert visitor.client.get(address, headers=headers).status_code == 200


@pytest.mark.parametrize("way_in", ["/print", "/code"])
def test_typed_where_nobody_has_the_code_it_asks_first(visitor: Visitor, way_in: str) -> None:
    code = with_plan(visitor, "shared", written=False)
    visitor.client.get(way_in, headers=TYPED)
    visitor.client.language = ""
    assert visitor.page.text(visitor.page.one("h1")) == "Er staat hier nog een plan open. Is het van jou?"
    assert WORDS not in visitor.page.html
    assert code not in visitor.page.html
    assert visitor.go("/plan") == 200


def test_on_her_own_device_she_types_what_she_likes(visitor: Visitor) -> None:
    with_plan(visitor, "mine")
    for way_in in (*FOR_EVERYBODY, *ABOUT_A_PLAN):
        assert "Clear-Site-Data" not in visitor.client.get(way_in, headers=TYPED).headers


def with_referers(visitor: Visitor, app: Flask) -> None:
    """A plan opened over plain HTTP: the browser says no more than from which page it comes."""
    store = app.extensions[NAME].store
    opened = store.create(Plan(language="nl", answers={STORY.name: WORDS}))
    store.update(opened.key, lambda kept: replace(kept, written_down=True))
    visitor.go("/open")
    form = visitor.page.form_of(visitor.page.by_id["code"])
    assert form is not None
    there = {"Referer": "http://localhost/open", "Sec_Fetch_Site": ""}
    visitor.submit(visitor.page.default_button(form), {"code": [opened.kept.code]}, **there)


def test_over_plain_http_the_page_before_tells(visitor: Visitor, app: Flask) -> None:
    with_referers(visitor, app)
    for address in ("http://localhost/plan", "http://localhost/"):
        assert visitor.client.get("/print", headers={"Referer": address}).status_code == 200
    for headers in ({}, {"Referer": "http://example.org/plan"}, {"Referer": "http://["}):
        assert visitor.client.get("/print", headers=headers).status_code == 303
        with_referers(visitor, app)


def test_a_browser_that_never_says_anything_is_believed(visitor: Visitor) -> None:
    with_plan(visitor, "shared")
    assert visitor.client.get("/print").status_code == 200, "else its own links would close her plan"
    assert visitor.client.get("/print", headers={"Referer": "http://localhost/plan"}).status_code == 200


# Anew -----------------------------------------------------------------------------------------------------------------


def test_the_next_one_begins_with_nothing(visitor: Visitor) -> None:
    with_plan(visitor, "shared", "en")
    visitor.go("/")
    assert visitor.page.root.get("lang") == "nl", "the language of the one before is gone too"
    visitor.start("nl", "shared")
    assert not visitor.sees("Fijn dat je er weer bent.")
    visitor.go(STORY.url(visitor))
    assert visitor.page.filled().get(STORY.name) is None
    visitor.press("next", {STORY.name: ["Van de volgende"]})
    assert visitor.path == "/code", "she is shown a code of her own"


def test_a_language_left_behind_is_gone_after_the_device_was_chosen(visitor: Visitor) -> None:
    visitor.start("en", "shared")
    visitor.client.language = ""
    visitor.go("/")
    assert visitor.page.root.get("lang") == "nl"


def test_a_language_chosen_on_the_first_page_stays(visitor: Visitor) -> None:
    visitor.go("/en")
    assert visitor.path == "/"
    assert visitor.page.root.get("lang") == "en"
    visitor.go("/")
    assert visitor.page.root.get("lang") == "en"


def test_on_her_own_device_it_asks(visitor: Visitor) -> None:
    with_plan(visitor, "mine")
    for way_in in ("/", "/language", "/device"):
        visitor.go(way_in)
        assert visitor.sees("Er staat hier nog een plan open. Is het van jou?")
        assert WORDS not in visitor.page.html
    assert visitor.follow("/plan") == 200
    assert visitor.sees("Fijn dat je er weer bent.")


def test_no_closes_it_and_begins_anew(visitor: Visitor) -> None:
    code = with_plan(visitor, "mine", "en")
    visitor.go("/")
    button = next(button for form in visitor.page.one("main").iter("form") for button in form.iter("button"))
    visitor.submit(button)
    assert visitor.path == "/language"
    assert visitor.page.root.get("lang") == "nl"
    assert visitor.client.get_cookie("plan") is None
    assert visitor.come_back(code) == 200


def test_another_language_within_the_plan_asks_nothing(visitor: Visitor) -> None:
    with_plan(visitor, "shared")
    assert visitor.go("/language?back=/plan") == 200
    assert visitor.path == "/language"
    assert visitor.follow("/plan") == 200, "the name of the site leads back to her plan"


def test_another_code_brings_nothing_of_the_plan_before(visitor: Visitor, app: Flask) -> None:
    with_plan(visitor, "shared", "en")
    code = app.extensions[NAME].store.create(Plan(language="nl", answers={LINE.name: "Van de volgende"})).kept.code
    visitor.come_back(code)
    assert visitor.page.root.get("lang") == "nl", "the language chosen by the one before is not hers"
    assert WORDS not in str(visitor.downloaded())


def test_the_download_has_its_caution_on_every_device_that_is_not_hers(visitor: Visitor, app: Flask) -> None:
    code = app.extensions[NAME].store.create(Plan(language="nl", answers={LINE.name: WORDS})).kept.code
    visitor.come_back(code)
    visitor.go("/file")
    assert visitor.sees("Dit is een gedeelde computer. Bewaar hier liever geen bestand.")

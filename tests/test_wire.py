"""What goes over the wire: addresses, headers, cookies, caches, and who may send a form."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from client import Visitor
from filler import filled_plan
from flask import Flask
from program import ALL, MakeApp

ComeWith = Callable[..., Visitor]


@pytest.fixture
def at_home(app: Flask, come_with: ComeWith) -> Visitor:
    """Somebody with a whole plan open."""
    with app.app_context():
        plan = filled_plan(ALL)
    return come_with(plan)


def addresses(app: Flask) -> list[str]:
    """Every address that needs nothing to be known."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    return sorted(rule.rule for rule in rules)


def test_every_address_answers_a_stranger(app: Flask) -> None:
    for address in addresses(app):
        assert Visitor(app).go(address) == 200, address


def test_every_address_answers_her(app: Flask, at_home: Visitor) -> None:
    for address in addresses(app):
        at_home.client.language = ""
        assert at_home.go(address) == 200, address


def test_every_link_leads_somewhere(at_home: Visitor) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        at_home.client.language = ""
        assert at_home.go(address) == 200, address
        if at_home.client.page is not None:
            links = [link.get("href", "").partition("#")[0] for link in at_home.page.all("a", "link")]
            waiting += [link for link in links if link.startswith("/") and not link.startswith("/static/")]
    assert len(seen) > len(addresses(at_home.app)) // 2


def test_static_files_are_kept_for_ever_under_a_name_of_their_content(visitor: Visitor) -> None:
    visitor.go("/")
    files = [each.get("href") or each.get("src") for each in visitor.page.all("link", "script")]
    files = [file for file in files if file and not file.startswith("data:")]
    assert len(files) >= 2
    for file in files:
        assert file is not None
        assert re.search(r"\.[0-9a-f]{8,}\.", file)
        assert visitor.client.get(file).status_code == 200
        assert visitor.client.get(re.sub(r"\.[0-9a-f]{8,}\.", ".00000000000a.", file)).status_code == 404


def test_cookie_holds_no_code_and_lasts_as_long_as_the_device_says(app: Flask, her: Visitor) -> None:
    visitor, code = her, her.code()
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    assert code.replace(" ", "") not in cookie.value
    assert cookie.http_only
    assert cookie.max_age
    shared = Visitor(app).start("nl", "shared")
    kept = shared.client.get_cookie("plan")
    assert kept is not None
    assert kept.max_age is None


def test_over_tls_the_cookie_is_secure(app: Flask) -> None:
    client = app.test_client()
    response = client.post(
        "/device", data={"device": "mine"}, base_url="https://localhost", headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert "Secure" in response.headers["Set-Cookie"]
    assert response.headers["Set-Cookie"].startswith("__Host-")
    assert "max-age" in response.headers["Strict-Transport-Security"]


def test_stop_and_wipe_empties_the_browser(at_home: Visitor) -> None:
    at_home.go(at_home.address("keep.stop"))
    response = at_home.client.post(
        at_home.address("keep.stop"), data={"do": "wipe"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert at_home.client.get_cookie("plan") is None
    at_home.client.language = ""
    at_home.go(at_home.address("wizard.check"))
    assert at_home.path != at_home.address("wizard.check")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "", "Origin": "https://elsewhere.example"},
        {"Sec_Fetch_Site": "", "Origin": "null"},
        {"Sec_Fetch_Site": "", "Origin": "http://localhost:81"},
    ],
)
def test_a_form_from_another_site_is_refused(at_home: Visitor, headers: dict[str, str]) -> None:
    for address in sorted({rule.rule for rule in at_home.app.url_map.iter_rules() if "POST" in (rule.methods or ())}):
        path = re.sub(r"<int:\w+>", "1", re.sub(r"<\w+>", "0", address))
        before = at_home.downloaded()
        assert at_home.post(path, [("do", "next"), ("token", "")], **headers) == 403, path
        assert at_home.downloaded() == before


def test_without_headers_the_token_decides(at_home: Visitor) -> None:
    at_home.go(at_home.address("wizard.page", chapter=len(ALL), number=1))
    button = at_home.page.buttons()["next"]
    pairs = at_home.page.sent(button)
    nobody = {"Origin": "", "Sec_Fetch_Site": ""}
    without = [pair for pair in pairs if pair[0] != "token"]
    assert at_home.post(at_home.url, without, **nobody) == 403
    assert at_home.post(at_home.url, [*without, ("token", "forged")], **nobody) == 403
    at_home.go(at_home.address("wizard.page", chapter=len(ALL), number=1))
    assert at_home.post(at_home.url, at_home.page.sent(at_home.page.buttons()["next"]), **nobody) == 200


def test_a_token_is_another_on_every_page(at_home: Visitor) -> None:
    tokens = set()
    for _turn in range(3):
        at_home.go(at_home.address("wizard.page", chapter=1, number=1))
        tokens.add(at_home.page.one("input", name="token").get("value"))
    assert len(tokens) == 3


def test_another_host_is_refused(app: Flask) -> None:
    assert app.test_client().get("/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_are_compressed(app: Flask, encoding: str) -> None:
    plain = app.test_client().get("/")
    packed = app.test_client().get("/", headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert len(packed.get_data()) < len(plain.get_data()) / 2


def test_languages_are_offered_by_what_the_browser_asks(make_app: MakeApp) -> None:
    app = make_app(languages=("nl", "en"))
    for asked, spoken in (("en-GB,en;q=0.9", "en"), ("nl-BE", "nl"), ("xx,en;q=0.1", "en"), ("fr", "nl"), ("", "nl")):
        visitor = Visitor(app)
        visitor.go("/", Accept_Language=asked)
        assert visitor.page.root.get("lang") == spoken, asked

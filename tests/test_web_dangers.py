"""The web's own dangers: whose host, whose form, what goes with every answer, and what blows up when unpacked."""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path

import pytest
from checks import headers
from click.testing import CliRunner
from client import Visitor
from flask import Flask
from places import STORY
from werkzeug.datastructures import MultiDict

from trajectplan.cli import main
from trajectplan.config import Settings
from trajectplan.plan.document import Plan
from trajectplan.web.dutch_words import place_of
from trajectplan.web.protection import is_our_host
from trajectplan.web.services import NAME
from trajectplan.web.visit import Visit, current_visit

WORD = "Kwikzilverduif"
"""Stands in no text of ours."""
OURS = {"Sec-Fetch-Site": "same-origin"}
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "VERZIN", "get")


def plain_addresses(app: Flask) -> list[str]:
    """Every route, with something in the place of what differs."""
    rules = sorted({rule.rule for rule in app.url_map.iter_rules()})
    return [re.sub(r"<\w+>", "0", re.sub(r"<int:\w+>", "1", rule)) for rule in rules]


def file_addresses(visitor: Visitor) -> list[str]:
    visitor.go("/")
    files = [each.get("href") or each.get("src") or "" for each in visitor.page.all("link", "script")]
    return [file for file in files if file.startswith("/static/")]


# Whose host -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:443", "[::1]", "[::1]:8000", "LocalHost"]
)
def test_our_own_hosts_are_answered(app: Flask, host: str) -> None:
    assert app.test_client().get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        *((name, True) for name in ("plan.example.nl", "Plan.Example.NL:443", "example.org", "a.b.example.org")),
        ("[fd00::5]:8000", True),
        *((name, False) for name in ("localhost", "example.nl", "notexample.org", "x.plan.example.nl", "fd00::5")),
        *((name, False) for name in ("plan.example.nl:0", "plan.example.nl:65536", "plan.example.nl:", ".example.org")),
    ],
)
def test_names_given_by_the_operator(host: str, *, is_ours: bool) -> None:
    settings = Settings(hosts=("PLAN.example.nl", ".example.org"), host="fd00::5")
    assert is_our_host(host, settings) == is_ours


@pytest.mark.parametrize(
    "host",
    [
        *("elsewhere.example", "elsewhere.example:80", "localhost.elsewhere.example", "elsewhere.example/localhost"),
        *("localhost@elsewhere.example", "localhost:80@elsewhere.example", "localhost:abc", "localhost:99999", ""),
        *("[::2]", "[localhost]", "localhost,elsewhere.example", "local host", "127.0.0.1.elsewhere.example"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "TRACE"])
def test_another_host_gets_nothing(app: Flask, host: str, method: str) -> None:
    response = app.test_client().open("/plan", method=method, headers={"Host": host})
    assert response.status_code == 400
    assert response.get_data() == (b"400" if method != "HEAD" else b"")
    assert list(headers(response, is_static=False)) == []
    assert "Location" not in response.headers


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded", "X-Forwarded-Server"])
def test_another_host_in_a_header_is_not_heard(app: Flask, header: str) -> None:
    value = "host=elsewhere.example" if header == "Forwarded" else "elsewhere.example"
    for path in ("/", "/plan", "/en", "/code/slip"):
        response = app.test_client().get(path, headers={header: value})
        assert response.status_code in {200, 303}
        assert "elsewhere" not in response.get_data(as_text=True) + str(response.headers)


@pytest.mark.parametrize("path", ["//elsewhere.example", "//elsewhere.example/plan", "/\\elsewhere.example", "///x"])
def test_an_address_with_a_host_in_it_leads_nowhere_else(app: Flask, path: str) -> None:
    """As the server hands on what a program sends: ``GET //elsewhere.example``."""
    for method in ("GET", "POST"):
        response = app.test_client().open(
            "/", method=method, environ_overrides={"PATH_INFO": path, "REQUEST_URI": path}, headers=OURS
        )
        assert response.status_code in {200, 308, 404, 405}, response.status
        assert re.match(r"http://localhost/[^/\\]|$", response.headers.get("Location", "")), response.headers


# Whose form -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin",
    [
        *("http://[", "http://[::1", "http://", "://", "", " ", "localhost", "//localhost", "http:localhost"),
        *("http://localhost.", "http://localhost:80:80", "http://localhost/", "http://x@localhost", "http://LOCALHOST"),
        *("https://localhost", "http://localhost http://elsewhere.example", "null", "file://", "http://\u2024"),
    ],
)
def test_an_origin_that_is_not_ours_to_the_letter_is_refused(her: Visitor, origin: str) -> None:
    before = her.downloaded()
    her.go(STORY.url(her))
    pairs = [pair for pair in her.page.sent(her.page.buttons()["next"]) if pair[0] not in {"token", STORY.name}]
    response = her.client.post(
        her.url, data=dict([*pairs, (STORY.name, WORD)]), headers={"Origin": origin.encode().decode("latin-1")}
    )
    assert response.status_code == 403
    assert her.downloaded() == before


def test_our_own_origin_is_heard(her: Visitor) -> None:
    her.go(STORY.url(her))
    pairs = [pair for pair in her.page.sent(her.page.buttons()["next"]) if pair[0] != STORY.name]
    response = her.client.post(her.url, data=dict([*pairs, (STORY.name, WORD)]), headers={"Origin": "http://localhost"})
    assert response.status_code == 303
    assert her.downloaded()["answers"][STORY.name] == WORD


# What goes with every answer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_to_every_method_has_its_headers(app: Flask, scheme: str) -> None:
    client = app.test_client()
    seen = set()
    for address in (*plain_addresses(app), "/nowhere", "/static/nothing.css", "/plan/"):
        for method in METHODS:
            response = client.open(address, method=method, base_url=f"{scheme}://localhost", headers=OURS)
            seen.add(response.status_code)
            assert response.status_code < 500, (method, address)
            assert list(headers(response, is_static=False)) == [], (method, address)
            assert ("Strict-Transport-Security" in response.headers) == (scheme == "https")
            assert response.headers["Cache-Control"] == "no-store"
    assert {200, 303, 404, 405, 422} <= seen


def test_a_method_that_is_not_there_gets_a_page_with_those_that_are(app: Flask) -> None:
    for method in ("PUT", "TRACE", "VERZIN"):
        for sent in (OURS, {}):
            response = app.test_client().open("/plan", method=method, headers=sent)
            assert response.status_code == 405
            assert {"GET", "POST"} <= set(response.allow)
            assert response.mimetype == "text/html"


def test_files_have_their_headers_and_ask_no_database(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = file_addresses(visitor)
    assert files
    monkeypatch.setattr(app.extensions[NAME].sessions, "load", lambda _token: pytest.fail("the database was asked"))
    client = app.test_client()
    client.set_cookie("plan", "A" * 43 + ".nl")
    for file in files:
        for method in ("GET", "HEAD"):
            found = {"If-None-Match": "*", "If-Modified-Since": "Sun, 22 Nov 2026 10:00:00 GMT", "Range": "bytes=5-2"}
            response = client.open(file, method=method, headers=found)
            assert response.status_code == 200
            assert list(headers(response, is_static=True)) == []
            assert "Set-Cookie" not in response.headers
    for file in ("/robots.txt", "/favicon.ico"):
        response = client.get(file)
        assert response.status_code == 200
        assert list(headers(response, is_static=False)) == []
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("device", ["mine", "shared"])
def test_the_cookie_follows_the_scheme_and_goes_as_it_came(app: Flask, scheme: str, device: str) -> None:
    client = app.test_client()
    for path, data in (("/device", {"device": device}), ("/stop", {})):
        response = client.post(path, data=data, base_url=f"{scheme}://localhost", headers=OURS)
        [cookie] = response.headers.getlist("Set-Cookie")
        name, *flags = [part.strip() for part in cookie.split(";")]
        expected = {"HttpOnly", "SameSite=Lax", "Path=/"} | ({"Secure"} if scheme == "https" else set())
        assert {flag for flag in flags if not flag.startswith(("Max-Age", "Expires"))} == expected
        assert name.startswith("__Host-plan=" if scheme == "https" else "plan=")
        lasts = {flag.partition("=")[0] for flag in flags} & {"Max-Age", "Expires"}
        assert bool(lasts) == (device == "mine" or path == "/stop")
        assert response.headers.get("Clear-Site-Data", "") == ('"cache", "storage"' if path == "/stop" else "")


def test_over_tls_a_cookie_from_plain_http_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    client.post("/device", data={"device": "mine"}, headers=OURS)
    cookie = client.get_cookie("plan")
    assert cookie is not None
    seen: list[Visit] = []
    with app.test_request_context("/plan", base_url="https://localhost", headers={"Cookie": f"plan={cookie.value}"}):
        seen.append(current_visit())
    assert seen[0].session is None


@pytest.mark.parametrize("words", ["nl\r\nSet-Cookie: x=1", "nl%0d%0aX: 1", "en\u2028X: 1", "nl\0", "\r\n\r\n<b>"])
def test_no_header_is_split(app: Flask, words: str) -> None:
    client = app.test_client()
    client.set_cookie("plan", ("A" * 43 + "." + words).encode("ascii", "replace").decode())
    answers = [
        client.get("/", query_string={"language": words}),
        client.get("/language", query_string={"back": "/plan?" + words}),
        client.post("/language", data={"do": f"language:{words}", "back": "/plan"}, headers=OURS),
        client.post("/language", data={"do": "language:en", "back": f"/plan?{words}"}, headers=OURS),
        client.post("/worksheets", data={"chapter": words, "in": words, "size": words}, headers=OURS),
        client.post("/stop", query_string={"language": words}, headers=OURS),
        client.get("/print/code", query_string={"language": words}),
    ]
    for response in answers:
        assert response.status_code in {200, 303, 422}
        assert "X" not in response.headers
        assert not [cookie for cookie in response.headers.getlist("Set-Cookie") if cookie.startswith("x=")]
        assert all(value.isprintable() for _name, value in response.headers)


def test_a_part_without_a_name_is_refused(her: Visitor) -> None:
    body = b'--b\r\nContent-Disposition: form-data; nome="do"\r\n\r\nnext\r\n--b--\r\n'
    for address in (STORY.url(her), "/dutch/1", "/print", "/open", "/file/load", "/worksheets", "/plan"):
        response = her.client.post(address, data=body, content_type="multipart/form-data; boundary=b", headers=OURS)
        assert response.status_code == 400, address


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "٣", "1e3", "x"])
def test_a_page_of_dutch_that_there_cannot_be(number: str) -> None:
    assert place_of(MultiDict([("page", f"+dutch/2/{number}")])) == (2, 0)
    assert place_of(MultiDict([("page", f"+dutch/{number}/3")])) == (0, 3)


def test_a_file_is_read_in_memory(her: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", lambda *_, **__: pytest.fail("a temporary file"))
    assert her.load(b"no plan") == 422
    assert her.load(Plan(answers={STORY.name: "Uit een bestand"}).to_json()) == 200


# What blows up when it is unpacked ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"[" * 200_000, id="brackets"),
        pytest.param(b'{"a":' * 80_000, id="braces"),
        pytest.param(b'{"format": "trajectplan", "version": ' + b"9" * 100_000 + b"}", id="digits"),
        pytest.param(b'{"format": "trajectplan", "version": 1e999999}', id="infinite"),
        pytest.param(zlib.compress(b'{"format": "trajectplan"}' * 400_000), id="deflated"),
        pytest.param(b"PK\x03\x04" + bytes(5000), id="zip"),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "' + b"&a;" * 9999 + b'">]><x>&b;</x>', id="entities in xml"
        ),
    ],
)
def test_a_bomb_is_no_plan(her: Visitor, content: bytes) -> None:
    assert her.load(content) == 422
    assert set(her.downloaded()["answers"]) == {STORY.name}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_form_is_never_unpacked(her: Visitor, encoding: str) -> None:
    bomb = zlib.compress(b"do=next&page=&token=" + b"a" * 50_000_000, 9)
    assert len(bomb) < 100_000
    response = her.client.post(
        STORY.url(her),
        data=bomb,
        content_type="application/x-www-form-urlencoded",
        headers={"Content-Encoding": encoding, **OURS},
    )
    assert response.status_code == 415
    assert set(her.downloaded()["answers"]) == {STORY.name}


# The secrets ----------------------------------------------------------------------------------------------------------


def test_the_first_start_makes_secrets_that_nobody_else_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where files are made open to everybody."""
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", str(tmp_path / "data"))
    before = os.umask(0)
    try:
        assert CliRunner().invoke(main, ["purge"]).exit_code == 0
    finally:
        os.umask(before)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "pepper").stat().st_mode & 0o777 == 0o600

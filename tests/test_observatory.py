"""How many points the headers get from the MDN HTTP Observatory, worked out by its rules over TLS.

The rules are those of the scanner ``@mdn/mdn-http-observatory`` 1.4.8 (algorithm 4; ``src/grader/charts.js`` has the
points): it begins with 100, and gives the extra ones only from 90. The scanner itself wants Node, 130 MB of packages
and the ports 80 and 443; run on 22 November 2026 it gave A+ and 130 points, all ten tests passed. The tenth, not here,
is the redirect from http to https: that is up to the server with TLS in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from client import Visitor
from flask import Flask
from markup import Markup
from werkzeug.test import TestResponse

HOST = "https://localhost"
SIX_MONTHS = 15_768_000
LEAST_SCORE, BEGINS_WITH = 130, 100
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def points(response: TestResponse) -> dict[str, int]:
    """What every test of the scanner takes away or adds; of what it takes away only the worst is told apart."""
    headers = response.headers
    policy = directives(headers.get("Content-Security-Policy", ""))
    return {
        "content-security-policy": _policy(policy),
        "cookies": _cookies(response),
        "cross-origin-resource-sharing": -50 if "Access-Control-Allow-Origin" in headers else 0,
        "cross-origin-resource-policy": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else -5,
        "referrer-policy": 5 if headers.get("Referrer-Policy") in PRIVATE else -5,
        "strict-transport-security": 0 if _seconds(headers.get("Strict-Transport-Security", "")) >= SIX_MONTHS else -20,
        "subresource-integrity": 0 if all(_is_ours(each) for each in scripts(response)) else -50,
        "x-content-type-options": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "x-frame-options": 5 if policy.get("frame-ancestors") else -20,
    }


def score(found: Mapping[str, int]) -> int:
    """All together; below 90 there is nothing extra."""
    lost = BEGINS_WITH + sum(each for each in found.values() if each < 0)
    return lost + (sum(each for each in found.values() if each > 0) if lost >= 90 else 0)


def directives(policy: str) -> dict[str, str]:
    """The parts of a Content-Security-Policy."""
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";"))


def _policy(policy: Mapping[str, str]) -> int:
    if not policy.get("default-src") or any("unsafe-" in value for value in policy.values()):
        return -25
    wide = re.compile(r"(^|\s)(\*|https?:|data:)(\s|$)")
    if any(wide.search(policy.get(name, policy["default-src"])) for name in ("script-src", "object-src", "style-src")):
        return -20
    is_closed = policy["default-src"] == "'none'" and policy.get("form-action") in {"'none'", "'self'"}
    return 10 if is_closed and policy.get("base-uri") in {"'none'", "'self'"} else 5


def _cookies(response: TestResponse) -> int:
    cookies = response.headers.getlist("Set-Cookie")
    flags = [{part.strip().partition("=")[0] for part in cookie.split(";")[1:]} for cookie in cookies]
    if not all({"Secure", "HttpOnly"} <= each for each in flags):
        return -40
    return 5 if flags and all("SameSite" in each for each in flags) else 0


def _seconds(header: str) -> int:
    found = re.search(r"max-age=(\d+)", header)
    return int(found[1]) if found else 0


def scripts(response: TestResponse) -> Iterator[str]:
    """Where the scripts of a page come from."""
    page = Markup(response.get_data(as_text=True))
    return (each.get("src", "") for each in page.all("script"))


def _is_ours(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


@pytest.mark.parametrize("path", ["/", "/privacy", "/open", "/device", "/worksheets", "/nowhere"])
def test_a_stranger_gets_full_points(app: Flask, path: str) -> None:
    found = points(app.test_client().get(path, base_url=HOST))
    assert min(found.values()) >= 0, found
    assert score(found) >= LEAST_SCORE, found


def test_with_a_cookie_there_are_more(app: Flask) -> None:
    client = app.test_client()
    response = client.post("/device", base_url=HOST, data={"device": "mine"}, headers={"Sec-Fetch-Site": "same-origin"})
    client.get(response.headers["Location"], base_url=HOST)
    page = client.get("/plan", base_url=HOST)
    assert page.headers.getlist("Set-Cookie")
    assert score(points(page)) >= LEAST_SCORE + 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", ""),
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", "default-src *; frame-ancestors 'none'"),
        ("Access-Control-Allow-Origin", "*"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("Referrer-Policy", "unsafe-url"),
        ("Strict-Transport-Security", "max-age=3600"),
        ("X-Content-Type-Options", ""),
        ("Set-Cookie", "plan=x; Path=/"),
    ],
)
def test_less_careful_headers_lose_points(visitor: Visitor, name: str, value: str) -> None:
    response = visitor.app.test_client().get("/", base_url=HOST)
    response.headers[name] = value
    assert score(points(response)) < LEAST_SCORE

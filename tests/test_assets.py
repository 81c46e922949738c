"""Static files: packed once, as tight as it goes, for every way in which a browser asks for them."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from client import Visitor
from flask import Flask

from trajectplan.web import assets, compression

TIGHTEST: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda data: brotli.compress(data, quality=11),
    "gzip": lambda data: gzip.compress(data, 9),
}
LEAST = 500
"""What is shorter isn't packed."""


def addresses(app: Flask) -> dict[str, str]:
    """The address of every static file."""
    with app.test_request_context():
        return {name: assets.asset(name) for name in assets.ASSETS}


@pytest.mark.parametrize("encoding", TIGHTEST)
def test_each_is_packed_as_tight_as_it_goes(app: Flask, encoding: str) -> None:
    for name, address in addresses(app).items():
        plain = app.test_client().get(address).get_data()
        packed = app.test_client().get(address, headers={"Accept-Encoding": encoding})
        if len(plain) < LEAST:
            assert packed.get_data() == plain, name
            continue
        assert packed.headers["Content-Encoding"] == encoding, name
        assert len(packed.get_data()) == len(TIGHTEST[encoding](plain)), name
        assert packed.headers["Content-Length"] == str(len(packed.get_data()))
        assert "Accept-Encoding" in packed.headers["Vary"]


def test_each_is_packed_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    address, asked = addresses(app)["app.css"], {"Accept-Encoding": "br, gzip"}
    first = app.test_client().get(address, headers=asked).get_data()
    monkeypatch.setattr(
        "flask_compress.flask_compress._compress_data", lambda *_: pytest.fail("it was packed once more")
    )
    assert app.test_client().get(address, headers=asked).get_data() == first
    assert app.test_client().head(address, headers=asked).status_code == 200


def test_what_is_not_there_is_a_page_of_the_moment(app: Flask) -> None:
    for _turn in range(2):
        visitor = Visitor(app)
        assert visitor.go("/static/app.000000000000.css") == 404
        assert visitor.page.root.get("lang") == "nl"
        visitor.go("/static/app.000000000000.css", Accept_Language="en")
        assert visitor.page.root.get("lang") == "en"


def test_comments_are_not_sent(app: Flask) -> None:
    client = app.test_client()
    for name, address in addresses(app).items():
        assert not assets.COMMENT_LINES.search(client.get(address).get_data()), name


def test_pages_are_packed_by_what_costs_least(app: Flask) -> None:
    plain = app.test_client().get("/help").get_data()
    packed = app.test_client().get("/help", headers={"Accept-Encoding": "br"}).get_data()
    near = len(brotli.compress(plain, quality=compression.PAGE_LEVEL))
    assert abs(len(packed) - near) < 100  # tokens differ

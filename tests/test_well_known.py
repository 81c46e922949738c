"""What programs find at addresses everybody knows: security.txt, robots.txt and an icon."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from checks import headers
from flask import Flask
from program import MakeApp

from trajectplan.web import well_known

TODAY = date(2026, 11, 22)


def security_lines(app: Flask) -> dict[str, list[str]]:
    response = app.test_client().get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response.content_type == "text/plain; charset=utf-8"
    assert list(headers(response, is_static=False)) == []
    found: dict[str, list[str]] = {}
    for line in response.get_data(as_text=True).splitlines():
        name, colon, value = line.partition(": ")
        assert colon, line
        found.setdefault(name, []).append(value)
    return found


def test_security_txt_says_whom_to_tell(make_app: MakeApp) -> None:
    app = make_app(contact="hallo@example.nl", languages=("nl", "en"), today=lambda: TODAY)
    assert security_lines(app) == {
        "Contact": ["mailto:hallo@example.nl"],
        "Expires": ["2027-05-21T00:00:00Z"],
        "Preferred-Languages": ["nl, en"],
    }
    expires = datetime.fromisoformat(security_lines(app)["Expires"][0]).date()
    assert TODAY < expires < TODAY + timedelta(days=365)


def test_security_txt_names_its_address_where_the_site_has_a_name(make_app: MakeApp) -> None:
    hosts = ("plan.example.nl", "www.plan.example.nl", ".example.org", "localhost", "127.0.0.1", "[::1]")
    app = make_app(contact="https://example.nl/contact", hosts=hosts, tls=True)
    found = security_lines(app)
    assert found["Contact"] == ["https://example.nl/contact"]
    assert found["Canonical"] == [
        "https://plan.example.nl/.well-known/security.txt",
        "https://www.plan.example.nl/.well-known/security.txt",
    ]
    assert "Canonical" not in security_lines(make_app(contact="https://example.nl/contact", hosts=hosts))


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("hallo@example.nl", "mailto:hallo@example.nl"),
        ("mailto:Hallo@Example.nl", "mailto:Hallo@Example.nl"),
        ("https://example.nl/contact?a=1", "https://example.nl/contact?a=1"),
        ("tel:+31-20-5550100", "tel:+31-20-5550100"),
        *((text, "") for text in ("", "De balie", "020 555 01 00", "http://example.nl", "hallo@", "@example.nl")),
        *((text, "") for text in ("hallo@example.nl of de balie", "javascript:alert(1)", "https://", "tel:", "a@b")),
    ],
)
def test_which_contacts_are_addresses(contact: str, address: str) -> None:
    assert well_known.reached_at(contact) == address


@pytest.mark.parametrize("contact", ["", "De balie", "http://example.nl"])
def test_without_such_an_address_there_is_no_security_txt(make_app: MakeApp, contact: str) -> None:
    assert make_app(contact=contact).test_client().get("/.well-known/security.txt").status_code == 404


def test_robots_txt_lets_only_the_information_be_found(app: Flask) -> None:
    lines = app.test_client().get("/robots.txt").get_data(as_text=True).splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Disallow: /"
    allowed = [line.removeprefix("Allow: ") for line in lines[1:-1]]
    assert allowed == ["/$", "/how$", "/help$", "/privacy$", "/accessibility$", "/about$", "/static/"]
    for address in allowed[:-1]:
        assert app.test_client().get(address.removesuffix("$")).status_code == 200


def test_the_icon_is_a_picture_of_nothing(app: Flask) -> None:
    response = app.test_client().get("/favicon.ico")
    assert response.mimetype == "image/gif"
    assert response.get_data().startswith(b"GIF89a\x01\x00\x01\x00")

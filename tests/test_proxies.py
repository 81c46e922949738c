"""Behind a proxy: what it says of a visit counts when it is configured, and what anybody else says never does."""

from __future__ import annotations

import http.client
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask, Response, jsonify, request
from flask.testing import FlaskClient
from platforms import asks_to_end
from program import MakeApp
from test_server import HOST, wait_until_listening

from trajectplan import create_app, server
from trajectplan.cli import main
from trajectplan.config import Settings
from trajectplan.storage.derivation import CodePool

FORGED = {"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "plan.example"}


def add_mirror(app: Flask) -> Flask:
    """A page that says what the program knows of a visit."""

    @app.get("/mirror")
    def mirror() -> Response:
        return jsonify(address=request.remote_addr, scheme=request.scheme, host=request.host)

    return app


@pytest.fixture
def asking(make_app: MakeApp) -> Callable[..., FlaskClient]:
    """Makes a client of the program with these settings."""

    def make(**options: object) -> FlaskClient:
        client = add_mirror(make_app(hosts=("localhost", "plan.example"), **options)).test_client()
        client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
        return client

    return make


def seen(client: FlaskClient, headers: Mapping[str, str]) -> list[str]:
    found = client.get("/mirror", headers=headers).get_json()
    return [found["address"], found["scheme"], found["host"]]


def test_without_a_proxy_such_headers_count_for_nothing(asking: Callable[..., FlaskClient]) -> None:
    assert seen(asking(), FORGED) == ["192.0.2.7", "http", "localhost"]


def test_one_proxy_is_believed_and_nobody_before_it(asking: Callable[..., FlaskClient]) -> None:
    client = asking(proxies=1)
    said = {**FORGED, "X-Forwarded-For": "198.51.100.9, 203.0.113.5"}
    assert seen(client, said) == ["203.0.113.5", "https", "plan.example"]
    assert seen(client, {}) == ["192.0.2.7", "http", "localhost"]


def test_of_two_proxies_the_first_says_who_came(asking: Callable[..., FlaskClient]) -> None:
    said = {"X-Forwarded-For": "198.51.100.9, 203.0.113.5, 203.0.113.6"}
    assert seen(asking(proxies=2), said)[0] == "203.0.113.5"
    # Fewer than there must be: it didn't come through both, so what it says is nobody's word.
    assert seen(asking(proxies=2), {"X-Forwarded-For": "198.51.100.9"})[0] == "192.0.2.7"


def test_a_name_that_is_not_ours_is_refused_whoever_says_it(asking: Callable[..., FlaskClient]) -> None:
    assert asking(proxies=1).get("/", headers={"X-Forwarded-Host": "elsewhere.example"}).status_code == 400


def test_a_cookie_follows_the_scheme_that_the_proxy_says(asking: Callable[..., FlaskClient]) -> None:
    def cookie(client: FlaskClient, scheme: str) -> str:
        headers = {"X-Forwarded-Proto": scheme, "Sec-Fetch-Site": "same-origin"}
        return client.post("/device", data={"device": "mine"}, headers=headers).headers["Set-Cookie"]

    assert cookie(asking(proxies=1), "https").startswith("__Host-plan=")
    assert "Secure" in cookie(asking(proxies=1), "https")
    assert cookie(asking(proxies=1), "http").startswith("plan=")
    assert cookie(asking(), "https").startswith("plan=")


def test_with_tls_nobody_can_say_that_it_was_plain_http(asking: Callable[..., FlaskClient]) -> None:
    headers = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "203.0.113.5"}
    # With ``tls`` the server says https itself.
    found = asking(proxies=1, tls=True).get("/mirror", headers=headers, base_url="https://localhost").get_json()
    assert (found["address"], found["scheme"]) == ("203.0.113.5", "https")


@pytest.mark.parametrize(("tls", "proxies", "is_told"), [("yes", "0", True), ("yes", "1", False), ("no", "0", False)])
def test_an_operator_is_told_that_all_seem_to_have_one_address(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tls: str,
    proxies: str,
    is_told: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(server, "serve", lambda _app, _settings: None)
    monkeypatch.setattr(CodePool, "fill", lambda _pool: None)
    environ = {"TRAJECTPLAN_DATA_DIR": str(tmp_path), "TRAJECTPLAN_TLS": tls, "TRAJECTPLAN_PROXIES": proxies}
    result = CliRunner().invoke(main, ["serve"], env=environ)
    assert result.exit_code == 0, result.output
    assert ("TRAJECTPLAN_PROXIES is 0" in result.stderr) is is_told


@asks_to_end
@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "198.51.100.9")])
def test_the_server_hands_on_what_the_settings_say(tmp_path: Path, proxies: int, address: str) -> None:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    settings = Settings(data_dir=tmp_path, port=port, proxies=proxies, threads=2)
    app, main = add_mirror(create_app(settings, pool_size=0)), threading.get_ident()

    def talk() -> bytes:
        try:
            wait_until_listening(port)
            with closing(http.client.HTTPConnection(HOST, port, timeout=10)) as connection:
                connection.request("GET", "/mirror", headers={"X-Forwarded-For": FORGED["X-Forwarded-For"]})
                return connection.getresponse().read()
        finally:
            signal.pthread_kill(main, signal.SIGTERM)

    with ThreadPoolExecutor() as pool:
        told = pool.submit(talk)
        server.serve(app, settings)
        assert f'"{address}"'.encode() in told.result()

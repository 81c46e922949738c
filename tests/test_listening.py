"""Where the server listens: on this machine, behind TLS, or on a closed network that the operator named as one."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from trajectplan import server
from trajectplan.cli import main
from trajectplan.config import CLOSED_NETWORK, Settings, SettingsError

ON_THIS_MACHINE = ("127.0.0.1", "127.8.9.10", "::1", "localhost")
SEEN_BY_OTHERS = ("0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "172.16.3.4", "fd00::5", "fe80::1", "169.254.7.7")  # noqa: S104 - to be refused
# A block kept for documentation (RFC 5737, RFC 3849).
PUBLIC = ("192.0.2.1", "2001:db8::1")


@pytest.mark.parametrize("host", ON_THIS_MACHINE)
def test_this_machine_needs_no_tls(host: str) -> None:
    server.check_address(Settings(host=host))


@pytest.mark.parametrize("host", [*SEEN_BY_OTHERS, *PUBLIC])
def test_what_others_can_reach_needs_tls_or_a_word(host: str) -> None:
    with pytest.raises(server.Overheard) as refused:
        server.check_address(Settings(host=host))
    line = str(refused.value)
    assert len(line.splitlines()) == 1
    assert all(part in line for part in (host, "TRAJECTPLAN_TLS=yes", "TRAJECTPLAN_PLAIN_HTTP=closed_network"))
    server.check_address(Settings(host=host, tls=True))
    server.check_address(Settings(host=host, plain_http=CLOSED_NETWORK))


def test_a_name_is_judged_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    here = [(socket.AF_INET6, 1, 6, "", ("::1", 8000, 0, 0)), (socket.AF_INET, 1, 6, "", ("10.1.2.3", 8000))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    with pytest.raises(server.Overheard):
        server.check_address(Settings(host="plans"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here[:1])
    server.check_address(Settings(host="plans"))


def test_the_server_itself_does_not_listen_either(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 1
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a socket was made"))
    with pytest.raises(server.Overheard):
        server.serve(app, Settings(host="0.0.0.0"))  # noqa: S104 - to be refused


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])  # noqa: S104 - to be refused
def test_serve_refuses_in_one_line_before_anything_is_made(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", str(tmp_path / "data"))
    result = CliRunner().invoke(main, ["serve", "--host", host])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: Not listening on {host}: ")
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("allowed", [{"TRAJECTPLAN_TLS": "yes"}, {"TRAJECTPLAN_PLAIN_HTTP": "closed_network"}])
def test_serve_listens_where_it_may(allowed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Settings] = []
    monkeypatch.setattr(server, "serve", lambda _app, settings: served.append(settings))
    for name, value in {"TRAJECTPLAN_DATA_DIR": str(tmp_path / "data"), **allowed}.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0"])  # noqa: S104 - behind TLS, or on a closed network
    assert result.exit_code == 0, result.output
    assert [each.host for each in served] == ["0.0.0.0"]  # noqa: S104 - as asked


def test_the_word_must_be_that_word() -> None:
    assert Settings.from_environment({"TRAJECTPLAN_PLAIN_HTTP": "this_machine"}) == Settings.from_environment({})
    for word in ("yes", "everywhere", "Closed_Network"):
        with pytest.raises(SettingsError, match="is neither this_machine nor closed_network"):
            Settings.from_environment({"TRAJECTPLAN_PLAIN_HTTP": word})

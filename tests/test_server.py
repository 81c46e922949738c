"""The embedded server: starts, answers, ends cleanly, says what is wrong in one line and bears slow clients."""

from __future__ import annotations

import errno
import http.client
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from flask import Flask, Response, request
from platforms import asks_to_end
from waitress.buffers import TempfileBasedBuffer

from trajectplan import server
from trajectplan.config import Settings

TESTS = Path(__file__).parent
HOST = "127.0.0.1"
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
LARGE_ANSWER = 20_000_000
Told = TypeVar("Told")


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        number: int = free.getsockname()[1]
    return number


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 512 * 1024
    app.config["posts"] = []

    @app.route("/", methods=["GET", "POST"])
    def page() -> str:
        if request.method == "POST":
            app.config["posts"].append(len(request.form["answer"]))
        return "page"

    @app.get("/late")
    def late() -> str:
        time.sleep(0.5)
        return "late"

    @app.get("/large")
    def large() -> bytes:
        return b"x" * LARGE_ANSWER

    @app.get("/breaks")
    def breaks() -> Response:
        def words() -> Iterator[bytes]:
            yield b"begin"
            raise LookupError("her secret words")

        return Response(words())

    @app.errorhandler(413)
    def too_long(_: Exception) -> tuple[str, int]:
        return "That is too long for us.", 413

    return app


class Serve(Protocol):
    """Serves the application for as long as a conversation with it lasts."""

    def __call__(self, talk: Callable[[], Told]) -> Told: ...


@pytest.fixture
def serve(app: Flask, port: int) -> Serve:
    """The server in this thread, where signals arrive, and the conversation in another."""
    main = threading.get_ident()

    def served(talk: Callable[[], Told]) -> Told:
        def converse() -> Told:
            try:
                wait_until_listening(port)
                return talk()
            finally:
                signal.pthread_kill(main, signal.SIGTERM)

        with ThreadPoolExecutor() as pool:
            told = pool.submit(converse)
            server.serve(app, Settings(port=port, threads=2))
            return told.result()

    return served


def wait_until_listening(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection((HOST, port)).close()
            return
        time.sleep(0.02)
    pytest.fail("the server did not start")


def exchange(port: int, *parts: bytes, silence: float = 0.5) -> bytes:
    """What comes back for ``parts`` until the server hangs up or is silent."""
    got = b""
    with socket.create_connection((HOST, port), timeout=5) as connection:
        for part in parts:
            connection.sendall(part)
        connection.settimeout(silence)
        with suppress(OSError):
            while piece := connection.recv(65536):
                got += piece
    return got


def fetch(port: int, path: str = "/", pause: float = 0.0) -> tuple[http.client.HTTPResponse, bytes]:
    """A page and its body; ``pause`` lets the answer wait for its reader."""
    with closing(http.client.HTTPConnection(HOST, port, timeout=10)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as answer:
            time.sleep(pause)
            return answer, answer.read()


@contextmanager
def process(port: int) -> Iterator[subprocess.Popen[str]]:
    """The server in a process of its own, with the form page of the benchmark."""
    command = [sys.executable, str(TESTS / "benchmarks" / "servers.py"), "--run", "waitress", "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


@asks_to_end
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_starts_answers_and_ends_cleanly(port: int, how: signal.Signals) -> None:
    with process(port) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == f"Listening on http://{HOST}:{port}/ (Ctrl+C stops)\n"
        answer, body = fetch(port)
        assert answer.status == 200
        assert b"<form" in body
        assert answer.headers["Server"] is None
        running.send_signal(how)
        rest, errors = running.communicate(timeout=3)
        assert running.returncode == 0
        assert rest + errors == "", "no access log and no parting words"


def test_a_taken_port_gives_one_clear_line(port: int) -> None:
    with socket.create_server((HOST, port)), process(port) as running:
        words, errors = running.communicate(timeout=10)
        assert running.returncode == 2
        assert words == ""
        assert errors == (
            f"Can't listen on {HOST}, port {port}: another program uses this port; stop it or choose another port.\n"
        )


# The second is of a block kept for documentation (RFC 5737), the first no name at all.
@pytest.mark.parametrize("host", ["a..b", "192.0.2.1"])
def test_an_unknown_host_gives_one_clear_line(
    app: Flask, port: int, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        server.serve(app, Settings(host=host, port=port, tls=True))
    assert stopped.value.code == 2
    assert capsys.readouterr().err == f"Can't listen on {host}, port {port}: this machine has no such address.\n"


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "this port is kept for others; choose one above 1023"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "this machine has no such address"),
        (OSError(errno.ENOBUFS, "No buffer space available"), "No buffer space available"),
    ],
)
def test_reasons_are_plain(problem: OSError, words: str) -> None:
    assert server._reason(problem) == words


def test_an_application_that_takes_everything_is_refused(port: int) -> None:
    with pytest.raises(ValueError, match="MAX_CONTENT_LENGTH"):
        server.serve(Flask(__name__), Settings(port=port))


@asks_to_end
def test_requests_under_way_are_finished(serve: Serve, port: int) -> None:
    """Two threads, six requests: the last ones still wait in line when the server is asked to end."""
    with ThreadPoolExecutor() as pool:

        def talk() -> list[Future[bytes]]:
            clients = [pool.submit(lambda: fetch(port, "/late")[1]) for _ in range(6)]
            time.sleep(0.3)
            return clients

        assert [client.result() for client in serve(talk)] == [b"late"] * 6


@asks_to_end
def test_the_handlers_of_signals_are_put_back(serve: Serve, port: int) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    serve(lambda: fetch(port))
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


@asks_to_end
def test_slow_clients_do_not_hold_up_a_quick_one(port: int) -> None:
    """Thirty for each thread; a server that gives a thread to each would keep the quick client waiting for seconds."""
    with process(port):
        wait_until_listening(port)
        command = [sys.executable, str(TESTS / "load" / "slow_clients.py"), "--json", "--port", str(port)]
        command += ["--clients", "120", "--slow-path", "/file", "--seconds", "1.5"]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    among = json.loads(told)["among"]
    assert among["failed"] == 0
    assert among["requests"] > 10
    assert among["p99"] < 1000


@asks_to_end
def test_a_request_that_trickles_in_too_long_is_cut(serve: Serve, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.3)

    def talk() -> float:
        began = time.monotonic()
        with socket.create_connection((HOST, port), timeout=5) as connection:
            connection.sendall(POST + b"Content-Length: 1000\r\n\r\nanswer=")
            with suppress(OSError):
                for _ in range(100):
                    connection.sendall(b"a")
                    time.sleep(0.05)
        return time.monotonic() - began

    assert 0.3 < serve(talk) < 2


@asks_to_end
@pytest.mark.parametrize("length", [600_000, 5_000_000])
def test_a_long_body_is_refused_in_the_applications_words(serve: Serve, app: Flask, port: int, length: int) -> None:
    answer = serve(lambda: exchange(port, POST + f"Content-Length: {length}\r\n\r\n".encode(), b"a" * length))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.endswith(b"That is too long for us.")
    assert app.config["posts"] == []


@asks_to_end
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 17_000 + b"\r\n\r\n", b"431"),
        (POST + b"Content-Length: 100000000\r\n\r\n", b"413"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n8\r\nanswer=a\r\n0\r\n\r\n", b"501"),
        (POST + b"Content-Length: many\r\n\r\n", b"400"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET /?\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
    ],
)
def test_what_the_server_refuses(serve: Serve, app: Flask, port: int, sent: bytes, status: bytes) -> None:
    answer = serve(lambda: exchange(port, sent))
    assert answer.split(b" ")[1] == status
    for header in (
        b"X-Content-Type-Options: nosniff",
        b"Cache-Control: no-store",
        b"Content-Security-Policy: default-src",
    ):
        assert header in answer
    assert app.config["posts"] == []


@asks_to_end
def test_half_a_form_is_never_taken_for_a_whole_one(serve: Serve, app: Flask, port: int) -> None:
    def talk() -> None:
        with socket.create_connection((HOST, port)) as cut:
            cut.sendall(POST + b"Content-Length: 1000\r\n\r\nanswer=half")
        time.sleep(0.3)
        exchange(port, POST + b"Content-Length: 12\r\n\r\nanswer=whole")

    serve(talk)
    assert app.config["posts"] == [len("whole")]


@asks_to_end
@pytest.mark.parametrize("parts", [(GET, GET, GET), (GET * 3,)], ids=["kept alive", "pipelined"])
def test_several_requests_on_one_connection(serve: Serve, port: int, parts: tuple[bytes, ...]) -> None:
    answers = serve(lambda: exchange(port, *parts))
    assert answers.count(b"HTTP/1.1 200 OK") == 3


@asks_to_end
def test_nothing_waits_in_a_temporary_file(serve: Serve, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a long answer that the client is slow to take, nor a long form."""
    made: list[object] = []
    monkeypatch.setattr(TempfileBasedBuffer, "newfile", made.append)

    def talk() -> tuple[bytes, bytes]:
        form = POST + b"Content-Length: 500007\r\n\r\nanswer=" + b"a" * 500_000
        return fetch(port, "/large", pause=0.3)[1], exchange(port, form)

    large, taken = serve(talk)
    assert len(large) == LARGE_ANSWER
    assert taken.startswith(b"HTTP/1.1 200 OK")
    assert made == []


@asks_to_end
def test_the_log_has_no_address_and_no_words_of_hers(serve: Serve, port: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        serve(lambda: exchange(port, GET.replace(b"/ ", b"/breaks?code=1234 ", 1)))
    assert "LookupError in the server, " in caplog.text
    for secret in ("breaks", "1234", "secret", HOST):
        assert secret not in caplog.text
    caplog.clear()  # this error was wanted


def test_an_error_without_traceback_is_logged_as_a_bare_fact() -> None:
    record = logging.LogRecord("waitress", logging.ERROR, "", 1, "closing <channel %s>", (HOST,), None)
    assert server._bare_fact(record)
    assert record.getMessage() == "An error in the server"

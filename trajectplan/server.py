"""The embedded server: one process, a few threads, patient with slow clients, on every system that runs Python.

Why waitress 3.0.2 and not granian 2.8.7 or cheroot 11.1.2: measured on 22 November 2026 with
``tests/benchmarks/servers.py`` (two busy shared cores, Python 3.11, one process, four threads, a form page of 12 KB, 8
connections; figures are ratios to waitress in the same run, over four runs).

- Speed: waitress 260-320 pages a second, p99 53-84 ms; granian 0.9-1.5 as many, p99 0.8-1.6; cheroot 0.8-1.3 as many.
  So the choice may cost a third of the speed: two cores serve a workshop many times over.
- Memory: 46-51 MB; granian 1.6-1.9, for it is two processes; cheroot 1.0.
- Among 200 clients that send or read a byte per 0.1 s a quick client's p99 is 1.1-2.9 times that without them. With
  granian and cheroot nobody is answered within 5 s, unless each has 256 threads: 0.8-3.5, for 1.1-1.6 the memory.
- A POST that breaks off halfway: waitress drops it; with both others the application took half a form for a whole one.
- waitress is pure Python, so it runs wherever Python does.

The limit: 450 connections. More slow clients than that do keep others waiting, until ``REQUEST_SECONDS`` are over.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import logging
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any

import click
import waitress
from flask import Flask
from waitress import wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, TransferEncodingNotImplemented
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask

from .config import CLOSED_NETWORK, Settings

__all__ = ["Overheard", "check_address", "serve"]

HEADER_BYTES = 16 * 1024
DISCARDED_BYTES = 16 * 1024 * 1024
"""Up to here a body that is too long is read and thrown away, so that the refusal arrives: a phone's photo."""
IDLE_SECONDS = 60
REQUEST_SECONDS = 120
"""How long one request may take to arrive whole: 512 KB at 35 kbit/s."""
LAST_SECONDS = 2.0
"""How long requests under way may take once the server must stop."""
CONNECTIONS = 450
"""Windows waits for at most 512 sockets at once."""
REFUSAL_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
PR_SET_DUMPABLE = 4  # linux/prctl.h
CANT_LISTEN = 2
"""The exit code when the address can't be used."""


class Overheard(RuntimeError):  # noqa: N818 - says what would happen
    """An address on which others could read along; its text is one line for the operator."""


def check_address(settings: Settings) -> None:
    """Raise ``Overheard`` for an address that others can reach without TLS, unless the operator said they may.

    A private address counts as well: whoever is on the same network could read along. That an address isn't there at
    all, ``serve`` finds out.
    """
    with suppress(OSError, UnicodeError):
        _refuse_if_overheard(settings, _resolved(settings.host, settings.port)[-1][0])


def _refuse_if_overheard(settings: Settings, address: str) -> None:
    if settings.tls or settings.plain_http == CLOSED_NETWORK or ip_address(address).is_loopback:
        return
    raise Overheard(
        f"Not listening on {settings.host}: others on the network could read along. Put a server with TLS in front and "
        "set TRAJECTPLAN_TLS=yes; only on a closed network without internet set TRAJECTPLAN_PLAIN_HTTP=closed_network."
    )


def serve(app: Flask, settings: Settings) -> None:
    """Serve ``app`` on ``settings.host`` and ``settings.port`` until SIGINT or SIGTERM; finish what is under way.

    Prints one line when it listens. Must be called in the main thread. ``app`` must refuse bodies longer than its
    ``MAX_CONTENT_LENGTH``, for they reach it empty: ``ValueError`` if it has none. Raises ``SystemExit(2)``, after one
    line on standard error, when the address can't be used, and ``Overheard`` as ``check_address`` does.
    """
    if not app.config["MAX_CONTENT_LENGTH"]:
        raise ValueError("the application needs a MAX_CONTENT_LENGTH")
    try:
        listener = _listen(settings)
    except (OSError, UnicodeError) as problem:
        click.echo(f"Can't listen on {settings.host}, port {settings.port}: {_reason(problem)}.", err=True)
        raise SystemExit(CANT_LISTEN) from None
    _keep_contents_out_of_the_log()
    _leave_no_core_file()
    sockets: dict[int, object] = {}
    server = waitress.create_server(
        app,
        map=sockets,
        sockets=[listener],
        threads=settings.threads,
        url_scheme="https" if settings.tls else "http",
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=10,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=DISCARDED_BYTES,
        # Larger bodies and answers would wait in temporary files, and her words don't belong there.
        inbuf_overflow=sys.maxsize,
        outbuf_overflow=sys.maxsize,
        # Only the application knows how many proxies there are; without any, waitress takes their headers away.
        clear_untrusted_proxy_headers=not settings.proxies,
        ident=None,
        log_socket_errors=False,
    )
    _Request.longest_body = app.config["MAX_CONTENT_LENGTH"]
    server.channel_class = _Channel
    with _until_told(server) as stop:
        host, port = listener.getsockname()[:2]
        click.echo(f"Listening on http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl+C stops)")
        while not stop.is_set():
            wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
        _finish(server, sockets)


@contextmanager
def _until_told(server: TcpWSGIServer) -> Iterator[threading.Event]:
    """An event that is set when the process is asked to end."""
    stop = threading.Event()

    def ask(*_: object) -> None:
        stop.set()
        server.pull_trigger()  # wakes the loop

    names = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is Windows' Ctrl+Break
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [signal.signal(number, ask) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _finish(server: TcpWSGIServer, sockets: dict[int, object]) -> None:
    """Take no new connections, give the requests under way ``LAST_SECONDS``, then close everything."""
    server.accepting = False
    until = time.monotonic() + LAST_SECONDS
    while time.monotonic() < until and any(
        channel.requests or channel.total_outbufs_len for channel in server.active_channels.values()
    ):
        wasyncore.loop(timeout=0.1, use_poll=True, map=sockets, count=1)
    server.task_dispatcher.shutdown(timeout=0.5)
    wasyncore.close_all(sockets)
    server.close()


def _resolved(host: str, port: int) -> tuple[Any, ...]:
    """The first address of ``host``, IPv4 before IPv6, as ``socket.getaddrinfo`` gives it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return min(found, key=lambda each: each[0] != socket.AF_INET)


def _listen(settings: Settings) -> socket.socket:
    """A socket bound to the address; raises ``OSError``, ``UnicodeError`` or ``Overheard``."""
    family, kind, protocol, _, address = _resolved(settings.host, settings.port)
    _refuse_if_overheard(settings, address[0])
    listener = socket.socket(family, kind, protocol)
    try:
        # SO_REUSEADDR means "restart without waiting" on POSIX, but "share a port that is taken" on Windows.
        option = "SO_REUSEADDR" if os.name == "posix" else "SO_EXCLUSIVEADDRUSE"
        listener.setsockopt(socket.SOL_SOCKET, getattr(socket, option), 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def _reason(problem: Exception) -> str:
    """Why an address can't be used, in a few plain words."""
    code = getattr(problem, "errno", None)
    if code == errno.EADDRINUSE:
        return "another program uses this port; stop it or choose another port"
    if code == errno.EACCES:
        return "this port is kept for others; choose one above 1023"
    if code == errno.EADDRNOTAVAIL or isinstance(problem, (socket.gaierror, UnicodeError)):
        return "this machine has no such address"
    return str(getattr(problem, "strerror", None) or problem)


class _Nothing(OverflowableBuffer):  # type: ignore[misc]  # waitress has no types
    """A buffer that keeps nothing."""

    def append(self, data: bytes) -> None:
        """Forget ``data``."""


class _Request(HTTPRequestParser):  # type: ignore[misc]
    """A request whose body is thrown away when it is too long: the application sees its length and refuses it.

    To hang up at once would show her a broken connection instead of an answer.
    """

    longest_body = 0

    def parse_header(self, header_plus: bytes) -> None:
        """Decide what becomes of the body; browsers always send its length beforehand."""
        super().parse_header(header_plus)
        if self.chunked:
            raise TransferEncodingNotImplemented("Send a body with its length.")
        if self.content_length > self.longest_body:
            self.body_rcv = FixedStreamReceiver(self.content_length, _Nothing(0))


class _Refusal(ErrorTask):  # type: ignore[misc]
    """The server's own answer to what never reaches the application, under headers as careful as the application's."""

    def execute(self) -> None:
        """Answer."""
        self.response_headers.extend(REFUSAL_HEADERS)
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that is closed when a request trickles in for longer than ``REQUEST_SECONDS``.

    The idle time-out alone would let one byte a minute hold a connection for hours.
    """

    parser_class = _Request
    error_task_class = _Refusal
    request_began = 0.0

    def received(self, data: bytes) -> bool:
        """Take ``data`` unless its request is late."""
        now = time.monotonic()
        if self.request is None:
            self.request_began = now
        elif now - self.request_began > REQUEST_SECONDS:
            self.will_close = True
            return False
        return bool(super().received(data))


def _leave_no_core_file() -> None:
    """Let a crash leave no copy of the memory on disk: plans that are open stand in it as she typed them.

    Python's ``resource`` isn't there on Windows; and only Linux may hand a copy to a program whatever its limit says.
    """
    with suppress(ImportError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _keep_contents_out_of_the_log() -> None:
    """Waitress' messages name paths and addresses; of these only the bare fact is logged."""
    logging.getLogger("waitress").addFilter(_bare_fact)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def _bare_fact(record: logging.LogRecord) -> bool:
    """Let warnings and errors through, and keep of an error only its type and where in the program it happened."""
    if record.levelno >= logging.ERROR:
        record.msg, record.args = "An error in the server", ()
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])[-1:]
            record.msg = f"{record.exc_info[0].__name__} in the server"
            record.msg += "".join(f", {frame.filename}:{frame.lineno}" for frame in frames)
        record.exc_info = None
    return record.levelno >= logging.WARNING

"""Which embedded server: the candidates beside each other with the same form page, in one run.

``python tests/benchmarks/servers.py`` measures the ones that are installed and prints ratios to the first. Only
loopback; about half a minute for each.
"""

from __future__ import annotations

import argparse
import http.client
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeAlias

import click
from flask import Flask, redirect, render_template_string, request
from werkzeug import Response

from trajectplan.config import Settings
from trajectplan.server import HEADER_BYTES, serve

HOST = "127.0.0.1"
SLOW_CLIENTS = Path(__file__).parent.parent / "load" / "slow_clients.py"
PAGE = """<!doctype html><html lang="en"><head><title>Form</title></head><body><h1>Form</h1>
<form method="post">{% for day in days %}<fieldset><legend>{{ day }}</legend>
{% for part in parts %}<label for="{{ day }}-{{ part }}">{{ part }} on {{ day }}, if you want</label>
<input id="{{ day }}-{{ part }}" name="{{ day }}-{{ part }}" value="{{ values.get(part, '') }}" autocomplete="off">
{% endfor %}</fieldset>{% endfor %}<button name="do" value="next">Next</button></form></body></html>"""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PARTS = tuple(f"part {number}" for number in range(1, 17))
FILE_BYTES = 400_000
"""About as large as a printed plan."""
BODY_BYTES = 512 * 1024
THREADS = 4
CONNECTIONS = 8
ROUNDS = 3
LOAD_SECONDS = 5
START_SECONDS = 10.0


def form_app() -> Flask:
    """A page of 12 KB through Jinja, the same page for a POST's answer, a file, and how many POSTs came through."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    posts: list[int] = []

    @app.get("/")
    def form() -> str:
        return render_template_string(PAGE, days=DAYS, parts=PARTS, values={"part 1": "<09:30>"})

    @app.post("/")
    def save() -> Response:
        posts.append(len(request.form))
        return redirect("/", 303)

    @app.get("/posts")
    def count() -> str:
        return str(len(posts))

    @app.route("/file", methods=["GET", "POST"])
    def file() -> bytes:
        return b"x" * (FILE_BYTES + len(request.form))

    return app


def run_waitress(port: int, threads: int = THREADS) -> None:
    """Ours, as it is configured."""
    serve(form_app(), Settings(port=port, threads=threads))


def run_granian(port: int, threads: int = THREADS) -> None:
    """Granian with one worker process."""
    from granian.constants import Interfaces  # noqa: PLC0415 - a candidate that need not be installed
    from granian.http import HTTP1Settings  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    Server(
        "servers:form_app",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        working_dir=Path(__file__).parent,
        workers=1,
        blocking_threads=threads,
        http1_settings=HTTP1Settings(max_buffer_size=HEADER_BYTES),
        log_access=False,
    ).serve()


def run_cheroot(port: int, threads: int = THREADS) -> None:
    """Cheroot: a thread for each connection that is being read."""
    from cheroot.wsgi import Server  # type: ignore[import-not-found]  # noqa: PLC0415

    server = Server((HOST, port), form_app(), numthreads=threads, request_queue_size=128)
    server.max_request_header_size = HEADER_BYTES
    server.max_request_body_size = BODY_BYTES
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    server.safe_start()


FIRST = "waitress"
CANDIDATES: dict[str, Callable[[int], None]] = {
    FIRST: run_waitress,
    "granian": run_granian,
    "granian, 256 threads": lambda port: run_granian(port, 256),
    "cheroot": run_cheroot,
    "cheroot, 256 threads": lambda port: run_cheroot(port, 256),
}


Figures: TypeAlias = dict[str, float | str]


class Running:
    """A candidate in a process of its own, for as long as the block lasts."""

    def __init__(self, name: str) -> None:
        self.name = name
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port: int = free.getsockname()[1]

    def __enter__(self) -> Self:
        command = [sys.executable, __file__, "--run", self.name, "--port", str(self.port)]
        began = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while (time.perf_counter() - began) < START_SECONDS:
            with suppress(OSError, http.client.HTTPException):
                fetch(self.port)
                break
            time.sleep(0.01)
        self.start_seconds = time.perf_counter() - began
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def stop(self) -> str:
        """Ask it to end; how long that took and its exit code."""
        began = time.perf_counter()
        self.process.terminate()
        try:
            code = self.process.wait(10)
        except subprocess.TimeoutExpired:
            return "no end within 10 s"
        return f"{time.perf_counter() - began:.2f} s, code {code}"

    def megabytes(self) -> float:
        """Memory of it and its children, shared pages counted in proportion; 0 where there is no /proc."""
        pids, kilobytes = [str(self.process.pid)], 0
        for pid in pids:
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                pids += children.read_text().split()
            rollup = Path(f"/proc/{pid}/smaps_rollup")
            if rollup.exists():
                kilobytes += int(re.findall(r"^Pss:\s+(\d+)", rollup.read_text(), re.MULTILINE)[0])
        return kilobytes / 1024


def fetch(port: int, path: str = "/") -> bytes:
    """One page, whole."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def load(port: int, seconds: int = LOAD_SECONDS) -> tuple[float, float]:
    """Requests per second and p99 in milliseconds at eight connections; by wrk, or by threads of our own."""
    wrk = shutil.which("wrk")
    if not wrk:
        return load_without_wrk(port, seconds)
    command = [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", f"http://{HOST}:{port}/"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    [(p99, unit)] = re.findall(r"99%\s+([\d.]+)(us|ms|s)", told)
    factor = {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0]), float(p99) * factor


def load_without_wrk(port: int, seconds: int) -> tuple[float, float]:
    """The same with Python threads, which are slower: for ratios only."""
    times: list[float] = []
    until = time.monotonic() + seconds

    def client() -> None:
        while time.monotonic() < until:
            began = time.perf_counter()
            fetch(port)
            times.append((time.perf_counter() - began) * 1000)

    clients = [threading.Thread(target=client) for _ in range(CONNECTIONS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return len(times) / seconds, sorted(times)[int(len(times) * 0.99)]


def among_slow_clients(server: Running, count: int) -> Figures:
    """How long a quick client waits alone and among ``count`` slow ones, and the memory these cost."""
    command = [sys.executable, str(SLOW_CLIENTS), "--json", "--port", str(server.port), "--slow-path", "/file"]
    with subprocess.Popen([*command, "--clients", str(count)], stdout=subprocess.PIPE, text=True) as process:
        time.sleep(10)  # in the middle of the part with slow clients
        memory = server.megabytes()
        told, _ = process.communicate()
    figures = json.loads(told)
    alone, among = figures["alone"], figures["among"]
    return {
        "quick p99 alone, ms": alone["p99"],
        "quick p99 among slow, ms": among["p99"],
        "among over alone": among["p99"] / alone["p99"],
        "quick ones failed": f"{among['failed']} of {among['requests']}",
        "memory among slow, MB": memory,
    }


def exchange(port: int, *parts: bytes, seconds: float = 1.0) -> bytes:
    """Send ``parts`` on one connection and read until the server ends it or is silent for ``seconds``."""
    got = b""
    with socket.create_connection((HOST, port), timeout=seconds) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            while piece := connection.recv(65536):
                got += piece
        except TimeoutError:
            return got
        except OSError:
            return got or b"(connection reset)"
    return got


def manners(port: int) -> Figures:
    """What the server does with what isn't a neat request."""
    get = b"GET /posts HTTP/1.1\r\nHost: localhost\r\n\r\n"
    long = get[:-2] + b"X-Long: " + b"a" * 20_000 + b"\r\n\r\n"
    post = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    before = fetch(port, "/posts")
    with socket.create_connection((HOST, port)) as cut:
        cut.sendall(post + b"Content-Length: 1000\r\n\r\nanswer=half")
    time.sleep(0.3)
    after = fetch(port, "/posts")
    plain = exchange(port, get)
    return {
        "header of 20 KB": status(exchange(port, long)),
        "body of 600 KB": status(exchange(port, post + b"Content-Length: 600000\r\n\r\n", b"a" * 600_000)),
        "body of 5 MB": status(exchange(port, post + b"Content-Length: 5000000\r\n\r\n", b"a" * 5_000_000)),
        "POST cut halfway": "application not called" if before == after else "application called",
        "two on a connection": f"{exchange(port, get, get).count(b'200 OK')} answered",
        "three pipelined": f"{exchange(port, get * 3).count(b'200 OK')} answered",
        "Server header": "sent" if b"\r\nserver:" in plain.lower() else "none",
    }


def status(answer: bytes) -> str:
    """The status line of an answer, or why there is none."""
    return answer.partition(b"\r\n")[0].decode("latin-1").removeprefix("HTTP/1.1 ") or "no answer"


def speeds(names: list[str]) -> dict[str, Figures]:
    """Start, speed and memory of each: the medians of rounds in which they take turns, for a shared machine wavers."""
    seen: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name in names:
            with Running(name) as server:
                seen[name].append((server.start_seconds, *load(server.port), server.megabytes()))
    labels = ("start, s", "requests/s", "p99, ms", "memory, MB")
    return {
        name: dict(zip(labels, (statistics.median(column) for column in zip(*rounds, strict=True)), strict=True))
        for name, rounds in seen.items()
    }


def bearing(name: str, slow: int) -> Figures:
    """What one candidate does with slow clients, with what isn't a neat request, and when it must stop."""
    with Running(name) as server:
        return among_slow_clients(server, slow) | manners(server.port) | {"stop": server.stop()}


def main() -> None:
    """Run one candidate, or measure all that are installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", choices=CANDIDATES)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--only", choices=CANDIDATES, action="append")
    parser.add_argument("--slow", type=int, default=200, help="how many slow clients")
    given = parser.parse_args()
    if given.run:
        CANDIDATES[given.run](given.port)
        return
    names = [
        name
        for name in dict.fromkeys([FIRST, *(given.only or CANDIDATES)])
        if importlib.util.find_spec(name.partition(",")[0])
    ]
    click.echo(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {given.slow} slow clients")
    first: Figures = {}
    for name, speed in speeds(names).items():
        figures = speed | bearing(name, given.slow)
        first = first or figures
        click.echo(f"\n{name}")
        for what, value in figures.items():
            click.echo(f"  {what:26} {shown(value, first[what])}")


def shown(value: float | str, base: float | str) -> str:
    """A figure with its ratio to the first candidate's; other words as they are."""
    if isinstance(value, str) or isinstance(base, str):
        return str(value)
    return f"{value:8.2f}" + (f"  ({value / base:.2f} × {FIRST})" if base else "")


if __name__ == "__main__":
    main()

"""The embedded server as a process of its own: how soon it answers, how many pages a second, how much memory."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Self

from trajectplan import create_app
from trajectplan.config import Settings
from trajectplan.plan.document import Plan
from trajectplan.storage.sessions import Session
from trajectplan.web.services import NAME, Services
from trajectplan.web.ways import screen_url

from .timing import Time, median, resident

HOST = "127.0.0.1"
CONNECTIONS = 8
LOAD_SECONDS = 5
START_SECONDS = 30.0
LATER_STARTS = 3
PAGES = 100
PDF, START = "/print/plan.pdf", "/"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder with open plans, all alike: the cookies that open them, and the addresses of their questions."""

    folder: Path
    cookies: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def cookie(self) -> str:
        """That of the first plan."""
        return self.cookies[0]

    @classmethod
    def make(cls, folder: Path, plan: Plan, plans: int = 1) -> Self:
        """Keep the plan, as often as asked, and start sessions, as the program does."""
        app = create_app(Settings(data_dir=folder), pool_size=0)
        rooms: Services = app.extensions[NAME]
        tokens = [rooms.sessions.start(Session("nl", "mine", rooms.store.create(plan).key)) for _ in range(plans)]
        with app.test_request_context():
            questions = [screen_url(screen) for chapter in rooms.chapters for screen in chapter.screens(plan)]
        rooms.store.engine.dispose()
        return cls(folder, tuple(f"plan={token}" for token in tokens), tuple(questions))


class Server:
    """``trajectplan serve`` on a free port, for as long as the block lasts."""

    def __init__(self, folder: Path, compiled: Path) -> None:
        """``compiled`` is where Python keeps compiled modules; an empty folder makes it compile them all."""
        self._environ = {name: text for name, text in os.environ.items() if not name.startswith("TRAJECTPLAN_")}
        self._environ |= {"TRAJECTPLAN_DATA_DIR": str(folder), "PYTHONPYCACHEPREFIX": str(compiled)}
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port: int = free.getsockname()[1]

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "trajectplan", "serve", "--host", HOST, "--port", str(self.port)]
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=self._environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            self._wait(began + START_SECONDS)
        except BaseException:
            self.__exit__()
            raise
        self.start_seconds = time.perf_counter() - began
        return self

    def _wait(self, until: float) -> None:
        while time.perf_counter() < until and self.process.poll() is None:
            with suppress(OSError):
                self.get(START)
                return
            time.sleep(0.005)
        raise RuntimeError("the server did not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def get(self, path: str, cookie: str = "") -> bytes:
        """One page, whole. Raises ``RuntimeError`` for anything but a page."""
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as connection:
            connection.request("GET", path, headers=_headers(cookie))
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{answer.status} for {path}")
        return body

    def cpu_seconds(self) -> float:
        """The CPU time that the process has used so far; not a number where there is no /proc."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return float("nan")
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """The memory that the process holds now (resident); not a number where there is no /proc."""
        return resident(self.process.pid)


def _headers(cookie: str) -> dict[str, str]:
    return {"Accept-Encoding": "gzip, br", "Accept-Language": "nl"} | ({"Cookie": cookie} if cookie else {})


@dataclass(frozen=True, slots=True)
class Load:
    """What ``CONNECTIONS`` connections at once got: pages a second, and p99 in milliseconds."""

    per_second: float
    p99: float


def load(server: Server, path: str, cookie: str = "", seconds: int = LOAD_SECONDS) -> Load:
    """Ask for a page again and again; by wrk where it is installed, else by threads of our own."""
    server.get(path, cookie)
    wrk = shutil.which("wrk")
    if not wrk:
        return _load_without_wrk(server, path, cookie, seconds)
    headers = [f"-H{name}: {text}" for name, text in _headers(cookie).items()]
    command = [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *headers]
    told = subprocess.run(
        [*command, f"http://{HOST}:{server.port}{path}"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    [(p99, unit)] = re.findall(r"99%\s+([\d.]+)(us|ms|s)", told)
    factor = {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
    return Load(float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0]), float(p99) * factor)


def _load_without_wrk(server: Server, path: str, cookie: str, seconds: int) -> Load:
    """The same with Python threads, which are slower than wrk."""
    times: list[float] = []
    until = time.monotonic() + seconds

    def client() -> None:
        while time.monotonic() < until:
            began = time.perf_counter()
            server.get(path, cookie)
            times.append((time.perf_counter() - began) * 1000)

    clients = [threading.Thread(target=client) for _ in range(CONNECTIONS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return Load(len(times) / seconds, sorted(times)[int(len(times) * 0.99)])


@dataclass(frozen=True, slots=True)
class Served:
    """All that was seen of the server. ``memory`` is in megabytes, by what had happened until then."""

    first_start: Time
    later_start: Time
    memory: Mapping[str, float]
    question: Load
    start: Load


def measure(folder: Path, plan: Plan) -> Served:
    """Start it a few times, look through a plan, print it, then put load on it."""
    prepared = Prepared.make(folder / "served", plan)
    compiled = folder / "compiled"
    starts = [_started(folder / "new", compiled), *(_started(prepared.folder, compiled) for _ in range(LATER_STARTS))]
    memory: dict[str, float] = {}
    with Server(prepared.folder, compiled) as server:
        memory["after the start"] = server.megabytes()
        for path in islice(cycle(prepared.questions), PAGES):
            server.get(path, prepared.cookie)
        memory[f"after {PAGES} pages"] = server.megabytes()
        server.get(PDF, prepared.cookie)
        memory["after a PDF"] = server.megabytes()
        middle = prepared.questions[len(prepared.questions) // 2]
        question, start = load(server, middle, prepared.cookie), load(server, START)
        memory["after the load"] = server.megabytes()
    return Served(starts[0], median(starts[1:]), memory, question, start)


def _started(folder: Path, compiled: Path) -> Time:
    with Server(folder, compiled) as server:
        return Time(server.start_seconds, server.cpu_seconds())

"""Ten plans printed at once, as at the end of a workshop: how long everybody else waits for a question page."""

from __future__ import annotations

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from typing import Final

from trajectplan.plan.document import Plan

from .serving import HOST, PDF, Prepared, Server

AT_ONCE: Final = 10
ROUNDS: Final = 2
QUIET_PAGES: Final = 60
THINKING: Final = 0.02
"""Seconds between two pages of the one who goes on with her questions."""
PATIENCE: Final = 120.0
"""Seconds after which somebody who still has no PDF gives up."""


@dataclass(slots=True)
class Crowd:
    """How many seconds question pages took, and how those who printed fared.

    ``during`` has only pages that were asked for and came while the server was making somebody's PDF.
    """

    before: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    sent_back: int = 0
    """How many times somebody was asked to come back in a moment."""
    gave_up: int = 0
    asking: set[str] = field(default_factory=set)
    """Whose PDF the server is busy with, or who stands in its line."""

    @property
    def ratio(self) -> float:
        """How many times as long a question page takes while the others print."""
        return statistics.median(self.during) / statistics.median(self.before)


def measure(folder: Path, plan: Plan) -> Crowd:
    """Quiet and crowded times by turns."""
    prepared = Prepared.make(folder / "crowd", plan, plans=AT_ONCE + 1)
    reader, *printers = prepared.cookies
    crowd, paths = Crowd(), cycle(prepared.questions)
    with Server(prepared.folder, folder / "compiled") as server:
        for _ in prepared.questions:
            server.get(next(paths), reader)
        server.get(PDF, reader)
        for _ in range(ROUNDS):
            crowd.before += [_page(server, next(paths), reader) for _ in range(QUIET_PAGES)]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                prints = [pool.submit(_print, server, cookie, crowd) for cookie in printers]
                while not all(each.done() for each in prints):
                    crowded = bool(crowd.asking)
                    took = _page(server, next(paths), reader)
                    if crowded and crowd.asking:
                        crowd.during.append(took)
            for each in prints:
                each.result()
    return crowd


def _page(server: Server, path: str, cookie: str) -> float:
    time.sleep(THINKING)
    began = time.perf_counter()
    server.get(path, cookie)
    return time.perf_counter() - began


def _print(server: Server, cookie: str, crowd: Crowd) -> None:
    """Ask for the PDF, and again when told to come back, as a browser does by itself."""
    began = time.monotonic()
    while time.monotonic() < began + PATIENCE:
        crowd.asking.add(cookie)
        try:
            seconds = _asked(server, cookie)
        finally:
            crowd.asking.discard(cookie)
        if seconds is None:
            crowd.waited.append(time.monotonic() - began)
            return
        crowd.sent_back += 1
        time.sleep(seconds)
    crowd.gave_up += 1


def _asked(server: Server, cookie: str) -> float | None:
    """Nothing when the PDF came, else the seconds after which to come back."""
    with closing(http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE)) as connection:
        connection.request("GET", PDF, headers={"Cookie": cookie, "Accept-Language": "nl"})
        answer = connection.getresponse()
        answer.read()
    if answer.status == HTTPStatus.OK:
        return None
    if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
        raise RuntimeError(f"{answer.status} for {PDF}")
    return float(answer.getheader("Retry-After") or 1)

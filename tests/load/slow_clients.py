"""Slow clients: connections that send and read drop by drop, while a quick client measures how long it waits.

Run it against a server on this machine: ``python tests/load/slow_clients.py --port 8000``. Only loopback, and bounded
in number and time.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import click

HOST = "127.0.0.1"
DROP_SECONDS = 0.1
CONNECT_SECONDS = 3.0
MOST_CLIENTS = 1000
MOST_SECONDS = 60.0
PATIENCE = 5.0
"""How long the quick client waits before it counts a request as failed, in seconds."""


@dataclass(frozen=True, slots=True)
class Latency:
    """What the quick client saw; a failed request counts with the time it took to fail. Times in milliseconds."""

    requests: int
    failed: int
    median: float
    p99: float

    def __str__(self) -> str:
        return f"{self.requests} requests, {self.failed} failed, median {self.median:.1f} ms, p99 {self.p99:.1f} ms"


def quick_client(port: int, path: str = "/", seconds: float = 3.0) -> Latency:
    """Fetch ``path`` again and again, on a new connection each time, and measure from connecting to the last byte."""
    times: list[float] = []
    failed = 0
    until = time.monotonic() + min(seconds, MOST_SECONDS)
    while not times or time.monotonic() < until:
        began = time.perf_counter()
        failed += not _fetch(port, path)
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(0.005)
    times.sort()
    return Latency(len(times), failed, statistics.median(times), times[int(len(times) * 0.99)])


def _fetch(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return bool(answer.read()) and answer.status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def slow_clients(port: int, count: int, seconds: float, path: str = "/") -> Iterator[None]:
    """Keep ``count`` slow clients busy from the moment they are connected until the block ends, ``seconds`` at most.

    They live in a process of their own, so that they don't slow down the client that measures. A third sends its
    headers drop by drop, a third its body, a third reads ``path`` drop by drop.
    """
    command = [sys.executable, __file__, "--slow-only", "--port", str(port), "--path", path]
    command += ["--clients", str(count), "--seconds", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout is None or not process.stdout.readline():
                raise RuntimeError("the slow clients did not start")
            yield
        finally:
            process.terminate()


Kind = Callable[[socket.socket, str, float], Awaitable[None]]


async def _slow_only(port: int, count: int, seconds: float, path: str) -> None:
    until = time.monotonic() + seconds
    kinds = (_slow_head, _slow_body, _slow_reader)
    clients = [asyncio.create_task(_client(kinds[number % len(kinds)], port, path, until)) for number in range(count)]
    await asyncio.sleep(CONNECT_SECONDS)
    click.echo("ready")
    await asyncio.gather(*clients)


async def _client(kind: Kind, port: int, path: str, until: float) -> None:
    """Connect and be slow; a server that hangs up is met again, as a stubborn client would."""
    while time.monotonic() < until:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(0)
            try:
                await asyncio.get_running_loop().sock_connect(connection, (HOST, port))
                await kind(connection, path, until)
            except OSError:
                await asyncio.sleep(DROP_SECONDS)


async def _slow_head(connection: socket.socket, path: str, until: float) -> None:
    await _send(connection, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".encode())
    await _drops(connection, until)


async def _slow_body(connection: socket.socket, path: str, until: float) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    await _send(connection, f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode())
    await _drops(connection, until)


async def _slow_reader(connection: socket.socket, path: str, until: float) -> None:
    await _send(connection, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    while time.monotonic() < until:
        if not await asyncio.get_running_loop().sock_recv(connection, 1):
            return
        await asyncio.sleep(DROP_SECONDS)


async def _drops(connection: socket.socket, until: float) -> None:
    while time.monotonic() < until:
        await _send(connection, b"a")
        await asyncio.sleep(DROP_SECONDS)


async def _send(connection: socket.socket, data: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(connection, data)


def main() -> None:
    """Measure the quick client alone and among slow ones, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", default="/", help="what the quick client fetches")
    parser.add_argument("--slow-path", help="what the slow clients ask for, when that is another page")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--json", action="store_true", help="figures for a program to read")
    parser.add_argument("--slow-only", action="store_true", help="be the slow clients and measure nothing")
    given = parser.parse_args()
    clients, seconds = min(given.clients, MOST_CLIENTS), min(given.seconds, MOST_SECONDS)
    if given.slow_only:
        asyncio.run(_slow_only(given.port, clients, seconds, given.path))
        return
    alone = quick_client(given.port, given.path, seconds)
    with slow_clients(given.port, clients, seconds + 2 * CONNECT_SECONDS, given.slow_path or given.path):
        among = quick_client(given.port, given.path, seconds)
    if given.json:
        click.echo(json.dumps({"alone": asdict(alone), "among": asdict(among)}))
        return
    click.echo(f"alone:                {alone}")
    click.echo(f"among {clients:4} slow ones: {among}")
    click.echo(f"p99, among over alone: {among.p99 / alone.p99:.1f}")


if __name__ == "__main__":
    main()

"""The program as a process that a test may kill and start again, in a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        number: int = free.getsockname()[1]
    return number


def variables(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program whose data lie in ``folder``, without the settings of whoever runs the test."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("TRAJECTPLAN_")}
    paths = f"{ROOT}{os.pathsep}{ROOT / 'tests'}"
    # All people of a test come from one address.
    room = {"TRAJECTPLAN_PEOPLE_PER_ADDRESS": "100000"}
    return ours | {"TRAJECTPLAN_DATA_DIR": str(folder / "data"), "PYTHONPATH": paths} | room | dict(more)


def wait_until_listening(port: int) -> None:
    """Return when somebody listens there; raises ``RuntimeError`` after ``START_SECONDS``."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.01)
    raise RuntimeError("the server did not start")


class Commands:
    """Commands of the program, one at a time, run by ``launcher.py``; ``data`` and ``log`` lie in ``folder``."""

    def __init__(self, folder: Path, log: str = "log", **more: str) -> None:
        self.data, self.log = folder / "data", folder / log
        self._variables = variables(folder, more)
        self._folder = folder

    def __enter__(self) -> Self:
        # In the folder, where a core file would be left.
        with self.log.open("ab") as log:
            self._launcher = subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "load" / "launcher.py")],
                env=self._variables,
                cwd=self._folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._launcher.stdin:
            self._launcher.stdin.close()
        self._launcher.wait(30)
        if self._launcher.stdout:
            self._launcher.stdout.close()

    def start(self, *arguments: str) -> int:
        """Start a command; its process id."""
        return self._told(arguments)

    def ended(self) -> int:
        """Wait for the command to end; its exit code, negative when a signal ended it."""
        return self._told(None)

    def run(self, *arguments: str) -> int:
        """Start a command and wait for it to end; its exit code."""
        self.start(*arguments)
        return self.ended()

    def limit(self, what: int, most: int) -> None:
        """Let the commands that are started from now on begin with this limit of ``resource``."""
        import resource  # noqa: PLC0415 - isn't there on Windows

        resource.prlimit(self._launcher.pid, what, (most, most))

    def _told(self, asked: Sequence[str] | None) -> int:
        """What the launcher answers."""
        if self._launcher.stdin is None or self._launcher.stdout is None:
            raise RuntimeError
        self._launcher.stdin.write(json.dumps(asked) + "\n")
        self._launcher.stdin.flush()
        return int(self._launcher.stdout.readline())


class Site(Commands):
    """``trajectplan serve`` on a port that stays the same from one start to the next."""

    def __init__(self, folder: Path, **more: str) -> None:
        super().__init__(folder, **more)
        self.port = free_port()
        self.process = 0

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.stop(signal.SIGKILL)
        super().__exit__()

    def open(self, *, wait: bool = True) -> Self:
        """Start serving; ``wait`` until it listens."""
        self.process = self.start("serve", "--port", str(self.port))
        if wait:
            wait_until_listening(self.port)
        return self

    def run_beside(self, *arguments: str) -> int:
        """Run another command while it serves; its exit code."""
        return subprocess.run(
            [sys.executable, "-m", "trajectplan", *arguments],
            env=self._variables,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            check=False,
            timeout=START_SECONDS,
        ).returncode

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it with this signal; its exit code."""
        os.kill(self.process, how)
        self.process = 0
        return self.ended()

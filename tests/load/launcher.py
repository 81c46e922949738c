"""Runs commands of the program as often as it is told, each in a process of its own that may be killed.

Everything is imported and compiled once and copied by ``fork``: the server answers after a tenth of a second instead of
one to three, so that three hundred can be killed in a few minutes. Codes are derived weakly, so that hundreds of plans
can be opened. All else is the program as it is on the command line.

A line of JSON on standard input, the arguments of one command, starts it; back comes its process id. The line ``null``
waits until it has ended; back comes its exit code (negative: the signal that ended it). Until then its number is taken,
and so may be killed without fear that it is somebody else's by now.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from benchmarks.browser import FormReader
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from load.person import NAME, STORY

import trajectplan
from trajectplan import cli, create_app
from trajectplan.config import Settings
from trajectplan.storage.derivation import Derivation, Strength
from trajectplan.web.services import NAME as ROOMS

WEAK = Strength(version=1, memory_kib=8, passes=1, lanes=1)
LOG_LEVEL = "LOAD_TEST_LOG_LEVEL"
"""The variable that says what is logged, a level of Python's ``logging``; nothing is set up without it."""


class Templates(BytecodeCache):
    """Compiled templates in memory, which the copies have too."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take it from here if it is here."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put it here."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Templates()


def weak_app(settings: Settings) -> Flask:
    """The program with a weak derivation."""
    app = create_app(settings, derivation=Derivation((WEAK,)))
    app.jinja_env.bytecode_cache = TEMPLATES
    return app


def main() -> None:
    """Run commands until standard input ends."""
    trajectplan.create_app = weak_app  # type: ignore[assignment]
    import_module("trajectplan.server")
    warm_up()
    child = 0
    for line in sys.stdin:
        if arguments := json.loads(line):
            child = os.fork()
            if not child:
                run(arguments)
            click.echo(child)
        else:
            click.echo(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def warm_up() -> None:
    """Show the pages that people see, so that all they need is loaded; nothing stays open for the copies."""
    with TemporaryDirectory() as folder:
        app = weak_app(Settings(data_dir=Path(folder)))
        browser = app.test_client()
        ours = {"Sec-Fetch-Site": "same-origin"}
        browser.post("/device", data={"device": "mine"}, headers=ours)
        form = FormReader(browser.get(STORY).get_data())
        browser.post(STORY, data=dict([*form.ours, (NAME, "woorden"), ("do", "next")]), headers=ours)
        for page in ("/", "/code", "/open", STORY):
            browser.get(page)
        app.extensions[ROOMS].store.engine.dispose()


def run(arguments: list[str]) -> None:
    """Be the command, and never return. Its words go to standard error, for standard output is for the test."""
    os.dup2(2, 1)
    if level := os.environ.get(LOG_LEVEL):
        logging.basicConfig(level=level)
    code: object = 1
    try:
        code = cli.main(arguments, standalone_mode=False)
    except SystemExit as ended:
        code = ended.code
    except click.ClickException as refused:
        refused.show()
        code = refused.exit_code
    except BaseException:  # noqa: BLE001 - whatever it is, this copy of the process must end here
        traceback.print_exc()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()

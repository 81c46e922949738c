"""A server on a free port of this machine, and one browser for all tests of a worker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import BrowserVisitor, Open
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright
from serving import serving

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(app: Flask) -> Iterator[str]:
    """The address of the program with all its chapters and the specimen."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium that ``TEST_CHROMIUM`` names, else the one on the path, else Playwright's own."""
    path = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_browser(app: Flask, server: str, chromium: Browser) -> Iterator[Open]:
    """Opens a window with nothing in it; ``kind`` says whether she has a mouse."""
    opened: list[Any] = []

    def open_window(
        width: int = 1280, *, script: bool = True, kind: type[BrowserVisitor] = BrowserVisitor, **options: Any
    ) -> BrowserVisitor:
        def new_tab(*, script: bool) -> Page:
            context = chromium.new_context(
                viewport={"width": width, "height": 800},
                java_script_enabled=script,
                # axe is written into the page, which its policy would refuse.
                bypass_csp=True,
                service_workers="block",
                **options,
            )
            context.set_default_timeout(10_000)
            opened.append(context)
            return context.new_page()

        visitor = kind(app, new_tab(script=script), server)
        if not script:
            visitor.second_tab = new_tab(script=True)
        return visitor

    yield open_window
    for context in opened:
        context.close()

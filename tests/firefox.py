"""The same visitor in Firefox, driven by WebDriver BiDi (W3C), which Firefox speaks by itself; script may be off."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from client import Visitor
from flask import Flask
from markup import Fields, Markup
from websockets.sync.client import ClientConnection, connect

PATIENCE: Final = 20.0
"""Seconds for Firefox to start, to answer, or to show a page."""
SETTLED: Final = 0.4
"""Seconds in which a page that came from Firefox's memory has begun to load anew, if it does."""
PREFERENCES: Final = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#no-remote-settings",
    "toolkit.telemetry.enabled": False,
}
"""Nothing is asked of anybody: no updates, no reports."""
TYPED: Final = "[...document.querySelectorAll('input, textarea')].map((each) => each.value)"


class Tab:
    """One tab of Firefox; ``evaluate`` works in it also where its own scripts are off."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._count = socket, 0
        self.ask("session.new", capabilities={})
        self._context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and return what it gives. Raises ``RuntimeError`` with Firefox's own words."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == self._count:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def evaluate(self, expression: str) -> Any:
        """What an expression gives, as JSON would have it."""
        text = f"JSON.stringify({expression}) ?? 'null'"
        target = {"context": self._context, "sandbox": "tests"}
        found = self.ask("script.evaluate", expression=text, target=target, awaitPromise=False)
        if found["type"] != "success":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def open(self, url: str) -> None:
        """Open an address."""
        self.ask("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def back(self) -> bool:
        """Press Back, and wait for what it shows; whether there was anything to go back to."""
        try:
            self.ask("browsingContext.traverseHistory", context=self._context, delta=-1)
        except RuntimeError as problem:
            if "no such history entry" in str(problem).lower() or "history" in str(problem).lower():
                return False
            raise
        time.sleep(SETTLED)
        self.wait_until("document.readyState == 'complete'")
        return True

    def wait_until(self, expression: str) -> None:
        """Wait until an expression holds; between two pages there may be nothing to ask."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.evaluate(expression):
                    return
            except RuntimeError:
                pass
            time.sleep(0.05)
        raise TimeoutError(expression)

    def type(self, text: str) -> None:
        """Type with the keys, into what has the focus."""
        keys = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keys", "actions": keys}]
        self.ask("input.performActions", context=self._context, actions=actions)

    def cookies(self) -> list[str]:
        """The values of all cookies."""
        return [each["value"]["value"] for each in self.ask("storage.getCookies")["cookies"]]


@contextmanager
def firefox(profile: Path, *, script: bool = True) -> Iterator[Tab]:
    """A Firefox of its own, without a window, with a profile in this folder: ``TEST_FIREFOX``, else one on the path."""
    path = os.environ.get("TEST_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "the tests need Firefox; make browser brings it"
    profile.mkdir(parents=True, exist_ok=True)
    chosen = {**PREFERENCES, "javascript.enabled": script}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in chosen.items()]
    (profile / "user.js").write_text("".join(lines))
    said = profile / "said"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=log,
            env={**os.environ, "HOME": str(profile)},
        )
    try:
        with connect(f"{_address(said)}/session", proxy=None, max_size=None) as socket:
            yield Tab(socket)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(said: Path) -> str:
    """Where Firefox listens, as it says itself."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := re.search(r"listening on (ws://\S+)", said.read_text(errors="replace")):
            return found[1]
        time.sleep(0.05)
    raise TimeoutError(said.read_text(errors="replace"))


class FirefoxVisitor(Visitor):
    """A person with Firefox: goes to pages, types, presses buttons, goes back."""

    def __init__(self, app: Flask, tab: Tab, server: str) -> None:
        super().__init__(app)
        self.tab, self.server = tab, server
        self._page: Markup | None = None

    @property
    def page(self) -> Markup:
        """The page as it stands in the browser now."""
        if self._page is None:
            self._page = Markup(f"<!doctype html>{self.tab.evaluate('document.documentElement.outerHTML')}")
        return self._page

    @property
    def status(self) -> int:
        """The status of the page in front of her."""
        return int(self.tab.evaluate("performance.getEntriesByType('navigation')[0].responseStatus"))

    def go(self, url: str, **headers: str) -> int:
        """Open an address: from a page of ours as a link there would, else as somebody who types it."""
        assert not headers
        address = urljoin(self.server, url)
        if self.tab.evaluate("location.origin") == self.server:
            return self._leads_on(f"location.assign({json.dumps(address)})")
        self.tab.open(address)
        return self._arrived()

    def press(self, value: str, fields: Fields | None = None, **headers: str) -> int:
        """Type, then press the button with this value that can be seen."""
        assert not headers
        found = [each for each in self.page.all("button", name="do", value=value) if each.get("tabindex") != "-1"]
        assert found, f"{self.url} has no button {value!r}"
        return self.submit(found[0], fields)

    def submit(self, button: Element, fields: Fields | None = None, **headers: str) -> int:
        """Type, then press this button."""
        assert not headers
        if button.get("tabindex") == "-1":
            alike = self.page.all("button", value=button.get("value", ""))
            button = next(each for each in alike if each.get("tabindex") != "-1")
        self.type(fields or {})
        return self._leads_on(f"{self._real(button)}.click()")

    def _leads_on(self, expression: str) -> int:
        """Do this, and wait for the page that comes of it."""
        before = self.tab.evaluate("performance.timeOrigin")
        self.tab.evaluate(expression)
        self.tab.wait_until(f"performance.timeOrigin != {before} && document.readyState == 'complete'")
        return self._arrived()

    def type(self, fields: Fields, form: Element | None = None) -> None:
        """Type with the keys and choose, sending nothing yet."""
        del form
        for name, values in fields.items():
            controls = [each for each in self.page.all("input", "textarea", name=name) if each.get("type") != "hidden"]
            assert controls, f"the page has no input named {name}"
            for control in controls:
                real = self._real(control)
                if control.get("type") in {"radio", "checkbox"}:
                    wanted = control.get("value", "") in values
                    if wanted != self.tab.evaluate(f"{real}.checked"):
                        self.tab.evaluate(f"{real}.click()")
                else:
                    self.tab.evaluate(f"({real}.focus(), {real}.select())")
                    self.tab.type(values[0])
                    assert self.tab.evaluate(f"{real}.value") == values[0]

    def _real(self, element: Element) -> str:
        """The element in the browser that this one of the tree stands for, as an expression."""
        alike = list(self.page.all(element.tag))
        return f"document.querySelectorAll({json.dumps(element.tag)})[{alike.index(element)}]"

    def _arrived(self) -> int:
        self._page, self.url = None, self.tab.evaluate("location.href")
        return self.status

    def left_behind(self) -> Iterator[str]:
        """All that the pages behind the Back button show, and what stands typed on them, one after another."""
        while self.tab.back():
            yield str(self.tab.evaluate("document.documentElement.outerHTML")) + json.dumps(self.tab.evaluate(TYPED))

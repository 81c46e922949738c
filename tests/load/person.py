"""Somebody who writes her plan over HTTP, and remembers what the server told her was saved."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from benchmarks.browser import FormReader, Pairs

from trajectplan.chapters import CHAPTERS
from trajectplan.pages import MORE
from trajectplan.questions import LongText

from .killable import HOST

BROKEN = (OSError, http.client.HTTPException)
"""What is raised when an answer doesn't arrive whole: nothing is known of what became of the request."""
CODE = re.compile(r"\d{4}(?: \d{4}){3,4}")
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole."""

    status: int
    location: str
    body: str
    retry_after: str = ""


def _story() -> tuple[str, str]:
    """The address of the first page that begins with a long text, and the name of that question."""
    for chapter, each in enumerate(CHAPTERS, start=1):
        for number, page in enumerate(each.pages, start=1):
            first = page().questions[0]
            if page.each is None and page.depth != MORE and isinstance(first, LongText):
                return f"/plan/{chapter}/{number}", first.short_name
    raise LookupError


STORY, NAME = _story()


class Person:
    """One browser without script. Methods raise one of ``BROKEN`` when an answer doesn't arrive whole."""

    def __init__(self, port: int, patience: float = 20.0) -> None:
        self.port = port
        self.patience = patience
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Reply:
        """Open a page."""
        return self._ask("GET", path, {}, None)

    def post(self, path: str, pairs: Iterable[tuple[str, str]]) -> Reply:
        """Send a form of ours."""
        return self._ask("POST", path, _FORM, urlencode(list(pairs)).encode())

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=self.patience)) as connection:
            connection.request(method, path, body, {"Accept-Language": "nl", "Cookie": cookie, **headers})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Reply(answer.status, answer.headers.get("Location", ""), text, answer.headers.get("Retry-After", ""))

    # What she does ---------------------------------------------------------------------------------------------------

    def begin(self, device: str = "mine") -> Reply:
        """Say whose device this is, as everybody does first."""
        self.cookies.clear()
        return self.post("/device", [("device", device)])

    def form(self) -> FormReader:
        """The page of her story, as a browser would send it back."""
        return FormReader(self.get(STORY).body.encode())

    def story(self) -> str:
        """What the page of her story shows that she wrote."""
        return dict(self.form().answers)[NAME]

    def save(self, words: str, form: FormReader | None = None) -> Reply:
        """Write this as her story and press Next."""
        found = form or self.form()
        others: Pairs = [pair for pair in found.answers if pair[0] != NAME]
        return self.post(STORY, [*found.ours, *others, (NAME, words), ("do", "next")])

    def code(self) -> str:
        """Her code, in groups."""
        token = FormReader(self.get(STORY).body.encode()).ours
        found = CODE.search(self.post("/code", [*token, ("do", "show")]).body)
        if found is None:
            raise LookupError("no code is shown")
        return found[0]

    def come_back(self, code: str) -> Reply:
        """Give her code in a browser that knows nothing of her."""
        self.cookies.clear()
        return self.post("/open", [("code", code)])

    def answers(self) -> dict[str, Any]:
        """All her answers, from the file that she can keep."""
        found: dict[str, Any] = json.loads(self.get("/file/plan.json").body)["answers"]
        return found

"""Flask's test client, which checks every single answer it gets."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import brotli  # type: ignore[import-untyped]
from checks import breaches, headers
from flask.testing import FlaskClient
from markup import Markup
from speech import Speech
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from trajectplan.i18n import direction, speaking
from trajectplan.web.services import services

SPEECH = Speech()
AN_ID = re.compile(r"[0-9a-f]{8}|thing\d")
"""Ids of things: those that the program makes, and those in plans that tests make."""
LEAST_SECRET = 4
"""A question or a word of hers that is so long may stand in no address and no title."""


class CheckingClient(FlaskClient):
    """Flask's test client, checking every answer.

    ``page`` is the last page, ``hers`` what was typed so far, ``ticked`` which cards were tapped, ``wire`` how many
    bytes the last answer had on its way.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page: Markup | None = None
        self.language = ""
        self.wire = 0
        self.hers: set[str] = set()
        self.ticked: set[str] = set()
        self.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip, deflate, br, zstd"
        self.questions: dict[str, set[str]] = {}
        self.chapters: dict[str, set[str]] = {}
        self._expected: set[int] = set()

    @contextmanager
    def expecting(self, *statuses: int) -> Any:
        """Within this context answers with these statuses of 500 and more are no breach."""
        self._expected = set(statuses)
        try:
            yield
        finally:
            self._expected = set()

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask, and check what comes back."""
        response = super().open(*args, **kwargs)
        self.wire = wire_bytes(response)
        unpack(response)
        url = response.request.path
        assert response.status_code < 500 or response.status_code in self._expected, f"{response.status} for {url}"
        is_file = url.startswith("/static/") and response.status_code in {200, 206, 304}
        found = list(headers(response, is_static=is_file))
        self.page = None
        if response.mimetype == "text/html" and response.status_code not in range(300, 400) and response.get_data():
            self.page = Markup(response.get_data(as_text=True))
            found += breaches(self.page)
            found += SPEECH.breaches(self.page, self.hers)
            found += self._neutral(self.page, url)
        assert not found, f"{url} ({response.status_code}):\n  " + "\n  ".join(found)
        return response

    def _neutral(self, page: Markup, url: str) -> list[str]:
        """The language is hers, and neither address nor title tells what she was asked or what she answered."""
        language, title = page.root.get("lang", ""), page.text(next(iter(page.all("title"))))
        told = {text for text in self.questions_in(language) | self.hers if len(text) >= LEAST_SECRET}
        for chapter in self.chapters[language]:
            title = title.replace(chapter, "")
        found = [f"the title tells: {text!r}" for text in told if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", title)]
        found += [
            f"the address tells: {word!r}" for word in self.hers if len(word) >= LEAST_SECRET and word in unquote(url)
        ]
        found += [f"the address tells: {key!r}" for key in self.ticked if key in _told_by(url)]
        if self.language and language != self.language:
            found.append(f"the page speaks {language}, not {self.language}")
        if page.root.get("dir") != direction(language):
            found.append(f"the page runs {page.root.get('dir')}")
        return found

    def questions_in(self, language: str) -> set[str]:
        """Every title and question of every page, in one language."""
        if language not in self.questions:
            with self.application.app_context(), speaking(language):
                pages = [page for chapter in services().chapters for page in chapter.pages]
                groups = [group for page in pages for group in (page, *_inner(page))]
                asked = [question.asked for group in groups for question in group().questions]
                texts = {str(text) for text in (*(page.title for page in pages), *asked) if "%" not in str(text)}
                chapters = {str(chapter.title) for chapter in services().chapters}
            self.questions[language] = texts
            self.chapters[language] = chapters
        return self.questions[language]


def _inner(page: Any) -> list[Any]:
    items = page().items
    return [items.group] if items else []


def wire_bytes(response: TestResponse) -> int:
    """How many bytes an answer has on its way: status, headers and the body as it was packed."""
    lines = [f"HTTP/1.1 {response.status}", *(f"{name}: {value}" for name, value in response.headers.items()), ""]
    return sum(len(line.encode()) + 2 for line in lines) + len(response.get_data())


def unpack(response: Response) -> None:
    """Take away the compression, as a browser does."""
    unpackers = {"br": brotli.decompress, "gzip": gzip.decompress}
    if packed := response.headers.pop("Content-Encoding", None):
        response.set_data(unpackers[packed](response.get_data()))


def _told_by(url: str) -> list[str]:
    """What the address of a page about her plan says, piece by piece, but for numbers and random ids."""
    pieces = unquote(url).split("/")[2:] if url.startswith(("/plan/", "/check/")) else []
    return [piece for piece in pieces if not AN_ID.fullmatch(piece) and not piece.isdigit()]

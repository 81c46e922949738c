"""A browser that costs next to nothing: it hands requests straight to the application, and reads forms."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from typing import TypeAlias
from urllib.parse import urlencode

from flask import Flask

Pairs: TypeAlias = list[tuple[str, str]]
"""What a form sends: names with values, in the order of the page."""

OURS = {"token", "page", "revision", "from"}
"""Hidden inputs of a page of questions: new on every page, and no answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: bytes


class Browser:
    """Speaks WSGI without Flask's test client, whose own work would make every ratio look better than it is."""

    def __init__(self, app: Flask, cookie: str = "") -> None:
        self.app = app
        self.cookie = cookie

    def get(self, path: str, *, packed: bool = True) -> Answer:
        """Open a page; ``packed`` asks for it compressed, as browsers do."""
        return self._ask("GET", path, b"", packed=packed)

    def post(self, path: str, pairs: Pairs) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(pairs).encode(), packed=True)

    def _ask(self, method: str, address: str, body: bytes, *, packed: bool) -> Answer:
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_LANGUAGE": "nl",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br" if packed else "identity",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": self.cookie,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        began: list[tuple[str, list[tuple[str, str]]]] = []
        content = self.app(environ, lambda status, headers, *_: began.append((status, headers)))  # type: ignore[arg-type]
        whole = b"".join(content)
        if callable(close := getattr(content, "close", None)):
            close()
        [(status, headers)] = began
        location = next((value for name, value in headers if name == "Location"), "")
        return Answer(int(status[:3]), location, whole)


class FormReader(HTMLParser):
    """What a browser would send of the form with the questions, buttons left out."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.pairs: Pairs = []
        self._textarea = ""
        self._inside = False
        self.feed(page.decode())

    @property
    def ours(self) -> Pairs:
        """The hidden inputs."""
        return [pair for pair in self.pairs if pair[0] in OURS]

    @property
    def answers(self) -> Pairs:
        """The inputs that hold answers."""
        return [pair for pair in self.pairs if pair[0] not in OURS]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an input that is sent."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = found.get("id") == "q"
        elif not self._inside:
            return
        elif tag == "textarea":
            self._textarea = found["name"]
            self.pairs.append((self._textarea, ""))
        elif tag == "input" and (found.get("type") not in {"radio", "checkbox"} or "checked" in found):
            self.pairs.append((found["name"], found.get("value", "")))

    def handle_data(self, data: str) -> None:
        """Note what stands in a text field, without the line break that only HTML sees."""
        if self._textarea:
            name, before = self.pairs.pop()
            self.pairs.append((name, before + (data if before else data.removeprefix("\n"))))

    def handle_endtag(self, tag: str) -> None:
        """Leave a text field or the form."""
        if tag == "textarea":
            self._textarea = ""
        elif tag == "form":
            self._inside = False

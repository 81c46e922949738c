"""A client that behaves as a browser without script would, and checks every single answer it gets."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import brotli  # type: ignore[import-untyped]
from checks import breaches, headers
from filler import Filling
from flask import Flask
from flask.testing import FlaskClient
from markup import Fields, Markup, Problem, problems
from pypdf import PdfReader
from speech import Speech
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from trajectplan.i18n import direction, speaking
from trajectplan.web.services import services

SPEECH = Speech()
MOST_REDIRECTS = 6
LEAST_SECRET = 4
"""A word of hers that is so long may stand in no address and no title."""


class CheckingClient(FlaskClient):
    """Flask's test client, checking every answer.

    ``page`` is the last page, ``hers`` what was typed so far, ``wire`` how many bytes the last answer had on its way.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page: Markup | None = None
        self.language = ""
        self.wire = 0
        self.hers: set[str] = set()
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
        found = list(headers(response, is_static=url.startswith("/static/") and response.status_code == 200))
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
        told = self.questions_in(language) | {word for word in self.hers if len(word) >= LEAST_SECRET}
        for chapter in self.chapters[language]:
            title = title.replace(chapter, "")
        found = [f"the title tells: {text!r}" for text in told if text in title]
        found += [
            f"the address tells: {word!r}" for word in self.hers if len(word) >= LEAST_SECRET and word in unquote(url)
        ]
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


class Visitor:
    """One person with one browser: looks at a page, types, presses buttons, follows links."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = CheckingClient(app, app.response_class)
        self.url = ""
        self.response: TestResponse | None = None

    # Looking ----------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Markup:
        """The page in front of her."""
        assert self.client.page is not None, f"no page at {self.url}"
        return self.client.page

    @property
    def status(self) -> int:
        """The status of the last answer."""
        assert self.response is not None
        return self.response.status_code

    @property
    def data(self) -> bytes:
        """The bytes of the last answer."""
        assert self.response is not None
        return self.response.get_data()

    @property
    def path(self) -> str:
        """The path of the page in front of her."""
        return urlsplit(self.url).path

    @property
    def problems(self) -> list[Problem]:
        """What the error summary says."""
        return problems(self.page)

    def sees(self, text: str) -> bool:
        """Whether the page reads so; white space doesn't matter."""
        return squeezed(text) in squeezed(self.page.text())

    def expecting(self, *statuses: int) -> AbstractContextManager[None]:
        """Within this context answers with these statuses of 500 and more are no breach."""
        found: AbstractContextManager[None] = self.client.expecting(*statuses)
        return found

    # Going about ------------------------------------------------------------------------------------------------------

    def go(self, url: str, **headers: str) -> int:
        """Open an address, redirects followed; the status of what came."""
        return self._arrive(url, self.client.get(url, headers=_names(headers)))

    def follow(self, path: str) -> int:
        """Tap the link to this path on the page in front of her."""
        links = [link.get("href", "") for link in self.page.all("a")]
        found = [link for link in links if urlsplit(link).path == path]
        assert found, f"no link to {path} among {links}"
        return self.go(urljoin(self.url, found[0]))

    def press(self, value: str, fields: Fields | None = None, **headers: str) -> int:
        """Type, then press the button with this value; the status of what came."""
        buttons = self.page.buttons()
        assert value in buttons, f"{self.url} has no button {value!r} among {list(buttons)}"
        return self.submit(buttons[value], fields, **headers)

    def press_any(self, *values: str, fields: Fields | None = None) -> int:
        """Press whichever of these buttons there is."""
        value = next((each for each in values if each in self.page.buttons()), values[0])
        return self.press(value, fields)

    def enter(self, form_id: str, fields: Fields | None = None) -> int:
        """Type, then press Enter in one of the inputs of this form."""
        return self.submit(self.page.default_button(self.page.by_id[form_id]), fields)

    def submit(self, button: Element, fields: Fields | None = None, **headers: str) -> int:
        """Type, then press this very button."""
        page, form = self.page, self.page.form_of(button)
        assert form is not None, "the button belongs to no form"
        self.type(fields or {}, form)
        target = urljoin(self.url, button.get("formaction") or form.get("action") or self.url)
        return self.post(target, page.sent(button), kind=form.get("enctype", ""), **headers)

    def type(self, fields: Fields, form: Element | None = None) -> None:
        """Type and choose on the page in front of her, sending nothing yet."""
        self.page.fill(fields, form)
        for values in fields.values():
            self.client.hers.update(line for value in values for line in value.splitlines() if not _is_figure(line))

    def answer(self, filling: Filling) -> None:
        """Type a whole screen of answers; nothing is sent but what the page needs to show more inputs."""
        for button in filling.opens:
            self.type(self._offered(filling.fields))
            assert self.press(button) == 200
        self.type(filling.fields)
        if filling.late:
            assert self.press("next") == 422, "the page asks about midnight first"
            self.type({**filling.fields, **filling.late})

    def _offered(self, fields: Fields) -> dict[str, Sequence[str]]:
        names = {control.get("name") for control in self.page.all("input", "textarea", "select")}
        return {name: values for name, values in fields.items() if name in names}

    def post(self, url: str, pairs: Sequence[tuple[str, Any]], *, kind: str = "", **headers: str) -> int:
        """Send a form as a browser of ours does; ``headers`` with ``None`` for a value are left out."""
        sent = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin", **_names(headers)}
        data: dict[str, list[Any]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        response = self.client.post(
            url,
            data=data,
            headers={name: value for name, value in sent.items() if value},
            content_type=kind or "application/x-www-form-urlencoded",
        )
        return self._arrive(url, response)

    def _arrive(self, url: str, response: TestResponse) -> int:
        for _turn in range(MOST_REDIRECTS):
            if response.status_code not in {301, 302, 303, 307, 308}:
                break
            url = urljoin(url, response.headers["Location"])
            response = self.client.get(url)
        else:
            raise AssertionError(f"redirected without end at {url}")
        self.url, self.response = url, response
        return response.status_code

    # The way in and out -----------------------------------------------------------------------------------------------

    def start(self, language: str = "nl", device: str = "mine") -> Visitor:
        """From the first page over language and device to the task list."""
        self.go("/")
        self.speak(language)
        self.go(self.address("wizard.device"))
        self.choose(device)
        assert self.path == self.address("wizard.task_list")
        return self

    def speak(self, language: str) -> None:
        """Choose a language on the page of languages."""
        self.go(self.address("wizard.language"))
        self.client.language = ""
        self.choose(language)
        self.client.language = language

    def choose(self, value: str) -> int:
        """Choose what has this value: tap its button, or tick its box and press the button of its form."""
        page = self.page
        ticks = [each for each in page.all("input", value=value) if each.get("type") in {"radio", "checkbox"}]
        main = page.one("main")
        if ticks:
            form = page.form_of(ticks[0])
            assert form is not None
            return self.submit(page.default_button(form), {ticks[0].get("name", ""): [value]})
        found = [each for each in page.all("button") if each.get("value", "").split(":")[-1] == value]
        found.sort(key=lambda each: main not in page.above(each))
        if found:
            return self.submit(found[0])
        # The language of the page itself needs no button.
        assert value == page.root.get("lang"), f"nothing to choose with value {value!r} at {self.url}"
        return self.status

    def code(self) -> str:
        """Her code, as the page about it shows it."""
        self.go(self.address("keep.code"))
        if "show" in self.page.buttons():
            self.press("show")
        return self.shown_code()

    def shown_code(self) -> str:
        """The code on the page in front of her."""
        found = [text.strip() for _, text in self.page.texts() if _is_code(text)]
        assert found, "the page about the code shows none"
        return found[0]

    def come_back(self, code: str) -> int:
        """Open a plan with its code."""
        self.go(self.address("keep.open_plan"))
        control = self.page.by_id["code"]
        form = self.page.form_of(control)
        assert form is not None
        status = self.submit(self.page.default_button(form), {control.get("name", ""): [code]})
        self.client.language = ""
        return status

    def stop(self) -> int:
        """Stop and wipe."""
        self.go(self.address("keep.stop"))
        form = next(form for form in self.page.all("form") if self._stops(form))
        return self.submit(self.page.default_button(form))

    def _stops(self, form: Element) -> bool:
        action = urlsplit(urljoin(self.url, form.get("action", self.url))).path
        return action == self.address("keep.stop")

    # What comes out ---------------------------------------------------------------------------------------------------

    def downloaded(self) -> dict[str, Any]:
        """Her plan as the file that she can keep; the page in front of her stays."""
        page = self.client.page
        found: dict[str, Any] = json.loads(self.client.get(self.address("files.download")).get_data())
        self.client.page = page
        return found

    def load(self, text: bytes, name: str = "plan.json") -> int:
        """Choose a file and send it."""
        self.go(self.address("files.load"))
        control = self.page.one("input", type="file")
        form = self.page.form_of(control)
        assert form is not None
        button = self.page.default_button(form)
        pairs: list[tuple[str, Any]] = [pair for pair in self.page.sent(button) if pair[0] != control.get("name")]
        pairs.append((control.get("name", ""), FileStorage(io.BytesIO(text), filename=name)))
        return self.post(urljoin(self.url, form.get("action") or self.url), pairs, kind=form.get("enctype", ""))

    def printed(self, **choices: str) -> str:
        """Choose all that can be printed, print it, and read it: the text without white space."""
        self.go(self.address("output.choose"))
        if self.path != self.address("output.choose"):
            raise AssertionError("nothing can be printed")
        boxes = list(self.page.all("input", type="checkbox"))
        fields: dict[str, list[str]] = {}
        for box in boxes:
            fields.setdefault(box.get("name", ""), []).append(box.get("value", ""))
        fields |= {name: [value] for name, value in choices.items() if self.page.filled([name]) or name == "name"}
        form = self.page.form_of(boxes[0])
        assert form is not None
        self.submit(self.page.default_button(form), fields)
        assert self.status == 200, self.page.text()
        self.go(self.address("output.pdf"))
        assert self.status == 200
        assert self.data.startswith(b"%PDF")
        return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(self.data)).pages))

    def address(self, endpoint: str, **values: Any) -> str:
        """The address of a route."""
        with self.app.test_request_context():
            return self.app.url_for(endpoint, **values)


def wire_bytes(response: TestResponse) -> int:
    """How many bytes an answer has on its way: status, headers and the body as it was packed."""
    lines = [f"HTTP/1.1 {response.status}", *(f"{name}: {value}" for name, value in response.headers.items()), ""]
    return sum(len(line.encode()) + 2 for line in lines) + len(response.get_data())


def unpack(response: TestResponse) -> None:
    """Take away the compression, as a browser does."""
    unpackers = {"br": brotli.decompress, "gzip": gzip.decompress}
    if packed := response.headers.pop("Content-Encoding", None):
        response.set_data(unpackers[packed](response.get_data()))


def squeezed(text: str) -> str:
    """The text without any white space and soft hyphens, for comparing what lines and cells break apart."""
    return "".join(text.replace("\u00ad", "").split())


def _names(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _is_figure(text: str) -> bool:
    return not any(sign.isalpha() for sign in text)


def _is_code(text: str) -> bool:
    digits = "".join(text.split())
    return digits.isascii() and digits.isdigit() and len(digits) in {16, 20}

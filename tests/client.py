"""A client that behaves as a browser without script would, and checks every single answer it gets."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from checking import CheckingClient
from filling import Filling
from flask import Flask
from markup import Fields, Markup, Problem, problems
from pypdf import PdfReader
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

MOST_REDIRECTS, MOST_TURNS = 6, 40


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
        for name, values in fields.items():
            if self._boxes(name):
                self.client.ticked.update(values)
            else:
                self.client.hers.update(line for value in values for line in value.splitlines() if not _is_figure(line))

    def _boxes(self, name: str) -> list[str]:
        """The values of the cards with this name on the page."""
        boxes = self.page.all("input", name=name)
        return [each.get("value", "") for each in boxes if each.get("type") in {"radio", "checkbox"}]

    def answer(self, filling: Filling) -> None:
        """Type a whole screen of answers; nothing is sent but what the page needs to show more inputs."""
        for button, typed in filling.opens:
            self.type(self._offered({**filling.fields, **typed}))
            # The group that a page opens by itself has no button to open it.
            if button in self.page.buttons() or not button.startswith("cards:open:"):
                assert self.press(button) == 200
        for name, values in filling.fields.items():
            self._turn_over(name, values)
        fields = {name: self._still_to_tap(name, values) for name, values in filling.fields.items()}
        self.type(fields)
        if filling.late:
            assert self.press("next") == 422, "the page asks about midnight first"
            self.type({**fields, **filling.late})

    def _turn_over(self, name: str, values: Sequence[str]) -> None:
        """Have the page show other cards until all of these were on it; tap those that are there on the way."""
        for _turn in range(MOST_TURNS):
            wanted, boxes = self._still_to_tap(name, values), self._boxes(name)
            if not boxes or set(wanted) <= set(boxes) or f"cards:more:{name}" not in self.page.buttons():
                return
            here = [value for value in wanted if value in boxes]
            assert self.press(f"cards:more:{name}", {name: here}) == 200

    def _still_to_tap(self, name: str, values: Sequence[str]) -> list[str]:
        """Those of the cards that don't stand chosen in a list already."""
        listed = [each.get("value") for each in self.page.all("input", name=name, type="hidden")]
        return [value for value in values if value not in listed]

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
        """Choose a language on the page of languages, as somebody does who goes on with what she was doing."""
        self.go(self.address("wizard.language", back=self.address("information.help")))
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

    def printed(self, *, parts: Sequence[str] = (), **choices: str) -> str:
        """Choose all that can be printed, or these parts, print it, and read it: the text without white space."""
        self.go(self.address("output.choose"))
        if self.path != self.address("output.choose"):
            raise AssertionError("nothing can be printed")
        boxes = list(self.page.all("input", type="checkbox"))
        fields: dict[str, list[str]] = {}
        for box in boxes:
            fields.setdefault(box.get("name", ""), []).append(box.get("value", ""))
        if parts:
            # The code stands on the page for the talk alone.
            fields |= {"parts": list(parts), **({} if "conversation" in parts else {"with_code": []})}
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

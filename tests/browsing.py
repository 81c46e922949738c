"""The same visitor in a real browser: with a mouse or with the keyboard alone, looking at every page it opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from client import Visitor
from flask import Flask
from journey import Journey
from markup import Fields, Markup
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Route
from slips import slips

from trajectplan.questions import Group

MOST_TABS = 400
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_source() -> str:
    """The text of axe-core: the file that ``TEST_AXE`` names, else the one that a package brings."""
    named = os.environ.get("TEST_AXE")
    return Path(named).read_text() if named else (files("axe_playwright_python") / "axe.min.js").read_text()


AXE = axe_source()


class BrowserVisitor(Visitor):
    """A person with a mouse. What is wrong gathers in ``wrong``; with ``with_axe`` every kind of page is examined."""

    def __init__(self, app: Flask, tab: Page, server: str) -> None:
        super().__init__(app)
        self.tab, self.server = tab, server
        self.with_axe = False
        self.second_tab: Page | None = None
        self.wrong: list[str] = []
        self.examined: set[str] = set()
        self.arrivals = 0
        self._status = 0
        self._page: Markup | None = None
        tab.on("console", self._heard)
        tab.on("pageerror", lambda error: self.wrong.append(f"script failed: {error}"))
        tab.on("request", self._asked)

    # Looking ----------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Markup:
        """The page as it stands in the browser now."""
        if self._page is None:
            self._page = Markup(self.tab.content())
        return self._page

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self._status

    def real(self, element: Element) -> Locator:
        """The element in the browser that this one of the tree stands for."""
        alike = list(self.page.all(element.tag))
        return self.tab.locator(element.tag).nth(alike.index(element))

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser reports every answer of 400 and more; those are looked at where they are expected.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.wrong.append(f"the browser says: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.server}/", "data:")):
            self.wrong.append(f"another host was asked: {urlsplit(request.url).netloc}")

    # Going about ------------------------------------------------------------------------------------------------------

    def go(self, url: str, **headers: str) -> int:
        """Open an address: from a page of ours as a link there would, else as somebody who types it."""
        assert not headers
        address = urljoin(self.server, url)
        if not self.tab.url.startswith(f"{self.server}/"):
            return self.type_address(address)
        with self.tab.expect_navigation() as navigation:
            self.tab.evaluate("(address) => { location.assign(address); }", address)
        return self._arrived(navigation.value.status)

    def type_address(self, url: str) -> int:
        """Open an address as somebody who types it, whoever sat here before."""
        answer = self.tab.goto(urljoin(self.server, url))
        return self._arrived(answer.status if answer else 0)

    def follow(self, path: str) -> int:
        """Tap the link to this path."""
        link = next(link for link in self.page.all("a") if urlsplit(link.get("href", "")).path == path)
        return self._tap(link)

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
            value, form = button.get("value"), self.page.form_of(button)
            alike = [each for each in self.page.all("button") if self.page.form_of(each) is form]
            button = next(each for each in alike if each.get("value") == value and each.get("tabindex") != "-1")
        self.type(fields or {}, self.page.form_of(button))
        return self._tap(button)

    def _tap(self, element: Element) -> int:
        target = self.real(element)
        with self.tab.expect_navigation() as navigation:
            self.tap(target)
        return self._arrived(navigation.value.status)

    def tap(self, target: Locator) -> None:
        """Tap with the mouse."""
        target.click()

    def type(self, fields: Fields, form: Element | None = None) -> None:
        """Type and choose."""
        del form
        ticked = self.ticked()
        for name, values in fields.items():
            controls = [each for each in self.page.all("input", "textarea", name=name) if each.get("type") != "hidden"]
            assert controls, f"the page has no input named {name}"
            self.uncover(controls[0])
            if not self.is_asked(controls[0]):
                continue
            kind = controls[0].get("type", "")
            if kind not in {"radio", "checkbox"}:
                self.write(self.real(controls[0]), values[0] if values else "")
                continue
            for control in controls:
                pair = (name, control.get("value", ""))
                # A radio button can't be let go of; another one of its group takes over.
                if (pair[1] in values) != (pair in ticked) and (pair[1] in values or kind == "checkbox"):
                    self.tick(self.real(control), kind)
        now = self.ticked()
        for name, values in fields.items():
            kept = {value for each, value in now if each == name and self._boxes(name)}
            assert not kept or kept == set(values), f"{name} is {kept}"
        self.client.hers.update(value for name, values in fields.items() if not self._boxes(name) for value in values)

    def uncover(self, control: Element) -> None:
        """Open the folds in which an input stands."""
        for fold in [each for each in self.page.above(control) if each.tag == "details"]:
            if not self.real(fold).evaluate("(fold) => fold.open"):
                self.tap(self.real(next(each for each in fold if each.tag == "summary")))

    def is_asked(self, control: Element) -> bool:
        """Whether an input is asked now: our script hides those that hang on another answer."""
        hidden: bool = self.real(control).evaluate("(control) => control.closest('[hidden]') !== null")
        return not hidden

    def ticked(self) -> set[tuple[str, str]]:
        """Names and values of everything that stands chosen on the page."""
        found = self.tab.evaluate(
            "[...document.querySelectorAll('input:checked')].map((each) => [each.name, each.value])"
        )
        return {(name, value) for name, value in found}

    def tick(self, target: Locator, kind: str) -> None:
        """Tap a card."""
        del kind
        target.click()

    def write(self, target: Locator, text: str) -> None:
        """Type into an input."""
        target.fill(text)

    def _offered(self, fields: Fields) -> dict[str, Sequence[str]]:
        names = {control.get("name") for control in self.page.all("input", "textarea")}
        return {name: values for name, values in fields.items() if name in names}

    def downloaded(self) -> dict[str, Any]:
        """Her plan as the file that she can keep."""
        answer = self.tab.context.request.get(urljoin(self.server, self.address("files.download")))
        return cast("dict[str, Any]", answer.json())

    # On every page ----------------------------------------------------------------------------------------------------

    def _arrived(self, status: int) -> int:
        self._page, self.url, self._status = None, self.tab.url, status
        self.arrivals += 1
        self.examine()
        return status

    def examine(self) -> None:
        """No page scrolls sideways; and what axe finds, once for every kind of page."""
        wide = self.tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if wide[0] > wide[1]:
            self.wrong.append(f"{self.path} scrolls sideways: {wide[0]} > {wide[1]}")
        kind = f"{self._kind()} {self._status}"
        if self.with_axe and kind not in self.examined:
            self.examined.add(kind)
            self.wrong += [f"{self.path} ({self._status}): {each}" for each in self.axe()]

    def _kind(self) -> str:
        """Pages about one child or another are of one kind."""
        keys = [each.get("value", "") for each in self.page.all("input", name="page")]
        return "/".join(keys[0].split("/")[:1] + ["x"] * keys[0].count("/")) if keys else self.path

    def axe(self) -> list[str]:
        """What axe finds on the page; where script is switched off, on the same page in a tab with script."""
        tab = self.tab if self.second_tab is None else self._copied(self.second_tab)
        tab.evaluate(AXE)
        found = tab.evaluate(
            """async (tags) => {
              const options = {runOnly: {type: "tag", values: tags}, rules: {"target-size": {enabled: true}}};
              const result = await axe.run(document, {...options, resultTypes: ["violations"]});
              return result.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]);
            }""",
            AXE_RULES,
        )
        return [f"{rule}: {' '.join(nodes)[:300]}" for rule, nodes in found]

    def _copied(self, tab: Page) -> Page:
        """A tab that shows what this one shows, without our script."""
        html = self.tab.content()

        def answer(route: Route) -> None:
            if route.request.resource_type == "document":
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            elif route.request.resource_type == "script":
                route.abort()
            else:
                route.continue_()

        tab.unroute_all()
        tab.route("**/*", answer)
        tab.goto(self.tab.url)
        return tab


Open = Callable[..., BrowserVisitor]
"""Opens a window of some width."""


class KeyboardVisitor(BrowserVisitor):
    """A person without a mouse: Tab, Shift+Tab, arrows, Space and Enter are all there is."""

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus; what has it must be seen to have it."""
        handle = target.element_handle()
        for _turn in range(MOST_TABS):
            if self.tab.evaluate("(target) => document.activeElement === target", handle):
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"no Tab reaches {target} at {self.url}")

    def tap(self, target: Locator) -> None:
        """Press Enter on it."""
        self.reach(target)
        assert self.focus_is_seen(), f"the focus can't be seen on {target} at {self.url}"
        self.tab.keyboard.press("Enter")

    def tick(self, target: Locator, kind: str) -> None:
        """Press Space on a card; among radio buttons the arrows choose."""
        if kind == "radio":
            self._choose(target)
        else:
            self.reach(target)
            self.tab.keyboard.press("Space")

    def _choose(self, target: Locator) -> None:
        """Tab to the group, then arrows until this one is chosen."""
        handle = target.element_handle()
        same_group = (
            "(target) => document.activeElement.name === target.name && document.activeElement.type === 'radio'"
        )
        for _turn in range(MOST_TABS):
            if self.tab.evaluate(same_group, handle):
                break
            self.tab.keyboard.press("Tab")
        self.tab.keyboard.press("Space")
        while not target.is_checked():
            self.tab.keyboard.press("ArrowDown")

    def write(self, target: Locator, text: str) -> None:
        """Replace what stands in the input."""
        self.reach(target)
        self.tab.keyboard.press("Control+A")
        if text:
            self.tab.keyboard.insert_text(text)
        else:
            self.tab.keyboard.press("Delete")

    def focus_is_seen(self) -> bool:
        """Whether the element with the focus has an outline or something as good."""
        seen: bool = self.tab.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
              return outlined || style.boxShadow !== "none";
            }"""
        )
        return seen


class Careless(Journey):
    """A walk on which every page with something to get wrong is first sent wrong."""

    def before(self, form: Group) -> None:
        """Type what can't be kept into every question that allows it, and look at the page that comes."""
        typed = [next(slips(question), None) for question in form.own_questions if not question.only_if]
        wrong: Mapping[str, Sequence[str]] = {
            name: values for slip in typed if slip for name, values in slip.fields.items()
        }
        if not wrong:
            return
        assert self.visitor.press("next", wrong) == 422
        assert self.visitor.problems
        title = next(iter(self.visitor.page.all("h1")))
        assert self.visitor.page.text(title)

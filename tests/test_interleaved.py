"""Two people at random on the same server and the same three browsers: neither ever sees a word of the other's."""

from __future__ import annotations

import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from program import MakeApp
from pypdf import PdfReader
from werkzeug.test import TestResponse

from trajectplan.chapters import CHAPTERS
from trajectplan.pages import Screen
from trajectplan.plan.document import Plan
from trajectplan.questions import Choice, Choices, LongText, ShortText
from trajectplan.web import leaving
from trajectplan.web.ways import screen_url

Record = Callable[[str, object], None]
QUICK, SOAK = 200, 5_000
HALVES = (2, 3)
"""Ten thousand steps, in two walks that two cores take at once."""
THREADED_QUICK, THREADED_SOAK = 60, 1_000
OURS = {"Sec-Fetch-Site": "same-origin"}
LOOKED_AT = (
    "/plan",
    "/check",
    "/print",
    "/print/view/1",
    "/dutch",
    "/keep",
    "/file",
    "/code/slip",
    "/stop",
    "/privacy",
    "/how",
)


@dataclass
class Browser:
    """One of the browsers, and whose plan is open in it; nobody's when it is empty."""

    client: FlaskClient
    holder: str = ""


@dataclass
class Person:
    """Somebody, and what she must find in her plan: all she wrote, and nothing else."""

    name: str
    word: str
    code: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    written: int = 0
    codes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Something new to write, with the word that nobody else uses."""
        self.written += 1
        return f"{self.word} {self.written}"

    def secrets(self) -> Iterator[str]:
        """What the other must never see."""
        yield self.word
        for code in self.codes:
            yield code
            yield code.replace(" ", "")


class World:
    """The server, the browsers, the people, and what each step of theirs does."""

    def __init__(self, app: Flask, dice: Random, people: tuple[Person, ...], browsers: list[Browser]) -> None:
        self.app, self.dice, self.people, self.browsers = app, dice, people, browsers
        self.done: Counter[str] = Counter()
        self.steps: tuple[Callable[[Person, Browser], None], ...] = (
            *[self.write] * 6,
            *[self.look] * 6,
            *[self.speak, self.print_view, self.show_code, self.compare] * 2,
            *(self.stop, self.start_page, self.leave, self.leave_while_writing, self.change_code, self.choose_print),
        )
        with app.test_request_context():
            found = (
                Screen(chapter, page, (), "") for chapter in CHAPTERS for page in chapter.pages if page.each is None
            )
            self.screens = {
                screen_url(screen): (screen.page.key, name) for screen in found if (name := _asked_for_words(screen))
            }
        assert self.screens

    # Going about ------------------------------------------------------------------------------------------------------

    def step(self, person: Person) -> None:
        """One step: sit down where she has no plan open, or do something at one of her browsers."""
        hers = [browser for browser in self.browsers if browser.holder == person.name]
        free = [browser for browser in self.browsers if not browser.holder]
        if not hers or self.dice.random() < 0.06:
            # At times she sits down where the other didn't stop; that takes nothing from the other but the seat.
            where = self.browsers if self.dice.random() < 0.2 else (free or self.browsers)
            self.sit_down(person, self.dice.choice(where))
        elif self.dice.random() < 0.005:
            self.pdf(person, self.dice.choice(hers))
        else:
            self.dice.choice(self.steps)(person, self.dice.choice(hers))

    def seen(self, step: str, person: Person, response: TestResponse) -> str:
        """What came back, which holds no word of anybody else's."""
        self.done[step] += 1
        text = response.get_data().decode("utf-8", "replace")
        told = f"{response.headers}\n{text}"
        assert response.status_code < 500, f"{step}: {response.status}"
        for other in self.people:
            if other is not person:
                leaks = [secret for secret in other.secrets() if secret in told]
                assert not leaks, f"{step} shows {person.name} of {other.name}: {leaks}"
        return text

    def get(self, step: str, person: Person, browser: Browser, path: str) -> str:
        """Open a page, redirects followed."""
        return self.seen(step, person, browser.client.get(path, follow_redirects=True))

    def post(self, step: str, person: Person, browser: Browser, path: str, **fields: Any) -> str:
        """Send a form, redirects followed."""
        response = browser.client.post(path, data=fields, headers=OURS, follow_redirects=True)
        return self.seen(step, person, response)

    # Steps ------------------------------------------------------------------------------------------------------------

    def sit_down(self, person: Person, browser: Browser) -> None:
        """Come back with the code; the very first time begin a plan."""
        if not person.code:
            self.stop(person, browser)
            self.post("begin", person, browser, "/device", device="mine")
            browser.holder = person.name
            self.write(person, browser)
            self.show_code(person, browser)
            return
        self.get("open page", person, browser, "/open")
        self.post("come back", person, browser, "/open", code=person.code)
        browser.holder = person.name
        self.compare(person, browser)

    def write(self, person: Person, browser: Browser) -> None:
        """Answer a question."""
        path, (key, name) = self.dice.choice(list(self.screens.items()))
        text = person.text()
        page = self.get("question", person, browser, path)
        self.post("answer", person, browser, path, **_hidden(page), **{name: text}, do="next")
        person.answers[name] = text
        person.drafts.pop(key, None)

    def look(self, person: Person, browser: Browser) -> None:
        """Look at any page."""
        self.get("look", person, browser, self.dice.choice((*LOOKED_AT, *self.screens)))

    def speak(self, person: Person, browser: Browser) -> None:
        """Take another language."""
        self.post(
            "language", person, browser, "/language", do=f"language:{self.dice.choice(('nl', 'en'))}", back="/check"
        )

    def show_code(self, person: Person, browser: Browser) -> None:
        """Look at the code."""
        page = self.get("code", person, browser, "/code")
        found = re.findall(r"\d{4} \d{4} \d{4} \d{4}", page)
        if not found:
            page = self.post("code", person, browser, "/code", **_hidden(page), do="show")
            found = re.findall(r"\d{4} \d{4} \d{4} \d{4}", page)
        assert not person.code or found[0] == person.code
        person.code = found[0]
        person.codes.append(person.code)

    def change_code(self, person: Person, browser: Browser) -> None:
        """Get a new code for the old one; her other browsers must give it again."""
        page = self.get("new code", person, browser, "/code/new")
        self.post("new code", person, browser, "/code/new", **_hidden(page))
        for other in self.browsers:
            if other is not browser and other.holder == person.name:
                other.holder = ""
        person.code = ""
        self.show_code(person, browser)

    def print_view(self, person: Person, browser: Browser) -> None:
        """Read what would go on paper."""
        self.get("print view", person, browser, f"/print/view/{self.dice.randint(1, 5)}")

    def choose_print(self, person: Person, browser: Browser) -> None:
        """Choose what goes on paper."""
        page = self.get("choose", person, browser, "/print")
        parts = re.findall(r'name="parts"[^>]* value="([^"]+)"', page)
        assert parts, f"nothing of {person.name} to print"
        chosen = self.dice.sample(parts, self.dice.randint(1, len(parts)))
        self.post("choose", person, browser, "/print", token=_hidden(page)["token"], parts=chosen, name=person.word)

    def pdf(self, person: Person, browser: Browser) -> None:
        """Print the plan, and read the paper."""
        self.choose_print(person, browser)
        response = browser.client.get("/print/plan.pdf", follow_redirects=True)
        self.seen("pdf", person, response)
        if response.mimetype == "application/pdf":
            paper = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.get_data())).pages)
            words = re.sub(r"\s", "", paper)
            assert not [other.name for other in self.people if other is not person and other.word in words]

    def compare(self, person: Person, browser: Browser) -> None:
        """Take the plan as a file: it holds what she wrote, and nothing else."""
        response = browser.client.get("/file/plan.json")
        self.seen("file", person, response)
        assert response.mimetype == "application/json", f"the plan of {person.name} is not open: {response.status}"
        plan = json.loads(response.get_data())
        assert plan["answers"] == person.answers
        assert plan["drafts"] == person.drafts

    def stop(self, person: Person, browser: Browser) -> None:
        """Stop and wipe."""
        self.post("stop", person, browser, "/stop")
        browser.holder = ""
        self.after_the_end(person, browser)

    def start_page(self, person: Person, browser: Browser) -> None:
        """Open the first page: only a device of her own stays where it was, any other begins anew."""
        self.get("start page", person, browser, "/")
        if browser.client.get_cookie("plan"):
            self.compare(person, browser)
        else:
            browser.holder = ""
            self.after_the_end(person, browser)

    def leave(self, person: Person, browser: Browser) -> None:
        """Leave now, from a page on which nothing is typed."""
        page = self.get("leave", person, browser, "/check")
        self.post("leave", person, browser, "/leave", token=_hidden(page)["token"])
        browser.holder = ""
        self.after_the_end(person, browser)

    def leave_while_writing(self, person: Person, browser: Browser) -> None:
        """Leave now, in the middle of an answer: it waits for her as a draft."""
        path, (key, name) = self.dice.choice(list(self.screens.items()))
        text = person.text()
        page = self.get("question", person, browser, path)
        self.post("leave while writing", person, browser, "/leave", **_hidden(page), **{name: text}, do="next")
        person.drafts[key] = {name: [text]}
        browser.holder = ""
        self.after_the_end(person, browser)

    def after_the_end(self, person: Person, browser: Browser) -> None:
        """Whoever looks next sees nothing of anybody, not even of her who was here."""
        for path in (self.dice.choice(("/check", "/code", "/file/plan.json")), self.dice.choice(list(self.screens))):
            text = self.get("after the end", person, browser, path)
            assert not [secret for secret in person.secrets() if secret in text], path


def _asked_for_words(screen: Screen) -> str:
    """The name of the one question here that is answered in words; empty where others are more than cards."""
    questions = screen.page().questions
    words = [each.short_name for each in questions if type(each) in {ShortText, LongText}]
    is_simple = all(type(each) in {ShortText, LongText, Choice, Choices} for each in questions)
    return words[0] if is_simple and len(words) == 1 and screen.exists(Plan()) else ""


def _hidden(page: str) -> dict[str, str]:
    """What the forms of a page send unseen: a token, and what a page of questions says about itself."""
    found = re.findall(r'<input type="hidden" name="(token|page|revision|from)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def people() -> tuple[Person, Person]:
    """Two people, each with a word of her own."""
    return Person("Anna", "Kwikzilverduif"), Person("Bea", "Zwaluwnesthout")


@pytest.fixture
def server(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The program; who leaves waits until what she typed is kept, so that the next step finds it."""
    monkeypatch.setattr(leaving, "PATIENCE_SECONDS", 60)
    return make_app(CHAPTERS, languages=("nl", "en"))


def both_have_what_they_wrote(world: World) -> None:
    """Each plan holds what its own session wrote, read in a browser that was never used before."""
    for person in world.people:
        browser = Browser(world.app.test_client())
        world.sit_down(person, browser)
        assert person.answers
        assert all(person.word in text for text in person.answers.values())


def walk(app: Flask, people: tuple[Person, ...], steps: int, seed: int) -> World:
    """Let them take turns at random, at three browsers that both use."""
    dice = Random(seed)  # noqa: S311 - the same steps every time
    world = World(app, dice, people, [Browser(app.test_client()) for _ in range(3)])
    for number in range(steps):
        person = dice.choice(people)
        try:
            world.step(person)
        except AssertionError as problem:
            raise AssertionError(f"seed {seed}, step {number}, {person.name}: {problem}") from problem
    both_have_what_they_wrote(world)
    return world


def walk_together(app: Flask, people: tuple[Person, ...], steps: int) -> list[World]:
    """Let both go about at the same time, each in a thread and at browsers of her own."""
    worlds = [
        World(app, Random(seed), people, [Browser(app.test_client()) for _ in range(2)])  # noqa: S311 - no secret
        for seed in range(len(people))
    ]

    def go(world: World, person: Person) -> None:
        for _ in range(steps):
            world.step(person)

    with ThreadPoolExecutor(len(people)) as pool:
        for done in [pool.submit(go, world, person) for world, person in zip(worlds, people, strict=True)]:
            done.result()
    both_have_what_they_wrote(worlds[0])
    return worlds


def test_two_people_take_turns(server: Flask, people: tuple[Person, Person]) -> None:
    world = walk(server, people, QUICK, seed=1)
    assert {"answer", "come back", "file", "print view", "language", "after the end"} <= set(world.done)


def test_two_people_at_the_same_time(server: Flask, people: tuple[Person, Person]) -> None:
    worlds = walk_together(server, people, THREADED_QUICK)
    assert all(world.done["answer"] for world in worlds)


@pytest.mark.soak
@pytest.mark.parametrize("seed", HALVES)
def test_two_people_take_turns_for_long(
    seed: int, server: Flask, people: tuple[Person, Person], record_property: Record
) -> None:
    began = time.monotonic()
    world = walk(server, people, SOAK, seed)
    record_property("steps of two people", f"{SOAK} in {time.monotonic() - began:.0f} s: {dict(world.done)}")
    assert {"pdf", "new code", "leave", "leave while writing", "stop", "choose"} <= set(world.done)


@pytest.mark.soak
def test_two_people_at_the_same_time_for_long(server: Flask, people: tuple[Person, Person]) -> None:
    worlds = walk_together(server, people, THREADED_SOAK)
    assert all(world.done["pdf"] for world in worlds)


def test_a_word_of_the_other_is_noticed(server: Flask, people: tuple[Person, Person]) -> None:
    world = World(server, Random(1), people, [Browser(server.test_client())])  # noqa: S311 - no secret
    world.sit_down(people[0], world.browsers[0])
    with pytest.raises(AssertionError, match="shows Bea of Anna"):
        world.get("look", people[1], world.browsers[0], "/file/plan.json")
    people[0].answers["strength"] = "never written"
    with pytest.raises(AssertionError):
        world.compare(people[0], world.browsers[0])

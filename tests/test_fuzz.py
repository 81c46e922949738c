"""Whatever is sent, however malformed: no error of ours, no trace of how it works inside, no word of anybody else's."""

from __future__ import annotations

import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from urllib.parse import urljoin

import pytest
from checking import unpack
from checks import headers
from composed import PLANS
from flask import Flask
from malformed import Known, Malformed, Pairs, Sent
from markup import Markup
from program import MakeApp
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Response

from trajectplan.chapters import CHAPTERS, check
from trajectplan.plan.document import Plan, PlanError
from trajectplan.storage.resume_code import grouped
from trajectplan.storage.sessions import Session
from trajectplan.web.services import NAME, Services
from trajectplan.web.ways import screen_url

Record = Callable[[str, object], None]
QUICK, SOAK, HALVES = 300, 10_000, 2
FEW, MANY = 10, 40
"""How many pages of questions of each plan give their forms; with few it is those of one plan only."""
FRESH_AFTER = 70
"""After so many requests everybody gets her plan back as it was: most of it has been deleted or written over."""
INSIDE = re.compile(
    rb"Traceback \(most|File \"/|werkzeug|jinja2|sqlalchemy|sqlite3|site-packages|<module>", re.IGNORECASE
)
"""What only an error page for programmers would say."""
ENDING = {"/stop", "/leave", "/delete", "/print/wipe", "/device", "/plan", "/file/load"}
DRAWN = {"/print/plan.pdf", "/worksheets/sheets.pdf"}
"""A print takes as long as ten pages, and after an end there is no plan: these are asked for ten times as seldom."""


@dataclass
class Person:
    """Somebody with a plan of her own in which a word of hers stands everywhere."""

    name: str
    word: str
    plan: Plan = field(default_factory=Plan)
    code: str = ""
    cookie: str = ""
    plan_id: bytes = b""

    @property
    def secrets(self) -> list[bytes]:
        """What nobody else may ever read."""
        return [self.word.encode(), self.code.encode(), grouped(self.code).encode()]


def with_word(plan: Plan, word: str, names: Sequence[str] | None = None) -> Plan:
    """The plan with this word before everything that was written in it in words, as far as there is room."""
    names = list(plan.answers) if names is None else names
    marked = {name: _marked(plan.answers[name], word) for name in names}
    try:
        return check(replace(plan, answers={**plan.answers, **marked}), CHAPTERS)
    except PlanError:
        if len(names) == 1:
            return plan
        middle = len(names) // 2
        return with_word(with_word(plan, word, names[:middle]), word, names[middle:])


def _marked(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return {key: _marked(each, word) for key, each in value.items()}
    if isinstance(value, list):
        return [_marked(each, word) for each in value]
    return f"{word} {value}" if isinstance(value, str) and " " in value else value


def ids_in(value: object) -> Iterator[str]:
    """The id of everything in a plan that has one."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from ids_in(each)


class Watch(logging.Handler):
    """Counts the mistakes in the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage())


class Crowd:
    """Several people on one server, each sending what comes up."""

    def __init__(self, app: Flask, dice: Random, pages: int) -> None:
        self.app, self.dice = app, dice
        self.rooms: Services = app.extensions[NAME]
        self.malformed = Malformed(dice)
        self.people = [Person(path.stem, f"Kwikzilver{path.stem[:4]}") for path in PLANS]
        rules = sorted({rule.rule for rule in app.url_map.iter_rules()})
        self.rules = [rule for rule in rules for _ in range(1 if rule in DRAWN | ENDING else 10)]
        self.seen: Counter[int] = Counter()
        self.own_words = 0
        for person, path in zip(self.people, PLANS, strict=True):
            person.plan = with_word(Plan.from_json(path.read_bytes()), person.word)
            self.come_in(person)
        shown = self.people if pages > FEW else self.people[-1:]
        self.forms = {person.name: list(self._forms(person, pages)) for person in shown}

    def come_in(self, person: Person) -> None:
        """Give somebody her plan back, as it was, in a new session."""
        opened = self.rooms.store.create(person.plan)
        person.code, person.plan_id = opened.kept.code, opened.key.id
        session = Session(language=self.dice.choice(self.rooms.settings.languages), plan=opened.key)
        session = replace(session, device=self.dice.choice(("mine", "shared")), also={"code_shown": "1"})
        person.cookie = f"{self.rooms.sessions.start(session)}.{session.language}"

    def _forms(self, person: Person, pages: int) -> Iterator[tuple[str, Pairs]]:
        """The forms that some of her pages show, as a browser would send them."""
        with self.app.test_request_context():
            screens = [screen_url(screen) for chapter in CHAPTERS for screen in chapter.screens(person.plan)]
        plain = {rule for rule in self.rules if "<" not in rule and rule not in DRAWN}
        for path in self.dice.sample(screens, min(pages, len(screens))) + sorted(plain):
            response = self.answer(Sent(path=path), person)
            assert response.status_code < 500, path
            if response.status_code != 200 or response.mimetype != "text/html":
                continue
            page = Markup(response.get_data(as_text=True))
            for button in page.all("button"):
                form = page.form_of(button)
                if form is not None:
                    target = urljoin(path, button.get("formaction") or form.get("action") or path)
                    # Others send these forms too, so nothing that is hers alone may stand in them.
                    yield (
                        target,
                        [(name, str(value).replace(person.word, "Woord")) for name, value in page.sent(button)],
                    )

    def answer(self, sent: Sent, person: Person) -> Response:
        """What comes back for a request with her cookie; the cookie that it sets is hers from now on."""
        name = "__Host-plan" if sent.scheme == "https" else "plan"
        if "Cookie" not in dict(sent.headers):
            sent = replace(sent, cookie=f"{name}={person.cookie}")
        body, status, found = run_wsgi_app(self.app, sent.environ(), buffered=True)
        response = Response(b"".join(body), status, found)
        for cookie in response.headers.getlist("Set-Cookie"):
            person.cookie = re.sub(r"^[^=]*=|;.*", "", cookie)
        return response

    def known(self, person: Person) -> Known:
        """What a request in her name can be made of."""
        others = [each for each in self.people if each is not person]
        tokens = self.rooms.tokens
        pairs = [("do", "next"), ("revision", "x")]
        is_own = person.name in self.forms and self.dice.random() < 0.6
        return Known(
            rules=self.rules,
            forms=self.forms[person.name if is_own else self.dice.choice(list(self.forms))],
            own_ids=list(ids_in(person.plan.answers)),
            other_ids=[each for other in others for each in ids_in(other.plan.answers)],
            own_token=tokens.issue(person.plan_id),
            tokens=["", tokens.issue(), tokens.issue(others[0].plan_id), tokens.issue(b"x" * 40)],
            words=[
                tokens.seal_words(pairs, person.plan_id, screen)
                for screen in ("", "+dutch", "+print", self.dice.choice(CHAPTERS).pages[0].key)
            ]
            + [tokens.seal_words(pairs, others[0].plan_id, "x")],
            code=person.code,
            plan=json.loads(person.plan.to_json()),
        )

    def send(self, person: Person) -> tuple[Sent, list[str]]:
        """One malformed request in her name, and everything that is wrong with the answer."""
        known = self.known(person)
        sent = self.malformed.request(known)
        response = self.answer(sent, person)
        self.seen[response.status_code] += 1
        return sent, list(self.wrong(response, sent, person))

    def wrong(self, response: Response, sent: Sent, person: Person) -> Iterator[str]:
        """What must not be in an answer."""
        if response.get_data():
            unpack(response)
        told = response.get_data() + str(response.headers).encode()
        if response.status_code >= 500:
            yield f"status {response.status}"
        if found := INSIDE.search(told):
            yield f"it tells {found[0]!r}"
        for other in self.people:
            if other is not person:
                yield from (f"a word of {other.name}: {word!r}" for word in other.secrets if word in told)
        self.own_words += person.word.encode() in told
        is_file = sent.path.startswith("/static/") and response.status_code == 200 and sent.method in {"GET", "HEAD"}
        yield from headers(response, is_static=is_file)
        yield from (f"header {name}: {value!r}" for name, value in response.headers if not value.isprintable())
        where = response.headers.get("Location", "")
        if where and not re.match(r"(https?://localhost)?/(?![/\\])", where):
            yield f"it leads to {where!r}"


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What goes wrong in the log."""
    found = Watch()
    logging.getLogger().addHandler(found)
    yield found
    logging.getLogger().removeHandler(found)


def fuzz(crowd: Crowd, watch: Watch, seed: int, count: int) -> None:
    """Send so many requests; the first that is answered wrongly stops, and is told so that it can be sent again."""
    for number in range(count):
        if number % FRESH_AFTER == 0:
            for person in crowd.people:
                crowd.come_in(person)
        person = crowd.dice.choice(crowd.people)
        sent, wrong = crowd.send(person)
        wrong += watch.seen
        assert not wrong, f"seed {seed}, request {number}, as {person.name}:\n  {sent!r}\n  " + "\n  ".join(wrong)


def test_malformed_requests(make_app: MakeApp, watch: Watch) -> None:
    crowd = Crowd(make_app(CHAPTERS, languages=("nl", "en")), Random(1), pages=FEW)  # noqa: S311 - the same every time
    fuzz(crowd, watch, 1, QUICK)
    assert {200, 303, 400, 404, 405} <= set(crowd.seen)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 2 + HALVES))
def test_very_many_malformed_requests(seed: int, make_app: MakeApp, watch: Watch, record_property: Record) -> None:
    began = time.monotonic()
    crowd = Crowd(make_app(CHAPTERS, languages=("nl", "en")), Random(seed), pages=MANY)  # noqa: S311 - the same every time
    fuzz(crowd, watch, seed, SOAK)
    told = ", ".join(f"{count} times {status}" for status, count in sorted(crowd.seen.items()))
    record_property("malformed requests", f"seed {seed}: {told}; {time.monotonic() - began:.0f} s")
    assert {200, 303, 400, 403, 404, 405, 413, 422} <= set(crowd.seen)
    assert crowd.own_words > SOAK / 50, "the plans are open, and their words are seen by those who wrote them"


def test_what_is_looked_for_is_found(make_app: MakeApp) -> None:
    """A word of another's, a bad header, a way to elsewhere, and what only programmers should read."""
    crowd = Crowd(make_app(CHAPTERS, languages=("nl", "en")), Random(1), pages=0)  # noqa: S311 - the same every time
    one, other = crowd.people[:2]
    crowd.answer(Sent(path="/check"), one)
    page = crowd.answer(Sent(path="/check/1"), other)
    assert list(crowd.wrong(page, Sent(), other)) == []
    assert any("a word of" in problem for problem in crowd.wrong(page, Sent(), one))
    for field_, value in (("Cache-Control", "public"), ("Location", "//elsewhere.example"), ("X-Split", "a\x7fb")):
        page = crowd.answer(Sent(path="/privacy"), one)
        page.headers[field_] = value
        assert list(crowd.wrong(page, Sent(), one)) != [], field_
    page.set_data('Traceback (most recent call last):\n File "/srv/x.py"')
    assert any("it tells" in problem for problem in crowd.wrong(page, Sent(), one))


def test_a_request_can_be_repeated_from_what_is_told(make_app: MakeApp) -> None:
    crowd = Crowd(make_app(CHAPTERS, languages=("nl", "en")), Random(3), pages=0)  # noqa: S311 - the same every time
    for _ in range(50):
        sent = crowd.malformed.request(crowd.known(crowd.people[0]))
        assert eval(repr(sent)) == sent  # noqa: S307 - what we wrote ourselves

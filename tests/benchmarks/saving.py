"""What keeping a plan safe costs: saved answers with storage and encryption, without them, and a bare Flask page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, redirect, request
from werkzeug import Response

from trajectplan import create_app
from trajectplan.config import Settings
from trajectplan.pages import Screen
from trajectplan.plan.document import Plan
from trajectplan.storage.sessions import Session
from trajectplan.web.services import NAME, Services
from trajectplan.web.ways import screen_url

from .browser import Browser, FormReader, Pairs
from .plain import take_out_storage
from .timing import Time, median, timed, total

ROUNDS = 12
SEEN = {"code_shown": "1"}
"""What a session notes when she has seen her code: saved answers then lead on to the next page."""


@dataclass(frozen=True, slots=True)
class SavedAnswers:
    """Times by candidate of one saved answer, the mean over all pages; and what the worst page costs."""

    pages: int
    times: Mapping[str, Time]
    ratio: Time
    worst: float


class Visit:
    """An application with a plan that is open in a browser."""

    def __init__(self, app: Flask, plan: Plan) -> None:
        self.app = app
        self.rooms: Services = app.extensions[NAME]
        self.key = self.rooms.store.create(plan).key
        self.browser = Browser(app, "plan=" + self.rooms.sessions.start(Session("nl", "mine", self.key, SEEN)) + ".nl")

    def form(self, address: str) -> FormReader:
        """The form on a page."""
        answer = self.browser.get(address, packed=False)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {address}")
        return FormReader(answer.body)

    def save(self, address: str, pairs: Pairs) -> Time:
        """Post a page as it is shown now with other answers, and open the page it leads to; what that took."""
        sent = [*self.form(address).ours, *pairs, ("do", "next")]
        return timed(lambda: answer_saved(self.browser, address, sent))

    def writes(self, address: str, pairs: Pairs) -> bool:
        """Whether the plan is written when a page is saved with these answers."""
        before = self.revision
        self.save(address, pairs)
        return self.revision > before

    @property
    def revision(self) -> int:
        """How many times the plan was written."""
        return self.rooms.store.load(self.key).revision


def answer_saved(browser: Browser, address: str, pairs: Pairs) -> None:
    """POST, redirect, GET."""
    posted = browser.post(address, pairs)
    if posted.status not in {302, 303}:
        raise RuntimeError(f"{posted.status} for answers to {address}")
    shown = browser.get(posted.location)
    if shown.status != 200:
        raise RuntimeError(f"{shown.status} for {posted.location}")


def hello() -> Flask:
    """The least that Flask can do: a form that is posted, and a page that says hello."""
    app = Flask("hello", static_folder=None)

    @app.post("/")
    def posted() -> Response:
        return redirect("/?saved=" + str(len(request.form)), 303)

    @app.get("/")
    def shown() -> str:
        return "<!doctype html><title>Hello</title><h1>Hello</h1>"

    return app


def measure(plan: Plan, folder: Path, rounds: int = ROUNDS) -> SavedAnswers:
    """Save every page of the plan in turns, with other answers than before, so that every one is written."""
    ours = Visit(create_app(Settings(data_dir=folder / "ours"), pool_size=0), plan)
    plain = Visit(take_out_storage(create_app(Settings(data_dir=folder / "plain"), pool_size=0)), plan)
    bare = Browser(hello())
    trial = Visit(take_out_storage(create_app(Settings(data_dir=folder / "trial"), pool_size=0)), plan)
    pages = dict(_pages(trial, plan))
    seen: dict[str, dict[str, list[Time]]] = {
        name: {address: [] for address in pages} for name in ("ours", "plain", "bare")
    }
    # Both versions one after the other: as long as the other answers stand, pages further on may be hidden.
    turn = [(address, pairs) for address, versions in pages.items() for pairs in versions]
    for address, pairs in turn * rounds:
        seen["ours"][address].append(ours.save(address, pairs))
        seen["plain"][address].append(plain.save(address, pairs))
        seen["bare"][address].append(timed(lambda pairs=pairs: answer_saved(bare, "/", pairs)))  # type: ignore[misc]
    _same(ours, plain, 1 + 2 * rounds * len(pages))
    ours.rooms.store.engine.dispose()
    # The first two turns were to warm up.
    times = {name: {at: median(each[2:]) for at, each in by_page.items()} for name, by_page in seen.items()}
    sums = {name: total(by_page.values()) for name, by_page in times.items()}
    return SavedAnswers(
        pages=len(pages),
        times={name: Time(each.wall / len(pages), each.cpu / len(pages)) for name, each in sums.items()},
        ratio=sums["ours"].over(sums["plain"]),
        worst=max(times["ours"][at].over(times["plain"][at]).cpu for at in pages),
    )


def _same(ours: Visit, plain: Visit, revision: int) -> None:
    """Raise ``RuntimeError`` unless both kept the same plan and wrote it every time: else the ratio means nothing."""
    kept = [visit.rooms.store.load(visit.key).kept.plan for visit in (ours, plain)]
    if kept[0] != kept[1] or {ours.revision, plain.revision} != {revision}:
        raise RuntimeError("the plans differ, or answers were not saved")


def _pages(visit: Visit, plan: Plan) -> Iterator[tuple[str, tuple[Pairs, Pairs]]]:
    """Every page of which a version that differs can be saved, and then the plan's own: its address, and these two."""
    with visit.app.test_request_context():
        addresses = [screen_url(screen) for screen in _screens(visit, plan)]
    for address in addresses:
        own = visit.form(address).answers
        versions = (varied(own), own)
        if all(visit.writes(address, pairs) for pairs in versions):
            yield address, versions


def _screens(visit: Visit, plan: Plan) -> Iterator[Screen]:
    for chapter in visit.rooms.chapters:
        for screen in chapter.screens(plan):
            yield screen
            if screen.page.has_screens:
                yield from (screen.about(item["id"]) for item in plan.items(screen.page.lists, screen.place))


def varied(pairs: Pairs) -> Pairs:
    """The same answers but one: the last time five minutes later, else a word more, else a tick less."""
    last = len(pairs) - 1
    for at in range(last, -1, -1):
        name, value = pairs[at]
        if re.fullmatch(r"[0-9]{1,2}:[0-9]0", value):
            return [*pairs[:at], (name, value[:-1] + "5"), *pairs[at + 1 :]]
        if " " in value and not name.endswith("-shown"):
            return [*pairs[:at], (name, value + " ja"), *pairs[at + 1 :]]
    names = [name for name, _ in pairs]
    several = [at for at in range(last, -1, -1) if names.count(names[at]) > 1]
    return [pair for at, pair in enumerate(pairs) if at not in several[:1]]

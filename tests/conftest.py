"""The program with a weak derivation in a folder of its own, and visitors who check every page they open."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pseudo
import pytest
import specimen
from client import Visitor
from flask import Flask
from hypothesis import settings as hypothesis_settings
from places import STORY
from playwright.sync_api import Playwright, sync_playwright
from program import ALL, LANGUAGES, WEAK, MakeApp

from trajectplan import create_app
from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.pages import Chapter
from trajectplan.plan.document import Plan
from trajectplan.storage.derivation import Derivation
from trajectplan.web.services import NAME

# A test that fails must fail for everybody: the same examples every time.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis_settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalogues of the languages that nobody speaks."""
    return pseudo.write_catalogues(tmp_path_factory.mktemp("translations"), Path(specimen.__file__))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers: one for all tests of a worker, as there can't be two in a process."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def make_app(catalogues: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeApp]:
    """Makes the program with other chapters or settings; every one has a data folder of its own."""
    made: list[Flask] = []

    def make(chapters: Sequence[Chapter] = ALL, **options: object) -> Flask:
        folder = options.pop("data_dir", None) or tmp_path_factory.mktemp("data")
        languages = options.pop("languages", LANGUAGES)
        derivation = options.pop("derivation", None) or Derivation((WEAK,))
        options.setdefault("people_per_address", 100_000)  # all visitors of all tests come from one
        others = {name: options.pop(name) for name in ("today", "audio") if name in options}
        settings = Settings(data_dir=folder, languages=languages, **options)  # type: ignore[arg-type]
        app = create_app(
            settings,
            chapters=chapters,
            translations=(catalogues,),
            derivation=derivation,  # type: ignore[arg-type]
            pool_size=0,
            **others,  # type: ignore[arg-type]
        )
        app.testing = False  # an error must be answered as a visitor would see it
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions[NAME].store.engine.dispose()


@pytest.fixture(scope="session")
def app(make_app: MakeApp) -> Flask:
    """The program with all its chapters and the specimen."""
    return make_app()


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The program as it is delivered, without the chapter of specimens."""
    return make_app(CHAPTERS, languages=("nl", "en"))


@pytest.fixture
def visitor(app: Flask, no_errors_logged: None) -> Visitor:
    """Somebody with a browser of her own."""
    del no_errors_logged
    return Visitor(app)


@pytest.fixture
def come_with(app: Flask, no_errors_logged: None) -> Callable[..., Visitor]:
    """Makes a visitor who comes back to a plan that is kept already."""
    del no_errors_logged

    def come(plan: Plan, language: str = "nl", app: Flask = app) -> Visitor:
        code = app.extensions[NAME].store.create(plan).kept.code
        visitor = Visitor(app)
        assert visitor.come_back(code) == 200
        if visitor.page.root.get("lang") != language:
            visitor.speak(language)
        visitor.client.language = language
        return visitor

    return come


@pytest.fixture
def no_errors_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing may go wrong unseen: an error in the log fails the test, unless it clears the log itself."""
    caplog.set_level(logging.WARNING)
    yield
    found = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not found, found


@pytest.fixture
def her(visitor: Visitor) -> Visitor:
    """Somebody with a plan that has one answer."""
    visitor.start("nl")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: ["Eerste woorden"]})
    return visitor


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests measured, under a heading each; it comes from all workers."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    found: dict[str, list[object]] = {}
    for report in reports:
        for name, value in report.user_properties if report.when == "call" else ():
            found.setdefault(name, []).append(value)
    for name, values in found.items():
        terminalreporter.section(name)
        for value in values:
            terminalreporter.write_line(str(value))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what does over and over what others do: ``make test`` measures no coverage there, which takes as long again.

    That is every case of a test but its first, and every property.
    """
    known: set[str] = set()
    for item in items:
        name = item.nodeid.partition("[")[0]
        if name in known or hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker(pytest.mark.again)
        known.add(name)

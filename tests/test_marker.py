"""A planted word and the code are found nowhere: in no database, journal, log or temporary file."""

from __future__ import annotations

import base64
import json
import logging
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from client import Visitor
from flask import Flask
from places import LINE, STORY, WEEK
from program import MakeApp

from trajectplan.plan.document import Plan
from trajectplan.web import output
from trajectplan.web.services import NAME

WORD = "Kwikzilverduif"
"""No word of any text, and long enough never to come up by chance."""
LEAST_BASE64 = 8


class Traces:
    """Looks for a word, in any usual writing, in everything that the program leaves behind."""

    def __init__(self, folders: list[Path], log: pytest.LogCaptureFixture) -> None:
        self.folders, self.log = folders, log
        self.looked_at: set[str] = set()

    def find(self, *words: str) -> list[str]:
        found = []
        for place, content in self._everything():
            self.looked_at.add(place)
            found += [f"{word!r} in {place}" for word in words for form in writings(word) if form in content]
        return found

    def _everything(self) -> Iterator[tuple[str, bytes]]:
        for folder in self.folders:
            for path in folder.rglob("*"):
                if path.is_file():
                    yield path.name, path.read_bytes()
        yield "the log", self.log.text.encode()
        yield "what was logged", " ".join(str(record.__dict__) for record in self.log.records).encode()


def writings(word: str) -> Iterator[bytes]:
    """The word as it could stand somewhere: in several encodings, as hexadecimal digits, in base64 at any offset."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
    yield word.encode().hex().encode()
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + word.encode())
        inside = coded[(offset * 8 + 5) // 6 : -4]
        assert len(inside) >= LEAST_BASE64
        yield inside


@pytest.fixture
def calendar() -> list[date]:
    return [date(2026, 11, 22)]


@pytest.fixture
def watched(
    make_app: MakeApp, tmp_path: Path, calendar: list[date], monkeypatch: pytest.MonkeyPatch
) -> tuple[Flask, list[Path]]:
    """The program with data and temporary files in folders that can be looked through."""
    data, temporary = tmp_path / "data", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return make_app(data_dir=data, today=lambda: calendar[-1]), [data, temporary]


def test_finds_what_is_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    traces = Traces([tmp_path], caplog)
    for content in (WORD.encode(), base64.b64encode(f"ab{WORD}c".encode()), WORD.encode("utf-16-le")):
        (tmp_path / "file").write_bytes(b"\x01" + content + b"\x02")
        assert traces.find(WORD)
    (tmp_path / "file").unlink()
    assert not traces.find(WORD)
    logging.getLogger("any").info("look: %s", WORD)
    assert traces.find(WORD)


def test_no_trace(
    watched: tuple[Flask, list[Path]],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, folders = watched
    caplog.set_level(logging.DEBUG)
    traces = Traces(folders, caplog)
    visitor = Visitor(app).start("en")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [f"{WORD} zit in de boom"]})
    grouped = visitor.code()
    looked_for = (WORD, grouped, grouped.replace(" ", ""))
    assert traces.find(*looked_for) == [], "after an answer"
    assert {"plans.db", "plans.db-wal", "the log"} <= traces.looked_at

    day = f"{WEEK.name}-{WEEK.question.days[0]}-1-from"
    visitor.go(WEEK.url(visitor))
    assert visitor.press("next", {day: [WORD]}) == 422
    assert WORD in json.dumps(visitor.downloaded()["drafts"])
    assert traces.find(*looked_for) == [], "after a draft"

    visitor.go(visitor.address("dutch.page", chapter=STORY.chapter))
    name = next(visitor.page.all("textarea")).get("name", "")
    visitor.press("next", {name: [f"{WORD} in het Nederlands"]})
    assert WORD in json.dumps(visitor.downloaded()["dutch"])
    assert traces.find(*looked_for) == [], "after the Dutch beside her words"

    visitor.printed(name=WORD)
    assert traces.find(*looked_for) == [], "after printing"

    visitor.load(Plan(answers={LINE.name: WORD, "unknown": "x" * 200_000}).to_json())
    visitor.press("add_only")
    assert traces.find(*looked_for) == [], "after a file"

    fail_once(visitor, monkeypatch)
    assert traces.find(*looked_for) == [], "after a mistake of ours"
    caplog.clear()

    visitor.stop()
    assert traces.find(*looked_for) == [], "after stopping"

    # Stopped: the browser's own language counts again.
    visitor.client.language = ""
    visitor.come_back("1234 5678 9012 3456")
    visitor.come_back(grouped)
    assert visitor.go(visitor.address("wizard.task_list")) == 200
    assert traces.find(*looked_for) == [], "after coming back"

    visitor.go(visitor.address("keep.delete"))
    form = next(form for form in visitor.page.all("form") if form_leads_to(visitor, form.get("action")))
    visitor.submit(visitor.page.default_button(form))
    assert visitor.come_back(grouped) == 422
    assert traces.find(*looked_for) == [], "after deleting"


def form_leads_to(visitor: Visitor, action: str | None) -> bool:
    return (action or visitor.path) == visitor.address("keep.delete")


def fail_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(f"{WORD} can't be drawn")

    with monkeypatch.context() as patch, visitor.expecting(500):
        patch.setattr(output, "summarise", fail)
        visitor.go(visitor.address("output.pdf"))
    assert visitor.status == 500


def test_no_trace_after_the_time_is_over(
    watched: tuple[Flask, list[Path]], calendar: list[date], caplog: pytest.LogCaptureFixture
) -> None:
    app, folders = watched
    visitor = Visitor(app).start("en")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [WORD]})
    code = visitor.code()
    store = app.extensions[NAME].store
    assert store.purge() == 0
    calendar.append(date(2028, 1, 1))
    assert store.purge() == 1
    assert Traces(folders, caplog).find(WORD, code) == []
    assert Visitor(app).start("nl").come_back(code) == 422

"""A planted word and the code are found nowhere: in no database, journal, log or temporary file."""

from __future__ import annotations

import base64
import gzip
import io
import json
import logging
import os
import tempfile
import threading
import zipfile
import zlib
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from client import Visitor
from flask import Flask
from places import LINE, LIST, STORY, WEEK
from program import MakeApp
from traces import Traces

from trajectplan.plan.document import Plan
from trajectplan.questions import ShortText
from trajectplan.web import output
from trajectplan.web.services import NAME

WORD = "Kwikzilverduif"
"""No word of any text, and long enough never to come up by chance."""
DRAFT, DUTCH, THING, PAPER, FILE, LEFT = (
    f"Boekenlegger{word}" for word in ("één", "twee", "drie", "vier", "vijf", "zes")
)
WORDS = (WORD, DRAFT, DUTCH, THING, PAPER, FILE, LEFT)


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
    traces = Traces([tmp_path], caplog)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("of hers", f"{DRAFT} " * 100)
    for content in (
        DRAFT.encode(),
        *(base64.b64encode(f"{before}{DRAFT}c".encode()) for before in ("", "a", "ab")),
        base64.urlsafe_b64encode(f"~~~{DRAFT}c".encode()),
        *(DRAFT.encode(encoding) for encoding in ("utf-16-le", "utf-16-be")),
        json.dumps([DRAFT]).encode(),
        f"?words={quote(DRAFT)}".encode(),
        DRAFT.encode().hex().upper().encode(),
        *(zlib.compress(f"words {DRAFT}".encode() * 9, level) for level in (0, 1, 6, 9)),
        zlib.compress(f"{DRAFT}".encode() + os.urandom(5000))[:4000],
        gzip.compress(f"words {DRAFT}".encode() * 9),
        zipped.getvalue(),
    ):
        (tmp_path / "file").write_bytes(b"\x01\x78" + content + b"\x02")
        assert traces.find(DRAFT), content
        assert not traces.find(WORD), content
    (tmp_path / "file").unlink()
    (tmp_path / DRAFT).touch()
    assert traces.find(DRAFT), "in a name"
    (tmp_path / DRAFT).unlink()
    assert not traces.find(WORD)
    logging.getLogger("any").info("look: %s", WORD)
    assert traces.find(WORD)


def test_no_trace(
    watched: tuple[Flask, list[Path]],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, folders = watched
    traces, untouched = Traces(folders, caplog), folders[1].stat().st_mtime_ns
    visitor = Visitor(app).start("en")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [f"{WORD} zit in de boom"]})
    grouped = visitor.code()
    looked_for = (*WORDS, grouped, grouped.replace(" ", ""))
    assert traces.find(*looked_for) == [], "after an answer"
    assert {"plans.db", "plans.db-wal", "the log"} <= traces.looked_at

    for step in (type_what_cant_be, write_dutch, add_and_remove, print_it, take_a_file):
        step(visitor)
        assert traces.find(*looked_for) == [], step.__name__

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

    leave_now(visitor)
    assert traces.find(*looked_for) == [], "after leaving"
    visitor.come_back(grouped)
    assert LEFT in text_of(visitor, "drafts")

    visitor.go(visitor.address("keep.delete"))
    form = next(form for form in visitor.page.all("form") if form_leads_to(visitor, form.get("action")))
    visitor.submit(visitor.page.default_button(form))
    assert visitor.come_back(grouped) == 422
    assert traces.find(*looked_for) == [], "after deleting"
    assert folders[1].stat().st_mtime_ns == untouched, "no temporary file was ever made"


def text_of(visitor: Visitor, part: str) -> str:
    """One part of her plan, as text."""
    return json.dumps(visitor.downloaded()[part], ensure_ascii=False)


def type_what_cant_be(visitor: Visitor) -> None:
    day = f"{WEEK.name}-{WEEK.question.days[0]}-1-from"
    visitor.go(WEEK.url(visitor))
    assert visitor.press("next", {day: [DRAFT]}) == 422
    assert DRAFT in text_of(visitor, "drafts")


def write_dutch(visitor: Visitor) -> None:
    visitor.go(visitor.address("dutch.page", chapter=STORY.chapter))
    name = next(visitor.page.all("textarea")).get("name", "")
    visitor.press("next", {name: [f"{DUTCH} in het Nederlands"]})
    assert DUTCH in text_of(visitor, "dutch")


def add_and_remove(visitor: Visitor) -> None:
    visitor.go(LIST.url(visitor))
    visitor.press("add")
    name = next(each.short_name for each in LIST.question.group().questions if type(each) is ShortText)
    visitor.press("next", {name: [THING]})
    visitor.go(LIST.url(visitor))
    visitor.press(next(each for each in visitor.page.buttons() if each.startswith("item:remove:")))
    visitor.press(next(each for each in visitor.page.buttons() if each.startswith("item:restore:")))
    assert THING in text_of(visitor, "answers"), "it was only put aside"
    visitor.press(next(each for each in visitor.page.buttons() if each.startswith("item:remove:")))


def print_it(visitor: Visitor) -> None:
    visitor.printed(name=PAPER)
    assert PAPER in text_of(visitor, "printing")
    assert visitor.go(visitor.address("print_view.first")) == 200


def take_a_file(visitor: Visitor) -> None:
    visitor.load(Plan(answers={LINE.name: FILE, "unknown": "x" * 200_000}).to_json())
    visitor.press("add_only")
    assert FILE in text_of(visitor, "answers")


def leave_now(visitor: Visitor) -> None:
    """With something typed on the page that she leaves."""
    visitor.go(STORY.url(visitor))
    button = next(each for each in visitor.page.all("button") if "leave" in each.get("class", "").split())
    sent = [(name, LEFT if name == STORY.name else value) for name, value in visitor.page.sent(button)]
    visitor.client.language = ""
    assert visitor.post(button.get("formaction", ""), sent) == 200
    for thread in threading.enumerate():
        if thread.name == "leaving":
            thread.join(20)


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
    traces, code = Traces(folders, caplog), visitor.code()
    store = app.extensions[NAME].store
    assert store.purge() == 0
    calendar.append(date(2028, 1, 1))
    assert store.purge() == 1
    assert traces.find(WORD, code) == []
    assert Visitor(app).start("nl").come_back(code) == 422

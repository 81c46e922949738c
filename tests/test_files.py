"""A plan as a file: what is none gets a clear answer, what is one is taken over as she chooses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from client import Visitor
from places import LINE, LIST, STORY, answer
from program import ALL

from trajectplan.chapters import check
from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.questions import Items, ShortText

ComeWith = Callable[..., Visitor]
WORDS = "Zwaluwnest & <b>dakgoot</b>"

PLAN = {"format": "trajectplan", "version": 1, "language": "nl", "answers": {}}
FILES = {
    "nothing": b"",
    "no JSON": b"hello",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "another JSON": b'{"a": 1}',
    "a list": b"[1, 2]",
    "cut off": json.dumps(PLAN).encode()[:-5],
    "a newer version": json.dumps({**PLAN, "version": 99}).encode(),
    "a version that is none": json.dumps({**PLAN, "version": "x"}).encode(),
    "too large": json.dumps({**PLAN, "answers": {"x": "y" * MOST_BYTES}}).encode(),
    "too deep": b"[" * 100_000,
    "a lone surrogate": json.dumps({**PLAN, "answers": {STORY.name: "\ud800"}}).encode(),
    "an answer of another shape": json.dumps({**PLAN, "answers": {STORY.name: {"a": [1]}}}).encode(),
    "things without an id": json.dumps({**PLAN, "answers": {LIST.page.lists: [{"name": "A"}]}}).encode(),
    "things with one id": json.dumps({**PLAN, "answers": {LIST.page.lists: [{"id": "a"}, {"id": "a"}]}}).encode(),
    "a strange id": json.dumps({**PLAN, "answers": {LIST.page.lists: [{"id": "../x"}]}}).encode(),
    "another encoding": json.dumps({**PLAN, "answers": {STORY.name: "é"}}, ensure_ascii=False).encode("latin-1"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_plan(her: Visitor, name: str) -> None:
    assert her.load(FILES[name]) == 422
    assert her.problems
    assert her.downloaded()["answers"] == {STORY.name: "Eerste woorden"}


def test_no_file_at_all(her: Visitor) -> None:
    assert her.load(b"", name="") == 422


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("replace", {LINE.name: "Uit de file"}),
        ("add_only", {STORY.name: "Eerste woorden", LINE.name: "Uit de file"}),
        ("cancel", {STORY.name: "Eerste woorden"}),
    ],
)
def test_a_good_file(her: Visitor, button: str, expected: dict[str, str]) -> None:
    text = replace(Plan(), answers={LINE.name: "Uit de file"}).to_json()
    assert her.load(text) == 200
    assert her.downloaded()["answers"] == {STORY.name: "Eerste woorden"}, "nothing changes before she chose"
    her.press(button)
    assert her.downloaded()["answers"] == expected
    her.go(her.address("files.load"))
    assert ("undo" in her.page.buttons()) is (button != "cancel")
    assert len(list(her.page.all("input", type="file"))) == 1, "another file can be loaded at once"
    if button != "cancel":
        her.press("undo")
        assert her.downloaded()["answers"] == {STORY.name: "Eerste woorden"}


def test_begins_with_a_file(visitor: Visitor) -> None:
    visitor.start("nl")
    visitor.go(visitor.address("files.load"))
    visitor.client.language = ""
    visitor.load(Plan(language="en", answers={STORY.name: "Uit de file"}).to_json())
    assert visitor.shown_code()
    assert answer(visitor, STORY.name) == "Uit de file"


# One line is one line -------------------------------------------------------------------------------------------------

BROKEN = "Zwaluw\n\t nest\u2028\u2029 dak\r\ngoot"


def one_line_names(things: Items) -> list[str]:
    """The questions about one of these things that take a few words on one line."""
    return [question.short_name for question in things.form({}).questions if type(question) is ShortText]


def test_breaks_of_lines_in_a_file_make_no_second_line(her: Visitor) -> None:
    name = one_line_names(LIST.question)[0]
    answers = {LINE.name: BROKEN, STORY.name: BROKEN, LIST.name: [{"id": "a", name: BROKEN}]}
    assert her.load(replace(Plan(), answers=answers).to_json()) == 200
    her.press("replace")
    kept = her.downloaded()["answers"]
    assert kept[LINE.name] == kept[LIST.name][0][name] == "Zwaluw nest dak goot"
    assert kept[STORY.name] == BROKEN


def test_the_name_of_a_child_out_of_a_file_is_one_line() -> None:
    children = [{"id": "a", "name": BROKEN, "age": 4}, {"id": "b", "name": "B"}]
    checked = check(Plan(answers={"children": children, "unknown": BROKEN}))
    assert [child.name for child in checked.children()] == ["Zwaluw nest dak goot", "B"]
    assert checked.answers["children"][0]["age"] == 4
    assert checked.answers["unknown"] == BROKEN


def test_a_line_of_nothing_is_no_answer() -> None:
    plan = Plan(answers={LINE.name: "\n\t", STORY.name: "a\nb"})
    assert check(plan, ALL).answers == {STORY.name: "a\nb"}

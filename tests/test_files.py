"""A plan as a file: what is none gets a clear answer, what is one is taken over as she chooses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from client import Visitor
from places import LINE, LIST, STORY, answer
from program import ALL
from specimen import SpecimenCards, SpecimenEach

from trajectplan.chapters import check
from trajectplan.i18n import _, speaking
from trajectplan.pages import Page
from trajectplan.plan.document import LONGEST_DUTCH, MOST_BYTES, Plan, PlanError
from trajectplan.questions import Items, ShortText
from trajectplan.web.files import MESSAGES

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


# More than fits -------------------------------------------------------------------------------------------------------

NAMED = one_line_names(LIST.question)[0]
TOO_MUCH: dict[str, tuple[dict[str, object], type[Page]]] = {
    "a long text": ({STORY.name: "x" * 5000}, STORY.page),
    "a long line": ({LINE.name: "x" * 5000}, LINE.page),
    "many things": ({LIST.name: [{"id": f"a{number}"} for number in range(LIST.question.most + 1)]}, LIST.page),
    "a long text about a thing": ({LIST.name: [{"id": "a", NAMED: "x" * 5000}]}, LIST.page),
    "many cards of hers": (
        {"specimen_cards": [{"id": f"a{number}", "words": WORDS} for number in range(201)]},
        SpecimenCards,
    ),
    "a card of hers in long words": ({"specimen_cards": [{"id": "a", "words": "x" * 500}]}, SpecimenCards),
}


@pytest.mark.parametrize(("answers", "page"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_more_than_fits_is_said_and_where(her: Visitor, answers: dict[str, object], page: type[Page]) -> None:
    assert her.load(Plan(answers=answers).to_json()) == 422
    [problem] = her.problems
    with her.app.test_request_context(), speaking("nl"):
        assert problem.message == str(MESSAGES["too_much"]) % {"page": page.title}
    assert her.downloaded()["answers"] == {STORY.name: "Eerste woorden"}


def test_more_than_fits_on_a_page_for_each_thing_names_the_chapter() -> None:
    thing = {"id": "a", "thing_name": "A", "each_words": "x" * 5000}
    with pytest.raises(PlanError) as refused:
        check(Plan(answers={"specimen_things": [thing]}), ALL)
    chapter = next(chapter for chapter in ALL if SpecimenEach in chapter.pages)
    assert (refused.value.reason, refused.value.where) == ("too_much", chapter.title)


def test_more_than_fits_in_something_damaged_is_damaged() -> None:
    thing = {"id": "a", "thing_name": "x" * 5000, "thing_colour": 5}
    with pytest.raises(PlanError) as refused:
        check(Plan(answers={"specimen_things": [thing]}), ALL)
    assert refused.value.reason == "damaged"


def test_more_dutch_than_fits_is_said(her: Visitor) -> None:
    assert her.load(Plan(dutch={WORDS: "x" * (LONGEST_DUTCH + 1)}).to_json()) == 422
    with her.app.test_request_context(), speaking("nl"):
        assert her.problems[0].message == str(MESSAGES["too_much"]) % {"page": _("In Dutch")}

"""What can't be kept as it is: named where she looks for it, refused where it doesn't fit, and never lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from client import Visitor
from filler import filled_plan, word
from flask import Flask
from places import LINE, LIST, STORY, WEEK, answer
from program import ALL, LANGUAGES

from trajectplan.i18n import _
from trajectplan.pages import Page
from trajectplan.plan.document import MOST_BYTES, Plan
from trajectplan.plan.summary import Said
from trajectplan.questions import Number, ShortText

ComeWith = Callable[..., Visitor]
Pairs = list[tuple[str, str]]
WORDS = "Zwaluwnest & <b>dakgoot</b>"
DAY = f"{WEEK.name}-{WEEK.question.days[0]}-1"
EACH = next(
    page
    for chapter in reversed(ALL)
    for page in reversed(chapter.pages)
    if page.each and any(type(question) is ShortText for question in page().questions)
)
"""A page that comes for each thing and asks for a few words."""


def each_words() -> str:
    """The name of that question."""
    return next(question.name for question in EACH().questions if type(question) is ShortText)


NOT_SAVED, STILL_TO_TELL = _("Not saved yet"), _("You could still tell")


def in_dutch(visitor: Visitor, message: Said) -> str:
    """A message as she reads it."""
    with visitor.app.test_request_context():
        return str(message)


def links(visitor: Visitor, heading: Said) -> list[str]:
    """The paths of the links in the part of the page in front of her that begins so."""
    page, within = visitor.page, in_dutch(visitor, heading)
    found = [part for part in page.all("div") if page.text(part).startswith(within)]
    hrefs = [link.get("href", "") for part in found for link in page.all("a") if part in page.above(link)]
    return [urlsplit(href).path for href in hrefs]


# A slip ---------------------------------------------------------------------------------------------------------------


def slip(visitor: Visitor) -> None:
    """Type a time that is none, and go on."""
    visitor.go(WEEK.url(visitor))
    assert visitor.press("next", {f"{DAY}-from": ["half 9"]}) == 422


@pytest.mark.parametrize("endpoint", ["wizard.task_list", "wizard.check", "output.choose"])
def test_a_slip_is_named_as_not_saved_yet(her: Visitor, endpoint: str) -> None:
    her.go(her.address(endpoint))
    assert WEEK.url(her) not in links(her, NOT_SAVED)
    slip(her)
    her.go(her.address(endpoint))
    assert WEEK.url(her) in links(her, NOT_SAVED)
    her.follow(WEEK.url(her))
    assert her.page.filled([f"{DAY}-from"]) == {f"{DAY}-from": ["half 9"]}
    her.press("next", {f"{DAY}-from": ["8:30"], f"{DAY}-until": ["12:00"]})
    her.go(her.address(endpoint))
    assert WEEK.url(her) not in links(her, NOT_SAVED)


def offered(visitor: Visitor) -> str:
    """All that stands under "you could still tell"."""
    page, within = visitor.page, in_dutch(visitor, STILL_TO_TELL)
    folds = [each for each in page.all("details") if page.text(each).startswith(within)]
    return "\n".join(page.text(each) for fold in folds for each in fold.iter("li"))


def test_a_slip_is_not_offered_as_if_it_were_empty(her: Visitor) -> None:
    title = in_dutch(her, WEEK.page.title)
    her.go(her.address("wizard.check", chapter=WEEK.chapter))
    assert title in offered(her).splitlines()
    slip(her)
    her.go(her.address("wizard.check", chapter=WEEK.chapter))
    assert offered(her)
    assert title not in offered(her).splitlines()


def test_a_new_thing_with_a_slip_is_reached_from_its_list(her: Visitor) -> None:
    her.go(LIST.url(her))
    her.press("add")
    at, items = her.url, LIST.question
    number = next(question for question in items.group().questions if isinstance(question, Number))
    assert her.press("next", {number.name: ["veel"]}) == 422
    her.press("list")
    her.go(LIST.url(her))
    assert at in links(her, NOT_SAVED)
    her.follow(at)
    assert her.page.filled([number.name]) == {number.name: ["veel"]}


# A file ---------------------------------------------------------------------------------------------------------------


def file(**fields: Any) -> bytes:
    """A file of a plan with one answer, with these fields as they are."""
    answers = {LINE.name: "Uit een file"}
    return json.dumps({"format": "trajectplan", "version": 1, "language": "nl", "answers": answers, **fields}).encode()


@pytest.mark.parametrize(
    "printing",
    [
        {"parts": 5},
        {"parts": None},
        {"parts": [1, None, [], "nothing"]},
        {"parts": "one_page"},
        {"languages": ["both"]},
        {"languages": {}},
        {"name": ["Zwaluw"]},
        {"name": "x" * 5000},
    ],
    ids=str,
)
def test_odd_choices_of_what_is_printed(her: Visitor, printing: Mapping[str, object]) -> None:
    assert her.load(file(printing=printing)) == 200
    her.press("replace")
    assert her.go(her.address("output.choose")) == 200
    assert her.go(her.address("output.ready")) == 200
    assert her.go(her.address("output.pdf")) == 200
    assert "Uiteenfile" in her.printed()


@pytest.mark.parametrize("printing", [None, [], 5, "all"], ids=str)
def test_choices_of_what_is_printed_that_are_none(her: Visitor, printing: object) -> None:
    assert her.load(file(printing=printing)) == 422
    assert answer(her, STORY.name) == "Eerste woorden"
    her.printed()


@pytest.mark.parametrize("language", ["xx", "x" * 6000, "", "../nl", "NL", "en_GB"], ids=lambda text: text[:8])
def test_an_odd_language_in_a_file(her: Visitor, language: str) -> None:
    assert her.load(file(language=language)) == 200
    her.client.language = ""
    her.press("replace")
    assert her.downloaded()["language"] in LANGUAGES
    assert her.go(STORY.url(her)) == 200
    her.printed()


def test_an_odd_language_in_the_first_file(visitor: Visitor) -> None:
    visitor.start("nl")
    assert visitor.load(file(language="xx")) == 200
    assert visitor.downloaded()["language"] == "nl"


def test_a_file_can_be_undone_until_the_next_change(her: Visitor) -> None:
    her.load(file())
    her.press("replace")
    her.go(her.address("files.load"))
    undo = her.page.sent(her.page.buttons()["undo"])
    her.go(STORY.url(her))
    her.press("next", {STORY.name: [WORDS]})
    her.go(her.address("files.load"))
    assert "undo" not in her.page.buttons()
    assert her.post(her.address("files.load"), undo) == 200
    assert her.downloaded()["answers"] == {LINE.name: "Uit een file", STORY.name: WORDS}


# What happened in another tab meanwhile -------------------------------------------------------------------------------


@pytest.fixture
def with_things(app: Flask, come_with: ComeWith) -> Visitor:
    """Somebody with a whole plan, but for what the page for each thing asks about the second one."""
    with app.app_context():
        plan = filled_plan(ALL)
        names = [question.short_name for question in EACH().questions]
    assert EACH.each is not None
    return come_with(plan.with_answers(dict.fromkeys(names), ((EACH.each.lists, "thing1"),)))


def each_url(visitor: Visitor, thing: str = "") -> str:
    """The address of the page that comes for each thing; without one that of their list."""
    chapter, pages = next((place, each.pages) for place, each in enumerate(ALL, start=1) if EACH in each.pages)
    assert EACH.each is not None
    number = pages.index(EACH if thing else EACH.each) + 1
    return visitor.address("wizard.page", chapter=chapter, number=number, **({"first": thing} if thing else {}))


def things(visitor: Visitor, page: type[Page]) -> list[dict[str, Any]]:
    """What is kept under this list."""
    found: list[dict[str, Any]] = visitor.downloaded()["answers"].get(page.lists, [])
    return found


@pytest.mark.parametrize("own", ["", "Getypt in het eerste tabblad"], ids=["nothing typed", "something typed"])
def test_the_same_as_another_leaves_what_was_answered_meanwhile(with_things: Visitor, own: str) -> None:
    her, at = with_things, each_url(with_things, "thing1")
    name = each_words()
    assert EACH.each is not None
    her.go(at)
    her.type({name: [own]})
    same = her.page.sent(her.page.buttons()["like:thing0"])
    her.go(at)
    her.press("next", {name: ["Daar getypt"]})
    before = things(her, EACH.each)
    assert her.post(at, same) == 409
    assert things(her, EACH.each) == before
    assert her.sees("Daar getypt")


def test_what_was_typed_goes_before_the_same_as_another(with_things: Visitor) -> None:
    her, at = with_things, each_url(with_things, "thing1")
    name = each_words()
    assert EACH.each is not None
    her.go(at)
    assert her.press("like:thing0", {name: ["Eerst getypt"]}) == 200
    assert her.page.filled([name]) == {name: ["Eerst getypt"]}
    other, mine = things(her, EACH.each)[:2]
    names = [question.short_name for question in EACH().questions]
    assert [mine.get(each) for each in names] != [other.get(each) for each in names]
    # The button is gone, and she is told why nothing happened.
    assert "like:thing0" not in her.page.buttons()
    assert (
        her.page.text(her.page.one("p", role="alert"))
        == "Je had hier al iets ingevuld. Dat blijft staan. Er is niets overgenomen."
    )


def test_the_same_as_another_takes_everything_over(with_things: Visitor) -> None:
    her = with_things
    assert EACH.each is not None
    her.go(each_url(her, "thing1"))
    assert her.press("like:thing0") == 200
    assert not list(her.page.all("p", role="alert"))
    other, mine = things(her, EACH.each)[:2]
    for question in EACH().questions:
        assert mine[question.short_name] == other[question.short_name]


def test_what_was_typed_about_a_thing_is_put_back_with_it(with_things: Visitor) -> None:
    her, at = with_things, each_url(with_things, "thing1")
    typed = {each_words(): ["Zwaluw" * 999]}
    her.go(at)
    assert her.press("next", typed) == 422
    her.go(each_url(her))
    her.press("item:remove:thing1")
    assert "Zwaluw" not in json.dumps(her.downloaded())
    her.go(each_url(her))
    her.press("item:restore:0")
    her.go(at)
    assert her.page.filled(list(typed)) == typed
    assert her.problems


def fill_list(visitor: Visitor) -> Pairs:
    """Fill the list in another tab; what the first tab would send of one thing more."""
    box = next(question.name for question in LIST.question.group().questions if isinstance(question, ShortText))
    visitor.go(LIST.url(visitor))
    visitor.press("add")
    at = visitor.url
    visitor.type({box: ["Zwaluw"]})
    first_tab = visitor.page.sent(visitor.page.buttons()["next"])
    for number in range(LIST.question.most):
        visitor.go(LIST.url(visitor))
        visitor.press("add")
        visitor.press("next", {box: [word(number)]})
    visitor.go(LIST.url(visitor))
    assert "add" not in visitor.page.buttons()
    return [("at", at), *first_tab]


def test_one_thing_more_than_fits(her: Visitor) -> None:
    (_, at), *pairs = fill_list(her)
    before = things(her, LIST.page)
    assert her.post(at, pairs) == 422
    assert "Zwaluw" in [value for values in her.page.filled().values() for value in values]
    assert her.page.text(her.page.one("p", role="alert"))
    assert things(her, LIST.page) == before
    her.go(LIST.url(her))
    her.press(f"item:remove:{before[0]['id']}")
    her.follow(at)
    assert her.press("next") == 200
    assert [thing["id"] for thing in things(her, LIST.page)][:-1] == [thing["id"] for thing in before[1:]]
    assert "Zwaluw" in json.dumps(things(her, LIST.page)[-1])


@pytest.mark.parametrize("button", ["back", "list", "stop", "wipe", "language:en"])
def test_one_thing_more_than_fits_keeps_nobody_in(her: Visitor, button: str) -> None:
    (_, at), *pairs = fill_list(her)
    before = things(her, LIST.page)
    her.client.language = ""
    assert her.post(at, [*(pair for pair in pairs if pair[0] != "do"), ("do", button)]) == 200
    assert things(her, LIST.page) == before
    her.go(at)
    assert "Zwaluw" in [value for values in her.page.filled().values() for value in values]


@pytest.mark.parametrize("typed", ["", "Zwaluwnest"], ids=["empty", "words"])
@pytest.mark.parametrize("button", ["next", "back", "skip", "list", "like:thing0"])
def test_a_page_about_a_thing_that_was_removed(with_things: Visitor, typed: str, button: str) -> None:
    her, at = with_things, each_url(with_things, "thing1")
    name = each_words()
    assert EACH.each is not None
    her.go(at)
    her.type({name: [typed]})
    pairs = [(key, value) for key, value in her.page.sent(her.page.buttons()["next"]) if key != "do"]
    her.go(each_url(her))
    her.press("item:remove:thing1")
    before = her.downloaded()["answers"]
    assert her.post(at, [*pairs, ("do", button)]) == 409
    assert her.sees(typed)
    assert her.downloaded()["answers"] == before
    assert her.press("keep_there") == 200
    assert her.downloaded()["answers"] == before


def test_keeping_an_empty_page_brings_no_ghost(with_things: Visitor) -> None:
    her, at = with_things, each_url(with_things, "thing1")
    assert EACH.each is not None
    her.go(at)
    pairs = her.page.sent(her.page.buttons()["next"])
    her.go(each_url(her))
    her.press("item:remove:thing1")
    before = her.downloaded()["answers"]
    assert her.post(at, pairs) == 409
    her.press("keep_here")
    assert her.downloaded()["answers"] == before


# A plan that is full --------------------------------------------------------------------------------------------------


@pytest.fixture
def full(come_with: ComeWith) -> Visitor:
    """Somebody whose plan has no room for anything more."""
    room = MOST_BYTES - len(Plan(answers={"unknown": "", LINE.name: "Zwaluw"}).to_json())
    return come_with(Plan(answers={"unknown": "x" * room, LINE.name: "Zwaluw"}))


def test_a_full_plan_cannot_be_printed_under_another_name(full: Visitor) -> None:
    full.go(full.address("output.choose"))
    box = next(full.page.all("input", type="checkbox"))
    form = full.page.form_of(box)
    assert form is not None
    assert full.submit(full.page.default_button(form), {"name": ["Een nieuwe naam"]}) == 413
    assert full.downloaded()["printing"] == {}
    assert full.go(full.address("output.pdf")) == 200


def test_a_full_plan_takes_no_chapter_as_done(full: Visitor) -> None:
    full.go(full.address("wizard.chapter_end", chapter=1))
    pairs = [("token", next(full.page.all("input", name="token")).get("value", "")), ("do", f"done:{ALL[0].key}")]
    assert full.post(full.address("wizard.task_list"), pairs) == 413
    assert full.downloaded()["done"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_plan_in_another_language(full: Visitor, language: str) -> None:
    full.go(full.address("wizard.language", back=full.address("information.help")))
    full.client.language = ""
    full.choose(language)
    assert full.status in {200, 413}
    assert full.go(full.address("wizard.task_list")) == 200


@pytest.mark.parametrize("button", ["replace", "add_only"])
def test_a_file_beside_a_full_plan(full: Visitor, button: str) -> None:
    assert full.load(file(answers={STORY.name: "Uit een file " * 10})) == 200
    full.press(button)
    assert full.status == (200 if button == "replace" else 413)
    assert full.go(full.address("wizard.task_list")) == 200


@pytest.mark.parametrize("do", ["next", "add", "stop", "language:en", "list", "keep_here", "keep_both"])
def test_every_button_of_a_full_plan(full: Visitor, do: str) -> None:
    full.go(STORY.url(full))
    full.type({STORY.name: [WORDS]})
    pairs = [pair for pair in full.page.sent(full.page.buttons()["next"]) if pair[0] != "do"]
    full.client.language = ""
    assert full.post(STORY.url(full), [*pairs, ("do", do)]) == 413
    assert full.page.filled([STORY.name]) == {STORY.name: [WORDS]}
    assert answer(full, STORY.name) is None

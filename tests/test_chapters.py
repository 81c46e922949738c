"""Every page of every chapter, found by itself: empty, full, round trip, draft, summary, print, its list of things."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from cards import without_ids
from client import Visitor, squeezed
from filler import answered, emptied, fill_form, filled_plan, form_with, plan_showing
from filling import Filling
from flask import Flask
from journey import answer_pages, says_itself, texts_of
from program import ALL
from slips import Slip, slips

from trajectplan.i18n import speaking
from trajectplan.pages import MORE, Page, Screen
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import Group, Items
from trajectplan.web.ways import road_url

PAGES = [page for chapter in ALL for page in chapter.pages]
LISTS = [page for page in PAGES if (things := page().things) and things.on_own_screen]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
each_list = pytest.mark.parametrize("page", LISTS, ids=lambda page: page.key)
each_language = pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.soak)])
"""English with the slow proofs: a whole journey in it is among the quick ones."""

ComeWith = Callable[..., Visitor]
SEED = 77


@cache
def showing(page: type[Page]) -> tuple[Plan, Screen]:
    """A plan in which this page is shown, and its first screen."""
    return plan_showing(ALL, page)


class Before:
    """One page as it stands before her: the screen, its address, its questions, and how they will be answered."""

    def __init__(self, app: Flask, page: type[Page], language: str) -> None:
        self.app, self.language = app, language
        with self.speaking():
            full, self.screen = showing(page)
            self.plan = emptied(full, self.screen)
            self.form = self.screen.stored_form(self.plan)
            self.filling = fill_form(self.form, SEED)
            self.title = str(self.screen.title(self.plan))
        self.url = self.url_of(self.screen)

    def url_of(self, screen: Screen) -> str:
        """Its address, on the road that the page lies on."""
        with self.app.test_request_context():
            return road_url(screen, "more" if screen.page.depth == MORE else "")

    def go_to_answers(self, visitor: Visitor) -> None:
        """Go to the page with the answers of its chapter."""
        visitor.go(visitor.address("wizard.check", chapter=ALL.index(self.screen.chapter) + 1))

    @property
    def path(self) -> str:
        """Its address without the road."""
        return self.url.partition("?")[0]

    def speaking(self) -> Any:
        """A context in which said texts find their language."""
        return _Speaking(self.app, self.language)

    def reads(self, filling: Filling) -> list[str]:
        """What must be read of these answers."""
        with self.speaking():
            return filling.reads(self.language)

    def prints(self, filling: Filling, visitor: Visitor, form: Group) -> list[str]:
        """What must be read of these answers on paper; a page that says itself how it reads may tell less there."""
        plan = Plan.from_json(json.dumps(visitor.downloaded()).encode())
        with self.speaking():
            texts = filling.prints(self.language)
            summaries = [chapter.summarise(plan, paper=True) for chapter in ALL]
            told = {
                squeezed(str(text))
                for summary in summaries
                for section in summary.sections
                for text in texts_of(section.blocks)
            }
        return [text for text in texts if not says_itself(form) or squeezed(text) in told]


class _Speaking:
    def __init__(self, app: Flask, language: str) -> None:
        self._parts = (app.app_context(), speaking(language))

    def __enter__(self) -> None:
        for part in self._parts:
            part.__enter__()

    def __exit__(self, *error: object) -> None:
        for part in reversed(self._parts):
            part.__exit__(None, None, None)


def answers_at(file: dict[str, Any], screen: Screen) -> dict[str, Any]:
    """What a downloaded plan holds at the place of this screen."""
    answers = file["answers"]
    for key, item_id in screen.answers_at:
        answers = next(item for item in answers[key] if item["id"] == item_id)
    return dict(answers)


@each_language
@each_page
def test_empty(page: type[Page], language: str, app: Flask, come_with: ComeWith) -> None:
    before = Before(app, page, language)
    visitor = come_with(before.plan, language)
    assert visitor.go(before.url) == 200
    assert visitor.sees(before.title)
    assert visitor.page.filled() == {}, "an empty page has something in it"
    assert not visitor.problems
    with before.speaking():
        asked = [str(question.said(question.asked)) for question in before.form.questions]
    assert all(visitor.sees(text) for text in asked)
    assert visitor.press("next") == 200
    assert visitor.path != before.path, "nothing is compulsory"
    visitor.go(before.url)
    visitor.press("skip")
    assert visitor.path != before.path
    before.go_to_answers(visitor)
    assert visitor.sees(before.title) or page.depth == MORE, "what was skipped is offered again"
    assert not before.screen.is_answered(Plan(answers=visitor.downloaded()["answers"]))


@each_language
@each_page
def test_full_round_trip_summary_and_print(page: type[Page], language: str, app: Flask, come_with: ComeWith) -> None:
    before = Before(app, page, language)
    visitor = come_with(before.plan, language)
    visitor.go(before.url)
    visitor.answer(before.filling)
    visitor.press("next")
    assert visitor.status == 200
    assert visitor.path != before.path, visitor.problems

    file = visitor.downloaded()
    kept = answers_at(file, before.screen)
    assert kept_of(kept, before.filling) == without_ids(before.filling.stored)
    assert file["drafts"] == {}

    with before.speaking():
        now = form_with(before.screen.stored_form(Plan(answers=file["answers"])), kept)
    visitor.go(before.url)
    assert visitor.page.filled() == now.again

    reads = before.reads(before.filling)
    with before.speaking():
        heard = [each for each in before.form.own_questions if before.filling.parts[each.short_name].reads(language)]
        # Things with a screen each stand under their short name.
        asked = [str(question.said(question.asked)) for question in heard if question is not before.form.items]
    before.go_to_answers(visitor)
    assert [text for text in (*reads, *asked) if not visitor.sees(text)] == []

    paper = visitor.printed(languages="own")
    assert [text for text in before.prints(before.filling, visitor, before.form) if squeezed(text) not in paper] == []


def kept_of(answers: Answers, filling: Filling) -> Any:
    """What is kept of the questions of one screen."""
    return without_ids({name: answers.get(name) for name in filling.stored})


def every_question() -> Iterator[Any]:
    """Every page with every question that something wrong can be typed into."""
    for page in PAGES:
        for question in page().own_questions:
            yield pytest.param(page, question.short_name, id=f"{page.key}-{question.short_name}")


@pytest.mark.parametrize(("page", "name"), list(every_question()))
def test_draft(page: type[Page], name: str, app: Flask, come_with: ComeWith) -> None:
    for number in range(len(slips_of(Before(app, page, "nl"), name))):
        try_slip(Before(app, page, ("nl", "en")[number % 2]), name, number, come_with)


def slips_of(before: Before, name: str) -> list[Slip]:
    """Everything that can be typed into this question and not be kept."""
    return list(slips(next(each for each in before.form.questions if each.short_name == name)))


def try_slip(before: Before, name: str, number: int, come_with: ComeWith) -> None:
    """Type it, go away, come back, and put it right."""
    slip, part = slips_of(before, name)[number], before.filling.parts[name]
    visitor = come_with(before.plan, before.language)
    visitor.go(before.url)
    others = {other: values for other, values in before.filling.fields.items() if not other.startswith(name)}
    if not part.opens:
        visitor.type({other: values for other, values in others.items() if values and _is_shown(visitor, other)})
    visitor.press("next", slip.fields)

    with before.speaking():
        message = slip.message()
    assert visitor.status == 422
    assert any(problem.message.startswith(message) for problem in visitor.problems), visitor.problems
    assert_marked(visitor)
    shown = visitor.page.filled()
    assert_typed_is_there(shown, slip)

    visitor.press("list")
    assert visitor.path == visitor.address("wizard.task_list")
    visitor.go(before.url)
    assert visitor.page.filled() == shown, "the draft is there when she comes back"
    assert [problem.message for problem in visitor.problems if problem.message.startswith(message)]
    assert before.screen.key in visitor.downloaded()["drafts"]

    visitor.go(before.url)
    visitor.press("next", {**_cleared(slip), **({} if part.opens else part.fields)})
    assert not visitor.downloaded()["drafts"], "put right, it is no draft any more"


def _is_shown(visitor: Visitor, name: str) -> bool:
    return any(True for _ in visitor.page.all("input", "textarea", name=name))


def _cleared(slip: Slip) -> dict[str, list[str]]:
    return {name: [] for name in slip.fields}


def assert_typed_is_there(shown: dict[str, list[str]], slip: Slip) -> None:
    for name, values in slip.fields.items():
        assert sorted(shown.get(name, [])) == sorted(value for value in values if value), name


def assert_marked(visitor: Visitor) -> None:
    """Every line of the error summary leads to an input, and the message stands at it."""
    for problem in visitor.problems:
        control = visitor.page.by_id[problem.target]
        described = [control, *visitor.page.above(control)]
        ids = [each for element in described for each in element.get("aria-describedby", "").split()]
        assert any(problem.message in visitor.page.text(visitor.page.by_id[each]) for each in ids), problem


# Lists of things ------------------------------------------------------------------------------------------------------


class Listing(Before):
    """A page that lists things, with none of them yet."""

    @property
    def items(self) -> Items:
        items = self.form.items
        assert items is not None
        return items

    def added(self, visitor: Visitor, seed: int) -> tuple[str, Filling]:
        """Add a thing on the list in front of her; its id and what was answered."""
        visitor.press("add")
        assert visitor.status == 200
        item_id = visitor.path.rsplit("/", 1)[-1]
        with self.speaking():
            filling = fill_form(self.items.form({"id": item_id}), seed)
        visitor.answer(filling)
        visitor.press("next")
        assert visitor.path == self.path, visitor.problems
        return item_id, filling

    def order(self, visitor: Visitor) -> list[str]:
        """The ids of the things on the page, in order."""
        return [value.rsplit(":", 1)[-1] for value in visitor.page.buttons() if value.startswith("item:change:")]


def without(keys: set[str], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers but for those under these keys."""
    return {key: answer for key, answer in answers.items() if key not in keys}


@each_language
@each_list
def test_things(page: type[Page], language: str, app: Flask, come_with: ComeWith) -> None:
    before = Listing(app, page, language)
    visitor = come_with(before.plan, language)
    visitor.go(before.url)
    assert before.order(visitor) == []
    first, said_first = before.added(visitor, 1)
    second, said_second = before.added(visitor, 2)
    assert before.order(visitor) == [first, second]

    visitor.press(f"item:change:{first}")
    assert visitor.page.filled() == said_first.again
    visitor.press_any("back")
    assert visitor.path == before.path

    visitor.press(f"item:up:{second}")
    assert before.order(visitor) == [second, first]
    visitor.press(f"item:down:{second}")
    assert before.order(visitor) == [first, second]
    visitor.press(f"item:copy:{first}")
    copied = before.order(visitor)[1]
    assert before.order(visitor) == [first, copied, second]
    kept = {item["id"]: item for item in answers_at(visitor.downloaded(), before.screen)[page.lists]}
    things = page().things
    assert things is not None
    own = {"id", things.group.naming} if things.group.told_apart else {"id"}
    assert without(own, kept[copied]) == without(own, kept[first])
    assert not kept[copied].keys() & own - {"id"}
    assert kept_of(kept[second], said_second) == without_ids(said_second.stored)

    before.go_to_answers(visitor)
    reads = before.reads(said_first) + before.reads(said_second)
    assert [text for text in reads if not visitor.sees(text)] == []
    paper = visitor.printed(languages="own")
    printed = [text for each in (said_first, said_second) for text in before.prints(each, visitor, before.form)]
    assert [text for text in printed if squeezed(text) not in paper] == []

    visitor.go(before.url)
    visitor.press(f"item:remove:{copied}")
    assert before.order(visitor) == [first, second]
    visitor.press(next(value for value in visitor.page.buttons() if value.startswith("item:restore:")))
    assert before.order(visitor) == [first, copied, second]
    visitor.press(f"item:change:{copied}")
    visitor.press(f"item:remove:{copied}")
    assert before.order(visitor) == [first, second]


@each_list
def test_a_thing_she_did_not_start_on_asks_for_nothing(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    before = Listing(app, page, "nl")
    visitor = come_with(before.plan)
    visitor.go(before.url)
    visitor.press("add")
    visitor.press("next")
    assert visitor.path == before.path
    assert before.order(visitor) == []


@each_list
def test_no_more_things_than_fit_on_paper(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    before = Listing(app, page, "nl")
    visitor = come_with(before.plan)
    visitor.go(before.url)
    before.added(visitor, 1)
    while "add" in visitor.page.buttons():
        visitor.press(f"item:copy:{before.order(visitor)[0]}")
    assert len(before.order(visitor)) == before.items.most
    assert not [value for value in visitor.page.buttons() if value.startswith("item:copy:")]
    visitor.press(f"item:remove:{before.order(visitor)[0]}")
    assert "add" in visitor.page.buttons()


@each_list
def test_a_slip_on_the_screen_of_a_thing(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    before = Listing(app, page, "nl")
    visitor = come_with(before.plan)
    group = before.items.group()
    for question in group.own_questions:
        for slip in slips(question):
            visitor.go(before.url)
            visitor.press("add")
            at = visitor.path
            visitor.press("next", slip.fields)
            with before.speaking():
                message = slip.message()
            assert visitor.status == 422, question.short_name
            assert any(problem.message.startswith(message) for problem in visitor.problems), visitor.problems
            assert_marked(visitor)
            assert_typed_is_there(visitor.page.filled(), slip)
            visitor.press("back")
            visitor.go(at)
            assert_typed_is_there(visitor.page.filled(), slip)


# Pages that come for each thing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [page for page in PAGES if page.each], ids=lambda page: page.key)
def test_comes_once_for_each(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    before = Before(app, page, "nl")
    with before.speaking():
        plan, first = showing(page)
        screens = [screen for screen in first.chapter.screens(plan) if screen.page is page]
        named = [str(next(iter(screen.words(plan).values()))) for screen in screens]
        fillings = [fill_form(screen.stored_form(plan), 50 + place) for place, screen in enumerate(screens)]
    assert len(set(named)) == len(screens)
    visitor = come_with(plan)
    for screen, name, filling in zip(screens, named, fillings, strict=True):
        visitor.go(before.url_of(screen))
        assert visitor.sees(name), "the page says which of them it is about"
        visitor.answer(filling)
        visitor.press("next")
    file = visitor.downloaded()
    for screen, filling in zip(screens, fillings, strict=True):
        assert kept_of(answers_at(file, screen), filling) == without_ids(filling.stored)


def alike(page: type[Page]) -> bool:
    """Whether what is said about one of the things that a page comes for may hold for another."""
    things = page.each().things if page.each else None
    return bool(things and things.alike)


@pytest.mark.parametrize("page", [page for page in PAGES if alike(page)], ids=lambda page: page.key)
def test_takes_over_the_answers_of_another(page: type[Page], app: Flask, come_with: ComeWith) -> None:
    before = Before(app, page, "nl")
    with before.speaking():
        plan, first = showing(page)
        other = next(screen for screen in first.chapter.screens(plan) if screen.page is page and screen != first)
        plan = emptied(answered(plan, first, variant=1, things=2), other)
    visitor = come_with(plan)
    visitor.go(before.url_of(other))
    visitor.press(f"like:{first.place[0][1]}")
    file = visitor.downloaded()
    mine, theirs = answers_at(file, other), answers_at(file, first)
    for question in page().questions:
        name = question.short_name
        if isinstance(question, Items):
            assert [{**item, "id": ""} for item in mine[name]] == [{**item, "id": ""} for item in theirs[name]]
            assert {item["id"] for item in mine[name]}.isdisjoint(item["id"] for item in theirs[name])
        else:
            assert mine.get(name) == theirs.get(name)


@pytest.mark.parametrize("variant", range(4))
def test_a_filled_plan_reads_whole(variant: int, app: Flask, come_with: ComeWith) -> None:
    with app.app_context(), speaking("nl"):
        plan = filled_plan(ALL, variant)
        sections = [section for chapter in ALL for section in chapter.summarise(plan).answered]
        titles = [str(section.title) for section in sections]
    visitor = come_with(plan)
    read = "".join(squeezed(page.text()) for page in answer_pages(visitor))
    assert [title for title in titles if squeezed(title) not in read] == []

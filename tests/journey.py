"""Walks through every screen there is by pressing Next, whatever the chapters are, and remembers what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cards import card_of
from client import Visitor, squeezed
from filler import fill_form, form_with
from filling import Filling
from markup import Markup

from trajectplan.i18n import speaking
from trajectplan.pages import Screen
from trajectplan.plan.document import Answers, Plan, in_use
from trajectplan.plan.summary import Block, Grid, List, Row, Text
from trajectplan.questions import Choice, Group, Items
from trajectplan.web.services import services
from trajectplan.web.ways import screen_by_key

MOST_STEPS = 200
COMMON_TYPES = "trajectplan.questions."
"""Where the question types are that every chapter uses."""


class Source(Protocol):
    """Where the answers come from."""

    def screen(self, screen: Screen, form: Group) -> Filling:
        """What is answered on this screen, of a page or of one of the things that it lists."""

    def count(self, screen: Screen, items: Items) -> int:
        """How many things are added to the list of this screen."""

    def met(self, screen: Screen, number: int, thing: Answers) -> None:
        """Take note of the ``number``-th thing of this screen's list, as the program keeps it."""


@dataclass
class Anything:
    """Answers made up from the type of each question; so many things on each list."""

    things: int = 2
    seed: int = 0
    variant: int = 1

    def screen(self, screen: Screen, form: Group) -> Filling:
        del screen
        self.seed += 1
        return fill_form(form, self.seed, self.variant)

    def count(self, screen: Screen, items: Items) -> int:
        del screen
        return min(self.things, items.most)

    def met(self, screen: Screen, number: int, thing: Answers) -> None:
        del screen, number, thing


@dataclass
class FromPlan:
    """The answers of a plan that was written down before; ids of things are those that the program gives them."""

    plan: Plan
    known: dict[str, Answers] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def _at(self, screen: Screen) -> Answers:
        where = (*(item_id for _key, item_id in screen.place), screen.item)
        named = [item_id for item_id in where if item_id]
        return self.known[named[-1]] if named else self.plan.answers

    def screen(self, screen: Screen, form: Group) -> Filling:
        answers = dict(self._at(screen))
        for question in form.own_questions:
            if isinstance(question, Choice) and question.own_ids and question.short_name in answers:
                kept = answers[question.short_name]
                is_one = isinstance(kept, str)
                named = [self.ids.get(key, key) for key in ([kept] if is_one else kept)]
                answers[question.short_name] = named[0] if is_one else named
        return form_with(form, answers)

    def count(self, screen: Screen, items: Items) -> int:
        return len(self._at(screen).get(items.short_name, ()))

    def met(self, screen: Screen, number: int, thing: Answers) -> None:
        mine = in_use(self._at(screen.list)[screen.page.lists])
        found = next((each for each in mine if card_of(thing) and card_of(each) == card_of(thing)), None)
        found = found or mine[number]
        self.known[thing["id"]] = found
        self.ids[found["id"]] = thing["id"]


@dataclass(frozen=True)
class Said:
    """One screen as it was answered: the questions as they were asked, and what must be read, per question."""

    key: str
    asked: Mapping[str, str]
    named: Mapping[str, str]
    reads: Mapping[str, Sequence[str]]
    headed: frozenset[str] = frozenset()
    """The questions whose answers stand as headings: the name of a thing, and cards of which more is told."""
    printed: frozenset[str] = frozenset()
    """The questions whose answers may be on paper."""
    is_retold: bool = False
    """Whether the screen says itself how it reads: in other words, elsewhere, or on paper less."""
    title: str = ""
    """The heading, which on paper stands for the name of a question that is alone below it."""


class Journey:
    """One walk; ``said`` is what was answered, ``code`` what she was shown on the way, ``pages`` the keys visited."""

    def __init__(self, visitor: Visitor, source: Source) -> None:
        self.visitor, self.source = visitor, source
        self.said: list[Said] = []
        self.code = ""

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.visitor.page.root.get("lang", "")

    def walk(self) -> None:
        """Every chapter over each of its roads: its core from the task list, then what more there is to tell."""
        with self.visitor.app.app_context():
            count = len(services().chapters)
        for number in range(1, count + 1):
            self.visitor.go(self.visitor.address("wizard.task_list"))
            self.chapter(number)

    def chapter(self, number: int) -> None:
        """One chapter, from its link on the page in front of her to its very end."""
        self.road(self._links(number)[0], self.visitor.address("wizard.chapter_end", chapter=number))
        if more := self._links(number, more=True):
            self.road(more[0], self.visitor.path)

    def _links(self, number: int, *, more: bool = False) -> list[str]:
        """The links on this page to pages of a chapter, those to its core first; or those to what more there is."""
        start = self.visitor.address("wizard.page", chapter=number, number=1).removesuffix("1")
        links = [link.get("href", "") for link in self.visitor.page.all("a")]
        mine = [link for link in links if link.startswith(start) and "/end" not in link]
        found = sorted(mine, key=lambda link: "from=more" in link)
        return [link for link in found if "from=more" in link] if more else found

    def road(self, start: str, end: str) -> None:
        """Go there and press Next until the end."""
        self.visitor.go(start)
        for _step in range(MOST_STEPS):
            if self.visitor.path == end:
                return
            self.screen()
        raise AssertionError("the road has no end")

    def screen(self) -> None:
        """Answer the screen in front of her and go on."""
        visitor = self.visitor
        screen, form = self._here()
        self._answer(screen, form)
        if form.items and form.items.on_own_screen:
            self._add(screen, form.items)
        at = visitor.url
        self._next()
        assert visitor.url != at, f"Next leads nowhere at {at}"
        if form.things and not form.things.on_own_screen:
            self._meet(screen, at)

    def _answer(self, screen: Screen, form: Group) -> None:
        filling = self.source.screen(screen, form)
        self.before(form)
        self.visitor.answer(filling)
        self._note(screen, form, filling)

    def _next(self) -> None:
        assert self.visitor.press("next") == 200, self.visitor.problems
        self._past_the_code()

    def _add(self, screen: Screen, items: Items) -> None:
        """Add things to a list, each on a screen of its own."""
        for number in range(self.source.count(screen, items)):
            self.visitor.press("add")
            self._past_the_code()
            about, form = self._here()
            self.source.met(screen, number, {"id": about.item})
            self._answer(about, form)
            self._next()

    def _meet(self, screen: Screen, at: str) -> None:
        """Take note of the things that cards became; where each has a screen of its own, go back and answer those."""
        here = self.visitor.url
        if not self.code:
            return  # nothing was answered so far
        plan = Plan(answers=self.visitor.downloaded()["answers"])
        things = plan.items(screen.page.lists, screen.place)
        for number, thing in enumerate(things):
            self.source.met(screen, number, thing)
        if not screen.page.has_screens:
            return
        self.visitor.go(at)
        for thing in things:
            self.visitor.press(f"item:change:{thing['id']}")
            self._answer(*self._here())
            self._next()
        self._next()
        assert self.visitor.url == here, "the way on is the same afterwards"

    def before(self, form: Group) -> None:
        """What happens on a screen before it is answered; nothing on a plain walk."""

    def _here(self) -> tuple[Screen, Group]:
        key = self.visitor.page.one("input", name="page").get("value", "")
        plan = Plan(answers=self.visitor.downloaded()["answers"]) if self.code else Plan()
        with self.visitor.app.test_request_context():
            screen = screen_by_key(key)
        assert screen is not None, f"there is no screen {key}"
        with self.visitor.app.app_context(), speaking(self.language):
            return screen, screen.stored_form(plan)

    def _note(self, screen: Screen, form: Group, filling: Filling) -> None:
        with self.visitor.app.app_context(), speaking(self.language):
            reads = {name: part.reads(self.language) for name, part in filling.parts.items() if part.stored is not None}
            answered = [each for each in form.own_questions if reads.get(each.short_name)]
            self.said.append(
                Said(
                    screen.key,
                    {each.short_name: str(each.said(each.asked)) for each in answered},
                    {
                        each.short_name: str(each.said(each.short))
                        for each in answered
                        if each.short_name != form.naming
                    },
                    {each.short_name: reads[each.short_name] for each in answered},
                    frozenset({form.naming, form.lists if form.has_screens else ""}),
                    frozenset(name for name, part in filling.parts.items() if part.is_printed),
                    says_itself(form),
                    str(screen.title(form.plan)),
                )
            )

    def _past_the_code(self) -> None:
        """After the first answer her code comes; she writes it down and goes on."""
        visitor = self.visitor
        if visitor.path != visitor.address("keep.code"):
            return
        assert not self.code, "the code is shown by itself once"
        self.code = visitor.shown_code()
        visitor.choose("written")

    def not_visited(self) -> list[str]:
        """Screens of her plan as it is now on which the walk never was."""
        plan = Plan(answers=self.visitor.downloaded()["answers"])
        with self.visitor.app.app_context():
            keys = [screen.key for chapter in services().chapters for screen in chapter.screens(plan)]
        visited = {said.key for said in self.said}
        return [key for key in keys if key not in visited]

    # What must be read of it ------------------------------------------------------------------------------------------

    def not_shown(self) -> list[str]:
        """Answers that no page of answers shows beside their question."""
        pairs: list[tuple[str, str]] = []
        titles: list[str] = []
        read, told = "", self.told()
        for page in answer_pages(self.visitor):
            pairs += shown_pairs(page)
            titles += [squeezed(page.text(heading)) for heading in page.all("h2", "h3", "h4", "h5")]
            read += squeezed(page.text())
        return [
            f"{said.key}: {said.asked[name]!r} {text!r}"
            for said in self.said
            for name, texts in said.reads.items()
            for text in map(squeezed, texts)
            if not (name in said.headed and text in titles)
            and not (said.is_retold and (text in read or text not in told))
            and not any(asked == squeezed(said.asked[name]) and text in answer for asked, answer in pairs)
        ]

    def not_printed(self, paper: str) -> list[str]:
        """Answers and names of questions that aren't on paper though they may be."""
        told = self.told(paper=True)
        missing = [(said, text) for said in self.said for text in _unread_on(paper, said)]
        return [f"{said.key}: {text!r}" for said, text in missing if not said.is_retold or squeezed(text) in told]

    def told(self, *, paper: bool = False) -> set[str]:
        """Every text of the summary of her plan, for the screen or for paper, without white space."""
        plan = Plan.from_json(json.dumps(self.visitor.downloaded()).encode())
        with self.visitor.app.app_context(), speaking(plan.language):
            sections = [
                section for each in services().chapters for section in each.summarise(plan, paper=paper).sections
            ]
            return {squeezed(str(text)) for section in sections for text in texts_of(section.blocks)}


def says_itself(form: Group) -> bool:
    """Whether a screen, or a question on it, has a reading of its own instead of the common one."""
    types = [type(question).__module__ for question in form.own_questions]
    return type(form).blocks is not Group.blocks or not all(each.startswith(COMMON_TYPES) for each in types)


def _unread_on(paper: str, said: Said) -> Iterator[str]:
    """Answers and names of questions of one screen that may be on paper and aren't."""
    names = said.printed & said.reads.keys()
    for name in names:
        # Answers of ours that stand together on one line lose their full stop.
        yield from (text for text in said.reads[name] if squeezed(text).removesuffix(".") not in paper)
        stands_for_it = [said.named[name], *([said.title] if len(names) == 1 else [])] if name in said.named else []
        if stands_for_it and not said.is_retold and not any(squeezed(text) in paper for text in stands_for_it):
            yield said.named[name]


def texts_of(blocks: Sequence[Block]) -> Iterator[Text]:
    """Every text that stands in these blocks."""
    for block in blocks:
        yield block.label
        match block:
            case Row():
                yield from block.answer
            case Grid():
                yield from (text for row in (block.head, *block.rows) for text in row)
            case List():
                for item in block.items:
                    yield item.title
                    yield from texts_of(item.blocks)


def answer_pages(visitor: Visitor) -> Iterator[Markup]:
    """The pages with her answers, chapter by chapter."""
    with visitor.app.app_context():
        count = len(services().chapters)
    for number in range(1, count + 1):
        visitor.go(visitor.address("wizard.check", chapter=number))
        yield visitor.page


def shown_pairs(page: Markup) -> list[tuple[str, str]]:
    """Every question on a page of answers with what stands beside it, without white space."""
    pairs = []
    for entry in page.all("dl"):
        question, answer = entry.find("dt"), entry.find("dd")
        assert question is not None
        assert answer is not None
        pairs.append((squeezed(page.text(question)), squeezed(page.text(answer))))
    for table in page.all("table"):
        caption = table.find("caption")
        assert caption is not None
        pairs.append((squeezed(page.text(caption)), squeezed(page.text(table))))
    return pairs

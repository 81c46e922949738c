"""Walks through every screen there is by pressing Next, whatever the chapters are, and remembers what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from client import Visitor, squeezed
from filler import Filling, fill_form, form_with

from trajectplan.i18n import speaking
from trajectplan.pages import Screen
from trajectplan.plan.document import Answers, Plan
from trajectplan.questions import Group, Items
from trajectplan.web.services import services
from trajectplan.web.ways import screen_by_key

MOST_STEPS = 200


class Source(Protocol):
    """Where the answers come from."""

    def screen(self, screen: Screen, form: Group) -> Filling:
        """What is answered on this screen."""

    def things(self, screen: Screen, items: Items) -> Sequence[Filling]:
        """The things that are added to the list of this screen."""

    def added(self, screen: Screen, number: int, item_id: str) -> None:
        """Take note of the id that the program gave to the ``number``-th thing of this screen's list."""


@dataclass
class Anything:
    """Answers made up from the type of each question; so many things on each list."""

    count: int = 2
    seed: int = 0

    def screen(self, screen: Screen, form: Group) -> Filling:
        del screen
        self.seed += 1
        return fill_form(form, self.seed, variant=1)

    def things(self, screen: Screen, items: Items) -> Sequence[Filling]:
        del screen
        self.seed += self.count
        return [fill_form(items.form({}), self.seed + number, variant=1) for number in range(self.count)]

    def added(self, screen: Screen, number: int, item_id: str) -> None:
        del screen, number, item_id


@dataclass
class FromPlan:
    """The answers of a plan that was written down before."""

    plan: Plan
    known: dict[str, Answers] = field(default_factory=dict)

    def _at(self, screen: Screen) -> Answers:
        return self.known[screen.place[-1][1]] if screen.place else self.plan.answers

    def screen(self, screen: Screen, form: Group) -> Filling:
        return form_with(form, self._at(screen))

    def things(self, screen: Screen, items: Items) -> Sequence[Filling]:
        return [form_with(items.form({}), answers) for answers in self._at(screen).get(items.short_name, [])]

    def added(self, screen: Screen, number: int, item_id: str) -> None:
        self.known[item_id] = self._at(screen)[screen.page.lists][number]


@dataclass(frozen=True)
class Said:
    """One screen as it was answered: the questions as they were asked, and what must be read, per question."""

    key: str
    asked: Mapping[str, str]
    named: Mapping[str, str]
    reads: Mapping[str, Sequence[str]]
    naming: str = ""
    """The question whose answer stands as the heading of a thing, without a label."""


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
        """Every chapter from its first page to its end."""
        with self.visitor.app.app_context():
            count = len(services().chapters)
        for number in range(1, count + 1):
            self.visitor.go(self.visitor.address("wizard.task_list"))
            self.visitor.follow(self.visitor.address("wizard.page", chapter=number, number=1))
            end = self.visitor.address("wizard.chapter_end", chapter=number)
            for _step in range(MOST_STEPS):
                if self.visitor.path == end:
                    break
                self.screen()
            else:
                raise AssertionError("the chapter has no end")

    def screen(self) -> None:
        """Answer the screen in front of her and go on."""
        visitor = self.visitor
        screen, form = self._here()
        filling = self.source.screen(screen, form)
        self.before(form)
        visitor.answer(filling)
        self._note(screen, form, filling)
        if form.items:
            for number, thing in enumerate(self.source.things(screen, form.items)):
                visitor.press("add")
                item_id = visitor.path.rsplit("/", 1)[-1]
                self.before(form.items.form({"id": item_id}))
                visitor.answer(thing)
                visitor.press("next")
                self._past_the_code()
                self.source.added(screen, number, item_id)
                self._note(screen.about(item_id), form.items.form({"id": item_id}), thing)
        at = visitor.path
        assert visitor.press("next") == 200, visitor.problems
        self._past_the_code()
        assert visitor.path != at, f"Next leads nowhere at {at}"

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
            answered = [each for each in form.own_questions if filling.parts[each.short_name].stored is not None]
            self.said.append(
                Said(
                    screen.key,
                    {each.short_name: str(each.said(each.asked)) for each in answered},
                    {
                        each.short_name: str(each.said(each.short))
                        for each in answered
                        if each.short_name != form.naming
                    },
                    {each.short_name: filling.parts[each.short_name].reads(self.language) for each in answered},
                    form.naming,
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

    # What must be read of it ------------------------------------------------------------------------------------------

    def not_shown(self) -> list[str]:
        """Answers that the page with all answers doesn't show beside their question."""
        self.visitor.go(self.visitor.address("wizard.check"))
        pairs = shown_pairs(self.visitor)
        page = self.visitor.page
        titles = [squeezed(page.text(heading)) for heading in page.all("h3", "h4", "h5")]
        return [
            f"{said.key}: {said.asked[name]!r} {text!r}"
            for said in self.said
            for name, texts in said.reads.items()
            for text in texts
            if not (name == said.naming and squeezed(text) in titles)
            and not any(asked == squeezed(said.asked[name]) and squeezed(text) in answer for asked, answer in pairs)
        ]

    def not_printed(self, paper: str) -> list[str]:
        """Answers and names of questions that aren't on paper."""
        texts = [(said.key, text) for said in self.said for texts in said.reads.values() for text in texts]
        texts += [(said.key, text) for said in self.said for text in said.named.values()]
        return [f"{key}: {text!r}" for key, text in texts if squeezed(text) not in paper]


def shown_pairs(visitor: Visitor) -> list[tuple[str, str]]:
    """Every question on the page of answers with what stands beside it, without white space."""
    page, pairs = visitor.page, []
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


def without_ids(answers: Any) -> Any:
    """Answers without the random ids of repeated things, and without what is empty."""
    if isinstance(answers, Mapping):
        kept = {name: without_ids(value) for name, value in answers.items() if name != "id"}
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(answers, list):
        return [without_ids(value) for value in answers]
    return answers

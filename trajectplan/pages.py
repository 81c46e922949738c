"""Pages and chapters: one screen of questions each, and the ordered list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar

from werkzeug.datastructures import MultiDict

from trajectplan.plan.document import Answers, Draft, Place, Plan
from trajectplan.plan.summary import ChapterSummary, Phrase, Said, Section, Text
from trajectplan.questions import Group
from trajectplan.questions.items import numbered

__all__ = ["Chapter", "Page", "Screen"]


class Page(Group):
    """One screen of a chapter; all about it stands in its class: texts, icon, questions, rules, when it is shown.

    A page with ``each`` comes once for every thing that the other page lists (her children); its answers are kept with
    that thing, and its texts may name it, as with ``%(child)s``.
    """

    key: ClassVar[str] = ""
    each: ClassVar[type[Page] | None] = None

    def __init_subclass__(cls) -> None:
        """Name the page after its class: ``MyChildren`` is ``my_children``."""
        super().__init_subclass__()
        cls.key = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """Whether the page is asked, by what she said before; ``each`` is the thing it comes for."""
        del plan, each
        return True


@dataclass(frozen=True, slots=True)
class Chapter:
    """An ordered list of pages under one title; ``minutes`` says how long it takes."""

    key: str
    icon: str
    title: Said
    minutes: int
    intro: Said
    pages: tuple[type[Page], ...]
    check: Said = ""
    note: Said = ""

    def screens(self, plan: Plan) -> Iterator[Screen]:
        """The screens she goes through, in order: pages that are shown, once for each thing they come for."""
        for page in self.pages:
            if page.each is None:
                if page.shown_if(plan, {}):
                    yield Screen(self, page)
                continue
            for each in plan.items(page.each.lists):
                if page.shown_if(plan, each):
                    yield Screen(self, page, ((page.each.lists, each["id"]),))

    def summarise(self, plan: Plan) -> ChapterSummary:
        """How this chapter reads."""
        return ChapterSummary(self.key, self.title, tuple(screen.section(plan) for screen in self.screens(plan)))


@dataclass(frozen=True, slots=True)
class Screen:
    """One page as she sees it: for which child it is, and on the screen of which repeated thing, if any."""

    chapter: Chapter
    page: type[Page]
    place: Place = ()
    item: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in its address."""
        return (*(item_id for _, item_id in self.place), *((self.item,) if self.item else ()))

    @property
    def key(self) -> str:
        """A name that never changes, for drafts and for finding the way back."""
        return "/".join((self.page.key, *self.ids))

    @property
    def list(self) -> Screen:
        """The screen that lists the thing this screen is about; itself when it is about none."""
        return Screen(self.chapter, self.page, self.place)

    def about(self, item_id: str) -> Screen:
        """The screen of one of the things this screen lists."""
        return Screen(self.chapter, self.page, self.place, item_id)

    @property
    def answers_at(self) -> Place:
        """Where the answers of this screen are kept."""
        return (*self.place, (self.page.lists, self.item)) if self.item else self.place

    def others(self, plan: Plan) -> tuple[Screen, ...]:
        """The same page for her other children, where it has answers."""
        if self.page.each is None:
            return ()
        key = self.page.each.lists
        places = [((key, item["id"]),) for item in plan.items(key)]
        screens = [Screen(self.chapter, self.page, place) for place in places if place != self.place]
        return tuple(screen for screen in screens if screen.is_answered(plan))

    def is_full(self, plan: Plan) -> bool:
        """Whether no more things fit on the list of this page."""
        items = self.list.stored_form(plan).items
        return items is None or items.is_full

    # Forms ------------------------------------------------------------------------------------------------------------

    def words(self, plan: Plan) -> dict[str, Text]:
        """What its texts may name: the thing it comes for, such as the child under ``child``."""
        if self.page.each is None:
            return {}
        listing = Screen(self.chapter, self.page.each).stored_form(plan).items
        titles = {answers["id"]: title for answers, title in listing.listed()} if listing else {}
        item_id = self.place[0][1]
        return {listing.word: titles.get(item_id, "?")} if listing else {}

    def form(self, plan: Plan, formdata: MultiDict[str, str] | None = None) -> Group:
        """Its questions, filled in with what was typed, else with her draft, else with what is stored."""
        if formdata is None and self.key in plan.drafts:
            formdata = as_formdata(plan.drafts[self.key])
        return self._group(plan, formdata)

    def stored_form(self, plan: Plan) -> Group:
        """Its questions, filled in with what is stored, whatever her draft says."""
        return self._group(plan, None)

    def _group(self, plan: Plan, formdata: MultiDict[str, str] | None) -> Group:
        words, answers = self.words(plan), plan.at(self.answers_at)
        page = self.page(
            formdata if not self.item else None, data=plan.at(self.place), words=words, language=plan.language
        )
        if not self.item or page.items is None:
            return page
        siblings = [item for item in page.items.data if item["id"] != self.item]
        return page.items.group(formdata, data=answers, words=words, language=plan.language, siblings=siblings)

    def title(self, plan: Plan) -> Text:
        """Its heading: the page's title, or which of the repeated things this is."""
        words = self.words(plan)
        if not self.item:
            return Phrase(self.page.title, words) if words else self.page.title
        items = self.list.stored_form(plan).items
        ids = [item["id"] for item in items.data] if items else []
        number = ids.index(self.item) + 1 if self.item in ids else len(ids) + 1
        return Phrase(items.item, numbered(number)) if items else ""

    def exists(self, plan: Plan) -> bool:
        """Whether every thing that the address names is in the plan; one more may be in the making."""
        return all(plan.at(self.place[: depth + 1]) for depth in range(len(self.place)))

    def is_answered(self, plan: Plan) -> bool:
        """Whether something is stored from this screen."""
        form = self.stored_form(plan)
        return any(question.answer() is not None for question in form.questions)

    def section(self, plan: Plan) -> Section:
        """How its answers read."""
        return Section(self.title(plan), self.key, tuple(self.stored_form(plan).blocks()))

    # Changes since it was shown ---------------------------------------------------------------------------------------

    def revision(self, plan: Plan) -> str:
        """A mark of what this very screen held: it changes when the answers or the draft of this screen change."""
        held = [self.stored_form(plan).answers(), plan.drafts.get(self.key)]
        return blake2b(json.dumps(held, sort_keys=True, default=list).encode(), digest_size=6).hexdigest()


def as_formdata(draft: Draft) -> MultiDict[str, str]:
    """A draft as the form data it once was."""
    return MultiDict([(name, value) for name, values in draft.items() for value in values])

"""Pages and chapters: one screen of questions each, and the ordered list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict

from trajectplan.plan.document import ASIDE, NONE, Answers, Draft, Place, Plan
from trajectplan.plan.result import Result
from trajectplan.plan.summary import CORE, MORE, SHORT, ChapterSummary, Phrase, Said, Section, Text
from trajectplan.plan.worksheet import GAP, Ask, Sheet
from trajectplan.questions import Group
from trajectplan.questions.items import numbered

__all__ = ["CORE", "MORE", "SHORT", "Chapter", "Page", "Screen"]

ALL = (SHORT, CORE, MORE)


class Page(Group):
    """One screen of a chapter; all about it stands in its class: texts, icon, questions, rules, when it is shown.

    A page with ``each`` comes once for every thing that the other page lists (her children); its answers are kept with
    that thing, and its texts may name it, as with ``%(child)s``.
    """

    key: ClassVar[str] = ""
    each: ClassVar[type[Page] | None] = None
    depth: ClassVar[int] = CORE
    continues: ClassVar[type[Page] | None] = None
    """The page before, which this one goes on with: on paper they stand under one heading."""
    result_first: ClassVar[bool] = False
    """Whether what it works out stands above its questions, for who came to see that."""
    on_sheets: ClassVar[bool | None] = None
    """Whether it stands on the blank sheets for pen; ``None`` for the pages of the core."""

    def __init_subclass__(cls) -> None:
        """Name the page after its class: ``MyChildren`` is ``my_children``."""
        super().__init_subclass__()
        cls.key = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """Whether the page is asked, by what she said before; ``each`` is the thing it comes for."""
        del plan, each
        return True

    @classmethod
    def worked_out(cls, plan: Plan) -> Result | None:
        """What is worked out from her answers and shown on its screens; ``None`` where nothing is."""
        del plan
        return None

    @classmethod
    def before_printing(cls, plan: Plan) -> Said:
        """A caution to read before the plan goes on paper, because of what she said; empty for none."""
        del plan
        return ""

    def paper_title(self) -> Text | None:
        """The heading of its answers on paper: ``None`` for the title of the page, empty for no heading."""
        return "" if self.continues else None

    @classmethod
    def is_on_sheets(cls) -> bool:
        """Whether it stands on the blank sheets: those show what anybody may answer, whatever she said before."""
        return cls.depth <= CORE if cls.on_sheets is None else cls.on_sheets

    @classmethod
    def ask(cls) -> Ask:
        """What a blank sheet asks in its place; a page that comes for each thing leaves a gap for its name."""
        listing = cls.each().things if cls.each else None
        words = {listing.word: GAP, **listing.more_words({})} if listing else {}
        page = cls(words=words)
        texts = {name: cls.by_pen.get(name, getattr(cls, name)) for name in ("title", "hint", "example", "take_care")}
        said = {name: page.said(text) for name, text in texts.items()}
        again = listing.again if listing else ""
        care = said["take_care"] if str(said["take_care"]) else page.caution()
        return Ask(
            cls.key, said["title"], cls.icon, tuple(page.blank()), said["hint"], said["example"], care, cls.note, again
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """An ordered list of pages under one title; ``minutes`` says how long its core takes.

    ``credit`` says on paper whose words, besides hers, are in it.
    """

    key: str
    icon: str
    title: Said
    minutes: int
    intro: Said
    pages: tuple[type[Page], ...]
    check: Said = ""
    note: Said = ""
    credit: Said = ""

    def screens(self, plan: Plan, depths: Container[int] = ALL) -> Iterator[Screen]:
        """The screens she goes through, in order: pages that are shown, once for each thing they come for.

        Pages that go on with one another stay together: all about the first thing, then all about the next.
        """
        for pages in self._runs():
            each = pages[0].each
            places: list[Place] = [((each.lists, item["id"]),) for item in plan.items(each.lists)] if each else [()]
            for place in places:
                about = plan.at(place) if place else {}
                yield from (
                    Screen(self, page, place) for page in pages if page.depth in depths and page.shown_if(plan, about)
                )

    def sheet(self) -> Sheet:
        """Its blank sheet for pen: each page once, in order."""
        asks = tuple(page.ask() for page in self.pages if page.is_on_sheets())
        return Sheet(self.key, self.title, self.icon, self.minutes, self.intro, asks, self.note, self.credit)

    def _runs(self) -> Iterator[list[type[Page]]]:
        """Every page with those that go on with it."""
        run: list[type[Page]] = []
        for page in self.pages:
            if run and page.continues is not run[-1]:
                yield run
                run = []
            run.append(page)
        if run:
            yield run

    def summarise(self, plan: Plan, *, paper: bool = False) -> ChapterSummary:
        """How this chapter reads, on the screen or on paper."""
        sections = tuple(screen.section(plan, paper=paper) for screen in self.screens(plan))
        return ChapterSummary(self.key, self.title, sections, self.credit)


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
        things = Screen(self.chapter, self.page.each).stored_form(plan).things
        if things is None or not things.alike:
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
        listing = Screen(self.chapter, self.page.each).stored_form(plan).things
        if listing is None:
            return {}
        titles = {answers["id"]: title for answers, title in listing.listed()}
        about = plan.at(self.place)
        aside = listing.title(about, len(titles) + 1) if about else "?"
        return {listing.word: titles.get(self.place[0][1], aside), **listing.more_words(about)}

    def form(self, plan: Plan, formdata: MultiDict[str, str] | None = None) -> Group:
        """Its questions, filled in with what was typed, else with her draft, else with what is stored."""
        if formdata is None and self.key in plan.drafts:
            formdata = as_formdata(plan.drafts[self.key])
        return self._group(plan, formdata)

    def stored_form(self, plan: Plan) -> Group:
        """Its questions, filled in with what is stored, whatever her draft says."""
        return self._group(plan, None)

    def _group(self, plan: Plan, formdata: MultiDict[str, str] | None) -> Group:
        about = plan.at(self.place)
        here: dict[str, Any] = {"words": self.words(plan), "language": plan.language, "plan": plan}
        page = self.page(None if self.item else formdata, data=about, about=about if self.place else {}, **here)
        if not self.item or page.items is None:
            return page
        siblings = [item for item in page.items.data if item["id"] != self.item]
        return page.items.group(formdata, data=plan.at(self.answers_at), about=page.about, siblings=siblings, **here)

    def title(self, plan: Plan) -> Text:
        """Its heading: the page's title, or which of the repeated things this is."""
        if not self.item:
            return self._page_title(self.words(plan))
        items = self.list.stored_form(plan).items
        ids = [item["id"] for item in items.data] if items else []
        number = ids.index(self.item) + 1 if self.item in ids else len(ids) + 1
        if items and not str(items.item):
            return items.title(plan.at(self.answers_at), number)
        return Phrase(items.item, numbered(number)) if items else ""

    def _page_title(self, words: Mapping[str, Text]) -> Text:
        return Phrase(self.page.title, words) if words else self.page.title

    # The things it is about -------------------------------------------------------------------------------------------

    def _levels(self) -> Iterator[tuple[Screen, Place]]:
        """Every thing that the address names, from the outermost: the screen that lists it, and where it is kept."""
        if self.page.each and self.place:
            yield Screen(self.chapter, self.page.each), self.place
        if self.item:
            yield self.list, self.answers_at

    def exists(self, plan: Plan) -> bool:
        """Whether every thing that the address names is in the plan; one more of a list may be in the making."""
        return all(
            _is_there(plan.at(place)) or (listing == self.list and not listing.has_cards)
            for listing, place in self._levels()
        )

    @property
    def has_cards(self) -> bool:
        """Whether only a card can make the things that this screen lists."""
        things = self.page().things
        return things is not None and not things.on_own_screen

    @property
    def is_of_a_card(self) -> bool:
        """Whether it is about a thing that only a card can make."""
        return any(listing.has_cards for listing, _place in self._levels())

    def is_aside(self, plan: Plan) -> bool:
        """Whether it is about a thing that she put aside."""
        return any(plan.at(place).get(ASIDE) for _listing, place in self._levels())

    def can_come_back(self, plan: Plan) -> bool:
        """Whether there is room again for what she put aside of the things that it is about."""
        aside = (listing for listing, place in self._levels() if plan.at(place).get(ASIDE))
        return not any(things is None or things.is_full for things in (each.stored_form(plan).things for each in aside))

    # How it reads -----------------------------------------------------------------------------------------------------

    def is_answered(self, plan: Plan) -> bool:
        """Whether something is stored from this screen."""
        form = self.stored_form(plan)
        return any(question.is_answered for question in form.questions)

    def section(self, plan: Plan, *, paper: bool = False) -> Section:
        """How its answers read, on the screen or on paper."""
        form = self.stored_form(plan)
        title = form.paper_title() if paper and isinstance(form, Page) else None
        blocks = tuple(form.blocks(paper=paper))
        return Section(self._page_title(form.words) if title is None else title, self.key, blocks, self.page.depth)

    # Changes since it was shown ---------------------------------------------------------------------------------------

    def revision(self, plan: Plan) -> str:
        """A mark of what this very screen held: it changes when the answers or the draft of this screen change."""
        held = [self.stored_form(plan).marks(), plan.drafts.get(self.key)]
        return blake2b(json.dumps(held, sort_keys=True, default=list).encode(), digest_size=6).hexdigest()


def _is_there(thing: Answers) -> bool:
    return bool(thing) and not thing.get(NONE)


def as_formdata(draft: Draft) -> MultiDict[str, str]:
    """A draft as the form data it once was."""
    return MultiDict([(name, value) for name, values in draft.items() for value in values])

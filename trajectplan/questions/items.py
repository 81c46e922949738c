"""A question answered by several things (children, people, places), each with an id and a screen of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from trajectplan.i18n import _
from trajectplan.plan.document import Answers, in_use
from trajectplan.plan.summary import NAMES, Block, Grid, Item, List, Own, Phrase, Row, Said, Text
from trajectplan.plan.worksheet import Blank, Things
from trajectplan.questions.base import Question

if TYPE_CHECKING:
    from trajectplan.questions.group import Group


def new_id() -> str:
    """A random id for a repeated thing: eight hexadecimal digits."""
    return secrets.token_hex(4)


ANOTHER_SHEET = _("Is there another one? Take a new sheet for it.")


class Items(Question):
    """A list of things; ``group`` is the class of questions about one of them.

    ``item`` names one without a name (``%(number)s`` or ``%(letter)s``); ``first``, ``add`` and ``remove`` are its
    buttons; ``word`` is how texts of pages that come for each of them name it (``%(child)s``). Kept as a list of
    answers, each with its ``id``. What is typed about one of them is posted on its own screen, never here. On a blank
    sheet there is room for so many ``copies``; ``again`` says what to do there with pages that come for each of them.
    """

    macro = "items"
    on_own_screen = True
    alike: ClassVar[bool] = True
    """Whether what is said about one of them may well hold for another."""

    def __init__(
        self,
        label: object,
        group: type[Group],
        *,
        item: Said,
        add: Said,
        remove: Said,
        first: Said = "",
        most: int = 10,
        word: str = "item",
        copies: int = 3,
        again: Said = ANOTHER_SHEET,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **kwargs)
        self.copies, self.again = copies, again
        self.group, self.item, self.add, self.remove, self.most = group, item, add, remove, most
        self.first, self.word = first or add, word

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what is stored."""
        del formdata, extra_filters
        self.process_errors: list[str] = []
        self.raw_data = None
        self.data: list[Answers] = list(in_use(data)) if isinstance(data, list) else []

    @property
    def sent(self) -> tuple[Text, ...]:
        """Nothing: each of them is sent from a screen of its own."""
        return ()

    @property
    def most_kept(self) -> int:
        """So many of them a plan may hold."""
        return self.most

    @property
    def is_full(self) -> bool:
        """No more of them fit on paper."""
        return len(self.data) >= self.most

    def listed(self) -> Iterator[tuple[Answers, Text]]:
        """Each of them with its title, in her order."""
        for number, answers in enumerate(self.data, start=1):
            yield answers, self.title(answers, number)

    def title(self, answers: Answers, number: int) -> Text:
        """What she calls it, or its number."""
        name = self.group.name_of(answers, self.language)
        if isinstance(name, Own) and self.role in NAMES:
            return replace(name, is_name=True)
        return name or Phrase(self.item, numbered(number))

    def removal(self, title: Text, number: int) -> Phrase:
        """The words on the button that takes the ``number``-th away."""
        return Phrase(self.remove, {**numbered(number), "name": title})

    def form(self, answers: Answers) -> Group:
        """The questions about one of them, filled in."""
        return self.group(data=answers, words=self.words, language=self.language, plan=self.plan, about=self.about)

    def more_words(self, answers: Answers) -> Mapping[str, Text]:
        """What else the texts of pages that come for one of them may name."""
        del answers
        return {}

    def is_sound(self, stored: object) -> bool:
        """A list of things whose answers are sound."""
        if not isinstance(stored, list) or len(stored) > self.most_kept:
            return False
        return all(isinstance(item, dict) and sound_answers(self.form({"id": item.get("id")}), item) for item in stored)

    def fitted(self, stored: Any) -> Any:
        """The first of them, each with as much as is taken about it."""
        return [self._fitted(item) for item in stored[: self.most_kept]] if isinstance(stored, list) else stored

    def _fitted(self, item: Any) -> Any:
        return fitted_answers(self.form({"id": item.get("id")}), item) if isinstance(item, dict) else item

    def tidied(self, stored: Any) -> Any:
        """All of them, each with its answers as they are kept when they are typed."""
        return [tidied_answers(self.form({"id": item.get("id")}), item) for item in stored]

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """All of them, with what she said about each."""
        if self.data:
            items = tuple(self._item(self.form(answers), title, paper=paper) for answers, title in self.listed())
            yield List(self.said(self.short), items, self.said(self.asked), self.role)

    def _item(self, form: Group, title: Text, *, paper: bool) -> Item:
        """One of them as it reads."""
        return Item(title, tuple(self._about(form, paper=paper)), day=form.on_day)

    def _about(self, form: Group, *, paper: bool) -> Iterator[Row | Grid]:
        """What she said about one of them; its name stands above it already."""
        for block in form.blocks(paper=paper):
            if not isinstance(block, List):
                yield block

    def blank(self, hint: Text) -> Iterator[Blank]:
        """Room for a few of them, each with the same questions."""
        names = tuple(Phrase(self.item, numbered(number)) for number in range(1, min(self.copies, self.most) + 1))
        blocks = tuple(block for block in self.form({}).blank() if not isinstance(block, Things))
        yield Things(self.said(self.asked), names, blocks, hint)


def numbered(number: int) -> Mapping[str, Text]:
    """The words that name the ``number``-th thing: 1 or A."""
    return {"number": str(number), "letter": chr(ord("A") + (number - 1) % 26)}


def sound_answers(form: Group, answers: Answers) -> bool:
    """Whether every answer that this form asks for has the shape its question stores; other keys are let be."""
    return all(
        question.is_sound(answers[question.short_name])
        for question in form.questions
        if answers.get(question.short_name) is not None
    )


def fitted_answers(form: Group, answers: Answers) -> Answers:
    """As much of these answers from a file as the questions of this form take; where that is sound, it was too much."""
    return {**answers, **{each.short_name: each.fitted(answers.get(each.short_name)) for each in form.questions}}


def tidied_answers(form: Group, answers: Answers) -> Answers:
    """Sound answers from a file as they are kept when they are typed; what this form doesn't ask for is let be."""
    tidied = {
        question.short_name: question.tidied(answers[question.short_name])
        for question in form.questions
        if answers.get(question.short_name) is not None
    }
    return {key: value for key, value in {**answers, **tidied}.items() if value is not None}

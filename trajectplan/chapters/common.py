"""What chapters have in common: her wish above a step, beginnings of a story, lists, names, and her yes to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from trajectplan.i18n import _, without_stop
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, Own, Phrase, Said, Text
from trajectplan.plan.visible import visible
from trajectplan.questions import Choices, Group, Option

FOR_THEM_TO_SEE = _("You will take your plan to the municipality. Write what you want to show them.")
"""The caution on pages where she may write more than she wants to show."""

STORY_STARTERS = (
    _("There was a time when …"),
    _("People come to me for …"),
    _("It went wrong, and then I …"),
    _("At first I couldn't do it. Now …"),
    _("Someone was glad of my help, because …"),
)
"""Beginnings for who has to tell of one time that she did something."""


# Her wish -------------------------------------------------------------------------------------------------------------


def wish_of(plan: Plan) -> Own | None:
    """Her long wish, which stands on top wherever a step stands."""
    words = plan.answers.get("long_wish")
    return Own(words, plan.language) if words else None


def wish_remark(plan: Plan) -> Iterator[Text]:
    """Her wish as a text above questions, when she wrote one."""
    if wish := wish_of(plan):
        yield Phrase(_("This is your wish: %(wish)s"), {"wish": wish})


# Her yes --------------------------------------------------------------------------------------------------------------


SHORT = _("On paper")


def may_print(label: Said, *, short: Said = SHORT) -> Any:
    """The question whether what she says on this page about when she can may go on paper: not without her yes.

    Name it in ``printed=(its name, "print")`` of the others. Her week must not be used against her.
    """
    return Choices(
        label,
        options=(Option("print", _("Yes, put this on paper"), "printer"),),
        short=short,
        hint=_("What you could do is not what you must do. Without a tick it stays off the paper."),
        printed=False,
    )


# Several texts in one -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """Several said texts in one, without the full stop that each ends with; spoken when it is drawn.

    A dot stands between them in every language: the texts are sentences, which no "and" can join.
    """

    texts: tuple[Text, ...]
    between: str = " · "

    def __str__(self) -> str:
        return self.between.join(without_stop(str(text)) for text in self.texts)


def listed(texts: Iterable[Text], between: str = " · ") -> Listed:
    """These texts as one."""
    return Listed(tuple(texts), between)


def once(texts: Iterable[Text]) -> tuple[Text, ...]:
    """These texts in their order, each once."""
    return tuple({str(text): text for text in texts}.values())


# Names of things ------------------------------------------------------------------------------------------------------


def label_of(options: Sequence[Option], key: object) -> Text | None:
    """The words on the card with this key."""
    return next((option.label for option in options if option.key == key), None)


class OfAKind(Group):
    """A repeated thing that is called by her own words, else by the card that says what kind of thing it is."""

    kind_is: ClassVar[str] = "kind"
    """The question about its kind."""

    @classmethod
    def name_of(cls, answers: Answers, language: str = "") -> Text | None:
        """Her own words for it, else its kind."""
        cards: Sequence[Option] = getattr(cls, cls.kind_is).kwargs["options"]
        return super().name_of(answers, language) or label_of(cards, answers.get(cls.kind_is))

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """As they are; a kind that is its name stands above them already."""
        kinds = [question for question in self.questions if question.short_name == self.kind_is]
        is_named = visible(self[self.naming].data or "")
        named = [] if is_named else [block for kind in kinds for block in kind.blocks(paper=paper)]
        return (block for block in super().blocks(paper=paper) if block not in named)

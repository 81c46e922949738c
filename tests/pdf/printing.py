"""Every way in which a plan may be printed, and plans in which somebody wrote whatever a keyboard can make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from composed import PLANS
from filler import filled_plan
from pdf.pdf_samples import DAY
from pseudo import MIRRORED, mirrored

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pages import Screen
from trajectplan.pdf.options import AGREEMENTS, CONVERSATION, LARGE, NORMAL, ONE_PAGE, WALLET_CARD, PrintOptions
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import BRANCHES, Own, Phrase, Summary
from trajectplan.questions import CardItems, Group, LongText, ShortText

PAPERS: Final = frozenset({ONE_PAGE, AGREEMENTS, CONVERSATION, WALLET_CARD})
"""The parts that are documents of their own."""
EVERYTHING: Final = PAPERS | {chapter.key for chapter in CHAPTERS}
LANGUAGES: Final = (("nl",), ("en",), ("en", "nl"), (MIRRORED,), (MIRRORED, "nl"))
SIZES: Final = (NORMAL, LARGE)


@dataclass(frozen=True, slots=True)
class Print:
    """One way to print one plan."""

    path: Path
    languages: tuple[str, ...]
    size: str

    def __str__(self) -> str:
        return f"{self.path.stem} {'+'.join(self.languages)} {self.size}"

    def summary(self) -> Summary:
        """How the plan reads; in the mirrored language she wrote it in that, and Dutch stands beside half of it."""
        summary = composed(self.path)
        return in_her_language(summary) if self.languages[0] == MIRRORED else summary

    def options(self) -> PrintOptions:
        """Everything that can be printed."""
        return options(self.languages, self.size)


def options(languages: tuple[str, ...], size: str = NORMAL, parts: frozenset[str] = EVERYTHING) -> PrintOptions:
    """All that she may choose, chosen."""
    return PrintOptions(DAY, languages, parts, size, name="Saraswati", code="ABCD-EFGH-JKLM", version=3)


EVERY: Final = tuple(Print(*each) for each in product(PLANS, LANGUAGES, SIZES))
SPREAD: Final = tuple(
    one
    for number, path in enumerate(PLANS)
    for one in (Print(path, LANGUAGES[number % 5], SIZES[number % 2]), Print(path, LANGUAGES[(number + 2) % 5], NORMAL))
)
"""Each plan twice: in turn every choice of languages, and both sizes."""


@cache
def composed(path: Path) -> Summary:
    """How a composed plan reads on paper."""
    return summarise(Plan.from_json(path.read_bytes()), paper=True)


# Her own words --------------------------------------------------------------------------------------------------------


def rewritten(part: Any, change: Callable[[Own], Own]) -> Any:
    """The same tree, or part of one, with other words of hers in it."""
    match part:
        case Own():
            return change(part)
        case Phrase():
            return replace(part, values={name: rewritten(value, change) for name, value in part.values.items()})
        case tuple():
            return tuple(rewritten(each, change) for each in part)
        case _ if isinstance(part, BRANCHES):
            return replace(part, **{each.name: rewritten(getattr(part, each.name), change) for each in fields(part)})
    return part


def in_her_language(summary: Summary) -> Summary:
    """A plan that she wrote from right to left, half of it with the Dutch that a helper wrote beside it."""

    def change(own: Own) -> Own:
        dutch = own.text if len(own.text) % 2 else ""
        return Own(mirrored(own.text), MIRRORED if own.language else "", dutch)

    changed: Summary = rewritten(summary, change)
    return changed


def saying(words: str, language: str = "", dutch: str = "") -> Summary:
    """A plan with these words in every place that takes words of hers, as long as each may be.

    ``dutch`` beside them is up to twice as long.
    """
    plan = filled_plan(CHAPTERS)
    for screen in _screens(plan):
        plan = plan.with_answers(_said(screen.stored_form(plan), plan.at(screen.place), words), screen.place)
        items = screen.stored_form(plan).items
        if items is not None:
            things = [
                {**item, **_said(items.form(item), item, words)} for item in plan.at(screen.place)[items.short_name]
            ]
            plan = plan.with_items(items.short_name, things, screen.place)
    summary = summarise(replace(plan, language=language or plan.language), paper=True)

    def change(own: Own) -> Own:
        return Own(own.text, own.language and (language or own.language), dutch[: 2 * len(own.text)])

    changed: Summary = rewritten(summary, change)
    return changed


def _screens(plan: Plan) -> Iterator[Screen]:
    for chapter in CHAPTERS:
        yield from chapter.screens(plan)


def _said(form: Group, answers: Answers, words: str) -> dict[str, Any]:
    """The answers of one screen in which she can write, with these words."""
    found: dict[str, Any] = {}
    line = " ".join(words.split())
    for question in form.own_questions:
        name = question.short_name
        if isinstance(question, LongText):
            found[name] = words[: question.longest].strip()
        elif isinstance(question, ShortText):
            found[name] = line[: question.longest].strip()
        elif isinstance(question, CardItems):
            found[name] = _things(answers.get(name) or (), line[: question.own_longest].strip())
    return found


def _things(things: Sequence[Answers], words: str) -> list[Answers]:
    return [{**thing, "words": words} if "words" in thing else thing for thing in things]

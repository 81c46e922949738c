"""Which of her words need Dutch beside them, what was typed there, and what that does to a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from trajectplan.chapters import summarise
from trajectplan.i18n import DEFAULT, _
from trajectplan.pdf.leaves import own_in
from trajectplan.plan.document import LONGEST_DUTCH, MOST_DUTCH, Plan
from trajectplan.plan.languages import mark
from trajectplan.plan.script import has_other_letters
from trajectplan.plan.summary import Block, ChapterSummary, List, Own, Phrase, Row, Said, Text, names_in
from trajectplan.questions.typed import clean, drawable
from trajectplan.web.services import services

SCREEN: Final = "+dutch"
"""Names these pages where pages of questions have their key: in forms, in sealed words, among the drafts of a plan."""
_NUMBER: Final = re.compile("[0-9]{1,4}")
MOST_TEXTS, MOST_BYTES = 8, 1600
"""So many texts of hers, with so many bytes together, stand on one page; one text stands alone however long it is."""

TOO_LONG = _("This text is too long. Make it %(over)s characters shorter.")
NO_ROOM = _("There is no room for more Dutch. Erase what is left over, or keep this text on paper.")


@dataclass(frozen=True, slots=True)
class Needed:
    """Words of hers that only a reader of her language understands, under ``title``.

    ``asked`` says what they answer: the name of the thing they tell about, if any, and the question.
    """

    words: str
    language: str
    title: Text
    asked: tuple[Text, ...] = ()


def may_need_dutch(plan: Plan) -> bool:
    """Whether the page for Dutch is offered: where words aren't Dutch, or have Dutch beside them already."""
    if plan.language != DEFAULT or plan.dutch:
        return True
    return bool(plan.languages or has_other_letters(plan.answers)) and any(needed(plan))


# Which words ----------------------------------------------------------------------------------------------------------


def needed(plan: Plan) -> tuple[tuple[Needed, ...], ...]:
    """By chapter, in her order and each once: her words on paper, but no names and nothing without letters."""
    summary = summarise(plan, services().chapters, paper=True)
    seen = set(names_in(summary))
    skipped = _skipped(plan)
    chapters = []
    for chapter in summary.chapters:
        found = []
        for each in _needed_in(chapter):
            if each.words not in seen and each.language not in skipped and any(sign.isalpha() for sign in each.words):
                seen.add(each.words)
                found.append(each)
        chapters.append(tuple(found))
    return tuple(chapters)


def _skipped(plan: Plan) -> frozenset[str]:
    """The languages of words that need no Dutch; in a plan in another language, that of the municipality's words."""
    return frozenset({DEFAULT} if plan.language != DEFAULT else {"", DEFAULT})


def pages_of(texts: Sequence[Needed]) -> list[tuple[Needed, ...]]:
    """The texts, split into pages that stay light; the split hangs on her words alone, so that it stays as it is."""
    pages: list[tuple[Needed, ...]] = []
    room = 0
    for text in texts:
        size = len(text.words.encode(errors="replace"))
        if pages and size <= room and len(pages[-1]) < MOST_TEXTS:
            pages[-1] = (*pages[-1], text)
            room -= size
        else:
            pages.append((text,))
            room = MOST_BYTES - size
    return pages


def left_over(plan: Plan) -> dict[str, str]:
    """The Dutch of words that stand nowhere in her plan any more, on paper or on the screen."""
    dutch = {**plan.dutch, **unkept(plan)}
    if not dutch:
        return {}
    trees = [summarise(plan, services().chapters, paper=paper) for paper in (False, True)]
    now = {own.text for tree in trees for chapter in tree.chapters for own in _all_own(chapter)}
    return {words: text for words, text in dutch.items() if words not in now}


def _needed_in(chapter: ChapterSummary) -> Iterator[Needed]:
    title: Text = chapter.title
    for section in chapter.answered:
        title = section.title if str(section.title) else title
        for block in section.blocks:
            yield from _needed_of(block, title)
        for own in own_in(section.title):
            yield Needed(own.text, own.language, title)


def _needed_of(block: Block, title: Text, about: tuple[Text, ...] = ()) -> Iterator[Needed]:
    """Her words in a block; those in its question come after those that answer it."""
    question = block.question or block.label
    asked = (*about, question)
    if isinstance(block, List):
        for item in block.items:
            yield from (Needed(own.text, own.language, title, asked) for own in own_in(item.title))
            for inner in item.blocks:
                yield from _needed_of(inner, title, (item.title,))
    else:
        answers = (
            block.answer if isinstance(block, Row) else (*block.head, *(cell for row in block.rows for cell in row))
        )
        yield from (Needed(own.text, own.language, title, asked) for text in answers for own in own_in(text))
    yield from (Needed(own.text, own.language, title) for text in (block.label, question) for own in own_in(text))


def _all_own(chapter: ChapterSummary) -> Iterator[Own]:
    return (Own(each.words, each.language) for each in _needed_in(chapter))


# What was typed -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One text as it came back: her words, the Dutch that was typed, and the mark of the Dutch that stood there."""

    words: str
    typed: str
    was: str


def lines_of(form: MultiDict[str, str]) -> tuple[Line, ...]:
    """What a posted page of these holds."""
    numbers = [name.removeprefix("words-") for name in form if name.startswith("words-")][:MOST_TEXTS]
    return tuple(
        Line(clean(form[f"words-{number}"]), drawable(form.get(f"dutch-{number}", "")), form.get(f"was-{number}", ""))
        for number in numbers
    )


def place_of(form: MultiDict[str, str]) -> tuple[int, int]:
    """The chapter and the page of it that a posted form names; zeros where it names none."""
    screen, *numbers = form.get("page", "").split("/")
    first, second = (int(each) if _NUMBER.fullmatch(each) else 0 for each in (*numbers[:2], "", "")[:2])
    return (first, second) if screen == SCREEN else (0, 0)


def readable(form: MultiDict[str, str]) -> Iterator[tuple[Said, tuple[Text, ...]]]:
    """What was typed, each text under her words, for a page on which it can be read and copied."""
    for line in lines_of(form):
        if line.typed.strip():
            yield Own(line.words), (Own(line.typed, DEFAULT),)


# What is kept ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan with what was typed in it, and ``problems`` by her words.

    Where another text was kept since the page was shown, what was typed is ``joined`` to it; where it was ``emptied``
    here, the other text stays.
    """

    plan: Plan
    problems: Mapping[str, Said]
    joined: bool = False
    emptied: bool = False


def keep(plan: Plan, lines: Sequence[Line]) -> Kept:
    """Keep every text that can be kept, and what can't yet as a draft, so that nothing typed is lost.

    Where another text was kept since the page was shown, the two stand one below the other; sent once more they stay.
    """
    texts = {clean(each.words): each.words for chapter in needed(plan) for each in chapter}
    dutch, draft, problems = dict(plan.dutch), unkept(plan), dict[str, Said]()
    joined = emptied = False
    for line in lines:
        if not any(sign.isalpha() for sign in line.words):
            continue  # no page of ours asks for Dutch beside these
        words, typed = texts.get(line.words, line.words), clean(line.typed)
        there = draft.get(words) or dutch.get(words, "")
        if mark(typed) == line.was:
            typed = there  # nothing new was typed here
        elif there not in ("", typed) and mark(there) != line.was:
            joined, emptied = joined or bool(typed), emptied or not typed
            typed = _together(there, typed)
        if problem := _problem(words, typed, dutch):
            draft[words], problems[words] = typed, problem
        else:
            dutch[words] = typed
            draft.pop(words, None)
    plan = plan.with_dutch(dutch)
    return Kept(_with_unkept(plan, draft), problems, joined, emptied)


def _together(there: str, typed: str) -> str:
    """Both texts, one below the other; only the first where the lines of the second stand in it already."""
    return there if not typed or f"\n{typed}\n" in f"\n{there}\n" else f"{there}\n{typed}"


def erase(plan: Plan, marked: str) -> Plan:
    """The plan without the left-over Dutch whose words have this mark."""
    gone = {words for words in left_over(plan) if mark(words) == marked}
    draft = {words: text for words, text in unkept(plan).items() if words not in gone}
    return _with_unkept(plan.with_dutch(dict.fromkeys(gone, "")), draft)


def unkept(plan: Plan) -> dict[str, str]:
    """What was typed and can't be kept yet, by her words."""
    return {words: texts[0] for words, texts in plan.drafts.get(SCREEN, {}).items() if texts}


def problem_of(plan: Plan, words: str) -> Said:
    """Why the draft of these words can't be kept; empty when there is none."""
    draft = unkept(plan).get(words, "")
    return _problem(words, draft, plan.dutch) if draft else ""


def _problem(words: str, typed: str, dutch: Mapping[str, str]) -> Said:
    if len(typed) > LONGEST_DUTCH:
        return Phrase(TOO_LONG, {"over": len(typed) - LONGEST_DUTCH})
    others = sum(1 for each, text in dutch.items() if text and each != words)
    return NO_ROOM if typed and others >= MOST_DUTCH else ""


def _with_unkept(plan: Plan, draft: Mapping[str, str]) -> Plan:
    if draft == unkept(plan):
        return plan
    return plan.with_draft(SCREEN, {words: [text] for words, text in draft.items()} or None)

"""What is found in her week, in words: drawings, hours, gaps, what a change gives, whether a job fits."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Final

from trajectplan.chapters.childcare import found_hours as hours
from trajectplan.chapters.childcare.found_changes import changes_in_words
from trajectplan.chapters.childcare.found_facts import Worked, worked
from trajectplan.chapters.childcare.found_gaps import closed_in_words, gaps_in_words
from trajectplan.chapters.childcare.found_jobs import Judged, judged, side_by_side
from trajectplan.chapters.childcare.found_words import Finding, Names, key_of
from trajectplan.i18n import _
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.result import Result, Told
from trajectplan.plan.summary import Block, Row, Text
from trajectplan.plan.week_answers import has_times, is_expected, is_quick, week_of
from trajectplan.plan.week_drawn import WeekDrawn
from trajectplan.questions import Option

NOW, LATER = "now", "later"
"""Her week as it is, and the one after the leave."""

OWN_HOURS: Final = _("My own hours")
IN_SENTENCES: Final = _("My week in sentences")
LATER_IN_SENTENCES: Final = _("After the leave, in sentences")
HOW_COUNTED: Final = _("How this was counted")
EMPTY: Final = _("There are no times yet. Fill in one day and you will see your hours here.")
WHERE_GAPS: Final = _("Where are the gaps?")
MORE_HOURS: Final = _("One change gives more hours")
NO_GAPS: Final = _("There are no gaps in your week. That's good.")
SIDE_BY_SIDE_CARD: Final = _("All of them side by side")
NO_CHANGES: Final = _("No single change gives more hours yet.")


# On the screen --------------------------------------------------------------------------------------------------------


def drawings(plan: Plan, when: str = NOW) -> Result | None:
    """Her week drawn as it stands, or as it is ``LATER``, odd and even apart only where they differ.

    ``None`` while nothing is filled in.
    """
    if not (found := _worked(plan, when)):
        return None
    drawn = _drawn(plan, found, when)
    return Result(drawings=tuple(drawn), after=(_in_sentences(drawn, when),))


def my_week(plan: Plan) -> Result:
    """Her own number of hours, then all that is found in her week, and in the one after the leave."""
    own = hours.own_number(plan)
    first = (Told(OWN_HOURS, lead=own.told, own=True),) if own else ()
    now, later = _worked(plan, NOW), _worked(plan, LATER)
    if not now and not later:
        return Result((*first, Told(_("My week"), lead=EMPTY)))
    drawn = {when: _drawn(plan, found, when) for when, found in ((NOW, now), (LATER, later)) if found}
    before = (*first, *(_hours_told(plan, now) if now else ()))
    after = [_in_sentences(drawn[NOW], NOW), *_arranging(plan, now)] if now else []
    if later:
        after += [_later_told(plan, later), *([] if now else [_counted(plan, later)])]
        after.append(_in_sentences(drawn[LATER], LATER))
    return Result(before, tuple(week for weeks in drawn.values() for week in weeks), tuple(after))


def jobs(plan: Plan) -> Result | None:
    """Whether each job or course fits, and all of them side by side; ``None`` while she wrote down none."""
    names = Names.of(plan)
    those = judged(plan, names)
    if not those:
        return None
    now, later = _worked(plan, NOW), _worked(plan, LATER)
    after = [part for each in those for part in each.told]
    if found := now or later:
        after.append(_counted(plan, found))
    if now and later and (missing := hours.missing_children(later, names)):
        after.append(Told(hours.AFTER_LEAVE_TITLE, tuple(missing)))
    return Result(after=tuple(after), table=side_by_side(those) if len(those) > 1 else None)


def _worked(plan: Plan, when: str) -> Worked | None:
    """What is found in her week; nothing while it is empty, or where no child is expected."""
    if when == LATER and not any(map(is_expected, plan.items("children"))):
        return None
    week = week_of(plan, later=when == LATER)
    return worked(week) if has_times(week) else None


def _drawn(plan: Plan, found: Worked, when: str) -> list[WeekDrawn]:
    titles = hours.AFTER_LEAVE if when == LATER else hours.MY_WEEK
    return hours.drawings_of(plan, found, Names.of(plan), titles)


def _in_sentences(drawn: Sequence[WeekDrawn], when: str) -> Told:
    """What is drawn, in words."""
    heading = LATER_IN_SENTENCES if when == LATER else IN_SENTENCES
    return Told(heading, tuple(hours.in_sentences(drawn)), folded=True)


def _hours_told(plan: Plan, found: Worked) -> Iterator[Told]:
    """How many hours there are, when, and how they were counted."""
    _total, *more = hours.hours_in_words(plan, found)
    limits = (*hours.limits_told(found), *hours.limit_told(plan, found))
    sentences = (*limits, *(each.text for each in more), *hours.by_day(plan, found))
    yield Told(_("Hours in my week"), sentences, hours.total(found))
    yield _counted(plan, found)


def _counted(plan: Plan, found: Worked) -> Told:
    """What was counted and what wasn't, and where she can change that."""
    notes = hours.notes(plan, found, Names.of(plan))
    change = (hours.WHERE_TO_CHANGE,) if hours.sets_no_limits(plan) else ()
    return Told(HOW_COUNTED, (*notes, *change))


def _arranging(plan: Plan, found: Worked) -> Iterator[Told]:
    """That there are no gaps, or that no one change helps; else these are told on the cards that put them on paper."""
    names = Names.of(plan)
    if not gaps_in_words(found, names):
        if not hours.limits_told(found):
            yield Told(WHERE_GAPS, (NO_GAPS,))
    elif not changes_in_words(found, names):
        yield Told(MORE_HOURS, (NO_CHANGES,))


def _later_told(plan: Plan, found: Worked) -> Told:
    """The week after the leave: its hours. What is missing for the child that comes is told on its cards."""
    notes = hours.missing_children(found, Names.of(plan)) if _worked(plan, NOW) else []
    return Told(hours.AFTER_LEAVE_TITLE, (*hours.limits_told(found), *notes), hours.total(found))


def _texts(findings: Iterable[Finding]) -> tuple[Text, ...]:
    return tuple(each.text for each in findings)


# Her ticks ------------------------------------------------------------------------------------------------------------


def hours_cards(plan: Plan, about: Answers) -> tuple[Option, ...]:
    """A card for each sentence about her hours, and one for each drawing with its sentences."""
    del about
    drawn = (Option(card.key, card.text, note=hours.DRAWING) for card, _week in _drawing_cards(plan))
    return (*_cards(_hours_found(plan)), *drawn)


def gap_cards(plan: Plan, about: Answers) -> tuple[Option, ...]:
    """A card for each gap of ordinary weeks, and of those after the leave for the child that comes."""
    del about
    return _cards(_now_and_later(plan, gaps_in_words))


def closed_cards(plan: Plan, about: Answers) -> tuple[Option, ...]:
    """A card for each gap in the holidays or on a study day."""
    del about
    found = _worked(plan, NOW)
    return _cards(closed_in_words(found, Names.of(plan))) if found else ()


def change_cards(plan: Plan, about: Answers) -> tuple[Option, ...]:
    """A card for each change that gives hours; after the leave those that are about the child that comes."""
    del about
    return _cards(_now_and_later(plan, changes_in_words))


def job_cards(plan: Plan, about: Answers) -> tuple[Option, ...]:
    """A card for each job or course, and one for all of them side by side."""
    del about
    those = judged(plan, Names.of(plan))
    cards = tuple(Option(each.key, each.title) for each in those)
    return (*cards, Option(_key_of_all(those), SIDE_BY_SIDE_CARD)) if len(those) > 1 else cards


def _now_and_later(
    plan: Plan, in_words: Callable[[Worked, Names, Container[str] | None], list[Finding]]
) -> Iterator[Finding]:
    """What is found in ordinary weeks, and in those after the leave about each child by itself that isn't born yet."""
    names = Names.of(plan)
    if now := _worked(plan, NOW):
        yield from in_words(now, names, None)
    if not is_quick(plan) and (later := _worked(plan, LATER)):
        expected = {child["id"] for child in plan.items("children") if is_expected(child)}
        yield from (hours.after_leave(each) for each in in_words(later, names, expected))


def _cards(findings: Iterable[Finding]) -> tuple[Option, ...]:
    """A card for each sentence; of several that read alike the one whose key is the least, in any order."""
    cards: dict[str, Option] = {}
    for each in findings:
        card, said = Option(each.key, each.text), str(each.text)
        cards[said] = min(cards.get(said, card), card, key=lambda alike: alike.key)
    return tuple(cards.values())


def _hours_found(plan: Plan) -> Iterator[Finding]:
    """Her own number, what her week leaves, and what the week after the leave does."""
    if own := hours.own_number(plan):
        yield Finding(own.key, own.hers)
    for when in (NOW, LATER):
        if found := _worked(plan, when):
            said = hours.hours_in_words(plan, found)
            yield from said if when == NOW else (hours.after_leave(each) for each in said[:1])


def _drawing_cards(plan: Plan) -> Iterator[tuple[Finding, WeekDrawn]]:
    for when in (NOW, LATER):
        if found := _worked(plan, when):
            drawn = _drawn(plan, found, when)
            for number, each in enumerate(drawn):
                yield hours.drawing_card(each, found, when, number, len(drawn)), each


def _key_of_all(those: Iterable[Judged]) -> str:
    return key_of("jobs", [each.key for each in those])


# On paper -------------------------------------------------------------------------------------------------------------


def hours_blocks(plan: Plan, ticked: Iterable[str], label: Text, question: Text) -> Iterator[Block]:
    """What of her hours she ticked and still holds: her own number, the others and how they were counted, drawings."""
    kept = set(ticked)
    said = [finding for finding in _hours_found(plan) if finding.key in kept]
    drawn = [week for card, week in _drawing_cards(plan) if card.key in kept]
    own = hours.own_number(plan)
    hers = [finding for finding in said if own and finding.key == own.key]
    counted = [finding for finding in said if finding not in hers]
    is_counted = bool(drawn or counted)
    found = _worked(plan, NOW) or _worked(plan, LATER)
    notes = hours.notes(plan, found, Names.of(plan)) if is_counted and found else []
    if hers:
        yield Row(OWN_HOURS, _texts(hers), question, role="own_hours")
    if counted or notes:
        yield Row(label, (*_texts(counted), *notes), question)
    yield from (hours.in_a_table(week) for week in drawn)


def job_blocks(plan: Plan, ticked: Iterable[str]) -> Iterator[Block]:
    """What she ticked and still holds: about each job or course a row, and the table of all."""
    kept = set(ticked)
    those = judged(plan, Names.of(plan))
    for each in those:
        if each.key in kept:
            yield Row(each.name, each.texts, each.name)
    if _key_of_all(those) in kept and len(those) > 1:
        yield side_by_side(those)

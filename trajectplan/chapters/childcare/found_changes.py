"""What could be different in her week, as questions with what each would give."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from trajectplan.chapters.childcare.found_facts import Worked
from trajectplan.chapters.childcare.found_gaps import OPEN_AND_CLOSE, WAITED_FOR
from trajectplan.chapters.childcare.found_words import (
    Duration,
    Finding,
    Names,
    days,
    from_until,
    in_a_row,
    in_weeks,
    key_of,
    together,
)
from trajectplan.i18n import _
from trajectplan.plan.minutes import HOUR
from trajectplan.plan.summary import Phrase, Said, Text
from trajectplan.plan.week import EVEN, NOW_AND_THEN, ODD
from trajectplan.plan.week_changes import (
    AFTER,
    BEFORE,
    BRINGS,
    CLOSES_LATER,
    COMES,
    EVERY_WEEK,
    FETCHES,
    HELPER,
    MOVES,
    OPENS_EARLIER,
    Change,
)
from trajectplan.plan.week_proposals import Proposal

MOST: Final = 5
"""So many proposals are shown: the ones that give most."""
LEAST: Final = HOUR // 2
"""Changes that give less than so many minutes in every week are left out, unless there are no others."""
MOST_PAIRS: Final = 2
CLEARLY_MORE: Final = 4 * HOUR
"""Two changes at once are asked for beside single ones where they give so much more in two weeks, in minutes."""

WORDS: Final[Mapping[str, Said]] = {
    OPENS_EARLIER: _("Could %(place)s open %(change)s earlier on %(day)s?"),
    CLOSES_LATER: _("Could %(place)s stay open %(change)s longer on %(day)s?"),
    BEFORE: _("Could there be care before school for %(child)s on %(day)s?"),
    AFTER: _("Could there be care after school for %(child)s on %(day)s?"),
    HELPER: _("Could someone be there for %(child)s on %(day)s from %(start)s to %(end)s?"),
    COMES: _("Could a place come free at %(place)s?"),
    EVERY_WEEK: _("Could %(place)s come every week?"),
    BRINGS: _("Could someone else take %(child)s there on %(day)s?"),
    FETCHES: _("Could someone else pick up %(child)s on %(day)s?"),
    MOVES: _("Could %(name)s move to another time?"),
}
"""The question for every kind of change."""
OF_PEOPLE: Final[Mapping[str, Said]] = {
    OPENS_EARLIER: _("Could %(place)s come %(change)s earlier on %(day)s?"),
    CLOSES_LATER: _("Could %(place)s stay %(change)s longer on %(day)s?"),
}
"""The same where somebody comes and goes."""
WISHED: Final = _("Could the wish for %(place)s come true?")
FOR_CERTAIN: Final = _("Could %(place)s be certain?")
GIVES: Final = _("That gives %(duration)s.")
GIVES_TOGETHER: Final = _("Together that gives %(duration)s.")
IN_ODD: Final = _("%(duration)s in odd weeks")
IN_EVEN: Final = _("%(duration)s in even weeks")
A_BIT: Final = 2 * HOUR
"""A place may be asked to be open so much longer, in minutes; for more, somebody else must come."""
A_WEEK: Final = _("%(duration)s a week")


def changes_in_words(worked: Worked, names: Names, about: Container[str] | None = None) -> list[Finding]:
    """The changes that give most hours, one before two together; with ``about`` only those for these children."""
    found = worked.proposals
    if about is not None:
        found = [each for each in found if any(child in about for child in _children(each, worked))]
    return [_finding(proposal, worked, names) for proposal in _best(found)]


def _children(proposal: Proposal, worked: Worked) -> Iterator[str]:
    """The children it is about."""
    for change in proposal.changes:
        yield from _children_of(change, worked)


def _children_of(change: Change, worked: Worked) -> Sequence[str]:
    return change.children or worked.children_at(change.care)


def _best(found: Sequence[Proposal]) -> list[Proposal]:
    """Those that give most, and beside them all that she waits for."""
    best = _most([each for each in found if max(each.odd, each.even) >= LEAST] or found)
    return [*best, *_waited_for(found, best)]


def _most(found: Sequence[Proposal]) -> list[Proposal]:
    """Single changes first; two together where no single one helps, or where they give clearly more than any."""
    single = [proposal for proposal in found if len(proposal.changes) == 1]
    pairs = [proposal for proposal in found if len(proposal.changes) > 1]
    if not single:
        return pairs[:MOST]
    more = [pair for pair in pairs if pair.gain >= single[0].gain + CLEARLY_MORE][:MOST_PAIRS]
    return [*single[: MOST - len(more)], *more]


def _waited_for(found: Sequence[Proposal], told: Sequence[Proposal]) -> Iterator[Proposal]:
    """For each place that could come and isn't told of yet, what it gives: alone, with another, or with a helper."""
    known = {key for each in told for key in _coming(each)}
    for proposal in sorted(found, key=lambda each: len(each.changes) > len(_coming(each))):
        if coming := _coming(proposal) - known:
            known |= coming
            yield proposal


def _coming(proposal: Proposal) -> set[str]:
    """The places in it that come."""
    return {change.care for change in proposal.changes if change.kind == COMES}


def _finding(proposal: Proposal, worked: Worked, names: Names) -> Finding:
    """A proposal in words."""
    about = [worked.care.get(change.care) for change in proposal.changes]
    asks = [_asks_somebody(change, worked) for change in proposal.changes]
    kinds = [(care.kind, care.status) if care else () for care in about]
    is_of_all = [_is_of_all(change, worked, names) for change in proposal.changes]
    key = key_of("change", proposal, kinds, asks, is_of_all, sorted(worked.week.stands_for))
    asked = [_question(change, worked, names) for change in proposal.changes]
    gives = GIVES if len(asked) == 1 else GIVES_TOGETHER
    return Finding(key, in_a_row([*asked, Phrase(gives, {"duration": _gain(proposal)})]))


def _gain(proposal: Proposal) -> Text:
    """How much it gives a week; odd and even weeks apart where they differ."""
    odd = Phrase(IN_ODD, {"duration": Duration(proposal.odd)})
    even = Phrase(IN_EVEN, {"duration": Duration(proposal.even)})
    if {change.weeks for change in proposal.changes} in ({ODD}, {EVEN}) and not (proposal.odd and proposal.even):
        return Duration(proposal.gain)  # the question says in which weeks
    if proposal.odd == proposal.even:
        return Phrase(A_WEEK, {"duration": Duration(proposal.odd)})
    both = [text for text, gain in ((odd, proposal.odd), (even, proposal.even)) if gain]
    return together(both)


def _question(change: Change, worked: Worked, names: Names) -> Text:
    """One change as a question."""
    values: dict[str, Text] = {"name": names.appointment(change.care), "place": names.place(change.care)}
    values["child"] = names.child(*change.children) if change.children else names.everybody
    if change.days:
        values["day"] = days(change.days)
    if change.spans:
        start, end = change.spans[0]
        values |= {"change": Duration(end - start), **from_until((start, end))}
    question: Text = Phrase(_text(change, worked), values)
    if not _is_of_all(change, worked, names):
        question = names.of_whom(question, change.care, _children_of(change, worked))
    return in_weeks(question, change.weeks)


def _is_of_all(change: Change, worked: Worked, names: Names) -> bool:
    """Whether its question is about all children who have a place that is called so, or names a child."""
    is_of_a_place = change.kind in {*OF_PEOPLE, COMES, EVERY_WEEK} and not _asks_somebody(change, worked)
    return not is_of_a_place or names.is_of_all(change.care, _children_of(change, worked))


def _text(change: Change, worked: Worked) -> Said:
    """Which question asks for it."""
    care = worked.care.get(change.care)
    if _asks_somebody(change, worked):
        return WORDS[HELPER]
    if change.kind in OF_PEOPLE and care and care.kind not in OPEN_AND_CLOSE:
        return OF_PEOPLE[change.kind]
    if change.kind == COMES and care and care.status not in WAITED_FOR:
        return WISHED
    return FOR_CERTAIN if change.kind == COMES and care and care.status == NOW_AND_THEN else WORDS[change.kind]


def _asks_somebody(change: Change, worked: Worked) -> bool:
    """Whether somebody is asked for in place of more care: big children have none, and a place stays open no longer."""
    is_for_big = change.kind in {BEFORE, AFTER} and not worked.week.big.isdisjoint(change.children)
    return is_for_big or (change.kind in OF_PEOPLE and any(end - start > A_BIT for start, end in change.spans))

"""Whether jobs and courses fit her week, as sentences: day by day, with the reason and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trajectplan.chapters.childcare.cards import OFFER_KINDS
from trajectplan.chapters.childcare.found_facts import fitted
from trajectplan.chapters.childcare.found_hours import sets_no_limits
from trajectplan.chapters.childcare.found_words import (
    Capital,
    Duration,
    Names,
    days,
    days_first,
    from_until,
    in_weeks,
    key_of,
    time,
)
from trajectplan.chapters.common import label_of
from trajectplan.i18n import _
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.minutes import DAY
from trajectplan.plan.result import Told
from trajectplan.plan.summary import Grid, Own, Phrase, Said, Text
from trajectplan.plan.visible import visible
from trajectplan.plan.week import DAYS_A_WEEK, Care, Week, clock, weekday
from trajectplan.plan.week_answers import has_times, most_minutes, offers_of, week_of
from trajectplan.plan.week_fit import (
    ENDS,
    FITS,
    FITS_IF,
    FITS_NOT,
    NOBODY,
    OWN_LIMIT,
    STARTS,
    TAKEN,
    DayFit,
    Fit,
    Reason,
)

NOT_KNOWN: Final = "cannot_tell"
LONGEST_SPARE: Final = 180
"""More minutes to spare than this are no news."""

VERDICTS: Final[Mapping[str, Said]] = {
    FITS: _("fits"),
    FITS_IF: _("fits, if something is arranged"),
    FITS_NOT: _("does not fit now"),
    NOT_KNOWN: _("not known yet"),
}
SIGNS: Final[Mapping[str, str]] = {
    FITS: "check-circle",
    FITS_IF: "puzzle-piece",
    FITS_NOT: "warning-circle",
    NOT_KNOWN: "question",
}
REASONS: Final[Mapping[str, Said]] = {
    STARTS: _("%(day)s: it starts at %(start)s. That is possible only from %(time)s."),
    ENDS: _("%(day)s: it ends at %(end)s. That is possible only until %(time)s."),
    NOBODY: _("%(day)s: from %(start)s to %(end)s there is nobody for %(child)s."),
    TAKEN: _("%(day)s: there is %(name)s already then."),
    OWN_LIMIT: _("%(day)s: this is outside the chosen days and times."),
}
"""The sentence for every reason."""
ASKS: Final[Mapping[str, Said]] = {
    STARTS: _("Ask: can it start %(change)s later?"),
    ENDS: _("Ask: can it end %(change)s earlier?"),
}
NOT_COUNTED: Final = _("%(day)s: this is outside the times that we count with.")
NO_TIME: Final = _("%(day)s: taking, fetching and travelling take too much time.")
SHORT: Final = _("That is %(change)s short.")
CHANGES: Final[Mapping[str, Said]] = {
    "weekly": _("The times change. Ask how far ahead they are known."),
    "on_call": _("The times change. Ask how far ahead they are known."),
    "unknown": _("Ask whether the times are fixed."),
}
HEAD: Final = (_("What"), _("Does it fit?"), _("Hours a week"), _("Days that fit"), _("Too short"))
SIDE_BY_SIDE: Final = _("Side by side")


@dataclass(frozen=True, slots=True)
class Judged:
    """A job or course with what is found about it; ``found`` is ``None`` while too little is known."""

    name: Text
    verdict: str
    sentences: tuple[Text, ...]
    key: str
    found: Fit | None = None

    @property
    def title(self) -> Text:
        """It with its verdict."""
        return Phrase("%(name)s: %(verdict)s", {"name": self.name, "verdict": VERDICTS[self.verdict]})

    @property
    def lead(self) -> Text:
        """The verdict as a sentence."""
        return Phrase("%(verdict)s.", {"verdict": Capital(VERDICTS[self.verdict])})

    @property
    def told(self) -> Told:
        """All of it as a part of a page."""
        return Told(self.name, self.sentences, self.lead, SIGNS[self.verdict])

    @property
    def row(self) -> tuple[Text, ...]:
        """It beside the others."""
        if self.found is None:
            return self.name, VERDICTS[self.verdict], "–", "–", "–"
        every = {each.day % DAYS_A_WEEK for each in self.found.days}
        lacking = {each.day % DAYS_A_WEEK for each in self.found.days if each.reasons}
        of_days = Phrase(_("%(days)s of %(all)s"), {"days": str(len(every - lacking)), "all": str(len(every))})
        missing = max(_missing(self.found, 0), _missing(self.found, DAYS_A_WEEK))
        short: Text = Phrase(_("%(duration)s a week"), {"duration": Duration(missing)}) if missing else "–"
        hours = Phrase(_("%(duration)s a week"), {"duration": Duration(self.found.offer.in_week)})
        return self.name, VERDICTS[self.verdict], hours, of_days, short


def judged(plan: Plan, names: Names) -> list[Judged]:
    """Every job or course she wrote down, in her order."""
    week, offers = week_of(plan), {offer.key: offer for offer in offers_of(plan)}
    most = most_minutes(plan)
    found = []
    for number, each in enumerate(plan.items("offers"), start=1):
        name = _name(each, number, plan)
        offer = offers.get(each["id"])
        if offer is None or not has_times(week):
            text = _("The times are still missing.") if offer is None else _("The times of the children are missing.")
            found.append(Judged(name, NOT_KNOWN, (text,), key_of("job", each["id"], offer is None)))
        else:
            found.append(_judged(name, each, fitted(week, offer, most), _Teller(plan, names, week, most)))
    return found


def side_by_side(those: Sequence[Judged]) -> Grid:
    """All of them in one table."""
    return Grid(SIDE_BY_SIDE, HEAD, tuple(each.row for each in those))


def _name(answers: Answers, number: int, plan: Plan) -> Text:
    words = visible(answers.get("offer_name") or "")
    if words:
        return Own(words, plan.language)
    kind = label_of(OFFER_KINDS, answers.get("offer_kind"))
    return kind or Phrase(_("Idea %(number)s"), {"number": str(number)})


def _missing(found: Fit, first: int) -> int:
    """The minutes that are missing in the week that begins on this day."""
    return sum(each.missing for each in found.days if first <= each.day < first + DAYS_A_WEEK)


def _judged(name: Text, answers: Answers, found: Fit, teller: _Teller) -> Judged:
    """One of them held against her week; without its journey a job that fits may not fit."""
    has_no_journey = answers.get("offer_travel_there") is None
    verdict = NOT_KNOWN if has_no_journey and found.verdict != FITS_NOT else found.verdict
    sentences = list(teller.sentences(answers, found))
    if has_no_journey:
        sentences.insert(0, _("The journey time is still missing."))
    said = [answers.get(name) for name in ("offer_kind", "offer_changes", "offer_holidays")]
    facts = (found, verdict, has_no_journey, said, teller.facts(found))
    return Judged(name, verdict, tuple(sentences), key_of("job", facts), found)


# Day by day -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts what is found about a job into sentences."""

    plan: Plan
    names: Names
    week: Week
    most: int | None

    def facts(self, found: Fit) -> object:
        """What of her answers goes into the sentences beside what is found."""
        mostly = [(care.key, care.kind, those) for care, those in self._there_mostly(found)]
        names_children = any(each.kind == NOBODY and each.children for day in found.days for each in day.reasons)
        return self.most, mostly, sets_no_limits(self.plan), self.week.stands_for if names_children else ()

    def sentences(self, answers: Answers, found: Fit) -> Iterator[Text]:
        """Why it fits or doesn't, what to ask for, and what else to think of."""
        for day, weeks, those in _alike(found):
            for sentence in self._of_day(day, those):
                yield in_weeks(sentence, weeks)
        if found.over and self.most is not None:
            values = {"duration": Duration(found.offer.in_week), "limit": Duration(self.most)}
            yield Phrase(_("It is %(duration)s a week. The limit is %(limit)s."), values)
        yield from self._uncertain(found)
        if answers.get("offer_holidays") == "ask":
            yield _("Ask whether it goes on in the school holidays.")
        if found.holidays:
            text = _("In a holiday week it does not fit: on %(day)s there is nobody.")
            yield Phrase(text, {"day": days(found.holidays)})
        if found.study_days:
            yield _("On a teacher training day the back-up plan is needed.")
        if changes := CHANGES.get(answers.get("offer_changes") or ""):
            yield changes

    def _of_day(self, day: DayFit, those: Sequence[int]) -> Iterator[Text]:
        """One stretch of it on these days of the week."""
        named = {"day": days_first(those)}
        if not day.reasons:
            spare = 0 < day.spare <= LONGEST_SPARE
            text = _("%(day)s: fits, with %(spare)s to spare.") if spare else _("%(day)s: fits.")
            yield Phrase(text, {**named, "spare": Duration(day.spare)})
        for reason in day.reasons:
            span = reason.span if reason.kind == NOBODY else day.span
            times = {**from_until(span), "time": time(reason.minute)}
            values = {"child": self.names.child(*reason.children), "name": self.names.appointment(reason.fixed)}
            yield Phrase(self._text(reason), {**named, **times, **values})
            change = {"change": Duration(reason.missing)}
            yield Phrase(ASKS.get(reason.kind, SHORT), change)

    def _text(self, reason: Reason) -> Said:
        if reason.kind == OWN_LIMIT and sets_no_limits(self.plan):
            return NOT_COUNTED
        return NO_TIME if reason.kind == NOBODY and not reason.children else REASONS[reason.kind]

    def _places(self) -> Iterator[Answers]:
        return (place for child in self.plan.items("children") for place in child.get("places") or ())

    def _uncertain(self, found: Fit) -> Iterator[Text]:
        """What isn't certain on the days that fit."""
        for care, those in self._there_mostly(found):
            values = {"day": days(those), "place": self.names.place(care.key)}
            yield Phrase(_("On %(day)s, %(place)s is not certain. Check it."), values)

    def _there_mostly(self, found: Fit) -> Iterator[tuple[Care, list[int]]]:
        """The places on which days that fit depend, and which are there only mostly; with these days of the week."""
        mostly = {place["id"] for place in self._places() if place.get("place_sure") == "mostly"}
        fits = {day.day % DAYS_A_WEEK for day in found.days if not day.reasons}
        for care in self.week.care:
            there = {weekday(start) for start, _end in care.hours} & fits
            if care.key in mostly and care.counts and there:
                yield care, sorted(there)


def _alike(found: Fit) -> Iterator[tuple[DayFit, str, list[int]]]:
    """Its stretches, those that differ only in their day together, with the weeks and the days they are on."""
    alike: dict[tuple[object, str], tuple[DayFit, list[int]]] = {}
    for day, weeks in found.in_weeks():
        back = day.day * DAY
        reasons = tuple(
            replace(each, span=(each.span[0] - back, each.span[1] - back), minute=clock(each.minute))
            for each in day.reasons
        )
        same = (clock(day.span[0]), day.span[1] - day.span[0], reasons, day.spare)
        alike.setdefault((same, weeks), (day, []))[1].append(day.day % DAYS_A_WEEK)
    for (_same, weeks), (day, those) in alike.items():
        yield day, weeks, those

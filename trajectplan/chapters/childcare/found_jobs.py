"""Whether jobs and courses fit her week, as sentences: day by day, with the reason and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trajectplan.chapters.childcare.cards import OFFER_KINDS
from trajectplan.chapters.childcare.found_facts import fitted, in_one_order
from trajectplan.chapters.childcare.found_hours import sets_no_limits
from trajectplan.chapters.childcare.found_words import (
    Capital,
    Duration,
    Names,
    days,
    days_first,
    from_until,
    in_a_row,
    in_weeks,
    key_of,
    said_of,
    time,
)
from trajectplan.chapters.common import label_of
from trajectplan.i18n import Pattern, _
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.minutes import DAY
from trajectplan.plan.result import Told
from trajectplan.plan.summary import Grid, Own, Phrase, Said, Text
from trajectplan.plan.visible import visible
from trajectplan.plan.week import DAYS_A_WEEK, Care, Week, clock, weekday
from trajectplan.plan.week_answers import MOSTLY, has_times, is_expected, most_minutes, offers_of, week_of
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
    Offer,
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
VERDICTS_LATER: Final[Mapping[str, Said]] = {**VERDICTS, FITS_NOT: _("does not fit")}
AFTER_LEAVE: Final = _("After the leave: %(verdict)s")
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
SHORT_EACH_DAY: Final = _("That is %(change)s short each day.")
CHANGES: Final[Mapping[str, Said]] = {
    "weekly": _("The times change. Ask how far ahead they are known."),
    "on_call": _("The times change. Ask how far ahead they are known."),
    "unknown": _("Ask whether the times are fixed."),
}
HEAD: Final = (_("What"), _("Does it fit?"), _("Hours a week"), _("Days that fit"), _("Too short"))
SIDE_BY_SIDE: Final = _("Side by side")


@dataclass(frozen=True, slots=True)
class Held:
    """A job or course held against one of her weeks; ``found`` is ``None`` while too little is known."""

    verdict: str
    sentences: tuple[Text, ...]
    found: Fit | None = None
    is_later: bool = False
    """Whether it is the week after the leave."""

    @property
    def words(self) -> Text:
        """The verdict."""
        if self.is_later:
            return Phrase(AFTER_LEAVE, {"verdict": VERDICTS_LATER[self.verdict]})
        return VERDICTS[self.verdict]

    @property
    def lead(self) -> Text:
        """The verdict as a sentence."""
        return Phrase(Pattern("%(verdict)s."), {"verdict": Capital(self.words)})


@dataclass(frozen=True, slots=True)
class Judged:
    """A job or course with what is found about it: ``first`` in her week as it is, and ``then`` after the leave.

    With nobody but a child that comes, the week after the leave is the first.
    """

    name: Text
    key: str
    first: Held
    then: Held | None = None

    @property
    def held(self) -> tuple[Held, ...]:
        """It in one week, or in two."""
        return (self.first, self.then) if self.then else (self.first,)

    @property
    def title(self) -> Text:
        """It with its verdict."""
        with_verdict = said_of(self.name, self.first.words, ". " if self.first.is_later else ": ")
        return in_a_row((with_verdict, self.then.lead), ". ") if self.then else with_verdict

    @property
    def told(self) -> Iterator[Told]:
        """All of it as parts of a page."""
        for each in self.held:
            yield Told(self.name if each is self.first else "", each.sentences, each.lead, SIGNS[each.verdict])

    @property
    def texts(self) -> tuple[Text, ...]:
        """All of it, one sentence after another."""
        return tuple(text for each in self.held for text in (each.lead, *each.sentences))

    @property
    def row(self) -> tuple[Text, ...]:
        """It beside the others; its days and times are those of the first week."""
        verdict, found = in_a_row([each.words for each in self.held], "\n"), self.first.found
        if found is None:
            return self.name, verdict, "–", "–", "–"
        every = {each.day % DAYS_A_WEEK for each in found.days}
        lacking = {each.day % DAYS_A_WEEK for each in found.days if each.reasons}
        of_days = Phrase(_("%(days)s of %(all)s"), {"days": str(len(every - lacking)), "all": str(len(every))})
        missing = max(_missing(found, 0), _missing(found, DAYS_A_WEEK))
        short: Text = Phrase(_("%(duration)s a week"), {"duration": Duration(missing)}) if missing else "–"
        hours = Phrase(_("%(duration)s a week"), {"duration": Duration(found.offer.in_week)})
        return self.name, verdict, hours, of_days, short


def judged(plan: Plan, names: Names) -> list[Judged]:
    """Every job or course she wrote down, in her order."""
    offers = {offer.key: offer for offer in offers_of(plan)}
    tellers = [_Teller(plan, names, week, is_later=is_later) for week, is_later in _weeks(plan)]
    found = []
    for number, each in enumerate(plan.items("offers"), start=1):
        name = _name(each, number, plan)
        offer = offers.get(each["id"])
        if offer is None or not tellers:
            text = _("The times are still missing.") if offer is None else _("The times of the children are missing.")
            found.append(Judged(name, key_of("job", each["id"], offer is None), Held(NOT_KNOWN, (text,))))
        else:
            found.append(_judged(name, each, offer, tellers))
    return found


def _weeks(plan: Plan) -> Iterator[tuple[Week, bool]]:
    """The weeks to hold them against, as far as they have times: hers as it is, and the one after the leave if any."""
    is_to_come = any(map(is_expected, plan.items("children")))
    for is_later in (False, True) if is_to_come else (False,):
        if has_times(week := week_of(plan, later=is_later)):
            yield in_one_order(week), is_later


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


def _judged(name: Text, answers: Answers, offer: Offer, tellers: Sequence[_Teller]) -> Judged:
    """One of them held against her weeks; what is the same after the leave is said of her week as it is."""
    teller, *later = tellers
    facts = [each.facts(answers, offer) for each in tellers]
    said = [answers.get(name) for name in ("offer_kind", "offer_changes", "offer_holidays")]
    key = key_of("job", facts, said, [each.is_later for each in tellers])
    then = [each.held(answers, offer, again=True, alike=facts[1] == facts[0]) for each in later]
    return Judged(name, key, teller.held(answers, offer), *then)


# Day by day -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts what is found about a job in one of her weeks into sentences."""

    plan: Plan
    names: Names
    week: Week
    is_later: bool

    @property
    def most(self) -> int | None:
        """The minutes a week that she wants to work or learn at most."""
        return most_minutes(self.plan)

    def facts(self, answers: Answers, offer: Offer) -> object:
        """All that its sentences say of it in this week: what is found, and what of her answers stands beside that."""
        found = fitted(self.week, offer, self.most)
        has_no_journey = answers.get("offer_travel_there") is None
        mostly = [(care.key, care.kind, those) for care, those in self._there_mostly(found)]
        names_children = any(each.kind == NOBODY and each.children for day in found.days for each in day.reasons)
        stands_for = sorted(self.week.stands_for) if names_children else []
        return found, has_no_journey, self.most, mostly, sets_no_limits(self.plan), stands_for

    def held(self, answers: Answers, offer: Offer, *, again: bool = False, alike: bool = False) -> Held:
        """It held against this week: without its journey a job that fits may not fit.

        ``again`` leaves out what was said of it for another week, ``alike`` says that this is everything.
        """
        found = fitted(self.week, offer, self.most)
        has_no_journey = answers.get("offer_travel_there") is None
        verdict = NOT_KNOWN if has_no_journey and found.verdict != FITS_NOT else found.verdict
        sentences = () if alike else tuple(self._sentences(found) if again else self._all_sentences(answers, found))
        return Held(verdict, sentences, found, self.is_later)

    def _all_sentences(self, answers: Answers, found: Fit) -> Iterator[Text]:
        """Why it fits or doesn't, what to ask for, and what else to think of."""
        if answers.get("offer_travel_there") is None:
            yield _("The journey time is still missing.")
        yield from self._sentences(found)
        if answers.get("offer_holidays") == "ask":
            yield _("Ask whether it goes on in the school holidays.")
        if changes := CHANGES.get(answers.get("offer_changes") or ""):
            yield changes

    def _sentences(self, found: Fit) -> Iterator[Text]:
        """What this week makes of it."""
        for day, weeks, those in _alike(found):
            for sentence in self._of_day(day, those):
                yield in_weeks(sentence, weeks)
        if found.over and self.most is not None:
            values = {"duration": Duration(found.offer.in_week), "limit": Duration(self.most)}
            yield Phrase(_("It is %(duration)s a week. The limit is %(limit)s."), values)
        yield from self._uncertain(found)
        if found.holidays:
            text = _("In a holiday week it does not fit: on %(day)s there is nobody.")
            yield Phrase(text, {"day": days(found.holidays)})
        if found.study_days:
            yield _("On a teacher training day the back-up plan is needed.")

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
            yield Phrase(ASKS.get(reason.kind, SHORT if len(those) == 1 else SHORT_EACH_DAY), change)

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
        mostly = {place["id"] for place in self._places() if place.get("place_sure") == MOSTLY}
        fits = {day.day % DAYS_A_WEEK for day in found.days if not day.reasons}
        counts = [care for care in self.week.care if care.key in mostly and care.counts]
        for care in {care.key: care for care in counts}.values():
            hours = (span for each in counts if each.key == care.key for span in each.hours)
            if there := {weekday(start) for start, _end in hours} & fits:
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

"""What sentences about her week are put together from: how children and places are called, days, times, durations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from flask_babel import get_locale

from trajectplan.i18n import DEFAULT, Pattern, _, duration_in_words, has_end, list_in_words, with_capital
from trajectplan.plan.document import Answers, Plan, in_use, items_of
from trajectplan.plan.minutes import DAY, HOUR, Span
from trajectplan.plan.summary import Own, Phrase, Said, Text
from trajectplan.plan.visible import visible
from trajectplan.plan.week import DAYS, EVEN, EVERY, ODD, clock
from trajectplan.plan.week_answers import ALL_OF_THEM
from trajectplan.questions import typed
from trajectplan.questions.week_hours import DayName, Times

THE_CHILDREN: Final = _("the children")
PLACES: Final[Mapping[str, Said]] = {
    "day_care": _("the day nursery"),
    "playgroup": _("the playgroup"),
    "before_school": _("the care before school"),
    "after_school": _("the after-school care"),
    "childminder": _("the childminder"),
    "family": _("family"),
    "neighbour_friend": _("the neighbour or friend"),
    "other_parent": _("the other parent"),
    "club": _("the club"),
    "home_alone": _("being home alone"),
}
"""What a place without a name of its own is called inside a sentence, by its kind."""
ANOTHER_PLACE: Final = _("the other place")
OF_WHOM: Final = _("%(sentence)s It is about %(child)s.")
AN_APPOINTMENT: Final = _("an appointment")
ON_END: Final = 4
"""So many days one after another are named by the first and the last."""
FIRST_TO_LAST: Final = _("%(first)s to %(last)s")
IN_WEEKS: Final[Mapping[str, Said]] = {
    ODD: _("%(sentence)s Only in odd weeks."),
    EVEN: _("%(sentence)s Only in even weeks."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is found, as a sentence; ``key`` is a mark of all that it says, and of nothing else."""

    key: str
    text: Text


def key_of(*facts: object) -> str:
    """A mark of these facts, the same every time: ten hexadecimal digits. No set may be among them, it has no order."""
    return blake2b(repr(facts).encode(), digest_size=5).hexdigest()


# Names ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """What her children, the places and people that look after them, and her appointments are called, by their keys.

    ``owners`` holds, by the key of a place, all children who have one that is called so.
    """

    children: Mapping[str, Text]
    places: Mapping[str, Text]
    appointments: Mapping[str, Text]
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> Names:
        """By her letters and words; what has none by its number or its kind."""
        children = plan.items("children")
        called = {each["id"]: _child(each, number, plan) for number, each in enumerate(children, start=1)}
        everybody = next(iter(called.values())) if len(called) == 1 else THE_CHILDREN
        return cls(
            {**called, ALL_OF_THEM: everybody},
            {
                place["id"]: _own(place, "place_name", plan) or PLACES.get(place.get("place_kind") or "", ANOTHER_PLACE)
                for child in children
                for place in child.get("places") or ()
            },
            {each["id"]: _own(each, "commitment_name", plan) or AN_APPOINTMENT for each in plan.items("commitments")},
            _owners(children),
        )

    def child(self, *keys: str) -> Text:
        """These children in a sentence, in her order."""
        order = {key: place for place, key in enumerate(self.children)}
        return together(
            self.children.get(key, THE_CHILDREN) for key in sorted(keys, key=lambda key: order.get(key, len(order)))
        )

    def is_of_all(self, place: str, children: Iterable[str]) -> bool:
        """Whether these are all the children who have a place that is called so."""
        return self.owners.get(place, frozenset()) <= set(children)

    def of_whom(self, sentence: Text, place: str, children: Sequence[str]) -> Text:
        """A sentence about a place, with whom it is about where other children have one that is called so."""
        if self.is_of_all(place, children):
            return sentence
        return Phrase(OF_WHOM, {"sentence": sentence, "child": self.child(*children)})

    def place(self, key: str) -> Text:
        """A place or person in a sentence."""
        return self.places.get(key, ANOTHER_PLACE)

    def appointment(self, key: str) -> Text:
        """An appointment in a sentence."""
        return self.appointments.get(key, AN_APPOINTMENT)

    @property
    def everybody(self) -> Text:
        """All her children in a sentence: by its name where there is one."""
        return self.children[ALL_OF_THEM]


def _child(child: Answers, number: int, plan: Plan) -> Text:
    name = visible(child.get("name") or "")
    return Own(name, plan.language, is_name=True) if name else Phrase(_("Child %(number)s"), {"number": str(number)})


def _owners(children: Iterable[Answers]) -> Mapping[str, frozenset[str]]:
    """The children who have a place that is called so, by the key of the place."""
    owners: dict[object, set[str]] = {}
    called: dict[str, object] = {}
    for child in children:
        for place in in_use(items_of(child, "places")):
            name = visible(place.get("place_name") or "").strip().casefold() or place.get("place_kind")
            if place.get("place_hours"):
                called[place["id"]] = name
                owners.setdefault(name, set()).add(child["id"])
    return {key: frozenset(owners[name]) for key, name in called.items()}


def _own(thing: Answers, key: str, plan: Plan) -> Own | None:
    words = visible(thing.get(key) or "")
    return Own(words, plan.language) if words else None


# Days, times and durations --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duration:
    """So many minutes in words, in the language of whoever draws it."""

    minutes: int

    def __str__(self) -> str:
        return duration_in_words(self.minutes)


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of so many texts in a list, as the language of whoever draws it lists them."""

    count: int

    def __str__(self) -> str:
        return list_in_words([f"%({number})s" for number in range(self.count)], str(get_locale() or DEFAULT))


@dataclass(frozen=True, slots=True)
class Capital:
    """A said text at the beginning of a sentence."""

    text: Said

    def __str__(self) -> str:
        return with_capital(str(self.text), str(get_locale() or DEFAULT))


def together(texts: Iterable[Text]) -> Text:
    """These texts as one list in a sentence; her own among them stay her own."""
    return _joined(list(texts), _Places)


def in_a_row(texts: Iterable[Text], between: str = " ") -> Text:
    """These texts one after another; ``between`` has the signs of whoever draws it."""
    return _joined(list(texts), lambda count: Pattern(between.join(f"%({number})s" for number in range(count))))


def said_of(name: Text, what: Text, between: str = ": ") -> Text:
    """What is said of something, behind its name: with a sign between, unless her words end in one already."""
    return in_a_row((name, what), " " if isinstance(name, Own) and has_end(name.text) else between)


def _joined(texts: Sequence[Text], pattern: Callable[[int], Said]) -> Text:
    if len(texts) == 1:
        return texts[0]
    return Phrase(pattern(len(texts)), {str(number): text for number, text in enumerate(texts)})


def days(weekdays: Iterable[int]) -> Text:
    """These days of the week, 0 for Monday, in a sentence; many on end as the first to the last."""
    those = sorted(weekdays)
    if len(those) >= ON_END and those[-1] - those[0] == len(those) - 1:
        return Phrase(FIRST_TO_LAST, {"first": DayName(DAYS[those[0]]), "last": DayName(DAYS[those[-1]])})
    return together(DayName(DAYS[day]) for day in those)


def days_first(weekdays: Iterable[int]) -> Said:
    """These days at the beginning of a sentence."""
    return Capital(days(weekdays))


def time(minute: int, *, ends: bool = False) -> str:
    """When something begins, or with ``ends`` when it ends, as ``8:30``; what ends at midnight ends at 24:00."""
    at = clock(minute) or (DAY if ends else 0)
    return f"{at // HOUR}:{at % HOUR:02}"


def from_until(span: Span) -> Mapping[str, Text]:
    """The values of a sentence that says from when until when."""
    return {"start": time(span[0]), "end": time(span[1], ends=True)}


def times(spans: Iterable[Span]) -> Times:
    """Stretches that begin on one day, apart from any sentence."""
    return Times(tuple((typed.clock(clock(start)), typed.clock(clock(end) or DAY)) for start, end in spans))


def in_weeks(sentence: Text, weeks: str) -> Text:
    """A sentence that holds in odd weeks, in even weeks, or every week."""
    return sentence if weeks == EVERY else Phrase(IN_WEEKS[weeks], {"sentence": sentence})

"""Ideas for a first step, each of them true of what she wrote before in her plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from trajectplan.catalogue import DIRECTIONS, Direction
from trajectplan.i18n import _
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Own, Phrase, Text
from trajectplan.plan.week import DAYS
from trajectplan.questions.week_hours import DayName

MOST = 4
CHILDCARE_PLACES = {"day_care", "playgroup", "before_school", "after_school", "childminder"}
"""Kinds of places that one phones and that have a waiting list; a grandmother has none."""
TO_COMPARE = {"not_yet", "want_help"}


def ideas(plan: Plan, each: Answers) -> tuple[Text, ...]:
    """At most four ideas, one of a kind, those about her own people and directions first."""
    del each
    return tuple(islice(chain.from_iterable(find(plan) for find in _KINDS), MOST))


def _her_directions(plan: Plan) -> list[Direction]:
    return [DIRECTIONS[key] for key in plan.answers.get("directions") or () if key in DIRECTIONS]


def _wished_places(plan: Plan) -> Iterator[tuple[str, Answers]]:
    """The letter of a child with a childcare place that she wishes for."""
    for child in plan.children():
        for place in plan.items("places", (("children", child.id),)):
            if place.get("place_status") == "wish" and place.get("place_kind") in CHILDCARE_PLACES:
                yield child.name, place


def _open_day(plan: Plan) -> Iterator[Text]:
    for direction in _her_directions(plan)[:1]:
        yield Phrase(_("I look for an open day: %(direction)s."), {"direction": direction.label})


def _talk_to_worker(plan: Plan) -> Iterator[Text]:
    # Her second direction when she has two, so that both get an idea.
    for direction in _her_directions(plan)[:2][-1:]:
        yield Phrase(_("I talk to someone who does this work: %(direction)s."), {"direction": direction.label})


def _ask_back_up(plan: Plan) -> Iterator[Text]:
    to_ask = (item["person"] for item in plan.items("people") if item.get("asked") == "to_ask" and item.get("person"))
    for name in islice(to_ask, 1):
        yield Phrase(_("I ask %(person)s to be in my back-up plan."), {"person": Own(name, plan.language)})


def _ask_to_confirm(plan: Plan) -> Iterator[Text]:
    named = (item["confirm_who"] for item in plan.items("activities") if item.get("confirm_who"))
    for name in islice(named, 1):
        yield Phrase(_("I ask %(person)s to confirm my experience."), {"person": Own(name, plan.language)})


def _call_childcare(plan: Plan) -> Iterator[Text]:
    hours = (place.get("place_hours") or {} for _child, place in _wished_places(plan))
    days = (day for week in hours for day in DAYS if week.get(day))
    for day in islice(days, 1):
        yield Phrase(_("I phone a childcare place and ask about %(day)s."), {"day": DayName(day)})


def _waiting_list(plan: Plan) -> Iterator[Text]:
    for name in islice((child for child, _place in _wished_places(plan) if child), 1):
        yield Phrase(_("I put %(child)s on the waiting list."), {"child": Own(name, plan.language)})


def _diploma(plan: Plan) -> Iterator[Text]:
    learnt = plan.items("learning")
    if any(item.get("result") == "diploma" or item.get("recognised") in TO_COMPARE for item in learnt):
        yield _("I gather my diplomas and grades.")


def _for_everybody(plan: Plan) -> Iterator[Text]:
    del plan
    yield _("I work out what a job would bring me.")
    yield _("I make an appointment and bring my plan.")


_KINDS: tuple[Callable[[Plan], Iterator[Text]], ...] = (
    _open_day,
    _ask_back_up,
    _call_childcare,
    _ask_to_confirm,
    _talk_to_worker,
    _waiting_list,
    _diploma,
    _for_everybody,
)

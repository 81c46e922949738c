"""Usual times that stand on a screen and don't count yet: noted in her session until the next page is sent.

Her plan holds nothing of them, so the address of the screen alone couldn't show them again.
"""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.pages import Screen
from trajectplan.questions import Group, WeekHours
from trajectplan.web.visit import visit

_NOTE = "usual"


def note_usual(screen: Screen, form: Group) -> None:
    """Note which usual times stand on this screen, or that none do any more."""
    found = " ".join(f"{week.short_name}={week.suggested}" for week in _weeks(form) if week.suggested)
    note = f"{screen.key} {found}" if found else ""
    if note != visit.noted(_NOTE):
        visit.note(**{_NOTE: note})


def show_usual(screen: Screen, form: Group) -> None:
    """Put the usual times on this screen that were noted for it."""
    key, *found = visit.noted(_NOTE).split(" ")
    suggested = dict(each.split("=") for each in found) if key == screen.key else {}
    for week in _weeks(form):
        week.suggest_again(suggested.get(week.short_name, ""))


def _weeks(form: Group) -> Iterator[WeekHours]:
    return (question for question in form.own_questions if isinstance(question, WeekHours))

"""What stands on the pages for a pen, in the view that the browser prints: agreements, the talk, the back-up plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from trajectplan.i18n import _
from trajectplan.plan.printing import BACK_UP
from trajectplan.plan.summary import List, Phrase, Row, Said, Summary, Text


class Part(NamedTuple):
    """One thing on the page: ``kind`` names the macro that draws it.

    ``heading``, ``note`` and ``strong`` say ``text``, ``line`` with its lines to write on; ``points``, ``boxes`` and
    ``signs`` list ``texts``; ``pens`` gives each of ``texts`` a line, or ``number`` lines; ``table`` has ``texts`` as
    heads over ``number`` empty rows.
    """

    kind: str
    text: Text = ""
    texts: tuple[Text, ...] = ()
    number: int = 1


AGREEMENTS_TITLE: Final = _("What we agree")
CONVERSATION_TITLE: Final = _("My page for the talk")
WALLET_TITLE: Final = _("My back-up plan")

AGREEMENTS: Final = (
    Part("note", _("An agreement has two sides. Write both on each line.")),
    Part(
        "table",
        AGREEMENTS_TITLE,
        (
            _("No."),
            _("What I do"),
            _("What the municipality does"),
            _("By when"),
            _("How we see it"),
            _("Done (me)"),
            _("Done (municipality)"),
        ),
        4,
    ),
    Part("heading", _("What we do not agree on")),
    Part("note", _("That is fine. Write down both sides.")),
    Part(
        "table",
        _("What we do not agree on"),
        (_("About"), _("I think, because"), _("The municipality thinks, because"), _("How we go on")),
    ),
    Part("boxes", texts=(_("I want you to treat this as an application."),)),
    Part("note", _("Crossed? Then I want a decision (Pw 10(5)).")),
    Part("line", _("Received on ______ by ______")),
    Part("pens", texts=(_("We look back on ______"), _("With questions I phone ______"))),
    Part("note", _("A request is not yet an agreement. An agreement is not yet a decision.")),
    Part("note", _("Is there a decision? Then I get it in a letter.")),
    Part("strong", _("No need to sign today. Thinking first is allowed.")),
    Part("pens", texts=(_("Read (me)"), _("Read (municipality)"))),
    Part("note", _("I get a copy.")),
)

REQUESTS: Final = "requests"
"""The role of what she asks of the municipality."""
REQUESTS_NOTE: Final = (
    Part("note", _("I ask for an answer on each line. No is possible, with a reason.")),
    Part(
        "signs",
        texts=(
            _("In the law, with conditions."),
            _("The municipality may decide."),
            _("Not every municipality has this."),
        ),
    ),
)
SIGNS: Final = ("\N{BLACK CIRCLE}", "\N{CIRCLE WITH LEFT HALF BLACK}", "\N{WHITE CIRCLE}")
"""How certain a request is, in the order in which the note explains them."""
ANSWER: Final = (Part("pens", texts=(_("Yes / no / look into"), _("Who and when"))),)
"""Below every request: room for the answer by pen."""

BEFORE: Final = (
    _("I have my plan twice: for me and for the other."),
    _("I know who comes with me."),
    _("I have a pen."),
    _("I know what I will say first."),
)
WHEN_HARD: Final = (
    _("Can you say that in plain words?"),
    _("Will you write that down for me?"),
    _("Is that a duty or a choice?"),
    _("I want to think about it first."),
    _("I do not agree with that. Can it go on paper?"),
    _("Can I have a short break?"),
)
GOOD_TO_KNOW: Final = (
    _("I do not have to sign today."),
    _("What I sign can become a duty."),
    _("A request on paper must get an answer."),
    _("I can object to a decision. The letter says how."),
)


def conversation(summary: Summary, code: str) -> Iterator[Part]:
    """The page for the talk, for her alone; ``code`` stands on it when it isn't empty."""
    yield Part("strong", _("This page is for me. I do not hand it over."))
    yield Part("heading", _("Before"))
    yield Part("boxes", texts=BEFORE)
    yield Part("heading", _("I start like this"))
    yield Part("note", _("I have made a plan myself. Will you read it first?"))
    for role, heading in (("three_things", _("My three things")), ("questions", _("My questions"))):
        yield Part("heading", heading)
        told = tuple(_told(summary, role))
        yield Part("points", texts=told) if told else Part("pens", number=3)
    yield Part("heading", _("If it gets hard"))
    yield Part("points", texts=WHEN_HARD)
    yield Part("heading", _("Good to know"))
    yield Part("points", texts=GOOD_TO_KNOW)
    yield Part("heading", _("What was said"))
    yield Part("pens", number=6)
    yield Part("pens", texts=(_("Who was there"), _("Next time is on ______"), _("How did the talk feel?")))
    if code:
        yield Part("note", Phrase(_("My code: %(code)s"), {"code": code}))


def wallet_card(summary: Summary) -> Iterator[Part]:
    """The back-up plan, small enough to cut out; the numbers are for a pen."""
    yield Part("note", _("Cut out and fold on the line."))
    people = [
        item.title
        for _chapter, block in summary.with_role(BACK_UP)
        if isinstance(block, List)
        for item in block.items
        if not item.detail
    ]
    calls: tuple[Said, ...] = (_("First I call"), _("Then"), _("Or else"))
    for number, person in enumerate(people[:3]):
        yield Part("call", Phrase("%(call)s: %(person)s", {"call": calls[number], "person": person}))
    yield Part("pens", texts=(_("School or childcare"), _("Doctor"), _("I also call my work or course")))
    yield Part("note", _("Write the numbers yourself, by pen."))


def _told(summary: Summary, role: str) -> Iterator[Text]:
    """What she said in this role, answer by answer."""
    for _chapter, block in summary.with_role(role):
        if isinstance(block, Row) and not block.alone:
            yield from block.answer

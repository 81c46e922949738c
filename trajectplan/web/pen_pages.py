"""What stands on the pages for a pen, in the view that the browser prints: agreements, the talk, the back-up plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from trajectplan.pdf import wording
from trajectplan.pdf.reading import questions_of, things_of
from trajectplan.plan.printing import BACK_UP
from trajectplan.plan.summary import List, Phrase, Summary, Text


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


AGREEMENTS: Final = (
    Part("note", wording.TWO_SIDES),
    Part("table", wording.AGREEMENTS, tuple(name for name, _width in wording.AGREEMENT_COLUMNS), 4),
    Part("heading", wording.NOT_AGREED),
    Part("note", wording.BOTH_SIDES),
    Part("table", wording.NOT_AGREED, tuple(name for name, _width in wording.SIDES)),
    Part("boxes", texts=(wording.APPLICATION,)),
    Part("note", wording.CROSSED),
    Part("line", wording.RECEIVED),
    Part("pens", texts=wording.FOLLOW_UP),
    Part("note", wording.NOT_YET),
    Part("note", wording.DECISION),
    Part("strong", wording.THINK_FIRST),
    Part("pens", texts=wording.READ_BY),
    Part("note", wording.COPY),
)

REQUESTS_NOTE: Final = (
    Part("note", wording.ASK_FOR_ANSWERS),
    Part("signs", texts=tuple(meaning for _sign, meaning in wording.LEGEND)),
)
SIGNS: Final = tuple(sign for sign, _meaning in wording.LEGEND)
"""How certain a request is, in the order in which the note explains them."""
ANSWER: Final = (Part("pens", texts=(wording.ANSWER, wording.WHO_AND_WHEN)),)
"""Below every request: room for the answer by pen."""


def conversation(summary: Summary, code: str) -> Iterator[Part]:
    """The page for the talk, for her alone; ``code`` stands on it when it isn't empty."""
    yield Part("strong", wording.FOR_ME)
    if code:
        yield Part("note", Phrase(wording.MY_CODE, {"code": code}))
    yield Part("heading", wording.BEFORE)
    yield Part("boxes", texts=wording.READY)
    yield Part("heading", wording.I_START)
    yield Part("note", wording.START)
    for heading, told in ((wording.THREE_THINGS, things_of(summary)), (wording.QUESTIONS, questions_of(summary))):
        yield Part("heading", heading)
        yield Part("points", texts=tuple(told)) if told else Part("pens", number=3)
    yield Part("heading", wording.HARD)
    yield Part("points", texts=wording.WHEN_HARD)
    yield Part("heading", wording.KNOW)
    yield Part("points", texts=wording.GOOD_TO_KNOW)
    yield Part("heading", wording.WAS_SAID)
    yield Part("pens", number=6)
    yield Part("pens", texts=(*wording.AFTERWARDS, wording.FELT))


def wallet_card(summary: Summary) -> Iterator[Part]:
    """The back-up plan, small enough to cut out; the numbers are for a pen."""
    yield Part("note", wording.CUT_OUT)
    people = [
        item.title
        for _chapter, block in summary.with_role(BACK_UP)
        if isinstance(block, List)
        for item in block.items
        if not item.detail
    ]
    for call, person in zip(wording.CALLS, people, strict=False):
        yield Part("call", Phrase("%(call)s: %(person)s", {"call": call, "person": person}))
    yield Part("pens", texts=(*wording.PLACES, wording.WORK))
    yield Part("note", wording.BY_PEN)

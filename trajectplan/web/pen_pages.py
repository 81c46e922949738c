"""What stands on the pages for a pen, in the view that the browser prints: agreements, the talk, the back-up plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from trajectplan.pdf import wording
from trajectplan.pdf.reading import calls_of, for_reader, has_signs, questions_of, sentence_of, things_of
from trajectplan.plan.summary import ChapterSummary, Phrase, Summary, Text


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

REQUESTS_NOTE: Final = Part("note", wording.ASK_FOR_ANSWERS)
MEANING_OF_SIGNS: Final = Part("signs", texts=tuple(meaning for _sign, meaning in wording.LEGEND))
SIGNS: Final = tuple(sign for sign, _meaning in wording.LEGEND)
"""How certain a request is, in the order in which the note explains them."""
ANSWER: Final = (Part("pens", texts=(wording.ANSWER, wording.WHO_AND_WHEN)),)
"""Below every request: room for the answer by pen."""


def requests_note(chapter: ChapterSummary) -> tuple[Part, ...]:
    """Above the first request of a chapter: what is asked of the reader, and what the signs mean if there are any."""
    return (REQUESTS_NOTE, MEANING_OF_SIGNS) if has_signs(chapter) else (REQUESTS_NOTE,)


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


CARD_NOTES: Final = (Part("note", wording.CUT_OUT), Part("note", wording.BY_PEN))
"""Above the wallet card: what she does with it."""


def wallet_card(summary: Summary, language: str) -> tuple[list[Part], list[Part]]:
    """The two halves of the card with her back-up plan, for who reads this language; the numbers are for a pen."""
    return list(_people(summary, language)), list(_others(summary, language))


def _people(summary: Summary, language: str) -> Iterator[Part]:
    yield Part("heading", wording.BACK_UP)
    for call, helper in calls_of(summary):
        if helper is None:
            yield Part("pens", texts=(call, wording.PHONE))
            continue
        yield Part("strong", _told(call, (for_reader(helper.name, language),)))
        yield Part("pens", texts=(wording.PHONE,))
        for label, texts in helper.said:
            yield Part("note", _told(label, [for_reader(text, language) for text in texts]))


def _others(summary: Summary, language: str) -> Iterator[Part]:
    yield Part("pens", texts=(wording.WORK,))
    sentence = sentence_of(summary)
    if sentence is None:
        yield Part("pens", texts=(wording.I_SAY,))
        yield Part("pens")
    else:
        yield Part("note", _told(wording.I_SAY, (for_reader(sentence, language),)))
    yield Part("pens", texts=wording.PLACES)


def _told(label: Text, texts: Sequence[Text]) -> Phrase:
    """What is said, behind its label."""
    places = ", ".join(f"%({number})s" for number in range(len(texts)))
    said = {str(number): text for number, text in enumerate(texts)}
    return Phrase(f"%(label)s: {places}", {"label": label, **said})

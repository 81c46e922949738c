"""What stands on the pages for a pen, in the view that the browser prints: agreements, the talk, the back-up plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from trajectplan.i18n import COMMA, Pattern, speaking
from trajectplan.pdf import wording
from trajectplan.pdf.reading import calls_of, for_reader, has_signs, questions_of, sentence_of, things_of
from trajectplan.plan.summary import ChapterSummary, Phrase, Said, Summary, Text


class Part(NamedTuple):
    """One thing on the page: ``kind`` names the macro that draws it.

    ``heading``, ``note`` and ``strong`` say ``text``, ``line`` with its lines to write on; ``points``, ``boxes`` and
    ``signs`` list ``texts``; ``pens`` gives each of ``texts`` a line, or ``number`` lines; ``table`` has ``texts`` as
    heads over ``number`` empty rows, ``turned`` is each of these rows as a table of its own.
    """

    kind: str
    text: Text = ""
    texts: tuple[Text, ...] = ()
    number: int = 1


MOST_LETTERS: Final = 62
"""So many letters of the longest words of all heads have room beside one another on a sheet; then a table is turned."""
ROWS, ROWS_TURNED = 4, 3


def agreements(languages: Sequence[str], *, is_large: bool) -> Iterator[Part]:
    """The page for agreements, in these languages; large print turns its tables. Needs an application context."""

    def table(title: Said, heads: Sequence[wording.Head], rows: int, rows_turned: int) -> Part:
        names = tuple(name for name, _width in heads)
        if is_large or _letters_across(names, languages) > MOST_LETTERS:
            return Part("turned", title, names, rows_turned)
        return Part("table", title, names, rows)

    yield Part("note", wording.TWO_SIDES)
    yield table(wording.AGREEMENTS, wording.AGREEMENT_COLUMNS, ROWS, ROWS_TURNED)
    yield Part("heading", wording.NOT_AGREED)
    yield Part("note", wording.BOTH_SIDES)
    yield table(wording.NOT_AGREED, wording.SIDES, 1, 1)
    yield Part("boxes", texts=(wording.APPLICATION,))
    yield Part("note", wording.CROSSED)
    yield Part("line", wording.RECEIVED)
    yield Part("pens", texts=wording.FOLLOW_UP)
    yield Part("note", wording.NOT_YET)
    yield Part("note", wording.DECISION)
    yield Part("strong", wording.THINK_FIRST)
    yield Part("pens", texts=wording.READ_BY)
    yield Part("note", wording.COPY)


def _letters_across(names: Sequence[Said], languages: Sequence[str]) -> int:
    """How many letters the longest words of these heads have together."""
    longest = dict.fromkeys(names, 1)
    for language in languages:
        with speaking(language):
            longest = {name: max(most, *map(len, str(name).split())) for name, most in longest.items()}
    return sum(longest.values())


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
    places = "%(comma)s".join(f"%({number})s" for number in range(len(texts)))
    said = {str(number): text for number, text in enumerate(texts)}
    return Phrase(Pattern(f"%(label)s: {places}"), {"label": label, "comma": COMMA, **said})

"""Her words in another script than that of her page: known by their letters, and by nothing else."""

from __future__ import annotations

import pytest

from trajectplan.chapters import summarise
from trajectplan.plan.document import Plan
from trajectplan.plan.script import has_other_letters, is_mostly_latin, writes_latin
from trajectplan.plan.summary import (
    UNKNOWN,
    ChapterSummary,
    Grid,
    Item,
    List,
    Own,
    Phrase,
    Row,
    Section,
    Summary,
    with_other_scripts,
)

ARABIC, TIGRINYA = "أريد أن أعمل", "ስራሕ እደሊ"
NAME = "محمد"


@pytest.mark.parametrize(
    "words",
    ["", "Ik wil werken", "Één café, ’s avonds", "Łódź, İzmir", "12:30 – 14.00 €", "😀 ٣", "𝐁𝐨𝐥𝐝", "ＡＢＣ", "ab مر"],
)
def test_words_in_latin_letters_or_in_none(words: str) -> None:
    assert is_mostly_latin(words)


@pytest.mark.parametrize(
    "words", [ARABIC, TIGRINYA, "Я хочу работать", "我想工作", "ทำงาน", "mbo أريد أن أعمل", "ab مرح"]
)
def test_words_mostly_in_other_letters(words: str) -> None:
    assert not is_mostly_latin(words)
    assert has_other_letters({"things": [{"id": "a", "told": ("no", words)}]})


def test_answers_without_other_letters() -> None:
    assert not has_other_letters({"told": "Één café 😀", "many": [3, None, True, {"id": "a"}], "bold": "𝐁"})


@pytest.mark.parametrize(
    ("language", "is_latin"),
    [
        ("nl", True),
        ("en", True),
        ("so", True),
        ("nl-BE", True),
        ("uz", True),
        ("uz_Arab", False),
        ("sr", False),
        ("sr-Latn", True),
        ("ar", False),
        ("ti", False),
        ("uk", False),
        ("", False),
        ("xx", False),
    ],
)
def test_which_languages_are_written_in_latin_letters(language: str, is_latin: bool) -> None:  # noqa: FBT001
    assert writes_latin(language) == is_latin


def found(*blocks: Row | Grid | List, title: object = "") -> tuple[Row | Grid | List, ...]:
    chapter = ChapterSummary("one", "One", (Section(title, "/one", blocks),))
    return with_other_scripts(Summary((chapter,))).chapters[0].sections[0].blocks


@pytest.mark.parametrize(
    ("own", "language"),
    [
        (Own(ARABIC, "nl"), UNKNOWN),
        (Own(ARABIC, "en", "Ik wil werken"), UNKNOWN),
        (Own(ARABIC, "ar"), "ar"),
        (Own(ARABIC), ""),
        (Own("Ik wil werken", "nl"), "nl"),
        (Own("I want to work", "ar"), "ar"),
    ],
)
def test_only_other_letters_than_those_of_the_page_are_of_no_known_language(own: Own, language: str) -> None:
    (row,) = found(Row("Wens", (own, Phrase("%(words)s!", {"words": own}))))
    assert isinstance(row, Row)
    inner = Own(own.text, language, own.dutch)
    assert row.answer == (inner, Phrase("%(words)s!", {"words": inner}))


def test_names_stay_wherever_they_stand() -> None:
    name, words = Own(NAME, "nl"), Own(ARABIC, "nl")
    ask = Row("Stap", (Phrase("Ik vraag %(person)s.", {"person": name}), words))
    people, asked = found(List("Wie", (Item(name, (Row("Hoe", (words,)),)),), role="back_up"), ask)
    strange = Own(ARABIC, UNKNOWN)
    assert people == List("Wie", (Item(name, (Row("Hoe", (strange,)),)),), role="back_up")
    assert asked == Row("Stap", (ask.answer[0], strange))


@pytest.mark.parametrize(("language", "known"), [("nl", UNKNOWN), ("en", UNKNOWN), ("ar", "ar")])
def test_a_whole_plan_is_told_so(language: str, known: str) -> None:
    plan = Plan(
        language=language, answers={"thing_one": ARABIC, "thing_two": "Rustig"}, dutch={ARABIC: "Ik wil werken"}
    )
    for paper in (False, True):
        rows = [block for _chapter, block in summarise(plan, paper=paper).with_role("three_things")]
        told = [text for row in rows if isinstance(row, Row) for text in row.answer]
        assert told == [Own(ARABIC, known, "Ik wil werken"), Own("Rustig", language)]

"""Every plan in every language, size and choice of parts is proven; and so is whatever anybody may write in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from composed import PLANS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf.full_plan_samples import full_plan
from pdf.printing import EVERY, EVERYTHING, LANGUAGES, SIZES, SPREAD, Print, options, rewritten, saying
from pdf.proofs.proving import prove
from pdf.proofs.rules import check_structure
from pdf.proofs.structure import texts
from pdf.proofs.validators import check_ua
from pseudo import MIRRORED

from trajectplan import languages
from trajectplan.pdf.options import LARGE, NORMAL, PrintOptions
from trajectplan.pdf.plan import render
from trajectplan.plan.summary import Block, ChapterSummary, List, Own, Row, Section, Summary

pytestmark = pytest.mark.usefixtures("many_languages")
slowly = pytest.mark.soak
"""The whole matrix takes minutes: a spread of it is proven with every change, all of it in ``make soak-ci``."""


def proven(summary: Summary, chosen: PrintOptions, name: str) -> bytes:
    pdf = render(summary, chosen)
    prove(pdf, name)
    return pdf


# Composed plans -------------------------------------------------------------------------------------------------------


def test_the_spread_holds_every_plan_and_every_choice() -> None:
    assert {one.path for one in SPREAD} == {one.path for one in EVERY}
    assert {one.languages for one in SPREAD} == set(LANGUAGES)
    assert {(one.size, one.languages[0] == MIRRORED) for one in SPREAD} == {
        (size, is_mirrored) for size in SIZES for is_mirrored in (True, False)
    }


@pytest.mark.parametrize("one", SPREAD, ids=str)
def test_a_spread_of_all_prints(one: Print) -> None:
    proven(one.summary(), one.options(), str(one))


@slowly
@pytest.mark.parametrize("one", [one for one in EVERY if one not in SPREAD], ids=str)
def test_every_other_print(one: Print) -> None:
    proven(one.summary(), one.options(), str(one))


TRANSLATED = [code for code, language in languages.LANGUAGES.items() if not language.wrote]


@slowly
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plan_in_every_translation_beside_dutch(language: str, path: Path, size: str) -> None:
    one = Print(path, (language, "nl"), size)
    proven(one.summary(), one.options(), str(one))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_alone(language: str) -> None:
    one = Print(PLANS[-1], (language,), NORMAL)
    proven(one.summary(), one.options(), str(one))


# Whatever she writes --------------------------------------------------------------------------------------------------

NASTY = {
    "latin": ("Ik regel alles zelf. En toch zegt men dat ik niets doe? ", "en"),
    "arabic": ("أنا أعمل 16 ساعة في الأسبوع (8:30–14:30) وأتصل على 06-12345678. ", "ar"),
    "thai": ("ฉันต้องการทำงานสิบหกชั่วโมงต่อสัปดาห์", "th"),
    "no spaces": ("zonderspaties", "nl"),
    "emoji": ("👩‍👧‍👦🇳🇱❤️✅1️⃣💪🏽", "en"),
    "controls": ("\u202e\u2067abc\u2068 אבג \u202b\u2066 12:30 \u200f", "en"),
    "nothing to see": ("\0\ud800\udfff\u200b\ufeff\x07\x1b ", "en"),
    "markup": ("<b>&amp;</b> %(name)s {0} </para> <a href='x'> \\n ]]> ", "en"),
    "marks": ("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ ", "en"),
    "lines": ("een\ntwee\r\ndrie\u2028vier\n", "en"),
}
LONG = 4000


def long(kind: str) -> tuple[str, str]:
    """These words again and again, and their language."""
    words, language = NASTY[kind]
    return (words * LONG)[:LONG], language


def some(quick: Collection[str]) -> list[ParameterSet]:
    """All kinds of nasty words; those that aren't among the quick ones in the slow proofs only."""
    return [pytest.param(kind, marks=() if kind in quick else slowly) for kind in NASTY]


@pytest.mark.parametrize("kind", some({"arabic", "marks"}))
def test_whatever_she_writes_in_every_place_that_takes_words(kind: str) -> None:
    words, language = long(kind)
    chosen = options((language,) if language in {"en", "nl"} else ("en", "nl"))
    proven(saying(words, language), chosen, kind)


@slowly
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("languages", [("en", "nl"), (MIRRORED, "nl")], ids="+".join)
@pytest.mark.parametrize("kind", NASTY)
def test_whatever_she_writes_beside_dutch(kind: str, languages: tuple[str, ...], size: str) -> None:
    words, language = long(kind)
    pdf = render(saying(words, language, words), options(languages, size))
    if kind in {"lines", "marks", "nothing to see"}:
        # A title of eight hundred lines with its Dutch can't stay on one page, nor one in which every mark is told, and
        # a page may have nothing to read.
        check_ua(pdf, kind)
        check_structure(pdf, kind)
    else:
        prove(pdf, kind)


@pytest.mark.parametrize("kind", some({"controls"}))
def test_no_text_is_too_long_for_its_place(kind: str) -> None:
    """Four thousand characters also where no form takes so many: the name of a child, a contact's title, a request."""
    words, language = long(kind)
    summary = rewritten(full_plan("en"), lambda own: replace(own, text=words, language=language))
    pdf = render(summary, options(("en", "nl"), LARGE if len(kind) % 2 else NORMAL))
    check_ua(pdf, kind)
    check_structure(pdf, kind)


@pytest.mark.parametrize("languages", [("nl",), (MIRRORED, "nl")], ids="+".join)
def test_forty_steps(languages: tuple[str, ...]) -> None:
    def many(part: Block) -> Block:
        return replace(part, items=(part.items * 40)[:40]) if isinstance(part, List) and part.role else part

    chapters = [
        replace(
            chapter,
            sections=tuple(replace(section, blocks=tuple(map(many, section.blocks))) for section in chapter.sections),
        )
        for chapter in full_plan("en", helped=True).chapters
    ]
    proven(Summary(tuple(chapters)), options(languages), "forty")


@pytest.mark.parametrize("languages", [("nl",), ("en", "nl")], ids="+".join)
def test_a_word_of_three_hundred_letters_is_printed_whole(languages: tuple[str, ...]) -> None:
    word = "w" * 300
    summary = rewritten(full_plan("en"), lambda own: Own(word, own.language))
    pdf = proven(summary, options(languages, parts=EVERYTHING), "a long word")
    assert word in "".join(texts(pdf))


def is_seen(text: str) -> bool:
    """Whether there is something to read; nothing else is kept as an answer."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


any_text = (
    st.text(st.characters(codec=None, categories=None), max_size=60)
    | st.text(st.sampled_from("aب ا1א\n👩\u200d\u202e\u2067\u2069(%<َ"), max_size=80)
).filter(is_seen)


def prints_proven(words: list[str], languages: tuple[str, ...], size: str) -> None:
    count = 0

    def change(own: Own) -> Own:
        nonlocal count
        count += 1
        return replace(own, text=words[count % len(words)], dutch=words[count * 7 % len(words)] if count % 3 else "")

    proven(rewritten(full_plan("en"), change), options(languages, size), repr(words))


random_prints = given(st.lists(any_text, min_size=1, max_size=30), st.sampled_from(LANGUAGES), st.sampled_from(SIZES))
slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=4, deadline=None, suppress_health_check=slow)
@random_prints
def test_any_words_anywhere(words: list[str], languages: tuple[str, ...], size: str) -> None:
    prints_proven(words, languages, size)


@slowly
@settings(max_examples=60, deadline=None, suppress_health_check=slow)
@random_prints
def test_more_words_anywhere(words: list[str], languages: tuple[str, ...], size: str) -> None:
    prints_proven(words, languages, size)


@pytest.mark.parametrize("size", SIZES)
def test_many_blank_lines_are_no_page_of_nothing(size: str) -> None:
    wish = Row("Wens", (Own("Ik wil werken." + "\n" * 400 + "Met mensen.", "nl"),), role="goal")
    summary = Summary((ChapterSummary("wishes", "Wensen", (Section("Deel", "/deel", (wish,)),)),))
    pdf = render(summary, options(("nl",), size))
    prove(pdf, "blank lines")
    assert "Ik wil werken. Met mensen." in " ".join(" ".join(texts(pdf)).split())

"""The prints for who helps with a language: sound in every script, and all that is read or recorded stands there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import catalogues
import pytest
from flask import Flask
from pdf.proofs.layout import smallest
from pdf.proofs.proving import prove
from pdf.proofs.structure import bookmarks, fragments, outline, read, texts
from pypdf import PdfReader

from trajectplan.operating import speaking_application
from trajectplan.pdf.review import TRANSLATION, render_review, render_script
from trajectplan.plan.spoken import CARD, HINT, TITLE, Clip
from trajectplan.reviewing import Texts
from trajectplan.walking import parts_of

CLIPS = [
    ("static/audio/rif/start.opus", Clip("start", ((TITLE, "My plan"), (HINT, ""), (CARD, "I can ______")))),
    ("static/audio/rif/week.opus", Clip("week", ((TITLE, "My week"), (HINT, "My week"), (CARD, "Monday")))),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return catalogues.write_translations(tmp_path_factory.mktemp("translations"))


@pytest.fixture(scope="module")
def speaking(folder: Path) -> Flask:
    return speaking_application(folder)


def reviewed(folder: Path, speaking: Flask, language: str, name: str) -> bytes:
    with speaking.app_context():
        return render_review(
            language, name, [(each.name, each.texts) for each in parts_of(list(Texts(language, folder)))]
        )


@pytest.mark.parametrize(("language", "name"), [("ar", "العربية (ar)"), ("ti", "ትግርኛ (ti)"), ("nl", "Nederlands (nl)")])
def test_a_review_is_sound_and_holds_every_text(folder: Path, speaking: Flask, language: str, name: str) -> None:
    pdf = reviewed(folder, speaking, language, name)
    prove(pdf, f"review of {language}")
    assert min(smallest(pdf)) >= 9
    said = " ".join(texts(pdf))
    for text in Texts(language, folder):
        for words in (text.number, text.counted, text.english, text.dutch, text.translation):
            assert words in said
    assert name in read(pdf).title


def test_each_text_is_in_its_language(folder: Path, speaking: Flask) -> None:
    found = fragments(reviewed(folder, speaking, "ti", "ትግርኛ"))
    for language, words in (("ti", "መደበይ ክጅምር"), ("en", "Start my plan"), ("nl", "Begin met mijn plan")):
        assert {each for each, text in found if words in text} == {language}


def test_places_for_words_run_from_left_to_right_in_every_text(folder: Path, speaking: Flask) -> None:
    found = fragments(reviewed(folder, speaking, "ar", "العربية"))
    assert ("en", "%(place)s") in [(language, text.strip()) for language, text in found]


def test_it_speaks_its_language_where_it_can_and_else_english(folder: Path, speaking: Flask) -> None:
    assert read(reviewed(folder, speaking, "ar", "العربية")).title.startswith("اقرئي")
    assert read(reviewed(folder, speaking, "ti", "ትግርኛ")).title.startswith("Read this")


def test_texts_stand_under_the_page_or_file_that_says_them(folder: Path, speaking: Flask) -> None:
    pdf = reviewed(folder, speaking, "ti", "ትግርኛ")
    assert [text.strip() for level, text in outline(pdf) if level == 2] == [
        "templates/start.html",
        "templates/base.html",
        "steps/money_find_out",  # whose card is called so
        "trajectplan/week.py",
    ]
    assert [level for level, _title, _page in bookmarks(pdf)] == [1, 2, 2, 2, 2]
    assert TRANSLATION.size >= 11


def test_the_words_of_the_field_stand_before_the_texts(folder: Path, speaking: Flask) -> None:
    words = [("benefit", "uitkering", "المعونة"), ("childcare allowance", "kinderopvangtoeslag", "علاوة رعاية الأطفال")]
    with speaking.app_context():
        parts = [(each.name, each.texts) for each in parts_of(list(Texts("ar", folder)))]
        pdf = render_review("ar", "العربية (ar)", parts, glossary=words)
        many = render_review("ar", "العربية (ar)", parts[:1], glossary=words * 45)
    prove(pdf, "review with a glossary")
    assert min(smallest(pdf)) >= 9
    assert [text.strip() for level, text in outline(pdf) if level == 2][:2] == [
        "ar/glossary.toml",
        "templates/start.html",
    ]
    found = fragments(pdf)
    for term in words:
        for language, said in zip(("en", "nl", "ar"), term, strict=True):
            assert {each for each, text in found if said in text} == {language}
    told = texts(pdf)
    places = [next(at for at, each in enumerate(told) if word in each) for word in ("English", "Nederlands", "benefit")]
    assert places == sorted(places)
    assert len(PdfReader(BytesIO(many)).pages) <= 4


def test_a_short_text_stands_beside_its_line_and_many_fit_a_page(folder: Path, speaking: Flask) -> None:
    [text, *_others] = [text for text in Texts("ti", folder) if text.english == "Start my plan"]
    with speaking.app_context():
        pages = [
            len(PdfReader(BytesIO(render_review("ti", "ትግርኛ", [("start", [made] * 100)]))).pages)
            for made in (text, replace(text, translation=f"{text.translation} " * 12))
        ]
    assert pages[0] <= 8
    assert pages[0] < pages[1]


def test_a_script_is_sound_and_says_each_thing_once(speaking: Flask) -> None:
    with speaking.app_context():
        pdf = render_script("en", "Riffian (rif)", CLIPS)
    prove(pdf, "a script")
    said = texts(pdf)
    for words in ("static/audio/rif/start.opus", "static/audio/rif/week.opus", "Monday"):
        assert any(words in each for each in said)
    assert any("I can …" in each for each in said)
    assert sum("My week" in each for each in said) == 2  # the title, and the line to speak

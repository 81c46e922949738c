"""The lines of ``languages.toml``: what they say, and what is said of one that can't be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from client import Visitor
from flask import Flask
from flask_babel import gettext
from hypothesis import given
from hypothesis import strategies as st
from program import MakeApp
from strategies import SOME

from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.i18n import choose, language_name, speaking, weekday_in_words, with_capital
from trajectplan.languages import EVERY, LANGUAGES, Language, LanguagesError, Reading, languages_in, on_offer
from trajectplan.resources import TRANSLATIONS
from trajectplan.web import drawing, information

OFFERED = ("nl", "en", "ar", "zh_Hant")
UNREAD = [code for code, language in LANGUAGES.items() if language.is_unread]


@pytest.fixture(scope="module")
def in_all(make_app: MakeApp) -> Flask:
    """The product in all its languages."""
    return make_app(CHAPTERS, languages=tuple(LANGUAGES), contact="hallo@example.nl")


@pytest.fixture
def reader(in_all: Flask) -> Callable[[str], Visitor]:
    """Somebody who came by the poster of a language."""

    def come(language: str) -> Visitor:
        visitor = Visitor(in_all)
        visitor.client.language = ""
        assert visitor.go(f"/{language}") == 200
        assert visitor.page.root.get("lang") == language
        return visitor

    return come


def test_every_folder_with_a_catalogue_has_a_line() -> None:
    assert set(EVERY) == {path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")}
    assert next(iter(LANGUAGES)) == "nl"


def written(folder: Path, line: str) -> Path:
    path = folder / "languages.toml"
    path.write_text(line + "\n", "utf-8")
    return path


def test_who_read_it_stands_in_its_line(tmp_path: Path) -> None:
    line = 'ti = { read = [{ by = "Vrouwengroep", on = 2026-03-01, what = "all pages" }] }'
    [language] = languages_in(written(tmp_path, line)).values()
    assert language == Language("ti", read=(Reading("Vrouwengroep", date(2026, 3, 1), "all pages"),))
    assert not language.is_unread


def test_a_translation_that_was_read_in_part_is_unread(tmp_path: Path) -> None:
    part = '{ by = "A", on = 2026-03-01, what = "start", left = 3000 }'
    rest = '{ by = "B", on = 2026-03-02, what = "the rest", left = 0 }'
    assert languages_in(written(tmp_path, f"ti = {{ read = [{part}] }}"))["ti"].is_unread
    assert not languages_in(written(tmp_path, f"ti = {{ read = [{part}, {rest}] }}"))["ti"].is_unread


def test_nobody_has_read_a_translation_tomorrow() -> None:
    assert not [each for language in EVERY.values() for each in language.read if each.on > date.today()]  # noqa: DTZ011


def test_a_draft_has_a_line_and_is_not_offered(tmp_path: Path) -> None:
    lines = (TRANSLATIONS / "languages.toml").read_text("utf-8")
    every = languages_in(written(tmp_path, f"{lines}xx = {{ draft = true, read = [] }}"))
    assert every["xx"].draft
    assert every["xx"].is_unread
    assert list(on_offer(every)) == list(LANGUAGES)
    assert tuple(LANGUAGES) == Settings().languages


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ti = true", "ti: a language has read"),
        ("ti = { wrote = true }", "ti: a language has read"),
        ("ti = { read = [], spoken = 3 }", "nothing else"),
        ('ti = { read = [{ by = "A" }] }', "who read it"),
        ('ti = { read = ["A"] }', "who read it"),
        ('ti = { read = [{ by = "A", on = "soon", what = "all" }] }', "a day such as"),
        ('ti = { read = [{ by = "", on = 2026-03-01, what = "all" }] }', "by and what are words"),
        ('ti = { read = [{ by = "A", on = 2026-03-01, what = "a", left = -1 }] }', "left is how many"),
        ('ti = { read = [{ by = "A", on = 2026-03-01, what = "a", left = "some" }] }', "left is how many"),
        ("ti = [", "can't be read"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(LanguagesError, match=told):
        languages_in(written(tmp_path, line))


@pytest.mark.parametrize("language", UNREAD)
def test_an_unread_language_says_so_in_itself_and_where_to_say_what_is_wrong(
    reader: Callable[[str], Visitor], language: str
) -> None:
    she = reader(language)
    assert she.follow("/translation") == 200
    assert she.page.root.get("lang") == language
    assert she.sees("hallo@example.nl")
    assert [each.get("href") for each in she.page.all("a")].count("/translation") == 1


def test_a_read_language_says_by_whom(reader: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    read = {"ti": Language("ti", read=(Reading("Vrouwengroep in Zwolle", date(2026, 3, 1), "alles"),))}
    monkeypatch.setattr(drawing, "EVERY", read)
    monkeypatch.setattr(information, "EVERY", read)
    she = reader("ti")
    assert "/translation" not in [each.get("href") for each in she.page.all("a")]
    she.go("/translation")
    assert she.sees("Vrouwengroep in Zwolle")
    assert she.sees("2026")


def test_a_language_that_was_read_in_part_says_both(
    reader: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = {"pl": Language("pl", read=(Reading("Grupa z Zwolle", date(2026, 3, 1), "jeden rozdział", 900),))}
    monkeypatch.setattr(drawing, "EVERY", read)
    monkeypatch.setattr(information, "EVERY", read)
    she = reader("pl")
    assert she.follow("/translation") == 200
    assert she.sees("Część tych tekstów")
    assert she.sees("jeden rozdział")


def test_a_draft_that_is_offered_all_the_same_says_that_nobody_has_read_it(
    reader: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (drawing, information):
        monkeypatch.setattr(module, "EVERY", {"tr": Language("tr", draft=True)})
    assert reader("tr").follow("/translation") == 200


def test_what_the_project_wrote_says_so(reader: Callable[[str], Visitor]) -> None:
    she = reader("nl")
    assert "/translation" not in [each.get("href") for each in she.page.all("a")]
    she.go("/translation")
    assert she.sees("zelf in deze taal geschreven")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_chosen_by_poster_by_browser_and_on_the_page_in_its_own_script(in_all: Flask, language: str) -> None:
    visitor = Visitor(in_all)
    visitor.client.language = ""
    visitor.go("/", **{"Accept-Language": f"{language}-XX,en;q=0.1"})
    assert visitor.page.root.get("lang") == language
    visitor.go("/language")
    cards = {each.get("value"): each for each in visitor.page.all("button", name="do")}
    card = cards[f"language:{language}"]
    assert card.get("lang") == language
    assert visitor.page.text(card)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("ar;q=0", "nl"),
        ("ar;q=0, en;q=0.1", "en"),
        ("ar;q=0.000, *;q=0.5", "nl"),
        ("AR", "ar"),
        ("Ar-sy, en;q=0.9", "ar"),
        ("en;q=0.2, TR-TR;q=0.8", "tr"),
    ],
)
def test_a_browser_is_heard_in_capitals_and_in_what_it_does_not_want(in_all: Flask, asked: str, spoken: str) -> None:
    visitor = Visitor(in_all)
    visitor.client.language = ""
    visitor.go("/", **{"Accept-Language": asked})
    assert visitor.page.root.get("lang") == spoken


@given(
    st.sampled_from(OFFERED),
    st.sampled_from("-_"),
    st.lists(st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True), max_size=3),
    st.integers(min_value=0),
)
@SOME
def test_a_language_is_found_however_it_is_written(offered: str, sign: str, parts: list[str], capitals: int) -> None:
    named = sign.join((*offered.split("_"), *parts))
    written = "".join(each.upper() if capitals >> at & 1 else each.lower() for at, each in enumerate(named))
    assert choose(("xx", written, "nl"), OFFERED) == offered


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("named", LANGUAGES)
def test_a_language_has_one_name_on_buttons_and_in_the_texts(in_all: Flask, language: str, named: str) -> None:
    english = str(Locale.parse(named).get_display_name("en"))
    with in_all.test_request_context(), speaking(language):
        assert language_name(named, language).casefold() == str(gettext(english)).casefold()


# Names and letters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ilk adım", "tr", "İlk adım"),
        ("ılık", "tr", "Ilık"),
        ("ik", "nl", "Ik"),
        ("łatwo", "pl", "Łatwo"),
        ("أولاً", "ar", "أولاً"),
        ("ሰኑይ", "ti", "ሰኑይ"),
        ("", "tr", ""),
    ],
)
def test_a_sentence_begins_with_the_capital_of_its_language(text: str, language: str, expected: str) -> None:
    assert with_capital(text, language) == expected


@pytest.mark.parametrize(
    ("language", "monday"), [("nl", "maandag"), ("tr", "pazartesi"), ("pl", "poniedziałek"), ("en", "Monday")]
)
def test_a_day_has_a_capital_only_where_it_must(language: str, monday: str) -> None:
    assert weekday_in_words(0, language) == monday

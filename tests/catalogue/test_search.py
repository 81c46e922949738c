"""Search finds what she means, however it is spelled, and nothing where there is nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME, spoken

from trajectplan.catalogue import ACTIVITIES, search
from trajectplan.catalogue.search import MOST
from trajectplan.i18n import speaking

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("everyday_words.toml").read_text("utf-8"))


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


@pytest.mark.parametrize("language", WORDS)
def test_everyday_words_find_the_activity_among_the_first_three(language: str) -> None:
    assert len(WORDS[language]) >= 60
    found = {words: search(words, language)[:3] for words in WORDS[language]}
    assert not {words: keys for words, keys in found.items() if WORDS[language][words] not in keys}


@pytest.mark.parametrize("language", WORDS)
def test_everyday_words_cover_nearly_all_activities(language: str) -> None:
    assert len(set(WORDS[language].values())) >= len(ACTIVITIES) * 0.9


def test_words_of_english_and_dutch_are_found_on_every_page() -> None:
    assert search("kraan", "en")[0] == search("tap", "nl")[0] == "klus-lek"


@pytest.mark.parametrize("text", ["Föhn TÓLK", "tolk", "  TOLK!  ", "tólk"])
def test_accents_case_and_signs_make_no_difference(text: str) -> None:
    assert "taal-tolk" in search(text, "nl")[:2]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("ኸብሒ", "ከብሒ"),
        ("ዀርስ", "ኮርስ"),
        ("ኰርስ", "ኮርስ"),
        ("ቕኖ", "ቁኖ"),
        ("ቘኖ", "ቁኖ"),
        ("ቈልዑ", "ቆልዑ"),
        ("ጐማ", "ጎማ"),
        ("ሆሥፒታል", "ሆስፒታል"),
        ("ፀጉሪ", "ጸጉሪ"),
        ("ሀኪም", "ሓኪም"),
        ("ኀኪም", "ሓኪም"),
    ],
)
def test_tigrinya_letters_that_are_written_for_each_other_are_one(typed: str, known: str) -> None:
    assert search(typed, "ti") == search(known, "ti") != ()


BEHIND = {
    "ti": {
        "ንመኪና": "vervoer-rijden",
        "ብባቡር": "vervoer-route",
        "ብጎማ": "klus-fiets",
        "ንኽዳን": "koop-verkoop",
        "ናይመርዓ": "groep-organiseer",
        "ካብዕዳ": "adm-schuld",
        "ምስሓኪም": "adm-planning",
        "ምሕራሽ": "groen-tuin",
    },
    "ar": {
        "الفرن": "koken-bakken",
        "بفرن": "koken-bakken",
        "لفرن": "koken-bakken",
        "للفرن": "koken-bakken",
        "بالفرن": "koken-bakken",
        "والفرن": "koken-bakken",
        "وبالفرن": "koken-bakken",
        "وعفش": "klus-meubels",
        "فقطط": "groen-dier",
        "أزرع": "groen-tuin",
        "بازرع": "groen-tuin",
        "أصبغ": "klus-verf",
    },
}
"""What is typed, and the activity whose word stands behind what is joined to it."""


@pytest.mark.parametrize(
    ("language", "typed", "key"),
    [(language, *pair) for language, pairs in BEHIND.items() for pair in pairs.items()],
)
def test_words_are_found_behind_what_is_joined_to_them(language: str, typed: str, key: str) -> None:
    assert key in search(typed, language)[:3]


def test_a_mother_is_no_debt() -> None:
    assert "adm-schuld" not in search("ኣደ", "ti")


@pytest.mark.parametrize(("whole", "rest"), [("بلاط", "لاط"), ("فلوس", "لوس")])
def test_a_word_that_is_known_stays_whole(whole: str, rest: str) -> None:
    assert search(whole, "ar") != search(rest, "ar")


@pytest.mark.parametrize(
    ("text", "language"), [("بدي", "ar"), ("وبعدين", "ar"), ("الخزعبلات", "ar"), ("ነበረ", "ti"), ("ምንጭጫው", "ti")]
)
def test_nothing_is_found_behind_what_only_looks_joined(text: str, language: str) -> None:
    assert search(text, language) == ()


@pytest.mark.parametrize("text", ["", "   ", "!?", "xqzzv", "qwrtpl zzgh", "asdfgh", "ik en de", "0", "a"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert search(text, "nl") == ()


@pytest.mark.parametrize("language", WORDS)
def test_an_activity_is_found_by_its_own_words(language: str) -> None:
    with speaking(language):
        own = {key: str(activity.find) for key, activity in ACTIVITIES.items()}
    assert not [key for key, words in own.items() if search(words, language)[0] != key]


@SOME
@given(st.permutations(["kraan", "lekt", "water", "wc", "buis"]))
def test_the_order_of_words_makes_no_difference(words: list[str]) -> None:
    assert search(" ".join(words), "nl") == search("kraan lekt water wc buis", "nl")


@SOME
@given(st.text())
def test_anything_can_be_typed(text: str) -> None:
    found = search(text, "nl")
    assert len(found) <= MOST
    assert set(found) <= set(ACTIVITIES)
    assert len(found) == len(set(found))

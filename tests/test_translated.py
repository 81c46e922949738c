"""Each translation: whole, in its script, with what the program puts into it, and true to its glossary."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from babel.messages import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from trajectplan.i18n import direction
from trajectplan.languages import LANGUAGES
from trajectplan.resources import TRANSLATIONS

TRANSLATED = [code for code, language in LANGUAGES.items() if not language.wrote]
SCRIPTS = {
    "ar": r"[\u0600-\u06ff]",
    "ti": r"[\u1200-\u139f\u2d80-\u2ddf]",
    "tr": "[A-Za-zçğıöşüÇĞİÖŞÜâîû]",
    "pl": r"[A-Za-z\u0104-\u017c]",
}
FOREIGN = {
    "ar": r"[\u1200-\u139f\u0400-\u04ff\u0590-\u05ff]",
    "ti": r"[\u0600-\u06ff\u0400-\u04ff\u0590-\u05ff]",
    "tr": r"[^\u0000-\u024f\u2000-\u22ff]",
    "pl": r"[^\u0000-\u024f\u2000-\u22ff]",
}
"""Letters that have no business in a language."""
DIGITS = re.compile(r"[٠-٩۰-۹፩-፼]")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"</?[a-z][^>]*>")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]")
SEARCH_WORDS = "search words"
"""The context of rows of words that somebody may type to find an activity."""
LEAST_LETTERS = 4
"""Shorter Latin words are abbreviations, such as those of a diploma."""
RUN = 4
"""So many words in a row that are those of the English or the Dutch were left over."""


class Text(NamedTuple):
    """One text: its context, where it stands, its English and Dutch, and its translation, all in their forms."""

    context: str
    places: tuple[str, ...]
    english: tuple[str, ...]
    dutch: tuple[str, ...]
    translated: tuple[str, ...]

    @property
    def key(self) -> str:
        """The English, as exceptions name it."""
        return self.english[0]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every form with the English that it stands for: the first for the first, the second for all others."""
        return [(self.english[min(number, len(self.english) - 1)], form) for number, form in enumerate(self.translated)]


def forms(text: Any) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


@cache
def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def texts(language: str) -> tuple[Text, ...]:
    dutch = {(each.context, each.id): forms(each.string) for each in catalogue("nl") if each.id}
    return tuple(
        Text(
            each.context or "",
            tuple(place for place, _line in each.locations),
            forms(each.id),
            dutch[each.context, each.id],
            forms(each.string),
        )
        for each in catalogue(language)
        if each.id
    )


def told(language: str) -> Iterator[Text]:
    """All texts but the rows of search words."""
    return (text for text in texts(language) if text.context != SEARCH_WORDS)


@cache
def exceptions(language: str) -> dict[str, set[tuple[str, ...]]]:
    """What may be, by the name of the rule; each with its reason in the file."""
    found = tomllib.loads((TRANSLATIONS / language / "exceptions.toml").read_text("utf-8"))
    assert all(each["why"].strip() for entries in found.values() for each in entries)
    return {
        rule: {(each["text"], each["term"]) if "term" in each else (each["text"],) for each in entries}
        for rule, entries in found.items()
    }


def excepted(language: str, rule: str) -> set[tuple[str, ...]]:
    return exceptions(language).get(rule, set())


# The glossary ---------------------------------------------------------------------------------------------------------


class Term(NamedTuple):
    """A word of the field: what matches it in English, the Dutch word, and whether that stands beside it."""

    key: str
    english: re.Pattern[str]
    dutch: str
    beside: bool

    def is_in(self, text: Text) -> bool:
        """Whether the English says it; the name of a value says nothing."""
        return any(self.english.search(PLACEHOLDER.sub(" ", form)) for form in text.english)


@cache
def terms() -> tuple[Term, ...]:
    lines = tomllib.loads((TRANSLATIONS / "glossary.toml").read_text("utf-8"))
    return tuple(
        Term(
            key, re.compile(rf"(?<![\w-])(?:{line['english']})(?![\w-])", re.IGNORECASE), line["dutch"], line["beside"]
        )
        for key, line in lines.items()
    )


@cache
def words(language: str) -> dict[str, Any]:
    return tomllib.loads((TRANSLATIONS / language / "glossary.toml").read_text("utf-8"))


def folded(text: str) -> str:
    return text.replace("İ", "i").lower()


def test_there_are_languages_to_look_at() -> None:
    assert {"ar", "tr", "ti", "pl"} <= set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_glossary_has_a_word_for_every_term(language: str) -> None:
    assert len(terms()) >= 80
    assert words(language).keys() == {term.key for term in terms()}
    assert not [key for key, line in words(language).items() if not line["word"] or not all(line["stems"])]
    unused = [term.key for term in terms() if not any(term.is_in(text) for text in told(language))]
    assert not unused, "terms that no text says"


@pytest.mark.parametrize("language", TRANSLATED)
def test_one_word_for_one_thing(language: str) -> None:
    allowed, used, wrong = excepted(language, "other_word"), set(), []
    for term in terms():
        stems = [folded(stem) for stem in words(language)[term.key]["stems"]]
        for text in told(language):
            if not term.is_in(text) or all(any(stem in folded(form) for stem in stems) for form in text.translated):
                continue
            if (text.key, term.key) in allowed:
                used.add((text.key, term.key))
            else:
                wrong.append(f"{term.key} ({words(language)[term.key]['word']}): {text.key} = {text.translated[-1]}")
    assert not wrong, "\n".join(wrong)
    assert allowed <= used, f"exceptions that are none: {sorted(allowed - used)}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_dutch_word_stands_beside_it_wherever_she_meets_it(language: str) -> None:
    allowed, missing = excepted(language, "without_dutch"), []
    for term in (term for term in terms() if term.beside):
        places: dict[str, list[Text]] = {}
        for text in told(language):
            if term.is_in(text) and folded(term.dutch) in folded(" ".join(text.dutch)):
                places.setdefault(text.places[0], []).append(text)
        for place, found in places.items():
            has_it = any(folded(term.dutch) in folded(form) for text in found for form in text.translated)
            if not has_it and (place, term.key) not in allowed:
                missing.append(f"{place}: {term.key} ({term.dutch}) in {found[0].key!r}")
    assert not missing, "\n".join(missing)


# Every text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_empty_or_fuzzy(language: str) -> None:
    assert not [text.key for text in texts(language) if not all(form.strip() for form in text.translated)]
    assert not [each.id for each in catalogue(language) if each.id and each.fuzzy]


@pytest.mark.parametrize("language", TRANSLATED)
def test_its_plural_forms_are_those_of_the_language(language: str) -> None:
    plural = get_plural(language)
    found = catalogue(language)
    assert all(len(text.translated) == found.num_plurals for text in texts(language) if len(text.english) > 1)
    # CLDR knows two forms of Turkish and Tigrinya too, though Turkish says the same word after every number.
    assert found.num_plurals == {"tr": 2}.get(language, plural.num_plurals)


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_put_in_stays(language: str) -> None:
    wrong = []
    for text in texts(language):
        for number, (english, form) in enumerate(text.pairs):
            wanted, found = Counter(PLACEHOLDER.findall(english)), Counter(PLACEHOLDER.findall(form))
            counts = len(text.english) > 1
            # A form for one number, or for two, may say it in a word.
            without = counts and found == wanted - Counter(["count"]) and number < len(text.translated) - 1
            if (
                wanted != found
                and not without
                and not (counts and found == Counter(PLACEHOLDER.findall(text.english[1])))
            ):
                wrong.append(f"{english} = {form}")
            if Counter(TAG.findall(english)) != Counter(TAG.findall(form)):
                wrong.append(f"tags: {english} = {form}")
            if "%" in PLACEHOLDER.sub("", form).replace("%%", "") and (PLACEHOLDER.search(form) or "%" not in english):
                wrong.append(f"percent: {english} = {form}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_it_is_in_its_script(language: str) -> None:
    own, foreign = re.compile(SCRIPTS[language]), re.compile(FOREIGN[language])
    allowed = excepted(language, "same")
    wrong = [
        f"{text.key} = {form}"
        for text in texts(language)
        for form in text.translated
        if foreign.search(form)
        or DIGITS.search(form)
        or (
            not own.search(PLACEHOLDER.sub("", form))
            and re.search(r"[^\W\d_]{2}", PLACEHOLDER.sub("", text.key))
            and (text.key,) not in allowed
        )
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", [code for code in TRANSLATED if code in {"ar", "ti"}])
def test_latin_words_are_official_ones(language: str) -> None:
    """In a script of its own a Latin word is Dutch that she will meet, and stands so in the Dutch text."""
    known = {folded(word) for term in terms() for word in LATIN.findall(term.dutch)}
    wrong = []
    for text in told(language):
        dutch = {folded(word) for form in (*text.dutch, *text.english) for word in LATIN.findall(form)}
        for form in text.translated:
            left = [word for word in LATIN.findall(PLACEHOLDER.sub(" ", form)) if len(word) >= LEAST_LETTERS]
            strange = [word for word in left if folded(word) not in known | dutch and not _is_part(word, dutch)]
            if strange and (text.key,) not in excepted(language, "latin"):
                wrong.append(f"{strange}: {text.key} = {form}")
    assert not wrong, "\n".join(wrong)


def _is_part(word: str, dutch: set[str]) -> bool:
    """Whether it is the singular or plural of a word in the Dutch text."""
    stem = folded(word).rstrip("en").rstrip("s")
    return any(each.startswith(stem[:LEAST_LETTERS]) for each in dutch)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_or_dutch_is_left_over(language: str) -> None:
    allowed, wrong, used = excepted(language, "same"), [], set()
    for text in told(language):
        for form in text.translated:
            bare = re.sub(r"[(“„«\"][^)”»\"]*[)”»\"]", " ", form)
            same = form in {*text.english, *text.dutch} and re.search(r"[^\W\d_]{2}", PLACEHOLDER.sub("", form))
            if same and (text.key,) in allowed:
                used.add((text.key,))
            elif same or _shared_run(bare, text):
                wrong.append(f"{text.key} = {form}")
    assert not wrong, "\n".join(wrong)
    assert allowed <= used, f"exceptions that are none: {sorted(allowed - used)}"


def _shared_run(form: str, text: Text) -> bool:
    found = [folded(word) for word in re.findall(r"[^\W\d_]+", PLACEHOLDER.sub(" ", form))]
    for source in (*text.english, *text.dutch):
        known = [folded(word) for word in re.findall(r"[^\W\d_]+", PLACEHOLDER.sub(" ", source))]
        runs = {tuple(known[at : at + RUN]) for at in range(len(known) - RUN + 1)}
        if any(tuple(found[at : at + RUN]) in runs for at in range(len(found) - RUN + 1)):
            return True
    return False


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_that_of_another_language(language: str) -> None:
    wrong = []
    for other in (each for each in TRANSLATED if each != language):
        theirs = {(text.context, text.english): text.translated for text in texts(other)}
        for text in texts(language):
            same = set(text.translated) & set(theirs[text.context, text.english])
            is_alike = any(re.search(r"[^\W\d_]{2}", PLACEHOLDER.sub("", form)) for form in same)
            if is_alike and not same & {*text.english, *text.dutch} and (text.key,) not in excepted(language, "alike"):
                wrong.append(f"{text.key} = {same} ({other})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_its_signs_are_typographic(language: str) -> None:
    bad = re.compile(
        r"[\"']|\.\.\.|(?<=\w)\s[?!.,](?=\s|$)" + (r"|[?;,](?=\s|$)" if direction(language) == "rtl" else "")
    )
    wrong = [f"{text.key} = {form}" for text in told(language) for form in text.translated if bad.search(form)]
    assert not wrong, "\n".join(wrong)
    assert not [text.key for text in texts(language) for form in text.translated if form != form.strip()]
    assert not [
        text.key
        for text in texts(language)
        for form in text.translated
        if re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", form)
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_ends_as_one(language: str) -> None:
    """What ends in a full stop or a question mark in English does so here, and a label doesn't."""
    ends = {".": ".።…", "?": "?؟", "!": "!"}
    wrong = []
    for text in told(language):
        english, form = text.english[-1].rstrip("”’»)"), text.translated[-1].rstrip("”’»)")
        if (text.key,) in excepted(language, "ends_otherwise"):
            continue
        if english[-1] in ends and form[-1] not in "".join(ends.values()):
            wrong.append(f"{text.key} = {form}")
        if english[-1].isalpha() and form[-1] in ".።":
            wrong.append(f"{text.key} = {form}")
    assert not wrong, "\n".join(wrong)

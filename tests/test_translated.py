"""Each translation keeps the rules of ``trajectplan/proofreading.py``, and the rules notice what they are for."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from trajectplan.languages import EVERY, LANGUAGES
from trajectplan.proofreading import RULES, WITHOUT_DUTCH, Fault, breaches, faults, without_dutch
from trajectplan.resources import TRANSLATIONS
from trajectplan.reviewing import Texts, catalogue_of
from trajectplan.wording import Text, Wording

TRANSLATED = [code for code, language in LANGUAGES.items() if not language.wrote]
PLURALS = {"tr": 2}
"""CLDR knows two forms of Turkish, though it says the same word after every number; of others we take as many."""
LEAST_TERMS = 80
MAKEFILE = Path(__file__).resolve().parents[1] / "Makefile"
BUGS = "see CONTRIBUTING.md"


@cache
def wording(language: str) -> Wording:
    return Wording(Texts(language, TRANSLATIONS), TRANSLATIONS)


def broken(language: str, rule: str) -> list[Fault]:
    """Every breach of a rule, excused or not."""
    known = wording(language)
    if rule == WITHOUT_DUTCH:
        return list(without_dutch(known, known.texts))
    return [fault for text in known.texts for fault in breaches(rule, known, text)]


def told(found: list[Fault]) -> str:
    return "\n".join(map(str, found))


def test_there_are_languages_to_look_at() -> None:
    assert {"ar", "tr", "ti", "pl"} <= set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_can_be_read_and_its_reasons_are_given(language: str) -> None:
    with catalogue_of(language, TRANSLATIONS).open("rb") as file:
        read_po(file, locale=language, abort_invalid=True)
    known = wording(language)
    rows = [row for rule in known.exceptions.values() for row in rule]
    assert all(row["why"].strip() for row in (*rows, *known.writing.get("never", ())))
    assert known.exceptions.keys() <= RULES.keys() | {WITHOUT_DUTCH}
    assert known.writing.keys() <= {"letters", "alike", "never"}


@pytest.mark.parametrize("language", EVERY)
def test_the_template_says_who_hears_of_mistakes_as_the_catalogues_do(language: str) -> None:
    """Else every merge with gettext's own tools would change the heads of all of them."""
    assert wording(language).source.catalogue.msgid_bugs_address == BUGS
    assert f'--msgid-bugs-address="{BUGS}"' in MAKEFILE.read_text("utf-8")


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_glossary_has_a_word_for_every_term(language: str) -> None:
    known = wording(language)
    assert len(known.terms) >= LEAST_TERMS
    assert known.words.keys() == {term.key for term in known.terms}
    assert not [key for key, line in known.words.items() if not line["word"] or not all(line["stems"])]
    unused = [term.key for term in known.terms if not any(term.is_in(text) for text in known.texts if text.is_told)]
    assert not unused, "terms that no text says"


@pytest.mark.parametrize("language", TRANSLATED)
def test_its_plural_forms_are_those_of_the_language(language: str) -> None:
    assert wording(language).source.catalogue.num_plurals == PLURALS.get(language, get_plural(language).num_plurals)


@pytest.mark.parametrize("rule", [*RULES, WITHOUT_DUTCH])
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_keeps_every_rule(language: str, rule: str) -> None:
    found = broken(language, rule)
    excused = wording(language).excused(rule)
    wrong = [fault for fault in found if fault.name not in excused]
    draft = "not whole yet? Write draft = true in its line of languages.toml, then it isn't offered.\n"
    assert not wrong, f"{draft if rule == 'empty' else ''}{told(wrong)}"
    unused = excused - {fault.name for fault in found}
    assert not unused, f"exceptions that are none: {sorted(unused)}"


def test_what_drafts_say_already_can_be_used() -> None:
    """The rest comes later; then ``draft`` goes from their lines."""
    for known in map(wording, (code for code in EVERY if code not in LANGUAGES)):
        said = [text for text in known.texts if all(text.forms) and not text.message.fuzzy]
        wrong = [fault for text in said for fault in faults(known, text)]
        assert not wrong, told(wrong)


# Planted mistakes -----------------------------------------------------------------------------------------------------

START, LEAD = "Start my plan", "Skip what you like. You can always go back."
PLANTED = [
    ("ar", "empty", START, ""),
    ("pl", "empty", START, " "),
    ("pl", "places", "Go to %(place)s", "Idź"),
    ("pl", "places", "Go to %(place)s", "Idź do %(place)s albo %(place)s"),
    ("pl", "tags", START, "Zaczynam <b>plan"),
    ("tr", "percent", START, "Planım 5%"),
    ("ar", "unseen", START, "أبدأ\u200b خطتي"),
    ("ar", "unseen", START, "أبدأ خطتي\u200f"),
    ("pl", "unseen", START, "Zaczynam  plan"),
    ("pl", "unseen", START, "Zaczynam plan\u00a0"),
    ("tr", "unseen", START, "Planıma\ufeff başla"),
    ("ar", "digits", START, "خطة ٣"),
    ("ti", "digits", START, "መደብ ፫"),
    ("pl", "numbers", "12 years or older", "21 lat albo więcej"),
    ("tr", "numbers", START, "Planıma başla 2"),
    ("ar", "letters", START, "أبدأ خطتی"),
    ("ar", "letters", START, "کتاب"),
    ("ar", "letters", START, "መደበይ"),
    ("ti", "letters", START, "ابدأ"),
    ("tr", "letters", START, "Planıma bаşla"),  # a Cyrillic letter
    ("tr", "letters", START, "Plan łatwy"),
    ("pl", "letters", START, "Zaczynam ığ"),
    ("ti", "letters", START, "begin"),
    ("ar", "latin", START, "أبدأ plan (uitkernig)"),
    ("ti", "latin", START, "መደበይ (gemeenta)"),
    ("ti", "latin", START, "መደበይ start"),
    ("pl", "misspelt", "Benefit", "Zasiłek (uitkerign)"),
    ("tr", "misspelt", "Municipality", "Belediye (gemeenta)"),
    ("tr", "misspelt", START, "Kütüphaneler (biblioteek)"),
    ("pl", "same", START, START),
    ("pl", "same", START, "Zaczynam mój plan here"),
    ("tr", "same", START, "Planıma başla. Click here to start."),
    ("ar", "same", "The municipality has to listen to you", "البلدية has to listen to"),
    ("ti", "signs", LEAD, "ስገሪ. ትኽእሊ።"),
    ("ti", "signs", START, "መደበይ, ክጅምር"),
    ("ti", "signs", LEAD, "ስገሪ። ትኽእሊ."),
    ("ti", "signs", LEAD, "ስገሪ፦ %(words)s."),
    ("ti", "signs", LEAD, "ስገሪ 9, 10።"),
    ("ar", "signs", START, "خطتي, أبدأ"),
    ("pl", "signs", START, 'Zaczynam "plan"'),
    ("pl", "signs", START, "Zaczynam plan !"),
    ("pl", "ends_otherwise", START, "Zaczynam plan."),
    ("pl", "ends_otherwise", LEAD, "Możesz wrócić"),
    ("pl", "never", START, "Zaczyna Pan plan"),
    ("pl", "never", START, "Zrobiłeś plan"),
    ("pl", "other_word", "The municipality has to listen to you", "Urząd musi cię wysłuchać"),
]
"""A language, a rule, an English text, and a translation that breaks the rule."""


def text_of(language: str, english: str, *forms: str, dutch: str = "") -> Text:
    """A text in these forms, as if the catalogue said so; also for English that it hasn't."""
    known = wording(language)
    example = copy(next(text for text in known.texts if len(text.english) == min(len(forms), 2)).message)
    example.context, example.locations = None, []
    said = {text.english: text.dutch for text in known.texts}
    ids = (english,) if len(forms) == 1 else (english, english)
    few = known.few if len(forms) > 1 else ()
    return Text(example, ids, said.get(ids, (dutch or english,)), forms, few)


@pytest.mark.parametrize(("language", "rule", "english", "planted"), PLANTED)
def test_a_planted_mistake_is_noticed(language: str, rule: str, english: str, planted: str) -> None:
    dutch = {"Benefit": "Uitkering", "Municipality": "Gemeente", "12 years or older": "12 jaar of ouder"}
    text = text_of(language, english, planted, dutch=dutch.get(english, ""))
    assert list(breaches(rule, wording(language), text))


def test_a_form_missing_too_many_or_always_the_same_is_noticed() -> None:
    known = wording("pl")
    assert [fault.form for fault in breaches("empty", known, text_of("pl", "%(count)s", "a", "b"))] == [None]
    assert list(breaches("forms", known, text_of("pl", "%(count)s", "%(count)s a", "%(count)s a", "%(count)s a")))
    assert not list(breaches("forms", known, text_of("pl", "%(count)s", "a", "%(count)s a", "%(count)s a")))
    # A word stands for the number only where no other number takes the form.
    places = breaches("places", known, text_of("pl", "%(count)s", "jeden", "dwa", "%(count)s"))
    assert [fault.form for fault in places] == [1]


def test_the_text_of_another_language_is_noticed() -> None:
    known = wording("tr")
    polish = next(text for text in wording("pl").texts if text.key == START)
    turkish = next(text for text in known.texts if text.key == START)
    assert list(breaches("alike", known, turkish._replace(forms=polish.forms)))


def test_a_file_that_lost_its_dutch_word_is_noticed() -> None:
    known = wording("pl")
    lost = [text._replace(forms=tuple(form.replace("gemeente", "") for form in text.forms)) for text in known.texts]
    assert {fault.term for fault in without_dutch(known, lost)} == {"municipality"}

"""Each translation keeps the rules of ``trajectplan/proofreading.py``, and the rules notice what they are for."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from copy import copy
from functools import cache
from gettext import c2py
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from trajectplan.languages import EVERY, LANGUAGES
from trajectplan.proofreading import EVERY_LANGUAGE, RULES, WITHOUT_DUTCH, Fault, breaches, faults, without_dutch
from trajectplan.resources import TRANSLATIONS
from trajectplan.reviewing import Texts, catalogue_of
from trajectplan.wording import Term, Text, Wording, folded, words_in

TRANSLATED = [code for code, language in LANGUAGES.items() if not language.wrote]
WROTE = [code for code, language in LANGUAGES.items() if language.wrote]
HELD = [*product(TRANSLATED, [*RULES, WITHOUT_DUTCH]), *product(WROTE, EVERY_LANGUAGE)]
"""Which language keeps which rule."""
COUNTED = range(1000)
FORMS = ("zero", "one", "two", "few", "many", "other")
"""In the order of CLDR."""
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


def says(term: Term, translation: str) -> bool:
    return any(stem in folded(translation) for stem in term.stems)


def told(found: list[Fault]) -> str:
    return "\n".join(map(str, found))


def test_there_are_languages_to_look_at() -> None:
    assert {"ar", "tr", "ti", "pl"} <= set(TRANSLATED)


@pytest.mark.parametrize("language", EVERY)
def test_the_catalogue_can_be_read_and_its_reasons_are_given(language: str) -> None:
    with catalogue_of(language, TRANSLATIONS).open("rb") as file:
        read_po(file, locale=language, abort_invalid=True)
    known = wording(language)
    rows = [row for rule in known.exceptions.values() for row in rule]
    assert all(row["why"].strip() for row in (*rows, *known.writing.get("never", ())))
    assert known.exceptions.keys() <= RULES.keys() | {WITHOUT_DUTCH}
    assert known.writing.keys() <= {"letters", "alike", "doubled", "never"}
    said = [form for text in known.texts for form in text.forms]
    assert known.alike <= set(words_in(said)), "words that no text says"
    unused = [word for word in known.writing.get("doubled", ()) if f"{word} {word}" not in folded("\n".join(said))]
    assert not unused, "words that no text says twice"


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
    unfit = [term.key for term in known.terms if not says(term, known.words[term.key]["word"])]
    assert not unfit, "words that have none of their own stems"
    unused = [term.key for term in known.terms if not any(term.is_in(text) for text in known.texts if text.is_told)]
    assert not unused, "terms that no text says"


@pytest.mark.parametrize(("language", "rule"), HELD)
def test_every_text_keeps_every_rule(language: str, rule: str) -> None:
    found = broken(language, rule)
    excused = wording(language).excused(rule)
    wrong = [fault for fault in found if fault.name not in excused]
    draft = "not whole yet? Write draft = true in its line of languages.toml, then it isn't offered.\n"
    assert not wrong, f"{draft if rule == 'empty' else ''}{told(wrong)}"
    unused = excused - {fault.name for fault in found}
    assert not unused, f"exceptions that are none: {sorted(unused)}"


# What stands around the texts -----------------------------------------------------------------------------------------


def forms_of(language: str) -> list[int]:
    """Which form each of the first thousand numbers takes by CLDR.

    Numbered as gettext does, which Babel knows, so that no two can change places; where Babel has another rule than
    CLDR, as for Turkish and Tigrinya, in the order of CLDR.
    """
    names = list(map(Locale.parse(language).plural_form, COUNTED))
    numbers = list(map(c2py(get_plural(language).plural_expr), COUNTED))
    if len(set(zip(names, numbers, strict=True))) == len(set(names)) == len(set(numbers)):
        return numbers
    order = [name for name in FORMS if name in names]
    return list(map(order.index, names))


def wrong_in_head(language: str, written: str) -> list[str]:
    """What the head of a catalogue says wrongly; without ``locale`` Babel believes it."""
    head = read_po(StringIO(written))
    forms, form_of = forms_of(language), c2py(head.plural_expr)
    right = {
        "the language": head.locale_identifier == language,
        "the number of forms": head.num_plurals == len(set(forms)),
        "which number takes which form": list(map(form_of, COUNTED)) == forms,
    }
    return [what for what, is_right in right.items() if not is_right]


def twice_in(written: str) -> list[str]:
    """The texts that stand twice in a catalogue, as they are written: Babel would take the last without a word."""
    joined = written.replace('"\n"', "")
    counted = Counter(re.findall(r'^(?:msgctxt ".*"\n)?msgid ".*"$', joined, re.MULTILINE))
    return [text for text, times in counted.items() if times > 1]


@pytest.mark.parametrize("language", EVERY)
def test_the_head_of_the_catalogue_is_that_of_the_language(language: str) -> None:
    assert not wrong_in_head(language, catalogue_of(language, TRANSLATIONS).read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "part", "wrong", "noticed"),
    [
        ("pl", "n%10<=4 && (n%100<10 || n%100>=20)", "n%10<=4", "which number takes which form"),
        ("tr", "(n != 1)", "(n > 1)", "which number takes which form"),
        ("ti", "(n > 1)", "(n != 1)", "which number takes which form"),
        ("ar", '"\n" 4 : 5', '"\n" 5 : 4', "which number takes which form"),
        ("pl", "Language: pl", "Language: tr", "the language"),
        ("pl", "Language: pl", "X-Language: pl", "the language"),
        ("ti", "nplurals=2; plural=(n > 1)", "nplurals=3; plural=(n > 1)", "the number of forms"),
    ],
)
def test_a_wrong_head_is_noticed(language: str, part: str, wrong: str, noticed: str) -> None:
    written = catalogue_of(language, TRANSLATIONS).read_text("utf-8")
    assert part in written
    assert wrong_in_head(language, written.replace(part, wrong, 1)) == [noticed]


@pytest.mark.parametrize("language", EVERY)
def test_no_text_stands_twice_in_the_catalogue(language: str) -> None:
    written = catalogue_of(language, TRANSLATIONS).read_text("utf-8")
    assert not twice_in(written)
    for again in ('msgid "Start my plan"\nmsgstr "again"\n', 'msgid ""\n"Start my "\n"plan"\nmsgstr "again"\n'):
        assert twice_in(f"{written}\n{again}") == ['msgid "Start my plan"']
    assert not twice_in(f'{written}\nmsgctxt "elsewhere"\nmsgid "Start my plan"\nmsgstr "again"\n')


def test_what_drafts_say_already_can_be_used() -> None:
    """The rest comes later; then ``draft`` goes from their lines."""
    for known in map(wording, (code for code in EVERY if code not in LANGUAGES)):
        said = [text for text in known.texts if all(text.forms) and not text.message.fuzzy]
        wrong = [fault for text in said for fault in faults(known, text)]
        assert not wrong, told(wrong)


# Planted mistakes -----------------------------------------------------------------------------------------------------

START = "Start my plan"
PLANTED = tomllib.loads(Path(__file__).with_name("planted_mistakes.toml").read_text("utf-8"))
DUTCH = {"Benefit": "Uitkering", "Municipality": "Gemeente", "12 years or older": "12 jaar of ouder"}
"""Of English texts that aren't ours."""


def planted() -> Iterator[tuple[str, str, str, str]]:
    """A language, a rule, an English text, and a translation that breaks the rule."""
    for rule, languages in PLANTED.items():
        for language, texts in languages.items():
            yield from ((language, rule, english, each) for english, found in texts.items() for each in found)


def text_of(language: str, english: str, *forms: str, dutch: str = "") -> Text:
    """A text in these forms, as if the catalogue said so; also for English that it hasn't."""
    known = wording(language)
    example = copy(next(text for text in known.texts if len(text.english) == min(len(forms), 2)).message)
    example.context, example.locations = None, []
    said = {text.english: text.dutch for text in known.texts}
    ids = (english,) if len(forms) == 1 else (english, english)
    few = known.few if len(forms) > 1 else ()
    return Text(example, ids, said.get(ids, (dutch or english,)), forms, few)


@pytest.mark.parametrize(("language", "rule", "english", "mistake"), [*planted()])
def test_a_planted_mistake_is_noticed(language: str, rule: str, english: str, mistake: str) -> None:
    text = text_of(language, english, mistake, dutch=DUTCH.get(english, ""))
    assert list(breaches(rule, wording(language), text))


@pytest.mark.parametrize(
    ("language", "rule", "right"),
    [
        ("pl", "unseen", "Zaczynam w\u00a0domu"),
        ("pl", "unseen", "Zaczynam za 5\u00a0minut"),
        ("ti", "letters", "መደበ\u135fይ ክጅምር"),  # Ethiopic has a mark of its own
        ("pl", "left_over", "Zaczynam mój plan (mijn plan)"),
        ("tr", "left_over", "Planıma “mijn plan” ile başla"),
        ("pl", "doubled", "Zaczynam. Zaczynam %(count)s razy, razy mam"),
        ("tr", "doubled", "Yavaş yavaş başla"),
        ("tr", "unpaired", "Planım’a (yavaş [ve “‘sakin’”]) başla"),
        ("pl", "unpaired", "Zaczynam „mój (plan)”"),
        ("pl", "unpaired", "Zaczynam „mój plan“"),
    ],
)
def test_what_only_looks_like_a_mistake_is_left_alone(language: str, rule: str, right: str) -> None:
    assert not list(breaches(rule, wording(language), text_of(language, START, right)))


@pytest.mark.parametrize(
    ("language", "forms", "wrong"),
    [
        # Tigrinya says 0 in the form for 1: nothing at all would read as one.
        ("ti", ("ሓደ መልሲ", "%(count)s መልስታት"), {0}),
        ("ti", ("%(count)s መልሲ", "%(count)s መልስታት"), set()),
        ("tr", ("bir cevap", "%(count)s cevap"), set()),
        ("pl", ("jedna odpowiedź", "dwie odpowiedzi", "%(count)s odpowiedzi"), {1}),
        ("ar", ("لا جواب", "جواب واحد", "جوابان", "%(count)s أجوبة", "%(count)s جوابًا", "جواب كثير"), {5}),
    ],
)
def test_only_a_form_for_one_number_says_it_in_a_word(language: str, forms: tuple[str, ...], wrong: set[int]) -> None:
    text = text_of(language, "One answer for %(count)s", *forms)
    text = text._replace(english=("One answer", "%(count)s answers"))
    assert {found.form for found in breaches("places", wording(language), text)} == wrong


@pytest.mark.parametrize("language", EVERY)
def test_no_text_can_lose_half_a_pair(language: str) -> None:
    known = wording(language)
    for text in known.texts:
        halves = [(form, found.start()) for form in text.forms for found in re.finditer(r"[()“”„«»]", form)]
        for cut in (form[:at] + form[at + 1 :] for form, at in halves):
            assert list(breaches("unpaired", known, text._replace(forms=(cut,)))), cut


@pytest.mark.parametrize("language", EVERY)
def test_no_text_can_begin_twice(language: str) -> None:
    known = wording(language)
    natural = known.writing.get("doubled", ())
    for text in (text for text in known.texts if text.is_told):
        words = [(form, re.match(r"[^\W\d_]+(?= )", form)) for form in text.forms]
        for twice in (f"{word[0]} {form}" for form, word in words if word and word[0].lower() not in natural):
            assert list(breaches("doubled", known, text._replace(forms=(twice,)))), twice


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

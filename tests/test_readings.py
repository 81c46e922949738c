"""What is said of who read a translation: the same in its line, in its catalogue and on its page, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from client import Visitor
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from program import MakeApp
from strategies import SOME
from translators import HOURS, corrected, folder, number, read_by, run

from trajectplan.chapters import CHAPTERS
from trajectplan.correcting.writing import with_reading
from trajectplan.languages import Language, LanguagesError, Reading, is_one_line, languages_in
from trajectplan.resources import TRANSLATIONS
from trajectplan.reviewing import Texts, catalogue_of
from trajectplan.web import drawing, information

__all__ = ["folder"]

DAY = date(2026, 3, 1)


def told_and_marked(folder: Path) -> dict[str, tuple[int, int]]:
    """Of each language that somebody read: how many texts its line says are unread, and how many marks say so."""
    return {
        code: (language.read[-1].left or 0, sum(not text.is_read for text in Texts(code, folder)))
        for code, language in languages_in(folder / "languages.toml").items()
        if language.read
    }


# The line and the catalogue -------------------------------------------------------------------------------------------


def test_the_lines_say_what_the_marks_in_the_catalogues_say() -> None:
    """Came texts since, or were some changed: then ``left`` of the last reading is what the marks say now."""
    wrong = {code: counts for code, counts in told_and_marked(TRANSLATIONS).items() if counts[0] != counts[1]}
    assert wrong == {}


def test_a_line_that_says_more_than_the_marks_is_noticed(folder: Path) -> None:
    everything = len(list(Texts("ar", folder)))
    assert told_and_marked(folder) == {"ar": (0, everything)}  # written by hand: nothing is marked as read
    assert corrected(folder, (number(folder, "Start my plan"), "ok"), more=read_by("Ghenet")).exit_code == 0
    left = len(list(Texts("ti", folder))) - 1
    assert told_and_marked(folder)["ti"] == (left, left)
    path = catalogue_of("ti", folder)
    with path.open("rb") as file:
        catalogue = read_po(file, locale="ti")
    start = catalogue.get("Start my plan")
    assert start
    start.string = "መደበይ ጀምር"
    with path.open("wb") as file:
        write_po(file, catalogue)
    assert told_and_marked(folder)["ti"] == (left, left + 1)


def test_a_reading_after_one_of_all_says_what_is_left_now(folder: Path) -> None:
    told = corrected(folder, (number(folder, "work", "ar"), "ok"), language="ar", more=read_by("Noor")).stdout
    assert "so its pages go on saying so." in told
    assert languages_in(folder / "languages.toml")["ar"].is_unread


def test_a_form_that_is_read_again_leaves_the_others_read(folder: Path) -> None:
    hours = [text.number for text in Texts("ti", folder) if text.form is not None]
    for numbers in (hours, hours[:1]):
        assert corrected(folder, *((each, "ok") for each in numbers), more=read_by("Ghenet")).exit_code == 0
        assert all(text.is_read for text in Texts("ti", folder) if text.form is not None)
    assert corrected(folder, (hours[1], "ሰዓታት፦ %(count)s")).exit_code == 0
    assert not any(text.is_read for text in Texts("ti", folder) if text.message.id == HOURS)


def test_a_form_that_the_others_did_not_come_with_is_told(folder: Path) -> None:
    first, second = (text.number for text in Texts("ti", folder) if text.form is not None)
    start = (number(folder, "Start my plan"), "ok")
    told = corrected(folder, start, (first, "ok"), more=read_by("Ghenet")).stdout
    assert told.splitlines()[1] == f"Not counted as read: {first}. This file says nothing of {second}."
    assert not any(text.is_read for text in Texts("ti", folder) if text.form is not None)
    # One that is read again, and both together, leave nothing to tell.
    for numbers in ((first, second), (second,)):
        rows = ((each, "ok") for each in numbers)
        assert "Not counted" not in corrected(folder, *rows, more=read_by("Ghenet")).stdout
    everything = [text.number for text in Texts("ar", folder) if text.form is not None]
    told = corrected(folder, (everything[3], "ok"), language="ar", more=read_by("Noor")).stdout
    rest = [*everything[:3], *everything[4:]]
    assert f"{everything[3]}. This file says nothing of {', '.join(rest[:-1])} and {rest[-1]}.\n" in told


def test_who_read_all_of_some_pages_is_told_so(folder: Path) -> None:
    start = [(text.number, "ok") for text in Texts("ti", folder) if text.is_from("start")]
    assert corrected(folder, *start, more=read_by("Ghenet")).exit_code == 0
    for more, told in ((("--only", "start"), "Every text of start was read."), ((), "")):
        result = run("review", "--language", "ti", "-o", "a.tsv", "--only", "unread", *more)
        assert told in result.stderr


# The same again -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_given_twice_is_one_reading(folder: Path) -> None:
    rows = (number(folder, "Start my plan"), "ok"), (number(folder, "My <b>plan</b>"), "<b>ውጥነይ</b>")
    assert corrected(folder, *rows[:1], more=read_by("Ghenet")).exit_code == 0
    for _again in range(2):
        assert corrected(folder, *rows, more=read_by("Ghenet")).exit_code == 0
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert languages_in(folder / "languages.toml")["ti"].read == (Reading("Ghenet", DAY, "all", left=6),)
    assert corrected(folder, *rows, more=read_by("Ghenet")).exit_code == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == after
    assert corrected(folder, *rows, more=read_by("Noor", "2026-03-02")).exit_code == 0
    assert [each.by for each in languages_in(folder / "languages.toml")["ti"].read] == ["Ghenet", "Noor"]
    marks = [line for line in catalogue_of("ti", folder).read_text("utf-8").splitlines() if line.startswith("# Read ")]
    assert [mark.split()[2] for mark in marks] == ["2026-03-02"] * 2


LAYOUTS = (
    "a = { read = [%s] }  # ] it [ says\n",
    "a = { draft = false, read = [  # { the first ]\n  %s  # and ] more\n] }\n",
    "a = { read = [\n  %s,\n] }\n",
)
signs = st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from("]}[{#\"'\\, =")
spoken = st.text(signs, min_size=1, max_size=20).map(lambda words: f"x{words}")
readings = st.builds(Reading, spoken, st.dates(), spoken, st.none() | st.integers(1, 4000))


def named(reading: Reading) -> tuple[str, date, str]:
    return (reading.by, reading.on, reading.what)


@given(st.lists(readings, min_size=1, max_size=4, unique_by=named), st.sampled_from(LAYOUTS), st.data())
@SOME
def test_a_reading_finds_its_place_whatever_is_said_there(
    tmp_path_factory: pytest.TempPathFactory, told: list[Reading], layout: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("lines") / "languages.toml"
    line = "a = { read = [] }"
    for each in told:
        line = with_reading(line, "a", each)
    inside = line.removeprefix("a = { read = [").removesuffix("] }")
    lines = f"# a = {{ read = [] }}\nb = {{ read = [] }}\n{layout.replace('%s', inside)}c = {{ read = [] }}\n"
    # One that stands there already, with as many texts left as now or with fewer, or a new one.
    again = st.sampled_from((5000, told[-1].left)).map(
        lambda left: replace(data.draw(st.sampled_from(told)), left=left)
    )
    known = data.draw(again | readings)
    path.write_text(after := with_reading(lines, "a", known), "utf-8")
    is_told = named(known) in map(named, told) and known.left == told[-1].left
    others = [each for each in told if named(each) != named(known)]
    assert languages_in(path)["a"].read == tuple(told if is_told else [*others, known])
    assert with_reading(after, "a", known) == after
    assert after.startswith("# a = { read = [] }\nb = { read = [] }\na = ")
    assert after.endswith(layout.split("%s")[1].lstrip(",\n") + "c = { read = [] }\n")


@pytest.mark.parametrize(
    "lines", ["b = { read = [] }\n", "# a = { read = [] }\n", "[a]\nread = []\n", "a = { read = 3 }"]
)
def test_a_line_that_is_no_line_takes_no_reading(lines: str) -> None:
    with pytest.raises(ValueError, match=r"^a$"):
        with_reading(lines, "a", Reading("Ghenet", DAY, "all"))


# What can be said -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", " ", "\u3164", "two\nlines", "two\u2028lines", "\u202eturned", "x" * 201])
def test_words_that_are_no_line_are_refused(folder: Path, words: str) -> None:
    before = (folder / "languages.toml").read_bytes()
    start = (number(folder, "Start my plan"), "ok")
    for more in (read_by(words), read_by("Ghenet", what=words)):
        told = corrected(folder, start, more=more).stderr
        assert "it must be words that can be seen, on one line" in told or (not words and "go together" in told)
    assert (folder / "languages.toml").read_bytes() == before
    assert not is_one_line(words)
    assert is_one_line("علی\u200cرضا")


@pytest.mark.parametrize("day", ["20260301", "2026-W09-7", "2026-3-1", "01-03-2026", "2026-02-30", "٢٠٢٦-٠٣-٠١"])
def test_a_day_is_written_in_one_way(folder: Path, day: str) -> None:
    told = corrected(folder, (number(folder, "Start my plan"), "ok"), more=read_by("Ghenet", day)).stderr
    assert "a day is written as 2026-03-01" in told


def test_options_without_words_are_no_reading(folder: Path) -> None:
    better = (number(folder, "Start my plan"), "መደበይ ጀምር")
    assert "go together" in corrected(folder, better, more=read_by("", "", "")).stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('ti = { draft = "true", read = [] }', "ti: draft and wrote are true or false, without quotes"),
        ('ti = { wrote = "false", read = [] }', "ti: draft and wrote are true or false, without quotes"),
        ("ti = { draft = 1, read = [] }", "ti: draft and wrote are true or false, without quotes"),
        ('ti = { read = [{ by = " ", on = 2026-03-01, what = "a" }] }', "by and what are words on one line"),
        ('ti = { read = [{ by = 5, on = 2026-03-01, what = "a" }] }', "by and what are words on one line"),
        ('ti = { read = [{ by = "A", on = 2026-03-01, what = "\\u202Ea" }] }', "by and what are words on one line"),
    ],
)
def test_a_line_that_claims_what_it_does_not_say_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "languages.toml"
    path.write_text(line, "utf-8")
    with pytest.raises(LanguagesError, match=told):
        languages_in(path)


# The page -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def in_turkish(make_app: MakeApp) -> Flask:
    return make_app(CHAPTERS, languages=("nl", "tr"))


@pytest.mark.parametrize(
    ("language", "is_said"),
    [
        (Language("tr"), True),
        (Language("tr", read=(Reading("Noor", DAY, "start", left=3000),)), True),
        (Language("tr", draft=True), False),
        (Language("tr", read=(Reading("Noor", DAY, "all"),)), False),
    ],
)
def test_only_of_what_we_checked_twice_it_is_said(
    in_turkish: Flask, monkeypatch: pytest.MonkeyPatch, language: Language, *, is_said: bool
) -> None:
    for module in (drawing, information):
        monkeypatch.setattr(module, "EVERY", {"tr": language})
    she = Visitor(in_turkish)
    she.client.language = ""
    she.go("/tr")
    assert she.go("/translation") == 200
    assert she.sees("Onlara iki kez baktık") == is_said

"""Corrections of a translation: held against its rules, taken all at once, and who read how much of it."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import catalogues
import pytest
from babel.messages.pofile import read_po, write_po
from translators import HOURS, corrected, filled_in, folder, number, read_by, refused, rows_of, run, said

from trajectplan.correcting.writing import with_reading
from trajectplan.languages import Reading, languages_in
from trajectplan.resources import TRANSLATIONS
from trajectplan.reviewing import Texts, catalogue_of, checked

__all__ = ["folder"]

pytestmark = pytest.mark.usefixtures("folder")


# apply ----------------------------------------------------------------------------------------------------------------


def test_better_texts_are_taken(folder: Path) -> None:
    hours = [text.number for text in Texts("ti", folder) if text.form is not None]
    start = number(folder, "Start my plan")
    result = corrected(folder, (start, "መደበይ ጀምር"), (hours[1], "ሰዓታት፦ %(count)s"))
    assert (result.exit_code, result.stdout) == (
        0,
        "Taken: 2 better texts. Read: 2. Now run: make translations\n",
    )
    assert said(folder, "Start my plan") == "መደበይ ጀምር"
    assert said(folder, HOURS) == ("%(count)s ሰዓት", "ሰዓታት፦ %(count)s")


def test_a_filled_in_table_is_taken_as_a_spreadsheet_writes_it(folder: Path) -> None:
    rows = filled_in('"መደበይ ጀምር"')
    Path("back.tsv").write_text("\r\n".join("\t".join(row).rstrip() for row in rows), "utf-16")
    assert "Taken: 1 better text." in run("apply", "back.tsv", "--language", "ti").stdout
    assert said(folder, "Start my plan") == "መደበይ ጀምር"


def test_the_catalogue_stays_as_make_translations_writes_it(folder: Path) -> None:
    path = catalogue_of("ti", folder)
    long = (number(folder, "Start my plan"), "መደበይ ጀምር " * 20)
    assert corrected(folder, long, more=read_by("Ghenet")).exit_code == 0
    written = path.read_bytes()
    catalogue, template = (read_po(BytesIO(written), locale=locale, domain="messages") for locale in ("ti", None))
    # As UPDATE in the Makefile.
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    updated = BytesIO()
    write_po(updated, catalogue, ignore_obsolete=True, width=120)
    assert updated.getvalue() == written
    assert b"# Words in ti." in written


def test_nothing_but_the_text_changes_in_a_catalogue_of_the_project(folder: Path) -> None:
    shutil.copytree(TRANSLATIONS / "nl", folder / "nl", dirs_exist_ok=True)
    path = catalogue_of("nl", folder)
    before = path.read_text("utf-8").splitlines()
    text = next(text for text in Texts("nl", folder) if text.english == "Start my plan")
    assert corrected(folder, (text.number, "Ik begin"), language="nl").exit_code == 0
    after = path.read_text("utf-8").splitlines()
    assert len(before) == len(after)
    assert [line for old, line in zip(before, after, strict=True) if old != line] == ['msgstr "Ik begin"']


@pytest.mark.parametrize(
    ("english", "better", "why"),
    [
        ("Start my plan", "መደበይ %(name)s", "same places for words as the English: none"),
        ("Start my plan", "መደበይ 5%", "the English has no percent sign"),
        ("Start my plan", "begin", "letters of the language (Ethi)"),
        ("Start my plan", "Begin met mijn plan", "letters of the language (Ethi)"),
        ("Start my plan", "ابدأ خطتي", "letters of the language (Ethi)"),
        ("Start my plan", "መደበይ\u0007", "can't be written"),
        ("Start my plan", "\u202eመደበይ", "can't be written"),
        ("Start my plan", "መደበይ\u200b ክጅምር", "can't be written or seen"),
        ("Start my plan", "መደበይ  ጀምር", "a space too many"),
        ("Start my plan", "መደበይ ጀምር 12", "numbers must be those of the English: none"),
        ("Start my plan", "መደበይ ፫", "0123456789"),
        ("Start my plan", "መደበይ ጀምር።", "no full stop"),
        ("Start my plan", "መደበይ, ጀምር", "the signs of the language are"),
        ("Start my plan", "መደበይ start", "the Dutch text has no start"),
        ("Start my plan", "<script>መደበይ</script>", "tags must be those of the English: none"),
        ("Go to %(place)s", "ናብ ቦታ", "the English: %(place)s"),
        ("Go to %(place)s", "ናብ %(plaats)s", "the English: %(place)s"),
        ("Go to %(place)s", "ናብ %(place)s 5%", "must be doubled"),
        ("My <b>plan</b>", "<i>መደበይ</i>", "tags must be those of the English: <b>, </b>"),
        ("Done: %(share)s %%", "ተወዲኡ፦ %(share)s %", "must be doubled"),
        ("%(count)s hours", "ሰዓታት", "the English: %(count)s"),
    ],
)
def test_a_text_with_a_fault_is_refused_with_its_reason(folder: Path, english: str, better: str, why: str) -> None:
    good = number(folder, "work"), "ስራሕ ቤት"
    result = corrected(folder, good, (number(folder, english), better))
    assert result.exit_code == 2
    line, last = result.stderr.splitlines()
    assert line.startswith(f"line 2, {number(folder, english)}: ")
    assert why in line
    assert last == "Error: Nothing is taken: 1 refused. Mend those lines and try again."


def test_every_refused_line_is_told_and_nothing_is_taken(folder: Path) -> None:
    numbers = [number(folder, english) for english in ("Start my plan", "work", "Go to %(place)s")]
    result = corrected(folder, (numbers[0], "መደበይ  5"), (numbers[1], "ስራሕ ቤት"), (numbers[2], "ኪዲ"))
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        f"line 1, {numbers[0]}",
        f"line 3, {numbers[2]}",
        "Error",
    ]


def test_the_glossary_and_the_exceptions_count_as_in_the_tests(folder: Path) -> None:
    (folder / "glossary.toml").write_text('"plan" = { english = "plan", dutch = "plan", beside = true }\n', "utf-8")
    (folder / "ti/glossary.toml").write_text('"plan" = { word = "ውጥን", stems = ["ውጥን"] }\n', "utf-8")
    start = number(folder, "Start my plan")
    assert "glossary for “plan” isn't in it: ውጥን" in corrected(folder, (start, "መደበይ ጀምር")).stderr
    assert corrected(folder, (start, "ውጥን (plan) ጀምር")).exit_code == 0
    assert "the Dutch word “plan” must stand once in the texts of" in corrected(folder, (start, "ውጥን ጀምር")).stderr
    excused = "".join(
        f'[[{rule}]]\ntext = "{name}"\nterm = "plan"\nwhy = "a test"\n'
        for rule, name in (("other_word", "Start my plan"), ("without_dutch", "templates/start.html"))
    )
    (folder / "ti/exceptions.toml").write_text(excused, "utf-8")
    assert corrected(folder, (start, "መደበይ ጀምር")).exit_code == 0


def test_dutch_keeps_the_rules_for_all_languages(folder: Path) -> None:
    place, start = number(folder, "Go to %(place)s", "nl"), number(folder, "Start my plan", "nl")
    assert "places for words" in corrected(folder, (place, "Ga"), language="nl").stderr
    assert corrected(folder, (start, "Start my plan 2"), language="nl").exit_code == 0


def test_the_same_corrections_again_change_nothing(folder: Path) -> None:
    rows = filled_in("መደበይ ጀምር")
    more = read_by("Ghenet")
    assert corrected(folder, *map(tuple, rows)).exit_code == 0
    before = catalogue_of("ti", folder).read_bytes()
    assert "holds no better text" in corrected(folder, *map(tuple, rows)).stderr
    assert "Taken: 0 better texts. Read: 1." in corrected(folder, *map(tuple, rows), more=more).stdout
    assert before != catalogue_of("ti", folder).read_bytes()  # that it was read stands there now


def test_all_files_are_written_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = read_by("Ghenet")
    better = (number(folder, "work"), "ስራሕ ቤት")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    replace = Path.replace
    refusing = {"languages.toml"}

    def refuse(self: Path, target: Path) -> Path:
        if target.name in refusing:
            raise PermissionError(13, "Permission denied", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = corrected(folder, better, more=more)
    assert "Nothing is taken" in result.stderr
    assert "languages.toml can't be written: Permission denied" in result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    # Nothing is touched either when there is no room for what is new.
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(28, "No space left")))
    refusing.clear()
    assert "No space left" in corrected(folder, better, more=more).stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_it_says_what_is_new_when_not_even_the_old_can_be_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, done = Path.replace, list[str]()

    def once(self: Path, target: Path) -> Path:
        if done:
            raise OSError(5, "Input/output error")
        done.append(target.name)
        return replace(self, target)

    Path("better.tsv").write_text(f"{number(folder, 'work')}\tስራሕ ቤት\n", "utf-8")
    monkeypatch.setattr(Path, "replace", once)
    more = read_by("Ghenet")
    assert "Only half is taken: messages.po is new" in refused("apply", "better.tsv", "--language", "ti", *more)


@pytest.mark.parametrize("sign", [";", ","])
def test_a_table_with_other_signs_between_its_cells_is_read(folder: Path, sign: str) -> None:
    start, svb = number(folder, "Start my plan"), number(folder, "SVB (svb.nl)")
    Path("two.csv").write_text(f'{start}{sign}መደበይ ጀምር\n"{svb}"{sign}"ስቪቢ SVB (svb.nl)"\n', "utf-8-sig")
    assert "Taken: 2 better texts." in run("apply", "two.csv", "--language", "ti").stdout
    rows = filled_in("ውጥን ጀምር")
    with Path("six.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    assert "Taken: 1 better text." in run("apply", "six.csv", "--language", "ti").stdout
    assert said(folder, "Start my plan") == "ውጥን ጀምር"


@pytest.mark.parametrize("begins", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_is_named_as_one(folder: Path, begins: bytes) -> None:
    del folder
    Path("better.xlsx").write_bytes(begins)
    assert "is a workbook; save it as text with tabs or as CSV" in refused("apply", "better.xlsx", "--language", "ti")


@pytest.mark.parametrize(
    ("english", "better"),
    [
        ("SVB (svb.nl)", "ስቪቢ SVB (svb.nl)"),
        ("Start my plan", "መደበይ (mijn plan)"),
        ("Done: %(share)s %%", "%(share)s %% ተወዲኡ"),
    ],
)
def test_what_a_language_may_keep_is_taken(folder: Path, english: str, better: str) -> None:
    assert corrected(folder, (number(folder, english), better)).exit_code == 0


def test_a_form_for_two_may_do_without_its_figure_and_one_for_many_may_not(folder: Path) -> None:
    numbers = [text.number for text in Texts("ar", folder) if text.form is not None]
    assert corrected(folder, (numbers[2], "ساعتين"), language="ar").exit_code == 0
    assert "places for words" in corrected(folder, (numbers[3], "ساعات"), language="ar").stderr
    assert corrected(folder, (numbers[3][:-1], "ساعات"), language="ar").stderr.count("this text has other numbers") == 1


def test_lines_that_can_not_be_read_are_refused_one_by_one(folder: Path) -> None:
    start = number(folder, "Start my plan")
    result = corrected(
        folder,
        ("number", "better"),
        (checked("99999"), "ስራሕ"),
        (start, "መደበይ"),
        (start, "መደበይ ጀምር"),
        (start, "one", "two"),
        (start, "file", "Start", "Begin met mijn plan", "መደበይ ክጅምር", "መደበይ"),
    )
    lines = result.stderr.splitlines()
    assert "3 columns" in lines[0]
    assert "no text has this number any more" in lines[1]
    assert "stands in the file before" in lines[2]
    assert "the English was changed since: it says “Start my plan” now" in lines[3]
    assert "4 refused" in lines[-1]


def test_a_file_that_can_not_be_used_is_refused(folder: Path) -> None:
    del folder
    Path("binary.tsv").write_bytes(b"\xff\xfe\x00")
    Path("empty.tsv").write_text("\n")
    assert "isn't written in UTF-8" in refused("apply", "binary.tsv", "--language", "ti")
    assert "holds no better text" in refused("apply", "empty.tsv", "--language", "ti")
    assert "can't be read" in refused("apply", "gone.tsv", "--language", "ti")


def test_a_number_may_be_in_other_digits(folder: Path) -> None:
    arabic = number(folder, "work", "ar").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert corrected(folder, (arabic, "شغل"), language="ar").exit_code == 0


# Who read it ----------------------------------------------------------------------------------------------------------


def test_a_reading_is_added_and_what_was_read_is_known(folder: Path) -> None:
    read = (number(folder, "Start my plan"), "መደበይ ጀምር"), (number(folder, "My <b>plan</b>"), "ok")
    more = read_by('A "group"', what="start")
    told = corrected(folder, *read, more=more).stdout
    assert "Taken: 1 better text. Read: 2." in told
    assert "Left: 6 texts that nobody read, so its pages go on saying so." in told
    lines = (folder / "languages.toml").read_text("utf-8")
    tigrinya = languages_in(folder / "languages.toml")["ti"]
    assert tigrinya.read == (Reading('A "group"', date(2026, 3, 1), "start", left=6),)
    assert tigrinya.is_unread
    assert lines.splitlines()[:-1] == catalogues.LINES.splitlines()[:-1]
    assert run("review", "--language", "ti", "--only", "unread", "-o", "rest.tsv").exit_code == 0
    rest = [row[0] for row in rows_of("rest.tsv")]
    assert not {each[0] for each in read} & set(rest)
    assert len(rest) - 1 == len(list(Texts("ti", folder))) - 2
    # A text that was changed since is unread again.
    assert corrected(folder, (read[1][0], "<b>ውጥነይ</b>")).exit_code == 0
    run("review", "--language", "ti", "--only", "unread", "-o", "rest.tsv")
    assert read[1][0] in [row[0] for row in rows_of("rest.tsv")]


def test_all_that_was_read_leaves_nothing_unread(folder: Path) -> None:
    more = read_by("Samira", "2026-03-02")
    everything = [(text.number, "OK") for text in Texts("ar", folder)]
    assert "All was read." in corrected(folder, *everything, language="ar", more=more).stdout
    arabic = languages_in(folder / "languages.toml")["ar"]
    assert [(each.by, each.left) for each in arabic.read] == [("Samira [Almelo]", None), ("Samira", None)]
    assert "Every text was read" in refused("review", "--language", "ar", "--only", "unread", "-o", "a.tsv")


def test_who_read_the_last_ones_ends_that_nobody_has(folder: Path) -> None:
    (folder / "languages.toml").write_text(catalogues.LINES.replace("Samira [Almelo]", "Samira"), "utf-8")
    path = folder / "languages.toml"
    path.write_text("ar = { read = [] }\n", "utf-8")
    everything = [(text.number, "ok") for text in Texts("ar", folder)]
    more = read_by("Samira", "2026-03-02")
    assert corrected(folder, *everything[:-1], language="ar", more=more).exit_code == 0
    assert languages_in(path)["ar"].is_unread
    # The forms of a text that counts are read when all of them are.
    assert [reading.left for reading in languages_in(path)["ar"].read] == [6]
    assert corrected(folder, *everything[-6:], language="ar", more=more).exit_code == 0
    assert not languages_in(path)["ar"].is_unread


def test_a_table_in_which_nothing_is_said_was_not_read(folder: Path) -> None:
    more = read_by("Samira", "2026-03-02")
    run("review", "--language", "ar", "-o", "review.tsv")
    (Path("empty.tsv")).write_text("", "utf-8")
    Path("numbers.tsv").write_text("\n".join(row[0] for row in rows_of("review.tsv")), "utf-8")
    for name in ("review.tsv", "empty.tsv", "numbers.tsv"):
        assert "no “ok” behind a number" in refused("apply", name, "--language", "ar", *more)
    assert (folder / "languages.toml").read_text("utf-8") == catalogues.LINES


def test_what_has_no_translation_is_not_good(folder: Path) -> None:
    assert "has no translation yet" in corrected(folder, (number(folder, "work"), "ok")).stderr


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--by", "Samira"), "say --by, --on and --what"),
        (("--by", "Samira", "--on", "1 maart", "--what", "all"), "a day is written as 2026-03-01"),
        (("--by", "Samira", "--on", "2026-04-02", "--what", "all"), "still to come; today is 2026-04-01"),
    ],
)
def test_a_reading_that_can_not_be_is_refused(folder: Path, more: tuple[str, ...], why: str) -> None:
    assert why in corrected(folder, (number(folder, "work"), "ስራሕ ቤት"), more=more).stderr


def test_a_language_without_a_line_takes_no_reading(folder: Path) -> None:
    (folder / "languages.toml").write_text("nl = { wrote = true, read = [] }\n", "utf-8")
    more = read_by("Ghenet")
    result = corrected(folder, (number(folder, "work"), "ስራሕ ቤት"), more=more)
    assert "has no line for ti" in result.stderr


def test_a_reading_finds_its_place_in_any_layout() -> None:
    lines = 'a = { read = [\n  { by = "x]", on = 2026-01-01, what = "y" },\n] } # ]\nb = { read = [] }\n'
    added = with_reading(lines, "a", Reading("z", date(2026, 1, 2), "all"))
    assert added.endswith('what = "y" }, { by = "z", on = 2026-01-02, what = "all" }] } # ]\nb = { read = [] }\n')

"""Helping with a language: numbers that stay, better texts checked and taken all at once, words to record."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import catalogues
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result
from pypdf import PdfReader

from trajectplan import translating
from trajectplan.chapters import CHAPTERS
from trajectplan.cli import main
from trajectplan.correcting import with_reading
from trajectplan.i18n import speaking
from trajectplan.languages import Reading, languages_in
from trajectplan.operating import speaking_application
from trajectplan.resources import TRANSLATIONS
from trajectplan.reviewing import COLUMNS, Texts, WrongNumberError, catalogue_of, checked

HOURS = catalogues.ONE_HOUR


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of translations that commands may change."""
    made = tmp_path / "translations"
    made.mkdir()
    monkeypatch.setattr(translating, "TRANSLATIONS", catalogues.write_translations(made))
    monkeypatch.setattr(translating, "today", lambda: date(2026, 4, 1))
    monkeypatch.chdir(tmp_path)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("translations", *arguments), prog_name="trajectplan")


def refused(*arguments: str) -> str:
    """The last line of what a refused call says."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    return result.stderr


def rows_of(path: str) -> list[list[str]]:
    return [line.split("\t") for line in Path(path).read_text("utf-8-sig").splitlines()]


def number(folder: Path, english: str, language: str = "ti") -> str:
    return next(text.number for text in Texts(language, folder) if text.english == english)


def corrected(folder: Path, *lines: tuple[str, ...], language: str = "ti", more: tuple[str, ...] = ()) -> Result:
    Path("better.tsv").write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    result = run("apply", "better.tsv", "--language", language, *more)
    if result.exit_code:
        assert before == {path: path.read_bytes() for path in folder.rglob("*.po")}
    return result


def said(folder: Path, message: str | tuple[str, ...], language: str = "ti") -> object:
    with catalogue_of(language, folder).open("rb") as file:
        found = read_po(file, locale=language).get(message)
    assert found
    return found.string


# Numbers --------------------------------------------------------------------------------------------------------------


def test_no_two_texts_share_a_number_and_each_leads_back() -> None:
    texts = Texts("nl", TRANSLATIONS)
    found = {text.number: text for text in texts}
    assert len(found) == len(list(texts))
    assert sum(len(text.name) > 6 for text in found.values()) < 0.1 * len(found)
    assert all(texts.find(each).message is found[each].message for each in list(found)[::40])


def test_a_number_is_of_the_text_alone(folder: Path) -> None:
    before = {text.english: text.number for text in Texts("ti", folder)}
    path = catalogue_of("ti", folder)
    with path.open("rb") as file:
        catalogue = read_po(file, locale="ti")
    kept = Catalog("ti")
    for message in reversed([message for message in catalogue if message.id and message.id != "Start my plan"]):
        kept.add(message.id, message.string, message.locations, context=message.context)
    with path.open("wb") as file:
        write_po(file, kept)
    after = {text.english: text.number for text in Texts("ti", folder)}
    assert before.pop("Start my plan") not in after.values()
    assert after == before
    assert number(folder, "My <b>plan</b>", "ar") == before["My <b>plan</b>"]


def test_numbers_that_collide_are_longer_and_the_short_one_is_nobodys() -> None:
    texts = Texts("nl", TRANSLATIONS)
    longer = next(text.name for text in texts if len(text.name) > 6)
    with pytest.raises(WrongNumberError, match="more than one"):
        texts.find(checked(longer[:5]))


@pytest.mark.parametrize("wrong", ["", "12", "start", "12345678x9", "½½½½½½", "251297ab"])
def test_what_is_no_number_is_refused(folder: Path, wrong: str) -> None:
    with pytest.raises(WrongNumberError, match="no number"):
        Texts("ti", folder).find(wrong)


def test_a_slip_of_the_pen_is_found(folder: Path) -> None:
    right = number(folder, "Start my plan")
    for place, digit in enumerate(right):
        wrong = f"{right[:place]}{(int(digit) + 3) % 10}{right[place + 1 :]}"
        with pytest.raises(WrongNumberError, match="a digit"):
            Texts("ti", folder).find(wrong)


def test_each_plural_form_has_a_number_and_says_which_counts_take_it(folder: Path) -> None:
    forms = [text for text in Texts("ar", folder) if text.form is not None]
    assert [text.number[-1] for text in forms] == list("abcdef")
    assert [text.english for text in forms] == [HOURS[1], HOURS[0], *[HOURS[1]] * 4]
    assert [text.place for text in forms][1:4] == [
        f"trajectplan/week.py ({counts})" for counts in ("1", "2", "3, 4, 5, 6 …")
    ]
    assert [text.dutch for text in forms][:2] == ["%(count)s uur", "1 uur"]


# review ---------------------------------------------------------------------------------------------------------------


def test_review_writes_a_table(folder: Path) -> None:
    assert run("review", "--language", "ti", "-o", "review.tsv").stdout == "review.tsv is ready.\n"
    head, first, *others = rows_of("review.tsv")
    assert head == list(COLUMNS)
    assert first == [
        number(folder, "Start my plan"),
        "templates/start.html",
        "Start my plan",
        "Begin met mijn plan",
        "መደበይ ክጅምር",
        "",
    ]
    assert len(others) == len(list(Texts("ti", folder))) - 1


def test_review_prints_a_pdf() -> None:
    assert run("review", "--language", "ar", "-o", "review.PDF").exit_code == 0
    first = PdfReader(BytesIO(Path("review.PDF").read_bytes())).pages[0].extract_text()
    assert "Begin met mijn plan" in first


@pytest.mark.parametrize(("pattern", "count"), [("start*", 2), ("templates/*.html", 4), ("plan.html", 2)])
def test_review_of_some_files(pattern: str, count: int) -> None:
    assert run("review", "--language", "ti", "--only", pattern, "-o", "some.txt").exit_code == 0
    assert len(rows_of("some.txt")) == count + 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--language", "ti", "-o", "review.docx"], "must end in .pdf, .tsv or .txt"),
        (["--language", "xx", "-o", "a.tsv"], "'xx' is no language of this checkout; choose from ar, en, nl, ti"),
        (["--language", "../ti", "-o", "a.tsv"], "is no language of this checkout"),
        (["--language", "ti", "-o", "nowhere/a.tsv"], "can't be written"),
        (["--language", "ti", "-o", "a.tsv", "--only", "gone*"], "No text is of gone*"),
        (["--language", "ti", "-o", "a.tsv", "--part", "3/2"], "the second of ten portions is 2/10"),
        (["--language", "ti", "-o", "a.tsv", "--part", "first"], "the second of ten portions is 2/10"),
    ],
)
def test_review_says_what_it_can_not_use(arguments: list[str], why: str) -> None:
    assert why in refused("review", *arguments)


def reviewed(*more: str) -> list[str]:
    """The numbers of the texts that are printed, in their order."""
    assert run("review", "--language", "nl", "-o", "review.tsv", *more).exit_code == 0
    return [row[0] for row in rows_of("review.tsv")[1:]]


def test_texts_come_in_the_order_of_her_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    texts = list(Texts("nl", TRANSLATIONS))
    everything = reviewed()
    assert sorted(everything) == sorted(text.number for text in texts)
    place = {text.english: everything.index(text.number) for text in texts}
    with speaking_application(TRANSLATIONS).app_context(), speaking("en"):
        titles = [str(page.title) for chapter in CHAPTERS for page in chapter.pages]
        starts = [str(page.ask().title) for page in CHAPTERS[0].pages]
    walked = ["Start my plan", *(title for title in titles if title in place), "Read through your answers"]
    assert [place[title] for title in walked] == sorted(place[title] for title in walked)
    assert len(walked) > 0.9 * len(titles)
    # What a page says stands together, also where it comes from a list of its own.
    assert place[starts[0]] < place["Peace of mind"] < place[starts[1]]


def test_a_reviewer_gets_a_page_a_chapter_or_a_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    everything = reviewed()
    chapter, page = reviewed("--only", "wishes"), reviewed("--only", "wishes/home_help")
    assert set(page) < set(chapter) < set(everything)
    assert reviewed("--only", "home_help") == page
    assert set(reviewed("--only", "motives", "--only", "home_help")) == {*page, *reviewed("--only", "motives")}
    portions = [reviewed("--part", f"{number}/7") for number in range(1, 8)]
    assert [number for portion in portions for number in portion] == everything
    assert max(map(len, portions)) - min(map(len, portions)) <= 1


def test_a_wheel_has_nothing_to_review_or_correct(folder: Path) -> None:
    for path in folder.rglob("*.po"):
        path.unlink()
    Path("better.tsv").touch()
    assert "only a checkout" in refused("review", "--language", "ti", "-o", "a.tsv")
    assert len(refused("apply", "better.tsv", "--language", "ti").splitlines()) == 1


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
    run("review", "--language", "ti", "-o", "review.tsv")
    rows = rows_of("review.tsv")
    rows[1][5] = '"መደበይ ጀምር"'
    Path("back.tsv").write_text("\r\n".join("\t".join(row).rstrip() for row in rows), "utf-16")
    assert "Taken: 1 better texts." in run("apply", "back.tsv", "--language", "ti").stdout
    assert said(folder, "Start my plan") == "መደበይ ጀምር"


def test_the_catalogue_stays_as_make_translations_writes_it(folder: Path) -> None:
    path = catalogue_of("ti", folder)
    assert (
        corrected(
            folder,
            (number(folder, "Start my plan"), "መደበይ " * 40),
            more=("--by", "Ghenet", "--on", "2026-03-01", "--what", "all"),
        ).exit_code
        == 0
    )
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
    run("review", "--language", "ti", "-o", "review.tsv")
    rows = rows_of("review.tsv")
    rows[1][5] = "መደበይ ጀምር"
    more = ("--by", "Ghenet", "--on", "2026-03-01", "--what", "all")
    assert corrected(folder, *map(tuple, rows)).exit_code == 0
    before = catalogue_of("ti", folder).read_bytes()
    assert "holds no better text" in corrected(folder, *map(tuple, rows)).stderr
    assert "Taken: 0 better texts. Read: 1." in corrected(folder, *map(tuple, rows), more=more).stdout
    assert before != catalogue_of("ti", folder).read_bytes()  # that it was read stands there now


def test_all_files_are_written_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = ("--by", "Ghenet", "--on", "2026-03-01", "--what", "all")
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
    more = ("--by", "Ghenet", "--on", "2026-03-01", "--what", "all")
    assert "Only half is taken: messages.po is new" in refused("apply", "better.tsv", "--language", "ti", *more)


@pytest.mark.parametrize("sign", [";", ","])
def test_a_table_with_other_signs_between_its_cells_is_read(folder: Path, sign: str) -> None:
    start, svb = number(folder, "Start my plan"), number(folder, "SVB (svb.nl)")
    Path("two.csv").write_text(f'{start}{sign}መደበይ ጀምር\n"{svb}"{sign}"ስቪቢ SVB (svb.nl)"\n', "utf-8-sig")
    assert "Taken: 2 better texts." in run("apply", "two.csv", "--language", "ti").stdout
    run("review", "--language", "ti", "-o", "review.tsv")
    rows = rows_of("review.tsv")
    rows[1][5] = "ውጥን ጀምር"
    with Path("six.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    assert "Taken: 1 better texts." in run("apply", "six.csv", "--language", "ti").stdout
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
    more = ("--by", 'A "group"', "--on", "2026-03-01", "--what", "start")
    told = corrected(folder, *read, more=more).stdout
    assert "Taken: 1 better texts. Read: 2." in told
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
    more = ("--by", "Samira", "--on", "2026-03-02", "--what", "all")
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
    more = ("--by", "Samira", "--on", "2026-03-02", "--what", "all")
    assert corrected(folder, *everything[:-1], language="ar", more=more).exit_code == 0
    assert languages_in(path)["ar"].is_unread
    # The forms of a text that counts are read when all of them are.
    assert [reading.left for reading in languages_in(path)["ar"].read] == [6]
    assert corrected(folder, *everything[-6:], language="ar", more=more).exit_code == 0
    assert not languages_in(path)["ar"].is_unread


def test_a_table_in_which_nothing_is_said_was_not_read(folder: Path) -> None:
    more = ("--by", "Samira", "--on", "2026-03-02", "--what", "all")
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
    more = ("--by", "Ghenet", "--on", "2026-03-01", "--what", "all")
    result = corrected(folder, (number(folder, "work"), "ስራሕ ቤት"), more=more)
    assert "has no line for ti" in result.stderr


def test_a_reading_finds_its_place_in_any_layout() -> None:
    lines = 'a = { read = [\n  { by = "x]", on = 2026-01-01, what = "y" },\n] } # ]\nb = { read = [] }\n'
    added = with_reading(lines, "a", Reading("z", date(2026, 1, 2), "all"))
    assert added.endswith('what = "y" }, { by = "z", on = 2026-01-02, what = "all" }] } # ]\nb = { read = [] }\n')


# script ---------------------------------------------------------------------------------------------------------------


def test_a_script_names_a_file_for_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    assert run("script", "--language", "rif", "--from", "en", "-o", "script.tsv").stdout == "script.tsv is ready.\n"
    head, *rows = rows_of("script.tsv")
    assert head == ["file", "order", "what", "words"]
    pages = ["start", *(page.key for chapter in CHAPTERS for page in chapter.pages)]
    assert list(dict.fromkeys(row[0] for row in rows)) == [f"static/audio/rif/{key}.opus" for key in pages]
    assert all(row[3] for row in rows)
    first = [row[1:] for row in rows if row[0].endswith("/start.opus")]
    assert first[0] == ["1", "title", "Make a plan of your own"]
    motives = {row[3]: row[2] for row in rows if row[0].endswith("/motives.opus")}
    assert (motives["This matters to me"], motives["Peace of mind"]) == ("question", "card")


def test_a_script_is_printed_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    assert run("script", "--language", "kea", "-o", "script.pdf").exit_code == 0
    first = PdfReader(BytesIO(Path("script.pdf").read_bytes())).pages[0].extract_text()
    assert "static/audio/kea/start.opus" in first
    assert "Maak je eigen plan" in first


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--language", "../etc", "-o", "a.pdf"], "is no code of a language"),
        (["--language", "Riffian", "-o", "a.pdf"], "is no code of a language"),
        (["--language", "rif", "--from", "zgh", "-o", "a.pdf"], "'zgh' is no language with texts; choose from ar, en"),
        (["--language", "rif", "-o", "a.doc"], "must end in"),
    ],
)
def test_script_says_what_it_can_not_use(arguments: list[str], why: str) -> None:
    assert why in refused("script", *arguments)

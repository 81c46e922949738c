"""Files of corrections as people and spreadsheets write them: every word arrives whole, or its row is refused."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SOME
from translators import corrected, filled_in, folder, number, read_by, refused, run, said

from trajectplan.correcting import rows
from trajectplan.correcting.rows import MOST_LETTERS, corrections_in
from trajectplan.reviewing import COLUMNS, Texts, checked

__all__ = ["folder"]

TABS, SEMICOLONS, COMMAS = "\t", ";", ","
HEAD = TABS.join(COLUMNS)
ENDS = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n)[ \t]*)+")
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=30)
words = st.text(st.characters(categories=["L", "Zs", "Zl", "P"], include_characters='\n\r\v\f\x85"'), max_size=30)
numbers = st.integers(100_000, 10**14).map(str)
signs = st.sampled_from((TABS, SEMICOLONS, COMMAS))


def read(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The number and the better text of every row, and what is refused."""
    found, wrong = corrections_in(text.encode())
    return [(each.number, each.better) for each in found], wrong


def written(table: list[tuple[str, ...]], sign: str) -> str:
    """A table as a spreadsheet writes it."""
    made = StringIO()
    csv.writer(made, delimiter=sign, lineterminator="\r\n").writerows(table)
    return made.getvalue()


# Words ----------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(numbers, cells | words), min_size=1, max_size=5), signs)
@SOME
def test_a_text_arrives_as_it_was_written(table: list[tuple[str, str]], sign: str) -> None:
    expected = [(number, ENDS.sub(" ", better).strip()) for number, better in table]
    assert read(written([*table], sign)) == (expected, [])


@given(st.lists(st.tuples(numbers, words, words, words, words, words), min_size=1, max_size=4), signs, st.data())
@SOME
def test_columns_are_known_by_their_heads_in_any_order(
    table: list[tuple[str, ...]], sign: str, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(COLUMNS))))
    moved = [tuple(row[at] for at in order) for row in [COLUMNS, *table]]
    found, wrong = corrections_in(written(moved, sign).encode())
    assert wrong == []
    expected = [tuple(ENDS.sub(" ", cell).strip() for cell in row) for row in table]
    assert [(each.number, *each.beside.values(), each.better) for each in found] == [
        (each[0], *each[2:]) for each in expected
    ]


@pytest.mark.parametrize("sign", [TABS, SEMICOLONS, COMMAS])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_inside_a_cell_is_a_space(sign: str, end: str) -> None:
    assert read(f'123456{sign}"one {end} two{end}{end}three"{end}234567{sign}four') == (
        [("123456", "one two three"), ("234567", "four")],
        [],
    )


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\v", "\f", "\x85", "\x1c", "\x1e"])
def test_a_sign_that_ends_no_line_cuts_no_text(folder: Path, sign: str) -> None:
    assert read(f"123456\tone{sign}two\n") == ([("123456", f"one{sign}two")], [])
    told = corrected(folder, (number(folder, "Start my plan"), f"መደበይ{sign}ጀምር"), more=read_by("Ghenet"))
    assert "can't be written" in told.stderr


def test_a_quotation_mark_in_a_text_stays() -> None:
    assert read('123456\tsay "so" now\n234567\t"""so"" it is"\n') == (
        [("123456", 'say "so" now'), ("234567", '"so" it is')],
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        '123456\t"never closed\n234567\tlost\n',
        '123456\t"so" it is\n',
        '123456;"begun here\n234567;ended here"\n345678;more\n',
        '123456\t"' + "long " * 40_000,
    ],
)
def test_a_quotation_mark_that_stands_alone_takes_no_rows_with_it(text: str) -> None:
    found, wrong = read(text)
    assert not [number for number, _better in found if number in {"123456", "234567"}]
    assert wrong
    assert wrong[0].startswith("line 1: a quotation mark stands alone")


# Rows and columns -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("sep=;\n123456;one\n", "one"),
        ('"sep=,"\r\n123456,one\r\n', "one"),
        ("sep=\t\nnumber\tbetter\n123456\tone\n", "one"),
        ("Tigrinya, part 2\n\nnumber;better\n123456;one, two\n", "one, two"),
        ("Corrections;;\nnumber;better text;\n123456;one;\n", "one"),
        (f"Corrections\t\t\n{HEAD}\n123456\ta\tb\tc\td\tone\n", "one"),
        ("English\tnumber\tbetter\nb\t123456\tone\n", "one"),
        (f"{HEAD}\n123456\tone\n", "one"),
        ("123456\tone\n", "one"),
        ("NUMBER,Better\n123456,one\n", "one"),
        ("١٢٣٤٥٦;one\n", "one"),
    ],
)
def test_a_table_is_known_with_a_title_or_without_heads(text: str, better: str) -> None:
    assert read(text) == ([("123456", better)], [])
    assert read("\ufeff" + text) == ([("123456", better)], [])


def test_two_tables_one_behind_the_other_are_both_read() -> None:
    first, second = "\ufeffnumber\tbetter\n123456\tone\n", f"\ufeff{HEAD}\n234567\ta\tb\tc\td\ttwo\n"
    assert read(first + second) == ([("123456", "one"), ("234567", "two")], [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("123456\tone\n234567;two\n345678\tthree\n", "line 2: “;” stands behind the number; in this file it is a tab"),
        ("123456;one\n234567\ttwo\n345678;three\n", "line 2: a tab stands behind the number; in this file it is “;”"),
        ("123456,one\n234567,two, three\n", "line 2: 3 columns; there are 2 (number, better text) or 6"),
        ("number\ttranslation\n123456\tone\n", "line 1: there must be one column “better”, and there are 0"),
        ("number\tbetter\tbetter\n123456\tone\n", "line 1: there must be one column “better”, and there are 2"),
        ("number\tEnglish\tEnglish\tbetter\n123456\ta\tb\tone\n", "line 1: two columns have the name “english”"),
        (f"{HEAD}\tremark\n123456\ta\tb\tc\td\t\tno\n", "line 2: something stands under “remark”; a review has"),
        (f"{HEAD}\n123456\ta\tb\tc\td\tone\tno\n", "line 2: 7 columns; there are 2"),
        (f"123456\t{'long ' * 401}\n", f"line 1: a text of {401 * 5 - 1} letters; it may have {MOST_LETTERS}"),
    ],
)
def test_a_row_that_can_not_be_placed_is_refused(text: str, why: str) -> None:
    _found, wrong = read(text)
    assert wrong[0].startswith(why)


def test_the_line_that_is_named_is_the_first_of_its_row() -> None:
    found, _wrong = corrections_in(b'\n123456\t"one\n\ntwo"\n\n234567\tthree\n')
    assert [each.line for each in found] == [2, 6]


# Against the catalogue ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [TABS, SEMICOLONS, COMMAS])
def test_a_text_broken_in_its_cell_is_taken_with_a_space(folder: Path, sign: str) -> None:
    Path("back.csv").write_bytes(written([(number(folder, "Start my plan"), "መደበይ\nጀምር")], sign).encode())
    assert "Taken: 1 better text." in run("apply", "back.csv", "--language", "ti").stdout
    assert said(folder, "Start my plan") == "መደበይ ጀምር"


def given_back(table: list[list[str]], *more: str) -> str:
    """What is said of a table that is refused."""
    Path("back.tsv").write_bytes(written([tuple(row) for row in table], TABS).encode())
    return refused("apply", "back.tsv", "--language", "ti", *more)


@pytest.mark.usefixtures("folder")
def test_a_better_text_in_the_place_of_the_old_one_is_refused() -> None:
    table = filled_in("")
    table[1][4] = "መደበይ ጀምር"
    table[2][5] = "ok"
    told = given_back(table, *read_by("Ghenet"))
    assert told.startswith(f"line 2, {table[1][0]}: nothing stands under better, and the translation isn't that of now")
    assert len(told.splitlines()) == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("better", [4, 5])
def test_a_table_that_lost_a_column_and_its_heads_is_refused(better: int) -> None:
    table = filled_in("")
    table[1][better] = "መደበይ ጀምር"
    without_place = [[row[0], *row[2:]] for row in table[1:]]
    assert "the English isn't that of now" in given_back(without_place)


def test_a_table_that_lost_a_column_but_not_its_heads_is_taken(folder: Path) -> None:
    table = filled_in("መደበይ ጀምር")
    Path("back.tsv").write_bytes(written([(row[0], *row[2:]) for row in table], TABS).encode())
    assert "Taken: 1 better text." in run("apply", "back.tsv", "--language", "ti").stdout
    assert said(folder, "Start my plan") == "መደበይ ጀምር"


@pytest.mark.usefixtures("folder")
def test_a_row_that_nobody_read_may_be_older_than_the_texts() -> None:
    table = filled_in("መደበይ ጀምር")
    table[2][3] = "Een andere zin dan nu"  # the Dutch of then
    table[3][0] = checked("99999")  # a text that isn't there any more
    Path("back.tsv").write_bytes(written([tuple(row) for row in table], TABS).encode())
    assert "Taken: 1 better text. Read: 1." in run("apply", "back.tsv", "--language", "ti").stdout


def test_a_row_without_a_number_is_refused(folder: Path) -> None:
    start = number(folder, "Start my plan")
    assert "line 2, : this is no number of a text" in corrected(folder, (start, "መደበይ ጀምር"), ("", "ጽቡቕ")).stderr
    assert "line 1, ጽቡቕ: this is no number" in corrected(folder, ("ጽቡቕ",), (start, "መደበይ ጀምር")).stderr


@pytest.mark.parametrize("good", ["ok", "OK.", "Ok!", " ok ", "✓", "✅", "✔️", "ok ✅", "Okay", "Okej."])
def test_good_is_said_in_several_ways(folder: Path, good: str) -> None:
    start = number(folder, "Start my plan")
    assert "Taken: 0 better texts. Read: 1." in corrected(folder, (start, good), more=read_by("Ghenet")).stdout


@pytest.mark.parametrize("cross", ["x", "X", "v", "+", "☑", "✗", "❌", "👍", "-", "–", "=", "//", "?", "…"])
def test_a_cross_in_the_place_of_a_text_is_no_text(folder: Path, cross: str) -> None:
    told = corrected(folder, (number(folder, "Start my plan", "nl"), cross), language="nl").stderr
    assert "a cross is no better text; where a text is good, write ok" in told


@pytest.mark.parametrize("failed", ["#REF!", "#N/A", "#NAME?", "#n/b", "#NAZWA?", "#DIV/0!", "#BAŞV!", "Err:502"])
def test_what_a_spreadsheet_could_not_work_out_is_no_text(folder: Path, failed: str) -> None:
    told = corrected(folder, (number(folder, "Start my plan", "nl"), failed), language="nl").stderr
    assert f"{failed} is what a spreadsheet writes where a formula fails" in told


def test_the_same_word_behind_many_texts_says_that_they_are_good(folder: Path) -> None:
    rows = [(number(folder, english, "nl"), "is goed") for english in ("Start my plan", "work", "SVB (svb.nl)")]
    rows[1] = (rows[1][0], "Is goed.")
    told = corrected(folder, *rows, language="nl").stderr.splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == [f"line {at}, {row[0]}" for at, row in enumerate(rows, 1)]
    assert all("stands behind other texts too; where a text is good, write ok" in line for line in told[:-1])
    hours = [(text.number, "Is goed %(count)s") for text in Texts("nl", folder) if text.form is not None]
    assert corrected(folder, *rows[:2], *hours, language="nl").exit_code == 0


def test_texts_that_said_the_same_may_go_on_doing_so(folder: Path) -> None:
    rows = [(number(folder, english, "nl"), "Begin") for english in ("Start my plan", "work")]
    assert corrected(folder, *rows, language="nl").exit_code == 0
    rows = [(number(folder, english, "nl"), "Start") for english in ("Start my plan", "work", "SVB (svb.nl)")]
    assert corrected(folder, *rows, language="nl").exit_code == 0


def test_a_file_that_is_too_long_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = f"{number(folder, 'Start my plan')}\tመደበይ ጀምር\n"
    monkeypatch.setattr(rows, "MOST_BYTES", len(row.encode()))
    Path("back.tsv").write_text(row, "utf-8")
    assert run("apply", "back.tsv", "--language", "ti").exit_code == 0
    Path("back.tsv").write_text(f"{row}\n", "utf-8")
    assert "is too long for corrections" in refused("apply", "back.tsv", "--language", "ti")


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_what_the_review_wrote_says_nothing_and_nothing_wrong(folder: Path, language: str) -> None:
    run("review", "--language", language, "-o", "review.tsv")
    found, wrong = corrections_in(Path("review.tsv").read_bytes())
    assert (len(found), wrong) == (len(list(Texts(language, folder))), [])
    assert "holds no better text" in refused("apply", "review.tsv", "--language", language)

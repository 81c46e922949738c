"""Helping with a language: texts with numbers that stay, printed in portions, and words to record."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from pdf.proofs import structure
from pypdf import PdfReader
from translators import HOURS, folder, number, refused, rows_of, run

from trajectplan import translating
from trajectplan.chapters import CHAPTERS
from trajectplan.i18n import speaking
from trajectplan.operating import speaking_application
from trajectplan.resources import TRANSLATIONS
from trajectplan.reviewing import COLUMNS, Texts, WrongNumberError, catalogue_of, checked
from trajectplan.walking import parts_of, portion

__all__ = ["folder"]

pytestmark = pytest.mark.usefixtures("folder")


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


@pytest.mark.again  # every way to portion all texts
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


def test_the_forms_of_a_text_stay_in_one_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    with speaking_application(TRANSLATIONS).app_context():
        parts = parts_of(list(Texts("ar", TRANSLATIONS)))
    everything = [text.number for part in parts for text in part.texts]
    forms = 6
    for of in (1, 7, 64, 100):
        portions = [portion(parts, number, of) for number in range(1, of + 1)]
        numbers = [[text.number for part in each for text in part.texts] for each in portions]
        assert [number for each in numbers for number in each] == everything
        texts = [{text.name for part in each for text in part.texts} for each in portions]
        assert sum(map(len, texts)) == len(set().union(*texts))
        assert all(abs(len(each) - len(everything) / of) <= forms for each in numbers)


@pytest.mark.parametrize("language", ["ar", "nl"])
def test_the_forms_of_a_text_stand_on_one_page(language: str) -> None:
    with speaking_application(TRANSLATIONS).app_context():
        parts = parts_of(list(Texts(language, TRANSLATIONS)))
    texts = [{text.name for text in part.texts} for part in parts]
    assert sum(map(len, texts)) == len(set().union(*texts))


def test_a_page_without_questions_has_the_name_of_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    for name in ("language", "help"):
        page = reviewed("--only", f"{name}.html")
        assert page
        assert reviewed("--only", name) == reviewed("--only", f"/{name}") == page
    assert reviewed("--only", "/wishes/home_help/") == reviewed("--only", "home_help")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("strat", " Did you mean start?"), ("Start", " Did you mean start?"), ("nothing", ""), ("unred", "unread?")],
)
def test_a_name_of_nothing_is_refused_also_beside_a_right_one(wrong: str, meant: str) -> None:
    for more in ((), ("--only", "start"), ("--only", "unread")):
        told = refused("review", "--language", "ti", "-o", "a.tsv", *more, "--only", wrong)
        assert f"Error: No text is of {wrong}.{meant}" in told or (meant and meant in told)
        assert "There are unread, the chapters strengths, unpaid_work, " in told
    assert not Path("a.tsv").exists()


def test_a_portion_in_which_nothing_is_left_says_so(folder: Path) -> None:
    count = len(list(Texts("ti", folder)))
    told = refused("review", "--language", "ti", "-o", "a.tsv", "--part", f"1/{count + 1}")
    assert f"--part 1/{count + 1} is empty: there is no more to divide than {count} texts." in told
    of_week = ("--only", "week.py", "--only", "unread", "--part", "1/9")
    assert "no more to divide than 4 texts." in refused("review", "--language", "ti", "-o", "a.tsv", *of_week)


def test_the_words_of_the_field_are_printed_that_the_texts_say(folder: Path) -> None:
    terms = {"plan": "opzet", "my plan": "mijn opzet", "hour": "uur", "gone": "weg"}
    lines = (
        f'"{each}" = {{ english = "{each}s?", dutch = "{dutch}", beside = false }}' for each, dutch in terms.items()
    )
    (folder / "glossary.toml").write_text("\n".join(lines), "utf-8")
    words = {"plan": "መደብ", "hour": "ሰዓት", "gone": "ጠፊኡ"}  # and no word yet for my plan
    lines = (f'"{each}" = {{ word = "{word}", stems = [] }}' for each, word in words.items())
    (folder / "ti/glossary.toml").write_text("\n".join(lines), "utf-8")
    assert printed_terms("--only", "start*") == ["plan"]
    assert printed_terms() == ["plan", "hour"]


def printed_terms(*more: str) -> list[str]:
    """The English of the words of the field that a review prints, in their order."""
    assert run("review", "--language", "ti", "-o", "review.pdf", *more).exit_code == 0
    said = structure.texts(Path("review.pdf").read_bytes())
    return [each for each in said if each in {"plan", "my plan", "hour", "gone"}]


def test_a_wheel_has_nothing_to_review_or_correct(folder: Path) -> None:
    for path in folder.rglob("*.po"):
        path.unlink()
    Path("better.tsv").touch()
    assert "only a checkout" in refused("review", "--language", "ti", "-o", "a.tsv")
    assert len(refused("apply", "better.tsv", "--language", "ti").splitlines()) == 1


# script ---------------------------------------------------------------------------------------------------------------


def test_a_script_names_a_file_for_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "TRANSLATIONS", TRANSLATIONS)
    assert run("script", "--language", "rif", "--from", "en", "-o", "script.tsv").stdout == "script.tsv is ready.\n"
    head, *rows = rows_of("script.tsv")
    assert head == ["file", "order", "what", "words"]
    keys = [Path(file).stem for file in dict.fromkeys(row[0] for row in rows)]
    questions = [page.key for chapter in CHAPTERS for page in chapter.pages]
    first_question = keys.index(questions[0])
    assert keys[first_question : first_question + len(questions)] == questions
    assert keys[:3] == ["start", "language", "device"]
    assert {"open", "code_first", "print_here", "help", "privacy", "error_404"} <= {*keys[len(questions) :]}
    assert all(row[0] == f"static/audio/rif/{Path(row[0]).stem}.opus" for row in rows)
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

"""Blank sheets for pen: what stands on them, the page where they are chosen, and the command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from client import Visitor, squeezed
from flask import Flask
from program import ALL
from pypdf import PdfReader

from trajectplan.catalogue import ACTIVITIES
from trajectplan.chapters import CHAPTERS
from trajectplan.chapters.childcare.my_hours import MyDay
from trajectplan.chapters.childcare.week import ChildcareTimes, MyChildren
from trajectplan.chapters.strengths.me import StrengthExample
from trajectplan.chapters.unpaid_work.activities import Activities, Proud
from trajectplan.chapters.unpaid_work.directions import Directions
from trajectplan.chapters.unpaid_work.shown import Competences
from trajectplan.cli import main
from trajectplan.i18n import _, speaking
from trajectplan.pages import Chapter, Page
from trajectplan.plan.summary import MORE, Phrase
from trajectplan.plan.worksheet import (
    GAP,
    Ask,
    Blank,
    Boxes,
    DayTable,
    Field,
    GroupedBoxes,
    Lines,
    Things,
    WeekGrid,
)
from trajectplan.questions import Amount, Choice, Choices, Date, Group, Items, LongText, Number, Option, ShortText, Time
from trajectplan.questions.base import Question

REPLACED = {"title", "hint", "example", "take_care"}
PAGES = [page for chapter in CHAPTERS for page in chapter.pages]
ON_SHEETS = [page for page in PAGES if page.is_on_sheets()]
CARDS = (
    Option("red", "Red", "sun"),
    Option("blue", "Blue", "moon", note="A note"),
    Option("no", "None", exclusive=True),
)


@pytest.fixture
def spoken(app: Flask) -> Iterator[None]:
    """English for texts that are asked for outside a request."""
    with app.test_request_context(), speaking("en"):
        yield


def kinds(kind: type[Question] = Question) -> Iterator[type[Question]]:
    """Every type of question."""
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def groups(page: type[Group]) -> Iterator[type[Group]]:
    """A page and the things that it lists."""
    yield page
    things = page().things
    if things is not None:
        yield things.group


def texts(thing: object) -> Iterator[str]:
    """Every text of a sheet or a part of it, spoken."""
    if isinstance(thing, tuple):
        for each in thing:
            yield from texts(each)
    elif is_dataclass(thing) and not isinstance(thing, (type, Phrase)):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))
    elif not isinstance(thing, int):
        yield str(thing)


def flat(blocks: tuple[Blank, ...]) -> Iterator[Blank]:
    """The blocks, and those inside things."""
    for block in blocks:
        yield block
        if isinstance(block, Things):
            yield from flat(block.blocks)


def blank_of(question: object, name: str = "asked", **more: object) -> list[Blank]:
    """What a page with this one question asks on a sheet."""
    page: Any = type("OnePage", (Page,), {"title": "One", name: question, **more})
    return [*page.ask().blocks]


# Types of questions ---------------------------------------------------------------------------------------------------


def test_every_type_of_question_can_be_asked_by_pen() -> None:
    silent = [kind.__name__ for kind in kinds() if hasattr(kind, "macro") and kind.blank is Question.blank]
    # Only what other types are made from: no page can ask it.
    assert silent == ["Typed"]


@pytest.mark.usefixtures("spoken")
def test_texts_give_lines_and_more_of_them_where_more_may_be_typed() -> None:
    [one] = blank_of(ShortText("Who?", longest=40, hint="A letter."))
    [two] = blank_of(ShortText("What?", longest=200, starters=("I am …",), takes=True))
    [few] = blank_of(LongText("How?", longest=100))
    [many] = blank_of(LongText("Why?", longest=4000))
    counts = [block.count for block in (one, two, few, many) if isinstance(block, Lines)]
    assert counts == [1, 2, 3, 5]
    assert one == Lines("Who?", 1, "A letter.")
    assert two == Lines("What?", 2, "", ("I am …",))


@pytest.mark.usefixtures("spoken")
def test_figures_have_a_place_each() -> None:
    shapes = [
        (Number("How many?", least=0, most=60, unit="minutes"), ((2,), "", "", "minutes")),
        (Amount("How much?", least=0, most=5000), ((4, 2), ",", "€", "")),
        (Time("When?"), ((2, 2), ":", "", "")),
        (Date("On which day?"), ((2, 2, 4), "-", "", "(day, month, year)")),
    ]
    for question, shape in shapes:
        [field] = blank_of(question)
        assert isinstance(field, Field)
        assert (field.gaps, field.between, field.before, str(field.after)) == shape


@pytest.mark.usefixtures("spoken")
def test_cards_give_boxes_that_say_how_many_to_cross() -> None:
    [one] = blank_of(Choice("Which?", options=CARDS))
    [several] = blank_of(Choices("Which ones?", options=CARDS))
    [closed] = blank_of(Choices("Which two?", options=CARDS, most=2, own_line=False))
    assert isinstance(one, Boxes)
    assert isinstance(several, Boxes)
    assert isinstance(closed, Boxes)
    assert [(box.label, box.icon, box.note) for box in one.boxes] == [
        ("Red", "sun", ""),
        ("Blue", "moon", "A note"),
        ("None", "", ""),
    ]
    assert [str(each.how) for each in (one, several, closed)] == [
        "Choose one.",
        "Cross what is true",
        "Choose 2 at most.",
    ]
    assert [str(each.own) for each in (one, several, closed)] == ["", "Something else, my own", ""]


@pytest.mark.usefixtures("spoken")
def test_cards_that_follow_from_her_answers_become_lines_or_nothing() -> None:
    offered: dict[str, Any] = {"options": lambda _plan, _each: CARDS[2:], "known": CARDS[2:]}
    assert blank_of(Choices("Which?", **offered)) == []
    assert blank_of(Choices("Which?", own_ids=True, **offered)) == [Lines("Which?", 5, "")]


@pytest.mark.usefixtures("spoken")
def test_things_have_room_for_a_few() -> None:
    group = type(
        "Thing", (Group,), {"size": Number("How large?", least=0, most=9), "tone": Choice("Tone?", options=CARDS)}
    )
    item = _("Child %(number)s")
    [three] = blank_of(Items("Things", group, item=item, add="Add", remove="Remove"))
    [two] = blank_of(Items("Things", group, item=item, add="Add", remove="Remove", most=2))
    assert isinstance(three, Things)
    assert isinstance(two, Things)
    assert [str(name) for name in three.names] == ["Child 1", "Child 2", "Child 3"]
    assert [type(block) for block in three.blocks] == [Field, Boxes]
    assert len(two.names) == 2


@pytest.mark.usefixtures("spoken")
def test_neither_what_is_folded_nor_what_never_goes_on_paper_is_asked() -> None:
    assert blank_of(ShortText("Folded?", folded=True)) == []
    assert blank_of(ShortText("For her alone?", printed=False)) == []
    [hours] = blank_of(ShortText("If she says so?", printed=("other", "yes")))
    assert hours.label == "If she says so?"


@pytest.mark.usefixtures("spoken")
def test_a_page_can_say_something_else_by_pen() -> None:
    question = ShortText("Who?", hint="Type a name.")
    [block] = blank_of(question, by_pen={"asked": "Write a name."})
    assert block.hint == "Write a name."
    for kind in PAGES:
        for group in groups(kind):
            known = {each.short_name for each in group().questions}
            assert set(group.by_pen) <= REPLACED | known, group


# Sheets ---------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("chapter", ALL, ids=lambda chapter: chapter.key)
def test_a_sheet_asks_the_pages_of_the_core_in_their_order(chapter: Chapter) -> None:
    sheet = chapter.sheet()
    wanted = [page.key for page in chapter.pages if page.is_on_sheets()]
    assert (sheet.key, [ask.key for ask in sheet.asks]) == (chapter.key, wanted)
    for page in chapter.pages:
        assert page.is_on_sheets() == (page.depth < MORE) or page.on_sheets is not None
    for ask in sheet.asks:
        assert ask.blocks, ask.key
        assert str(ask.title).strip(), ask.key
    assert not [text for text in texts(sheet) if "%(" in text]


@pytest.mark.usefixtures("spoken")
def test_what_follows_from_her_answers_is_not_on_a_sheet() -> None:
    assert not Competences.is_on_sheets()
    assert not Directions.is_on_sheets()
    assert MyDay.is_on_sheets(), "her week stands nowhere else"
    [copied] = Proud.ask().blocks
    assert isinstance(copied, Lines), "she copies what she crossed before"


@pytest.mark.usefixtures("spoken")
def test_a_page_for_each_thing_comes_once_with_a_gap_for_its_name() -> None:
    ask = ChildcareTimes.ask()
    assert str(ask.title) == f"Who looks after {GAP}?"
    assert str(ask.again) == "Use one sheet per child"
    strength = StrengthExample.ask()
    assert str(strength.title) == f"I'm good at this: {GAP}"
    assert (str(strength.example), str(strength.again)[:9]) == ("", "Is there ")
    assert MyChildren.ask().again == ""


@pytest.mark.usefixtures("spoken")
def test_all_activities_stand_in_small_groups() -> None:
    [block, own] = Activities.ask().blocks
    assert isinstance(block, GroupedBoxes)
    assert sum(len(group.boxes) for group in block.groups) == len(ACTIVITIES)
    assert max(len(group.boxes) for group in block.groups) <= 10
    assert isinstance(own, Lines)
    assert "Juridisch Loket" in str(Activities.ask().care), "who is paid must ask before she shows it"


@pytest.mark.usefixtures("spoken")
def test_the_week_can_be_shaded_and_written() -> None:
    [grid, *_others] = MyDay.ask().blocks
    assert isinstance(grid, WeekGrid)
    assert (len(grid.days), grid.first < grid.last) == (7, True)
    [places] = ChildcareTimes.ask().blocks
    assert isinstance(places, Things)
    [table] = [block for block in places.blocks if isinstance(block, DayTable)]
    assert [str(moment) for moment in table.moments] == ["From", "Until"]


@pytest.mark.usefixtures("spoken")
def test_no_sheet_asks_who_she_is_and_none_speaks_of_the_screen() -> None:
    asks: list[Ask] = [page.ask() for page in ON_SHEETS]
    labels = [str(block.label).casefold() for ask in asks for block in flat(ask.blocks)]
    for word in ("surname", "bsn", "address", "phone number", "date of birth", "e-mail"):
        assert not [label for label in labels if word in label]
    told = [text.casefold() for ask in asks for text in texts(ask)]
    for word in ("tap ", "click ", "type ", "search with", "open a group", "before you print"):
        assert not [text for text in told if word in text], word


# On the web -----------------------------------------------------------------------------------------------------------


def made(visitor: Visitor, **chosen: list[str]) -> str:
    """The sheets that come when these are chosen on the page: the text without white space."""
    page = visitor.page
    form = page.form_of(page.by_id["size-large"])
    assert form is not None
    fields = {name.rstrip("_"): values for name, values in chosen.items()}
    assert visitor.submit(page.default_button(form), fields) == 200
    return read(visitor.data)


def read(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def test_a_stranger_gets_the_sheets_she_chooses(visitor: Visitor) -> None:
    visitor.speak("en")
    visitor.go("/")
    visitor.follow("/worksheets")
    assert visitor.sees("Which sheets do you want?")
    text = made(visitor, chapter=["childcare"], in_=["en"], dutch=[])
    assert "Writealetterorapetname" in text
    assert "WhydoIwantthis?" not in text
    assert "Mijnkinderen" not in text
    assert visitor.response is not None
    headers = visitor.response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Disposition"].startswith("inline")
    assert "Set-Cookie" not in headers, "blank sheets need no session"


def test_dutch_stands_beside_another_language_when_she_wants(visitor: Visitor) -> None:
    visitor.go("/worksheets?language=en")
    text = made(visitor, chapter=["wishes"], in_=["en"], dutch=["yes"])
    assert "WhatdoIwantintheend?" in text
    assert "Watwilikuiteindelijk?" in text
    visitor.go("/worksheets?language=en")
    alone = made(visitor, chapter=["wishes"], in_=["nl"], dutch=["yes"])
    assert "WhatdoIwantintheend?" not in alone


def test_large_letters_take_more_pages(visitor: Visitor) -> None:
    pages = []
    for size in ("normal", "large"):
        visitor.go("/worksheets")
        made(visitor, chapter=["steps"], size=[size])
        pages.append(len(PdfReader(io.BytesIO(visitor.data)).pages))
    assert pages[1] > pages[0]


def test_without_a_choice_or_with_a_strange_one_all_chapters_come(visitor: Visitor) -> None:
    every = [str(chapter.key) for chapter in CHAPTERS]
    for query in ("", "?chapter=nothing&in=xx&size=huge&dutch=1"):
        assert visitor.go(f"/worksheets/sheets.pdf{query}") == 200
        text = read(visitor.data)
        assert len(every) == 5
        for title in ("Mijnsterkekanten", "Mijnonbetaaldewerk", "Mijnwensen", "Mijnkinderenenmijnweek", "Mijnstappen"):
            assert title in text, query


def test_help_leads_to_the_sheets_too(her: Visitor) -> None:
    her.go(her.address("information.help"))
    assert her.follow("/worksheets") == 200


# The command ----------------------------------------------------------------------------------------------------------


NO_CHAPTER = "'money' is no chapter; choose from strengths, unpaid_work, wishes, childcare, steps."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("worksheet", *arguments), prog_name="trajectplan")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAJECTPLAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_prints_chapters_in_one_language_or_two(folder: Path) -> None:
    result = run("--language", "nl", "--with", "en", "--chapter", "wishes", "--chapter", "steps", "-o", "out.pdf")
    assert (result.exit_code, result.stdout) == (0, "out.pdf is ready.\n")
    text = read((folder / "out.pdf").read_bytes())
    assert "WhatdoIwantintheend?" in text
    assert "Mijnstappen" in text
    assert "Mijnsterkekanten" not in text
    assert not (folder / "data").exists(), "blank sheets need no database"


def test_the_command_prints_the_same_bytes_again(folder: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        assert run("--large", "--chapter", "steps", "-o", name).exit_code == 0
    assert (folder / "one.pdf").read_bytes() == (folder / "two.pdf").read_bytes()


@pytest.mark.usefixtures("folder")
def test_the_command_refuses_what_it_does_not_know() -> None:
    for arguments, said in (
        (
            ("--chapter", "money"),
            "'money' is no chapter; choose from strengths, unpaid_work, wishes, childcare, steps.",
        ),
        (("--language", "xx"), "'xx' is no language of this site; choose from nl, en, ar, tr, ti, pl."),
    ):
        result = run(*arguments, "-o", "out.pdf")
        assert (result.exit_code, result.stderr) == (2, f"Error: {said}\n")
    assert run("--chapter", "wishes", "-o", "no/out.pdf").exit_code == 2
    assert not Path("out.pdf").exists()

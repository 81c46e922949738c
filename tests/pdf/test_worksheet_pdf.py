"""Blank sheets on paper: sound in every form, everything asked stands there, and there is room for a pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pseudo
import pytest
import specimen
from flask import Flask
from flask_babel import Babel
from pdf.proofs.content import Shape
from pdf.proofs.layout import lines, smallest
from pdf.proofs.proving import prove
from pdf.proofs.structure import Node, artifact_texts, bookmarks, fragments, outline, read, tables, texts

from trajectplan.chapters import CHAPTERS
from trajectplan.i18n import _, speaking
from trajectplan.pdf.blanks import SQUARE
from trajectplan.pdf.pen_lines import PEN_LINE
from trajectplan.pdf.sheet_texts import WRITTEN
from trajectplan.pdf.worksheet import HOW, SheetOptions, render_worksheet
from trajectplan.plan.worksheet import (
    GAP,
    Ask,
    Blank,
    Box,
    Boxes,
    BoxGroup,
    DayTable,
    Field,
    GroupedBoxes,
    Lines,
    Sheet,
    Things,
)
from trajectplan.resources import TRANSLATIONS

BY_KEY = {chapter.key: chapter for chapter in CHAPTERS}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MM = 72 / 25.4
LONG_WORD = "onafhankelijkheidsverklaringsformulier" * 3


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An application that speaks our languages and those that nobody speaks."""
    made = pseudo.write_catalogues(tmp_path_factory.mktemp("translations"), Path(specimen.__file__))
    app = Flask("sheets")
    Babel(app, default_locale="nl", default_translation_directories=f"{TRANSLATIONS};{made}")
    with app.app_context():
        yield


pytestmark = pytest.mark.usefixtures("spoken")


def sheets(*keys: str) -> list[Sheet]:
    return [BY_KEY[key].sheet() for key in keys or BY_KEY]


def printed(*keys: str, languages: Sequence[str] = ("nl",), is_large: bool = False) -> bytes:
    return render_worksheet(sheets(*keys), SheetOptions(tuple(languages), is_large=is_large))


def drawn(*blocks: Blank, languages: Sequence[str] = ("en",), is_large: bool = False) -> bytes:
    """A sheet with one page of questions."""
    sheet = Sheet("one", "One chapter", "star", 5, "About it.", (Ask("page", "One page", "heart", blocks),))
    return render_worksheet([sheet], SheetOptions(tuple(languages), is_large=is_large))


def shapes(pdf: bytes) -> list[Shape]:
    """What is drawn on the pages besides letters, the pictograms aside."""
    return [shape for page in read(pdf).pages for shape in page.shapes if len(shape.edges) > 0]


def holding(pdf: bytes, text: str) -> Node:
    """The innermost element that holds these words."""
    return [node for node in read(pdf).tree.walk() if text in node.text][-1]


def continued(pdf: bytes) -> list[str]:
    """What pages say at their top that goes on there."""
    return [text.split(" (continued)")[0] for text in artifact_texts(pdf) if " (continued)" in text]


def squares(pdf: bytes) -> list[Shape]:
    """The boxes to cross, but for the one that says a sheet is done."""
    found = [shape for shape in shapes(pdf) if abs(shape.box[2] - shape.box[0] - SQUARE) < 1.5]
    return [shape for shape in found if abs(shape.box[3] - shape.box[1] - SQUARE) < 1.5][1:]


def lefts(pdf: bytes) -> set[int]:
    """Where columns of boxes begin."""
    return {round(shape.box[0]) for shape in squares(pdf)}


@pytest.mark.parametrize(
    ("languages", "is_large"),
    [
        pytest.param(("nl",), False, marks=pytest.mark.soak),
        (("en", "nl"), True),
        pytest.param((pseudo.LONG, "nl"), False, marks=pytest.mark.soak),
        ((pseudo.MIRRORED, "nl"), False),
    ],
)
def test_sheets_are_sound_in_every_form(languages: tuple[str, ...], *, is_large: bool) -> None:
    pdf = printed(languages=languages, is_large=is_large)
    prove(pdf, f"sheets in {languages}, large: {is_large}")
    assert min(smallest(pdf)) >= (18 if is_large else 10)


def test_everything_that_is_asked_stands_on_the_sheets() -> None:
    said = " ".join(texts(printed(languages=("en",))))
    with speaking("en"):
        for sheet in sheets():
            for ask in sheet.asks:
                assert str(ask.title).replace(GAP, WRITTEN) in said
                for block in ask.blocks:
                    assert str(block.label) in said, block.label
                    boxes = block.boxes if isinstance(block, Boxes) else ()
                    assert not [box.label for box in boxes if str(box.label) not in said]
        assert all(str(line) in said for line in HOW)


def test_titles_are_headings_and_bookmarks_in_order() -> None:
    pdf = printed("wishes", "steps", languages=("en",))
    heads = [(level, text.strip()) for level, text in outline(pdf)]
    assert heads[0] == (1, "My plan, by pen")
    assert [text for level, text in heads if level == 1][1:] == ["My wishes", "My steps"]
    assert (2, "What do I want in the end?") in heads
    assert (3, "Step 1") in heads
    assert [title for _level, title, _page in bookmarks(pdf)][:3] == [
        "My plan, by pen",
        "My wishes",
        "What do I want in the end?",
    ]


def test_each_chapter_begins_on_a_page_of_its_own_and_is_named_in_the_foot() -> None:
    pdf = printed("wishes", "steps", languages=("en", "nl"))
    starts = {title: page for _level, title, page in bookmarks(pdf)}
    assert starts["My wishes"] < starts["My steps"]
    feet = artifact_texts(pdf)
    pages = len(read(pdf).pages)
    assert any("My steps" in foot for foot in feet)
    assert any("Mijn stappen" in foot for foot in feet)
    assert any(f"Page {pages} of {pages}" in foot for foot in feet)


def test_the_second_language_stands_below_the_first_and_is_named_as_such() -> None:
    found = fragments(printed("wishes", languages=("en", "nl")))
    english = "\n".join(text for language, text in found if language == "en")
    dutch = "\n".join(text for language, text in found if language == "nl")
    assert "What do I want in the end?" in english
    assert "What do I want in the end?" not in dutch
    assert "Wat wil ik uiteindelijk?" in dutch
    assert "Wat wil ik uiteindelijk?" not in english


def test_boxes_are_points_of_lists() -> None:
    blocks = [block for ask in sheets("wishes")[0].asks for block in ask.blocks if isinstance(block, Boxes)]
    crossed = sum(len(block.boxes) + bool(str(block.own)) for block in blocks)
    is_done = 1
    points = read(printed("wishes")).tree.all("LI")
    assert len(list(points)) == crossed + is_done + len(HOW)


def test_a_week_is_a_table_of_days_and_hours() -> None:
    found = tables(printed("childcare", languages=("en",)))
    assert len(found) == 3
    for rows in found:
        assert all(cell.header and cell.scope == "Column" for cell in rows[0])
        assert all(row[0].header and row[0].scope == "Row" for row in rows[1:])
        assert all(not cell.text.strip() for row in rows[1:] for cell in row[1:])
    grid = found[-1]
    assert [row[0].text.strip() for row in grid] == ["Day", *DAYS]
    assert [cell.text.strip() for cell in grid[0][1:4]] == ["7", "8", "9"]
    assert [row[0].text.strip() for row in found[0]] == ["Day", "From", "Until"]


def test_where_the_days_have_no_room_side_by_side_each_has_a_row() -> None:
    table = DayTable("When?", tuple(DAYS), ("From", "Until"))
    [beside] = tables(drawn(table))
    [below] = tables(drawn(table, is_large=True))
    assert [cell.text.strip() for cell in beside[0]] == ["Day", *DAYS]
    assert [row[0].text.strip() for row in below] == ["Day", *DAYS]


def test_there_is_room_for_a_pen() -> None:
    bare, lined = (len(shapes(drawn(Lines("Why?", count)))) for count in (1, 4))
    assert lined == bare + 3
    date = Field("On which day?", (2, 2, 4), "-", after="(day, month, year)")
    places = [shape.box for shape in shapes(drawn(date))]
    assert sum(right - left for left, _bottom, right, _top in places) >= 8 * 6 * MM
    large = [shape.box for shape in shapes(drawn(date, is_large=True))]
    assert max(top - bottom for _left, bottom, _right, top in large) > 12 * MM


def test_boxes_stand_in_as_many_columns_as_their_words_leave_room() -> None:
    few = drawn(Boxes("Which?", tuple(Box(f"Word {number}", "sun") for number in range(6)), "Choose one."))
    long = drawn(Boxes("Which?", tuple(Box(f"{number} {LONG_WORD}", "sun") for number in range(6)), "Choose one."))
    assert len(lefts(few)) == 3
    assert len(lefts(long)) == 1
    prove(few)
    prove(long)


def test_right_to_left_the_boxes_stand_on_the_right() -> None:
    boxes = Boxes("Which?", (Box("One", "sun"),), "Choose one.")
    [left] = [shape.box[0] for shape in squares(drawn(boxes))]
    [right] = [shape.box[0] for shape in squares(drawn(boxes, languages=(pseudo.MIRRORED,)))]
    assert (left < 100, right > 500) == (True, True)


@pytest.mark.parametrize("large", [False, True])
def test_places_for_a_day_are_named_where_they_stand_if_the_page_runs_right_to_left(large: bool) -> None:  # noqa: FBT001
    day = Field("Which day?", (2, 2, 4), "-", "", _("(day, month, year)"))
    pdf = drawn(day, languages=("ar",), is_large=large)
    prove(pdf)
    (names,) = [line for line in lines(pdf) if "السنة" in line.text]
    assert names.text.split() == ["اليوم", "الشهر", "السنة"]
    letters = {glyph.text: glyph.x for glyph in names.glyphs}
    assert letters["ي"] < letters["ش"] < letters["س"]
    figures = [shape.box for shape in read(pdf).pages[0].shapes if shape.mark.mcid is not None]
    (places,) = [box for box in figures if box[3] < names.box[1] and box[3] - box[1] > 15]
    assert places[0] < letters["ي"] < letters["س"] < places[2]
    assert "(dag, maand, jaar)" in [line.text for line in lines(drawn(day, languages=("nl",)))]


def test_a_great_many_boxes_and_things_go_on_over_the_pages() -> None:
    boxes = tuple(Box(f"Box {number}", "sun", "A note that says more about it.", "A mark") for number in range(90))
    groups = tuple(BoxGroup(f"Group {number}", "heart", boxes[:7]) for number in range(9))
    things = Things("Things", tuple(f"Thing {number}" for number in range(9)), (Lines("What?", 5), Lines("Why?", 5)))
    pdf = drawn(Boxes("Which?", boxes, "Choose one.", own="Mine"), GroupedBoxes("All", groups), things)
    prove(pdf)
    said = [line.strip() for line in texts(pdf)]
    assert [line for line in said if line.startswith("Thing ")] == list(things.names)
    assert {f"Box {number}" for number in range(90)} <= set(said)


def test_others_go_first_between_what_is_drawn() -> None:
    pauses: list[None] = []
    pdf = render_worksheet(sheets("steps"), SheetOptions(), lambda: pauses.append(None))
    assert len(pauses) > len(read(pdf).pages)
    assert pdf == printed("steps"), "the same bytes, however often it pauses"


def test_what_goes_on_on_the_next_page_is_named_there() -> None:
    boxes = tuple(Box(f"Box {number}", "sun") for number in range(90))
    many = drawn(Boxes("Which?", boxes, "Choose one."))
    assert continued(many) == ["One page · Which?"]
    things = Things("Things", ("Thing 1", "Thing 2"), tuple(Lines(f"What {number}?", 9) for number in range(3)))
    assert continued(drawn(things)) == ["One page · Thing 1", "One page", "One page · Thing 2"]
    assert "Thing 2" in continued(drawn(things, is_large=True)), "in large print on one line"
    assert not continued(drawn(Lines("What?", 3)))
    assert "continued" not in " ".join(texts(many)), "who hears it knows where she is"


def test_a_line_for_something_of_her_own_has_room_for_words() -> None:
    boxes = Boxes("Which?", tuple(Box(f"Word {number}", "sun") for number in range(6)), "Choose.", own="My own")
    for languages in (("en",), ("en", "nl"), (pseudo.MIRRORED,)):
        [line] = read(drawn(boxes, languages=languages)).tree.all("LBody")[-1].all("Figure")
        [shape] = [each for each in shapes(drawn(boxes, languages=languages)) if each.mark.mcid == line.pieces[0].mcid]
        assert shape.box[2] - shape.box[0] > 80 * MM
        above = squares(drawn(boxes, languages=languages))[-2].box[1]
        assert above - shape.box[1] > PEN_LINE, "and above it nothing but her words"


def test_a_gap_in_a_title_is_a_line_to_write_on_once() -> None:
    ask = Ask("page", f"Who looks after {GAP}?", "heart", (Lines("Why?", 1),), hint=f"About {GAP}.")
    pdf = render_worksheet([Sheet("one", "One", "star", 5, "", (ask,))], SheetOptions(("en", "nl")))
    title = holding(pdf, "Who looks after")
    glyphs = [glyph for piece in title.pieces for glyph in piece.glyphs if glyph.text == "_"]
    assert sum(glyph.width for glyph in glyphs) > 40 * MM
    assert " ".join(texts(pdf)).count(GAP) == len(WRITTEN) // len(GAP)
    assert "About …." in " ".join(texts(pdf))
    assert "Who looks after …?" in [title for _level, title, _page in bookmarks(pdf)]


@pytest.mark.parametrize("languages", [("en", "nl"), (pseudo.MIRRORED, "nl")])
def test_in_large_print_a_week_stays_whole(languages: tuple[str, ...]) -> None:
    found = read(printed("childcare", languages=languages, is_large=True)).tree.all("Table")
    assert [len({piece.page for piece in table.pieces}) for table in found] == [1, 1, 1]


def test_what_opens_a_chapter_stays_on_one_page() -> None:
    pdf = printed("strengths", languages=("en", "nl"), is_large=True)
    assert holding(pdf, "Mijn sterke kanten").page == holding(pdf, "Dit blad is klaar voor mij").page


def test_a_day_has_all_its_languages_on_one_line_where_the_hours_have_room() -> None:
    *_others, low = tables(printed("childcare", languages=("en", "nl")))
    *_others, high = tables(printed("childcare", languages=("en", "nl"), is_large=True))
    assert low[1][0].text.strip() == "Monday · maandag"
    assert high[1][0].text.split() == ["Monday", "maandag"]


def test_a_hint_stands_behind_its_question_where_there_is_room() -> None:
    short, long = drawn(Lines("Why?", 1, "A word.")), drawn(Lines("Why?", 1, "Many words. " * 20))
    assert "Why? · A word." in [text.strip() for text in texts(short)]
    assert "Why?" in [text.strip() for text in texts(long)]


def test_no_page_ends_a_question_with_one_small_thing() -> None:
    blocks = [Lines(f"Question {number}?", 3) for number in range(8)]
    pdf = drawn(*blocks)
    assert holding(pdf, "Question 6?").page == holding(pdf, "Question 7?").page == 1


def test_units_that_have_no_room_beside_their_figures_stand_above() -> None:
    date = Field("When?", (2, 2, 4), "-", after="(day, month, year, as on your own wall)")
    prove(drawn(date, is_large=True))
    assert "year" in holding(drawn(date, is_large=True), "When?").text
    assert "year" not in holding(drawn(date), "When?").text

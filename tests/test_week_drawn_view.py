"""The drawn week on pages, among the answers to check and in the print view, and what a page works out as she types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from client import Visitor, squeezed
from drawn_weeks import LEGEND, NAMES, TITLE, drawn_week, draws, of_everybody, of_three
from flask import Flask
from markup import SVG, Markup
from places import LINE, STORY, WEEK, answer
from pseudo import MIRRORED
from test_weight import MOST_BYTES, Scales

from trajectplan.plan.document import Plan
from trajectplan.plan.result import Result, Told
from trajectplan.plan.summary import Block, Grid, Own
from trajectplan.plan.week_drawn import Mark, WeekDrawn
from trajectplan.questions import WeekHours
from trajectplan.web.week_drawn import SIZE, WIDTH, WeekShown, initials_of, shown

BOX = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z")
ComeWith = Callable[..., Visitor]
MONDAY = {f"{WEEK.name}-mon-1-from": ["8"], f"{WEEK.name}-mon-1-until": ["15.30"]}
TUESDAY = {f"{WEEK.name}-tue-1-from": ["9"], f"{WEEK.name}-tue-1-until": ["12"]}
KEPT = Plan(answers={WEEK.name: {"wed": [["08:30", "12:15"]]}})


def boxes(path: str) -> list[tuple[int, int, int, int]]:
    """The boxes of a path: from the left, from above, width and height."""
    found = [(int(x), int(y), int(width), int(height)) for x, y, width, height, _back in BOX.findall(path)]
    assert "".join(f"M{x} {y}h{width}v{height}h-{width}z" for x, y, width, height in found) == path
    return found


@pytest.fixture
def draw(app: Flask) -> Iterator[Callable[..., WeekShown]]:
    """Draws a week in some languages."""
    with app.test_request_context():
        yield shown


# In places ------------------------------------------------------------------------------------------------------------


def test_every_mark_is_a_box_in_the_lane_of_its_child_and_day(draw: Callable[..., WeekShown]) -> None:
    week = of_three()
    drawn = draw(week, ["nl"])
    assert [kind for kind, _path in drawn.paths] == list(week.kinds)
    for kind, path in drawn.paths:
        marks = [mark for day in week.days for lane in day for mark in lane if mark.kind == kind]
        assert len(boxes(path)) == len(marks) > 0
    every = [box for _kind, path in drawn.paths for box in boxes(path)]
    tops = sorted({y for _x, y, _width, _height in every})
    assert len(tops) <= 7 * 4
    assert all(x >= 0 and x + width <= WIDTH and y + height <= drawn.height for x, y, width, height in every)


def test_right_to_left_the_day_begins_on_the_right(draw: Callable[..., WeekShown]) -> None:
    week = of_three()
    hours = {language: draw(week, [language]).hours for language in ("nl", MIRRORED)}
    for language, sign in (("nl", 1), (MIRRORED, -1)):
        places = [place.x * sign for place in hours[language][: len(hours[language]) // 2]]
        assert places == sorted(places)
    assert [int(place.text) for place in hours["nl"]] == [0, 3, 6, 9, 12, 15, 18, 21, 24] * 2
    mirrored, plain = draw(week, [MIRRORED, "nl"]), draw(week, ["nl", MIRRORED])
    assert plain.direction == "ltr"
    assert mirrored.direction == "rtl"
    for (_kind, path), (_same, other) in zip(plain.paths, mirrored.paths, strict=True):
        pairs = zip(boxes(path), boxes(other), strict=True)
        assert all(x + width + x_too == WIDTH and width == w for (x, _y, width, _h), (x_too, _y2, w, _h2) in pairs)


def test_days_are_named_in_every_language_that_has_other_names(draw: Callable[..., WeekShown]) -> None:
    both = draw(of_three(), ["nl", MIRRORED]).days
    assert [(names.language, names.direction, names.anchor) for names in both] == [
        ("nl", "ltr", "start"),
        (MIRRORED, "rtl", "end"),
    ]
    assert [place.text for place in both[0].places] == ["ma", "di", "wo", "do", "vr", "za", "zo"]
    assert len(draw(of_three(), ["nl", "nl"]).days) == 1


@pytest.mark.parametrize("children", [1, 2, 3, 6, 10])
def test_the_smallest_and_the_largest_family_fit(draw: Callable[..., WeekShown], children: int) -> None:
    week = of_three()
    names = tuple(Own(chr(ord("A") + number)) for number in range(children))
    days = tuple((day[0],) * children + day[-1:] for day in week.days)
    for is_large, most, least in ((False, 1.95, 3), (True, 1.34, 3)):
        drawn = draw(replace(week, names=names, days=days), ["nl", "en"], is_large=is_large)
        every = [box for _kind, path in drawn.paths for box in boxes(path)]
        assert min(height for _x, _y, _width, height in every) >= least
        assert drawn.height <= most * WIDTH
        upper = sorted({(y, y + height) for _x, y, _width, height in every})
        assert all(below[0] > above[1] for above, below in pairwise(upper)), "lanes stand apart"
        assert not is_large or not drawn.initials or drawn.size_of_initials == SIZE


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("A", "Bloem", "C"), ["A", "B", "C"]),
        (("Bloem", "Boom"), ["1", "2"]),
        (("Jo", "J"), ["Jo", "J"]),
        (("A",), []),
    ],
)
def test_lanes_are_known_by_a_letter_or_by_their_number(names: tuple[str, ...], told: list[str]) -> None:
    assert initials_of(names) == told


# On her pages ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Plan], Result | None]], None]:
    """Has the page with a week work something out."""
    return lambda found: monkeypatch.setattr(WEEK.page, "worked_out", draws(found), raising=False)


@pytest.fixture
def drawing_page(worked_out: Callable[..., None]) -> None:
    """The page with a week draws it."""
    worked_out(of_everybody)


def weeks_in(page: Markup) -> list[Any]:
    """The drawings of a week on a page."""
    return list(page.all("div", class_="week"))


@pytest.mark.parametrize("first", [True, False])
def test_what_is_worked_out_stands_where_the_page_wants_it(
    come_with: ComeWith, drawing_page: None, monkeypatch: pytest.MonkeyPatch, *, first: bool
) -> None:
    del drawing_page
    monkeypatch.setattr(WEEK.page, "result_first", first)
    visitor = come_with(KEPT)
    visitor.go(WEEK.url(visitor))
    page = visitor.page
    (figure,) = weeks_in(page)
    order = list(page.all("div", "fieldset", "button"))
    assert (order.index(figure) < order.index(next(page.all("fieldset")))) is first
    buttons = [each for each in page.all("button", value="next") if each.get("tabindex") != "-1"]
    assert order.index(figure) < order.index(buttons[0])
    assert [path.get("class") for path in figure.iter(f"{SVG}path") if path.get("class")]


def test_all_parts_of_it_are_told(come_with: ComeWith, worked_out: Callable[..., None]) -> None:
    table = Grid(TITLE, (TITLE,) * 5, (("een", "twee", "drie", Own("vier"), "vijf"),))
    told = Told("Kop", ("Zin een", "Zin twee"), lead="Voorop", sign="check-circle")
    result = Result((told,), (of_three(), of_three()), (replace(told, heading="Later", folded=True),), table)
    worked_out(lambda _plan: result)
    visitor = come_with(KEPT)
    visitor.go(WEEK.url(visitor))
    page = visitor.page
    assert len(weeks_in(page)) == 2
    assert "Kop" in [page.text(each) for each in page.all("h2")]
    fold = next(each for each in page.all("details") if "Later" in page.text(each))
    assert squeezed(page.text(fold)) == "LaterVooropZineenZintwee"
    assert [page.text(each) for each in page.all("p", class_="big")] == ["Voorop", "Voorop"]
    cells = [(each.get("role"), page.text(each)) for each in page.one("table").iter("td")]
    assert cells == [("cell", text) for text in ("twee", "drie", "vier", "vijf")]


def test_a_legend_for_what_occurs_and_whose_lanes_they_are(
    come_with: ComeWith, worked_out: Callable[..., None]
) -> None:
    week = replace(of_three(), days=(((), (), (), (Mark("fixed", 540, 600), Mark("mine", 600, 900))),) * 7)
    worked_out(lambda _plan: Result(drawings=(week,)))
    visitor = come_with(KEPT)
    visitor.go(WEEK.url(visitor))
    (figure,) = weeks_in(visitor.page)
    told = [visitor.page.text(each) for each in figure.iter("li")]
    assert len(told) == len(week.kinds) == 2
    assert len(LEGEND) > len(told)
    assert [name.text for name in figure.iter("bdi")] == [name.text for name in NAMES]


@pytest.mark.parametrize("language", ["nl", "en", MIRRORED])
def test_the_drawn_week_in_another_language(come_with: ComeWith, drawing_page: None, language: str) -> None:
    del drawing_page
    visitor = come_with(KEPT, language)
    visitor.go(WEEK.url(visitor))
    (figure,) = weeks_in(visitor.page)
    assert figure.get("dir") == visitor.page.root.get("dir")


def test_a_page_that_works_nothing_out_has_no_place_for_it(come_with: ComeWith) -> None:
    visitor = come_with(KEPT)
    visitor.go(LINE.url(visitor))
    assert "the-result" not in visitor.page.by_id


# While she goes on ----------------------------------------------------------------------------------------------------


def drawn_as_typed(visitor: Visitor, fields: dict[str, list[str]], **changed: str) -> tuple[int, str]:
    """What our script is answered when she has typed this on the page in front of her: status and text."""
    page, url = visitor.page, visitor.path
    page.fill(fields)
    pairs = [(name, value) for name, value in page.sent(page.buttons()["next"]) if name != "do"]
    sent = {**dict(pairs), "do": "draw", **changed}
    response = visitor.client.post(url, data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    visitor.client.page = page
    return response.status_code, response.get_data(as_text=True)


def marks_in(fragment: str, kind: str) -> int:
    """How many marks of this kind are drawn on a page, or in a piece of one."""
    page = Markup(fragment if "<html" in fragment else f"<!doctype html><title>x</title>{fragment}")
    assert page.errors == []
    return sum(len(BOX.findall(path.get("d", ""))) for path in page.all(f"{SVG}path", class_=kind))


@pytest.fixture
def typing(come_with: ComeWith, drawing_page: None) -> Visitor:
    """Somebody who kept a Wednesday, in front of the page that draws it."""
    del drawing_page
    visitor = come_with(KEPT)
    visitor.go(WEEK.url(visitor))
    return visitor


def test_what_she_typed_is_drawn_and_not_kept(typing: Visitor) -> None:
    assert marks_in(typing.page.html, "care") == 1
    before = typing.downloaded()
    status, fragment = drawn_as_typed(typing, {**MONDAY, **TUESDAY})
    assert status == 200
    assert marks_in(fragment, "care") == 3
    assert "<form" not in fragment
    assert "<main" not in fragment
    assert typing.downloaded() == before


def test_before_the_first_answer_there_is_a_drawing_too(visitor: Visitor, drawing_page: None) -> None:
    del drawing_page
    visitor.start("nl")
    visitor.go(WEEK.url(visitor))
    assert weeks_in(visitor.page) == []
    status, fragment = drawn_as_typed(visitor, MONDAY)
    assert (status, marks_in(fragment, "care")) == (200, 1)
    visitor.go(visitor.address("wizard.task_list"))
    assert not visitor.page.one("main").get("hidden")
    assert visitor.client.get(visitor.address("files.download")).status_code != 200


def test_taken_away_the_drawing_goes(typing: Visitor) -> None:
    nothing = {f"{WEEK.name}-wed-1-from": [""], f"{WEEK.name}-wed-1-until": [""]}
    assert drawn_as_typed(typing, nothing) == (200, "")


@pytest.mark.parametrize("slip", [["25:00"], ["acht"]])
def test_with_a_slip_the_other_days_are_drawn(typing: Visitor, slip: list[str]) -> None:
    status, fragment = drawn_as_typed(typing, {**MONDAY, **TUESDAY, f"{WEEK.name}-tue-1-from": slip})
    assert (status, marks_in(fragment, "care")) == (200, 2)
    assert answer(typing, WEEK.name) == KEPT.answers[WEEK.name]
    assert slip[0] not in fragment


def test_half_typed_is_no_time_yet(typing: Visitor) -> None:
    status, fragment = drawn_as_typed(typing, {f"{WEEK.name}-mon-1-from": ["8"]})
    assert (status, marks_in(fragment, "care")) == (200, 1)


def test_after_a_slip_the_page_itself_draws_the_other_days(typing: Visitor) -> None:
    assert typing.press("next", {**MONDAY, f"{WEEK.name}-tue-1-from": ["25:00"]}) == 422
    assert marks_in(typing.page.html, "care") == 2
    typing.go(WEEK.url(typing))
    assert marks_in(typing.page.html, "care") == 2


def test_without_a_session_there_is_no_answer(typing: Visitor) -> None:
    typing.client.delete_cookie("plan")
    assert drawn_as_typed(typing, MONDAY) == (204, "")


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_of_nobody_is_not_answered(typing: Visitor, token: str) -> None:
    assert drawn_as_typed(typing, MONDAY, token=token) == (204, "")


def test_a_form_made_for_another_plan_is_not_answered(typing: Visitor, come_with: ComeWith) -> None:
    other = come_with(Plan(answers={STORY.name: "Van een ander"}))
    other.go(WEEK.url(other))
    token = next(other.page.all("input", name="token")).get("value", "")
    assert drawn_as_typed(typing, MONDAY, token=token) == (204, "")
    assert drawn_as_typed(typing, MONDAY)[0] == 200


def test_another_site_is_not_answered(typing: Visitor) -> None:
    page = typing.page
    pairs = [*page.sent(page.buttons()["next"]), ("do", "draw")]
    assert typing.post(typing.path, pairs, Sec_Fetch_Site="cross-site") == 403


def test_changed_elsewhere_what_was_shown_stays(typing: Visitor) -> None:
    assert drawn_as_typed(typing, MONDAY, revision="older") == (204, "")


def test_a_page_that_works_nothing_out_has_no_answer(come_with: ComeWith) -> None:
    visitor = come_with(KEPT)
    visitor.go(LINE.url(visitor))
    assert drawn_as_typed(visitor, {LINE.name: ["Woorden"]}) == (204, "")
    assert answer(visitor, LINE.name) is None


def test_our_script_may_ask_our_own_server_and_no_other(typing: Visitor) -> None:
    response = typing.client.get(typing.path)
    assert "connect-src 'self';" in response.headers["Content-Security-Policy"]


# To check and to print ------------------------------------------------------------------------------------------------


@pytest.fixture
def drawn_answers(monkeypatch: pytest.MonkeyPatch) -> WeekDrawn:
    """A week that is asked for reads as a table with a drawing."""
    week = of_three()

    def blocks(question: WeekHours, *, paper: bool = False) -> Iterator[Block]:
        del paper
        if question.data:
            yield Grid(TITLE, (TITLE, TITLE), ((TITLE, "8:00"),), drawn=week)

    monkeypatch.setattr(WeekHours, "blocks", blocks)
    return week


def test_answers_to_check_show_the_drawing_above_the_table(come_with: ComeWith, drawn_answers: WeekDrawn) -> None:
    visitor = come_with(KEPT)
    visitor.go(visitor.address("wizard.check", chapter=WEEK.chapter))
    page = visitor.page
    (figure,) = weeks_in(page)
    order = [each for each in page.all("div", "table") if each.tag == "table" or each is figure]
    assert [each.tag for each in order] == ["div", "table"]
    assert sum(len(BOX.findall(path.get("d", ""))) for path in figure.iter(f"{SVG}path")) == marks(drawn_answers)


def marks(week: WeekDrawn) -> int:
    """How many marks there are in it."""
    return sum(len(lane) for day in week.days for lane in day)


@pytest.mark.parametrize("language", ["nl", "en", MIRRORED])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_the_print_view_draws_it_above_its_table(
    come_with: ComeWith, drawn_answers: WeekDrawn, language: str, size: str
) -> None:
    visitor = come_with(replace(KEPT, language=language, printing={"size": size}), language)
    visitor.go("/print/view")
    links = [link.get("href", "") for link in visitor.page.all("a")]
    found = []
    for link in (each for each in links if each.startswith("/print/view/")):
        visitor.go(link)
        found += [(figure, visitor.page) for figure in weeks_in(visitor.page)]
    ((figure, page),) = found
    order = list(page.all("div", "table"))
    assert order.index(figure) < order.index(next(page.all("table")))
    assert sum(len(BOX.findall(path.get("d", ""))) for path in figure.iter(f"{SVG}path")) == marks(drawn_answers)
    days = [page.text(each) for each in figure.iter(f"{SVG}g") if each.get("lang")]
    assert len(days) == (1 if language == "nl" else 2)
    assert figure.get("lang") == language


def test_many_drawings_go_on_several_pages_of_the_print_view(
    come_with: ComeWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = of_three()
    grids = [Grid(TITLE, (TITLE, TITLE), ((TITLE, "8:00"),), drawn=week)] * 9
    monkeypatch.setattr(WeekHours, "blocks", lambda question, **_paper: iter(grids if question.data else ()))
    scales = Scales(come_with(replace(KEPT, language="en"), "en"))
    scales.visitor.go("/print/view")
    links = [link.get("href", "") for link in scales.visitor.page.all("a")]
    drawn = []
    for link in (each for each in links if each.startswith("/print/view/")):
        scales.weigh(link, "drawn")
        drawn.append(len(weeks_in(scales.visitor.page)))
    assert sum(drawn) == len(grids)
    assert max(total for total, _state, _path in scales.found) <= MOST_BYTES


def test_a_week_of_everybody_together_has_no_letters(draw: Callable[..., WeekShown]) -> None:
    plan = Plan(answers={"week_way": "quick", "everybody_hours": KEPT.answers[WEEK.name]})
    assert draw(drawn_week(plan, ["Alle kinderen"]), ["nl"]).initials == []

"""What stands around the questions: the task list, the ends of roads, all answers, and what may go on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from client import Visitor
from depths import (
    AT_A,
    AT_B,
    AT_BIRDS,
    AT_C,
    AT_D,
    AT_E,
    AT_F,
    CAUTION,
    CHAPTERS,
    FIRST,
    NEVER,
    ONLY_MORE,
    add_bird,
    past_the_code,
    road,
    say,
    walked,
)
from flask import Flask
from program import MakeApp
from pypdf import PdfReader
from specimen import ICONS

from trajectplan.pages import Chapter, Page, Screen
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Text
from trajectplan.questions import LongText


@pytest.fixture(scope="module")
def small(make_app: MakeApp) -> Flask:
    """The program with chapters that have pages of every depth."""
    return make_app(CHAPTERS, languages=("nl", "en"))


@pytest.fixture
def she(small: Flask, no_errors_logged: None) -> Visitor:
    """Somebody on the task list, with nothing answered."""
    del no_errors_logged
    return Visitor(small).start("en")


# Where she comes in ---------------------------------------------------------------------------------------------------


def test_the_task_list_leads_to_what_is_still_open(she: Visitor) -> None:
    she.go(AT_A)
    say(she, "Alpha")
    she.go("/plan")
    she.follow(AT_B)
    say(she, "Beta")
    say(she, "Delta")
    she.go("/plan")
    she.follow(AT_A)


def test_the_task_list_counts_the_core(she: Visitor) -> None:
    assert she.sees("The short road: about 10 minutes")
    assert not she.sees("More about this")
    she.go(AT_A)
    say(she, "Alpha")
    she.go("/plan")
    assert she.sees("Started: 1 of 3")
    assert she.sees("More about this, if you like: one question")
    assert "%" not in she.page.text()
    she.follow(AT_C)
    say(she, "Gamma")
    she.go("/plan")
    assert she.sees("Started: 1 of 3")
    assert not she.sees("More about this")


def test_the_short_road_is_offered_until_she_was_at_its_end(she: Visitor) -> None:
    she.go("/plan/short")
    say(she, "Beta")
    she.go("/plan")
    assert she.sees("Started: 1 of 3")
    she.follow("/plan/short")
    assert (she.path, road(she)) == (AT_BIRDS, "short"), "to the first question that is still open"
    list(walked(she, "skip"))
    assert she.sees("Your plan stands")
    she.go("/plan")
    assert not she.sees("The short road")


def test_the_short_road_is_done_when_all_of_it_is_answered(she: Visitor) -> None:
    she.go(AT_B)
    say(she, "Beta")
    she.go(AT_BIRDS)
    add_bird(she, "Zwaluw")
    she.go(AT_F)
    say(she, "Zeta")
    she.go("/plan")
    assert not she.sees("The short road")


def test_an_empty_short_road_makes_no_plan(she: Visitor) -> None:
    she.go("/plan/short")
    list(walked(she))
    assert she.sees("You have come to the end of the short road")
    she.go("/plan")
    assert she.sees("The short road")


def test_she_goes_on_where_she_was(she: Visitor) -> None:
    she.go("/plan/short")
    say(she, "Beta")
    she.go("/plan")
    links = [link.get("href", "") for link in she.page.all("a")]
    assert f"{AT_B}?from=short" in links
    she.go(AT_C)
    say(she, "Gamma")
    she.go("/plan")
    assert f"{AT_C}?from=more" in [link.get("href", "") for link in she.page.all("a")]


def test_an_empty_road_leads_nowhere_wrong(make_app: MakeApp) -> None:
    visitor = Visitor(make_app((ONLY_MORE, NEVER, FIRST), languages=("nl", "en"))).start("en")
    visitor.follow("/plan/1/1")
    assert road(visitor) == "more"
    assert list(walked(visitor)) == ["/plan/1/1"]
    assert visitor.path == "/plan/1/end"
    assert AT_A.replace("/1/", "/3/") in [link.get("href", "") for link in visitor.page.all("a")], "past the empty one"
    visitor.go("/plan/2/end")
    assert visitor.status == 200
    assert not visitor.sees("More about this")
    for chapter in (0, 1, 2, 3):
        assert visitor.go(f"/check/{chapter}" if chapter else "/check") == 200


def test_no_short_pages_no_short_road(make_app: MakeApp) -> None:
    visitor = Visitor(make_app((ONLY_MORE,), languages=("nl", "en"))).start("en")
    assert not visitor.sees("The short road")
    visitor.go("/plan/short")
    assert visitor.path == "/plan"


def test_the_note_of_a_chapter_stands_on_its_first_page_of_each_road(she: Visitor) -> None:
    she.go(AT_A)
    assert she.sees("Mind the note.")
    assert she.sees("How the first begins.")
    she.go(f"{AT_B}?from=short")
    assert she.sees("Mind the note.")
    assert not she.sees("How the first begins.")
    she.go(AT_B)
    assert not she.sees("Mind the note.")


# Her answers, and paper -----------------------------------------------------------------------------------------------


def test_what_is_empty_is_an_offer(she: Visitor) -> None:
    she.go("/check")
    assert she.sees("Nothing stands here yet.")
    she.go(AT_A)
    say(she, "Alpha")
    she.go("/check")
    assert she.sees("You told something here")
    she.follow("/check/1")
    fold = next(each for each in she.page.all("details") if AT_B in str([a.get("href") for a in each.iter("a")]))
    assert [link.get("href") for link in fold.iter("a")] == [f"{AT_B}?from=check", f"{AT_D}?from=check"]
    assert not {"skip", "missing", "incomplete"} & set(she.page.text().lower().split())
    she.follow(AT_C)
    assert road(she) == "more"


def test_one_answer_stands_below_its_heading_without_the_question(she: Visitor) -> None:
    she.go(AT_A)
    say(she, "Alpha")
    she.go("/check/1")
    (told,) = (each for each in she.page.all("section") if AT_A in str([a.get("href") for a in each.iter("a")]))
    assert "one" in told.get("class", "").split()
    assert she.page.text(next(told.iter("dt"))) == "What about Alpha?", "who hears the page still hears the question"


def printable(visitor: Visitor) -> dict[str, bool]:
    """The parts that are offered for the print, and whether each stands ticked."""
    visitor.go("/print")
    return {box.get("value", ""): box.get("checked") is not None for box in visitor.page.all("input", name="parts")}


def test_after_the_short_road_the_print_is_short(she: Visitor) -> None:
    she.go("/plan/short")
    say(she, "Beta")
    assert printable(she) == {"one_page": True, "first": True, "agreements": False, "conversation": False}
    she.submit(she.page.default_button(next(form for form in she.page.all("form") if form.get("action") == "/print")))
    she.go(AT_E)
    say(she, "Epsilon")
    pages_for_the_talk = {"agreements": False, "conversation": False}
    assert printable(she) == {"one_page": True, "first": True, "second": True, **pages_for_the_talk}


def test_beyond_the_short_road_everything_is_printed(she: Visitor) -> None:
    she.go(AT_A)
    say(she, "Alpha")
    assert printable(she) == {"one_page": True, "first": True, "agreements": True, "conversation": True}


def test_choosing_what_to_print_reads_the_answers_once(she: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    she.go(AT_A)
    say(she, "Alpha")
    made: list[Screen] = []
    words = Screen.words

    def counted(screen: Screen, plan: Plan) -> dict[str, Text]:
        made.append(screen)
        return words(screen, plan)

    monkeypatch.setattr(Screen, "words", counted)
    she.go("/print")
    assert made
    assert len(made) == len(set(made))


def about(role: str) -> type[Page]:
    """A page with one question, of which page one tells."""
    fields = {
        "__module__": __name__,
        "icon": ICONS[0],
        "title": f"The page about {role}",
        role: LongText(f"What about {role}?", role=role),
    }
    return type(f"Page{role}", (Page,), fields)


WISHES = Chapter("wishes", ICONS[0], "The chapter of wishes", 1, "", (about("goal"),))
CARE = Chapter("care", ICONS[1], "The chapter of care", 1, "", (about("conditions"),))


@pytest.fixture
def told(make_app: MakeApp, no_errors_logged: None) -> Visitor:
    """Somebody with an answer in each of two chapters, of which page one tells."""
    del no_errors_logged
    visitor = Visitor(make_app((WISHES, CARE), languages=("nl", "en"))).start("en")
    for address, name, words in (("/plan/1/1", "goal", "Zwaluwnest"), ("/plan/2/1", "conditions", "Merelnest")):
        visitor.go(address)
        visitor.press("next", {name: [words]})
        past_the_code(visitor)
    return visitor


def on_paper(visitor: Visitor, *parts: str) -> tuple[bool, bool]:
    """Print these parts: whether her wish and her childcare are on paper."""
    paper = visitor.printed(parts=parts)
    return "Zwaluwnest" in paper, "Merelnest" in paper


def test_page_one_says_nothing_of_a_chapter_that_she_switched_off(told: Visitor) -> None:
    told.go("/print")
    assert told.sees("The main points of the chapters you choose. Do you choose none? Then of all chapters.")
    assert on_paper(told, "one_page", "wishes") == (True, False)
    assert on_paper(told, "one_page", "care") == (False, True)
    assert on_paper(told, "one_page") == (True, True)


def test_emptying_the_only_chapter_she_chose_lets_no_other_onto_paper(told: Visitor) -> None:
    on_paper(told, "one_page", "care")
    told.go("/plan/2/1")
    told.press("next", {"conditions": [""]})
    told.go("/print/plan.pdf")
    assert "Zwaluwnest" not in "".join(page.extract_text() for page in PdfReader(BytesIO(told.data)).pages)


def test_a_caution_stands_once_above_the_button(she: Visitor) -> None:
    she.go(AT_A)
    say(she, "Alpha")
    she.go("/print")
    assert not she.sees(CAUTION)
    she.go(AT_BIRDS)
    add_bird(she, "Zwaluw")
    she.go("/print")
    assert she.page.text().count(CAUTION) == 1

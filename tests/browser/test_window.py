"""What only a browser can tell: Back after wiping, Enter, forced colours, where the focus goes, a lost connection."""

from __future__ import annotations

import json

import pseudo
import pytest
from browsing import KeyboardVisitor, Open
from places import CARDS, LINE, STORY, WEEK, page_with
from program import ALL
from slips import slips

from trajectplan.questions import Date

WORDS = "Kwikzilverduif"
DAY = page_with(Date)
script_or_not = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@script_or_not
def test_nothing_of_hers_is_left_behind_the_back_button(open_browser: Open, *, script: bool) -> None:
    visitor = open_browser(script=script)
    visitor.start("nl", "shared")
    visitor.go(LINE.url(visitor))
    visitor.press("next", {LINE.name: [WORDS]})
    code = visitor.shown_code()
    visitor.choose("written")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [f"{WORDS} in de boom"]})
    visitor.go(visitor.address("wizard.check", chapter=STORY.chapter))
    assert visitor.sees(WORDS)
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: [f"{WORDS} nog niet bewaard"]})
    visitor.press("wipe")
    visitor.stop()
    for _turn in range(visitor.tab.evaluate("history.length")):
        visitor.tab.go_back()
        shown = visitor.tab.content() + json.dumps(visitor.tab.evaluate(TYPED))
        assert WORDS not in shown, visitor.tab.url
        assert code not in shown, visitor.tab.url
        assert code.replace(" ", "") not in shown, visitor.tab.url
    assert visitor.tab.context.cookies() == []


TYPED = "[...document.querySelectorAll('input, textarea')].map((each) => each.value)"


@script_or_not
def test_enter_means_next(open_browser: Open, *, script: bool) -> None:
    visitor = open_browser(script=script)
    visitor.start("nl")
    visitor.go(LINE.url(visitor))
    box = visitor.tab.locator(f"input[name='{LINE.name}']")
    box.fill("Zwaluw")
    with visitor.tab.expect_navigation():
        box.press("Enter")
    assert visitor.downloaded()["answers"] == {LINE.name: "Zwaluw"}
    assert visitor.tab.url.endswith(visitor.address("keep.code"))


def test_the_error_summary_has_the_focus_and_leads_to_the_input(open_browser: Open) -> None:
    visitor = open_browser(kind=KeyboardVisitor)
    assert isinstance(visitor, KeyboardVisitor)
    visitor.start("nl")
    visitor.go(WEEK.url(visitor))
    slip = next(slips(WEEK.question))
    assert visitor.press("next", slip.fields) == 422
    assert visitor.tab.evaluate("document.activeElement.id") == "the-errors"
    problem = visitor.problems[0]
    link = visitor.tab.locator(f"#the-errors a[href='#{problem.target}']").first
    visitor.reach(link)
    visitor.tab.keyboard.press("Enter")
    assert visitor.tab.evaluate("document.activeElement.id") == problem.target


def test_the_first_tab_leads_past_the_header(open_browser: Open) -> None:
    visitor = open_browser()
    visitor.start("nl")
    visitor.go(LINE.url(visitor))
    visitor.tab.keyboard.press("Tab")
    assert visitor.tab.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    visitor.tab.keyboard.press("Enter")
    visitor.tab.keyboard.press("Tab")
    assert visitor.tab.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("1/9/2027", "ltr"),
        ("1-9-2027", "ltr"),
        ("١/٩/٢٠٢٧", "ltr"),
        ("1 september 2027", "ltr"),
        ("1 سبتمبر 2027", "rtl"),
        ("١ سبتمبر ٢٠٢٧", "rtl"),
    ],
)
def test_a_day_is_read_as_it_was_typed(open_browser: Open, typed: str, way: str) -> None:
    visitor = open_browser()
    visitor.start(pseudo.MIRRORED)
    visitor.go(DAY.url(visitor))
    box = visitor.tab.locator(f"input[name='{DAY.name}']")
    box.fill(typed)
    assert box.evaluate("(box) => getComputedStyle(box).direction") == way


def test_in_forced_colours(open_browser: Open) -> None:
    visitor = open_browser(320, kind=KeyboardVisitor, forced_colors="active", reduced_motion="reduce")
    visitor.start("nl")
    visitor.go(CARDS.url(visitor))
    card = visitor.tab.locator("label", has=visitor.tab.locator(f"input[name='{CARDS.name}']")).first
    before = card.screenshot()
    card.click()
    assert card.locator("input").is_checked()
    assert card.screenshot() != before, "a chosen card looks like any other"
    for number, page in enumerate(ALL[-1].pages, start=1):
        if page.each is None:
            visitor.go(visitor.address("wizard.page", chapter=len(ALL), number=number))
            visitor.tab.keyboard.press("Tab")
            assert isinstance(visitor, KeyboardVisitor)
            assert visitor.focus_is_seen(), visitor.url
    assert visitor.wrong == []


@pytest.mark.parametrize("width", [320, 1280])
def test_every_card_on_the_page_of_choices_is_laid_out_as_one(open_browser: Open, width: int) -> None:
    visitor = open_browser(width)
    visitor.start("nl")
    visitor.go(STORY.url(visitor))
    visitor.press("next", {STORY.name: [WORDS]})
    visitor.go("/print")
    cards = visitor.tab.locator("label.card")
    assert visitor.tab.locator("label.card:has([name=with_code])").count() == 1
    assert set(cards.evaluate_all("found => found.map(each => getComputedStyle(each).display)")) == {"flex"}


def test_without_a_connection_the_words_stay(open_browser: Open) -> None:
    visitor = open_browser()
    visitor.start("nl")
    visitor.go(STORY.url(visitor))
    visitor.type({STORY.name: [WORDS]})
    visitor.tab.context.set_offline(True)
    visitor.tab.locator("main button[value='next']").first.click()
    box = visitor.tab.locator(f"textarea[name='{STORY.name}']")
    assert box.input_value() == WORDS
    assert visitor.tab.locator("#the-line").is_visible()
    visitor.tab.context.set_offline(False)
    with visitor.tab.expect_navigation():
        visitor.tab.locator("main .do button[value='next']").click()
    assert visitor.downloaded()["answers"] == {STORY.name: WORDS}


def test_counts_the_characters_that_are_left(open_browser: Open) -> None:
    visitor = open_browser()
    visitor.start("nl")
    visitor.go(STORY.url(visitor))
    longest = int(visitor.tab.locator(f"textarea[name='{STORY.name}']").get_attribute("data-longest") or "0")
    visitor.type({STORY.name: ["x" * 10]})
    visitor.tab.wait_for_function(
        "(left) => document.querySelector('.count').textContent.includes(left)", arg=str(longest - 10)
    )
    assert visitor.wrong == []

"""The rules of the requests: by the age of her children, how certain each is, and how old the law is they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import MakeApp
from strategies import SOME, spoken
from test_steps import filled, read, spelled, things
from werkzeug.datastructures import MultiDict

from trajectplan.catalogue import LAW_READ, LAW_READ_CHILDCARE, LAW_UNTIL, MARKS, REQUESTS
from trajectplan.chapters.steps import STEPS, requests
from trajectplan.chapters.steps.requests import AskChildcare, Asking, AskMoney, AskSupport, RequestCards
from trajectplan.pages import Page
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Item, List, Own, Row
from trajectplan.questions.texts import Day

ASK_PAGES = [page for page in STEPS.pages if issubclass(page, Asking)]
GENERAL = [key for key, card in REQUESTS.items() if not card.child]


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken("en"):
        yield


def offered(*ages: int | None) -> set[str]:
    """The cards of all pages, for children of these ages."""
    plan = Plan(answers={"children": things(*({"name": "A", "age": age} for age in ages))})
    forms = [page(plan=plan) for page in ASK_PAGES]
    return {option.key for form in forms for card in form if isinstance(card, RequestCards) for option in card.options}


def test_every_card_of_the_catalogue_stands_on_one_page() -> None:
    shown = [
        option.key for page in ASK_PAGES for card in page() if isinstance(card, RequestCards) for option in card.known
    ]
    assert sorted(shown) == sorted(REQUESTS)


@pytest.mark.parametrize(
    ("ages", "kinds"),
    [
        ((4,), {"under_5", "under_12"}),
        ((5,), {"under_12"}),
        ((11, 15), {"under_12"}),
        ((12,), set()),
        ((2,), {"under_5", "under_12", "two_or_three"}),
        ((3, 17), {"under_5", "under_12", "two_or_three"}),
        ((), {"under_5", "under_12", "two_or_three"}),
        ((17, None), {"under_5", "under_12", "two_or_three"}),
    ],
)
def test_a_card_about_a_child_needs_a_child_of_that_age(ages: Sequence[int | None], kinds: set[str]) -> None:
    assert offered(*ages) == {key for key, card in REQUESTS.items() if not card.child or card.child in kinds}


@given(st.lists(st.none() | st.integers(0, 17), max_size=6), st.integers(0, 17))
@SOME
def test_one_more_child_takes_no_card_away(ages: list[int | None], one_more: int) -> None:
    known = [age for age in ages if age is not None]
    assert set(GENERAL) <= offered(*ages) <= offered(*ages, None)
    assert offered(*known) == offered(*reversed(known))
    if known:
        assert offered(*known) <= offered(*known, one_more)


def test_a_request_for_a_child_who_grew_is_kept_but_not_made() -> None:
    answers = {"requests_support": ["child_under_five", "interpreter"]}
    children = things({"name": "A", "age": 9})
    (cards, _law) = read(AskSupport, answers, children=children)
    assert isinstance(cards, List)
    assert [str(item.title) for item in cards.items] == ["An interpreter at the talk"]
    typed = MultiDict([("requests_support", "someone_beside_me")])
    posted = AskSupport(typed, data=answers, plan=Plan(answers={"children": children}))
    assert posted.validate()
    assert posted.answers()["requests_support"] == ["someone_beside_me", "child_under_five"]


def test_a_request_says_how_certain_it_is_in_a_sign_and_a_word() -> None:
    (cards, _law) = read(AskSupport, {"requests_support": ["own_application"]})
    assert isinstance(cards, List)
    assert cards.role == "requests"
    (item,) = cards.items
    assert isinstance(item, Item)
    assert spelled(item.blocks) == [
        "I ask: How do I apply on paper? And when do I get an answer?",
        "Kind: ● right",
        "Article: Participatiewet article 10(1), (4) and (5)",
        "Official word: aanvraag ondersteuning bij arbeidsinschakeling",
    ]
    assert [row.detail for row in item.blocks if isinstance(row, Row)] == [False, False, True, True]


def test_every_card_shows_its_mark_in_words_and_how_to_ask() -> None:
    for page in ASK_PAGES:
        for cards in page():
            if isinstance(cards, RequestCards):
                for option in cards.known:
                    card = REQUESTS[option.key]
                    assert str(option.badge) == str(MARKS[card.mark].label)
                    assert option.badge_icon
                    assert str(card.ask) in str(option.more[0])
                    assert all(str(text).strip() for text in option.more)
    assert len({(mark.sign, str(mark.short), str(mark.label)) for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize(("days", "is_old"), [(-1, False), (0, True), (400, True)])
def test_a_law_that_has_probably_changed_says_so(days: int, monkeypatch: pytest.MonkeyPatch, *, is_old: bool) -> None:
    monkeypatch.setattr(requests, "today", lambda: LAW_UNTIL + timedelta(days=days))
    warning = "This text is from before 1 January 2027. It may no longer be right."
    form = filled(AskMoney, {"requests_money": ["bonus"]})
    assert str(form.caution()) == (warning if is_old else "")
    law = spelled(list(form.blocks()))[-1]
    assert law == f"Law as it was on: {Day(LAW_READ.isoformat())}{f', {warning}' if is_old else ''}"


@pytest.mark.parametrize(
    ("cards", "read_on"),
    [
        (["pre_school", "above_maximum_rate"], "1 July 2026"),
        (["childcare_allowance"], "1 January 2026"),
        (["own_share_paid", "social_medical"], "1 January 2026, 1 July 2026"),
        ([], ""),
    ],
)
@pytest.mark.parametrize("paper", [False, True])
def test_the_law_is_of_the_day_of_the_cards_that_are_shown(cards: list[str], read_on: str, *, paper: bool) -> None:
    form = filled(AskChildcare, {"requests_childcare": cards, "requests_childcare_own": "A place near school."})
    last = spelled(list(form.blocks(paper=paper)))[-1]
    assert last == (f"Law as it was on: {read_on}" if cards else "My own request: A place near school.")


def test_a_card_that_rests_on_an_older_text_of_the_law_says_so() -> None:
    older = {card.key for card in REQUESTS.values() if "Wet kinderopvang" in str(card.article)}
    assert older == {card.key for card in REQUESTS.values() if "(text of 1 January 2026)" in str(card.article)}
    assert older == {card.key for card in REQUESTS.values() if card.read == LAW_READ_CHILDCARE}
    assert {card.read for card in REQUESTS.values()} == {LAW_READ, LAW_READ_CHILDCARE}


@pytest.mark.parametrize(("days", "is_told"), [(-1, True), (0, False)])
def test_what_was_about_to_change_is_told_only_until_it_has(days: int, *, is_told: bool) -> None:
    with spoken("en") as app:
        app.config["TODAY"] = lambda: LAW_UNTIL + timedelta(days=days)
        forms = [page() for page in ASK_PAGES]
        cards = [card for form in forms for card in form if isinstance(card, RequestCards)]
        told = {option.key: [str(text) for text in option.more] for card in cards for option in card.options}
    changing = {key: str(card.changes) for key, card in REQUESTS.items() if str(card.changes)}
    assert changing
    assert all((text in told[key]) is is_told for key, text in changing.items())
    assert all(text for texts in told.values() for text in texts)


def test_the_day_is_that_of_the_program(make_app: MakeApp) -> None:
    with make_app((STEPS,), today=lambda: LAW_UNTIL).app_context():
        assert requests.today() == LAW_UNTIL
        assert str(filled(AskMoney, {}).caution())


def test_an_official_word_is_marked_as_dutch_on_a_screen_only() -> None:
    for paper in (True, False):
        (cards, _law) = read(AskSupport, {"requests_support": ["own_application"]}, paper=paper)
        assert isinstance(cards, List)
        (word,) = (row.answer for row in cards.items[0].blocks if isinstance(row, Row) and row.role == "official_word")
        dutch = REQUESTS["own_application"].official_word
        assert word == ((dutch,) if paper else (Own(dutch, "nl"),))


def test_today_is_today() -> None:
    assert date.today() - requests.today() <= timedelta(days=1)  # noqa: DTZ011 - the day on her own wall


@pytest.mark.parametrize(("page", "day"), [(AskSupport, LAW_READ), (AskChildcare, LAW_READ_CHILDCARE)])
def test_a_page_says_how_old_its_law_is(page: type[Page], day: date) -> None:
    assert f"on {Day(day.isoformat())}." in str(page.note)


def test_without_cards_there_is_no_law_to_date() -> None:
    assert spelled(read(AskSupport, {"requests_support_own": "Een vaste dag"})) == ["My own request: Een vaste dag"]

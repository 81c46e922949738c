"""Dutch beside her words: asked for where it is needed, kept whatever happens, shown beside what she wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pseudo
import pytest
from client import Visitor
from flask import Flask
from places import LINE, STORY, answer
from program import ALL
from test_weight import MOST_BYTES, Scales, full_plan

from trajectplan.plan.document import LONGEST_DUTCH, MOST_DUTCH, Plan
from trajectplan.plan.document import MOST_BYTES as MOST_IN_A_PLAN
from trajectplan.storage.database import Unavailable
from trajectplan.web import dutch_words
from trajectplan.web.dutch_words import MOST_TEXTS, Needed, needed, pages_of
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
WORDS, OTHER = "The swallow's nest & <b>gutter</b>", "Another line\nof mine"
DUTCH, DUTCH_TOO = "Zwaluwnest & <b>dakgoot</b>", "Nog een regel\nvan mij"
NAME_OF_CHILD = "Kwikzilver"
HERS = Plan(
    language="en",
    answers={LINE.name: WORDS, STORY.name: OTHER, "children": [{"id": "a", "name": NAME_OF_CHILD, "age": 3}]},
)


@pytest.fixture
def she(come_with: ComeWith) -> Visitor:
    """Somebody with a plan in English, with two texts of her own."""
    visitor = come_with(HERS, "en")
    visitor.client.hers |= {WORDS, *OTHER.splitlines(), NAME_OF_CHILD}
    return visitor


def url(visitor: Visitor) -> str:
    """The page for the Dutch of both texts."""
    return visitor.address("dutch.page", chapter=LINE.chapter, number=1)


def input_of(visitor: Visitor, words: str) -> str:
    """The name of the input for the Dutch beside these words."""
    hidden = {each.get("value"): each.get("name", "") for each in visitor.page.all("input", type="hidden")}
    return hidden[words].replace("words", "dutch")


def typed_in(visitor: Visitor, words: str) -> str:
    """What stands in that input."""
    name = input_of(visitor, words)
    return visitor.page.filled([name])[name][0]


def kept(visitor: Visitor) -> dict[str, str]:
    """The Dutch in her plan."""
    found: dict[str, str] = visitor.downloaded()["dutch"]
    return found


def write(visitor: Visitor, *texts: tuple[str, str], do: str = "next") -> int:
    """Open the page and write Dutch beside these words."""
    visitor.go(url(visitor))
    return visitor.press(do, {input_of(visitor, words): [dutch] for words, dutch in texts})


# What is asked --------------------------------------------------------------------------------------------------------


def test_both_texts_are_on_one_page(she: Visitor) -> None:
    assert LINE.chapter == STORY.chapter
    she.go(url(she))
    assert {input_of(she, WORDS), input_of(she, OTHER)} == {each.get("name") for each in she.page.all("textarea")}
    assert she.sees(WORDS)
    assert she.sees("How do you say this in Dutch?")


def test_her_words_and_the_inputs_say_their_language(she: Visitor) -> None:
    she.go(url(she))
    for area in she.page.all("textarea"):
        assert area.get("lang") == "nl"
        words = she.page.by_id[area.get("aria-describedby", "")]
        assert (words.get("lang"), words.get("dir")) == ("en", "auto")
    labels = [each for each in she.page.all("small", lang="nl") if she.page.text(each)]
    assert len(labels) == len(list(she.page.all("textarea")))


def test_names_and_numbers_are_not_asked(app: Flask) -> None:
    plan = HERS.with_answers({LINE.name: "06 12 34 56 78"})
    with app.test_request_context():
        asked = {each.words for chapter in needed(plan) for each in chapter}
    assert asked == {OTHER}


def test_a_text_is_asked_once(app: Flask) -> None:
    with app.test_request_context():
        asked = [each.words for chapter in needed(HERS.with_answers({STORY.name: WORDS})) for each in chapter]
    assert asked == [WORDS]


def test_what_stays_off_paper_is_not_asked(app: Flask) -> None:
    pages = [page for chapter in ALL for page in chapter.pages if page.each is None]
    secret = next(each for page in pages for each in page().questions if each.printed is False and _is_text(each))
    with app.test_request_context():
        asked = {each.words for chapter in needed(Plan(answers={secret.short_name: WORDS})) for each in chapter}
    assert asked == set()


def _is_text(question: object) -> bool:
    return isinstance(question, type(STORY.question) | type(LINE.question))


def test_pages_are_light_and_lose_no_text() -> None:
    texts = [Needed(f"{number} " + "x" * (number * 40), "en", "") for number in range(60)]
    pages = pages_of(texts)
    assert [text for page in pages for text in page] == texts
    assert max(len(page) for page in pages) == MOST_TEXTS
    assert all(len(page) == 1 or sum(len(text.words) for text in page) <= dutch_words.MOST_BYTES for page in pages)


@pytest.mark.parametrize("language", [pseudo.LONG, pseudo.MIRRORED])
def test_it_speaks_every_language(come_with: ComeWith, language: str) -> None:
    visitor = come_with(replace(HERS, language=language, dutch={"Old words": DUTCH}), language)
    for address in ("/dutch", url(visitor), visitor.address("wizard.check", chapter=LINE.chapter)):
        assert visitor.go(address) == 200
    write(visitor, (WORDS, "x" * (LONGEST_DUTCH + 1)))
    assert visitor.status == 422


# Where it is offered --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("endpoint", ["wizard.check", "output.ready"])
def test_links_to_it(she: Visitor, endpoint: str) -> None:
    she.go(she.address(endpoint))
    assert she.follow("/dutch") == 200
    assert she.path == "/dutch"
    assert she.follow(she.address("dutch.page", chapter=LINE.chapter)) == 200


@pytest.mark.parametrize("endpoint", ["wizard.check", "output.ready"])
def test_a_dutch_plan_has_no_such_link(her: Visitor, endpoint: str) -> None:
    her.go(her.address(endpoint))
    assert "/dutch" not in [link.get("href") for link in her.page.all("a")]
    her.go("/dutch")
    assert her.path == her.address("wizard.check")


def test_without_a_plan_it_leads_to_the_overview(visitor: Visitor) -> None:
    visitor.start("en")
    for address in ("/dutch", url(visitor)):
        visitor.go(address)
        assert visitor.path == visitor.address("wizard.task_list")


def test_pages_that_are_not_there(she: Visitor) -> None:
    assert she.go(she.address("dutch.page", chapter=len(ALL) + 1, number=1)) == 404
    she.go(she.address("dutch.page", chapter=LINE.chapter, number=9))
    assert she.path == "/dutch"


# It is kept -----------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_shown_again(she: Visitor) -> None:
    write(she, (WORDS, DUTCH), (OTHER, DUTCH_TOO))
    assert she.path == "/dutch"
    assert she.sees("2 of 2 have Dutch")
    assert kept(she) == {WORDS: DUTCH, OTHER: DUTCH_TOO}
    she.go(url(she))
    assert typed_in(she, WORDS) == DUTCH


def test_emptied_it_is_gone(she: Visitor) -> None:
    write(she, (WORDS, DUTCH))
    write(she, (WORDS, " "))
    assert kept(she) == {}


@pytest.mark.parametrize(
    ("button", "endpoint"),
    [("next", "dutch.overview"), ("back", "dutch.overview"), ("list", "dutch.overview"), ("stop", "keep.stop")],
)
def test_every_button_keeps_what_was_typed(she: Visitor, button: str, endpoint: str) -> None:
    write(she, (WORDS, DUTCH), do=button)
    assert she.path == she.address(endpoint)
    assert kept(she) == {WORDS: DUTCH}


def test_a_helper_who_reads_dutch_changes_the_language_of_the_page(she: Visitor) -> None:
    write(she, (WORDS, DUTCH), do="languages")
    she.client.language = ""
    she.choose("nl")
    assert she.path == url(she)
    assert typed_in(she, WORDS) == DUTCH
    assert list(she.page.all("small", lang="nl")) == []


def test_from_page_to_page(come_with: ComeWith) -> None:
    visitor = come_with(HERS.with_answers({LINE.name: "swallow " * 150, STORY.name: "gutter " * 150}), "en")
    visitor.go("/dutch")
    visitor.follow(visitor.address("dutch.page", chapter=LINE.chapter))
    assert visitor.sees("page 1 of 2")
    visitor.press("next")
    assert visitor.path == visitor.address("dutch.page", chapter=LINE.chapter, number=2)
    visitor.press("back")
    assert visitor.path == url(visitor)
    visitor.press("next")
    visitor.press("next")
    assert visitor.path == "/dutch"


def test_the_list_leads_to_the_first_words_without_dutch(come_with: ComeWith) -> None:
    visitor = come_with(HERS.with_answers({LINE.name: "swallow " * 150, STORY.name: "gutter " * 150}), "en")
    for number in (1, 2):
        visitor.go("/dutch")
        second = visitor.address("dutch.page", chapter=LINE.chapter, number=2)
        visitor.follow(second if number == 2 else visitor.address("dutch.page", chapter=LINE.chapter))
        visitor.press("list", {area.get("name", ""): [DUTCH] for area in visitor.page.all("textarea")})
    assert visitor.sees("2 of 2 have Dutch")
    assert visitor.follow(visitor.address("dutch.page", chapter=LINE.chapter)) == 200, "all done: the first page"


def test_help_opens_beside_what_was_typed(she: Visitor) -> None:
    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    assert leaving(she) == []
    button = she.page.buttons()["next"]
    end_session(she)
    assert she.submit(button) == 403
    assert leaving(she) == []


def leaving(visitor: Visitor) -> list[str]:
    """The links at the foot of the page that would put another page in its place."""
    links = [link for link in visitor.page.one("footer").iter() if link.get("href")]
    assert links
    return [link.get("href", "") for link in links if link.get("target") != "_blank"]


def test_the_title_says_where_she_is(she: Visitor) -> None:
    for address in ("/dutch", url(she)):
        she.go(address)
        assert "".join(she.page.one("title").itertext()).startswith("In Dutch")


def test_a_text_too_long_is_kept_until_it_is_shorter(she: Visitor) -> None:
    long = "x" * (LONGEST_DUTCH + 7)
    assert write(she, (WORDS, long), (OTHER, DUTCH_TOO)) == 422
    assert [problem.target for problem in she.problems] == [input_of(she, WORDS)]
    assert typed_in(she, WORDS) == long
    assert kept(she) == {OTHER: DUTCH_TOO}
    she.go("/plan")
    she.go(url(she))
    assert typed_in(she, WORDS) == long, "it waits as a draft"
    assert she.press("next") == 422
    assert she.press("next", {input_of(she, WORDS): [DUTCH]}) == 200
    assert kept(she) == {WORDS: DUTCH, OTHER: DUTCH_TOO}
    assert she.downloaded()["drafts"] == {}


@pytest.mark.parametrize(
    ("button", "endpoint"),
    [
        ("back", "dutch.overview"),
        ("list", "dutch.overview"),
        ("stop", "keep.stop"),
        ("wipe", "keep.stop"),
        ("languages", "wizard.language"),
    ],
)
def test_a_text_too_long_holds_up_nobody_who_goes_elsewhere(she: Visitor, button: str, endpoint: str) -> None:
    long = "x" * (LONGEST_DUTCH + 5)
    assert write(she, (WORDS, long), (OTHER, DUTCH_TOO), do=button) == 200
    assert she.path == she.address(endpoint)
    she.go(url(she))
    assert (typed_in(she, WORDS), typed_in(she, OTHER)) == (long, DUTCH_TOO), "it waits as a draft"
    assert [problem.target for problem in she.problems] == [input_of(she, WORDS)]


def test_more_texts_than_there_is_room_for(come_with: ComeWith) -> None:
    full = replace(HERS, dutch={f"old {number}": "oud" for number in range(MOST_DUTCH)})
    visitor = come_with(full, "en")
    assert write(visitor, (WORDS, DUTCH)) == 422
    assert len(kept(visitor)) == MOST_DUTCH
    visitor.go("/dutch")
    visitor.press(next(value for value in visitor.page.buttons() if value.startswith("erase:")))
    visitor.go(url(visitor))
    assert typed_in(visitor, WORDS) == DUTCH
    assert visitor.press("next") == 200
    assert kept(visitor)[WORDS] == DUTCH


def test_a_full_plan_loses_nothing(come_with: ComeWith) -> None:
    visitor = come_with(HERS.with_answers({"unknown": "x" * (MOST_IN_A_PLAN - 700)}), "en")
    assert write(visitor, (WORDS, DUTCH * 30)) == 413
    assert typed_in(visitor, WORDS) == DUTCH * 30
    assert visitor.press("next", {input_of(visitor, WORDS): [DUTCH]}) == 200
    assert kept(visitor) == {WORDS: DUTCH}


# Two places, and other trouble ----------------------------------------------------------------------------------------


def test_the_same_page_twice(she: Visitor) -> None:
    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    pairs = she.page.sent(she.page.buttons()["next"])
    for _turn in range(2):
        assert she.post(url(she), pairs) == 200
        assert she.path == "/dutch"
    assert kept(she) == {WORDS: DUTCH}


def test_two_places_keep_both_texts(she: Visitor) -> None:
    she.go(url(she))
    she.type({input_of(she, WORDS): ["Hier getypt"]})
    first = she.page.sent(she.page.buttons()["next"])
    write(she, (WORDS, "Daar getypt"), (OTHER, DUTCH_TOO))
    assert she.post(url(she), first) == 200
    assert typed_in(she, WORDS) == "Daar getypt\nHier getypt"
    assert kept(she) == {WORDS: "Daar getypt\nHier getypt", OTHER: DUTCH_TOO}
    assert she.post(url(she), first) == 200
    assert kept(she)[WORDS] == "Daar getypt\nHier getypt", "sent once more it adds nothing"


@pytest.mark.parametrize(
    ("typed", "now"),
    [("ziek", "Ik was niet ziek\nziek"), ("Ik was", "Ik was niet ziek\nIk was"), (" ", "Ik was niet ziek")],
    ids=["part of it", "its beginning", "emptied"],
)
@pytest.mark.parametrize("shown", ["", "Ik was ziek"])
def test_two_places_never_lose_a_text_in_silence(she: Visitor, typed: str, now: str, shown: str) -> None:
    write(she, (WORDS, shown))
    she.go(url(she))
    she.type({input_of(she, WORDS): [typed]})
    first = she.page.sent(she.page.buttons()["next"])
    write(she, (WORDS, "Ik was niet ziek"))
    assert she.post(url(she), first) == 200
    assert kept(she) == {WORDS: now}
    if typed.strip() or shown:
        assert she.path == url(she)
        assert she.sees("You erased something here" if not typed.strip() else "Now both are below")
        assert typed_in(she, WORDS) == now
    else:
        assert she.path == "/dutch", "nothing was typed here"


def test_a_text_that_was_joined_is_said_again_and_added_once(she: Visitor) -> None:
    she.go(url(she))
    she.type({input_of(she, WORDS): ["Hier"]})
    first = she.page.sent(she.page.buttons()["next"])
    write(she, (WORDS, "Daar getypt"))
    for _turn in range(2):
        assert she.post(url(she), first) == 200
        assert she.sees("Now both are below")
        assert kept(she) == {WORDS: "Daar getypt\nHier"}
    assert she.press("next") == 200
    assert she.path == "/dutch"


def test_her_words_changed_while_the_page_was_open(she: Visitor) -> None:
    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    pairs = she.page.sent(she.page.buttons()["next"])
    she.go(LINE.url(she))
    she.press("next", {LINE.name: ["Something else"]})
    assert she.post(url(she), pairs) == 200
    assert kept(she) == {WORDS: DUTCH}
    assert she.sees("You changed these words. This was the Dutch.")
    assert she.sees(DUTCH)


def test_left_over_dutch_can_be_erased(she: Visitor) -> None:
    write(she, (WORDS, DUTCH), (OTHER, DUTCH_TOO))
    she.go(LINE.url(she))
    she.press("next", {LINE.name: ["Something else"]})
    she.go("/dutch")
    assert she.sees(DUTCH)
    assert not she.sees(DUTCH_TOO)
    assert she.sees("1 of 2 have Dutch")
    she.press(next(value for value in she.page.buttons() if value.startswith("erase:")))
    assert not she.sees(DUTCH)
    assert kept(she) == {OTHER: DUTCH_TOO}


def end_session(visitor: Visitor) -> None:
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    visitor.app.extensions[NAME].sessions.end(cookie.value.partition(".")[0])


def test_a_session_that_is_over(she: Visitor) -> None:
    code = she.code()
    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    button = she.page.buttons()["next"]
    end_session(she)
    assert she.submit(button) == 403
    control = she.page.by_id["code"]
    form = she.page.form_of(control)
    assert form is not None
    assert she.submit(she.page.default_button(form), {"code": [code]}) == 200
    assert she.path == url(she)
    assert typed_in(she, WORDS) == DUTCH
    assert kept(she) == {WORDS: DUTCH}


def test_another_plan_is_open_now(she: Visitor, app: Flask) -> None:
    other = app.extensions[NAME].store.create(replace(HERS, dutch={WORDS: "Van een ander"})).kept.code
    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    pairs = she.page.sent(she.page.buttons()["next"])
    assert she.come_back(other) == 200
    assert she.post(url(she), pairs) == 403
    assert kept(she) == {WORDS: "Van een ander"}
    assert DUTCH not in json.dumps(she.downloaded())


def test_a_form_of_nobody(she: Visitor) -> None:
    she.go(url(she))
    name = input_of(she, WORDS)
    she.type({name: [DUTCH]})
    pairs = [pair for pair in she.page.sent(she.page.buttons()["next"]) if pair[0] != "token"]
    assert she.post(url(she), pairs) == 400
    assert typed_in(she, WORDS) == DUTCH
    assert kept(she) == {}
    she.go(url(she))
    assert she.post(url(she), pairs) == 400
    assert she.press("next") == 200
    assert kept(she) == {WORDS: DUTCH}


def test_a_plan_that_is_gone_shows_what_was_typed(she: Visitor, app: Flask) -> None:
    opened = app.extensions[NAME].store.unlock("".join(she.code().split()))
    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    button = she.page.buttons()["next"]
    app.extensions[NAME].store.delete(opened.key)
    assert she.submit(button) == 403
    assert she.sees(DUTCH)


def test_a_database_that_is_away_shows_what_was_typed(
    she: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object, **__: object) -> None:
        raise Unavailable("", None, Exception())

    she.go(url(she))
    she.type({input_of(she, WORDS): [DUTCH]})
    with monkeypatch.context() as patch, she.expecting(503):
        patch.setattr(app.extensions[NAME].store, "update", away)
        assert she.press("next") == 503
    caplog.clear()
    assert she.sees(DUTCH)
    assert she.sees(WORDS)


def test_strange_forms(she: Visitor) -> None:
    she.go(url(she))
    token = next(she.page.all("input", name="token")).get("value", "")
    for pairs in (
        [("words-", "")],
        [("words-x", WORDS), ("dutch-x", "\0\x07")],
        [("words-1", "unknown words"), ("page", "+dutch/x/²")],
        [("do", "language:xx"), ("page", "+dutch")],
        [("do", "erase:")],
    ):
        assert she.post(url(she), [("token", token), *pairs]) == 200
        assert she.post("/dutch", [("token", token), *pairs]) == 200
    assert kept(she) == {}


# Where it comes out ---------------------------------------------------------------------------------------------------


def test_the_answers_show_the_dutch_beside_her_words(she: Visitor) -> None:
    write(she, (WORDS, DUTCH))
    she.go(she.address("wizard.check", chapter=LINE.chapter))
    small = [each for each in she.page.all("small", lang="nl") if she.page.text(each) == DUTCH]
    assert len(small) == 1
    assert she.sees(WORDS)


def test_a_file_keeps_the_dutch(she: Visitor) -> None:
    write(she, (WORDS, DUTCH))
    she.load(replace(HERS, dutch={WORDS: "Uit de file", OTHER: DUTCH_TOO}).to_json())
    assert she.sees("Added: one answer")
    assert she.sees("Different: one answer")
    she.press("add_only")
    assert kept(she) == {WORDS: DUTCH, OTHER: DUTCH_TOO}
    she.load(replace(HERS, dutch={WORDS: "Uit de file"}).to_json())
    she.press("replace")
    assert kept(she) == {WORDS: "Uit de file"}
    assert answer(she, LINE.name) == WORDS


def test_no_page_is_too_heavy(app: Flask, come_with: ComeWith, record_property: Callable[[str, object], None]) -> None:
    plan, _screens = full_plan(app)
    with app.test_request_context():
        texts = [each.words for chapter in needed(plan) for each in chapter]
    # Other words than hers, and as many.
    dutch = {words: "".join(reversed(words)) for words in texts[:MOST_DUTCH]}
    scales = Scales(come_with(replace(plan, language="en", dutch=dutch), "en"))
    scales.visitor.client.hers |= set(texts)
    scales.weigh("/dutch", "list")
    with app.test_request_context():
        addresses = [
            app.url_for("dutch.page", chapter=at, number=number)
            for at, found in enumerate(needed(plan), start=1)
            for number, _page in enumerate(pages_of(found), start=1)
        ]
    for address in addresses:
        scales.weigh(address, "filled")
    heaviest = max(scales.found)
    record_property("bytes of a first visit, the heaviest page for Dutch", f"{heaviest[0]:6} of {len(scales.found)}")
    assert heaviest[0] <= MOST_BYTES

"""Two languages on the screen: the second stands small below the first, on every page, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pseudo
import pytest
from client import Visitor
from flask import Flask
from markup import Markup
from places import STORY
from test_weight import everything_wrong, full_plan

from trajectplan.plan.document import Plan
from trajectplan.web.cookies import Remembered
from trajectplan.web.leaves import once
from trajectplan.web.ways import screen_url

ComeWith = Callable[..., Visitor]
OURS = "⟦"
"""With this begins every text in a language that nobody speaks."""
ANSWER = "Ik werk graag buiten, in weer en wind"


def alone(page: Markup) -> Iterator[str]:
    """The texts of the program on a page with nothing in the second language below them."""
    yield from _alone(page.one("body"), paired=False)


def _alone(element: Element, *, paired: bool) -> Iterator[str]:
    classes, value = element.get("class", ""), element.get("value", "")
    once = classes in {"vh", "brand", "button leave"} or value.startswith("also:") or element.tag == "option"
    paired = paired or once or any(each.tag == "small" and each.get("lang") for each in element)
    texts = [element.text or "", *((each.tail or "") for each in element)]
    if not paired:
        yield from (text.strip() for text in texts if OURS in text)
    for each in element:
        yield from _alone(each, paired=paired)


def lonely(page: Markup) -> Iterator[str]:
    """Signs that stand by themselves behind words in two languages, and so on a line of their own."""
    for element in page.all("p", "li", "label", "b", "dt", "dd", "span"):
        for before in element:
            is_paired = before.tag == "span" and any(each.tag == "small" for each in before)
            if is_paired and before.tail and before.tail.lstrip()[:1] in {*":·,;،؛፣፤"}:
                yield page.text(element)


def below(page: Markup, language: str) -> list[str]:
    """What stands in the second language on a page."""
    return [page.text(each) for each in page.all("small", lang=language)]


@pytest.fixture
def two(come_with: ComeWith) -> Visitor:
    """Somebody who reads from right to left, with Dutch below it."""
    she = come_with(Plan(language=pseudo.MIRRORED, answers={STORY.name: ANSWER}), pseudo.MIRRORED)
    she.press("also:nl")
    return she


# Every page -----------------------------------------------------------------------------------------------------------


def test_every_text_of_every_page_has_it(product_in_two: Flask, come_with: ComeWith) -> None:
    plan, screens = full_plan(product_in_two)
    she = come_with(plan, pseudo.MIRRORED, app=product_in_two)
    she.press("also:nl")
    found: dict[str, list[str]] = {}
    for screen in screens:
        with product_in_two.test_request_context():
            url = screen_url(screen)
        she.go(url)
        found[url] = [*alone(she.page)]
        assert not [*lonely(she.page)], url
        assert below(she.page, "nl"), url
        if wrong := everything_wrong(she, screen, plan):
            she.post(url, wrong)
            found[f"{url} in error"] = [*alone(she.page)]
    for rule in she.app.url_map.iter_rules():
        is_page = "GET" in (rule.methods or ()) and not rule.arguments
        if (
            is_page
            and rule.endpoint != "keep.slip"
            and rule.endpoint.startswith(("information.", "keep.", "output.", "dutch.", "wizard.", "files."))
        ):
            she.client.language = ""
            she.go(rule.rule)
            if she.response is not None and she.response.mimetype == "text/html" and she.page.root.get("lang") == "he":
                assert not [*lonely(she.page)], rule.rule
                found[rule.rule] = [*alone(she.page)]
    word = language_word(she)
    left = {text: url for url, texts in found.items() for text in texts if text != word}
    assert not left, "\n".join(f"{text} at {url}" for text, url in left.items())


def language_word(she: Visitor) -> str:
    """The word on the link to the page for languages, where it stands beside a pictogram."""
    with she.app.test_request_context():
        return pseudo.mirrored("Language")


@pytest.fixture(scope="module")
def product_in_two(make_app: Callable[..., Flask]) -> Flask:
    """The product in Dutch, English, and a language from right to left."""
    from trajectplan.chapters import CHAPTERS  # noqa: PLC0415

    return make_app(CHAPTERS, languages=("nl", "en", pseudo.MIRRORED))


# Where it stays -------------------------------------------------------------------------------------------------------


def test_it_says_what_the_page_says_in_the_other_language(two: Visitor) -> None:
    two.go(STORY.url(two))
    assert any(text.startswith("Verder") for text in below(two.page, "nl"))
    assert {each.get("dir") for each in two.page.all("small", lang="nl")} == {"ltr"}
    two.press("also:")
    assert below(two.page, "nl") == []


def test_her_own_words_stand_there_once(two: Visitor) -> None:
    two.go(two.address("wizard.check", chapter=STORY.chapter))
    assert two.page.text().count(ANSWER) == 1


def test_it_is_kept_through_errors_stopping_and_another_page(two: Visitor) -> None:
    two.go("/nowhere")
    assert below(two.page, "nl")
    two.go(STORY.url(two))
    assert two.press("next", {STORY.name: ["x" * 4001]}) == 422
    assert two.problems
    assert any("te lang" in text for text in below(two.page, "nl"))


def test_it_outlives_the_session(two: Visitor, app: Flask) -> None:
    cookie = two.client.get_cookie("plan")
    assert cookie is not None
    app.extensions["trajectplan"].sessions.end(Remembered.read(cookie.value).token)
    two.go(STORY.url(two))
    assert "code" in two.page.by_id
    assert below(two.page, "nl")
    two.go("/help")
    assert below(two.page, "nl")


def test_whoever_comes_next_sees_one_language(two: Visitor) -> None:
    two.stop()
    two.client.language = ""
    two.go("/")
    assert below(two.page, "nl") == []


def test_any_language_can_be_the_second(two: Visitor) -> None:
    two.go("/language?back=/plan")
    two.press("also:en")
    assert two.path == "/plan"
    assert below(two.page, "en")
    assert below(two.page, "nl") == []
    two.go("/language?back=/plan")
    two.press("also:")
    assert below(two.page, "en") == []


@pytest.mark.parametrize("chosen", ["xx", "nl,en", "<b>", "../en", "he"])
def test_what_is_no_other_language_changes_nothing(two: Visitor, chosen: str) -> None:
    two.go("/language?back=/plan")
    button = two.page.buttons()["also:en"]
    button.set("value", f"also:{chosen}")
    two.submit(button)
    assert two.status == 200
    assert not [each for each in two.page.all("small") if each.get("lang") == chosen]


@pytest.mark.parametrize("cookie", ["t.he", "t.he+nl", "t.he.plan", "t.he+nl.plan", "t.he+", "t.+nl", ".he+nl"])
def test_a_cookie_is_read_as_it_was_written(cookie: str) -> None:
    assert str(Remembered.read(cookie)) == cookie.removesuffix("+")


def test_switching_twenty_times_in_mid_answer_loses_nothing(two: Visitor) -> None:
    two.go(STORY.url(two))
    words = f"{ANSWER}\n<b>&amp;</b> أعمل 12:30 \u2068ⵣ\u2069 {'x' * 200}"
    two.type({STORY.name: [words]})
    turns = ["languages", "also:", "also:nl"]
    for turn in range(20):
        do = turns[turn % 3]
        two.client.language = ""
        if do in two.page.buttons():
            assert two.press(do) == 200
        if two.path == "/language":
            two.press(f"language:{('en', pseudo.LONG, pseudo.MIRRORED)[turn % 2]}")
        assert two.page.filled()[STORY.name] == [words]


# Numbers among letters that run from right to left -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من 8:30–14:30 كل يوم", 'من <bdi dir="ltr">8:30–14:30</bdi> كل يوم'),
        ("€ 45 في الشهر", '<bdi dir="ltr">€ 45</bdi> في الشهر'),
        ("<b> 020 123 45 67", "&lt;b&gt; 020 123 45 67"),
        ("بلا أرقام", "بلا أرقام"),
        ("vmbo → mbo", "vmbo \u200f←\u200f mbo"),
    ],
)
def test_numbers_keep_their_parts_in_order(app: Flask, text: str, expected: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": pseudo.MIRRORED}):
        assert once(text) == expected
    with app.test_request_context("/", headers={"Accept-Language": "nl"}):
        assert "<bdi" not in once(text)


def test_the_second_becomes_the_first_and_the_other_way_round(two: Visitor) -> None:
    two.client.language = ""
    two.go("/language?back=/plan")
    two.press("language:nl")
    assert two.page.root.get("lang") == "nl"
    assert below(two.page, pseudo.MIRRORED)

"""Signs between texts that code puts together are those of the language, on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from client import Visitor
from composed import composed
from filler import filled_plan
from flask import Flask
from markup import Markup
from program import MakeApp
from signs_of import LANGUAGE, wrong_signs
from test_weight import each_kind

from trajectplan.chapters import CHAPTERS
from trajectplan.chapters.childcare.found_words import said_of
from trajectplan.i18n import speaking
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Own
from trajectplan.web.leaves import with_colon
from trajectplan.web.ways import screen_url

ComeWith = Callable[..., Visitor]
BEHIND_A_PLAN = ("information.", "keep.", "output.", "dutch.", "wizard.", "files.")


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The product in Dutch and the language with the most signs of its own."""
    return make_app(CHAPTERS, languages=("nl", LANGUAGE))


def seen(page: Markup) -> Iterator[tuple[str, str]]:
    """Every piece of text that is seen or heard on a page, with its language."""
    yield LANGUAGE, f"{page.one('title').text}\n"
    yield from ((page.lang_of(element), text) for element, text in page.texts(page.one("body")))


def addresses(plan: Plan, app: Flask) -> Iterator[str]:
    """Where a page of every kind is, and every page on which her answers are read."""
    with app.test_request_context():
        screens = [each for chapter in CHAPTERS for each in each_kind(chapter.screens(plan), plan)]
        yield from map(screen_url, screens)
    for number in range(1, len(CHAPTERS) + 1):
        yield from (f"/check/{number}", f"/plan/{number}/end")
    for rule in app.url_map.iter_rules():
        is_page = "GET" in (rule.methods or ()) and not rule.arguments
        if is_page and rule.endpoint.startswith(BEHIND_A_PLAN):
            yield rule.rule


def printed(visitor: Visitor) -> Iterator[str]:
    """The pages of the print view."""
    visitor.go("/print/view")
    links = [link.get("href", "") for link in visitor.page.all("a")]
    return (link for link in links if link.startswith("/print/view/"))


def wrong_on(visitor: Visitor, urls: Iterator[str]) -> dict[str, list[str]]:
    """The wrong signs on these pages, by address."""
    found: dict[str, list[str]] = {}
    for url in urls:
        visitor.client.language = ""
        visitor.go(url)
        if visitor.response is not None and visitor.response.mimetype == "text/html":
            found[url] = wrong_signs(seen(visitor.page))
    return {url: words for url, words in found.items() if words}


@pytest.mark.again  # all pages, which others have walked
def test_no_latin_sign_stands_behind_her_words_in_another_script(product: Flask, come_with: ComeWith) -> None:
    with product.app_context():
        plan = replace(filled_plan(CHAPTERS, variant=1), language=LANGUAGE)
    she = come_with(plan, LANGUAGE, app=product)
    assert wrong_on(she, addresses(plan, product)) == {}
    assert wrong_on(she, printed(she)) == {}


@pytest.mark.again
@pytest.mark.parametrize("name", ["three_children", "expecting"])
def test_nor_does_it_in_her_story_and_on_paper(product: Flask, come_with: ComeWith, name: str) -> None:
    plan = replace(composed(name), language=LANGUAGE)
    she = come_with(plan, LANGUAGE, app=product)
    with product.test_request_context():
        urls = [screen_url(each) for chapter in CHAPTERS for each in chapter.screens(plan)]
    assert wrong_on(she, iter(["/check", "/plan/short/end", *urls])) == {}
    assert wrong_on(she, printed(she)) == {}


def test_nothing_stands_between_a_sign_of_hers_and_what_is_said(product: Flask) -> None:
    with product.test_request_context(), speaking(LANGUAGE):
        said = [str(said_of(name, "ይሰማማዕ")) for name in ("ኩኪ", Own("Kok"), Own("Kok?"), Own("ኩኪ።"))]
    assert said == ["ኩኪ፦ ይሰማማዕ", "Kok፦ ይሰማማዕ", "Kok? ይሰማማዕ", "ኩኪ። ይሰማማዕ"]


def test_a_label_has_the_colon_of_its_language(product: Flask) -> None:
    with product.test_request_context(), speaking(LANGUAGE):
        assert [with_colon("መዓስ"), with_colon("… እንተ …")] == ["መዓስ፦", "… እንተ"]

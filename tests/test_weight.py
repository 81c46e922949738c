"""How heavy a page is: all bytes of a first visit as they go over the wire, for every page in its heaviest states."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from client import Visitor
from filler import filled_plan
from flask import Flask
from program import MakeApp
from slips import slips

from trajectplan.chapters import CHAPTERS
from trajectplan.languages import LANGUAGES
from trajectplan.pages import Screen
from trajectplan.plan.document import Plan
from trajectplan.questions import ShortText
from trajectplan.web.ways import screen_url

MOST_BYTES, MOST_BYTES_IN_TWO = 14 * 1024, 18 * 1024
CHILDREN = 6
WAYS_IN = ("information.start", "poster_", "wizard.language", "wizard.device")
"""They close a plan that is open on a device that isn't hers alone."""
WITHOUT_MARKUP = {"files.download", "output.pdf", "worksheets.pdf", "well_known.robots_txt", "well_known.icon"}
ComeWith = Callable[..., Visitor]


class Scales:
    """Weighs a page: the answer itself and every file it loads, with their headers, compressed as browsers ask for."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.found: list[tuple[int, str, str]] = []

    def weigh(self, url: str, state: str, posted: list[tuple[str, str]] | None = None) -> None:
        visitor = self.visitor
        visitor.go(url)
        if posted:
            visitor.post(url, posted)
        total = visitor.client.wire
        page = visitor.page
        files = [each.get("src") for each in page.all("script", "img")]
        files += [each.get("href") for each in page.all("link")]
        for file in files:
            if file and not file.startswith("data:"):
                visitor.client.get(file)
                total += visitor.client.wire
        visitor.client.page = page
        self.found.append((total, state, visitor.path))


def each_kind(screens: Iterator[Screen], plan: Plan) -> Iterator[Screen]:
    """One screen of every page, and one of the things that it lists."""
    seen = set()
    for screen in screens:
        if screen.page not in seen:
            seen.add(screen.page)
            yield screen
            if things := plan.items(screen.page.lists, screen.place) if screen.page.has_screens else ():
                yield screen.about(things[0]["id"])


def with_long_words(plan: Plan, screen: Screen) -> Plan:
    """The plan with every open question of this screen answered as long as it may be."""
    form = screen.stored_form(plan)
    texts = [each for each in form.own_questions if isinstance(each, ShortText)]
    words = "Op maandag en dinsdag kan ik om 9 uur weg, want dan is mijn jongste bij oma in de Bloemstraat. "
    return plan.with_answers(
        {each.short_name: (words * 9)[: each.longest].strip() for each in texts}, screen.answers_at
    )


def full_plan(product: Flask) -> tuple[Plan, list[Screen]]:
    """A plan of six children with everything answered as long as it may be, and one screen of every kind."""
    with product.app_context():
        plan = filled_plan(CHAPTERS, variant=1, things=CHILDREN)
        screens = [each for chapter in CHAPTERS for each in each_kind(chapter.screens(plan), plan)]
        for screen in screens:
            plan = with_long_words(plan, screen)
    return plan, screens


def weigh_addresses(scales: Scales, state: str, without: tuple[str, ...] = ()) -> None:
    """Every page whose address needs nothing to be known."""
    for rule in scales.visitor.app.url_map.iter_rules():
        if rule.endpoint.startswith(without):
            continue
        if (
            "GET" in (rule.methods or ())
            and rule.arguments <= set(rule.defaults or ())
            and rule.endpoint not in WITHOUT_MARKUP
        ):
            scales.visitor.client.language = ""
            scales.weigh(rule.rule, state)


def test_every_page_fits(product: Flask, come_with: ComeWith, record_property: Callable[[str, object], None]) -> None:
    plan, screens = full_plan(product)
    nobodys, hers = Scales(Visitor(product)), Scales(come_with(plan, app=product))
    weigh_addresses(nobodys, "a stranger's")
    weigh_addresses(hers, "hers", WAYS_IN)
    hers.visitor.speak("nl")
    for screen in screens:
        with product.test_request_context():
            url = screen_url(screen)
        hers.weigh(url, "filled")
        for button in more_cards(hers.visitor):
            hers.visitor.go(url)
            hers.weigh(url, button.split(":")[1], hers.visitor.page.sent(hers.visitor.page.buttons()[button]))
        hers.visitor.go(url)
        if wrong := everything_wrong(hers.visitor, screen, plan):
            hers.weigh(url, "in error", wrong)
    found = sorted({*nobodys.found, *hers.found}, reverse=True)
    for total, state, path in found[:5]:
        record_property("bytes of a first visit, the heaviest pages", f"{total:6} {state:12} {path}")
    assert [entry for entry in found if entry[0] > MOST_BYTES] == []


@pytest.mark.soak
@pytest.mark.parametrize("second", [False, True], ids=["alone", "with-a-second"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_in_every_language(
    make_app: MakeApp,
    come_with: ComeWith,
    record_property: Callable[[str, object], None],
    language: str,
    *,
    second: bool,
) -> None:
    """In the language alone within 14 KB, with a second one below it within 18 KB."""
    app = make_app(CHAPTERS, languages=tuple(LANGUAGES))
    plan, screens = full_plan(app)
    scales = Scales(come_with(plan, app=app))
    visitor = scales.visitor
    visitor.client.language = ""
    visitor.go("/language?back=/plan")
    if language != "nl":
        visitor.press(f"language:{language}")
    if second:
        visitor.go("/language?back=/plan")
        visitor.press(f"also:{'ti' if language == 'nl' else 'nl'}")
    for screen in screens:
        with app.test_request_context():
            url = screen_url(screen)
        scales.weigh(url, "filled")
        visitor.go(url)
        if wrong := everything_wrong(visitor, screen, plan):
            scales.weigh(url, "in error", wrong)
    weigh_addresses(scales, "hers", WAYS_IN)
    found = sorted(scales.found, reverse=True)
    most = MOST_BYTES_IN_TWO if second else MOST_BYTES
    for total, state, path in found[:2]:
        name = f"{language} and another" if second else language
        record_property("bytes of a first visit in every language", f"{name:14} {total:6} {state:9} {path}")
    assert [entry for entry in found if entry[0] > most] == []


def more_cards(visitor: Visitor) -> list[str]:
    """The buttons of this page that show other cards."""
    shows = ("cards:open:", "cards:more:", "cards:close:")
    return [value for value in visitor.page.buttons() if value.startswith(shows)]


def everything_wrong(visitor: Visitor, screen: Screen, plan: Plan) -> list[tuple[str, str]]:
    """What is posted to see every question of this page in error."""
    page = visitor.page
    questions = screen.stored_form(plan).own_questions
    typed = [next(slips(each), None) for each in questions]
    wrong = [(name, value) for slip in typed if slip for name, values in slip.fields.items() for value in values]
    if not wrong:
        return []
    names = {name for name, _ in wrong}
    return [pair for pair in page.sent(page.buttons()["next"]) if pair[0] not in names] + wrong

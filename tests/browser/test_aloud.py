"""The page read aloud: with a voice of the device itself, what the program says and nothing that is hers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from browsing import BrowserVisitor, KeyboardVisitor, Open
from filler import filled_plan
from flask import Flask
from places import CARDS, LINE, STORY
from playwright.sync_api import Browser, ConsoleMessage
from program import ALL, MakeApp
from serving import serving
from test_clips import opus, write

from trajectplan.i18n import speaking
from trajectplan.plan.document import Plan
from trajectplan.web.services import NAME
from trajectplan.web.ways import screen_url

WORDS = "Kwikzilverduif"
Voice = tuple[str, str, bool]
DUTCH, ENGLISH, CLOUD = ("Anna", "nl-NL", True), ("Amy", "en_GB", True), ("Wolk", "nl-NL", False)
STUB = """([voices, quick]) => {
  const known = voices.map(([name, lang, localService]) => ({name, lang, localService, default: false}));
  const said = (what) => sessionStorage.setItem("said", JSON.stringify([...heard(), what]));
  const heard = () => JSON.parse(sessionStorage.getItem("said") ?? "[]");
  let now;
  window.aloudVoices = known;
  window.finish = () => { const was = now; now = undefined; was?.onend(); };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => window.aloudVoices,
    speak: (each) => {
      if (!each.voice?.localService) said(["not local", each.text]);
      if (!each.text) return;
      said([each.voice.name, each.text]);
      now = each;
      if (quick) queueMicrotask(window.finish);
    },
    cancel: () => { if (now) said(["stopped", now.text]); now = undefined; },
  }});
}"""
Reader = Callable[..., BrowserVisitor]


@pytest.fixture
def reader(open_browser: Open) -> Reader:
    """Opens a window on a device with these voices; where it isn't ``quick``, each piece lasts until ``finish``."""

    def open_with(*voices: Voice, quick: bool = True, **options: Any) -> BrowserVisitor:
        visitor = open_browser(**options)
        visitor.tab.add_init_script(f"({STUB})({json.dumps([voices, quick])})")
        return visitor

    return open_with


def heard(visitor: BrowserVisitor) -> list[list[str]]:
    """What was said so far: a voice and its words, or that it was stopped."""
    found: list[list[str]] = json.loads(visitor.tab.evaluate("sessionStorage.getItem('said') ?? '[]'"))
    assert not [each for each in found if each[0] == "not local"], found
    return found


def said(visitor: BrowserVisitor) -> list[str]:
    """The words alone."""
    return [words for _voice, words in heard(visitor)]


def listen(visitor: BrowserVisitor) -> list[list[str]]:
    """Have the page read from beginning to end."""
    visitor.tab.evaluate("sessionStorage.removeItem('said')")
    visitor.tab.locator("#aloud").click()
    visitor.tab.wait_for_function("sessionStorage.getItem('said') && aloud.ariaPressed === 'false'")
    return heard(visitor)


def begin(visitor: BrowserVisitor) -> None:
    """Start to listen, where each piece lasts until it is finished."""
    visitor.tab.locator("#aloud").click()
    visitor.tab.wait_for_function("aloud.ariaPressed === 'true'")


# The button -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("voices", "is_shown"),
    [
        ([DUTCH], True),
        ([("Bo", "nl_BE", True)], True),
        ([CLOUD, ENGLISH, DUTCH], True),
        ([CLOUD], False),
        ([ENGLISH], False),
        ([("Nela", "nla", True)], False),
        ([], False),
    ],
)
def test_there_is_a_button_only_with_a_voice_of_this_device(
    reader: Reader, voices: Sequence[Voice], *, is_shown: bool
) -> None:
    visitor = reader(*voices, locale="nl-NL")
    visitor.go("/")
    assert visitor.tab.locator("#aloud").is_visible() == is_shown
    assert visitor.tab.locator("script[src*=aloud]").count() == 0, "what reads comes at the first tap"
    assert said(visitor) == []


def test_a_voice_that_comes_later_shows_it(reader: Reader) -> None:
    visitor = reader(locale="nl-NL")
    visitor.go("/how")
    assert not visitor.tab.locator("#aloud").is_visible()
    name, lang, is_local = DUTCH
    voice = {"name": name, "lang": lang, "localService": is_local}
    visitor.tab.evaluate("(voice) => { aloudVoices.push(voice); speechSynthesis.onvoiceschanged(); }", voice)
    assert visitor.tab.locator("#aloud").is_visible()


def test_without_script_there_is_none(open_browser: Open) -> None:
    visitor = open_browser(script=False, locale="nl-NL")
    visitor.go("/")
    assert not visitor.tab.locator("#aloud").is_visible()


# What is read ---------------------------------------------------------------------------------------------------------


def test_title_questions_and_cards_in_their_order(reader: Reader, app: Flask) -> None:
    visitor = reader(DUTCH, CLOUD).start("nl")
    assert isinstance(visitor, BrowserVisitor)
    visitor.go(CARDS.url(visitor))
    found = listen(visitor)
    assert {voice for voice, _words in found} == {"Anna"}
    with app.app_context(), speaking("nl"):
        title, asked = str(CARDS.page.title), str(CARDS.question.asked)
        cards = [str(option.label) for option in CARDS.question.options]
    words = [each for _voice, each in found]
    assert words[0] == title
    places = [words.index(each) for each in (title, asked, *cards)]
    assert places == sorted(places)
    assert not [each for each in words if each in {"Volgende", "Terug", "Overslaan", "Stop"}]
    assert visitor.wrong == []


def test_never_what_she_types_or_typed(reader: Reader) -> None:
    visitor = reader(DUTCH).start("nl")
    assert isinstance(visitor, BrowserVisitor)
    for place in (LINE, STORY):
        visitor.go(place.url(visitor))
        visitor.type({place.name: [f"{WORDS} en meer"]})
        assert any("?" in each for _voice, each in listen(visitor))
        assert WORDS not in " ".join(said(visitor))
        visitor.press("next")
        visitor.go(place.url(visitor))
        listen(visitor)
        assert WORDS not in " ".join(said(visitor))


def test_never_her_words_on_any_page(reader: Reader, app: Flask) -> None:
    with app.app_context():
        plan = filled_plan(ALL)
    hers = {text for text in _texts(plan.answers) if " " in text}
    assert len(hers) > 20
    visitor = reader(DUTCH)
    visitor.come_back(app.extensions[NAME].store.create(plan).kept.code)
    seen = 0
    for url in _addresses(app, plan):
        visitor.go(url)
        told = " ".join(words for _voice, words in listen(visitor))
        assert told, url
        assert not [text for text in hers if text in told], url
        seen += 1
    assert seen > 40


def _addresses(app: Flask, plan: Plan) -> Iterator[str]:
    """One screen of every page with words of hers, and one of the things that it lists."""
    known = set()
    for chapter in ALL:
        for screen in chapter.screens(plan):
            things = plan.items(screen.page.lists, screen.place) if screen.page.has_screens else ()
            for each in (screen, *((screen.about(things[0]["id"]),) if things else ())):
                kind = (each.page, bool(each.item))
                if kind not in known:
                    known.add(kind)
                    with app.test_request_context():
                        yield screen_url(each)


def _texts(answers: Any) -> Iterator[str]:
    """Everything in a plan that may be words."""
    match answers:
        case str():
            yield answers
        case dict():
            for each in answers.values():
                yield from _texts(each)
        case list() | tuple():
            for each in answers:
                yield from _texts(each)


def test_her_code_is_not_read(reader: Reader) -> None:
    visitor = reader(DUTCH).start("nl")
    assert isinstance(visitor, BrowserVisitor)
    visitor.go(LINE.url(visitor))
    visitor.press("next", {LINE.name: [WORDS]})
    code = visitor.shown_code()
    told = " ".join(words for _voice, words in listen(visitor))
    assert "code" in told
    assert not [part for part in code.split() if part in told]
    assert ", ".join(code.replace(" ", "")) not in told


def test_what_is_folded_is_read_once_it_is_open(reader: Reader) -> None:
    visitor = reader(DUTCH).start("nl")
    assert isinstance(visitor, BrowserVisitor)
    visitor.go(LINE.url(visitor))
    visitor.press("next", {LINE.name: [WORDS]})
    folded = visitor.tab.locator("details li").first.text_content() or "?"
    listen(visitor)
    assert folded not in said(visitor)
    visitor.tab.locator("summary").click()
    listen(visitor)
    assert folded in said(visitor)


def test_another_language_has_its_own_voice_or_none(reader: Reader) -> None:
    visitor = reader(ENGLISH, locale="en-GB")
    visitor.go("/help")
    alone = listen(visitor)
    assert {voice for voice, _words in alone} == {"Amy"}
    assert "aanvraag" not in said(visitor)
    visitor = reader(ENGLISH, CLOUD, locale="en-GB")
    visitor.go("/help")
    assert listen(visitor) == alone
    visitor = reader(ENGLISH, DUTCH, locale="en-GB")
    visitor.go("/help")
    both = listen(visitor)
    assert ["Anna", "aanvraag"] in both
    assert [each for each in both if each[0] == "Amy"] == alone


def test_two_languages_are_read_with_two_voices(reader: Reader) -> None:
    visitor = reader(ENGLISH, DUTCH, locale="en-GB")
    visitor.go("/how")
    visitor.press("also:nl")
    found = listen(visitor)
    assert [voice for voice, _words in found[:4]] == ["Amy", "Anna", "Amy", "Anna"]


# Stopping -------------------------------------------------------------------------------------------------------------


def test_a_second_tap_stops_and_the_piece_is_shown(reader: Reader) -> None:
    visitor = reader(DUTCH, quick=False, locale="nl-NL")
    visitor.go("/how")
    button = visitor.tab.locator("#aloud")
    words = button.inner_text()
    begin(visitor)
    assert button.inner_text() == button.get_attribute("data-stop")
    spoken = visitor.tab.locator(".spoken")
    assert spoken.evaluate("(each) => each.tagName") == "H1"
    assert spoken.evaluate("(each) => getComputedStyle(each).outlineStyle") == "solid"
    visitor.tab.evaluate("finish()")
    assert spoken.evaluate("(each) => each.tagName") == "LI"
    button.click()
    assert spoken.count() == 0
    assert button.get_attribute("aria-pressed") == "false"
    assert button.inner_text() == words
    assert [what for what, _words in heard(visitor)] == ["Anna", "Anna", "stopped"]
    begin(visitor)
    assert spoken.evaluate("(each) => each.tagName") == "H1", "it begins anew"
    assert visitor.wrong == []


def test_leaving_stops_it(reader: Reader) -> None:
    visitor = reader(DUTCH, quick=False).start("nl")
    assert isinstance(visitor, BrowserVisitor)
    visitor.go(STORY.url(visitor))
    begin(visitor)
    visitor.go("/help")
    assert heard(visitor)[-1][0] == "stopped"


@pytest.mark.parametrize("button", [".do button[value=next]", ".leave"])
def test_going_on_or_away_stops_it_at_once(reader: Reader, button: str) -> None:
    visitor = reader(DUTCH, quick=False).start("nl")
    assert isinstance(visitor, BrowserVisitor)
    visitor.go(STORY.url(visitor))
    begin(visitor)
    visitor.tab.evaluate("document.forms.q.addEventListener('submit', (event) => event.preventDefault())")
    visitor.tab.locator(button).click()
    assert heard(visitor)[-1][0] == "stopped"
    assert visitor.tab.locator(".spoken").count() == 0


def test_with_the_keyboard(reader: Reader) -> None:
    visitor = reader(DUTCH, quick=False, locale="nl-NL", kind=KeyboardVisitor)
    assert isinstance(visitor, KeyboardVisitor)
    visitor.go("/how")
    button = visitor.tab.locator("#aloud")
    visitor.tap(button)
    visitor.tab.wait_for_function("aloud.ariaPressed === 'true'")
    assert visitor.tab.evaluate("document.activeElement.id") == "aloud"
    visitor.tab.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "false"
    assert visitor.axe() == []


def test_the_policy_of_the_page_lets_it_show_where_it_is(chromium: Browser, server: str) -> None:
    context = chromium.new_context(locale="nl-NL")
    tab, wrong = context.new_page(), list[str]()

    def hear(message: ConsoleMessage) -> None:
        wrong.append(message.text)

    tab.on("console", hear)
    tab.add_init_script(f"({STUB})({json.dumps([[DUTCH], False])})")
    tab.goto(f"{server}/how")
    tab.locator("#aloud").click()
    tab.locator(".spoken").wait_for()
    assert tab.locator(".spoken").evaluate("(each) => getComputedStyle(each).outlineStyle") == "solid"
    assert wrong == []
    context.close()


# Recordings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_spoken_language_is_found_and_heard_on_a_small_phone(
    make_app: MakeApp, chromium: Browser, tmp_path: Path, language: str
) -> None:
    folder = write(tmp_path / "audio", {"rif/start": opus(2), "rif/device": opus(1), "kea/start": opus(1)})
    with serving(make_app(audio=folder, languages=("nl", "ar"))) as address:
        context = chromium.new_context(viewport={"width": 320, "height": 640}, locale=language)
        tab, asked = context.new_page(), list[str]()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{address}/")
        offer = tab.get_by_role("link", name="Tarifit")
        assert offer.evaluate("(each) => each.getBoundingClientRect().bottom <= innerHeight"), "seen without scrolling"
        offer.click()
        assert tab.locator("html").get_attribute("lang") == language
        size = {"nl": "kB", "ar": "كيلوبايت"}[language]
        assert tab.locator("summary", has_text=size).is_visible()
        player = tab.locator("audio")
        assert player.is_visible()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing beside the screen"
        assert not [url for url in asked if url.endswith(".opus")], "nothing is fetched before she plays it"
        player.evaluate("async (each) => { await each.play(); await new Promise((end) => { each.onended = end; }); }")
        assert [url for url in asked if "/rif/start." in url]
        tab.goto(f"{address}/device")
        assert tab.locator("audio").is_visible()
        context.close()

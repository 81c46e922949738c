"""Her words stay in the language of the page she typed them on, on the screen and on paper, whatever comes after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from client import Visitor
from flask import Flask
from pdf.proofs.proving import prove
from pdf.proofs.structure import fragments, read
from places import LINE, STORY, Place
from program import LANGUAGES, MakeApp
from test_whose_language import language_of, press_language

from trajectplan.chapters import CHAPTERS, check, summarise
from trajectplan.i18n import speaking
from trajectplan.pdf.leaves import own_in, texts_in
from trajectplan.pdf.wording import MY_PLAN
from trajectplan.plan.document import Plan
from trajectplan.plan.languages import mark
from trajectplan.plan.summary import UNKNOWN, Own, Summary, names_in, with_own
from trajectplan.web.own_words import lang_of, words_of

ComeWith = Callable[..., Visitor]
IN_DUTCH, IN_ENGLISH, MORE_ENGLISH = (
    "Ik werk graag buiten",
    "I am always there",
    "I like to work outside, in any weather",
)
IN_ARABIC = "أريد أن أعمل في مكتب"
NAME_OF_CHILD = "Kwikzilver"
CHILDREN = [{"id": "a", "name": NAME_OF_CHILD, "age": 3}]


def said_languages(visitor: Visitor) -> dict[str, str | None]:
    """The language of each text of hers on the page in front of her."""
    return {visitor.page.text(each): each.get("lang") for each in visitor.page.all("bdi")}


def own_of(summary: Summary) -> list[Own]:
    """Her words in a tree."""
    return [own for chapter in summary.chapters for text in texts_in(chapter) for own in own_in(text)]


def write(visitor: Visitor, place: Place, words: str) -> None:
    """Type these words there and go on."""
    visitor.go(place.url(visitor))
    assert visitor.press("next", {place.name: [words]}) == 200


def in_the_view(visitor: Visitor) -> dict[str, str | None]:
    """The language of each text of hers on every page of the print view."""
    assert visitor.go("/print/view") == 200
    found = dict[str, str | None]()
    for address in [a for a in (link.get("href", "") for link in visitor.page.all("a")) if "/print/view/" in a]:
        visitor.go(address)
        found |= said_languages(visitor)
    return found


def test_each_is_in_the_language_of_its_page(come_with: ComeWith) -> None:
    she = come_with(Plan(answers={"children": CHILDREN}))
    she.client.hers.add(NAME_OF_CHILD)
    write(she, STORY, IN_DUTCH)
    she.go(she.address("wizard.task_list"))
    press_language(she, "en")
    assert language_of(she) == "en", "her plan goes on in it"
    she.client.language = "en"
    write(she, LINE, IN_ENGLISH)
    she.go(she.address("wizard.check", chapter=STORY.chapter))
    said = said_languages(she)
    assert (said[IN_DUTCH], said[IN_ENGLISH]) == ("nl", "en")
    she.printed(languages="both")
    said = in_the_view(she)
    assert (said[IN_DUTCH], said[IN_ENGLISH]) == ("nl", "en")
    assert NAME_OF_CHILD not in said or said[NAME_OF_CHILD] == "en", "a name goes along with the plan"
    she.go("/dutch")
    she.go(she.address("dutch.page", chapter=LINE.chapter, number=1))
    assert she.sees(IN_ENGLISH)
    assert not she.sees(IN_DUTCH), "what is in Dutch needs none"


def test_the_printed_plan_names_both(come_with: ComeWith) -> None:
    she = come_with(Plan(answers={"thing_one": IN_ARABIC}))
    she.client.hers.add(IN_ARABIC)
    write(she, STORY, IN_DUTCH)
    she.go(she.address("wizard.task_list"))
    press_language(she, "en")
    she.client.language = "en"
    write(she, LINE, IN_ENGLISH)
    she.printed(languages="both")
    she.go(she.address("output.pdf"))
    found = fragments(she.data)
    for words, language in ((IN_DUTCH, "nl"), (IN_ENGLISH, "en"), (IN_ARABIC, UNKNOWN)):
        assert {each for each, text in found if words in " ".join(text.split())} == {language}
    prove(she.data)


def test_what_a_helper_adds_in_dutch_is_dutch_and_the_plan_stays_hers(come_with: ComeWith) -> None:
    she = come_with(Plan(language="en", answers={STORY.name: MORE_ENGLISH}), "en")
    she.go(she.address("wizard.check"))
    press_language(she, "nl")
    she.client.language = "nl"
    write(she, LINE, IN_DUTCH)
    assert language_of(she) == "en"
    she.go(she.address("wizard.check", chapter=LINE.chapter))
    said = said_languages(she)
    assert (said[IN_DUTCH], said[MORE_ENGLISH]) == ("nl", "en")
    write(she, LINE, IN_ENGLISH)
    she.go(she.address("wizard.check"))
    press_language(she, "en")
    she.client.language = "en"
    write(she, LINE, IN_DUTCH)
    she.go(she.address("wizard.check", chapter=LINE.chapter))
    assert said_languages(she)[IN_DUTCH] == "en", "typed anew on another page it is in the language of that"


def test_going_back_and_forth_changes_no_language(come_with: ComeWith) -> None:
    she = come_with(Plan(language="en", answers={STORY.name: MORE_ENGLISH, LINE.name: IN_ENGLISH}), "en")
    for language in ("nl", "en", "nl"):
        she.go(she.address("wizard.task_list"))
        press_language(she, language)
        she.client.language = language
        for place, words in ((STORY, MORE_ENGLISH), (LINE, IN_ENGLISH)):
            write(she, place, words)
    she.go(she.address("wizard.check", chapter=LINE.chapter))
    said = said_languages(she)
    assert (said[MORE_ENGLISH], said[IN_ENGLISH]) == ("en", "en")
    assert language_of(she) == "nl"


@pytest.mark.parametrize(("story", "offered"), [(MORE_ENGLISH, True), (IN_DUTCH, False)])
def test_a_plan_that_went_on_in_dutch_still_prints_in_the_language_of_most_of_it(
    come_with: ComeWith,
    story: str,
    offered: bool,  # noqa: FBT001
) -> None:
    she = come_with(
        Plan(answers={STORY.name: story, LINE.name: IN_ENGLISH}, languages={mark(MORE_ENGLISH): "en"}),
    )
    she.go(she.address("output.choose"))
    cards = {each.get("value") for each in she.page.all("input", name="languages")}
    assert cards == ({"both", "dutch", "own"} if offered else set())


def test_a_language_that_is_not_on_offer_any_more(make_app: MakeApp, come_with: ComeWith) -> None:
    app = make_app(languages=("nl", "en"))
    she = come_with(Plan(language="ar", answers={STORY.name: IN_ENGLISH}, printing={"languages": "own"}), app=app)
    assert she.page.root.get("lang") == "nl"
    she.go(she.address("output.choose"))
    assert not list(she.page.all("input", name="languages"))
    she.printed()
    document = read(she.data)
    with app.app_context(), speaking("nl"):
        assert (document.language, document.title) == ("nl", str(MY_PLAN))
    assert {language for language, text in fragments(she.data) if IN_ENGLISH in text} == {"ar"}
    assert in_the_view(she)[IN_ENGLISH] == "ar"
    assert she.page.root.get("lang") == "nl"


def test_a_file_from_another_site_keeps_the_language_of_her_words(visitor: Visitor) -> None:
    assert "so" not in LANGUAGES
    visitor.start("nl")
    visitor.load(Plan(language="so", answers={STORY.name: IN_ENGLISH}).to_json())
    assert language_of(visitor) == "so"
    visitor.go(visitor.address("wizard.check", chapter=STORY.chapter))
    assert visitor.page.root.get("lang") == "nl"
    assert said_languages(visitor)[IN_ENGLISH] == "so"


def test_what_a_file_adds_keeps_its_language(come_with: ComeWith) -> None:
    she = come_with(Plan(answers={STORY.name: IN_DUTCH}))
    she.load(Plan(language="en", answers={STORY.name: IN_DUTCH, LINE.name: IN_ENGLISH}).to_json())
    she.press("add_only")
    she.go(she.address("wizard.check", chapter=LINE.chapter))
    said = said_languages(she)
    assert (said[IN_DUTCH], said[IN_ENGLISH]) == ("nl", "en")


@pytest.mark.parametrize("language", ["xx", "", "nl/../", "en-US"])
def test_a_language_that_nobody_knows_is_unknown(language: str) -> None:
    plan = check(Plan(language=language, languages={"a": language, "b": "ti"}))
    assert (plan.language, plan.languages) == (UNKNOWN, {"a": UNKNOWN, "b": "ti"})


def test_words_typed_when_the_session_was_over(come_with: ComeWith, app: Flask) -> None:
    she = come_with(Plan(language="en", answers={STORY.name: MORE_ENGLISH}), "en")
    she.go(she.address("wizard.check"))
    press_language(she, "nl")
    she.client.language = "nl"
    code = she.code()
    she.go(LINE.url(she))
    she.type({LINE.name: [IN_DUTCH]})
    button = she.page.buttons()["next"]
    cookie = she.client.get_cookie("plan")
    assert cookie is not None
    app.extensions["trajectplan"].sessions.end(cookie.value.partition(".")[0])
    assert she.submit(button) == 403
    she.client.language = ""  # the screen speaks the language of the plan again
    form = she.page.form_of(she.page.by_id["code"])
    assert form is not None
    assert she.submit(she.page.default_button(form), {"code": [code]}) == 200
    she.go(she.address("wizard.check", chapter=LINE.chapter))
    assert said_languages(she)[IN_DUTCH] == "nl"


def test_every_text_of_hers_on_paper_is_known_from_the_screen(app: Flask) -> None:
    plan = Plan.from_json((Path(__file__).with_name("plans") / "three_children.json").read_bytes())
    with app.test_request_context():
        paper = summarise(plan, CHAPTERS, paper=True)
        own = {each.text for each in own_of(paper)} - set(names_in(paper))
        assert own
        assert own <= words_of(plan)


@pytest.mark.parametrize(("language", "said"), [("nl", ' lang="nl"'), ("pt_BR", ' lang="pt-BR"'), ("", "")])
def test_how_a_page_names_the_language_of_her_words(language: str, said: str) -> None:
    assert str(lang_of(language)) == said
    assert str(lang_of(UNKNOWN)) == ' lang=""', "und makes some screen readers look for a voice"


def test_nothing_but_the_language_of_her_words_changes(app: Flask) -> None:
    plan = Plan(answers={"thing_one": MORE_ENGLISH}, languages={mark(MORE_ENGLISH): "en"})
    with app.test_request_context():
        told, plain = (summarise(each) for each in (plan, replace(plan, languages={})))
    assert {each.language for each in own_of(told)} == {"en"}
    assert with_own(told, lambda own: replace(own, language="nl")) == plain

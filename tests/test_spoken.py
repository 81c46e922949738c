"""A language that is only spoken: found on the first page and by a poster, heard on every page that is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from client import Visitor
from flask import Flask
from places import STORY
from program import MakeApp
from test_clips import ComeWith, languages_heard, opus, sources, write

from trajectplan.chapters import CHAPTERS
from trajectplan.config import Settings
from trajectplan.plan.document import Plan
from trajectplan.telling import AFTER, BEFORE, UNSPOKEN, told
from trajectplan.web.services import NAME

PLACES = ["/rif", "/RIF", "/Rif", "/rIf", "/rif/", "/RIF/"]
NOT_PAGES = {"output.pdf", "files.download", "worksheets.pdf", "well_known.robots_txt", "well_known.icon"}
"""What isn't read on a screen."""


@pytest.fixture(scope="module")
def keys(product: Flask) -> list[str]:
    """The key of every page that is told."""
    with product.app_context():
        return [clip.key for clip in told((*BEFORE, *AFTER), Settings())]


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory, keys: list[str]) -> Path:
    """All that can be recorded in Tarifit, the first page in Kabuverdianu, and another in a language with a country."""
    pages = [page.key for chapter in CHAPTERS for page in chapter.pages]
    spoken = {f"rif/{key}": opus(1, number) for number, key in enumerate([*keys, *pages])}
    return write(tmp_path_factory.mktemp("audio"), {**spoken, "kea/start": opus(2), "pt-CV/help": opus(1)})


@pytest.fixture(scope="module")
def spoken(make_app: MakeApp, audio: Path) -> Flask:
    """The program with these recordings."""
    return make_app(audio=audio, languages=("nl", "en"))


@pytest.fixture
def stranger(spoken: Flask, no_errors_logged: None) -> Visitor:
    """Somebody who comes for the first time."""
    del no_errors_logged
    visitor = Visitor(spoken)
    visitor.client.language = ""
    return visitor


def recorded(visitor: Visitor) -> list[str]:
    """The keys of the pages whose recordings can be heard here."""
    return [source.split("/")[-1].split(".")[0] for source in sources(visitor)]


def offered(visitor: Visitor) -> dict[str, str]:
    """What the first page offers to hear, by its address."""
    links = [link for link in visitor.page.one("main").iter("a") if "button" in link.get("class", "").split()]
    return {link.get("href", ""): visitor.page.text(link).strip() for link in links if link.find("span") is not None}


# The first page -------------------------------------------------------------------------------------------------------


def test_the_first_page_offers_it_by_its_own_name(stranger: Visitor) -> None:
    stranger.go("/")
    assert offered(stranger) == {"/kea": "Kabuverdianu", "/pt-CV": "Português (Cabo Verde)", "/rif": "Tarifit"}
    assert not list(sources(stranger)), "nothing of it is heard before she asks"
    link = next(each for each in stranger.page.all("a") if each.get("href") == "/rif")
    assert [each.tag.split("}")[-1] for each in link] == ["svg", "span"]
    assert link[-1].get("lang") == "rif"


def test_a_tap_has_it_heard_and_shows_its_size_first(stranger: Visitor, audio: Path) -> None:
    stranger.go("/")
    assert stranger.follow("/rif") == 200
    assert stranger.path == "/"
    assert languages_heard(stranger) == ["rif"]
    control = stranger.page.one("audio")
    assert (control.get("preload"), "autoplay" in control.attrib) == ("none", False)
    fold = next(each for each in stranger.page.above(control) if each.tag == "details")
    assert "open" in fold.attrib
    size = -(-(audio / "rif" / "start.opus").stat().st_size // 1000)
    assert f"({size} kB)" in stranger.page.text(fold)
    assert "Tarifit" in stranger.page.text(fold)
    links = {each.get("href"): each.get("aria-current") for each in stranger.page.all("a")}
    assert (links["/rif"], links["/kea"]) == ("true", None)


def test_the_choice_of_what_is_heard_is_always_near(stranger: Visitor) -> None:
    stranger.go("/rif")
    assert [each for each in stranger.page.all("a") if each.get("href", "").startswith("/language?back=")]
    stranger.start("nl", "mine")
    stranger.go(STORY.url(stranger))
    stranger.press("languages")
    stranger.press("hear:")
    assert stranger.path == STORY.url(stranger)
    stranger.go("/help")
    assert languages_heard(stranger) == []


def test_without_recordings_there_is_nothing_of_it(product: Flask) -> None:
    visitor = Visitor(product)
    for url in ("/", "/device", "/open", "/help", "/print"):
        visitor.go(url)
        assert "<audio" not in visitor.page.html
        assert "/rif" not in visitor.page.html
    with visitor.expecting(404):
        assert visitor.go("/rif") == 404


def test_recordings_of_written_languages_add_no_offer(make_app: MakeApp, tmp_path: Path) -> None:
    visitor = Visitor(make_app(audio=write(tmp_path, {"nl/start": opus(1)}), languages=("nl", "en")))
    visitor.go("/")
    assert not offered(visitor)
    assert languages_heard(visitor) == ["nl"]


# The poster -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PLACES)
def test_a_poster_is_found_as_a_phone_may_write_it(stranger: Visitor, address: str) -> None:
    stranger.go(address)
    assert (stranger.path, stranger.page.root.get("lang")) == ("/", "nl")
    assert languages_heard(stranger) == ["rif"]


@pytest.mark.parametrize("address", ["/pt-CV", "/pt-cv", "/PT-CV/"])
def test_a_poster_may_name_a_country(stranger: Visitor, address: str) -> None:
    stranger.go(address)
    assert stranger.path == "/"
    stranger.go("/help")
    assert languages_heard(stranger) == ["pt-CV"]


@pytest.mark.parametrize("address", ["/ri", "/rifx", "/rif/x", "/xx", "/pt", "/kea,rif"])
def test_no_other_address_is_one(stranger: Visitor, address: str) -> None:
    with stranger.expecting(404):
        assert stranger.go(address) == 404


def test_what_is_written_stays_as_the_browser_asks(stranger: Visitor) -> None:
    stranger.go("/rif", Accept_Language="en")
    assert languages_heard(stranger) == ["rif"]
    stranger.go("/device", Accept_Language="en")
    assert stranger.page.root.get("lang") == "en"
    assert languages_heard(stranger) == ["rif"]


def test_a_written_language_can_stand_beside_it(stranger: Visitor) -> None:
    stranger.go("/rif")
    stranger.go("/en")
    stranger.go("/")
    assert stranger.page.root.get("lang") == "en"
    assert languages_heard(stranger) == ["rif"]


def test_it_lasts_where_a_visit_has_ended(spoken: Flask, come_with: ComeWith) -> None:
    her = come_with(Plan(language="nl"), app=spoken)
    end(her)
    her.client.language = ""
    her.go("/kea")
    assert languages_heard(her) == ["kea"]
    her.go("/")
    her.go("/")
    assert languages_heard(her) == ["kea"]
    her.go(STORY.url(her))
    assert "code" in her.page.by_id, "it is no new visit: her plan is asked for"


def test_choosing_it_where_a_visit_has_ended_makes_no_new_one(spoken: Flask, come_with: ComeWith) -> None:
    her = come_with(Plan(language="nl"), app=spoken)
    her.go("/language?back=/help")
    end(her)
    her.client.language = ""
    her.press("hear:rif")
    assert (her.path, languages_heard(her)) == ("/help", ["rif"])
    her.go(STORY.url(her))
    assert "code" in her.page.by_id


def test_what_the_one_before_heard_is_forgotten(spoken: Flask, come_with: ComeWith) -> None:
    before = come_with(Plan(language="nl"), app=spoken)
    before.go("/language?back=/help")
    before.press("hear:rif")
    assert languages_heard(before) == ["rif"]
    end(before)
    before.client.language = ""
    before.go("/")
    assert languages_heard(before) == []
    before.go("/device")
    assert languages_heard(before) == []


def test_it_changes_nothing_of_a_plan_that_is_open(stranger: Visitor) -> None:
    stranger.start("nl", "mine")
    stranger.go(STORY.url(stranger))
    stranger.press("next", {STORY.name: ["Van mij"]})
    stranger.go("/rif")
    assert stranger.sees("Er staat hier nog een plan open. Is het van jou?")
    assert languages_heard(stranger) == []
    stranger.go(STORY.url(stranger))
    assert stranger.sees("Van mij")


def end(visitor: Visitor) -> None:
    """Let the session of this visitor end, as after a time of rest."""
    cookie = visitor.client.get_cookie("plan")
    assert cookie is not None
    visitor.app.extensions[NAME].sessions.end(cookie.value.split(".")[0])


# Every page -----------------------------------------------------------------------------------------------------------


def everywhere(visitor: Visitor, *without: str) -> dict[str, list[str]]:
    """What can be heard at every address that needs nothing to be known, by the address; ``without`` some endpoints."""
    found = {}
    for rule in visitor.app.url_map.iter_rules():
        is_known = rule.arguments <= set(rule.defaults or ()) and not rule.endpoint.startswith(("poster_", *without))
        if "GET" in (rule.methods or ()) and is_known and rule.endpoint not in NOT_PAGES:
            visitor.go(rule.rule)
            if visitor.page.by_id.get("the-page") is not None:
                found[visitor.path] = recorded(visitor)
    return found


def silent(found: dict[str, list[str]]) -> set[str]:
    """The addresses at which nothing can be heard."""
    return {path for path, keys in found.items() if len(keys) != 1}


def test_a_stranger_hears_every_page(stranger: Visitor) -> None:
    stranger.go("/rif")
    found = everywhere(stranger)
    assert silent(found) == {path for path in found if path.split("/")[-1] in UNSPOKEN}
    wanted = {"/": "start", "/language": "language", "/device": "device", "/open": "open", "/help": "help"}
    wanted |= {"/privacy": "privacy", "/print": "print_here", "/plan": "task_list_empty", "/leave-now": "leave_now"}
    assert {path: found[path] for path in wanted} == {path: [key] for path, key in wanted.items()}


def test_with_a_plan_every_page_is_heard(spoken: Flask, come_with: ComeWith) -> None:
    her = come_with(Plan(language="nl", answers={STORY.name: "Van mij"}), app=spoken)
    her.go("/language?back=/plan")
    her.press("hear:rif")
    assert recorded(her) == ["task_list"]
    found = everywhere(her, "information.start", "wizard.language", "wizard.device", "print_view")
    assert silent(found) == {path for path in found if path.split("/")[-1] in UNSPOKEN}
    assert {"code", "stop", "help", "delete", "choose_print"} <= {key for keys in found.values() for key in keys}


def test_the_code_is_told_as_it_stands_there(stranger: Visitor) -> None:
    stranger.go("/rif")
    stranger.start("nl", "mine")
    stranger.go(STORY.url(stranger))
    stranger.press("next", {STORY.name: ["Van mij"]})
    assert (stranger.path, recorded(stranger)) == ("/code", ["code_first"])
    stranger.press("hide")
    assert recorded(stranger) == ["code"]
    stranger.press("show")
    assert recorded(stranger) == ["code_shown"]


@pytest.mark.parametrize(("address", "status"), [("/nothing-here", 404), ("/device", 422)])
def test_what_is_wrong_is_heard_too(stranger: Visitor, address: str, status: int) -> None:
    stranger.go("/rif")
    with stranger.expecting(status):
        stranger.go(address)
        if status != 404:
            stranger.enter("device-form")
    assert stranger.status == status
    assert recorded(stranger) == ["error_404" if status == 404 else "device"]
    assert languages_heard(stranger) == ["rif"]


def test_what_is_not_recorded_is_silent(stranger: Visitor) -> None:
    stranger.go("/kea")
    assert languages_heard(stranger) == ["kea"]
    for url in ("/device", "/open", "/help", "/print"):
        stranger.go(url)
        assert not list(sources(stranger)), url
    stranger.go("/help")
    assert "aloud" in stranger.page.by_id, "the voice of the device is left"

"""After each way of leaving, with and without script, nothing of hers is behind Firefox's Back button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from firefox import FirefoxVisitor, firefox
from flask import Flask
from places import LINE, STORY

from trajectplan.web.services import NAME

pytestmark = pytest.mark.soak
WORDS = "Kwikzilverduif"
FORBIDDEN = 403


def stop(visitor: FirefoxVisitor) -> None:
    """Stop and wipe."""
    visitor.stop()


def delete(visitor: FirefoxVisitor) -> None:
    """Delete the plan."""
    visitor.go(visitor.address("keep.delete"))
    visitor.press("delete")


def leave_now(visitor: FirefoxVisitor) -> None:
    """Leave now, with words on the page that were never sent."""
    button = next(each for each in visitor.page.all("button") if "leave" in each.get("class", "").split())
    visitor.submit(button)
    assert "/recipe" in visitor.url
    assert visitor.tab.cookies() == []


def wait_too_long(visitor: FirefoxVisitor) -> None:
    """Rest until the session is over on the server; the next page says so."""
    sessions = visitor.app.extensions[NAME].sessions
    for cookie in visitor.tab.cookies():
        sessions.end(cookie.partition(".")[0])
    visitor.go(visitor.address("wizard.task_list"))
    assert visitor.status == FORBIDDEN


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("leave", [stop, delete, leave_now, wait_too_long])
def test_nothing_of_hers_is_behind_the_back_button_of_firefox(
    app: Flask, server: str, tmp_path: Path, leave: Callable[[FirefoxVisitor], None], *, script: bool
) -> None:
    with firefox(tmp_path / "profile", script=script) as tab:
        visitor = FirefoxVisitor(app, tab, server)
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
        leave(visitor)
        pages = list(visitor.left_behind())
        assert len(pages) > 5, "there was no way back at all"
        for shown in pages:
            assert WORDS not in shown
            assert code not in shown
            assert code.replace(" ", "") not in shown

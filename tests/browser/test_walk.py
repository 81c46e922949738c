"""The whole journey in a browser: narrow and wide, with and without script, by mouse and by keyboard alone."""

from __future__ import annotations

import pseudo
import pytest
from browsing import BrowserVisitor, Careless, KeyboardVisitor, Open
from journey import Anything, Journey

NARROW, WIDE = 320, 1280
"""320 pixels is also what 1280 pixels are at 400 % zoom (WCAG 2.2, 1.4.10)."""


def walk(visitor: BrowserVisitor, language: str, journey: type[Journey]) -> Journey:
    """From the first page to the end of every chapter, then through everything about the plan."""
    visitor.start(language)
    walked = journey(visitor, Anything(things=1))
    walked.walk()
    for rule in visitor.app.url_map.iter_rules():
        is_page = "GET" in (rule.methods or ()) and not rule.arguments
        is_page = is_page and not rule.endpoint.startswith(("poster", "well_known"))
        if is_page and not rule.endpoint.endswith((".download", ".pdf")):
            visitor.go(rule.rule)
    for page in ("/print/view/1", "/print/view/2", "/print/view/3", "/dutch/1"):
        visitor.go(page)
    return walked


slowly = pytest.mark.soak
"""A walk through all pages takes minutes: it is for ``make soak-ci``."""


@pytest.mark.parametrize(
    ("width", "script"),
    [
        pytest.param(NARROW, False, id="320-no-script", marks=slowly),
        pytest.param(NARROW, True, id="320-script", marks=slowly),
        pytest.param(WIDE, False, id="1280-no-script", marks=slowly),
        pytest.param(WIDE, True, id="1280-script", marks=slowly),
    ],
)
def test_every_page_and_every_error_is_accessible(open_browser: Open, width: int, script: bool) -> None:  # noqa: FBT001
    visitor = open_browser(width, script=script)
    visitor.with_axe = True
    walked = walk(visitor, "nl", Careless)
    assert visitor.wrong == [], "\n".join(visitor.wrong)
    assert len(visitor.examined) > len(walked.said)
    assert walked.not_shown() == []


@slowly
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_by_keyboard_alone(open_browser: Open, width: int) -> None:
    visitor = open_browser(width, kind=KeyboardVisitor)
    visitor.start("nl")
    walked = Journey(visitor, Anything(things=1))
    walked.walk()
    visitor.stop()
    assert visitor.wrong == [], "\n".join(visitor.wrong)
    visitor.come_back(walked.code)
    assert walked.not_shown() == []


@slowly
@pytest.mark.parametrize("language", [pseudo.LONG, pseudo.MIRRORED])
def test_in_languages_that_nobody_speaks(open_browser: Open, language: str) -> None:
    visitor = open_browser(NARROW)
    visitor.with_axe = language == pseudo.MIRRORED
    walked = walk(visitor, language, Careless)
    assert visitor.wrong == [], "\n".join(visitor.wrong)
    assert walked.not_shown() == []

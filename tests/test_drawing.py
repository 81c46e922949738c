"""Her own words on a page: drawn as text in their own language and direction, also inside a sentence of the program."""

from __future__ import annotations

import pytest
from flask import Flask

from trajectplan.plan.summary import Own, Phrase, Text

NASTY = "<b>&\"' {{ 7*7 }} %(child)s"
ESCAPED = "&lt;b&gt;&amp;&#34;&#39; {{ 7*7 }} %(child)s"


def drawn(app: Flask, leaf: Text) -> str:
    """The leaf as a template draws it."""
    with app.test_request_context("/"):
        return app.jinja_env.from_string("{{ leaf }}").render(leaf=leaf)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (Own(NASTY, "en"), f'<bdi dir="auto" lang="en">{ESCAPED}</bdi>'),
        (Own("Sara"), '<bdi dir="auto">Sara</bdi>'),
        (Own("Sara", "zh_Hant"), '<bdi dir="auto" lang="zh-Hant">Sara</bdi>'),
        (
            Phrase("<i>%(child)s</i> & co", {"child": Own(NASTY)}),
            f'&lt;i&gt;<bdi dir="auto">{ESCAPED}</bdi>&lt;/i&gt; &amp; co',
        ),
        (Phrase("Child %(number)s", {"number": NASTY}), f"Child {ESCAPED}"),
        (
            Phrase("School of %(child)s", {"child": Phrase("%(name)s, %(number)s", {"name": Own("A"), "number": 2})}),
            'School of <bdi dir="auto">A</bdi>, 2',
        ),
        ("a < b", "a &lt; b"),
    ],
    ids=["own", "no-language", "script", "phrase", "said-value", "phrase-in-phrase", "said"],
)
def test_a_leaf_is_drawn_as_text(app: Flask, leaf: Text, expected: str) -> None:
    assert drawn(app, leaf) == expected

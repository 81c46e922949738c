"""The print view: what goes on paper as pages of the site, for who prints with the browser and not as a PDF.

One address for each part, so that none is heavy on an old phone or a slow line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, Flask, abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from trajectplan.i18n import DEFAULT, _, day_in_words, speaking
from trajectplan.pdf.options import AGREEMENTS, CONVERSATION, ONE_PAGE, WALLET_CARD, PrintOptions, told_in
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, List, Row, Said, Summary, Text
from trajectplan.web import pen_pages
from trajectplan.web.one_page import slots
from trajectplan.web.output import note_version, paper_summary, print_options, wiped_at_rest
from trajectplan.web.resuming import without_plan
from trajectplan.web.side_by_side import Voices, marked, under_one_heading

print_view = Blueprint("print_view", __name__)

PROPOSAL: Final = _("This is my proposal. It is not a decision of the municipality.")
MOST_BYTES: Final = 16_000
"""So much text of a chapter goes on one page of the site, in all its languages together; the rest follows on others.

Packed it takes less than half of this, and the page with all it loads stays below 14 KB."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the view; ``kind`` names the macro that draws ``content``."""

    kind: str
    title: Said
    languages: tuple[str, ...]
    content: Sequence[object]
    credit: Said = ""


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(print_view)


@print_view.get("/print/view")
def first() -> ResponseReturnValue:
    """The first of the parts she chose."""
    return redirect(url_for("print_view.leaf", number=1), 303)


@print_view.get("/print/view/<int:number>")
def leaf(number: int) -> ResponseReturnValue:
    """One part, with the way to the others."""
    if response := without_plan():
        return response
    summary = paper_summary()
    options = print_options(summary)
    leaves = list(_leaves(summary, options))
    if not 1 <= number <= len(leaves):
        abort(404)
    note_version()
    shown = leaves[number - 1]
    page = render_template(
        "print_view.html",
        leaf=shown,
        leaves=leaves,
        number=number,
        options=options,
        voices=Voices(shown.languages),
        marked=marked,
        proposal=PROPOSAL,
        foot=_foot(options, shown.languages),
    )
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex"
    return wiped_at_rest(response)


def _foot(options: PrintOptions, languages: Sequence[str]) -> list[tuple[str, list[str]]]:
    """For every language what stands below: whose plan it is, when it was printed, which version."""
    foot = []
    for language in languages:
        with speaking(language):
            printed = _("Printed on %(date)s", date=day_in_words(options.date, language))
            lines = [_("My plan"), printed, _("Version %(number)s", number=options.version)]
            foot.append((language, [str(line) for line in lines]))
    return foot


# What there is --------------------------------------------------------------------------------------------------------


def _leaves(summary: Summary, options: PrintOptions) -> Iterator[Leaf]:
    """Every page, in the order of the printed plan."""
    both = options.languages
    if ONE_PAGE in options.parts:
        dutch_first = tuple(reversed(both)) if DEFAULT in both else (*both, DEFAULT)
        for language in dutch_first:
            content = slots(told_in(summary, options.parts), language, is_large=options.is_large)
            yield Leaf("one_page", _("My plan on one page"), (language,), content)
    for chapter in summary.chapters:
        if chapter.key in options.parts and chapter.answered:
            yield from _of_chapter(chapter, both)
    if AGREEMENTS in options.parts:
        yield Leaf("for_pen", pen_pages.AGREEMENTS_TITLE, both, pen_pages.AGREEMENTS)
    if CONVERSATION in options.parts:
        talk = list(pen_pages.conversation(summary, options.code))
        yield Leaf("for_pen", pen_pages.CONVERSATION_TITLE, both, talk)
    if WALLET_CARD in options.parts:
        yield Leaf("card", pen_pages.WALLET_TITLE, both, list(pen_pages.wallet_card(summary)))


def _of_chapter(chapter: ChapterSummary, languages: tuple[str, ...]) -> Iterator[Leaf]:
    """A chapter, on as many pages as it takes."""
    sections: list[tuple[Text, list[Block]]] = []
    size = 0
    for title, block in _pieces(chapter, MOST_BYTES // len(languages)):
        more = _size(block) * len(languages)
        if sections and size + more > MOST_BYTES:
            yield Leaf("chapter", chapter.title, languages, sections)
            sections, size = [], 0
        if sections and sections[-1][0] is title:
            sections[-1][1].append(block)
        else:
            sections.append((title, [block]))
        size += more
    yield Leaf("chapter", chapter.title, languages, sections, chapter.credit)


def _pieces(chapter: ChapterSummary, most: int) -> Iterator[tuple[Text, Block]]:
    """Every block under its heading; a list of things that is too long for one page in pieces."""
    for title, blocks in under_one_heading(chapter):
        for block in blocks:
            if not isinstance(block, List) or _size(block) <= most:
                yield title, block
            else:
                yield from ((title, replace(block, items=(item,))) for item in block.items)


def _size(block: Block | Item) -> int:
    """About how many bytes of text a block has in one language."""
    if isinstance(block, Row):
        return _bytes(block.label, *block.answer)
    if isinstance(block, Grid):
        return _bytes(*block.head) + sum(_bytes(*row) for row in block.rows)
    inner = block.blocks if isinstance(block, Item) else block.items
    return sum(map(_size, inner))


def _bytes(*texts: Text) -> int:
    return sum(len(str(text).encode()) for text in texts)

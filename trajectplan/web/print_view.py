"""The print view: what goes on paper as pages of the site, for who prints with the browser and not as a PDF.

One address for each part, so that none is heavy on an old phone or a slow line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from flask import Blueprint, Flask, abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from trajectplan.i18n import DEFAULT, day_in_words, speaking
from trajectplan.pdf import wording
from trajectplan.pdf.leaves import leaves
from trajectplan.pdf.options import AGREEMENTS, CONVERSATION, ONE_PAGE, WALLET_CARD, PrintOptions, told_in
from trajectplan.pdf.reading import REQUESTS, under_one_heading
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, List, Phrase, Row, Said, Summary, Text
from trajectplan.plan.timeline import STEPS
from trajectplan.plan.week_drawn import WeekDrawn
from trajectplan.web import one_page, pen_pages
from trajectplan.web.output import note_version, paper_summary, print_options, wiped_at_rest
from trajectplan.web.resuming import without_plan
from trajectplan.web.side_by_side import Voices, marked
from trajectplan.web.steps_drawn import Drawing, Drawn, Points, drawn, shown_in

print_view = Blueprint("print_view", __name__)

MOST_BYTES: Final = 16_000
"""So much text of a chapter goes on one page of the site, in all its languages together; the rest follows on others.

Packed it takes less than half of this, and the page with all it loads stays below 14 KB."""
BYTES_OF_DRAWING, BYTES_OF_DOT = 2000, 100
BYTES_OF_WEEK, BYTES_OF_MARK = 4000, 20

Piece: TypeAlias = Block | Drawn
Section: TypeAlias = tuple[Text, list[Piece]]
"""A heading with what stands below it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the view; ``kind`` names the macro that draws ``content``."""

    kind: str
    title: Said
    languages: tuple[str, ...]
    content: Sequence[object]
    credit: Said = ""
    meaning_of_star: Sequence[Said] = ()
    requests_note: Sequence[pen_pages.Part] = ()
    reader: Text = ""
    not_translated: Text = ""


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(print_view)


@print_view.get("/print/view")
def first() -> ResponseReturnValue:
    """The first of the parts she chose."""
    return redirect(url_for("print_view.leaf", number=1), 303)


@print_view.get("/print/view/<int:number>")
def leaf(number: int) -> ResponseReturnValue:
    """One part, with the way to the others; the last one where she has switched off the one she asks for."""
    if response := without_plan():
        return response
    note_version()
    summary = paper_summary()
    options = print_options(summary)
    every = list(_leaves(summary, options))
    if not every:
        return redirect(url_for("output.choose"), 303)
    if number > len(every):
        return redirect(url_for("print_view.leaf", number=len(every)), 303)
    if number < 1:
        abort(404)
    shown = every[number - 1]
    page = render_template(
        "print_view.html",
        leaf=shown,
        leaves=every,
        number=number,
        options=options,
        voices=Voices(shown.languages),
        marked=marked,
        shown_in=shown_in,
        proposal=wording.PROPOSAL,
        requests=pen_pages,
        role_of_requests=REQUESTS,
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
            printed = Phrase(wording.PRINTED_ON, {"date": day_in_words(options.date, language)})
            lines = [wording.MY_PLAN, printed, Phrase(wording.VERSION, {"number": options.version})]
            # A line ends between two of them only.
            foot.append((language, [str(line).replace(" ", "\N{NO-BREAK SPACE}") for line in lines]))
    return foot


# What there is --------------------------------------------------------------------------------------------------------


def _leaves(summary: Summary, options: PrintOptions) -> Iterator[Leaf]:
    """Every page, in the order of the printed plan."""
    both = options.languages
    if ONE_PAGE in options.parts:
        dutch_first = tuple(reversed(both)) if DEFAULT in both else (*both, DEFAULT)
        for language in dutch_first:
            yield _one_page(told_in(summary, options.parts), language, options)
    for chapter in summary.chapters:
        if chapter.key in options.parts and chapter.answered:
            yield from _of_chapter(chapter, options)
    if AGREEMENTS in options.parts:
        parts = list(pen_pages.agreements(both, is_large=options.is_large))
        yield Leaf("for_pen", wording.AGREEMENTS, both, parts)
    if CONVERSATION in options.parts:
        talk = list(pen_pages.conversation(summary, options.code))
        yield Leaf("for_pen", wording.TALK, both, talk)
    if WALLET_CARD in options.parts:
        cards = [(language, Voices((language,)), pen_pages.wallet_card(summary, language)) for language in both]
        yield Leaf("card", wording.BACK_UP, both, cards)


def _one_page(summary: Summary, language: str, options: PrintOptions) -> Leaf:
    """Page one in one language; in large print it may take more sheets, and says so."""
    told = one_page.slots(summary, language, is_large=options.is_large)
    title, reader = wording.ONE_PAGE, wording.READER
    if one_page.is_longer(told, is_large=options.is_large):
        title, reader = wording.MAIN_POINTS, wording.READER_OF_MORE
    return Leaf(
        "one_page",
        title,
        (language,),
        told,
        reader=one_page.reader(summary, language, reader),
        not_translated=one_page.not_translated(summary, language),
    )


def _of_chapter(chapter: ChapterSummary, options: PrintOptions) -> Iterator[Leaf]:
    """A chapter, on as many pages as it takes; on the first with a request stands what is asked of its reader."""
    pages = list(_pages(chapter, options))
    first_asking = next((sections for sections in pages if REQUESTS in _roles(sections)), None)
    for place, sections in enumerate(pages, start=1):
        numbered = Phrase("%(title)s (%(place)s)", {"title": chapter.title, "place": str(place)})
        texts = [text for _title, pieces in sections for piece in pieces for text in _texts(piece)]
        yield Leaf(
            "chapter",
            numbered if pages[1:] else chapter.title,
            options.languages,
            sections,
            credit=chapter.credit if place == len(pages) else "",
            meaning_of_star=Voices(options.languages).meaning_of_star(texts),
            requests_note=pen_pages.requests_note(chapter) if sections is first_asking else (),
        )


def _pages(chapter: ChapterSummary, options: PrintOptions) -> Iterator[list[Section]]:
    """What stands on each page of a chapter."""
    languages = options.languages
    sections: list[Section] = []
    size = 0
    for title, piece in _pieces(chapter, options, MOST_BYTES // len(languages)):
        more = _size(piece) * len(languages)
        if sections and size + more > MOST_BYTES:
            yield sections
            sections, size = [], 0
        if sections and sections[-1][0] is title:
            sections[-1][1].append(piece)
        else:
            sections.append((title, [piece]))
        size += more
    yield sections


def _roles(sections: Sequence[Section]) -> set[str]:
    """The roles of what she said there."""
    return {piece.role for _title, pieces in sections for piece in pieces if isinstance(piece, (Row, Grid, List))}


def _pieces(chapter: ChapterSummary, options: PrintOptions, most: int) -> Iterator[tuple[Text, Piece]]:
    """Every block under its heading; a list of things that is too long for one page in pieces.

    Her steps are drawn below their list.
    """
    for title, blocks in under_one_heading(chapter):
        for block in blocks:
            if not isinstance(block, List) or _size(block) <= most:
                yield title, block
            else:
                yield from ((title, replace(block, items=(item,))) for item in block.items)
            if isinstance(block, List) and block.role == STEPS:
                for piece in drawn(block, options.date, options.languages, is_large=options.is_large):
                    if not isinstance(piece, Points) or _size(piece) <= most:
                        yield title, piece
                    else:
                        yield from ((title, replace(piece, steps=(step,))) for step in piece.steps)


def _texts(piece: Piece) -> Iterator[Text]:
    """Every text of a piece."""
    if isinstance(piece, Points):
        yield from (step.title for step in piece.steps)
    elif not isinstance(piece, Drawing):
        yield from leaves(piece)


def _size(block: Piece | Item) -> int:
    """About how many bytes of text a block has in one language."""
    if isinstance(block, Drawing):
        return BYTES_OF_DRAWING + BYTES_OF_DOT * len(block.dots)
    if isinstance(block, Points):
        return _bytes(*(step.title for step in block.steps))
    if isinstance(block, Row):
        return _bytes(block.label, *block.answer)
    if isinstance(block, Grid):
        return _bytes(*block.head) + sum(_bytes(*row) for row in block.rows) + _size_of_week(block.drawn)
    if isinstance(block, Item):
        return _bytes(block.title) + sum(map(_size, block.blocks))
    return sum(map(_size, block.items))


def _size_of_week(week: WeekDrawn | None) -> int:
    """The same for a drawn week, if there is one."""
    return BYTES_OF_WEEK + BYTES_OF_MARK * sum(len(lane) for day in week.days for lane in day) if week else 0


def _bytes(*texts: Text) -> int:
    return sum(len(str(text).encode()) for text in texts)

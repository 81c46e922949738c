"""The page on which she chooses what goes on paper, and what she had better know before it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import render_template, request

from trajectplan.i18n import DEFAULT, _, language_name
from trajectplan.pages import Chapter
from trajectplan.plan.document import Plan
from trajectplan.plan.printing import (
    AGREEMENTS,
    BOTH,
    CONVERSATION,
    DUTCH,
    HERS,
    LARGE,
    LONGEST_NAME,
    NORMAL,
    ONE_PAGE,
    WALLET_CARD,
    Printing,
    offered_parts,
)
from trajectplan.plan.summary import Phrase, Said, Summary
from trajectplan.questions import typed
from trajectplan.web.services import services
from trajectplan.web.visit import visit
from trajectplan.web.ways import unfinished

Card = tuple[str, str, Said, Said, bool]
"""A card to tap: its key, its icon, its words, a note, and whether it stands chosen."""
Problems = Sequence[tuple[str, Said]]

NOTHING_CHOSEN = _("Choose at least one part. Then something can go on paper.")
MOST_NAMED = 12
"""So many characters that can't be printed are shown; after that it says that there are more."""
_PARTS: dict[str, tuple[str, Said, Said]] = {
    ONE_PAGE: (
        "file-text",
        _("One page for my consultant"),
        _("The main points of the chapters you choose. Do you choose none? Then of all chapters."),
    ),
    AGREEMENTS: ("handshake", _("Page for agreements"), ""),
    CONVERSATION: ("chats-circle", _("Page for the talk, for me"), _("This page is for me. I do not hand it over.")),
    WALLET_CARD: ("lifebuoy", _("Card with my back-up plan"), ""),
}
_SIZES = ((NORMAL, "article", _("Normal print")), (LARGE, "magnifying-glass-plus", _("Large print")))


def chosen(summary: Summary) -> Printing:
    """What she chose on the page, from the form that was sent."""
    form = request.form
    return Printing(
        parts=tuple(part for part in offered_parts(summary) if part in form.getlist("parts")),
        languages=form.get("languages", BOTH),
        size=form.get("size", NORMAL),
        name=" ".join(typed.clean(form.get("name", "")).split())[:LONGEST_NAME],
        with_code="with_code" in form,
    )


def choose_page(summary: Summary, printing: Printing, problem: Said = "") -> str:
    """The page with her choice as it stands."""
    parts = list(_part_cards(summary, printing))
    return render_template(
        "choose_print.html",
        parts=parts,
        languages=list(_language_cards(printing)),
        sizes=[(key, icon, words, "", key == printing.size) for key, icon, words in _SIZES],
        name=printing.name,
        with_code=printing.with_code,
        problems=[(f"parts-{parts[0][0]}", problem)] if problem else [],
        longest_name=LONGEST_NAME,
        unfinished=unfinished(visit.plan),
        cautions=cautions(visit.plan, services().chapters),
        unprintable=unprintable(summary, printing.name),
    )


def cautions(plan: Plan, chapters: Sequence[Chapter]) -> list[Said]:
    """What she had better read before something goes on paper, by what she said; each caution once."""
    found = (page.before_printing(plan) for chapter in chapters for page in chapter.pages)
    return list({str(caution): caution for caution in found if str(caution)}.values())


def unprintable(summary: Summary, name: str) -> str:
    """The characters of her words and name that stand on paper as names in brackets; empty when there are none."""
    from trajectplan.pdf.leaves import own_words, texts_in  # noqa: PLC0415 - print is loaded only for paper
    from trajectplan.pdf.typeset.characters import has_names  # noqa: PLC0415 - as above

    words = (text for chapter in summary.chapters for text in own_words(texts_in(chapter)))
    return _listed(text for text in (name, *words) if has_names(text))


def _listed(texts: Iterable[str]) -> str:
    """The characters of these texts that have no drawing, each once, the first ones only."""
    from trajectplan.pdf.typeset.breaking import clusters  # noqa: PLC0415 - as above
    from trajectplan.pdf.typeset.characters import has_names  # noqa: PLC0415 - as above

    found = dict.fromkeys(cluster for text in texts for cluster in clusters(text) if has_names(cluster))
    shown = list(found)[:MOST_NAMED]
    return " ".join([*shown, *("\N{HORIZONTAL ELLIPSIS}" for _more in list(found)[MOST_NAMED : MOST_NAMED + 1])])


def _part_cards(summary: Summary, printing: Printing) -> Iterable[Card]:
    """Every part that would have something on it."""
    chapters = {chapter.key: (chapter.icon, chapter.title, "") for chapter in services().chapters}
    for key in offered_parts(summary):
        icon, words, note = _PARTS.get(key) or chapters[key]
        yield key, icon, words, note, key in printing.parts


def _language_cards(printing: Printing) -> Iterable[Card]:
    """The languages she can choose from; nothing to choose when hers is Dutch."""
    hers = visit.plan.language
    if hers == DEFAULT:
        return
    name = language_name(hers, visit.language)
    for key, icon, words in (
        (BOTH, "columns", Phrase(_("%(language)s and Dutch side by side"), {"language": name})),
        (DUTCH, "text-aa", _("Dutch only")),
        (HERS, "translate", Phrase(_("%(language)s only"), {"language": name})),
    ):
        yield key, icon, words, "", key == printing.languages

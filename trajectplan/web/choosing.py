"""The page on which she chooses what goes on paper, and what she had better know before it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import render_template
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import DEFAULT, _, language_name
from trajectplan.pages import Chapter
from trajectplan.plan.document import Plan
from trajectplan.plan.lines import one_line
from trajectplan.plan.printing import (
    AGREEMENTS,
    BOTH,
    CONVERSATION,
    DUTCH,
    HERS,
    LANGUAGES,
    LARGE,
    LONGEST_NAME,
    NORMAL,
    ONE_PAGE,
    SIZES,
    WALLET_CARD,
    Printing,
    offered_parts,
    one_of,
)
from trajectplan.plan.summary import Phrase, Said, Summary
from trajectplan.questions import typed
from trajectplan.web.own_words import print_language
from trajectplan.web.services import services
from trajectplan.web.visit import visit
from trajectplan.web.ways import unfinished

Card = tuple[str, str, Said, Said, bool]
"""A card to tap: its key, its icon, its words, a note, and whether it stands chosen."""

SCREEN = "+print"
"""Names the page where pages of questions have their key: in sealed words."""
CODE_CARD = "with_code-yes"
NOTHING_CHOSEN = _("Choose at least one part. Then something can go on paper.")
NO_PAGE_FOR_CODE = _("Your code stands on the page for the talk. Choose that page too.")
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


def chosen(summary: Summary, form: MultiDict[str, str]) -> Printing:
    """What she chose on the page, from the form that was sent."""
    return Printing(
        parts=tuple(part for part in offered_parts(summary) if part in form.getlist("parts")),
        languages=one_of(LANGUAGES, form.get("languages")),
        size=one_of(SIZES, form.get("size")),
        name=shortened(one_line(typed.clean(form.get("name", "")))),
        with_code="with_code" in form,
    )


def keep_choice(summary: Summary, printing: Printing) -> bool:
    """Keep this choice in her plan, if it can go on paper; returns whether it can."""
    if problems_of(summary, printing):
        return False
    visit.change(lambda plan: printing.on(plan, summary))
    return True


def shortened(name: str) -> str:
    """The name, no longer than there is room for; what is one character to her isn't cut in two."""
    from trajectplan.pdf.typeset.breaking import clusters  # noqa: PLC0415 - print is loaded only for paper

    kept = ""
    for cluster in clusters(name[: 2 * LONGEST_NAME]):
        if len(kept) + len(cluster) > LONGEST_NAME:
            break
        kept += cluster
    return kept.strip()


def problems_of(summary: Summary, printing: Printing) -> list[tuple[str, Said]]:
    """Why this choice can't go on paper: the id of the card it is about, and what is said there."""
    offered, problems = offered_parts(summary), list[tuple[str, Said]]()
    if not set(offered) & set(printing.parts):
        problems.append((f"parts-{offered[0]}", NOTHING_CHOSEN))
    if printing.with_code and CONVERSATION not in printing.parts:
        problems.append((CODE_CARD, NO_PAGE_FOR_CODE))
    return problems


def choose_page(summary: Summary, printing: Printing) -> str:
    """The page with her choice as it stands, and what is wrong with it."""
    parts = list(_part_cards(summary, printing))
    return render_template(
        "choose_print.html",
        parts=parts,
        languages=list(_language_cards(summary, printing)),
        sizes=[(key, icon, words, "", key == printing.size) for key, icon, words in _SIZES],
        name=printing.name,
        with_code=printing.with_code,
        problems=problems_of(summary, printing),
        code_card=CODE_CARD,
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


def _language_cards(summary: Summary, printing: Printing) -> Iterable[Card]:
    """The languages she can choose from; nothing to choose when hers is Dutch."""
    hers = print_language(visit.plan, summary)
    if hers == DEFAULT:
        return
    name = language_name(hers, visit.language)
    for key, icon, words in (
        (BOTH, "columns", Phrase(_("%(language)s and Dutch side by side"), {"language": name})),
        (DUTCH, "text-aa", _("Dutch only")),
        (HERS, "translate", Phrase(_("%(language)s only"), {"language": name})),
    ):
        yield key, icon, words, "", key == printing.languages

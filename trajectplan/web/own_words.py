"""Her own words: the language in which she typed them, and what that means for the plan, its print and its pages."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from trajectplan.chapters import summarise
from trajectplan.i18n import DEFAULT, choose, tag_of
from trajectplan.pdf.leaves import own_in, texts_in
from trajectplan.plan.document import Plan
from trajectplan.plan.languages import language_of, typed_in
from trajectplan.plan.summary import UNKNOWN, Own, Summary, names_in
from trajectplan.web.services import services


def words_of(plan: Plan) -> set[str]:
    """All that she wrote herself in a plan; no names, for those are in no language."""
    summary = summarise(plan, services().chapters)
    own = (each.text for chapter in summary.chapters for text in texts_in(chapter) for each in own_in(text))
    return set(own) - set(names_in(summary))


def typed_on(before: Plan, after: Plan, language: str) -> Plan:
    """``after``, in which the words that ``before`` hasn't were typed on a page in ``language``."""
    if after.answers == before.answers or (language == after.language and not after.languages):
        return after
    return typed_in(after, dict.fromkeys(words_of(after) - words_of(before), language))


def languages_with(now: Plan, incoming: Plan) -> dict[str, str]:
    """The languages of the words in two plans that are put together, where they aren't that of the first."""
    new = words_of(incoming) - words_of(now)
    return dict(typed_in(now, {words: language_of(incoming, words) for words in new}).languages)


def print_language(plan: Plan, summary: Summary) -> str:
    """The language beside Dutch in which a plan is printed; Dutch where there is none.

    That is the language of the plan while it is on offer; in a plan in Dutch the one in which most of it was written.
    """
    offered = services().settings.languages
    hers = choose((plan.language,), offered)
    if hers != DEFAULT or not plan.languages:
        return hers
    letters: Counter[str] = Counter()
    for own in (own for chapter in summary.chapters for text in texts_in(chapter) for own in own_in(text)):
        letters[own.language] += len(own.text)
    return max(offered, key=letters.__getitem__)


def own_language(own: Own, plan: Plan) -> str:
    """The language of words of hers on a page of questions, which knows that of the plan only."""
    return language_of(plan, own.text) if own.language == plan.language else own.language


def lang_of(language: str) -> Markup:
    """The attribute of HTML for the language of her words: empty where it isn't known, none where they have none.

    HTML names an unknown language by an empty attribute; ``und`` makes some screen readers look for a voice.
    """
    if not language:
        return Markup("")
    return Markup(' lang="{}"').format("" if language == UNKNOWN else tag_of(language))

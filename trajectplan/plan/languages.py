"""The language of her words where it isn't that of her plan, kept by a mark of the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b

from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Own, Summary, with_own


def mark(text: str) -> str:
    """A mark of a text, to know it again; it tells nothing of it, so it may stay when she erases the text."""
    return blake2b(text.encode(errors="replace"), digest_size=6).hexdigest()


def language_of(plan: Plan, words: str) -> str:
    """The language of the page on which these words of hers were typed."""
    return plan.languages.get(mark(words), plan.language) if plan.languages else plan.language


def in_language(plan: Plan, language: str, words: Iterable[str]) -> Plan:
    """The plan that goes on in ``language``; her ``words`` so far stay in theirs."""
    kept = {mark(each): language_of(plan, each) for each in words}
    return replace(plan, language=language, languages=_others(kept, language))


def typed_in(plan: Plan, words: Mapping[str, str]) -> Plan:
    """The plan in which these ``words`` of hers were typed, each on a page in the language that is given with it."""
    typed = {mark(each): language for each, language in words.items()}
    return replace(plan, languages=_others({**plan.languages, **typed}, plan.language))


def with_languages(summary: Summary, plan: Plan) -> Summary:
    """The same tree, in which the words that weren't typed in the language of the plan say theirs."""

    def known(own: Own) -> Own:
        return replace(own, language=language_of(plan, own.text)) if own.language == plan.language else own

    found: Summary = with_own(summary, known) if plan.languages else summary
    return found


def _others(languages: Mapping[str, str], language: str) -> dict[str, str]:
    return {marked: each for marked, each in languages.items() if each != language}

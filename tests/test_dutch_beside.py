"""On every page of questions the Dutch word of the field stands beside the translated one at least once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from test_readability import PAGES, said_by
from test_translated import TRANSLATED, wording

from trajectplan.wording import Text, folded


@cache
def texts_of(language: str) -> dict[str, dict[str, list[Text]]]:
    """The texts of each page, by each English form; what is only searched isn't among them."""
    told: dict[str, list[Text]] = {}
    for text in (text for text in wording(language).texts if text.is_told):
        for english in text.english:
            told.setdefault(english, []).append(text)
    return {key: {said: told.get(said, []) for said in map(str, said_by(page))} for key, page in PAGES.items()}


def without_dutch_on(language: str, page: str) -> Iterator[str]:
    """The terms that a page says without their Dutch word, though its Dutch text has it."""
    found = [text for texts in texts_of(language)[page].values() for text in texts]
    for term in (term for term in wording(language).terms if term.beside):
        word = folded(term.dutch)
        saying = [text for text in found if term.is_in(text) and word in folded(" ".join(text.dutch))]
        if saying and not any(word in folded(form) for text in found for form in text.forms):
            yield f"{word}: {saying[0].key} = {saying[0].forms[0]}"


def test_pages_say_their_texts() -> None:
    for texts in texts_of(TRANSLATED[0]).values():
        assert any(texts.values())


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_page_has_the_dutch_word_beside_the_translated_one(language: str) -> None:
    wrong = {page: found for page in PAGES if (found := list(without_dutch_on(language, page)))}
    assert not wrong, "\n".join(f"{page}: {each}" for page, found in wrong.items() for each in found)

"""What she wrote is gone from memory when her print is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from pdf.pdf_samples import childcare, options, said

from trajectplan.i18n import _
from trajectplan.pdf.plan import render
from trajectplan.pdf.typeset.words import _common


def remembered_words() -> Iterator[str]:
    """Every text that some memory of the program holds, by its key or its result."""
    memories = [each for each in gc.get_objects() if type(each).__name__ == "_lru_cache_wrapper"]
    for memory in memories:
        waiting = [each for each in gc.get_referents(memory) if isinstance(each, dict)]
        for entries in waiting:
            for key in list(entries):
                yield from (part for part in gc.get_referents(key) if isinstance(part, str))
                if isinstance(key, str):
                    yield key


def test_nothing_she_wrote_stays_in_memory() -> None:
    render(
        childcare(words="Zwaluwnest vol-merels, 06-12345678 عصفور"), options("one_page", "childcare", name="Ijsvogel")
    )
    gc.collect()
    found = set(remembered_words())
    assert any("school" in text.casefold() for text in found), (
        "common words are remembered, so the search can find some"
    )
    assert not [text for text in found for word in ("Zwaluw", "merel", "1234", "عصف", "Ijsvogel") if word in text]


def test_common_words_are_remembered() -> None:
    render(childcare(), options("one_page"))
    before = _common.cache_info().hits
    render(childcare(), options("one_page"))
    assert _common.cache_info().hits > before
    assert said(_("My plan on one page"))

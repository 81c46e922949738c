"""Finds text on a page that went through no catalogue, or stands there in another language than the page's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from checks import calendar_words, spoken
from markup import Markup
from pseudo import CLOSE, KEPT, OPEN, SPEAKERS, dutch

LEAST_WORDS = 2
"""A text with placeholders is looked for when so many words of its own are left."""


class Foreign:
    """Texts that have no business on a page in one language, because they belong to another."""

    def __init__(self, texts: Collection[str], own: Collection[str]) -> None:
        foreign = {text for text in texts if text not in own}
        self.whole = {text for text in foreign if not KEPT.search(text)}
        partly = [text for text in foreign if KEPT.search(text) and len(KEPT.sub(" ", text).split()) >= LEAST_WORDS]
        self.patterns = [re.compile(".+".join(map(re.escape, re.split(r"%\(\w+\)[sd]", text)))) for text in partly]

    def find(self, text: str) -> bool:
        """Whether this is one of them."""
        return text in self.whole or any(pattern.fullmatch(text) for pattern in self.patterns)


def _pairs() -> Iterator[tuple[str, str]]:
    """Every English text with its Dutch one."""
    for message in dutch():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        yield from zip(ids, texts, strict=False)


class Speech:
    """Knows for each language what may not stand on a page."""

    def __init__(self) -> None:
        pairs = list(_pairs())
        english, dutch_texts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        self._foreign = {"nl": Foreign(english, dutch_texts), "en": Foreign(dutch_texts, english)}
        self._calendar = {language: calendar_words(language) for language in SPEAKERS}

    def breaches(self, page: Markup, hers: Collection[str] = ()) -> Iterator[str]:
        """What is said in the wrong language; ``hers`` are words that she typed."""
        language = page.root.get("lang", "")
        if language in self._foreign:
            for _element, text in spoken(page):
                if self._foreign[language].find(" ".join(text.split())):
                    yield f"not in {language}: {text!r}"
        elif language in SPEAKERS:
            yield from self._unmarked(page, hers)

    def _unmarked(self, page: Markup, hers: Collection[str]) -> Iterator[str]:
        depth, language = 0, page.root.get("lang", "")
        for element, text in spoken(page):
            outside = ""
            for sign in text:
                depth += (sign == OPEN) - (sign == CLOSE)
                outside += sign if not depth else " "
            for word in (*self._calendar[language], *sorted(hers, key=len, reverse=True)):
                outside = outside.replace(word, " ")
            if any(sign.isalpha() for sign in outside):
                yield f"through no catalogue, in <{element.tag}>: {' '.join(outside.split())!r}"

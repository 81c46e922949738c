"""A woman who writes Arabic or Tigrinya: from the poster to a print beside Dutch, her own words as she typed them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle

import pytest
from client import Visitor
from filling import Filling
from flask import Flask
from journey import Anything, Journey
from pdf.proofs.proving import prove
from pdf.proofs.structure import read
from program import MakeApp

from trajectplan.chapters import CHAPTERS
from trajectplan.languages import LANGUAGES
from trajectplan.pages import Screen
from trajectplan.questions import Group, LongText

WORDS = {
    "ar": ("أريد أن أفتح مخبزًا صغيرًا", "أطبخ لـ 80 شخصًا، وأصل الساعة 8:30 (كل يوم)", "جارتي «أم سامي» تعرف ذلك"),
    "ti": ("ንእሽቶ እንዳ ባኒ ክኸፍት እደሊ", "ን80 ሰባት እኽሽን፣ ሰዓት 8:30 ይመጽእ (መዓልታዊ)።", "ጎረቤተይ “ኣደ ሳሚ” ትፈልጦ እያ"),
}
LEAST_SAID = 15
"""So many of her own texts at least stand on paper."""


@dataclass
class InHerScript(Anything):
    """Whatever is asked; where there is room for a story, in her own words and script, each with its number."""

    words: Iterator[str] = field(default_factory=lambda: iter(()))
    typed: list[str] = field(default_factory=list)

    def screen(self, screen: Screen, form: Group) -> Filling:
        filling = super().screen(screen, form)
        parts = dict(filling.parts)
        for question in form.own_questions:
            if isinstance(question, LongText) and question.short_name in parts:
                said = f"{next(self.words)} {len(self.typed) + 1}"
                old = parts[question.short_name]
                fields = {question.name: [said]}
                parts[question.short_name] = replace(old, fields=fields, stored=said, reads=partial(_only, said))
                self.typed.append(said)
        return replace(filling, parts=parts)


def _only(said: str, _language: str) -> list[str]:
    return [said]


@pytest.fixture(scope="module")
def in_all(make_app: MakeApp) -> Flask:
    """The product in all its languages."""
    return make_app(CHAPTERS, languages=tuple(LANGUAGES))


def squeezed(text: str) -> str:
    """Composed, without what only steers its direction, and without white space."""
    kept = (sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    return "".join("".join(kept).split())


@pytest.mark.usefixtures("no_errors_logged")
@pytest.mark.parametrize("language", WORDS)
def test_from_the_poster_to_a_print_beside_dutch(in_all: Flask, language: str) -> None:
    she = Visitor(in_all)
    assert she.go(f"/{language}") == 200
    she.start(language)
    source = InHerScript(things=1, words=cycle(WORDS[language]))
    walked = Journey(she, source)
    walked.walk()
    she.printed()
    prove(she.data, f"a journey in {language}")
    told = squeezed(read(she.data).tree.text)
    on_paper = [words for words in source.typed if squeezed(words) in told]
    kept = [words for words in source.typed if words in str(she.downloaded()["answers"])]
    assert len(on_paper) >= LEAST_SAID
    assert not set(kept) - set(on_paper)

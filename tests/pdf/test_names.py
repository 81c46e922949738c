"""Names on paper: they need no translation, and one that nobody sees is none."""

from __future__ import annotations

from typing import Any

import pytest
from pdf.pdf_samples import options, text_of
from pdf.proofs.proving import prove
from pdf.proofs.structure import outline

from trajectplan.chapters import summarise
from trajectplan.pdf.plan import render
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Summary

PAIR = ("en", "nl")


def family(*names: str, language: str = "en", **more: Any) -> Summary:
    children: list[Answers] = [{"id": str(number), "name": name, **more} for number, name in enumerate(names)]
    return summarise(Plan(language=language, answers={"children": children}), paper=True)


@pytest.mark.parametrize("more", [{}, {"age": 3}])
def test_a_chapter_with_no_words_but_names_has_no_star(more: dict[str, Any]) -> None:
    text = text_of(render(family("Bloem", "Ster", **more), options("childcare", languages=PAIR)))
    assert "Bloem" in text
    assert "Ster" in text
    assert "niet vertaald" not in text
    assert "*" not in text


def test_beside_a_name_other_words_keep_their_star() -> None:
    people = [{"id": "a", "person": "Nora", "person_when": "After four"}]
    summary = summarise(Plan(language="en", answers={"people": people}), paper=True)
    text = text_of(render(summary, options("childcare", languages=PAIR)))
    assert "niet vertaald" in text
    assert "After four" in text


@pytest.mark.parametrize("name", ["\u200f", "\N{HANGUL FILLER}", ""])
def test_a_child_with_a_name_that_nobody_sees_is_called_as_one_without(name: str) -> None:
    pdf = render(family(name, "Ster", language="nl", age=3, where_now=["day_care"]), options("childcare"))
    prove(pdf)
    assert "Kind 1" in text_of(pdf)
    assert all(title.strip() for _level, title in outline(pdf))

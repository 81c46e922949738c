"""Signs between texts that code puts together are those of the language, in every print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from composed import PLANS
from filler import filled_plan
from pdf.printing import SIZES, composed, options
from pdf.proofs.structure import read
from signs_of import LANGUAGE, wrong_signs

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pdf.plan import render
from trajectplan.pdf.worksheet import SheetOptions, render_worksheet
from trajectplan.plan.summary import Summary

NAMES = [path.stem for path in PLANS]


def pieces(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Every piece of text of a print with its language, and what is said of its drawings."""
    tree = read(pdf).tree
    yield from tree.fragments
    for node in tree.walk():
        if node.alt:
            yield node.language, f"\n{node.alt}\n"


def filled() -> Summary:
    """A plan with an answer to every question."""
    return summarise(filled_plan(CHAPTERS, variant=1), paper=True)


@pytest.mark.parametrize("languages", [(LANGUAGE,), (LANGUAGE, "nl")], ids="+".join)
@pytest.mark.parametrize("size", SIZES)
def test_no_latin_sign_is_printed_behind_another_script(languages: tuple[str, ...], size: str) -> None:
    assert wrong_signs(pieces(render(filled(), options(languages, size)))) == []


@pytest.mark.parametrize("path", PLANS, ids=NAMES)
def test_nor_is_it_in_any_composed_plan(path: Path) -> None:
    assert wrong_signs(pieces(render(composed(path), options((LANGUAGE, "nl"))))) == []


@pytest.mark.parametrize("languages", [(LANGUAGE,), ("nl", LANGUAGE)], ids="+".join)
def test_nor_on_blank_sheets(languages: tuple[str, ...]) -> None:
    sheets = [chapter.sheet() for chapter in CHAPTERS]
    assert wrong_signs(pieces(render_worksheet(sheets, SheetOptions(languages)))) == []

"""The plan as the browser prints it: complete, side by side, light, and right-to-left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pseudo
import pytest
from client import Visitor, squeezed
from flask import Flask
from program import MakeApp
from test_weight import MOST_BYTES, Scales, full_plan

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pdf.leaves import texts_in
from trajectplan.plan.document import Plan
from trajectplan.plan.printing import part_keys
from trajectplan.plan.summary import Own

PLANS = Path(__file__).with_name("plans")
ROOT = Path(__file__).resolve().parent.parent
ComeWith = Callable[..., Visitor]
LANGUAGES = ("nl", "en", pseudo.LONG, pseudo.MIRRORED)
ETHIOPIC = "".join(map(chr, range(0x1200, 0x1350)))


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The program as it is delivered, with two languages that nobody speaks."""
    return make_app(CHAPTERS, languages=LANGUAGES)


def plan_of(name: str) -> Plan:
    return Plan.from_json((PLANS / f"{name}.json").read_bytes())


def leaves(visitor: Visitor) -> Iterator[str]:
    """Opens every page of the view; its text."""
    assert visitor.go("/print/view") == 200
    links = [link.get("href", "") for link in visitor.page.all("a")]
    for address in [link for link in links if link.startswith("/print/view/")]:
        assert visitor.go(address) == 200
        yield visitor.page.text()


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.json")))
def test_everything_she_said_is_on_it(come_with: ComeWith, product: Flask, name: str) -> None:
    plan = plan_of(name)
    she = come_with(plan, language=plan.language if plan.language in LANGUAGES else "nl", app=product)
    seen = squeezed("".join(leaves(she)))
    with product.test_request_context():
        summary = summarise(plan, paper=True)
    own = [text.text for chapter in summary.chapters for text in texts_in(chapter) if isinstance(text, Own)]
    assert [words for words in own if squeezed(words) not in seen] == []


def test_nothing_is_on_it_that_she_switched_off(come_with: ComeWith, product: Flask) -> None:
    with product.test_request_context():
        every = part_keys(summarise(Plan(), paper=True))
    chosen = {"parts": ["agreements"], "offered": list(every)}
    she = come_with(replace(plan_of("three_children"), printing=chosen), app=product)
    assert len(list(leaves(she))) == 1
    assert len(list(she.page.all("tbody"))) == 2, "the tables for what is agreed and what isn't"


def test_two_languages_stand_side_by_side_with_her_words_once(come_with: ComeWith, product: Flask) -> None:
    plan = replace(Plan(language="en"), answers={"next_time": "Zwaluwnest in the tree"})
    she = come_with(plan, language="en", app=product)
    texts = list(leaves(she))
    chapter = next(number for number, text in enumerate(texts, start=1) if text.count("Zwaluwnest") == 1)
    she.go(f"/print/view/{chapter}")
    (row,) = (
        each for each in she.page.all("div") if "row" in each.get("class", "") and "Zwaluw" in she.page.text(each)
    )
    assert [cell.get("lang") for cell in row] == ["en", "nl"]
    assert "Zwaluwnest" in she.page.text(row[0])
    assert [each.get("class") for each in row[1].iter("span")] == ["pen"], "a line to write the Dutch on"


def test_the_dutch_beside_her_words_takes_the_place_of_the_line(come_with: ComeWith, product: Flask) -> None:
    words = "Zwaluwnest in the tree"
    plan = replace(Plan(language="en"), answers={"next_time": words}, dutch={words: "Merelnest in de boom"})
    texts = list(leaves(come_with(plan, language="en", app=product)))
    assert any(words in text and "Merelnest in de boom" in text for text in texts)


def test_right_to_left_her_column_stands_on_the_right(come_with: ComeWith, product: Flask) -> None:
    plan = replace(plan_of("three_children"), language=pseudo.MIRRORED)
    she = come_with(plan, language=pseudo.MIRRORED, app=product)
    assert all(leaves(she))
    assert she.page.root.get("dir") == "rtl"
    head = next(she.page.all("h1"))
    assert [(each.get("lang"), each.get("dir")) for each in head] == [(pseudo.MIRRORED, "rtl"), ("nl", "ltr")]


def test_large_print_name_and_code(come_with: ComeWith, product: Flask) -> None:
    she = come_with(plan_of("three_children"), app=product)
    code = she.code()
    she.go("/print")
    form = next(form for form in she.page.all("form") if form.get("action") == "/print")
    she.submit(she.page.default_button(form), {"size": ["large"], "name": ["Zwaluw"], "with_code": ["yes"]})
    texts = list(leaves(she))
    assert she.page.one("body").get("class") == "large"
    assert any("Zwaluw" in text for text in texts)
    assert sum(code in text for text in texts) == 1, "on the page for the talk alone"


def test_neither_name_nor_code_unless_she_says_so(come_with: ComeWith, product: Flask) -> None:
    she = come_with(plan_of("three_children"), app=product)
    code = she.code()
    assert not any(code in text for text in leaves(she))


def test_no_trace_of_it_stays(come_with: ComeWith, product: Flask) -> None:
    she = come_with(plan_of("barely_begun"), app=product)
    she.go("/print/view")
    assert she.response is not None
    assert she.response.headers["Cache-Control"] == "no-store"
    assert she.response.headers["X-Robots-Tag"] == "noindex"
    for number in (0, 99):
        assert she.go(f"/print/view/{number}") == 404


def test_every_page_of_the_fullest_plan_fits(
    come_with: ComeWith, product: Flask, record_property: Callable[[str, object], None]
) -> None:
    plan, _screens = full_plan(product)
    scales = Scales(come_with(replace(plan, language="en"), language="en", app=product))
    for number, _text in enumerate(leaves(scales.visitor), start=1):
        scales.weigh(f"/print/view/{number}", "the print view")
    heaviest = max(scales.found)
    record_property("bytes of the heaviest page of the print view", heaviest)
    assert heaviest[0] <= MOST_BYTES


def test_long_words_in_a_far_off_script_fit_too(come_with: ComeWith, product: Flask) -> None:
    dice = Random(4)  # noqa: S311 - the same words every time
    one, other = (" ".join("".join(dice.choices(ETHIOPIC, k=5)) for _word in range(250)) for _answer in range(2))
    plan = Plan(language="en", answers={"motives_own": one, "next_time": other})
    she = come_with(plan, language="en", app=product)
    scales = Scales(she)
    for number, text in enumerate(leaves(she), start=1):
        scales.weigh(f"/print/view/{number}", text[:20])
    assert max(scales.found)[0] <= MOST_BYTES


def test_the_look_keeps_things_together() -> None:
    look = (ROOT / "static" / "paper.css").read_text(encoding="utf-8")
    for rule in ("@page{size:A4;margin:14mm 15mm 15mm 25mm", "break-after:avoid", "break-inside:avoid", "orphans:2"):
        assert rule in look

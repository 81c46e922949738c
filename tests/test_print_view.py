"""The plan as the browser prints it: complete, side by side, light, and right-to-left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pseudo
import pytest
from client import Visitor, squeezed
from composed import PLANS, composed
from flask import Flask
from program import MakeApp
from test_weight import MOST_BYTES, Scales, full_plan

from trajectplan.chapters import CHAPTERS, summarise
from trajectplan.pdf.leaves import texts_in
from trajectplan.plan.document import Plan
from trajectplan.plan.printing import part_keys
from trajectplan.plan.summary import Own, Phrase, Row, Text
from trajectplan.web.side_by_side import Voices
from trajectplan.web.steps_drawn import WIDTH

ROOT = Path(__file__).resolve().parent.parent
ComeWith = Callable[..., Visitor]
LANGUAGES = ("nl", "en", pseudo.LONG, pseudo.MIRRORED)
SVG = "{http://www.w3.org/2000/svg}"
ETHIOPIC = "".join(map(chr, range(0x1200, 0x1350)))


@pytest.fixture(scope="module")
def product(make_app: MakeApp) -> Flask:
    """The program as it is delivered, with two languages that nobody speaks."""
    return make_app(CHAPTERS, languages=LANGUAGES)


def leaves(visitor: Visitor) -> Iterator[str]:
    """Opens every page of the view; its text."""
    assert visitor.go("/print/view") == 200
    links = [link.get("href", "") for link in visitor.page.all("a")]
    for address in [link for link in links if link.startswith("/print/view/")]:
        assert visitor.go(address) == 200
        yield visitor.page.text()


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_everything_she_said_is_on_it(come_with: ComeWith, product: Flask, name: str) -> None:
    plan = composed(name)
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
    she = come_with(replace(composed("three_children"), printing=chosen), app=product)
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


def page_with(visitor: Visitor, words: str) -> None:
    """Leaves her on the first page of the view that says these words."""
    for _text in leaves(visitor):
        if words in visitor.page.text(next(visitor.page.all("main"))):
            return
    raise AssertionError(words)


def test_what_a_reader_need_not_understand_has_a_star_and_the_star_a_meaning(
    come_with: ComeWith, product: Flask
) -> None:
    plan = replace(Plan(language="en"), answers={"next_time": "Zwaluwnest in the tree"})
    she = come_with(plan, language="en", app=product)
    page_with(she, "niet vertaald")
    (meaning,) = (each for each in she.page.all("p") if each.get("class") == "pair note")
    assert [she.page.text(cell) for cell in meaning] == ["", "* in mijn eigen woorden, niet vertaald"]
    (row,) = (each for each in she.page.all("div") if "Zwaluw" in she.page.text(each) and each.get("class"))
    assert [she.page.text(cell).endswith("*") for cell in row] == [False, True]


def test_words_in_dutch_need_no_room_for_dutch(product: Flask) -> None:
    with product.test_request_context():
        columns = list(Voices(("en", "nl")).columns(Own("Zwaluwnest", "nl")))
    assert [said for _tag, _direction, (said,) in columns] == ["*", '<bdi dir="auto" lang="nl">Zwaluwnest</bdi>']


def test_where_all_columns_are_one_her_words_stand_with_the_dutch_or_a_star(product: Flask) -> None:
    with product.test_request_context():
        voices = Voices(("en", "nl"))
        said = [
            voices.once(own).striptags() for own in (Own("Nest", "en"), Own("Nest", "en", "Vogelnest"), Own("Nest"))
        ]
    assert said == ["Nest *", "Nest / Vogelnest", "Nest"]


@pytest.mark.parametrize("children", [1, 3])
def test_the_name_of_a_child_has_no_star(come_with: ComeWith, product: Flask, children: int) -> None:
    named = [{"id": str(number), "name": f"Bloem {number}"} for number in range(children)]
    she = come_with(Plan(language="en", answers={"children": named}), language="en", app=product)
    texts = list(leaves(she))
    assert any("Bloem 0" in text for text in texts)
    assert not any("niet vertaald" in text or "*" in text for text in texts)


def test_a_star_stays_with_the_word_before_it(product: Flask) -> None:
    with product.test_request_context():
        voices = Voices(("en", "de"))
        own = Own("Nid", "fr")
        assert [said.endswith("\N{NO-BREAK SPACE}*") for said in (voices.once(own), voices.said(own, "en"))] == [
            True
        ] * 2


def test_a_page_without_strange_words_says_nothing_of_stars(come_with: ComeWith, product: Flask) -> None:
    she = come_with(composed("three_children"), app=product)
    assert not any("niet vertaald" in text for text in leaves(she))


def test_the_dutch_beside_her_words_takes_the_place_of_the_line(come_with: ComeWith, product: Flask) -> None:
    words = "Zwaluwnest in the tree"
    plan = replace(Plan(language="en"), answers={"next_time": words}, dutch={words: "Merelnest in de boom"})
    texts = list(leaves(come_with(plan, language="en", app=product)))
    assert any(words in text and "Merelnest in de boom" in text for text in texts)


def test_right_to_left_her_column_stands_on_the_right(come_with: ComeWith, product: Flask) -> None:
    plan = replace(composed("three_children"), language=pseudo.MIRRORED)
    she = come_with(plan, language=pseudo.MIRRORED, app=product)
    assert all(leaves(she))
    assert she.page.root.get("dir") == "rtl"
    head = next(she.page.all("h1"))
    assert [(each.get("lang"), each.get("dir")) for each in head] == [(pseudo.MIRRORED, "rtl"), ("nl", "ltr")]


# As on paper of ours --------------------------------------------------------------------------------------------------


def with_steps(language: str = "nl", **days: str) -> Plan:
    """A plan with a step for each of these days, by what she does; without a day she does it this month."""
    steps = [
        {
            "id": f"{place:08x}",
            "step_what": what,
            **({"step_when": "on_date", "step_date": day} if day else {"step_when": "this_month"}),
        }
        for place, (what, day) in enumerate(days.items(), 1)
    ]
    return Plan(language=language, answers={"steps": steps})


def in_days(count: int) -> str:
    return (date.today() + timedelta(count)).isoformat()  # noqa: DTZ011 - the date on her own wall


def dots_of(visitor: Visitor) -> dict[str, float]:
    """How far from the left every dot is, by its number."""
    (drawing,) = visitor.page.all(f"{SVG}svg")
    marks = [each for each in drawing if each.tag != f"{SVG}path"]
    return {
        str(number.text): float(circle.get("cx", ""))
        for circle, number in pairwise(marks)
        if circle.tag == f"{SVG}circle"
    }


def test_her_steps_stand_on_a_line_and_in_a_list(come_with: ComeWith, product: Flask) -> None:
    plan = with_steps(Bellen=in_days(100), Zoeken="", Proefdag=in_days(20), Later=in_days(900))
    she = come_with(plan, app=product)
    page_with(she, "Het komende jaar")
    assert list(dots_of(she)) == ["3", "1"]
    (drawing,) = she.page.all(f"{SVG}svg")
    assert drawing.get("role") == "img"
    assert "Stappen op de lijn: 2." in drawing.get("aria-label", "")
    told = [(each.get("value"), she.page.text(each)) for points in she.page.all("ol") for each in points]
    assert [number for number, _text in told] == ["3", "1", "4", "2"]
    assert [text.split()[0] for _number, text in told] == ["Proefdag", "Bellen", "Later", "Zoeken"]
    assert told[3][1].endswith("Deze maand")


def test_without_a_day_nothing_is_drawn(come_with: ComeWith, product: Flask) -> None:
    she = come_with(with_steps(Bellen=""), app=product)
    page_with(she, "Bellen")
    assert "Het komende jaar" not in she.page.text()


def test_right_to_left_the_year_begins_on_the_right(come_with: ComeWith, product: Flask) -> None:
    days = {"Een": in_days(20), "Twee": in_days(250)}
    places = []
    for language in ("nl", pseudo.MIRRORED):
        she = come_with(with_steps(language, **days), language=language, app=product)
        page_with(she, "Het komende jaar")
        places.append(dots_of(she))
        assert next(she.page.all("main")).get("dir") == ("rtl" if language == pseudo.MIRRORED else "ltr")
    left, right = places
    assert left["1"] < left["2"]
    assert all(abs(left[number] + right[number] - WIDTH) < 0.2 for number in left)


def test_in_two_languages_the_months_stand_in_both(come_with: ComeWith, product: Flask) -> None:
    she = come_with(with_steps("en", Call=in_days(20)), language="en", app=product)
    page_with(she, "The coming year")
    groups = [(each.get("lang"), [text.text for text in each]) for each in she.page.all(f"{SVG}g")]
    assert [language for language, _texts in groups] == ["en", "nl", "en"]
    assert ["May" in groups[0][1], "mei" in groups[1][1]] == [True, True]
    assert groups[2][1][0] == str(date.today().year)  # noqa: DTZ011 - the date on her own wall


def test_twenty_long_steps_on_one_day_fit(come_with: ComeWith, product: Flask) -> None:
    dice = Random(5)  # noqa: S311 - the same words every time
    days = {"".join(dice.choices(ETHIOPIC, k=199)): in_days(40) for _step in range(20)}
    plan = with_steps("en", **days)
    seen: list[str] = []
    scales = Scales(come_with(replace(plan, printing={"size": "large"}), language="en", app=product))
    for number, text in enumerate(leaves(scales.visitor), start=1):
        seen.append(text)
        scales.weigh(f"/print/view/{number}", text[:20])
    assert max(scales.found)[0] <= MOST_BYTES
    assert all(sum(text.count(words) for text in seen) >= 2 for words in days), "in the list and below the line"


def test_a_formal_request_and_its_receipt(come_with: ComeWith, product: Flask) -> None:
    she = come_with(Plan(language="en"), language="en", app=product)
    page_with(she, "What we agree")
    (box,) = (each for each in she.page.all("ul") if each.get("class") == "boxes")
    assert "I want you to treat this as an application." in she.page.text(box)
    assert "Ik wil dat u dit als aanvraag ziet." in she.page.text(box)
    (line,) = (each for each in she.page.all("p") if any(span.get("class") == "pen within" for span in each))
    assert (line.get("lang"), she.page.text(line).split()) == ("nl", ["Ontvangen", "op", "door"])
    assert len(list(line)) == 2
    assert "Received on … by" in she.page.text()


def test_requests_have_the_signs_explained_and_room_for_an_answer(come_with: ComeWith, product: Flask) -> None:
    she = come_with(composed("electrician"), app=product)
    page_with(she, "Ik vraag op elke regel een antwoord")
    (signs,) = (each for each in she.page.all("ul") if each.get("class") == "signs")
    assert [she.page.text(each)[0] for each in signs] == ["●", "◐", "○"]
    assert she.page.text().count("Ja / nee / uitzoeken") >= 1


def test_without_signs_none_are_explained(come_with: ComeWith, product: Flask) -> None:
    she = come_with(Plan(answers={"requests_support_own": "Een laptop om te leren"}), app=product)
    page_with(she, "Ik vraag op elke regel een antwoord")
    assert she.sees("Een laptop om te leren")
    assert "Ja / nee / uitzoeken" in she.page.text()
    assert not any(each.get("class") == "signs" for each in she.page.all("ul"))


def test_the_note_on_requests_stands_once_also_when_they_take_several_pages(
    come_with: ComeWith, product: Flask
) -> None:
    plan, _screens = full_plan(product)
    texts = list(leaves(come_with(replace(plan, language="en"), language="en", app=product)))
    assert sum("Ja / nee / uitzoeken" in text for text in texts) > 1
    noted = [text for text in texts if "Ik vraag op elke regel een antwoord" in text]
    assert [text.count("Niet elke gemeente heeft dit.") for text in noted] == [1]
    assert "Ja / nee / uitzoeken" in noted[0]


def test_page_one_says_for_whom_it_is_and_what_to_do_about_strange_words(come_with: ComeWith, product: Flask) -> None:
    plan = Plan(language="en", answers={"thing_one": "I can lead people"})
    first, second, *_others = leaves(come_with(plan, language="en", app=product))
    assert "In twee minuten te lezen." in first
    assert "Wat in het Engels staat, schreef ik zelf." in first
    assert "Two minutes to read." in second
    assert "I wrote myself" not in second


def test_large_print_name_and_code(come_with: ComeWith, product: Flask) -> None:
    she = come_with(composed("three_children"), app=product)
    code = she.code()
    she.go("/print")
    form = next(form for form in she.page.all("form") if form.get("action") == "/print")
    she.submit(she.page.default_button(form), {"size": ["large"], "name": ["Zwaluw"], "with_code": ["yes"]})
    texts = list(leaves(she))
    assert she.page.one("body").get("class") == "large"
    assert any("Zwaluw" in text for text in texts)
    assert sum(code in text for text in texts) == 1, "on the page for the talk alone"


def test_neither_name_nor_code_unless_she_says_so(come_with: ComeWith, product: Flask) -> None:
    she = come_with(composed("three_children"), app=product)
    code = she.code()
    assert not any(code in text for text in leaves(she))


def card_of(visitor: Visitor) -> list[str]:
    """What the wallet card says in each language, as the page shows it."""
    page_with(visitor, "Knip uit")
    return [visitor.page.text(each) for each in visitor.page.all("div") if each.get("class") == "card"]


def test_the_wallet_card_says_all_that_the_printed_one_says(come_with: ComeWith, product: Flask) -> None:
    people = [
        {"id": "00000001", "person": "My sister", "can_do": ["fetch", "stay_ill"], "person_when": "not on Mondays"},
        {"id": "00000002", "person": "A neighbour"},
    ]
    answers = {"people": people, "sentence": "I call at once."}
    plan = replace(Plan(language="en"), answers=answers, dutch={"My sister": "Mijn zus"})
    hers, dutch = card_of(come_with(plan, language="en", app=product))
    for said in (
        "First I call: My sister",
        "Can: Pick up my child, Stay with an ill child",
        "When: not on Mondays",
        "Then: A neighbour",
        "Or else",
        "I also call my work or course",
        "I say: I call at once.",
        "School or childcare",
        "Doctor",
    ):
        assert said in hers
    assert hers.count("phone") == 3
    assert "Eerst bel ik: Mijn zus" in dutch
    assert "My sister" not in dutch


def test_a_card_that_she_chose_is_one_for_a_pen_when_nobody_is_left(come_with: ComeWith, product: Flask) -> None:
    plan = replace(composed("barely_begun"), printing={"parts": ["wallet_card"], "offered": ["wallet_card"]})
    (card,) = card_of(come_with(plan, app=product))
    assert all(said in card for said in ("Eerst bel ik", "Dan", "En anders", "Ik zeg"))
    assert card.count("telefoon") == 3


def test_no_trace_of_it_stays(come_with: ComeWith, product: Flask) -> None:
    she = come_with(composed("barely_begun"), app=product)
    she.go("/print/view")
    assert she.response is not None
    assert she.response.headers["Cache-Control"] == "no-store"
    assert she.response.headers["X-Robots-Tag"] == "noindex"
    assert she.go("/print/view/0") == 404


def test_a_part_that_is_gone_leads_to_the_last_that_is_left(come_with: ComeWith, product: Flask) -> None:
    she = come_with(composed("three_children"), app=product)
    last = len(list(leaves(she)))
    assert she.go("/print/view/99") == 200
    assert she.path == f"/print/view/{last}"
    (here,) = (link for link in she.page.all("a") if link.get("aria-current") == "page")
    assert here.get("href") == she.path


def test_every_part_has_a_name_of_its_own(come_with: ComeWith, product: Flask) -> None:
    she = come_with(replace(composed("three_children"), language="en"), language="en", app=product)
    titles = [she.page.text(she.page.one("h1")[0]) for _text in leaves(she)]
    assert [title for title in titles if title.startswith("My steps")] == ["My steps (1)", "My steps (2)"]
    told = []
    for _text in leaves(she):
        (here,) = (link for link in she.page.all("a") if link.get("aria-current") == "page")
        told.append(she.page.one("title").text or "")
        named = f"{she.page.text(here)} – My plan".replace(" (Nederlands)", "")
        # What the card is called is also what she was asked, which no title tells.
        assert told[-1] == named.replace("My back-up plan – ", "")
    assert len(set(told)) == len(told) > 8


def test_the_foot_stands_where_every_sheet_can_show_it(come_with: ComeWith, product: Flask) -> None:
    she = come_with(replace(composed("three_children"), language="en"), language="en", app=product)
    page_with(she, "What we agree")
    hers, dutch = she.page.root.get("data-foot", "").replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert hers.startswith("My plan · Printed on ")
    assert dutch.startswith("Mijn plan · Geprint op ")
    assert hers.endswith(" · Version 1")
    assert squeezed(hers) in squeezed(she.page.text(she.page.one("footer")))


# Numbers and lines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8:30–14:30", '<bdi dir="ltr" class="n">8:30–14:30</bdi>'),
        (Phrase("%(start)s–%(end)s", {"start": "8:30", "end": "9:15"}), '<bdi dir="ltr" class="n">8:30–9:15</bdi>'),
        (Phrase("<%(code)s>", {"code": "0123 4567"}), '&lt;<bdi dir="ltr" class="n">0123 4567</bdi>&gt;'),
        ("06-12345678", '<bdi dir="ltr" class="n">06-12345678</bdi>'),
        ("8:30", '<bdi dir="ltr">8:30</bdi>'),
        ("Kerkstraat 12–14", 'Kerkstraat <span class="n">12–14</span>'),
        (Own("رقم 020 123"), '<bdi dir="auto">رقم <bdi dir="ltr" class="n">020 123</bdi></bdi>'),
        (Own("nr 020 123"), '<bdi dir="auto">nr <span class="n">020 123</span></bdi>'),
        ("1 2 " * 9, f'<bdi dir="ltr">{("1 2 " * 9).strip()}</bdi> '),
    ],
)
def test_right_to_left_numbers_keep_their_order(product: Flask, text: Text, said: str) -> None:
    with product.test_request_context():
        assert said in Voices((pseudo.MIRRORED,)).once(text)
        assert Voices((pseudo.MIRRORED, "nl")).said(text, pseudo.MIRRORED) == said


def test_left_to_right_they_only_stay_on_one_line(product: Flask) -> None:
    with product.test_request_context():
        said = Voices(("nl",)).said("maandag 8:30–14:30, 9:00", "nl")
    assert said == 'maandag <span class="n">8:30–14:30</span>, 9:00'


def test_her_lines_stay_lines(product: Flask) -> None:
    with product.test_request_context():
        said = Voices(("nl",)).said(Own("Eén\nTwee\n\n\n\nDrie"), "nl")
    assert said == '<bdi dir="auto">Eén\nTwee\n\nDrie</bdi>'
    assert "bdi{white-space:pre-line}" in (ROOT / "static" / "paper.css").read_text(encoding="utf-8")


# Large print ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "size", "turned"), [("nl", "normal", 0), ("nl", "large", 4), (pseudo.LONG, "normal", 3)]
)
def test_tables_too_wide_for_a_sheet_are_turned(
    come_with: ComeWith, product: Flask, language: str, size: str, turned: int
) -> None:
    chosen = {"size": size, "parts": ["agreements"], "offered": ["agreements"]}
    plan = replace(composed("barely_begun"), language=language, printing=chosen)
    she = come_with(plan, language=language, app=product)
    page_with(she, "Wat we afspreken")
    tables = [table for table in she.page.all("table") if "turned" in table.get("class", "")]
    assert len(tables) == turned
    for table in tables[:3]:
        assert [head.get("scope") for head in table.iter("th")] == ["row"] * 7
    assert she.sees("Klaar (gemeente)")


@pytest.mark.parametrize(("words", "tall"), [("kort", False), ("woord " * 60, True), ("a\n" * 8, True)])
def test_only_rows_over_a_third_of_a_sheet_may_break(product: Flask, words: str, tall: bool) -> None:  # noqa: FBT001
    with product.test_request_context():
        assert Voices(("en", "nl")).is_tall(Row("Wens", (Own(words),))) == tall


def test_without_a_plan_there_is_nothing_to_print(visitor: Visitor) -> None:
    visitor.go("/print/view/1")
    assert not any(each.get("class") == "pair" for each in visitor.page.all("h1"))


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

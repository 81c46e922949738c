"""The story above her answers: true, in her own voice, and silent where she said nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from client import Visitor
from flask import Flask
from markupsafe import Markup
from places import STORY
from program import ALL
from specimen import SPECIMEN

from trajectplan.chapters.story import tell
from trajectplan.i18n import _, speaking
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, List, Own, Phrase, Row, Section, Summary, Text
from trajectplan.questions import CardItems, Choices, Group, Option
from trajectplan.questions.grouped_cards import OF_THE_PAST
from trajectplan.web.leaves import once

ComeWith = Callable[..., Visitor]
Read = Callable[..., list[str]]

UNKNOWN = "I don't know yet"
GOAL = next(each.short_name for page in SPECIMEN.pages for each in page().questions if each.role == "goal")


def summary(*sections: tuple[Block, ...] | Section) -> Summary:
    """A plan that says this, screen by screen."""
    made = tuple(each if isinstance(each, Section) else Section("T", "t", each) for each in sections)
    return Summary((ChapterSummary("c", "C", made),))


def about(obstacle: Text, *blocks: Block) -> Section:
    """What was said on the screen about one obstacle."""
    return Section(Phrase("%(obstacle)s: then I can, if …", {"obstacle": obstacle}), "t", blocks)


def row(role: str, *answer: Text, label: str = "Asked", alone: bool = False) -> Row:
    """A question with its answer."""
    return Row(label, answer, role=role, alone=alone)


def listed(role: str, *items: Item) -> List:
    """A question answered by things."""
    return List("Asked", items, role=role)


@pytest.fixture
def read(app: Flask) -> Read:
    """Reads the story of a summary, in English unless told otherwise."""

    def reading(told: Summary, language: str = "en") -> list[str]:
        with app.test_request_context(), speaking(language):
            return [" ".join(str(sentence) for sentence in paragraph.sentences) for paragraph in tell(told)]

    return reading


def own(text: str) -> Own:
    """Words of hers."""
    return Own(text, "nl")


def test_nothing_is_said_where_nothing_was_answered() -> None:
    assert tell(summary()) == ()
    assert tell(summary((), (row("", "Something else"), row("hours", "24")))) == ()


def test_not_knowing_yet_is_no_answer() -> None:
    roles = "goal because appeals strengths unpaid can_show conditions in_the_way first_step next_steps requests"
    assert tell(summary(tuple(row(role, UNKNOWN, alone=True) for role in roles.split()))) == ()


class Asked(Group):
    """Questions with a card that stands in place of an answer."""

    reasons = Choices("Why?", options=(Option("rest", "Rest"), Option("unknown", UNKNOWN, exclusive=True)))
    birds = CardItems("Which birds?", options=(Option("tit", "Tit"),), none=(Option("unknown", UNKNOWN),))


@pytest.mark.parametrize(
    ("answers", "alone"),
    [
        ({"reasons": ["rest"], "birds": [{"id": "a", "card": "tit"}]}, [False, False]),
        ({"reasons": ["unknown"], "birds": [{"id": "unknown", "none": "unknown"}]}, [True, True]),
    ],
)
def test_a_card_in_place_of_an_answer_is_marked(answers: dict[str, object], alone: list[bool]) -> None:
    assert [block.alone for block in Asked(data=answers).blocks() if isinstance(block, Row)] == alone


def test_a_table_tells_no_story() -> None:
    assert tell(summary((Grid("Week", ("Day",), (("Monday",),), role="goal"),))) == ()


def test_her_wish_and_why(read: Read) -> None:
    told = summary(
        (row("because", "Making my own choices", "A rhythm to our days"), row("because", own("Rust."))),
        (row("goal", own("Ik word elektricien.")),),
        (row("appeals", "Technology and energy"),),
    )
    assert read(told) == [
        (
            "In the end I want this: “Ik word elektricien”. This work appeals to me: technology and energy. "
            "I want this because it counts for me: making my own choices, a rhythm to our days, and “Rust”."
        )
    ]


@pytest.mark.parametrize(
    ("typed", "reads"),
    [("Ja.", "“Ja”."), ("Ja!", "“Ja!”."), ("Ja...", "“Ja...”."), ("  Ja ", "“Ja”."), ("Dr. A", "“Dr. A”.")],
)
def test_her_words_stay_hers(read: Read, typed: str, reads: str) -> None:
    assert read(summary((row("goal", own(typed)),))) == [f"In the end I want this: {reads}"]
    ((sentence,),) = [paragraph.sentences for paragraph in tell(summary((row("goal", own(typed)),)))]
    assert [each.language for each in own_in(sentence)] == ["nl"]


def own_in(text: Text) -> list[Own]:
    """Her words in a text."""
    if isinstance(text, Own):
        return [text]
    return [each for value in text.values.values() for each in own_in(value)] if isinstance(text, Phrase) else []


def test_what_she_can(read: Read) -> None:
    does = [f"I do thing {number}." for number in range(7)]
    told = summary(
        (row("strengths", "Repairing things", "EVC and papers", "I keep going", own("haken")),),
        (row("unpaid", *does),),
        (listed("can_show", Item("I plan well.", (row("", "More"),)), Item(own("Ik regel het"), ())),),
    )
    assert read(told) == [
        (
            "I am good at this: repairing things, EVC and papers, I keep going, and “haken”. "
            "This is what I do, at home and for others. "
            "I do thing 0. I do thing 1. I do thing 2. I do thing 3. I do thing 4. And 2 things more. "
            "This is what I can show. I plan well. “Ik regel het”."
        )
    ]
    assert "And one thing more." in read(summary((row("unpaid", *does[:6]),)))[0]
    assert "more" not in read(summary((row("unpaid", *does[:5]),)))[0]


def past(what: Text) -> Phrase:
    """Something that she no longer does."""
    return Phrase(OF_THE_PAST, {"what": what})


def test_what_she_does_now_comes_before_what_she_did(read: Read) -> None:
    both = summary((row("unpaid", past("I cook"), "I sew."),))
    assert read(both) == ["This is what I do, at home and for others. I sew. I cook (that was in the past)."]
    only_past = summary((row("unpaid", past("I cook"), past(own("Ik naaide"))),))
    assert read(only_past) == ["This is what I did, at home and for others. I cook. “Ik naaide”."]


@pytest.mark.parametrize("role", ["requests", "strengths", "appeals", "because"])
def test_of_many_things_five_are_told_and_the_others_counted(read: Read, role: str) -> None:
    ((*_others, told),) = [read(summary((row(role, *[f"Thing {number}" for number in range(19)]),)))]
    assert "thing 3, and thing 4. And 14 things more." in told
    assert "thing 5" not in told


def test_steps_without_a_first_one_come_after_nothing(read: Read) -> None:
    told = summary((listed("next_steps", Item(own("Een open dag"), ())),))
    assert read(told) == ["These are my steps: “Een open dag”."]


@pytest.mark.parametrize("words", ["እችላለሁ።", "میں کر سکتی ہوں۔", "我可以。"])
def test_her_sentence_ends_as_her_script_does(read: Read, words: str) -> None:
    assert read(summary((row("goal", own(words)),))) == [f"In the end I want this: “{words[:-1]}”."]


@pytest.mark.parametrize("words", ["هل أستطيع؟", "እችላለሁ።"])
def test_a_sentence_of_ours_that_has_its_end_gets_no_other(read: Read, words: str) -> None:
    assert read(summary((row("conditions", words),))) == [f"This is how childcare must be for us. {words}"]


def test_another_language_has_its_own_comma(read: Read) -> None:
    child = Item(own("A"), (Row("Age", ("8", "school")),))
    assert "A (8፣ school)" in read(summary((listed("children", child),)), "am")[0]


def test_her_children(read: Read) -> None:
    told = summary(
        (
            listed(
                "children",
                Item(own("A"), (Row("Age", ("8",)), Row("By day", ("Primary school",)))),
                Item(own("B"), ()),
            ),
        ),
        (row("conditions", "I can afford it", "It is close by"),),
    )
    assert read(told) == [
        (
            "These are my children: A (8, primary school) and B. "
            "This is how childcare must be for us. I can afford it. It is close by."
        )
    ]


OBSTACLES = (row("in_the_way", "I doubt myself", own("de bus.")),)


@pytest.mark.parametrize(
    "told",
    [
        summary(
            OBSTACLES,
            about(
                "I doubt myself",
                row("in_the_way", "I can watch for a day", "We agree on steps"),
                row("in_the_way", own("iemand meegaat")),
            ),
            about(own("de bus."), row("in_the_way", UNKNOWN, alone=True)),
        ),
        summary(
            (
                listed(
                    "in_the_way",
                    Item(
                        "I doubt myself",
                        (
                            row("in_the_way", "I can watch for a day", "We agree on steps", own("iemand meegaat")),
                            row("", "The municipality", label="Who could help"),
                        ),
                    ),
                    Item(own("de bus."), ()),
                ),
            )
        ),
    ],
    ids=["on the screen", "on paper"],
)
def test_what_is_in_the_way_and_what_helps(read: Read, told: Summary) -> None:
    assert read(told) == [
        (
            "This is in the way now. I doubt myself. "
            "Then I can, if I can watch for a day, we agree on steps, and “iemand meegaat”. “de bus”."
        )
    ]


def test_her_steps_and_requests(read: Read) -> None:
    told = summary(
        (row("first_step", own("Ik bel de school")), row("first_step", "Tuesday")),
        (
            listed(
                "next_steps", Item(own("Een open dag."), ()), Item(Phrase(_("Step %(number)s"), {"number": "2"}), ())
            ),
        ),
        (listed("requests", Item("An interpreter at the talk", (row("", "Will you?"),))),),
        (row("three_things", own("Ik kan veel.")),),
    )
    assert read(told) == [
        "This week I do this: “Ik bel de school”. After that I go on: “Een open dag”.",
        (
            "I have a request about this: an interpreter at the talk. "
            "I want my contact at the municipality to know this: “Ik kan veel”."
        ),
    ]


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ((), "contact at the municipality"),
        (("Werkcoach (work coach)",), "werkcoach (work coach)"),
        (("Werkcoach (work coach)", own("regisseur")), "regisseur"),
    ],
)
def test_who_she_talks_to_is_called_by_her_word(read: Read, words: tuple[Text, ...], called: str) -> None:
    rows = tuple(row("contact_word", word) for word in words)
    told = summary(rows, (row("three_things", own("Ik kan veel")),))
    assert read(told) == [f"I want my {called} to know this: “Ik kan veel”."]


def test_another_language_has_its_own_and(read: Read) -> None:
    told = summary((row("unpaid", "A"), row("strengths", "Rust", "Orde", "Geduld")))
    assert "rust, orde en geduld" in read(told, "nl")[0]


def test_a_language_with_capital_nouns_keeps_them(read: Read) -> None:
    assert "Rust und Ordnung" in read(summary((row("strengths", "Rust", "Ordnung"),)), "de")[0]


def test_paragraphs_come_in_the_order_of_a_story(read: Read) -> None:
    told = summary(
        (row("requests", "Z"), row("first_step", own("Y")), row("unpaid", "W"), row("conditions", "X")),
        OBSTACLES,
        (row("goal", own("V")),),
    )
    found = [re.findall(r"\b[V-Zz]\b|doubt", paragraph) for paragraph in read(told)]
    assert found == [["V"], ["W"], ["X"], ["doubt"], ["Y"], ["z"]]


def test_her_words_are_drawn_as_hers(app: Flask) -> None:
    told = tell(summary((row("goal", replace(own("<b>Zwaluw</b> & 100%"), language="ar")),)))
    with app.test_request_context(), speaking("en"):
        drawn = once(told[0].sentences[0])
    assert drawn == Markup(
        'In the end I want this: “<bdi dir="auto" lang="ar">&lt;b&gt;Zwaluw&lt;/b&gt; &amp; 100%</bdi>”.'
    )


def test_it_stands_above_all_answers_and_not_above_one_chapter(come_with: ComeWith) -> None:
    visitor = come_with(Plan(language="en", answers={GOAL: "Zwaluwnest"}), "en")
    visitor.go("/check")
    assert visitor.sees("My story in short")
    assert visitor.sees("In the end I want this: “Zwaluwnest”.")
    visitor.go(f"/check/{len(ALL)}")
    assert visitor.sees("Zwaluwnest")
    assert not visitor.sees("My story in short")


def test_no_story_without_something_to_tell(come_with: ComeWith) -> None:
    visitor = come_with(Plan(language="en", answers={STORY.name: "Zwaluwnest"}), "en")
    visitor.go("/check")
    assert visitor.sees("You told something here")
    assert not visitor.sees("My story in short")


# Signs ----------------------------------------------------------------------------------------------------------------


def test_every_sentence_ends_as_its_language_ends_one(read: Read) -> None:
    told = summary((row("can_show", "ፈተና", "ምስክር።", own("Ik kook")),))
    (paragraph,) = read(told, "ti")
    assert paragraph.endswith("ፈተና። ምስክር። “Ik kook”።")
    assert read(told)[0].endswith("ፈተና. ምስክር። “Ik kook”.")


def test_a_text_inside_a_sentence_loses_its_stop_in_every_script(read: Read) -> None:
    (paragraph,) = read(summary((row("goal", "ፈተና።"),)), "ti")
    assert paragraph.endswith("ፈተና።")
    assert "።።" not in paragraph


@pytest.mark.parametrize("words", ["Ik kook!", "Ik kook?", "Ik kook…", "ኣነ ድየ፧", "Ik kook.."])
def test_her_words_with_a_sign_of_their_own_get_none(read: Read, words: str) -> None:
    (paragraph,) = read(summary((row("can_show", own(words)),)))
    assert paragraph.endswith(f"“{words}”")

"""The direction of text: Unicode's own conformance tests, two other programs as second opinions, and nasty texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from time import process_time

import pytest
from bidi import get_display
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import given
from hypothesis import strategies as st
from pdf.typeset.unicode_files import characters_of, lines_of

from trajectplan.pdf.typeset.bidi import levels, levels_of, line_levels, line_levels_of, needs_bidi, reordered
from trajectplan.pdf.typeset.bidi_classes import BRACKET, CLOSING, NAMES, SAME_BRACKET, classes

EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"
ISOLATES = "\u2066\u2067\u2068\u2069"
IGNORED = EMBEDDINGS + "\u200d\u00ad"
"""What the algorithm removes before it resolves levels."""
PLAIN = "abz 12.,:/+-$%&ابגא١۲()[]{}<>\u0301\u064e\u200e\u200f\u061c"

SAMPLE = "أريد أن أتعلم اللغة (B1) وأعمل في الرعاية 16 ساعة في الأسبوع، 8:30-14:30. "

BASES_OF = {bits: [base for bit, base in enumerate((None, 0, 1)) if bits & 1 << bit] for bits in range(8)}
"""The paragraph levels that a line of BidiTest.txt is about, by its bits."""

texts = st.text(PLAIN + EMBEDDINGS + ISOLATES + "\u200d\u00ad\t ", max_size=24)
# Spaces and isolates at the end, and tabs, are where the others take a liberty with rule L1.
with_an_end = st.builds(str.__add__, st.text(PLAIN + EMBEDDINGS + ISOLATES + "\u200d\u00ad"), st.sampled_from("aא"))


# Unicode's own tests --------------------------------------------------------------------------------------------------


def kept(levels: str) -> dict[int, int]:
    """The level of each place as the files write it, without the removed characters (`x`)."""
    return {at: int(level) for at, level in enumerate(levels.split()) if level != "x"}


def in_order(levels: Mapping[int, int]) -> str:
    """The visual order of those places, as the files write it."""
    places = list(levels)
    return " ".join(str(places[at]) for at in reordered(list(levels.values())))


@pytest.mark.soak
def test_every_case_of_bidi_test() -> None:
    expected: dict[int, int] = {}
    cases, wrong = 0, []
    for line in lines_of("BidiTest.txt"):
        if line.startswith("@Levels:"):
            expected = kept(line.removeprefix("@Levels:"))
        elif line.startswith("@Reorder:"):
            assert in_order(expected) == line.removeprefix("@Reorder:").strip()
        else:
            names, directions = line.split(";")
            kinds = "".join([NAMES[name] for name in names.split()])
            done: set[int | None] = set()  # the level that the first strong letter gives needn't be tried again
            for base in BASES_OF[int(directions)]:
                cases += 1
                if base in done:
                    continue
                level, found = levels_of(kinds, kinds, base)
                done.add(level)
                found = line_levels_of(kinds, found, level)
                if any(found[at] != expected[at] for at in expected):
                    wrong.append((names, base))
    assert cases > 700_000
    assert not wrong, f"{len(wrong)} of {cases} cases, such as {wrong[:5]}"


def test_every_case_of_bidi_character_test() -> None:
    cases, wrong = 0, []
    for line in lines_of("BidiCharacterTest.txt"):
        codes, direction, base, expected, order = line.split(";")
        text = characters_of(codes)
        level, found = levels(text, {"0": 0, "1": 1, "2": None}[direction])
        found = line_levels(text, found, level)
        shown = {at: found[at] for at in kept(expected)}
        cases += 1
        if level != int(base) or shown != kept(expected) or in_order(shown) != order:
            wrong.append((codes, direction))
    assert cases > 90_000
    assert not wrong, f"{len(wrong)} of {cases} cases, such as {wrong[:5]}"


def class_lines() -> Iterator[tuple[range, str]]:
    for line in lines_of("extracted/DerivedBidiClass.txt"):
        codes, name = (part.strip() for part in line.split(";"))
        first, _dots, last = codes.partition("..")
        yield range(int(first, 16), int(last or first, 16) + 1), name


def test_the_class_of_every_character_of_unicode_15() -> None:
    """Of what a newer Python knows better, nothing is asked."""
    newer = unicodedata.unidata_version > "15.1.0"
    wrong = []
    for codes, name in class_lines():
        text = "".join(map(chr, codes))
        found = classes(text)
        wrong += [
            (f"U+{ord(character):04X}", letter)
            for character, letter in zip(text, found, strict=True)
            if letter != NAMES[name] and not (newer and unicodedata.bidirectional(character))
        ]
    assert not wrong


def test_the_brackets_of_unicode_15() -> None:
    opening, closing = {}, set()
    for line in lines_of("BidiBrackets.txt"):
        bracket, partner, kind = (part.strip() for part in line.split(";"))
        if kind == "o":
            opening[characters_of(bracket)] = characters_of(partner)
        else:
            closing.add(characters_of(bracket))
    same = {each: unicodedata.normalize("NFD", each) for each in closing}
    assert {each: same[partner] for each, partner in opening.items()} == CLOSING
    assert {each: other for each, other in same.items() if each != other} == SAME_BRACKET
    assert all(BRACKET.fullmatch(each) for each in {*opening, *closing})


# Second opinions ------------------------------------------------------------------------------------------------------


def shown(text: str, found: Sequence[int]) -> str:
    places = [at for at, character in enumerate(text) if character not in IGNORED]
    return "".join(text[places[at]] for at in reordered([found[at] for at in places]))


@given(with_an_end, st.sampled_from((0, 1)))
def test_python_bidi_shows_the_same(text: str, base: int) -> None:
    theirs = str(get_display(text, base_dir="LR"[base]))
    level, found = levels(text, base)
    assert level == base
    assert shown(text, found) == "".join(each for each in theirs if each not in IGNORED)


@given(with_an_end, st.sampled_from((0, 1)))
def test_fpdf2_finds_the_same_levels(text: str, base: int) -> None:
    direction = (TextDirection.LTR, TextDirection.RTL)[base]
    theirs = [(each.character, each.embedding_level) for each in BidiParagraph(text, direction).characters]
    _level, found = levels(text, base)
    assert [pair for pair in zip(text, found, strict=True) if pair[0] not in IGNORED] == theirs


# What always holds ----------------------------------------------------------------------------------------------------


@given(texts, st.sampled_from((0, 1, None)))
def test_every_character_has_a_level_not_below_its_paragraph(text: str, base: int | None) -> None:
    level, found = levels(text, base)
    assert len(found) == len(text)
    assert base in {level, None}
    assert all(each >= level for each in found)
    line = line_levels(text, found, level)
    assert all(after in {level, before} for before, after in zip(found, line, strict=True))


@given(texts, st.sampled_from((0, 1, None)))
def test_what_only_steers_has_the_level_of_what_stands_before_it(text: str, base: int | None) -> None:
    level, found = levels(text, base)
    for at, character in enumerate(text):
        if character in IGNORED:
            assert found[at] == (found[at - 1] if at else level)


@given(st.text(max_size=40), st.sampled_from((0, None)))
def test_text_that_needs_no_bidi_runs_from_left_to_right(text: str, base: int | None) -> None:
    resolved = levels_of(classes(text), text, base)
    assert levels(text, base) == resolved
    if not needs_bidi(text):
        assert resolved == (0, [0] * len(text))


def test_all_that_runs_from_right_to_left_or_steers_needs_bidi() -> None:
    characters = "".join(map(chr, range(0x20000)))
    kinds = classes(characters)
    steering = [each for each, kind in zip(characters, kinds, strict=True) if kind in "RAnlrxy)<>?!"]
    assert len(steering) > 2000
    assert all(map(needs_bidi, steering))


def as_the_rule_says(found: Sequence[int]) -> list[int]:
    """Rule L2 to the letter: from the highest level to the lowest odd one, all that lies so high is reversed."""
    order = list(range(len(found)))
    for lowest in range(max(found, default=0), min((level for level in found if level % 2), default=1) - 1, -1):
        for high, group in groupby(range(len(found)), key=lambda at: found[at] >= lowest):
            places = list(group)
            if high:
                order[places[0] : places[-1] + 1] = reversed(order[places[0] : places[-1] + 1])
    return order


@given(st.lists(st.one_of(st.integers(0, 4), st.integers(0, 126)), max_size=40))
def test_reordering_moves_all_and_loses_none(found: list[int]) -> None:
    order = reordered(found)
    assert sorted(order) == list(range(len(found)))
    assert order == as_the_rule_says(found)


# What she may type ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("אב 123 גד", "דג 123 בא"),
        ("אב (123) גד", "דג (123) בא".replace("(123)", ")123(")),  # mirrored later, by the shaping
        ("אב ABC-1 גד", "דג ABC-1 בא"),
        ("call אב now", "call בא now"),
    ],
)
def test_numbers_and_names_stay_readable(text: str, display: str) -> None:
    level, found = levels(text)
    assert level == (0 if text[0] == "c" else 1)
    assert shown(text, line_levels(text, found, level)) == display


@pytest.mark.parametrize(
    ("text", "level"),
    [("", 0), ("123", 0), ("א", 1), ("1. אב", 1), ("\u2067אב\u2069 ab", 0), ("\u2067אב ab", 0), ("\u2069אב", 1)],
)
def test_the_first_strong_letter_outside_isolates_gives_the_direction(text: str, level: int) -> None:
    assert levels(text)[0] == level


def test_the_space_at_the_end_of_a_line_stands_at_its_end() -> None:
    line = "אב גד "
    _level, found = levels(line + "הו", 0)
    assert found[:6] == [1] * 6
    assert line_levels(line, found[:6], 0) == [1] * 5 + [0]


def test_a_tab_takes_the_spaces_before_it_along() -> None:
    assert line_levels("א \tב", levels("א \tב", 0)[1], 0) == [1, 0, 0, 1]


def test_lone_surrogates_and_nulls_have_a_level() -> None:
    assert levels("א\ud800\x00ב", None) == (1, [1, 2, 2, 1])


def test_a_paragraph_separator_ends_what_is_open() -> None:
    assert levels("\u202eab\u2029", 0) == (0, [0, 1, 1, 0])


@pytest.mark.parametrize("end", ["", "\u202c", "\u202b", "\u2069\u202c"])
def test_what_is_nested_too_deep_is_ignored(end: str) -> None:
    assert levels("\u2067" * 200 + end + "a")[1][-1] == 126


NASTY = [
    SAMPLE,
    "\u2068",
    "\u2068א",
    "\u2067א\u2066a",
    "\u2068a\u2069",
    "\u202b",
    "\u202ba\u202cא",
    "\u202e\u2067(",
    "(א",
    "(" * 62 + "א" + ")" * 62,
    "א)",
    "א" + " " * 50,
    "א" + "%" * 50,
    "א" + "\u0301" * 50,
    "١,",
]


@pytest.mark.parametrize("text", NASTY)
def test_the_cost_grows_with_the_text_and_not_faster(text: str) -> None:
    def cost(length: int) -> float:
        paragraph = (text * (length // len(text) + 1))[:length]
        best = 1.0
        for _again in range(5):
            started = process_time()
            level, found = levels(paragraph)
            reordered(line_levels(paragraph, found, level))
            best = min(best, process_time() - started)
        return best

    small, large = cost(4000), cost(16000)
    assert small < 0.5
    assert large < 10 * small + 0.005


def test_a_long_answer_in_arabic_is_quick() -> None:
    text = (SAMPLE * 60)[:4000]
    started = process_time()
    levels(text)
    # About 2 ms; ten times that when the lines are counted for coverage.
    assert process_time() - started < 0.1

"""Where lines end: Unicode's own test, uniseg as a second opinion, and what makes a page read well."""

from __future__ import annotations

import re
from time import process_time

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st
from pdf.typeset.unicode_files import characters_of, lines_of
from uniseg.linebreak import line_break_boundaries

from trajectplan.pdf.typeset import breaking
from trajectplan.pdf.typeset.break_rules import opportunities
from trajectplan.pdf.typeset.breaking import breaks, clusters, cuts
from trajectplan.pdf.typeset.text import Style, Words
from trajectplan.pdf.typeset.words import pieces_of, prepared

NEWER_RULES = re.compile(
    r"(?:^|\s)-\u0308?[#\u00a7\U00050005\u0e01\u05d0]"  # LB20a: a hyphen before a word stays with it
    r"|[,.]\u0308?[0-9]"  # LB25: a number may begin with its point
    r"|[\"\u00ab\u00bb]\u0308?\ "  # LB15: only quotation marks that point hold a space
    r"|\u05d0-\u05d0"  # LB21a: the hyphen of Hebrew breaks between letters
)
"""What Unicode 15.1 and 16 changed in cases of the file of Unicode 15.0."""

LETTERS = "abé7◌ 4Яبة٣ሀ我想あ한글กא"
SIGNS = " .,:;!?()[]{}\"'-/–—€%+&…«»“”‘’،؛؟።፡\u0301\u064e\u2068\u2069\u200d\u00a0\u200b\u3000、。「」😀👩🇳🇱"

texts = st.text(LETTERS + SIGNS, max_size=20)
anything = st.text(st.characters(exclude_characters="\n\r\x0b\x0c\x85\u2028\u2029"), max_size=20)
"""Without what ends a line or a paragraph."""
ordinary = st.lists(
    st.from_regex(r"[(\"']?[a-zé0-9Яبሀ我]{1,5}\u0301?[.,:;!?)]?\u2069?", fullmatch=True), min_size=1, max_size=6
).map(" ".join)


def pieces(text: str) -> list[str]:
    places = breaks(text)
    return [text[start:end] for start, end in zip((0, *places), places, strict=False)]


# Unicode's rules ------------------------------------------------------------------------------------------------------


def test_every_case_of_line_break_test() -> None:
    cases, newer, wrong = 0, 0, []
    for line in lines_of("auxiliary/LineBreakTest.txt"):
        places, text = set(), ""
        for token in line.split():
            if token == "÷":
                places.add(len(text))
            elif token != "×":
                text += characters_of(token)
        cases += 1
        if set(opportunities(text)) == places:
            continue
        # What is newer than the file must be what the newer rules say.
        newer += 1
        if not NEWER_RULES.search(text):
            wrong.append(ascii(text))
    assert cases > 7000
    assert newer < 40
    assert not wrong


@given(texts)
def test_uniseg_finds_the_same(text: str) -> None:
    assume("א" not in text)  # its hyphens were told from others in Unicode 16 and 17
    assert opportunities(text) == tuple(at for at in line_break_boundaries(text) if at)


@given(st.one_of(texts, ordinary))
def test_judging_word_by_word_changes_nothing(text: str) -> None:
    """The shortcuts for words, apart from what `breaks` leaves out on purpose."""
    assume(not re.search("[-–\u2010/·—€%+]|\\d|[가-힣]|^ ", text))
    assert breaks(text) == opportunities(text)


@given(texts)
def test_nothing_is_a_break_that_unicode_forbids(text: str) -> None:
    assert set(breaks(text)) <= set(opportunities(text))


@given(ordinary)
def test_ordinary_words_need_no_rules(text: str) -> None:
    found = [word for word in re.split("(?<= )", text) if breaking._WHOLE.fullmatch(word)]
    for word in found:
        assert opportunities(word) == (len(word),)


def test_the_letters_of_ordinary_words_are_of_classes_that_never_break() -> None:
    everything = "".join(map(chr, range(0x20, 0x2100)))
    letters = re.findall(f"[{breaking._LETTERS}]", everything)
    assert len(letters) > 1500
    # What is still to be assigned counts as a letter (LB1).
    assert not [each for each in letters if not regex.fullmatch(r"[\p{LB=AL}\p{LB=NU}\p{Cn}]", each)]
    marks = re.findall(f"[{breaking._MARKS}]", everything)
    assert not [each for each in marks if not regex.fullmatch(r"\p{LB=CM}", each)]


# What always holds ----------------------------------------------------------------------------------------------------


@given(st.one_of(texts, anything))
def test_no_letter_and_no_space_is_lost(text: str) -> None:
    places = breaks(text)
    assert "".join(pieces(text)) == text
    assert list(places) == sorted(set(places))
    assert places[-1:] == ((len(text),) if text else ())
    # Spaces belong to the word before.
    assert not [piece for piece in pieces(text)[1:] if piece.startswith(" ")]


@given(st.one_of(texts, st.text(max_size=20)))
def test_no_place_splits_what_is_one_character_to_a_reader(text: str) -> None:
    ends = {0}
    for cluster in clusters(text):
        ends.add(max(ends) + len(cluster))
    assert "".join(clusters(text)) == text
    assert clusters(text) == regex.findall(r"\X", text)
    assert set(cuts(text)) <= ends
    assert (cuts(text) or (0,))[-1] == len(text)


# What makes a page read well ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ik |wil |graag |de |taal |leren, |(B1) |en |werken.",
        "Bel |06-12345678 |of |020 123 45 67 |of |+31 6 1234 5678 |of |(020) 123 45 67.",
        "niveau |A2/B1, |een |e-mail |en/of |bellen",
        "moeder/|vader |en |langetermijn-|doelen",
        "ma/di/|wo/do |B1-niveau",
        "€ 1.250,- |per |maand, |12 % |of |1.250 €",
        "€ \u20661.250\u2069 |per |\u206612,5\u2069 % |van",
        "om |8:30-14:30 |of |8:30–14:30 |of |8:30 – |14:30 |uur",
        "op |20-08-2026 |en |in |2025/2026",
        "op |12 november 2026 / |12 نوفمبر 2026, |(8 mei 2027) |of |ሕዳር 23, 2026 |en |2 |jaar",
        "\u206812 listopada 2026\u2069 / |artikel |10, |2015b |of |112 |mei |2026 |of |2 |maart |20261",
        "1234 AB |Ons |Dorp",
        "een |plan – |mijn |plan · |van |mij",
        "zin |“met |(haakjes)” |en |'ja' ! |Nee",
        "  twee  |spaties  |overal  ",
        "co\u00ad|ordinator",
        "vaste\u00a0spatie",
        "leren\u200b|werken",
        "أريد |أن |أتعلم |اللغة، |\u206816\u2069 |ساعة",
        "ይሁን፡|እና |ሰላም።",
        "我|想|学|习|语|言，|每|周|16|小|时。|「好」",
        "きょ|う|は、|がっ|こ|う",
        "한국어를 |배우고 |16시간 |싶어요",
        "สวัสดี |แม่",
        "👩\u200d👧|🇳🇱|🇸🇾 |1\ufe0f\u20e3",
        "[GRINNING |FACE]",
        "<b>&amp;</b>",
        "",
        " ",
    ],
)
def test_good_breaks(text: str) -> None:
    assert "|".join(pieces(text.replace("|", ""))) == text


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("taal", "t|a|a|l"),
        ("e\u0301e\u0301n", "e\u0301|e\u0301|n"),
        ("เป็นแม่", "เป็|น|แม่"),
        ("ภาษา", "ภา|ษา"),
        ("ຂ້ອຍແມ່", "ຂ້|ອ|ຍ|ແມ່"),
        ("ខ្ញុំ", "ខ្ញុំ"),
        ("ကျွန်တော်", "ကျွန်|တော်"),
        ("👩\u200d👧🇳🇱", "👩\u200d👧|🇳🇱"),
        ("", ""),
    ],
)
def test_a_word_longer_than_a_line_is_cut_between_syllables_at_best(word: str, cut: str) -> None:
    places = cuts(word)
    assert "|".join(word[start:end] for start, end in zip((0, *places), places, strict=False)) == cut


@pytest.mark.parametrize(
    ("width", "lines"),
    [(200, ["op 12 november 2026"]), (90, ["op", "12 november 2026"]), (70, ["12 november", "2026"])],
)
def test_a_day_stays_on_one_line_that_is_wide_enough_and_else_breaks_at_its_blanks(
    width: float, lines: list[str]
) -> None:
    words = Words("op 12 november 2026" if width > 80 else "12 november 2026", Style(10, 12), language="nl")
    assert words.number_of_lines(width) == len(lines)
    (whole,) = prepared(words.spans, "nl", "ltr", bold=False).lines
    *_others, day = whole
    cut = [piece.text.strip() for piece in pieces_of(day, width * 100)]
    assert cut == [line.removeprefix("op ") for line in lines if line != "op"]


def test_a_windows_line_break_is_one_cluster() -> None:
    assert clusters("a\r\nb") == ["a", "\r\n", "b"]
    assert clusters("abc") == ["a", "b", "c"]


# Bad input ------------------------------------------------------------------------------------------------------------

NASTY = [
    " ", "a", "a ", "a-", '"', "' ", "(", "( ", "\u0301", "a\u0301 ", "1,", "0 ", "06-", "1–", "ก", "我", "我，", "😀",
    "🇳", "\u2069 ", "\u200d", "« ", "\ud800", "\x00", "\u2028", "+1 ", "· ",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_the_cost_grows_with_the_text_and_not_faster(text: str) -> None:
    def cost(length: int) -> float:
        paragraph = text * (length // len(text))
        best = 10.0
        for _again in range(3):
            started = process_time()
            breaks(paragraph)
            cuts(paragraph)
            best = min(best, process_time() - started)
        return best

    small, large = cost(2000), cost(8000)
    assert small < 0.5
    assert large < 10 * small + 0.005


def test_a_long_answer_is_quick() -> None:
    text = ("Ik wil graag de taal leren en werken in de zorg. " * 90)[:4000]
    breaks(text)
    started = process_time()
    breaks(text)
    assert process_time() - started < 0.1

"""What can't be printed stands there by name or number, and what steers never gets out of hand."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.pdf.typeset import characters, faces, finding
from trajectplan.pdf.typeset.characters import has_names, printable
from trajectplan.pdf.typeset.faces import MAIN, MAIN_BOLD, covered
from trajectplan.pdf.typeset.memory import forget

CLOSES = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}


def _forget() -> None:
    for kept in (finding._families, finding._for_name, finding._for_han, faces._pieces, faces.covered):
        kept.cache_clear()
    forget()


@pytest.fixture(autouse=True, scope="module")
def fonts() -> Iterator[None]:
    """The fonts of the wheel alone, as on a machine without others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "_folders", list)
        _forget()
        yield
    _forget()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hallo é", "Hallo é"),
        ("", ""),
        ("e\u0301", "é"),
        ("a\r\nb\rc\x0bd\u2028e\tf", "a\nb\nc\nd\ne f"),
        ("😀 👩‍👧 ❤️", "😀 👩‍👧 ❤️"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ca\u00adfé\ufeff\u2061", "café"),
        ("\u0600١", "\u0600١"),
        ("a\0b", "a[U+0000]b"),
        ("\ud800", "[U+D800]"),
        ("\ue000\u0378", "[U+E000, U+0378]"),
        ("☯ \U0001d11e\U0001d122", "☯ [MUSICAL SYMBOL G CLEF, F CLEF]"),
        ("א", "[HEBREW LETTER ALEF]"),
        ("שלום", "[HEBREW LETTER SHIN, LAMED, VAV, FINAL MEM]"),
        (
            "ik: \u05d0\u05d1\u05d2, \u05d3\u05d4\u05d5\u05d6.",
            "ik: [U+05D0 U+05D1 U+05D2], [U+05D3 U+05D4 U+05D5 U+05D6].",
        ),
        ("Z" + "\u0301" * 60, "Ź\u0301\u0301\u0301[COMBINING ACUTE ACCENT +55]"),
        ("Z\u0302\u0303\u0304\u0305\u0306\u0300", "\u1e90\u0303\u0304\u0305[COMBINING BREVE, GRAVE ACCENT]"),
        (
            "x\u0302\u034f\u0303\u034f\u0304\u034f\u0305\u034f\u0306\u034fy",
            "x\u0302\u034f\u0303\u034f\u0304\u034f\u0305\u034f[COMBINING BREVE]\u034fy",
        ),
        ("\ue000" * 4000, "[U+E000 +3999]"),
        ("a\0" * 22, "a[U+0000]" * 20 + "a[+1]" * 2),
    ],
)
def test_printable(typed: str, printed: str) -> None:
    assert printable(typed) == printed
    assert has_names(typed) == ("[" in printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\u2067b", "a\u2067b\u2069"),
        ("a\u2069b\u202cc", "abc"),
        ("\u202eab\ncd", "\u202eab\u202c\ncd"),
        ("\u202e\u2066\u202bx\u2069y", "\u202e\u2066\u202bx\u202c\u2069y\u202c"),
        ("\u202b\u2067a\u202cb", "\u202b\u2067ab\u2069\u202c"),
        ("a\u200fb\u061c", "a\u200fb\u061c"),
    ],
)
def test_directions_are_closed_on_their_line(typed: str, printed: str) -> None:
    assert printable(typed) == printed


HONEST = {
    "Vietnamese": "Tiếng Việt: nghĩa vụ, ngữ ậ ợ̉",
    "Lithuanian": "į̇́",
    "Greek": "ᾧ ᾱ̔́ͅ",
    "Yoruba": "ọ̀rọ̀ ẹ́",
    "Vedic": "r̥̄́",
    "Arabic": "وَالضَّآلِّينَ كِتَابٌ أَّ",
    "Hebrew": "שָּׁ֔ בְּרֵאשִׁ֖ית",
    "Thai": "ที่นี้ ก็ น้ำ",
    "Lao": "ເກັ່ບ",
    "Burmese": "လျှို့ဝှက် နွှဲ့",
    "Khmer": "ស្ត្រី៉ កុំ",
    "Tibetan": "བསྒྲུབས ཧཱུྃ",
    "Hindi": "क़्षिँ॑",
    "emoji": "❤️ 1️⃣ 👩🏽‍👧",
}


@pytest.mark.parametrize("language", HONEST)
def test_no_honest_word_has_too_many_marks(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "covered", lambda _character: True)
    forget()
    word = normalize("NFC", HONEST[language])
    assert printable(word) == word
    assert printable(normalize("NFD", word)) == word
    forget()


@given(st.text(st.sampled_from("aZé\u0301\u0302\u0327\u034f\u200d\u2067\u2069"), max_size=60))
def test_no_letter_is_piled_higher_than_four_marks(text: str) -> None:
    height = 0
    for character in normalize("NFD", printable(text)):
        if character in "aZeEA[]":
            height = 0
        height += character in "\u0301\u0302\u0327"
        assert height <= characters.MOST_MARKS


ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("\u202a\u202b\u202c\u202e\u2066\u2068\u2069\u200d\n e\u0301א"))
)


@given(ANY)
def test_whatever_is_typed_can_be_printed(text: str) -> None:
    printed = printable(text)
    assert printable(printed) == printed
    assert all(character == "\n" or covered(character) for character in printed)
    assert normalize("NFC", printed) == printed


@given(ANY)
def test_no_direction_reaches_out_of_its_line(text: str) -> None:
    for line in printable(text).split("\n"):
        waiting: list[str] = []
        for character in line:
            if character in CLOSES:
                waiting.append(CLOSES[character])
            elif character in CLOSES.values():
                assert waiting.pop() == character
        assert waiting == []


def test_the_quick_way_knows_the_main_faces() -> None:
    """What needs no second look is in both weights of the main face, and never composes with what stands before it."""
    quick = [chr(code) for code in range(0x20, 0x10000) if characters._PLAIN.fullmatch(chr(code))]
    assert len(quick) > 1000
    assert [sign for sign in quick if not (MAIN.has(sign) and MAIN_BOLD.has(sign))] == []
    assert [sign for sign in quick if normalize("NFC", "a" + sign) != "a" + sign] == []

"""Days are read as people type them, with the months of her language; one that doesn't exist is told apart."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date
from timeit import repeat

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from scripts import in_digits, scripts
from strategies import MANY, SOME, spoken

from trajectplan.i18n import speaking
from trajectplan.questions import days
from trajectplan.questions.days import day, is_kept, months
from trajectplan.questions.spelling import folded
from trajectplan.questions.texts import Day
from trajectplan.questions.typed import FIRST_YEAR, LAST_YEAR, Unreadable

TODAY = date(2026, 11, 22)
MAY = date(2027, 5, 1)
all_days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


def read(typed: str, language: str = "nl", today: date = TODAY) -> date:
    """What was typed, on a day in November."""
    return day(typed, language, today)


def slip(typed: str) -> str:
    """Why this can't be read."""
    with pytest.raises(Unreadable) as caught:
        read(typed)
    return caught.value.reason


@given(scripts, all_days, st.sampled_from("-./ "))
@SOME
def test_a_day_reads_the_same_in_every_script(script: str, value: date, between: str) -> None:
    typed = between.join(map(str, (value.day, value.month, value.year)))
    assert read(in_digits(script, typed)) == read(typed) == read(value.isoformat()) == value
    assert read(in_digits(script, value.isoformat())) == value


@given(all_days)
@SOME
def test_every_day_that_is_written_is_read(value: date) -> None:
    with spoken("nl"):
        assert read(str(Day(value.isoformat()))) == value
        with speaking("en"):
            assert read(str(Day(value.isoformat())), "en") == read(str(Day(value.isoformat()))) == value
    assert read(f"{value.day}-{value.month}-{value.year}") == value


@given(
    all_days,
    st.sampled_from(["nl", "en", "en_GB", "tr", "pl", "fr", "ar", "ti", "so"]),
    st.sampled_from(["MMM", "MMMM"]),
)
@MANY
def test_months_may_be_named_in_her_language(value: date, language: str, width: str) -> None:
    assert read(format_date(value, f"d {width} y", language), language) == value
    assert read(format_date(value, f"d {width} y", "nl"), language) == value


@given(all_days, all_days)
@SOME
def test_without_a_year_it_is_the_next_such_day(value: date, today: date) -> None:
    for typed in (f"{value.day}-{value.month}", format_date(value, "d MMMM", "nl"), format_date(value, "MMM d", "en")):
        found = read(typed, today=today)
        assert (found.month, found.day) == (value.month, value.day)
        assert found >= today
        assert (found - today).days <= 366 or (value.month, value.day) == (2, 29)


@given(st.text(st.characters()) | st.text("0123456789-/. ", max_size=12) | st.text("0123mei jan-.,", max_size=12))
@MANY
def test_any_text_is_a_day_or_a_slip(text: str) -> None:
    try:
        found = read(text).isoformat()
    except Unreadable as why:
        found = why.reason
    assert found in {"not_a_date", "no_such_day"} or is_kept(found)


@given(all_days)
@SOME
def test_a_day_is_kept_as_it_is_written_by_date(value: date) -> None:
    assert is_kept(value.isoformat())
    assert not is_kept(f"{value.day}-{value.month}-{value.year}")


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "1 mei 2027",
            "1 mei",
            "1 May 2027",
            "May 1 2027",
            "1-5-27",
            "1/5/27",
            "1.5.2027",
            "2027-05-01",
            "01 05 2027",
        ),
        *("1-5", "1/5", "1e mei", "1ste mei", "1st of May 2027", "May 1st, 2027", "op 1 mei", "vanaf 1 mei"),
        *("1-mei-2027", "1mei2027", "1 mei '27", "1 mei 27", "1. 5. 2027", "2027 May 1", "1 MEI", "2027/5/1"),
        "\u200e1 mei\u200f",
    ],
)
def test_days_as_people_type_them(typed: str) -> None:
    assert read(typed) == MAY


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("22 november", TODAY),
        ("21 nov.", date(2027, 11, 21)),
        ("29 februari", date(2028, 2, 29)),
        ("29-2", date(2028, 2, 29)),
        ("5 mrt", date(2027, 3, 5)),
        ("5 maa", date(2027, 3, 5)),
        ("1 sept. 2027", date(2027, 9, 1)),
        ("1 febr", date(2027, 2, 1)),
        ("3 okt", date(2027, 10, 3)),
        ("3 Oct", date(2027, 10, 3)),
        ("1december", date(2026, 12, 1)),
        ("29-2-2028", date(2028, 2, 29)),
    ],
)
def test_short_names_and_years_to_come(typed: str, value: date) -> None:
    assert read(typed) == value


@pytest.mark.parametrize("typed", ["\uff11\uff0f\uff19\uff0f\uff12\uff10\uff12\uff17", "١/٩/٢٠٢٧", "1-9-2027"])
def test_a_day_may_have_the_stroke_of_its_script(typed: str) -> None:
    assert read(typed) == date(2027, 9, 1)


@pytest.mark.parametrize(
    "typed",
    ["31-2-2027", "29-2-2027", "31-2", "31 februari", "30 Feb 2027", "0-1-2027", "1-13-2027", "5/13/2027", "32 mei"],
)
def test_a_day_that_does_not_exist(typed: str) -> None:
    assert slip(typed) == "no_such_day"


@pytest.mark.parametrize(
    "typed",
    [
        *("", "mei", "mei 2027", "ooit", "1", "1 mai", "1-9-1899", "2200-1-1", "12345", "1 mei 20277", "8:30"),
        *("10-12 mei", "mei 10 12", "mei 10 of 12", "10 mei of 12 juni", "1 mei - 27", "1 - 5", "1 5"),
        pytest.param("1 mei " * 999, id="long"),
        pytest.param("9" * 5000, id="digits"),
    ],
)
def test_what_is_no_day_and_two_days_are_none(typed: str) -> None:
    assert slip(typed) == "not_a_date"


@given(all_days, st.sampled_from(["ar_SY", "ar_LB", "ar_DZ", "ar_MA", "ar_MR", "ar_EG"]))
@SOME
def test_an_arab_may_name_the_month_as_in_her_country(value: date, country: str) -> None:
    assert read(format_date(value, "d MMMM y", country), "ar") == value


@given(all_days, st.sampled_from(["ar", "tr", "pl", "ti", "nl", "en"]))
@SOME
def test_capitals_and_accents_do_not_matter(value: date, language: str) -> None:
    written = format_date(value, "d MMMM y", language)
    bare = "".join(c for c in unicodedata.normalize("NFD", written) if not unicodedata.combining(c))
    for typed in (written.upper(), written.title(), bare, bare.upper(), bare.replace("ı", "i"), bare.replace("ł", "l")):
        assert read(typed, language) == value


@given(all_days)
@SOME
def test_a_day_reads_as_it_is_written_in_every_language_of_the_site(value: date) -> None:
    for language in ("nl", "en", "ar", "tr", "ti", "pl"):
        with spoken(language):
            assert read(str(Day(value.isoformat())), language) == value


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("ar", typed) for typed in ("١ من سبتمبر 2027", "١ أيلول ٢٠٢٧", "1 ايلول 2027", "من 1 سبتمبر 2027م")),
        *(
            ("ar", typed)
            for typed in ("يوم 1 سبتمبر عام 2027", "في ١ شتنبر ٢٠٢٧", "١ سبتمبر، ٢٠٢٧", "1 من شهر سبتمبر 2027")
        ),
        *(("tr", typed) for typed in ("1 EYLÜL 2027", "1 eylul 2027", "1 Eylül 2027'de", "1 Eylül 2027’den itibaren")),
        *(("tr", typed) for typed in ("1 Eylül'de", "1 Eylül", "1 Eylül 2027 tarihinde", "1 eylül 2027 günü")),
        *(
            ("pl", typed)
            for typed in ("1 września 2027 r.", "1 wrzesnia 2027 roku", "od 1 września 2027r.", "1 WRZEŚNIA")
        ),
        *(
            ("pl", typed)
            for typed in ("dnia 1 września 2027", "w dniu 1 wrz 2027 r", "od dnia 1.9.2027 r.", "z dniem 1-9")
        ),
        *(("ti", typed) for typed in ("፩ መስከረም ፳፻፳፯", "ካብ 1 መስከረም 2027", "ዕለት 1/9/2027", "፩፡መስከረም፡፳፻፳፯", "1 መስከረም")),
        *(("ti", typed) for typed in ("1 መሥከረም 2027", "1 ሴፕቴምበር 2027", "መስከረም 1, 2027")),
    ],
)
def test_days_as_people_type_them_in_other_languages(language: str, typed: str) -> None:
    assert read(typed, language) == date(2027, 9, 1)


@pytest.mark.parametrize(
    ("language", "name", "month"),
    [
        *(("ti", name, 5) for name in ("ግንቦት", "ጉንበት", "ጉንቦት", "ግን", "ሜይ")),
        *(("ti", "ሚያዝያ", 4), ("ti", "ሚያዚያ", 4), ("ti", "ሰኔ", 6), ("ti", "ሃምለ", 7), ("ti", "ነሐሰ", 8), ("ti", "ነሓሴ", 8)),
        *(("ti", "ጥቅምት", 10), ("ti", "ጥቕምቲ", 10), ("ti", "ህዳር", 11), ("ti", "ኅዳር", 11), ("ti", "ታህሳስ", 12)),
        *(("ar", "كانون الثاني", 1), ("ar", "شباط", 2), ("ar", "آذار", 3), ("ar", "اذار", 3), ("ar", "نيسان", 4)),
        *(("ar", "أيار", 5), ("ar", "حزيران", 6), ("ar", "تموز", 7), ("ar", "آب", 8), ("ar", "اب", 8)),
        *(("ar", "تشرين الأول", 10), ("ar", "تشرين الاول", 10), ("ar", "تشرين الثاني", 11), ("ar", "كانون الأول", 12)),
        *(("ar", "جانفي", 1), ("ar", "فيفري", 2), ("ar", "ماي", 5), ("ar", "جوان", 6), ("ar", "جويلية", 7)),
        *(("ar", "يوليوز", 7), ("ar", "غشت", 8), ("ar", "أوت", 8), ("ar", "نونبر", 11), ("ar", "دجنبر", 12)),
        *(("ar", "ابريل", 4), ("ar", "اغسطس", 8), ("ar", "اكتوبر", 10), ("ar", "فبرایر", 2)),
        *(("tr", "KASIM", 11), ("tr", "HAZİRAN", 6), ("tr", "HAZIRAN", 6), ("tr", "ARALIK", 12), ("tr", "agustos", 8)),
        *(("pl", "pazdziernika", 10), ("pl", "sierpien", 8), ("pl", "KWIECIEŃ", 4), ("pl", "paz", 10)),
    ],
)
def test_months_as_they_are_called(language: str, name: str, month: int) -> None:
    assert read(f"1 {name} 2027", language) == date(2027, month, 1)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("ar", "1 تشرين 2027"),
        ("ar", "1 كانون"),
        ("tr", "1'de"),
        ("pl", "1 r."),
        ("pl", "września 2027 r."),
        ("ar", "من 1"),
    ],
)
def test_half_a_day_is_none_in_any_language(language: str, typed: str) -> None:
    with pytest.raises(Unreadable):
        read(typed, language)


def test_a_year_of_the_ethiopian_calendar_is_asked_about() -> None:
    with pytest.raises(Unreadable):
        read("1 መስከረም 2019 ዓ.ም", "ti")


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ti", "pl", "ki", "luo", "nus", "sbp", "ha"])
def test_names_that_differ_by_accents_only_are_told_apart(language: str) -> None:
    for name, month in months(language).items():
        assert days._folded_months(language).get(folded(name), month) == month
        if name == name.strip():
            assert days._month({"name": name}, months(language)) == month


def test_the_months_of_one_language_leave_those_of_another_as_they_are() -> None:
    for language in ("he", "sw", "am", "sbp", "yo"):
        months.cache_clear()
        months(language)
        assert "mushende" not in " ".join(months("yo"))
        assert all(name.isascii() for name in days._names("nl"))


def test_a_language_nobody_knows_has_the_dutch_months() -> None:
    assert months("") == months("nl") == months("nobody speaks it")


def test_a_month_of_her_language_wins() -> None:
    assert months("hr")["lip"] == 6
    assert months("pl")["lip"] == 7


@pytest.mark.parametrize(
    "typed", ["1 september 2027", "mei ., / " * 6, "1 mei - " * 7, "1. " * 20, "od w z " * 8, "1 عام 2027 " * 5]
)
def test_reading_a_day_takes_less_than_a_millisecond(typed: str) -> None:
    def parse() -> None:
        with contextlib.suppress(Unreadable):
            read(typed)

    assert min(repeat(parse, number=1, repeat=20)) < 0.001


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        *(("يوم الاثنين ١ مارس ٢٠٢٧", "ar"), ("الاثنين، 1 مارس 2027", "ar"), ("Pazartesi 1 Mart 2027", "tr")),
        *(("poniedziałek, 1 marca 2027 r.", "pl"), ("ሰኑይ 1 መጋቢት 2027", "ti"), ("ma. 1 mrt 2027", "nl")),
        *(("Monday 1 March 2027", "en"), ("op maandag 1 maart 2027", "pl"), ("1-3-2027.", "nl"), ("01.03.2027.", "pl")),
        ("dinsdag 1 maart 2027", "nl"),  # it is a Monday: the date counts, and she sees it as it is kept
    ],
)
def test_a_weekday_before_it_and_a_point_behind_it_change_nothing(typed: str, language: str) -> None:
    assert read(typed, language) == date(2027, 3, 1)


@pytest.mark.parametrize("typed", ["27-09-01", "27/9/05", "1-1-15"])
def test_a_year_of_two_figures_is_none_long_past(typed: str) -> None:
    assert slip(typed) == "not_a_date"
    assert read("1-1-16") == date(2016, 1, 1)

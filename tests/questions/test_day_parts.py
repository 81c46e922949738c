"""Times are read with the words of four languages around them, and only where they can mean one hour."""

from __future__ import annotations

from datetime import time as time_of_day
from timeit import repeat

import pytest
from babel.dates import format_time
from hypothesis import given
from hypothesis import strategies as st
from strategies import MANY, SOME

from trajectplan.questions import day_parts
from trajectplan.questions.typed import MINUTES_A_DAY, time

HOURS = [hour for hour in range(24) if hour % 12]


@given(st.sampled_from(["ar", "tr", "pl"]), st.sampled_from(HOURS), st.integers(0, 59), st.sampled_from("aB"))
@MANY
def test_a_part_of_the_day_means_the_hours_that_unicode_gives_it(
    language: str, hour: int, minute: int, part: str
) -> None:
    written = format_time(time_of_day(hour, minute), f"h:mm {part}", locale=language)
    assert time(written) == time(" ".join(reversed(written.split(" ", 1)))) == hour * 60 + minute


@given(st.sampled_from(sorted(day_parts._PARTS)), st.integers(0, 30))
@SOME
def test_a_part_of_the_day_leaves_the_hour_or_adds_twelve(name: str, hour: int) -> None:
    assert time(f"{hour} {name}") in {None, hour * 60, hour * 60 + 720}
    assert time(f"{hour} {name}") == time(f"{name} {hour}")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(("8 صباحًا", 480), ("٨:٣٠ مساءً", 1230), ("٨ مساء", 1200), ("الساعة 8", 480), ("الساعة ٨ والنصف", None)),
        *(("من ٨", 480), ("حتى 17:00", 1020), ("5 بعد الظهر", 1020), ("12:30 ظهرا", 750), ("5 العصر", 1020)),
        *(("8 ص", 480), ("8:15م", 1215), ("في الصباح 8", 480), ("٨ صباحاً", 480), ("1 ليلا", 60), ("11 ليلاً", 1380)),
        *(("godz. 8", 480), ("o godz. 8.30", 510), ("godz.8", 480), ("8 rano", 480), ("rano 8", 480), ("O 8", 480)),
        *(("8:15 wieczorem", 1215), ("5 po południu", 1020), ("5 PO POLUDNIU", 1020), ("17:00 po południu", 1020)),
        *(("12 w południe", 720), ("od 8", 480), ("do 17", 1020), ("2 w nocy", 120), ("23:30 w nocy", 1410)),
        *(("saat 8", 480), ("SAAT 8", 480), ("8.30'da", 510), ("8’de", 480), ("8'den", 480), ("17:00'ye kadar", 1020)),
        *(("sabah 8", 480), ("akşam 8", 1200), ("aksam 6'da", 1080), ("öğleden sonra 3", 900), ("ÖĞLEN 12", 720)),
        *(("ሰዓት 8", 480), ("ሰዓት ፰", 480), ("ሰዓት 8:30", 510), ("ካብ ሰዓት 9", 540), ("ክሳብ 17:15", 1035)),
        *(("8 ናይ ንግሆ", 480), ("ሰዓት 2 ድሕሪ ቐትሪ", 840), ("ምሸት ሰዓት 8", 1200), ("8 am", 480), ("8 p.m.", 1200)),
        *(("8:30 uur", 510), ("8 h", 480)),
    ],
)
def test_times_with_words_around_them(typed: str, value: int | None) -> None:
    assert time(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("12 صباحًا", "12 مساءً", "12 ليلاً", "12 rano", "12 w nocy", "gece 12", "12 am", "12 pm", "24 wieczorem"),
        *("13 صباحًا", "20 rano", "sabah 20", "8 po południu rano", "rano 8 wieczorem", "1 wieczorem", "7 gece"),
        *("rano", "8 i 9 rano", "8 lub 9", "o ósmej", "8 veya 9", "saat", "8 dziś", "8'x", "8:60 rano"),
    ],
)
def test_what_may_be_two_times_or_none_is_not_read(typed: str) -> None:
    assert time(typed) is None


@pytest.mark.parametrize("typed", ["2 ንግሆ", "ሰዓት 6 ንግሆ", "8 ድሕሪ ቀትሪ", "2 ምሸት", "6 ቀትሪ", "3 ለይቲ", "12 ንግሆ"])
def test_a_tigrinya_hour_that_may_count_from_six_is_not_read(typed: str) -> None:
    assert time(typed) is None


@given(st.integers(0, MINUTES_A_DAY))
@SOME
def test_a_time_without_a_part_of_the_day_stays_in_figures(value: int) -> None:
    clock = f"{value // 60}:{value % 60:02}"
    for around in ("saat {}", "godz. {}", "الساعة {}", "{}'e kadar"):
        assert time(around.format(clock)) == value
    # Two o'clock without more is eight in the morning in Tigrinya.
    read = None if value // 60 in range(1, 7) else value
    assert time(f"ሰዓት {clock}") == time(f"ካብ {clock} ሰዓት") == read


@pytest.mark.parametrize("typed", ["2 saat", "2 ساعة", "٢ ساعات", "2 godziny", "8 godz.", "2 godzin"])
def test_how_long_is_no_time_of_day(typed: str) -> None:
    assert time(typed) is None


def test_words_nobody_knows_leave_the_text_as_it_is() -> None:
    assert day_parts.apart("8 uur") == ("8 uur", day_parts.WHOLE_DAY)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("8:30 wieczorem", 0.001), ("8 " * 5000, 0.1), ("saat " * 5000, 0.1), ("." * 5000 + "8", 0.1), ("8'" * 5000, 0.1)],
    ids=["time", "figures", "words", "points", "endings"],
)
def test_reading_a_time_is_fast(typed: str, seconds: float) -> None:
    assert min(repeat(lambda: time(typed), number=1, repeat=5)) < seconds

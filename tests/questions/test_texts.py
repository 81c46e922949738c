"""Words, numbers, amounts, times and days: their limits, their messages and how they read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusals
from strategies import SOME, Everything, kept_texts, question_of, spoken, texts
from werkzeug.datastructures import MultiDict

from trajectplan.i18n import speaking
from trajectplan.languages import LANGUAGES
from trajectplan.plan.summary import Own, Row
from trajectplan.questions import Amount, Date, Group, LongText, Number
from trajectplan.questions.messages import MESSAGES
from trajectplan.questions.numbers import Unit
from trajectplan.questions.texts import Day, Money


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def problems(form: Group) -> list[tuple[str, str]]:
    form.validate()
    return refusals(form)


@given(texts)
@SOME
def test_a_few_words_stand_on_one_line(text: str) -> None:
    data = Everything(MultiDict({"text": text})).text.data or ""
    assert "\n" not in data
    assert data.split() == "".join(data).split()
    assert "  " not in data


@given(kept_texts(40))
@SOME
def test_her_lines_are_kept_as_they_are(text: str) -> None:
    posted = text.replace("\n", "\r\n")
    assert Everything(MultiDict({"story": posted})).story.data == text


BREAKS = "\ta\n\r\nb \u2028c\u2029\x85 d\v"


def test_out_of_a_file_too_a_few_words_stand_on_one_line() -> None:
    form = Everything()
    assert form.text.tidied(BREAKS) == "a b c d"
    assert form.text.tidied(" \n") is None
    assert form.story.tidied(BREAKS) == BREAKS
    assert form.count.tidied(5) == 5


@pytest.mark.parametrize(
    ("name", "typed", "reason", "values"),
    [
        ("text", "x" * 21, "too_long_by_one", {}),
        ("text", "x" * 23, "too_long", {"over": 3}),
        ("count", "many", "not_a_number", {"example": 7}),
        ("count", "3 a 4", "one_number", {"example": 7}),
        ("count", "1,5", "not_whole", {"example": 1}),
        ("count", "0,5", "not_whole", {"example": 1}),
        ("count", "99,5", "not_whole", {"example": 60}),
        ("count", "61", "number_range", {"min": 1, "max": 60}),
        ("price", "free", "not_an_amount", {}),
        ("price", "9" * 5000, "not_an_amount", {}),
        ("price", "5000,01", "amount_range", {"min": 0, "max": 5000}),
        ("start", "25:00", "not_a_time", {}),
        ("day", "31-2-2027", "no_such_day", {}),
        ("day", "some day", "not_a_date", {}),
    ],
)
def test_each_limit_has_its_message(name: str, typed: str, reason: str, values: dict[str, int]) -> None:
    form = Everything(MultiDict({name: typed}))
    message = str(MESSAGES[reason])
    assert problems(form) == [(name, message % values if values else message)]
    assert question_of(form, name).typed == typed


@pytest.mark.parametrize(
    ("name", "typed", "data", "shown"),
    [
        ("text", " two   words ", "two words", "two words"),
        ("text", "x" * 20, "x" * 20, "x" * 20),
        ("count", "٦٠", 60, "60"),
        ("count", "ca. twintig", 20, "20"),
        ("price", "5000", 500_000, "5000,00"),
        ("price", "0,05", 5, "0,05"),
        ("start", "815", "08:15", "8:15"),
        ("start", "24.00", "24:00", "24:00"),
        ("day", "1.9.2027", "2027-09-01", "1-9-2027"),
        ("day", "1 sept. 2027", "2027-09-01", "1-9-2027"),
    ],
)
def test_what_is_typed_is_kept_and_shown(name: str, typed: str, data: object, shown: str) -> None:
    form = Everything(MultiDict({name: typed}))
    assert form.validate()
    assert question_of(form, name).answer() == data
    assert question_of(Everything(data={name: data}), name).typed == shown


def test_what_cannot_be_read_is_still_there() -> None:
    form = Everything(MultiDict({"start": "half nine"}))
    assert (form.start.unread, form.start.typed, form.is_touched) == ("half nine", "half nine", True)
    assert Everything(MultiDict({"start": "9:30"})).start.unread == ""


class Coming(Group):
    """A day to come."""

    when = Date("When?", future=True)


class Whenever(Group):
    """A day that may have passed."""

    when = Date("When?")


@pytest.mark.parametrize("unit", ["years", "days", "hours", "minutes"])
def test_another_unit_is_told_what_is_counted(unit: Unit) -> None:
    class Counted(Group):
        count = Number("How many?", least=0, most=5, counts=unit)

    assert problems(Counted(MultiDict({"count": "8 maanden"}))) == [
        ("count", str(MESSAGES[f"in_{unit}"]) % {"example": 5})
    ]


class Baby(Group):
    """An age that reads as words before it is one."""

    age = Number("How old?", least=0, most=17, zero="not one yet")
    saved = Amount("How much?", least=0, most=10, zero="nothing")


@pytest.mark.parametrize("typed", ["0", "nul", "not one yet", "Not one yet"])
def test_nothing_may_read_as_words_and_is_kept_as_nothing(typed: str) -> None:
    form = Baby(MultiDict({"age": typed}))
    assert form.validate()
    assert (form.age.data, form.age.reading(), form.age.shown(form.age.data)) == (0, ("not one yet",), "0")
    (row,) = form.age.blocks()
    assert isinstance(row, Row)
    assert row.answer == ("not one yet",)


def test_only_nothing_reads_as_words() -> None:
    assert Baby(data={"age": 1}).age.reading() == ("1",)
    assert Baby(data={"saved": 0}).saved.reading() == ("nothing",)
    assert Baby(data={"saved": 100}).saved.reading() == (Money(100),)


def test_a_day_without_a_year_is_one_to_come() -> None:
    form = Coming(MultiDict({"when": "1 mei"}))
    assert form.validate()
    found = date.fromisoformat(form.when.data)
    assert (found.day, found.month) == (1, 5)
    assert date.today() <= found <= date.today() + timedelta(days=366)  # noqa: DTZ011 - the day on her own wall


def test_months_are_named_in_the_language_of_the_page() -> None:
    assert Coming(MultiDict({"when": "1 mayo 2090"}), language="es").when.data == "2090-05-01"
    assert Coming(MultiDict({"when": "1 mayo 2090"}), language="nl").when.data is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", ["1 mei 2090", "1 May 2090", "1 maja 2090", "1 Mayıs 2090", "1 ግንቦት 2090", "١ مايو ٢٠٩٠"]
)
def test_months_of_our_other_languages_are_read_on_every_page(language: str, typed: str) -> None:
    assert Coming(MultiDict({"when": typed}), language=language).when.data == "2090-05-01"


@pytest.mark.parametrize(("years", "asks_again"), [(0, False), (3, False), (7, True), (8, True), (20, False)])
def test_a_year_of_the_ethiopian_calendar_is_asked_again(years: int, asks_again: bool) -> None:  # noqa: FBT001
    typed = {"when": f"1-1-{date.today().year - years}"}  # noqa: DTZ011 - the day on her own wall
    found = [str(MESSAGES["not_a_date"])] if asks_again else []
    assert [message for _name, message in problems(Whenever(MultiDict(typed), language="ti"))] == found
    assert problems(Whenever(MultiDict(typed), language="nl")) == []


@pytest.mark.parametrize(("days", "reasons"), [(-1, ["date_past"]), (0, []), (1, [])])
def test_a_day_that_has_passed_is_refused_where_it_must_come(days: int, reasons: list[str]) -> None:
    day = date.today() + timedelta(days=days)  # noqa: DTZ011 - the day on her own wall
    found = problems(Coming(MultiDict({"when": f"{day:%d-%m-%Y}"})))
    assert found == [("when", str(MESSAGES[reason])) for reason in reasons]


@pytest.mark.parametrize("stored", [-1, 10**400, True, 1.5, "7", None])
def test_a_number_such_as_nobody_types_is_not_sound(stored: object) -> None:
    assert not Everything().price.is_sound(stored)


@pytest.mark.parametrize("stored", ["8:15", "08:60", "24:01", "", 8, None])
def test_a_time_is_sound_only_as_it_is_kept(stored: object) -> None:
    assert not Everything().start.is_sound(stored)


@pytest.mark.parametrize("stored", ["1-9-2027", "2027-9-1", "2027-02-30", "", 8, None])
def test_a_day_is_sound_only_as_it_is_kept(stored: object) -> None:
    assert not Everything().day.is_sound(stored)


def test_her_words_read_as_hers_in_the_language_of_the_page() -> None:
    form = Everything(data={"text": "hallo"}, language="ti")
    assert form.text.reading() == (Own("hallo", "ti"),)
    assert Everything(data={"count": 7}).count.reading() == ("7",)
    assert Everything(data={"start": "08:15"}).start.reading() == ("8:15",)


def test_amounts_and_days_read_as_each_language_writes_them() -> None:
    money, day = Money(123_450), Day("2027-09-01")
    assert (str(money), str(day)) == ("€\xa01.234,50", "1 september 2027")
    with speaking("en"):
        assert (str(money), str(day)) == ("€1,234.50", "1 September 2027")


@given(st.integers(0, 9), st.integers(0, 9))
@SOME
def test_amounts_and_days_are_equal_when_they_say_the_same(one: int, two: int) -> None:
    days = (Day(f"2027-01-0{one + 1 if one < 9 else 9}"), Day(f"2027-01-0{two + 1 if two < 9 else 9}"))
    assert (Money(one) == Money(two)) == (one == two)
    assert (hash(Money(one)) == hash(Money(two))) == (one == two)
    assert (days[0] == days[1]) == (days[0].iso == days[1].iso)
    assert len(set(days)) == len({day.iso for day in days})


def test_two_texts_are_kept_together_each_in_its_way() -> None:
    assert Everything(data={"text": "mine"}).text.combine("theirs") == "theirs mine"
    assert Everything(data={"story": "mine"}).story.combine("theirs") == "theirs\nmine"
    assert Everything(data={"count": 3}).count.combine(4) == 3


def test_only_texts_can_stand_one_below_the_other() -> None:
    assert Everything(data={"text": "mine"}).text.joins("theirs")
    assert Everything(data={"story": "mine"}).story.joins("theirs")
    assert not Everything(data={"count": 3}).count.joins(4)
    assert not Everything(data={"count": 3}).count.joins(0)
    assert not Everything(data={"start": "08:15"}).start.joins("08:20")
    assert not Everything(data={"one_card": "red"}).one_card.joins("green")


def test_what_was_sent_is_what_was_typed() -> None:
    form = Everything(MultiDict({"count": "many", "text": " a\x00b "}))
    assert (form.count.sent, form.text.sent, form.story.sent) == (("many",), (" ab ",), ())


def test_a_question_may_start_her_off() -> None:
    class Started(Group):
        story = LongText("?", starters=("At first …",))

    assert Started().story.starters == ("At first …",)

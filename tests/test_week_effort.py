"""How much the week of a family asks of somebody without script: taps and typed times, against the promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from client import Visitor
from flask import Flask

from trajectplan.chapters import CHAPTERS
from trajectplan.chapters.childcare import CHILDCARE

HEADING = "a family's week without script"
QUICK_TAPS, QUICK_TIMES = 20, 10
EACH_TAPS, EACH_TIMES = 60, 12
Record = Callable[[str, object], None]
KEYS = [page.key for page in CHILDCARE.pages]


class Family(Visitor):
    """She fills in her week; every card and button she taps is counted, every time and every other word she types."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.start("nl")
        self.taps = self.times = self.words = 0

    def open(self, key: str) -> None:
        """Come to a page, as the button of the page before does; see that it is this one."""
        number = KEYS.index(key) + 1
        chapter = CHAPTERS.index(CHILDCARE) + 1
        assert self.path.startswith(f"/plan/{chapter}/{number}"), (key, self.path)

    def write(self, **typed: str) -> None:
        """Type into inputs; a time has a colon, everything else is a name, an age or minutes."""
        self.type({name.replace("__", "-"): [value] for name, value in typed.items()})
        times = sum(":" in value for value in typed.values())
        self.times += times
        self.words += len(typed) - times

    def choose_cards(self, **cards: str | Sequence[str]) -> None:
        """Tap cards."""
        chosen = {name: [keys] if isinstance(keys, str) else list(keys) for name, keys in cards.items()}
        self.type(chosen)
        self.taps += sum(map(len, chosen.values()))

    def tap(self, button: str) -> None:
        """Tap a button, and arrive."""
        assert self.press(button) == 200, (button, self.problems)
        self.taps += 1
        if self.path == self.address("keep.code"):
            # After her first answer her code comes, once in a plan: not part of the week.
            self.choose("later")

    def child(self, name: str, age: str, *where: str) -> None:
        """Add a child."""
        self.tap("add")
        self.write(name=name, age=age)
        self.choose_cards(where_now=where)
        self.tap("next")

    def said(self, how: str) -> str:
        """The count in a line."""
        return (
            f"{how:16} {self.taps:3} taps on cards and buttons, {self.times:3} typed times, {self.words:3} other inputs"
        )


@pytest.fixture
def her(product: Flask) -> Family:
    """Somebody at the first page of the chapter."""
    family = Family(product)
    family.go(f"/plan/{CHAPTERS.index(CHILDCARE) + 1}/1")
    return family


def like_the_one_before(her: Family, key: str) -> None:
    """What was said for the child before holds for this one too."""
    her.open(key)
    her.tap([button for button in her.page.buttons() if button.startswith("like:")][-1])
    her.tap("next")


def week_page(her: Family) -> str:
    """What the page of her week says."""
    her.open("my_week")
    return her.page.text()


def test_the_quick_way_is_quick(her: Family, record_property: Record) -> None:
    for name, age in (("A", "3"), ("Bloem", "8"), ("C", "13")):
        her.child(name, age)
    her.choose_cards(week_way="quick")
    her.tap("next")
    her.open("whole_week")
    her.write(everybody_hours__mon__1__from="8:45", everybody_hours__mon__1__until="14:15")
    her.tap("hours:copy:everybody_hours")
    her.write(everybody_hours__wed__1__until="12:00")
    her.tap("next")
    said = week_page(her)
    assert "Je hebt 25 uur en 15 minuten per week" in " ".join(said.split())
    record_property(HEADING, her.said("the quick way"))
    assert her.taps <= QUICK_TAPS
    assert her.times <= QUICK_TIMES


def test_three_children_one_by_one(her: Family, record_property: Record) -> None:
    for name, age in (("A", "3"), ("Bloem", "8"), ("C", "13")):
        her.child(name, age)
    her.choose_cards(week_way="per_child")
    her.tap("next")
    her.open("school_times")
    her.tap("hours:usual:school_hours:short_wednesday")
    her.tap("next")
    her.open("school_times")
    her.write(school_hours__mon__1__from="8:15", school_hours__mon__1__until="15:05")
    her.tap("hours:copy:school_hours")
    her.write(school_hours__wed__1__until="12:50")
    her.tap("next")
    her.open("childcare_times")
    her.tap("add")
    her.choose_cards(place_kind="day_care", place_status="have")
    her.write(place_hours__mon__1__from="8:00", place_hours__mon__1__until="17:30")
    her.tap("hours:above:place_hours:tue")
    her.tap("hours:above:place_hours:thu")
    her.tap("next")
    her.tap("add")
    her.choose_cards(place_kind="family", place_status="have")
    her.write(place_hours__wed__1__from="8:30", place_hours__wed__1__until="13:00")
    her.tap("next")
    her.tap("next")
    her.tap("add")
    her.choose_cards(place_kind="after_school", place_status="have")
    her.tap("hours:usual:place_hours:after_school")
    her.tap("next")
    her.tap("next")
    like_the_one_before(her, "childcare_times")
    her.open("my_rounds")
    her.write(rounds__mon__bring="25", rounds__mon__fetch="30")
    her.tap("hours:copy:rounds")
    her.choose_cards(doors="several")
    her.tap("next")
    said = " ".join(week_page(her).split())
    assert "per week die je echt kunt gebruiken" in said
    assert "Nog niets" not in said
    record_property(HEADING, her.said("child by child"))
    assert her.taps <= EACH_TAPS
    assert her.times <= EACH_TIMES

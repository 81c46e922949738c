"""Her drawn week in places of an SVG, for pages and for the print view: in all of them the same small drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from flask import g

from trajectplan.i18n import COMMA, _, direction, short_weekday_in_words, speaking, tag_of
from trajectplan.plan.minutes import HOUR
from trajectplan.plan.summary import Phrase, Said, Text
from trajectplan.plan.week import DAYS_A_WEEK
from trajectplan.plan.week_drawn import Mark, WeekDrawn
from trajectplan.web.visit import current_language

WIDTH: Final = 288
"""As many units as there are pixels for it on a screen of 320; all of the drawing is in these units."""
SIZE: Final = 12
"""How high its letters are."""
LEADING: Final = 14
LANE_OF_LETTER: Final = SIZE - 1
"""In a lane so high stands a letter of full size."""
LETTER: Final = 0.62
"""How wide a letter of most scripts is taken to be, in heights of a letter."""
SYLLABLE: Final = 0.85
"""The same for one of the Ethiopic script, which is as wide as two of others."""
AIR: Final = 5
EDGE: Final = 9
"""Left free where the day ends, for half of its last hour."""
MOST_LANE: Final = 12
"""How high the lane of one child is at most, with the air below it."""


class Heights(NamedTuple):
    """How high the lanes of one day are together, the lowest lane, and the air between two days."""

    band: int
    lane: int
    between: int


USUAL, IN_LARGE_PRINT = Heights(60, 6, 10), Heights(44, 4, 6)
"""A sheet of large print must hold all of it, with letters as high as all others there."""
STEPS: Final = (1, 2, 3, 4, 6, 12)
"""In so many hours the scale may be told."""
ROOM_OF_HOUR: Final = 30
"""An hour that is told needs so much room."""

ALT: Final = _("A drawing of your week. Below, everything is also in sentences.")
LANES: Final = _("From top to bottom: %(names)s, me.")


class Place(NamedTuple):
    """A text that stands at ``x`` with its foot at ``y``."""

    x: int
    y: int
    text: str


class DayNames(NamedTuple):
    """The names of the days in one language; ``anchor`` says which end of them stands at their ``x``."""

    language: str
    direction: str
    anchor: str
    places: list[Place]


@dataclass(frozen=True, slots=True)
class WeekShown:
    """The drawing, from the upper left corner: one path per kind of mark, and what stands around them.

    ``number`` sets its ids apart from those of other drawings on the page; ``lanes`` says whose lanes they are, and
    ``initials`` stand before them where there is more than one child; ``legend`` has the kinds that occur only.
    """

    number: int
    title: Said
    language: str
    direction: str
    alt: str
    height: int
    size_of_initials: int
    grid: str
    hours: list[Place]
    days: list[DayNames]
    initials: list[Place]
    paths: list[tuple[str, str]]
    lanes: Text
    legend: list[tuple[str, Said]]
    width: int = WIDTH


def shown(drawing: WeekDrawn, languages: Sequence[str] = (), *, is_large: bool = False) -> WeekShown:
    """The drawing in these languages, the first one for its direction; in that of the visit where none is given.

    Needs an application context.
    """
    spoken = tuple(languages) or (current_language(),)
    sheet = _Sheet(drawing, spoken, IN_LARGE_PRINT if is_large else USUAL)
    g.weeks_shown = g.get("weeks_shown", 0) + 1
    said = dict(drawing.legend)
    with speaking(spoken[0]):
        alt = str(ALT)
    return WeekShown(
        number=g.weeks_shown,
        title=drawing.title,
        language=tag_of(spoken[0]),
        direction=direction(spoken[0]),
        alt=alt,
        height=sheet.foot + LEADING,
        size_of_initials=sheet.size_of_initials,
        grid=" ".join(sheet.grid()),
        hours=list(sheet.hours()),
        days=list(sheet.days()),
        initials=list(sheet.initials()),
        paths=[(kind, sheet.path(kind)) for kind in drawing.kinds],
        lanes=_lanes(drawing.names),
        legend=[(kind, said[kind]) for kind in drawing.kinds if kind in said],
    )


def _lanes(names: Sequence[Text]) -> Text:
    """Whose lanes they are, in words."""
    places = {f"name{number}": name for number, name in enumerate(names)}
    return Phrase(
        LANES, {"names": Phrase("%(comma)s".join(f"%({place})s" for place in places), {"comma": COMMA, **places})}
    )


def initials_of(names: Sequence[Text]) -> list[str]:
    """For every child one or two characters by which its lanes are known; none for a child alone."""
    if len(names) == 1:
        return []
    words = [str(name) for name in names]
    short = [word if len(word) <= 2 else word[:1] for word in words]  # noqa: PLR2004 - what fits before a lane
    return short if len(set(short)) == len(short) else [str(number) for number in range(1, len(names) + 1)]


def _width(name: str) -> float:
    """How wide a short name is taken to be, in heights of a letter."""
    return sum(SYLLABLE if "\u1200" <= letter < "\u13a0" else LETTER for letter in name)


class _Sheet:
    """The drawing while it is made: where hours, days and lanes are."""

    def __init__(self, drawing: WeekDrawn, languages: tuple[str, ...], heights: Heights) -> None:
        self.drawing = drawing
        self.names = {
            tuple(short_weekday_in_words(day, language) for day in range(DAYS_A_WEEK)): language
            for language in reversed(languages)
        }
        self.is_mirrored = direction(languages[0]) == "rtl"
        self.lanes = len(drawing.names) + 1
        self.lane = max(heights.lane, min(MOST_LANE, heights.band // self.lanes))
        self.between = heights.between
        self.band = max(self.lanes * self.lane, LEADING * len(self.names)) + self.between
        is_too_low = heights is IN_LARGE_PRINT and self.lane < LANE_OF_LETTER
        self.marked = [] if is_too_low else initials_of(drawing.names)
        widest = max(map(_width, chain.from_iterable(self.names)))
        self.before = round(widest * SIZE) + AIR + (SIZE if self.marked else 0)
        """Where the day begins, from the side on which reading does."""

    # Places -----------------------------------------------------------------------------------------------------------

    @property
    def foot(self) -> int:
        """Where the lanes end."""
        return LEADING + AIR + DAYS_A_WEEK * self.band - self.between // 2

    @property
    def size_of_initials(self) -> int:
        """How high the initials are: as all letters, or as a lane that is too low for them."""
        return SIZE if self.lane >= LANE_OF_LETTER else self.lane

    def _x(self, along: int) -> int:
        """From the left, what is so far from the side where reading begins; right to left the day begins there too."""
        return WIDTH - along if self.is_mirrored else along

    def _at(self, minute: int) -> int:
        """Where a minute of the day is, from the side where reading begins."""
        first, last = self.drawing.first, self.drawing.last
        return self.before + round((WIDTH - EDGE - self.before) * (minute - first) / (last - first))

    def _top(self, day: int, lane: int = 0) -> int:
        """The upper edge of a lane."""
        return LEADING + AIR + day * self.band + lane * self.lane

    # What is drawn ----------------------------------------------------------------------------------------------------

    def path(self, kind: str) -> str:
        """All marks of one kind."""
        return "".join(
            self._box(mark, self._top(day, lane))
            for day, lanes in enumerate(self.drawing.days)
            for lane, marks in enumerate(lanes)
            for mark in marks
            if mark.kind == kind
        )

    def _box(self, mark: Mark, top: int) -> str:
        """A mark as a box with some air below it."""
        start, end = self._at(mark.start), self._at(mark.end)
        width, height = max(1, end - start), self.lane - (3 if self.lane >= USUAL.lane else 1)
        return f"M{self._x(start + width if self.is_mirrored else start)} {top + 1}h{width}v{height}h-{width}z"

    def _told_hours(self) -> range:
        """The whole hours that are told, in minutes: as many as there is room for."""
        first, last = self.drawing.first, self.drawing.last
        hour = (WIDTH - EDGE - self.before) * HOUR / (last - first)
        step = next((step for step in STEPS if step * hour >= ROOM_OF_HOUR), STEPS[-1]) * HOUR
        return range(-(-first // step) * step, last + 1, step)

    def grid(self) -> Iterator[str]:
        """A line for every hour that is told, and one between two days."""
        for minute in self._told_hours():
            yield f"M{self._x(self._at(minute))} {LEADING}V{self.foot}"
        for day in range(DAYS_A_WEEK + 1):
            yield f"M0 {self._top(day) - self.between // 2}h{WIDTH}"

    def hours(self) -> Iterator[Place]:
        """The hours above the days, and once more below them."""
        for foot in (SIZE - 1, self.foot + SIZE):
            yield from (Place(self._x(self._at(minute)), foot, str(minute // HOUR)) for minute in self._told_hours())

    def days(self) -> Iterator[DayNames]:
        """The names of the days, in every language that has others."""
        for line, (names, language) in enumerate(reversed(self.names.items())):
            is_mirrored = direction(language) == "rtl"
            feet = [self._top(day) + SIZE - 2 + line * LEADING for day in range(DAYS_A_WEEK)]
            places = [Place(self._x(0), foot, name) for foot, name in zip(feet, names, strict=True)]
            anchor = "start" if is_mirrored == self.is_mirrored else "end"
            yield DayNames(tag_of(language), direction(language), anchor, places)

    def initials(self) -> Iterator[Place]:
        """Before every lane of a child whose it is."""
        x = self._x(self.before - SIZE // 2 - 1)
        for day in range(DAYS_A_WEEK):
            for lane, text in enumerate(self.marked):
                yield Place(x, self._top(day, lane) + round(self.lane * 0.85) - 1, text)

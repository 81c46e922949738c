"""Directions: ideas of work, their sectors, the ladder of learning, and first ways to try one."""

from __future__ import annotations

from trajectplan.catalogue.loading import entries, read
from trajectplan.catalogue.records import Direction, FirstWay, Sector
from trajectplan.catalogue.work import ACTIVITIES
from trajectplan.i18n import _
from trajectplan.plan.summary import Phrase, Said

__all__ = ["DIRECTIONS", "FIRST_WAYS", "LEVELS", "SECTORS", "ladder"]

_FILE = "directions.toml"
_data = read(_FILE)

LEVELS: dict[str, Said] = {each.key: each.said("label") for each in entries(_FILE, _data["levels"])}
"""The steps of learning, lowest first."""

FIRST_WAYS: tuple[FirstWay, ...] = tuple(
    FirstWay(key=each.key, icon=each.word("icon"), label=each.said("label"))
    for each in entries(_FILE, _data["first_ways"])
)

_ways = {way.key for way in FIRST_WAYS}

SECTORS: dict[str, Sector] = {
    each.key: Sector(
        key=each.key,
        icon=each.word("icon"),
        label=each.said("label"),
        jobs=each.said("jobs"),
        mbo_4=each.said("mbo_4"),
        hbo=each.said("hbo"),
        first_way=each.one_of("first_way", _ways),
    )
    for each in entries(_FILE, _data["sectors"])
}

DIRECTIONS: dict[str, Direction] = {
    each.key: Direction(
        key=each.key,
        icon=each.word("icon"),
        label=each.said("label"),
        sector=each.one_of("sector", {*SECTORS, "any"}).removeprefix("any"),
        level=each.one_of("level", LEVELS),
        activities=each.all_of("activities", ACTIVITIES),
        mbo_4=each.said_if("mbo_4"),
        hbo=each.said_if("hbo"),
    )
    for each in entries(_FILE, _data["directions"])
}


def ladder(direction: Direction) -> tuple[Said, ...]:
    """The steps of learning, from the first level of this direction up to mbo 4 and hbo.

    A direction that fits every sector has only its first step. Levels and courses are indicative.
    """
    sector = SECTORS.get(direction.sector)
    if sector is None:
        return (LEVELS[direction.level],)
    mbo_4 = Phrase(_("mbo 4, for example %(course)s"), {"course": direction.mbo_4 or sector.mbo_4})
    hbo = Phrase(_("hbo, for example %(course)s"), {"course": direction.hbo or sector.hbo})
    return (*_below(direction.level), mbo_4, hbo)


def _below(level: str) -> tuple[Said, ...]:
    """The steps below mbo 4, from this level; what is learnt at work counts as the start of mbo 2 or 3."""
    if level in ("mbo_4", "hbo"):
        return ()
    if level == "mbo_3":
        return (LEVELS["mbo_3"],)
    if level == "mbo_2":
        return (LEVELS["mbo_2"], LEVELS["mbo_3"])
    return (LEVELS[level], _("mbo 2 or 3 (vocational)"))

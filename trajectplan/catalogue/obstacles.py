"""Obstacles, each with the conditions under which she can, and the people who can solve them."""

from __future__ import annotations

from trajectplan.catalogue.loading import entries, read
from trajectplan.catalogue.records import Condition, Helper, Obstacle

__all__ = ["HELPERS", "OBSTACLES"]

_FILE = "obstacles.toml"
_ON_PAPER = ("all", "condition_only", "nothing")
_data = read(_FILE)

HELPERS: tuple[Helper, ...] = tuple(
    Helper(key=each.key, icon=each.word("icon"), label=each.said("label"), exclusive=each.flag("exclusive"))
    for each in entries(_FILE, _data["helpers"])
)

_helpers = {helper.key for helper in HELPERS}

OBSTACLES: dict[str, Obstacle] = {
    each.key: Obstacle(
        key=each.key,
        icon=each.word("icon"),
        label=each.said("label"),
        example=each.said("example"),
        note=each.said_if("note"),
        conditions=tuple(
            Condition(key=part.key, icon=part.word("icon"), label=part.said("label"), tells=part.flag("tells"))
            for part in each.parts("conditions")
        ),
        helpers=each.all_of("helpers", _helpers),
        on_paper=each.one_of("on_paper", _ON_PAPER),
    )
    for each in entries(_FILE, _data["obstacles"])
}

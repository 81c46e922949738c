"""Strengths, unpaid activities, and the competences that they show; tied together by the labels of ESCO skills."""

from __future__ import annotations

from trajectplan.catalogue.loading import entries, read, rows
from trajectplan.catalogue.records import Activity, ActivityGroup, Competence, EscoSkill, Strength
from trajectplan.i18n import _
from trajectplan.plan.summary import Said

__all__ = [
    "ACTIVITIES",
    "ACTIVITY_GROUPS",
    "ATTRIBUTION",
    "COMPETENCES",
    "ESCO",
    "ESCO_VERSION",
    "SPOKEN",
    "STRENGTHS",
]

ESCO_VERSION = "1.1.1"
"""The version of ESCO that ``esco.csv`` was taken from: its English preferred labels, unchanged."""

ATTRIBUTION: Said = _(
    "This service uses the ESCO classification of the European Commission. Our own wording is marked as our own."
)
"""What the licence of ESCO (Decision 2011/833/EU) asks to say."""

ESCO: dict[str, EscoSkill] = {row["label"]: EscoSkill(**row) for row in rows("esco.csv")}

STRENGTHS: tuple[Strength, ...] = tuple(
    Strength(key=each.key, icon=each.word("icon"), label=each.said("label"), example=each.said("example"))
    for each in entries("strengths.toml", read("strengths.toml"))
)

_activities = read("activities.toml")

ACTIVITY_GROUPS: tuple[ActivityGroup, ...] = tuple(
    ActivityGroup(key=each.key, icon=each.word("icon"), label=each.said("label"))
    for each in entries("activities.toml", _activities["groups"])
)

_groups = {group.key for group in ACTIVITY_GROUPS}

ACTIVITIES: dict[str, Activity] = {
    each.key: Activity(
        key=each.key,
        group=each.one_of("group", _groups),
        icon=each.word("icon"),
        label=each.said("label"),
        money_note=each.flag("money_note"),
        esco=each.all_of("esco", ESCO),
        find=each.said("find"),
    )
    for each in entries("activities.toml", _activities["activities"])
}

_strengths = {strength.key for strength in STRENGTHS}

COMPETENCES: dict[str, Competence] = {
    each.key: Competence(
        key=each.key,
        icon=each.word("icon"),
        sentence=each.said("sentence"),
        term=each.said("term"),
        esco=each.all_of("esco", ESCO),
        strengths=each.all_of("strengths", _strengths),
    )
    for each in entries("competences.toml", read("competences.toml"))
}

SPOKEN: tuple[Said, ...] = tuple(_(name) for name in read("languages.toml")["label"])

"""The catalogue: strengths, unpaid work, what it shows, where it may lead, what is in the way, what she can ask.

It is data, in the files beside this one; every cross reference is checked when it is loaded. Our own words are messages
like all others; the labels of ESCO skills are used as they are, see ``esco.csv``.
"""

from __future__ import annotations

from trajectplan.catalogue.directions import DIRECTIONS, FIRST_WAYS, LEVELS, SECTORS, ladder
from trajectplan.catalogue.loading import CatalogueError
from trajectplan.catalogue.obstacles import HELPERS, OBSTACLES
from trajectplan.catalogue.records import (
    Activity,
    ActivityGroup,
    Competence,
    Condition,
    Direction,
    EscoSkill,
    Figure,
    FirstWay,
    Helper,
    Mark,
    Obstacle,
    RequestCard,
    Sector,
    Strength,
)
from trajectplan.catalogue.requests import FIGURES, LAW_READ, LAW_READ_CHILDCARE, LAW_UNTIL, MARKS, REQUESTS
from trajectplan.catalogue.search import search
from trajectplan.catalogue.work import (
    ACTIVITIES,
    ACTIVITY_GROUPS,
    ATTRIBUTION,
    COMPETENCES,
    ESCO,
    ESCO_VERSION,
    SPOKEN,
    STRENGTHS,
)

__all__ = [
    "ACTIVITIES",
    "ACTIVITY_GROUPS",
    "ATTRIBUTION",
    "COMPETENCES",
    "DIRECTIONS",
    "ESCO",
    "ESCO_VERSION",
    "FIGURES",
    "FIRST_WAYS",
    "HELPERS",
    "LAW_READ",
    "LAW_READ_CHILDCARE",
    "LAW_UNTIL",
    "LEVELS",
    "MARKS",
    "OBSTACLES",
    "REQUESTS",
    "SECTORS",
    "SPOKEN",
    "STRENGTHS",
    "Activity",
    "ActivityGroup",
    "CatalogueError",
    "Competence",
    "Condition",
    "Direction",
    "EscoSkill",
    "Figure",
    "FirstWay",
    "Helper",
    "Mark",
    "Obstacle",
    "RequestCard",
    "Sector",
    "Strength",
    "ladder",
    "search",
]

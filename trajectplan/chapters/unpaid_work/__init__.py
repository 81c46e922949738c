"""The chapter "My unpaid work": what she does, what she is proud of, what it shows and where it could lead.

Not asked here, on purpose: something else she is proud of in other words, because a card of her own can be chosen
there; and which three sentences come first, because she puts them in her own order.
"""

from __future__ import annotations

from trajectplan.catalogue import ATTRIBUTION
from trajectplan.chapters.unpaid_work.activities import Activities, Proud
from trajectplan.chapters.unpaid_work.directions import Directions, FirstWays
from trajectplan.chapters.unpaid_work.shown import Competences
from trajectplan.chapters.unpaid_work.stories import ActivityExample, ActivityProof, ActivityStory
from trajectplan.i18n import _
from trajectplan.pages import Chapter

__all__ = ["UNPAID_WORK"]

UNPAID_WORK = Chapter(
    key="unpaid_work",
    icon="hand-heart",
    title=_("My unpaid work"),
    minutes=10,
    intro=_(
        "At home and in your neighbourhood you work too, only without pay. Here you write down what you do and can do."
    ),
    check=_("Is this what you do? You can still change everything."),
    pages=(
        Activities,
        Proud,
        ActivityStory,
        ActivityExample,
        ActivityProof,
        Competences,
        Directions,
        FirstWays,
    ),
    credit=ATTRIBUTION,
)

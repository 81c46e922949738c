"""The chapter "My strengths": why she wants this, what she is good at, what she tried, learnt and did before."""

from __future__ import annotations

from trajectplan.chapters.strengths.before import Languages, Learning, TriedBefore, Work
from trajectplan.chapters.strengths.me import Motives, OthersSay, StrengthExample, Strengths
from trajectplan.i18n import _
from trajectplan.pages import Chapter

__all__ = ["STRENGTHS"]

STRENGTHS = Chapter(
    key="strengths",
    icon="star",
    title=_("My strengths"),
    minutes=15,
    intro=_("This chapter is about you. What do you want, what can you do and what have you done already?"),
    check=_("Is this you? You can still change everything."),
    pages=(
        Motives,
        Strengths,
        StrengthExample,
        TriedBefore,
        Learning,
        Work,
        Languages,
        OthersSay,
    ),
)

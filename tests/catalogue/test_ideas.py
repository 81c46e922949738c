"""What the whole catalogue shows and suggests, for random choices."""

from __future__ import annotations

from random import Random
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CALM, MANY

from trajectplan.catalogue import ACTIVITIES, COMPETENCES, DIRECTIONS, SECTORS, STRENGTHS
from trajectplan.plan.competences import ideas, shown_by

Chosen: TypeAlias = list[str]

chosen = st.lists(st.sampled_from(list(ACTIVITIES)), min_size=1, max_size=30, unique=True)
wished = st.lists(st.sampled_from(list(SECTORS)), max_size=5, unique=True)
strong = st.lists(st.sampled_from([strength.key for strength in STRENGTHS]), max_size=10, unique=True)


@settings(CALM, max_examples=200)
@given(chosen, wished)
def test_ideas_lie_in_three_sectors_and_each_has_a_true_because(activities: Chosen, sectors: Chosen) -> None:
    found = ideas(activities, sectors, directions=DIRECTIONS)
    assert len({DIRECTIONS[idea.direction].sector for idea in found} - {""}) >= 3
    assert len(found) <= 8
    assert len({idea.direction for idea in found}) == len(found)
    for idea in found:
        direction = DIRECTIONS[idea.direction]
        assert idea.activities or idea.sector
        assert set(idea.activities) == set(activities) & set(direction.activities)
        assert idea.sector in ("", direction.sector)
        assert not idea.sector or idea.sector in sectors


@settings(CALM, max_examples=200)
@given(chosen, wished, st.randoms(use_true_random=False))
def test_the_same_choice_gives_the_same_ideas_in_whatever_order(
    activities: Chosen, sectors: Chosen, random: Random
) -> None:
    first = ideas(activities, sectors, directions=DIRECTIONS)
    random.shuffle(activities)
    random.shuffle(sectors)
    assert ideas(activities, sectors, directions=DIRECTIONS) == first


@MANY
@given(chosen, strong)
def test_what_is_shown_has_true_reasons_the_most_first_and_in_whatever_order(
    activities: Chosen, strengths: Chosen
) -> None:
    found = shown_by(activities, strengths, competences=COMPETENCES, activities=ACTIVITIES)
    assert found
    for evidence in found:
        competence = COMPETENCES[evidence.competence]
        assert evidence.activities or evidence.strengths
        assert set(evidence.activities) <= set(activities)
        assert all(set(ACTIVITIES[key].esco) & set(competence.esco) for key in evidence.activities)
        assert set(evidence.strengths) == set(strengths) & set(competence.strengths)
    weights = [len(evidence.activities) + len(evidence.strengths) for evidence in found]
    assert weights == sorted(weights, reverse=True)
    again = shown_by(activities[::-1], strengths[::-1], competences=COMPETENCES, activities=ACTIVITIES)
    assert again == found

"""The catalogue keeps its promises: ESCO as it is, many fields of work, a ladder for every direction, sure marks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import pytest
from strategies import spoken

from trajectplan.catalogue import (
    ACTIVITIES,
    ACTIVITY_GROUPS,
    ATTRIBUTION,
    COMPETENCES,
    DIRECTIONS,
    ESCO,
    ESCO_VERSION,
    FIGURES,
    FIRST_WAYS,
    HELPERS,
    LAW_READ,
    LAW_READ_CHILDCARE,
    LAW_UNTIL,
    LEVELS,
    MARKS,
    OBSTACLES,
    REQUESTS,
    SECTORS,
    SPOKEN,
    STRENGTHS,
    ladder,
)
from trajectplan.catalogue.loading import FOLDER
from trajectplan.i18n import speaking
from trajectplan.resources import STATIC

CHECKED = "d86c38fbd43f0f74a905e632686c8f4a9f6ee50fd2c464103bbacaac83a5f0b7"
"""The copy of ESCO as it was compared with the release, label by label; after a change, compare again."""

AT_HOME = {"cooking", "caring", "children", "home"}
"""The groups with care, cleaning and cooking; children and the home are counted with them, to be strict."""


class Drawn(Protocol):
    """Something on a card."""

    @property
    def icon(self) -> str:
        """Its pictogram."""


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


# ESCO -----------------------------------------------------------------------------------------------------------------


def test_the_copy_of_esco_is_the_one_that_was_compared_with_its_release() -> None:
    assert hashlib.sha256((FOLDER / "esco.csv").read_bytes()).hexdigest() == CHECKED
    assert ESCO_VERSION == "1.1.1"


def test_every_identifier_is_one_of_esco_and_stands_once() -> None:
    uris = [skill.uri for skill in ESCO.values()]
    assert len(uris) == len(set(uris)) > 150
    assert not [uri for uri in uris if not uri.startswith("http://data.europa.eu/esco/skill/")]
    types = Counter(skill.type for skill in ESCO.values())
    assert set(types) == {"skill/competence", "knowledge", ""}
    assert types[""] == 1, "only of digital data processing does the release leave the type empty"


def test_every_label_is_used_and_every_label_of_an_activity_shows_something() -> None:
    asked = {label for activity in ACTIVITIES.values() for label in activity.esco}
    showing = {label for competence in COMPETENCES.values() for label in competence.esco}
    assert asked | showing == set(ESCO)
    assert not asked - showing, "a label that shows nothing is of no use to her"
    assert not showing - asked, "a label that no activity has can never show anything"


def test_the_attribution_stands_with_the_licences() -> None:
    with speaking("en"):
        assert "ESCO classification of the European Commission" in str(ATTRIBUTION)
    licences = (STATIC / "LICENSES.md").read_text("utf-8")
    assert f"ESCO {ESCO_VERSION}" in licences
    assert "2011/833/EU" in licences


# Activities and directions --------------------------------------------------------------------------------------------


def test_about_sixty_activities_most_of_them_outside_care_cleaning_and_cooking() -> None:
    assert 55 <= len(ACTIVITIES) <= 68
    assert {activity.group for activity in ACTIVITIES.values()} == {group.key for group in ACTIVITY_GROUPS}
    outside = [activity for activity in ACTIVITIES.values() if activity.group not in AT_HOME]
    assert len(outside) >= len(ACTIVITIES) / 2


def test_directions_lie_in_many_sectors_and_none_takes_too_much() -> None:
    counted = Counter(direction.sector for direction in DIRECTIONS.values() if direction.sector)
    assert len(counted) >= 12
    assert set(counted) == set(SECTORS)
    assert max(counted.values()) <= len(DIRECTIONS) / 5


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_every_activity_leads_to_three_sectors(activity: str) -> None:
    sectors = {direction.sector for direction in DIRECTIONS.values() if activity in direction.activities}
    assert len(sectors - {""}) >= 3


def test_every_direction_has_a_ladder_that_climbs_to_mbo_4_and_hbo() -> None:
    with speaking("en"):
        for direction in DIRECTIONS.values():
            steps = [str(step) for step in ladder(direction)]
            assert len(steps) == len(set(steps))
            if not direction.sector:
                assert steps == [str(LEVELS[direction.level])]
                continue
            assert steps[-2].startswith("mbo 4, for example ")
            assert steps[-1].startswith("hbo, for example ")
            if direction.level not in ("mbo_4", "hbo"):
                assert steps[0] == str(LEVELS[direction.level])


def test_levels_climb() -> None:
    assert list(LEVELS) == ["none", "course", "company", "mbo_2", "mbo_3", "mbo_4", "hbo"]


def test_a_sector_says_how_to_try_it() -> None:
    assert {sector.first_way for sector in SECTORS.values()} <= {way.key for way in FIRST_WAYS}


# Obstacles and requests -----------------------------------------------------------------------------------------------


def test_every_obstacle_can_be_met_and_someone_can_help() -> None:
    for obstacle in OBSTACLES.values():
        assert len(obstacle.conditions) >= 3, obstacle.key
        assert len(obstacle.helpers) >= 2, obstacle.key


def test_what_could_harm_her_on_paper_starts_on_the_careful_side() -> None:
    assert OBSTACLES["ex_partner"].on_paper == "nothing"
    careful = {key for key, obstacle in OBSTACLES.items() if obstacle.on_paper != "all"}
    assert {"health", "debts", "energy", "confidence", "family_care"} <= careful


def test_someone_unknown_stands_alone() -> None:
    assert [helper.key for helper in HELPERS if helper.exclusive] == ["not_known"]


def test_a_right_stands_in_the_law() -> None:
    with speaking("en"):
        rights = {key: str(card.article) for key, card in REQUESTS.items() if card.mark == "right"}
    assert rights
    assert not [key for key, article in rights.items() if "article" not in article or "no article" in article]


def test_every_mark_and_every_kind_is_used() -> None:
    assert {card.mark for card in REQUESTS.values()} == set(MARKS)
    assert {card.kind for card in REQUESTS.values()} == {"support", "learning", "trying", "childcare", "money"}


def test_the_law_was_read_before_it_changes() -> None:
    assert LAW_READ_CHILDCARE <= LAW_READ < LAW_UNTIL
    assert not [figure.key for figure in FIGURES.values() if figure.since > LAW_READ or not figure.source]


def test_figures_are_written_as_the_language_writes_them() -> None:
    with speaking("en"):
        english = str(REQUESTS["keep_part_of_wage"].note)
    with speaking("nl"):
        dutch = str(REQUESTS["keep_part_of_wage"].note)
    assert "12.5 per cent" in english
    assert "177.66 euros" in english
    assert "285 euros" in english
    assert "12,5 procent" in dutch
    assert "177,66 euro" in dutch
    assert "%(" not in english + dutch


# Cards ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cards",
    [STRENGTHS, ACTIVITY_GROUPS, FIRST_WAYS, HELPERS]
    + [list(cards.values()) for cards in (ACTIVITIES, COMPETENCES, SECTORS, DIRECTIONS, OBSTACLES, MARKS)]
    + [obstacle.conditions for obstacle in OBSTACLES.values()],
    ids=lambda cards: f"{type(cards[0]).__name__}-{cards[0].key}",
)
def test_no_two_cards_of_a_list_share_a_pictogram_or_a_key(cards: Any) -> None:
    assert not shared(cards)
    assert len({card.key for card in cards}) == len(cards)


@pytest.mark.parametrize("kind", ["support", "learning", "trying", "childcare", "money"])
def test_no_two_requests_of_a_page_share_a_pictogram(kind: str) -> None:
    assert not shared([card for card in REQUESTS.values() if card.kind == kind])


def shared(cards: Iterable[Drawn]) -> list[str]:
    return [icon for icon, times in Counter(card.icon for card in cards).items() if times > 1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_texts_of_a_list_are_alike(language: str) -> None:
    with speaking(language):
        for labels in (
            [str(name) for name in SPOKEN],
            [str(activity.label) for activity in ACTIVITIES.values()],
            [str(competence.sentence) for competence in COMPETENCES.values()],
            [str(direction.label) for direction in DIRECTIONS.values()],
            [str(card.title) for card in REQUESTS.values()],
        ):
            assert len(labels) == len(set(labels))

"""What a page carries sealed: ours, fresh, of this plan, and different every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.storage.tokens import DAY, MOST_WORDS, FormTokens, WordsTooLarge

PLAN, OTHER = b"i" * 16, b"j" * 16
TOKENS = FormTokens(bytes(32))
PAIRS = [("hours", "tien"), ("days", "mon"), ("days", "tue"), ("note", "ሰላም\n\ud800 سلام")]


@pytest.mark.parametrize("plan_id", [b"", PLAN])
def test_a_token_says_for_which_plan_it_is(plan_id: bytes) -> None:
    assert TOKENS.read(TOKENS.issue(plan_id)) == plan_id
    assert FormTokens(bytes(32)).read(TOKENS.issue(plan_id)) == plan_id


def test_it_differs_every_time() -> None:
    assert len({TOKENS.issue(PLAN, now=1000) for _ in range(20)}) == 20


def test_it_grows_old() -> None:
    token = TOKENS.issue(PLAN, now=1000)
    assert TOKENS.read(token, now=1000 + DAY) == PLAN
    assert TOKENS.read(token, now=1001 + DAY) is None
    assert TOKENS.read(token, max_age=60, now=1061) is None


def test_another_pepper_does_not_read_it() -> None:
    assert FormTokens(b"o" * 32).read(TOKENS.issue(PLAN)) is None


def test_every_changed_sign_is_noticed() -> None:
    token = TOKENS.issue(PLAN)
    for where in range(len(token) - 1):
        sign = "B" if token[where] == "A" else "A"
        assert TOKENS.read(token[:where] + sign + token[where + 1 :]) is None


@given(st.text())
def test_anything_sent_as_token_is_none(text: str) -> None:
    assert TOKENS.read(text) is None
    assert TOKENS.open_words(text, PLAN) is None


def test_words_come_back_to_their_plan() -> None:
    sealed = TOKENS.seal_words(PAIRS, PLAN, "childcare/week")
    assert TOKENS.open_words(sealed, PLAN) == ("childcare/week", PAIRS)
    assert TOKENS.open_words(TOKENS.seal_words([], PLAN, ""), PLAN) == ("", [])


def test_words_open_for_no_other_plan_and_no_other_pepper() -> None:
    sealed = TOKENS.seal_words(PAIRS, PLAN, "week")
    assert TOKENS.open_words(sealed, OTHER) is None
    assert TOKENS.open_words(sealed, b"") is None
    assert FormTokens(b"o" * 32).open_words(sealed, PLAN) is None


def test_words_and_tokens_do_not_stand_in_for_each_other() -> None:
    assert TOKENS.read(TOKENS.seal_words(PAIRS, PLAN, "week")) is None
    assert TOKENS.open_words(TOKENS.issue(PLAN), PLAN) is None


def test_words_cannot_be_read_on_the_page() -> None:
    sealed = TOKENS.seal_words([("wish", "planted")], PLAN, "week")
    assert "planted" not in sealed
    assert len(sealed) == len(TOKENS.seal_words([("wish", "planted, and more")], PLAN, "week"))


def test_the_size_of_words_is_bounded() -> None:
    with pytest.raises(WordsTooLarge):
        TOKENS.seal_words([("wish", "x" * MOST_WORDS)], PLAN, "week")
    most = [("wish", "x" * (MOST_WORDS - 100))]
    assert TOKENS.open_words(TOKENS.seal_words(most, PLAN, "week"), PLAN) == ("week", most)
    assert TOKENS.open_words("A" * (3 * MOST_WORDS), PLAN) is None

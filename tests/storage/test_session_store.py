"""Sessions: only the token opens one, and being left alone ends it."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from trajectplan.storage.database import sessions
from trajectplan.storage.kept import PlanKey
from trajectplan.storage.sessions import MINUTE, OWN_IDLE, SHARED_IDLE, Session, SessionStore

KEY = PlanKey(b"i" * 16, b"the key of the plan: 32 bytes ..")
A_MINUTE = 1_800_000_000
"""When a minute began."""
FULL = Session("ar", "shared", KEY, {"note": "سلام", "next": "/x"})


@pytest.fixture
def clock() -> list[float]:
    """What time it is: the last entry."""
    return [A_MINUTE + 0.5]


@pytest.fixture
def kept(engine: Engine, clock: list[float]) -> SessionStore:
    return SessionStore(engine, now=lambda: clock[-1])


def rows(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(sessions)).all())


def test_a_clock_that_is_set_back_keeps_no_session_open(kept: SessionStore, clock: list[float], engine: Engine) -> None:
    tokens = [kept.start(FULL) for _ in range(3)]
    clock.append(clock[0] - 24 * 60 * MINUTE)
    assert kept.load(tokens[0]) is None
    assert kept.close(tokens[1]) is None
    assert kept.purge() == 1
    assert rows(engine) == 0


@pytest.mark.parametrize("session", [Session(), FULL, Session("en", "mine", None, {})])
def test_a_session_comes_back(kept: SessionStore, session: Session) -> None:
    assert kept.load(kept.start(session)) == session


def test_a_token_is_32_random_bytes_for_a_cookie(kept: SessionStore) -> None:
    tokens = {kept.start(Session()) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(base64.urlsafe_b64decode(token + "=")) == 32 and len(token) == 43 for token in tokens)


@pytest.mark.parametrize(
    "token", ["", "x", "A" * 42, "A" * 43, "A" * 44, "!" * 43, "é" * 43, "A" * 10_000, "\0", "=" * 43]
)
def test_what_is_no_token_opens_nothing(kept: SessionStore, token: str) -> None:
    kept.start(FULL)
    assert kept.load(token) is None
    kept.save(token, FULL)
    kept.end(token)
    assert kept.load(token) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text())
def test_anything_sent_as_token_opens_nothing(kept: SessionStore, token: str) -> None:
    assert kept.load(token) is None


def test_a_session_is_written_anew(kept: SessionStore) -> None:
    token = kept.start(Session())
    kept.save(token, FULL)
    assert kept.load(token) == FULL


def test_a_session_that_has_ended_does_not_come_back(kept: SessionStore, engine: Engine) -> None:
    token, other = kept.start(FULL), kept.start(Session())
    kept.end(token)
    kept.end(token)
    kept.save(token, FULL)
    assert kept.load(token) is None
    assert kept.load(other) == Session()
    assert rows(engine) == 1


def last_seen(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(sessions.c.last_seen)).scalar_one())


@pytest.mark.parametrize(("device", "idle"), [("", SHARED_IDLE), ("shared", SHARED_IDLE), ("mine", OWN_IDLE)])
@pytest.mark.parametrize("second", [0, 30.5, 59.9])
def test_being_left_alone_ends_it_and_never_early(
    kept: SessionStore, clock: list[float], engine: Engine, device: str, idle: int, second: float
) -> None:
    clock.append(A_MINUTE + second)
    token = kept.start(Session(device=device, plan=KEY))
    clock.append(clock[-1] + idle)
    assert kept.purge() == 0
    assert kept.load(token) is not None
    clock.append(clock[-1] + idle + MINUTE)
    assert kept.load(token) is None
    assert rows(engine) == 0, "the wrapped key is taken away at once"


def test_saying_whose_device_it_is_changes_the_time(kept: SessionStore, clock: list[float]) -> None:
    token = kept.start(Session(device="mine"))
    clock.append(clock[-1] + SHARED_IDLE + MINUTE)
    assert kept.load(token) is not None
    kept.save(token, Session(device="shared"))
    clock.append(clock[-1] + SHARED_IDLE)
    assert kept.load(token) is not None
    clock.append(clock[-1] + SHARED_IDLE + MINUTE)
    assert kept.load(token) is None


def test_every_visit_counts(kept: SessionStore, clock: list[float]) -> None:
    token = kept.start(FULL)
    for seconds in (10, 20, 59, 61, SHARED_IDLE, 1, SHARED_IDLE, SHARED_IDLE):
        clock.append(clock[-1] + seconds)
        assert kept.load(token) == FULL


def test_only_the_minute_of_a_visit_is_written_down(kept: SessionStore, clock: list[float], engine: Engine) -> None:
    clock.append(A_MINUTE + 12.3)
    token = kept.start(FULL)
    assert last_seen(engine) == A_MINUTE
    clock.append(A_MINUTE + MINUTE + 59.9)
    kept.load(token)
    assert last_seen(engine) == A_MINUTE + MINUTE
    clock.append(A_MINUTE + 2 * MINUTE + 1)
    kept.save(token, FULL)
    assert last_seen(engine) == A_MINUTE + 2 * MINUTE


def test_visits_in_one_minute_are_written_down_once(
    kept: SessionStore, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    monkeypatch.setattr(kept._touch, "written", lambda **values: written.append(values["last_seen"]))
    clock.append(A_MINUTE)
    token = kept.start(FULL)
    for second in (1, 30, 59.9, -30):
        clock.append(A_MINUTE + second)
        assert kept.load(token) == FULL
    assert written == []
    clock.append(A_MINUTE + MINUTE)
    assert kept.load(token) == FULL
    assert written == [A_MINUTE + MINUTE]


def test_times_can_be_set(engine: Engine, clock: list[float]) -> None:
    store = SessionStore(engine, lambda: clock[-1], shared_idle=5, own_idle=700)
    clock.append(A_MINUTE)
    shared, own = store.start(Session()), store.start(Session(device="mine"))
    clock.append(A_MINUTE + MINUTE + 5)
    assert store.load(shared) is None
    clock.append(A_MINUTE + 700)
    assert store.load(own) is not None


def test_purge_takes_away_what_is_over_and_nothing_else(kept: SessionStore, clock: list[float]) -> None:
    kept.start(FULL)
    own = kept.start(Session(device="mine"))
    clock.append(clock[-1] + SHARED_IDLE + MINUTE)
    fresh = kept.start(FULL)
    assert kept.purge() == 1
    assert kept.purge() == 0
    assert kept.load(own) is not None
    assert kept.load(fresh) == FULL


@pytest.mark.parametrize(
    "values", [{"idle": SHARED_IDLE * 100}, {"sealed": b""}, {"sealed": b"\1" + bytes(300)}, {"hash": b"h" * 32}]
)
def test_a_changed_row_opens_nothing(kept: SessionStore, engine: Engine, values: dict[str, object]) -> None:
    token = kept.start(FULL)
    with engine.begin() as connection:
        connection.execute(update(sessions).values(**values))
    assert kept.load(token) is None


def test_one_row_cannot_be_put_in_place_of_another(kept: SessionStore, engine: Engine) -> None:
    hers, theirs = kept.start(FULL), kept.start(Session())
    with engine.begin() as connection:
        first, second = connection.execute(select(sessions.c.hash, sessions.c.sealed)).all()
        connection.execute(update(sessions).where(sessions.c.hash == first.hash).values(sealed=second.sealed))
    opened = [kept.load(token) for token in (hers, theirs)]
    assert opened.count(None) == 1


def test_the_database_holds_neither_token_nor_key(kept: SessionStore, on_disk: Callable[[], bytes]) -> None:
    token = kept.start(FULL)
    everything = on_disk()
    secret = base64.urlsafe_b64decode(token + "=")
    assert all(trace not in everything for trace in (token.encode(), secret, KEY.data_key, KEY.id))


def test_the_key_is_not_shown_by_accident() -> None:
    assert "the key" not in repr(FULL)


def test_what_is_left_of_a_session_is_told_without_a_visit(kept: SessionStore, clock: list[float]) -> None:
    token = kept.start(FULL)
    assert kept.left(token) == SHARED_IDLE + MINUTE
    clock.append(A_MINUTE + SHARED_IDLE + MINUTE - 1)
    assert kept.left(token) == 1
    assert kept.left("x" * 43) == 0
    clock.append(A_MINUTE + SHARED_IDLE + MINUTE)
    assert kept.left(token) == 0
    assert kept.load(token) is None


def test_a_session_is_closed_and_told_for_the_last_time(kept: SessionStore, clock: list[float]) -> None:
    token, late = kept.start(FULL), kept.start(FULL)
    assert kept.close(token) == FULL
    assert kept.close(token) is None
    assert kept.load(token) is None
    clock.append(A_MINUTE + SHARED_IDLE + MINUTE)
    assert kept.close(late) is None, "it was over already"

"""A database in a folder of its own, a day that the test sets, and stores with derivation made weak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from trajectplan.storage.clock import Clock
from trajectplan.storage.database import open_database
from trajectplan.storage.derivation import CodePool, Derivation, Strength
from trajectplan.storage.store import PlanStore

PEPPER = bytes(range(32))


@pytest.fixture
def weak() -> Strength:
    return Strength(version=1, memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def newer() -> Strength:
    """A strength that comes after ``weak``, and is as fast."""
    return Strength(version=2, memory_kib=16, passes=1, lanes=1)


@pytest.fixture
def calendar() -> list[date]:
    """What day it is for the stores: the last entry."""
    return [date(2026, 1, 31)]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'data' / 'plans.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def open_store(engine: Engine, weak: Strength, calendar: list[date]) -> Callable[..., PlanStore]:
    """Opens one more store on the database; codes are derived when they are asked for."""

    def opened(*strengths: Strength, pepper: bytes = PEPPER, on: Engine = engine) -> PlanStore:
        derivation = Derivation(strengths or (weak,))
        return PlanStore(on, pepper, derivation, CodePool(derivation, size=0), Clock(today=lambda: calendar[-1]))

    return opened


@pytest.fixture
def store(open_store: Callable[..., PlanStore]) -> PlanStore:
    return open_store()


@pytest.fixture
def on_disk(tmp_path: Path) -> Callable[[], bytes]:
    """Reads all that lies in the test's folder: the database, its journals and whatever else there is."""

    def read() -> bytes:
        return b"".join(path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file())

    return read

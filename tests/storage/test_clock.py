"""A clock that jumps deletes no plans, until its day was seen for long or somebody says that it is right."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from trajectplan.storage.clock import PATIENCE_SECONDS, Clock

HOUR = 3600.0
YEARS_AHEAD = date(2035, 1, 1)


class Machine:
    """A machine whose calendar and running time the test sets."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day, self.seconds = folder, date(2026, 1, 31), 1000.0

    def start(self) -> Clock:
        """A process that starts now."""
        return Clock(self.folder, lambda: self.day, lambda: self.seconds)

    def hours(self, clock: Clock, count: int) -> bool:
        """Let so many hours go by, and look at the clock after each; what the last look says."""
        for _ in range(count):
            self.seconds += HOUR
            is_right = clock.is_right()
        return is_right


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_at_the_very_first_start_any_day_is_believed(machine: Machine) -> None:
    clock = machine.start()
    assert clock.believed == machine.day
    assert clock.is_right()
    assert (machine.folder / "clock").read_bytes() == b"2026-01-31 0\n"


def test_day_after_day_is_believed(machine: Machine) -> None:
    clock = machine.start()
    for days in (0, 1, 1, 3, 0, -1, 2):
        machine.day += timedelta(days=days)
        assert clock.is_right()
        assert machine.start().believed == machine.day


@pytest.mark.parametrize("day", [YEARS_AHEAD, date(2026, 2, 4), date(1970, 1, 1)])
def test_after_a_jump_it_takes_a_day_of_running(machine: Machine, day: date) -> None:
    clock = machine.start()
    assert clock.is_right()
    machine.day = day
    assert not clock.is_right()
    assert not machine.hours(clock, PATIENCE_SECONDS // 3600 - 1)
    assert clock.believed == date(2026, 1, 31)
    assert machine.hours(clock, 1)
    assert machine.start().believed == day


def test_the_day_of_running_may_be_one_afternoon_a_week(machine: Machine) -> None:
    assert machine.start().is_right()
    found = []
    for _ in range(5):
        machine.day += timedelta(days=7)
        machine.seconds = 10.0  # it was off, and counts anew
        clock = machine.start()
        assert not clock.is_right(), "the time it was off doesn't count"
        found.append(machine.hours(clock, 5))
    assert found == [False, False, False, False, True]
    assert machine.start().is_right()


def test_a_clock_that_is_set_right_again_counts_anew(machine: Machine) -> None:
    clock = machine.start()
    assert clock.is_right()
    for _ in range(3):
        machine.day = YEARS_AHEAD
        assert not clock.is_right()
        assert not machine.hours(clock, PATIENCE_SECONDS // 3600 - 1)
        machine.day = date(2026, 2, 1)
        assert machine.hours(clock, 1)


def test_somebody_can_say_that_it_is_right(machine: Machine) -> None:
    server = machine.start()
    assert server.is_right()
    machine.day = YEARS_AHEAD
    assert not server.is_right()
    machine.start().believe()
    assert server.is_right()


@pytest.mark.parametrize("damaged", [b"", b"2026-01-31", b"2026-13-31 0\n", b"\0\xff" * 20, b"2026-01-31 9999999\n"])
def test_a_damaged_file_waits_and_is_mended(machine: Machine, damaged: bytes) -> None:
    (machine.folder / "clock").write_bytes(damaged)
    clock = machine.start()
    assert not clock.is_right()
    assert machine.hours(clock, PATIENCE_SECONDS // 3600)
    assert machine.start().believed == machine.day


def test_it_is_written_only_when_something_changes(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = machine.start()
    assert clock.is_right()
    monkeypatch.setattr("trajectplan.storage.clock.write_secret", lambda *_: pytest.fail("nothing has changed"))
    assert machine.hours(clock, 3)

"""A clock that jumps deletes no plans, until its day was seen for long or somebody says that it is right."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from trajectplan.storage.clock import PATIENCE_SECONDS, Clock

HOUR = 3600.0
YEARS_AHEAD, YEARS_BEHIND = date(2035, 1, 1), date(1970, 1, 1)
DAMAGED = [b"", b"2026-01-31 0\n", b"2026-13-31 0 2026-01-31\n", b"\0\xff" * 20, b"2026-01-31 9999999 2026-01-31\n"]


class Machine:
    """A machine whose calendar and running time the test sets."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day, self.seconds = folder, date(2026, 1, 31), 1000.0

    def start(self, last_visit: date | None = None) -> Clock:
        """A process that starts now."""
        return Clock(self.folder, lambda: self.day, lambda: self.seconds, lambda: last_visit)

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
    assert (machine.folder / "clock").read_bytes() == b"2026-01-31 0 2026-01-31\n"


def test_day_after_day_is_believed(machine: Machine) -> None:
    clock = machine.start()
    for days in (0, 1, 1, 3, 0, -1, 2):
        machine.day += timedelta(days=days)
        assert clock.is_right()
        assert machine.start().believed == machine.day


@pytest.mark.parametrize("day", [YEARS_AHEAD, date(2026, 2, 4)])
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


def test_a_clock_that_is_behind_is_believed_only_on_somebodys_word(machine: Machine) -> None:
    clock = machine.start()
    assert clock.is_right()
    machine.day = YEARS_BEHIND
    assert not machine.hours(clock, 2 * PATIENCE_SECONDS // 3600)
    assert (clock.earliest, clock.latest) == (YEARS_BEHIND, date(2026, 1, 31))
    clock.believe()
    assert clock.is_right()
    assert clock.latest == YEARS_BEHIND


def test_different_wrong_days_are_not_added_up(machine: Machine) -> None:
    """A laptop that is used for an afternoon every week, until its battery is empty."""
    assert machine.start().is_right()
    for _ in range(5):
        machine.day += timedelta(days=7)
        assert not machine.hours(machine.start(), 5)
    last = machine.day
    for day in (YEARS_AHEAD, YEARS_AHEAD - timedelta(days=1), YEARS_AHEAD + timedelta(days=31)):
        machine.day = day
        assert not machine.hours(machine.start(), 23), "it counts from its own first look"
    assert machine.start().believed == date(2026, 1, 31)
    machine.day = last + timedelta(days=7)
    assert not machine.hours(machine.start(), 23)


def test_a_day_behind_is_no_patience_for_a_day_ahead(machine: Machine) -> None:
    clock = machine.start()
    assert clock.is_right()
    machine.day -= timedelta(days=10)
    assert not machine.hours(clock, 24)
    machine.day += timedelta(days=20)
    assert not machine.hours(clock, 23)


def test_while_it_is_doubted_there_are_two_days(machine: Machine) -> None:
    clock = machine.start()
    assert clock.is_right()
    believed = machine.day
    for day in (believed + timedelta(days=3), believed, believed - timedelta(days=3)):
        machine.day = day
        assert (clock.earliest, clock.latest) == (day, max(day, believed))
    machine.day = YEARS_AHEAD
    assert (clock.earliest, clock.latest) == (believed, YEARS_AHEAD)
    machine.day = YEARS_BEHIND
    assert (clock.earliest, clock.latest) == (YEARS_BEHIND, believed)


@pytest.mark.parametrize("content", [None, *DAMAGED])
def test_without_its_file_the_last_visit_is_believed(machine: Machine, content: bytes | None) -> None:
    if content is not None:
        (machine.folder / "clock").write_bytes(content)
    visit, machine.day = machine.day, YEARS_AHEAD
    clock = machine.start(visit)
    assert clock.believed == visit
    assert not clock.is_right()
    assert not machine.start(YEARS_AHEAD).is_right(), "a visit under this clock proves nothing"
    machine.day = visit + timedelta(days=1)
    assert clock.is_right()


def test_one_that_can_not_be_read_is_made_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.start().is_right()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
        machine.day = YEARS_AHEAD
        assert not machine.start(date(2026, 1, 30)).is_right()
    assert machine.start().believed == date(2026, 1, 30)


def test_without_a_folder_any_day_is_believed(machine: Machine) -> None:
    clock = Clock(today=lambda: machine.day)
    for machine.day in (YEARS_AHEAD, YEARS_BEHIND):
        assert clock.is_right()
        assert clock.earliest == clock.latest == clock.believed == machine.day


def test_somebody_can_say_that_it_is_right(machine: Machine) -> None:
    server = machine.start()
    assert server.is_right()
    machine.day = YEARS_AHEAD
    assert not server.is_right()
    machine.start().believe()
    assert server.is_right()


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_file_is_mended(machine: Machine, damaged: bytes) -> None:
    (machine.folder / "clock").write_bytes(damaged)
    assert machine.start(machine.day).is_right()
    assert machine.start().believed == machine.day


def test_it_is_written_only_when_something_changes(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = machine.start()
    assert clock.is_right()
    monkeypatch.setattr("trajectplan.storage.clock.write_secret", lambda *_: pytest.fail("nothing has changed"))
    assert machine.hours(clock, 3)

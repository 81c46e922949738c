"""The benchmarks still run: they measure what the program does now, or say that they can't."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import saving, weeks
from composed import composed

pytestmark = pytest.mark.soak
LEAST_PAGES = 60
"""The composed plan has at least this many pages whose answers can be saved in two versions."""


def test_every_saved_answer_is_written_in_turns(tmp_path: Path) -> None:
    found = saving.measure(composed("three_children"), tmp_path, rounds=2)
    assert found.pages >= LEAST_PAGES
    assert found.times["bare"].cpu < found.times["plain"].cpu < found.times["ours"].cpu


def test_the_week_of_a_full_family_is_weighed() -> None:
    found = weeks.measure()
    assert min(found) > 0

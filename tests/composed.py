"""The composed plans that tests enter, print and compare: nobody's, one file each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from trajectplan.plan.document import Plan

PLANS: Final = tuple(sorted(Path(__file__).with_name("plans").glob("*.json")))


def composed(name: str) -> Plan:
    """The plan in the file of this name."""
    (path,) = (path for path in PLANS if path.stem == name)
    return Plan.from_json(path.read_bytes())

"""The plans that may lie beside hers: one from a file, undecided, and hers as it was before she took it."""

from __future__ import annotations

from trajectplan.plan.document import Plan
from trajectplan.storage.kept import Kept

INCOMING, BEFORE = "incoming", "before"


def undecided(kept: Kept) -> dict[str, Plan]:
    """What lies beside the plan, but for how it was before a file: once more is changed, there is no way back to it."""
    return {name: plan for name, plan in kept.aside.items() if name != BEFORE}

"""Ticks for what is found: how it stands on paper once she ticked it, and as long as it holds."""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.chapters.childcare import found
from trajectplan.plan.summary import Block
from trajectplan.questions import Choices


class HoursFound(Choices):
    """Ticks for her hours: the sentences as one row, with what isn't filled in yet, and the drawings as tables."""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """What she ticked, as far as it still holds."""
        del paper
        yield from found.hours_blocks(self.plan, self.chosen, self.said(self.short), self.said(self.asked))


class JobsFound(Choices):
    """Ticks for jobs and courses: a row with the verdict and its reasons for each, and the table of all."""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """What she ticked, as far as it still holds."""
        del paper
        yield from found.job_blocks(self.plan, self.chosen)

"""Ticks for what is found: how it stands on paper once she ticked it, and as long as it holds."""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.chapters.childcare import found
from trajectplan.i18n import _
from trajectplan.pages import Page
from trajectplan.plan.document import Plan
from trajectplan.plan.summary import Block, Phrase, Said, Text
from trajectplan.questions import Choices


class Ticks(Choices):
    """Ticks for what is found. One for what isn't so any more is kept until she has seen that it is gone."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what she ticked on the screen that told her what is gone."""
        super().process_formdata(valuelist)
        self.data = [key for key in self.data or () if key in valuelist]

    @property
    def has_lapsed(self) -> bool:
        """Whether something that she ticked has changed since."""
        return any(self.is_known(key) and not self.is_offered(key) for key in self.object_data or ())


class TicksPage(Page):
    """A page with ticks for what is found, which tells her when something that she ticked has changed."""

    @property
    def has_lapsed(self) -> bool:
        """Whether something that she ticked on this page has changed since."""
        return any(question.has_lapsed for question in self.questions if isinstance(question, Ticks))

    def remarks(self) -> Iterator[Text]:
        """That something has changed."""
        if self.has_lapsed:
            yield _("Something that you ticked here has changed. Have another look at what goes on paper.")

    @classmethod
    def before_printing(cls, plan: Plan) -> Said:
        """That something has changed, and where she can look."""
        names = [question.short_name for question in cls().questions if isinstance(question, Ticks)]
        if any(map(plan.answers.get, names)) and cls(data=plan.answers, plan=plan).has_lapsed:
            text = _("Something that you ticked has changed. Have another look at the page “%(page)s”.")
            return Phrase(text, {"page": cls.title})
        return ""


class HoursFound(Ticks):
    """Ticks for her hours: the sentences as one row, with what isn't filled in yet, and the drawings as tables."""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """What she ticked, as far as it still holds."""
        del paper
        yield from found.hours_blocks(self.plan, self.chosen, self.said(self.short), self.said(self.asked))


class JobsFound(Ticks):
    """Ticks for jobs and courses: a row with the verdict and its reasons for each, and the table of all."""

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """What she ticked, as far as it still holds."""
        del paper
        yield from found.job_blocks(self.plan, self.chosen)

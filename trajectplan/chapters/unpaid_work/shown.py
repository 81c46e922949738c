"""What her unpaid work shows: sentences she keeps, says differently, orders or lets go of, each with why it is here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from trajectplan.catalogue import ACTIVITIES, COMPETENCES, STRENGTHS, Competence
from trajectplan.chapters.common import listed
from trajectplan.chapters.unpaid_work.stories import ActivityProof
from trajectplan.i18n import _
from trajectplan.pages import Page
from trajectplan.plan.competences import Evidence, shown_by
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Block, Item, List, Own, Phrase, Row, Text
from trajectplan.questions import Group, Option, ShortText
from trajectplan.questions.few_cards import FewCardItems

ON_PAGE_ONE = 3
"""So many sentences stand on the first page of the plan."""
MOST_REASONS = 3
"""So many reasons are named on a card; more of them make no better card."""

LABELS = {strength.key: strength.label for strength in STRENGTHS}


def evidence(plan: Plan) -> tuple[Evidence, ...]:
    """The competences that her activities and strengths show, those with most reasons first."""
    return _shown_by(_cards(plan, "activities"), _cards(plan, "strengths"))


@lru_cache(maxsize=64)
def _shown_by(activities: frozenset[str], strengths: frozenset[str]) -> tuple[Evidence, ...]:
    """Remembered, because one screen asks for the same some fifteen times."""
    return shown_by(activities, strengths, competences=COMPETENCES, activities=ACTIVITIES)


def _cards(plan: Plan, key: str) -> frozenset[str]:
    return frozenset(item["card"] for item in plan.items(key) if "card" in item)


def proposals(plan: Plan, each: Answers) -> tuple[Option, ...]:
    """A card for each competence that is shown, with why it is here."""
    del each
    return tuple(
        Option(
            found.competence,
            COMPETENCES[found.competence].sentence,
            COMPETENCES[found.competence].icon,
            note=Phrase("%(why)s %(word)s", {"why": because(found), "word": _work_word(COMPETENCES[found.competence])}),
        )
        for found in evidence(plan)
    )


def because(found: Evidence) -> Text:
    """Why a competence is here: activities she chose, else strengths."""
    if found.activities:
        cards = (ACTIVITIES[key].label for key in found.activities[:MOST_REASONS])
        return Phrase(_("Because you chose: %(activities)s."), {"activities": listed(cards)})
    strengths = (LABELS[key] for key in found.strengths)
    return Phrase(_("Because your strength is: %(strengths)s."), {"strengths": listed(strengths)})


def _work_word(competence: Competence) -> Phrase:
    return Phrase(_("At work this is called: %(term)s."), {"term": competence.term})


ALL = tuple(Option(each.key, each.sentence, each.icon) for each in COMPETENCES.values())


class Shown(Group):
    """One sentence about what she can show: as it was proposed, in other words, or her own."""

    naming = "own_wording"

    own_wording = ShortText(
        _("In my own words"),
        longest=160,
        short=_("In my words"),
        hint=_("Start with: I …"),
    )

    def remarks(self) -> Iterator[Text]:
        """The sentence she says differently, and the word for it at work."""
        competence = COMPETENCES.get(str(self.thing.get("card")))
        if competence:
            yield Phrase(_("It was: %(sentence)s"), {"sentence": competence.sentence})
            yield _work_word(competence)

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """Why it is true: what she does, her example, who can confirm it; and the word for it at work."""
        yield from super().blocks(paper=paper)
        competence = COMPETENCES.get(str(self.thing.get("card")))
        if competence is None:
            return
        for found in evidence(self.plan):
            if found.competence == competence.key:
                yield from self._reasons(found)
        yield Row(_("Word at work"), (competence.term,), detail=True)

    def _reasons(self, found: Evidence) -> Iterator[Row]:
        if found.activities:
            proud = {item.get("card") for item in proud_things(self.plan, found)}
            first = sorted(found.activities, key=lambda key: key not in proud)
            cards = [ACTIVITIES[key].label for key in first[:MOST_REASONS]]
            yield Row(_("Because I do or did this"), (listed(cards),))
        if found.strengths:
            yield Row(_("My strength"), tuple(LABELS[key] for key in found.strengths))
        told = example(self.plan, found)
        if told and told not in self._told_before():
            yield Row(_("My example"), (told,))
        confirming = tuple(confirmed_by(self.plan, found))
        if confirming:
            yield Row(_("Can confirm this"), confirming)

    def _told_before(self) -> list[Own | None]:
        """The examples of the sentences before this one: the same story is told once."""
        shown = {found.competence: found for found in evidence(self.plan)}
        before = takewhile(lambda item: item["id"] != self.thing.get("id"), self.plan.items("competences"))
        return [example(self.plan, shown[item["card"]]) for item in before if item.get("card") in shown]


def proud_things(plan: Plan, found: Evidence) -> list[Answers]:
    """The things that she is proud of and that show this competence, in her order."""
    proud = plan.answers.get("proud") or ()
    return [item for item in plan.items("activities") if item["id"] in proud and item.get("card") in found.activities]


def example(plan: Plan, found: Evidence) -> Own | None:
    """Her story about something that shows this competence: of her unpaid work, else of a strength."""
    stories = [str(item.get("story") or "") for item in proud_things(plan, found)]
    strengths = [item for item in plan.items("strengths") if item.get("card") in found.strengths]
    stories += [str(item.get("example_told") or "") for item in strengths]
    return next((Own(story, plan.language) for story in stories if story), None)


def confirmed_by(plan: Plan, found: Evidence) -> Iterator[Text]:
    """Who can confirm what shows this competence."""
    for item in proud_things(plan, found):
        form = ActivityProof(data=item, language=plan.language, plan=plan, about=item)
        if "nobody" not in form.confirm.chosen:
            yield from form.confirm.reading()
            if form.confirm_who.data:
                yield from form.confirm_who.reading()
            if form.confirm.chosen:
                return


class Sentences(FewCardItems):
    """The sentences she keeps, in her order; the first three stand on page one."""

    def removal(self, title: Text, number: int) -> Phrase:
        """The words on the button that lets go of a sentence: no "remove" can be put around a whole sentence."""
        del number
        return Phrase(_("Remove: %(sentence)s"), {"sentence": title})

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """Two lists: what stands on page one, and the rest."""
        for block in super().blocks(paper=paper):
            if isinstance(block, List):
                yield List(self.said(self.short), block.items[:ON_PAGE_ONE], self.said(self.asked), self.role)
                yield from _rest(block.items[ON_PAGE_ONE:])
            else:
                yield block


def _rest(items: tuple[Item, ...]) -> Iterator[List]:
    if items:
        yield List(_("And also"), items)


class Competences(Page):
    """What she can show; it follows from what she does, so no blank sheet can offer it."""

    on_sheets = False
    icon = "medal"
    title = _("What does this show?")
    hint = _("These sentences fit what you chose. Keep them, say them differently, or remove them.")
    why = _("These words make it easier to talk about work.")
    example = _("‘I plan well’ became: I plan for three children at two schools.")
    note = _("This is not a test. You decide what stays.")

    competences = Sentences(
        _("I can show that:"),
        options=proposals,
        known=ALL,
        group=Shown,
        few=8,
        most=12,
        word="competence",
        short=_("What I can show"),
        hint=_("The first three will be on the first page of your plan."),
        role="can_show",
        own=_("What else can you show?"),
        own_hint=_("A card of your own can become a sentence too. Start with: I …"),
        own_longest=160,
        own_most=5,
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """When there is something that can show it."""
        del each
        return bool(plan.items("activities") or plan.items("strengths"))

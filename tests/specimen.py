"""A chapter for tests alone: a page for each question type, things with a screen each, and pages for each thing."""

from __future__ import annotations

from trajectplan.i18n import _
from trajectplan.pages import Chapter, Page
from trajectplan.questions import (
    Amount,
    Choice,
    Choices,
    Date,
    Group,
    Items,
    LongText,
    Number,
    Option,
    ShortText,
    Time,
    WeekHours,
)

ICONS = ("calendar-dots", "users-three", "hand-heart", "backpack", "house-line", "puzzle-piece")
"""Pictograms that chapters of the product use."""
CARDS = tuple(
    Option(key, label, icon)
    for (key, label), icon in zip(
        (
            ("red", _("Specimen red")),
            ("green", _("Specimen green")),
            ("blue", _("Specimen blue")),
            ("brown", _("Specimen brown")),
            ("black", _("Specimen black")),
        ),
        ICONS,
        strict=False,
    )
)
NO_CARD = Option("no_colour", _("Specimen without colour"), ICONS[5], note=_("A note on a card"), exclusive=True)


class SpecimenText(Page):
    """One line; everything a page can say stands around it."""

    icon = ICONS[0]
    title = _("A specimen of one line")
    hint = _("A hint for the whole page.")
    why = _("Because a test wants to know.")
    example = _("This is what somebody else wrote.")
    note = _("A note that stands below.")
    official_word = _("specimen word")

    specimen_text = ShortText(
        _("What do you call it?"), longest=60, hint=_("A few words."), short=_("Called"), role="goal"
    )


class SpecimenLongText(Page):
    """Several lines."""

    icon = ICONS[1]
    title = _("A specimen of several lines")
    specimen_story = LongText(_("What happened?"), starters=(_("At first …"), _("In the end …")), short=_("Story"))


class SpecimenNumber(Page):
    """A whole number."""

    icon = ICONS[2]
    title = _("A specimen of a number")
    specimen_number = Number(_("How many of them?"), least=1, most=60, short=_("Count"))


class SpecimenAmount(Page):
    """An amount of money."""

    icon = ICONS[3]
    title = _("A specimen of an amount")
    specimen_amount = Amount(_("How much does it cost?"), least=0, most=5000, short=_("Costs"))


class SpecimenTime(Page):
    """A time of day."""

    icon = ICONS[4]
    title = _("A specimen of a time")
    specimen_time = Time(_("When does it start?"), short=_("Starts"))


class SpecimenDate(Page):
    """A day to come."""

    icon = ICONS[5]
    title = _("A specimen of a day")
    specimen_day = Date(_("On which day?"), future=True, short=_("Day it happens"))


class SpecimenChoice(Page):
    """One card."""

    icon = ICONS[0]
    title = _("A specimen of one card")
    specimen_choice = Choice(_("Which colour is it?"), options=CARDS, short=_("Colour"))


class SpecimenChoices(Page):
    """Several cards, not too many, and one that goes alone."""

    icon = ICONS[1]
    title = _("A specimen of several cards")
    specimen_choices = Choices(_("Which colours go with it?"), options=(*CARDS, NO_CARD), most=3, short=_("Colours"))


class SpecimenWeek(Page):
    """A week."""

    icon = ICONS[2]
    title = _("A specimen of a week")
    specimen_week = WeekHours(_("When is it open?"), hint=_("Day and night."), short=_("Open"))


class SpecimenThing(Group):
    """One thing out of several, with a name it can't do without."""

    naming = "thing_name"
    thing_name = ShortText(_("The name of the thing"), longest=30, missing=_("Give this thing a name."))
    thing_colour = Choice(_("The colour of the thing"), options=CARDS)
    thing_size = Number(_("The size of the thing"), least=0, most=99)


class SpecimenThings(Page):
    """A list of things."""

    icon = ICONS[3]
    title = _("A specimen of a list")
    specimen_things = Items(
        _("The things"),
        SpecimenThing,
        item=_("Thing %(number)s"),
        add=_("One more thing"),
        remove=_("Remove %(name)s"),
        most=4,
        word="thing",
        short=_("Things"),
    )


class SpecimenEach(Page):
    """A page that comes for each thing and names it."""

    each = SpecimenThings
    icon = ICONS[4]
    title = _("Looking at %(thing)s")
    each_words = ShortText(_("What do you say about %(thing)s?"), short=_("Said"))
    each_colours = Choices(_("The colours of %(thing)s"), options=CARDS, short=_("Its colours"))


class SpecimenPart(Group):
    """One part of a thing."""

    naming = "part_name"
    part_name = ShortText(_("The name of the part"), longest=30)
    part_week = WeekHours(_("When is the part there?"))


class SpecimenEachList(Page):
    """A list inside each thing."""

    each = SpecimenThings
    icon = ICONS[5]
    title = _("The parts of %(thing)s")
    parts = Items(
        _("Its parts"),
        SpecimenPart,
        item=_("Part %(letter)s"),
        add=_("One more part"),
        remove=_("Remove %(name)s"),
        most=3,
        word="part",
        short=_("Parts"),
    )


class SpecimenMany(Page):
    """Several questions on one screen."""

    icon = ICONS[0]
    title = _("A specimen of several questions")
    many_text = ShortText(_("A few words about it"), longest=20)
    many_number = Number(_("A number about it"), least=0, most=10)
    many_choice = Choice(_("A colour for it"), options=CARDS)
    many_story = LongText(_("All about it"), longest=100)


SPECIMEN = Chapter(
    key="specimen",
    icon=ICONS[5],
    title=_("Everything there is"),
    minutes=5,
    intro=_("This chapter is for tests."),
    pages=(
        SpecimenText,
        SpecimenLongText,
        SpecimenNumber,
        SpecimenAmount,
        SpecimenTime,
        SpecimenDate,
        SpecimenChoice,
        SpecimenChoices,
        SpecimenWeek,
        SpecimenThings,
        SpecimenEach,
        SpecimenEachList,
        SpecimenMany,
    ),
    note=_("Nothing of it is kept."),
)

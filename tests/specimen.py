"""A chapter for tests alone: a page for each question type, things with a screen each, and pages for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trajectplan.i18n import _
from trajectplan.pages import MORE, SHORT, Chapter, Page
from trajectplan.plan.document import Answers, Plan
from trajectplan.plan.summary import Own, Phrase, Text
from trajectplan.questions import (
    SCHOOL_DAYS,
    Amount,
    CardItems,
    Choice,
    Choices,
    Date,
    DayMinutes,
    Group,
    Items,
    LongText,
    Number,
    Option,
    Part,
    ShortText,
    Time,
    Usual,
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

    depth = SHORT
    icon = ICONS[0]
    title = _("A specimen of one line")
    hint = _("A hint for the whole page.")
    why = _("Because a test wants to know.")
    example = _("This is what somebody else wrote.")
    note = _("A note that stands below.")
    take_care = _("A specimen of a caution.")
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
    title = _("A specimen of hours")
    specimen_week = WeekHours(
        _("When is it open?"),
        hint=_("Day and night."),
        short=_("Open"),
        usual=(
            Usual("days", _("By day"), ICONS[0], {day: [["08:30", "14:30"]] for day in SCHOOL_DAYS}),
            Usual("nights", _("By night"), ICONS[1], {day: [["22:00", "06:00"]] for day in SCHOOL_DAYS}),
        ),
    )


class SpecimenMinutes(Page):
    """Minutes of each day."""

    icon = ICONS[3]
    title = _("A specimen of minutes")
    specimen_minutes = DayMinutes(
        _("How long does it take?"), parts=(Part("there", _("On the way there")), Part("back", _("On the way back")))
    )


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


class SpecimenCards(Page):
    """Cards that become things, one in her own words, and one that stands alone."""

    depth = SHORT
    icon = ICONS[1]
    title = _("A specimen of cards that become things")
    specimen_cards = CardItems(
        _("Which stones lie here?"),
        options=(
            Option("pebble", _("Specimen pebble"), ICONS[0], words={"stone_example": _("A pebble is smooth.")}),
            Option("gravel", _("Specimen gravel"), ICONS[1], badge=_("Specimen badge"), badge_icon=ICONS[4]),
            Option("marble", _("Specimen marble"), ICONS[2], more=(_("Specimen words about marble."),)),
            Option("granite", _("Specimen granite"), ICONS[3]),
        ),
        none=(Option("no_stone", _("Specimen without stones"), ICONS[5], exclusive=True),),
        most=3,
        own=_("Another specimen of a stone"),
        own_hint=_("One word for a stone."),
        own_longest=40,
        own_most=2,
        word="stone",
        short=_("Stones"),
        role="strengths",
    )


class SpecimenEachCard(Page):
    """A page that comes for each card, with the words of that card."""

    each = SpecimenCards
    icon = ICONS[2]
    title = _("Looking at the stone %(stone)s")
    example = "%(stone_example)s"
    stone_told = LongText(
        _("What do you do with %(stone)s?"),
        longest=80,
        starters=(_("I throw"), _("I keep")),
        takes=True,
        short=_("Told of a stone"),
    )


class SpecimenShell(Group):
    """What is asked about one card on a screen of its own."""

    shell_size = Number(_("The size of the shell"), least=0, most=99)
    shell_secret = ShortText(_("A secret about the shell"), longest=30, printed=False)


class SpecimenShells(Page):
    """Cards of which each chosen one has a screen of its own."""

    icon = ICONS[3]
    title = _("A specimen of cards with a screen each")
    specimen_shells = CardItems(
        _("Which shells lie here?"),
        options=(
            Option("mussel", _("Specimen mussel"), ICONS[0]),
            Option("cockle", _("Specimen cockle"), ICONS[1]),
            Option("oyster", _("Specimen oyster"), ICONS[2]),
        ),
        none=(Option("no_shell", _("Specimen without shells"), ICONS[5], exclusive=True),),
        group=SpecimenShell,
        own=_("Another specimen of a shell"),
        word="shell",
        short=_("Shells"),
    )


def chosen_stones(plan: Plan, about: Answers) -> Sequence[Option]:
    """A card for each of her stones, by its id."""
    del about
    listing = SpecimenCards(data=plan.answers, language=plan.language).things
    return [Option(answers["id"], title) for answers, title in listing.listed()] if listing else []


def colours_that_match(plan: Plan, about: Answers) -> Sequence[Option]:
    """The cards that she didn't choose as colours that go with it."""
    del about
    return [card for card in CARDS if card.key not in plan.answers.get("specimen_choices", ())]


class SpecimenDepending(Page):
    """Cards that hang on what she said before: her own things, and some of ours."""

    continues = SpecimenShells
    icon = ICONS[4]
    title = _("A specimen of cards that depend")
    favourite_stones = Choices(
        _("Which stones do you like most?"), options=chosen_stones, own_ids=True, most=2, short=_("Favourite stones")
    )
    other_colour = Choice(
        _("Which other colour is there?"), options=colours_that_match, known=CARDS, short=_("Other colour")
    )

    @classmethod
    def shown_if(cls, plan: Plan, each: Answers) -> bool:
        """Once she has stones."""
        del each
        return bool(plan.items("specimen_cards"))

    def remarks(self) -> Iterator[Text]:
        """What she said before."""
        if words := self.plan.answers.get("specimen_text"):
            yield Phrase(_("You called it: %(words)s"), {"words": Own(words)})


class SpecimenFolded(Page):
    """Questions that hang on others, in a fold, on paper or not; for who wants to tell more."""

    depth = MORE
    icon = ICONS[5]
    title = _("A specimen of questions that hang on others")
    where_seen = Choice(_("Where is it to be seen?"), options=CARDS[:3], short=_("Seen at"))
    seen_words = ShortText(
        _("What does it look like there?"),
        longest=40,
        suggestions=(_("Specimen bright"), _("Specimen dim")),
        only_if=("where_seen", ("red", "green")),
        short=_("Looks like"),
    )
    how_sure = Choice(_("How sure are you?"), options=CARDS[:2], short=_("How sure"), printed=False)
    may_print = Choice(_("May it be on paper?"), options=CARDS[1:3], short=_("May be on paper"), folded=True)
    if_printed = ShortText(
        _("What may perhaps be on paper?"),
        longest=40,
        short=_("Perhaps on paper"),
        printed=("may_print", "blue"),
        folded=True,
        detail=True,
    )


class SpecimenQuiet(Page):
    """A page that goes on with the one before, and that paper says nothing of."""

    depth = MORE
    continues = SpecimenFolded
    icon = ICONS[0]
    title = _("A specimen that goes on")
    quiet_words = ShortText(_("What is for you alone?"), longest=40, short=_("For me alone"), printed=False)


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
        SpecimenMinutes,
        SpecimenThings,
        SpecimenEach,
        SpecimenEachList,
        SpecimenMany,
        SpecimenCards,
        SpecimenEachCard,
        SpecimenShells,
        SpecimenDepending,
        SpecimenFolded,
        SpecimenQuiet,
    ),
    note=_("Nothing of it is kept."),
    credit=_("Words of a specimen."),
)

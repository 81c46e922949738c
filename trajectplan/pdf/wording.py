"""The fixed words of the print, said once: for the PDF and for the pages that the browser prints."""

from __future__ import annotations

from typing import Final

from trajectplan.i18n import Pattern, _
from trajectplan.plan.summary import Phrase, Said

MY_PLAN: Final = _("My plan")
PRINTED_ON: Final = _("Printed on %(date)s")
VERSION: Final = _("Version %(number)s")
OWN_WORDS: Final = _("in my own words, not translated")
"""What the star means."""
STAR: Final = "*"
"""Stands at her words where they are in a language that a reader need not understand."""
BEHIND: Final = f"\N{NO-BREAK SPACE}{STAR}"
"""The star behind her words: it never begins a line."""

# Page one -------------------------------------------------------------------------------------------------------------

ONE_PAGE: Final = _("My plan on one page")
READER: Final = _("For my %(contact_word)s. Two minutes to read.")
MAIN_POINTS: Final = _("The main points")
"""The title of what takes more than a page in large print."""
READER_OF_MORE: Final = _("For my %(contact_word)s.")
PROPOSAL: Final = _("This is my proposal. It is not a decision of the municipality.")

# What she asks --------------------------------------------------------------------------------------------------------

I_ASK, KIND, LAW = _("I ask"), _("Kind"), _("Article and official word")
ANSWER, WHO_AND_WHEN = _("Yes / no / look into"), _("Who and when")
"""The heads of the table; the last two for a pen."""
ASK_FOR_ANSWERS: Final = _("I ask for an answer on each line. No is possible, with a reason.")
FULL, HALF, EMPTY = "\N{BLACK CIRCLE}", "\N{CIRCLE WITH LEFT HALF BLACK}", "\N{WHITE CIRCLE}"
_MEANING: Final = Pattern("%(word)s: %(meaning)s")
LEGEND: Final = (
    (FULL, Phrase(_MEANING, {"word": _("right"), "meaning": _("In the law, with conditions.")})),
    (HALF, Phrase(_MEANING, {"word": _("municipality decides"), "meaning": _("The municipality may decide.")})),
    (EMPTY, Phrase(_MEANING, {"word": _("maybe not here"), "meaning": _("Not every municipality has this.")})),
)
"""How certain a request is: the sign and the word that stand at it, and what they mean."""

# Her steps ------------------------------------------------------------------------------------------------------------

COMING_YEAR: Final = _("The coming year")
WITHOUT_DATE: Final = _("Without a date")
LINE_RUNS: Final = _("The line runs from %(start)s to %(end)s. Every step is in the list as well.")
ON_THE_LINE: Final = _("Steps on the line: %(count)s.")

# Her week drawn -------------------------------------------------------------------------------------------------------

DAYS_RUN: Final = _("Each day runs from %(start)s to %(end)s. All of it is in the table as well.")
HER_LANE: Final = _("me")
"""What her own lane is called, beside those of her children."""

# Agreements -----------------------------------------------------------------------------------------------------------

Head = tuple[Said, int]
"""The name of a column, with its share of the width."""
AGREEMENTS: Final = _("What we agree")
TWO_SIDES: Final = _("An agreement has two sides. Write both on each line.")
AGREEMENT_COLUMNS: Final[tuple[Head, ...]] = (
    (_("No."), 8),
    (_("What I do"), 38),
    (_("What the municipality does"), 38),
    (_("By when"), 21),
    (_("How we see it"), 26),
    (_("Done (me)"), 14),
    (_("Done (municipality)"), 22),
)
NOT_AGREED: Final = _("What we do not agree on")
BOTH_SIDES: Final = _("That is fine. Write down both sides.")
SIDES: Final[tuple[Head, ...]] = (
    (_("About"), 30),
    (_("I think, because"), 46),
    (_("The municipality thinks, because"), 46),
    (_("How we go on"), 45),
)
APPLICATION: Final = _("I want you to treat this as an application.")
CROSSED: Final = _("Crossed? Then I want a decision (Pw 10(5)).")
RECEIVED: Final = _("Received on ______ by ______")
FOLLOW_UP: Final = (_("We look back on ______"), _("With questions I phone ______"))
NOT_YET: Final = _("A request is not yet an agreement. An agreement is not yet a decision.")
DECISION: Final = _("Is there a decision? Then I get it in a letter.")
THINK_FIRST: Final = _("No need to sign today. Thinking first is allowed.")
READ_BY: Final = (_("Read (me)"), _("Read (municipality)"))
COPY: Final = _("I get a copy.")

# Her page for the talk ------------------------------------------------------------------------------------------------

TALK: Final = _("My page for the talk")
FOR_ME: Final = _("This page is for me. I do not hand it over.")
MY_CODE: Final = _("My code: %(code)s")
BEFORE: Final = _("Before")
READY: Final = (
    _("I have my plan twice: for me and for the other."),
    _("I know who comes with me."),
    _("I have a pen."),
    _("I know what I will say first."),
)
I_START: Final = _("I start like this")
START: Final = _("I have made a plan myself. Will you read it first?")
THREE_THINGS: Final = _("My three things")
QUESTIONS: Final = _("My questions")
HARD: Final = _("If it gets hard")
WHEN_HARD: Final = (
    _("Can you say that in plain words?"),
    _("Will you write that down for me?"),
    _("Is that a duty or a choice?"),
    _("I want to think about it first."),
    _("I do not agree with that. Can it go on paper?"),
    _("Can I have a short break?"),
)
KNOW: Final = _("Good to know")
GOOD_TO_KNOW: Final = (
    _("I do not have to sign today."),
    _("What I sign can become a duty."),
    _("A request on paper must get an answer."),
    _("I can object to a decision. The letter says how."),
)
WAS_SAID: Final = _("What was said")
AFTERWARDS: Final = (_("Who was there"), _("Next time is on ______"))
FELT: Final = _("How did the talk feel?")
FEELINGS: Final = (
    ("smiley", _("It felt good")),
    ("smiley-meh", _("It felt so-so")),
    ("smiley-nervous", _("It was hard")),
)
"""Pictograms to draw a ring around, each with its words."""

# The card with her back-up plan ---------------------------------------------------------------------------------------

BACK_UP: Final = _("My back-up plan")
CUT_OUT: Final = _("Cut out and fold on the line.")
BY_PEN: Final = _("Write the numbers yourself, by pen.")
CALLS: Final = (_("First I call"), _("Then"), _("Or else"))
PHONE: Final = _("phone")
WORK: Final = _("I also call my work or course")
I_SAY: Final = _("I say")
PLACES: Final = (_("School or childcare"), _("Doctor"))

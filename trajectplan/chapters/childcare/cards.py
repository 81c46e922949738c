"""Cards and words that several pages of the chapter share; by some of the cards things are called elsewhere too."""

from __future__ import annotations

from trajectplan.i18n import _
from trajectplan.questions import Option
from trajectplan.questions.week_hours import DayName

ONE_WAY = _("Type the minutes for one way, from 0 to 180.")
LONGEST_WAY = 180
"""In minutes."""

WHICH_WEEKS = (
    Option("every", _("Every week"), "calendar-check"),
    Option("odd", _("Odd weeks"), "number-square-one"),
    Option("even", _("Even weeks"), "number-square-two"),
)

DAY_CARDS = (
    Option("mon", DayName("mon"), "number-circle-one"),
    Option("tue", DayName("tue"), "number-circle-two"),
    Option("wed", DayName("wed"), "number-circle-three"),
    Option("thu", DayName("thu"), "number-circle-four"),
    Option("fri", DayName("fri"), "number-circle-five"),
    Option("sat", DayName("sat"), "number-circle-six"),
    Option("sun", DayName("sun"), "number-circle-seven"),
)

PLACE_KINDS = (
    Option("day_care", _("Day nursery"), "baby"),
    Option("playgroup", _("Playgroup or pre-school"), "lego"),
    Option("before_school", _("Before-school care"), "sun-horizon"),
    Option("after_school", _("After-school care"), "soccer-ball"),
    Option("childminder", _("Childminder"), "hand-heart"),
    Option("family", _("Family"), "users-three"),
    Option("neighbour_friend", _("Neighbour or friend"), "house-simple"),
    Option("other_parent", _("The other parent"), "arrows-left-right"),
    Option("club", _("Sports or club"), "basketball"),
    Option("home_alone", _("Alone at home"), "key"),
    Option("other", _("Something else"), "dots-three-circle"),
)

OFFER_KINDS = (
    Option("work", _("Work"), "briefcase"),
    Option("course", _("Course or training"), "graduation-cap"),
    Option("trial", _("Internship or trial place"), "door-open"),
    Option("volunteering", _("Volunteering"), "hand-heart"),
    Option("other", _("Something else"), "dots-three-circle"),
)

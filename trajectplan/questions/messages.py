"""What is said when an answer can't be kept as it is; a question may bring a message of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trajectplan.i18n import _
from trajectplan.plan.summary import Said

MESSAGES: Final[Mapping[str, Said]] = {
    "too_long": _("Your text is %(over)s characters too long. Take something out."),
    "too_long_by_one": _("Your text is one character too long. Take something out."),
    "no_room": _("That no longer fits. Take something out of your text first."),
    "not_a_number": _("Type a number here, such as %(example)s."),
    "one_number": _("Type one number here, such as %(example)s."),
    "not_whole": _("Type a whole number here, such as %(example)s."),
    "in_years": _("Type the years only, as a whole number. For example %(example)s."),
    "in_days": _("Type the number of days. For example %(example)s."),
    "in_hours": _("Type the number of hours. For example %(example)s."),
    "in_minutes": _("Type the number of minutes. For example %(example)s."),
    "number_range": _("Type a number from %(min)s to %(max)s."),
    "not_a_time": _("Type a time, such as 8:30 or 17:15."),
    "time_half": _("Fill in the other time for %(day)s too."),
    "day_not_a_time": _("For %(day)s, type a time such as 8:30 or 17:15."),
    "end_before_start": _("On %(day)s the end comes before the start. Turn the times around."),
    "same_times": _("On %(day)s both times are the same. Change one of them."),
    "past_midnight": _("Does it go on after midnight? Then tick that box."),
    "not_an_amount": _("Type an amount, such as 45 or 45.50."),
    "amount_range": _("Type an amount from %(min)s to %(max)s euros."),
    "not_a_date": _("Type a day, such as 1-9-2027 (day, month, year)."),
    "no_such_day": _("This day does not exist. Look at the month again."),
    "date_past": _("This day has passed. Choose a later day."),
    "too_many_choices": _("Choose at most %(max)s. Take away %(over)s."),
    "too_many_items": _("There is room for %(max)s here. Remove one first."),
    "either_or": _("Your choices do not go together. Take away the last one, or the others."),
    "unknown_choice": _("Choose one of the answers shown here."),
}
"""Keys are the reasons that question types name; values may have placeholders."""

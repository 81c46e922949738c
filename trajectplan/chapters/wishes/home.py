"""What changes at home once she works or studies, and who helps.

What must stay as it is isn't asked here: the chapter on her week asks it.
"""

from __future__ import annotations

from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.questions import Choices, LongText, Option, ShortText


class HomeChanges(Page):
    """What will be different at home, for her children and for her."""

    depth = MORE
    icon = "house-simple"
    title = _("What changes at home?")
    hint = _("Once you work or study, the day will be different. What will be needed then?")
    why = _("A plan lasts longer when it works at home too.")
    example = _("On my working days we have soup with bread. My eldest sets the table.")

    changes = Choices(
        _("This will be different"),
        options=(
            Option("early_mornings", _("We have to get up earlier"), "alarm"),
            Option("less_time", _("Less time together"), "hourglass-medium"),
            Option("meals", _("Cooking has to be quicker"), "cooking-pot"),
            Option("housework", _("We do the housework differently"), "washing-machine"),
            Option("children_do_more", _("The children do more themselves"), "student"),
            Option("others_pick_up", _("Someone else picks up the children"), "baby-carriage"),
            Option("studying", _("I study while the children sleep"), "book-open"),
            Option("care_for_family", _("Less time for my parents or relatives"), "hand-heart"),
            Option("money", _("The money comes in differently"), "coins"),
            Option("happier", _("It makes me happier"), "sun"),
            Option("unknown", _("I don't know yet"), "question", exclusive=True),
        ),
        short=_("What will be different at home"),
    )
    for_children = LongText(
        _("For my children this means …"),
        longest=300,
        short=_("For my children"),
        hint=_("Ask them too. No names needed."),
    )
    for_me = LongText(_("For me this means …"), longest=300, short=_("For me"))


class HomeHelp(Page):
    """Who helps at home."""

    depth = MORE
    continues = HomeChanges
    icon = "hands-clapping"
    title = _("Who helps us at home?")
    hint = _("A little help counts too. Nobody yet? You can say that as well.")
    why = _("You need not do everything alone. This shows what is still missing.")
    example = _("My eldest sets the table. My neighbour takes the children to school on Thursdays.")

    home_helpers = Choices(
        _("Who will help?"),
        options=(
            Option("children", _("My children, a little"), "baby"),
            Option("family", _("Family"), "house-line"),
            Option("friend", _("A friend or neighbour"), "users"),
            Option("other_mother", _("Another parent from school"), "backpack"),
            Option("childcare", _("The childcare centre"), "buildings"),
            Option("nobody", _("Nobody yet"), "user-circle-dashed", exclusive=True),
        ),
        short=_("Who helps at home"),
    )
    home_helpers_own = ShortText(
        _("Or someone else"),
        longest=80,
        short=_("Who helps at home, besides"),
        hint=_("No name needed. For example: my aunt."),
    )

"""Money, plainly: what she knows, what she must find out and with whom, and what her plan costs."""

from __future__ import annotations

from collections.abc import Iterator

from trajectplan.catalogue import HELPERS
from trajectplan.chapters.common import FOR_THEM_TO_SEE, OfAKind
from trajectplan.i18n import _, pgettext
from trajectplan.pages import MORE, Page
from trajectplan.plan.summary import Block, Phrase, Row, Text
from trajectplan.questions import Amount, Choice, Choices, Items, LongText, Option, ShortText
from trajectplan.questions.texts import Money

GOVERNMENT = (_("from the government"), "bank")
FOUNDATION = (_("from an independent foundation"), "hand-heart")
ASK = ("", "")
"""Who keeps a calculator: the words on the card, and their pictogram. To ask somebody needs neither."""

KNOW_ABOUT_MONEY = (
    "municipality",
    "debt_help",
    "neighbourhood_team",
    "legal_help",
    "employer",
    "library",
    "family",
    "friend",
    "not_known",
)
"""Helpers of the catalogue with whom one can do sums."""


def _card(key: str, label: Text, icon: str, kind: tuple[object, str], place: Text, *more: Text) -> Option:
    badge, badge_icon = kind
    return Option(key, label, icon, note=place, badge=badge, badge_icon=badge_icon, more=more)


TO_FIND_OUT = (
    _card(
        "allowances",
        _("How much allowance will I get?"),
        "calculator",
        GOVERNMENT,
        _("Proefberekening toeslagen (Dienst Toeslagen, toeslagen.nl)"),
    ),
    _card(
        "childcare_allowance",
        _("How much allowance is there for childcare?"),
        "baby",
        GOVERNMENT,
        _("Proefberekening kinderopvangtoeslag (Dienst Toeslagen)"),
    ),
    _card(
        "benefit_and_wage",
        _("What happens to my benefit?"),
        "arrows-down-up",
        FOUNDATION,
        _("Uitkeringnaarwerk-berekenaar (Nibud, made with the Ministry of Social Affairs)"),
        _("This one is made to fill in together with your contact at the municipality."),
    ),
    _card(
        "local_schemes",
        _("What does my municipality do for people with little money?"),
        "map-pin",
        FOUNDATION,
        _("Bereken Uw Recht (Stimulansz), if your municipality offers it"),
    ),
    _card("child_benefit", _("Does my child benefit stay the same?"), "hand-coins", GOVERNMENT, _("SVB (svb.nl)")),
    _card(
        "net_wage",
        _("How much of my wage reaches my account?"),
        "money-wavy",
        ASK,
        _("Ask the employer for a sample payslip"),
    ),
    _card(
        "tax",
        _("Do I get tax back?"),
        "percent",
        GOVERNMENT,
        _("Belastingdienst (tax phone line or help with your return)"),
    ),
    _card("debts", _("What happens to my debts?"), "chart-line-down", ASK, _("Debt help from the municipality")),
    _card("rent", _("Does my rent change when I earn more?"), "key", ASK, _("Your landlord or a tenants' help team")),
    _card(
        "first_month",
        _("When do I get my first wage?"),
        "calendar-dots",
        ASK,
        _("The employer and my contact at the municipality"),
    ),
    _card("go_back", _("What if the work ends?"), "arrow-u-up-left", ASK, _("My contact at the municipality")),
)


class FindOut(Choices):
    """Questions about money, each with the place where it is answered."""

    def reading(self) -> tuple[Text, ...]:
        """Each question with where to ask it."""
        return tuple(
            Phrase("%(question)s – %(place)s", {"question": option.label, "place": option.note})
            for option in self.options
            if option.key in self.chosen
        )


class MoneyFindOut(Page):
    """What she knows about her money, what she must find out, and with whom."""

    icon = "magnifying-glass"
    title = _("What I still need to find out")
    hint = _("Choose what you still want to know. Someone can help you with the sums.")
    why = _("You do not have to find this out alone. Your contact at the municipality can do the sums with you.")
    take_care = FOR_THEM_TO_SEE
    example = _("I ask what happens to my housing allowance with 16 hours of work.")
    note = _("A calculator gives an estimate. Only a decision on paper counts.")

    find_out = FindOut(_("I want to know this"), options=TO_FIND_OUT, short=_("What I still have to find out"))
    find_out_own = LongText(
        _("My own question about money"), longest=400, short=_("My own money question"), folded=True
    )
    money_known = LongText(
        _("What do I know already about my money?"),
        longest=400,
        short=_("What I know already"),
        hint=_("Amounts are not needed here."),
        folded=True,
    )
    money_with = Choices(
        _("With whom do I look at this?"),
        options=tuple(
            Option(helper.key, helper.label, helper.icon, exclusive=helper.exclusive)
            for helper in HELPERS
            if helper.key in KNOW_ABOUT_MONEY
        ),
        short=_("I look at my money with"),
        folded=True,
    )


BUDGET_KINDS = (
    Option("course", _("Course or training"), "graduation-cap"),
    Option("childcare", pgettext("cost", "Childcare"), "baby-carriage"),
    Option("travel", _("Travel"), "bus"),
    Option("equipment", _("Laptop, books or tools"), "laptop"),
    Option("clothes", _("Clothes or shoes"), "t-shirt"),
    Option("coaching", _("Coaching or language lessons"), "chalkboard-teacher"),
    Option("certificate", _("Diploma or EVC"), "certificate"),
    Option("other", _("Something else"), "dots-three-circle"),
)


class BudgetLine(OfAKind):
    """One thing that costs money."""

    naming, kind_is = "budget_what", "budget_kind"

    budget_kind = Choice(_("What for?"), options=BUDGET_KINDS, short=_("For"))
    budget_what = ShortText(_("What exactly?"), longest=100, short=_("What"))
    budget_amount = Amount(_("How many euros in total?"), least=0, most=99_999, short=_("Amount"))


class MyBudget(Page):
    """What her plan costs; we add it up."""

    depth = MORE
    icon = "list-plus"
    title = _("What my plan costs")
    hint = _("Make a list. An estimate is enough.")
    why = _("A request with an amount is stronger. We add up the list for you.")
    example = _("Course 450. Childcare 200. Bus 120. Laptop 300. In total 1,070 euros.")

    budget_lines = Items(
        _("My list"),
        BudgetLine,
        item=_("Line %(number)s"),
        add=_("Another line"),
        first=_("Add a line"),
        remove=_("Remove line %(number)s"),
        most=15,
        short=_("Budget I ask for"),
    )
    budget_because = LongText(
        _("What will this bring?"),
        longest=600,
        short=_("What it brings me"),
        hint=_("For example: a job with a diploma, and no more benefit."),
    )

    @property
    def total(self) -> Money | None:
        """All amounts together; ``None`` while there are none."""
        amounts = [line["budget_amount"] for line in self.budget_lines.data if line.get("budget_amount") is not None]
        return Money(sum(amounts)) if amounts else None

    def remarks(self) -> Iterator[Text]:
        """What it comes to so far."""
        if self.total is not None:
            yield Phrase(_("In total %(amount)s"), {"amount": self.total})

    def blocks(self, *, paper: bool = False) -> Iterator[Block]:
        """The list with its total below it."""
        total = self.total
        for block in super().blocks(paper=paper):
            if total is not None and isinstance(block, Row):
                yield _in_total(total)
                total = None
            yield block
        if total is not None:
            yield _in_total(total)


def _in_total(total: Money) -> Row:
    return Row(_("In total"), (total,), role="total")

"""What lies behind her: what she tried, learnt and did, here or in another country, and the languages she speaks."""

from __future__ import annotations

from trajectplan import catalogue
from trajectplan.chapters.common import FOR_THEM_TO_SEE, OfAKind
from trajectplan.i18n import _
from trajectplan.pages import MORE, Page
from trajectplan.questions import Choice, Choices, Group, Items, LongText, Option, ShortText

ATTEMPT_KINDS = (
    Option("programme", _("A programme of the municipality"), "signpost"),
    Option("course", _("A course"), "certificate"),
    Option("job", _("A job"), "briefcase"),
    Option("volunteering", _("Volunteering"), "hand-heart"),
    Option("own_idea", _("An idea of my own"), "lightbulb"),
    Option("own_words", _("Something else"), "pencil-simple-line"),
)

LEARNING_KINDS = (
    Option("primary", _("Primary school"), "book-open"),
    Option("secondary", _("Secondary school"), "backpack"),
    Option("vocational", _("Learning a trade (mbo)"), "toolbox"),
    Option("higher", _("College or university (hbo, wo)"), "graduation-cap"),
    Option("course", _("A course"), "certificate"),
    Option("language", _("Language or civic integration"), "translate"),
    Option("licence", _("Driving licence or trade licence"), "identification-card"),
    Option("self_taught", _("Learnt at home or by myself"), "house-line"),
    Option("own_words", _("Something else"), "pencil-simple-line"),
)

WORK_KINDS = (
    Option("paid", _("Paid work"), "coins"),
    Option("volunteering", _("Volunteering"), "hand-heart"),
    Option("placement", _("Internship, or a placement through the municipality"), "student"),
    Option("own_business", _("A business I ran myself"), "storefront"),
    Option("family_business", _("A family business"), "house-line"),
    Option("own_words", _("Something else"), "pencil-simple-line"),
)

HERE = Option("here", _("In the Netherlands"), "map-pin")
ABROAD = Option("abroad", _("In another country"), "globe-hemisphere-east")

ANYTHING_ELSE = _("Anything else you want to say about it?")


class Attempt(OfAKind):
    """One thing she tried: what helped, what didn't, and what was said when she asked for it."""

    naming = "what"

    kind = Choice(_("What was it?"), options=ATTEMPT_KINDS, short=_("Kind"))
    what = ShortText(
        _("What did you try?"),
        longest=120,
        short=_("What I tried"),
        hint=_("In your own words. You need not name anyone."),
    )
    helped = LongText(_("What helped?"), longest=300, short=_("What helped"))
    not_helped = LongText(_("What did not help?"), longest=300, short=_("What did not help"))
    allowed = Choice(
        _("If you asked for it: what was the answer?"),
        options=(
            Option("yes", _("Yes, it was possible"), "thumbs-up"),
            Option("partly", _("Partly"), "circle-half"),
            Option("no", _("No, it was not possible"), "x-circle"),
            Option("no_answer", _("I never got an answer"), "hourglass-medium"),
        ),
        short=_("The answer"),
        folded=True,
    )
    was_told = LongText(
        _("What reason was given?"),
        longest=300,
        short=_("The reason given"),
        hint=_("As you remember it. You need not name anyone."),
        only_if=("allowed", ("partly", "no")),
        folded=True,
    )
    still_wanted = Choice(
        _("Would you still like to do it?"),
        options=(
            Option("yes", _("Yes, I would"), "heart"),
            Option("differently", _("Yes, but differently"), "shuffle"),
            Option("no", _("Not any more"), "hand-palm"),
        ),
        short=_("Would I still like it"),
        folded=True,
    )


class TriedBefore(Page):
    """What she tried before, without blame for anybody, and what she wants to go differently."""

    icon = "path"
    title = _("What have I tried before?")
    hint = _("It need not have worked out. What you know now counts.")
    why = _("That way nobody offers you what did not help before.")
    example = _("I wanted to learn welding. It was too expensive, they said. I would still like to do it.")
    take_care = FOR_THEM_TO_SEE

    tried = Items(
        _("What I tried"),
        Attempt,
        item=_("What I tried (%(number)s)"),
        add=_("Add another"),
        first=_("Add what you tried"),
        remove=_("Remove %(name)s"),
        most=4,
        copies=2,
    )
    next_time = LongText(
        _("What should be different this time?"),
        longest=300,
        short=_("Different this time"),
        hint=_("For example: start with what I want. Or: keep the same contact person."),
    )


class Learnt(OfAKind):
    """One thing she learnt, finished or not."""

    naming = "what"

    kind = Choice(_("What was it?"), options=LEARNING_KINDS, short=_("Kind"))
    what = ShortText(
        _("What did you learn there?"),
        longest=120,
        short=_("What"),
        hint=_("Say it in your own words: sewing, accounts, welding."),
    )
    where = Choice(
        _("Where was that?"),
        options=(HERE, ABROAD, Option("online", _("Online"), "device-mobile")),
        short=_("Where"),
    )
    place_and_time = ShortText(
        _("Place and years, if you like"),
        longest=80,
        short=_("Place and time"),
        hint=_("Roughly is fine. For example: Asmara, 2009 to 2012."),
        folded=True,
    )
    result = Choice(
        _("How far did you get?"),
        options=(
            Option("diploma", _("Finished, with a diploma"), "seal-check"),
            Option("no_diploma", _("Finished, without a diploma"), "check-circle"),
            Option("partly", _("Did part of it"), "circle-half"),
            Option("busy", _("I'm still doing it"), "hourglass-medium"),
        ),
        short=_("How far"),
        folded=True,
    )
    recognised = Choice(
        _("Has your diploma been compared here yet?"),
        options=(
            Option("recognised", _("Yes, I have the result"), "stamp"),
            Option("not_yet", _("No, not yet"), "clock-countdown"),
            Option("no_papers", _("No, I no longer have the papers"), "file-dashed"),
            Option("want_help", _("No, and I'd like help with it"), "lifebuoy"),
            Option("not_applicable", _("There was no diploma"), "minus-circle"),
            Option("unknown", _("I don't know"), "question"),
        ),
        short=_("Diploma compared (IDW)"),
        hint=_(
            "IDW (idw.nl) compares diplomas from other countries. Sometimes this is free, sometimes it costs money. "
            "Ask first."
        ),
        only_if=("where", "abroad"),
        folded=True,
    )


class Learning(Page):
    """What she learnt, at school or elsewhere."""

    icon = "book-open-text"
    title = _("What have I learnt?")
    hint = _("Everything counts: school, a course, what your grandmother taught you. Even if it is not finished.")
    why = _("You may not have to learn again what you can do already.")
    example = _("Two years of pharmacy studies, in Syria. I still have my list of marks.")

    learning = Items(
        _("What I learnt"),
        Learnt,
        item=_("What I learnt (%(number)s)"),
        add=_("Add another"),
        first=_("Add what you learnt"),
        remove=_("Remove %(name)s"),
        most=6,
        copies=2,
    )
    learning_own = LongText(
        ANYTHING_ELSE,
        longest=300,
        short=_("About my learning"),
        hint=_("For example what you still want to finish."),
        folded=True,
    )


class Job(OfAKind):
    """One kind of work she did, paid or not."""

    naming = "what"

    kind = Choice(_("What kind of work was it?"), options=WORK_KINDS, short=_("Kind"))
    what = ShortText(
        _("What did you do there?"),
        longest=160,
        short=_("What I did"),
        hint=_("In your own words. For example: till, teaching, welding, phoning customers."),
    )
    where = Choice(_("Where was that?"), options=(HERE, ABROAD), short=_("Where"))
    place_and_time = ShortText(
        _("Place and years, if you like"),
        longest=80,
        short=_("Place and time"),
        hint=_("Roughly is fine."),
        folded=True,
    )
    went_well = LongText(
        _("What went well?"),
        longest=300,
        short=_("What went well"),
        hint=_("What did you do there better than others, or differently?"),
        folded=True,
    )
    confirm = Choices(
        _("How can you show this?"),
        options=(
            Option("colleague", _("A boss or colleague remembers"), "user-circle"),
            Option("customer", _("A customer or someone I know remembers"), "users"),
            Option("paper", _("I have proof on paper"), "scroll"),
            Option("nobody", _("Not yet"), "circle-dashed", exclusive=True),
        ),
        short=_("How I can show this"),
        folded=True,
    )


class Work(Page):
    """The work she did outside the home."""

    icon = "briefcase"
    title = _("What work have I done?")
    hint = _("Paid or unpaid, here or in another country. If you have not worked outside the home, just go on.")
    why = _("Work from long ago is experience too.")
    example = _("Four years at the market in Accra. I bought cloth and kept the till.")
    take_care = FOR_THEM_TO_SEE

    work = Items(
        _("Work I have done"),
        Job,
        item=_("My work (%(number)s)"),
        add=_("Add more work"),
        first=_("Add work you have done"),
        remove=_("Remove %(name)s"),
        most=6,
        copies=2,
    )
    work_own = LongText(
        ANYTHING_ELSE,
        longest=300,
        short=_("About my work"),
        hint=_("For example which work you would like to do again."),
        folded=True,
    )


class Language(Group):
    """One language, in the levels of daily life; she says herself how well it goes."""

    naming = "language_name"

    language_name = ShortText(
        _("Which language?"),
        longest=60,
        short=_("Language"),
        hint=_("Choose from the list or write it yourself."),
        suggestions=catalogue.SPOKEN,
    )
    speaking = Choice(
        _("How does speaking go?"),
        options=(
            Option("greetings", _("Greetings and a few words"), "hand-waving"),
            Option("short", _("Short sentences, as in a shop"), "shopping-bag"),
            Option("everyday", _("A chat about everyday things"), "chats-circle"),
            Option("work", _("Phone calls and talking at work too"), "phone-call"),
            Option("everything", _("Nearly everything"), "microphone-stage"),
        ),
        short=_("Speaking"),
    )
    reading = Choice(
        _("How do reading and writing go?"),
        options=(
            Option("not_yet", _("Not yet"), "circle-dashed"),
            Option("words", _("Single words and names"), "text-aa"),
            Option("messages", _("Short messages"), "envelope-simple"),
            Option("letters", _("Letters and forms"), "article"),
            Option("everything", _("Nearly everything"), "books"),
        ),
        short=_("Reading and writing"),
    )
    paper = ShortText(
        _("Do you have a certificate for it?"),
        longest=80,
        short=_("Diploma or certificate"),
        hint=_("For example civic integration, the state exam or a course."),
        folded=True,
    )


class Languages(Page):
    """The languages she speaks, each a skill."""

    depth = MORE
    icon = "translate"
    title = _("Which languages do I speak?")
    hint = _("Write down every language, your parents' language too. You say how well it goes. This is not a test.")
    why = _("With more languages you can help customers, neighbours and colleagues.")
    example = _("I speak and write Turkish well. I get by in Dutch at school.")

    languages = Items(
        _("My languages"),
        Language,
        item=_("Language (%(number)s)"),
        add=_("Another language"),
        first=_("Add a language"),
        remove=_("Remove %(name)s"),
        most=8,
    )
    languages_own = ShortText(
        ANYTHING_ELSE,
        longest=200,
        short=_("About my languages"),
        hint=_("For example: talking is fine, phone calls are still hard."),
        folded=True,
    )

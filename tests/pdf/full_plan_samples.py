"""A whole plan composed for the print, in which every role is played."""

from __future__ import annotations

from pdf.pdf_samples import In
from pdf.plan_samples import (
    REQUESTS,
    Words,
    activities,
    children,
    first_step,
    good_at,
    row,
    section,
    three_things,
    wish,
)

from trajectplan.plan.summary import ChapterSummary, Item, List, Own, Summary


def full_plan(language: str = "nl", *, helped: bool = False, more: str = "") -> Summary:
    """A plan in which every role is played.

    She writes in ``language``, with Dutch beside it when ``helped``; ``more`` is added to all that she wrote.
    """
    own = Words(language, helped=helped, more=more)
    return Summary((_strengths(own), _unpaid(own), _wishes(own), _childcare(), _steps(own)))


def _strengths(own: Words) -> ChapterSummary:
    return ChapterSummary(
        "strengths",
        In("Mijn sterke kanten", "My strengths"),
        (
            section(
                "Wat drijft mij?",
                "What drives me?",
                row(
                    "Waarom ik dit wil",
                    "Why I want this",
                    In("Een voorbeeld zijn voor mijn kinderen", "Being an example for my children"),
                    In("Zelf geld verdienen", "Earning my own money"),
                    role="because",
                ),
                row(
                    "Mijn reden, in mijn eigen woorden",
                    "My reason, in my own words",
                    own("Ik wil niet meer bang zijn voor de post.", "I no longer want to be afraid of the post."),
                    role="because",
                ),
            ),
            good_at(),
            section(
                "Ik zet door",
                "I keep going",
                row(
                    "Voorbeeld",
                    "Example",
                    own("Ik leerde Nederlands met twee kleine kinderen.", "I learnt Dutch with two small children."),
                ),
            ),
            section(
                "Wat ik leerde",
                "What I learnt",
                List(
                    In("Opleidingen", "Courses"),
                    (
                        Item(
                            own("Middelbare school", "Secondary school"),
                            (
                                row("Waar", "Where", In("In een ander land", "In another country")),
                                row("Diploma vergeleken (IDW)", "Diploma compared (IDW)", In("Nog niet", "Not yet")),
                            ),
                        ),
                        Item(own("Inburgering", "Civic integration"), (row("Waar", "Where", In("Hier", "Here")),)),
                    ),
                ),
            ),
            section(
                "", "", row("Over mijn leren", "About my learning", own("Ik leer door te doen.", "I learn by doing."))
            ),
        ),
    )


def _unpaid(own: Words) -> ChapterSummary:
    def shown(nl: str, en: str, example: Own) -> Item:
        return Item(
            In(nl, en),
            (
                row(
                    "Omdat ik dit doe", "Because I do this", In("formulieren invullen", "filling in forms"), detail=True
                ),
                row("Mijn voorbeeld", "My example", example),
                row("Kan dit bevestigen", "Can confirm this", In("Iemand van school", "Someone at school")),
                row(
                    "Op het werk heet dit",
                    "At work this is called",
                    In("administratie voeren", "keeping records"),
                    detail=True,
                ),
            ),
        )

    return ChapterSummary(
        "unpaid_work",
        In("Mijn onbetaalde werk", "My unpaid work"),
        (
            activities(),
            section(
                "Ik vul formulieren in voor anderen",
                "I fill in forms for others",
                row("Hoe lang", "How long", In("Vijf jaar of langer", "Five years or longer")),
                row("Hoe vaak", "How often", In("Elke week", "Every week")),
            ),
            section(
                "", "", row("Mijn voorbeeld", "My example", own("Ik help drie buren.", "I help three neighbours."))
            ),
            section(
                "Wat ik kan laten zien",
                "What I can show",
                List(
                    In("Dit kan ik laten zien", "What I can show"),
                    (
                        shown(
                            "Ik kan formulieren invullen en uitleggen",
                            "I can fill in forms and explain them",
                            own("Drie buren komen bij mij met hun post.", "Three neighbours bring me their post."),
                        ),
                        shown(
                            "Ik kan plannen voor meer mensen",
                            "I can plan for several people",
                            own(
                                "Ik regel school, werk en artsen voor vier mensen.",
                                "I arrange school, work and doctors for four.",
                            ),
                        ),
                        shown(
                            "Ik kan storingen vinden en oplossen",
                            "I can find faults and mend them",
                            own("Ik maakte de wasmachine van mijn zus.", "I mended my sister's washing machine."),
                        ),
                    ),
                    role="can_show",
                ),
            ),
            section(
                "Ideeën om te onderzoeken",
                "Ideas to explore",
                row(
                    "Ideeën die ik wil onderzoeken",
                    "Ideas I want to explore",
                    In("Monteur elektrotechniek", "Electrical fitter"),
                    In("Medewerker klantcontact", "Customer service worker"),
                ),
            ),
        ),
        credit=In(
            "Dit plan gebruikt de ESCO-classificatie van de Europese Commissie, versie 1.1.1.",
            "This plan uses the ESCO classification of the European Commission, version 1.1.1.",
        ),
    )


def _wishes(own: Words) -> ChapterSummary:
    then = ("Dan kan ik wel, als …", "Then I can, if …")
    return ChapterSummary(
        "wishes",
        In("Mijn wensen", "My wishes"),
        (
            wish(own),
            section(
                "Welk werk trekt mij?",
                "What work appeals to me?",
                row(
                    "Werk dat mij trekt",
                    "Work that appeals to me",
                    In("Techniek en bouw", "Engineering and building"),
                    In("Kantoor en administratie", "Office and administration"),
                    role="appeals",
                ),
            ),
            section(
                "Schulden",
                "Debts",
                List(
                    In(*then),
                    (
                        Item(
                            In("Opvang is te duur", "Childcare costs too much"),
                            (
                                row(*then, In("de gemeente mijn deel betaalt", "the municipality pays my part")),
                                row("Wie kan helpen", "Who could help", In("Gemeente", "Municipality")),
                            ),
                        ),
                    ),
                    role="in_the_way",
                ),
            ),
            section(
                "Wat ik nodig heb",
                "What I need",
                row(
                    *then,
                    In("er eerst rust is met mijn schulden", "there is peace with my debts first"),
                    role="needs",
                ),
                row("Wie kan helpen", "Who could help", In("Gemeente", "Municipality")),
            ),
        ),
    )


def _childcare() -> ChapterSummary:
    return ChapterSummary(
        "childcare",
        In("Mijn kinderen en mijn week", "My children and my week"),
        (
            children(),
            section(
                "Zo kan mijn werkdag eruitzien",
                "What my working day can look like",
                row(
                    "Dagen",
                    "Days",
                    In("maandag", "Monday"),
                    In("dinsdag", "Tuesday"),
                    In("donderdag", "Thursday"),
                    role="hours",
                ),
                row("Vertrekt vanaf", "Leaves from", "8.30", role="hours"),
                row("Thuis om", "Home by", "17.30", role="hours"),
                row("Uren per week hoogstens", "Hours a week at most", "20", role="hours"),
            ),
            section(
                "Wat de opvang voor ons moet zijn",
                "What childcare must be for us",
                row(
                    "Opvang moet zijn",
                    "Childcare must be",
                    In("Betaalbaar", "Affordable"),
                    In("Genoeg uren", "Enough hours"),
                    In("Dicht bij school", "Close to school"),
                    role="conditions",
                ),
            ),
            section(
                "Mijn noodplan",
                "My back-up plan",
                List(
                    In("Wie ik bel", "Who I call"),
                    (
                        Item(Own("Mijn zus", language="nl"), (row("Wanneer", "When", In("Altijd", "Always")),)),
                        Item(Own("Buurvrouw", language="nl"), (row("Wanneer", "When", In("Na 16 uur", "After 4 pm")),)),
                    ),
                    role="back_up",
                ),
            ),
        ),
    )


def _steps(own: Words) -> ChapterSummary:
    return ChapterSummary(
        "steps",
        In("Mijn stappen", "My steps"),
        (
            section(
                "Zo heet mijn contact",
                "What my contact is called",
                row(
                    "Contact bij de gemeente",
                    "Contact at the municipality",
                    In("Werkcoach", "Work coach"),
                    role="contact_word",
                ),
            ),
            first_step(own),
            section(
                "Mijn volgende stappen",
                "My next steps",
                List(
                    In("Stappen", "Steps"),
                    (
                        Item(
                            own("Ik doe een proefdag bij een installateur", "I do a trial day with an installer"),
                            (
                                row("Wanneer", "When", In("Binnen drie maanden", "Within three months")),
                                row("Wie helpt", "Who helps", own("mijn werkcoach", "my work coach")),
                                row(
                                    "Gelukt als",
                                    "It worked if",
                                    own("ik wil nog een keer", "I want another one"),
                                    detail=True,
                                ),
                            ),
                        ),
                        Item(
                            own("Ik begin met mbo 2 elektrotechniek", "I start mbo 2 in electrical engineering"),
                            (row("Wanneer", "When", In("Na de zomervakantie", "After the summer holidays")),),
                        ),
                    ),
                    role="next_steps",
                ),
            ),
            section(
                "Dit vraag ik: hulp en rust",
                "What I ask for: help and some peace",
                List(In("Vraagt: steun en regels", "Asks: support and rules"), REQUESTS, role="requests"),
                row(
                    "Eigen vraag",
                    "Own request",
                    own("Een laptop om te leren.", "A laptop to learn with."),
                    role="requests",
                ),
            ),
            section(
                "Zo werken we goed samen",
                "How we work well together",
                row(
                    "Vraagt in de samenwerking",
                    "Asks in working together",
                    In("Ik heb één vaste persoon", "I have one fixed person"),
                    In("U luistert eerst naar mij", "You listen to me first"),
                    In("Ik krijg op papier wat we afspreken", "I get on paper what we agree"),
                    role="together",
                ),
            ),
            three_things(own),
            section(
                "Zo praat ik beter",
                "What helps me to talk",
                row(
                    "Helpt in het gesprek",
                    "Helps in the talk",
                    In("U gebruikt gewone woorden", "You use plain words"),
                    In("Er gaat iemand met mij mee", "Someone comes along"),
                    role="talk_help",
                ),
            ),
            section(
                "Dan kijken we terug",
                "When we look back",
                row("Terugkijken op", "Look back on", In("1 mei 2027", "1 May 2027"), role="look_back"),
                row("We spreken elkaar", "We talk", In("Elke twee weken", "Every two weeks"), role="look_back"),
            ),
            section(
                "Als ik begonnen ben",
                "Once I have started",
                row(
                    "Nazorg",
                    "Aftercare",
                    In("Iemand die ik kan bellen", "Someone I can phone"),
                    In("Hulp met toeslagen wijzigen", "Help with changing allowances"),
                    role="aftercare",
                ),
            ),
        ),
    )

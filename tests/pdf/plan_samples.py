"""What short road and full plan have in common on paper, and the plan of the short road."""

from __future__ import annotations

from pdf.pdf_samples import AFTER, SCHOOL, In, child

from trajectplan.plan.summary import Block, ChapterSummary, Item, List, Own, Phrase, Row, Section, Summary, Text

ALL_CHAPTERS = ("strengths", "unpaid_work", "wishes", "childcare", "steps")


def row(nl: str, en: str, *answer: Text, role: str = "", detail: bool = False) -> Row:
    return Row(In(nl, en), answer, role=role, detail=detail)


def section(nl: str, en: str, *blocks: Block, depth: int = 1) -> Section:
    """A section by its title; without one it goes on with the section before it."""
    return Section(In(nl, en) if nl else "", "/x", blocks, depth)


class Words:
    """Her own words, typed in one language, with or without Dutch beside them, ``more`` at the end of all."""

    def __init__(self, language: str, *, helped: bool = False, more: str = "") -> None:
        self.language, self.helped, self.more = language, helped, more

    def __call__(self, nl: str, en: str) -> Own:
        if self.language == "nl":
            return Own(nl + self.more, "nl")
        return Own(en + self.more, self.language, nl + self.more if self.helped else "")


def request(nl: str, en: str, ask: tuple[str, str], sign: str, article: tuple[str, str], word: str) -> Item:
    """A request as the chapter on steps gives it."""
    certain = {"●": In("recht", "right"), "◐": In("gemeente beslist", "municipality decides")}
    mark = Phrase(
        "%(sign)s %(word)s", {"sign": sign, "word": certain.get(sign, In("misschien niet hier", "maybe not here"))}
    )
    return Item(
        In(nl, en),
        (
            row("Ik vraag", "I ask", In(*ask)),
            row("Soort", "Kind", mark, role="mark"),
            row("Artikel", "Article", In(*article), role="article", detail=True),
            row("Woord van de gemeente", "Official word", word, role="official_word", detail=True),
        ),
    )


REQUESTS = (
    request(
        "Zelf hulp aanvragen",
        "Applying for help yourself",
        (
            "Hoe doe ik mijn aanvraag op papier? En wanneer krijg ik antwoord?",
            "How do I apply on paper? And when do I get an answer?",
        ),
        "●",
        ("Participatiewet artikel 10, lid 1, 4 en 5", "Participatiewet article 10(1), (4) and (5)"),
        "aanvraag ondersteuning bij arbeidsinschakeling",
    ),
    request(
        "Eerst kijken naar opvang, leren en wat ik aankan",
        "First look at childcare, learning and what I can carry",
        (
            "Hoe heeft u naar deze drie dingen gekeken? Mag ik dat op papier?",
            "How did you look at these three things? Can I have that on paper?",
        ),
        "●",
        ("Participatiewet artikel 9, lid 4", "Participatiewet article 9(4)"),
        "passende kinderopvang, voldoende scholing, belastbaarheid",
    ),
    request(
        "Leren met behoud van uitkering",
        "Learning while keeping my benefit",
        ("Mag ik mbo 4 doen met behoud van uitkering?", "Can I do mbo 4 and keep my benefit?"),
        "◐",
        ("Participatiewet artikel 10a", "Participatiewet article 10a"),
        "scholing met behoud van uitkering",
    ),
    request(
        "Iemand die naast mij staat",
        "Someone beside me",
        (
            "Wie kan mij hier gratis bijstaan? En wie neem ik mee?",
            "Who can support me here for free? And who can I bring?",
        ),
        "◐",
        ("Wmo 2015 artikel 2.2.4", "Wmo 2015 article 2.2.4"),
        "onafhankelijke cliëntondersteuning",
    ),
    request(
        "Een tolk bij het gesprek",
        "An interpreter at the talk",
        ("Wilt u een tolk regelen voor ons gesprek?", "Will you arrange an interpreter for our talk?"),
        "○",
        ("geen artikel; regel van de gemeente", "no article; local rule"),
        "tolk",
    ),
)


def short_plan(language: str = "nl") -> Summary:
    """What the short road asks, and nothing else."""
    own = Words(language)
    nothing = Section(In("Niets gezegd", "Nothing said"), "/nothing", ())
    chapters = (
        ("strengths", In("Mijn sterke kanten", "My strengths"), good_at()),
        ("unpaid_work", In("Mijn onbetaalde werk", "My unpaid work"), activities()),
        ("wishes", In("Mijn wensen", "My wishes"), wish(own)),
        ("wishes", In("Mijn wensen", "My wishes"), obstacles()),
        ("childcare", In("Mijn kinderen en mijn week", "My children and my week"), children()),
        ("steps", In("Mijn stappen", "My steps"), first_step(own)),
        ("steps", In("Mijn stappen", "My steps"), three_things(own)),
    )
    made: dict[str, tuple[In, list[Section]]] = {}
    for key, title, said in chapters:
        made.setdefault(key, (title, []))[1].append(said)
    return Summary(tuple(ChapterSummary(key, title, (nothing, *said)) for key, (title, said) in made.items()))


def good_at() -> Section:
    return section(
        "Waar ben ik goed in?",
        "What am I good at?",
        row(
            "Mijn sterke kanten",
            "My strengths",
            In("Ik zet door", "I keep going"),
            In("Ik regel veel tegelijk", "I organise many things at once"),
            In("Ik luister goed", "I listen well"),
            role="strengths",
        ),
        depth=0,
    )


def activities() -> Section:
    return section(
        "Wat doe ik thuis en voor anderen?",
        "What do I do at home and for others?",
        row(
            "Mijn onbetaalde werk",
            "My unpaid work",
            In("Ik vul formulieren in voor anderen", "I fill in forms for others"),
            In("Ik tolk bij de dokter", "I interpret at the doctor's"),
            In("Ik repareer wat kapot is", "I repair what is broken"),
            In("Ik houd het geld bij", "I keep track of the money"),
            Phrase(
                In("%(activity)s (vroeger)", "%(activity)s (in the past)"),
                {"activity": In("Ik zorgde voor mijn oma", "I cared for my grandmother")},
            ),
            role="unpaid",
        ),
        depth=0,
    )


def wish(own: Words) -> Section:
    return section(
        "Wat wil ik uiteindelijk?",
        "What do I want in the end?",
        row(
            "Mijn grote wens",
            "My big wish",
            own(
                "Ik wil elektricien worden en later mijn eigen bedrijf. Ik wil dat mijn kinderen zien dat het kan.",
                "I want to become an electrician and have my own business. I want my children to see that I can.",
            ),
            role="goal",
        ),
        depth=0,
    )


def obstacles() -> Section:
    return section(
        "Wat staat nu in de weg?",
        "What is in the way now?",
        row(
            "Wat nu in de weg staat",
            "What is in the way now",
            In("Opvang", "Childcare"),
            In("Reizen", "Travel"),
            role="in_the_way",
        ),
        depth=0,
    )


def children() -> Section:
    where = (SCHOOL, AFTER)
    return section(
        "Dit zijn mijn kinderen",
        "These are my children",
        List(
            In("Kinderen", "Children"),
            (child("A", 3, (In("Peuterschool", "Pre-school"),)), child("B", 8, where)),
            role="children",
        ),
        depth=0,
    )


def first_step(own: Words) -> Section:
    return section(
        "Mijn eerste stap, deze week",
        "My first step, this week",
        row("Mijn wens", "My wish", own("Ik wil elektricien worden.", "I want to become an electrician.")),
        row(
            "Eerste stap",
            "First step",
            own("Ik bel de school en vraag naar de open dag.", "I phone the college and ask about the open day."),
            role="first_step",
        ),
        row("Dag", "Day", In("donderdag", "Thursday"), role="first_step"),
        depth=0,
    )


def three_things(own: Words) -> Section:
    return section(
        "Drie dingen die ik u wil vertellen",
        "Three things I want you to know",
        Row(
            "1", (own("Ik wil werken. Ik sta er alleen voor.", "I want to work. I am on my own."),), role="three_things"
        ),
        Row(
            "2",
            (own("Ik leer snel als iemand het voordoet.", "I learn fast when someone shows me."),),
            role="three_things",
        ),
        Row(
            "3",
            (
                own(
                    "Wat u niet ziet is hoeveel ik elke dag regel.",
                    "What you do not see is how much I arrange every day.",
                ),
            ),
            role="three_things",
        ),
        depth=0,
    )

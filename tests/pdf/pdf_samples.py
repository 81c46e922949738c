"""Plans composed for the print, and what a reader finds on their pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask_babel import get_locale
from pypdf import PdfReader

from trajectplan.i18n import speaking
from trajectplan.pdf.options import PrintOptions
from trajectplan.plan.summary import (
    Block,
    ChapterSummary,
    Grid,
    Item,
    List,
    Own,
    Row,
    Section,
    Summary,
    Text,
)

DAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class In:
    """A said text with its own Dutch and English, whatever the catalogues hold."""

    nl: str
    en: str

    def __str__(self) -> str:
        locale = get_locale()
        return self.nl if locale is None or locale.language == "nl" else self.en


def options(*parts: str, languages: tuple[str, ...] = ("nl",), name: str = "") -> PrintOptions:
    return PrintOptions(date=DAY, languages=languages, parts=frozenset(parts), name=name)


def said(text: object, language: str = "nl") -> str:
    with speaking(language):
        return str(text)


def one_section(*blocks: Block) -> Summary:
    return Summary((ChapterSummary("childcare", "Hoofdstuk", (Section("Deel", "/deel", blocks),)),))


def pages_of(pdf: bytes) -> list[str]:
    """The text of every page, all white space made one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def squeezed(text: str) -> str:
    """The text without white space, for words that are broken over lines."""
    return re.sub(r"\s", "", text)


def child(letter: str, age: int, where: tuple[Text, ...]) -> Item:
    return Item(
        Own(letter),
        (Row(In("Leeftijd", "Age"), (str(age),)), Row(In("Nu overdag", "Now by day"), where)),
    )


DAYS = (
    In("Maandag", "Monday"),
    In("Dinsdag", "Tuesday"),
    In("Woensdag", "Wednesday"),
    In("Donderdag", "Thursday"),
    In("Vrijdag", "Friday"),
)
SCHOOL = In("Basisschool", "Primary school")
AFTER = In("Opvang na school (bso)", "After-school care")


def hours(begin: str, end: str) -> tuple[tuple[Text, ...], ...]:
    return tuple((day, begin, end) for day in DAYS)


def childcare(*, language: str = "en", children: int = 2, words: str = "Quiet, with few new faces.") -> Summary:
    """A plan with one chapter, "My children and my week", in which ``words`` are hers."""
    letters = "ABCDEF"[:children]
    chapter = ChapterSummary(
        key="childcare",
        title=In("Mijn kinderen en mijn week", "My children and my week"),
        sections=(
            Section(
                In("Dit zijn mijn kinderen", "These are my children"),
                "/my-children",
                (
                    List(
                        In("Kinderen", "Children"),
                        tuple(child(letter, age, (SCHOOL, AFTER)) for age, letter in enumerate(letters, 3)),
                        role="children",
                    ),
                ),
            ),
            Section(
                In("School", "School"),
                "/school",
                (
                    Grid(
                        In("Schooltijden", "School hours"),
                        (In("Dag", "Day"), In("Van", "From"), In("Tot", "Until")),
                        hours("8.30", "14.30"),
                    ),
                    Row(In("Reistijd naar school", "Journey to school"), (In("15 minuten", "15 minutes"),)),
                ),
            ),
            Section(In("Niets gezegd", "Nothing said"), "/nothing", ()),
            Section(
                In("Zo moet de opvang zijn", "What childcare must be"),
                "/needs",
                (
                    Row(
                        In("Opvang moet zijn", "Childcare must be"),
                        (
                            In("betaalbaar", "affordable"),
                            In("genoeg uren", "enough hours"),
                            In("dicht bij huis", "close to home"),
                        ),
                        role="conditions",
                    ),
                    Row(In("Over mijn kind", "About my child"), (Own(words, language),), role="conditions"),
                    Row(
                        In("Zorg over kosten", "Worry about costs"),
                        (Own("The bill comes first.", "en", "De rekening komt eerst."),),
                    ),
                ),
            ),
            Section(
                In("Mijn noodplan", "My back-up plan"),
                "/back-up",
                (
                    List(
                        In("Wie kan komen", "Who can come"),
                        (
                            Item(
                                Own("Oma"),
                                (
                                    Row(In("Wanneer", "When"), (In("Altijd", "Always"),)),
                                    Row(
                                        In("Afspraak", "Agreement"),
                                        (Own("She has a key and picks them up.", "en"),),
                                    ),
                                ),
                            ),
                            Item(Own("Buurvrouw"), (Row(In("Wanneer", "When"), (In("Na 16 uur", "After 4 pm"),)),)),
                            Item(In("Niemand anders", "Nobody else"), ()),
                        ),
                        role="back_up",
                    ),
                ),
            ),
        ),
    )
    return Summary((chapter,))

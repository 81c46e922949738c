"""A small folder of translations as in a checkout: English, Dutch, Arabic and Tigrinya, with words composed for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from trajectplan.pdf import review

Id: TypeAlias = str | tuple[str, ...]
"""A text of a catalogue: one that counts has several forms."""
LINES: Final = """\
# The languages, one line each.
nl = { wrote = true, read = [] }
en = { wrote = true, read = [] }
ar = { read = [{ by = "Samira [Almelo]", on = 2026-03-01, what = "all" }] }  # first
ti = { read = [] }
"""
START, PLAN, WEEK = ("templates/start.html",), ("templates/base.html", "templates/plan.html"), ("trajectplan/week.py",)
ONE_HOUR: Final = ("1 hour", "%(count)s hours")
TEXTS: Final[tuple[tuple[tuple[str, ...], str | None, Id, Id], ...]] = (
    (START, None, "Start my plan", "Begin met mijn plan"),
    (START, None, "Go to %(place)s", "Ga naar %(place)s"),
    (PLAN, None, "My <b>plan</b>", "Mijn <b>plan</b>"),
    (PLAN, None, "Done: %(share)s %%", "Klaar: %(share)s %%"),
    (WEEK, "search words", "work", "werk, baan"),
    (WEEK, None, "SVB (svb.nl)", "SVB (svb.nl)"),
    (WEEK, None, ONE_HOUR, ("1 uur", "%(count)s uur")),
)
ARABIC: Final[Mapping[Id, Id]] = {
    "Start my plan": "ابدأ خطتي",
    "Go to %(place)s": "اذهبي إلى %(place)s",
    "My <b>plan</b>": "<b>خطتي</b>",
    "Done: %(share)s %%": "تم: %(share)s %%",
    "work": "عمل، وظيفة",
    "SVB (svb.nl)": "SVB (svb.nl)",
    ONE_HOUR: (
        "%(count)s ساعة",
        "ساعة واحدة",
        "ساعتان",
        "%(count)s ساعات",
        "%(count)s ساعة",
        "%(count)s ساعة",
    ),
}
TIGRINYA: Final[Mapping[Id, Id]] = {
    "Start my plan": "መደበይ ክጅምር",
    "Go to %(place)s": "ናብ %(place)s ኪዲ",
    "My <b>plan</b>": "<b>መደበይ</b>",
    "Done: %(share)s %%": "ተወዲኡ፦ %(share)s %%",
    "SVB (svb.nl)": "SVB (svb.nl)",
    ONE_HOUR: ("%(count)s ሰዓት", "%(count)s ሰዓታት"),
}
SPOKEN: Final = {
    review.REVIEW: "اقرئي هذه الترجمة بالقلم",
    review.READ_EACH: "اقرئي النص بالحروف الكبيرة.",
    review.GOOD_SO: "هل هو جيد؟ ضعي علامة.",
    review.NOT_SO: "اكتبي نصك على السطر.",
    review.SIGNS: "هذه الإشارات تبقى كما هي:",
    review.GOOD: "جيد",
    review.BETTER: "أفضل",
}
"""How the print itself speaks Arabic; in Tigrinya it says nothing."""


def write_translations(folder: Path) -> Path:
    """Write such a folder."""
    (folder / "languages.toml").write_text(LINES, "utf-8")
    dutch = {message: said for _files, _context, message, said in TEXTS}
    spoken: dict[str, Mapping[Id, Id]] = {"en": {}, "nl": dutch, "ar": ARABIC, "ti": TIGRINYA}
    for language, words in spoken.items():
        catalogue = Catalog(language, header_comment=f"# Words in {language}.")
        for files, context, message, _dutch in TEXTS:
            catalogue.add(message, words.get(message, ""), [(file, 1) for file in files], context=context)
        _write(folder / language / "LC_MESSAGES", catalogue)
    return folder


def _write(folder: Path, catalogue: Catalog) -> None:
    folder.mkdir(parents=True)
    with (folder / "messages.po").open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False)
    if str(catalogue.locale) == "ar":
        for message, said in SPOKEN.items():
            catalogue.add(str(message), said)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)

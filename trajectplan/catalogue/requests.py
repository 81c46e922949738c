"""What she can ask of the municipality, how sure each thing is, and the figures of the law that stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import format_decimal

from trajectplan.catalogue.loading import Entry, entries, read
from trajectplan.catalogue.records import Figure, Mark, RequestCard
from trajectplan.i18n import _
from trajectplan.plan.summary import Phrase, Said

__all__ = ["FIGURES", "LAW_READ", "LAW_READ_CHILDCARE", "LAW_UNTIL", "MARKS", "REQUESTS"]

_FILE = "requests.toml"
_KINDS = ("support", "learning", "trying", "childcare", "money")
_CHILDREN = ("under_5", "under_12", "two_or_three")
_UNITS = ("percent", "euros", "months")
_data = read(_FILE)
_law = Entry(f"{_FILE}: law", "law", _data["law"])

LAW_READ: date = _law.value("read", date)
"""The day of the text of the law, and of the figures, that was read."""

LAW_READ_CHILDCARE: date = _law.value("read_childcare", date)
"""The same for the law on childcare."""

_LAWS = {"childcare": LAW_READ_CHILDCARE}

LAW_UNTIL: date = _law.value("until", date)
"""From this day on the cards may no longer be right."""

MARKS: dict[str, Mark] = {
    each.key: Mark(
        key=each.key,
        icon=each.word("icon"),
        sign=each.word("sign"),
        label=each.said("label"),
        explanation=each.said("explanation"),
        short=each.said("short"),
    )
    for each in entries(_FILE, _data["marks"])
}

FIGURES: dict[str, Figure] = {
    each.key: Figure(
        key=each.key,
        value=each.value("value", int | float),
        unit=each.one_of("unit", _UNITS),
        since=each.value("since", date),
        source=each.word("source"),
    )
    for each in entries("figures.toml", read("figures.toml"))
}


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as the language of the moment writes it; cents only where there are any."""

    value: float
    cents: bool

    def __str__(self) -> str:
        whole = float(self.value).is_integer()
        return str(format_decimal(self.value, "#,##0.00" if self.cents and not whole else "#,##0.##"))


def _spoken(figure: Figure) -> Said:
    """The figure as it stands in a sentence; the sentence itself says per cent or months."""
    number = _Number(figure.value, cents=figure.unit == "euros")
    return Phrase(_("%(number)s euros"), {"number": number}) if figure.unit == "euros" else number


def _note(entry: Entry) -> Said:
    """The note of a card, with its figures put in."""
    names = entry.value("figures", dict, {})
    entry.known("figures", tuple(names.values()), FIGURES)
    note = entry.said_if("note")
    return Phrase(note, {name: _spoken(FIGURES[key]) for name, key in names.items()}) if names else note


REQUESTS: dict[str, RequestCard] = {
    each.key: RequestCard(
        key=each.key,
        kind=each.one_of("kind", _KINDS),
        icon=each.word("icon"),
        title=each.said("title"),
        sentence=each.said("sentence"),
        note=_note(each),
        official_word=each.word("official_word"),
        mark=each.one_of("mark", MARKS),
        article=each.said("article"),
        ask=each.said("ask"),
        changes=each.said_if("changes"),
        child=each.one_of("child", _CHILDREN) if each.has("child") else "",
        read=_LAWS[each.one_of("law", _LAWS)] if each.has("law") else LAW_READ,
    )
    for each in entries(_FILE, _data["cards"])
}

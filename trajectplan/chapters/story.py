"""What she said, told as a short story in her own voice; it is made of what plays a role, whatever page that is on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from babel import Locale
from babel.lists import format_list
from flask_babel import get_locale

from trajectplan.i18n import Pattern, _, comma, has_end, ngettext, without_stop
from trajectplan.plan.summary import Block, Item, List, Own, Phrase, Row, Said, Section, Summary, Text
from trajectplan.questions.grouped_cards import OF_THE_PAST

MOST: Final = 5
"""So many of a kind are told; the others are counted."""
STEPS: Final = ("first_step", "next_steps")
KEEPS_CAPITALS: Final = frozenset({"az", "de", "lb", "tr"})
"""Languages in which a first letter can't be made small without knowing the word: nouns, or a dotless i."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences that belong together; her own words in them stay her own."""

    sentences: tuple[Text, ...]


def tell(summary: Summary) -> tuple[Paragraph, ...]:
    """Her story in a few short paragraphs; nothing is said where nothing was answered."""
    told = (tuple(part(summary)) for part in PARTS)
    return tuple(Paragraph(sentences) for sentences in told if sentences)


# The parts of the story -----------------------------------------------------------------------------------------------


def _wish(summary: Summary) -> Iterator[Text]:
    yield from _in_one(summary, "goal", _("In the end I want this: %(words)s."))
    yield from _in_one(summary, "appeals", _("This work appeals to me: %(words)s."))
    yield from _in_one(summary, "because", _("I want this because it counts for me: %(words)s."))


def _abilities(summary: Summary) -> Iterator[Text]:
    yield from _in_one(summary, "strengths", _("I am good at this: %(words)s."))
    activities = _texts(summary, "unpaid")
    now = [text for text in activities if not _is_past(text)]
    before = [text for text in activities if _is_past(text)]
    if now:
        yield from _one_by_one(_("This is what I do, at home and for others."), [*now, *before])
    else:
        # What all of it has in common is said once.
        told = [text.values["what"] for text in before if isinstance(text, Phrase)]
        yield from _one_by_one(_("This is what I did, at home and for others."), told)
    yield from _one_by_one(_("This is what I can show."), _texts(summary, "can_show"))


def _is_past(text: Text) -> bool:
    return isinstance(text, Phrase) and text.text is OF_THE_PAST


def _children(summary: Summary) -> Iterator[Text]:
    blocks = (block for _chapter, block in summary.with_role("children"))
    children = [_child(item) for block in blocks if isinstance(block, List) for item in block.items]
    if children:
        yield Phrase(_("These are my children: %(words)s."), {"words": _joined(children)})
    yield from _one_by_one(_("This is how childcare must be for us."), _texts(summary, "conditions"))


def _child(item: Item) -> Text:
    """What she calls a child, and in brackets what she said of it."""
    about = [_small(text) for block in item.blocks if isinstance(block, Row) for text in block.answer]
    if not about:
        return item.title
    return Phrase("%(child)s (%(about)s)", {"child": item.title, "about": _joined(about, last="middle")})


def _in_the_way(summary: Summary) -> Iterator[Text]:
    """Each obstacle, followed by what would help."""
    obstacles: dict[str, Text] = {}
    helping: dict[str, list[Text]] = {}
    for section in (section for chapter in summary.chapters for section in chapter.sections):
        for obstacle, conditions in _obstacles(section):
            obstacles.setdefault(str(obstacle), obstacle)
            helping.setdefault(str(obstacle), []).extend(conditions)
    if obstacles:
        yield _("This is in the way now.")
    for name, obstacle in obstacles.items():
        yield _full(obstacle)
        yield from _with(_("Then I can, if %(words)s."), helping[name])


def _obstacles(section: Section) -> Iterator[tuple[Text, Sequence[Text]]]:
    """The obstacles that a section tells of, each with what it says of the help with it.

    They are listed there, or what is told is about the one that its title names.
    """
    playing = [block for block in section.blocks if block.role == "in_the_way"]
    named = section.title.values.get("obstacle") if isinstance(section.title, Phrase) else None
    if playing and named is not None:
        yield named, [text for block in playing for text in _told_by(block)]
        return
    for block in playing:
        items = block.items if isinstance(block, List) else [Item(text, ()) for text in _told_by(block)]
        for item in items:
            yield item.title, [text for row in item.blocks if row.role == "in_the_way" for text in _told_by(row)]


def _steps(summary: Summary) -> Iterator[Text]:
    """Only what she wrote: a day alone, or the number of a step without words, tells nothing."""
    first, then = ([text for text in _texts(summary, role) if isinstance(text, Own)] for role in STEPS)
    yield from _with(_("This week I do this: %(words)s."), first)
    yield from _with(_("After that I go on: %(words)s.") if first else _("These are my steps: %(words)s."), then)


def _asks(summary: Summary) -> Iterator[Text]:
    yield from _in_one(summary, "requests", _("I have a request about this: %(words)s."))
    if things := _texts(summary, "three_things"):
        words = {"contact": _contact(summary), "words": _joined([_small(text) for text in things])}
        yield Phrase(_("I want my %(contact)s to know this: %(words)s."), words)


def _contact(summary: Summary) -> Text:
    """What she calls the one she talks to: a word of hers before one on a card."""
    words = _texts(summary, "contact_word")
    own = [text for text in words if isinstance(text, Own)]
    return own[0] if own else _Small(words[0] if words else _("contact at the municipality"))


PARTS: Final[tuple[Callable[[Summary], Iterator[Text]], ...]] = (
    _wish,
    _abilities,
    _children,
    _in_the_way,
    _steps,
    _asks,
)


# What plays a role ----------------------------------------------------------------------------------------------------


def _texts(summary: Summary, role: str) -> list[Text]:
    """All that was answered in this role, in her order."""
    return [text for _chapter, block in summary.with_role(role) for text in _told_by(block)]


def _told_by(block: Block) -> tuple[Text, ...]:
    """The answers of a row or the titles of a list; not knowing yet is no answer, and a table tells no story."""
    if isinstance(block, List):
        return tuple(item.title for item in block.items)
    return block.answer if isinstance(block, Row) and not block.alone else ()


# How it becomes sentences ---------------------------------------------------------------------------------------------


def _in_one(summary: Summary, role: str, pattern: Said) -> Iterator[Text]:
    """One sentence with all that was answered in this role; none when that is nothing."""
    yield from _with(pattern, _texts(summary, role))


def _with(pattern: Said, texts: Sequence[Text]) -> Iterator[Text]:
    """The sentence with the first of these texts, and how many more there are; none when there are none."""
    if texts:
        yield Phrase(pattern, {"words": _joined([_small(text) for text in texts[:MOST]])})
    yield from _others(texts)


def _one_by_one(opening: Said, texts: Sequence[Text]) -> Iterator[Text]:
    """A sentence, then one for each of the first of these texts, and how many more there are; none without texts."""
    if texts:
        yield opening
    yield from map(_full, texts[:MOST])
    yield from _others(texts)


def _others(texts: Sequence[Text]) -> Iterator[Text]:
    """How many there are besides those that are told."""
    if more := len(texts[MOST:]):
        yield ngettext("And one thing more.", "And %(count)s things more.", more, count=more)


def _joined(texts: Sequence[Text], *, last: str = "end") -> Phrase:
    """The texts with commas and "and" between them, as the language of the moment has it; ``last`` is a comma too."""
    places = [f"%(text{number})s" for number in range(len(texts))]
    words = {f"text{number}": text for number, text in enumerate(texts)}
    return Phrase(_Places(tuple(places), last), words)


def _small(text: Text) -> Text:
    """A text as it stands inside a sentence: her words in quotation marks, ours without a capital."""
    if isinstance(text, Own):
        return Phrase(_("“%(words)s”"), {"words": _without_stop(text)})
    return text if isinstance(text, Phrase) else _Small(text)


def _full(text: Text) -> Text:
    """A text as a sentence of its own."""
    return Phrase(_Full(text), {"text": _small(text) if isinstance(text, Own) else text})


def _without_stop(own: Own) -> Own:
    """Her words without the full stop that ends them: the sentence around them has one."""
    return replace(own, text=without_stop(own.text.strip()))


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of texts, joined."""

    places: tuple[str, ...]
    last: str

    def __str__(self) -> str:
        # CLDR has "and" between all parts in Arabic; inside brackets that would be read as the next child.
        return format_list(self.places, locale=_locale()) if self.last == "end" else comma().join(self.places)


@dataclass(frozen=True, slots=True)
class _Small:
    """A said text with a small first letter and no full stop; capitals in a row stay, and so does the English "I"."""

    text: Said

    def __str__(self) -> str:
        said = without_stop(str(self.text))
        language = _locale().language
        is_i = language == "en" and re.match(r"I\b", said)
        stays = is_i or said[1:2].isupper() or language in KEEPS_CAPITALS
        return said if stays else said[:1].lower() + said[1:]


@dataclass(frozen=True, slots=True)
class _Full:
    """The place of a text that ends a sentence, with a full stop when it has none."""

    text: Text

    def __str__(self) -> str:
        text = _without_stop(self.text) if isinstance(self.text, Own) else self.text
        return "%(text)s" if has_end(str(text)) else str(Pattern("%(text)s."))


def _locale() -> Locale:
    return get_locale() or Locale("en")

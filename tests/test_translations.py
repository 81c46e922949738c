"""The Dutch catalogue is complete, fits the texts of the program, and every pictogram they name exists."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from trajectplan.chapters import CHAPTERS
from trajectplan.questions import CardItems, Choice, Group
from trajectplan.resources import STATIC, TEMPLATES, TRANSLATIONS
from trajectplan.wording import PLACEHOLDER, TAG

ROOT = Path(__file__).resolve().parents[1]
SAME_IN_DUTCH = {
    *("Contact", "Print", "School", "Stop", "Sector", "Weekend", "school", "“%(words)s”"),
    *("Dari", "Sarnami", "Tigrinya", "Twi", "Urdu"),
    *("calamiteitenplan", "nazorg", "SVB (svb.nl)"),
    "Proefberekening kinderopvangtoeslag (Dienst Toeslagen)",
    "Proefberekening toeslagen (Dienst Toeslagen, toeslagen.nl)",
}
"""Texts that are spelled alike in both languages; every other one would be a forgotten translation."""

WITHOUT_WORDS = {"“%(words)s”"}
"""Texts that are only signs around something; they are the same in English."""
KEY = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*[._][a-z0-9_.]+|[a-z]+(?:[A-Z][a-z]+)+")
"""A message id that names a text and isn't one: ``page.title``, ``page_title``, ``pageTitle``."""

DRAWN = re.compile(r"""\b(?:icon|heading|title_of)(?:\(|=)\s*["']([a-z-]+)["']""")


@cache
def extracted() -> frozenset[tuple[str | None, str | tuple[str, ...]]]:
    """Every text of the program, as context and message id."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        ROOT,
        method_map=[(mapping["pattern"], mapping["method"]) for mapping in mappings],
        options_map={mapping["pattern"]: {"silent": "false"} for mapping in mappings},
    )
    return frozenset((context, message) for _file, _line, message, _comments, context in found)


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def dutch() -> tuple[Message, ...]:
    return tuple(message for message in catalogue("nl") if message.id)


def forms(message: Message) -> list[tuple[str, str]]:
    """The English and the Dutch of a text: two pairs where it counts."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string or "",)
    return list(zip(map(str, ids), map(str, strings), strict=True))


def differing(messages: Iterable[Message], pattern: re.Pattern[str]) -> list[str]:
    """The English texts whose Dutch doesn't hold the same things that ``pattern`` finds."""
    return [
        english
        for message in messages
        for english, translated in forms(message)
        if Counter(pattern.findall(english)) != Counter(pattern.findall(translated))
    ]


def test_the_texts_of_the_program_are_found() -> None:
    found = {message for _context, message in extracted()}
    assert {"My children and my week", "Type a time, such as 8:30 or 17:15.", "Why do we ask this?"} <= found


def test_nothing_is_left_in_english() -> None:
    assert not [english for message in dutch() for english, translated in forms(message) if not translated.strip()]


def keys_without_text(messages: Iterable[Message]) -> list[str]:
    """The ids that the site would show in English though they are no English."""
    return [
        english
        for message in messages
        for english, said in forms(message)
        if not said and (KEY.fullmatch(english) or not re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", english)))
    ]


def test_where_english_has_a_hole_the_id_is_the_text() -> None:
    assert set(keys_without_text(catalogue("en"))) == WITHOUT_WORDS
    keys = [Message(key) for key in ("page.title", "page_title", "pageTitle", "week.hours_left", "%(count)s")]
    assert len(keys_without_text(keys)) == len(keys)
    assert not keys_without_text(Message(key, "Title") for key in ("page.title", "page_title"))


def test_nothing_is_fuzzy() -> None:
    assert not [message.id for message in dutch() if message.fuzzy]


@pytest.mark.parametrize("language", sorted(path.name for path in TRANSLATIONS.iterdir() if path.is_dir()))
def test_no_catalogue_is_stale(language: str) -> None:
    kept = {(message.context, message.id) for message in catalogue(language) if message.id}
    assert not extracted() - kept, "texts without a place in the catalogue; run: make translations"
    assert not kept - extracted(), "texts the program no longer says; run: make translations"


def test_placeholders_are_the_same() -> None:
    assert not differing(dutch(), PLACEHOLDER)


def test_a_percent_sign_beside_a_placeholder_is_doubled() -> None:
    texts = [text for message in dutch() for pair in forms(message) for text in pair if PLACEHOLDER.search(text)]
    assert not [text for text in texts if "%" in PLACEHOLDER.sub("", text).replace("%%", "")]


def test_tags_are_the_same() -> None:
    assert not differing(dutch(), TAG)


def test_no_text_was_only_copied() -> None:
    copied = {english for message in dutch() for english, translated in forms(message) if english == translated}
    assert copied <= SAME_IN_DUTCH


def test_space_around_a_text_stays() -> None:
    pairs = [pair for message in dutch() for pair in forms(message)]
    assert not [pair for pair in pairs if any(text != text.strip() for text in pair)]


# Pictograms -----------------------------------------------------------------------------------------------------------


def groups() -> Iterator[type[Group]]:
    """Every class of questions there is: pages, and the screens of the things they list."""
    for page in (page for chapter in CHAPTERS for page in chapter.pages):
        yield page
        if items := page().items:
            yield items.group


def option_icons(group: type[Group]) -> list[tuple[str, str]]:
    """The pictograms of the cards on one screen, each with the words on the card; the same answers count once."""
    asked = [each for each in group().own_questions if isinstance(each, Choice | CardItems)]
    offered = [each.options for each in asked] + [each.none for each in asked if isinstance(each, CardItems)]
    answers = {tuple((option.icon, str(option.key)) for option in options) for options in offered}
    return [pair for pairs in answers for pair in pairs if pair[0]]


def test_every_pictogram_exists() -> None:
    named = {chapter.icon for chapter in CHAPTERS} | {group.icon for group in groups() if group.icon}
    named |= {icon for group in groups() for icon, _key in option_icons(group)}
    for folder, ending in ((TEMPLATES, "html"), (ROOT / "trajectplan", "py")):
        for file in folder.rglob(f"*.{ending}"):
            named |= set(DRAWN.findall(file.read_text("utf-8")))
    assert named
    assert not sorted(named - {file.stem for file in (STATIC / "icons").glob("*.svg")})


def test_every_pictogram_is_in_use() -> None:
    code = [file for ending in ("py", "toml") for file in (ROOT / "trajectplan").rglob(f"*.{ending}")]
    files = (*TEMPLATES.rglob("*.html"), *code)
    named = {name for file in files for name in re.findall(r"""["']([a-z-]+)["']""", file.read_text("utf-8"))}
    assert not sorted({file.stem for file in (STATIC / "icons").glob("*.svg")} - named)


@pytest.mark.parametrize("group", tuple(groups()), ids=lambda group: group.__name__)
def test_no_two_answers_on_a_screen_share_a_pictogram(group: type[Group]) -> None:
    counted = Counter(icon for icon, _key in option_icons(group))
    assert not [icon for icon, times in counted.items() if times > 1]

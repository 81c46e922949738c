"""The commands for who helps with a language: print its texts to read, take better ones, print words to record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from trajectplan.i18n import DEFAULT, is_language, language_name
from trajectplan.languages import FILE as LINES
from trajectplan.languages import MOST_LETTERS, TAG, Reading, is_one_line
from trajectplan.operating import Refused, read_settings, speaking_application
from trajectplan.resources import TRANSLATIONS

# What a command needs beyond this is imported inside it, so that the others start at once.
if TYPE_CHECKING:
    from trajectplan.correcting.rows import Correction
    from trajectplan.plan.spoken import Clip
    from trajectplan.reviewing import Texts, Translated
    from trajectplan.walking import Part

__all__ = ["translations"]

PDF: Final = ".pdf"
TABLE: Final = ".tsv"
TABLES: Final = (TABLE, ".txt")
UNREAD: Final = "unread"
MOST_PARTS: Final = 100
CLIPS: Final = "static/audio"
OUTPUT: Final = click.Path(path_type=Path, dir_okay=False)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LOCK: Final = "build/apply.lock"
"""Where git doesn't look; held while corrections are taken."""
PATIENCE: Final = 10.0
"""So many seconds one waits for another who takes corrections."""


@click.group()
def translations() -> None:
    """Help with a language: texts to read, better texts, words to record."""


# Reading --------------------------------------------------------------------------------------------------------------


@translations.command()
@click.option("--language", required=True, help="The language to read.")
@click.option("-o", "--output", metavar="OUT.pdf|.tsv|.txt", type=OUTPUT, required=True)
@click.option(
    "--only",
    metavar="unread|PAGE|CHAPTER|FILES",
    multiple=True,
    help="Only texts nobody read yet, or those of a page, a chapter, or files such as 'start*'; may be given again.",
)
@click.option("--part", metavar="N/OF", help="Only a portion of these, such as 2/10, for one of ten readers.")
def review(language: str, output: Path, only: tuple[str, ...], part: str | None) -> None:
    """Print the texts of a language, page by page, for a reader with a pen, or write them as a table."""
    from trajectplan.pdf.review import render_review
    from trajectplan.reviewing import as_table

    ending = _ending(output, (PDF, *TABLES))
    texts = _texts(language)
    with speaking_application(TRANSLATIONS).app_context():
        parts = _chosen(texts, only, part)
        if ending == PDF:
            said = [(each.name, each.texts) for each in parts]
            _write(output, render_review(language, _name(language), said, glossary=_glossary(texts, parts)))
            return
    _write(output, as_table(text for each in parts for text in each.texts).encode("utf-8-sig"))


def _chosen(texts: Texts, only: Sequence[str], part: str | None) -> list[Part]:
    """The texts to read in the order of her walk: all, those that nobody read yet, of some pages, or a portion."""
    from trajectplan.walking import parts_of, portion

    found = parts_of(list(texts))
    if names := [each.strip("/") for each in only if each != UNREAD]:
        for name in names:
            if not any(part.is_named(name) or any(text.is_from(name) for text in part.texts) for part in found):
                raise Refused(_not_there(name, found))
        found = [
            replace(each, texts=tuple(text for text in each.texts if any(map(text.is_from, names))))
            if not any(map(each.is_named, names))
            else each
            for each in found
        ]
    if UNREAD in only:
        found = [replace(each, texts=tuple(text for text in each.texts if not text.is_read)) for each in found]
    if not (found := [each for each in found if each.texts]):
        raise Refused(f"Every text{f' of {_listed(names)}' if names else ''} was read.")
    if part is not None:
        count = sum(len(each.texts) for each in found)
        if not (found := portion(found, *_numbers(part))):
            raise Refused(f"--part {part} is empty: there is no more to divide than {_many(count, 'text')}.")
    return found


def _not_there(name: str, parts: Sequence[Part]) -> str:
    """That nothing is named so, what is named nearly so, and what there is."""
    from trajectplan.chapters import CHAPTERS

    words = dict.fromkeys(word for part in parts for word in part.name.removesuffix(".html").split("/"))
    near = get_close_matches(name.lower(), [UNREAD, *words])
    meant = f" Did you mean {_listed(near, 'or')}?" if near else ""
    chapters = ", ".join(chapter.key for chapter in CHAPTERS)
    return (
        f"No text is of {name}.{meant} There are {UNREAD}, the chapters {chapters}, "
        f"pages such as {CHAPTERS[0].key}/{CHAPTERS[0].pages[0].key} or start, and files such as 'start*'."
    )


def _glossary(texts: Texts, parts: Sequence[Part]) -> list[tuple[str, str, str]]:
    """What these texts say of the field: the English, the Dutch, and the word that stands for it everywhere."""
    from trajectplan.wording import Wording

    wording = Wording(texts, TRANSLATIONS)
    words = {term.key: wording.words.get(term.key, {}).get("word", "") for term in wording.terms}
    said = "\n".join(text.english for part in parts for text in part.texts)
    terms = [term for term in wording.terms if words[term.key] and term.english.search(said)]
    return [(term.key, term.dutch, words[term.key]) for term in terms]


def _numbers(part: str) -> tuple[int, int]:
    """Which portion, and of how many."""
    match part.split("/"):
        case [number, of] if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= MOST_PARTS:
            return int(number), int(of)
    raise Refused(f"--part is {part!r}; the second of ten portions is 2/10, and there are at most {MOST_PARTS}.")


def _texts(language: str) -> Texts:
    """The texts of a language in the checkout."""
    from trajectplan.reviewing import Texts

    _check(language)
    try:
        return Texts(language, TRANSLATIONS)
    except OSError as problem:
        raise Refused(f"{problem.filename} can't be read: {problem.strerror}.") from None


def _check(language: str) -> None:
    """Refuse a language that has no texts in a checkout."""
    from trajectplan.reviewing import languages_of

    known = languages_of(TRANSLATIONS)
    if not known:
        raise Refused(f"There are no messages.po in {TRANSLATIONS}: only a checkout of the project has them.")
    if language not in known:
        raise Refused(f"{language!r} is no language of this checkout; choose from {', '.join(known)}.")


# Correcting -----------------------------------------------------------------------------------------------------------


@translations.command()
@click.argument("file", metavar="CORRECTIONS.tsv", type=OUTPUT)
@click.option("--language", required=True, help="The language of the texts.")
@click.option("--by", metavar="NAME", help="Who read the texts; with --on and --what.")
@click.option("--on", metavar="DATE", help="The day on which they were read, such as 2026-03-01.")
@click.option("--what", metavar="WORDS", help="What was read, such as 'all pages, not the prints'.")
def apply(file: Path, language: str, by: str | None, on: str | None, what: str | None) -> None:
    """Take better texts into the catalogue of a language: all of them, or none."""
    from trajectplan.correcting.checking import GOOD, check

    reading = _reading(by, on, what)
    _check(language)
    corrections, refused = _corrections(file)
    # Texts are read when nobody else writes them, or what he took would be lost.
    with _alone():
        texts = _texts(language)
        checked = check(corrections, texts, TRANSLATIONS)
        if refused := [*refused, *checked.refused]:
            for line in refused:
                click.echo(line, err=True)
            raise Refused(f"Nothing is taken: {len(refused)} refused. Mend those lines and try again.")
        if not any(better for _text, better in checked.read) and not (reading and checked.read):
            good = f", and no “{GOOD}” behind a number" if reading else ""
            raise Refused(f"{file} holds no better text{good}.")
        _apply(texts, checked.read, reading)


def _corrections(file: Path) -> tuple[list[Correction], list[str]]:
    """The rows of a file of corrections, and those that are refused, each with its reason."""
    from trajectplan.correcting.rows import MOST_BYTES, WorkbookError, corrections_in

    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise Refused(f"{file} is too long for corrections: it may have {MOST_BYTES // 2**20} MB.")
        return corrections_in(content)
    except OSError as problem:
        raise Refused(f"{file} can't be read: {problem.strerror}.") from None
    except WorkbookError:
        raise Refused(f"{file} is a workbook; save it as text with tabs or as CSV, in UTF-8, and give that.") from None
    except UnicodeError:
        raise Refused(f"{file} isn't written in UTF-8; save it as text or CSV in UTF-8.") from None


@contextmanager
def _alone() -> Iterator[None]:
    """Within this context nobody else takes corrections, and nothing lies about of who was killed doing so."""
    from trajectplan.correcting.files import clear
    from trajectplan.storage.locking import InUse, holding

    lock = TRANSLATIONS.parent / LOCK
    try:
        lock.parent.mkdir(exist_ok=True)
        with holding(lock, alone=True, patience=PATIENCE):
            clear(TRANSLATIONS)
            yield
    except InUse:
        raise Refused("Nothing is taken: corrections are being taken already; try again when that is done.") from None
    except OSError as problem:
        name = problem.filename2 or problem.filename or "A file"
        raise Refused(f"Nothing is taken: {name} can't be written: {problem.strerror}.") from None


def _apply(texts: Texts, read: Sequence[tuple[Translated, str]], reading: Reading | None) -> None:
    """Write the catalogue, and the line of its language where somebody says what was read."""
    from trajectplan.correcting.files import HalfWrittenError, replace_files
    from trajectplan.correcting.writing import as_written, correct, with_reading
    from trajectplan.reviewing import catalogue_of

    taken = correct(texts, read, str(reading.on) if reading else "")
    written = {catalogue_of(texts.language, TRANSLATIONS): as_written(texts)}
    left = sum(not text.is_read for text in texts)
    try:
        if reading:
            lines = (TRANSLATIONS / LINES).read_text("utf-8")
            added = with_reading(lines, texts.language, replace(reading, left=left or None))
            written[TRANSLATIONS / LINES] = added.encode()
        replace_files(written)
    except ValueError:
        raise Refused(f"Nothing is taken: {LINES} has no line for {texts.language} that can take a reading.") from None
    except HalfWrittenError as problem:
        raise Refused(f"Only half is taken: {problem.filename} is new, the rest can't be written.") from None
    click.echo(f"Taken: {_many(taken, 'better text')}. Read: {len(read)}. Now run: make translations")
    if reading:
        for line in _half_read(texts, read):
            click.echo(line)
        click.echo(f"{LINES} says now that {reading.by} read it.")
        more = f"Left: {_many(left, 'text')} that nobody read, so its pages go on saying so."
        click.echo(more if left else "All was read.")


def _half_read(texts: Texts, read: Sequence[tuple[Translated, str]]) -> Iterator[str]:
    """Which texts don't count as read, since nothing was said of some of their plural forms."""
    given = {text.number for text, _better in read}
    for forms in {text.name: texts.forms_of(text) for text, _better in read if not text.is_read}.values():
        said, missing = ([each.number for each in forms if (each.number in given) is it] for it in (True, False))
        if missing:
            yield f"Not counted as read: {_listed(said)}. This file says nothing of {_listed(missing)}."


def _listed(names: Sequence[str], before_last: str = "and") -> str:
    *first, last = names
    return f"{', '.join(first)} {before_last} {last}" if first else last


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _reading(by: str | None, on: str | None, what: str | None) -> Reading | None:
    """Who read it, when and what; all three or none."""
    if by is None and on is None and what is None:
        return None
    if not (by and on and what):
        raise Refused("Who read it, when and what go together: say --by, --on and --what.")
    for option, words in (("--by", by), ("--what", what)):
        if not is_one_line(words):
            must = f"words that can be seen, on one line, of at most {MOST_LETTERS} letters"
            raise Refused(f"{option} is {words!r}; it must be {must}.")
    try:
        reading = Reading(by.strip(), _day(on), what.strip())
    except ValueError:
        raise Refused(f"--on is {on!r}; a day is written as 2026-03-01.") from None
    if reading.on > today():
        raise Refused(f"--on is {reading.on}, a day that is still to come; today is {today()}.")
    return reading


def _day(written: str) -> date:
    """The one way to write it that nobody reads as another day. Raises ``ValueError``."""
    if not DAY.fullmatch(written):
        raise ValueError(written)
    return date.fromisoformat(written)


def today() -> date:
    """The day on the reader's own wall."""
    return date.today()  # noqa: DTZ011


# Recording ------------------------------------------------------------------------------------------------------------


@translations.command()
@click.option("--language", required=True, help="The language to speak, such as rif or kea; it need not be ours.")
@click.option("--from", "source", default=DEFAULT, show_default=True, help="The language of the words on the sheet.")
@click.option("-o", "--output", metavar="OUT.pdf|.tsv", type=OUTPUT, required=True)
def script(language: str, source: str, output: Path) -> None:
    """Print the words of every page for recordings in a language, also one that is only spoken."""
    from trajectplan.pdf.review import render_script, spoken_in
    from trajectplan.pdf.voice import Voice
    from trajectplan.reviewing import in_rows

    ending = _ending(output, (PDF, *TABLES))
    if not TAG.fullmatch(language):
        raise Refused(f"{language!r} is no code of a language; write it as nl, rif or pt-CV.")
    known = sorted(path.parents[1].name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.mo"))
    if source not in known:
        raise Refused(f"{source!r} is no language with texts; choose from {', '.join(known)}.")
    with speaking_application(TRANSLATIONS).app_context():
        clips = [(f"{CLIPS}/{language}/{clip.key}.opus", clip) for clip in _clips()]
        if ending == PDF:
            _write(output, render_script(source, _name(language, source), clips))
            return
        voice = Voice(source)
        rows = [
            (file, str(number), kind, said)
            for file, clip in clips
            for number, (kind, said) in enumerate(spoken_in(clip, voice), 1)
        ]
    _write(output, in_rows(("file", "order", "what", "words"), rows).encode("utf-8-sig"))


def _clips() -> Iterator[Clip]:
    """What is spoken of every page, in the order of her walk."""
    from trajectplan.chapters import CHAPTERS
    from trajectplan.plan.spoken import clip_of
    from trajectplan.telling import AFTER, BEFORE, told

    settings = read_settings()
    yield from told(BEFORE, settings)
    for chapter in CHAPTERS:
        yield from (clip_of(page.ask()) for page in chapter.pages)
    yield from told(AFTER, settings)


# Files ----------------------------------------------------------------------------------------------------------------


def _name(language: str, in_language: str | None = None) -> str:
    """What a language is called, with its code; the code alone where Unicode doesn't know it."""
    code = language.replace("-", "_")
    if not is_language(code):
        return language
    return f"{language_name(code, in_language)} ({language})"


def _ending(output: Path, endings: Sequence[str]) -> str:
    """How the name of a file ends, which decides what is written."""
    if output.suffix.lower() not in endings:
        raise Refused(f"{output} must end in {', '.join(endings[:-1])} or {endings[-1]}.")
    return output.suffix.lower()


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise Refused(f"{output} can't be written: {problem.strerror}.") from None
    click.echo(f"{output} is ready.")

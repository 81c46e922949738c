"""The texts of a catalogue in the order of her walk: first what comes before the questions, then page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from inspect import getsourcefile, getsourcelines
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.extract import extract_from_file

from trajectplan.chapters import CHAPTERS
from trajectplan.i18n import speaking
from trajectplan.pages import Page
from trajectplan.plan.spoken import clip_of
from trajectplan.reviewing import SOURCE, Translated

__all__ = ["Part", "parts_of", "portion"]

PACKAGE: Final = Path(__file__).parent
CHAPTER_FILES: Final = "trajectplan/chapters/"
BEFORE: Final = (
    *("templates/start.html", "templates/base.html", "templates/parts.html", "templates/language.html"),
    *("templates/how.html", "templates/device.html", "templates/code.html", "templates/task_list.html"),
    *("templates/page.html", "templates/questions.html", "trajectplan/questions/*"),
)
"""What she meets before the first question, and around every one. What isn't named comes after the questions."""

Place: TypeAlias = tuple[int, ...]
Key: TypeAlias = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Part:
    """The texts of one page, under the keys of its chapter and itself; of another file, under its name."""

    name: str
    texts: tuple[Translated, ...]

    def is_named(self, pattern: str) -> bool:
        """Whether it is a page, or one of a chapter, of this name."""
        return any(fnmatch(name, pattern) for name in (self.name, *self.name.split("/")))


def parts_of(texts: Sequence[Translated]) -> list[Part]:
    """The texts by their pages, in the order in which she comes to them. Needs an application context."""
    spoken, written = _spoken(), dict(_written())
    known = {text.number: _known(text, spoken, written) for text in texts}
    latest: dict[str, Place] = {}
    placed: list[tuple[Place, str, Translated]] = []
    for number, text in enumerate(texts):
        file = text.files[0] if text.files else ""
        # A card of a long list stands with the one before it: pages say which lists they show, texts don't.
        if place := known[text.number] or (latest.get(file) if "/catalogue/" in file else None):
            latest[file] = place
            chapter, page = CHAPTERS[place[1]], CHAPTERS[place[1]].pages[place[2]]
            placed.append(((*place, number), f"{chapter.key}/{page.key}", text))
        else:
            before = next((at for at, pattern in enumerate(BEFORE) if fnmatch(file, pattern)), None)
            placed.append((((0, before) if before is not None else (2, 0)) + (number,), file, text))
    found: dict[str, list[Translated]] = {}
    for _place, name, text in sorted(placed, key=lambda each: each[0]):
        found.setdefault(name, []).append(text)
    return [Part(name, tuple(each)) for name, each in found.items()]


def _known(text: Translated, spoken: Mapping[str, Place], written: Mapping[Key, Place]) -> Place | None:
    """Where a page of questions says it first; a text that also stands before the questions belongs there."""
    if any(fnmatch(file, pattern) for file in text.files[:1] for pattern in BEFORE):
        return None
    ids = (text.message.id,) if isinstance(text.message.id, str) else text.message.id
    return spoken.get(text.english) or written.get((ids[0], text.message.context))


def _pages() -> Iterator[tuple[Place, type[Page]]]:
    for number, chapter in enumerate(CHAPTERS):
        yield from (((1, number, at), page) for at, page in enumerate(chapter.pages))


def _spoken() -> dict[str, Place]:
    """Where each text is read aloud first, by its English."""
    found: dict[str, Place] = {}
    with speaking(SOURCE):
        for place, page in _pages():
            for number, (_kind, said) in enumerate(clip_of(page.ask()).words):
                found.setdefault(str(said), (*place, number))
    return found


def _written() -> Iterator[tuple[Key, Place]]:
    """Where each text of the chapters stands: by its page, or by the page that follows it in its file."""
    pages = sorted(((*_source(page), place) for place, page in _pages()), key=lambda each: each[:2])
    files = {file: [(line, place) for name, line, place in pages if name == file] for file, _line, _place in pages}
    found: dict[Key, Place] = {}
    for path in sorted((PACKAGE / "chapters").rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        lines = files.get(name) or _of_chapter(name)
        for number, text, _comments, context in extract_from_file("python", path) if lines else ():
            inside = [place for line, place in lines if line <= number]
            place = inside[-1] if inside else lines[0][1]
            key = (text if isinstance(text, str) else text[0], context)
            found[key] = min(found.get(key, (9,)), (*place, 1000 + number))
    yield from found.items()


def _source(page: type[Page]) -> tuple[str, int]:
    path = Path(getsourcefile(page) or "")
    return path.relative_to(PACKAGE.parent).as_posix(), getsourcelines(page)[1]


def _of_chapter(name: str) -> list[tuple[int, Place]]:
    """Where a file of a chapter goes that has no pages of its own: behind its last page."""
    folder = name.removeprefix(CHAPTER_FILES).split("/")[0]
    keys = [chapter.pages[0].__module__.split(".")[2] for chapter in CHAPTERS]
    return [(0, (1, keys.index(folder), len(CHAPTERS[keys.index(folder)].pages) - 1))] if folder in keys else []


def portion(parts: Iterable[Part], number: int, of: int) -> list[Part]:
    """One of so many portions, nearly as long as the others; a page may go on in the next, but no text in its forms."""
    everything = [(each.name, text) for each in parts for text in each.texts]
    begins = [at for at, (_name, text) in enumerate(everything) if not at or text.name != everything[at - 1][1].name]
    bounds = (len(everything) * each // of for each in (number - 1, number))
    first, last = (next((at for at in begins if at >= bound), len(everything)) for bound in bounds)
    found: dict[str, list[Translated]] = {}
    for name, text in everything[first:last]:
        found.setdefault(name, []).append(text)
    return [Part(name, tuple(texts)) for name, texts in found.items()]

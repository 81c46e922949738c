"""Recordings of pages, for who reads little: found at the start, served under an address that names their content."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from babel import Locale
from flask import Flask, Response, abort, current_app, request, url_for

from trajectplan.i18n import main_part, tag_of
from trajectplan.languages import TAG

log = logging.getLogger("trajectplan")
NAME: Final = "trajectplan.clips"
CLIP: Final = "clip"
"""The endpoint that serves them."""
FILES: Final = "*/*.opus"
KEY: Final = re.compile(r"[a-z0-9_]+")
FREE: Final = re.compile(r"q[a-t][a-z]")
"""Codes for languages that have none (RFC 5646, section 2.2.1)."""
OGG: Final = b"OggS"
"""How every Ogg file begins (RFC 3533, section 6)."""
KILO: Final = 1000


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording: the language that is spoken in it, the key of its page, where it is, its size in bytes."""

    language: str
    key: str
    path: Path
    size: int
    digest: str

    @property
    def name(self) -> str:
        """Its name in addresses; another content has another."""
        return f"{self.key}.{self.digest}.opus"

    @property
    def url(self) -> str:
        """Its address."""
        return url_for(CLIP, language=self.language, name=self.name)

    @property
    def kilobytes(self) -> int:
        """Its size in units of a thousand bytes, rounded upwards."""
        return -(-self.size // KILO)


@dataclass(frozen=True, slots=True)
class Clips:
    """All recordings, by language and key of the page, and by their addresses."""

    by_page: Mapping[tuple[str, str], Clip] = field(default_factory=dict)
    by_address: Mapping[tuple[str, str], Clip] = field(default_factory=dict)

    @classmethod
    def found_in(cls, folder: Path) -> Clips:
        """Those in a folder, as ``<language>/<key of the page>.opus``; what isn't named so, or no Ogg file, is none.

        A code that is of no language is left out, and the log says so: nobody would know what it stands for.
        """
        found = list(_found_in(folder))
        unknown = {each.language for each in found if not is_known(each.language)}
        for language in sorted(unknown):
            log.warning("Recordings in %s are left out: no language is known by that code.", language)
        found = [each for each in found if each.language not in unknown]
        by_page = {(each.language, each.key): each for each in found}
        return cls(by_page, {(each.language, each.name): each for each in found})

    def find(self, language: str, key: str) -> Clip | None:
        """The recording of a page in a language, as BCP 47 writes it."""
        return self.by_page.get((language, key))

    def beside(self, languages: Sequence[str]) -> tuple[str, ...]:
        """The languages that have recordings, but for these, which have texts."""
        return tuple(sorted({language for language, _key in self.by_page} - {tag_of(each) for each in languages}))


def is_known(language: str) -> bool:
    """Whether Unicode names the language, in English at least, or its code is of those that anybody may use."""
    code = main_part(language)
    return code in Locale("en").languages or bool(FREE.fullmatch(code))


def _found_in(folder: Path) -> Iterator[Clip]:
    for path in sorted(folder.resolve().glob(FILES)):
        language, key = path.parent.name, path.stem
        if TAG.fullmatch(language) and KEY.fullmatch(key) and path.is_file():
            content = path.read_bytes()
            if content.startswith(OGG):
                yield Clip(language, key, path, len(content), blake2b(content, digest_size=6).hexdigest())


def init_app(app: Flask) -> None:
    """Look for the recordings once, and add the route."""
    app.extensions[NAME] = Clips.found_in(app.config["AUDIO"])
    app.add_url_rule("/static/audio/<language>/<name>", CLIP, clip_file)


def clips() -> Clips:
    """Those of the application that answers this request."""
    found: Clips = current_app.extensions[NAME]
    return found


def clip_file(language: str, name: str) -> Response:
    """A recording by its hashed name, or the part of it that is asked for; no path ever comes from an address."""
    clip = clips().by_address.get((language, name))
    if clip is None:
        abort(404)
    try:
        response = Response(clip.path.read_bytes(), mimetype="audio/ogg")
    except OSError:  # taken away since the start
        abort(404)
    response.set_etag(clip.digest)
    response.make_conditional(request, accept_ranges=True, complete_length=response.content_length)
    return response

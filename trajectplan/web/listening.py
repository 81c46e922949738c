"""Languages that are only spoken: a short address of each for posters, and the recording of the page that is drawn."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from jinja2 import pass_context
from jinja2.runtime import Context
from werkzeug.routing import AnyConverter, Map

from trajectplan.web.clips import Clip, clips
from trajectplan.web.information import start_with
from trajectplan.web.services import services
from trajectplan.web.visit import visit

POSTER = "spoken_poster"
"""The endpoint of the short addresses, such as ``/rif``; there is none where nothing is recorded."""


class AnyCase(AnyConverter):
    """One of several words in an address, as a phone may write it: ``rif``, ``Rif``, ``RIF``."""

    def __init__(self, known: Map, *words: str) -> None:
        super().__init__(known, *words)
        self.regex = f"(?i:{self.regex})"
        self.words = {word.lower(): word for word in words}

    def to_python(self, value: str) -> str:
        """The word as we write it."""
        return self.words[value.lower()]

    def to_url(self, value: Any) -> str:
        """The address of a word."""
        return str(value).lower()


def init_app(app: Flask) -> None:
    """Add the short addresses, and what finds the recording of a page. The recordings must be known."""
    app.jinja_env.globals["recording_of_page"] = recording_of_page
    app.url_map.converters["any_case"] = AnyCase
    with app.app_context():
        spoken = ",".join(f'"{language}"' for language in clips().beside(services().settings.languages))
    if spoken:
        app.add_url_rule(f"/<any_case({spoken}):language>", POSTER, poster, strict_slashes=False)


def poster(language: str) -> ResponseReturnValue:
    """Start with recordings in this language; what is written stays in the language of the browser."""
    return start_with(lambda: visit.talk(f"hear:{language}"))


@pass_context
def recording_of_page(context: Context) -> Clip | None:
    """The recording of the page that is drawn: in the language she hears, else in that of the page, if there is one.

    Its key is what the template sets as ``recording``, for pages that don't always say the same; else the key of the
    questions; else the name of the template.
    """
    key = context.get("recording") or context.get("listens") or PurePosixPath(context.name or "").stem
    clip: Clip | None = context["here"].clip(key)
    return clip

"""The static files: each under an address that names its content, without the lines that are comments."""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from hashlib import blake2b
from typing import Final

from flask import Flask, Response, abort, url_for

from trajectplan.resources import STATIC

ASSETS: Final = (
    "aloud.js",
    "app.css",
    "app.js",
    "hand.js",
    "paper.css",
    "recipe.css",
    "time.css",
    "time.js",
    "week.css",
    "week.js",
)
COMMENT_LINES: Final = re.compile(rb"^ *(//.*|/\*[^\n]*\*/)\n", re.MULTILINE)


def init_app(app: Flask) -> None:
    """Add the route; ``compression`` packs what it answers, once for all."""
    app.add_url_rule("/static/<name>", "static", asset_file)
    app.jinja_env.globals.update(asset=asset)


@cache
def _served(name: str) -> bytes:
    """A static file as it is sent: without the lines that are comments, which every first visit would pay for."""
    return COMMENT_LINES.sub(b"", (STATIC / name).read_bytes())


@cache
def _hashed(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{blake2b(_served(name), digest_size=6).hexdigest()}.{ending}"


def asset(name: str) -> str:
    """The address of a static file; another content has another address, so it may be kept for ever."""
    return url_for("static", name=_hashed(name))


def asset_file(name: str) -> Response:
    """A static file by its hashed name."""
    found = next((each for each in ASSETS if _hashed(each) == name), None)
    if found is None:
        abort(404)
    return Response(_served(found), mimetype=mimetypes.guess_type(found)[0])

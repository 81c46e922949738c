"""What no page of ours ever sends is refused before anything reads it: packed bodies, and fields without end."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import Flask, abort, request

MOST_FIELDS: Final = 1000
"""The fullest page of a full plan has 33 inputs, one with two hundred cards some hundreds.

As many as fit into what may be posted would take a third of a second to read, and come back in a page of a megabyte."""
PLAIN: Final = frozenset({"", "identity"})


def init_app(app: Flask) -> None:
    """Guard the application; to be called before anything that looks into a form."""
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.before_request(check_body)


def check_body() -> None:
    """Refuse a body that must be unpacked, for nobody knows how large it is; and a form with more than it can have.

    Flask counts the parts of a form with a file itself, but not the fields of any other form.
    """
    if request.headers.get("Content-Encoding", "").strip().lower() not in PLAIN:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    is_form = request.mimetype == "application/x-www-form-urlencoded"
    if is_form and request.get_data().count(b"&") >= MOST_FIELDS:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.mimetype == "multipart/form-data" and None in request.form:
        abort(HTTPStatus.BAD_REQUEST)  # a part whose name can't be read; every name is taken for a text

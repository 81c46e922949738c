"""The cookie: a token, and what must outlive the session for the page that says it is over."""

from __future__ import annotations

from typing import Final, NamedTuple

from flask import Response, request

HAD_PLAN: Final = "plan"
"""What the cookie ends in once a plan is open: then there is a code to ask for when the session is over."""

SECOND: Final = "second"
"""What is noted under it in a session: the language that stands small below that of the page."""
HEARD: Final = "heard"
"""The same for the language without texts of which she hears recordings."""


class Remembered(NamedTuple):
    """What a cookie such as ``token.ti+nl+rif.plan`` says; each part may be empty.

    Without a token it says only which languages were spoken in a session that is over.
    """

    token: str = ""
    language: str = ""
    second: str = ""
    """The language that stands below that of the page."""
    heard: str = ""
    """The language without texts of which she hears recordings."""
    had_plan: str = ""
    """``HAD_PLAN``, or empty."""

    @classmethod
    def read(cls, cookie: str) -> Remembered:
        """What a cookie says, whoever wrote it."""
        token, languages, had_plan = [*cookie.split("."), "", ""][:3]
        language, second, heard = [*languages.split("+"), "", ""][:3]
        return cls(token, language, second, heard, had_plan)

    def __str__(self) -> str:
        languages = f"{self.language}+{self.second}+{self.heard}".rstrip("+")
        return ".".join((self.token, languages, self.had_plan) if self.had_plan else (self.token, languages))


def cookie_name() -> str:
    """``__Host-plan`` over TLS; over plain HTTP a browser drops such a cookie, so there it is ``plan``."""
    return "__Host-plan" if request.is_secure else "plan"


def set_cookie(response: Response, cookie: str, seconds: int | None) -> None:
    """Have the browser keep it so long, or until it is closed."""
    response.set_cookie(cookie_name(), cookie, max_age=seconds, secure=request.is_secure, httponly=True, samesite="Lax")


def delete_cookie(response: Response) -> None:
    """Have the browser forget the session."""
    response.delete_cookie(cookie_name(), secure=request.is_secure, httponly=True, samesite="Lax")

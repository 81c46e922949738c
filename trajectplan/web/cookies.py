"""The cookie: a token, and what must outlive the session for the page that says it is over."""

from __future__ import annotations

from typing import Final

from flask import Response, request

HAD_PLAN: Final = "plan"
"""What the cookie ends in once a plan is open: then there is a code to ask for when the session is over."""


def cookie_for(token: str, language: str, second: str, heard: str = "", *, has_plan: bool) -> str:
    """A cookie such as ``token.ti+nl+rif.plan``: with a second language, one that is only heard, and with a plan."""
    languages = f"{language}+{second}+{heard}".rstrip("+")
    return ".".join((token, languages, HAD_PLAN) if has_plan else (token, languages))


def parts_of(cookie: str) -> tuple[str, str, str, str]:
    """The token in a cookie, the language, the second one, and ``HAD_PLAN``; each may be empty."""
    token, languages, had_plan = [*cookie.split("."), "", ""][:3]
    language, second = [*languages.split("+"), ""][:2]
    return token, language, second, had_plan


def heard_in(cookie: str) -> str:
    """The language in a cookie that is only heard; it may be empty."""
    _token, languages = [*cookie.split("."), ""][:2]
    return [*languages.split("+"), "", ""][2]


def cookie_name() -> str:
    """``__Host-plan`` over TLS; over plain HTTP a browser drops such a cookie, so there it is ``plan``."""
    return "__Host-plan" if request.is_secure else "plan"


def set_cookie(response: Response, cookie: str, seconds: int | None) -> None:
    """Have the browser keep it so long, or until it is closed."""
    response.set_cookie(cookie_name(), cookie, max_age=seconds, secure=request.is_secure, httponly=True, samesite="Lax")


def delete_cookie(response: Response) -> None:
    """Have the browser forget the session."""
    response.delete_cookie(cookie_name(), secure=request.is_secure, httponly=True, samesite="Lax")

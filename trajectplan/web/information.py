"""The pages that tell: start, how it works, help, privacy, accessibility, and what stands there after the end."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.i18n import Day
from trajectplan.languages import EVERY, Language
from trajectplan.web.beginning import forget_the_one_before, still_open
from trajectplan.web.services import services
from trajectplan.web.visit import visit

information = Blueprint("information", __name__)

PAGES = ("how", "help", "privacy", "accessibility", "about", "translation", "kiosk", "lost_code", "stopped", "deleted")


def init_app(app: Flask) -> None:
    """Add the routes, and a short address per language for posters: ``/en``, also as a phone may write it."""
    app.register_blueprint(information)
    with app.app_context():
        for language in services().settings.languages:
            for typed in dict.fromkeys((language, language.capitalize(), language.upper())):
                name = f"poster_{typed}"
                app.add_url_rule(f"/{typed}", name, poster, defaults={"language": language}, strict_slashes=False)


def start() -> ResponseReturnValue:
    """The first page; whoever opens it finds no trace of the one before."""
    if response := still_open():
        return response
    forget_the_one_before()
    return render_template("start.html", closed="closed" in request.args)


def page(name: str) -> ResponseReturnValue:
    """A page that only tells something."""
    settings = services().settings
    return render_template(
        f"{name}.html",
        operator=settings.operator,
        contact=settings.contact,
        months=settings.keep_months,
        minutes=settings.shared_minutes,
        hours=settings.own_hours,
        days=settings.backup_days,
        # A language that only a test offers has no line of its own.
        language=EVERY.get(visit.language, Language(visit.language)),
        day=Day,
    )


def poster(language: str) -> ResponseReturnValue:
    """Start in this language."""
    return start_with(lambda: visit.speak(language))


def start_with(choose: Callable[[], object]) -> ResponseReturnValue:
    """Choose a language, and start. A link from elsewhere changes nothing of a plan that stays open: there it asks."""
    closed = still_open()
    if visit.plan_id:
        return redirect(url_for("information.start"), 303)
    response = make_response(closed or redirect(url_for("information.start"), 303))
    forget_the_one_before()
    choose()
    return response


information.add_url_rule("/", "start", start)
for _name in PAGES:
    information.add_url_rule(f"/{_name.replace('_', '-')}", _name, page, defaults={"name": _name})

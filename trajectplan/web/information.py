"""The pages that tell: start, how it works, help, privacy, accessibility, and what stands there after the end."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from trajectplan.web.services import services
from trajectplan.web.visit import visit

information = Blueprint("information", __name__)

PAGES = ("how", "help", "privacy", "accessibility", "about", "lost_code", "stopped", "deleted")


def init_app(app: Flask) -> None:
    """Add the routes, and a short address per language for posters (``/en``)."""
    app.register_blueprint(information)
    with app.app_context():
        for language in services().settings.languages:
            app.add_url_rule(f"/{language}", f"poster_{language}", poster, defaults={"language": language})


def page(name: str) -> ResponseReturnValue:
    """A page that only tells something."""
    settings = services().settings
    return render_template(
        f"{name}.html", operator=settings.operator, contact=settings.contact, months=settings.keep_months
    )


def poster(language: str) -> ResponseReturnValue:
    """Start in this language. A link from elsewhere changes nothing of a plan that is open."""
    if not visit.opened:
        visit.speak(language)
    return redirect(url_for("information.start"), 303)


information.add_url_rule("/", "start", page, defaults={"name": "start"})
for _name in PAGES:
    information.add_url_rule(f"/{_name.replace('_', '-')}", _name, page, defaults={"name": _name})

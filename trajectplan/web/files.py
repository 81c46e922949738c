"""A plan as a file of her own: kept, and loaded again after she saw what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.chapters import check
from trajectplan.i18n import _, choose, main_part
from trajectplan.plan.document import MOST_BYTES, MOST_DUTCH, Answers, Plan, PlanError
from trajectplan.plan.summary import UNKNOWN, Phrase, Said
from trajectplan.web.aside import BEFORE, INCOMING
from trajectplan.web.own_words import languages_with
from trajectplan.web.resuming import without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import visit

files = Blueprint("files", __name__)

FILE_NAME = "plan.json"
MESSAGES: dict[str, Said] = {
    "missing": _("Choose a file first."),
    "not_a_plan": _("This is not a plan from this site. Your plan has not changed."),
    "damaged": _("This file is damaged. Your plan has not changed. Do you have another?"),
    "newer": _("This file comes from a newer version. Load it where you made it."),
    "too_much": _(
        "Something does not fit at '%(page)s'. A text is too long, or there are too many. Your plan has not changed."
    ),
    "too_large": _("This file is too large. A plan is %(size)s at most."),
}


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(files)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change, in numbers of answers; the Dutch beside words of hers counts as one too."""

    new: int
    changed: int
    same: int
    only_here: int

    @classmethod
    def of(cls, now: Plan, incoming: Plan) -> Preview:
        """Compare, answer by answer."""
        pairs = ((now.answers, incoming.answers), (now.dutch, incoming.dutch))
        kinds = Counter(_kind(here, there, key) for here, there in pairs for key in {*here, *there})
        return cls(**{name: kinds[name] for name in ("new", "changed", "same", "only_here")})


def _kind(now: Answers, incoming: Answers, key: str) -> str:
    if key not in now:
        return "new"
    if key not in incoming:
        return "only_here"
    return "same" if now[key] == incoming[key] else "changed"


def _added(now: Plan, incoming: Plan) -> Plan:
    """Her plan with what only the file has, and as much of its Dutch as there is room for."""
    dutch = [(words, text) for words, text in incoming.dutch.items() if words not in now.dutch]
    room = max(0, MOST_DUTCH - len(now.dutch))
    together = replace(now, answers={**incoming.answers, **now.answers}, languages=languages_with(now, incoming))
    return together.with_dutch(dict(dutch[:room]))


@files.get("/file")
def file() -> ResponseReturnValue:
    """About the file."""
    return without_plan() or render_template("file.html")


@files.get("/file/plan.json")
def download() -> ResponseReturnValue:
    """The plan as a file."""
    if response := without_plan():
        return response
    response = Response(replace(visit.plan, removed={}).to_json(), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@files.get("/file/load")
def load() -> ResponseReturnValue:
    """Choose a file; or, once it was read, what to do with it."""
    return _page()


@files.post("/file/load")
def load_posted() -> ResponseReturnValue:
    """Read a file, or take it over as she chose."""
    if visit.opened and (response := without_plan()):
        return response
    match do := request.form.get("do", ""):
        case "replace":
            return _take(lambda _now, incoming: incoming)
        case "add_only":
            return _take(_added)
        case "cancel":
            _set_aside()
            return redirect(url_for("wizard.task_list"), 303)
        case "undo":
            return _undo()
    return redirect(url_for("files.load"), 303) if visit.talk(do) else _read()


def _read() -> ResponseReturnValue:
    upload = request.files.get("file")
    if not upload or not upload.filename:
        return _page("missing")
    try:
        incoming = check(Plan.from_json(upload.stream.read(MOST_BYTES + 1)), services().chapters)
        language = choose((incoming.language, visit.language), services().settings.languages)
        # Words in a language that only another site has on offer stay in it.
        if incoming.language == UNKNOWN or main_part(incoming.language) in services().settings.languages:
            incoming = replace(incoming, language=language)
    except PlanError as error:
        # Only the Dutch beside her words stands on no page of questions.
        return _page(error.reason, error.where or _("In Dutch"))
    if not visit.opened:
        visit.change(lambda _now: incoming)
        visit.remember(language=language)
        visit.note(after_code=url_for("wizard.task_list"))
        return redirect(url_for("keep.code"), 303)
    _set_aside(incoming=incoming)
    return redirect(url_for("files.load"), 303)


def _set_aside(**plans: Plan) -> None:
    """Keep these plans beside hers, and no others."""
    if visit.opened:
        visit.change_kept(lambda kept: replace(kept, aside=plans))


def _take(merge: Callable[[Plan, Plan], Plan]) -> ResponseReturnValue:
    opened = visit.opened
    if opened and (incoming := opened.kept.aside.get(INCOMING)):
        visit.change_kept(lambda kept: replace(kept, plan=merge(kept.plan, incoming), aside={BEFORE: kept.plan}))
    return redirect(url_for("files.load"), 303)


def _undo() -> ResponseReturnValue:
    opened = visit.opened
    if opened and (before := opened.kept.aside.get(BEFORE)):
        visit.change_kept(lambda kept: replace(kept, plan=before, aside={}))
    return redirect(url_for("wizard.task_list"), 303)


def _page(problem: str = "", where: Said = "") -> Response:
    aside = visit.opened.kept.aside if visit.opened else {}
    incoming = aside.get(INCOMING)
    values = {"size": f"{MOST_BYTES // 1024} kB", "page": where}
    message = Phrase(MESSAGES[problem], values) if problem else ""
    page = render_template(
        "load.html",
        problems=[("file", message)] if message else [],
        preview=Preview.of(visit.plan, incoming) if incoming else None,
        can_undo=BEFORE in aside,
    )
    return make_response(page, 422 if problem else 200)

"""From the screen to paper: her code where no plan is open, her choice, the print, and wiping it from this computer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.chapters import summarise
from trajectplan.i18n import DEFAULT
from trajectplan.pdf.options import PrintOptions, told_in
from trajectplan.plan.printing import Printing, counted, version_of
from trajectplan.plan.summary import Summary
from trajectplan.storage.kept import TooLarge
from trajectplan.storage.resume_code import grouped
from trajectplan.web.choosing import choose_page, chosen, keep_choice, problems_of, unprintable
from trajectplan.web.keep import wiped
from trajectplan.web.own_words import print_language
from trajectplan.web.printing import Pause, printed
from trajectplan.web.resuming import code_page, code_typed, without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import OWN, SHARED, visit
from trajectplan.web.ways import unfinished

output = Blueprint("output", __name__)

MINUTE = 60
RESTING = frozenset(
    {"output.choose", "wizard.task_list", "wizard.check", "dutch.overview", "keep.code", "keep.code_posted"}
)
"""Pages on which she reads: nothing she typed is lost when they leave a shared computer by themselves."""
WITH_CODE = "code_on_paper"
"""What is noted in the session when her code goes on paper: the plan of which it is. Gone once she chooses anew."""


def init_app(app: Flask) -> None:
    """Add the routes, and have the pages on which she reads leave a shared computer."""
    app.register_blueprint(output)
    app.after_request(_leaves_at_rest)


# On a computer of the library -----------------------------------------------------------------------------------------


@output.get("/print")
def choose() -> ResponseReturnValue:
    """Let her choose what goes on paper; without an open plan ask for its code first, as on a library's computer."""
    if _lost_its_cookie():
        return render_template("cookies.html", again=url_for("output.choose"))
    if request.args.get("start"):
        # Not to stay in the history: who goes back to it later has no cookie either.
        return redirect(url_for("output.choose"), 303)
    if not visit.opened:
        return _ask_for_code()
    summary = paper_summary()
    return _choose(summary, Printing.of(visit.plan, summary))


@output.get("/print/code")
def code() -> ResponseReturnValue:
    """The page for the code has one address, whatever came of it before."""
    return redirect(url_for("output.choose"), 303)


@output.post("/print/code")
def code_posted() -> ResponseReturnValue:
    """Open the plan to print it; who comes to print shares the computer with others, unless she said otherwise."""
    if again := code_typed(partial(code_page, "print_here.html")):
        return again
    if visit.device != OWN:
        visit.remember(device=SHARED)
    return redirect(url_for("output.choose", start="1"), 303)


@output.post("/print/wipe")
def not_hers() -> ResponseReturnValue:
    """Wipe a plan that somebody before her left open, and ask for her code."""
    spoken = visit.language
    visit.end()
    return wiped(redirect(url_for("output.choose", language=spoken), 303))


def _lost_its_cookie() -> bool:
    """Whether this is what follows on a good code, in a browser that keeps no cookies."""
    return bool(request.args.get("start")) and not visit.session and not visit.has_ended


def _ask_for_code() -> Response:
    """The page for the code; what a visit before it may have left in the browser goes."""
    if not visit.has_ended and not visit.is_gone:
        return code_page("print_here.html")
    spoken = visit.language
    visit.end()
    return wiped(redirect(url_for("output.choose", language=spoken), 303))


# What goes on paper ---------------------------------------------------------------------------------------------------


@output.post("/print")
def choice() -> ResponseReturnValue:
    """Keep her choice, then make it, or go where its button says; another language shows it as it stands."""
    if response := without_plan(choice=request.form):
        return response
    is_about_language = visit.talk(request.form.get("do", ""))
    summary = paper_summary()
    printing = chosen(summary, request.form)
    if is_about_language:
        return _choose(summary, printing)
    if not keep_choice(summary, printing):
        return _choose(summary, printing), 422
    visit.note(**{WITH_CODE: visit.plan_id.hex() if printing.with_code else ""})
    return redirect(url_for("dutch.overview" if request.form.get("do") == "dutch" else "output.ready"), 303)


def _choose(summary: Summary, printing: Printing) -> str:
    """The page with her choice. While she chooses, no print has her code: only what she sends next can say so."""
    if visit.noted(WITH_CODE):
        visit.note(**{WITH_CODE: ""})
    return choose_page(summary, printing)


@output.get("/print/ready")
def ready() -> ResponseReturnValue:
    """The plan is ready: open it, and what to do with it."""
    if response := without_plan():
        return response
    summary = paper_summary()
    printing = Printing.of(visit.plan, summary)
    if problems_of(summary, printing):
        return redirect(url_for("output.choose"), 303)
    page = render_template(
        "print_ready.html",
        unprintable=unprintable(told_in(summary, printing.parts), printing.name),
        unfinished=unfinished(visit.plan),
    )
    return wiped_at_rest(make_response(page))


@output.get("/print/plan.pdf")
def pdf() -> ResponseReturnValue:
    """The printed plan, shown in the browser and stored nowhere."""
    if response := without_plan():
        return response
    document = printed(_draw)
    if not document:
        return redirect(url_for("output.choose"), 303)
    response = Response(document, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return wiped_at_rest(response)


def _draw(pause: Pause) -> bytes:
    """Her plan as a PDF; empty when nothing of her choice is left. All that takes time is done when it is her turn."""
    from trajectplan.pdf.plan import render  # noqa: PLC0415 - ReportLab is loaded only for paper

    note_version()
    summary = paper_summary()
    if problems_of(summary, Printing.of(visit.plan, summary)):
        return b""
    return render(summary, print_options(summary), pause=pause)


def print_options(summary: Summary) -> PrintOptions:
    """How her plan is printed, on paper of ours and by the browser alike."""
    printing = Printing.of(visit.plan, summary)
    opened = visit.opened
    return PrintOptions(
        languages=printing.spoken(print_language(visit.plan, summary), DEFAULT),
        parts=frozenset(printing.parts),
        size=printing.size,
        name=printing.name,
        code=grouped(opened.kept.code) if opened and visit.noted(WITH_CODE) == visit.plan_id.hex() else "",
        version=version_of(visit.plan),
        date=date.today(),  # noqa: DTZ011 - the date on her own wall
    )


def note_version() -> None:
    """Remember that the plan is printed as it is now; nothing is written when it was before.

    To be called before the plan is read and drawn: a change that is made meanwhile is the next version.
    """
    if counted(visit.plan) != visit.plan:
        # Not ``visit.change``: printing takes no way back from her. A number that doesn't fit any more stops no print.
        with suppress(TooLarge):
            visit.change_kept(lambda kept: replace(kept, plan=counted(kept.plan)))


def wiped_at_rest(response: Response) -> Response:
    """On a shared computer the page leaves by itself once the session is certainly over, and nothing stays behind it.

    A header and no script, so that it works in every browser and beside a PDF.
    """
    return _leaving(response, url_for("output.choose"))


def _leaves_at_rest(response: Response) -> Response:
    """The same for pages on which she reads; those about the plan itself lead to the page that asks for her code."""
    if request.endpoint in RESTING and response.status_code == HTTPStatus.OK and visit.plan_id:
        prints = request.endpoint == "output.choose"
        return _leaving(response, url_for("output.choose" if prints else "wizard.task_list"))
    return response


def _leaving(response: Response, address: str) -> Response:
    """The response, left for this address when the session is over. Only a device that she called hers stays put."""
    if visit.device != OWN:
        seconds = (services().settings.shared_minutes + 2) * MINUTE
        response.headers["Refresh"] = f"{seconds}; url={address}"
    return response


def paper_summary() -> Summary:
    """How her plan reads on paper."""
    return summarise(visit.plan, services().chapters, paper=True)

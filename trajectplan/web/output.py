"""From the screen to paper: her code where no plan is open, her choice, the print, and wiping it from this computer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trajectplan.chapters import summarise
from trajectplan.i18n import DEFAULT
from trajectplan.pdf.options import PrintOptions, told_in
from trajectplan.plan.printing import Printing, counted, version_of
from trajectplan.plan.summary import Summary
from trajectplan.storage.kept import TooLarge
from trajectplan.storage.resume_code import grouped
from trajectplan.web.choosing import NOTHING_CHOSEN, choose_page, chosen, unprintable
from trajectplan.web.keep import wiped
from trajectplan.web.printing import Pause, printed
from trajectplan.web.resuming import code_page, code_typed, without_plan
from trajectplan.web.services import services
from trajectplan.web.visit import SHARED, visit

output = Blueprint("output", __name__)

MINUTE = 60


def init_app(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(output)


# On a computer of the library -----------------------------------------------------------------------------------------


@output.get("/print")
def choose() -> ResponseReturnValue:
    """Let her choose what goes on paper; without an open plan ask for its code first, as on a library's computer."""
    if not visit.opened:
        return render_template("cookies.html") if _lost_its_cookie() else _ask_for_code()
    summary = paper_summary()
    return choose_page(summary, Printing.of(visit.plan, summary))


@output.get("/print/code")
def code() -> ResponseReturnValue:
    """The page for the code has one address, whatever came of it before."""
    return redirect(url_for("output.choose"), 303)


@output.post("/print/code")
def code_posted() -> ResponseReturnValue:
    """Open the plan to print it; who comes to print shares the computer with others."""
    if again := code_typed(partial(code_page, "print_here.html")):
        return again
    visit.remember(device=SHARED)
    return redirect(url_for("output.choose", start="1"), 303)


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
    """Keep her choice, then make it."""
    if response := without_plan():
        return response
    summary = paper_summary()
    printing = chosen(summary)
    if not printing.parts:
        return choose_page(summary, printing, NOTHING_CHOSEN), 422
    visit.change(lambda plan: printing.on(plan, summary))
    return redirect(url_for("output.ready"), 303)


@output.get("/print/ready")
def ready() -> ResponseReturnValue:
    """The plan is ready: open it, and what to do with it."""
    if response := without_plan():
        return response
    summary = paper_summary()
    printing = Printing.of(visit.plan, summary)
    page = render_template("print_ready.html", unprintable=unprintable(told_in(summary, printing.parts), printing.name))
    return wiped_at_rest(make_response(page))


@output.get("/print/plan.pdf")
def pdf() -> ResponseReturnValue:
    """The printed plan, shown in the browser and stored nowhere."""
    if response := without_plan():
        return response
    response = Response(printed(_draw), mimetype="application/pdf")
    note_version()
    response.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return wiped_at_rest(response)


def _draw(pause: Pause) -> bytes:
    """Her plan as a PDF. All that takes time is done here, when it is her turn."""
    from trajectplan.pdf.plan import render  # noqa: PLC0415 - ReportLab is loaded only for paper

    summary = paper_summary()
    return render(summary, print_options(summary), pause=pause)


def print_options(summary: Summary) -> PrintOptions:
    """How her plan is printed, on paper of ours and by the browser alike."""
    printing = Printing.of(visit.plan, summary)
    opened = visit.opened
    return PrintOptions(
        languages=printing.spoken(visit.plan.language, DEFAULT),
        parts=frozenset(printing.parts),
        size=printing.size,
        name=printing.name,
        code=grouped(opened.kept.code) if opened and printing.with_code else "",
        version=version_of(visit.plan),
        date=date.today(),  # noqa: DTZ011 - the date on her own wall
    )


def note_version() -> None:
    """Remember that the plan was printed as it is now; nothing is written when it was before."""
    if counted(visit.plan) != visit.plan:
        # Not ``visit.change``: printing takes no way back from her. A number that doesn't fit any more stops no print.
        with suppress(TooLarge):
            visit.change_kept(lambda kept: replace(kept, plan=counted(kept.plan)))


def wiped_at_rest(response: Response) -> Response:
    """On a shared computer the page leaves by itself once the session is certainly over, and nothing stays behind it.

    A header and no script, so that it works in every browser and beside a PDF.
    """
    if visit.device == SHARED:
        seconds = (services().settings.shared_minutes + 2) * MINUTE
        response.headers["Refresh"] = f"{seconds}; url={url_for('output.choose')}"
    return response


def paper_summary() -> Summary:
    """How her plan reads on paper."""
    return summarise(visit.plan, services().chapters, paper=True)

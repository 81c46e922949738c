"""The command line: serve the site, print a plan from a file, delete what is too old, show the settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trajectplan.config import Settings
from trajectplan.i18n import DEFAULT
from trajectplan.operating import (
    COMMANDS,
    Refused,
    in_use,
    one_line,
    put_aside_note,
    read_settings,
    speaking_application,
)
from trajectplan.translating import translations

# What a command needs beyond this is imported inside it, so that the others start at once.
if TYPE_CHECKING:
    from flask import Flask

    from trajectplan.plan.document import Plan

__all__ = ["main"]

REASONS = {
    "not_a_plan": "isn't a plan made with this program",
    "damaged": "is a damaged plan: something in it is missing or changed",
    "newer": "was made with a newer version of this program; install that version",
    "too_much": "holds more than a plan takes: a text that is too long, or too many things",
    "too_large": "is too large to be a plan",
}


@click.group()
@click.version_option(package_name="trajectplan")
def main() -> None:
    """Maak je eigen trajectplan: a site on which a participant writes her own plan."""


for each in (*COMMANDS, translations):
    main.add_command(each)


@main.command()
@click.option("--host", help="The address to listen on, instead of TRAJECTPLAN_HOST.")
@click.option("--port", help="The port to listen on, instead of TRAJECTPLAN_PORT.")
def serve(host: str | None, port: str | None) -> None:
    """Serve the site until it is stopped with Ctrl+C."""
    from trajectplan.server import Overheard, check_address
    from trajectplan.server import serve as serve_until_stopped
    from trajectplan.storage.purging import Round, purging

    settings = read_settings(TRAJECTPLAN_HOST=host, TRAJECTPLAN_PORT=port)
    try:
        check_address(settings)
    except Overheard as problem:
        raise Refused(str(problem)) from None
    if settings.tls and not settings.proxies:
        click.echo("TRAJECTPLAN_PROXIES is 0: all who come through the server with TLS count as one address.", err=True)
    with in_use(settings):
        app = _application(settings)
        services = app.extensions["trajectplan"]
        purge = Round(services.store, services.sessions)
        with one_line():
            services.store.take_away_again()
            purge()
        if note := put_aside_note(settings):
            click.echo(note, err=True)
        services.pool.fill()
        with purging(purge):
            serve_until_stopped(app, settings)


@main.command()
@click.argument("plan_file", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUT.pdf", type=click.Path(path_type=Path), required=True)
@click.option("--language", default=DEFAULT, show_default=True, help="The language of the print.")
@click.option("--with", "second", metavar="LANGUAGE", help="A second language beside the first.")
@click.option("--large", is_flag=True, help="Print large, 18 points.")
def pdf(plan_file: Path, output: Path, language: str, second: str | None, *, large: bool) -> None:
    """Print the plan in the file PLAN.json to the file OUT.pdf."""
    languages = _languages(read_settings(), language, second)
    if output.exists() and output.samefile(plan_file):
        raise Refused(f"{output} is the plan itself; name another file for the PDF.")
    document = _printed(_plan(plan_file), languages, large=large)
    _write(output, document)


@main.command()
@click.option("-o", "--output", metavar="OUT.pdf", type=click.Path(path_type=Path), required=True)
@click.option("--language", default=DEFAULT, show_default=True, help="The language of the sheets.")
@click.option("--with", "second", metavar="LANGUAGE", help="A second language beside the first.")
@click.option("--chapter", "keys", metavar="CHAPTER", multiple=True, help="Only this chapter; may be given again.")
@click.option("--large", is_flag=True, help="Print large, 18 points.")
def worksheet(output: Path, language: str, second: str | None, keys: tuple[str, ...], *, large: bool) -> None:
    """Print blank sheets for pen to the file OUT.pdf."""
    from trajectplan.chapters import CHAPTERS
    from trajectplan.pdf.worksheet import SheetOptions, render_worksheet

    languages = _languages(read_settings(), language, second)
    known = [chapter.key for chapter in CHAPTERS]
    if unknown := [key for key in keys if key not in known]:
        raise Refused(f"{unknown[0]!r} is no chapter; choose from {', '.join(known)}.")
    with speaking_application().app_context():
        sheets = [chapter.sheet() for chapter in CHAPTERS if not keys or chapter.key in keys]
        document = render_worksheet(sheets, SheetOptions(languages, is_large=large))
    _write(output, document)


@main.command()
@click.option("--clock-is-right", is_flag=True, help="Delete although the clock has jumped since the last time.")
def purge(*, clock_is_right: bool) -> None:
    """Delete the plans that are past their date, and sessions at rest for too long; run it as the server's own user."""
    from trajectplan.storage.purging import doubt

    settings = read_settings()
    with in_use(settings), one_line():
        services = _application(settings).extensions["trajectplan"]
        store, sessions = services.store, services.sessions.purge()  # first, as in ``Round``
        store.finish_deletions()
        if clock_is_right:
            store.clock.believe()
        elif not store.clock.is_right():
            raise Refused(f"{doubt(store)}. Set the clock right, or say --clock-is-right.")
        plans = store.purge()
    click.echo(f"Deleted: {plans} plans, {sessions} sessions.")


@main.command()
@click.option("--plans", type=click.IntRange(min=1), help="Tell the odds for so many plans, not for those there are.")
def settings(plans: int | None) -> None:
    """Show every setting with its value, its default and what it means, and the odds of guessing a code."""
    found = read_settings()
    for each in found.describe():
        default = f"default: {each.default}" if each.default else "empty by default"
        click.echo(f"{each.variable}={each.value}\n    {each.meaning} ({default})")
    click.echo(_odds(found, plans))
    if note := put_aside_note(found):
        click.echo(note)


def _odds(settings: Settings, plans: int | None) -> str:
    """The odds of guessing, for so many plans, else for those in the database, else for a few usual numbers."""
    from sqlalchemy import make_url

    from trajectplan.storage.odds import OFFLINE_PER_SECOND, USUAL_COUNTS, described, plans_in
    from trajectplan.web.guessing import guesses_per_second

    count = plans or plans_in(Path(make_url(settings.database_url).database or ""))
    web = guesses_per_second(settings.people_per_address)
    lines = [described(each, settings.code_digits, web) for each in ((count,) if count else USUAL_COUNTS)]
    return (
        f"Guessing: how long it takes on average until one of the codes of {settings.code_digits} digits is found,\n"
        f"over the web at {web:.2g} guesses a second, which is all that the limits allow,\n"
        f"or at {OFFLINE_PER_SECOND:,} a second by a thief of both database and pepper, each guess in 64 MB of memory:"
        "\n    "
    ) + "\n    ".join(lines)


def _application(settings: Settings) -> Flask:
    from trajectplan import create_app
    from trajectplan.storage.database import Unavailable
    from trajectplan.storage.pepper import SecretsError

    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return create_app(settings)
    except OSError as problem:
        raise Refused(f"The data folder {settings.data_dir} can't be used: {problem.strerror}.") from None
    except Unavailable as problem:
        raise Refused(f"The database {settings.database_url} can't be opened: {problem.orig}.") from None
    except SecretsError as problem:
        raise Refused(f"{problem}.") from None


def _languages(settings: Settings, first: str, second: str | None) -> tuple[str, ...]:
    """The languages to print in. Of two, Dutch stands second, where consultants look for it."""
    languages = tuple(dict.fromkeys(each for each in (first, second) if each is not None))
    for language in languages:
        if language not in settings.languages:
            raise Refused(f"{language!r} is no language of this site; choose from {', '.join(settings.languages)}.")
    return tuple(sorted(languages, key=lambda each: each == DEFAULT))


def _write(output: Path, document: bytes) -> None:
    try:
        output.write_bytes(document)
    except OSError as problem:
        raise Refused(f"{output} can't be written: {problem.strerror}.") from None
    click.echo(f"{output} is ready.")


def _plan(path: Path) -> Plan:
    """The plan in a file, every answer checked."""
    from trajectplan.chapters import check
    from trajectplan.plan.document import MOST_BYTES, Plan, PlanError

    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}.") from None
    try:
        return check(Plan.from_json(text))
    except PlanError as problem:
        raise Refused(f"{path} {REASONS[problem.reason]}.") from None


def _printed(plan: Plan, languages: tuple[str, ...], *, large: bool) -> bytes:
    """The plan as a PDF, as she chose, or with everything when she didn't choose yet; ``large`` prints it large anyway.

    Her code isn't in the file, so it isn't on paper either.
    """
    from trajectplan.chapters import summarise
    from trajectplan.pdf.options import LARGE, PrintOptions
    from trajectplan.pdf.plan import render
    from trajectplan.plan.printing import Printing, offered_parts, version_of

    with speaking_application().app_context():
        summary = summarise(plan, paper=True)
        printing = Printing.of(plan, summary)
        parts = printing.parts if plan.printing.get("parts") else ()
        options = PrintOptions(
            date=date.today(),  # noqa: DTZ011 - the date on her own wall
            languages=languages,
            parts=frozenset(parts or offered_parts(summary)),
            size=LARGE if large else printing.size,
            name=printing.name,
            version=version_of(plan),
        )
        return render(summary, options)

"""The commands of whoever keeps the site running: a backup, its way back, another pepper."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trajectplan.config import Settings, SettingsError
from trajectplan.i18n import DEFAULT
from trajectplan.resources import TRANSLATIONS

# What a command needs beyond this is imported inside it, so that the others start at once.
if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

    from trajectplan.storage.rotation import Resealed

__all__ = ["COMMANDS", "Refused", "in_use", "one_line", "put_aside_note", "read_settings", "speaking_application"]

LOCK = "lock"
"""The file in the data folder that a server holds while it runs."""
FILE = click.Path(path_type=Path)


class Refused(click.ClickException):
    """Input that can't be used: one line on standard error, exit code 2."""

    exit_code = 2


def read_settings(**options: str | None) -> Settings:
    """The settings of the environment; options that were given take the place of their variables."""
    given = {variable: text for variable, text in options.items() if text is not None}
    try:
        return Settings.from_environment({**os.environ, **given})
    except SettingsError as problem:
        raise Refused(str(problem)) from None


@contextmanager
def in_use(settings: Settings, *, alone: bool = False) -> Iterator[None]:
    """Within this context the data folder is in use; ``alone``: nobody else has it in use, no server either."""
    from trajectplan.storage.locking import InUse, holding

    with ExitStack() as held:
        try:
            settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            held.enter_context(holding(settings.data_dir / LOCK, alone=alone))
        except InUse:
            why = "A server is running on {}: stop it first." if alone else "{} is being changed: wait for that."
            raise Refused(why.format(settings.data_dir)) from None
        except OSError as problem:
            raise Refused(f"The data folder {settings.data_dir} can't be used: {problem.strerror}.") from None
        yield


@contextmanager
def one_line() -> Iterator[None]:
    """Within this context what goes wrong is told in one line."""
    from trajectplan.storage.backup import BackupError
    from trajectplan.storage.database import Unavailable
    from trajectplan.storage.kept import NewerFormat
    from trajectplan.storage.pepper import SecretsError

    try:
        yield
    except (BackupError, SecretsError) as problem:
        raise Refused(f"{problem}.") from None
    except NewerFormat:
        raise Refused("The database holds plans of a newer version of this program; install that version.") from None
    except Unavailable as problem:
        raise Refused(f"The database can't be read or written: {problem.orig}.") from None
    except OSError as problem:
        # A disk that is full tells no name.
        raise Refused(f"{problem.filename or 'A file'} can't be used: {problem.strerror}.") from None


def speaking_application(translations: Path = TRANSLATIONS) -> Flask:
    """An application that knows the languages and nothing else: a print needs no database."""
    from flask import Flask
    from flask_babel import Babel

    app = Flask("trajectplan", static_folder=None)
    Babel(app, default_locale=DEFAULT, default_translation_directories=str(translations))
    return app


# Backups --------------------------------------------------------------------------------------------------------------


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write all plans to the new file FILE, sealed as they are; the server may run."""
    from trajectplan.storage.backup import make_backup
    from trajectplan.storage.clock import Clock
    from trajectplan.storage.database import database_file

    settings = read_settings()
    with in_use(settings), one_line():
        count = make_backup(database_file(settings.database_url), file, Clock(settings.data_dir).earliest)
    click.echo(f"{file} is ready: {count} plans. Delete it after {settings.backup_days} days.")
    click.echo("Without the pepper nothing in it can be opened: keep a copy of that too, in another place.")


@click.command()
@click.argument("file", type=FILE)
@click.option("--pepper", "former", metavar="OLD", type=FILE, help="The pepper of that time, if it was changed since.")
@click.option("--deletions-unknown", is_flag=True, help="Restore although plans deleted since may come back.")
def restore(file: Path, former: Path | None, *, deletions_unknown: bool) -> None:
    """Put the plans of the backup FILE in the place of those that are there; the server must be stopped."""
    from trajectplan.storage.backup import about
    from trajectplan.storage.clock import Clock
    from trajectplan.storage.database import database_file
    from trajectplan.storage.pepper import load_pepper, read_secret
    from trajectplan.storage.restoring import Peppers, is_complete
    from trajectplan.storage.restoring import restore as put_back
    from trajectplan.storage.tombstones import Tombstones

    settings = read_settings()
    with in_use(settings, alone=True), one_line():
        said = about(file)
        plans_wait = said.plans > 0
        clock = Clock(settings.data_dir, last_visit=lambda: said.day)
        pepper = load_pepper(settings.data_dir, lambda: plans_wait)
        tombstones = Tombstones(settings.data_dir, settings.backup_days, lambda: clock.latest, lambda: plans_wait)
        if not deletions_unknown and not is_complete(file, tombstones):
            raise Refused(
                f"{file} was made before {tombstones.since}, and it isn't known any more which plans were deleted "
                "since: they would come back. If that must be, say --deletions-unknown."
            )
        peppers = Peppers(pepper, read_secret(former) if former else pepper)
        done = put_back(file, database_file(settings.database_url), peppers, tombstones)
    click.echo(f"Restored: {done.plans} plans. Not restored, deleted since: {done.left_out}.")
    if done.kept:
        click.echo(f"What was there before is in {done.kept}; delete it when all is well.")


def put_aside_note(settings: Settings) -> str:
    """That databases which ``restore`` put aside are still there; empty when there are none."""
    from trajectplan.storage.database import database_file
    from trajectplan.storage.restoring import put_aside

    database = database_file(settings.database_url)
    found = put_aside(database)
    if not found:
        return ""
    oldest = date.fromtimestamp(found[0].stat().st_mtime)  # noqa: DTZ012 - the operator's day
    days = (date.today() - oldest).days  # noqa: DTZ011 - the operator's day
    return (
        f"Databases that trajectplan restore put aside: {len(found)}, the oldest from {oldest}, {days} days ago. They "
        f"hold the plans of then, deleted ones too: delete {database}.before-restore-* when all is well."
    )


# Keys -----------------------------------------------------------------------------------------------------------------


@click.group()
def keys() -> None:
    """The secrets beside the database."""


@keys.command()
@click.option("--new", "target", metavar="FILE", type=FILE, help="Where to write a pepper that systemd hands over.")
def rotate(target: Path | None) -> None:
    """Change the pepper and seal all plans anew under it; the server must be stopped."""
    from trajectplan.storage.database import open_database
    from trajectplan.storage.pepper import CREDENTIAL, credential

    settings = read_settings()
    given = credential()
    if given and not target:
        raise Refused(
            f"The pepper is the system credential {CREDENTIAL}, which this command can't write: say --new FILE."
        )
    if target and not given:
        raise Refused("--new is for a pepper that is a system credential; here it is a file, which is changed itself.")
    with in_use(settings, alone=True), one_line():
        engine = open_database(settings.database_url)
        try:
            done = _rotated(engine, settings.data_dir, given, target)
        finally:
            engine.dispose()
    if done is None:
        click.echo("The change of the pepper that was broken off is finished.")
    else:
        click.echo(f"The pepper is changed: {done.plans} plans, and {done.damaged} damaged ones left as they were.")
    if target:
        click.echo(f"Before the server starts, make {target} the credential {CREDENTIAL}, then delete {target}.")
    click.echo("A backup from before needs the old pepper (restore --pepper OLD): make a new backup now.")


def _rotated(engine: Engine, data_dir: Path, given: Path | None, target: Path | None) -> Resealed | None:
    """What was done; ``None`` when only the name was missing of a change that was broken off."""
    from trajectplan.storage import rotation
    from trajectplan.storage.database import holds_plans
    from trajectplan.storage.pepper import load_pepper, read_secret

    if given and target:
        return rotation.rotate_to(engine, data_dir, read_secret(given, ours=False), target)
    if rotation.finish_rotation(engine, data_dir):
        return None
    load_pepper(data_dir, lambda: holds_plans(engine))
    return rotation.rotate(engine, data_dir)


COMMANDS: tuple[click.Command, ...] = (backup, restore, keys)

"""The settings: read from ``TRAJECTPLAN_*`` variables, checked at the start, each with its meaning."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from .languages import LANGUAGES
from .resources import TRANSLATIONS

__all__ = ["CLOSED_NETWORK", "Described", "Settings", "SettingsError"]

PREFIX = "TRAJECTPLAN_"
SQLITE = "sqlite:///"
THIS_MACHINE, CLOSED_NETWORK = "this_machine", "closed_network"
"""Where plain HTTP may be spoken."""
MOST_CHARACTERS = 200
"""The longest name or address shown on the privacy page."""
QUOTED = 60
"""How much of a wrong value a message quotes."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_AWAY = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9._~/?=&%+-]*)?", re.IGNORECASE)
_LISTEN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*", re.IGNORECASE)


class SettingsError(ValueError):
    """A setting that can't be used; its text is one line that names the variable and what is accepted."""


class Described(NamedTuple):
    """A setting as it is shown: its variable, its value, its default and what it means, all in words."""

    variable: str
    value: str
    default: str
    meaning: str


def _about(parse: Callable[[str], object], meaning: str, *, shown: str = "") -> dict[str, Any]:
    """What is needed to read and to describe a setting; ``shown`` is a default that differs by machine."""
    return {"parse": parse, "meaning": meaning, "shown": shown}


def _quoted(text: str) -> str:
    return repr(text if len(text) <= QUOTED else text[:QUOTED] + "…")


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"{_quoted(text)} is no whole number from {least} to {most}")
        return int(text)

    return parse


def _digits(text: str) -> int:
    if text not in {"16", "20"}:
        raise ValueError(f"{_quoted(text)} is neither 16 nor 20")
    return int(text)


def _words(text: str) -> str:
    if len(text) > MOST_CHARACTERS or not text.isprintable():
        raise ValueError(f"give one line of at most {MOST_CHARACTERS} characters, not {_quoted(text)}")
    return text


def _folder(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{_quoted(text)} is a file; give the path of a folder")
    return path


def _database(text: str) -> str:
    # Never quoted in a message: the address of a database may hold a password.
    name = text.removeprefix(SQLITE).partition("?")[0]
    if not text.startswith(SQLITE) or not name or name == ":memory:":
        raise ValueError(f"only {SQLITE} and the path of a file is supported so far")
    if not Path(name).absolute().parent.is_dir():
        raise ValueError("the folder of this file doesn't exist; make it first or give another")
    return text


def _listen(text: str) -> str:
    if not _LISTEN.fullmatch(text):
        raise ValueError(f"{_quoted(text)} is no address of a network interface, such as 127.0.0.1, without a port")
    return text


def _away(text: str) -> str:
    if len(text) > MOST_CHARACTERS or not _AWAY.fullmatch(text):
        raise ValueError(f"{_quoted(text)} is no address such as https://www.example.nl/weather, in plain letters")
    return text


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _hosts(text: str) -> tuple[str, ...]:
    hosts = _several(text)
    if not hosts or not all(_HOST.fullmatch(host) for host in hosts):
        raise ValueError(
            f"{_quoted(text)} aren't names like plan.example.nl, with commas between, without scheme or port"
        )
    return hosts


def _yes_or_no(text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        raise ValueError(f"{_quoted(text)} is neither yes nor no")
    return text.lower() == "yes"


def _plain_http(text: str) -> str:
    if text not in {THIS_MACHINE, CLOSED_NETWORK}:
        raise ValueError(f"{_quoted(text)} is neither {THIS_MACHINE} nor {CLOSED_NETWORK}")
    return text


def _languages(text: str) -> tuple[str, ...]:
    languages = _several(text)
    if not languages or languages[0] != "nl":
        raise ValueError(f"{_quoted(text)} aren't language codes with commas between, nl first")
    unknown = [language for language in languages if not _has_catalogue(language)]
    if unknown:
        raise ValueError(f"there are no texts in {_quoted(','.join(unknown))}; give languages with a catalogue")
    return languages


def _has_catalogue(language: str) -> bool:
    """Whether there are texts in ``language``; English needs none, for the message ids are English."""
    if not _LANGUAGE.fullmatch(language):
        return False
    folder = TRANSLATIONS / language / "LC_MESSAGES"
    return language == "en" or (folder / "messages.po").is_file() or (folder / "messages.mo").is_file()


def _data_dir(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where this user's programs keep their data: XDG Base Directory Specification, or Windows' local app data."""
    if platform == "win32":
        base = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base).absolute() / "trajectplan"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings, checked. Each field is read from ``TRAJECTPLAN_`` and its name in capitals."""

    data_dir: Path = field(
        default_factory=lambda: _data_dir(os.environ),
        metadata=_about(
            _folder,
            "The folder with the database and the keys beside it. `make run` uses `./data`.",
            shown="`trajectplan` in the user's data folder, such as `~/.local/share`",
        ),
    )
    database_url: str = field(
        default="",
        metadata=_about(
            _database,
            "Where the sealed plans are kept: `sqlite:///` and the path of a file.",
            shown="`plans.db` in the data folder",
        ),
    )
    host: str = field(
        default="127.0.0.1",
        metadata=_about(_listen, "The address the server listens on."),
    )
    port: int = field(
        default=8000,
        metadata=_about(_number(1, 65535), "The port the server listens on."),
    )
    threads: int = field(
        # A room of fifteen that gives its codes at once must leave threads for pages: codes are derived one by one.
        default=24,
        metadata=_about(_number(1, 64), "How many requests the server handles at the same time."),
    )
    hosts: tuple[str, ...] = field(
        default=("localhost", "127.0.0.1", "[::1]"),
        metadata=_about(
            _hosts,
            "The names under which the site may be visited, with commas between; others are refused.",
        ),
    )
    tls: bool = field(
        default=False,
        metadata=_about(
            _yes_or_no,
            "`yes` when a server with TLS stands in front of this one: cookies and headers are then made for https.",
        ),
    )
    plain_http: str = field(
        default=THIS_MACHINE,
        metadata=_about(
            _plain_http,
            "Who may reach the site without TLS: only `this_machine`, or a `closed_network` without internet, "
            "such as a workshop with a router of its own.",
        ),
    )
    proxies: int = field(
        default=0,
        metadata=_about(
            _number(0, 9),
            "How many proxies stand in front of this server, each of which adds to `X-Forwarded-For`, `-Host` and, "
            "unless `TRAJECTPLAN_TLS` says `yes`, `-Proto`. With `0` these headers count for nothing, and all who come "
            "through a proxy seem to have one address.",
        ),
    )
    people_per_address: int = field(
        default=30,
        metadata=_about(
            _number(1, 100_000),
            "For how many people behind one address there is room, such as a class; who tries wrong codes or begins "
            "plans faster than they would is told to wait.",
        ),
    )
    languages: tuple[str, ...] = field(
        default=tuple(LANGUAGES),
        metadata=_about(
            _languages,
            "The languages on offer, such as `nl,en,ti`, `nl` first.",
            shown="all of `translations/languages.toml` but drafts",
        ),
    )
    shared_minutes: int = field(
        default=15,
        metadata=_about(_number(2, 120), "After how many minutes of rest a shared device must give the code again."),
    )
    own_hours: int = field(
        default=12,
        metadata=_about(_number(1, 72), "After how many hours of rest her own device must give the code again."),
    )
    keep_months: int = field(
        default=12,
        metadata=_about(_number(1, 24), "How many months after the last visit a plan is deleted."),
    )
    code_digits: int = field(
        default=16,
        metadata=_about(_digits, "How long a new code is: 16 digits, or 20 for more than 10,000 plans."),
    )
    backup_days: int = field(
        default=90,
        metadata=_about(
            _number(1, 3660),
            "After how many days you delete a backup. So long it is remembered which plans were deleted, so that "
            "`trajectplan restore` doesn't bring them back.",
        ),
    )
    leave_to: str = field(
        default="",
        metadata=_about(
            _away,
            'The harmless site, `https://…`, where "Leave now" ends up. Empty: it stays on our own page with a recipe. '
            "That site sees who comes, not from which site.",
        ),
    )
    operator: str = field(
        default="",
        metadata=_about(_words, "Who runs this site; shown on the privacy page."),
    )
    contact: str = field(
        default="",
        metadata=_about(
            _words,
            "How to reach the operator; shown on the privacy page. "
            "A mail address, or one with `mailto:`, `https:` or `tel:`, stands in `security.txt` too.",
        ),
    )

    def __post_init__(self) -> None:
        """Put the database into the data folder unless another place was given."""
        if not self.database_url:
            # The only way to set a field of a frozen dataclass; it happens here and nowhere else.
            object.__setattr__(self, "database_url", f"{SQLITE}{(self.data_dir / 'plans.db').as_posix()}")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that ``environ`` gives; an empty value means the default.

        Raises ``SettingsError`` for a value that isn't accepted and for an unknown ``TRAJECTPLAN_*`` variable.
        """
        known = {PREFIX + each.name.upper(): each for each in fields(cls)}
        values: dict[str, Any] = {"data_dir": _data_dir(environ)}
        for variable, text in environ.items():
            if not variable.startswith(PREFIX):
                continue
            if variable not in known:
                raise SettingsError(_unknown(variable, list(known)))
            if not text.strip():
                continue
            try:
                values[known[variable].name] = known[variable].metadata["parse"](text.strip())
            except ValueError as problem:
                raise SettingsError(f"{variable} is wrong: {problem}.") from None
        return cls(**values)

    def describe(self) -> Iterator[Described]:
        """Every setting in words, in the order in which they are declared."""
        for each in fields(self):
            default = each.metadata["shown"] or _shown(each.default)
            yield Described(
                variable=PREFIX + each.name.upper(),
                value=_shown(getattr(self, each.name)),
                default=default,
                meaning=each.metadata["meaning"],
            )


def _unknown(variable: str, known: list[str]) -> str:
    names = [each.removeprefix(PREFIX) for each in known]
    nearest = difflib.get_close_matches(variable.removeprefix(PREFIX), names, n=1)
    advice = f"did you mean {PREFIX}{nearest[0]}?" if nearest else "`trajectplan settings` lists them all."
    return f"{variable} is no setting; {advice}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)

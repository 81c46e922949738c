"""The pepper: the secret beside the database, without which a stolen database doesn't let a single code be tried."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

PEPPER_BYTES = 32
FILE, NEW_FILE = "pepper", "pepper.new"
CREDENTIAL = "trajectplan-pepper"
_PATIENCE = 2.0
"""Seconds to wait for another process that has just made the file and is still writing it."""


class SecretsError(RuntimeError):
    """A secret that is lost or not safe; its text is one line for the operator."""


def load_pepper(data_dir: Path, holds_plans: Callable[[], bool]) -> bytes:
    """The 32 bytes of the pepper, made at the first start.

    They come from the system credential ``trajectplan-pepper`` where systemd hands one over (``LoadCredential=``),
    else from the file ``pepper`` in ``data_dir``. ``holds_plans`` says whether the database has plans in it (see
    ``database.holds_plans``): then a pepper that isn't there is lost, and a new one would open none of them. Raises
    ``SecretsError``.
    """
    if handed_over := credential():
        return read_secret(handed_over, ours=False)
    # Asked before looking for the file: another process that starts now makes its pepper before its first plan.
    plans_wait = holds_plans()
    path = data_dir / FILE
    if not path.exists():
        if plans_wait:
            raise SecretsError(
                f"The secret {path} is gone, and the plans in the database can't be opened without it: restore it"
            )
        _make(path)
    return read_secret(path)


def credential() -> Path | None:
    """The pepper that systemd hands over, if it does; only its owner can change it, and no program of ours."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    path = Path(folder) / CREDENTIAL
    return path if folder and path.exists() else None


def write_secret(path: Path, content: bytes) -> None:
    """Put ``content`` into ``path``, for its owner alone: whole or, when the power fails, not at all."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)  # of an attempt that was cut off
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def _make(path: Path) -> None:
    """A new pepper in ``path``, unless another process was faster."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(PEPPER_BYTES))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that a file's new name outlives a power cut; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_secret(path: Path, *, ours: bool = True) -> bytes:
    """The 32 bytes that ``path`` holds; of a file of ours (not a credential) others must not be able to read it.

    Raises ``SecretsError``.
    """
    try:
        if ours and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise SecretsError(f"Others on this machine can read the secret {path}: run chmod 600 {path}")
        pepper = _whole(path)
    except OSError as error:
        raise SecretsError(f"The secret {path} can't be read: {error.strerror}") from None
    if len(pepper) != PEPPER_BYTES:
        raise SecretsError(
            f"The secret {path} has {len(pepper)} bytes and must have {PEPPER_BYTES}: restore it from its copy"
        )
    return pepper


def _whole(path: Path) -> bytes:
    deadline = time.monotonic() + _PATIENCE
    pepper = path.read_bytes()
    while not pepper and time.monotonic() < deadline:
        time.sleep(0.01)
        pepper = path.read_bytes()
    return pepper

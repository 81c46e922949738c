"""A planted word, the code and the keys are found in no file: not saved, not changed, not deleted, not purged."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from trajectplan.plan.document import Plan
from trajectplan.storage.database import plans, sessions
from trajectplan.storage.resume_code import grouped
from trajectplan.storage.sessions import Session, SessionStore
from trajectplan.storage.store import Opened, PlanStore

WORD = "Kwetterbloesem"


def traces(opened: Opened, token: str) -> list[bytes]:
    """What must be found nowhere, in the forms in which it could be stored."""
    code, key = opened.kept.code, opened.key
    texts = [WORD, WORD.lower(), code, grouped(code), token, key.data_key.hex(), key.id.hex()]
    return [*(text.encode() for text in texts), WORD.encode("utf-16-le"), key.data_key]


def found(everything: bytes, wanted: list[bytes]) -> list[bytes]:
    return [trace for trace in wanted if trace in everything]


@pytest.fixture
def kept(store: PlanStore, engine: Engine) -> tuple[Opened, str]:
    """A plan with the word in an answer and a draft, changed a few times, open in a session."""
    plan = Plan(answers={"wish": WORD}, place=WORD).with_draft("wishes", {"hours": [WORD]})
    opened = store.create(plan)
    token = SessionStore(engine).start(Session(plan=opened.key, also={"word": WORD}))
    for number in range(3):
        longer = plan.with_answers({"more": WORD * 100 * number})
        store.update(opened.key, partial(replace, plan=longer))
    store.unlock(opened.kept.code)
    return opened, token


def test_nothing_is_readable_on_disk(kept: tuple[Opened, str], on_disk: Callable[[], bytes]) -> None:
    everything = on_disk()
    assert kept[0].key.id in everything, "the search looks where the rows are"
    assert found(everything, traces(*kept)) == []


@pytest.mark.parametrize("way", ["delete", "purge"])
def test_not_even_sealed_bytes_stay(
    way: str,
    kept: tuple[Opened, str],
    store: PlanStore,
    engine: Engine,
    calendar: list[date],
    on_disk: Callable[[], bytes],
) -> None:
    opened, token = kept
    with engine.connect() as connection:
        row = connection.execute(select(plans)).one()
        session = connection.execute(select(sessions.c.sealed)).scalar_one()
    # Pieces, as a long content is cut over several pages of the file.
    sealed = [row.content[:60], row.content[-60:], row.lookup, row.wrapped_key, opened.key.id]
    assert len(found(on_disk(), [*sealed, session])) == len(sealed) + 1
    SessionStore(engine).end(token)
    if way == "delete":
        store.delete(opened.key)
    else:
        calendar.append(date(2030, 1, 1))
        assert store.purge() == 1
    assert found(on_disk(), [*sealed, session, *traces(opened, token)]) == []


def test_no_temporary_file_is_made(tmp_path: Path) -> None:
    program = (
        "import sys; from trajectplan.plan.document import Plan\n"
        "from trajectplan.storage.derivation import CodePool, Derivation, Strength\n"
        "from trajectplan.storage.store import PlanStore\n"
        "derivation = Derivation((Strength(1, 8, 1, 1),))\n"
        "store = PlanStore(sys.argv[1], bytes(32), derivation, CodePool(derivation, size=0))\n"
        "opened = store.create(Plan(answers={'wish': sys.argv[2] * 5000}))\n"
        "store.unlock(opened.kept.code); store.delete(opened.key); store.purge()\n"
    )
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    variables = {
        "TMPDIR": str(elsewhere),
        "SQLITE_TMPDIR": str(elsewhere),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    url = f"sqlite:///{tmp_path / 'data' / 'plans.db'}"
    run = subprocess.run(
        [sys.executable, "-c", program, url, WORD], env=variables, capture_output=True, text=True, check=True
    )
    assert list(elsewhere.iterdir()) == []
    assert run.stdout + run.stderr == ""

"""How a plan is taken away for good: its keys overwritten, a tombstone set, its row removed; in this order."""

from __future__ import annotations

import logging

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, update

from trajectplan.storage.database import GONE_DAY, Unavailable, plans, settle
from trajectplan.storage.tombstones import Tombstones

log = logging.getLogger("trajectplan")

_BATCH = 500


class Burial:
    """Takes rows away in three steps, each on disk before the next; ``finish`` does what a cut left undone.

    1. Keys and content are overwritten, in the transaction that decides that the plan goes. From here on nothing opens
       it, whatever happens.
    2. A tombstone is set, so that no backup brings it back.
    3. The husk is removed, and the journal emptied.

    The tombstone doesn't come first, for a plan must never have one that still lives: when the database can't be
    written just then she goes on with her plan, and the next start would take it away.
    """

    def __init__(self, engine: Engine, tombstones: Tombstones | None) -> None:
        self._engine = engine
        self._tombstones = tombstones

    def overwrite(self, connection: Connection, which: ColumnElement[bool]) -> int:
        """Leave of these rows nothing but their numbers; how many there were."""
        husk = {"lookup": plans.c.id, "wrapped_key": b"", "content": b"", "last_day": GONE_DAY, "expires_day": GONE_DAY}
        lives = plans.c.expires_day != GONE_DAY
        return connection.execute(update(plans).where(which & lives).values(**husk)).rowcount

    def finish(self) -> None:
        """Set the tombstones of all husks and remove them. Raises ``OSError``, ``Unavailable``.

        What is in the tombstones already isn't looked at, so that damage there stops no deletion.
        """
        with self._engine.connect() as connection:
            husks = connection.execute(select(plans.c.id).where(plans.c.expires_day == GONE_DAY)).scalars().all()
        if self._tombstones:
            self._tombstones.add(husks)
        with self._engine.begin() as connection:
            for start in range(0, len(husks), _BATCH):
                connection.execute(delete(plans).where(plans.c.id.in_(husks[start : start + _BATCH])))
        settle(self._engine)

    def finish_quietly(self) -> None:
        """As ``finish``, for a request: what fails is logged, and done at the next purge. The plan is gone already."""
        try:
            self.finish()
        except (OSError, Unavailable) as error:
            log.error("a deletion waits for the next purge: %s", type(error).__name__)  # noqa: TRY400 - no values

    def forget(self) -> None:
        """Leave out tombstones older than any backup. Raises ``OSError``, ``SecretsError``."""
        if self._tombstones:
            self._tombstones.forget()

    def repeat(self) -> int:
        """Take away the rows that have a tombstone already: they came back with an old file; how many there were."""
        if not self._tombstones:
            return 0
        with self._engine.connect() as connection:
            found = self._tombstones.among(connection.execute(select(plans.c.id)).scalars())
        with self._engine.begin() as connection:
            count = sum(self.overwrite(connection, plans.c.id == each) for each in found)
        self.finish()
        return count

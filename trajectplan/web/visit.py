"""One visit: the session that a request belongs to, and the plan that it has open."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Lock
from typing import Any

from flask import Response, g, has_request_context, request
from sqlalchemy import Update
from werkzeug.local import LocalProxy

from trajectplan.i18n import DEFAULT, choose
from trajectplan.plan.document import Plan
from trajectplan.plan.languages import in_language
from trajectplan.storage.derivation import PATIENCE_SECONDS, Busy
from trajectplan.storage.kept import Kept, Opened, PlanKey
from trajectplan.storage.sessions import Session
from trajectplan.storage.store import Gone, TooLarge
from trajectplan.web.aside import undecided
from trajectplan.web.clips import clips
from trajectplan.web.cookies import HAD_PLAN, HEARD, SECOND, Remembered, cookie_name, delete_cookie, set_cookie
from trajectplan.web.own_words import typed_on, words_of
from trajectplan.web.services import Services, networks, services, who

OWN, SHARED = "mine", "shared"
GONE = "gone"
"""What is noted under ``ended`` when it was the plan that ended, and not only the session."""
BEGAN_HERE = "began_here"
"""Where the plan was made in this session, its mark is noted: pages from before it are of the same person."""
SAYS_WHENCE = "says_whence"
"""What is noted where the browser said from which page the plan was opened, as it then does every time."""
MARK_BYTES = 8
"""So long is the mark of a session: enough to tell those at one computer apart."""


class Visit:
    """The session of this request, kept up to date in database and cookie."""

    def __init__(self, rooms: Services, cookie: str) -> None:
        self._rooms = rooms
        self._cookie = cookie
        # They stand beside the token for they must outlive the session: for the page that says it is over.
        self._from_before = Remembered.read(cookie)
        first = self._from_before.token
        self.session = rooms.sessions.load(first) if first else None
        self.token = first if self.session else ""
        self._is_over = self.session is None
        self._device = self.device
        self._opened: Opened | None = None
        self._looks_away = False
        self.is_gone = self.noted("ended") == GONE
        """The plan that was open here was deleted elsewhere."""

    @classmethod
    def unread(cls, rooms: Services, cookie: str) -> Visit:
        """A visit for an answer that must not touch the database; it leaves her cookie alone and speaks as it says."""
        visit = cls(rooms, "")
        visit._from_before = Remembered.read(cookie)._replace(token="", had_plan="")
        return visit

    # The session ------------------------------------------------------------------------------------------------------

    @property
    def has_ended(self) -> bool:
        """The browser remembers a session that is over; until she gives her code or starts anew."""
        return (bool(self._from_before.token) and not self.token) or bool(self.noted("ended"))

    @property
    def has_closed(self) -> bool:
        """A plan was open in the session that is over, or she was asked for its code already."""
        return bool(self.noted("ended")) or (self.has_ended and self._from_before.had_plan == HAD_PLAN)

    @property
    def mark(self) -> bytes:
        """What tells this session from any other, also when it is over; it opens nothing. Empty without a session.

        Forms that are made for no plan carry it: the next person at this computer has another session.
        """
        token = self.token or self._from_before.token
        return hashlib.sha256(token.encode()).digest()[:MARK_BYTES] if token else b""

    def speak(self, chosen: str, *, writing: bool = False) -> None:
        """Take this language for all that follows, if it is on offer.

        Who chooses it where she is ``writing`` goes on writing her plan in it; elsewhere it may be a helper's, to read.
        What she wrote before stays in the language she wrote it in.
        """
        if chosen not in self._rooms.settings.languages:
            return
        self.remember(language=chosen)
        self.note(language_chosen="1")
        if writing and self.opened:
            with suppress(TooLarge):  # then the screen speaks it all the same
                self.change(lambda plan: in_language(plan, chosen, words_of(plan)))

    def talk(self, button: str, *, writing: bool = False) -> bool:
        """Do what a button about languages says, as ``language:ar``, ``also:nl`` or ``hear:rif``; whether it is one."""
        what, _colon, chosen = button.partition(":")
        if what == "language":
            before, second = self.language, self.second
            self.speak(chosen, writing=writing)
            if chosen == second:  # the two change places
                self.note(**{SECOND: before})
        elif what == "also" and chosen in {"", *self._rooms.settings.languages}:
            self.note(**{SECOND: chosen})
        elif what == "hear" and chosen in {"", *self.only_heard}:
            self.note(**{HEARD: chosen}, heard_chosen="1")
        return what in {"language", "also", "hear"}

    @property
    def second(self) -> str:
        """The language that stands small below that of the page; empty for none, or where it is the same."""
        chosen = self.noted(SECOND) if self.session else self._from_before.second
        return chosen if chosen in self._rooms.settings.languages and chosen != self.language else ""

    @property
    def heard(self) -> str:
        """The language without texts of which she hears recordings; empty for none."""
        chosen = self.noted(HEARD) if self.session else self._from_before.heard
        return chosen if chosen in self.only_heard else ""

    @property
    def only_heard(self) -> tuple[str, ...]:
        """The languages that have recordings and no texts."""
        return clips().beside(self._rooms.settings.languages)

    @property
    def language(self) -> str:
        """The language she chose, else the best that her browser asks for; ``q=0`` says what it doesn't want."""
        chosen = self.session.language if self.session else ""
        said = (chosen, request.args.get("language", ""), self._from_before.language)
        asked = (language for language, quality in request.accept_languages if quality)
        return choose((*said, *asked), self._rooms.settings.languages)

    @property
    def device(self) -> str:
        """``mine``, ``shared`` or empty while she hasn't said."""
        return self.session.device if self.session else ""

    def remember(self, **changes: Any) -> None:
        """Put something into the session (``language``, ``device``, ``plan``, ``also``), starting one if need be."""
        session = replace(self.session or self._begun(), **changes)
        if self.token:
            self._rooms.sessions.save(self.token, session)
        else:
            self._rooms.limits.sessions.spend(networks())
            self.token = self._rooms.sessions.start(session)
        self.session = session

    def renew(self, **changes: Any) -> None:
        """As ``remember``, under a new token: whoever sat here before may have noted the old one."""
        if self.token and self.session:
            self._rooms.sessions.end(self.token)
            self.token = self._rooms.sessions.start(self.session)
        self.remember(**changes)

    def _begun(self) -> Session:
        """What a session begins with; one in place of another that is over is no new beginning."""
        before = self._from_before
        notes = {SECOND: before.second, HEARD: before.heard, "ended": "1" if self.has_ended else ""}
        return Session(language=self.language, also={name: text for name, text in notes.items() if text})

    def note(self, **notes: str) -> None:
        """Remember small things until the session ends; an empty one is forgotten."""
        also = {**(self.session or self._begun()).also, **notes}
        self.remember(also={name: text for name, text in also.items() if text})

    def noted(self, name: str) -> str:
        """What was noted under this name."""
        return self.session.also.get(name, "") if self.session else ""

    def end(self) -> None:
        """End the session here and on the server."""
        if self.token:
            self._rooms.sessions.end(self.token)
        self.session, self.token, self._opened, self._is_over = None, "", None, False

    def forget(self) -> None:
        """End the session, and with it the language: whoever comes next finds no trace."""
        self.end()
        self._forget_languages()

    def speak_as_asked(self) -> None:
        """Speak what the browser asks for, as if nobody had chosen a language yet."""
        self._forget_languages()
        if self.session:
            self.session = replace(self.session, language="")
            self.remember(language=self.language)
            self.note(**{SECOND: ""}, **({} if self.noted("heard_chosen") else {HEARD: ""}))

    def _forget_languages(self) -> None:
        """Of what the cookie said leave only whose session it was."""
        self._from_before = self._from_before._replace(language="", second="", heard="")

    # The plan ---------------------------------------------------------------------------------------------------------

    @property
    def opened(self) -> Opened | None:
        """The plan as it is kept now; ``None`` when there is none yet. Raises ``Tampered``, ``NewerFormat``."""
        if self._opened is None and self.session and self.session.plan and not self._looks_away:
            try:
                self._opened = self._rooms.store.load(self.session.plan)
            except Gone:
                if not self._is_moved():
                    self.end()
                    self.is_gone = True
        return self._opened

    def look_away(self) -> None:
        """Go on with this request without the plan, which can't be read; it stays open, and she can end that."""
        self._looks_away = True

    @property
    def plan(self) -> Plan:
        """Her plan; an empty one before the first answer."""
        return self.opened.kept.plan if self.opened else Plan(language=self.language)

    @property
    def plan_id(self) -> bytes:
        """The number of the row of the plan that is open; empty when none is. Form tokens and sealed words carry it."""
        return self.session.plan.id if self.session and self.session.plan else b""

    def change(self, change: Callable[[Plan], Plan]) -> Plan:
        """Change the plan and keep it; a plan that has something in it for the first time gets its code."""
        if self.opened:
            return self.change_kept(lambda kept: replace(kept, plan=change(kept.plan), aside=undecided(kept))).plan
        before = self.plan
        after = change(before)
        if replace(after, place=before.place, removed=before.removed) == before:
            return before
        with self._one_at_a_time():
            self.session = self._rooms.sessions.load(self.token) if self.token else None
            if not self.plan_id:
                self._begin(after)
                return after
        return self.change(change)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Within this context no other request of this session makes a plan. Raises ``Busy``.

        For the first answer may be sent twice at once, by a double click: that makes one plan. Without a session no two
        requests are known to be of one person, and nobody waits.
        """
        locks = self._rooms.creating
        lock = locks[hash(self.token) % len(locks)] if self.token else Lock()
        if not lock.acquire(timeout=PATIENCE_SECONDS):
            raise Busy(math.ceil(PATIENCE_SECONDS))
        try:
            yield
        finally:
            lock.release()

    def write(self, change: Callable[[Plan], Plan], language: str = "") -> Plan:
        """As ``change``, for what was typed on a page in ``language``, or in that of this visit."""
        return self.change(lambda plan: typed_on(plan, change(plan), language or self.language))

    def _begin(self, plan: Plan) -> None:
        """Keep a new plan, open in this session."""
        months = self._rooms.settings.keep_months
        with self._rooms.limits.beginning(networks()):
            self._opened = self._rooms.store.create(plan, months=months, who=who())
        noted = self.session.also if self.session else {}
        self.remember(plan=self._opened.key, also={**noted, **_whence(), BEGAN_HERE: self.mark.hex()})

    def change_kept(self, change: Callable[[Kept], Kept]) -> Kept:
        """Change the plan or what belongs to keeping it; needs an open plan."""
        opened = self.opened
        if opened is None:
            raise Gone
        try:
            self._opened = self._rooms.store.update(opened.key, change, loaded=opened)
        except Gone:
            if not self._is_moved():
                raise
            return self.change_kept(change)
        return self._opened.kept

    def new_code(self) -> None:
        """Give the plan another code, and go on with it here; the page for the code shows it next."""
        opened, session = self.opened, self.session
        if opened is None or session is None:
            raise Gone
        noted = {**session.also, "code_changed": "1"}
        noted.pop("code_shown", None)
        # The same token: a new one that doesn't arrive would leave her without plan and without code.
        self.session = replace(session, also=noted)
        try:
            self._opened = self._rooms.store.new_code(opened.key, along=self._with_key, who=who())
        except Gone:
            if not self._is_moved():  # by another press of the same button
                raise
            return
        self.session = replace(self.session, plan=self._opened.key)

    def delete(self) -> bool:
        """Take the plan away for good, though another tab gave it a new code just now; whether it was still there."""
        while self.session and self.session.plan:
            if self._rooms.store.delete(self.session.plan):
                return True
            if not self._is_moved():
                break
        return False

    def _with_key(self, key: PlanKey) -> Update:
        """What keeps this session open when its plan moves to another row."""
        return self._rooms.sessions.moved(self.token, replace(self.session or Session(), plan=key))

    def _is_moved(self) -> bool:
        """Whether the plan stands in another row since this request began, under a code taken in this session."""
        session = self._rooms.sessions.load(self.token)
        if not self.session or not session or not session.plan or session.plan == self.session.plan:
            return False
        self.session, self._opened = session, None
        return self.opened is not None

    @property
    def former_ids(self) -> tuple[bytes, ...]:
        """The numbers of the rows in which the open plan stood before: a page made for one of them is still hers."""
        return tuple(map(bytes.fromhex, self.opened.kept.former)) if self.opened else ()

    def take(self, opened: Opened) -> None:
        """Go on with this plan under a new token, so that no older one opens it.

        In the language chosen on this device just now, else in that of the plan; the plan itself stays as it is.
        """
        session = self.session or Session(language=self.language)
        if session.plan and session.plan.id != opened.key.id:
            # What was noted, and the languages chosen, belong to the one before.
            session = replace(session, also={})
        self.session = session
        chosen = session.language if self.noted("language_chosen") else ""
        language = choose((chosen, opened.kept.plan.language), self._rooms.settings.languages)
        if self.token:
            self._rooms.sessions.end(self.token)
        noted = {name: text for name, text in session.also.items() if name not in {"ended", BEGAN_HERE}}
        self.session = replace(session, plan=opened.key, language=language, also={**noted, **_whence()})
        self.token = self._rooms.sessions.start(self.session)
        self._opened = opened

    # The cookie -------------------------------------------------------------------------------------------------------

    def finish(self, response: Response) -> None:
        """Set, keep or take away the cookie."""
        cookie = ""
        if self.session:
            had_plan = HAD_PLAN if self.plan_id else ""
            cookie = str(Remembered(self.token, self.session.language, self.noted(SECOND), self.noted(HEARD), had_plan))
        elif self._cookie and self._is_over and self._from_before.language:
            # A session that was over when this request came says so once; what it spoke stays until the browser closes.
            cookie = str(Remembered("", self.language, self.second, self.heard))
        age = self._rooms.settings.own_hours * 3600 if self.device == OWN else None
        if cookie == self._cookie and self.device == self._device and age is None:
            return
        if not cookie:
            delete_cookie(response)
            return
        set_cookie(response, cookie, age)


def _whence() -> dict[str, str]:
    """What is to be noted of this browser when a plan is opened in it."""
    return {SAYS_WHENCE: "1"} if request.headers.get("Referer") else {}


def is_from_before(mark: bytes, session: Session | None) -> bool:
    """Whether a form with this ``mark``, made for no plan, is of the session that has begun its plan since.

    What is typed there is for that plan. Made in another session, or where a plan was opened with its code, it may be
    somebody else's.
    """
    return bool(mark) and session is not None and session.also.get(BEGAN_HERE) == mark.hex()


def current_visit() -> Visit:
    """The visit of this request."""
    if "visit" not in g:
        g.visit = Visit(services(), request.cookies.get(cookie_name(), ""))
    found: Visit = g.visit
    return found


def without_database() -> None:
    """Go on with this request as if there were no session: the database can't be read."""
    g.visit = Visit.unread(services(), request.cookies.get(cookie_name(), ""))


def current_language() -> str:
    """The language of this request, for messages."""
    return current_visit().language if has_request_context() else DEFAULT


visit: Visit = LocalProxy(current_visit)  # type: ignore[assignment]  # a proxy stands in for what it points to

"""What a page carries sealed: a token that a form is ours, and words that were typed when a session had ended."""

from __future__ import annotations

import base64
import json
import struct
import time
import zlib
from collections.abc import Sequence

from trajectplan.plan.document import MOST_BYTES
from trajectplan.storage.encryption import Tampered, derive_key, open_sealed, pad, seal, unpad

DAY = 24 * 60 * 60
MOST_WORDS = MOST_BYTES
"""The most bytes of typed words that are sealed into one page; a page that takes answers takes fewer."""
_MOST_TEXT = 2 * MOST_WORDS
"""The longest text that is looked at: what seals to more isn't ours."""
_MULTIPLE = 512
_WHEN = struct.Struct(">Q")
_FORM, _WORDS = b"form", b"words "


class WordsTooLarge(ValueError):  # noqa: N818 - says what happened
    """More than ``MOST_WORDS`` bytes of typed words."""


class FormTokens:
    """Tokens and words sealed under the pepper, so that any process of ours can read them and nobody else.

    Sealed anew they look different every time: compressing a page with one in it tells nothing (BREACH). They need no
    row in the database, so they are still good when the session of their page has ended.
    """

    def __init__(self, pepper: bytes, former_words: bytes | None = None) -> None:
        """``former_words`` is the ``words_key`` of the pepper before, to open what pages carry from then."""
        self._form = derive_key(pepper, "form")
        self._words = words_key(pepper)
        self._former_words = former_words

    def issue(self, plan_id: bytes = b"", now: float | None = None) -> str:
        """A token for a form on a page of this plan, or of none."""
        return _text(seal(self._form, _WHEN.pack(_seconds(now)) + plan_id, _FORM))

    def read(self, token: str, max_age: float = DAY, now: float | None = None) -> bytes | None:
        """The plan's id that a token was issued for, ``b""`` for none; ``None`` for a token not ours or too old."""
        try:
            plain = open_sealed(self._form, _sealed(token), _FORM)
        except Tampered:
            return None
        age = _seconds(now) - _WHEN.unpack_from(plain)[0]
        return plain[_WHEN.size :] if age <= max_age else None

    def seal_words(self, pairs: Sequence[tuple[str, str]], plan_id: bytes, screen: str) -> str:
        """What was typed on a screen (names and values of its form) for the owner of this plan only.

        Raises ``WordsTooLarge``.
        """
        plain = json.dumps([screen, list(pairs)], ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(plain) > MOST_WORDS:
            raise WordsTooLarge
        return _text(seal(self._words, pad(zlib.compress(plain), _MULTIPLE), _WORDS + plan_id))

    def open_words(self, text: str, plan_id: bytes) -> tuple[str, list[tuple[str, str]]] | None:
        """The screen and what was typed on it; ``None`` for a text that isn't ours or belongs to another plan."""
        try:
            packed = unpad(self._words_of(_sealed(text), _WORDS + plan_id))
        except Tampered:
            return None
        screen, pairs = json.loads(zlib.decompress(packed))
        return screen, [(name, value) for name, value in pairs]

    def _words_of(self, sealed: bytes, place: bytes) -> bytes:
        try:
            return open_sealed(self._words, sealed, place)
        except Tampered:
            if self._former_words is None:
                raise
            return open_sealed(self._former_words, sealed, place)


def words_key(pepper: bytes) -> bytes:
    """The key that seals words in pages; nothing else that the pepper protects follows from it."""
    return derive_key(pepper, "words")


def _seconds(now: float | None) -> int:
    return int(time.time() if now is None else now)


def _text(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _sealed(text: str) -> bytes:
    """The bytes of a token; raises ``Tampered`` for what can't be one."""
    if len(text) > _MOST_TEXT:
        raise Tampered
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Tampered from None

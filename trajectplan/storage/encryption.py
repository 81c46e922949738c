"""Sealing and opening: AES-256-GCM for contents, AES-SIV for looking up, HKDF for making keys out of secrets."""

from __future__ import annotations

import hmac
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

KEY_BYTES = 32
PAGE = 2048
"""Contents are padded to a multiple of so many bytes: their length says little about what she wrote."""

_WAY = b"\x01"
"""The first byte of all that is sealed: in which way. So a later way can be told from this one."""
_NONCE_BYTES = 12
_LENGTH = struct.Struct(">I")


class Tampered(ValueError):  # noqa: N818 - says what happened
    """Sealed bytes that don't open: changed, cut off, moved to another place, or sealed with another key."""


def new_key() -> bytes:
    """A random key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def derive_key(secret: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """A key out of a secret that is random already (HKDF-SHA256, RFC 5869); another purpose gives another key."""
    # By hand, as every request needs one: the library's object takes ten times as long. A test compares the two.
    info, block, key = f"trajectplan {purpose}".encode(), b"", b""
    extracted = hmac.digest(bytes(KEY_BYTES), secret, "sha256")
    for count in range(1, 1 + -(-length // KEY_BYTES)):
        block = hmac.digest(extracted, block + info + bytes([count]), "sha256")
        key += block
    return key[:length]


def seal(key: bytes, plain: bytes, associated: bytes) -> bytes:
    """``plain`` sealed under ``key`` and tied to ``associated``: one byte of way, 12 of nonce, text, 16 of tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return _WAY + nonce + AESGCM(key).encrypt(nonce, plain, _WAY + associated)


def open_sealed(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    """What was sealed; raises ``Tampered`` where key, bytes or ``associated`` are not those of the sealing."""
    nonce, text = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] != _WAY or len(nonce) != _NONCE_BYTES:
        raise Tampered
    try:
        return AESGCM(key).decrypt(nonce, text, _WAY + associated)
    except InvalidTag:
        raise Tampered from None


def pad(content: bytes, multiple: int = PAGE) -> bytes:
    """Four bytes that say how long the content is, the content, and zeros up to a multiple."""
    framed = _LENGTH.pack(len(content)) + content
    return framed + bytes(-len(framed) % multiple)


def unpad(padded: bytes) -> bytes:
    """The content that was padded; raises ``Tampered`` for bytes that ``pad`` didn't make."""
    if len(padded) < _LENGTH.size:
        raise Tampered
    (length,) = _LENGTH.unpack_from(padded)
    content = padded[_LENGTH.size : _LENGTH.size + length]
    if len(content) != length or padded[_LENGTH.size + length :].strip(b"\0"):
        raise Tampered
    return content


class PepperSeal:
    """What only a holder of the pepper can do: find a row, and take the outer wrapping off its key.

    Both can be undone by the pepper alone. So the pepper is changed offline, without any code, row by row:
    ``lookup = new.lookup(old.found(lookup))`` and ``wrapped_key = new.wrap(old.unwrap(wrapped_key, id), id)``.
    Contents, sealed under the row's own key, stay as they are.
    """

    def __init__(self, pepper: bytes) -> None:
        self._siv = AESSIV(derive_key(pepper, "lookup", 2 * KEY_BYTES))
        self._wrapping = derive_key(pepper, "wrapping")

    def lookup(self, found: bytes) -> bytes:
        """Under which 32 bytes the row stands that a code's 16 bytes of id point to; always the same ones."""
        return self._siv.encrypt(found, None)

    def found(self, lookup: bytes) -> bytes:
        """The id that a lookup stands for; raises ``Tampered`` when this pepper didn't make it."""
        try:
            return self._siv.decrypt(lookup, None)
        except InvalidTag:
            raise Tampered from None

    def knows(self, lookup: bytes) -> bool:
        """Whether this pepper made the lookup."""
        try:
            self.found(lookup)
        except Tampered:
            return False
        return True

    def wrap(self, inner: bytes, row_id: bytes) -> bytes:
        """A key that is sealed already, sealed once more."""
        return seal(self._wrapping, inner, b"wrapped key " + row_id)

    def unwrap(self, wrapped: bytes, row_id: bytes) -> bytes:
        """The key as it was before ``wrap``; raises ``Tampered``."""
        return open_sealed(self._wrapping, wrapped, b"wrapped key " + row_id)

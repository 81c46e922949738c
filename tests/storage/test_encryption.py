"""Sealing: opens only with the same key, the same place and every byte as it was."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from trajectplan.storage.encryption import PepperSeal, Tampered, derive_key, new_key, open_sealed, pad, seal, unpad

KEY = bytes(32)


@given(st.binary(max_size=5000), st.binary(max_size=50))
def test_what_was_sealed_opens(plain: bytes, place: bytes) -> None:
    assert open_sealed(KEY, seal(KEY, plain, place), place) == plain


def test_sealing_the_same_twice_looks_different() -> None:
    assert seal(KEY, b"the same", b"") != seal(KEY, b"the same", b"")


def test_every_changed_byte_is_noticed() -> None:
    sealed = seal(KEY, b"a word", b"here")
    for where in range(len(sealed)):
        changed = sealed[:where] + bytes([sealed[where] ^ 1]) + sealed[where + 1 :]
        with pytest.raises(Tampered):
            open_sealed(KEY, changed, b"here")


def test_every_cut_is_noticed() -> None:
    sealed = seal(KEY, b"a word", b"here")
    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            open_sealed(KEY, sealed[:length], b"here")


def test_another_key_or_another_place_is_noticed() -> None:
    sealed = seal(KEY, b"a word", b"here")
    with pytest.raises(Tampered):
        open_sealed(new_key(), sealed, b"here")
    with pytest.raises(Tampered):
        open_sealed(KEY, sealed, b"there")


def test_another_purpose_gives_another_key() -> None:
    assert derive_key(KEY, "form") != derive_key(KEY, "words")
    assert derive_key(KEY, "form") == derive_key(KEY, "form")
    assert len(derive_key(KEY, "lookup", 64)) == 64


@given(st.binary(max_size=100), st.text(max_size=20), st.integers(1, 200))
def test_keys_are_those_of_the_standard(secret: bytes, purpose: str, length: int) -> None:
    standard = HKDF(SHA256(), length, salt=None, info=f"trajectplan {purpose}".encode())
    assert derive_key(secret, purpose, length) == standard.derive(secret)


@given(st.binary(max_size=6000), st.sampled_from([16, 256, 2048]))
def test_padding_comes_off_again(content: bytes, multiple: int) -> None:
    padded = pad(content, multiple)
    assert len(padded) % multiple == 0
    assert len(padded) - len(content) < multiple + 4
    assert unpad(padded) == content


def test_contents_of_nearly_the_same_length_have_the_same() -> None:
    assert len(pad(b"")) == len(pad(bytes(2044))) == 2048
    assert len(pad(bytes(2045))) == 4096


@pytest.mark.parametrize("padded", [b"", b"\0\0\0", b"\0\0\0\x09abc", b"\0\0\0\x01ab"])
def test_padding_that_is_not_ours_is_noticed(padded: bytes) -> None:
    with pytest.raises(Tampered):
        unpad(padded)


def test_a_lookup_is_always_the_same_and_leads_back_with_the_pepper_only() -> None:
    ours, other = PepperSeal(bytes(32)), PepperSeal(new_key())
    lookup = ours.lookup(b"0123456789abcdef")
    assert lookup == PepperSeal(bytes(32)).lookup(b"0123456789abcdef") != other.lookup(b"0123456789abcdef")
    assert ours.found(lookup) == b"0123456789abcdef"
    assert ours.knows(lookup)
    assert not other.knows(lookup)
    with pytest.raises(Tampered):
        other.found(lookup)


def test_a_wrapped_key_is_tied_to_pepper_and_row() -> None:
    ours = PepperSeal(bytes(32))
    wrapped = ours.wrap(b"sealed key", b"row 1")
    assert ours.unwrap(wrapped, b"row 1") == b"sealed key"
    for pepper, row in [(ours, b"row 2"), (PepperSeal(new_key()), b"row 1")]:
        with pytest.raises(Tampered):
            pepper.unwrap(wrapped, row)

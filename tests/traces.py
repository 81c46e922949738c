"""Looks for words, in any usual writing, in whatever a program leaves behind."""

from __future__ import annotations

import base64
import json
import logging
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

LEAST_BASE64 = 8
MOST_UNPACKED = 16 * 1024 * 1024
"""So many bytes of packed content are looked at."""
_ZIP_HEAD, _GZIP_HEAD = b"PK\x03\x04", b"\x1f\x8b\x08"


def writings(word: str) -> frozenset[bytes]:
    """The word as it could stand somewhere: escaped, in several encodings, as hexadecimal digits, in base64."""
    found: set[bytes] = set()
    for text in {word, word.lower(), word.upper()}:
        plain = text.encode()
        found |= {text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
        found |= {json.dumps(text)[1:-1].encode(), text.encode("ascii", "xmlcharrefreplace")}
        for escaped in (quote(text), quote_plus(text)):
            found |= {escaped.encode(), escaped.lower().encode()}
        found |= {plain.hex().encode(), plain.hex().upper().encode()}
        for offset in range(3):
            coded = base64.b64encode(b"\0" * offset + plain)
            # What the bytes before and behind have a share in is cut off.
            inside = coded[(offset * 8 + 5) // 6 : -4]
            assert len(inside) >= LEAST_BASE64
            found |= {inside, inside.replace(b"+", b"-").replace(b"/", b"_")}
    return frozenset(found)


def unpacked(content: bytes) -> Iterator[bytes]:
    """What lies compressed anywhere in it: by zlib, gzip, or as a file in a ZIP; as far as it can be read."""
    for at in _places(content, b"\x78"):
        if int.from_bytes(content[at : at + 2], "big") % 31 == 0:  # the check of zlib's head, RFC 1950
            yield _inflated(content[at:], zlib.MAX_WBITS)
    for at in _places(content, _GZIP_HEAD):
        yield _inflated(content[at:], zlib.MAX_WBITS | 16)
    for at in _places(content, _ZIP_HEAD):
        name, extra = (int.from_bytes(content[at + place : at + place + 2], "little") for place in (26, 28))
        yield _inflated(content[at + 30 + name + extra :], -zlib.MAX_WBITS)


def _places(content: bytes, head: bytes) -> Iterator[int]:
    at = content.find(head)
    while at >= 0:
        yield at
        at = content.find(head, at + 1)


def _inflated(packed: bytes, window: int) -> bytes:
    """What comes out before an error or the end; most heads that are found by chance give nothing."""
    inflating, found, piece = zlib.decompressobj(window), b"", 64
    try:
        while packed and not inflating.eof and len(found) < MOST_UNPACKED:
            found += inflating.decompress(packed[:piece], MOST_UNPACKED)
            packed, piece = packed[piece:], 2 * piece
    except zlib.error:
        pass
    return found


def found_in(content: bytes, words: Iterable[str]) -> list[str]:
    """Which of the words stand in it."""
    pieces = [content, *filter(None, unpacked(content))]
    return [word for word in words if any(form in piece for form in writings(word) for piece in pieces)]


def files(folders: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every file in the folders with its content; a file's name is looked through with it."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes()


class Traces:
    """Looks in everything that the program in this process leaves behind."""

    def __init__(self, folders: Sequence[Path], log: pytest.LogCaptureFixture) -> None:
        self.folders, self.log = folders, log
        self.looked_at: set[str] = set()
        log.set_level(logging.DEBUG)

    def find(self, *words: str) -> list[str]:
        """Which words stand where."""
        found = []
        for place, content in self._everything():
            self.looked_at.add(place)
            found += [f"{word!r} in {place}" for word in found_in(content, words)]
        return found

    def _everything(self) -> Iterator[tuple[str, bytes]]:
        for path, content in files(self.folders):
            yield path.name, content
        yield "the log", self.log.text.encode()
        yield "what was logged", " ".join(str(record.__dict__) for record in self.log.records).encode()

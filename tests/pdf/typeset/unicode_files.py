"""The Unicode Consortium's own test files, as Debian's package unicode-data brings them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

_FOLDER: Final = Path("/usr/share/unicode")


def lines_of(name: str) -> Iterator[str]:
    """The lines of a file that say something, without their comments; without the file the test fails."""
    path = _FOLDER / name
    if not path.exists():
        pytest.fail(f"{path} is missing. On Debian: apt-get install unicode-data")
    with path.open(encoding="utf-8") as file:
        for line in file:
            said = line.partition("#")[0].strip()
            if said:
                yield said


def characters_of(codes: str) -> str:
    """The text of code points as the files write them, such as `0061 05D0`."""
    return "".join(chr(int(code, 16)) for code in codes.split())

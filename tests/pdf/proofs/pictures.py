"""Pages as pictures: whether all that should be drawn is, and whether it looks as it did when somebody looked at it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pdf.proofs.content import PageContent, visible
from pdf.proofs.embedded import Box
from pdf.proofs.structure import read
from PIL import Image, ImageChops, ImageFilter

RESOLUTION: Final = 120
"""Dots per inch of reference pictures: at 72 the hamza on a letter is a single dot."""
SHARP: Final = 144
INK: Final = 200
"""A dot darker than this has ink; 0 is black, 255 white."""
STRONG: Final = 128
"""A dot counts as missing when it is so much lighter than any dot beside it in the other picture."""
ALLOWED: Final = 1
"""So many dots may be missing. A hamza that is left out is three; a shift by a whole dot is none."""


def pictures(pdf: bytes, resolution: int = RESOLUTION) -> list[Image.Image]:
    """The pages in shades of grey, drawn by poppler. Raises RuntimeError when that isn't there."""
    if shutil.which("pdftoppm") is None:
        raise RuntimeError("The pictures of pages need pdftoppm, from poppler-utils. Run: make proofs")
    command = ["pdftoppm", "-gray", "-r", str(resolution), "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=120)
    assert not drawn.stderr, f"pdftoppm says: {drawn.stderr.decode(errors='replace')[:500]}"
    return list(_parted(drawn.stdout))


def _parted(data: bytes) -> Iterator[Image.Image]:
    """Portable grey maps one after another."""
    at = 0
    while at < len(data):
        kind, size, _depth, _rest = data[at:].split(b"\n", 3)
        assert kind == b"P5", f"no grey map: {kind!r}"
        width, height = map(int, size.split())
        start = at + len(kind) + len(size) + len(_depth) + 3
        at = start + width * height
        yield Image.frombytes("L", (width, height), data[start:at])


def check_drawn(pdf: bytes, name: str = "") -> None:
    """Raise AssertionError when a glyph that has an outline leaves no ink: a font that readers can't use."""
    blank = [
        f"page {number}: {text!r}"
        for number, (page, picture) in enumerate(zip(read(pdf).pages, pictures(pdf, SHARP), strict=True), 1)
        for text in _without_ink(page, picture)
    ]
    assert not blank, "\n".join([f"{name or 'The PDF'} isn't drawn whole:", *blank])


def _without_ink(page: PageContent, picture: Image.Image) -> Iterator[str | None]:
    scale = SHARP / 72
    for glyph, box in visible(page.glyphs):
        left, top, right, bottom = in_dots(box, page.height, scale)
        part = picture.crop((max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height)))
        if part.width > 1 and part.height > 1 and min(part.tobytes()) > INK:
            yield glyph.text


def in_dots(box: Box, height: float, scale: float) -> tuple[int, int, int, int]:
    """A box in points from the lower left corner, as dots from the upper left."""
    left, bottom, right, top = box
    return int(left * scale), int((height - top) * scale), int(right * scale) + 1, int((height - bottom) * scale) + 1


def differences(drawn: Image.Image, reference: Image.Image, places: Mapping[str, Box]) -> list[str]:
    """The names of the places (boxes in points) where two pictures of a page differ; all where their sizes do."""
    if drawn.size != reference.size:
        return list(places)
    scale = RESOLUTION / 72
    missing = ImageChops.lighter(_missing(drawn, reference), _missing(reference, drawn))
    strong = missing.point(lambda shade: 255 if shade > STRONG else 0)
    height = drawn.height / scale
    return [name for name, box in places.items() if strong.crop(in_dots(box, height, scale)).histogram()[255] > ALLOWED]


def _missing(one: Image.Image, other: Image.Image) -> Image.Image:
    """How much darker each dot of one picture is than the darkest of the nine round it in the other."""
    return ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)


def load(file: Path) -> Image.Image:
    """A reference picture; raises AssertionError where there is none."""
    assert file.exists(), f"{file.name} is missing. Run: make pictures"
    with Image.open(file) as picture:
        return picture.convert("L")


def save(picture: Image.Image, file: Path) -> None:
    """Keep a reference picture, small: sixteen shades are enough."""
    picture.quantize(16).save(file, optimize=True)

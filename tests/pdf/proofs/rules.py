"""What must hold for the structure tree of every PDF: nothing outside it, unreadable or out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pdf.proofs.content import PageContent
from pdf.proofs.structure import Piece, Reading, read, table_rows

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{4,8})*")
"""A language as BCP 47 writes it, as far as we need it."""
MEANINGLESS: Final = re.compile("[\0\ufffe\uffff\ue000-\uf8ff\ud800-\udfff]")


def check_structure(pdf: bytes, name: str = "") -> None:
    """Raise AssertionError with all that is wrong: text outside the tree, empty boxes, headings, tables, languages."""
    faults = structure_faults(pdf)
    assert not faults, "\n".join([f"{name or 'The PDF'} isn't well tagged:", *faults])


def structure_faults(pdf: bytes) -> list[str]:
    """The faults that ``check_structure`` raises, in words."""
    reading = read(pdf)
    found = [*reading.faults, *notdefs(pdf)]
    for number, page in enumerate(reading.pages, 1):
        found += [f"page {number}: {fault}" for fault in [*page.faults, *_untagged(page), *_unreadable(page)]]
    for rule in (_headings, _lists, _tables, _figures, _languages):
        found += rule(reading)
    if not reading.title.strip():
        found.append("the document has no title")
    return found


def notdefs(pdf: bytes) -> list[str]:
    """Every glyph drawn that is the empty box of its font, or that its font doesn't have at all."""
    return [f"page {number}: {words}" for number, page in enumerate(read(pdf).pages, 1) for words in _boxes(page)]


def _boxes(page: PageContent) -> Iterator[str]:
    for glyph in page.glyphs:
        number = glyph.font.glyph(glyph.code)
        if number == 0 or (number is None and glyph.code == 0):
            yield f"{glyph.font.name} draws its empty box for {glyph.text!r}"
        elif number is not None and not glyph.font.has_glyph(number):
            yield f"{glyph.font.name} has no glyph {number} for {glyph.text!r}"


def _untagged(page: PageContent) -> Iterator[str]:
    """Text, rules and pictures that are neither in the tree nor marked as artifacts (ISO 14289-1, 7.1)."""
    outside = "".join(g.text or "?" for g in page.glyphs if g.mark.mcid is None and not g.mark.artifact)
    if outside:
        yield f"text outside the tree: {outside!r}"
    for shape in page.shapes:
        if shape.mark.mcid is None and not shape.mark.artifact:
            yield f"a {shape.kind} at {_rounded(shape.box)} outside the tree"


def _unreadable(page: PageContent) -> Iterator[str]:
    """Glyphs without characters, or with characters that mean nothing to anybody, and fonts that aren't in the file."""
    for glyph in page.glyphs:
        if glyph.text is None or MEANINGLESS.search(glyph.text):
            yield f"{glyph.font.name}: the code {glyph.code} reads as {glyph.text!r}"
    for name in {glyph.font.name for glyph in page.glyphs if not glyph.font.embedded}:
        yield f"{name} isn't in the file"


def _headings(reading: Reading) -> Iterator[str]:
    headings = [node for node in reading.tree.walk() if re.fullmatch("H[1-6]?", node.tag)]
    levels = [int(node.tag[1:] or 0) for node in headings]
    if levels and levels[0] != 1:
        yield f"the first heading is {headings[0].tag}"
    for before, after in pairwise(headings):
        if int(after.tag[1:] or 0) > int(before.tag[1:] or 0) + 1:
            yield f"{after.tag} {after.text!r} follows {before.tag} {before.text!r}"
    yield from (f"{node.tag} without words" for node in headings if not node.text.strip())


def _lists(reading: Reading) -> Iterator[str]:
    for node in reading.tree.walk():
        allowed = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}.get(node.tag)
        if allowed and not (node.nodes and {kid.tag for kid in node.nodes} <= allowed):
            yield f"{node.tag} holds {[kid.tag for kid in node.nodes]}"
        if node.tag in {"L", "LI", "Table", "TR", "Document"} and any(isinstance(kid, Piece) for kid in node.kids):
            yield f"words stand right inside {node.tag}"


def _tables(reading: Reading) -> Iterator[str]:
    for table in reading.tree.all("Table"):
        rows = table_rows(table)
        words = rows[0][0].text if rows and rows[0] else ""
        if len({len(row) for row in rows}) != 1:
            yield f"the table {words!r} has rows of {[len(row) for row in rows]} cells"
        headers = [cell for row in rows for cell in row if cell.header]
        if not headers:
            yield f"the table {words!r} has no header cell"
        yield from (f"the header {cell.text!r} has no scope" for cell in headers if not cell.scope)
        if any(node.tag not in {"TH", "TD"} for row in table.all("TR") for node in row.nodes):
            yield f"a row of the table {words!r} holds something else than cells"


def _figures(reading: Reading) -> Iterator[str]:
    for node in reading.tree.all("Figure", "Formula"):
        if not (node.alt or node.actual or "").strip():
            yield f"a {node.tag} on page {(node.page or 0) + 1} has no alternative text"
    for node in reading.tree.all("Link"):
        if not node.objects:
            yield f"the link {node.text!r} leads nowhere"


def _languages(reading: Reading) -> Iterator[str]:
    found = {node.language for node in reading.tree.walk()}
    found |= {language for language, text in reading.tree.fragments if text.strip()}
    yield from (f"{language!r} is no language" for language in sorted(found) if not LANGUAGE.fullmatch(language))


def _rounded(box: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(round(edge) for edge in box)

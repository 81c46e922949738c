"""The structure tree of a document (PDF/UA-1): its elements, and how they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from trajectplan.pdf.typeset.courtesy import give_way

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of something on a page, in points."""

_ESCAPED: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\()"})
_METADATA: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>'
    "</rdf:Alt></dc:title><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


@dataclass(eq=False, slots=True)
class Element:
    """One element of the structure tree.

    It becomes part of the tree where it is first drawn, and lives on over page breaks. ``tag`` is a standard structure
    type such as ``P``; ``alt`` the words for a ``Figure``; ``scope`` that of a ``TH``, ``Column`` or ``Row``;
    ``span`` over how many columns a cell goes; ``box`` where a ``Figure`` stands.
    """

    tag: str
    language: str = ""
    alt: str = ""
    scope: str = ""
    span: int = 1
    box: Box | None = None
    kids: list[Element | tuple[int, int] | pdfdoc.PDFObjectReference] = field(default_factory=list)
    """Elements, pieces of content as page index and number on the page, and annotations."""
    is_placed: bool = False
    spoken: str = ""
    """The language that holds in it, where it stands."""
    number: int = 0
    page: int = -1
    """The page of its annotation."""


class Raw(pdfdoc.PDFObject):
    """An object of the file whose text is known."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The text as it is."""
        del document
        give_way()
        return self.text.encode("latin-1")


class Tree:
    """The structure tree on its way into the file.

    ``document`` is ReportLab's; ``owners`` are for every page the elements of its pieces of content, ``annotated`` the
    elements of all annotations.
    """

    def __init__(
        self, document: Any, root: Element, owners: Sequence[Sequence[Element]], annotated: Sequence[Element]
    ) -> None:
        self.document = document
        self.root = root
        self.owners = owners
        self.annotated = annotated
        self.pages = [self._number(page) for page in self.document.Pages.pages]
        self.written: list[tuple[Raw, Element, int]] = []

    def write(self) -> None:
        """Add the tree, and what a tagged document says of itself."""
        document, catalog = self.document, self.document.Catalog
        root, numbers = Raw(), Raw()
        top = self._add(root)
        self._build(self.root, top)
        root.text = (
            f"<</Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {self._add(numbers)} 0 R"
            f" /ParentTreeNextKey {len(self.pages) + len(self.annotated)}>>"
        )
        numbers.text = f"<</Nums [{' '.join(self._parents())}]>>"
        catalog.StructTreeRoot = self.document.Reference(root)
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        metadata = _METADATA.format(title=escape(document.info.title)).encode()
        catalog.Metadata = pdfdoc.XMP(creator=lambda _document: metadata)
        for index, page in enumerate(document.Pages.pages):
            object_ = document.idToObject[page.name] if isinstance(page, pdfdoc.PDFObjectReference) else page
            object_.__NoDefault__ = [*object_.__NoDefault__, "StructParents", "Tabs"]
            object_.StructParents = index
            object_.Tabs = pdfdoc.PDFName("S")

    def _build(self, element: Element, parent: int) -> None:
        """Number ``element`` and all below it, then write each; a loop, because trees may be deep."""
        waiting = [(element, parent)]
        while waiting:
            each, above = waiting.pop()
            raw = Raw()
            each.number = self._add(raw)
            waiting += [(kid, each.number) for kid in each.kids if isinstance(kid, Element)]
            self.written.append((raw, each, above))
        for raw, each, above in self.written:
            raw.text = self._told(each, above)

    def _parents(self) -> Iterator[str]:
        """Of every page its content, of every annotation itself: to which element it belongs."""
        for page, pieces in enumerate(self.owners):
            yield f"{page} [{' '.join(f'{owner.number} 0 R' for owner in pieces)}]"
        for place, owner in enumerate(self.annotated):
            yield f"{len(self.owners) + place} {owner.number} 0 R"

    def _add(self, raw: Raw) -> int:
        self.document.Reference(raw)
        return int(self.document.objectcounter)

    def _number(self, page: Any) -> int:
        name = page.name if isinstance(page, pdfdoc.PDFObjectReference) else self.document.Reference(page).name
        return int(self.document.idToObjectNumberAndVersion[name][0])

    def _told(self, element: Element, parent: int) -> str:
        """One element as it stands in the file."""
        give_way()
        pages = [kid[0] for kid in element.kids if isinstance(kid, tuple)]
        home = pages[0] if pages else element.page
        parts = [f"<</S /{element.tag} /P {parent} 0 R"]
        if home >= 0:
            parts.append(f"/Pg {self.pages[home]} 0 R")
        if element.language:
            parts.append(f"/Lang ({element.language})")
        if element.alt:
            parts.append(f"/Alt {text_string(element.alt)}")
        parts += self._attributes(element)
        kids = [self._kid(kid, home) for kid in element.kids]
        return f"{' '.join(parts)} /K {kids[0] if len(kids) == 1 else '[' + ' '.join(kids) + ']'}>>"

    def _kid(self, kid: Element | tuple[int, int] | pdfdoc.PDFObjectReference, home: int) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, tuple):
            page, number = kid
            return str(number) if page == home else f"<</Type /MCR /Pg {self.pages[page]} 0 R /MCID {number}>>"
        number = self.document.idToObjectNumberAndVersion[kid.name][0]
        return f"<</Type /OBJR /Pg {self.pages[home]} 0 R /Obj {number} 0 R>>"

    @staticmethod
    def _attributes(element: Element) -> Iterator[str]:
        if element.scope:
            span = f" /ColSpan {element.span}" if element.span > 1 else ""
            yield f"/A <</O /Table /Scope /{element.scope}{span}>>"
        elif element.span > 1:
            yield f"/A <</O /Table /ColSpan {element.span}>>"
        elif element.box:
            box = " ".join(f"{number:.1f}" for number in element.box)
            yield f"/A <</O /Layout /Placement /Block /BBox [{box}]>>"


def text_string(text: str) -> str:
    """A text as the file holds it, in every script; plain letters as they are (ISO 32000-1, 7.3.4.2 and 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"

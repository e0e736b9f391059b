"""A reportlab canvas that writes the document's structure beside its pages (tagged PDF)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from workshop_app.booklet.tags import Tag

_HEADS = ("TH",)


class _Element(PDFObject):
    """A structure element, written directly: there are thousands of them."""

    __RefOnly__ = 1

    def __init__(self, role: str, parent: Any, alt: str = "") -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.kids: list[tuple[Any, int] | Any] = []

    def format(self, document: Any) -> bytes:
        """What stands in the file."""
        kids = [_kid(kid, document) for kid in self.kids]
        parts = [b"<< /Type /StructElem /S /", self.role.encode("ascii")]
        parts += [b" /P ", self.parent.format(document), b" /K [ ", b" ".join(kids), b" ]"]
        if self.alt:
            parts += [b" /Alt ", PDFString(self.alt).format(document)]
        if self.role in _HEADS:
            parts.append(b" /A << /O /Table /Scope /Column >>")
        parts.append(b" >>")
        return b"".join(parts)


def _kid(kid: Any, document: Any) -> bytes:
    if not isinstance(kid, tuple):
        found: bytes = kid.format(document)
        return found
    page, number = kid
    return b"<< /Type /MCR /Pg %s /MCID %d >>" % (page.format(document), number)


class TaggedCanvas(Canvas):
    """Paints what lies between `begin` and `end` under a tag, in the order of painting.

    Close every page with `close_page`, and the document with `finished`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._root = root
        self._root_ref = self._doc.Reference(root)
        self._book = _Element("Document", self._root_ref)
        self._book_ref = self._doc.Reference(self._book)
        self._chapter, self._chapter_ref = self._book, self._book_ref
        self._elements: dict[Tag, tuple[_Element, Any]] = {}
        self._parents: list[list[Any]] = [[]]

    def chapter(self) -> None:
        """Begin a chapter; elements without a parent belong to it."""
        self._chapter, self._chapter_ref = self._added("Sect", self._book, self._book_ref)

    def begin(self, tag: Tag | None) -> None:
        """What is painted from here to `end` belongs to ``tag``; to nothing without one."""
        if tag is None:
            self.addLiteral("/Artifact BMC")
            return
        element, reference = self._element(tag)
        marks = self._parents[-1]
        element.kids.append((self._doc.thisPageRef(), len(marks)))
        self.addLiteral(f"/{tag.role} <</MCID {len(marks)}>> BDC")
        marks.append(reference)

    def end(self) -> None:
        """Close what `begin` opened."""
        self.addLiteral("EMC")

    def _element(self, tag: Tag) -> tuple[_Element, Any]:
        found = self._elements.get(tag)
        if found is None:
            above = (self._chapter, self._chapter_ref)
            parent, parent_ref = self._element(tag.parent) if tag.parent else above
            found = self._added(tag.role, parent, parent_ref, tag.alt)
            self._elements[tag] = found
        return found

    def _added(
        self, role: str, parent: _Element, parent_ref: Any, alt: str = ""
    ) -> tuple[_Element, Any]:
        element = _Element(role, parent_ref, alt)
        reference = self._doc.Reference(element)
        parent.kids.append(reference)
        return element, reference

    def close_page(self) -> None:
        """Close the page; it says which of its marks belong to which element."""
        self.showPage()
        page = self._doc.Pages[-1]
        # reportlab writes only the keys it knows of; these two are a page's own.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._parents) - 1
        page.Tabs = PDFName("S")
        self._parents.append([])

    def finished(self) -> bytes:
        """The whole file; nothing can be painted after this."""
        numbers: list[Any] = []
        for number, marks in enumerate(self._parents):
            numbers += [number, PDFArray(marks)]
        self._root["K"] = self._book_ref
        self._root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        self.setCatalogEntry("StructTreeRoot", self._root_ref)
        self.setCatalogEntry("MarkInfo", {"Marked": "true"})
        data: bytes = self.getpdfdata()
        return data

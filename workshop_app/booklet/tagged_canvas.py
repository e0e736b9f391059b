"""A reportlab canvas that writes the document's structure beside its pages (tagged PDF)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

from workshop_app.booklet.direct_canvas import DirectCanvas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop_app.booklet.tags import Tag


class _Element(PDFObject):
    """A structure element, written directly: there are thousands of them.

    ``kids`` are elements, or marks as the name of their page and their number on it.
    """

    __RefOnly__ = 1

    def __init__(self, role: str, above: str, alt: str = "") -> None:
        self.role = role
        self.above = above
        self.alt = alt
        self.kids: list[str | tuple[str, int]] = []

    def format(self, document: Any) -> bytes:
        """What stands in the file."""
        places = document.idToObjectNumberAndVersion
        home = next((kid[0] for kid in self.kids if isinstance(kid, tuple)), "")
        parts = [f"<< /Type /StructElem /S /{self.role} /P {places[self.above][0]} 0 R"]
        if home:
            parts.append(f"/Pg {places[home][0]} 0 R")
        if self.alt:
            parts.append(f"/Alt {PDFString(self.alt).format(document).decode('latin-1')}")
        if self.role == "TH":
            parts.append("/A << /O /Table /Scope /Column >>")
        kids = [
            f"{places[kid][0]} 0 R"
            if isinstance(kid, str)
            else str(kid[1])
            if kid[0] == home
            else f"<< /Type /MCR /Pg {places[kid[0]][0]} 0 R /MCID {kid[1]} >>"
            for kid in self.kids
        ]
        return f"{' '.join(parts)} /K [{' '.join(kids)}] >>".encode("latin-1")


class TaggedCanvas(DirectCanvas):
    """Paints under tags, which become the elements of the structure.

    Close every page with `close_page`, and the document with `finished`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._root_name = self._doc.Reference(self._root).name
        self._elements: dict[str, _Element] = {}
        self._names: dict[Tag, str] = {}
        self._book = self._added("Document", self._root_name)
        self._chapter = self._book
        self._marks: list[list[str]] = [[]]
        self._lines: Iterator[Tag] | None = None
        self._open: Tag | None = None

    def chapter(self) -> None:
        """Begin a chapter; elements without a parent belong to it."""
        self._chapter = self._added("Sect", self._book)

    def place(self, tag: Tag) -> None:
        """Give a tag its place in the order of reading, which may differ from that of painting."""
        self._named(tag)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is painted here is decoration, which nobody reads out."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    @contextmanager
    def whole(self, tag: Tag) -> Iterator[None]:
        """What is painted here belongs to one tag."""
        self._begin(tag)
        yield
        self._code.append("EMC")

    @contextmanager
    def lines(self, tags: Sequence[Tag]) -> Iterator[None]:
        """Every line of text that is painted here belongs to the next of these tags."""
        self._lines, self._open = iter(tags), None
        yield
        if self._open is not None:
            self._code.append("EMC")
        self._lines, self._open = None, None

    def drawString(self, x: float, y: float, text: str, **options: Any) -> None:  # noqa: N802  (reportlab’s name)
        """One line of text, under its own tag where `lines` said so."""
        if self._lines is not None:
            tag = next(self._lines)
            if tag is not self._open:
                if self._open is not None:
                    self._code.append("EMC")
                self._begin(tag)
                self._open = tag
        super().drawString(x, y, text, **options)

    def _begin(self, tag: Tag) -> None:
        name = self._named(tag)
        marks = self._marks[-1]
        self._elements[name].kids.append((self._doc.thisPageName(), len(marks)))
        self._code.append(f"/{tag.role} <</MCID {len(marks)}>> BDC")
        marks.append(name)

    def _named(self, tag: Tag) -> str:
        """The name in the document of a tag's element, made when it is first painted."""
        name = self._names.get(tag)
        if name is None:
            above = self._named(tag.parent) if tag.parent else self._chapter
            name = self._names[tag] = self._added(tag.role, above, tag.alt)
        return name

    def _added(self, role: str, above: str, alt: str = "") -> str:
        element = _Element(role, above, alt)
        name: str = self._doc.Reference(element).name
        self._elements[name] = element
        if above in self._elements:
            self._elements[above].kids.append(name)
        return name

    def close_page(self) -> None:
        """Close the page; it says which of its marks belong to which element."""
        self.showPage()
        page = self._doc.Pages[-1]
        # reportlab writes only the keys it knows of; these two are a page's own.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._marks) - 1
        page.Tabs = PDFName("S")
        self._marks.append([])

    def finished(self) -> bytes:
        """The whole file; nothing can be painted after this."""
        numbers: list[Any] = []
        for number, marks in enumerate(self._marks):
            numbers += [number, PDFArray(map(PDFObjectReference, marks))]
        self._root["K"] = PDFObjectReference(self._book)
        self._root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        self.setCatalogEntry("StructTreeRoot", PDFObjectReference(self._root_name))
        self.setCatalogEntry("MarkInfo", {"Marked": "true"})
        data: bytes = self.getpdfdata()
        return data

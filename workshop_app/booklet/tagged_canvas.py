"""A reportlab canvas that writes the document's structure beside its pages (tagged PDF)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import (
    DummyDoc,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFName,
    PDFObjectReference,
    PDFString,
    PDFTrailer,
)

from workshop_app.booklet.direct_canvas import DirectCanvas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.booklet.tags import Tag


class _Element:
    """A structure element. There are thousands of them, so they are not reportlab's objects.

    ``above`` is its parent, ``kids`` are elements, or marks as the name of their page and
    their number on it. The object numbers are given when the document is finished.
    """

    __slots__ = ("above", "alt", "kids", "language", "number", "role")

    def __init__(
        self, role: str, above: _Element | None, alt: str = "", language: str = ""
    ) -> None:
        self.role = role
        self.above = above
        self.alt = alt
        self.language = language
        self.number = 0
        self.kids: list[_Element | tuple[str, int]] = []

    def written(self, root: int, pages: Mapping[str, tuple[int, int]]) -> str:
        """What stands in the file."""
        home = ""
        kids: list[str] = []
        for kid in self.kids:
            if isinstance(kid, _Element):
                kids.append(f"{kid.number} 0 R")
                continue
            page, mark = kid
            home = home or page
            if page == home:
                kids.append(str(mark))
            else:
                kids.append(f"<< /Type /MCR /Pg {pages[page][0]} 0 R /MCID {mark} >>")
        more = f" /Pg {pages[home][0]} 0 R" if home else ""
        if self.alt:
            more += f" /Alt {PDFString(self.alt).format(_OPEN).decode('latin-1')}"
        if self.language:
            more += f" /Lang ({self.language})"
        if self.role == "TH":
            more += " /A << /O /Table /Scope /Column >>"
        return (
            f"{self.number} 0 obj\n<< /Type /StructElem /S /{self.role} "
            f"/P {self.above.number if self.above else root} 0 R{more} "
            f"/K [{' '.join(kids)}] >>\nendobj\n"
        )


_OPEN = DummyDoc()
"""What a string is written for: a file without a password."""


class _Document(PDFDocument):
    """A reportlab document with structure elements, which it numbers and writes itself."""

    def number(self, elements: Sequence[_Element], root: int) -> None:
        """Give the elements the next numbers, in their order; ``root`` is above the first."""
        self._elements, self._root = elements, root
        self._first = self.objectcounter + 1
        for element in elements:
            self.objectcounter += 1
            element.number = self.objectcounter

    def format(self) -> bytes:
        """The whole file: objects in the order of their numbers, where they are, and the end."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        elements = range(self._first, self._first + len(self._elements))
        pages = self.idToObjectNumberAndVersion
        file = bytearray(PDFFile(self._pdfVersion).format(self))
        places = ["0000000000 65535 f "]
        # Writing one object may add others behind it.
        while (number := len(places)) <= self.objectcounter:
            places.append(f"{len(file):010d} 00000 n ")
            if number in elements:
                element = self._elements[number - self._first]
                file += element.written(self._root, pages).encode("latin-1")
            else:
                name = self.numberToId[number]
                file += PDFIndirectObject(name, self.idToObject[name]).format(self)
        start = len(file)
        file += "\n".join(("xref", f"0 {len(places)}", *places, "")).encode("ascii")
        end = PDFTrailer(start, Size=len(places), Root=root, Info=info, ID=self.ID())
        file += end.format(self)
        return bytes(file)


class TaggedCanvas(DirectCanvas):
    """Paints under tags, which become the elements of the structure.

    Close every page with `close_page`, and the document with `finished`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._doc.__class__ = _Document  # reportlab asks nobody which to make
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._root_name = self._doc.Reference(self._root).name
        self._book = self._chapter = _Element("Document", None)
        self._all = [self._book]
        self._elements: dict[Tag, _Element] = {}
        self._marks: list[list[_Element]] = [[]]
        self._page_name: str = self._doc.thisPageName()
        self._lines: Iterator[Tag] | None = None
        self._open: Tag | None = None

    def chapter(self) -> None:
        """Begin a chapter; elements without a parent belong to it."""
        self._chapter = self._added("Sect", self._book)

    def place(self, tag: Tag) -> None:
        """Give a tag its place in the order of reading, which may differ from that of painting."""
        self._element(tag)

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

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802  (reportlab’s name)
        """One line of text, under its own tag where `lines` said so."""
        if self._lines is not None:
            tag = next(self._lines)
            if tag is not self._open:
                if self._open is not None:
                    self._code.append("EMC")
                self._begin(tag)
                self._open = tag
        super().drawString(x, y, text)

    def _begin(self, tag: Tag) -> None:
        element, marks = self._element(tag), self._marks[-1]
        element.kids.append((self._page_name, len(marks)))
        self._code.append(f"/{tag.role} <</MCID {len(marks)}>> BDC")
        marks.append(element)

    def _element(self, tag: Tag) -> _Element:
        """The element of a tag, made when it is first placed or painted."""
        element = self._elements.get(tag)
        if element is None:
            above = self._element(tag.parent) if tag.parent else self._chapter
            element = self._elements[tag] = self._added(tag.role, above, tag.alt, tag.language)
        return element

    def _added(
        self, role: str, above: _Element, alt: str = "", language: str = ""
    ) -> _Element:
        element = _Element(role, above, alt, language)
        self._all.append(element)
        above.kids.append(element)
        return element

    def close_page(self) -> None:
        """Close the page; it says which of its marks belong to which element."""
        self.showPage()
        page = self._doc.Pages[-1]
        # reportlab writes only the keys it knows of; these two are a page's own.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._marks) - 1
        page.Tabs = PDFName("S")
        self._marks.append([])
        self._page_name = self._doc.thisPageName()

    def finished(self) -> bytes:
        """The whole file; nothing can be painted after this."""
        root, _ = self._doc.idToObjectNumberAndVersion[self._root_name]
        self._doc.number(self._all, root)
        numbers: list[Any] = []
        for number, marks in enumerate(self._marks):
            numbers += [number, f"[{' '.join([f'{mark.number} 0 R' for mark in marks])}]"]
        self._root["K"] = f"{self._book.number} 0 R"
        self._root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        self.setCatalogEntry("StructTreeRoot", PDFObjectReference(self._root_name))
        self.setCatalogEntry("MarkInfo", {"Marked": "true"})
        data: bytes = self.getpdfdata()
        return data

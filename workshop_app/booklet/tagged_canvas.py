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

    ``above`` is its parent's object number; ``kids`` are elements, or marks as the name of
    their page and their number on it.
    """

    __RefOnly__ = 1

    def __init__(self, role: str, above: int, alt: str = "") -> None:
        self.role = role
        self.above = above
        self.alt = alt
        self.number = 0
        self.kids: list[_Element | tuple[str, int]] = []

    def format(self, document: Any) -> bytes:
        """What stands in the file."""
        pages = document.idToObjectNumberAndVersion
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
            more += f" /Alt {PDFString(self.alt).format(document).decode('latin-1')}"
        if self.role == "TH":
            more += " /A << /O /Table /Scope /Column >>"
        return (
            f"<< /Type /StructElem /S /{self.role} /P {self.above} 0 R{more} "
            f"/K [{' '.join(kids)}] >>"
        ).encode("latin-1")


class TaggedCanvas(DirectCanvas):
    """Paints under tags, which become the elements of the structure.

    Close every page with `close_page`, and the document with `finished`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._root_name = self._doc.Reference(self._root).name
        self._elements: dict[Tag, _Element] = {}
        self._book = _Element("Document", self._doc.objectcounter)
        self._register(self._book)
        self._chapter = self._book
        self._marks: list[list[int]] = [[]]
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
        marks.append(element.number)

    def _element(self, tag: Tag) -> _Element:
        """The element of a tag, made when it is first placed or painted."""
        element = self._elements.get(tag)
        if element is None:
            above = self._element(tag.parent) if tag.parent else self._chapter
            element = self._elements[tag] = self._added(tag.role, above, tag.alt)
        return element

    def _added(self, role: str, above: _Element, alt: str = "") -> _Element:
        element = _Element(role, above.number, alt)
        self._register(element)
        above.kids.append(element)
        return element

    def _register(self, element: _Element) -> None:
        """Make it an object of the file, as the document's own `Reference` would."""
        document = self._doc
        number = document.objectcounter = document.objectcounter + 1
        name = f"R{number}"
        document.idToObjectNumberAndVersion[name] = (number, 0)
        document.numberToId[number] = name
        document.idToObject[name] = element
        element.number = number

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
        numbers: list[Any] = []
        for number, marks in enumerate(self._marks):
            numbers += [number, f"[{' '.join([f'{mark} 0 R' for mark in marks])}]"]
        self._root["K"] = f"{self._book.number} 0 R"
        self._root["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        self.setCatalogEntry("StructTreeRoot", PDFObjectReference(self._root_name))
        self.setCatalogEntry("MarkInfo", {"Marked": "true"})
        data: bytes = self.getpdfdata()
        return data

"""Everything that a PDF holds, for whoever looks for what must not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

if TYPE_CHECKING:
    from pathlib import Path


def spoken(path: Path) -> str:
    """What stands on the pages, with line breaks as spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def pages(path: Path) -> list[str]:
    """What stands on each page, with line breaks as spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def insides(path: Path) -> str:
    """The pages' text, every string, every decompressed stream, what the file says of itself.

    Strings are found as text in whichever encoding they are written.
    """
    reader = PdfReader(path)
    found = [spoken(path), path.read_bytes().decode("latin-1"), str(reader.metadata)]
    for number in range(1, int(str(reader.trailer["/Size"]))):
        whole = reader.get_object(IndirectObject(number, 0, reader))
        found.append(str(whole))
        if isinstance(whole, StreamObject):
            found.append(whole.get_data().decode("latin-1"))
    return "\n".join(found)

"""Names what is on a page for screen readers: headings, paragraphs, tables, figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False, slots=True)
class Tag:
    """One element of the document's structure; everything painted under it belongs to it.

    ``role`` is a standard name of PDF such as ``H1``, ``P``, ``Table``, ``TR``, ``TH``, ``TD``
    or ``Figure``; ``alt`` is what is read instead of a figure. Without a ``parent`` it belongs
    to its chapter. ``language`` is said where it is not the document's. Two tags are never
    equal, however alike they are.
    """

    role: str
    parent: Tag | None = None
    alt: str = ""
    language: str = ""

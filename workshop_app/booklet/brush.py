"""Paints one page of a tagged PDF, and opens the file it belongs to."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from workshop_app.figures.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.booklet.paper import Frame
    from workshop_app.booklet.tagged_canvas import TaggedCanvas
    from workshop_app.booklet.tags import Tag
    from workshop_app.figures.figure import Item
    from workshop_app.figures.theme import Theme


def open_canvas(language: str) -> TaggedCanvas:
    """A new document in a language, with the app's fonts at hand; equal pages give equal files."""
    # reportlab takes 80 ms to import: only who makes a PDF pays for it.
    from workshop_app.booklet.figure_painter import FONTS, load_fonts
    from workshop_app.booklet.tagged_canvas import TaggedCanvas

    load_fonts()
    return TaggedCanvas(
        BytesIO(), invariant=1, pageCompression=1, lang=language, initialFontName=FONTS["regular"]
    )


class PageBrush:
    """Gathers what stands on one page and paints it in three layers, whatever its order.

    Lines, areas and page furniture lie below; then come the texts, then the figures. The
    document's structure keeps the order in which things were handed in.
    """

    def __init__(
        self, canvas: TaggedCanvas, frame: Frame, theme: Theme, numbers: Mapping[str, int]
    ) -> None:
        """``numbers`` gives the page on which each section begins."""
        self._canvas = canvas
        self._frame = frame
        self._theme = theme
        self._numbers = numbers
        self._below: list[Item] = []
        self._texts: list[Item] = []
        self._tags: list[Tag] = []
        self._figures: list[tuple[Figure, float, float, float, Tag]] = []
        self._photos: list[tuple[bytes, tuple[float, float, float, float], Tag]] = []

    def items(self, items: Sequence[Item], tag: Tag | None = None) -> None:
        """Keep shapes and texts; without a tag they are decoration below everything else."""
        if tag is None:
            self._below += items
        else:
            self._canvas.place(tag)
            self._texts += items
            self._tags += [tag] * len(items)

    def figure(self, figure: Figure, x: float, y: float, scale: float, tag: Tag) -> None:
        """Keep a figure, which lies above everything else."""
        self._canvas.place(tag)
        self._figures.append((figure, x, y, scale, tag))

    def photo(self, data: bytes, box: tuple[float, float, float, float], tag: Tag) -> None:
        """Keep a photo, which lies above everything else too."""
        self._canvas.place(tag)
        self._photos.append((data, box, tag))

    def paint(self) -> None:
        """Put everything on the page."""
        from workshop_app.booklet.figure_painter import paint

        canvas, theme = self._canvas, self._theme
        width, height = self._frame.width, self._frame.height
        with canvas.artifact():
            paint(canvas, Figure(width, height, tuple(self._below)), theme, 0.0, height, 1.0)
        with canvas.lines(self._tags):
            paint(canvas, Figure(width, height, tuple(self._texts)), theme, 0.0, height, 1.0)
        for figure, x, y, scale, tag in self._figures:
            with canvas.whole(tag):
                paint(canvas, figure, theme, x, height - y, scale)
        for data, (x, y, wide, high), tag in self._photos:
            with canvas.whole(tag):
                canvas.photo(data, x, height - y - high, wide, high)

    def link(self, x: float, y: float, width: float, height: float, section: str) -> None:
        """Let a click in this rectangle lead to a section."""
        top = self._frame.height - y
        area = (x, top - height, x + width, top)
        self._canvas.linkRect("", section, area, relative=0, thickness=0)

    def page_of(self, section: str) -> int:
        """The page number on which a section begins."""
        return self._numbers.get(section, 0)

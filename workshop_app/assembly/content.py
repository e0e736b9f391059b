"""The part of a scene below the question: its pages, and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from workshop_app.assembly.over_time import Beside
from workshop_app.figures import cards
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.pages import Pages, chained
from workshop_app.kinds.contract import Footer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.table import Table
    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context

NO_FOOTER: Final = Footer()


@dataclass(frozen=True, slots=True)
class Content:
    """The part below the question: pages of one size, and what goes with them."""

    pages: Sequence[Figure]
    start: Figure | None = None
    footer: Footer = NO_FOOTER
    tables: tuple[Table, ...] = ()
    secret: bool = False
    touch: bool = False
    own: range | None = None
    """The pages that the footer speaks of, where others stand before and after them."""

    def footer_of(self, page: int) -> Footer:
        """Pages before their own share who took part; those after have a foot of their own."""
        if self.own is None or page in self.own:
            return self.footer
        return replace(self.footer, context="") if page < self.own.start else NO_FOOTER


def picture(context: Context, kind: Kind[Any], view: str, canvas: Canvas) -> Content:
    """The picture of what was captured, beside what it was before and what is looked back on."""
    results = kind.results(context)
    footer = kind.footer(results, view, context)
    whole, canvas = cards.noticed(footer.notice, canvas)
    beside = Beside(kind, results, context)
    pages, start, own = beside.pictures(view, canvas)
    if earlier := looked_back_on(context, canvas):
        pages = chained(pages, earlier)
    tables = (*kind.tables(results, context), *beside.tables())
    content = Content(pages, start, footer, tables, own=own)
    return under(whole, canvas, content)


def looked_back_on(context: Context, canvas: Canvas) -> Sequence[Figure]:
    """Earlier pictures that the method has shown again here; none in most activities."""
    if not context.activity.setting("recalls"):
        return ()
    from workshop_app.assembly.recalled import recalled_pages

    return recalled_pages(context, canvas)


def under(whole: Figure, below: Canvas, content: Content) -> Content:
    """Pages that were drawn for the room ``below`` what stands on ``whole``."""
    top = whole.height - below.height
    pages, start = content.pages, content.start
    if not top:
        return content
    return replace(
        content,
        pages=Pages(partial(_page, pages, index, whole, top) for index in range(len(pages))),
        start=start and _page((start,), 0, whole, top),
    )


def _page(pages: Sequence[Figure], index: int, whole: Figure, top: float) -> Figure:
    page = pages[index]
    return place(whole._replace(title=page.title), page, 0, top)

"""The pages of a method as a list: phases with their activities, agendas, what all share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from workshop_app.console.method_rows import SHARED, titled
from workshop_app.figures.theme import PHASES
from workshop_app.ui.row_list import RowDelegate, RowList, RowModel
from workshop_app.ui.theme import font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Method
    from workshop_app.words import Words

_ROW = 36


class Page(NamedTuple):
    """What the form shows: ``kind`` is ``activity``, ``agenda`` or ``shared``."""

    kind: str
    key: str


class PageRow(NamedTuple):
    """A heading (``page`` is ``None``) or a page; ``note`` stands at its end."""

    page: Page | None
    title: str
    phase: str = ""
    note: str = ""


def page_rows(method: Method, words: Words, wanted: str) -> list[PageRow]:
    """Every page, or those in whose title ``wanted`` stands, below their headings."""
    rows: list[PageRow] = []
    for heading, phase, pages in _groups(method, words):
        found = [row for row in pages if wanted.casefold() in row.title.casefold()]
        if found:
            rows += [PageRow(None, heading, phase), *found]
    return rows


def _groups(method: Method, words: Words) -> Iterator[tuple[str, str, list[PageRow]]]:
    shared = [PageRow(Page("shared", key), words(f"methods.page.{key}")) for key in SHARED]
    yield words("methods.group.shared"), "", shared
    for phase in (*(phase.id for phase in method.phases), ""):
        rows = [
            PageRow(
                Page("activity", key),
                titled(method, f"{key}.title", words),
                phase,
                words("console.minutes", n=activity.minutes),
            )
            for key, activity in method.activities.items()
            if activity.phase == phase
        ]
        name = f"phases.{phase}.name"
        yield titled(method, name, words) if phase else words("methods.group.rest"), phase, rows
    agendas = [
        PageRow(
            Page("agenda", key),
            titled(method, f"agendas.{key}", words),
            "",
            words("console.minutes", n=agenda.total),
        )
        for key, agenda in method.agendas.items()
    ]
    yield words("methods.group.agendas"), "", agendas


class _Model(RowModel[PageRow]):
    def words(self, row: PageRow) -> tuple[str, str, str]:
        said = ", ".join(part for part in (row.title, row.note) if part)
        return row.title, said, row.title

    def can_choose(self, row: PageRow) -> bool:
        return row.page is not None


class PageList(RowList[PageRow]):
    """Arrows go from page to page; what the keyboard is on is what the form shows."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__(_Model())
        self.setItemDelegate(_Delegate(self, theme))

    @property
    def page(self) -> Page | None:
        """The page the keyboard is on."""
        row = self.current_row
        return row.page if row else None

    def show_rows(self, rows: Sequence[PageRow], keep: Page | None) -> None:
        """Show it anew; the keyboard stays on ``keep``, or goes to the first page."""
        top = self.verticalScrollBar().value()
        self.table.show_rows(rows)
        pages = [number for number, row in enumerate(rows) if row.page is not None]
        same = [number for number in pages if rows[number].page == keep]
        if pages:
            self.go_to((same or pages)[0])
        self.verticalScrollBar().setValue(top)
        self.scrollTo(self.currentIndex())


class _Delegate(RowDelegate[PageRow]):
    """Paints a heading in its phase's colour, or a page with its note."""

    def __init__(self, view: PageList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._regular, self._semibold = font("regular"), font("semibold")
        self._small = font("medium", 14)

    def size(self, row: PageRow) -> QSize:
        return QSize(200, _ROW)

    def draw(
        self, painter: QPainter, row: PageRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        rect, line = option.rect, option.rect.adjusted(16, 0, -12, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        if row.note:
            took = write_line(painter, line, row.note, theme.colour("ink3"), self._small, end=True)
            line.adjust(0, 0, -took - 8, 0)
        phase = row.phase if row.phase in PHASES else ""
        if row.page is None:
            write_line(painter, line, row.title, theme.colour(phase or "ink2"), self._semibold)
            return
        edge = QColor(theme.colour(phase or "line"))
        painter.fillRect(rect.x(), rect.y(), 4, rect.height(), edge)
        write_line(painter, line, row.title, theme.colour("ink"), self._regular)

"""The list of the agenda: where a click or Enter leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from workshop_app.console.agenda_painter import AgendaPainter, height_of
from workshop_app.console.agenda_rows import AgendaRow
from workshop_app.ui.row_list import RowDelegate, RowList, RowModel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from workshop_app.figures.theme import Theme


class AgendaModel(RowModel[AgendaRow]):
    """The rows of the agenda; headings cannot be chosen."""

    def words(self, row: AgendaRow) -> tuple[str, str, str]:
        """The title, and all there is to know."""
        return row.title, row.spoken, row.spoken

    def identity(self, row: AgendaRow) -> object:
        """Times and states go on."""
        return row[:2]

    def can_choose(self, row: AgendaRow) -> bool:
        """Slots can be chosen."""
        return bool(row.slot)

    def row_of_now(self) -> int | None:
        """The row that is on."""
        return next((i for i, row in enumerate(self.rows) if row.state == "now"), None)


class _AgendaDelegate(RowDelegate[AgendaRow]):
    def __init__(self, view: AgendaList, rows: AgendaPainter) -> None:
        super().__init__(view, rows.theme)
        self._rows = rows

    def size(self, row: AgendaRow) -> QSize:
        return QSize(120, height_of(row))

    def draw(
        self, painter: QPainter, row: AgendaRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        self._rows.row(painter, row, option.rect)


class AgendaList(RowList[AgendaRow]):
    """The rows, with the one that is on in sight."""

    table: AgendaModel

    def __init__(self, parent: QWidget, rows: AgendaPainter) -> None:
        """Start empty; ``rows`` paints them."""
        super().__init__(AgendaModel(), parent)
        self.setMouseTracking(False)
        self.setItemDelegate(_AgendaDelegate(self, rows))

    def show_rows(self, rows: list[AgendaRow]) -> None:
        """Show them; another one that is on becomes the current one."""
        before = self.table.row_of_now()
        self.table.show_rows(rows)
        now = self.table.row_of_now()
        if now is not None and now != before:
            self.go_to(now)
            self.scrollTo(self.table.index(now))
            headings = now
            while headings and not rows[headings - 1].slot:
                headings -= 1
            self.scrollTo(self.table.index(headings))

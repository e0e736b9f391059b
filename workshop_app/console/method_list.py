"""The pages of a method as a list: phases with their activities, agendas, what all share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from workshop_app.console.method_rows import SHARED, titled
from workshop_app.figures.theme import PHASES
from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Method
    from workshop_app.words import Words

Index = QModelIndex | QPersistentModelIndex

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


class _Model(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.rows: Sequence[PageRow] = ()

    def show_rows(self, rows: Sequence[PageRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.note) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].page is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PageList(QListView):
    """Arrows go from page to page; what the keyboard is on is what the form shows."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = _Model(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self, theme))

    @property
    def page(self) -> Page | None:
        """The page the keyboard is on."""
        row = self.currentIndex().row()
        return self.rows.rows[row].page if 0 <= row < len(self.rows.rows) else None

    def show_rows(self, rows: Sequence[PageRow], keep: Page | None) -> None:
        """Show it anew; the keyboard stays on ``keep``, or goes to the first page."""
        top = self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        pages = [number for number, row in enumerate(rows) if row.page is not None]
        same = [number for number in pages if rows[number].page == keep]
        if pages:
            self.setCurrentIndex(self.rows.index((same or pages)[0]))
        self.verticalScrollBar().setValue(top)
        self.scrollTo(self.currentIndex())


class _Delegate(QStyledItemDelegate):
    """Paints a heading in its phase's colour, or a page with its note."""

    def __init__(self, view: PageList, theme: Callable[[], Theme]) -> None:
        super().__init__(view)
        self._rows = view.rows
        self._theme = theme
        self._regular, self._semibold = font("regular"), font("semibold")
        self._small = font("medium", 14)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, theme = self._rows.rows[index.row()], self._theme()
        rect = option.rect.adjusted(16, 0, -12, 0)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.colour("sunken")))
        note = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.colour("ink3")))
        painter.drawText(rect, centre | Qt.AlignmentFlag.AlignTrailing, row.note)
        if row.note:
            rect.adjust(0, 0, -note.horizontalAdvance(row.note) - 8, 0)
        heading = row.page is None
        painter.setFont(self._semibold if heading else self._regular)
        phase = row.phase if row.phase in PHASES else ""
        painter.setPen(QColor(theme.colour(phase or "ink2" if heading else "ink")))
        if not heading:
            edge = option.rect.adjusted(0, 0, 0, 0)
            edge.setWidth(4)
            painter.fillRect(edge, QColor(theme.colour(phase or "line")))
        shown = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, max(rect.width(), 0)
        )
        painter.drawText(rect, centre | Qt.AlignmentFlag.AlignLeading, shown)
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(option.rect), QApplication.palette())
        painter.restore()

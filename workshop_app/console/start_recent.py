"""The list of recent sessions in the start window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.parts import push_button, text_label
from workshop_app.console.rehearse_menu import offer_rehearsal
from workshop_app.ui import icon
from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, SignalInstance
    from PySide6.QtGui import QKeyEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.recent import RecentSession
    from workshop_app.words import Words

    _Index = QModelIndex | QPersistentModelIndex

_ROW = 68
_PAD = 12
_ICON = 16
_LINES = (20, 19, 18)


class RecentRow(NamedTuple):
    """What one line says; ``there`` tells whether the file can be found."""

    path: Path
    title: str
    about: str
    place: str
    there: bool

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.title, self.about, self.place) if part)


def recent_rows(entries: Sequence[RecentSession], words: Words) -> list[RecentRow]:
    """Looks for every file, which may take a moment on a network."""
    rows = []
    for entry in entries:
        there = entry.is_there
        about = " · ".join(part for part in (entry.client, words.date(entry.day)) if part)
        place = short_path(entry.path)
        rows.append(
            RecentRow(
                entry.path,
                entry.title or entry.path.stem,
                about,
                place if there else words("start.recent.missing", path=place),
                there,
            )
        )
    return rows


def short_path(path: Path) -> str:
    """A path as people know it, from their own folder on."""
    home = Path.home()
    if path == home or not path.is_relative_to(home):
        return str(path)
    return str(Path("~") / path.relative_to(home))


class _RecentModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[RecentRow] = []

    def show_rows(self, rows: list[RecentRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(row.path)
        return None


class _RecentDelegate(QStyledItemDelegate):
    """Title, client and day, and where the file is; a missing file in words and colour."""

    def __init__(self, view: QListView, model: _RecentModel, theme: Callable[[], Theme]) -> None:
        super().__init__(view)
        self._model = model
        self._theme = theme
        self._fonts = (font("semibold"), font("regular", 14), font("regular", 13))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, theme = self._model.rows[index.row()], self._theme()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour("sunken")))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        inks = ("ink" if row.there else "ink3", "ink2", "ink3" if row.there else "warn")
        top = rect.top() + (_ROW - sum(_LINES)) // 2
        for number, text in enumerate((row.title, row.about, row.place)):
            line = QRect(rect.left() + _PAD, top, rect.width() - 2 * _PAD, _LINES[number])
            if number == 2 and not row.there:
                where = QStyle.visualRect(
                    option.direction, line, QRect(line.topLeft(), QSize(_ICON, line.height()))
                )
                icon.draw(painter, "triangle-alert", where.x(), top + 1, _ICON, theme, "warn")
                shift = _ICON + 6
                mirrored = option.direction == Qt.LayoutDirection.RightToLeft
                line.adjust(0 if mirrored else shift, 0, -shift if mirrored else 0, 0)
            self._line(painter, line, text, theme.colour(inks[number]), self._fonts[number], number)
            top += _LINES[number]
        if focused and by_keyboard(option):
            draw_ring(painter, QRectF(rect), option.palette)
        painter.restore()

    def _line(
        self, painter: QPainter, line: QRect, text: str, ink: str, font_: QFont, number: int
    ) -> None:
        mode = Qt.TextElideMode.ElideMiddle if number == 2 else Qt.TextElideMode.ElideRight
        painter.setFont(font_)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font_).elidedText(text, mode, line.width())
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(line, sides, shown)


class RecentList(QListView):
    """Enter or a click opens a session; Delete takes it off the list, not off the disk.

    A menu for each session has both, and rehearsing it.
    """

    opened = Signal(Path)
    removed = Signal(Path)
    rehearsed = Signal(Path, int)
    """A session is to be rehearsed with so many invented people."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__()
        self._model = _RecentModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_RecentDelegate(self, self._model, theme))
        self._words: Words | None = None
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    @property
    def rows(self) -> list[RecentRow]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: list[RecentRow], words: Words) -> None:
        """Replace the list and stay at the same place in it."""
        self._words = words
        place = self.currentIndex().row()
        self._model.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._model.index(min(max(place, 0), len(rows) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes off the list."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.opened.emit(self.rows[row].path)
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.rows[row].path)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the line below the pointer, or of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and self._words is not None:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            menu = self.menu_of(self.rows[index.row()], self._words)
            menu.popup(below if by_key else event.globalPos())

    def menu_of(self, row: RecentRow, words: Words) -> QMenu:
        """What can be done with one session."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.there:
            opening = menu.addAction(words("start.recent.open"))
            opening.triggered.connect(partial(self._on_chosen, self.opened, row.path))
            offer_rehearsal(menu, words, partial(self.rehearsed.emit, row.path))
        removing = menu.addAction(words("start.answer.forget"))
        removing.triggered.connect(partial(self._on_chosen, self.removed, row.path))
        return menu

    def _on_chosen(self, told: SignalInstance, path: Path, *_checked: bool) -> None:
        told.emit(path)

    def _on_clicked(self, index: _Index) -> None:
        self.opened.emit(self.rows[index.row()].path)


class RecentCard(QFrame):
    """What was worked on last, and the two other ways in."""

    opened = Signal(Path)
    removed = Signal(Path)
    other_clicked = Signal()
    sample_clicked = Signal()

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start with an empty list."""
        super().__init__()
        self.setProperty("look", "card")
        self._theme = theme
        self._heading = text_label("heading")
        self.list = RecentList(theme)
        self.list.opened.connect(self.opened)
        self.list.removed.connect(self.removed)
        self.empty = text_label("muted")
        self.empty.setWordWrap(True)
        self.other = push_button("folder-open", theme())
        self.other.clicked.connect(self.other_clicked)
        self.sample = push_button("eye", theme())
        self.sample.clicked.connect(self.sample_clicked)
        self._drop = text_label("hint")
        self._drop.setWordWrap(True)
        self._lay_out()

    def show_entries(self, entries: Sequence[RecentSession], words: Words) -> None:
        """List the sessions and say everything else in the same language."""
        self._heading.setText(words("start.recent"))
        self.empty.setText(words("start.recent.empty"))
        self.empty.setVisible(not entries)
        policy = Qt.FocusPolicy.StrongFocus if entries else Qt.FocusPolicy.NoFocus
        self.list.setFocusPolicy(policy)
        self.list.setAccessibleName(words("start.recent"))
        self.list.show_rows(recent_rows(entries, words), words)
        hints = ("start.drop", "start.recent.menu") if entries else ("start.drop",)
        self._drop.setText(" ".join(map(words, hints)))
        for button, name in ((self.other, "folder-open"), (self.sample, "eye")):
            key = "start.other" if button is self.other else "start.sample"
            button.setText(words(key))
            icon.dress(button, name, self._theme())

    def set_heading(self, shown: bool) -> None:
        """Whether the card has its own heading, or a tab names it."""
        self._heading.setVisible(shown)

    def focus_first(self) -> None:
        """The newest session, or the button where there is none."""
        target: QWidget = self.list if self.list.rows else self.other
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.other, 1)
        row.addWidget(text_label("key", "Ctrl+O"), 0, Qt.AlignmentFlag.AlignVCenter)
        last = QHBoxLayout()
        last.setContentsMargins(12, 0, 12, 0)
        last.addWidget(self.sample, 1)
        self._heading.setContentsMargins(12, 0, 12, 0)
        self.empty.setContentsMargins(12, 4, 12, 4)
        self._drop.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 14, 4, 14)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(row)
        column.addLayout(last)
        column.addWidget(self._drop)

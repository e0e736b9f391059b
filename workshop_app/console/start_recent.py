"""The list of recent sessions in the start window."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.parts import push_button, text_label
from workshop_app.console.rehearse_menu import offer_rehearsal
from workshop_app.ui import icon
from workshop_app.ui.row_list import Index, RowDelegate, RowList, RowModel, has_focus
from workshop_app.ui.theme import font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.recent import RecentSession
    from workshop_app.words import Words

_ROW = 68
_PAD = 12
_ICON = 16
_LINES = (20, 19, 18)


class RecentRow(NamedTuple):
    """What one line says; ``there`` tells whether the file can be found, ``warns`` stands out."""

    path: Path
    title: str
    about: str
    place: str
    there: bool
    warns: bool = False

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.title, self.about, self.place) if part)


def recent_rows(
    entries: Sequence[RecentSession], words: Words, today: date
) -> list[RecentRow]:
    """Looks for every file, which may take a moment on a network."""
    return [_row(entry, words, today) for entry in entries]


def _row(entry: RecentSession, words: Words, today: date) -> RecentRow:
    there, until = entry.is_there, entry.keep_until
    kept = words("people.recent.until", day=words.date(until)) if until else ""
    is_past = there and until is not None and today > until
    parts = (entry.client, words.date(entry.day), "" if is_past else kept)
    place = short_path(entry.path)
    if until is not None and is_past:
        place = words("people.recent.past", day=words.date(until))
    elif not there:
        place = words("start.recent.missing", path=place)
    about = " · ".join(part for part in parts if part)
    title = entry.title or entry.path.stem
    return RecentRow(entry.path, title, about, place, there, is_past or not there)


def short_path(path: Path) -> str:
    """A path as people know it, from their own folder on."""
    home = Path.home()
    if path == home or not path.is_relative_to(home):
        return str(path)
    return str(Path("~") / path.relative_to(home))


class _RecentModel(RowModel[RecentRow]):
    def words(self, row: RecentRow) -> tuple[str, str, str]:
        return row.title, row.spoken, str(row.path)


class _RecentDelegate(RowDelegate[RecentRow]):
    """Title, client and day, and where the file is; a missing file in words and colour."""

    def __init__(self, view: RecentList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._fonts = (font("semibold"), font("regular", 14), font("regular", 13))

    def size(self, row: RecentRow) -> QSize:
        return QSize(160, _ROW)

    def draw(
        self, painter: QPainter, row: RecentRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        rect: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if has_focus(option) or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour("sunken")))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        lines, top = [], rect.top() + (_ROW - sum(_LINES)) // 2
        for height in _LINES:
            lines.append(QRect(rect.left() + _PAD, top, rect.width() - 2 * _PAD, height))
            top += height
        title, about, place = lines
        strong, middle, small = self._fonts
        write_line(painter, title, row.title, theme.colour("ink" if row.there else "ink3"), strong)
        write_line(painter, about, row.about, theme.colour("ink2"), middle)
        if row.warns:
            self._warn(painter, place, option, theme)
        colour = theme.colour("warn" if row.warns else "ink3")
        write_line(painter, place, row.place, colour, small, cut=Qt.TextElideMode.ElideMiddle)

    def _warn(
        self, painter: QPainter, line: QRect, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        """A sign before the line, which makes room for it."""
        box = QRect(line.topLeft(), QSize(_ICON, line.height()))
        where = QStyle.visualRect(option.direction, line, box)
        icon.draw(painter, "triangle-alert", where.x(), line.top() + 1, _ICON, theme, "warn")
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        shift = _ICON + 6
        line.adjust(0 if mirrored else shift, 0, -shift if mirrored else 0, 0)


class RecentList(RowList[RecentRow]):
    """Enter or a click opens a session; Delete takes it off the list, not off the disk.

    A menu for each session has both, rehearsing it and a pulse of it.
    """

    opened = Signal(Path)
    removed = Signal(Path)
    rehearsed = Signal(Path, int)
    """A session is to be rehearsed with so many invented people."""
    pulsed = Signal(Path)
    """A pulse is to be made that looks back on a session."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__(_RecentModel())
        self.setItemDelegate(_RecentDelegate(self, theme))
        self._words: Words | None = None
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    def show_rows(self, rows: list[RecentRow], words: Words) -> None:
        """Replace the list and stay at the same place in it."""
        self._words = words
        place = self.currentIndex().row()
        self.table.show_rows(rows)
        if rows:
            self.go_to(min(max(place, 0), len(rows) - 1))

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
            looking_back = menu.addAction(words("pulse.entry.of"))
            looking_back.triggered.connect(partial(self._on_chosen, self.pulsed, row.path))
            offer_rehearsal(menu, words, partial(self.rehearsed.emit, row.path))
        removing = menu.addAction(words("start.answer.forget"))
        removing.triggered.connect(partial(self._on_chosen, self.removed, row.path))
        return menu

    def _on_chosen(self, told: SignalInstance, path: Path, *_checked: bool) -> None:
        told.emit(path)

    def _on_clicked(self, index: Index) -> None:
        self.opened.emit(self.rows[index.row()].path)


class RecentCard(QFrame):
    """What was worked on last, and the four other ways in."""

    opened = Signal(Path)
    removed = Signal(Path)
    other_clicked = Signal()
    pulse_clicked = Signal()
    programme_clicked = Signal()
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
        self.pulse = push_button("heart-pulse", theme())
        self.pulse.clicked.connect(self.pulse_clicked)
        self.programme = push_button("sprout", theme())
        self.programme.clicked.connect(self.programme_clicked)
        self.sample = push_button("eye", theme())
        self.sample.clicked.connect(self.sample_clicked)
        self._drop = text_label("hint")
        self._drop.setWordWrap(True)
        self._lay_out()

    def show_entries(self, entries: Sequence[RecentSession], words: Words) -> None:
        """List the sessions and say everything else in the same language."""
        today = datetime.now().astimezone().date()
        self._heading.setText(words("start.recent"))
        self.empty.setText(words("start.recent.empty"))
        self.empty.setVisible(not entries)
        policy = Qt.FocusPolicy.StrongFocus if entries else Qt.FocusPolicy.NoFocus
        self.list.setFocusPolicy(policy)
        self.list.setAccessibleName(words("start.recent"))
        self.list.show_rows(recent_rows(entries, words, today), words)
        hints = ("start.drop", "start.recent.menu") if entries else ("start.drop",)
        self._drop.setText(" ".join(map(words, hints)))
        for button, name, key in (
            (self.other, "folder-open", "start.other"),
            (self.pulse, "heart-pulse", "pulse.entry"),
            (self.programme, "sprout", "programme.entry"),
            (self.sample, "eye", "start.sample"),
        ):
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
        for button, keys in (
            (self.other, "Ctrl+O"), (self.pulse, "Ctrl+Shift+L"),
            (self.programme, "Ctrl+Shift+P"), (self.sample, ""),
        ):
            row = QHBoxLayout()
            row.setContentsMargins(12, 0, 12, 0)
            row.setSpacing(8)
            row.addWidget(button, 1)
            if keys:
                row.addWidget(text_label("key", keys), 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
        column.addWidget(self._drop)

"""A card that lies over the console on a veil, with the keys that all of them have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme

MARGIN = 48
"""Pixels that a card leaves of the window's width and height."""

EDGE = 12
"""Pixels right of what does not scroll; the scroll bar stands there."""

_VEIL = 150


class Veil(QWidget):
    """Follows the size of the window it lies over; `take_away` ends it for good."""

    def __init__(self, parent: QWidget, theme: Callable[[], Theme], widest: int) -> None:
        """Show nothing yet; the card is at most ``widest`` pixels wide."""
        super().__init__(parent)
        self._host = parent
        self._theme = theme
        self._widest = widest
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = QFrame(self)
        self.card.setProperty("look", "card")
        self.area = QScrollArea(self.card)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(24, 18, EDGE, 18)
        self.column.setSpacing(12)
        parent.installEventFilter(self)

    def hold(self, inside: QWidget) -> None:
        """Put what scrolls into the card; it ends where the buttons below it do."""
        rows = inside.layout()
        if rows is not None:
            rows.setContentsMargins(0, 0, EDGE - self._bar, 0)
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)
        inside.installEventFilter(self)

    def lie(self) -> None:
        """Show it, over everything that is there."""
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Give the card as much as it wants of the window."""
        self.setGeometry(self._host.rect())
        width = min(self.width() - MARGIN, self._widest)
        inside = self.area.widget()
        if inside is None:
            return
        self.card.setFixedWidth(width)
        edges = self.column.contentsMargins()
        room = self.card.contentsRect().width() - edges.left() - edges.right() - self._bar
        inside.setFixedWidth(room)
        rows = inside.layout()
        needed = rows.totalHeightForWidth(room) if rows is not None else 0
        height = min(max(needed, 0) + self.around(width), self.height() - MARGIN)
        self.card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )

    @property
    def _bar(self) -> int:
        return self.area.verticalScrollBar().sizeHint().width()

    def around(self, width: int) -> int:
        """Pixels of the card's height that do not scroll, for a card of this width."""
        return 120

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window, and what becomes more or less inside."""
        follows = QEvent.Type.Resize if watched is self._host else QEvent.Type.LayoutRequest
        if event.type() == follows:
            self.place()
        return super().eventFilter(watched, event)

    def take_away(self) -> None:
        """Go for good; it is made again when it is wanted."""
        self._host.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def close_sheet(self) -> None:
        """What Esc does: take it away."""
        self.take_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; a presenter's remote goes on with the room."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
            return
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the card."""
        stops = [
            one
            for one in self.card.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
            and not (isinstance(one, QRadioButton) and not one.isChecked())
        ]
        if not stops:
            return False
        now = QApplication.focusWidget()
        here = stops.index(now) if now in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        theme = self._theme()
        veil = QColor(theme.colour("shadow" if theme.line_scale == 1 else "page"))
        veil.setAlpha(_VEIL)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), veil)

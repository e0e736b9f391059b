"""Small pieces that several panes are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect

    from workshop_app.figures.theme import Theme

_ELLIPSIS_ROOM = 24


def text_label(look: str = "", text: str = "") -> QLabel:
    """A label that shows plain text and nothing else."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        label.setProperty("look", look)
    return label


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the tooltip has all of it."""

    def __init__(self, look: str = "", parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis."""
        return QSize(_ELLIPSIS_ROOM, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut the text to the width."""
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Place(QWidget):
    """Paints what a list is going to show, until the list takes its place."""

    def __init__(self, parent: QWidget, paint: Callable[[QPainter, QRect], None]) -> None:
        """``paint`` is given the room."""
        super().__init__(parent)
        self._paint: Callable[[QPainter, QRect], None] | None = paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        if self._paint is not None:
            with QPainter(self) as painter:
                self._paint(painter, self.rect())

    def give_to(self, widget: QWidget) -> None:
        """Put ``widget`` here for good."""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(widget)
        self._paint = None


class Glyph(QWidget):
    """An icon that is no button."""

    def __init__(
        self, name: str, theme: Callable[[], Theme], token: str = "ink2", size: int = 18
    ) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._name, self._theme, self._token, self._size = name, theme, token, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, token: str) -> None:
        """Another icon or colour."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        with QPainter(self) as painter:
            icon.draw(painter, self._name, 0, 0, self._size, self._theme(), self._token)


class ProgressLine(QWidget):
    """A thin line that fills from the reading side."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self._token = "ink"
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, token: str) -> None:
        """Fill a ``share`` from 0 to 1."""
        share = min(max(share, 0.0), 1.0)
        changed = token != self._token or round(share * self.width()) != round(
            self._share * self.width()
        )
        self._share, self._token = share, token
        if changed:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and filling."""
        with QPainter(self) as painter:
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            paint_progress(
                painter, QRectF(self.rect()), self._share, self._theme(), self._token,
                from_right=right,
            )  # fmt: skip


def paint_progress(
    painter: QPainter,
    rect: QRectF,
    share: float,
    theme: Theme,
    token: str,
    *,
    from_right: bool = False,
) -> None:
    """A rounded track with its filling."""
    radius = rect.height() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colour("grid")))
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        filled = max(rect.width() * share, rect.height())
        left = rect.right() - filled if from_right else rect.left()
        painter.setBrush(QColor(theme.colour(token)))
        painter.drawRoundedRect(QRectF(left, rect.top(), filled, rect.height()), radius, radius)


def tool_button(name: str, theme: Theme, look: str = "quiet") -> QToolButton:
    """A button with an icon alone; `name_control` gives it its words."""
    button = QToolButton()
    button.setProperty("look", look)
    icon.dress(button, name, theme)
    return button


def push_button(name: str, theme: Theme, look: str = "") -> QPushButton:
    """A button with an icon and words."""
    button = QPushButton()
    if look:
        button.setProperty("look", look)
    if name:
        icon.dress(button, name, theme)
    return button


def set_shown(widget: QWidget, shown: bool) -> None:
    """Show or hide where that changes something.

    Showing what is not hidden makes Qt style it and lay out all that surrounds it, at once.
    """
    if widget.isHidden() == shown:
        widget.setVisible(shown)


def name_control(widget: QWidget, name: str, tip: str = "") -> None:
    """What a screen reader says, and the tooltip; only when it changed."""
    if widget.accessibleName() != name:
        widget.setAccessibleName(name)
    if widget.toolTip() != (tip or name):
        widget.setToolTip(tip or name)

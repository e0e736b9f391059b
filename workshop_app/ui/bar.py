"""A bar across a window: what happened, what is safe, what to do. Never a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme

_ICONS = {"danger": "circle-alert", "warn": "triangle-alert", "ok": "circle-check"}
_ICON_SIZE = 20


class Bar(QWidget):
    """One message with an optional answer to it; hidden while there is nothing to say."""

    answered = Signal(str)
    """The key of the button that was pressed."""

    dismissed = Signal()

    def __init__(self, parent: QWidget, theme: Callable[[], Theme], close: str) -> None:
        """``theme`` is asked whenever it is painted; ``close`` names the closing button."""
        super().__init__(parent)
        self._theme = theme
        self._level = "danger"
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setProperty("look", "strong")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._answers: list[QPushButton] = []
        self._before: QWidget | None = None
        self._close = QToolButton(self)
        self._close.setProperty("look", "quiet")
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(52, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.name_close(close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def name_close(self, name: str) -> None:
        """What a screen reader and the tooltip call the closing button."""
        self._close.setAccessibleName(name)
        self._close.setToolTip(name)

    def say(
        self, text: str, level: str = "danger", answers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """Show ``text``; ``level`` is danger, warn or ok; ``answers`` are keys with words."""
        self._level = level
        self._text.setText(text)
        for button in self._answers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._answers = [self._answer(key, words) for key, words in answers]
        icon.dress(self._close, "x", self._theme())
        self.setAccessibleName(text)
        self.show()
        for button in self._answers:
            button.show()  # or it could not take the keyboard where the bar was there already
        self.update()

    def reword(self, text: str, level: str, answers: tuple[tuple[str, str], ...]) -> None:
        """Say the same in other words; the keyboard stays on the answer it was on."""
        focus = QApplication.focusWidget()
        place = next((at for at, one in enumerate(self._answers) if one is focus), None)
        self.say(text, level, answers)
        if place is not None:
            self._answers[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keys(self) -> None:
        """Put the keyboard on the first answer; it goes back when the bar goes away."""
        if self._answers:
            self._before = QApplication.focusWidget()
            self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Take it away."""
        if not self.isHidden():
            self._leave()
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on an answer answers nothing."""
        if event.key() == Qt.Key.Key_Escape and self._answers:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """As high as the closing button, however long the text."""
        return QSize(200, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the icon of the level."""
        theme = self._theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(theme.colour(f"{self._level}_bg")))
            lies_low = self.geometry().bottom() >= (self.parentWidget() or self).height() - 1
            edge = QRectF(0, 0 if lies_low else self.height() - 2, self.width(), 2)
            painter.fillRect(edge, QColor(theme.colour(self._level)))
            top = (self.height() - _ICON_SIZE) / 2
            icon.draw(painter, _ICONS[self._level], 20, top, _ICON_SIZE, theme, self._level)

    def _answer(self, key: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(True)  # or Enter would not press it
        button.setObjectName(key)
        button.clicked.connect(self._on_answer_clicked)
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _on_answer_clicked(self) -> None:
        sender = self.sender()
        self._leave()
        self.answered.emit(sender.objectName() if sender is not None else "")

    def _leave(self) -> None:
        """Hide; the keyboard goes back to where it was taken from."""
        had_keys = self.isAncestorOf(QApplication.focusWidget() or self)
        before, self._before = self._before, None
        if had_keys and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

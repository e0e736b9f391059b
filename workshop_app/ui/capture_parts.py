"""Small pieces that several editors are made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

MARGINS: Final = (14, 6, 14, 12)
"""An editor's own margins within the capture pane."""

_CHIP: Final = 30


def label(look: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows plain text and nothing else."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


class OneLine(QLabel):
    """A label of one line that ends in an ellipsis; its tooltip has all of it."""

    def __init__(self, look: str = "") -> None:
        """Start empty."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut the text to the width."""
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class EnterLine(QLineEdit):
    """A line that says when Enter is pressed, also while completions are shown."""

    entered = Signal(bool)
    """True with Ctrl."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for whoever listens; the rest is a line edit's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)


class Notice(QWidget):
    """A short sentence with an icon beside it; hidden while there is nothing to say."""

    def __init__(self, theme: Callable[[], Theme], name: str, level: str) -> None:
        """``level`` is danger, warn, ok or ink2."""
        super().__init__()
        self._theme = theme
        self._name = name
        self._level = level
        self._label = label(level if level != "ink2" else "meta", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 2, 0, 2)
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def say(self, text: str) -> None:
        """Show a sentence, or nothing."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon beside the first line."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = self._label.fontMetrics().height()
            x = 0 if self.layoutDirection() != Qt.LayoutDirection.RightToLeft else self.width() - 17
            icon.draw(painter, self._name, x, self._label.y() + (line - 16) / 2 + 1, 16,
                      self._theme(), self._level)


class Choice(QWidget):
    """A few words beside one another behind a name, one of them chosen, or several."""

    chosen = Signal(str)

    def __init__(self, *, named: bool = True, several: bool = False) -> None:
        """Empty until `show_options`; without its name where a label stands elsewhere."""
        super().__init__()
        self._name = label("meta")
        self._name.setMinimumHeight(_CHIP)
        self._group = QButtonGroup(self)
        self._several = several
        self._group.idClicked.connect(self._on_clicked)
        self._options: list[tuple[str, str]] = []
        self._buttons: list[QPushButton] = []
        self._row = FlowLayout()
        self._row.addWidget(self._name)
        self.setLayout(self._row)
        self._name.setVisible(named)  # inside a widget by now: else it would be a window

    @property
    def value(self) -> str:
        """The chosen option; empty where there is none."""
        index = self._group.checkedId()
        return self._options[index][0] if index >= 0 else ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What is offered, as values with words."""
        return tuple(self._options)

    def show_options(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: str | tuple[str, ...],
        words: Words,
    ) -> None:
        """Options as values with words; ``name`` says what is chosen."""
        taken = (chosen,) if isinstance(chosen, str) else chosen
        self._name.setText(name)
        if list(options) != self._options:
            self._rebuild(options)
        for button, (value, text) in zip(self._buttons, self._options, strict=True):
            button.setChecked(value in taken)
            said = f"{name.removesuffix(':')}: {text}"
            state = words("editors.chosen") if value in taken else ""
            button.setAccessibleName(f"{said}, {state}" if state else said)

    def _rebuild(self, options: Sequence[tuple[str, str]]) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._options = list(options)
        self._buttons = []
        for index, (_, text) in enumerate(self._options):
            button = QPushButton(text.replace("&", "&&"), self)
            button.setProperty("look", "small")
            button.setCheckable(True)
            if self._several:  # In a group the keyboard would reach one of them only.
                button.clicked.connect(partial(self._on_clicked, index))
            else:
                self._group.addButton(button, index)
            self._row.addWidget(button)
            self._buttons.append(button)

    def _on_clicked(self, index: int, _checked: bool = False) -> None:
        self.chosen.emit(self._options[index][0])


def scrolled(content: QWidget) -> QScrollArea:
    """Content that may be higher than there is room."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area

"""One line above the notes in which a heap gets its name, or which says what to choose next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from workshop_app.ui.capture_parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Field(QLineEdit):
    """Enter and Esc are signals; nothing else hears them."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; the rest is a line edit's."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HeapBar(QWidget):
    """Hidden until it is asked something."""

    named = Signal(str)
    """Enter: this is the name."""

    left = Signal()
    """Esc: nothing is named."""

    def __init__(self) -> None:
        """Hidden at first."""
        super().__init__()
        self.label: QLabel = label("strong", wrap=True)
        self.field = _Field()
        self.field.returnPressed.connect(self._on_return_pressed)
        self.field.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.field, 2)
        self.hide()

    def ask(self, question: str, name: str) -> None:
        """Ask for a name; ``name`` is the one it has."""
        self.label.setText(question)
        self.field.setAccessibleName(question)
        self.field.setText(name)
        self.field.selectAll()
        self.field.show()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """Say what to do next; an empty text hides the bar."""
        self.field.hide()
        self.label.setText(text)
        self.setVisible(bool(text))

    @property
    def is_asking(self) -> bool:
        """Whether a name is being typed."""
        return self.isVisible() and self.field.isVisible()

    def _on_return_pressed(self) -> None:
        self.named.emit(self.field.text())

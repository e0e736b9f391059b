"""Fields of the method editor: words that grow, what they are set to, numbers that are typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QPlainTextEdit, QSizePolicy

from workshop_app.console.start_menus import MenuButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from workshop_app.console.method_rows import Setting
    from workshop_app.figures.theme import Theme

_PADDING = 19
_LEAST = 38


class WordsField(QPlainTextEdit):
    """A text of one paragraph, as high as it needs to be; kept when the keyboard leaves it."""

    committed = Signal(str)
    """The words were changed and the user went on."""

    moved = Signal(str)
    """Alt with an arrow, or Ctrl+Delete: ``up``, ``down``, ``out``."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Start with what is said now."""
        super().__init__(parent)
        self._kept = text
        self.setPlainText(text)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setViewportMargins(0, 7, 0, 5)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.toPlainText() != self._kept

    def show_text(self, text: str) -> None:
        """Show what is kept, without telling anybody."""
        self._kept = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def commit(self) -> None:
        """Keep what was typed."""
        if self.is_changed:
            self._kept = self.toPlainText()
            self.committed.emit(self._kept)

    def sizeHint(self) -> QSize:
        """Some words wide; the layout gives what there is."""
        return QSize(160, self._height())

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine: it grows downwards."""
        return QSize(120, _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines for another width."""
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going on keeps what was typed; a menu in between does not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc takes back what was typed, Alt+arrows move the line."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        moves = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"} if alt else {}
        if ctrl and not self.isReadOnly():
            moves = {Qt.Key.Key_Delete: "out"}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl:
            self.commit()
            self.focusNextPrevChild(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif key in moves:
            self.commit()
            self.moved.emit(moves[key])
        elif key == Qt.Key.Key_Escape and self.is_changed:
            self.show_text(self._kept)
        elif key == Qt.Key.Key_Escape or (
            event.matches(QKeySequence.StandardKey.Undo) and not self.is_changed
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        lines = max(int(self.document().size().height()), 1)
        return max(lines * self.fontMetrics().lineSpacing() + _PADDING, _LEAST)

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())


class TypedField(QLineEdit):
    """A number or a word that is set; kept by Enter, or when the keyboard leaves it."""

    committed = Signal(str)

    def __init__(self, value: str, parent: QWidget | None = None) -> None:
        """Start with what is set now."""
        super().__init__(value, parent)
        self._kept = value
        self.editingFinished.connect(self._on_editing_finished)

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        self._kept = text
        self.setText(text)

    def _on_editing_finished(self) -> None:
        if self.text() != self._kept:
            self._kept = self.text()
            self.committed.emit(self._kept)


class RowMenu(MenuButton):
    """Says what a row is set to; its menu sets it, and moves or removes the row."""

    wanted = Signal(str)
    """``up``, ``down``, ``out`` or ``meaning``."""

    picked = Signal(str, str)
    """A setting's key, and the key of the option that was chosen."""

    def __init__(self, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        """Start with nothing to set."""
        self._settings: Sequence[Setting] = ()
        self._actions: Sequence[tuple[str, str]] = ()
        self._empty = ""
        super().__init__(theme, parent)

    def offer(
        self, settings: Sequence[Setting], actions: Sequence[tuple[str, str]], empty: str
    ) -> None:
        """What can be set, what can be done with the row, and what to say if nothing is set."""
        self._settings, self._actions, self._empty = settings, actions, empty
        self.set_options([("", "")] if settings or actions else [])

    def shown(self) -> str:
        """What is set, in words."""
        said = [one.said for one in self._settings if one.value not in ("", ())]
        return " · ".join(part for part in said if part) or self._empty

    def fill(self, menu: QMenu) -> None:
        """The first setting's options at once, the others below their names; then what to do."""
        for place, setting in enumerate(self._settings):
            home = menu if place == 0 else menu.addMenu(setting.label.replace("&", "&&"))
            group = QActionGroup(home)
            for key, words in setting.options:
                action = QAction(words.replace("&", "&&"), home)
                action.setCheckable(True)
                action.setChecked(key == setting.value)
                action.triggered.connect(partial(self._on_set, setting.key, key))
                group.addAction(action)
                home.addAction(action)
        if self._settings and self._actions:
            menu.addSeparator()
        for key, words in self._actions:
            menu.addAction(words).triggered.connect(partial(self._on_wanted, key))

    def open_menu(self) -> None:
        """Open the menu at the button, as wide as its words."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        if menu.isEmpty():
            return
        first = next((a for a in menu.actions() if a.isChecked()), menu.actions()[0])
        if first.menu() is None:  # or it would open at once
            menu.setActiveAction(first)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _on_set(self, setting: str, key: str, *_checked: bool) -> None:
        self.picked.emit(setting, key)

    def _on_wanted(self, key: str, *_checked: bool) -> None:
        self.wanted.emit(key)

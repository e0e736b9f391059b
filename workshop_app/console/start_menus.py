"""Buttons that show what is chosen, and open a menu to choose something else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from workshop_app.figures.theme import Theme

_PAD = 14
_ICON = 18
_MENU_PAD = 80
"""Pixels of a menu's line that are no words: tick, padding and borders."""


class _PickMenu(QMenu):
    """Stays open while one ticks by Space or click; Enter ticks and closes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the line the keyboard is on."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the line below the pointer."""
        action = self.actionAt(event.position().toPoint())
        if action is not None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class MenuButton(QPushButton):
    """Looks like a field: words at the start, an arrow at the end, a menu below."""

    chosen = Signal()
    """The user chose something else."""

    def __init__(self, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._options: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Keys with words, in their order; what was chosen stays if it is still there."""
        self._options = list(options)
        self._show()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  (Qt's name)
        """The name is said together with what is chosen."""
        self._name = name
        self._show()

    def open_menu(self) -> None:
        """Open the menu below the button, as wide as it is."""
        if not self._options:
            return
        menu = self.new_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFixedWidth(self.width())
        self.fill(menu)
        first = next((a for a in menu.actions() if a.isChecked()), menu.actions()[0])
        menu.setActiveAction(first)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def new_menu(self) -> QMenu:
        """An empty menu of the kind this button opens."""
        return QMenu(self)

    def line(self, words: str) -> str:
        """Words as they fit into the menu; the end, such as the minutes, stays."""
        room = self.width() - _MENU_PAD
        fit = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        return fit.replace("&", "&&")

    def fill(self, menu: QMenu) -> None:
        """Put the choices into the menu."""
        raise NotImplementedError

    def shown(self) -> str:
        """What the button says."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        """Long words are cut, not the window widened."""
        return QSize(80, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the menu."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, with words and arrow of our own."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        with QPainter(self) as painter:
            control = QStyle.ControlElement.CE_PushButton
            self.style().drawControl(control, option, painter, self)
            room = self._placed(self.rect().adjusted(_PAD, 0, -_PAD - _ICON - 4, 0))
            painter.setFont(font())
            painter.setPen(QColor(self._theme().colour("ink")))
            said = self.shown()
            metrics = painter.fontMetrics()
            words = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            lead = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(room, lead, words)
            top = (self.height() - _ICON) // 2
            arrow = self._placed(QRect(self.width() - _PAD - _ICON + 4, top, _ICON, _ICON))
            icon.draw(painter, "chevron-down", arrow.x(), top, _ICON, self._theme(), "ink2")
        self.setToolTip("" if words == said else said)

    def _placed(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _show(self) -> None:
        super().setAccessibleName(f"{self._name}: {self.shown()}")
        self.update()


class ChoiceButton(MenuButton):
    """One of several."""

    def __init__(self, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        """Start without choices."""
        self.value = ""
        super().__init__(theme, parent)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Keys with words; the first is chosen unless what was chosen is still there."""
        keys = [key for key, _ in options]
        if self.value not in keys:
            self.value = keys[0] if keys else ""
        super().set_options(options)

    def choose(self, key: str) -> None:
        """Choose without telling anybody."""
        self.value = key
        self._show()

    def shown(self) -> str:
        """The words of what is chosen."""
        return dict(self._options).get(self.value, "")

    def fill(self, menu: QMenu) -> None:
        """One line each, one of them marked."""
        group = QActionGroup(menu)
        for key, words in self._options:
            action = QAction(self.line(words), menu)
            action.setCheckable(True)
            action.setChecked(key == self.value)
            action.triggered.connect(partial(self._on_triggered, key))
            group.addAction(action)
            menu.addAction(action)

    def _on_triggered(self, key: str, *_checked: bool) -> None:
        if key != self.value:
            self.choose(key)
            self.chosen.emit()


class PickButton(MenuButton):
    """Any of several, or none."""

    def __init__(self, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        """Start without choices."""
        self._picked: set[str] = set()
        self._none = ""
        super().__init__(theme, parent)

    @property
    def value(self) -> tuple[str, ...]:
        """The keys of what is chosen, in the order of the choices."""
        return tuple(key for key, _ in self._options if key in self._picked)

    def name_none(self, words: str) -> None:
        """What it says while nothing is chosen."""
        self._none = words
        self._show()

    def pick(self, keys: Collection[str]) -> None:
        """Choose these and nothing else, without telling anybody."""
        self._picked = set(keys)
        self._show()

    def shown(self) -> str:
        """The words of everything chosen."""
        words = dict(self._options)
        return ", ".join(words[key] for key in self.value) or self._none

    def new_menu(self) -> QMenu:
        """One that stays open, for several are chosen."""
        return _PickMenu(self)

    def fill(self, menu: QMenu) -> None:
        """One line each with a mark."""
        for key, words in self._options:
            action = menu.addAction(self.line(words))
            action.setCheckable(True)
            action.setChecked(key in self._picked)
            action.triggered.connect(partial(self._on_triggered, key))

    def _on_triggered(self, key: str, *_checked: bool) -> None:
        self._picked ^= {key}
        self._show()
        self.chosen.emit()

"""Every key of the console as one table: it drives the keyboard, the sheet and the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from workshop_app.ui.desk import OWN_LETTERS, OWN_UNDO

if TYPE_CHECKING:
    from collections.abc import Callable

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL_SHIFT = _CTRL | _SHIFT
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_Key = Qt.Key


class Shortcut(NamedTuple):
    """One line of the sheet.

    ``action`` is also the end of its words' key. ``typing`` tells whether it works in a text
    field; ``late`` leaves the key to the focused control first; ``own`` marks keys that a
    control handles itself and that stand on the sheet only.
    """

    action: str
    shown: str
    keys: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...]
    typing: bool = True
    late: bool = False
    own: bool = False


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("next", "PgDn", ((_Key.Key_PageDown, _NONE),)),
    Shortcut("previous", "PgUp", ((_Key.Key_PageUp, _NONE),)),
    Shortcut("next_page", "Ctrl+PgDn", ((_Key.Key_PageDown, _CTRL),)),
    Shortcut("previous_page", "Ctrl+PgUp", ((_Key.Key_PageUp, _CTRL),)),
    Shortcut("reveal", "R", ((_Key.Key_R, _NONE),), typing=False),
    Shortcut("stage", "F5", ((_Key.Key_F5, _NONE),)),
    Shortcut("hold", "Esc", ((_Key.Key_Escape, _NONE),), late=True),
    Shortcut("blank", "B", ((_Key.Key_B, _NONE),), typing=False),
    Shortcut("blank_dot", ".", ((_Key.Key_Period, _NONE),), typing=False),
    Shortcut("freeze", "F", ((_Key.Key_F, _NONE),), typing=False),
    Shortcut("explore", "E", ((_Key.Key_E, _NONE),), typing=False),
    Shortcut("booth", "Ctrl+B", ((_Key.Key_B, _CTRL),)),
    Shortcut("phones", "Ctrl+J", ((_Key.Key_J, _CTRL),)),
    Shortcut("way_in", "J", ((_Key.Key_J, _NONE),), typing=False),
    Shortcut("swap", "Ctrl+Shift+S", ((_Key.Key_S, _CTRL_SHIFT),)),
    Shortcut("pause", "T", ((_Key.Key_T, _NONE),), typing=False),
    Shortcut(
        "more",
        "+",
        ((_Key.Key_Plus, _NONE), (_Key.Key_Plus, _SHIFT), (_Key.Key_Equal, _NONE)),
        typing=False,
    ),
    Shortcut("less", "−", ((_Key.Key_Minus, _NONE),), typing=False),
    Shortcut("capture", "Ctrl+N", ((_Key.Key_N, _CTRL),)),
    Shortcut("add", "Enter", (), own=True),
    Shortcut("add_held", "Ctrl+Enter", (), own=True),
    Shortcut(
        "place",
        "Ctrl+1…6",
        tuple((_Key(_Key.Key_1.value + digit), _CTRL) for digit in range(6)),
    ),
    Shortcut("undo", "Ctrl+Z", ((_Key.Key_Z, _CTRL),)),
    Shortcut("redo", "Ctrl+Shift+Z", ((_Key.Key_Z, _CTRL_SHIFT), (_Key.Key_Y, _CTRL))),
    Shortcut("agenda", "Ctrl+E", ((_Key.Key_E, _CTRL),)),
    Shortcut("booklet", "Ctrl+P", (), own=True),
    Shortcut("export", "Ctrl+Shift+E", (), own=True),
    Shortcut("outbox", "Ctrl+Shift+O", (), own=True),
    Shortcut("open", "Ctrl+O", (), own=True),
    Shortcut("next_pane", "F6", ((_Key.Key_F6, _NONE),)),
    Shortcut("previous_pane", "Shift+F6", ((_Key.Key_F6, _SHIFT),)),
    Shortcut("sheet", "F1", ((_Key.Key_F1, _NONE),)),
)
"""In the order of the sheet."""

_BY_KEY = {key: shortcut for shortcut in SHORTCUTS for key in shortcut.keys}


def find(event: QKeyEvent) -> Shortcut | None:
    """The shortcut of a key press, or ``None``."""
    return _BY_KEY.get((Qt.Key(event.key()), event.modifiers() & ~_KEYPAD))


def is_text_field(widget: QWidget | None) -> bool:
    """Whether letters typed at ``widget`` are text, so that single letters do nothing else."""
    from PySide6.QtWidgets import QAbstractSpinBox, QPlainTextEdit, QTextEdit

    if widget is None:
        return False
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QAbstractSpinBox) or widget.property(OWN_LETTERS):
        return True
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def can_undo_text(widget: QWidget | None) -> bool:
    """Whether Ctrl+Z belongs to what was typed last: not yet added, or a ballot."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    if widget is not None and widget.property(OWN_UNDO):
        return True
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly() and widget.document().isUndoAvailable()
    return False


class KeyWatch(QObject):
    """Sees every key before the focused control of one window does.

    QShortcut would lose: a text field claims Ctrl+Z, a list claims PgDn.
    """

    def __init__(
        self,
        window: QWidget,
        app: QApplication,
        first: Callable[[QKeyEvent], bool],
        act: Callable[[Shortcut, QKeyEvent], bool],
    ) -> None:
        """``first`` and ``act`` return whether they used the key; ``first`` is asked always."""
        super().__init__(window)
        self._host = window
        self._first = first
        self._act = act
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if new is not None and new is not self._host and self._host.isAncestorOf(new):
            new.installEventFilter(self)
            self._watched = new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on a key press that has a shortcut; ``late`` ones come through the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shortcut = find(event)
            if self._first(event) or (
                shortcut is not None and not shortcut.late and self._act(shortcut, event)
            ):
                event.accept()
                return True
        return super().eventFilter(watched, event)

"""What a person does at the booth, and what can be seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workshop_app.stage.targets import Target

if TYPE_CHECKING:
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.booth import BoothWindow

KEYS = {
    "enter": Qt.Key.Key_Return,
    "back": Qt.Key.Key_Backspace,
    "esc": Qt.Key.Key_Escape,
    "tab": Qt.Key.Key_Tab,
    "right": Qt.Key.Key_Right,
    "space": Qt.Key.Key_Space,
}


def press(booth: BoothWindow, keys: str) -> None:
    """Press keys, such as ``"enter 1 4 enter"``, wherever the keyboard is."""
    for name in keys.split():
        target = booth.focusWidget() or booth
        key = KEYS.get(name)
        if key is not None:
            QTest.keyClick(target, key)
        else:
            QTest.keyClicks(target, name)
        settle()


def write(booth: BoothWindow, text: str) -> None:
    """Type text as an input method does, which may have any letter."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    target = booth.focusWidget()
    assert target is not None
    QCoreApplication.sendEvent(target, event)


def settle() -> None:
    """Let everything happen that waits, deletions included."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def touch(booth: BoothWindow, text: str) -> None:
    """Press the target that bears ``text``."""
    found = [target for target in targets(booth) if text in (target.face.text, target.face.key)]
    assert found, f"no target {text!r} among {[target.face.text for target in targets(booth)]}"
    middle = found[0].rect().center()
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, pos=middle)
    settle()


def targets(booth: BoothWindow) -> list[Target]:
    """The targets that can be seen."""
    return [target for target in booth.findChildren(Target) if target.isVisible()]


def picture(widget: QWidget) -> bytes:
    """What can be seen once everything has settled, as bytes."""
    settle()
    return grabbed(widget)


def grabbed(widget: QWidget) -> bytes:
    """What can be seen right now, as bytes."""
    image = widget.grab().toImage()
    return bytes(image.constBits())


def spoken(widget: QWidget) -> str:
    """Everything a screen reader can find below ``widget``."""
    settle()
    found: list[str] = []

    def walk(interface: QAccessibleInterface | None) -> None:
        if interface is None or not interface.isValid():
            return
        texts = [
            interface.text(kind)
            for kind in (
                QAccessible.Text.Name,
                QAccessible.Text.Description,
                QAccessible.Text.Value,
                QAccessible.Text.Help,
            )
        ]
        state: Any = interface.state()
        found.append(f"{texts} {'checked' if state.checked else ''}")
        for index in range(interface.childCount()):
            walk(interface.child(index))

    walk(QAccessible.queryAccessibleInterface(widget))
    return "\n".join(found)


def stored(workshop: Workshop) -> list[tuple[str, str, str]]:
    """The ballots of open rounds as question, answer and group, in no order of voting."""
    query = "SELECT question, answer, name FROM ballot ORDER BY question, answer, name"
    rows = workshop.file.connection.execute(query)
    return [(str(question), str(answer), str(name)) for question, answer, name in rows]


def cast(workshop: Workshop) -> int:
    """How many ballots there are."""
    return sum(1 for question, _, _ in stored(workshop) if not question)

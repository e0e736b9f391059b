"""The toast: ten seconds, unless somebody is on it; and the bar, which stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workshop_app.figures.theme import THEMES
from workshop_app.ui import theme as themes
from workshop_app.ui.bar import Bar
from workshop_app.ui.toast import SHOWN, Toast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def host(qtbot: QtBot, qapp: QApplication) -> QWidget:
    themes.apply(qapp, THEMES["light"])
    window = QWidget()
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    field.setFocus()
    return window


@pytest.fixture
def toast(host: QWidget) -> Toast:
    return Toast(host, lambda: THEMES["light"])


def enter(widget: QWidget) -> None:
    point = QPointF(5, 5)
    QApplication.sendEvent(widget, QEnterEvent(point, point, point))


def test_it_lies_at_the_lower_edge_of_its_window(toast: Toast, host: QWidget) -> None:
    toast.show_text("Note deleted", "Undo")
    assert toast.isVisible()
    assert toast.geometry().bottom() < host.height()
    assert toast.geometry().top() > host.height() / 2
    assert abs(toast.geometry().center().x() - host.width() / 2) < 2


def test_a_long_text_wraps_inside_the_window(toast: Toast, host: QWidget) -> None:
    toast.show_text("word " * 80)
    assert host.rect().contains(toast.geometry())


def test_it_goes_after_ten_seconds(toast: Toast) -> None:
    assert SHOWN == 10_000
    toast.show_text("Note deleted")
    timer = toast._timer  # noqa: SLF001
    assert timer.interval() == SHOWN
    timer.timeout.emit()
    assert toast.isHidden()


def test_the_pointer_stops_the_clock(toast: Toast) -> None:
    toast.show_text("Note deleted", "Undo")
    assert toast.is_counting
    enter(toast)
    assert not toast.is_counting
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_counting


def test_the_keyboard_on_undo_stops_the_clock(toast: Toast, host: QWidget) -> None:
    toast.show_text("Note deleted", "Undo")
    button = toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not toast.is_counting
    field = host.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    assert toast.is_counting


def test_undo_is_asked_for_once_and_the_toast_goes(toast: Toast, qtbot: QtBot) -> None:
    toast.show_text("Note deleted", "Undo")
    button = toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(toast.undo_requested):
        button.click()
    assert toast.isHidden()


def test_without_undo_there_is_no_button(toast: Toast) -> None:
    toast.show_text("Undone: Note")
    button = toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.isHidden()


def test_markup_stays_text(toast: Toast) -> None:
    toast.show_text("<b>bold</b>")
    assert toast.text == "<b>bold</b>"
    width = toast.sizeHint().width()
    toast.show_text("bold")
    assert toast.sizeHint().width() < width


def test_the_bar_stays_until_it_is_closed(host: QWidget, qtbot: QtBot) -> None:
    bar = Bar(host, lambda: THEMES["light"], "Close")
    bar.say("The disk is full. Free 50 MB, then save again.")
    assert bar.isVisible()
    assert bar.text.startswith("The disk is full.")
    with qtbot.waitSignal(bar.dismissed):
        bar.dismiss()
    assert bar.text == ""


def test_an_answer_is_told_by_its_key(host: QWidget, qtbot: QtBot) -> None:
    bar = Bar(host, lambda: THEMES["light"], "Close")
    bar.say("Show the stage there?", "warn", (("use", "Show it there"), ("not", "Not now")))
    buttons = {button.text(): button for button in bar.findChildren(QPushButton)}
    with qtbot.waitSignal(bar.answered) as told:
        buttons["Not now"].click()
    assert told.args == ["not"]
    assert bar.isHidden()


def test_a_new_message_takes_the_old_answers_away(host: QWidget) -> None:
    bar = Bar(host, lambda: THEMES["light"], "Close")
    bar.say("Show the stage there?", "warn", (("use", "Show it there"),))
    bar.say("The disk is full.")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [b.text() for b in bar.findChildren(QPushButton)] == []

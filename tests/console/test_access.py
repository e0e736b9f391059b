"""What a screen reader and somebody without a mouse find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from tests.console.room import Room, open_room, vote

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop


def heard(room: Room, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collects what the console announces, without a screen reader at hand."""
    said: list[str] = []
    monkeypatch.setattr(room.window, "announce", said.append)
    return said


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("width", [1920, 1366])
def test_tab_goes_bar_agenda_stage_capture_right(
    qtbot: QtBot, workshop: Workshop, width: int
) -> None:
    room = open_room(qtbot, workshop, width=width)
    room.go("see-customer-story", "collect")
    body = room.window.body
    places: dict[str, list[QWidget]] = {
        "bar": [room.window.bar],
        "agenda": [body.agenda],
        "stage": [body.preview, body.controls, body.steps],
        "capture": [body.capture],
        "right": [body.script, body.people, body.turnout],
    }
    room.window.bar.focus_first()
    seen: list[str] = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        for name, panes in places.items():
            if any(pane.isAncestorOf(focus) for pane in panes) and name not in seen[-1:]:
                seen.append(name)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        room.settle()
    assert seen[:5] == ["bar", "agenda", "stage", "capture", "right"]


def test_every_visible_control_can_be_named(room: Room) -> None:
    room.go("see-five-answers", "collect")
    room.window.next_step()
    room.settle()
    for widget in room.window.findChildren(QWidget):
        if (
            isinstance(widget, QAbstractButton | QAbstractItemView)
            and widget.isVisible()
            and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        ):
            assert name_of(widget), f"{widget} has no name"


def test_names_carry_the_state(room: Room) -> None:
    room.go("see-five-answers", "collect")
    room.window.next_step()
    vote(room.workshop, "see-five-answers", 5)
    room.settle()
    controls = room.window.body.controls
    assert name_of(controls.next) == "Close the round (5 of 8)"
    room.window.actions_.table["blank"]()
    room.settle()
    names = [name_of(button) for button in controls.findChildren(QAbstractButton)]
    assert "Blank, on" in names
    assert controls.timer.accessibleName() == "15 min left on the countdown"


def test_zero_is_announced_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(room, monkeypatch)
    room.go("see-checklist")
    room.clock.forward(20.1)
    room.qtbot.waitUntil(lambda: "The time is over." in said)
    room.clock.forward(1)
    room.window._on_tick()  # noqa: SLF001
    assert said.count("The time is over.") == 1


def test_losing_the_projector_is_announced(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(room, monkeypatch)
    room.stage.lose()
    assert said == ["Projector gone. Timer runs. Nothing is lost."]


def test_an_announcement_reaches_qt(room: Room) -> None:
    room.window.announce("Note added")


def test_the_preview_says_what_is_on_stage(room: Room) -> None:
    room.go("see-customer-story", "collect")
    from workshop_app.session.notes import NewNote, add_notes

    add_notes(room.workshop.file, "Note", "see-customer-story", [NewNote("happened", "Silence")])
    view = room.window.body.preview.view
    room.qtbot.waitUntil(lambda: "Silence" in view.accessibleDescription())
    assert view.accessibleName()


def test_targets_are_large_enough(room: Room) -> None:
    room.go("see-five-answers", "collect")
    body = room.window.body
    for place in (room.window.bar, body.controls, body.turnout):
        for button in place.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.height() >= 36, button.accessibleName()
    assert body.agenda.list.sizeHintForRow(1) >= 36
    assert body.steps.list.height() >= 36

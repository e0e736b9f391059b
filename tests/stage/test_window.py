"""The stage's window on one screen: an ordinary one, that leaves the keyboard alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.stage import rooms
from tests.stage.booths import picture, settle, spoken
from workshop_app.session import live
from workshop_app.storage.rounds import close_round, reveal_round

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.window import StageWindow


def test_with_one_screen_it_is_an_ordinary_window(stage: StageWindow, console: QWidget) -> None:
    console.show()
    stage.turn_on()
    assert (stage.state, stage.screen_label) == ("practice", "")
    assert not stage.isFullScreen()
    assert stage.minimumSize().isNull()
    assert not stage.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_any_shape_of_window_keeps_the_picture_whole(stage: StageWindow) -> None:
    page = stage.grab().toImage().pixelColor(2, 2)
    for size in ((500, 900), (1500, 400)):
        stage.resize(*size)
        settle()
        image = stage.grab().toImage()
        corners = [(0, 0), (size[0] - 1, 0), (0, size[1] - 1), (size[0] - 1, size[1] - 1)]
        assert {image.pixelColor(*corner).name() for corner in corners} == {page.name()}


def test_keys_go_to_the_console(stage: StageWindow, qtbot: QtBot) -> None:
    heard: list[QKeyEvent] = []
    stage.key_pressed.connect(heard.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_F5, Qt.Key.Key_Period, Qt.Key.Key_Escape):
        QTest.keyClick(stage, key)
    QTest.keyClick(stage, Qt.Key.Key_B)
    assert [event.key() for event in heard] == [
        Qt.Key.Key_PageDown,
        Qt.Key.Key_F5,
        Qt.Key.Key_Period,
        Qt.Key.Key_Escape,
        Qt.Key.Key_B,
    ]
    assert heard[-1].text() == "b"


def test_no_cursor_no_tooltip_and_no_focus_on_stage(stage: StageWindow) -> None:
    assert stage.cursor().shape() is Qt.CursorShape.BlankCursor
    assert stage.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    for widget in [stage, *stage.findChildren(QWidget)]:
        assert widget.toolTip() == ""
        assert widget.focusPolicy() is Qt.FocusPolicy.NoFocus
        assert not widget.testAttribute(Qt.WidgetAttribute.WA_SetCursor) or widget is stage


def test_a_screen_reader_gets_the_numbers(stage: StageWindow, workshop: Workshop) -> None:
    round_ = rooms.rated(workshop)
    close_round(workshop.file, round_)
    reveal_round(workshop.file, round_)
    rooms.go(workshop, "see-checklist", "total")
    said = spoken(stage)
    assert "Stage: A day" in said
    assert "Care" in stage.accessibleDescription()
    shown = stage.layers.shown
    assert shown is not None
    assert shown.tables[0].caption in said


def test_closing_the_window_turns_the_stage_off(stage: StageWindow, qtbot: QtBot) -> None:
    stage.turn_on()
    with qtbot.waitSignal(stage.state_changed):
        stage.close()
    assert stage.state == "off"
    stage.turn_on()
    assert stage.isVisible()
    stage.turn_off()
    assert (stage.state, stage.isVisible()) == ("off", False)


def test_the_window_follows_the_session_until_it_stops(
    stage: StageWindow, workshop: Workshop
) -> None:
    stage.layers.stop()
    before = stage.layers.shown
    rooms.go(workshop, "see-checklist", "question")
    settle()
    assert stage.layers.shown is before


def test_the_explore_view_is_paid_for_when_it_is_opened() -> None:
    code = (
        "import sys\n"
        "import workshop_app.stage.window, workshop_app.stage.booth\n"
        "heavy = {'pyqtgraph', 'numpy', 'reportlab', 'openpyxl'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_exploring_and_back(stage: StageWindow, workshop: Workshop) -> None:
    rooms.go(workshop, "see-journey", "question")
    settle()
    shown = stage.layers.shown
    assert shown is not None
    stage.explore(shown.content)
    assert stage.layers.is_exploring
    QTest.keyClick(stage.layers.focusWidget(), Qt.Key.Key_Escape)
    assert not stage.layers.is_exploring
    stage.explore(shown.content)
    rooms.go(workshop, "see-checklist", "question")
    settle()
    assert not stage.layers.is_exploring, "another step ends it"


def test_a_cover_covers_the_explore_view_too(stage: StageWindow, workshop: Workshop) -> None:
    rooms.go(workshop, "see-journey", "question")
    live.set_surface(workshop.file, "blank")
    blank = picture(stage)
    live.set_surface(workshop.file, "step")
    settle()
    shown = stage.layers.shown
    assert shown is not None
    stage.explore(shown.content)
    live.set_surface(workshop.file, "blank")
    assert picture(stage) == blank

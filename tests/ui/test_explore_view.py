"""The explore view: the same picture, closer; and the value under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workshop_app.figures.figure import Circle, Figure, Fill, Rect, Text, moved
from workshop_app.figures.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme
from workshop_app.ui.explore_view import CLOSEST, ExploreView
from workshop_app.ui.figure_painter import render
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

FIGURE = Figure(
    160,
    90,
    (
        Rect(10, 10, 140, 70, Fill("sunken")),
        Text(20, 40, "A picture", 5),
        Circle(40, 60, 1.5, Fill("group1"), readout="Care · Floor: 62"),
        Circle(100, 60, 1.5, Fill("group2"), readout="Care · Top: 81"),
        Rect(98, 20, 30, 10, Fill("group3"), readout="A bar: 12"),
    ),
    "Where we see it differently",
)


@pytest.fixture
def explore(qtbot: QtBot) -> Callable[..., ExploreView]:
    def make(theme: Theme = LIGHT, figure: Figure = FIGURE) -> ExploreView:
        view = ExploreView(figure, theme, Words.load("en"))
        qtbot.addWidget(view)
        view.resize(960, 540)
        view.show()
        qtbot.waitExposed(view)
        return view

    return make


@pytest.fixture
def view(explore: Callable[..., ExploreView]) -> ExploreView:
    return explore()


def press(view: ExploreView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view, key)
    QApplication.processEvents()


def image(view: ExploreView, qtbot: QtBot) -> QImage:
    """The picture once its scale has settled."""
    view.grab()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in view.findChildren(QTimer)))
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def difference(a: QImage, b: QImage) -> float:
    """The share of sampled pixels that differ visibly."""
    assert a.size() == b.size()
    off = total = 0
    for y in range(0, a.height(), 3):
        for x in range(0, a.width(), 3):
            one, other = a.pixelColor(x, y), b.pixelColor(x, y)
            apart = abs(one.red() - other.red()) + abs(one.blue() - other.blue())
            off += apart > 60
            total += 1
    return off / total


def test_it_begins_with_the_whole(view: ExploreView) -> None:
    seen = view.visible()
    assert seen.left() <= 0
    assert seen.top() <= 0
    assert seen.right() >= FIGURE.width
    assert seen.bottom() >= FIGURE.height


@pytest.mark.parametrize("theme", THEMES)
def test_it_paints_what_the_stage_paints(
    theme: str, explore: Callable[..., ExploreView], qtbot: QtBot
) -> None:
    edge = FIGURE.height * 0.03
    larger = Figure(
        FIGURE.width + 2 * edge,
        FIGURE.height + 2 * edge,
        tuple(moved(item, edge, edge) for item in FIGURE.items),
    )
    expected = render(larger, THEMES[theme], 960, 540)
    shown = image(explore(THEMES[theme]), qtbot)
    assert difference(shown, expected) < 0.01


def test_the_check_sees_another_theme(view: ExploreView, qtbot: QtBot) -> None:
    light = image(view, qtbot)
    view.apply_theme(DARK)
    dark = image(view, qtbot)
    view.apply_theme(HIGH_CONTRAST)
    assert difference(light, dark) > 0.5
    assert difference(image(view, qtbot), dark) > 0.5


def test_plus_and_minus_zoom_and_zero_shows_the_whole(view: ExploreView) -> None:
    whole = view.visible()
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    closer = view.visible()
    assert closer.width() == pytest.approx(whole.width() / 1.25**2)
    press(view, Qt.Key.Key_Minus)
    assert view.visible().width() == pytest.approx(whole.width() / 1.25)
    press(view, Qt.Key.Key_0)
    assert view.visible().width() == pytest.approx(whole.width())


def test_arrows_pan_when_there_is_something_beside(view: ExploreView) -> None:
    press(view, *[Qt.Key.Key_Plus] * 4)
    before = view.visible()
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Down)
    after = view.visible()
    assert after.left() > before.left()
    assert after.top() > before.top()
    assert after.width() == pytest.approx(before.width())


def test_one_cannot_get_lost(view: ExploreView) -> None:
    press(view, *[Qt.Key.Key_Minus] * 9, *[Qt.Key.Key_Left] * 30)
    assert view.visible().contains(QPointF(80, 45))
    press(view, *[Qt.Key.Key_Plus] * 40)
    whole = 90 * 1.06 * 16 / 9
    assert view.visible().width() == pytest.approx(whole / CLOSEST, rel=0.01)
    press(view, *[Qt.Key.Key_Right] * 200, *[Qt.Key.Key_Down] * 200)
    assert view.visible().right() <= 160 + 3
    assert view.visible().bottom() <= 90 + 3


def test_dragging_moves_the_picture(view: ExploreView) -> None:
    press(view, *[Qt.Key.Key_Plus] * 5)
    before = view.visible()
    target = view.canvas.viewport()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    for step in range(1, 12):
        at = target.rect().center()
        at.setX(at.x() - 12 * step)
        QTest.mouseMove(target, at)
        event_at = at
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=event_at)
    after = view.visible()
    assert after.left() > before.left()
    assert after.width() == pytest.approx(before.width())


def test_the_wheel_zooms_around_the_pointer(view: ExploreView) -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QWheelEvent

    before = view.visible()
    target = view.canvas.viewport()
    at = QPointF(200, 150)
    wheel = QWheelEvent(
        at,
        target.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(target, wheel)
    assert view.visible().width() < before.width()


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [
        (40, 60, "Care · Floor: 62"),
        (43, 61, "Care · Floor: 62"),
        (100, 60, "Care · Top: 81"),
        (110, 25, "A bar: 12"),
        (70, 60, ""),
        (20, 40, ""),
    ],
)
def test_the_nearest_value_reads_out(view: ExploreView, x: float, y: float, text: str) -> None:
    assert view.read_at(x, y) == text


def test_the_pointer_reads_out(view: ExploreView, qtbot: QtBot) -> None:
    scale = view.width() / view.visible().width()
    corner = view.visible().topLeft()
    at = ((QPointF(100, 60) - corner) * scale).toPoint()
    plain = view.grab().toImage()
    viewport, none = view.canvas.viewport(), Qt.MouseButton.NoButton
    place, keys = QPointF(at), Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(
        QEvent.Type.MouseMove, place, viewport.mapToGlobal(place), none, none, keys
    )
    with qtbot.waitSignal(view.read_out) as heard:  # A pointer that lies there already is silent.
        QApplication.sendEvent(viewport, moved)
    assert heard.args == ["Care · Top: 81"]
    assert view.grab().toImage() != plain


def test_a_value_reads_in_large_letters_beside_its_mark(view: ExploreView) -> None:
    for x, y in ((40, 60), (100, 60), (110, 25)):
        view.read_at(x, y)
        shown = view.readout_figure
        assert shown is not None
        texts = [item for item in shown.items if isinstance(item, Text)]
        assert texts
        assert min(text.size for text in texts) >= 2.8
        assert all(0 <= text.x <= shown.width for text in texts)


def test_tab_reads_every_value_in_turn(view: ExploreView) -> None:
    heard = []
    for _ in range(4):
        press(view, Qt.Key.Key_Tab)
        heard.append(view.readout)
    texts = ["Care · Floor: 62", "Care · Top: 81", "A bar: 12"]
    assert heard == [*texts, texts[0]]
    press(view, Qt.Key.Key_Backtab)
    assert view.readout == texts[2]


def test_a_value_out_of_sight_is_brought_into_view(view: ExploreView) -> None:
    view.read_at(40, 60)
    press(view, *[Qt.Key.Key_Plus] * 9)
    assert view.visible().contains(QPointF(40, 60))
    press(view, Qt.Key.Key_Tab)
    assert view.visible().contains(QPointF(100, 60))


def test_escape_closes_and_other_keys_go_on(view: ExploreView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.closed):
        press(view, Qt.Key.Key_Escape)
    event = QEvent.Type.KeyPress
    from PySide6.QtGui import QKeyEvent

    page_down = QKeyEvent(event, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
    page_down.accept()
    view.keyPressEvent(page_down)
    assert not page_down.isAccepted()


def test_a_figure_without_values_can_be_explored(explore: Callable[..., ExploreView]) -> None:
    view = explore(figure=Figure(100, 50, (Rect(0, 0, 100, 50),), "Plain"))
    press(view, Qt.Key.Key_Tab, Qt.Key.Key_Plus)
    assert view.readout == ""


def test_a_screen_reader_hears_what_it_is_and_how_it_goes(view: ExploreView) -> None:
    assert view.accessibleName() == "Explore: Where we see it differently"
    assert "Tab" in view.accessibleDescription()

"""Palette, style sheet and focus rings all follow one theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.figures.theme import THEMES, Theme
from workshop_app.ui import icon
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ALL = list(THEMES.values())
MOST_RULES = 60


@pytest.fixture(autouse=True)
def _back_to_light(qapp: QApplication) -> object:
    yield
    themes.apply(qapp, THEMES["light"])


def luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.key)
def test_the_style_sheet_stays_short(theme: Theme) -> None:
    assert len(list(themes.rules(theme))) < MOST_RULES


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.key)
def test_every_placeholder_is_filled(theme: Theme) -> None:
    sheet = themes.style_sheet(theme)
    for token in theme.colours:
        assert f"{{{token}}}" not in sheet
    assert theme.colour("surface") in sheet


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.key)
def test_text_and_controls_can_be_seen(theme: Theme) -> None:
    for ground in ("page", "surface", "sunken"):
        for text in ("ink", "ink2"):
            assert contrast(theme.colour(text), theme.colour(ground)) >= 4.5, (text, ground)
        assert contrast(theme.colour("border"), theme.colour(ground)) >= 3, ground
        assert contrast(theme.colour("focus"), theme.colour(ground)) >= 3, ground
    for phase in ("see", "think", "act", "be"):
        assert contrast(theme.colour("on_phase"), theme.colour(phase)) >= 4.5, phase
        assert contrast(theme.colour(phase), theme.colour("surface")) >= 3, phase


@pytest.mark.parametrize("mark", [QCheckBox, QComboBox, QRadioButton])
@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.key)
def test_empty_boxes_and_circles_can_be_seen(
    qapp: QApplication, qtbot: QtBot, theme: Theme, mark: type[QCheckBox | QComboBox | QRadioButton]
) -> None:
    themes.apply(qapp, theme)
    box = mark()
    qtbot.addWidget(box)
    box.show()
    image = box.grab().toImage()
    seen = [image.pixelColor(x, image.height() // 2).name() for x in range(image.width())]
    assert max(contrast(one, theme.colour("page")) for one in seen) >= 3


def test_apply_reaches_palette_and_font(qapp: QApplication) -> None:
    themes.apply(qapp, THEMES["dark"])
    window = qapp.palette().color(QPalette.ColorRole.Window).name().upper()
    assert window == THEMES["dark"].colour("page")
    assert qapp.font().family() == "Workshop Sans"
    assert qapp.font().pixelSize() == themes.BODY


def test_icons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    themes.apply(qapp, THEMES["light"])
    button = QPushButton("Undo")
    qtbot.addWidget(button)
    icon.dress(button, "undo-2", THEMES["light"])
    before = button.icon().cacheKey()
    themes.apply(qapp, THEMES["dark"])
    assert button.icon().cacheKey() != before
    image = button.icon().pixmap(button.iconSize()).toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert THEMES["dark"].colour("ink") in colours


def test_a_phase_button_wears_its_phase(qapp: QApplication, qtbot: QtBot) -> None:
    themes.apply(qapp, THEMES["light"])
    button = QPushButton("Go")
    button.setProperty("phase", "think")
    qtbot.addWidget(button)
    button.resize(200, 40)
    button.show()
    assert _colour_at(button, 20, 20) == THEMES["light"].colour("think")
    button.setProperty("phase", "act")
    themes.restyle(button)
    assert _colour_at(button, 20, 20) == THEMES["light"].colour("act")


def test_focus_is_seen_when_it_comes_by_the_keyboard(qapp: QApplication, qtbot: QtBot) -> None:
    themes.apply(qapp, THEMES["light"])
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = QPushButton("One"), QPushButton("Two")
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    clicked = second.grab().toImage()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    tabbed = second.grab().toImage()
    assert clicked != tabbed
    focus = THEMES["light"].colour("focus")
    middle = second.height() // 2
    assert focus in {tabbed.pixelColor(x, middle).name().upper() for x in range(4)}


def test_controls_are_large_enough(qapp: QApplication, qtbot: QtBot) -> None:
    themes.apply(qapp, THEMES["light"])
    for widget in (QPushButton("Go"), QLineEdit("text")):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.sizeHint().height() >= themes.TARGET


def test_a_heading_is_larger_than_a_hint(qapp: QApplication, qtbot: QtBot) -> None:
    themes.apply(qapp, THEMES["light"])
    heights = []
    for look in ("heading", "hint"):
        label = QLabel("Agenda")
        label.setProperty("look", look)
        qtbot.addWidget(label)
        label.show()
        heights.append(label.fontMetrics().height())
    assert heights[0] > heights[1]


def _colour_at(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name().upper()

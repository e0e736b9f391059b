"""The three arrangements, in both languages and all themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QTabBar, QWidget

from tests.console.room import Room, make_workshop, open_room
from workshop_app.console.body import USUAL_FROM, WIDE_FROM, mode_of
from workshop_app.figures.theme import THEMES
from workshop_app.session.holding import RoundPlan
from workshop_app.session.people import Person
from workshop_app.session.voting import choose_plan
from workshop_app.ui.bar import Bar
from workshop_app.ui.round_panel import RoundPanel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

SIZES = (
    (1920, 1080),
    (1760, 990),
    (1759, 990),
    (1366, 768),
    (1290, 720),
    (1289, 720),
    (1024, 640),
    (683, 384),
)


@pytest.fixture(params=["en", "nl"])
def spoken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workshop]:
    """A session in each language."""
    made = make_workshop(tmp_path, language=request.param)
    yield made
    made.file.close()


def overflowing(window: QWidget) -> list[str]:
    """Visible widgets that stick out of the window."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow():
            continue
        parent = widget.parentWidget()
        if parent is None or type(parent).__name__ in ("QWidget", "QTabBar"):
            continue  # the inside of a scroll area, the buttons of a bar
        place = widget.mapTo(window, widget.rect().bottomRight())
        if place.x() >= window.width() or place.y() >= window.height():
            found.append(f"{type(widget).__name__} {widget.accessibleName()} {place.toTuple()}")
    return found


def cut(window: QWidget) -> list[str]:
    """Labels with less room than their text needs, unless they end in an ellipsis or wrap."""
    return [
        f"{label.text()!r}: {label.width()} of {label.sizeHint().width()}"
        for label in window.findChildren(QLabel)
        if label.isVisible()
        and type(label) is QLabel
        and not label.wordWrap()
        and label.text()
        and label.width() < label.sizeHint().width() - 1
    ]


def test_the_widths_where_it_changes() -> None:
    assert (WIDE_FROM, USUAL_FROM) == (1760, 1290)
    modes = [mode_of(width) for width in (1760, 1759, 1290, 1289)]
    assert modes == ["wide", "usual", "usual", "narrow"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_sticks_out_or_is_cut(
    qtbot: QtBot, spoken: Workshop, size: tuple[int, int]
) -> None:
    width, height = size
    room = open_room(qtbot, spoken, width=width, height=height)
    for activity, view in (("see-checklist", "collect"), ("see-customer-story", "collect")):
        room.go(activity, view)
        assert (room.window.width(), room.window.height()) == size
        assert overflowing(room.window) == []
        assert cut(room.window.bar) == []
        assert cut(room.window.body.controls) == []
        assert cut(room.window.body.preview) == []


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("width", [1920, 1366, 1000])
def test_it_is_painted_in_every_theme(
    qtbot: QtBot, workshop: Workshop, theme: str, width: int
) -> None:
    room = open_room(qtbot, workshop, width=width, theme=theme)
    room.go("see-checklist")
    image = room.window.grab().toImage()
    page = THEMES[theme].colour("surface")
    assert image.pixelColor(width // 2 - 4, 2).name().upper() in (page, page.upper())


def test_wide_shows_all_panes_and_what_is_next(qtbot: QtBot, workshop: Workshop) -> None:
    room = open_room(qtbot, workshop, width=1920, height=1080)
    body = room.window.body
    assert all(pane.isVisible() for pane in body.panes if pane is not body.turnout)
    assert body.controls._preview is not None  # noqa: SLF001
    assert body.controls._preview.isVisible()  # noqa: SLF001
    assert body.agenda.width() == 330


def test_usual_has_tabs_for_script_and_people(room: Room) -> None:
    body = room.window.body
    assert (body.script.isVisible(), body.people.isVisible()) == (True, False)
    assert tabs(room) == ["Script", "People 8/8"]
    assert body.agenda.width() == 236


def test_narrow_has_five_tabs_and_the_controls_always(qtbot: QtBot, workshop: Workshop) -> None:
    room = open_room(qtbot, workshop, width=1000, height=640)
    assert tabs(room) == ["Stage", "Capture", "Script", "People 8/8", "Agenda"]
    bar = tab_bar(room)
    for number in range(bar.count()):
        bar.setCurrentIndex(number)
        room.settle()
        assert room.window.body.controls.isVisible()
        assert room.window.body.steps.isVisible()


def test_a_low_window_keeps_its_room_for_the_capture(qtbot: QtBot, workshop: Workshop) -> None:
    room = open_room(qtbot, workshop, width=683, height=384)
    assert not room.window.body.steps.isVisible()
    assert room.window.body.controls.isVisible()
    room.window.resize(1366, 768)
    room.settle()
    assert room.window.body.steps.isVisible()


def test_going_through_all_widths_keeps_everything(qtbot: QtBot, workshop: Workshop) -> None:
    room = open_room(qtbot, workshop, width=1366)
    room.go("see-customer-story", "collect")
    editor = room.window.body.capture.editor
    for width in (1920, 1000, 1366, 1000, 1920, 1366):
        room.window.resize(width, 768)
        room.settle()
        assert overflowing(room.window) == []
    assert room.window.body.capture.editor is editor
    assert room.label() == "Next: Result"
    assert room.window.body.script.isVisible()


def test_the_preview_keeps_the_shape_of_the_stage(room: Room) -> None:
    for width in (1366, 1920, 1500):
        room.window.resize(width, 900)
        room.settle()
        picture = room.window.body.preview.view.rect()
        assert picture.width() / picture.height() == pytest.approx(16 / 9, abs=0.03)


def tab_bar(room: Room) -> QTabBar:
    return next(
        bar
        for bar in room.window.body.findChildren(QTabBar)
        if bar.isVisible() and not room.window.body.capture.isAncestorOf(bar)
    )


def tabs(room: Room) -> list[str]:
    bar = tab_bar(room)
    return [bar.tabText(number) for number in range(bar.count())]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_scribe_sees_a_whole_row_however_a_round_is_held(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    """Several ways, groups and tabs leave the keying grid its room on the usual laptop."""
    people = [Person(f"Person {number}", level=1 + number % 5) for number in range(16)]
    workshop = make_workshop(tmp_path, language=language, people=people)
    room = open_room(qtbot, workshop)
    room.go("act-rituals", "collect")
    for bar in room.window.findChildren(Bar):
        bar.hide()
    context = workshop.context("act-rituals")
    choose_plan(context, RoundPlan("booth+paper+phones", "band"))
    (panel,) = (one for one in room.window.findChildren(RoundPanel) if one.isVisible())
    panel.open.click()
    room.settle()
    panel.take_way("paper")
    room.settle()
    grid = panel.keying.grid
    assert grid.isVisible()
    low = grid.mapTo(panel, grid.rect().bottomLeft()).y()
    assert low < panel.height(), f"the grid ends {low - panel.height()} px below its panel"
    assert panel.print_.accessibleName(), "an icon alone says nothing"

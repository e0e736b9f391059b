"""Every kind's editor, enumerated: it fits, it speaks every language, and it can be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from tests.desk import DeskDouble, session, sixteen_people
from tests.own_methods import lesser, one_of_each_kind, own_method
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.figures.theme import THEMES
from workshop_app.kinds import registry
from workshop_app.method.edit_activities import add_activity
from workshop_app.method.model import Agenda, Slot
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.ui import theme as themes
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

NARROWEST = 600
"""What the console at its narrowest leaves for the capture."""

ACTIVITIES = one_of_each_kind()


@pytest.fixture(params=LANGUAGES)
def spoken(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path
) -> Iterator[DeskDouble]:
    themes.apply(qapp, THEMES["light"])
    made = DeskDouble(session(tmp_path, language=request.param, people=sixteen_people()))
    yield made
    made.workshop.file.close()


def shown(qtbot: QtBot, desk: DeskDouble, kind: str) -> Any:
    editor = registry.editor(kind)(desk, ACTIVITIES[kind])
    qtbot.addWidget(editor)
    editor.resize(808, 353)
    desk.show(editor)
    editor.show()
    return editor


def open_everything(editor: Any, desk: DeskDouble) -> Iterator[None]:
    """Show every page of an editor, one after the other."""
    yield
    tabs: Any = getattr(editor, "tabs", None)
    tabs = tabs or getattr(getattr(editor, "notes", None), "tabs", None)
    for index in range(tabs.count() if tabs else 0):
        tabs.setCurrentIndex(index)
        yield
    if hasattr(editor, "panel"):
        if tabs:
            tabs.setCurrentIndex(0)
        editor.panel.open.click()
        desk.turn()
        for mode in ("paper", "cards", "booth"):
            editor.panel.mode.chosen.emit(mode)
            desk.turn()
            yield


@pytest.mark.parametrize("kind", registry.keys())
def test_it_opens_without_what_the_activity_can_do_without(
    qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    """The smallest own methods: a new activity, and one of the built-in method if it has one."""
    shipped = {ACTIVITIES[kind]} & set(built_in_method().activities)
    for place, ids in enumerate(((), *((id_,) for id_ in shipped))):
        edit = own_method(tmp_path / f"method-{place}", *ids)
        id_ = ids[0] if ids else add_activity(edit, "see", kind)
        for number, (_, method) in enumerate(lesser(edit, id_)):
            day = Agenda("day", 10, 10, (Slot(id_, 10),))
            path = tmp_path / f"{place}-{number}.workshop"
            plan = Plan("day", "Day", language=LANGUAGES[number % len(LANGUAGES)])
            desk = DeskDouble(create_workshop(path, method._replace(agendas={"day": day}), plan))
            with desk.workshop.file:
                editor = registry.editor(kind)(desk, id_)
                qtbot.addWidget(editor)
                desk.show(editor)
                for _ in open_everything(editor, desk):
                    assert _said(editor)
                assert not desk.failures
                Room(desk.workshop, 6).speak(id_)
                editor.refresh(frozenset())


@pytest.mark.parametrize("kind", registry.keys())
def test_it_takes_the_keyboard_to_where_one_types(
    qtbot: QtBot, spoken: DeskDouble, kind: str
) -> None:
    editor = shown(qtbot, spoken, kind)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.focus_capture()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert editor.isAncestorOf(focus)
    assert not editor.is_typing()
    if not hasattr(editor, "panel"):
        assert isinstance(focus, QLineEdit)


@pytest.mark.parametrize("kind", registry.keys())
def test_it_fits_the_narrowest_console(qtbot: QtBot, spoken: DeskDouble, kind: str) -> None:
    editor = shown(qtbot, spoken, kind)
    for _ in open_everything(editor, spoken):
        assert editor.minimumSizeHint().width() <= NARROWEST
        assert editor.minimumSizeHint().height() <= 353


def _is_reached(widget: QWidget) -> bool:
    """Whether it is a control of ours; Qt's own are the corners and arrows of its views."""
    if widget.objectName().startswith(("qt_", "Scroll")) or type(widget) is QAbstractButton:
        return False
    if isinstance(widget, QAbstractButton):
        return True
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and isinstance(widget, QLineEdit | QAbstractItemView)


def _named(widget: QWidget) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or text)


@pytest.mark.parametrize("kind", registry.keys())
def test_everything_the_keyboard_reaches_has_a_name(
    qtbot: QtBot, spoken: DeskDouble, kind: str
) -> None:
    editor = shown(qtbot, spoken, kind)
    for _ in open_everything(editor, spoken):
        for widget in editor.findChildren(QWidget):
            if widget.isVisible() and _is_reached(widget):
                assert _named(widget), f"{kind}: {widget} has no name"


@pytest.mark.parametrize("kind", registry.keys())
def test_targets_can_be_hit(qtbot: QtBot, spoken: DeskDouble, kind: str) -> None:
    editor = shown(qtbot, spoken, kind)
    for _ in open_everything(editor, spoken):
        QApplication.processEvents()
        for button in editor.findChildren(QAbstractButton):
            if button.isVisible() and button.focusPolicy() and button.text():
                assert button.height() >= 24, f"{kind}: {button.text()} is {button.height()} high"
                assert button.width() >= 24


@pytest.mark.parametrize("kind", registry.keys())
@pytest.mark.parametrize("theme", ["dark", "hc"])
def test_it_changes_theme_and_language_while_it_is_open(
    qtbot: QtBot, desk: DeskDouble, kind: str, theme: str, qapp: QApplication
) -> None:
    editor = shown(qtbot, desk, kind)
    before = editor.grab().toImage()
    desk.theme = THEMES[theme]
    themes.apply(qapp, desk.theme)
    editor.refresh(frozenset())
    after = editor.grab().toImage()
    assert before != after
    themes.apply(qapp, THEMES["light"])


def _said(editor: QWidget) -> list[str]:
    """Every word of an editor, seen or heard."""
    found = []
    for widget in editor.findChildren(QWidget):
        found.append(widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QTabBar):
            found += [widget.tabText(index) for index in range(widget.count())]
        if isinstance(widget, QTableView) and widget.model() is not None:
            model = widget.model()
            found += [
                str(model.headerData(n, Qt.Orientation.Horizontal))
                for n in range(model.columnCount())
            ]
    return sorted(text for text in found if text)


@pytest.mark.parametrize("kind", registry.keys())
def test_another_language_loses_nothing_and_says_everything(
    qtbot: QtBot, desk: DeskDouble, kind: str
) -> None:
    editor = shown(qtbot, desk, kind)
    if hasattr(editor, "panel"):
        editor.panel.open.click()
        desk.turn()
        editor.panel.mode.chosen.emit("paper")
        desk.turn()
        QTest.keyClicks(editor.panel.keying.grid, "1")
    desk.workshop.words = Words.load("nl")
    editor.refresh(frozenset())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if hasattr(editor, "panel"):
        assert editor.panel.keying.keying.is_started
        editor.panel.keying.remove.click()
    fresh = shown(qtbot, desk, kind)
    assert _said(editor) == _said(fresh)

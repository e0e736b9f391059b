"""The programme of a client from the start window: read, walked through by keys, and exported."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.assembly.test_programme import AXES, CHECK, say
from tests.console.start_desk import Reception, open_reception
from tests.earlier import FIRST, NOW, crowd, day_of
from workshop_app.ui.figure_view import FigureView

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.console.programme_window import ProgrammeWindow

pytestmark = pytest.mark.gui

_Key = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two groups of a client, one of another, and a file that is no session."""
    found = tmp_path / "sessions"
    found.mkdir()
    for place, (client, title) in enumerate(
        (("Northlight", "Warehouse"), ("northlight", "Office"), ("Harbour", "Quay"))
    ):
        inner = tmp_path / str(place)
        inner.mkdir()
        workshop = day_of(inner, (FIRST, NOW, NOW)[place], [CHECK])
        crowd(workshop, CHECK, seed=place)
        say(workshop, client=client, title=title, created_at=f"2026-03-16T08:00:0{place}+00:00")
        workshop.file.close()
        workshop.file.path.rename(found / f"{place}.workshop")
    (found / "text.workshop").write_text("not a session")
    return found


@pytest.fixture
def reception(qtbot: QtBot) -> Reception:
    return open_reception(qtbot)


def opened(reception: Reception, folder: Path) -> ProgrammeWindow:
    """The window once the folder is read, opened by its keys."""
    reception.chooser.answers = [folder]
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(reception.window, _Key.Key_P, modifiers)
    window = reception.window.programme.window
    assert window is not None
    reception.qtbot.addWidget(window)
    reception.qtbot.waitUntil(lambda: window.programme is not None)
    reception.settle()
    return window


def test_a_folder_is_read_and_its_sessions_are_listed(reception: Reception, folder: Path) -> None:
    window = opened(reception, folder)
    assert window.isVisible()
    assert [row.title for row in window.list.rows[:2]] == ["Warehouse", "Office"]
    assert "not a session file" in window.list.rows[2].spoken
    assert "1 file left out" in window.counts.text()
    assert "16 March 2026 · held" in window.list.rows[0].about
    assert window.panel.remarks.text() == "Also written: northlight."
    assert QApplication.focusWidget() is window.list


def test_a_long_title_takes_two_lines_where_the_list_is_narrow(
    reception: Reception, folder: Path
) -> None:
    window = opened(reception, folder)
    row = window.list.rows[0]._replace(title="Closer to our customers: Pulse after 12 months")
    window.list.show_rows([row])
    heights = []
    for width in (window.minimumWidth(), 1900):
        window.resize(width, 800)
        reception.settle()
        heights.append(window.list.visualRect(window.list.table.index(0)).height())
    assert heights[0] > heights[1]
    assert window.list.width() > 400


def test_a_screen_reader_hears_the_numbers(reception: Reception, folder: Path) -> None:
    panel = opened(reception, folder).panel
    panel.client.choose("0")
    panel.client.chosen.emit()
    panel.subject.choose(AXES)
    panel.subject.chosen.emit()
    assert isinstance(panel.faces.currentWidget(), FigureView)
    assert "Care" in panel.picture.accessibleDescription()
    for control in (panel.subject, panel.who, panel.shown, panel.previous, panel.next):
        assert control.accessibleName()
    face = panel.shown.button("table")
    assert face is not None
    face.click()
    assert panel.faces.currentWidget() is panel.table
    assert panel.table.accessibleName().startswith("Quay")
    assert panel.numbers.rowCount() == 6
    for place in range(panel.numbers.columnCount()):
        assert panel.table.columnWidth(place) >= panel.table.sizeHintForColumn(place)
    assert "A group’s change is since its own first session" in panel.remarks.text()
    index = panel.numbers.index(0, 1)
    assert panel.numbers.data(index) == "Care"


def test_enter_on_a_session_shows_its_group_and_once_more_all(
    reception: Reception, folder: Path
) -> None:
    window = opened(reception, folder)
    window.panel.client.choose("1")
    window.panel.client.chosen.emit()
    assert window.panel.group == -1
    window.list.go_to(1)
    QTest.keyClick(window.list, _Key.Key_Return)
    assert (window.panel.group, window.list.group) == (1, 1)
    QTest.keyClick(window.list, _Key.Key_Return)
    assert (window.panel.group, window.list.group) == (-1, -1)
    window.list.go_to(2)
    QTest.keyClick(window.list, _Key.Key_Return)
    assert window.panel.group == -1, "a file that is left out has no group"


def test_the_view_is_exported(reception: Reception, folder: Path, tmp_path: Path) -> None:
    window = opened(reception, folder)
    for format_ in ("xlsx", "csv", "png"):
        path = tmp_path / f"out.{format_}"
        reception.chooser.answers = [path]
        menu = window.export_menu()
        action = menu.actions()[("xlsx", "csv", "png").index(format_)]
        action.trigger()
        assert path.name in window.message.text
        assert path.stat().st_size > 500
        menu.deleteLater()
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["session"] for row in rows} == {"Harbour", "Northlight", ""}
    assert not QImage(str(tmp_path / "out.png")).isNull()
    from openpyxl import load_workbook

    book = load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert "Sessions" in book.sheetnames
    book.close()
    reception.chooser.answers = [tmp_path / "out.csv"]
    window.export_menu().actions()[1].trigger()
    assert "already exists" in window.message.text


def test_another_language_says_everything_anew(reception: Reception, folder: Path) -> None:
    window = opened(reception, folder)
    dutch = reception.window.language.button("nl")
    assert dutch is not None
    dutch.click()
    assert window.windowTitle() == "Programma"
    assert window.another.text() == "Andere map…"
    assert "2 sessies" in window.counts.text()
    assert window.panel.shown.button("table").text() == "Tabel"  # type: ignore[union-attr]
    assert reception.window.recent.programme.text() == "Programma van een klant…"


def test_reading_can_be_stopped_and_begun_again(reception: Reception, folder: Path) -> None:
    window = opened(reception, folder)
    window.programme = None
    window.read(folder)
    assert window.stop.hasFocus()
    window.stop.click()
    window.reader.stop()
    reception.qtbot.waitUntil(lambda: not window.reader.is_busy)
    reception.settle()
    QTest.keyClick(window, _Key.Key_F5)
    reception.qtbot.waitUntil(lambda: window.programme is not None)


def test_opening_a_session_ends_the_reading(reception: Reception, folder: Path) -> None:
    window = opened(reception, folder)
    window.read(folder)
    reception.window.open(folder / "0.workshop")
    assert not window.reader.is_busy
    assert window.isHidden()
    assert reception.opened == [folder / "0.workshop"]


def test_a_folder_without_sessions_or_that_is_gone_says_so(
    reception: Reception, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    window = opened(reception, empty)
    assert "There is no session in" in window.panel.nothing.text()
    assert not window.export.isEnabled()
    window.read(tmp_path / "gone")
    reception.qtbot.waitUntil(lambda: not window.reader.is_busy)
    reception.settle()
    assert "cannot be read" in window.message.text


def test_escape_closes_the_window(reception: Reception, folder: Path) -> None:
    window = opened(reception, folder)
    QTest.keyClick(window, _Key.Key_Escape)
    assert window.isHidden()
    assert reception.window.isVisible()


def test_the_button_has_its_key_beside_it(reception: Reception) -> None:
    button = reception.window.recent.findChildren(QPushButton)
    assert "Programme of a client…" in [one.text() for one in button]


def test_one_file_without_a_client_does_not_come_first(
    reception: Reception, folder: Path, tmp_path: Path
) -> None:
    workshop = day_of(tmp_path, FIRST, [CHECK])
    say(workshop, client="", created_at="2026-03-16T09:00:00+00:00")
    workshop.file.close()
    workshop.file.path.rename(folder / "a.workshop")
    window = opened(reception, folder)
    assert window.panel.client.shown() == "Northlight"
    window.panel.client.choose("0")
    window.read(folder)
    reception.qtbot.waitUntil(lambda: window.pages.currentIndex() == 1)
    assert window.panel.client.shown() == "No client named", "who was chosen stays"

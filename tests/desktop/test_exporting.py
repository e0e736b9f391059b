"""“Export” in the console's menu: asks where to, writes beside the day, and can be stopped."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QPushButton

from tests.console.room import make_workshop
from tests.console.start_desk import ReadyChooser
from workshop_app.assembly.rehearsal import Room
from workshop_app.desktop.exporting import CHOICES
from workshop_app.session.notes import NewNote, add_notes

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from workshop_app import desktop
    from workshop_app.desktop.session import Desktop

pytestmark = pytest.mark.gui
STORY = "see-customer-story"


@pytest.fixture
def opened(front: desktop.Front, tmp_path: Path) -> Desktop:
    """A day that was held, on the console."""
    workshop = make_workshop(tmp_path, people=())
    with workshop.file:
        for _ in Room(workshop, 12).play():
            pass
    front.open(workshop.file.path)
    assert front.desktop is not None
    return front.desktop


def choices(opened: Desktop) -> dict[str, QAction]:
    menu = QMenu(opened.console)
    opened.console.bar.settings_wanted.emit(menu)
    (sub,) = [one.menu() for one in menu.actions() if one.text() == "Export"]
    assert isinstance(sub, QMenu)
    return {action.data(): action for action in sub.actions()}


def choose(opened: Desktop, format_: str, path: Path | None) -> ReadyChooser:
    chooser = ReadyChooser([path])
    opened.console.chooser = chooser
    choices(opened)[format_].trigger()
    return chooser


def press_stop(opened: Desktop) -> None:
    button = opened.console.message.findChild(QPushButton, "stop")
    assert button is not None
    button.click()


def ends(opened: Desktop, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not opened.exporting.is_busy, timeout=30_000)
    return opened.console.notice.text


def test_the_menu_offers_every_format(opened: Desktop) -> None:
    found = choices(opened)
    assert tuple(found) == CHOICES
    assert "Ctrl+Shift+E" in found["all"].text()


def test_a_workbook_is_written_where_it_is_wanted(
    opened: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    chooser = choose(opened, "xlsx", tmp_path / "mine")
    assert ends(opened, qtbot) == f"The export is ready: {tmp_path / 'mine.xlsx'}"
    assert "Contents" in load_workbook(tmp_path / "mine.xlsx").sheetnames
    ((title, idea),) = chooser.asked
    assert title == "Workbook for Excel"
    assert idea == opened.workshop.file.path.with_suffix(".xlsx")
    assert opened.console.message.text == ""


def test_everything_goes_into_a_folder(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    choose(opened, "all", tmp_path / "out")
    assert str(tmp_path / "out") in ends(opened, qtbot)
    assert {one.suffix or one.name for one in (tmp_path / "out").iterdir()} == {
        ".xlsx", ".csv", ".json", ".ics", "pictures",
    }


def test_what_is_there_is_never_overwritten(opened: Desktop, tmp_path: Path) -> None:
    there = tmp_path / "mine.csv"
    there.write_text("mine")
    choose(opened, "csv", there)
    assert there.read_text() == "mine"
    assert "already exists" in opened.console.message.text
    choose(opened, "csv", None)
    assert not opened.exporting.is_busy


def test_it_holds_the_session_as_it_was_when_it_began(
    opened: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(opened, "json", tmp_path / "out.json")
    add_notes(opened.workshop.file, "Add", STORY, [NewNote("happened", "said meanwhile")])
    ends(opened, qtbot)
    assert "said meanwhile" not in (tmp_path / "out.json").read_text(encoding="utf-8")
    choose(opened, "json", tmp_path / "again.json")
    ends(opened, qtbot)
    assert "said meanwhile" in (tmp_path / "again.json").read_text(encoding="utf-8")


def test_stop_ends_it_and_leaves_nothing(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    choose(opened, "pictures", tmp_path / "pictures")
    bar = opened.console.message
    assert bar.text.startswith("Writing the export: ")
    qtbot.waitUntil(lambda: not bar.text.endswith(" 0%"), timeout=30_000)
    began = time.perf_counter()
    press_stop(opened)
    assert "stopped" in ends(opened, qtbot)
    assert time.perf_counter() - began < 3, "a second, on a machine three times as busy"
    assert bar.text == ""
    assert not list((tmp_path / "pictures").iterdir())
    assert not list(tmp_path.glob(".pictures*"))


def test_closing_the_session_ends_it(opened: Desktop, tmp_path: Path) -> None:
    choose(opened, "pictures", tmp_path / "pictures")
    opened.exporting.close()
    assert not list((tmp_path / "pictures").iterdir())


def test_a_place_that_cannot_be_written_is_said(
    opened: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    choose(opened, "csv", tmp_path / "file" / "out.csv")
    qtbot.waitUntil(lambda: not opened.exporting.is_busy, timeout=30_000)
    assert "could not be made" in opened.console.message.text


def test_the_window_does_not_wait_for_it(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    """On a busy machine too: written in the window's own thread it would be late all the time."""
    notes = [NewNote("happened", f"Note {n}") for n in range(2_000)]
    add_notes(opened.workshop.file, "Add", STORY, notes)
    qtbot.wait(300)
    gaps, last = [0.0], [time.perf_counter()]

    def look() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(interval=2)
    timer.timeout.connect(look)
    timer.start()
    choose(opened, "all", tmp_path / "out")
    last[0] = time.perf_counter()
    qtbot.waitUntil(lambda: (tmp_path / "out" / "day.ics").exists(), timeout=30_000)
    press_stop(opened)
    ends(opened, qtbot)
    timer.stop()
    late = sum(gap for gap in gaps if gap > 0.1)
    assert late < 0.3 * sum(gaps)

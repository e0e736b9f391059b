"""Lists and other laptops' sessions come in through a sheet that shows them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMenu, QRadioButton

from tests.console.room import Room, make_workshop, open_room
from tests.kinds.voting import column, vote
from tests.session.laptops import BOARD, PLAN, another, reopened, texts
from workshop_app.assembly.merging import HEADS, QUIET
from workshop_app.console.import_sheet import ImportSheet
from workshop_app.console.intake_sheet import IntakeSheet
from workshop_app.console.merge_sheet import MergeSheet
from workshop_app.desktop.intake import Intake
from workshop_app.kinds.plan.model import read_actions
from workshop_app.session.merge_rows import SPECS, read_side
from workshop_app.session.notes import NewNote, add_notes, change_note
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.storage.tally import latest
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

RATED = "see-five-answers"
BALLOTS = column("fa1", [0, 1, 2, 3, 2])
ACTIONS = "What,Owner,Due\nCall back,Sofia,30/9/2026\n,Sofia,\n"


class Chosen:
    """Chooses the same file whenever it is asked."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def existing(self, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path

    def new(self, title: str, path: Path, kinds: str) -> Path | None:
        return None


@pytest.fixture
def tables(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Room, Path]]:
    """A console, and the file of another table that has two notes and other words for one."""
    first = make_workshop(tmp_path)
    (key,) = add_notes(first.file, "n", BOARD, [NewNote("happened", "draft")])
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    change_note(ours.file, "c", key, text="here")
    change_note(theirs.file, "c", key, text="there")
    add_notes(theirs.file, "n", BOARD, [NewNote("happened", "new")])
    add_people(ours.file, "p", [Person("Ann Smit", email="a@x.nl")])
    add_people(theirs.file, "p", [Person("A. Smit", email="a@x.nl"), Person("Maria")])
    theirs.file.close()
    yield open_room(qtbot, ours), theirs.file.path
    ours.file.close()


def open_sheet(room: Room, path: Path | None, item: int) -> IntakeSheet | None:
    """Choose a line of the menu and a file."""
    room.window.chooser = Chosen(path)
    menu = QMenu(room.window)
    Intake(room.window, room.window).offer(menu)
    menu.actions()[item].trigger()
    room.settle()
    sheets = [one for one in room.window.findChildren(IntakeSheet) if one.isVisible()]
    return sheets[0] if sheets else None


def shown(sheet: IntakeSheet) -> str:
    labels = [one.text() for one in sheet.card.findChildren(QLabel)]
    return "\n".join(labels)


def test_a_conflict_is_chosen_and_all_of_it_is_one_step(tables: tuple[Room, Path]) -> None:
    room, path = tables
    sheet = open_sheet(room, path, 1)
    assert isinstance(sheet, MergeSheet)
    assert {"here", "there", "1 person · Maria"} <= {*shown(sheet).splitlines()}
    assert texts(room.workshop) == ["here"], "nothing before it is wanted"
    sheet.groups[f"note {_conflict(room)}"].buttons()[1].click()
    sheet.take.click()
    room.settle()
    assert texts(room.workshop) == ["new", "there"]
    assert "other.workshop" in room.window.notice.text
    room.window.actions_.undo()
    assert texts(room.workshop) == ["here"]


def _conflict(room: Room) -> str:
    ((key,),) = room.workshop.file.rows("SELECT key FROM note WHERE text = 'here'")
    return str(key)


def test_without_a_choice_both_stay(tables: tuple[Room, Path]) -> None:
    room, path = tables
    sheet = open_sheet(room, path, 1)
    assert sheet is not None
    sheet.take.click()
    assert texts(room.workshop) == ["here", "new", "there"]


def test_who_is_somebody_else_comes_in(tables: tuple[Room, Path]) -> None:
    room, path = tables
    sheet = open_sheet(room, path, 1)
    assert isinstance(sheet, MergeSheet)
    (box,) = sheet.matches.values()
    assert "Ann Smit" in box.text()
    box.click()
    room.settle()
    assert not box.isChecked(), "it can be ticked again"
    sheet.take.click()
    names = [person.name for person in read_people(room.workshop.file)]
    assert {"Ann Smit", "A. Smit"} <= {*names}


@pytest.fixture
def voted(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Room, Path]]:
    """A console with a vote of eight; in the other file four voted once more, and dots differ."""
    first = make_workshop(tmp_path)
    vote(first, RATED, BALLOTS)
    (key,) = add_notes(first.file, "n", BOARD, [NewNote("happened", "counted", 1)])
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    vote(theirs, RATED, BALLOTS[:4])
    for one, n in ((ours, 5), (theirs, 3)):
        change_note(one.file, "c", key, votes=n)
    theirs.file.close()
    yield open_room(qtbot, ours), theirs.file.path
    ours.file.close()


def test_a_later_vote_there_counts_only_with_a_tick(voted: tuple[Room, Path]) -> None:
    room, path = voted
    sheet = open_sheet(room, path, 1)
    assert isinstance(sheet, MergeSheet)
    assert "round 2 (4 ballots) was held there" in shown(sheet)
    box = sheet.later[RATED]
    assert not box.isChecked()
    box.click()
    box.click()
    sheet.take.click()
    assert _newest(room) == 8
    again = open_sheet(room, path, 1)
    assert isinstance(again, MergeSheet)
    again.later[RATED].click()
    assert again.take.isEnabled()
    again.take.click()
    assert _newest(room) == 4
    assert "round 2 (4 ballots) was held there" in room.window.notice.text


def _newest(room: Room) -> int:
    found = latest(room.workshop.file, RATED)
    assert found is not None
    return found.returned


def test_a_value_that_cannot_stay_twice_is_said(voted: tuple[Room, Path]) -> None:
    room, path = voted
    sheet = open_sheet(room, path, 1)
    assert sheet is not None
    assert "Not the same on both laptops, and both cannot stay" in shown(sheet)
    sheet.take.click()
    assert "Both cannot stay, so it is as it is here" in room.window.notice.text
    assert "counted · Dots: 5" in room.window.notice.text


def test_esc_leaves_everything_and_closes_the_other_file(tables: tuple[Room, Path]) -> None:
    room, path = tables
    sheet = open_sheet(room, path, 1)
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    room.settle()
    assert not [one for one in room.window.findChildren(IntakeSheet) if one.isVisible()]
    assert texts(room.workshop) == ["here"]


def test_a_file_that_is_none_is_said_in_the_bar(tables: tuple[Room, Path], tmp_path: Path) -> None:
    room, _ = tables
    bad = tmp_path / "bad.workshop"
    bad.write_text("hello", encoding="utf-8")
    for item in (0, 1):
        assert open_sheet(room, bad, item) is None
        assert "bad.workshop" in room.window.message.text
    assert open_sheet(room, room.workshop.file.path, 1) is None
    assert "is this session itself" in room.window.message.text
    assert open_sheet(room, None, 1) is None


def test_every_control_has_a_name_and_tab_stays_on_the_card(tables: tuple[Room, Path]) -> None:
    room, path = tables
    sheet = open_sheet(room, path, 1)
    assert sheet is not None
    for control in (*sheet.card.findChildren(QRadioButton), *sheet.card.findChildren(QCheckBox)):
        assert control.accessibleName() or control.text()
    seen = set()
    for _ in range(12):
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.isAncestorOf(focus)
        seen.add(focus)
    assert sheet.take in seen
    assert sheet.cancel in seen


def test_a_list_shows_its_rows_and_its_faults(tables: tuple[Room, Path], tmp_path: Path) -> None:
    room, _ = tables
    path = tmp_path / "actions.csv"
    path.write_text(ACTIONS, encoding="utf-8")
    sheet = open_sheet(room, path, 0)
    assert isinstance(sheet, ImportSheet)
    assert "Line 3: there is no text" in shown(sheet)
    assert "Sofia Lindqvist · 30-9-2026" in shown(sheet)
    sheet.take.click()
    room.settle()
    assert [one.title for one in read_actions(room.workshop.file, PLAN)] == ["Call back"]
    room.window.actions_.undo()
    assert not read_actions(room.workshop.file, PLAN)


def test_actions_have_no_place_and_begin_at_the_left(
    tables: tuple[Room, Path], tmp_path: Path
) -> None:
    room, _ = tables
    path = tmp_path / "plan.csv"
    path.write_text(ACTIONS, encoding="utf-8")
    sheet = open_sheet(room, path, 0)
    assert isinstance(sheet, ImportSheet)
    labels = sheet.card.findChildren(QLabel)
    (action,) = (one for one in labels if one.text() == "Call back")
    assert action.x() == 0


def test_a_list_without_an_activity_goes_where_one_says(
    tables: tuple[Room, Path], tmp_path: Path
) -> None:
    room, _ = tables
    path = tmp_path / "notes.csv"
    path.write_text("place,text\nhappened,from a list\n", encoding="utf-8")
    room.go(BOARD)
    sheet = open_sheet(room, path, 0)
    assert isinstance(sheet, ImportSheet)
    assert sheet.into.currentData() == BOARD
    sheet.take.click()
    assert "from a list" in texts(room.workshop)


def test_what_is_here_already_comes_in_with_a_tick(
    tables: tuple[Room, Path], tmp_path: Path
) -> None:
    room, _ = tables
    path = tmp_path / "notes.csv"
    path.write_text("place,text\nhappened,one\nhappened,here\n", encoding="utf-8")
    room.go(BOARD)
    sheet = open_sheet(room, path, 0)
    assert isinstance(sheet, ImportSheet)
    assert "1 of these 2 rows is here already" in shown(sheet)
    assert sheet.take.text() == "Import 1 row"
    sheet.again.click()
    room.settle()
    assert sheet.take.text() == "Import 2 rows"
    assert room.window.focusWidget() is sheet.again
    sheet.again.click()
    sheet.take.click()
    assert sorted(texts(room.workshop)) == ["here", "one"]


def test_what_may_differ_has_words(tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path)
    columns = read_side(workshop.file).columns
    workshop.file.close()
    for language in LANGUAGES:
        words = Words.load(language)
        for spec in SPECS:
            if spec.silent:
                continue
            names = {*columns[spec.table]} - {
                *spec.aside, *spec.keys, *spec.through, *QUIET,
                HEADS[spec.table],
            }
            assert not {name for name in names if not words.has(f"merge.column.{name}")}

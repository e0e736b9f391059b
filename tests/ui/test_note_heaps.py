"""Several notes at once, by keyboard alone: tagged, heaped, merged, linked, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.desk import opened
from workshop_app.kinds.board.editor import Editor
from workshop_app.session.clusters import read_clusters
from workshop_app.session.note_links import Link, read_links
from workshop_app.session.notes import NewNote, Note, add_notes, read_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.ui.note_list import NoteList
    from workshop_app.ui.notes_pane import NotesPane

pytestmark = pytest.mark.gui

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ACTIVITIES = ("be-ecosystem", "think-engagement", "act-mandate")


@pytest.fixture
def extra() -> tuple[str, ...]:
    return ACTIVITIES


@pytest.fixture
def open_(qtbot: QtBot, desk: DeskDouble) -> Callable[..., NotesPane]:
    """The pane of an activity with the keyboard on the newest of its notes."""

    def pane_of(activity: str, *notes: tuple[str, str]) -> NotesPane:
        add_notes(desk.workshop.file, "Add", activity, [NewNote(*note) for note in notes])
        editor = opened(qtbot, desk, Editor(desk, activity), 420)
        QTest.keyClick(editor.pane.capture.field, Key.Key_Down)
        assert editor.pane.list.hasFocus()
        return editor.pane

    return pane_of


FEEL = (("feel", "one"), ("feel", "two"), ("feel", "three"))


def notes_of(desk: DeskDouble, activity: str) -> list[Note]:
    return read_notes(desk.workshop.file, activity)


def heaps(desk: DeskDouble, activity: str) -> dict[str, list[str]]:
    return {
        one.name: [note.text for note in notes_of(desk, activity) if note.cluster == one.key]
        for one in read_clusters(desk.workshop.file, activity)
    }


def menu_of(list_: NoteList) -> QMenu:
    return next(child for child in list_.findChildren(QMenu) if child.isVisible())


def choose(list_: NoteList, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        index = list_.model().index(row, 0)
        how = flags.ClearAndSelect if row == rows[0] else flags.Select
        list_.selectionModel().setCurrentIndex(index, how)


def test_a_heap_gets_its_name_by_keyboard(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", *FEEL)
    QTest.keyClick(pane.list, Key.Key_Down, SHIFT)
    assert [note.text for note in pane.list.chosen] == ["three", "two"]
    QTest.keyClick(pane.list, Key.Key_G, CTRL)
    field = pane.heap_bar.field
    assert field.hasFocus()
    assert pane.is_typing()
    QTest.keyClicks(field, "Safety")
    QTest.keyClick(field, Key.Key_Return)
    desk.turn()
    assert heaps(desk, "think-engagement") == {"Safety": ["two", "three"]}
    assert pane.list.hasFocus()
    assert not pane.heap_bar.isVisible()
    assert desk.toasts == ["2 notes put in “Safety”"]
    said = QAccessible.queryAccessibleInterface(pane.list).child(0).text(QAccessible.Text.Name)
    assert "Safety" in said
    desk.undo()
    assert heaps(desk, "think-engagement") == {}


def test_esc_names_nothing(open_: Callable[..., NotesPane], desk: DeskDouble) -> None:
    pane = open_("think-engagement", *FEEL)
    QTest.keyClick(pane.list, Key.Key_G, CTRL)
    QTest.keyClicks(pane.heap_bar.field, "Safety")
    QTest.keyClick(pane.heap_bar.field, Key.Key_Escape)
    assert heaps(desk, "think-engagement") == {}
    assert pane.list.hasFocus()


def _name(pane: NotesPane, desk: DeskDouble, name: str) -> None:
    QTest.keyClick(pane.list, Key.Key_G, CTRL)
    pane.heap_bar.field.setText(name)
    QTest.keyClick(pane.heap_bar.field, Key.Key_Return)
    desk.turn()


def test_a_heap_is_joined_renamed_left_and_taken_apart(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", *FEEL)
    choose(pane.list, 0, 1)
    _name(pane, desk, "Safety")
    choose(pane.list, 2)
    _name(pane, desk, "safety")
    assert heaps(desk, "think-engagement") == {"Safety": ["one", "two", "three"]}
    _name(pane, desk, "Trust")
    assert list(heaps(desk, "think-engagement")) == ["Trust"]
    QTest.keyClick(pane.list, Key.Key_G, CTRL | SHIFT)
    desk.turn()
    assert heaps(desk, "think-engagement") == {"Trust": ["two", "three"]}
    choose(pane.list, 0)
    _name(pane, desk, "")
    assert heaps(desk, "think-engagement") == {}
    assert len(notes_of(desk, "think-engagement")) == 3


def test_notes_of_different_columns_are_no_heap(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", ("feel", "one"), ("do", "two"))
    choose(pane.list, 0, 1)
    _name(pane, desk, "Safety")
    assert desk.failures[0].sentence.startswith("These notes stand in different columns.")
    assert pane.heap_bar.field.text() == "Safety", "what was typed stays"


def test_duplicates_are_merged_counted_and_taken_apart(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", *FEEL)
    QTest.keyClick(pane.list, Key.Key_M, CTRL)
    assert len(notes_of(desk, "think-engagement")) == 3
    assert desk.said[-1].startswith("Choose two notes"), "one note has no duplicate"
    choose(pane.list, 0, 1, 2)
    QTest.keyClick(pane.list, Key.Key_M, CTRL)
    desk.turn()
    assert [note.text for note in pane.list.notes] == ["one"]
    tip = pane.list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "two" in tip
    assert "three" in tip
    choose(pane.list, 0)
    QTest.keyClick(pane.list, Key.Key_M, CTRL | SHIFT)
    desk.turn()
    assert len(pane.list.notes) == 3


def test_moving_takes_all_that_are_chosen_along(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", *FEEL)
    choose(pane.list, 0, 2)
    pane.choose_place(1)
    desk.turn()
    places = {note.text: note.place for note in notes_of(desk, "think-engagement")}
    assert places == {"one": "think", "two": "feel", "three": "think"}
    assert desk.undo() == "2 notes moved"


def test_deleting_and_holding_back_take_all_that_are_chosen(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", *FEEL)
    choose(pane.list, 0, 1)
    QTest.keyClick(pane.list, Key.Key_Return, CTRL)
    desk.turn()
    assert [note.held for note in notes_of(desk, "think-engagement")] == [False, True, True]
    assert desk.undo() == "2 notes held back"
    choose(pane.list, 0, 2)
    QTest.keyClick(pane.list, Key.Key_Delete)
    desk.turn()
    assert [note.text for note in notes_of(desk, "think-engagement")] == ["two"]
    assert desk.undo() == "2 notes deleted"
    assert len(notes_of(desk, "think-engagement")) == 3


def test_m_then_a_digit_puts_a_tag_on(open_: Callable[..., NotesPane], desk: DeskDouble) -> None:
    pane = open_("be-ecosystem", ("planet", "Air"), ("planet", "Soil"))
    QTest.keyClick(pane.list, Key.Key_Down, SHIFT)
    QTest.keyClick(pane.list, Key.Key_M)
    menu = menu_of(pane.list)
    QTest.keyClick(menu, Key.Key_2)
    desk.turn()
    assert [note.tags for note in notes_of(desk, "be-ecosystem")] == [("receive",), ("receive",)]
    assert desk.said[-1] == "Receive: put on 2 notes"
    QTest.keyClick(pane.list, Key.Key_M)
    actions = [one for one in menu_of(pane.list).actions() if one.isChecked()]
    assert [one.text() for one in actions] == ["&2  Receive"]
    actions[0].trigger()
    desk.turn()
    assert not any(note.tags for note in notes_of(desk, "be-ecosystem"))


def test_m_puts_the_only_tag_on_all_that_are_chosen(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("act-mandate", ("solve", "one"), ("solve", "two"))
    choose(pane.list, 0, 1)
    QTest.keyClick(pane.list, Key.Key_M)
    desk.turn()
    assert all(note.tags == ("confirmed",) for note in notes_of(desk, "act-mandate"))
    assert desk.undo() == "2 notes marked “Confirmed”"


def test_a_line_is_drawn_broken_and_taken_away(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("think-engagement", ("feel", "Safe"), ("think", "Honest"))
    safe, honest = (note.key for note in notes_of(desk, "think-engagement"))
    expected: list[list[Link]] = [
        [Link(honest, safe)], [Link(honest, safe, broken=True)], [],
    ]  # fmt: skip
    for links in expected:
        choose(pane.list, 0)
        QTest.keyClick(pane.list, Key.Key_L)
        assert "Honest" in pane.heap_bar.label.text()
        QTest.keyClick(pane.list, Key.Key_Down)
        QTest.keyClick(pane.list, Key.Key_Return)
        desk.turn()
        assert read_links(desk.workshop.file, "think-engagement") == links
        assert not pane.list.is_editing
    QTest.keyClick(pane.list, Key.Key_L)
    QTest.keyClick(pane.list, Key.Key_Escape)
    assert not pane.heap_bar.isVisible()


def test_an_activity_without_lines_has_none(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("act-mandate", ("solve", "one"))
    QTest.keyClick(pane.list, Key.Key_L)
    assert not pane.heap_bar.isVisible()


def test_the_mouse_has_heaps_tags_and_lines_too(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("be-ecosystem", ("planet", "Air"), ("planet", "Soil"))
    choose(pane.list, 0, 1)
    pane.list.show_menu(QPoint(10, 10))
    menu = menu_of(pane.list)
    lines = [action.text() for action in menu.actions()]
    assert {"Cluster…\tCtrl+G", "Merge duplicates\tCtrl+M", "Tags"} <= set(lines)
    assert not any("L" in line.split("\t")[1:] for line in lines)
    menu.close()


def test_the_prompts_of_an_activity_stand_below_the_line(
    open_: Callable[..., NotesPane], desk: DeskDouble
) -> None:
    pane = open_("act-mandate", ("solve", "one"))
    assert pane.prompts.isHidden()
    pane.show_prompts(["calls", "field visits"])
    assert pane.prompts.text() == "calls · field visits"
    assert not pane.prompts.isHidden()

"""Pledges written down: a form by keyboard, private ones that nobody can read again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from tests.desk import opened
from workshop_app.errors import UserError
from workshop_app.kinds.pledge.editor import Editor
from workshop_app.kinds.pledge.model import Pledge, add_pledge, read_pledges
from workshop_app.kinds.pledge.typed import read_date
from workshop_app.session.people import Person, add_people, remove_person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

PLEDGE = "be-pledge"
SECRET = "stop-being-afraid-of-my-manager"
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return opened(qtbot, desk, Editor(desk, PLEDGE))


def pledges(desk: DeskDouble) -> list[Pledge]:
    return read_pledges(desk.workshop.file, PLEDGE)


def write(
    editor: Editor, desk: DeskDouble, text: str, *, who: str = "", shared: bool = False
) -> None:
    editor.form.person.setText(who)
    editor.form.parts["start"].setText(text)
    if shared:
        editor.form.share.chosen.emit("group")
    QTest.keyClick(editor.form.parts["start"], Key.Key_Return, CTRL)
    desk.turn()


def test_enter_goes_on_and_ctrl_enter_saves(editor: Editor, desk: DeskDouble) -> None:
    QTest.keyClicks(editor.form.person, "Person 03")
    QTest.keyClick(editor.form.person, Key.Key_Return)
    assert editor.form.buddy.hasFocus()
    QTest.keyClick(editor.form.buddy, Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is editor.form.parts["start"]
    QTest.keyClicks(focus, "call one customer a week")
    QTest.keyClick(focus, Key.Key_Return, CTRL)
    desk.turn()
    (pledge,) = pledges(desk)
    assert pledge.start == "call one customer a week"
    assert pledge.person == desk.workshop.people()[3].key
    assert not pledge.shared
    assert editor.form.person.hasFocus()
    assert not editor.is_typing()
    assert desk.undoable == [True]


def test_every_field_is_saved(editor: Editor, desk: DeskDouble) -> None:
    form = editor.form
    form.choices["first_step"].chosen.emit("recognition")
    form.choices["practise"].chosen.emit("courage")
    form.buddy.setText("Person 07")
    form.check_date.setText("3/4/2030")
    form.parts["stop"].setText("forwarding")
    form.parts["keep"].setText("listening")
    write(editor, desk, "calling", who="An alias", shared=True)
    (pledge,) = pledges(desk)
    assert (pledge.first_step, pledge.practise) == ("recognition", "courage")
    assert (pledge.start, pledge.stop, pledge.keep) == ("calling", "forwarding", "listening")
    assert (pledge.buddy, pledge.check_date) == ("Person 07", "2030-04-03")
    assert (pledge.person, pledge.shared) == ("An alias", True)
    assert form.share.value == "private"


def test_of_namesakes_it_is_the_one_who_was_chosen(editor: Editor, desk: DeskDouble) -> None:
    file = desk.workshop.file
    first, second = add_people(
        file, "", [Person("Jan Vos", department="Sales"), Person("Jan Vos", department="Service")]
    )
    editor.refresh(frozenset({"person"}))
    write(editor, desk, "calling", who="Jan Vos", shared=True)
    assert "Jan Vos (Sales), Jan Vos (Service)" in desk.failures[0].sentence
    assert editor.form.parts["start"].text() == "calling"
    assert pledges(desk) == []
    completer = editor.form.person.completer()
    assert completer is not None
    completer.setCompletionPrefix("jan vos")
    assert completer.completionCount() == 2
    write(editor, desk, "calling", who="jan vos (service)", shared=True)
    assert [one.person for one in pledges(desk)] == [second.key]
    assert [row.name for row in editor.list.rows] == ["Jan Vos (Service)"]
    editor.list.opened.emit(pledges(desk)[0].key)
    assert editor.form.person.text() == "Jan Vos (Service)"
    remove_person(file, "", first.key)
    desk.turn()
    write(editor, desk, "calling", who="Jan Vos")
    assert pledges(desk)[-1].person == second.key, "nobody else is called so now"


def test_a_date_is_understood_while_it_is_typed(editor: Editor, desk: DeskDouble) -> None:
    QTest.keyClicks(editor.form.check_date, "3/4/2030")
    assert editor.form.understood.text() == "3 April 2030"
    editor.form.check_date.setText("31/2/2030")
    assert editor.form.understood.text() == ""
    write(editor, desk, "calling")
    assert "31/2/2030" in desk.failures[0].sentence
    assert editor.form.parts["start"].text() == "calling"
    assert pledges(desk) == []


def test_an_empty_pledge_is_not_saved(editor: Editor, desk: DeskDouble) -> None:
    write(editor, desk, "", who="Person 01")
    assert desk.failures
    assert editor.form.person.text() == "Person 01"


def test_a_private_pledge_is_never_shown_again(editor: Editor, desk: DeskDouble) -> None:
    write(editor, desk, SECRET, who="Person 01")
    editor.tabs.setCurrentIndex(1)
    editor.focus_capture()
    QTest.keyClick(editor.list, Key.Key_Return)
    desk.turn()
    shown = [child.text() for child in editor.findChildren(QLabel)]
    shown += [child.text() for child in editor.findChildren(QLineEdit)]
    shown += [child.accessibleName() for child in editor.findChildren(QWidget)]
    shown += [f"{line.name} {line.text} {line.said}" for line in editor.list.rows]
    shown += [*desk.toasts, *desk.said]
    shown += [entry.label for entry in desk.workshop.file.history.entries()]
    assert not [text for text in shown if SECRET in text]
    assert "private" in editor.list.rows[0].said
    assert editor.list.rows[0].name == "Person 01"


def test_a_shared_one_opens_to_be_changed(editor: Editor, desk: DeskDouble) -> None:
    write(editor, desk, "calling", who="Person 01", shared=True)
    editor.tabs.setCurrentIndex(1)
    editor.focus_capture()
    QTest.keyClick(editor.list, Key.Key_Return)
    assert editor.form.parts["start"].text() == "calling"
    assert editor.form.person.text() == "Person 01"
    editor.form.parts["start"].setText("calling every day")
    QTest.keyClick(editor.form.parts["start"], Key.Key_Return, CTRL)
    desk.turn()
    (pledge,) = pledges(desk)
    assert (pledge.start, pledge.shared) == ("calling every day", True)


def test_space_makes_private_and_nothing_opens_it_again(
    editor: Editor, desk: DeskDouble
) -> None:
    add_pledge(desk.workshop.file, "", PLEDGE, Pledge(start="calling", shared=True))
    desk.turn()
    editor.refresh(frozenset())
    editor.tabs.setCurrentIndex(1)
    editor.focus_capture()
    for _ in range(2):
        QTest.keyClick(editor.list, Key.Key_Space)
        desk.turn()
        assert not pledges(desk)[0].shared
        assert "calling" not in str(editor.list.rows)
    assert desk.toasts[-1] == desk.workshop.words("editors.pledge.closed")


def test_delete_takes_away(
    editor: Editor, desk: DeskDouble
) -> None:
    write(editor, desk, "calling", who="Person 01")
    editor.tabs.setCurrentIndex(1)
    editor.focus_capture()
    QTest.keyClick(editor.list, Key.Key_Delete)
    desk.turn()
    assert pledges(desk) == []
    desk.undo()
    assert len(pledges(desk)) == 1
    assert len(editor.list.rows) == 1


def test_the_tab_counts(editor: Editor, desk: DeskDouble) -> None:
    for shared in (True, False, False):
        add_pledge(desk.workshop.file, "", PLEDGE, Pledge(start="x", shared=shared))
    desk.turn()
    assert editor.tabs.tabText(1) == "Pledges 3 · 1 shared"


TODAY = date(2026, 5, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("2026-09-30", date(2026, 9, 30)),
        ("30/9/2026", date(2026, 9, 30)),
        ("30-9-26", date(2026, 9, 30)),
        (" 3.4.2027 ", date(2027, 4, 3)),
        ("12/5", date(2026, 5, 12)),
        ("3/4", date(2027, 4, 3)),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["31/2/2027", "soon", "2026-13-01", "9/5/2026", "1/1/1"])
def test_dates_that_are_none(text: str) -> None:
    with pytest.raises(UserError):
        read_date(text, TODAY)

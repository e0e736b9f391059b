"""The start window, driven by keyboard as a facilitator would: make, go on, look, recover."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QPushButton, QWidget

from tests.console.room import make_workshop
from tests.console.start_desk import TODAY, Reception, at, open_reception, remembered
from workshop_app import paths
from workshop_app.console.start_reading import first_language, next_quarter
from workshop_app.session.preferences import Preferences
from workshop_app.session.recent import RecentSessions
from workshop_app.storage.copies import make_copy

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

_Key = Qt.Key
GOOD = "name;department;level\nSofia;Service;1\nJonas;Service;2\nAmara;IT;2\nLi;IT;3\n"
FAULTY = "name;department;level;email\nSofia;Service;9;\n;IT;2;\nLi;IT;3;nowhere\n"


@pytest.fixture
def reception(qtbot: QtBot) -> Reception:
    return open_reception(qtbot)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


# -- making a workshop -------------------------------------------------------------------


def test_enter_goes_through_the_form_and_makes_the_workshop(reception: Reception) -> None:
    form = reception.window.form
    assert reception.focus() is form.title
    order: list[QWidget | None] = [
        form.client,
        form.place,
        form.facilitator,
        form.language.button("en"),
        form.day,
        form.time,
        form.minimum,
        form.agenda,
        form.extra,
        form.people.button,
    ]
    reception.type("Closer to Maria")
    for field in order:
        reception.press(_Key.Key_Return)
        assert reception.focus() is field
    for field in (form.file, form.change, form.make):
        reception.press(_Key.Key_Tab)
        assert reception.focus() is field
    reception.press(_Key.Key_Return)
    assert [path.name for path in reception.opened] == ["Closer to Maria 2026-03-03.workshop"]


def test_everything_typed_is_in_the_session(reception: Reception, csv: Path) -> None:
    form = reception.window.form
    reception.chooser.answers = [csv]
    reception.fill("Closer to Maria", "North & Sons", "Utrecht", "Eva")
    reception.press(_Key.Key_Right)
    assert form.language.value == "nl"
    reception.press(_Key.Key_Return)
    reception.focus().selectAll()  # type: ignore[attr-defined]
    reception.fill("9-4-2026")
    reception.focus().selectAll()  # type: ignore[attr-defined]
    reception.fill("1330")
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Up)
    reception.press(_Key.Key_Return)
    assert form.minimum.value == "3"
    reception.press(_Key.Key_Return)
    reception.press(_Key.Key_Return)
    assert reception.focus() is form.extra
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Return)
    assert form.extra.value == ("see-safe-brave",)
    reception.press(_Key.Key_Return)
    reception.press(_Key.Key_Return)
    assert form.people.people()
    reception.press(_Key.Key_Return, ctrl=True)
    assert reception.said == ""
    workshop = reception.session()
    with workshop.file:
        info = workshop.info
        assert (info.title, info.client, info.place) == (
            "Closer to Maria",
            "North & Sons",
            "Utrecht",
        )
        assert (info.facilitator, info.language, info.minimum_group) == ("Eva", "nl", 3)
        assert (info.date, info.starts_at) == (date(2026, 4, 9), time(13, 30))
        assert [person.name for person in workshop.people()] == ["Sofia", "Jonas", "Amara", "Li"]
        assert "see-safe-brave" in [slot.activity for slot in workshop.slots()]
        assert workshop.file.path == paths.sessions() / "North & Sons 2026-04-09.workshop"


def test_the_form_is_ready_for_the_next_workshop(reception: Reception) -> None:
    form = reception.window.form
    reception.fill("One", "North", "Utrecht", "Eva")
    reception.press(_Key.Key_Return, ctrl=True)
    assert len(reception.opened) == 1
    assert (form.title.text(), form.client.text(), form.place.text()) == ("", "", "")
    assert form.facilitator.text() == Preferences().read("facilitator") == "Eva"
    form.title.setFocus()
    reception.fill("Two", "North")
    reception.press(_Key.Key_Return, ctrl=True)
    assert reception.opened[1].name == "North 2026-03-03 2.workshop"


def test_the_end_and_the_length_follow_what_is_chosen(reception: Reception) -> None:
    form = reception.window.form
    summary = form.summary
    assert summary.text() == "8 activities, 90 minutes"
    assert form.fields["time"].note == "ends 10:30"
    assert form.fields["day"].note == "Tuesday"
    form.extra.setFocus()
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Return)
    assert summary.text() == "9 activities, 105 minutes"
    form.time.setFocus()
    reception.press(_Key.Key_Up)
    assert form.time.text() == "09:15"
    assert form.fields["time"].note == "ends 11:00"
    form.day.setFocus()
    reception.press(_Key.Key_Down)
    assert form.day.text() == "2 March 2026"
    assert form.fields["day"].note == "Monday"
    assert form.file.text() == "Workshop 2026-03-02.workshop"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("title", "  ", "no title"),
        ("day", "soon", "“soon” is no day"),
        ("time", "25", "“25” is no time"),
        ("file", "a/b", "cannot hold these characters: /"),
        ("file", "x" * 200, "longer than"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    reception: Reception, field: str, text: str, said: str
) -> None:
    form = reception.window.form
    for line in form.findChildren(QLineEdit):
        if line not in (form.day, form.time, form.file):
            line.setText("Typed")
    wrong: QLineEdit = getattr(form, field)
    wrong.setFocus()
    wrong.selectAll()
    reception.type(text)
    form.place.setFocus()
    before = [line.text() for line in form.findChildren(QLineEdit)]
    reception.press(_Key.Key_Return, ctrl=True)
    assert said in reception.said
    assert "still here" in reception.said
    assert reception.focus() is wrong
    assert [line.text() for line in form.findChildren(QLineEdit)] == before
    assert not reception.opened
    assert not list(paths.sessions().iterdir())


def test_a_faulty_day_is_seen_while_typing(reception: Reception) -> None:
    form = reception.window.form
    form.day.setFocus()
    form.day.selectAll()
    reception.type("soon")
    assert form.fields["day"].note == "not readable"
    form.day.selectAll()
    reception.type("5 mar")
    assert form.fields["day"].note == "Thursday"
    reception.press(_Key.Key_Return)
    assert form.day.text() == "5 March 2026"


def test_an_existing_file_is_never_overwritten(reception: Reception) -> None:
    form = reception.window.form
    taken = paths.sessions() / "mine.workshop"
    taken.write_bytes(b"something")
    reception.chooser.answers = [None, taken]
    form.title.setText("One")
    form.change.setFocus()
    reception.press(_Key.Key_Return)
    assert form.file.text() == "One 2026-03-03.workshop"
    reception.press(_Key.Key_Return)
    assert reception.chooser.asked[0][1] == paths.sessions() / "One 2026-03-03.workshop"
    assert form.file.text() == "mine.workshop"
    reception.press(_Key.Key_Return, ctrl=True)
    assert "already exists" in reception.said
    assert taken.read_bytes() == b"something"
    assert form.title.text() == "One"


def test_the_chosen_folder_and_name_stay(reception: Reception, tmp_path: Path) -> None:
    form = reception.window.form
    reception.chooser.answers = [tmp_path / "elsewhere.workshop"]
    form.change.click()
    form.client.setText("Northlight")
    assert form.path == tmp_path / "elsewhere.workshop"
    form.file.setFocus()
    form.file.selectAll()
    reception.press(_Key.Key_Delete)
    reception.press(_Key.Key_Return)
    assert form.path == tmp_path / "Northlight 2026-03-03.workshop"


# -- people ------------------------------------------------------------------------------


def test_a_list_is_counted(reception: Reception, csv: Path) -> None:
    people = reception.window.form.people
    reception.chooser.answers = [csv, None]
    people.button.click()
    assert people.said.text() == "4 people · 2 departments · 3 levels: Sofia, Jonas, Amara …"
    people.button.click()
    assert len(people.people()) == 4, "thinking better of it changes nothing"
    assert reception.chooser.asked[1][1] == csv.parent
    people.leave.click()
    assert people.people() == ()
    assert "Nobody yet" in people.said.text()


def test_every_fault_of_a_list_is_said_and_can_be_mended(reception: Reception, csv: Path) -> None:
    form = reception.window.form
    csv.write_text(FAULTY, encoding="utf-8")
    reception.chooser.answers = [csv]
    form.title.setText("One")
    form.people.button.click()
    assert form.people.said.text() == "people.csv has 3 faults:"
    text = form.people.faults.toPlainText()
    assert all(f"line {n}: " in text for n in (2, 3, 4))
    assert form.people.faults.isVisible()
    reception.press(_Key.Key_Return, ctrl=True)
    assert "people.csv cannot be used yet" in reception.said
    assert reception.focus() is form.people.button
    csv.write_text(GOOD, encoding="utf-8")
    form.people.again.click()
    assert not form.people.faults.isVisible()
    reception.press(_Key.Key_Return, ctrl=True)
    assert reception.said == ""
    workshop = reception.session()
    with workshop.file:
        assert len(workshop.people()) == 4


def test_columns_that_are_not_understood_are_said(reception: Reception, csv: Path) -> None:
    people = reception.window.form.people
    csv.write_bytes("Naam;Schoenmaat;E-mail\nZoë;38;z@x.nl\n".encode("cp1252"))
    people.take(csv)
    assert "Columns left out: Schoenmaat" in people.said.text()
    assert "look whether “Zoë” is right" in people.said.text()


def test_a_faulty_list_can_be_left_out(reception: Reception, csv: Path) -> None:
    form = reception.window.form
    csv.write_text(FAULTY, encoding="utf-8")
    form.people.take(csv)
    form.title.setText("One")
    form.people.leave.click()
    assert reception.focus() is form.people.button
    reception.press(_Key.Key_Return, ctrl=True)
    assert len(reception.opened) == 1


def test_what_is_no_list_gets_a_sentence_in_place(reception: Reception, tmp_path: Path) -> None:
    people = reception.window.form.people
    people.take(tmp_path / "gone.csv")
    assert "is not there" in people.said.text()
    assert not people.faults.isVisible()
    assert people.again.isVisible()


# -- going on ----------------------------------------------------------------------------


def test_recent_sessions_are_listed_and_opened_by_enter(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("first", "second"):
        workshop = make_workshop(tmp_path, name=name)
        remembered(workshop.file.path, f"The {name}")
        workshop.file.close()
    reception = open_reception(qtbot)
    rows = reception.window.recent.list.rows
    assert [row.title for row in rows] == ["The second", "The first"]
    assert rows[0].about == "Northlight · 3 March 2026"
    assert rows[0].place.endswith("second.workshop")
    reception.press(_Key.Key_F6)
    assert reception.focus() is reception.window.recent.list
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Return)
    assert reception.opened == [tmp_path / "first.workshop"]
    reception.press(_Key.Key_F6)
    assert reception.focus() is reception.window.form.title


def test_a_missing_session_is_said_not_hidden(qtbot: QtBot, tmp_path: Path) -> None:
    remembered(tmp_path / "gone.workshop")
    reception = open_reception(qtbot)
    row = reception.window.recent.list.rows[0]
    assert not row.there
    assert row.place.startswith("Not found: ")
    assert "Not found" in row.spoken
    reception.press(_Key.Key_F6)
    reception.press(_Key.Key_Return)
    assert "gone.workshop is not there" in reception.said
    reception.answer("forget")
    assert not reception.window.recent.list.rows
    assert reception.window.recent.empty.isVisible()
    assert not RecentSessions(Preferences()).read()


def test_delete_takes_off_the_list_and_undo_puts_it_back(qtbot: QtBot, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.workshop").touch()
        remembered(tmp_path / f"{name}.workshop", name)
    reception = open_reception(qtbot)
    window = reception.window
    reception.press(_Key.Key_F6)
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Delete)
    assert [row.title for row in window.recent.list.rows] == ["c", "a"]
    assert (tmp_path / "b.workshop").exists()
    assert "“b”" in window.notice.text
    window.notice.undo_requested.emit()
    assert [row.title for row in window.recent.list.rows] == ["c", "b", "a"]


def test_ctrl_o_opens_another_file(reception: Reception, tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path)
    workshop.file.close()
    reception.chooser.answers = [None, workshop.file.path]
    reception.press(_Key.Key_O, ctrl=True)
    assert not reception.opened
    reception.press(_Key.Key_O, ctrl=True)
    assert reception.opened == [workshop.file.path]
    assert reception.chooser.asked[0] == ("Open another file…", paths.sessions())


def test_the_sample_is_one_click_away(reception: Reception) -> None:
    workshop = make_workshop(paths.sessions(), name="sample")
    workshop.file.close()
    reception.window.recent.sample.click()
    reception.qtbot.waitUntil(lambda: reception.opened == [paths.sample_session()])


@pytest.mark.parametrize("content", [b"%PDF-1.7 and so on", b"A letter to the editor"])
def test_a_file_that_is_no_session_is_refused_in_the_bar(
    reception: Reception, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "letter.workshop"
    path.write_bytes(content)
    reception.window.form.title.setText("Half typed")
    reception.window.open(path)
    assert "letter.workshop is" in reception.said
    assert path.read_bytes() == content
    assert reception.window.form.title.text() == "Half typed"
    reception.press(_Key.Key_Escape)
    assert reception.said == ""


# -- dragging ----------------------------------------------------------------------------


def _drop(reception: Reception, *files: Path, on: QWidget | None = None) -> bool:
    """Drag files onto the window; whether it welcomed them."""
    target = on or reception.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    where, actions = target.rect().center(), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, actions, data, left, none)
    enter.setAccepted(False)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(where), actions, data, left, none))
    reception.settle()
    return enter.isAccepted()


def test_a_session_dropped_on_the_window_opens(reception: Reception, tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path)
    workshop.file.close()
    assert _drop(reception, workshop.file.path)
    reception.qtbot.waitUntil(lambda: reception.opened == [workshop.file.path])


def test_a_list_dropped_on_the_window_goes_into_the_form(reception: Reception, csv: Path) -> None:
    assert _drop(reception, csv)
    reception.qtbot.waitUntil(lambda: len(reception.window.form.people.people()) == 4)


def test_anything_else_is_not_welcome(reception: Reception, tmp_path: Path, csv: Path) -> None:
    assert not _drop(reception, tmp_path / "booklet.pdf")
    assert not _drop(reception, csv, csv)
    fields = reception.window.findChildren(QLineEdit)
    assert not any(field.acceptDrops() for field in fields), "a path would be typed into it"


# -- the way back ------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A session cut short, with copies of 09:00 and 09:05."""
    workshop = make_workshop(tmp_path, name="day")
    with workshop.file as file:
        for minute in (0, 5):
            make_copy(file, paths.copies_folder(), at(9, minute))
    path = workshop.file.path
    path.write_bytes(path.read_bytes()[:9_000])
    return path


def test_the_newest_copy_of_a_damaged_session_is_offered(
    reception: Reception, damaged: Path
) -> None:
    before = damaged.read_bytes()
    reception.window.open(damaged)
    assert "day.workshop is damaged" in reception.said
    assert "3 March 2026, 09:05: Closer to Maria · Northlight." in reception.said
    assert not reception.opened
    reception.answer("copy")
    assert reception.opened == [damaged.with_name("day 2026-03-03 090500.workshop")]
    assert damaged.read_bytes() == before
    assert len(list(paths.copies_folder().rglob("*.workshop"))) == 2
    workshop = reception.session()
    with workshop.file:
        assert len(workshop.people()) == 8


@pytest.mark.parametrize("language", ["en", "nl"])
def test_rescuing_a_damaged_session_is_offered_beside_its_copy(
    qtbot: QtBot, damaged: Path, language: str
) -> None:
    reception = open_reception(qtbot, language=language)
    reception.window.open(damaged)
    said = {"en": "or rescue what can be read", "nl": "of red wat er nog te lezen is"}
    assert said[language] in reception.said
    assert reception.window.message.findChild(QPushButton, "copy") is not None
    with qtbot.waitSignal(reception.window.rescue_wanted) as wanted:
        reception.answer("rescue")
    assert wanted.args == [damaged]
    damaged.unlink()
    reception.window.open(damaged)
    buttons = reception.window.message.findChildren(QPushButton, "rescue")
    assert not any(button.isVisible() for button in buttons)


def test_a_session_whose_folder_is_gone_comes_back_among_the_sessions(
    reception: Reception, damaged: Path
) -> None:
    lost = damaged.parent / "stick" / "day.workshop"
    reception.window.open(lost)
    assert "is not there" in reception.said
    reception.answer("copy")
    assert reception.opened == [paths.sessions() / "day 2026-03-03 090500.workshop"]


def test_a_session_that_is_open_elsewhere_offers_no_copy(
    reception: Reception, tmp_path: Path
) -> None:
    workshop = make_workshop(tmp_path, name="day")
    with workshop.file as file:
        make_copy(file, paths.copies_folder(), at(9, 0))
        reception.window.open(file.path)
    assert "already open" in reception.said
    assert "newest copy" not in reception.said


def test_a_damaged_session_without_a_copy_says_so_plainly(
    reception: Reception, damaged: Path
) -> None:
    for path in paths.copies_folder().rglob("*.workshop"):
        path.unlink()
    reception.window.open(damaged)
    assert "is damaged" in reception.said
    assert "The newest copy is of" not in reception.said


# -- languages, looks, everybody ---------------------------------------------------------


@pytest.mark.parametrize(
    ("preferred", "system", "language"),
    [
        ("nl", ["en-GB"], "nl"),
        ("", ["nl-NL", "en-US"], "nl"),
        ("", ["nl_BE"], "nl"),
        ("", ["de-DE", "nl-NL"], "en"),
        ("", [], "en"),
        ("xx", ["nl"], "nl"),
    ],
)
def test_the_language_used_last_else_the_systems(
    preferred: str, system: list[str], language: str
) -> None:
    assert first_language(preferred, system) == language


def test_another_language_says_everything_again_and_keeps_what_was_typed(
    reception: Reception, csv: Path
) -> None:
    window, form = reception.window, reception.window.form
    csv.write_text(FAULTY, encoding="utf-8")
    form.people.take(csv)
    form.title.setText("Half typed")
    english = _texts(window)
    button = window.language.button("nl")
    assert button is not None
    button.click()
    reception.settle()
    assert form.title.text() == "Half typed"
    assert form.day.text() == "3 maart 2026"
    assert form.language.value == "nl"
    assert form.people.said.text() == "people.csv heeft 3 fouten:"
    same = {text for text in english & _texts(window) if any(c.isalpha() for c in text)}
    assert same <= {
        "Agenda",
        "English",
        "Nederlands",
        "EN",
        "NL",
        "Half typed",
        "Ctrl+O",
        "Ctrl+Shift+L",
        "Ctrl+Shift+P",
        "Ctrl+Enter",
        "Workshop",
        "Half typed 2026-03-03.workshop",
        str(paths.sessions()),
    } | {text for text in same if text.startswith("in ")}
    assert Preferences().read("language") == "nl"
    form.title.clear()
    reception.press(_Key.Key_Return, ctrl=True)
    assert "De workshop heeft nog geen titel" in reception.said


def _texts(window: QWidget) -> set[str]:
    """Everything that can be read in the window now."""
    found = {window.windowTitle()}
    for child in window.findChildren(QWidget):
        if not child.isVisible():
            continue
        for name in ("text", "shown", "placeholderText", "toPlainText"):
            read = getattr(child, name, None)
            if callable(read):
                found.add(read())
    return found - {""}


def test_a_language_that_was_chosen_for_the_workshop_stays(reception: Reception) -> None:
    dutch = reception.window.form.language.button("nl")
    switch = reception.window.language
    english_again = switch.button("en")
    in_dutch = switch.button("nl")
    assert dutch is not None
    assert english_again is not None
    assert in_dutch is not None
    dutch.click()
    in_dutch.click()
    english_again.click()
    assert reception.window.form.language.value == "nl"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_control_has_a_name(qtbot: QtBot, language: str) -> None:
    reception = open_reception(qtbot, language=language)
    for child in reception.window.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            interface = QAccessible.queryAccessibleInterface(child)
            name = interface.text(QAccessible.Text.Name)
            assert name, f"{child} has no name"
    assert reception.window.form.agenda.accessibleName().endswith(
        reception.window.form.agenda.shown()
    )


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", [(1366, 768), (1000, 700)])
def test_nothing_is_cut_at_the_usual_sizes(
    qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    reception = open_reception(qtbot, language=language, size=size)
    window = reception.window
    assert (window.width(), window.height()) == size
    assert window.form.area.verticalScrollBar().maximum() == 0
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            needed = button.fontMetrics().horizontalAdvance(button.text())
            assert button.width() >= needed + 16, button.text()


def test_a_narrow_window_has_a_tab_for_each_card(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.workshop").touch()
    remembered(tmp_path / "a.workshop")
    reception = open_reception(qtbot, size=(683, 384))
    window = reception.window
    assert window.form.isVisible()
    assert not window.recent.isVisible()
    reception.press(_Key.Key_F6)
    assert not window.form.isVisible()
    assert reception.focus() is window.recent.list
    reception.press(_Key.Key_F6)
    assert window.form.isVisible()
    window.resize(1366, 768)
    reception.settle()
    assert window.form.isVisible()
    assert window.recent.isVisible()


def test_today_is_the_first_idea(reception: Reception) -> None:
    assert reception.window.form.day.value() == TODAY


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_sentence_that_names_a_button_names_it_as_it_is(
    qtbot: QtBot, language: str, tmp_path: Path
) -> None:
    reception = open_reception(qtbot, language=language)
    window, form = reception.window, reception.window.form
    window.open(tmp_path / "gone.workshop")
    assert f"“{window.recent.other.text()}”" in reception.said
    form.title.setText("One")
    form.file.setText("a/b")
    reception.press(_Key.Key_Return, ctrl=True)
    assert f"“{form.change.text()}”" in reception.said


def test_the_start_is_the_next_quarter_of_an_hour(reception: Reception) -> None:
    assert reception.window.form.time.text() == "09:00"
    assert next_quarter(time(9, 1)) == time(9, 15)
    assert next_quarter(time(9, 15)) == time(9, 15)
    assert next_quarter(time(23, 59)) == time(23, 45)


def test_space_ticks_and_the_menu_stays_as_wide_as_its_field(reception: Reception) -> None:
    form = reception.window.form
    form.extra.setFocus()
    reception.press(_Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.width() == form.extra.width()
    reception.press(_Key.Key_Space)
    assert "see-safe-brave" in form.extra.value
    assert menu.isVisible()
    assert menu.actions()[0].isChecked()
    reception.press(_Key.Key_Space)
    assert not form.extra.value
    menu.close()

"""The method editor over the start window, driven by keyboard on a real method."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget

from tests.console.start_desk import Reception, open_reception
from workshop_app import paths
from workshop_app.assembly.methods import library
from workshop_app.console.method_fields import RowMenu, WordsField
from workshop_app.console.method_list import Page
from workshop_app.kinds import registry
from workshop_app.method.edit import MethodEdit
from workshop_app.method.faults import MethodError

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.console.method_editor import MethodEditor
    from workshop_app.method.model import Method

pytestmark = pytest.mark.gui

_Key = Qt.Key
CK = "see-checklist"


class Room:
    """The editor with what a person does in it."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception

    @property
    def editor(self) -> MethodEditor:
        found = self.reception.window.methods.editor
        assert found is not None
        return found

    @property
    def method(self) -> Method:
        found = self.editor.shelf.method
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.activePopupWidget() or self.reception.focus()
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.reception.settle()

    def go(self, page: Page) -> None:
        self.editor.show_page(page)
        self.reception.settle()

    def words(self, *path: str | int, language: str = "en") -> WordsField:
        found = self.editor.form.field(path, language)
        assert found is not None
        found.setFocus()
        self.reception.settle()
        return found

    def retype(self, field: QPlainTextEdit | QLineEdit, text: str) -> None:
        """Replace what a field says, and go on with Enter."""
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        self.press(_Key.Key_Return)

    @property
    def sheet(self) -> QWidget:
        """What the form scrolls."""
        found = self.editor.form.widget()
        assert found is not None
        return found

    def named(self, name: str) -> QWidget:
        found = self.sheet.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def menu(self, name: str) -> RowMenu:
        found = self.named(name)
        assert isinstance(found, RowMenu)
        return found

    def choose(self, words: str) -> None:
        """Choose a line of the open menu."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == words)
        menu.setActiveAction(action)
        self.press(_Key.Key_Return)

    def answer(self, key: str) -> None:
        button = self.editor.message.findChild(QPushButton, key)
        assert button is not None, self.editor.message.text
        button.click()
        self.reception.settle()

    def ids(self, activity: str, name: str) -> list[str]:
        return [part.id for part in self.method.activities[activity].list(name)]


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    """The editor, opened by keyboard, on a copy of the built-in method."""
    made = _opened(open_reception(qtbot))
    made.editor.shelf.buttons["duplicate"].setFocus()
    made.press(_Key.Key_Space)
    return made


def _opened(reception: Reception) -> Room:
    reception.settle()
    reception.window.methods.button.setFocus()
    reception.press(_Key.Key_Space)
    return Room(reception)


def test_the_built_in_method_is_read_only_and_duplicated_by_one_key(qtbot: QtBot) -> None:
    room = _opened(open_reception(qtbot))
    assert "Duplicate it" in room.editor.shelf.note.text()
    room.go(Page("activity", CK))
    field = room.words(CK, "title")
    QTest.keyClicks(field, "xyz")
    assert field.isReadOnly()
    assert "xyz" not in field.toPlainText()
    assert not room.editor.tools["add"].isEnabled()
    assert not room.editor.shelf.buttons["delete"].isEnabled()
    room.editor.shelf.buttons["duplicate"].setFocus()
    room.press(_Key.Key_Space)
    assert not room.editor.shelf.note.isVisible()
    assert [entry.title("nl") for entry in library().entries()][1].endswith(", van onszelf")


def test_words_are_kept_when_the_keyboard_goes_on(room: Room) -> None:
    room.go(Page("activity", CK))
    room.retype(room.words(CK, "title"), "Our checklist")
    assert room.method.text(f"{CK}.title", "en") == "Our checklist"
    assert room.reception.focus() is room.editor.form.field((CK, "title"), "nl")
    folder = room.editor.shelf.edit.folder if room.editor.shelf.edit else None
    assert folder is not None
    assert MethodEdit(folder, registry.shapes()).method == room.method
    titles = [row.title for row in room.editor.pages.rows]
    assert "Our checklist" in titles
    assert room.editor.pages.page == Page("activity", CK)


def test_escape_takes_back_what_is_typed_then_closes(room: Room) -> None:
    room.go(Page("activity", CK))
    field = room.words(CK, "title")
    before = field.toPlainText()
    QTest.keyClicks(field, "more")
    room.press(_Key.Key_Escape)
    assert field.toPlainText() == before
    room.press(_Key.Key_Escape)
    assert room.reception.window.methods.editor is None
    assert room.reception.focus() is room.reception.window.methods.button


def test_undo_takes_back_step_by_step(room: Room) -> None:
    before = room.method
    room.go(Page("activity", CK))
    room.retype(room.words(CK, "title"), "Our checklist")
    room.retype(room.words(CK, "aim"), "To know.")
    for _ in range(2):
        room.press(_Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.method == before
    assert room.words(CK, "title").toPlainText() == before.text(f"{CK}.title", "en")
    assert not room.editor.undo.isEnabled()


def test_a_line_is_added_moved_set_and_removed(room: Room) -> None:
    room.go(Page("activity", CK))
    count = len(room.method.texts(f"{CK}.script", "en"))
    adder = room.named("add|script")
    assert isinstance(adder, QLineEdit)
    room.retype(adder, "Thank everybody.")
    assert room.method.texts(f"{CK}.script", "nl")[-1] == "Thank everybody."
    assert room.reception.focus().objectName() == "add|script"
    room.words(CK, "script", count)
    room.press(_Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert room.method.texts(f"{CK}.script", "en")[-2] == "Thank everybody."
    assert room.reception.focus() is room.editor.form.field((CK, "script", count - 1), "en")
    room.menu(f"menu|script|{count - 1}").setFocus()
    room.press(_Key.Key_Space)
    room.choose("The title")
    step = next(s for s in room.method.activities[CK].steps if s.line == count)
    assert step.view == "title"
    room.words(CK, "script", count - 1)
    room.press(_Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(room.method.texts(f"{CK}.script", "en")) == count


def test_a_new_item_gets_its_axis_from_its_menu(room: Room) -> None:
    room.go(Page("activity", CK))
    adder = room.named("add|items")
    assert isinstance(adder, QLineEdit)
    room.retype(adder, "We say thank you.")
    made = room.ids(CK, "items")[-1]
    room.menu(f"menu|items|{made}").setFocus()
    room.press(_Key.Key_Space)
    room.choose("Care")
    assert room.method.activities[CK].list("items")[-1].setting("axis") == "care"


def test_words_that_mean_something_else_are_asked_about(room: Room) -> None:
    room.go(Page("activity", CK))
    ids = room.ids(CK, "items")
    number = f"ck{len(ids) + 1}"
    room.retype(room.words(CK, "items", "ck02"), "Our parking is free.")
    assert "ck02" in room.editor.message.text
    assert room.ids(CK, "items") == ids
    room.answer("same")
    assert room.editor.message.isHidden()
    room.retype(room.words(CK, "items", "ck02"), "Managers visit customers weekly.")
    room.answer("other")
    assert room.ids(CK, "items")[1] == number
    assert room.method.text(f"{CK}.items.{number}", "en") == "Managers visit customers weekly."
    room.retype(room.words(CK, "items", "ck03"), room.method.text(f"{CK}.items.ck03", "en") + "!")
    assert room.editor.message.isHidden()


def test_what_does_not_fit_is_said_and_not_kept(room: Room) -> None:
    room.go(Page("activity", CK))
    before = room.method
    field = room.named("setting|minutes")
    assert isinstance(field, QLineEdit)
    room.retype(field, "a lot")
    assert "is not a number" in room.editor.message.text
    shown = room.named("setting|minutes")
    assert isinstance(shown, QLineEdit)
    assert shown.text() == str(before.activities[CK].minutes)
    title = room.words(CK, "title")
    title.selectAll()
    room.press(_Key.Key_Backspace)
    room.press(_Key.Key_Return)
    assert "there are no words" in room.editor.message.text
    assert room.words(CK, "title").toPlainText() == before.text(f"{CK}.title", "en")
    assert room.method == before


def test_settings_are_chosen(room: Room) -> None:
    room.go(Page("activity", CK))
    mode = room.named("setting|mode")
    mode.setFocus()
    room.press(_Key.Key_Down)
    room.choose("In the booth")
    assert room.method.activities[CK].mode == "booth"
    assert room.reception.focus().objectName() == "setting|mode"


def test_an_activity_is_added_copied_and_removed(room: Room) -> None:
    room.editor.tools["add"].setFocus()
    room.press(_Key.Key_Space)
    for key in (_Key.Key_Down, _Key.Key_Right):
        room.press(key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    room.choose("Poll")
    page = room.editor.desk.page
    assert page is not None
    assert page.key.endswith("-poll")
    assert room.reception.focus() is room.editor.form.field((page.key, "title"), "en")
    room.editor.tools["copy"].setFocus()
    room.press(_Key.Key_Space)
    assert room.editor.desk.page == Page("activity", f"{page.key}-2")
    for id_ in (f"{page.key}-2", page.key):
        room.go(Page("activity", id_))
        room.editor.tools["out"].setFocus()
        room.press(_Key.Key_Space)
        assert id_ not in room.method.activities


def test_removing_names_the_agendas_and_waits(room: Room) -> None:
    room.go(Page("activity", CK))
    room.editor.tools["out"].setFocus()
    room.press(_Key.Key_Space)
    assert room.method.text("agendas.taster-90", "en") in room.editor.message.text
    assert CK in room.method.activities
    room.press(_Key.Key_Return)
    assert CK not in room.method.activities
    assert CK not in [slot.activity for slot in room.method.agendas["taster-90"].slots]
    assert room.editor.desk.page != Page("activity", CK)


def test_an_agenda_is_made_and_filled(room: Room) -> None:
    room.editor.tools["add"].setFocus()
    room.press(_Key.Key_Space)
    room.choose("Agenda")
    page = room.editor.desk.page
    assert page == Page("agenda", "new-agenda")
    room.menu("add|slots").setFocus()
    room.press(_Key.Key_Space)
    for key in (_Key.Key_Down, _Key.Key_Right, _Key.Key_Down, _Key.Key_Return):
        room.press(key)
    slots = room.method.agendas["new-agenda"].slots
    assert [slot.activity for slot in slots] == ["see-roster", "see-safe-brave"]
    field = room.named("typed|slots|see-safe-brave|minutes")
    assert isinstance(field, QLineEdit)
    room.retype(field, "40")
    agenda = room.method.agendas["new-agenda"]
    assert agenda.total == agenda.slots[0].minutes + 40


def test_what_is_taken_over_is_chosen_from_menus(room: Room) -> None:
    room.go(Page("activity", CK))
    room.menu("add|takes").setFocus()
    room.press(_Key.Key_Space)
    for key in (_Key.Key_Down, _Key.Key_Right, _Key.Key_Return):
        room.press(key)
    (take,) = room.method.activities[CK].takes
    assert tuple(take) == ("see-roster", "", "")
    assert room.reception.focus().objectName() == "add|takes"
    room.go(Page("activity", "act-blueprint"))
    takes = room.method.activities["act-blueprint"].takes
    menu = room.menu("menu|takes|1")
    assert menu.shown() == "Friction"
    menu.setFocus()
    room.press(_Key.Key_Space)
    room.choose("all it offers")
    assert room.method.activities["act-blueprint"].takes[1] == takes[1]._replace(part="")
    assert room.menu("menu|takes|1").shown() == "all it offers"
    room.menu("menu|takes|1").wanted.emit("up")
    room.menu("menu|takes|1").wanted.emit("out")
    assert [take.source for take in room.method.activities["act-blueprint"].takes] == [
        "see-journey"
    ]


def test_search_narrows_the_list(room: Room) -> None:
    room.editor.search.setFocus()
    QTest.keyClicks(room.editor.search, "checklist")
    titles = [row.title for row in room.editor.pages.rows if row.page]
    assert titles == ["Customer centricity checklist"]
    QTest.keyClicks(room.editor.search, "zzz")
    assert room.editor.pages.rows == []


def test_export_import_and_delete(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "ours.workshop-method"
    room.reception.chooser.answers = [path, path]
    shelf = room.editor.shelf
    first = shelf.choice.value
    for name in ("export", "import"):
        shelf.buttons[name].setFocus()
        room.press(_Key.Key_Space)
    assert path.is_file()
    assert shelf.choice.value == f"{first}-2"
    shelf.buttons["delete"].setFocus()
    room.press(_Key.Key_Space)
    assert shelf.choice.value == first
    room.editor.notice.undo_requested.emit()
    assert shelf.choice.value == f"{first}-2"


def test_an_archive_with_faults_shows_its_report(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "bad.workshop-method"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("method.toml", 'id = "bad"\n')
    room.reception.chooser.answers = [path]
    room.editor.shelf.buttons["import"].click()
    assert "places to mend" in room.editor.message.text
    assert "method.toml:1: “version” is missing" in room.editor.shelf.note.text()


def test_a_method_with_faults_shows_where_they_are(qtbot: QtBot) -> None:
    made = library().duplicate("see-think-act-be", "Ours")
    words = made.folder / "words" / "nl" / "act.toml"
    words.write_text("x = 1\n", "utf-8")
    room = _opened(open_reception(qtbot, language="nl"))
    note = room.editor.shelf.note.text()
    assert "words/nl/act.toml:1: er zijn geen woorden voor “act-plan”" in note
    assert room.editor.shelf.method is None
    assert room.editor.pages.rows == []
    with pytest.raises(MethodError):
        library().load("ours")


def test_a_workshop_is_made_with_an_own_method(room: Room) -> None:
    room.go(Page("shared", "about"))
    room.retype(room.words("title"), "Our way")
    room.go(Page("agenda", "taster-90"))
    room.retype(room.words("agendas", "taster-90"), "Ninety minutes of ours")
    room.press(_Key.Key_Escape)
    form = room.reception.window.form
    assert form.fields["method"].isVisible()
    form.method.setFocus()
    room.press(_Key.Key_Down)
    room.choose("Our way")
    assert "Ninety minutes of ours" in form.agenda.accessibleName()
    form.title.setFocus()
    room.reception.fill("With our own")
    room.reception.press(_Key.Key_Return, ctrl=True)
    workshop = room.reception.session()
    with workshop.file:
        assert workshop.method.text("title", "en") == "Our way"
        assert workshop.method.id == library().entries()[1].id


def test_one_method_is_no_choice(qtbot: QtBot) -> None:
    reception = open_reception(qtbot)
    reception.settle()
    assert not reception.window.form.fields["method"].isVisible()
    assert not list(paths.own_methods().iterdir())


@pytest.mark.parametrize("page", [Page("activity", CK), Page("shared", "routines")])
def test_everything_has_a_name_and_is_reached_by_tab(room: Room, page: Page) -> None:
    room.go(page)
    room.editor.pages.setFocus()
    seen: list[QWidget] = []
    while room.reception.focus() not in seen and len(seen) < 400:
        focus = room.reception.focus()
        assert room.editor.isAncestorOf(focus)
        assert focus.accessibleName() or (isinstance(focus, QPushButton) and focus.text()), focus
        seen.append(focus)
        room.press(_Key.Key_Tab)
    fields = room.sheet.findChildren(WordsField)
    assert fields
    assert set(fields) <= set(seen)


@pytest.mark.parametrize("size", [(1366, 768), (1100, 720), (1920, 1080)])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_nothing_stands_outside_its_card(
    size: tuple[int, int], language: str, qtbot: QtBot
) -> None:
    room = _opened(open_reception(qtbot, language=language, size=size))
    room.editor.shelf.duplicate()
    for page in (Page("activity", "act-rituals"), Page("agenda", "taster-90")):
        room.go(page)
        width = room.editor.form.viewport().width()
        assert room.sheet.width() <= width
        for child in room.sheet.findChildren(QWidget):
            parent = child.parentWidget()
            if child.isVisible() and parent is not None:
                assert child.geometry().right() <= parent.width(), child.objectName()

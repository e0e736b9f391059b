"""The console as a whole: what it says, how it follows the session, what it never does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from tests.console.room import Clock, PaperStage, Room, make_workshop, open_room, vote
from workshop_app.console import stage_preview
from workshop_app.console.outside import ForgetfulPreferences
from workshop_app.console.settings import SETTINGS, default_of
from workshop_app.console.window import ConsoleWindow
from workshop_app.errors import UserError
from workshop_app.figures.theme import THEMES
from workshop_app.session import people
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

CONSOLE = Path(__file__).parents[2] / "workshop_app" / "console"


def test_the_big_button_says_what_it_does(room: Room) -> None:
    assert room.label() == "Start: Who is in the room?"
    room.window.next_step()
    room.settle()
    assert room.label() == "Next: Question"
    room.go("see-five-answers", "collect")
    assert room.label() == "Open the round"
    room.window.next_step()
    room.settle()
    assert room.label() == "Go on without votes"
    vote(room.workshop, "see-five-answers", 8)
    room.settle()
    assert room.label() == "Close the round (8 of 8)"
    room.window.next_step()
    room.settle()
    assert room.label() == "Reveal →"


def test_the_button_is_pressed_by_mouse_too(room: Room) -> None:
    QTest.mouseClick(room.window.body.controls.next, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.workshop.live().moment.slot == room.workshop.slots()[0].key


def test_capture_has_the_keyboard_after_a_step(room: Room) -> None:
    room.go("see-customer-story", "collect")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.window.body.capture.isAncestorOf(focus)


def test_what_is_ahead_is_hidden_from_the_facilitator_too(qtbot: QtBot, workshop: Workshop) -> None:
    room = open_room(qtbot, workshop, width=1920, height=1080)
    room.go("see-five-answers", "guess")
    from workshop_app.assembly import conduct

    room.go("see-five-answers", "collect")
    conduct.perform(workshop, conduct.next_action(workshop), room.clock())
    vote(workshop, "see-five-answers", 5)
    conduct.perform(workshop, conduct.next_action(workshop), room.clock())
    room.go("see-five-answers", "question")
    room.go("see-five-answers", "guess")
    shown = room.window.body.preview.view.figure.texts()
    assert not any("80" in text for text in shown)


def test_the_preview_is_the_stages_own_picture(room: Room) -> None:
    from workshop_app.assembly.scene import scene

    room.go("see-checklist", "question")
    state = room.workshop.live()
    expected = scene(room.workshop, state.shown, surface=state.surface)
    assert room.window.body.preview.view.figure == expected.figure


def test_the_preview_follows_a_voting_room_in_its_own_time(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ballots that come all the time neither draw it each time nor put it off each time."""
    from workshop_app.assembly.scene import scene

    monkeypatch.setattr(stage_preview, "_VOTED", 60_000)
    room.go("see-five-answers", "collect")
    room.window.next_step()
    room.settle()
    preview = room.window.body.preview
    before, left = preview.view.figure, []
    for _ in range(3):
        vote(room.workshop, "see-five-answers", 1)
        room.settle()
        (due,) = [one for one in preview.findChildren(QTimer) if one.interval() == 60_000]
        left.append(due.remainingTime())
    assert preview.view.figure == before, "it is drawn with each ballot"
    assert left[0] > left[1] > left[2], "each ballot puts it off"
    due.start(0)
    room.settle()
    now = scene(room.workshop, room.workshop.live().shown)
    assert preview.view.figure == now.figure != before


def test_a_frozen_stage_keeps_its_preview(room: Room) -> None:
    room.go("see-checklist", "question")
    before = room.window.body.preview.view.figure
    room.window.actions_.stage.freeze()
    room.window.next_step()
    room.settle()
    assert room.window.body.preview.view.figure == before


def test_a_reveal_lets_the_preview_grow(room: Room) -> None:
    room.go("see-five-answers", "collect")
    room.window.next_step()
    vote(room.workshop, "see-five-answers", 8)
    room.window.next_step()
    room.go("see-five-answers", "total")
    room.window.next_step()
    room.settle()
    view = room.window.body.preview.view
    assert view.is_growing
    room.qtbot.waitUntil(lambda: not view.is_growing)


def test_nothing_grows_with_reduced_motion(qtbot: QtBot, workshop: Workshop) -> None:
    still = ForgetfulPreferences(reduced_motion="on")
    room = open_room(qtbot, workshop, preferences=still)
    room.go("see-five-answers", "collect")
    room.window.next_step()
    vote(workshop, "see-five-answers", 8)
    room.window.next_step()
    room.go("see-five-answers", "total")
    room.window.next_step()
    room.settle()
    assert not room.window.body.preview.view.is_growing


# Following the session


def test_many_changes_of_one_turn_are_one_refresh(room: Room) -> None:
    agenda = room.window.body.people
    room.window.body.show_pane(agenda)
    room.settle()
    refreshed: list[frozenset[str]] = []
    original = agenda.refresh

    def counted(snapshot: object, tables: frozenset[str]) -> None:
        refreshed.append(tables)
        original(snapshot, tables)  # type: ignore[arg-type]

    agenda.refresh = counted  # type: ignore[method-assign]
    for number in range(20):
        people.add_people(room.workshop.file, "Added", [people.Person(f"Person {number}")])
    assert refreshed == []
    room.settle()
    assert refreshed == [frozenset({"person"})]


def test_only_what_changed_is_read_again(room: Room) -> None:
    refreshed: list[str] = []
    for pane in (room.window.body.agenda, room.window.body.script, room.window.body.steps):
        original = pane.refresh

        def counted(
            snapshot: object,
            tables: frozenset[str],
            name: str = type(pane).__name__,
            original: object = original,
        ) -> None:
            refreshed.append(name)
            original(snapshot, tables)  # type: ignore[operator]

        pane.refresh = counted  # type: ignore[method-assign]
    people.add_people(room.workshop.file, "Added", [people.Person("Ada")])
    room.settle()
    assert refreshed == []
    room.go("see-checklist")
    assert sorted(set(refreshed)) == ["AgendaPane", "ScriptPane", "StepStrip"]


def test_a_pane_that_is_not_seen_catches_up_when_it_is(room: Room) -> None:
    pane = room.window.body.people
    assert not pane.isVisible()
    people.add_people(room.workshop.file, "Added", [people.Person("Ada")])
    room.settle()
    assert pane.model.rows == []
    room.window.body.show_pane(pane)
    room.settle()
    assert "Ada" in [row.name for row in pane.model.rows]


def test_a_closed_console_follows_nothing(room: Room) -> None:
    room.window.close()
    people.add_people(room.workshop.file, "Added", [people.Person("Ada")])
    room.settle()
    assert room.workshop.people()[-1].name == "Ada"


def test_the_clock_moves_by_itself(room: Room) -> None:
    room.go("see-checklist")
    before = room.window.body.controls.timer.text
    room.clock.forward(1.5)
    room.qtbot.waitUntil(lambda: room.window.body.controls.timer.text != before)
    assert room.window.body.controls.timer.text == "18:30"


def test_overtime_shows_on_the_console_only(room: Room) -> None:
    room.go("see-checklist")
    room.clock.forward(21)
    timer = room.window.body.controls.timer
    room.qtbot.waitUntil(lambda: timer.text == "+1:00")
    texts = room.window.body.preview.view.figure.texts()
    assert not any("1:00" in text for text in texts)
    assert room.window.body.preview.view._overlay is None  # noqa: SLF001


def test_drift_shows_in_the_bar_and_the_footer(room: Room) -> None:
    for minutes, slot in zip((5, 14), room.workshop.slots(), strict=False):
        room.workshop.go(Moment(slot.key), room.clock())
        room.clock.forward(minutes)
    room.go("see-five-answers")
    said = texts_of(room)
    assert "+4 min" in said
    assert "Ends 11:24" in said
    assert "planned 11:20" in said


# Errors, toasts, undo


def test_a_user_error_is_said_in_the_bar_and_changes_nothing(room: Room) -> None:
    def full() -> None:
        raise UserError("The disk is full.", "Notes are safe in memory.", "Free {n} MB.", n=50)

    assert room.window.attempt(full) is False
    assert room.window.message.text == "The disk is full. Notes are safe in memory. Free 50 MB."
    assert room.window.attempt(lambda: None) is True
    assert room.window.message.text == ""


def test_a_bug_is_no_sentence_for_the_bar(room: Room) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        room.window.attempt(bug)


def test_a_question_in_the_bar_waits_for_its_answer(room: Room) -> None:
    told: list[str] = []
    asked = ("Show the stage there?", "warn", (("use", "There"), ("not", "Not now")))
    room.window.ask(lambda _: asked, told.append)
    room.window.attempt(lambda: None)
    assert room.window.message.text == "Show the stage there?"
    buttons = {b.text(): b for b in room.window.message.findChildren(QPushButton)}
    buttons["There"].click()
    assert told == ["use"]
    assert room.window.message.text == ""


def test_an_undo_that_is_refused_is_said(room: Room) -> None:
    file = room.workshop.file
    added = people.add_people(file, "Ada added", [people.Person("Ada")])[0]
    with file.edit("", undoable=False) as edit:
        from workshop_app.storage.tables import PersonRow

        edit.run(PersonRow.update(name="Ida").where(PersonRow.key == added.key))
    room.window.actions_.undo()
    room.settle()
    assert "cannot be taken back" in room.window.message.text
    assert "Ida" in [person.name for person in room.workshop.people()]


def test_the_toasts_undo_takes_the_change_back(room: Room) -> None:
    people.add_people(room.workshop.file, "Ada added", [people.Person("Ada")])
    room.window.toast("Ada added", undoable=True)
    link = room.window.notice.findChild(QPushButton)
    assert isinstance(link, QPushButton)
    link.click()
    room.settle()
    assert "Ada" not in [person.name for person in room.workshop.people()]


def test_the_history_takes_several_back(room: Room) -> None:
    for name in ("Ada", "Bo", "Cy"):
        people.add_people(room.workshop.file, f"{name} added", [people.Person(name)])
    room.settle()
    open_menu(room, "What can be undone")
    menu = shown_menu()
    labels = [action.text() for action in menu.actions()]
    assert labels[:3] == ["Cy added", "Bo added", "Ada added"]
    menu.actions()[1].trigger()
    menu.close()
    room.settle()
    names = [person.name for person in room.workshop.people()]
    assert "Ada" in names
    assert not {"Bo", "Cy"} & set(names)
    assert room.window.notice.text == "2 changes undone"


def test_undo_is_named_and_off_when_there_is_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path, people=())
    room = open_room(qtbot, workshop)
    undo = button_named(room, "Nothing to undo")
    assert not undo.isEnabled()
    people.add_people(workshop.file, "Ada added", [people.Person("Ada")])
    room.settle()
    assert undo.isEnabled()
    assert undo.accessibleName() == "Undo: Ada added"
    for number in range(9):
        people.add_people(workshop.file, f"Added {number}", [people.Person(f"P {number}")])
    for _ in range(9):
        workshop.file.undo()
    room.settle()
    assert undo.accessibleName() == "Undo: Ada added", "however much was taken back before"
    workshop.file.close()


# Stage, booth, settings


def test_the_chip_says_where_the_stage_is(room: Room) -> None:
    chip = button_named(room, "Stage off")
    chip.click()
    room.settle()
    assert room.stage.told == ["on"]
    assert chip.accessibleName() == "Stage on Epson EB-L260"
    room.stage.lose()
    assert chip.text() == "Projector gone. Timer runs. Nothing is lost."
    assert chip.property("level") == "warn"


def test_a_console_without_a_stage_works(qtbot: QtBot, workshop: Workshop) -> None:
    window = ConsoleWindow(workshop, theme=THEMES["light"], clock=Clock())
    qtbot.addWidget(window)
    window.show()
    window.actions_.stage.resume()
    window.actions_.stage.switch()
    window.actions_.stage.swap()
    window.actions_.stage.explore()
    window.open_booth("see-five-answers")
    assert window.isVisible()


def test_turnout_and_booth_show_while_a_round_is_open(room: Room) -> None:
    turnout = room.window.body.turnout
    room.go("see-five-answers", "collect")
    assert not turnout.isVisible()
    room.window.next_step()
    vote(room.workshop, "see-five-answers", 3)
    room.settle()
    assert turnout.isVisible()
    assert "3 of 8 voted" in texts_of(room)
    booth = next(b for b in turnout.findChildren(QPushButton) if b.isVisible())
    booth.click()
    assert room.stage.told == ["booth see-five-answers"]
    room.window.next_step()
    room.window.next_step()
    room.settle()
    assert not turnout.isVisible()


def test_the_language_changes_everything_at_once_and_back(room: Room) -> None:
    room.go("see-customer-story", "collect")
    choose(room, "Language of the session", "Nederlands")
    assert room.workshop.info.language == "nl"
    said = texts_of(room)
    assert "Nu op het podium" in said
    assert room.label().startswith("Volgende")
    assert "Een klantverhaal" in [row.title for row in room.window.body.agenda.model.rows]
    room.window.actions_.undo()
    room.settle()
    assert "On stage now" in texts_of(room)


def test_the_minimum_group_is_a_fact_of_the_session(room: Room) -> None:
    choose(room, "Smallest group that shows", "6 people")
    assert room.workshop.info.minimum_group == 6


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_can_be_chosen(room: Room, setting: object) -> None:
    from workshop_app.console.settings import Setting

    assert isinstance(setting, Setting)
    words = room.workshop.words
    for value in setting.choices:
        choose(
            room,
            words(f"console.settings.{setting.name}"),
            words(f"console.settings.{setting.name}.{value}"),
        )
        assert room.window.preference(setting.name) == value
    choose(
        room,
        words(f"console.settings.{setting.name}"),
        words(f"console.settings.{setting.name}.{default_of(setting.name)}"),
    )


def test_the_screen_is_chosen_by_name(room: Room) -> None:
    choose(room, "Screen of the stage", "Built-in")
    assert room.stage.told == ["screen own"]


def test_another_theme_reaches_the_painted_parts(room: Room) -> None:
    choose(room, "Console looks", "Dark")
    room.settle()
    image = room.window.grab().toImage()
    page = THEMES["dark"].colour("surface")
    assert image.pixelColor(6, 650).name().upper() in (page, THEMES["dark"].colour("see_tint"))
    choose(room, "Console looks", "Light")


# Empty


def test_an_empty_session_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path, people=(), name="empty")
    room = open_room(qtbot, workshop)
    said = texts_of(room)
    assert "Not begun yet. Press Start when the room is ready." in said
    room.window.body.show_pane(room.window.body.people)
    room.settle()
    assert "Nobody on the list yet. Type the first name below." in texts_of(room)
    workshop.file.close()


def test_a_restart_comes_back_to_the_same_place(qtbot: QtBot, tmp_path: Path) -> None:
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

    workshop = make_workshop(tmp_path)
    first = open_room(qtbot, workshop)
    first.go("see-checklist", "collect")
    first.window.next_step()
    first.window.actions_.table["blank"]()
    first.settle()
    first.window.close()
    path = workshop.file.path
    workshop.file.close()
    again = Workshop(SessionFile.open(path))
    second = open_room(qtbot, again)
    assert second.label() == "Go on without votes"
    assert "Stage is blank" in texts_of(second)
    round_ = latest(again.file, "see-checklist")
    assert round_ is not None
    assert round_.state == "open"
    again.file.close()


# Never


def test_there_is_no_dialog_anywhere_in_the_console() -> None:
    for module in CONSOLE.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert not re.search(r"QMessageBox|QDialog\b|QInputDialog|\.exec\(", text), module.name


def test_no_dialog_opens_while_working(room: Room) -> None:
    for activity in ("see-roster", "see-checklist", "be-pledge"):
        room.go(activity)
        room.window.next_step()
        room.settle()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]


def test_every_control_has_a_name(room: Room) -> None:
    room.go("see-five-answers", "collect")
    room.window.next_step()
    room.settle()
    for button in room.window.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button.parent(), QTabBar):
            assert button.accessibleName() or button.text(), button


def texts_of(room: Room) -> list[str]:
    """Every text that is visible on a label or button."""
    from PySide6.QtWidgets import QLabel

    found = [label.text() for label in room.window.findChildren(QLabel) if label.isVisible()]
    return found + [
        button.text() for button in room.window.findChildren(QAbstractButton) if button.isVisible()
    ]


def button_named(room: Room, name: str) -> QAbstractButton:
    for button in room.window.findChildren(QAbstractButton):
        if button.accessibleName() == name:
            return button
    raise AssertionError(f"no button named {name}")


def open_menu(room: Room, name: str) -> None:
    button_named(room, name).click()
    room.settle()


def shown_menu() -> QMenu:
    menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    assert len(menus) == 1
    return menus[0]


def choose(room: Room, title: str, option: str) -> None:
    """Choose in the settings menu."""
    name = room.workshop.words("console.bar.settings")
    open_menu(room, name)
    menu = shown_menu()
    sub = next(m for m in menu.findChildren(QMenu) if m.title() == title)
    next(action for action in sub.actions() if action.text() == option).trigger()
    menu.close()
    room.settle()


def test_the_stage_of_the_tests_is_a_stage() -> None:
    from workshop_app.console.outside import StageControl

    stage: StageControl = PaperStage()
    assert stage.state().kind == "off"


def test_nothing_flashes_up_as_a_window_of_its_own(room: Room) -> None:
    """A widget shown before it has a parent takes the keyboard away from the console."""
    strays: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget):
                return False
            if watched.isWindow() and watched is not room.window:
                strays.append(type(watched).__name__)
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for slot in room.workshop.slots():
        steps = room.workshop.method.activities[slot.activity].steps
        for number in range(len(steps)):
            room.window.go(Moment(slot.key, number))
            room.settle()
            assert QApplication.focusWidget() is not None, slot.activity
    app.removeEventFilter(watch)
    assert strays == []


# Closing with care


def _open_with(room: Room, ballots: int) -> str:
    room.go("see-five-answers", "collect")
    room.window.next_step()
    vote(room.workshop, "see-five-answers", ballots)
    room.settle()
    return "see-five-answers"


def _state(room: Room, activity: str) -> str:
    round_ = latest(room.workshop.file, activity)
    assert round_ is not None
    return round_.state


@pytest.mark.parametrize(
    ("ballots", "said"), [(5, "5 of 8 are in"), (11, "11 ballots, 8 people present")]
)
def test_closing_is_asked_once_more_where_the_numbers_differ(
    room: Room, ballots: int, said: str
) -> None:
    activity = _open_with(room, ballots)
    room.window.next_step()
    assert _state(room, activity) == "open"
    assert said in room.window.message.text
    room.window.next_step()
    assert _state(room, activity) == "closed"
    assert room.window.message.text == ""


def test_a_late_second_press_asks_again(room: Room) -> None:
    activity = _open_with(room, 5)
    room.window.next_step()
    room.clock.forward(0.2)
    room.qtbot.waitUntil(lambda: room.window.message.text == "")
    room.window.next_step()
    assert _state(room, activity) == "open"
    assert "Press again" in room.window.message.text


def test_nobody_is_missing_where_there_is_no_list(qtbot: QtBot, tmp_path: Path) -> None:
    room = open_room(qtbot, make_workshop(tmp_path, people=()))
    activity = _open_with(room, 3)
    said = texts_of(room)
    assert "3 voted" in said
    assert "of 0" not in said
    assert room.label() == "Close the round (3)"
    room.window.next_step()
    assert _state(room, activity) == "closed"
    room.settle()
    room.window.close()
    room.workshop.file.close()


def test_the_window_is_called_like_the_session(room: Room) -> None:
    assert room.window.windowTitle() == "Closer to Maria"


def test_another_language_keeps_what_is_half_typed(room: Room) -> None:
    room.go("be-pledge")
    pledge = room.window.body.capture.editor
    assert pledge is not None
    fields = [field for field in pledge.findChildren(QLineEdit) if field.isVisible()]
    for field in fields:
        field.setText("half typed")
    choose(room, "Language of the session", "Nederlands")
    room.settle()
    assert {field.text() for field in fields} == {"half typed"}


def test_the_narrow_bar_keeps_the_history(qtbot: QtBot, workshop: Workshop) -> None:
    room = open_room(qtbot, workshop, width=1000, height=700)
    names = [b.accessibleName() for b in room.window.bar.findChildren(QToolButton) if b.isVisible()]
    assert "What can be undone" in names


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_an_answer_takes_the_keyboard_and_gives_it_back(room: Room) -> None:
    room.go("see-checklist")
    room.window.body.controls.next.setFocus()
    heard: list[str] = []
    asked = ("Which?", "warn", (("yes", "Yes"), ("no", "No")))
    room.window.ask(lambda _: asked, heard.append, takes_keys=True)
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert heard == ["yes"]
    assert QApplication.focusWidget() is room.window.body.controls.next
    room.window.ask(lambda _: asked, heard.append, takes_keys=True)
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    assert heard == ["yes"]
    assert room.window.message.text == ""
    assert room.workshop.live().surface == "step"


def test_the_toasts_undo_never_takes_back_something_newer(room: Room) -> None:
    room.go("see-customer-story", "collect")
    file = room.workshop.file
    add_notes(file, "First", "see-customer-story", [NewNote("happened", "One")])
    room.window.toast("First", undoable=True)
    add_notes(file, "Second", "see-customer-story", [NewNote("happened", "Two")])
    room.window.notice.undo_requested.emit()
    room.settle()
    assert [note.text for note in read_notes(file, "see-customer-story")] == ["One", "Two"]
    assert "newer" in room.window.notice.text
    room.window.toast("Second", undoable=True)
    room.window.notice.undo_requested.emit()
    room.settle()
    assert [note.text for note in read_notes(file, "see-customer-story")] == ["One"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.window.body.capture.isAncestorOf(focus), "one types on"

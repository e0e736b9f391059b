"""The list of people: what they agreed to, what is held about them, erasing, and how long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.console.room import Room, open_room
from tests.persons import ADDRESS, NAME, everywhere, hits
from workshop_app.console import keeping, settings_menu
from workshop_app.console.erase_sheet import EraseSheet
from workshop_app.console.people_menu import menu_of
from workshop_app.console.person_sheet import PersonSheet
from workshop_app.console.start_recent import recent_rows
from workshop_app.figures.theme import THEMES
from workshop_app.session import retention
from workshop_app.session.holding import save_settings, settings_of
from workshop_app.session.recent import RecentSession
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.session.people import Person

pytestmark = pytest.mark.gui


@pytest.fixture
def full(qtbot: QtBot, tmp_path: Path) -> Room:
    """A console on the session in which one person is everywhere."""
    workshop, _ = everywhere(tmp_path)
    made = open_room(qtbot, workshop)
    made.window.body.people.refresh(made.window.snapshot(), frozenset())
    return made


def person(room: Room, name: str = NAME) -> Person:
    return next(one for one in room.workshop.people() if one.name == name)


def act(room: Room, what: str, value: str = "", name: str = NAME) -> None:
    room.window.people_actions.act(person(room, name).key, what, value)
    room.settle()


class Chooser:
    """Says where to, instead of the system's own chooser."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def existing(self, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path

    def new(self, title: str, path: Path, kinds: str) -> Path | None:
        return self.path


# -- consents ----------------------------------------------------------------------------


def test_consents_and_language_are_a_choice_each_and_can_be_undone(full: Room) -> None:
    for consent in ("named", "mail"):
        act(full, "agree", consent)
        assert getattr(person(full), consent) is False
    act(full, "language", "en")
    assert person(full).language == "en"
    for _ in range(3):
        full.workshop.file.undo()
    assert (person(full).named, person(full).mail, person(full).language) == (True, True, "nl")


def test_everybody_agreed_is_one_step(full: Room) -> None:
    act(full, "all", "mail")
    assert all(one.mail for one in full.workshop.people())
    full.workshop.file.undo()
    assert sum(one.mail for one in full.workshop.people()) == 2


def test_the_list_shows_and_says_what_somebody_agreed_to(full: Room) -> None:
    full.settle()
    rows = {row.name: row for row in full.window.body.people.model.rows if row.key}
    assert len(rows[NAME].agreed) == 2
    assert rows["Person 0"].agreed == ()
    for said in ("Name may be printed", "Mail may be sent"):
        assert said in rows[NAME].spoken
        assert said not in rows["Person 0"].spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_has_it_all(full: Room, language: str) -> None:
    told: list[tuple[str, str]] = []
    menu = menu_of(
        full.window, person(full), ("en", "nl"), Words.load(language),
        lambda what, value: told.append((what, value)),
    )  # fmt: skip
    actions = [*menu.actions(), *(a for sub in menu.findChildren(QMenu) for a in sub.actions())]
    by_data = {action.data(): action for action in actions if action.data()}
    assert by_data["agree", "mail"].isChecked()
    assert by_data["language", "nl"].isChecked()
    assert NAME in by_data["erase", ""].text()
    for action in by_data.values():
        action.trigger()
    assert told == list(by_data)
    menu.close()


def test_the_sheet_keeps_what_was_changed_as_one_step(full: Room) -> None:
    people = full.window.body.people
    row = next(n for n, one in enumerate(people.model.rows) if one.name == NAME)
    people.list.go_to(row)
    QTest.keyClick(people.list, Qt.Key.Key_F2)
    sheet = full.window.findChild(PersonSheet)
    assert isinstance(sheet, PersonSheet)
    sheet.address.setText("not one")
    sheet.close_sheet()
    assert sheet.isVisible()
    assert "not an address" in full.window.message.text
    sheet.address.setText("new@quist.example")
    sheet.consents["mail"].setChecked(False)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert (person(full).email, person(full).mail) == ("new@quist.example", False)
    assert (person(full).named, person(full).language) == (True, "nl")
    full.workshop.file.undo()
    assert (person(full).email, person(full).mail) == (ADDRESS, True)


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_is_seen_whole(qtbot: QtBot, tmp_path: Path, theme: str) -> None:
    workshop, who = everywhere(tmp_path, language="nl")
    made = open_room(qtbot, workshop, theme=theme)
    made.window.people_actions.act(who.key, "about", "")
    made.settle()
    sheet = made.window.findChild(PersonSheet)
    assert isinstance(sheet, PersonSheet)
    assert sheet.area.verticalScrollBar().maximum() == 0


# -- what is held, and erasing -----------------------------------------------------------


def test_what_is_held_is_written_where_it_was_chosen(full: Room, tmp_path: Path) -> None:
    full.window.chooser = Chooser(None)
    act(full, "held")
    assert not list(tmp_path.glob("*.zip"))
    full.window.chooser = Chooser(tmp_path / "about")
    act(full, "held")
    assert (tmp_path / "about.zip").is_file()


def test_erasing_asks_and_then_nothing_is_left(full: Room) -> None:
    key = person(full).key
    act(full, "erase")
    sheet = full.window.findChild(EraseSheet)
    assert isinstance(sheet, EraseSheet)
    assert sheet.keep.hasFocus(), "Enter and Esc erase nothing"
    assert any(NAME in line for line in sheet.told.goes)
    sheet.erase.click()
    full.settle()
    assert hits([NAME, ADDRESS, key], [full.workshop.file.path]) == {
        NAME: [], ADDRESS: [], key: []
    }  # fmt: skip
    assert sheet.isVisible(), "it says where copies may be"
    assert not sheet.erase.isVisible()
    assert NAME not in [one.name for one in full.workshop.people()]
    sheet.keep.click()
    full.settle()
    assert full.workshop.file.undo() is None


def test_tab_stays_on_the_sheet_and_a_remote_goes_on_with_the_room(full: Room) -> None:
    act(full, "erase")
    sheet = full.window.findChild(EraseSheet)
    assert isinstance(sheet, EraseSheet)
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    before = full.workshop.live().moment
    QTest.keyClick(sheet.keep, Qt.Key.Key_PageDown)
    full.settle()
    assert full.workshop.live().moment != before
    assert sheet.isVisible()


def test_keeping_changes_nothing(full: Room) -> None:
    act(full, "erase")
    sheet = full.window.findChild(EraseSheet)
    assert isinstance(sheet, EraseSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert person(full).name == NAME
    assert full.workshop.file.history.entries()


# -- how long ----------------------------------------------------------------------------


def past(room: Room) -> None:
    until = retention.keep_until(room.workshop.file)
    assert until is not None
    room.clock.time += (until - room.clock.time.date()) + timedelta(days=1)


def test_nothing_is_asked_before_the_day(full: Room) -> None:
    keeping.look(full.window)
    assert not full.window.is_asking


def test_after_the_day_it_asks_and_a_year_may_be_added(full: Room) -> None:
    past(full)
    keeping.look(full.window)
    assert "were to be kept" in full.window.message.text
    full.window.message.answered.emit("longer")
    full.settle()
    expected = retention.after(full.clock.time.date(), 12)
    assert retention.keep_until(full.workshop.file) == expected
    keeping.look(full.window)
    assert not full.window.is_asking


def test_after_the_day_everybody_may_be_erased_and_results_stay(full: Room) -> None:
    past(full)
    keeping.look(full.window)
    full.window.message.answered.emit("erase")
    full.settle()
    sheet = full.window.findChild(EraseSheet)
    assert isinstance(sheet, EraseSheet)
    sheet.erase.click()
    full.settle()
    assert full.workshop.people() == []
    assert full.workshop.file.row("SELECT COUNT(*) FROM tally") != (0,)
    sheet.close_sheet()
    keeping.look(full.window)
    assert not full.window.is_asking


def test_what_was_interrupted_is_finished_at_opening(full: Room) -> None:
    save_settings(full.workshop.file, {**settings_of(full.workshop.file), "erasing": True})
    keeping.look(full.window)
    assert not retention.is_unfinished(full.workshop.file)


def test_the_day_is_chosen_behind_the_gear(full: Room) -> None:
    menu = QMenu(full.window)
    settings_menu.fill(menu, full.window, lambda _name, _value: None)
    actions = [a for sub in menu.findChildren(QMenu) for a in sub.actions()]
    days = {a.data(): a for a in actions if a.data() and "months)" in a.text()}
    assert len(days) == 4
    (chosen,) = [day for day, action in days.items() if action.isChecked()]
    assert date.fromisoformat(chosen) == retention.keep_until(full.workshop.file)
    never = next(a for a in actions if a.data() == retention.NEVER)
    never.trigger()
    assert retention.keep_until(full.workshop.file) is None
    full.workshop.file.undo()
    assert retention.keep_until(full.workshop.file) == date.fromisoformat(chosen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_window_says_until_when(tmp_path: Path, language: str) -> None:
    words, path = Words.load(language), tmp_path / "a.workshop"
    path.touch()
    entry = RecentSession(path, "A", "Acme", date(2026, 3, 3), date(2029, 4, 3))
    (before,) = recent_rows([entry], words, date(2029, 4, 3))
    (after,) = recent_rows([entry], words, date(2029, 4, 4))
    assert "2029" in before.about
    assert not before.warns
    assert "2029" in after.place
    assert after.warns
    assert after.there

"""A pulse made in the start window, by keyboard: from which session, when, with which theme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.console.start_desk import Reception, open_reception, remembered
from tests.session.pulses import HELD, ZOE, held_session
from workshop_app.session.earlier import read_earlier
from workshop_app.storage import SessionFile
from workshop_app.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

_Key = Qt.Key


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The file of a session of the third of March 2026."""
    return held_session(tmp_path).file.path


@pytest.fixture
def reception(qtbot: QtBot) -> Reception:
    return open_reception(qtbot)


def begin(reception: Reception, earlier: Path) -> None:
    """Choose the earlier session."""
    reception.chooser.answers = [earlier]
    reception.window.recent.pulse.click()
    reception.settle()


def test_enter_goes_through_the_form_and_makes_the_pulse(
    reception: Reception, earlier: Path
) -> None:
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    assert reception.focus() is form.title
    for field in (form.day, form.time, form.theme, form.file):
        reception.press(_Key.Key_Return if field is not form.file else _Key.Key_Tab)
        assert reception.focus() is field
    reception.press(_Key.Key_Return, ctrl=True)
    assert reception.said == ""
    (made,) = reception.opened
    assert made.name == "Northlight 2026-06-03.workshop"
    workshop = reception.session()
    with workshop.file:
        assert workshop.info.title == "Closer to Maria: Pulse after 3 months"
        assert workshop.info.date == date(2026, 6, 3), "not before the session itself"
        assert [one.day for one in read_earlier(workshop.file)] == [HELD]
        assert len(workshop.people()) == 17
    assert reception.window.pulse.form is None, "the next workshop is a new one"


def test_it_shows_who_and_what_comes_along(reception: Reception, earlier: Path) -> None:
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    assert form.said == (
        "Closer to Maria, 3 March 2026. 17 people, not present yet · 1 action · 2 pledges"
    )
    assert ZOE.name in form.names
    assert form.fields["theme"].note == "3 months since the first session"
    assert form.fields["day"].note == "Wednesday"
    assert "150 minutes" in form.summary.text()


def test_theme_title_and_file_follow_the_day_until_they_are_chosen(
    reception: Reception, earlier: Path
) -> None:
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    form.day.setText("1 March 2027")
    assert form.theme.value == "12"
    assert form.title.text() == "Closer to Maria: Pulse after 12 months"
    assert form.file.text() == "Northlight 2027-03-01.workshop"
    form.theme.setFocus()
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Down)
    reception.press(_Key.Key_Return)
    assert form.theme.value == "24"
    assert "months point to another" in form.fields["theme"].note
    form.title.setFocus()
    form.title.selectAll()
    reception.type("Back to Maria")
    form.day.setText("1 June 2026")
    assert (form.theme.value, form.title.text()) == ("24", "Back to Maria")
    form.day.setText("nonsense")
    assert form.fields["day"].note == "not readable"


def test_a_day_too_early_is_said_at_the_day(reception: Reception, earlier: Path) -> None:
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    form.day.setText("3 March 2026")
    reception.press(_Key.Key_Return, ctrl=True)
    assert "A pulse comes after the session" in reception.said
    assert reception.focus() is form.day
    assert not reception.opened
    assert list(earlier.parent.iterdir()) == [earlier]


def test_a_file_that_cannot_be_is_said_and_the_form_stays(
    reception: Reception, earlier: Path, tmp_path: Path
) -> None:
    with SessionFile.open(earlier):
        begin(reception, earlier)
    assert "already open in another window" in reception.said
    assert reception.window.pulse.form is None
    begin(reception, tmp_path / "none.workshop")
    assert "There is no file" in reception.said
    begin(reception, earlier)
    assert reception.said == ""
    assert reception.window.pulse.form is not None


def test_escape_and_the_button_lead_back(reception: Reception, earlier: Path) -> None:
    reception.window.form.title.setText("Half typed")
    begin(reception, earlier)
    reception.press(_Key.Key_Escape)
    assert reception.window.pulse.form is None
    assert reception.focus() is reception.window.form.title
    assert reception.window.form.title.text() == "Half typed"
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    form.back.click()
    assert reception.window.pulse.form is None


def test_another_session_and_another_place(
    reception: Reception, earlier: Path, tmp_path: Path
) -> None:
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    reception.chooser.answers = [None, earlier, tmp_path / "here.workshop"]
    form.another.click()
    form.another.click()
    form.change.click()
    assert reception.window.pulse.form is form
    reception.press(_Key.Key_Return, ctrl=True)
    assert reception.opened == [tmp_path / "here.workshop"]


def test_the_list_leads_there_too(qtbot: QtBot, earlier: Path) -> None:
    remembered(earlier)
    reception = open_reception(qtbot)
    listed = reception.window.recent.list
    menu = listed.menu_of(listed.rows[0], Words.load("en"))
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == "Make a pulse…")
    action.trigger()
    assert reception.window.pulse.form is not None
    reception.press(_Key.Key_Escape)
    reception.chooser.answers = [None]
    reception.window.pulse.choose()
    assert reception.window.pulse.form is None


def test_a_narrow_window_shows_the_form(qtbot: QtBot, earlier: Path) -> None:
    reception = open_reception(qtbot, size=(700, 480))
    reception.press(_Key.Key_F6)
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    assert form.isVisible()
    reception.press(_Key.Key_F6)
    assert not form.isVisible()
    reception.press(_Key.Key_F6)
    assert reception.focus() is form.title


def test_in_dutch_everything_is_dutch(reception: Reception, earlier: Path) -> None:
    begin(reception, earlier)
    form = reception.window.pulse.form
    assert form is not None
    button = reception.window.language.button("nl")
    assert button is not None
    button.click()
    reception.settle()
    assert form.said == (
        "Closer to Maria, 3 maart 2026. 17 mensen, nog niet aanwezig · 1 actie · 2 beloftes"
    )
    assert form.day.text() == "3 juni 2026"
    assert form.theme.shown() == "Vervolgsessie na 3 maanden"
    assert form.title.text() == "Closer to Maria: Pulse after 3 months", "the session’s language"
    assert form.make.text() == "Maak de vervolgsessie"

"""A question that stands in the bar is put in the new language when that is changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from tests.console.room import make_workshop
from workshop_app import desktop
from workshop_app.assembly.rescue import Report
from workshop_app.desktop.rescuing import say_rescued
from workshop_app.session.info import write_info
from workshop_app.session.live import Moment
from workshop_app.stage.screens import ScreenChoice
from workshop_app.storage.rescue import Rescued
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

Expected = tuple[str, list[str]]
"""What a question says, and its answers."""

LOST = Rescued({"note": 3, "person": 1}, ("person",), (("see-checklist", 2),), (), ())


@pytest.fixture
def front(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[desktop.Front]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = desktop.Front(qapp)
    yield made
    assert made.desktop is not None
    made.desktop.close()
    QApplication.processEvents()


@pytest.fixture
def opened(front: desktop.Front, tmp_path: Path) -> desktop.Desktop:
    workshop = make_workshop(tmp_path)
    workshop.file.close()
    front.open(workshop.file.path)
    assert front.desktop is not None
    return front.desktop


def _said(session: desktop.Desktop) -> Expected:
    bar = session.console.message
    buttons = [b for b in bar.findChildren(QPushButton) if b.isVisibleTo(bar)]
    return bar.text, [button.text() for button in buttons]


def _switch(session: desktop.Desktop, language: str) -> None:
    """As the settings menu does it."""
    workshop = session.workshop
    info = workshop.info._replace(language=language)
    assert session.console.attempt(lambda: write_info(workshop.file, "", info))
    QApplication.processEvents()


def _changes(session: desktop.Desktop, expected: Callable[[Words], Expected]) -> None:
    for language in ("nl", "en"):
        _switch(session, language)
        assert _said(session) == expected(Words.load(language))


def _leave(session: desktop.Desktop) -> None:
    """The last line of the console's menu."""
    menu = QMenu(session.console)
    session.console.bar.settings_wanted.emit(menu)
    menu.actions()[-1].trigger()


def test_the_way_out(opened: desktop.Desktop) -> None:
    opened.projection.turn_on()
    _leave(opened)

    def expected(words: Words) -> Expected:
        answers = ["start.another.go", "start.another.stay"]
        return words("start.another.ask"), [words(key) for key in answers]

    assert _said(opened) == expected(Words.load("en"))
    _changes(opened, expected)


def test_where_to_vote_and_the_keyboard_stays_on_the_answer(
    opened: desktop.Desktop, qtbot: QtBot
) -> None:
    slot = opened.workshop.slot_of("see-five-answers")
    assert slot is not None
    steps = opened.workshop.method.activities["see-five-answers"].steps
    opened.console.go(Moment(slot.key, next(i for i, s in enumerate(steps) if s.view == "collect")))
    opened.console.next_step()
    opened.console.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.waitUntil(lambda: opened.console.body.capture.editor is not None)
    QApplication.processEvents()
    opened.console.open_booth("see-five-answers")
    text, _ = _said(opened)
    pin = next(word for word in text.replace(".", "").split() if word.isdigit())

    def expected(words: Words) -> Expected:
        answers = [words(f"desktop.booth.{key}") for key in ("laptop", "not")]
        return words("desktop.booth.pin", pin=pin), answers

    _changes(opened, expected)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "laptop"


def test_a_screen_that_was_plugged_in(opened: desktop.Desktop) -> None:
    opened.projection.turn_on()
    opened.projection.screens()
    choice = opened.projection.findChild(ScreenChoice) or opened.console.findChild(ScreenChoice)
    assert choice is not None
    choice.screen_offered.emit("HDMI-1", "Acme 4K")

    def expected(words: Words) -> Expected:
        answers = [words("desktop.screen.use"), words("desktop.screen.not")]
        return words("desktop.screen.offered", screen="Acme 4K"), answers

    _changes(opened, expected)


def test_a_risky_place(front: desktop.Front, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    workshop = make_workshop(tmp_path / "Dropbox")
    workshop.file.close()
    front.open(workshop.file.path)
    session = front.desktop
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.console.message.text))
    name = workshop.file.path.name

    def expected(words: Words) -> Expected:
        text = words("start.location.synced", name=name, service="Dropbox")
        return text, [words("start.location.known")]

    _changes(session, expected)


def test_the_end_of_a_rehearsal(front: desktop.Front, tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path)
    workshop.file.close()
    front.rehearse(workshop.file.path, 6)
    session = front.desktop
    assert session is not None
    _leave(session)

    def expected(words: Words) -> Expected:
        return words("rehearse.ends"), [words("rehearse.end"), words("rehearse.stay")]

    _changes(session, expected)


def test_what_was_rescued_in_short_and_in_full(opened: desktop.Desktop) -> None:
    path = Path("/a/day.workshop")
    say_rescued(opened.console, Report(LOST, path, path, opened.workshop.words))
    known = "start.location.known"

    def short(words: Words) -> Expected:
        came = words.listing([words("rescue.person", n=1), words("rescue.note", n=3)])
        lost = words.listing([words("rescue.lost.person"), words("rescue.lost.round")])
        text = words("rescue.some", came=came, lost=lost)
        return text, [words("rescue.details"), words(known)]

    _changes(opened, short)
    details = opened.console.message.findChild(QPushButton, "details")
    assert details is not None
    details.click()
    for language in ("nl", "en"):
        _switch(opened, language)
        words = Words.load(language)
        text, answers = _said(opened)
        assert answers == [words(known)]
        assert words("rescue.note", n=3) in text
        assert words("rescue.journal") in text

"""A rehearsal in the app: a session of its own, a room that speaks by itself, nothing left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from tests.console.room import make_workshop
from workshop_app.assembly.conduct import next_action
from workshop_app.desktop.rehearsal import Rehearsal
from workshop_app.session.live import Moment
from workshop_app.session.notes import read_notes
from workshop_app.session.preferences import Preferences
from workshop_app.session.recent import RecentSessions
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.tally import latest, rounds

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from workshop_app import desktop

pytestmark = pytest.mark.gui


@pytest.fixture(params=["en", "nl"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    workshop = make_workshop(tmp_path, language=request.param)
    workshop.file.close()
    return workshop.file.path


def _session(front: desktop.Front) -> desktop.Desktop:
    assert front.desktop is not None
    return front.desktop


def _rehearsal(front: desktop.Front) -> Rehearsal:
    assert isinstance(front.desktop, Rehearsal)
    return front.desktop


def _sizes(menu: QMenu) -> dict[int, QAction]:
    """How many people a menu offers to rehearse with."""
    actions = [action for sub in menu.findChildren(QMenu) for action in sub.actions()]
    return {action.data(): action for action in actions if isinstance(action.data(), int)}


def _settings(session: desktop.Desktop) -> QMenu:
    menu = QMenu(session.console)
    session.console.bar.settings_wanted.emit(menu)
    return menu


def _answer(session: desktop.Desktop, key: str) -> None:
    button = session.console.message.findChild(QPushButton, key)
    assert button is not None
    button.click()


def _rehearse(front: desktop.Front, qtbot: QtBot, people: int = 12) -> Rehearsal:
    """From the console's menu."""
    _sizes(_settings(_session(front)))[people].trigger()
    qtbot.waitUntil(lambda: isinstance(front.desktop, Rehearsal))
    return _rehearsal(front)


def _leave(session: desktop.Desktop) -> None:
    """The last line of the console's menu."""
    _settings(session).actions()[-1].trigger()


def _page_down(session: desktop.Desktop) -> None:
    session.console.activateWindow()
    QTest.keyClick(session.console, Qt.Key.Key_PageDown)
    for _ in range(6):
        QApplication.processEvents()


def test_the_console_rehearses_and_comes_back(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    first = _session(front).workshop.slots()[1]
    _session(front).console.go(Moment(first.key))
    assert len(_session(front).workshop.people()) in _sizes(_settings(_session(front)))
    rehearsal = _rehearse(front, qtbot)
    made = rehearsal.workshop.file.path
    words = rehearsal.workshop.words
    assert rehearsal.console.windowTitle() == words("rehearsal.title", title="Closer to Maria")
    assert words("rehearse.begun", n=12) in rehearsal.console.notice.text
    assert len(rehearsal.workshop.people()) == 12
    assert not _sizes(_settings(rehearsal))
    rehearsal.console.next_step()
    _leave(rehearsal)
    assert rehearsal.console.message.text == words("rehearse.ends")
    _answer(rehearsal, "stay")
    assert made.exists()
    _leave(rehearsal)
    _answer(rehearsal, "go")
    qtbot.waitUntil(lambda: not isinstance(front.desktop, Rehearsal))
    assert not made.parent.exists()
    assert _session(front).workshop.file.path == path
    assert _session(front).workshop.live().moment == Moment(first.key)
    assert [entry.path for entry in RecentSessions(Preferences()).read()] == [path]


def test_the_room_speaks_and_votes_at_every_step(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    """PgDn alone holds the whole agenda, and the session itself stays as it was."""
    before = path.read_bytes()
    front.rehearse(path, 12)
    rehearsal = _rehearsal(front)
    workshop = rehearsal.workshop
    for _ in range(400):
        if next_action(workshop).kind == "done":
            break
        _page_down(rehearsal)
    assert next_action(workshop).kind == "done"
    held = [slot.activity for slot in workshop.slots()]
    voted = [round_ for activity in held for round_ in rounds(workshop.file, activity)]
    assert voted
    assert all(round_.returned == 12 and round_.state == "revealed" for round_ in voted)
    assert sum(len(read_notes(workshop.file, activity)) for activity in held) > 20
    assert path.read_bytes() == before


def test_a_recent_session_is_rehearsed_from_its_menu(
    front: desktop.Front, preferences: Preferences, qtbot: QtBot, path: Path
) -> None:
    with SessionFile.open(path) as file:
        RecentSessions(preferences).remember(path, Workshop(file).info)
    front.receive()
    start = front.start
    assert start is not None
    recent = start.recent.list
    start.resize(1366, 768)
    assert recent.currentIndex().isValid()
    at = recent.visualRect(recent.currentIndex()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, recent.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(recent.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    _sizes(menu)[40].trigger()
    menu.close()
    rehearsal = _rehearsal(front)
    assert len(rehearsal.workshop.people()) == 40
    assert not start.isVisible()
    made = rehearsal.workshop.file.path
    _leave(rehearsal)
    _answer(rehearsal, "go")
    qtbot.waitUntil(lambda: front.desktop is None)
    assert start.isVisible()
    assert not made.exists()
    assert [row.path for row in recent.rows] == [path]


def test_a_session_that_does_not_open_is_not_rehearsed(
    front: desktop.Front, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.workshop"
    broken.write_bytes(b"nothing")
    front.receive()
    assert front.start is not None
    front.start.recent.list.rehearsed.emit(broken, 12)
    assert "broken.workshop" in front.start.message.text
    assert front.desktop is None


_END = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workshop_app import desktop
app = desktop._application()
front = desktop.Front(app)
front.rehearse(Path(sys.argv[1]), 6)
print(front.desktop.workshop.file.path)
QTimer.singleShot(100, front.desktop.console.close)
QTimer.singleShot(20_000, lambda: app.exit(3))
sys.exit(app.exec())
"""


@pytest.mark.e2e
def test_the_end_of_the_app_deletes_a_rehearsal(path: Path) -> None:
    command = [sys.executable, "-c", _END, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    made = Path(said.stdout.strip())
    assert made.name == path.name
    assert made != path
    assert not made.parent.exists()
    assert "Traceback" not in said.stderr


def test_what_is_being_typed_is_asked_about_first(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    slot = session.workshop.slot_of("see-customer-story")
    assert slot is not None
    session.console.go(Moment(slot.key, 1))
    qtbot.waitUntil(lambda: session.console.body.capture.editor is not None)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "half a no")
    _sizes(_settings(session))[12].trigger()
    assert session.console.message.text == session.workshop.words("start.another.ask")
    _answer(session, "go")
    qtbot.waitUntil(lambda: isinstance(front.desktop, Rehearsal))
    assert latest(_rehearsal(front).workshop.file, "see-checklist") is None

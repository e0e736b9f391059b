"""One window at a time: start window, session, start window again; files let go of properly."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import apsw
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from shiboken6 import isValid

from tests.console.room import make_workshop
from workshop_app import cli, desktop, paths
from workshop_app.console.window import local_now
from workshop_app.errors import UserError
from workshop_app.method.question import Question
from workshop_app.session.live import Moment
from workshop_app.session.notes import read_notes
from workshop_app.session.preferences import Preferences
from workshop_app.session.recent import RecentSessions
from workshop_app.session.workshop import Workshop
from workshop_app.stage.window import StageWindow
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.copies import copies_of
from workshop_app.ui.explore_view import ExploreView

if TYPE_CHECKING:

    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.console.start_window import StartWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop = make_workshop(tmp_path, name="day")
    workshop.file.close()
    return workshop.file.path


def _session(front: desktop.Front) -> desktop.Desktop:
    assert front.desktop is not None
    return front.desktop


def _start(front: desktop.Front) -> StartWindow:
    assert front.start is not None
    return front.start


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _choose(session: desktop.Desktop, theme: str) -> None:
    """Choose how the console looks, from the settings menu."""
    menu = QMenu(session.console)
    session.console.bar.settings_wanted.emit(menu)
    actions = [action for sub in menu.findChildren(QMenu) for action in sub.actions()]
    next(action for action in actions if action.data() == theme).trigger()


def _ctrl_o(qtbot: QtBot, session: desktop.Desktop) -> None:
    session.console.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(_focus(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def _answer(session: desktop.Desktop, key: str) -> None:
    button = session.console.message.findChild(QPushButton, key)
    assert button is not None
    button.click()


def test_without_a_file_the_start_window_opens(front: desktop.Front, qtbot: QtBot) -> None:
    front.receive()
    start = _start(front)
    qtbot.waitUntil(lambda: bool(start.form.agenda.value))
    assert start.isVisible()
    assert front.desktop is None


def test_making_a_workshop_opens_its_console(front: desktop.Front, qtbot: QtBot) -> None:
    front.receive()
    start = _start(front)
    start.form.title.setText("Closer to Maria")
    start.form.make.click()
    session = _session(front)
    assert session.console.isVisible()
    assert not start.isVisible()
    assert session.workshop.info.title == "Closer to Maria"
    qtbot.waitUntil(lambda: bool(RecentSessions(Preferences()).read()))
    assert RecentSessions(Preferences()).read()[0].path == session.workshop.file.path


def test_ctrl_o_closes_the_session_and_shows_it_first(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    slot = session.workshop.slots()[0]
    session.console.go(Moment(slot.key, 0))
    with pytest.raises(UserError, match="already open"):
        SessionFile.open(path)
    _ctrl_o(qtbot, session)
    qtbot.waitUntil(lambda: front.desktop is None)
    start = _start(front)
    assert start.isVisible()
    assert [row.path for row in start.recent.list.rows] == [path]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is start.recent.list)
    assert not isValid(session.console)
    with SessionFile.open(path) as file:
        assert Workshop(file).live().moment == Moment(slot.key, 0)
    QTest.keyClick(start.recent.list, Qt.Key.Key_Return)
    assert _session(front).console.isVisible()
    assert not start.isVisible()


def test_a_changed_title_is_on_the_list(front: desktop.Front, qtbot: QtBot, path: Path) -> None:

    from workshop_app.session.info import write_info

    front.open(path)
    session = _session(front)
    workshop = session.workshop
    write_info(workshop.file, "Rename", workshop.info._replace(title="Another name"))
    qtbot.waitUntil(lambda: workshop.info.title == "Another name")
    session.left.emit()
    qtbot.waitUntil(lambda: front.desktop is None)
    assert _start(front).recent.list.rows[0].title == "Another name"


def test_a_stage_that_is_seen_is_not_taken_away_by_a_key(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    session.projection.turn_on()
    stage = next(w for w in QApplication.topLevelWidgets() if isinstance(w, StageWindow))
    assert stage.isVisible()
    _ctrl_o(qtbot, session)
    assert "its stage goes off" in session.console.message.text
    _answer(session, "stay")
    QApplication.processEvents()
    assert front.desktop is session
    assert stage.isVisible()
    _ctrl_o(qtbot, session)
    _answer(session, "go")
    qtbot.waitUntil(lambda: front.desktop is None)
    assert not isValid(stage)
    with SessionFile.open(path):
        pass


def test_what_is_being_typed_is_not_taken_away_by_a_key(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    slot = session.workshop.slot_of("see-customer-story")
    assert slot is not None
    session.console.go(Moment(slot.key, 0))
    qtbot.waitUntil(lambda: session.console.body.capture.editor is not None)
    session.console.actions_.focus_capture()
    QTest.keyClicks(_focus(), "Nobody tells her")
    _ctrl_o(qtbot, session)
    assert "still being typed" in session.console.message.text
    assert front.desktop is session
    _answer(session, "stay")
    session.console.actions_.focus_capture()
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert read_notes(session.workshop.file, "see-customer-story")
    _ctrl_o(qtbot, session)
    qtbot.waitUntil(lambda: front.desktop is None)


def test_the_settings_menu_leads_out_too(front: desktop.Front, qtbot: QtBot, path: Path) -> None:
    front.open(path)
    session = _session(front)
    menu = QMenu(session.console)
    session.console.bar.settings_wanted.emit(menu)
    last = menu.actions()[-1]
    assert last.text() == "Open another workshop\tCtrl+O"
    last.trigger()
    qtbot.waitUntil(lambda: front.desktop is None)


def test_copies_stop_with_the_session(
    front: desktop.Front, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    front.open(path)
    session = _session(front)
    timers = session.findChildren(QTimer)
    assert any(timer.isActive() and not timer.isSingleShot() for timer in timers)
    session.copy_if_due()
    assert len(copies_of(paths.copies_folder(), path)) == 1
    session.left.emit()
    qtbot.waitUntil(lambda: front.desktop is None)
    assert not any(isValid(timer) and timer.isActive() for timer in timers)
    assert len(copies_of(paths.copies_folder(), path)) == 1


def test_a_half_filled_form_waits_for_its_return(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.receive()
    start = _start(front)
    start.form.title.setText("Half typed")
    start.open(path)
    _session(front).left.emit()
    qtbot.waitUntil(lambda: front.desktop is None)
    assert start.form.title.text() == "Half typed"


def test_the_consoles_theme_is_the_start_windows(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.receive()
    front.open(path)
    _choose(_session(front), "dark")
    _session(front).left.emit()
    qtbot.waitUntil(lambda: front.desktop is None)
    assert _start(front).theme.key == "dark"
    _start(front).open(path)
    _choose(_session(front), "light")


def test_a_session_that_does_not_open_changes_nothing(front: desktop.Front, tmp_path: Path) -> None:
    front.receive()
    (tmp_path / "letter.workshop").write_bytes(b"A letter")
    _start(front).open(tmp_path / "letter.workshop")
    assert _start(front).isVisible()
    assert front.desktop is None
    assert "letter.workshop" in _start(front).message.text


@pytest.mark.parametrize(
    ("folder", "said"),
    [("Dropbox", "Pause Dropbox"), ("OneDrive - Northlight", "Pause OneDrive")],
)
def test_a_risky_place_is_said_once_and_blocks_nothing(
    front: desktop.Front, qtbot: QtBot, tmp_path: Path, folder: str, said: str
) -> None:
    (tmp_path / folder).mkdir()
    workshop = make_workshop(tmp_path / folder)
    workshop.file.close()
    front.open(workshop.file.path)
    session = _session(front)
    message = session.console.message
    qtbot.waitUntil(lambda: said in message.text)
    session.console.next_step()
    assert session.workshop.live().moment.slot is not None
    _answer(session, "known")
    assert message.text == ""


def test_an_ordinary_place_says_nothing(front: desktop.Front, qtbot: QtBot, path: Path) -> None:
    front.open(path)
    qtbot.waitUntil(lambda: bool(RecentSessions(Preferences()).read()))
    assert _session(front).console.message.text == ""


def test_preferences_that_cannot_be_written_do_not_stop_the_day(
    qapp: QApplication, qtbot: QtBot, path: Path
) -> None:
    settings = paths.settings_folder()
    settings.rmdir()
    settings.write_text("a file where the folder should be", encoding="utf-8")
    front = desktop.Front(qapp, Preferences(settings / "settings.json"))
    front.open(path)
    _session(front).left.emit()
    qtbot.waitUntil(lambda: front.desktop is None)
    _start(front).close()
    settings.unlink()


# -- the command -------------------------------------------------------------------------


def test_a_file_on_the_command_line_that_fails_is_said_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> None:
    (tmp_path / "letter.workshop").write_bytes(b"A letter to the editor")
    assert cli.main([str(tmp_path / "letter.workshop")]) == 1
    assert "letter.workshop is another kind of file" in capsys.readouterr().err


def test_only_the_sample_itself_is_made_when_it_is_missing(tmp_path: Path) -> None:
    assert desktop.is_sample(paths.sample_session())
    assert desktop.is_sample(paths.sample_data().parent / "sample.workshop")
    assert not desktop.is_sample(tmp_path / "sample.workshop")


_OPEN = """
import sys
from pathlib import Path
from workshop_app import desktop
from workshop_app.desktop import session
session.SETTLED = 60_000  # However slow the machine is, the window does not settle meanwhile.
app = desktop._application()
front = desktop.Front(app)
front.open(Path(sys.argv[1]))
for _ in range(5):
    app.processEvents()
late = [name for name in sys.modules if ".start_" in name or name.endswith("storage.location")]
front.desktop.close()
print(late)
"""


@pytest.mark.e2e
def test_opening_a_session_does_not_pay_for_the_start_window(path: Path) -> None:
    command = [sys.executable, "-c", _OPEN, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    assert said.stdout.strip() == "[]"


def test_a_copy_is_as_new_as_its_time_says(front: desktop.Front, path: Path) -> None:
    front.open(path)
    before = local_now()
    _session(front).copy_if_due()
    made, _ = copies_of(paths.copies_folder(), path)[0]
    assert abs(made - before) < timedelta(seconds=5)


_LAST_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workshop_app import desktop
from workshop_app.desktop import session
session.SETTLED = 60_000  # However slow the machine is, the window does not settle meanwhile.
app = desktop._application()
front = desktop.Front(app)
front.open(Path(sys.argv[1]))
front.desktop.projection.turn_on()
QTimer.singleShot(100, front.desktop.console.close)
QTimer.singleShot(20_000, lambda: app.exit(3))
print(app.exec(), front.desktop.projection.state().kind)
"""


@pytest.mark.e2e
def test_closing_the_console_ends_the_app_though_the_stage_is_on(path: Path) -> None:
    command = [sys.executable, "-c", _LAST_WINDOW, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    assert said.stdout.strip() == "0 off"
    assert "Traceback" not in said.stderr
    with SessionFile.open(path):
        pass


_RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workshop_app import cli, desktop
app = desktop._application()
def look():
    print(*sorted(type(w).__name__ for w in app.topLevelWidgets() if w.isVisible()))
    app.quit()
QTimer.singleShot(300, look)
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.e2e
@pytest.mark.parametrize("sample", [False, True])
def test_the_command_opens_the_start_window_or_the_sample(*, sample: bool) -> None:
    given = [str(paths.sample_session())] if sample else []
    command = [sys.executable, "-c", _RUN, *given]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    assert said.stdout.strip() == ("ConsoleWindow" if sample else "StartWindow")
    assert paths.sample_session().exists() == sample


_ENDED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workshop_app import desktop
from workshop_app.desktop.session import SETTLED
from workshop_app.session.info import write_info
front = desktop.begin(Path(sys.argv[1]))
def change():
    workshop = front.desktop.workshop
    write_info(workshop.file, "", workshop.info._replace(title="Changed"))
    print("changed", flush=True)
QTimer.singleShot(SETTLED + 200, change)
sys.exit(front.app.exec())
"""


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform == "win32", reason="nothing sends such a signal there")
def test_being_ended_from_outside_leaves_no_journal(path: Path) -> None:
    command = [sys.executable, "-c", _ENDED, str(path)]
    journal = path.with_name(path.name + "-journal")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "changed\n"
            assert journal.exists()
            running.terminate()
            assert running.wait(30) == 128 + signal.SIGTERM
        finally:
            running.kill()  # or a failure would wait for it for ever
    assert not journal.exists()
    with SessionFile.open(path) as file:
        assert Workshop(file).info.title == "Changed"


# -- the booth ---------------------------------------------------------------------------


def _open_round(session: desktop.Desktop) -> None:
    slot = session.workshop.slot_of("see-five-answers")
    assert slot is not None
    steps = session.workshop.method.activities["see-five-answers"].steps
    collect = next(i for i, step in enumerate(steps) if step.view == "collect")
    session.console.go(Moment(slot.key, collect))
    session.console.next_step()


def _booths() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if type(w).__name__ == "BoothWindow"]


def test_the_booth_asks_where_and_begins_on_the_laptop(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    _open_round(session)
    session.console.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    session.console.open_booth("see-five-answers")
    bar = session.console.message
    assert "Where will people vote?" in bar.text
    assert _focus().objectName() == "laptop"
    assert bar.findChild(QPushButton, "projector") is None
    QTest.keyClicks(_focus(), "1234")
    assert bar.isVisible()
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    booths = [booth for booth in _booths() if booth.isVisible()]
    assert len(booths) == 1
    assert booths[0].screen() is session.console.screen()


def _pin(session: desktop.Desktop) -> str:
    """The PIN that the bar says, the only four digits in it."""
    (pin,) = re.findall(r"\b\d{4}\b", session.console.message.text)
    return str(pin)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_pin_stays_the_same_and_is_found_again(
    front: desktop.Front, tmp_path: Path, language: str
) -> None:
    pins = []
    for name in ("morning", "afternoon"):
        made = make_workshop(tmp_path, name=name, language=language)
        made.file.close()
        front.open(made.file.path)
        session = _session(front)
        words = session.workshop.words
        _open_round(session)
        session.console.open_booth("see-five-answers")
        pins.append(_pin(session))
        assert session.console.message.text == words("desktop.booth.pin", pin=pins[0])
        _answer(session, "not")
        session.console.open_booth("see-five-answers")
        pins.append(_pin(session))
        _answer(session, "laptop")
        assert not session.console.message.isVisible(), "it stands nowhere while people vote"
        session.console.open_booth("see-five-answers")  # as beside one on the projector
        assert session.console.message.text == words("desktop.booth.is_open", pin=pins[0])
        _answer(session, "known")
        (booth,) = (one for one in _booths() if one.isVisible())
        QTest.keyClick(booth, Qt.Key.Key_Escape)
        QTest.keyClicks(booth, pins[0])
        assert not booth.isVisible()
    assert len({*pins}) == 1


def test_opening_the_booth_shows_the_turnout_to_the_room(
    front: desktop.Front, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    _open_round(session)
    live = session.workshop.live().moment
    session.console.go(Moment(live.slot, 0))
    session.console.open_booth("see-five-answers")
    _answer(session, "laptop")
    step = session.workshop.step_at(session.workshop.live().moment)
    assert step is not None
    assert step.view == "collect"


def test_the_console_moves_the_explore_view(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    session.console.go(Moment(session.workshop.slots()[0].key, 0))
    session.projection.turn_on()
    session.console.activateWindow()
    session.console.body.controls.next.setFocus()
    qtbot.waitUntil(lambda: session.projection.explore())
    stage = next(w for w in QApplication.topLevelWidgets() if isinstance(w, StageWindow))
    view = stage.layers.findChild(ExploreView)
    assert isinstance(view, ExploreView)
    whole = view.visible().width()
    QTest.keyClick(session.console.body.controls.next, Qt.Key.Key_Plus)
    assert view.visible().width() < whole
    QTest.keyClick(session.console.body.controls.next, Qt.Key.Key_0)
    assert view.visible().width() == pytest.approx(whole)
    QTest.keyClick(session.console.body.controls.next, Qt.Key.Key_Escape)
    assert not stage.layers.is_exploring
    assert session.workshop.live().surface == "step"


# -- the booklet -------------------------------------------------------------------------


def test_ctrl_p_puts_the_booklet_beside_the_session(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    session.console.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(_focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    made = path.with_name("day booklet.pdf")
    qtbot.waitUntil(lambda: not session.booklets.is_busy, timeout=30_000)
    assert made.read_bytes().startswith(b"%PDF")
    assert str(made) in session.console.notice.text


def test_a_booklet_that_cannot_be_written_is_said_in_the_bar(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    path.with_name("day booklet.pdf").mkdir()
    front.open(path)
    session = _session(front)
    session.booklets.print_group()
    qtbot.waitUntil(lambda: not session.booklets.is_busy, timeout=30_000)
    assert "is a folder" in session.console.message.text


def test_copies_with_ballots_go_when_their_round_closes(
    front: desktop.Front, qtbot: QtBot, path: Path
) -> None:
    front.open(path)
    session = _session(front)
    file, asked = session.workshop.file, (Question("w", "?", "word", ()),)
    round_ = rounds.open_round(file, "x", asked, mode="booth")
    keys = [rounds.new_ballot_key() for _ in range(8)]
    for key in keys:
        rounds.cast(file, round_, asked, {"w": "calm"}, key=key)
    session.copy_if_due()

    def leaked() -> bool:
        copies = [one for one in paths.copies_folder().rglob("*") if one.is_file()]
        return any(key.encode() in one.read_bytes() for one in copies for key in keys)

    assert leaked()
    rounds.close_round(file, round_)
    qtbot.waitUntil(lambda: not leaked())
    assert copies_of(paths.copies_folder(), path)


def test_a_session_that_cannot_be_shown_is_let_go_of(
    front: desktop.Front, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no windows today")

    monkeypatch.setattr(desktop, "Desktop", fail)
    with pytest.raises(RuntimeError, match="no windows"):
        front.open(path)
    assert front.desktop is None
    SessionFile.open(path).close()


# -- what a session cannot have ----------------------------------------------------------


def _spoil(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE slot SET minutes = 2.5 WHERE position = 3", "values that a session cannot have"),
        (
            "INSERT INTO round "
            "VALUES ('r', 'see-checklist', 9, 'paper', '', 'revealed', 9, 3, 4, '[]', 0, 0, '');"
            "INSERT INTO round_question VALUES ('r', 'ck01', 0, 'scale', '[\"1\", \"2\"]', 0);"
            "INSERT INTO tally VALUES ('r', 'ck01', char(10), '1', 9)",
            "do not add up",
        ),
    ],
)
def test_what_a_session_cannot_have_is_said_once_the_console_stands(
    front: desktop.Front, qtbot: QtBot, path: Path, sql: str, sentence: str
) -> None:
    _spoil(path, sql)
    front.open(path)
    message = _session(front).console.message
    qtbot.waitUntil(lambda: sentence in message.text)
    assert message.isVisible()


def test_a_session_that_cannot_be_shown_gets_the_sentence_and_is_let_go(
    front: desktop.Front, path: Path
) -> None:
    _spoil(path, "UPDATE session SET date = 'yesterday'")
    with pytest.raises(UserError, match="values that a session cannot have"):
        front.open(path)
    SessionFile.open(path).close()
    assert front.desktop is None

"""Puts the windows together; the only place that knows everybody."""

from __future__ import annotations

import gc
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from workshop_app import excepthook, paths
from workshop_app.desktop.session import SETTLED, Desktop
from workshop_app.errors import UserError
from workshop_app.figures.theme import THEMES
from workshop_app.session.preferences import Preferences
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.ui import theme as themes
from workshop_app.ui.figure_painter import load_fonts
from workshop_app.words import Words

if TYPE_CHECKING:
    from workshop_app.console.start_window import StartWindow
    from workshop_app.figures.theme import Theme

__all__ = ["Desktop", "Front", "begin", "is_sample", "open_session", "sample"]


def begin(path: Path | None) -> Front:
    """Show a session file, or the start window; the event loop follows.

    The sample session is made where it is asked for and not there yet. Raises `UserError`
    when the file cannot be opened.
    """
    front = Front(_application())
    if path is None:
        front.receive()
    else:
        front.open(sample() if is_sample(path) else path)
    QTimer.singleShot(SETTLED, partial(_settle, front.app))
    return front


def _settle(app: QApplication) -> None:
    """What can wait: what the start made stays for good, so no garbage is looked for in it."""
    from workshop_app.desktop.ending import Ending
    from workshop_app.ui.garbage import Garbage

    gc.freeze()
    Garbage(app)
    Ending(app)


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # The style by its name: naming one of Qt's style classes takes 8 ms.
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
        app.setApplicationName("workshop-app")
    load_fonts()
    return app


def sample() -> Path:
    """The sample session, made and played to its middle when it is not there yet."""
    path = paths.sample_session()
    if not path.exists():
        from workshop_app.assembly.demo import make_sample

        make_sample(path)
    return path


def is_sample(path: Path) -> bool:
    """Whether this is where the sample is kept, for the user or in a checkout."""
    places = (paths.sample_session(), paths.sample_data().with_suffix(".workshop"))
    return path.resolve() in [place.resolve() for place in places]


def open_session(path: Path) -> Workshop:
    """Open a session file for writing; raises `UserError`."""
    file = SessionFile.open(path)
    try:
        return Workshop(file)
    except BaseException as error:
        _close_unsound(file, error)
        raise


def _close_unsound(file: SessionFile, error: BaseException) -> None:
    """Close a file that could not be shown; raises `UserError` when its values are the reason."""
    with closing(file):
        if not isinstance(error, UserError):
            from workshop_app.assembly.sound_counts import check_whole

            check_whole(file)


class Front(QObject):
    """The start window or one open session: one of them at a time."""

    def __init__(self, app: QApplication, preferences: Preferences | None = None) -> None:
        """Show nothing yet; ``preferences`` are the user's own unless given."""
        super().__init__()
        self.app = app
        self._preferences = preferences or Preferences()
        self.start: StartWindow | None = None
        self.desktop: Desktop | None = None
        self._back: Path | None = None

    def open(self, path: Path) -> None:
        """Open a session; the start window goes. Raises `UserError`, then nothing changed."""
        workshop = open_session(path)
        try:
            opened = Desktop(self.app, workshop, self._preferences)
        except BaseException as error:
            _close_unsound(workshop.file, error)
            raise
        opened.rehearsal_wanted.connect(self._on_rehearsal_wanted)
        self._show(opened)

    def rehearse(self, of: Workshop | Path, people: int) -> None:
        """Open a rehearsal of a session with invented people. Raises `UserError` like `open`.

        ``of`` is only read. A session that is open closes, and comes back afterwards.
        """
        from workshop_app.desktop.rehearsal import Rehearsal, rehearsal_in_passing

        before = self.desktop
        rehearsal = Rehearsal(self.app, rehearsal_in_passing(of), self._preferences, people)
        self._back = before.workshop.file.path if before is not None else None
        self._show(rehearsal)
        if before is not None:
            before.close()

    def _show(self, opened: Desktop) -> None:
        self.desktop = opened
        opened.left.connect(self._on_left)
        opened.start()
        if self.start is not None:
            self.start.hide()

    def receive(self) -> None:
        """Show the start window."""
        start = self._start_window()
        excepthook.install(start.fail)
        start.show()

    def _start_window(self) -> StartWindow:
        if self.start is None:
            from workshop_app.console.start_window import StartWindow

            themes.apply(self.app, self._theme())
            self.start = StartWindow(self.open, sample, self._preferences, theme=self._theme())
            self.start.recent.list.rehearsed.connect(self._on_recent_rehearsed)
            self.start.rescue_wanted.connect(self._on_rescue_wanted)
        return self.start

    def _theme(self) -> Theme:
        return THEMES.get(self._preferences.read("console_theme"), THEMES["light"])

    @Slot()
    def _on_left(self) -> None:
        # Later: the key or click that asked for it still belongs to a window of the session.
        QTimer.singleShot(0, self, self._leave)

    def _leave(self) -> None:
        desktop, self.desktop = self.desktop, None
        if desktop is None:
            return
        # Seen before the session's windows go: without any window the app would end.
        if not self._went_back():
            self.receive()
        desktop.close()
        if self.desktop is None:
            self._start_window().come_back(self._theme())

    def _went_back(self) -> bool:
        """Whether the session that was open before a rehearsal is open again."""
        path, self._back = self._back, None
        if path is None:
            return False
        try:
            self.open(path)
        except UserError as error:
            self._start_window().fail(error)
            return False
        return True

    @Slot(int)
    def _on_rehearsal_wanted(self, people: int) -> None:
        # Later, as leaving is.
        QTimer.singleShot(0, self, partial(self._rehearse_open, people))

    def _rehearse_open(self, people: int) -> None:
        desktop = self.desktop
        if desktop is None:
            return
        try:
            self.rehearse(desktop.workshop, people)
        except UserError as error:
            desktop.console.fail(error)

    @Slot(Path, int)
    def _on_recent_rehearsed(self, path: Path, people: int) -> None:
        try:
            self.rehearse(path, people)
        except UserError as error:
            self._start_window().fail(error)

    @Slot(Path)
    def _on_rescue_wanted(self, path: Path) -> None:
        from workshop_app.desktop.rescuing import rescue_beside, say_rescued

        start = self._start_window()
        try:
            rescued, report = rescue_beside(path, Words.load(start.language.value))
            self.open(rescued)
        except UserError as error:
            start.fail(error)
            return
        if self.desktop is not None:
            say_rescued(self.desktop.console, report)

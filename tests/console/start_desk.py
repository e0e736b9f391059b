"""A start window on real files, with a chooser that answers at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from workshop_app import paths
from workshop_app.console.start_window import StartWindow
from workshop_app.figures.theme import THEMES
from workshop_app.session.info import Info
from workshop_app.session.preferences import Preferences
from workshop_app.session.recent import RecentSessions
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TODAY = date(2026, 3, 3)


@dataclass
class ReadyChooser:
    """Gives the next answer, and remembers what was asked."""

    answers: list[Path | None] = field(default_factory=list)
    asked: list[tuple[str, Path]] = field(default_factory=list)

    def existing(self, title: str, folder: Path, kinds: str) -> Path | None:
        assert "(*." in kinds
        self.asked.append((title, folder))
        return self.answers.pop(0)

    def new(self, title: str, path: Path, kinds: str) -> Path | None:
        return self.existing(title, path, kinds)

    def folder(self, title: str, folder: Path) -> Path | None:
        self.asked.append((title, folder))
        return self.answers.pop(0)


@dataclass
class Reception:
    """The start window with everything around it."""

    window: StartWindow
    chooser: ReadyChooser
    preferences: Preferences
    opened: list[Path]
    qtbot: QtBot

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """A key for whatever has the keyboard, a menu first."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        target = QApplication.activePopupWidget() or self.focus()
        QTest.keyClick(target, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def fill(self, *texts: str) -> None:
        """Type each text and Enter."""
        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Return)

    def settle(self) -> None:
        for _ in range(6):
            QApplication.processEvents()

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def said(self) -> str:
        """What the bar says."""
        return self.window.message.text

    def answer(self, key: str) -> None:
        """Press an answer in the bar."""
        button = self.window.message.findChild(QPushButton, key)
        assert button is not None, f"the bar does not offer {key}: {self.said}"
        button.click()
        self.settle()

    def session(self, path: Path | None = None) -> Workshop:
        """The session that was opened last, or one at a path; close its file."""
        return Workshop(SessionFile.open(path or self.opened[-1]))


def open_reception(
    qtbot: QtBot,
    *,
    language: str = "en",
    theme: str = "light",
    size: tuple[int, int] = (1366, 768),
    preferences: Preferences | None = None,
) -> Reception:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    themes.apply(app, THEMES[theme])
    kept = preferences or Preferences()
    kept.write("language", language)
    opened: list[Path] = []

    def opener(path: Path) -> None:
        with SessionFile.open(path) as file:
            Workshop(file)
        opened.append(path)

    chooser = ReadyChooser()
    window = StartWindow(
        opener,
        lambda: paths.sample_session(),
        kept,
        theme=THEMES[theme],
        chooser=chooser,
        today=lambda: TODAY,
        now=lambda: time(8, 50),
    )
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.waitUntil(lambda: bool(window.form.agenda.value))
    return Reception(window, chooser, kept, opened, qtbot)


def remembered(path: Path, title: str = "Closer to Maria") -> Info:
    """Put a session on the list of recent ones."""
    info = Info(title, "Northlight", TODAY, "", "", "en", 4, time(9))
    RecentSessions(Preferences()).remember(path, info)
    return info


def at(hour: int, minute: int) -> datetime:
    return datetime.combine(TODAY, time(hour, minute)).astimezone()

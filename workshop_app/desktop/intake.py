"""What comes into the session from files: another laptop's session, lists of notes and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from workshop_app.console.window import ConsoleWindow


class Intake(QObject):
    """Asks for a file, reads it, and lets the console show what would come in."""

    def __init__(self, console: ConsoleWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console

    def offer(self, menu: QMenu) -> None:
        """Put both ways in into ``menu``."""
        words = self._console.workshop.words
        menu.addAction(words("intake.menu")).triggered.connect(self._on_import_wanted)
        menu.addAction(words("merge.menu")).triggered.connect(self._on_merge_wanted)

    @Slot()
    def _on_import_wanted(self) -> None:
        words = self._console.workshop.words
        kinds = f"{words('intake.kinds')} (*.csv *.txt *.xlsx)"
        self._choose(words("intake.choose"), kinds, self.import_list)

    def import_list(self, path: Path) -> None:
        """Show what a list of notes or actions would bring; raises `UserError`."""
        from workshop_app.console.import_sheet import ImportSheet

        ImportSheet(self._console, path)

    @Slot()
    def _on_merge_wanted(self) -> None:
        words = self._console.workshop.words
        title = words("merge.title")
        self._choose(title, f"{words('merge.kinds')} (*.workshop)", self.merge)

    def merge(self, path: Path) -> None:
        """Show what another laptop's session would bring; raises `UserError`."""
        from workshop_app.assembly.merging import open_other
        from workshop_app.console.merge_sheet import MergeSheet

        MergeSheet(self._console, open_other(self._console.workshop, path))

    def _choose(self, title: str, kinds: str, show: Callable[[Path], None]) -> None:
        from workshop_app.console.start_chooser import NativeChooser

        console = self._console
        chooser = console.chooser or NativeChooser(console)
        path = chooser.existing(title, console.workshop.file.path.parent, kinds)
        if path is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            console.attempt(lambda: show(path))
        finally:
            QGuiApplication.restoreOverrideCursor()

"""The way from the start window to the programme of a client: a folder, and a window for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop_app.console.programme_window import ProgrammeWindow
    from workshop_app.console.start_chooser import FolderChooser
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words


def choose_folder(chooser: FolderChooser, words: Words, where: Path) -> Path | None:
    """Ask for the folder of a programme; what will read it gets ready meanwhile."""
    from workshop_app.assembly.programme_folder import begin_readers, end_readers

    begin_readers()
    chosen = chooser.folder(words("programme.choose"), where)
    if chosen is None:
        end_readers()
    return chosen


class StartProgramme:
    """Makes the window when it is first wanted; one folder at a time."""

    def __init__(
        self,
        chooser: FolderChooser,
        theme: Callable[[], Theme],
        words: Words,
        where: Callable[[], Path],
    ) -> None:
        """Nothing is open yet; ``where`` says where to look for folders."""
        self._chooser, self._theme, self._words, self._where = chooser, theme, words, where
        self.window: ProgrammeWindow | None = None

    def choose(self) -> None:
        """Ask for a folder and show its programme."""
        chosen = choose_folder(self._chooser, self._words, self._where())
        if chosen is not None:
            self.show_folder(chosen)

    def show_folder(self, folder: Path) -> None:
        """Read a folder in a window of its own."""
        if self.window is None:
            from workshop_app.console.programme_window import ProgrammeWindow

            self.window = ProgrammeWindow(self._chooser, self._theme, self._words)
        self.window.show()
        self.window.activateWindow()
        self.window.read(folder)

    def set_words(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        if self.window is not None:
            self.window.set_words(words)

    def leave(self) -> None:
        """End the reading and close: a session that is opened is not to be read meanwhile."""
        if self.window is not None:
            self.window.leave()

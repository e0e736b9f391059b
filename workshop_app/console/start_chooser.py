"""The only dialogs of the app: choosing a file, by the system's own chooser or by dropping it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from workshop_app.storage.opening import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QWidget


class FileChooser(Protocol):
    """Asks for a file; ``None`` when the user thought better of it."""

    def existing(self, title: str, folder: Path, kinds: str) -> Path | None:
        """A file to open; ``kinds`` is a filter such as ``Lists (*.csv)``."""

    def new(self, title: str, path: Path, kinds: str) -> Path | None:
        """A name for a new file, with ``path`` as the first idea."""


class FolderChooser(FileChooser, Protocol):
    """Asks for folders as well."""

    def folder(self, title: str, folder: Path) -> Path | None:
        """A folder that is there."""


class NativeChooser:
    """The system's chooser over a window."""

    def __init__(self, parent: QWidget) -> None:
        """Every dialog lies over ``parent``."""
        self._parent = parent

    def existing(self, title: str, folder: Path, kinds: str) -> Path | None:
        """Ask for a file that is there."""
        from PySide6.QtWidgets import QFileDialog

        path, _ = QFileDialog.getOpenFileName(self._parent, title, str(folder), kinds)
        return Path(path) if path else None

    def new(self, title: str, path: Path, kinds: str) -> Path | None:
        """Ask for a name; an existing file is refused later, never overwritten."""
        from PySide6.QtWidgets import QFileDialog

        option = QFileDialog.Option.DontConfirmOverwrite
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, title, str(path), kinds, options=option
        )
        return Path(chosen) if chosen else None

    def folder(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self._parent, title, str(folder))
        return Path(chosen) if chosen else None


def dropped(event: QDropEvent) -> Path | None:
    """The one file that was dragged here, if it is one to open."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    wanted = [path for path in files if path.suffix.casefold() in (SUFFIX, ".csv")]
    return wanted[0] if len(wanted) == len(files) == 1 else None

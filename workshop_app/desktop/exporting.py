"""“Export” on the console: what, where to, how far it is, and where it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from workshop_app.desktop.said_errand import SaidErrand
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from workshop_app.assembly.export import Wanted
    from workshop_app.assembly.scene import Scene
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.storage import SessionFile

CHOICES: Final = ("all", "xlsx", "csv", "json", "ics", "pictures")
_FOLDERS: Final = ("all", "pictures")


class Exporting(QObject):
    """Writes the session for other programs while the day goes on."""

    def __init__(self, console: ConsoleWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._errand = SaidErrand(console, "export", self)

    def offer(self, menu: QMenu, keys: str) -> None:
        """Put the choice of formats into ``menu``; ``keys`` are those of everything at once."""
        words = self._console.workshop.words
        sub = menu.addMenu(words("export"))
        for format_ in CHOICES:
            behind = f"\t{keys}" if format_ == "all" else ""
            action = sub.addAction(f"{words(f'export.format.{format_}')}{behind}")
            action.setData(format_)
            action.setEnabled(not self._errand.is_busy)
            action.triggered.connect(partial(self._on_chosen, format_))

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._errand.is_busy

    def close(self) -> None:
        """End what is being written; nothing half-written stays."""
        self._errand.close()

    @Slot()
    def export_all(self) -> None:
        """Everything, into a folder."""
        self._on_chosen("all")

    def _on_chosen(self, format_: str, *_checked: bool) -> None:
        if self._errand.is_busy:
            self._errand.say_busy()
            return
        self._console.attempt(partial(self._begin, format_))

    def _begin(self, format_: str) -> None:
        """Ask where to, then write; raises `UserError`."""
        from workshop_app.assembly.export import wanted

        console = self._console
        session, words = console.workshop.file.path, console.workshop.words
        path = self._where(format_)
        if path is None:
            return
        if path.exists():
            raise UserError("{name} already exists.", "It was not touched.",
                            "Choose another name.", name=path.name)
        files = wanted(session, path, format_)
        self._errand.start(partial(_write, files, words.language))

    def _where(self, format_: str) -> Path | None:
        from workshop_app.console.start_chooser import NativeChooser
        from workshop_app.file_names import free_path

        console = self._console
        session, words = console.workshop.file.path, console.workshop.words
        ending = "" if format_ in _FOLDERS else f".{format_}"
        named = f" {words(f'export.name.{format_}')}" if format_ in _FOLDERS else ""
        idea = free_path(session.parent, f"{session.stem}{named}{ending}")
        said = words(f"export.format.{format_}").rstrip("…")
        chooser = console.chooser or NativeChooser(console)
        path = chooser.new(said, idea, f"{said} (*{ending or '.*'})")
        if path is None or path.suffix.lower() == ending or not ending:
            return path
        return path.with_name(f"{path.name}{ending}")


def _write(
    files: list[Wanted], language: str, file: SessionFile, progress: Callable[[float], None]
) -> list[Path]:
    """In the thread: on a workshop of its own."""
    from workshop_app.assembly.export import export
    from workshop_app.session.workshop import Workshop

    return export(Workshop(file), files, language=language, draw=_draw, progress=progress)


def _draw(shown: Scene, path: Path) -> None:
    from workshop_app.figures.theme import THEMES
    from workshop_app.stage.picture import write_scene

    write_scene(shown, path, (1920, 1080), THEMES["light"])

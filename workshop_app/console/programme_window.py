"""A client's sessions over the months: the sessions at the left, what moved at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workshop_app.console.parts import ElidedLabel, ProgressLine, push_button, text_label
from workshop_app.console.programme_list import SessionList, programme_rows
from workshop_app.console.programme_panel import UNIT, ProgrammePanel
from workshop_app.console.programme_reader import ProgrammeReader
from workshop_app.console.start_programme import choose_folder
from workshop_app.errors import UserError
from workshop_app.ui import icon
from workshop_app.ui.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from workshop_app.assembly.programme import Programme
    from workshop_app.console.start_chooser import FolderChooser
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_SIZE: Final = (1320, 716)
_NARROWEST, _WIDEST = 300, 520
"""Pixels of the list, which grows with the window."""

_FORMATS: Final = ("xlsx", "csv", "png")


class ProgrammeWindow(QWidget):
    """Reads a folder and shows it; closing it ends the reading."""

    closed = Signal()

    def __init__(
        self, chooser: FolderChooser, theme: Callable[[], Theme], words: Words
    ) -> None:
        """Show nothing yet; `read` follows."""
        super().__init__()
        self._chooser, self._theme, self._words = chooser, theme, words
        self.folder: Path | None = None
        self.programme: Programme | None = None
        self.reader = ProgrammeReader(self)
        self.message = Bar(self, theme, words("console.close"))
        self.counts = ElidedLabel("meta")
        self.another = push_button("folder-open", theme())
        self.again = push_button("rotate-ccw", theme())
        self.export = push_button("save", theme())
        self.list = SessionList(theme)
        self.panel = ProgrammePanel(theme, words)
        self.progress = ProgressLine(theme)
        self.reading = text_label("meta")
        self.stop = push_button("square", theme())
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_words(words)
        self.setAutoFillBackground(True)
        self.setMinimumSize(900, 520)
        self.resize(*_SIZE)

    # -- for the start window ------------------------------------------------------------

    def read(self, folder: Path) -> None:
        """Read a folder and show it when it is read; the keyboard is on what stops that."""
        self.folder = folder
        self.message.dismiss()
        self._on_progressed(0, 0)
        self.pages.setCurrentIndex(0)
        self.stop.setFocus()
        self.reader.start(folder)

    def leave(self) -> None:
        """End the reading and go."""
        self.reader.close()
        self.hide()

    def set_words(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        self.setWindowTitle(words("programme.window"))
        self.message.name_close(words("console.close"))
        for button, key, name in (
            (self.another, "another", "folder-open"), (self.again, "again", "rotate-ccw"),
            (self.export, "export", "save"), (self.stop, "stop", "square"),
        ):  # fmt: skip
            button.setText(words(f"programme.{key}"))
            icon.dress(button, name, self._theme())
        self.list.setAccessibleName(words("programme.sessions"))
        self.panel.set_words(words)
        if self.programme is not None:
            self.panel.show_programme(self.programme)

    # -- showing -------------------------------------------------------------------------

    def _show_sessions(self) -> None:
        """The sessions of the client that is shown, and how many there are."""
        programme, client, words = self.programme, self.panel.chosen, self._words
        if programme is None:
            return
        self.list.show_rows(programme_rows(programme, client, words))
        self.list.show_group(self.panel.group)
        counts = (
            ("sessions", len(client.sessions) if client else 0),
            ("groups", len(client.lines) if client else 0),
            ("left", len(programme.left)), ("copies", len(programme.copies)),
        )  # fmt: skip
        said = [words(f"programme.count.{name}", n=n) for name, n in counts if n]
        self.counts.setText(" · ".join((str(programme.folder), *said)))
        self.export.setEnabled(client is not None)

    # -- Qt ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is read any more."""
        self.reader.close()
        super().closeEvent(event)
        self.closed.emit()

    # -- what is pressed -----------------------------------------------------------------

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.show_share(done / total if total else 0.0, "ink")
        self.reading.setText(self._words("programme.reading", done=done, total=total))

    def _on_done(self, programme: Programme) -> None:
        self.programme = programme
        self.pages.setCurrentIndex(1)
        self.panel.show_programme(programme)
        target: QWidget = self.list if self.list.rows else self.another
        if self.list.rows:
            self.list.go_to(0)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(self.counts.text())

    def _on_failed(self, error: UserError) -> None:
        self.pages.setCurrentIndex(1)
        self._say(self._words.sentence(error), "danger")
        self.another.setFocus()

    def _on_stopped(self) -> None:
        self.pages.setCurrentIndex(1)
        self._say(self._words("programme.stopped"), "ok")
        self.again.setFocus()

    def _on_again(self) -> None:
        if self.folder is not None and not self.reader.is_busy:
            self.read(self.folder)

    def _on_another(self) -> None:
        if self.folder is None:
            return
        folder = choose_folder(self._chooser, self._words, self.folder)
        if folder is not None:
            self.panel.forget()
            self.read(folder)

    def _on_escape(self) -> None:
        if self.reader.is_busy:
            self.reader.stop()
        elif self.message.isVisible():
            self.message.dismiss()
        else:
            self.close()

    def _on_next(self) -> None:
        self.panel.turn(1)

    def _on_previous(self) -> None:
        self.panel.turn(-1)

    # -- writing -------------------------------------------------------------------------

    def _on_export(self) -> None:
        if self.export.isEnabled() and not self.reader.is_busy:
            below = self.export.mapToGlobal(self.export.rect().bottomLeft())
            self.export_menu().popup(below)

    def export_menu(self) -> QMenu:
        """The formats; what is written has every client, the picture what is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for format_ in _FORMATS:
            action = menu.addAction(self._words(f"programme.export.{format_}"))
            action.setEnabled(format_ != "png" or self.panel.figure is not None)
            action.triggered.connect(partial(self._on_format, format_))
        return menu

    def _on_format(self, format_: str, *_checked: bool) -> None:
        if self.folder is None:
            return
        words = self._words
        name = f"{self.folder.name} – {words('programme.window')}.{format_}"
        kinds = f"{format_.upper()} (*.{format_})"
        path = self._chooser.new(words("programme.export"), self.folder / name, kinds)
        if path is None:
            return
        try:
            self._write(format_, path)
        except UserError as error:
            self._say(words.sentence(error), "danger")
        else:
            self._say(words("programme.export.done", name=path.name), "ok")

    def _write(self, format_: str, path: Path) -> None:
        """Write one file; raises `UserError`."""
        from workshop_app.assembly import programme_export

        assert self.programme is not None, "there is nothing to export before"
        if path.exists():
            raise UserError("{name} already exists.", "It was not touched.",
                            "Choose another name.", name=path.name)
        figure = self.panel.figure
        if format_ == "png" and figure is not None:
            from workshop_app.ui.png_file import write_png

            size = round(figure.width * UNIT * 2), round(figure.height * UNIT * 2)
            write_png(figure, self._theme(), path, size)
        elif format_ == "csv":
            programme_export.write_csv(self.programme, path, self._words)
        else:
            programme_export.write_xlsx(self.programme, path, self._words)

    def _say(self, text: str, level: str) -> None:
        self.message.say(text, level)
        self._announce(text)

    def _announce(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- building ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.reader.progressed.connect(self._on_progressed)
        self.reader.done.connect(self._on_done)
        self.reader.failed.connect(self._on_failed)
        self.reader.stopped.connect(self._on_stopped)
        self.stop.clicked.connect(self.reader.stop)
        self.again.clicked.connect(self._on_again)
        self.another.clicked.connect(self._on_another)
        self.export.clicked.connect(self._on_export)
        self.list.chosen.connect(self.panel.choose_group)
        self.panel.turned.connect(self._show_sessions)
        for keys, slot in (
            ("Esc", self._on_escape), ("F5", self._on_again), ("Ctrl+O", self._on_another),
            ("Ctrl+E", self._on_export), ("Ctrl+PgDown", self._on_next),
            ("Ctrl+PgUp", self._on_previous),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 10, 16, 6)
        top.setSpacing(12)
        top.addWidget(self.counts, 1)
        for button in (self.another, self.again, self.export):
            top.addWidget(button)
        for page in (self._waiting(), self._body()):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(self.pages, 1)

    def _waiting(self) -> QWidget:
        """How far the reading is."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(120, 0, 120, 0)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.reading)
        column.addWidget(self.progress)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        return page

    def _body(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 4, 20, 16)
        row.setSpacing(20)
        self.list.setMinimumWidth(_NARROWEST)
        self.list.setMaximumWidth(_WIDEST)
        row.addWidget(self.list, 3)
        row.addWidget(self.panel, 7)
        return page

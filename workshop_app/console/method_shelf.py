"""The shelf above the method editor: which method is open, and what is done with a whole one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workshop_app.console.parts import name_control, push_button, text_label
from workshop_app.console.start_menus import ChoiceButton
from workshop_app.errors import UserError
from workshop_app.method.archive import SUFFIX
from workshop_app.method.edit import MethodEdit
from workshop_app.method.faults import MethodError
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.figures.theme import Theme
    from workshop_app.method.library import Entry, Library
    from workshop_app.method.model import KindShape, Method

_WIDEST: Final = 420
_WORDS_FROM: Final = 1160
_FIRST_FROM: Final = 900
_MOST_FAULTS: Final = 8


class Shelf(QWidget):
    """Opens methods: to change where they are one's own, to read where they are built in."""

    opened = Signal()
    failed = Signal(UserError)
    told = Signal(str, bool)
    """What was done, and whether it can be taken back."""

    def __init__(
        self, library: Library, chooser: FileChooser, words: Words, theme: Callable[[], Theme]
    ) -> None:
        """Start with nothing open; `begin` opens the first own method."""
        super().__init__()
        self._library, self._chooser, self._words = library, chooser, words
        self.method: Method | None = None
        self.edit: MethodEdit | None = None
        """The open method if it may be changed; its own `method` is always the newest."""
        self.choice = ChoiceButton(theme)
        self.choice.setMaximumWidth(_WIDEST)
        self.choice.setMinimumWidth(160)
        self.choice.setAccessibleName(words("methods.method"))
        self.note = text_label("meta")
        self.note.setContentsMargins(20, 10, 20, 0)
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: dict[str, QPushButton] = {
            "duplicate": push_button("plus", theme()),
            "import": push_button("folder-open", theme(), "quiet"),
            "export": push_button("save", theme(), "quiet"),
            "delete": push_button("trash-2", theme(), "quiet"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.choice, 12)
        row.addSpacing(4)
        does = (self.duplicate, self.take_in, self.send_out, self.delete)
        for (name, button), slot in zip(self.buttons.items(), does, strict=True):
            name_control(button, words(f"methods.tip.{name}"))
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self.choice.chosen.connect(self._on_chosen)

    @property
    def shapes(self) -> Mapping[str, KindShape]:
        """What the kinds ask of their activities."""
        return self._library.shapes

    def fit(self, width: int) -> None:
        """Beside a narrow shelf the buttons are icons alone."""
        for name, button in self.buttons.items():
            wide = width >= (_FIRST_FROM if name == "duplicate" else _WORDS_FROM)
            button.setText(self._words(f"methods.shelf.{name}") if wide else "")

    def begin(self) -> None:
        """Open the first own method, or the built-in one where there is none."""
        entries = self._library.entries()
        own = [entry for entry in entries if not entry.built_in]
        self._open((own or list(entries))[0])

    # -- what the buttons do -------------------------------------------------------------

    def duplicate(self) -> None:
        """Make an own method of the open one."""
        entry = self._library.entry(self.choice.value)
        titles = {
            language: _own_words(language, self._words)("methods.copy_of", title=title)
            for language, title in entry.titles.items()
        }
        try:
            made = self._library.duplicate(entry.id, titles)
        except UserError as error:
            self.failed.emit(error)
        else:
            self._open(made)
            self._tell("duplicated", made)

    def take_in(self) -> None:
        """Import a method's file."""
        words = self._words
        path = self._chooser.existing(words("methods.shelf.import"), Path.home(), _kinds(words))
        if path is None:
            return
        try:
            made = self._library.import_file(path)
        except MethodError as error:
            self.note.setText(self._faults(error))
            self.note.show()
            self.failed.emit(error)
        except UserError as error:
            self.failed.emit(error)
        else:
            self._open(made)
            self._tell("imported", made)

    def send_out(self) -> None:
        """Export the open method."""
        words, entry = self._words, self._library.entry(self.choice.value)
        path = self._chooser.new(
            words("methods.shelf.export"), Path.home() / f"{entry.id}{SUFFIX}", _kinds(words)
        )
        if path is None:
            return
        try:
            written = self._library.export(entry.id, path)
        except UserError as error:
            self.failed.emit(error)
        else:
            self.told.emit(words("methods.told.exported", name=written.name), False)

    def delete(self) -> None:
        """Take the open method away; `restore` brings it back."""
        entry = self._library.entry(self.choice.value)
        try:
            self._library.delete(entry.id)
        except UserError as error:
            self.failed.emit(error)
        else:
            self.begin()
            text = self._words("methods.told.deleted", title=entry.title(self._words.language))
            self.told.emit(text, True)

    def restore(self) -> None:
        """Bring back the method that was deleted last."""
        try:
            entry = self._library.restore()
        except UserError as error:
            self.failed.emit(error)
        else:
            if entry is not None:
                self._open(entry)

    def look_again(self) -> None:
        """The method was changed; its title may be another one."""
        if self.edit is None or self.method is self.edit.method:
            return
        before, self.method = self.method, self.edit.method
        titles = [
            {language: words["title"] for language, words in method.words.items()}
            for method in (before, self.method)
            if method is not None
        ]
        if titles[0] != titles[-1]:
            self._offer(self.choice.value)

    # -- inside --------------------------------------------------------------------------

    def _open(self, entry: Entry) -> None:
        self.method = self.edit = None
        self._offer(entry.id)
        self.note.setText(self._words("methods.note.built_in"))
        self.note.setVisible(entry.built_in)
        try:
            if entry.built_in:
                self.method = self._library.load(entry.id)
            else:
                self.edit = MethodEdit(entry.folder, self._library.shapes)
                self.method = self.edit.method
        except MethodError as error:
            self.note.setText(self._faults(error))
            self.note.show()
        except UserError as error:
            self.failed.emit(error)
        self.buttons["delete"].setEnabled(not entry.built_in)
        self.buttons["export"].setEnabled(self.method is not None)
        self.buttons["duplicate"].setEnabled(self.method is not None)
        self.opened.emit()

    def _offer(self, chosen: str) -> None:
        entries = self._library.entries()
        language = self._words.language
        titles = [entry.title(language) for entry in entries]
        options = []
        for entry, title in zip(entries, titles, strict=True):
            own = self._words("methods.built_in") if entry.built_in else ""
            same = entry.id if titles.count(title) > 1 and not own else ""
            options.append((entry.id, " · ".join(part for part in (title, own, same) if part)))
        self.choice.set_options(options)
        self.choice.choose(chosen)

    def _tell(self, what: str, entry: Entry) -> None:
        title = entry.title(self._words.language)
        self.told.emit(self._words(f"methods.told.{what}", title=title), False)

    def _faults(self, error: MethodError) -> str:
        """The report, with file and line; the rest of a long one is counted."""
        more = len(error.faults) - _MOST_FAULTS
        lines = [self._words("methods.note.faults")]
        lines += [self._words.sentence(fault.placed) for fault in error.faults[:_MOST_FAULTS]]
        if more > 0:
            lines.append(self._words("methods.note.more", n=more))
        return "\n".join(lines)

    def _on_chosen(self) -> None:
        self._open(self._library.entry(self.choice.value))


def _own_words(language: str, words: Words) -> Words:
    """The app's words in a language of the method, if the app has it."""
    return Words.load(language) if language in LANGUAGES else words


def _kinds(words: Words) -> str:
    return words("methods.file_kind", suffix=SUFFIX)

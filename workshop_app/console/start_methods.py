"""Which method a new workshop is made with, and the way to the editor of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShortcut
from shiboken6 import isValid

from workshop_app.console.parts import push_button
from workshop_app.errors import UserError
from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from workshop_app.console.method_editor import MethodEditor
    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.console.start_form import StartForm
    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Method
    from workshop_app.words import Words


class StartMethods(QObject):
    """The button for the strip, the choice in the form, and the editor over the window."""

    failed = Signal(UserError)

    def __init__(
        self, host: QWidget, form: StartForm, chooser: FileChooser, theme: Callable[[], Theme]
    ) -> None:
        """Read nothing yet."""
        super().__init__(host)
        self._host, self._form, self._chooser, self._theme = host, form, chooser, theme
        self._method: Method | None = None
        self._words: Words | None = None
        self._editor: MethodEditor | None = None
        self.button = push_button("pencil", theme(), "quiet")
        self.button.clicked.connect(self.open_editor)
        form.method.chosen.connect(self._on_chosen)

    @property
    def editor(self) -> MethodEditor | None:
        """The editor while it is there."""
        there = self._editor is not None and isValid(self._editor)
        return self._editor if there else None

    def set_words(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        self.button.setText(words("methods.open"))
        icon.dress(self.button, "pencil", self._theme())
        if self._method is not None:
            self._offer()

    def load(self) -> Method:
        """The chosen method, read once; raises `UserError`."""
        if self._method is None:
            from workshop_app.assembly.methods import BUILT_IN, library

            self._offer()
            self._method = library().load(self._form.method.value or BUILT_IN)
            self._form.set_method(self._method)
        return self._method

    def open_editor(self) -> None:
        """Lay the editor over the window."""
        from workshop_app.assembly.methods import library
        from workshop_app.console.method_editor import MethodEditor

        if self._words is None or self.editor is not None:
            return
        self._editor = MethodEditor(
            self._host, library(), self._chooser, self._words, self._theme
        )
        self._editor.closed.connect(self._on_closed)
        self._set_keys(enabled=False)

    # -- inside --------------------------------------------------------------------------

    def _set_keys(self, *, enabled: bool) -> None:
        """The window's own keys rest while it cannot be seen."""
        for shortcut in self._host.findChildren(QShortcut):
            shortcut.setEnabled(enabled)

    def _offer(self) -> None:
        from workshop_app.assembly.methods import library

        language = self._words.language if self._words else ""
        entries = library().entries()
        self._form.offer_methods([(entry.id, entry.title(language)) for entry in entries])

    def _on_chosen(self) -> None:
        self._method = None
        try:
            self.load()
        except UserError as error:
            self.failed.emit(error)

    def _on_closed(self) -> None:
        """Read again what was changed; the button has the keyboard back."""
        self._editor = None
        self._set_keys(enabled=True)
        self._on_chosen()
        self.button.setFocus()

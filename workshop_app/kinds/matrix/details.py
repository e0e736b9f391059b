"""What the chosen note has besides its place: its share, and its tags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from workshop_app.kinds.matrix.figure import size_name
from workshop_app.ui.capture_parts import label
from workshop_app.ui.flow_layout import FlowLayout
from workshop_app.ui.note_actions import short

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note


class NoteDetails(QWidget):
    """A field for the share where notes are bubbles, and a button for each tag."""

    sized = Signal(str)
    """What was typed as the share."""

    tagged = Signal(str, bool)
    """A tag is put on, or taken off."""

    def __init__(self, context: Context) -> None:
        """Empty until a note is shown."""
        super().__init__()
        self._note: Note | None = None
        self._sizes = bool(context.activity.setting("sizes", False))
        self.size_label = label("meta")
        self.size_field = QLineEdit()
        self.size_field.setFixedWidth(76)
        self.size_field.setMaxLength(12)
        self.size_field.editingFinished.connect(self._on_size_finished)
        self.tags: dict[str, QPushButton] = {}
        row = FlowLayout(across=8, between=6)
        if self._sizes:
            row.addWidget(self.size_label)
            row.addWidget(self.size_field)
        for part in context.activity.list("tags"):
            button = QPushButton()
            button.setProperty("look", "small")
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_tag_clicked, part.id))
            self.tags[part.id] = button
            row.addWidget(button)
        self.setLayout(row)
        if not (self._sizes or self.tags):
            self.hide()

    @property
    def is_typing(self) -> bool:
        """Whether a share is being typed."""
        return self.size_field.hasFocus()

    def show_note(self, note: Note | None, context: Context) -> None:
        """Show what the chosen note has; what is being typed for it stays."""
        words = context.words
        other = (note.key if note else "") != (self._note.key if self._note else "")
        self._note = note
        text = short(note.text) if note else ""
        name = size_name(context)
        self.size_label.setText(name)
        self.size_label.setMinimumHeight(self.size_field.sizeHint().height())
        self.size_field.setEnabled(note is not None)
        self.size_field.setAccessibleName(words("matrix.sized", name=name, text=text))
        if other or not self.size_field.isModified():
            size = note.size if note else None
            whole = size is None or size == int(size)
            shown = "" if size is None else words.number(size, 0 if whole else 2)
            self.size_field.setText(shown)
        for tag, button in self.tags.items():
            name = context.text(f"tags.{tag}")
            on = note is not None and tag in note.tags
            button.setText(name.replace("&", "&&"))
            button.setEnabled(note is not None)
            button.setChecked(on)
            said = words("matrix.tagged", tag=name, text=text)
            button.setAccessibleName(f"{said}, {words('editors.chosen')}" if on else said)

    def _on_size_finished(self) -> None:
        if self.size_field.isModified() and self._note is not None:
            self.sized.emit(self.size_field.text())

    def saved(self) -> None:
        """What was typed is the note's share now."""
        self.size_field.setModified(False)

    def _on_tag_clicked(self, tag: str) -> None:
        self.tagged.emit(tag, self.tags[tag].isChecked())

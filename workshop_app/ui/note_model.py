"""Notes as a list for Qt: newest first, changed row by row so that selection and editing stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.session.notes import Note
    from workshop_app.words import Words

Index = QModelIndex | QPersistentModelIndex

_BULK: Final = 200
"""From this many changes on the list is read anew as a whole."""


@dataclass(frozen=True)
class Extras:
    """What rows say besides a note's own words.

    Names of tags by their ids, if notes have several; names of clusters, the words of
    duplicates, and the words at the other ends of lines, each by a key.
    """

    tags: Mapping[str, str] = field(default_factory=dict)
    clusters: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    linked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NONE: Final = Extras()


class NoteModel(QAbstractListModel):
    """What `NoteList` shows; editing a row's text goes through ``rename``."""

    def __init__(self, parent: QObject, rename: Callable[[Note, str], bool]) -> None:
        """``rename`` saves a text and returns whether that worked."""
        super().__init__(parent)
        self._rename = rename
        self._notes: list[Note] = []
        self._labels: Mapping[str, str] = {}
        self._words: Words | None = None
        self.extras = NONE

    @property
    def notes(self) -> Sequence[Note]:
        """The rows as they are shown."""
        return self._notes

    @property
    def labels(self) -> Mapping[str, str]:
        """The places and their words, in order."""
        return self._labels

    def label(self, place: str) -> str:
        """The words for a place; a place the method no longer has shows by its id."""
        return self._labels.get(place, place)

    def row_label(self, place: str) -> str:
        """What a row says of its place, beside the colour; nothing where there is only one."""
        return self.label(place) if len(self._labels) > 1 else ""

    def where(self, note: Note) -> str:
        """Where a note stands, as a screen reader says it."""
        return self.label(note.place)

    def number(self, place: str) -> int:
        """The place's number from 1; 0 for one the method no longer has."""
        return next((n for n, known in enumerate(self._labels, 1) if known == place), 0)

    def show_words(self, words: Words, labels: Mapping[str, str]) -> None:
        """Say everything in a language."""
        self._words, self._labels = words, dict(labels)
        if self._notes:
            self.dataChanged.emit(self.index(0), self.index(len(self._notes) - 1))

    def show_extras(self, extras: Extras) -> None:
        """Say what belongs to the notes that are shown or are about to be."""
        if extras != self.extras:
            self.extras = extras
            if self._notes:
                self.dataChanged.emit(self.index(0), self.index(len(self._notes) - 1))

    def tags_of(self, note: Note) -> list[str]:
        """The names of a note's tags in the method's order; nothing where there is only one."""
        return [name for tag, name in self.extras.tags.items() if tag in note.tags]

    def put(self, note: Note) -> None:
        """Show a note as it was saved just now, before the session is read again."""
        for row, known in enumerate(self._notes):
            if known.key == note.key:
                self._notes[row] = note
                self.dataChanged.emit(self.index(row), self.index(row))

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Replace the rows, telling the view only what changed."""
        new = list(notes)
        if not self._step_to(new):
            self.beginResetModel()
            self._notes = new
            self.endResetModel()

    def _step_to(self, new: list[Note]) -> bool:
        """Change row by row; `False`, with nothing done, where that is not worth it."""
        kept = {note.key for note in new}
        known = {note.key for note in self._notes}
        gone = [row for row, note in enumerate(self._notes) if note.key not in kept]
        come = [row for row, note in enumerate(new) if note.key not in known]
        left = [note.key for note in self._notes if note.key in kept]
        if len(gone) + len(come) > _BULK or left != [n.key for n in new if n.key in known]:
            return False
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._notes[row]
            self.endRemoveRows()
        for row in come:
            self.beginInsertRows(QModelIndex(), row, row)
            self._notes.insert(row, new[row])
            self.endInsertRows()
        for row, (old, note) in enumerate(zip(self._notes, new, strict=True)):
            if old != note:
                self._notes[row] = note
                self.dataChanged.emit(self.index(row), self.index(row))
        return True

    # -- Qt's questions --------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """How many notes there are."""
        return 0 if parent is not None and parent.isValid() else len(self._notes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every note can be chosen and edited."""
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text, and all there is to know for a screen reader."""
        note = self._notes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return note.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(note)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save another text for a note."""
        return self._rename(self._notes[index.row()], str(value))

    def _said(self, note: Note) -> str:
        if self._words is None:
            return note.text
        words = self._words
        parts = [note.text, self.where(note)]
        parts.append(words("editors.note.held" if note.held else "editors.note.on_stage"))
        if note.votes is not None:
            parts.append(words("editors.note.votes", n=note.votes))
        if note.flagged and not self.extras.tags:
            parts.append(words("editors.note.flagged"))
        parts += self.tags_of(note)
        if cluster := self.extras.clusters.get(note.cluster):
            parts.append(words("editors.heap.in", name=cluster))
        if merged := self.extras.merged.get(note.key):
            parts.append(words("editors.heap.also", texts=words.listing(list(merged))))
        if linked := self.extras.linked.get(note.key):
            parts.append(words("editors.heap.linked", texts=words.listing(list(linked))))
        return ", ".join(part for part in parts if part)


def clock(created_at: str) -> str:
    """When a note was typed, by the clock on the wall."""
    return f"{datetime.fromisoformat(created_at).astimezone():%H:%M}"

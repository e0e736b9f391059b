"""What can be done with a note of a matrix: each as one undoable edit people recognise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.kinds.matrix.figure import share, size_name
from workshop_app.kinds.matrix.model import middle, quadrant_at
from workshop_app.kinds.matrix.note_rows import at
from workshop_app.session.notes import change_note, tag_note
from workshop_app.ui.note_actions import short

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk


def read_share(text: str) -> float | None:
    """A share from 0 to 100 as people type it, such as ``12,5 %``; ``None`` for no text.

    Raises:
        UserError: for anything else.
    """
    written = text.strip().removesuffix("%").strip().replace(",", ".")
    if not written:
        return None
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise UserError(
            "“{text}” is not a share in percent.",
            "The note is as it was.",
            "Type a number from 0 to 100, or leave the field empty.",
            text=short(text),
        )
    return value


class Placing:
    """Places, sizes and tags notes; every method returns whether the change was saved."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """For the notes of one activity."""
        self._desk = desk
        self._activity = activity

    @property
    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def place(self, note: Note, x: float, y: float) -> bool:
        """Put a note at coordinates."""
        if (note.x, note.y) == (x, y):
            return True
        context, words = self._context, self._desk.workshop.words
        label = words("matrix.edit.place", text=short(note.text))
        done = self._change(label, note, x=x, y=y)
        if done:
            quadrant = quadrant_at(context.activity, x, y).id
            where = at(words, context.text(f"quadrants.{quadrant}"), x, y)
            said = words("matrix.is_placed", text=short(note.text), at=where)
            self._desk.announce(said)
        return done

    def send(self, note: Note, index: int) -> bool:
        """Put a note in the middle of a quadrant; after the last one, beside the matrix."""
        quadrants = self._context.activity.list("quadrants")
        if index < len(quadrants):
            return self.place(note, *middle(quadrants[index]))
        if index > len(quadrants) or note.x is None:
            return True
        words = self._desk.workshop.words
        label = words("matrix.edit.wait", text=short(note.text))
        done = self._change(label, note, x=None, y=None)
        if done:
            said = words("matrix.is_waiting", text=short(note.text))
            self._desk.toast(said, undoable=True)
        return done

    def size(self, note: Note, text: str) -> bool:
        """Give a note its share, as it was typed."""
        found: list[float | None] = []
        if not self._desk.attempt(lambda: found.append(read_share(text))):
            return False
        (value,), words = found, self._desk.workshop.words
        if value == note.size:
            return True
        done = self._change(words("matrix.edit.size", text=short(note.text)), note, size=value)
        if done:
            context = self._context
            said = share(value, context) if value is not None else "–"
            name = size_name(context)
            self._desk.announce(words("matrix.now_size", name=name, share=said))
        return done

    def tag(self, note: Note, tag: str, *, on: bool) -> bool:
        """Put a tag on a note, or take it off."""
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label = words(f"matrix.edit.{'tag' if on else 'untag'}", text=short(note.text))
        done = self._desk.attempt(partial(tag_note, file, label, note.key, tag, on=on))
        if done:
            name = self._context.text(f"tags.{tag}")
            key = "matrix.now_tagged" if on else "matrix.now_untagged"
            self._desk.announce(words(key, tag=name, text=short(note.text)))
        return done

    def _change(self, label: str, note: Note, **columns: object) -> bool:
        file = self._desk.workshop.file
        return self._desk.attempt(partial(change_note, file, label, note.key, **columns))

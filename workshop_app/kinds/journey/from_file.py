"""What a file may say of a journey's cells, where nobody sees one line replace another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.kinds.journey.model import form_of, typed_in

if TYPE_CHECKING:
    from workshop_app.method.model import Activity
    from workshop_app.session.notes import NewNote


class CellCheck:
    """Checks line after line: an emotion is a number, and no number comes twice.

    Of frictions that have words of their own the heaviest counts, so there may be several.
    """

    def __init__(self, activity: Activity) -> None:
        """Know no line yet."""
        self._activity = activity
        self._given: dict[str, str] = {}

    def __call__(self, note: NewNote) -> None:
        """Raise `UserError` for what the cell cannot hold, or holds from a line above."""
        form = form_of(self._activity, note.place.partition("/")[2])
        typed = typed_in(note, self._activity)
        if form == "emotion" and not typed.values:
            raise UserError(
                "“{text}” is not an emotion. "
                "Write the median, or the median and its range: -1 (-2..1).", text=note.text)
        if not typed.values or (form == "friction" and typed.words):
            return
        if note.place in self._given:
            raise UserError(
                "“{text}” would replace “{before}”, which stands above for “{place}” already",
                text=note.text, before=self._given[note.place], place=note.place)
        self._given[note.place] = note.text

"""The readers of the outbox: who gets a mail, where, in which language, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics

from workshop_app.session.mail_report import MARKS, state_of, why_of
from workshop_app.ui.field_table import Field, FieldCell, FieldRow, FieldTable
from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.mail_list import Line
    from workshop_app.words import Words

_TYPED: Final = ("address", "language")
_WIDTHS: Final = {"name": 124, "address": 100, "language": 92, "gets": 90, "state": 120}
"""The least of each; the last two take what they have to say, the first two what is left over."""

_GROWING: Final = ("name", "address")
_AROUND: Final = {"gets": 18, "state": 40}
"""Pixels of a cell that its text does not have: the margins, and the mark of the state."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FROM_RIGHT: Final = Qt.LayoutDirection.RightToLeft
_TICK: Final = 28
"""Pixels at the beginning of the first cell that belong to the tick."""


class ReadersList(FieldTable):
    """Space or a click on the tick ticks a reader; typing or F2 changes address and language."""

    ticked = Signal(str)
    """The key of a line whose tick is to go or to come."""

    def __init__(
        self,
        theme: Callable[[], Theme],
        save: Callable[[str, str, str], bool],
        known: Callable[[str, str], Sequence[str]],
    ) -> None:
        """See `FieldTable`."""
        super().__init__(theme, save, known)
        self.lines: dict[str, Line] = {}
        self._widths = dict(_WIDTHS)

    def show_words(self, words: Words) -> None:
        """Name the columns."""
        self.setAccessibleName(words("mailing.list"))
        self.table.show_fields(
            [
                Field(one, words(f"mailing.column.{one}"), width, one in _GROWING)
                for one, width in self._widths.items()
            ]
        )
        self.share_width()

    def _make_room(self, rows: Sequence[FieldRow], words: Words) -> None:
        """What somebody gets and how it stands have to be read whole, in any language."""
        metrics, before = QFontMetrics(font()), dict(self._widths)
        for name, around in _AROUND.items():
            place = [*_WIDTHS].index(name)
            said = {row.cells[place].text for row in rows}
            wanted = max(map(metrics.horizontalAdvance, said), default=0) + around
            self._widths[name] = max(wanted, before[name])
        if self._widths != before:
            self.show_words(words)

    def show_lines(self, lines: Sequence[Line], words: Words, *, sends: bool) -> None:
        """Show the readers as they are now; ``sends`` while mails leave."""
        self.lines = {line.key: line for line in lines}
        rows = [_row(line, words, sends=sends) for line in lines]
        self._make_room(rows, words)
        self.show_rows(rows)

    @property
    def line(self) -> Line | None:
        """The reader that the keyboard is on, else the first."""
        found = self.lines.get(self.current[0])
        return found or next(iter(self.lines.values()), None)

    def cell_key(self, index: QModelIndex, event: QKeyEvent) -> None:
        """Space ticks anywhere; Enter goes on where nothing can be typed."""
        key, field = self.current
        is_typed = field in _TYPED
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(key)
        elif not is_typed and event.key() in _ENTER:
            self.step(0, 1)
        elif is_typed or not (event.text().strip() and event.text().isprintable()):
            super().cell_key(index, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the tick ticks; on the name it only chooses."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and index.column() == 0:
            cell, left = self.visualRect(index), self.layoutDirection() != _FROM_RIGHT
            if (place.x() - cell.left() if left else cell.right() - place.x()) < _TICK:
                self.ticked.emit(self.current[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens what can be typed."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.table.fields[index.column()].id in _TYPED:
            super().mouseDoubleClickEvent(event)


def _row(line: Line, words: Words, *, sends: bool) -> FieldRow:
    entry = line.entry
    gets = " + ".join(words(f"mailing.gets.{one}") for one in entry.editions) if entry else ""
    spoken = words(f"console.language.{line.language}")
    mark, token = MARKS[entry.state] if entry else ("minus", "ink3")
    ticked = words("mailing.ticked" if line.is_ticked else "mailing.not_ticked")
    name = line.name or line.address
    return FieldRow(
        line.key,
        name,
        (
            FieldCell(name, name, *_tick(line), ticked),
            FieldCell(line.address, line.address),
            FieldCell(spoken, spoken),
            FieldCell(gets),
            FieldCell(state_of(line, words, sends=sends), "", mark, token, why_of(line, words)),
        ),
        faded=not line.is_ticked,
    )


def _tick(line: Line) -> tuple[str, str]:
    if line.is_ticked:
        return "circle-check", "ink2"
    return "circle", "border"

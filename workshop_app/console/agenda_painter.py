"""Paints the rows of the agenda, in its list and on the console's first picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor

from workshop_app.console.parts import paint_progress
from workshop_app.ui import icon
from workshop_app.ui.theme import fill, font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from workshop_app.console.agenda_rows import AgendaRow
    from workshop_app.figures.theme import Theme

_ROW = 36
_NOW = 60
_HEADING = 40
_TIMES_FROM = 300
"""Pixels of width from which the clock times stand beside the minutes."""


def height_of(row: AgendaRow) -> int:
    """Pixels that a row is high."""
    return _HEADING if not row.slot else _NOW if row.state == "now" else _ROW


class AgendaPainter:
    """Fonts and colours of the agenda."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever a row is painted."""
        self.theme = theme
        self._regular, self._medium, self._semibold = (
            font(weight) for weight in ("regular", "medium", "semibold")
        )
        self._small = font("medium", 14)
        self._struck = font("regular")
        self._struck.setStrikeOut(True)

    def row(self, painter: QPainter, row: AgendaRow, rect: QRect) -> None:
        """Paint one row into ``rect``."""
        painter.save()
        if row.slot:
            self._slot(painter, row, rect, self.theme())
        else:
            self._heading(painter, row, rect, self.theme())
        painter.restore()

    def rows(self, painter: QPainter, rows: list[AgendaRow], room: QRect) -> None:
        """Paint all of them as the list does that follows: what is on is always in sight."""
        bottom, now = 0, 0
        for row in rows:
            bottom += height_of(row)
            now = bottom if row.state == "now" else now
        y = room.y() - max(now - room.height(), 0)
        for row in rows:
            height = height_of(row)
            self.row(painter, row, QRect(room.x(), y, room.width(), height))
            y += height

    def _heading(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        line = rect.adjusted(16, 8, -12, 0)
        minutes = row.time if rect.width() >= _TIMES_FROM else row.minutes
        took = write_line(painter, line, minutes, theme.colour("ink3"), self._small, end=True)
        line.adjust(0, 0, -took - 8, 0)
        if not row.phase:
            fill(
                painter,
                QRect(rect.x() + 16, rect.y() + 3, rect.width() - 28, 1),
                QColor(theme.colour("line")),
            )
        name = f"{row.number}  {row.title}" if row.number else row.title
        write_line(painter, line, name, theme.colour(row.phase or "ink"), self._semibold)

    def _slot(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        now = row.state == "now"
        if now:
            fill(painter, rect, QColor(theme.colour(f"{row.phase}_tint")))
            edge = QRect(rect.x(), rect.y(), 4, rect.height())
            fill(painter, edge, QColor(theme.colour(row.phase)))
        token = row.phase if row.state in ("done", "now", "open") else "ink2"
        icon.draw(painter, row.icon, rect.x() + 14, rect.y() + 9, 18, theme, token)
        line = QRect(rect.x() + 42, rect.y(), rect.width() - 54, _ROW)
        strong = self._semibold if now else self._medium
        skipped = row.state == "skipped"
        quiet = theme.colour("ink3" if row.state in ("done", "skipped") else "ink2")
        write_line(painter, line, row.minutes, quiet, strong, end=True)
        line.adjust(0, 0, 0 if skipped else -34, 0)
        if skipped or rect.width() >= _TIMES_FROM:
            ink3 = theme.colour("ink3")
            took = write_line(painter, line, row.time, ink3, self._small, end=True)
            line.adjust(0, 0, -max(took + 12, 52), 0)
        ink = theme.colour("ink3" if row.state in ("done", "skipped") else "ink")
        weight = self._semibold if now else self._struck if skipped else self._regular
        write_line(painter, line, row.title, ink, weight)
        if now:
            self._progress(painter, row, rect, theme)

    def _progress(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        line = QRect(rect.x() + 42, rect.y() + _ROW - 4, rect.width() - 54, 20)
        colour = theme.colour(row.phase)
        took = write_line(painter, line, row.left, colour, self._small, end=True)
        track = QRectF(line.x(), line.center().y() - 2, line.width() - took - 12, 5)
        share = min(max(row.share, 0.0), 1.0)
        paint_progress(painter, track, share, theme, row.phase)

"""How the keying grid's cells and the numbers above them look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from workshop_app.session.keyed_ballot import GROUP
from workshop_app.ui import icon
from workshop_app.ui.keying_model import state_of
from workshop_app.ui.theme import draw_place, font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.session.keyed_ballot import KeyedBallot
    from workshop_app.ui.keying_model import KeyingModel

_Index = QModelIndex | QPersistentModelIndex

ROW: Final = 32
"""The height of a row."""

NARROWEST: Final = 27
"""The width of a column of digits where there are many."""

_STATE_ICONS: Final = {
    "saved": ("check", "ok"),
    "waiting": ("triangle-alert", "warn"),
    "removed": ("x", "ink3"),
    "refused": ("x", "danger"),
}


class KeyingDelegate(QStyledItemDelegate):
    """Paints cells: numbers in the middle, a caret where the next digit goes."""

    def __init__(self, view: QTableView, model: KeyingModel, theme: Callable[[], Theme]) -> None:
        """Paint the cells of ``view``."""
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self._body = font("medium")
        self._small = font("regular", 13)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As narrow as a digit."""
        return QSize(NARROWEST, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A number with its state, a cell, or one word over a whole row that is hidden."""
        keying, theme = self._model.keying, self._theme()
        if keying is None:
            return
        ballot, rect = keying.ballots[index.row()], QRectF(option.rect)
        here = index.row() == keying.row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0:
            self._number(painter, ballot, rect, theme, here=here)
        elif keying.is_hidden(ballot):
            if index.column() == 1:
                self._hidden(painter, ballot, rect, theme)
        else:
            self._cell(painter, ballot, index, rect, theme)
            if here and index.column() == keying.column + 1:
                place = rect.adjusted(0, 0, 0, -1)
                draw_place(painter, place, theme, focused=self._view.hasFocus())
        painter.restore()

    def _number(
        self, painter: QPainter, ballot: KeyedBallot, rect: QRectF, theme: Theme, *, here: bool
    ) -> None:
        painter.setPen(QColor(theme.colour("ink" if here else "ink2")))
        painter.setFont(self._small)
        box = rect.adjusted(6, 0, -26, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         str(ballot.number))
        drawn = _STATE_ICONS.get(state_of(ballot))
        if drawn:
            x, y = rect.right() - 21, rect.center().y() - 7
            icon.draw(painter, drawn[0], x, y, 15, theme, drawn[1])

    def _hidden(
        self, painter: QPainter, ballot: KeyedBallot, rect: QRectF, theme: Theme
    ) -> None:
        """What became of the row, across its cells, which paint nothing over it."""
        painter.setPen(QColor(theme.colour("ink2")))
        painter.setFont(self._small)
        whole = QRectF(rect)
        whole.setRight(self._view.viewport().width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(whole.adjusted(8, 0, 0, 0), flags, self._model.said_of(ballot))

    def _cell(
        self, painter: QPainter, ballot: KeyedBallot, index: _Index, rect: QRectF, theme: Theme
    ) -> None:
        keying = self._model.keying
        assert keying is not None
        column = self._model.column(index)
        text = keying.shown(ballot, column)
        if column == GROUP and keying.groups and ballot.group:
            label = next(one.label for one in keying.groups if one.key == ballot.group)
            text = f"{text} {label}"
        current = index.row() == keying.row and index.column() == keying.column + 1
        if current and keying.pending:
            text = keying.pending
        token = "ink3" if ballot.removed or text == "–" else "ink"
        if ballot.removed and text:
            painter.setPen(QPen(QColor(theme.colour("ink3")), theme.line_scale))
            middle = rect.center()
            painter.drawLine(int(middle.x()) - 7, int(middle.y()), int(middle.x()) + 7,
                             int(middle.y()))
        painter.setPen(QColor(theme.colour(token)))
        type_: QFont = self._body
        painter.setFont(type_)
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(rect.width()) - 6
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)


class DigitHeader(QHeaderView):
    """Numbers over columns so narrow that the style sheet's padding would cut them."""

    def __init__(self, theme: Callable[[], Theme], view: QTableView) -> None:
        """The head of ``view``."""
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._font = font("regular", 14)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802
        """The number in the middle, a line below."""
        theme, text = self._theme(), self.model().headerData(index, self.orientation())
        painter.save()
        painter.setFont(self._font)
        painter.setPen(QColor(theme.colour("ink2")))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(text))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

"""Paints a note as a row, and opens its text in place without ever losing what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.note_capture import NOTE_COLOURS
from workshop_app.ui.note_model import Index, NoteModel, clock
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme
    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk
    from workshop_app.ui.note_actions import Abilities

_BUTTON: Final = 36
_SWATCH: Final = 14
_TIMES_FROM: Final = 900
"""Pixels of width from which the time stands in the row."""

_LABEL_SHARE: Final = 0.28


class NoteDelegate(QStyledItemDelegate):
    """A row: colour, text, flag, dots, place, time, and its buttons at the end."""

    row_height = 38

    def __init__(self, view: QListView, model: NoteModel, desk: Desk, can: Abilities) -> None:
        """Paint for ``view``; which buttons there are follows from what the notes ``can``."""
        super().__init__(view)
        self._view = view
        self._model = model
        self._desk = desk
        self._can = can
        self._body = font()
        self._meta = font("regular", 14)
        self._strong = font("semibold", 14)
        self._edited: QPersistentModelIndex | None = None

    # -- geometry ----------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as the others."""
        return QSize(200, self.row_height)

    def buttons(self, row: QRect) -> dict[str, QRect]:
        """The places of a row's buttons, by what they do."""
        names = ["delete", "edit", "hold", *(["flag"] if self._can.flags else [])]
        found = {}
        for number, name in enumerate(names, 1):
            box = QRect(row.right() + 1 - number * _BUTTON, row.top(), _BUTTON, row.height())
            found[name] = self._mirrored(box, row)
        return found

    def button_at(self, row: QRect, point: QPoint) -> str:
        """What a click at ``point`` does; empty for the text."""
        places = self.buttons(row).items()
        return next((name for name, box in places if box.contains(point)), "")

    def _mirrored(self, box: QRect, row: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    # -- painting ----------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one note."""
        note, row, theme = self._model.notes[index.row()], option.rect, self._desk.theme
        current = index.row() == self._view.currentIndex().row()
        focused = current and self._view.hasFocus()
        several = self._is_one_of_several(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if focused or several:
            painter.fillRect(row, QColor(theme.colour("sunken")))
        if several:
            bar = QRect(row.left(), row.top() + 1, 5, row.height() - 2)
            painter.fillRect(self._mirrored(bar, row), QColor(theme.colour("focus")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        self._swatch(painter, note, row, theme)
        at = self._view.viewport().mapFromGlobal(QCursor.pos())
        hovered = row.contains(at) and self._view.underMouse()
        for name, box in self.buttons(row).items():
            if name != "flag" or note.flagged or hovered or focused:
                self._button(painter, name, note, box, theme, over=hovered and box.contains(at))
        left = row.left() + 12 + _SWATCH + 12
        right = row.right() - len(self.buttons(row)) * _BUTTON - 4
        right = self._details(painter, note, QRect(left, row.top(), right - left, row.height()),
                              theme, row)
        text = QRect(left, row.top(), right - left, row.height())
        self._write(painter, text, row, note.text, theme.colour("ink"), self._body)
        if focused:
            draw_ring(painter, QRectF(row).adjusted(0, 0, 0, -1), QApplication.palette())
        painter.restore()

    def _is_one_of_several(self, row: int) -> bool:
        """Whether more rows than one are chosen, and this is one of them."""
        ranges = self._view.selectionModel().selection()
        several = ranges.size() > 1 or (ranges.size() == 1 and ranges.at(0).height() > 1)
        return several and ranges.contains(self._model.index(row))

    def _swatch(self, painter: QPainter, note: Note, row: QRect, theme: Theme) -> None:
        number = self._model.number(note.place)
        colour = f"note{(number - 1) % NOTE_COLOURS + 1}" if number else "sunken"
        box = QRect(row.left() + 10, row.center().y() - _SWATCH // 2, _SWATCH, _SWATCH)
        painter.setPen(QPen(QColor(theme.colour("border")), theme.line_scale))
        painter.setBrush(QColor(theme.colour(colour)))
        painter.drawRoundedRect(QRectF(self._mirrored(box, row)), 3, 3)

    def _button(
        self, painter: QPainter, name: str, note: Note, box: QRect, theme: Theme, *, over: bool
    ) -> None:
        drawn = {
            "delete": ("trash-2", "ink2"),
            "edit": ("pencil", "ink2"),
            "hold": ("eye-off", "warn") if note.held else ("cast", "ok"),
            "flag": self._flag(note),
        }[name]
        if over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour("sunken")))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 3, -1, -3), 6, 6)
        token = "ink" if over and drawn[1] in ("ink2", "ink3") else drawn[1]
        icon.draw(painter, drawn[0], box.center().x() - 8, box.center().y() - 8, 17, theme, token)

    def _flag(self, note: Note) -> tuple[str, str]:
        """Several tags are chosen from a menu; the only one is put on or taken off."""
        if self._model.extras.tags:
            return "hash", "ink" if note.tags else "ink3"
        if self._can.settles:
            return "circle-check", "ok" if note.flagged else "ink3"
        return "flag", "danger" if note.flagged else "ink3"

    def _details(
        self, painter: QPainter, note: Note, room: QRect, theme: Theme, row: QRect
    ) -> int:
        """What stands at the end of the line; returns where the text has to stop."""
        quiet = theme.colour("ink2")
        right = room.right()
        if row.width() >= _TIMES_FROM:
            right = self._end(painter, clock(note.created_at), right, row, quiet, self._meta)
        extras = self._model.extras
        place, cluster = self._model.row_label(note.place), extras.clusters.get(note.cluster, "")
        for label in (place, f"“{cluster}”" if cluster else "",
                      " · ".join(self._model.tags_of(note))):
            if label:
                most = int(row.width() * _LABEL_SHARE)
                metrics = QFontMetrics(self._meta)
                label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, most)
                right = self._end(painter, label, right, row, quiet, self._meta)
        strong = theme.colour("ink")
        if merged := extras.merged.get(note.key):
            right = self._end(painter, f"×{len(merged) + 1}", right, row, strong, self._strong)
        if linked := extras.linked.get(note.key):
            right = self._end(painter, f"→ {len(linked)}", right, row, strong, self._strong)
        if note.votes is not None:
            right = self._end(
                painter, f"● {note.votes}", right, row, theme.colour("ink"), self._strong
            )
        return right

    def _end(
        self, painter: QPainter, text: str, right: int, row: QRect, colour: str, type_: QFont
    ) -> int:
        wide = QFontMetrics(type_).horizontalAdvance(text) + 2
        self._write(painter, QRect(right - wide, row.top(), wide, row.height()), row, text,
                    colour, type_)
        return right - wide - 16

    def _write(
        self, painter: QPainter, box: QRect, row: QRect, text: str, colour: str, type_: QFont
    ) -> None:
        painter.setFont(type_)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(type_).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._mirrored(box, row), side, shown)

    # -- editing in place --------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A plain line over the text."""
        self._edited = QPersistentModelIndex(index)
        field = QLineEdit(parent)
        text = self._model.notes[index.row()].text
        field.setAccessibleName(self._desk.workshop.words("editors.note.edit", text=text))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill it once; a change from elsewhere never overwrites what is being typed."""
        if isinstance(editor, QLineEdit) and not editor.isModified() and not editor.text():
            editor.setText(self._model.notes[index.row()].text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Saving happens in `eventFilter`, which knows whether it worked."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """From the text's beginning to the buttons."""
        row = option.rect
        left = row.left() + 12 + _SWATCH
        width = row.width() - 12 - _SWATCH - len(self.buttons(row)) * _BUTTON - 4
        editor.setGeometry(self._mirrored(QRect(left, row.top(), width, row.height()), row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves, Esc takes back, leaving saves; a failure keeps the text open."""
        if not isinstance(watched, QLineEdit):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish(watched)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self._finish(watched)
        return False

    def _finish(self, field: QLineEdit) -> None:
        index = self._edited
        changed = index is not None and index.isValid() and field.isModified()
        if index is None or not changed or self._model.setData(index, field.text()):
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)

"""The matrix on the console: the stage's own figure, on which notes are placed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.matrix import MatrixStyle, MatrixWords, Spot, matrix_map
from workshop_app.kinds.matrix.note_rows import DIGITS, PLAIN
from workshop_app.ui.desk import OWN_LETTERS
from workshop_app.ui.figure_view import FigureView
from workshop_app.ui.theme import draw_ring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from workshop_app.figures.figure import Point
    from workshop_app.figures.matrix_plot import Plot, Quadrant, Settled
    from workshop_app.figures.theme import Theme

UNIT: Final = 4.4
"""Pixels per u: the quadrants' names come out as large as the console's headings."""

EDGE: Final = 2.0
"""Room in u around the matrix, in which the keyboard's ring lies."""

STEP: Final = 5
FINE: Final = 1
PAUSE: Final = 400
"""Milliseconds without a key after which a move is saved, as one step of the undo history."""

NEAR: Final = 3.0
"""How far in u from a dot a press still takes it."""

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}


class MapView(FigureView):
    """Arrows move the chosen note, Shift in small steps; digits send it; the mouse drags."""

    chosen = Signal(str)
    """A note was picked, by its key."""

    placed = Signal(str, float, float)
    """A note was put at x and y, from 0 to 100; sent once when it has come to rest."""

    moved = Signal(float, float)
    """The chosen note is on its way, at x and y."""

    sent = Signal(int)
    """The chosen note goes to this place, counted from 0."""

    stepped = Signal(int)
    """The next note is wanted, or the one before."""

    pressed = Signal(str)
    """What else was asked for the chosen note: ``more``, ``less``, ``mark``, ``delete``."""

    left = Signal()
    """Enter or Esc: the keyboard goes back to the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; `show_matrix` follows."""
        super().__init__(parent, reduced_motion=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_LETTERS, True)
        self.setMinimumSize(250, 150)
        self._quadrants: Sequence[Quadrant] = ()
        self._spots: dict[str, Spot] = {}
        self._chosen = ""
        self._moving: Point | None = None
        self._dragging = False
        self._words: MatrixWords | None = None
        self._style = MatrixStyle()
        self._phase = "see"
        self._look: Theme | None = None
        self.plot: Plot | None = None
        """Where coordinates lie, `EDGE` u from the corner; ``None`` until it was drawn."""
        self._dots: Mapping[str, Settled] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.settle)

    # -- showing -------------------------------------------------------------------------------

    def show_words(
        self, quadrants: Sequence[Quadrant], words: MatrixWords, style: MatrixStyle, phase: str
    ) -> None:
        """What stands at the axes and in the corners."""
        self._quadrants, self._words = quadrants, words
        self._style, self._phase = style, phase

    def show_matrix(self, spots: Sequence[Spot], chosen: str, theme: Theme) -> None:
        """Draw the notes; a move that is under way goes on."""
        self._spots = {spot.key: spot for spot in spots}
        self._look = theme
        if chosen != self._chosen:
            self.settle()
            self._chosen = chosen
        self._draw()

    def settle(self) -> None:
        """Save a move that is under way."""
        self._pause.stop()
        self._dragging = False
        if self._moving is not None:
            (x, y), self._moving = self._moving, None
            self.placed.emit(self._chosen, x, y)

    def sizeHint(self) -> QSize:
        """A small matrix."""
        return QSize(380, 230)

    def hasHeightForWidth(self) -> bool:
        """It is drawn for whatever room there is."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out anew: text keeps its size."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._words is None or self._look is None or not self._quadrants:
            return
        spots = []
        for spot in self._spots.values():
            shown = spot
            if spot.key == self._chosen:
                x, y = self._moving or (spot.x, spot.y)
                shown = Spot(spot.key, spot.text, x, y, spot.share, spot.meta, spot.marked,
                             spot.top, chosen=True)
            spots.append(shown)
        wide, high = self.width() / UNIT, self.height() / UNIT
        canvas = Canvas(wide - 2 * EDGE, high - 2 * EDGE, self._phase)
        inner, self.plot, self._dots = matrix_map(
            self._quadrants, spots, canvas, self._words, self._style
        )
        figure = place(Figure(wide, high, (), inner.title), inner, EDGE, EDGE)
        name, description = self.accessibleName(), self.accessibleDescription()
        self.show_figure(figure, self._look)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The keyboard's ring lies around it."""
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                draw_ring(painter, QRectF(self.rect()), QApplication.palette())

    # -- keyboard ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes back the move that is just being made, so it has to be saved first."""
        undoes = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and any(map(event.matches, undoes)):
            self.settle()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, digits, N, + and −, M, Del; Enter and Esc leave."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        fine = modifiers == Qt.KeyboardModifier.ShiftModifier
        arrow = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and arrow in (Qt.KeyboardModifier.NoModifier,
                                        Qt.KeyboardModifier.ShiftModifier):
            dx, dy = _ARROWS[key]
            size = FINE if fine else STEP
            self._nudge(dx * size, dy * size)
        elif key in DIGITS and modifiers in PLAIN:
            self.settle()
            self.sent.emit(DIGITS[key])
        elif key == Qt.Key.Key_N and (fine or modifiers in PLAIN):
            self.settle()
            self.stepped.emit(-1 if fine else 1)
        elif key in _PRESSES and (fine or modifiers in PLAIN):
            self.settle()
            self.pressed.emit(_PRESSES[key])
        elif key in _LEAVES and modifiers in PLAIN:
            self.settle()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _nudge(self, dx: float, dy: float) -> None:
        """Move the chosen note; one that waits starts in the middle."""
        spot = self._spots.get(self._chosen)
        if spot is None:
            return
        x, y = self._moving or (
            (spot.x, spot.y) if spot.x is not None and spot.y is not None else (50.0, 50.0)
        )
        self._moving = min(max(x + dx, 0.0), 100.0), min(max(y + dy, 0.0), 100.0)
        self._pause.start()
        self._show_moving()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was moved is saved."""
        super().focusOutEvent(event)
        self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was moved is saved."""
        super().hideEvent(event)
        self.settle()

    # -- mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a dot; where there is none, put the chosen note there if it still waits."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.settle()
        point = self._point(event.position())
        key = self._dot_at(point)
        if key:
            self.chosen.emit(key)
            self._dragging = True
        elif self._chosen in self._spots and not self._spots[self._chosen].is_placed:
            self._dragging = True
            self._drag(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the note along."""
        if self._dragging:
            self._drag(self._point(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stays where it was let go."""
        if self._dragging:
            self.settle()

    def _drag(self, point: Point) -> None:
        if self.plot is not None:
            self._moving = self.plot.value(point)
            self._show_moving()

    def _show_moving(self) -> None:
        self._draw()
        if self._moving is not None:
            self.moved.emit(*self._moving)

    def _point(self, at: QPointF) -> Point:
        room = self.picture_rect()
        return (at.x() - room.x()) / UNIT - EDGE, (at.y() - room.y()) / UNIT - EDGE

    def _dot_at(self, point: Point) -> str:
        """The nearest dot under a press; empty for none."""
        found, nearest = "", NEAR
        for key, dot in self._dots.items():
            away = ((dot.x - point[0]) ** 2 + (dot.y - point[1]) ** 2) ** 0.5 - dot.radius
            if away < nearest:
                found, nearest = key, away
        return found


_PRESSES: Final = {
    Qt.Key.Key_Plus: "more", Qt.Key.Key_Equal: "more", Qt.Key.Key_Minus: "less",
    Qt.Key.Key_M: "mark", Qt.Key.Key_Delete: "delete",
}
_LEAVES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

"""Looks at a figure from close by: pan, zoom, and the value under the pointer.

pyqtgraph does what it is best at, ranges and dragging; the figure itself is painted by the
painter that stage and preview use. It is imported when the view is opened, never before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workshop_app.figures.layout import Box, bounds
from workshop_app.ui.explore_layers import FigureLayer, ReadoutLayer

if TYPE_CHECKING:
    from workshop_app.figures.figure import Figure, Item
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

CLOSEST: Final = 12.0
"""How many times larger than the whole a picture may be shown."""

MARGIN: Final = 0.03
ZOOM: Final = 1.25
PAN: Final = 0.12
"""Share of the view that an arrow key moves."""

REACH: Final = 5.0
"""A value reads out within this many hundredths of the view's height from the pointer."""


class ExploreView(QWidget):
    """Any figure, to drag about with the mouse or walk over with the keyboard."""

    closed = Signal()
    """Esc was pressed."""
    read_out = Signal(str)
    """The value that is shown now; empty when none is."""

    def __init__(
        self, figure: Figure, theme: Theme, words: Words, parent: QWidget | None = None
    ) -> None:
        """Show the whole of ``figure``."""
        import pyqtgraph as pg

        super().__init__(parent)
        self._figure = figure
        self._marks: tuple[tuple[Item, Box], ...] = tuple(
            (item, bounds(item)) for item in figure.items if item.readout
        )
        self._marked: int | None = None
        self.canvas: Any = pg.GraphicsView(self)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._box: Any = pg.ViewBox(
            lockAspect=True, invertY=True, enableMenu=False, defaultPadding=0.0
        )
        self.canvas.setCentralItem(self._box)
        self._layer = FigureLayer(figure, theme, self)
        self._box.addItem(self._layer, ignoreBounds=True)
        self._box.disableAutoRange()
        self._readout = ReadoutLayer(self, theme)
        self._box.sigRangeChanged.connect(self._on_range_changed)
        self.canvas.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self._steady = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words("stage.explore", title=figure.title))
        self.setAccessibleDescription(words("stage.explore_hint"))
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.canvas.setBackground(QColor(theme.colour("page")))
        self._layer.apply_theme(theme)
        self._readout.apply_theme(theme)

    # -- moving --------------------------------------------------------------------------

    def visible(self) -> QRectF:
        """The part of the figure that shows, in u."""
        rect: QRectF = self._box.viewRect()
        return rect

    def show_whole(self) -> None:
        """The whole figure, as large as it fits."""
        self._box.setRange(self._whole(), padding=0.0)

    def pan(self, across: float, down: float) -> None:
        """Look further right and down by shares of what shows."""
        seen = self.visible()
        self._box.translateBy(x=across * seen.width(), y=down * seen.height())

    def zoom(self, factor: float) -> None:
        """Come closer (above 1) or step back, around the value read out or the middle."""
        centre = self.visible().center()
        if self._marked is not None:
            box = self._marks[self._marked][1]
            centre = QPointF(box.centre_x, box.centre_y)
        self._box.scaleBy((1 / factor, 1 / factor), centre)

    def _whole(self) -> QRectF:
        figure = self._figure
        edge = figure.height * MARGIN
        return QRectF(0, 0, figure.width, figure.height).adjusted(-edge, -edge, edge, edge)

    def _on_range_changed(self, *_: object) -> None:
        """Keep to the figure: never smaller than the whole, never lost beside it."""
        if self._steady:
            return
        seen, wanted = self.visible(), self._kept(self.visible())
        off = wanted.center() - seen.center()
        slack = seen.width() * 1e-6
        if abs(wanted.width() - seen.width()) > slack or off.manhattanLength() > slack:
            self._steady = True
            self._box.setRange(wanted, padding=0.0)
            self._steady = False
        self._place_readout()

    def _kept(self, seen: QRectF) -> QRectF:
        whole = self._whole()
        if seen.width() <= 0 or seen.height() <= 0:
            return seen
        ratio = seen.width() / seen.height()
        widest = max(whole.width(), whole.height() * ratio)
        width = min(max(seen.width(), widest / CLOSEST), widest)
        kept = QRectF(0, 0, width, width / ratio)
        kept.moveCenter(seen.center())
        for low, high, size, move in (
            (whole.left(), whole.right(), kept.width(), kept.moveLeft),
            (whole.top(), whole.bottom(), kept.height(), kept.moveTop),
        ):
            at = kept.left() if move == kept.moveLeft else kept.top()
            room = high - low - size
            move(low + room / 2 if room <= 0 else min(max(at, low), high - size))
        return kept

    # -- reading out ---------------------------------------------------------------------

    @property
    def readout_figure(self) -> Figure | None:
        """The ring and the box with the value, in hundredths of the view's height."""
        return self._readout.figure

    @property
    def readout(self) -> str:
        """The value that is shown, or an empty text."""
        return "" if self._marked is None else self._marks[self._marked][0].readout

    def read_at(self, x: float, y: float) -> str:
        """Show the value nearest to a point of the figure, in u; gives it."""
        reach = REACH * self.visible().height() / 100
        best: tuple[float, float, int] | None = None
        for index, (_, box) in enumerate(self._marks):
            away = max(box.x - x, x - box.right, 0.0) + max(box.y - y, y - box.bottom, 0.0)
            if away <= reach:
                found = (away, box.width * box.height, index)
                best = found if best is None else min(best, found)
        self._mark(best[2] if best else None)
        return self.readout

    def step_readout(self, by: int) -> None:
        """Show the next value, or the one before, and bring it into view."""
        if not self._marks:
            return
        start = -1 if self._marked is None and by > 0 else self._marked or 0
        index = (start + by) % len(self._marks)
        box = self._marks[index][1]
        centre, seen = QPointF(box.centre_x, box.centre_y), self.visible()
        if not seen.contains(centre):
            seen.moveCenter(centre)
            self._box.setRange(seen, padding=0.0)
        self._mark(index)

    def _mark(self, index: int | None) -> None:
        if index == self._marked:
            return
        self._marked = index
        self._place_readout()
        self.read_out.emit(self.readout)

    def _place_readout(self) -> None:
        if self._marked is None:
            self._readout.clear()
            return
        item, box = self._marks[self._marked]
        top_left = self._box.mapViewToScene(QPointF(box.x, box.y))
        bottom_right = self._box.mapViewToScene(QPointF(box.right, box.bottom))
        self._readout.show_value(item.readout, QRectF(top_left, bottom_right).normalized())

    def _on_mouse_moved(self, at: QPointF) -> None:
        point = self._box.mapSceneToView(at)
        self.read_at(point.x(), point.y())

    # -- Qt ------------------------------------------------------------------------------

    @staticmethod
    def uses(event: QKeyEvent) -> bool:
        """Whether a key moves, zooms or closes the view."""
        return event.key() in (*_ARROWS, Qt.Key.Key_Escape) or event.text() in _LETTERS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, + and − zoom, 0 shows the whole, Esc closes; others go on."""
        key, text = event.key(), event.text()
        if key in _ARROWS:
            across, down = _ARROWS[Qt.Key(key)]
            self.pan(across * PAN, down * PAN)
        elif text in ("+", "="):
            self.zoom(ZOOM)
        elif text in ("-", "−"):
            self.zoom(1 / ZOOM)
        elif text == "0":
            self.show_whole()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab reads the next value: the keyboard's way to what the pointer does."""
        self.step_readout(1 if forward else -1)
        return bool(self._marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole again."""
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self._readout.setGeometry(self.rect())
        self.show_whole()


_LETTERS: Final = ("+", "=", "-", "−", "0")
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

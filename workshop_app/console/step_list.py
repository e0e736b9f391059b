"""The list of steps: one stop for the Tab key, and a click or Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListView, QStyle

from workshop_app.console.step_painter import HEIGHT, StepMark, StepPainter
from workshop_app.ui.row_list import RowDelegate, RowList, RowModel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from workshop_app.figures.theme import Theme


class _StepModel(RowModel[StepMark]):
    def words(self, row: StepMark) -> tuple[str, str, str]:
        return row.name, row.spoken, row.spoken


class _StepDelegate(RowDelegate[StepMark]):
    def __init__(self, view: StepList, steps: StepPainter) -> None:
        super().__init__(view, steps.theme)
        self._steps = steps

    def size(self, row: StepMark) -> QSize:
        return QSize(self._steps.width(row), HEIGHT)

    def draw(
        self, painter: QPainter, row: StepMark, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        last = row is self._view.rows[-1]
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._steps.step(painter, row, option.rect, last=last, hover=hover)


class StepList(RowList[StepMark]):
    """One row; the wheel moves it sideways."""

    def __init__(self, parent: QWidget, steps: StepPainter) -> None:
        """Start empty; ``steps`` paints them."""
        super().__init__(_StepModel(), parent)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFixedHeight(HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_StepDelegate(self, steps))

    def show_marks(self, marks: list[StepMark]) -> None:
        """Show the steps, and the one that is on in sight."""
        self.table.show_rows(marks)
        self.viewport().update()  # steps of the same names may have another phase's colour
        now = next((i for i, mark in enumerate(marks) if mark.on), None)
        if now is not None:
            self.go_to(now)
            self.scrollTo(self.table.index(now))

    def measure(self) -> None:
        """Names came or went: every step has another width."""
        self.table.layoutChanged.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() // 2)
        event.accept()

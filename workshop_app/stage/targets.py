"""The booth's targets: large buttons laid out in u, which a screen reader can name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from workshop_app.stage.faces import OVERHANG, Face, Pose, draw
from workshop_app.ui.figure_painter import paint

if TYPE_CHECKING:
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.layout import Box
    from workshop_app.figures.theme import Theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Target(QPushButton):
    """One target of a card; its name for a screen reader says its state."""

    def __init__(
        self, face: Face, box: Box, theme: Theme, parent: QWidget, state: str = ""
    ) -> None:
        """``box`` is where it stands on its card, in u; ``state`` is the word for "chosen"."""
        super().__init__(parent)
        self.face = face
        self.box = box
        self._theme = theme
        self._state = state
        self._pose = Pose()
        self._scale = 1.0
        self._origin = (0.0, 0.0)
        self.setAutoDefault(False)
        self.setCheckable(face.look in ("scale", "option", "skip"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._name()

    @property
    def pose(self) -> Pose:
        """What it looks like now."""
        return replace(self._pose, down=self.isDown(), enabled=self.isEnabled())

    @property
    def figure(self) -> Figure:
        """What is painted, with the corner of `box` as its origin."""
        return draw(self.face, self.pose, (self.box.width, self.box.height))

    def choose(self, chosen: bool, place: str = "") -> None:
        """Show it as chosen, or not; ``place`` is its rank."""
        self._pose = replace(self._pose, chosen=chosen, place=place)
        if self.isCheckable():
            self.setChecked(chosen)
        self._name()
        self.update()

    def _name(self) -> None:
        words = f"{self.face.key} {self.face.text}".strip()
        state = f", {self._state}" if self._pose.chosen and self._state else ""
        place = f" {self._pose.place}" if self._pose.place else ""
        self.setAccessibleName(words + state + place)

    def stand(self, scale: float, origin: tuple[float, float]) -> None:
        """Take the place of `box` on a card whose unit is ``scale`` pixels from ``origin``."""
        outer = self.box.inset(-OVERHANG, -OVERHANG)
        left, top = outer.x * scale + origin[0], outer.y * scale + origin[1]
        rect = QRect(
            int(left), int(top), round(outer.width * scale) + 1, round(outer.height * scale) + 1
        )
        self.setGeometry(rect)
        self._scale = scale
        self._origin = (
            self.box.x * scale + origin[0] - rect.x(),
            self.box.y * scale + origin[1] - rect.y(),
        )

    def hitButton(self, point: QPoint) -> bool:  # noqa: N802  (Qt's name)
        """The overhang of borders and shadows is no part of the target."""
        left, top = self._origin
        size = QRectF(left, top, self.box.width * self._scale, self.box.height * self._scale)
        return size.contains(QPointF(point))

    def nextCheckState(self) -> None:  # noqa: N802  (Qt's name)
        """Only `choose` changes the state: the ballot decides what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; every other key belongs to the card."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to those who came by keyboard."""
        self._pose = replace(self._pose, focused=event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._pose = replace(self._pose, focused=False)
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again when it is enabled or disabled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the face in its present state; the style sheet has no say."""
        with QPainter(self) as painter:
            paint(painter, self.figure, self._theme, self._scale, self._origin)

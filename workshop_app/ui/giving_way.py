"""Lines that give way, one after another, where the rows of a grid would be cut otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout, QStackedLayout, QWidget

_WHOLE: Final = 16_777_215
"""What Qt calls any height."""


class GivingWay(QObject):
    """Keeps one page of a stack whole, in a widget too low for all that it says above it.

    A line gives way by its height alone: it keeps its words, and a screen reader still finds it.
    """

    def __init__(
        self, owner: QWidget, stack: QStackedLayout, page: QWidget, lines: Sequence[QWidget]
    ) -> None:
        """``page`` lies in ``stack``, that in ``owner``; the first of ``lines`` matters least."""
        super().__init__(owner)
        self._owner, self._stack, self._page = owner, stack, page
        self._lines = tuple(lines)
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when there is another height, or something else to say."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        lines = [line for line in self._lines if not line.isHidden()]
        taken = sum(self._height(line) for line in lines if line.maximumHeight())
        room = self._owner.height() - self._needed() + taken
        crowded = self._stack.currentWidget() is self._page
        for line in reversed(lines):
            goes = crowded and self._height(line) > room
            room -= 0 if goes else self._height(line)
            if goes == bool(line.maximumHeight()):
                line.setMaximumHeight(0 if goes else _WHOLE)

    def _needed(self) -> int:
        """The least height as everything stands now; no other page of the stack counts."""
        around, page = self._owner.layout(), self._page.layout()
        return self._least(around) - self._least(self._stack) + self._least(page)

    def _least(self, layout: QLayout | None) -> int:
        if layout is None:
            return 0
        if layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(self._owner.width())
        return layout.minimumSize().height()

    def _height(self, line: QWidget) -> int:
        """What a line takes where it has room."""
        inside = line.layout()
        return line.sizeHint().height() if inside is None else self._least(inside)

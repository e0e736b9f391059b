"""One screen of the booth: texts painted on the page, targets on top, all placed in u."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.figures.figure import Figure, Fill, Item, Rect
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, label, line_height, lines_at
from workshop_app.figures.text import fitted, width, wrap
from workshop_app.stage.targets import Target
from workshop_app.ui.figure_painter import load_fonts, paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.stage.faces import Face
    from workshop_app.words import Words

MARGIN = 5.0
INNER = STAGE_WIDTH - 2 * MARGIN
GAP = 2.1
TOP_LINE = 6.1
QUESTION_TOP = 12.6
BUTTONS = Box(MARGIN, 77.4, INNER, 13.1)
NOTE_Y = 95.2


@dataclass(frozen=True, slots=True)
class Look:
    """What every card is drawn with."""

    theme: Theme
    words: Words
    named: bool = False
    """Whether who answers what is kept."""


class Card(QWidget):
    """A screen that fills the booth; `key` gets what is typed while it shows."""

    touched = Signal()
    """Somebody is there."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Start empty; subclasses paint and add in their constructor."""
        super().__init__(parent)
        self.look = look
        self._items: tuple[Item, ...] = ()
        self._note: tuple[Item, ...] = ()
        self._placed: list[tuple[QWidget, Box]] = []
        load_fonts()

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; whether it meant something here."""
        return False

    def start(self) -> None:
        """Take the keyboard, when the card is shown."""

    def announce(self, text: str = "") -> None:
        """Tell a screen reader what the card asks, or ``text``; never what was chosen."""
        said = text or self.accessibleName()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # -- furnishing ----------------------------------------------------------------------

    def add_target(self, face: Face, box: Box, action: Callable[[], object]) -> Target:
        """A target in its place; ``action`` runs when it is pressed."""
        state = self.look.words("stage.booth.chosen")
        target = Target(face, box, self.look.theme, self, state)
        target.clicked.connect(partial(self._on_clicked, action))
        self.add_widget(target, box)
        return target

    def _on_clicked(self, action: Callable[[], object], _checked: bool = False) -> None:
        self.touched.emit()
        action()

    def add_widget(self, widget: QWidget, box: Box) -> None:
        """Any widget in its place, in u."""
        self._placed.append((widget, box))
        self._stand(widget, box)

    def remove_widget(self, widget: QWidget) -> None:
        """Take a widget away that stood in a place."""
        self._placed = [(one, box) for one, box in self._placed if one is not widget]
        widget.hide()
        widget.deleteLater()

    def set_items(self, *items: Item) -> None:
        """What is painted on the page."""
        self._items = items
        self.update()

    def set_note(self, text: str, mark: str = "") -> None:
        """The line at the foot; ``mark`` is ``info``, or ``danger`` when something failed."""
        if mark:
            token, symbol = ("danger", "circle-alert") if mark == "danger" else ("ink", "info")
            lines = wrap(text, INNER - 6.0, 3.0, "medium", 2)
            y = NOTE_Y - 0.4 - line_height(3.0, len(lines), 1.15) / 2
            texts = lines_at(lines, MARGIN + 5.4, y, 3.0, "medium", token, leading=1.15)
            self._note = (icon(symbol, MARGIN, NOTE_Y - 2.3, 3.8, token), *texts)
            self.setAccessibleDescription(text)
            self.announce(text)
        else:
            (line, *_), size = fitted(text, INNER, 2.8, "regular", 1)
            self._note = (label(line, MARGIN, NOTE_Y, size, "regular", "ink2"),)
        self.update()

    @property
    def figure(self) -> Figure:
        """What is painted on the page, without the targets."""
        return Figure(STAGE_WIDTH, 100, self._items + self._note, self.accessibleName())

    # -- Qt ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        for widget, box in self._placed:
            self._stand(widget, box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page and its texts."""
        theme = self.look.theme
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(theme.colour("page")))
            scale, origin = self.fit()
            paint(painter, self.figure, theme, scale, origin)

    def fit(self) -> tuple[float, tuple[float, float]]:
        """Pixels per u, and where the 16:9 card begins."""
        scale = min(self.width() / STAGE_WIDTH, self.height() / 100)
        return scale, (
            (self.width() - STAGE_WIDTH * scale) / 2,
            (self.height() - 100 * scale) / 2,
        )

    def _stand(self, widget: QWidget, box: Box) -> None:
        scale, origin = self.fit()
        if isinstance(widget, Target):
            widget.stand(scale, origin)
        else:
            widget.setGeometry(
                round(box.x * scale + origin[0]),
                round(box.y * scale + origin[1]),
                round(box.width * scale),
                round(box.height * scale),
            )


def top_line(look: Look, left: str, *, step: int = 0, steps: int = 0) -> tuple[Item, ...]:
    """What is under way at the left, with a segment per step, and the promise at the right."""
    kept, symbol = ("named", "user") if look.named else ("secret", "lock")
    promise = look.words(f"stage.booth.{kept}")
    length = width(promise, 2.95, "medium")
    right = STAGE_WIDTH - MARGIN
    items: list[Item] = [
        label(promise, right, TOP_LINE, 2.95, "medium", "ink2", "end"),
        icon(symbol, right - length - 4.9, TOP_LINE - 1.75, 3.3, "ink2"),
    ]
    room = INNER - length - 12
    (line, *_), size = fitted(left, room if not steps else room * 0.55, 3.2, "semibold", 1)
    items.append(label(line, MARGIN, TOP_LINE, size, "semibold", "ink2"))
    x = MARGIN + width(line, size, "semibold") + 3.0
    if steps:
        room = right - length - 8 - x
        gap = min(1.0, room / steps / 4)
        long = min(5.4, room / steps - gap)
        for index in range(steps):
            token = "ink" if index < step else "grid"
            items.append(Rect(x, TOP_LINE - 0.55, long, 1.1, Fill(token), None, 0.5))
            x += long + gap
    return tuple(items)


def question_block(text: str, hint: str, *, most: float = 32.4) -> tuple[tuple[Item, ...], float]:
    """The question with its hint below; and where they end, ``most`` at the latest."""
    room = most - QUESTION_TOP
    under = 6.3 if hint else 0.0
    for size, limit in ((6.6, 1), (5.6, 2), (4.6, 3), (4.2, 3)):
        lines = wrap(text, INNER, size, "semibold")
        height = line_height(size, len(lines), 1.2)
        if len(lines) <= limit and height + under <= room:
            break
    else:
        lines = wrap(text, INNER, size, "semibold", 3)
        height = line_height(size, len(lines), 1.2)
    items = [*lines_at(lines, MARGIN, QUESTION_TOP, size, "semibold", leading=1.2)]
    bottom = QUESTION_TOP + height
    if hint and bottom + under <= most + 2:
        (line, *_), small = fitted(hint, INNER, 3.7, "regular", 1)
        items += lines_at((line,), MARGIN, bottom + 1.5, small, "regular", "ink2")
        bottom += under
    return tuple(items), bottom

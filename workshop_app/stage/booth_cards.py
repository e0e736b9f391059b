"""The booth's other cards: whose turn it is, which group, and every plain message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.figures.figure import Circle, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, label, lines_around
from workshop_app.figures.text import fitted
from workshop_app.stage.booth_card import (
    BUTTONS,
    GAP,
    INNER,
    MARGIN,
    Card,
    Look,
    question_block,
    top_line,
)
from workshop_app.stage.booth_question import below, grid
from workshop_app.stage.faces import Face, alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


MIDDLE = STAGE_WIDTH / 2
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StartCard(Card):
    """Whose turn it is: the next person's."""

    went_on = Signal()

    def __init__(
        self, look: Look, title: str, question: str, turnout: tuple[int, int], parent: QWidget
    ) -> None:
        """Show what the vote is about and how many have voted."""
        super().__init__(look, parent)
        self._title, self._question = title, question
        words = look.words
        self.add_target(
            Face("primary", words("stage.booth.start"), symbol="vote"),
            Box(MARGIN, 34.4, INNER, 37.0),
            self.went_on.emit,
        )
        self.set_note(words("stage.booth.clears"))
        self.set_turnout(turnout)

    def set_turnout(self, turnout: tuple[int, int]) -> None:
        """Say how many have voted: the one thing that shows before the round is closed."""
        voted, expected = turnout
        words = self.look.words
        key = "stage.booth.turnout" if expected else "stage.booth.turnout_open"
        text = words(key, n=voted, total=expected)
        question, _ = question_block(self._question, "")
        items: list[Item] = [
            *top_line(self.look, self._title),
            *question,
            label(text, MIDDLE, 79.6, 4.4, "semibold", "ink", "middle"),
        ]
        if expected:
            items += _bar(Box(MARGIN, 85.4, INNER, 1.6), voted, expected)
        self.set_items(*items)
        self.setAccessibleName(words("stage.booth.start"))
        self.setAccessibleDescription(f"{self._title}. {self._question} {text}")

    def key(self, event: QKeyEvent) -> bool:
        """Enter begins."""
        if event.key() not in (*ENTER, Qt.Key.Key_Space) or event.isAutoRepeat():
            return False
        self.went_on.emit()
        return True


def _bar(box: Box, voted: int, expected: int) -> tuple[Item, ...]:
    """A segment for everybody who is expected; who has voted does not show."""
    gap = min(1.0, box.width / expected / 4)
    long = (box.width - gap * (expected - 1)) / expected
    return tuple(
        Rect(
            box.x + index * (long + gap), box.y, long, box.height,
            Fill("ink" if index < voted else "grid"), None, 0.5,
        )
        for index in range(expected)
    )


class GroupCard(Card):
    """Which group one belongs to: chosen once, on nobody's list."""

    chosen = Signal(str)
    went_back = Signal()

    def __init__(self, look: Look, groups: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """Offer the groups, and to keep it to oneself."""
        super().__init__(look, parent)
        words = look.words
        question, bottom = question_block(
            words("stage.booth.group"), words("stage.booth.group_hint")
        )
        self.set_items(*top_line(look, words("stage.booth.first")), *question)
        self.setAccessibleName(words("stage.booth.group"))
        self._values = [value for value, _ in groups]
        boxes = grid(below(bottom), len(groups))
        faces = [Face("option", name, str(number)) for number, (_, name) in enumerate(groups, 1)]
        for value, face, box in zip(self._values, alike(faces, boxes), boxes, strict=True):
            self.add_target(face, box, partial(self.chosen.emit, value))
        back = Box(BUTTONS.x, BUTTONS.y, 34.0, BUTTONS.height)
        rest = Box(back.right + GAP, BUTTONS.y, INNER - back.width - GAP, BUTTONS.height)
        self.add_target(
            Face("button", words("stage.booth.back"), symbol="chevron-left"),
            back,
            self.went_back.emit,
        )
        self.add_target(
            Face("button", words("stage.booth.rather_not")), rest, partial(self.chosen.emit, "")
        )
        self.set_note(words("stage.booth.group_note", last=len(groups)))

    def key(self, event: QKeyEvent) -> bool:
        """Digits choose, 0 keeps it to oneself, Backspace goes back."""
        text = event.text()
        if event.isAutoRepeat():
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self.went_back.emit()
        elif text == "0":
            self.chosen.emit("")
        elif text.isascii() and text.isdecimal() and int(text) <= len(self._values):
            self.chosen.emit(self._values[int(text) - 1])
        else:
            return False
        return True


class MessageCard(Card):
    """An icon, a sentence and what follows from it, with at most two targets."""

    went_on = Signal()
    left = Signal()

    def __init__(
        self,
        look: Look,
        symbol: str,
        sentence: str,
        hint: str,
        parent: QWidget,
        *,
        on: str = "",
        leave: str = "",
    ) -> None:
        """``on`` and ``leave`` are the words of the targets; without them it just shows."""
        super().__init__(look, parent)
        buttons = on or leave
        at = 34.0 if buttons else 42.0
        lines, size = fitted(sentence, INNER * 0.9, 6.6, "semibold", 2)
        small, hint_size = fitted(hint, INNER * 0.9, 4.2, "regular", 2)
        self.set_items(
            Circle(MIDDLE, at - 12.0, 8.0, Fill("sunken"), Stroke("line", 0.2)),
            icon(symbol, MIDDLE - 4.5, at - 16.5, 9.0, "ink"),
            *lines_around(lines, MIDDLE, at + 5.5, size, "semibold", anchor="middle", leading=1.2),
            *lines_around(small, MIDDLE, at + 16.5, hint_size, "regular", "ink2", "middle"),
        )
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(hint)
        self._enters = bool(on)
        half = (INNER - GAP) / 2
        if leave:
            box = Box(MARGIN, BUTTONS.y, half, BUTTONS.height)
            self.add_target(Face("button", leave), box, self.left.emit)
        if on:
            box = Box(MARGIN + half + GAP if leave else MARGIN, BUTTONS.y,
                      half if leave else INNER, BUTTONS.height)
            self.add_target(Face("primary", on), box, self.went_on.emit)

    def announce(self, text: str = "") -> None:
        """Say the sentence and what follows from it."""
        super().announce(text or f"{self.accessibleName()} {self.accessibleDescription()}")

    def key(self, event: QKeyEvent) -> bool:
        """Enter goes on."""
        if self._enters and event.key() in ENTER and not event.isAutoRepeat():
            self.went_on.emit()
            return True
        return False

"""The booth's first card of a named round: who one is, among those who have not voted yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from workshop_app.figures.layout import Box
from workshop_app.stage.booth_card import BUTTONS, GAP, INNER, Card, Look, question_block, top_line
from workshop_app.stage.booth_question import below, grid
from workshop_app.stage.faces import Face, alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from workshop_app.stage.targets import Target

A_PAGE: Final = 9
"""So many names at once: each has a digit."""


class NameCard(Card):
    """Names, nine at a time; the next nine come with 0 or a target."""

    chosen = Signal(str)
    went_back = Signal()

    def __init__(self, look: Look, names: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """``names`` are keys of people and what they are called."""
        super().__init__(look, parent)
        self._names, self._page = tuple(names), 0
        self._targets: list[Target] = []
        words = look.words
        question, bottom = question_block(
            words("stage.booth.name"), words("votes.named" if names else "stage.booth.nobody")
        )
        self.set_items(*top_line(look, words("stage.booth.first")), *question)
        self.setAccessibleName(words("stage.booth.name"))
        self._room = below(bottom)
        back = Box(BUTTONS.x, BUTTONS.y, 34.0, BUTTONS.height)
        rest = Box(back.right + GAP, BUTTONS.y, INNER - back.width - GAP, BUTTONS.height)
        self.add_target(
            Face("button", words("stage.booth.back"), symbol="chevron-left"),
            back,
            self.went_back.emit,
        )
        if len(self._names) > A_PAGE:
            self.add_target(Face("button", words("stage.booth.more_names")), rest, self._turn)
        self._show_page()

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The names of this page."""
        return self._names[self._page * A_PAGE :][:A_PAGE]

    def _show_page(self) -> None:
        for target in self._targets:
            self.remove_widget(target)
        boxes = grid(self._room, len(self.shown)) if self.shown else []
        faces = [
            Face("option", name, str(number)) for number, (_, name) in enumerate(self.shown, 1)
        ]
        self._targets = [
            self.add_target(face, box, partial(self.chosen.emit, key))
            for (key, _), face, box in zip(self.shown, alike(faces, boxes), boxes, strict=True)
        ]
        for target in self._targets:
            target.show()
        more = "_more" if len(self._names) > A_PAGE else ""
        self.set_note(self.look.words(f"stage.booth.name_note{more}", last=len(self.shown)))

    def _turn(self) -> None:
        self._page = (self._page + 1) % -(-len(self._names) // A_PAGE)
        self._show_page()

    def key(self, event: QKeyEvent) -> bool:
        """Digits choose, 0 turns to the next names, Backspace goes back."""
        text = event.text()
        if event.isAutoRepeat():
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self.went_back.emit()
        elif text == "0" and len(self._names) > A_PAGE:
            self._turn()
        elif text.isascii() and text.isdecimal() and 1 <= int(text) <= len(self.shown):
            self.chosen.emit(self.shown[int(text) - 1][0])
        else:
            return False
        return True

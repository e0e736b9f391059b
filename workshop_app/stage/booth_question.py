"""The booth's cards for one question: a scale, a choice, a ranking, a number or a word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal

from workshop_app.figures.layout import Box, lines_at
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
from workshop_app.stage.faces import Face, alike

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from workshop_app.figures.figure import Item
    from workshop_app.method.question import Answer
    from workshop_app.stage.ballot import Ballot, Sheet
    from workshop_app.stage.targets import Target

ROW = Box(MARGIN, 34.4, INNER, 37.0)
FOOT = 75.2
WIDEST_ROW = 7
MOST_IN_ROW = 11
MOST_CHOICES_IN_ROW = 5
PAUSE = 800
"""Milliseconds in which a second digit still belongs to the first."""


class QuestionCard(Card):
    """A question with Back, “I can’t say” and the way on; subclasses add the answers."""

    went_on = Signal()
    went_back = Signal()

    def __init__(
        self, look: Look, ballot: Ballot, index: int, parent: QWidget
    ) -> None:
        """Show sheet ``index`` of ``ballot``, with what was chosen before Back."""
        super().__init__(look, parent)
        self.ballot = ballot
        self.sheet: Sheet = ballot.sheets[index]
        self.targets: dict[str, Target] = {}
        self._typed = ""
        self._reminded = False
        """Whether the line at the foot asks for an answer."""
        self._before: dict[str, str] = {}
        self._since = QElapsedTimer()
        words, steps = look.words, len(ballot.sheets)
        where = words("stage.booth.progress", step=index + 1, steps=steps)
        header = (
            top_line(look, where, step=index + 1, steps=steps)
            if steps > 1
            else top_line(look, words("stage.booth.only"))
        )
        question, self.bottom = question_block(self.sheet.prompt, self.hint())
        self.header: tuple[Item, ...] = (*header, *question)
        self.set_items(*self.header)
        self.setAccessibleName(self.sheet.prompt)
        self.setAccessibleDescription(self.hint())
        self._last = index == steps - 1
        self._add_answers()
        self._add_buttons()
        self.say_keys()
        self.sync()

    # -- what a form adds ----------------------------------------------------------------

    def hint(self) -> str:
        """The line below the question."""
        return self.sheet.hint

    def note(self) -> str:
        """The line at the foot."""
        keys = self._keys()
        return self.look.words(self.worded("stage.booth.note"), first=keys[0], last=keys[-1])

    def worded(self, key: str) -> str:
        """The key of a note: on the last question Enter casts."""
        return f"{key}_cast" if self._last else key

    def _keys(self) -> list[str]:
        return list(self.targets)

    def _add_answers(self) -> None:
        raise NotImplementedError

    def pick(self, value: str) -> None:
        """Choose what stands under ``value``."""
        self.ballot.choose(self.sheet, value)
        self.sync()

    def sync(self) -> None:
        """Show what the ballot holds."""
        chosen = "" if self.ballot.is_passed(self.sheet) else self.ballot.value(self.sheet)
        for value, target in self.targets.items():
            target.choose(value == chosen)
        self._sync_buttons()

    def add_choices(self, values: list[str], faces: list[Face], boxes: list[Box]) -> None:
        """A target per value, all alike."""
        for value, face, box in zip(values, alike(faces, boxes), boxes, strict=True):
            self.targets[value] = self.add_target(face, box, partial(self.pick, value))

    # -- the same for every form ---------------------------------------------------------

    def _add_buttons(self) -> None:
        words = self.look.words
        back = Box(BUTTONS.x, BUTTONS.y, 34.0, BUTTONS.height)
        skip = Box(back.right + GAP, BUTTONS.y, 46.0, BUTTONS.height)
        on = Box(skip.right + GAP, BUTTONS.y, BUTTONS.right - skip.right - GAP, BUTTONS.height)
        self.add_target(
            Face("button", words("stage.booth.back"), symbol="chevron-left"),
            back,
            self.went_back.emit,
        )
        self.skip = self.add_target(
            Face("skip", words("stage.booth.cannot_say")), skip, self.pass_over
        )
        face = (
            Face("primary", words("stage.booth.cast"), symbol="check")
            if self._last
            else Face("primary", words("stage.booth.next"))
        )
        self.on = self.add_target(face, on, self.go_on)

    def _sync_buttons(self) -> None:
        self.skip.choose(self.ballot.is_passed(self.sheet))
        is_complete = self.ballot.is_complete(self.sheet)
        self.on.setEnabled(is_complete)
        if is_complete and self._reminded:
            self._reminded = False
            self.setAccessibleDescription(self.hint())
            self.say_keys()

    def say_keys(self) -> None:
        """Put the usual line at the foot again."""
        self.set_note(self.note())

    def pass_over(self) -> None:
        """Say “I can’t say”."""
        self.ballot.pass_over(self.sheet)
        self._typed = ""
        self.sync()

    def go_on(self) -> None:
        """Leave for the next question, or cast, if this one was answered."""
        if self.ballot.is_complete(self.sheet):
            self.went_on.emit()
        else:
            self._reminded = True
            self.set_note(self.look.words("stage.booth.choose_first"), "info")

    def key(self, event: QKeyEvent) -> bool:
        """Digits choose, Enter goes on, Backspace goes back."""
        if event.isAutoRepeat():
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self.went_back.emit()
        elif event.text().isdecimal() and event.text().isascii():
            self._type(event.text())
        else:
            return False
        return True

    def _type(self, digit: str) -> None:
        """Choose by number; “1” and at once “0” mean ten where there is a ten."""
        recent = self._since.isValid() and self._since.elapsed() < PAUSE
        both = self._typed + digit
        keys = self._keys()
        if recent and self._typed and both in keys:
            self.ballot.answers.clear()
            self.ballot.answers.update(self._before)
            self._typed = both
        else:
            self._before = dict(self.ballot.answers)
            self._typed = digit
        self._since.start()
        if self._typed in keys:
            self.pick_key(self._typed)
        elif self._typed == "0":
            self.pass_over()

    def pick_key(self, key: str) -> None:
        """Choose what stands under a number."""
        self.pick(key)


class RowCard(QuestionCard):
    """A scale or a choice: equal targets in a row, or in a grid where there are many."""

    def _keys(self) -> list[str]:
        return [self.sheet.lines[0].mark_of(value) for value in self.targets]

    def pick_key(self, key: str) -> None:
        """Choose what is keyed by ``key``."""
        self.pick(self.sheet.lines[0].value_of(key))

    def _add_answers(self) -> None:
        line = self.sheet.lines[0]
        answers = line.answers
        choice = line.form == "choice"
        named = [answer for answer in answers if answer.label != answer.value]
        ends = len(answers) > WIDEST_ROW and len(named) <= 2
        if choice:
            in_row = len(answers) <= MOST_CHOICES_IN_ROW
        else:
            in_row = len(answers) <= (MOST_IN_ROW if ends else WIDEST_ROW)
        if not in_row:
            self._grid(answers)
            return
        row = Box(ROW.x, ROW.y, ROW.width, ROW.height - (6.0 if ends else 0.0))
        faces = [
            Face("option", answer.label, _shown(answer))
            if choice
            else Face("scale", "" if ends else _word(answer), _shown(answer))
            for answer in answers
        ]
        self.add_choices([a.value for a in answers], faces, columns(row, len(answers)))
        if ends:
            self._say_ends(answers, row)

    def _grid(self, answers: tuple[Answer, ...]) -> None:
        faces = [Face("option", answer.label, _shown(answer)) for answer in answers]
        boxes = grid(below(self.bottom), len(answers))
        self.add_choices([answer.value for answer in answers], faces, boxes)

    def _say_ends(self, answers: tuple[Answer, ...], row: Box) -> None:
        items: list[Item] = []
        for answer, x, anchor in (
            (answers[0], row.x, "start"),
            (answers[-1], row.right, "end"),
        ):
            text = f"{_shown(answer)} = {answer.label}" if _word(answer) else ""
            (line, *_), size = fitted(text, row.width / 2 - 2, 3.6, "medium", 1)
            top = row.bottom + 1.4
            items += lines_at((line,), x, top, size, "medium", "ink2", anchor)
        self.set_items(*self.header, *items)


class RankCard(QuestionCard):
    """A ranking: tap the first, the second, the third; tap again to take one back."""

    def hint(self) -> str:
        """How it is done."""
        return self.look.words("stage.booth.rank_hint", n=len(self.sheet.places))

    def note(self) -> str:
        """How many are chosen."""
        key, places = self.worded("stage.booth.ranked"), len(self.sheet.places)
        return self.look.words(key, n=self.ballot.ranked(self.sheet), places=places)

    def _add_answers(self) -> None:
        lines = self.sheet.lines
        faces = [Face("option", line.prompt, str(n)) for n, line in enumerate(lines, 1)]
        self.add_choices([line.id for line in lines], faces, grid(below(self.bottom), len(lines)))

    def _keys(self) -> list[str]:
        return [str(number) for number in range(1, len(self.targets) + 1)]

    def pick_key(self, key: str) -> None:
        """Rank the option with that number."""
        self.pick(list(self.targets)[int(key) - 1])

    def pick(self, value: str) -> None:
        """Rank an option, or take it back."""
        done = self.ballot.rank(self.sheet, value)
        self.sync()
        if not done:
            words = self.look.words("stage.booth.rank_full", n=len(self.sheet.places))
            self.set_note(words, "info")

    def sync(self) -> None:
        """Show the places given so far."""
        for option, target in self.targets.items():
            place = self.ballot.answers.get(option, "")
            target.choose(bool(place), place)
        self._sync_buttons()
        self.say_keys()


def _word(answer: Answer) -> str:
    return answer.label if answer.label != answer.value else ""


def _shown(answer: Answer) -> str:
    return answer.mark.replace("-", "−")


def below(bottom: float) -> Box:
    """The room between the question, which ends at ``bottom``, and the buttons."""
    return Box(MARGIN, bottom + 2.0, INNER, FOOT - bottom - 2.0)


def columns(area: Box, count: int) -> list[Box]:
    """``count`` equal boxes side by side."""
    gap = GAP if count <= WIDEST_ROW else 1.6
    width = (area.width - gap * (count - 1)) / count
    return [
        Box(area.x + index * (width + gap), area.y, width, area.height) for index in range(count)
    ]


def grid(area: Box, count: int) -> list[Box]:
    """``count`` equal boxes: up to five side by side, more in rows of three or four."""
    if count <= MOST_CHOICES_IN_ROW:
        top = max(area.y, ROW.y)
        return columns(Box(area.x, top, area.width, min(area.bottom - top, ROW.height)), count)
    across = 3 if count in (6, 9) else 4
    down = -(-count // across)
    gap = 1.7
    height = min((area.height - gap * (down - 1)) / down, 24.0)
    boxes: list[Box] = []
    for row in range(down):
        strip = Box(area.x, area.y + row * (height + gap), area.width, height)
        boxes += columns(strip, across)
    return boxes[:count]

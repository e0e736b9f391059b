"""Raised cards, and dots on the stage, per answer: plus, minus or a number in each field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.errors import UserError
from workshop_app.method.question import LONGEST_WORD
from workshop_app.session.counting import Counting, counted, is_counted, is_touchable
from workshop_app.session.notes import one_line
from workshop_app.session.touched_votes import TOUCH, change_dots
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import OneLine, label, scrolled
from workshop_app.ui.count_field import CountField
from workshop_app.ui.desk import OWN_UNDO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.method.question import Answer, Question
    from workshop_app.storage.tally import Round
    from workshop_app.ui.desk import Desk

_CELL: Final = 136


class _AnswerCell(QWidget):
    """An answer's words over minus, number and plus."""

    def __init__(self, answer: Answer, desk: Desk, block: QWidget) -> None:
        """Inside its block from the start: one that was never laid out goes with it."""
        super().__init__(block)
        self.answer = answer
        self.field = CountField()
        self.field.setProperty(OWN_UNDO, True)
        name = answer.label if answer.label == answer.value else f"{answer.mark} {answer.label}"
        self._name = OneLine("meta")
        self._name.setText(name)
        words = desk.workshop.words
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self._button("minus", words("editors.count.less", answer=name), -1, desk))
        line.addWidget(self.field)
        line.addWidget(self._button("plus", words("editors.count.more", answer=name), 1, desk))
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addLayout(line)

    def _button(self, name: str, said: str, by: int, desk: Desk) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(said)
        button.setToolTip(said)
        icon.dress(button, name, desk.theme)
        button.clicked.connect(partial(self._on_pressed, by))
        return button

    def _on_pressed(self, by: int, _checked: bool = False) -> None:
        self.field.setFocus(Qt.FocusReason.MouseFocusReason)
        self.field.step(by)


class _Block(QFrame):
    """One question with its answers."""

    changed = Signal()

    def __init__(self, question: Question, pad: CountPad, desk: Desk) -> None:
        super().__init__()
        self.question = question
        self._pad = pad
        self._desk = desk
        self._title = OneLine("strong")
        self._title.setText(question.prompt)
        self._sum = label("meta")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._sum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    def show_counts(self, expected: int) -> None:
        """Say how many cards there are; more than people are questioned, not refused."""
        words = self._desk.workshop.words
        total = len(self._pad.counting.given(self.question.id))
        over = 0 < expected < total
        key = "over" if over else "sum_of" if expected else "sum"
        self._sum.setText(words(f"editors.{self._pad.words}.{key}", n=total, total=expected))
        look = "warn" if over else "meta"
        if self._sum.property("look") != look:
            self._sum.setProperty("look", look)
            self._sum.style().unpolish(self._sum)
            self._sum.style().polish(self._sum)
            if over:
                self._desk.announce(f"{self.question.prompt}: {self._sum.text()}")


class _Cards(_Block):
    """Answers that are counted."""

    def __init__(self, question: Question, pad: CountPad, desk: Desk) -> None:
        super().__init__(question, pad, desk)
        zero = (question.zero,) if question.zero else ()
        self._cells = [_AnswerCell(answer, desk, self) for answer in (*question.answers, *zero)]
        for cell in self._cells:
            cell.field.counted.connect(partial(self._on_counted, cell))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._column.addLayout(self._grid)
        self._across = 0

    @property
    def fields(self) -> list[CountField]:
        return [cell.field for cell in self._cells]

    def first(self) -> QWidget:
        return self._cells[0].field

    def show_counts(self, expected: int) -> None:
        super().show_counts(expected)
        counts, words = self._pad.counting.counts(self.question.id), self._desk.workshop.words
        for cell in self._cells:
            number = counts[cell.answer.value]
            cell.field.show_count(number)
            said = words("editors.count.field", question=self.question.prompt,
                         answer=cell.answer.label, n=number)
            cell.field.setAccessibleName(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many answers beside one another as there is room for."""
        super().resizeEvent(event)
        across = max(min(self.width() // (_CELL + 10), len(self._cells)), 1)
        if across == self._across:
            return
        self._across = across
        for number, cell in enumerate(self._cells):
            self._grid.addWidget(cell, number // across, number % across)
        for number in range(across):
            self._grid.setColumnStretch(number, 1)

    def _on_counted(self, cell: _AnswerCell, number: int) -> None:
        """Save it; a number that cannot be saved stays, and the next key tries again."""
        if self._pad.set_count(self.question.id, cell.answer.value, number):
            cell.field.show_count(number)
            self.changed.emit()
        else:
            cell.field.setText(str(number))


class _Entries(_Block):
    """Answers that are typed one by one: words, or numbers from a long scale."""

    def __init__(self, question: Question, pad: CountPad, desk: Desk) -> None:
        super().__init__(question, pad, desk)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_WORD)
        self.field.setPlaceholderText(desk.workshop.words("editors.count.entry"))
        self.field.setAccessibleName(question.prompt)
        self.field.returnPressed.connect(self._on_return_pressed)
        self._take = QToolButton()
        self._take.setProperty("look", "quiet")
        said = desk.workshop.words("editors.count.take_back")
        self._take.setAccessibleName(said)
        self._take.setToolTip(said)
        icon.dress(self._take, "undo-2", desk.theme)
        self._take.clicked.connect(self._on_take_clicked)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self._take)
        self._given = OneLine("meta")
        self._column.addLayout(line)
        self._column.addWidget(self._given)

    def first(self) -> QWidget:
        return self.field

    def show_counts(self, expected: int) -> None:
        super().show_counts(expected)
        given = self._pad.counting.given(self.question.id)
        self._given.setText(", ".join(reversed(given)))
        self._take.setEnabled(bool(given))

    def _on_return_pressed(self) -> None:
        value = one_line(self.field.text())
        if not self.question.accepts(value):
            values = self.question.values
            self._desk.fail(UserError(
                "“{value}” is no answer to this question.", "Your text is still in the field.",
                "Type an answer from {first} to {last}.",
                value=value, first=values[0], last=values[-1]))
        elif value and self._pad.add(self.question.id, value):
            self.field.setText("")
            self.changed.emit()

    def _on_take_clicked(self) -> None:
        given = self._pad.counting.given(self.question.id)
        if given and self._pad.take(self.question.id, given[-1]):
            self.field.setText(given[-1])
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()


class CountPad(QWidget):
    """The cards of one open round, or its dots, question by question."""

    def __init__(self, desk: Desk, way: str = "cards") -> None:
        """Empty until `start`; ``way`` is ``cards`` or ``touch``."""
        super().__init__()
        self._desk = desk
        self._way = way
        self.words = "dots" if way == TOUCH else "count"
        """Where the words for what is counted stand."""
        self._round: Round | None = None
        self._questions: tuple[Question, ...] = ()
        self._blocks: list[_Block] = []
        self._said = label("muted", wrap=True)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._said)
        if way != TOUCH:
            self._said.hide()
        outer.addWidget(scrolled(self._content), 1)
        self._counting = self._none()

    @property
    def counting(self) -> Counting:
        """What was counted so far."""
        return self._counting

    @property
    def fields(self) -> list[CountField]:
        """The fields that count, question by question."""
        cards = (block for block in self._blocks if isinstance(block, _Cards))
        return [field for block in cards for field in block.fields]

    @property
    def entries(self) -> list[QLineEdit]:
        """The fields in which answers are typed one by one."""
        return [block.field for block in self._blocks if isinstance(block, _Entries)]

    @property
    def is_typing(self) -> bool:
        """Whether the keyboard is on a field of the pad."""
        focus = self.focusWidget()
        return isinstance(focus, QLineEdit) and focus.hasFocus()

    def unfinished(self) -> UserError | None:
        """What was typed but not added yet."""
        text = next((one.text() for one in self.entries if one.text().strip()), "")
        if not text:
            return None
        return UserError("“{text}” is not added yet.", "It stands in its field.",
                         "Press Enter there, then close the round.", text=text)

    def start(self, round_: Round, questions: Sequence[Question]) -> None:
        """Take up an open round; what was counted before, such as a restart, is counted on."""
        self._round, self._questions = round_, tuple(questions)
        self._take_up()
        self.reword(questions)

    def set_count(self, question: str, answer: str, number: int) -> bool:
        """Make it so many; returns whether that was saved.

        Of dots it is the difference that counts, for the stage may have placed some since.
        """
        if self._round is None or self._way != TOUCH:
            return self._change(partial(self.counting.set_count, question, answer, number))
        by = number - self.counting.counts(question)[answer]
        file, at = self._desk.workshop.file, (question, answer)
        return self._change(partial(change_dots, file, self._round, self._questions, at, by))

    def add(self, question: str, answer: str) -> bool:
        """One answer more; returns whether that was saved."""
        return self._change(partial(self.counting.add, question, answer))

    def take(self, question: str, answer: str) -> bool:
        """One answer less; returns whether that was saved."""
        return self._change(partial(self.counting.take, question, answer))

    def _change(self, change: Callable[[], None]) -> bool:
        """All of a change or none of it."""

        def together() -> None:
            with self._desk.workshop.file.together():
                change()

        saved = self._desk.attempt(together)
        if not saved or self._way == TOUCH:
            self._take_up()
        return saved

    def _none(self) -> Counting:
        """Nothing, before a round is open and after it."""
        return Counting(self._way, lambda _: None)

    def _take_up(self) -> None:
        """What is kept."""
        if self._round is not None:
            file = self._desk.workshop.file
            self._counting = counted(file, self._round, self._questions, self._way)

    def reword(self, questions: Sequence[Question]) -> None:
        """Ask the same in another language; counts and what is being typed stay."""
        typed = [entry.text() for entry in self.entries]
        self._clear()
        self._questions = tuple(questions)
        shown = [one for one in questions if self._way != TOUCH or is_touchable(one)]
        words = self._desk.workshop.words
        skipped = words("touch.skipped") if len(shown) < len(questions) else ""
        self._said.setText(" ".join(filter(None, (words("editors.round.sentence.touch"), skipped))))
        self._blocks = [
            (_Cards if is_counted(question) else _Entries)(question, self, self._desk)
            for question in shown
        ]
        for number, block in enumerate(self._blocks):
            self._column.insertWidget(number, block)
            block.changed.connect(self.show_counts)
        for entry, text in zip(self.entries, typed, strict=False):
            entry.setText(text)
        self.show_counts()

    def stop(self) -> None:
        """Forget everything: the round is closed."""
        self._clear()
        self._round, self._questions, self._counting = None, (), self._none()

    def _clear(self) -> None:
        for block in self._blocks:
            self._column.removeWidget(block)
            block.hide()
            block.setParent(None)
            block.deleteLater()
        self._blocks = []

    def show_counts(self) -> None:
        """The numbers as they are saved."""
        if self._way == TOUCH:
            self._take_up()
        expected = self._round.expected if self._round else 0
        for block in self._blocks:
            block.show_counts(expected)

    def focus_capture(self) -> None:
        """The first field."""
        if self._blocks:
            self._blocks[0].first().setFocus(Qt.FocusReason.OtherFocusReason)

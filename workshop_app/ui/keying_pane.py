"""The keying grid with all a scribe needs beside it: question, answers, stack, what was wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workshop_app.session.keying import GROUP, KeyedBallot, Keying
from workshop_app.storage import rounds
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import Choice, Notice, OneLine
from workshop_app.ui.keying_grid import KeyingGrid, WholeRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.figures.theme import Theme
    from workshop_app.method.question import Question
    from workshop_app.session.keying import Refusal
    from workshop_app.storage.tally import Round
    from workshop_app.ui.desk import Desk

_EACH = "\n"
"""The choice of a stack in which every sheet says its own group; no group is called this."""

_ALL_ANSWERS = 11
"""Up to so many answers are listed beside the question; more of them as a range."""


class KeyingPane(QWidget):
    """Paper ballots of one open round."""

    def __init__(self, desk: Desk) -> None:
        """Empty until `start`."""
        super().__init__()
        self._desk = desk
        self._round: Round | None = None
        self._questions: tuple[Question, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self.grid = KeyingGrid(self._theme)
        self.grid.refused.connect(self._on_refused)
        self.grid.moved.connect(self._on_moved)
        self.grid.row_saved.connect(self._on_row_saved)
        self.stack = Choice()
        """Lies outside this pane, where the round is described."""
        self.stack.chosen.connect(self._on_stack_chosen)
        self.prompt = OneLine("strong")
        self.answers = OneLine("meta")
        self.notice = Notice(self._theme, "circle-alert", "danger")
        self.remove = QPushButton()
        self.remove.setProperty("look", "small")
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(self._on_remove_clicked)
        icon.dress(self.remove, "trash-2", desk.theme)
        head = QHBoxLayout()
        head.addWidget(self.prompt, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.answers)
        column.addWidget(self.notice)
        column.addWidget(WholeRows(self.grid), 1)
        self.setFocusProxy(self.grid)

    @property
    def keying(self) -> Keying | None:
        """The stack, while a round is open."""
        return self.grid.keying

    @property
    def has_groups(self) -> bool:
        """Whether sheets can say a group."""
        return bool(self._groups)

    def start(
        self, round_: Round, questions: Sequence[Question], groups: Sequence[Group]
    ) -> None:
        """Take up an open round; ballots that are in already are not shown again."""
        self._round, self._questions, self._groups = round_, tuple(questions), tuple(groups)
        words = self._desk.workshop.words
        first = round_.returned + 1
        self.grid.start(Keying(questions, groups, self._cast, first=first), words)
        self.notice.say("")
        self.show_words()

    def stop(self) -> None:
        """Forget every row: the round is closed and its ballots are destroyed."""
        self._round = None
        self.grid.start(None, self._desk.workshop.words)
        self.notice.say("")

    def reword(self, questions: Sequence[Question], groups: Sequence[Group]) -> None:
        """Ask the same in another language."""
        self._questions, self._groups = tuple(questions), tuple(groups)
        if self.keying is not None:
            self.keying.reword(questions, groups)
            self.grid.reword(self._desk.workshop.words)
        self.show_words()

    def show_words(self) -> None:
        """Say everything in the session's language."""
        words, keying = self._desk.workshop.words, self.keying
        self.grid.setAccessibleName(words("editors.keying.grid"))
        options = [(_EACH, words("editors.keying.stack_each"))]
        options += [(group.key, group.label) for group in self._groups]
        fixed = keying.fixed_group if keying else None
        chosen = _EACH if fixed is None else fixed
        self.stack.show_options(words("editors.keying.stack"), options, chosen, words)
        self._on_moved()

    def _theme(self) -> Theme:
        return self._desk.theme

    def _cast(self, ballot: KeyedBallot) -> bool:
        if self._round is None:
            return False
        return self._desk.attempt(
            partial(
                rounds.cast,
                self._desk.workshop.file,
                self._round,
                self._questions,
                ballot.answers,
                key=ballot.key,
                group=ballot.group,
            )
        )

    def _on_stack_chosen(self, group: str) -> None:
        keying = self.keying
        if keying is not None:
            keying.fix_group(None if group == _EACH else group)
            self.grid.refresh()
            self.show_words()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self) -> None:
        """Say what is asked where the keyboard is, and what one can key there."""
        keying, words = self.keying, self._desk.workshop.words
        self.notice.say("")
        if keying is None:
            return
        column, question = keying.columns[keying.column], keying.question
        if question is None or column == GROUP:
            self.prompt.setText(words("editors.keying.which_group"))
            choices = [(str(n), group.label) for n, group in enumerate(self._groups, 1)]
            choices.append(("0", words("group.none")))
        else:
            number = keying.column + 1 - bool(self._groups)
            self.prompt.setText(f"{number}  {question.prompt}")
            choices = self._choices(question)
        self.answers.setText("   ".join(f"{key} {name}".strip() for key, name in choices))
        ballot = keying.ballot
        self.remove.setVisible(ballot.finished or keying.is_started)
        does = "bring_back" if ballot.removed else "remove" if ballot.finished else "clear"
        said = words(f"editors.keying.{does}", row=ballot.number)
        self.remove.setText(said)
        self.remove.setAccessibleName(said)

    def _choices(self, question: Question) -> list[tuple[str, str]]:
        words = self._desk.workshop.words
        blank = (words("editors.keying.space"), words("editors.keying.blank"))
        if question.form == "word":
            return [(words("editors.keying.enter"), words("editors.keying.word_done")), blank]
        if question.form == "rank":
            last = question.values[-1]
            return [(f"1–{last}", words("editors.keying.places")),
                    ("0", words("editors.keying.not_chosen"))]
        answers = question.answers
        if len(answers) > _ALL_ANSWERS:
            ends = f"{answers[0].mark} … {answers[-1].mark}"
            enter = (words("editors.keying.enter"), words("editors.keying.number_done"))
            return [(ends, ""), enter, blank]
        named = [(one.mark, one.label if one.label != one.value else "") for one in answers]
        zero = [(question.zero.mark, question.zero.label)] if question.zero else []
        return [*named, *zero, blank]

    def _on_refused(self, refusal: Refusal) -> None:
        said = self._desk.workshop.words(f"editors.keying.refused.{refusal.reason}",
                                         **refusal.fields)
        self.notice.say(said)
        self._desk.announce(said)

    def _on_row_saved(self, number: int) -> None:
        self._desk.announce(self._desk.workshop.words("editors.keying.row_saved", row=number))

    def _on_remove_clicked(self) -> None:
        keying, round_ = self.keying, self._round
        if keying is None or round_ is None:
            return
        ballot = keying.remove()
        file, words = self._desk.workshop.file, self._desk.workshop.words
        if not ballot.finished:
            self._desk.announce(words("editors.keying.cleared", row=ballot.number))
        elif not ballot.removed:
            keying.save_waiting()
        elif not self._desk.attempt(partial(rounds.withdraw, file, round_, ballot.key)):
            ballot.removed, ballot.saved = False, True
        else:
            self._desk.announce(words("editors.keying.removed", row=ballot.number))
        self.grid.refresh()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

"""The keying grid with all a scribe needs beside it: question, answers, stack, what was wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workshop_app.errors import UserError
from workshop_app.session.keyed_ballot import GROUP, KeyedBallot
from workshop_app.session.keying import Keying
from workshop_app.session.keying_votes import (
    has_voted_elsewhere,
    in_before,
    keep,
    sheet_of,
    sheets_in,
)
from workshop_app.session.named import name_of
from workshop_app.storage import rounds
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import Choice, EnterLine, Notice, OneLine, label
from workshop_app.ui.keying_grid import KeyingGrid, WholeRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.figures.markers import Group
    from workshop_app.figures.theme import Theme
    from workshop_app.method.question import Question
    from workshop_app.session.keyed_ballot import Refusal
    from workshop_app.storage.tally import Round
    from workshop_app.ui.desk import Desk

_EACH = "\n"
"""The choice of a stack in which every sheet says its own group; no group is called this."""

_COUNTED, _READ = "counted", "read"
"""Where the numbers of the sheets come from."""

_DIGITS = 4
"""So many digits has the number of a sheet at most."""

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
        self._reads_numbers = False
        """Whether every sheet's number is keyed, instead of counted on."""
        self._doubted: KeyedBallot | None = None
        """The row that the doubt is about."""
        self._choices: list[tuple[str, str]] = []
        """What can be keyed where the keyboard is, each with what it means."""
        self.has_earlier = False
        """Whether sheets are in that were keyed before a restart."""
        self.grid = KeyingGrid(self._theme)
        self.grid.refused.connect(self._on_refused)
        self.grid.moved.connect(self._on_moved)
        self.grid.row_done.connect(self._on_row_done)
        self.stack = Choice()
        """Lies outside this pane, where the round is described."""
        self.stack.chosen.connect(self._on_stack_chosen)
        self.prompt = OneLine("strong")
        self.answers = OneLine("meta")
        self.notice = Notice(self._theme, "circle-alert", "danger")
        self.doubt = Notice(self._theme, "triangle-alert", "warn")
        self.numbers = Choice()
        """Lies outside this pane too."""
        self.numbers.chosen.connect(self._on_numbers_chosen)
        self.number_label = label("meta")
        self.number = EnterLine()
        """The number of the sheet: opens its row, or is given to the next one."""
        self.number.setProperty("look", "small")
        self.number.setMaxLength(_DIGITS)
        self.number.setFixedWidth(58)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.entered.connect(self._on_number_entered)
        self.grid.number_wanted.connect(self.ask_number)
        self.remove = QPushButton()
        self.remove.setProperty("look", "small")
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(self._on_remove_clicked)
        icon.dress(self.remove, "trash-2", desk.theme)
        self._lay_out()
        self.setFocusProxy(self.grid)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.prompt, 1)
        head.addWidget(self.number_label)
        head.addWidget(self.number)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.answers)
        column.addWidget(self.notice)
        column.addWidget(self.doubt)
        column.addWidget(WholeRows(self.grid), 1)

    @property
    def keying(self) -> Keying | None:
        """The stack, while a round is open."""
        return self.grid.keying

    @property
    def has_groups(self) -> bool:
        """Whether sheets can say a group, so that a pile may have one."""
        return bool(self._groups) and not (self._round and self._round.named)

    def start(
        self, round_: Round, questions: Sequence[Question], groups: Sequence[Group]
    ) -> None:
        """Take up an open round; ballots that are in already are not shown again.

        In a named round ``groups`` are the people who may have signed a sheet.
        """
        self._round, self._questions, self._groups = round_, tuple(questions), tuple(groups)
        words = self._desk.workshop.words
        before = sheets_in(self._desk.workshop.file, round_)
        self.has_earlier = bool(before)
        keying = Keying(
            questions,
            groups,
            self._cast,
            first=max(before, default=0) + 1,
            before=() if round_.named else before,
            named=round_.named,
            may_be=self._may_be if round_.named else None,
        )
        self.grid.start(keying, words)
        self.doubt.say("")
        self.show_words()

    def stop(self) -> None:
        """Forget every row: the round is closed and its ballots are destroyed."""
        self._round = None
        self.grid.start(None, self._desk.workshop.words)
        self.number.clear()
        self.notice.say("")
        self.doubt.say("")

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
        ways = [(way, words(f"editors.keying.numbers.{way}")) for way in (_COUNTED, _READ)]
        read = _READ if self._reads_numbers else _COUNTED
        self.numbers.show_options(words("editors.keying.numbers"), ways, read, words)
        self.number_label.setText(words("editors.keying.row"))
        self.number.setAccessibleName(words("editors.keying.number"))
        self.number.setToolTip(words("editors.keying.number"))
        self._on_moved()

    def focus_capture(self) -> None:
        """The keyboard to the sheet that is next: its number where that is read, or its cells."""
        keying = self.keying
        if keying is not None and self._reads_numbers and not keying.is_started:
            self.ask_number()
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_typing(self) -> bool:
        """Whether keys belong to the grid or to the number."""
        return self.grid.hasFocus() or self.number.hasFocus()

    def unfinished(self) -> UserError | None:
        """A sheet that would be lost if the round were closed now."""
        keying = self.keying
        if keying is not None and keying.waiting:
            return UserError(
                "Sheet {row} is not saved yet.",
                "It stands in the grid.",
                "Free some space and press Enter in the grid, then close the round.",
                row=keying.waiting[0].number,
            )
        if keying is not None and keying.is_started:
            return UserError(
                "Sheet {row} is not finished.",
                "The sheets above it are saved.",
                "Finish it or clear it, then close the round.",
                row=keying.ballots[-1].number,
            )
        return None

    def ask_number(self) -> None:
        """The keyboard to the field for the number."""
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as many answers as there is room for."""
        super().resizeEvent(event)
        self._show_choices()

    def _theme(self) -> Theme:
        return self._desk.theme

    def _cast(self, ballot: KeyedBallot) -> bool:
        round_ = self._round
        if round_ is None:
            return False
        context = self._desk.workshop.context(round_.activity)
        sheet = self._sheet(ballot)
        return self._desk.attempt(partial(keep, context, round_, self._questions, ballot, sheet))

    def _sheet(self, ballot: KeyedBallot) -> str:
        return sheet_of(ballot, self.keying.ballots if self.keying else ())

    def _may_be(self, ballot: KeyedBallot, person: str, doubt: str = "elsewhere") -> bool:
        """Whether a sheet may be somebody's; asks before it takes the place of another ballot."""
        round_, file = self._round, self._desk.workshop.file
        if round_ is None or not has_voted_elsewhere(file, round_, ballot, person):
            return True
        said = self._desk.workshop.words(f"editors.keying.{doubt}", name=name_of(file, person))
        sure = self._desk.sure(f"replace {ballot.key} {person}", said)
        ballot.replaces = person if sure else ""
        return sure

    def _on_stack_chosen(self, group: str) -> None:
        keying = self.keying
        if keying is not None:
            keying.fix_group(None if group == _EACH else group)
            self.grid.refresh()
            self.show_words()
        self.focus_capture()

    def _on_moved(self) -> None:
        """Say what is asked where the keyboard is, and what one can key there."""
        keying, words = self.keying, self._desk.workshop.words
        self.notice.say("")
        if keying is None:
            return
        if keying.ballot is not self._doubted:
            self.doubt.say("")
        column, question = keying.columns[keying.column], keying.question
        if question is None or column == GROUP:
            which = "which_person" if keying.named else "which_group"
            self.prompt.setText(words(f"editors.keying.{which}"))
            self._choices = self._names(keying)
        else:
            number = keying.column + 1 - bool(self._groups)
            self.prompt.setText(f"{number}  {question.prompt}")
            self._choices = self._answers(question)
        self._show_choices()
        ballot = keying.ballot
        if not self.number.hasFocus():
            self.number.setText(str(ballot.number))
        self.remove.setVisible(ballot.finished or keying.is_started)
        does = "bring_back" if ballot.removed else "remove" if ballot.finished else "clear"
        said = words(f"editors.keying.{does}", row=ballot.number)
        self.remove.setText(said)
        self.remove.setAccessibleName(said)

    def _show_choices(self) -> None:
        """All of them in one line; of names those that fit, and how many more there are."""
        said = [f"{key} {name}".strip() for key, name in self._choices]
        text, words = "   ".join(said), self._desk.workshop.words
        advance, room = self.answers.fontMetrics().horizontalAdvance, self.answers.width()
        if self.keying is not None and self.keying.question is None:
            for hidden in range(1, len(said)):
                if advance(text) <= room:
                    break
                text = "   ".join([*said[:-hidden], words("editors.keying.more", n=hidden)])
        self.answers.setText(text)

    def _names(self, keying: Keying) -> list[tuple[str, str]]:
        """Whom or which group what is keyed so far may mean."""
        words, typed = self._desk.workshop.words, keying.pending
        exact = keying.names.exact(typed)
        enter = [(words("editors.keying.enter"), exact.label)] if exact else []
        if keying.asked:
            return enter
        none = [] if keying.named or typed else [("0", words("group.none"))]
        found = keying.names.found(typed)
        return [*enter, *((n, one.label) for n, one in found if one is not exact), *none]

    def _answers(self, question: Question) -> list[tuple[str, str]]:
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

    def _on_row_done(self, ballot: KeyedBallot) -> None:
        if ballot.saved:
            said = self._desk.workshop.words("editors.keying.row_saved", row=ballot.number)
            self._desk.announce(said)
        if self._reads_numbers:
            self.ask_number()

    def _on_numbers_chosen(self, way: str) -> None:
        self._reads_numbers = way == _READ
        self.show_words()
        self.focus_capture()

    def _on_number_entered(self, _ctrl: bool) -> None:
        """Open the row of this number, or give it to the next sheet; ask where it has both."""
        keying, typed = self.keying, self.number.text().strip()
        words = self._desk.workshop.words
        if keying is None:
            return
        if not (typed.isdecimal() and int(typed)):
            self.notice.say(words("editors.keying.refused.number", value=typed))
            self._desk.announce(self.notice.text)
            self.number.selectAll()
            return
        found = keying.seek(int(typed))
        if found == "before":
            self._desk.fail(in_before(int(typed)))
            self.number.selectAll()
            return
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.refresh()
        said = "" if found == "numbered" else words(f"editors.keying.{found}", row=int(typed))
        self._doubted = keying.ballot
        self.doubt.say(said)
        if said:
            self._desk.announce(said)

    def _on_remove_clicked(self) -> None:
        keying, round_ = self.keying, self._round
        if keying is None or round_ is None:
            return
        ballot = keying.ballot
        if ballot.removed and not self._may_be(ballot, ballot.group, "elsewhere_back"):
            return
        ballot = keying.remove()
        file, words = self._desk.workshop.file, self._desk.workshop.words
        if not ballot.finished:
            self._desk.announce(words("editors.keying.cleared", row=ballot.number))
        elif not ballot.removed:
            keying.save_waiting()
        elif not self._desk.attempt(
            partial(rounds.withdraw, file, round_, ballot.key, self._sheet(ballot))
        ):
            ballot.removed, ballot.saved = False, True
        else:
            self._desk.announce(words("editors.keying.removed", row=ballot.number))
        self.grid.refresh()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

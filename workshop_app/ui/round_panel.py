"""A voting round on the console: how it is held, how far it is, and the way ballots come in.

Nothing here reads a result: before the reveal there is turnout, afterwards the stage shows it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workshop_app.figures.markers import Group
from workshop_app.method.ways import ways_of
from workshop_app.session import voting
from workshop_app.session.holding import OPEN_MODES, RoundPlan, held_as, with_way
from workshop_app.session.votes import mode_words
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import Notice, OneLine, label
from workshop_app.ui.closing import doubt, few_secret
from workshop_app.ui.count_pad import CountPad
from workshop_app.ui.flow_layout import FlowLayout
from workshop_app.ui.giving_way import GivingWay
from workshop_app.ui.keying_pane import KeyingPane
from workshop_app.ui.print_button import PrintButton
from workshop_app.ui.round_choices import RoundChoices, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.errors import UserError
    from workshop_app.figures.theme import Theme
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Round
    from workshop_app.ui.desk import Desk


_ENTERED = ("paper", "cards", "touch", "booth")
"""Ways that have something to enter, or a button, here."""


class RoundPanel(QWidget):
    """Everything about voting in one activity."""

    def __init__(
        self, desk: Desk, activity: str, questions: Callable[[Context], Sequence[Question]]
    ) -> None:
        """``questions`` gives the ballot's lines in the session's language."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self._ask = questions
        self._round: Round | None = None
        self._input = ""
        """How ballots are entered now, where the open round takes them in several ways."""
        self._wanted = ""
        """The way that was chosen last, which is shown first."""
        self._before = 0
        """Ballots that were in when the round was taken up."""
        phase = desk.workshop.method.activities[activity].phase
        self.state = label("heading")
        self.turnout = OneLine("meta")
        self.open = self._button("vote", self._on_open_clicked)
        self.close_ = self._button("lock", self._on_close_clicked)
        self.booth = self._button("user", self._on_booth_clicked, phase)
        self.reveal = self._button("eye", self._on_reveal_clicked)
        self.again = self._button("rotate-ccw", self._on_open_clicked)
        self.print_ = PrintButton(desk, activity)
        self.choices = choices = RoundChoices(self)
        self.mode, self.compare = choices.mode, choices.compare
        choices.way_chosen.connect(self._on_way_chosen)
        choices.planned.connect(self._on_planned)
        choices.openly_wanted.connect(self._on_openly_wanted)
        self.warning = Notice(self._theme, "triangle-alert", "warn")
        self.earlier = Notice(self._theme, "info", "ink2")
        self.keying = KeyingPane(desk)
        self.counts = CountPad(desk)
        self.dots = CountPad(desk, "touch")
        self._pads = {"cards": self.counts, "touch": self.dots}
        self.sentence = label("muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.body = QStackedLayout()
        self._lay_out()
        for page in (self.sentence, self.keying, *self._pads.values()):
            self.body.addWidget(page)
        GivingWay(self, self.body, self.keying, (self.earlier, self.keying.answers, self.warning))

    # -- what the editor asks ------------------------------------------------------------------

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the round again; an empty set of tables says everything anew."""
        before = self._round
        self._round = latest(self._desk.workshop.file, self._activity)
        fresh = self._round is not None and (before is None or before.key != self._round.key)
        if self._round is None or self._round.state != "open":
            self._stop(before)
        elif fresh:
            self._start(self._round)
        elif not tables:
            self._reword(self._round)
        elif "ballot" in tables:
            self.dots.show_counts()
        self._show()

    def focus_capture(self) -> None:
        """The keyboard to where ballots come in, else to the next thing to do."""
        if self.body.currentWidget() is self.keying:
            self.keying.focus_capture()
        elif isinstance(pad := self.body.currentWidget(), CountPad):
            pad.focus_capture()
        else:
            buttons = (self.open, self.booth, self.reveal, self.again)
            target = next((button for button in buttons if not button.isHidden()), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_typing(self) -> bool:
        """Whether keys belong to the grid or to a count."""
        return self.keying.is_typing or any(pad.is_typing for pad in self._pads.values())

    def unfinished(self) -> UserError | None:
        """What is not saved yet and would be lost if the round were closed now."""
        return self.keying.unfinished() or self.counts.unfinished()

    @property
    def _seen(self) -> int:
        """The ballots that everybody saw being given."""
        return sum(pad.counting.ballots for pad in self._pads.values())

    # -- showing -------------------------------------------------------------------------------

    @property
    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def _theme(self) -> Theme:
        return self._desk.theme

    def _start(self, round_: Round) -> None:
        """Take up a round that was opened just now, or before a restart."""
        context = self._context
        ways = ways_of(round_.mode)
        entered = [way for way in (self._wanted, *_ENTERED) if way in ways and way in _ENTERED]
        self._input = (entered or ways)[0]
        questions = tuple(self._ask(context))
        self.keying.start(round_, questions, self._groups(round_))
        for pad in self._pads.values():
            pad.start(round_, questions)
        self._before = round_.returned - self._seen
        self._show_earlier()

    def _reword(self, round_: Round) -> None:
        questions = tuple(self._ask(self._context))
        self.keying.reword(questions, self._groups(round_))
        for pad in self._pads.values():
            pad.reword(questions)
        self._show_earlier()

    def _show_earlier(self) -> None:
        """Say that ballots are in which the grid does not show."""
        words, n = self._desk.workshop.words, self._before
        said = [words("editors.round.earlier", n=n)] if n else []
        if n and self.keying.has_earlier and self._round is not None:
            which = "earlier_sheets_named" if self._round.named else "earlier_sheets"
            said.append(words(f"editors.round.{which}"))
        self.earlier.say(" ".join(said))

    def _stop(self, before: Round | None) -> None:
        """Empty grid and counts: what they showed is counted and destroyed."""
        if before is not None and before.state == "open":
            self.keying.stop()
            for pad in self._pads.values():
                pad.stop()
            self.earlier.say("")
        self._input = ""

    def _groups(self, round_: Round) -> tuple[Group, ...]:
        """What a sheet says first: a group, or in a named round whose it is."""
        if round_.named:
            people = [one for one in self._desk.workshop.people() if one.present]
            return tuple(Group(one.key, one.name, 0) for one in people)
        if not round_.attribute:
            return ()
        return voting.comparison(self._context, round_.attribute).groups

    def _show(self) -> None:
        state = self._round.state if self._round else "none"
        self._show_state(state)
        self._show_plan(state)
        words = self._desk.workshop.words
        page: QWidget = self.sentence
        if state == "open" and self._input == "paper":
            page = self.keying
        elif state == "open":
            page = self._pads.get(self._input, page)
        self.body.setCurrentWidget(page)
        piles = page is self.keying and self.keying.has_groups
        self.keying.stack.setVisible(piles)
        self.keying.numbers.setVisible(page is self.keying)
        said = self._input if state == "open" else state
        said = "booth" if said in _ENTERED else said
        named = said == "closed" and self._round is not None and self._round.named
        said = "closed_named" if named else said
        self.sentence.setText(words(f"editors.round.sentence.{said}"))

    def _show_state(self, state: str) -> None:
        words, round_ = self._desk.workshop.words, self._round
        number = round_.number if round_ else 1
        self.state.setText(words(f"editors.round.state.{state}", number=number))
        self.turnout.setText(self._turnout_words())
        shown = {
            self.open: state == "none",
            self.booth: state == "open" and round_ is not None and "booth" in ways_of(round_.mode),
            self.close_: state == "open",
            self.reveal: state == "closed",
            self.again: state in ("closed", "revealed"),
        }
        for button, visible in shown.items():
            button.setVisible(visible)
        for name, button in (("open", self.open), ("close", self.close_), ("booth", self.booth),
                             ("reveal", self.reveal), ("again", self.again)):
            text = words(f"editors.round.{name}")
            button.setText(text)
            button.setAccessibleName(f"{text}, {self.turnout.text()}" if round_ else text)

    def _turnout_words(self) -> str:
        words, round_ = self._desk.workshop.words, self._round
        if round_ is None:
            return ""
        key = "editors.round.in" if round_.state == "open" else "editors.round.voted"
        key = f"{key}_of" if round_.expected else key
        key = "editors.round.surplus" if round_.has_surplus else key
        parts = [words(key, n=round_.returned, total=round_.expected)]
        if round_.state == "open" and not self._may_replan():
            by = round_.attribute
            compared = words(f"editors.compare.by.{by}") if by else ""
            parts += [mode_words(words, round_.mode), compared]
        if round_.state == "open":
            parts += [words(f"editors.round_is.{one}") for one in ("named", "live")
                      if getattr(round_, one)]
        return " · ".join(part for part in parts if part)

    def _show_plan(self, state: str) -> None:
        """How the round will be held; once ballots are in, only the way they are entered."""
        words, context = self._desk.workshop.words, self._context
        plan, is_open, free = held_as(context), state == "open", self._may_replan()
        self.choices.show(context, plan, self._ask(context), is_open=is_open, free=free)
        compared = not self.compare.isHidden()
        self.print_.setVisible("paper" in plan.ways and (free or is_open))
        self.print_.show_words(briefly=is_open)
        said = [warning(context, plan.attribute) if compared else ""]
        empty = free and is_open and not {*plan.ways} <= {*OPEN_MODES}
        strays = voting.strays(context) if empty else 0
        said.append(words("editors.round.strays", n=strays) if strays else "")
        said.append(few_secret(words, self._round, self._seen))
        self.warning.say(" ".join(text for text in said if text))

    def _may_replan(self) -> bool:
        """Until the first ballot is in, everything about the next round can be chosen."""
        round_ = self._round
        return round_ is None or round_.state == "revealed" or (
            round_.state == "open" and not round_.returned
        )

    # -- doing ---------------------------------------------------------------------------------

    def _on_open_clicked(self) -> None:
        context = self._context
        questions = tuple(self._ask(context))
        if self._desk.attempt(partial(voting.open_round, context, questions)):
            self.refresh(frozenset({"round"}))
            self._desk.announce(self.state.text())
            self.focus_capture()

    def _on_close_clicked(self) -> None:
        problem = self.unfinished()
        if problem is not None:
            self._desk.fail(problem)
            self.focus_capture()
        elif self._round is not None and self._may_close(self._round):
            self._end(self._round)

    def _may_close(self, round_: Round) -> bool:
        """Ask once more where people are missing, or ballots are too many."""
        text = doubt(self._desk.workshop.words, round_)
        what = f"close {round_.key} {round_.returned}"
        return not text or self._desk.sure(what, text)

    def _end(self, round_: Round) -> None:
        """Close it; one that nobody voted in is taken back."""
        words, file = self._desk.workshop.words, self._desk.workshop.file
        ended = rounds.close_round if round_.returned else rounds.discard_round
        if self._desk.attempt(partial(ended, file, round_)):
            self.refresh(frozenset({"round"}))
            key = f"closed{'_named' if round_.named else ''}" if round_.returned else "taken_back"
            self._desk.toast(words(f"editors.round.{key}", n=round_.returned))
            self.focus_capture()

    def _on_booth_clicked(self) -> None:
        self._desk.open_booth(self._activity)

    def _on_reveal_clicked(self) -> None:
        self._desk.reveal()

    def _on_way_chosen(self, way: str) -> None:
        """Plan one way more or less; with ballots in, take them that way too."""
        round_ = self._round
        if self._may_replan():
            plan = held_as(self._context)
            taken = way not in plan.ways
            self._wanted = way if taken else ""
            self._replan(with_way(plan, way, taken=taken))
        elif round_ is not None and self._may_add(round_, way):
            self._input = way if way in _ENTERED else self._input
            self.refresh(frozenset({"round"}))
        self.focus_capture()

    def take_way(self, way: str) -> bool:
        """Take ballots this way too; ``False`` where the method does not allow it."""
        context = self._context
        named = held_as(context).named
        if way not in voting.offered(context, self._ask(context), named=named):
            return False
        if not self._may_replan() or way not in held_as(self._context).ways:
            self._on_way_chosen(way)
        return True

    def _may_add(self, round_: Round, way: str) -> bool:
        """Whether the open round takes ballots this way, by now."""
        if way in ways_of(round_.mode):
            return True
        return self._desk.attempt(partial(rounds.add_way, self._desk.workshop.file, round_, way))

    def _on_planned(self, plan: RoundPlan) -> None:
        self._replan(plan)
        self.focus_capture()

    def _on_openly_wanted(self, openly: bool) -> None:
        """Override the method for this session, asked for twice; or obey it again, at once."""
        words, file = self._desk.workshop.words, self._desk.workshop.file
        if openly and not self._desk.sure("openly", words("editors.openly.sure")):
            return
        if self._desk.attempt(partial(voting.choose_openly, file, openly=openly)):
            self.refresh(frozenset({"session"}))

    def _replan(self, plan: RoundPlan) -> None:
        """Keep the plan; an open round without ballots is opened anew with it."""
        if not self._desk.attempt(partial(voting.choose_plan, self._context, plan)):
            return
        round_ = self._round
        if round_ is not None and round_.state == "open":
            self._desk.attempt(partial(self._reopen, round_))
        self.refresh(frozenset({"round"}))

    def _reopen(self, round_: Round) -> None:
        context = self._context
        rounds.discard_round(context.file, round_)
        voting.open_round(context, tuple(self._ask(context)))

    # -- building ------------------------------------------------------------------------------

    def _button(self, name: str, slot: Callable[[], None], phase: str = "") -> QPushButton:
        button = QPushButton()
        if phase:
            button.setProperty("phase", phase)
        icon.dress(button, name, self._desk.theme, "on_phase" if phase else "ink")
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.state)
        head.addWidget(self.turnout, 1)
        for button in (self.again, self.close_, self.open, self.booth, self.reveal):
            head.addWidget(button)
        choices = FlowLayout(across=24, between=6)
        keying = self.keying
        for choice in (*self.choices.widgets, keying.stack, keying.numbers, self.print_):
            choices.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(choices)
        column.addWidget(self.warning)
        column.addWidget(self.earlier)
        column.addLayout(self.body, 1)

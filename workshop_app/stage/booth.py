"""The booth: one person after another votes on the shared screen, and nothing stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workshop_app.errors import UserError
from workshop_app.stage.booth_card import Card, Look
from workshop_app.stage.booth_cards import ENTER, GroupCard, MessageCard, StartCard
from workshop_app.stage.booth_names import NameCard
from workshop_app.stage.booth_question import MOST_IN_ROW, QuestionCard, RankCard, RowCard
from workshop_app.stage.booth_typed import NumberCard, WordCard
from workshop_app.stage.pin import PAUSE, PinCard, PinLock

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from workshop_app.figures.theme import Theme
    from workshop_app.stage.ballot import Ballot
    from workshop_app.stage.booth_round import BoothRound
    from workshop_app.storage import Change


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things last, in milliseconds.

    ``thanks`` is the card after a vote, ``idle`` the patience with a ballot nobody touches,
    ``grace`` the time to say that one is still there, ``goodbye`` the last card.
    """

    thanks: int = 900
    idle: int = 60_000
    grace: int = 20_000
    goodbye: int = 6_000
    pin_pause: int = PAUSE


NORMAL = Pace()

_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class BoothWindow(QWidget):
    """Covers a screen until the facilitator's PIN, or the end of the round."""

    voted = Signal()
    """A ballot was saved."""
    left = Signal()
    """The booth is closed."""

    def __init__(
        self,
        round_: BoothRound,
        pin: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        pace: Pace = NORMAL,
    ) -> None:
        """Serve an open round; ``pin`` has four digits. `open_on` shows it."""
        super().__init__(parent, _FLAGS)
        self._round, self._pin = round_, pin
        self._look = Look(theme, round_.words, round_.named)
        self._pace = pace
        self._lock = PinLock(self, pace.pin_pause)
        self._ballot: Ballot | None = None
        self._index = 0
        self._card: Card | None = None
        self._insists = self._may_close = False
        self._moved_on = False
        """Whether the last thing done was a digit that led to this card."""
        self._idle = self._timer(self._on_idle)
        self._next = self._timer(self._clear)
        self._goodbye = self._timer(self.shut)
        self._look_again = self._timer(self._on_looked_again)
        self._unsubscribe = round_.subscribe(self._on_changed)
        self.setWindowTitle(round_.words("stage.booth.window", title=round_.title))
        self.setAccessibleName(self.windowTitle())
        self._clear()

    def _timer(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    # -- opening and leaving -------------------------------------------------------------

    def open_on(self, screen: QScreen, *, insists: bool = False) -> None:
        """Cover ``screen``; ``insists`` comes back to the front, for the console's own screen."""
        self._insists = insists
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()

    def shut(self) -> None:
        """Leave without a PIN: when the round is over, or the app ends."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only `shut` closes; everything else has to give the PIN."""
        if not self._may_close:
            event.ignore()
            self._ask_pin()
            return
        self._forget()
        for timer in (self._idle, self._next, self._goodbye, self._look_again):
            timer.stop()
        self._unsubscribe()
        event.accept()
        self.left.emit()

    # -- from card to card ---------------------------------------------------------------

    def _show(self, card: Card, *, waits: bool = False) -> None:
        """Put a card in the place of the one before, which is destroyed; ``waits`` = may idle."""
        before, self._card = self._card, card
        card.setGeometry(self.rect())
        card.touched.connect(self._on_touched)
        card.show()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        card.start()
        card.announce()
        self._next.stop()
        self._idle.stop()
        if waits:
            self._idle.start(self._pace.idle)

    def _clear(self) -> None:
        """Wait for the next person; whatever was chosen is gone."""
        self._forget()
        start = StartCard(
            self._look, self._round.title, self._round.question, self._round.turnout(), self
        )
        start.went_on.connect(self._on_begun)
        self._show(start)

    def _forget(self) -> None:
        if self._ballot is not None:
            self._ballot.forget()
        self._ballot, self._index = None, 0

    def _resume(self) -> None:
        """Show the card at which the ballot stands."""
        ballot = self._ballot
        if ballot is None:
            self._clear()
        elif ballot.group is None:
            named = self._round.named
            first: NameCard | GroupCard = (
                NameCard(self._look, self._round.names(), self)
                if named
                else GroupCard(self._look, self._round.groups, self)
            )
            first.chosen.connect(self._on_group_chosen)
            first.went_back.connect(self._clear)
            self._show(first, waits=True)
        else:
            card = question_card(self._look, ballot, self._index, self)
            card.went_on.connect(self._on_went_on)
            card.went_back.connect(self._on_went_back)
            self._show(card, waits=True)

    def _on_begun(self) -> None:
        self._ballot = self._round.new_ballot()
        self._resume()

    def _on_group_chosen(self, group: str) -> None:
        if self._ballot is not None:
            self._ballot.group = group
        self._resume()

    def _on_went_back(self) -> None:
        if self._ballot is not None and self._index == 0:
            if not self._round.asks_first:
                self._clear()
                return
            self._ballot.group = None
        self._index = max(self._index - 1, 0)
        self._resume()

    def _on_went_on(self) -> None:
        if self._ballot is not None and self._index + 1 < len(self._ballot.sheets):
            self._index += 1
            self._resume()
        else:
            self._cast()

    def _cast(self) -> None:
        """Save the ballot, and only then say so; what cannot be saved stays on the screen."""
        ballot, card = self._ballot, self._card
        if ballot is None or card is None:
            return
        try:
            self._round.cast(ballot)
        except UserError as error:
            if self._round.is_open():
                card.set_note(self._look.words.sentence(error), "danger")
            else:
                self._end()
            return
        self._forget()
        words = self._look.words
        thanks = words("stage.booth.thanks")
        hint = words("stage.booth.thanks_hint")
        self._show(MessageCard(self._look, "circle-check", thanks, hint, self))
        self._next.start(self._pace.thanks)
        self.voted.emit()

    # -- interruptions -------------------------------------------------------------------

    def _on_touched(self) -> None:
        self._moved_on = False
        if self._idle.isActive():
            self._idle.start(self._pace.idle)

    def _on_idle(self) -> None:
        """Ask, with the choices covered; then clear."""
        if isinstance(self._card, PinCard):
            self._resume()
            return
        words = self._look.words
        card = MessageCard(
            self._look,
            "clock",
            words("stage.booth.still_there"),
            words("stage.booth.still_there_hint", n=self._pace.grace // 1000),
            self,
            on=words("stage.booth.go_on"),
            leave=words("stage.booth.start_over"),
        )
        card.went_on.connect(self._resume)
        card.left.connect(self._clear)
        self._show(card)
        self._next.start(self._pace.grace)

    def _ask_pin(self) -> None:
        if isinstance(self._card, PinCard) or self._goodbye.isActive():
            return
        card = PinCard(self._look, self._pin, self._lock, self)
        card.unlocked.connect(self.shut)
        card.went_back.connect(self._resume)
        self._show(card, waits=True)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"round", "ballot"}:
            self._look_again.start(0)

    def _on_looked_again(self) -> None:
        if not self._round.is_open():
            self._end()
        elif isinstance(self._card, StartCard):
            self._card.set_turnout(self._round.turnout())

    def _end(self) -> None:
        """The round was closed: say so, and go."""
        if self._goodbye.isActive():
            return
        words = self._look.words
        hint = "stage.booth.closed_unsaved" if self._ballot else "stage.booth.closed_hint"
        self._forget()
        closed = words("stage.booth.closed")
        self._show(MessageCard(self._look, "lock", closed, words(hint), self))
        self._goodbye.start(self._pace.goodbye)

    # -- Qt ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """No shortcut of another window works while the booth has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.WindowDeactivate and self._insists and self.isVisible():
            self.raise_()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The card first; Escape asks for the PIN, arrows walk over the targets.

        An Enter right after a digit that led here belongs to that digit, and does nothing.
        """
        is_late = self._moved_on and event.key() in ENTER
        self._on_touched()
        event.accept()
        before = self._card
        if is_late or before is None:
            return
        if before.key(event):
            self._moved_on = event.text().isdecimal() and self._card is not before
            return
        if event.key() == Qt.Key.Key_Escape:
            self._ask_pin()
        elif event.key() in _FORWARD or event.key() in _BACKWARD:
            self.focusNextPrevChild(event.key() in _FORWARD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card fills the window."""
        super().resizeEvent(event)
        if self._card is not None:
            self._card.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, wherever no card is yet."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._look.theme.colour("page")))


_FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
)


def question_card(look: Look, ballot: Ballot, index: int, parent: QWidget) -> QuestionCard:
    """The card for one sheet of a ballot: few numbers are touched, many are typed."""
    sheet = ballot.sheets[index]
    form = {"rank": RankCard, "word": WordCard}.get(sheet.form, RowCard)
    if sheet.form == "number" and len(sheet.lines[0].answers) > MOST_IN_ROW:
        form = NumberCard
    return form(look, ballot, index, parent)

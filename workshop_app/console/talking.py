"""What a window says and asks: in a bar across it, and in a toast over its lower edge."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_app.errors import UserError
from workshop_app.ui.closing import SecondPress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop_app.figures.theme import Theme
    from workshop_app.session.workshop import Workshop
    from workshop_app.ui.bar import Bar
    from workshop_app.ui.toast import Toast
    from workshop_app.words import Words


Asked = tuple[str, str, tuple[tuple[str, str], ...]]
"""A text, how urgent it is, and its answers: keys with words."""


def _sentence(error: UserError, words: Words) -> Asked:
    return words.sentence(error), "danger", ()


class TalkingWindow(QWidget):
    """A window with one column, which never opens a dialog."""

    bar_at = 1
    """Where the bar comes in the column: below the top; -1 is below everything."""

    def __init__(self, workshop: Workshop, theme: Theme) -> None:
        """Say nothing yet."""
        super().__init__()
        self.workshop = workshop
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._answer: Callable[[str], None] | None = None
        self._again: Callable[[Words], Asked] | None = None
        """Says what stands in the bar once more, in another language."""
        self._second = SecondPress()
        self._toasted: int | None = None

    @cached_property
    def message(self) -> Bar:
        """The bar; made when there is something to say."""
        from workshop_app.ui.bar import Bar

        made = Bar(self, self._current_theme, self.workshop.words("console.close"))
        made.answered.connect(self._on_answered)
        made.dismissed.connect(self._on_dismissed)
        self.column.insertWidget(self.bar_at, made)
        return made

    @cached_property
    def notice(self) -> Toast:
        """What was done, over the lower edge; made when something was."""
        from workshop_app.ui.toast import Toast

        made = Toast(self, self._current_theme)
        made.undo_requested.connect(self._on_toast_undone)
        if self.bar_at < 0:
            made.stay_above(self.message)
        return made

    @property
    def is_asking(self) -> bool:
        """Whether a question stands in the bar."""
        return self._answer is not None

    def now(self) -> datetime:
        """The time, in local time."""
        raise NotImplementedError

    def attempt(self, action: Callable[[], object]) -> bool:
        """Run a change; a `UserError` is shown in the bar. Returns whether it succeeded."""
        try:
            action()
        except UserError as error:
            self.fail(error)
            return False
        if self._answer is None:
            self.message.dismiss()
        return True

    def fail(self, error: UserError) -> None:
        """Show what happened, what is safe and what to do."""
        self._answer = None
        self._second.forget()
        text = self.workshop.words.sentence(error)
        self._again = partial(_sentence, error)
        self.message.say(text, "danger")
        self.announce(text)

    def ask(
        self,
        asked: Callable[[Words], Asked],
        answer: Callable[[str], None],
        *,
        takes_keys: bool = False,
    ) -> None:
        """Ask in the bar; ``answer`` is told the key of what was chosen.

        ``asked`` says it in any language, for a question may stand while that is changed.
        ``takes_keys`` puts the keyboard on the first answer: for what the user asked for.
        """
        text, level, answers = asked(self.workshop.words)
        self._answer = answer
        self._again = asked
        self._second.forget()
        self.message.say(text, level, answers)
        if takes_keys:
            self.message.take_keys()
        self.announce(text)

    def sure(self, what: str, text: str) -> bool:
        """Whether ``what`` is done for the second time in ten seconds; the first one asks."""
        if self._second.is_second(what, self.now()):
            return True
        self._answer = self._again = None
        self.message.say(text, "warn")
        self.announce(text)
        return False

    def reword(self) -> None:
        """Say what stands in the bar in the language that the session has now."""
        if self._again is not None:
            self.message.reword(*self._again(self.workshop.words))

    def toast(self, text: str, *, undoable: bool = False) -> None:
        """Say what was done, for ten seconds, with an Undo link if it can be taken back."""
        self._toasted = self._newest_edit()
        self.notice.show_text(text, self.workshop.words("console.undo") if undoable else "")
        self.announce(text)

    def announce(self, text: str) -> None:
        """Tell a screen reader politely."""
        # Their many enumerations take 2 ms, which a start without a word need not pay.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def forget_lapsed(self, now: datetime) -> None:
        """Take the question of `sure` away when its ten seconds are over."""
        if self._second.has_lapsed(now):
            self.message.dismiss()

    def _current_theme(self) -> Theme:
        return self.theme

    def _newest_edit(self) -> int | None:
        """The edit that undo would take back now."""
        return next((edit.number for edit in self.workshop.file.history.undoable(1)), None)

    def _on_toast_undone(self) -> None:
        """The link takes back what the toast says, never something newer."""
        if self._newest_edit() == self._toasted:
            self._on_undo_clicked()
        else:
            self.toast(self.workshop.words("console.undo.newer"))
        self.give_back_keys()

    def give_back_keys(self) -> None:
        """The keyboard goes to where one types."""

    def _on_undo_clicked(self) -> None:
        """The user wants back what the notice says."""
        raise NotImplementedError

    def _on_dismissed(self) -> None:
        self._answer = self._again = None
        self._second.forget()

    def _on_answered(self, key: str) -> None:
        answer, self._answer, self._again = self._answer, None, None
        if answer is not None:
            answer(key)

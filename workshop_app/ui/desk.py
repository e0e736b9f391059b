"""What an editor may ask of the console around it, and what the console asks of an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.errors import UserError
    from workshop_app.figures.theme import Theme
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop


OWN_UNDO: Final = "own_undo"
"""Property of a widget that takes Ctrl+Z itself: ballots are not in the history."""

OWN_LETTERS: Final = "own_letters"
"""Property of a widget in which single letters and signs have a meaning of their own."""


class Desk(Protocol):
    """The console, as its parts see it; nobody climbs to the window."""

    workshop: Workshop
    theme: Theme

    def attempt(self, action: Callable[[], object]) -> bool:
        """Run a change; a `UserError` is shown in the bar. Returns whether it succeeded."""

    def fail(self, error: UserError) -> None:
        """Show what happened, what is safe and what to do, in the bar, never in a dialog."""

    def toast(self, text: str, *, undoable: bool = False) -> None:
        """Say what was done, for ten seconds, with an Undo link if it can be taken back."""

    def announce(self, text: str) -> None:
        """Tell a screen reader politely."""

    def sure(self, what: str, text: str) -> bool:
        """Whether ``what`` is done for the second time in ten seconds; the first one asks."""

    def open_booth(self, activity: str) -> None:
        """Ask where, then cover a screen with the booth for the activity's open round."""

    def print_ballots(self, activity: str, language: str) -> None:
        """Ask where to, then write the activity's paper ballots; a language, or `ALL_LANGUAGES`."""

    def next_step(self) -> None:
        """What the big button does."""

    def reveal(self) -> None:
        """Show the closed round of the current activity to the room."""


class EditorBase(QWidget):
    """The capture of one activity on the console; every kind's ``Editor`` is one."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build the widgets for one activity; `refresh` is called by the console afterwards."""
        super().__init__(parent)
        self.desk = desk
        self.activity = activity

    @property
    def context(self) -> Context:
        """The activity in the session's current language."""
        return self.desk.workshop.context(self.activity)

    def focus_capture(self) -> None:
        """Put the keyboard where the next thing said is typed."""
        self.setFocus()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what these tables changed; an empty set means everything."""

    def choose_place(self, index: int) -> None:
        """Ctrl+1…6: the column, stage or cluster with this number, counted from 0."""

    def take_way(self, way: str) -> bool:
        """Take ballots this way too, from now on; ``False`` where nobody votes, or not so."""
        return False

    def is_typing(self) -> bool:
        """Whether the capture field has text, so that single-letter shortcuts stay off."""
        return False

    @property
    def needs_height(self) -> bool:
        """Whether rows are keyed here now, which nothing may cut."""
        return False

    def unfinished(self) -> UserError | None:
        """What would be lost if the open round were closed now, and what to do about it."""
        return None

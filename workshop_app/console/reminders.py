"""What the facilitator is asked and told as the day goes on: who speaks next, what is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from workshop_app.console.pane import ConsoleDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.talking import Asked
    from workshop_app.session.people import Person
    from workshop_app.words import Words


class AskingDesk(ConsoleDesk, Protocol):
    """The console as far as it can ask."""

    @property
    def is_asking(self) -> bool:
        """Whether a question stands in the bar."""

    def ask(
        self,
        asked: Callable[[Words], Asked],
        answer: Callable[[str], None],
        *,
        takes_keys: bool = False,
    ) -> None:
        """Ask in the bar; ``answer`` is told the key of what was chosen."""


def _asked(person: Person, words: Words) -> Asked:
    yes, later = words("advocate.yes", name=person.name), words("advocate.later")
    return words("advocate.due", name=person.name), "warn", (("yes", yes), ("later", later))


class Reminders:
    """Asks once for each half-day; who says “later” is asked again in the next one."""

    def __init__(self, desk: AskingDesk) -> None:
        """Ask nothing yet."""
        self._desk = desk
        self._asked: set[int] = set()
        self._here = self._activity()

    def look(self) -> None:
        """Say what was left, and ask what is due at the moment that is on."""
        before, self._here = self._here, self._activity()
        snapshot = self._desk.snapshot()
        if before != self._here and before in snapshot.open_votes:
            self._desk.toast(snapshot.words("console.vote.open", activity=snapshot.title(before)))
        self._ask_due()

    def _activity(self) -> str:
        """The activity that is on; empty outside."""
        workshop = self._desk.workshop
        activity = workshop.activity_at(workshop.live().moment)
        return activity.id if activity else ""

    def _ask_due(self) -> None:
        """Ask for the next advocate, unless something else is asked."""
        from workshop_app.session import advocate

        if self._desk.is_asking:
            return
        workshop = self._desk.workshop
        half = advocate.due(workshop)
        if half is None or half in self._asked:
            return
        person = advocate.suggested(workshop)
        if person is None:
            return
        self._asked.add(half)
        self._desk.ask(partial(_asked, person), partial(self._on_answered, half, person))

    def _on_answered(self, half: int, person: Person, answer: str) -> None:
        if answer != "yes":
            return
        from workshop_app.session import advocate

        workshop = self._desk.workshop
        label = workshop.words("advocate.edit", name=person.name)
        if self._desk.attempt(partial(advocate.appoint, workshop, label, half, person)):
            self._desk.toast(label, undoable=True)

"""What the facilitator is asked as the day goes on: now, who speaks for the customer next."""

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

    def look(self) -> None:
        """Ask what is due at the moment that is on, unless something else is asked."""
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

"""A rehearsal: any agenda with an invented room, in a file of its own.

The session it is made from is only read. The same room comes for the same seed, so a rehearsal
can be repeated; tests and benchmarks fill their rooms with it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly import conduct
from workshop_app.assembly.player import Played, play
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session.crowd import Crowd
from workshop_app.session.people import add_people
from workshop_app.session.workshop import Workshop, like
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.method.model import Activity, Step

FEWEST, MOST = 1, 500
"""People an invented room may have."""

USUAL = 16


def rehearsal_of(workshop: Workshop, path: Path) -> Workshop:
    """An empty session with the same method, agenda and language, and nobody in it yet.

    Raises `UserError` if ``path`` exists or cannot be written.
    """
    info = workshop.info
    title = workshop.words("rehearsal.title", title=info.title)
    return like(workshop, path, title)


class Room:
    """The invented people of one session, and what they say and vote."""

    def __init__(self, workshop: Workshop, size: int = USUAL, seed: int = 1) -> None:
        """Raises `UserError` for a size no room can have."""
        if not FEWEST <= size <= MOST:
            raise UserError(
                "A rehearsal takes from {least} to {most} people, not {n}.",
                "Nothing was made.",
                "Choose another number.",
                least=FEWEST,
                most=MOST,
                n=size,
            )
        self.workshop = workshop
        self.crowd = Crowd(workshop.method, workshop.words, size, seed)
        self._heard: set[str] = set()

    def come_in(self) -> None:
        """Everybody is on the list and there."""
        add_people(self.workshop.file, self.workshop.words("rehearsal.edit"), self.crowd.people)

    def speak(self, activity: str) -> None:
        """Say what the activity asks for, once."""
        if activity in self._heard:
            return
        self._heard.add(activity)
        context = self.workshop.context(activity)
        registry.kind(context.activity.kind).rehearse(context, self.crowd)

    def vote(self, activity: str) -> None:
        """Everybody casts a ballot in the activity's open round, if there is one."""
        round_ = latest(self.workshop.file, activity)
        if round_ is None or round_.state != "open" or round_.returned:
            return
        questions = conduct.questions(self.workshop, self.workshop.method.activities[activity])
        bands = self.workshop.bands()
        for person in self.crowd.people:
            group = {"band": bands.get(person.level or 0, ""), "department": person.department}
            rounds.cast(
                self.workshop.file,
                round_,
                questions,
                self.crowd.ballot(questions, person),
                key=rounds.new_ballot_key(),
                group=group.get(round_.attribute, ""),
            )

    def play(self) -> Iterator[Played]:
        """Hold the whole workshop."""
        self.come_in()
        return play(self.workshop, self._capture)

    def _capture(self, activity: Activity, step: Step) -> None:
        if step.view in ("collect", "content", "question"):
            self.speak(activity.id)
        self.vote(activity.id)

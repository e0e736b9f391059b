"""A rehearsal: any agenda with an invented room, in a file of its own.

The session it is made from is only read. The same room comes for the same seed, so a rehearsal
can be repeated; the sample, tests and benchmarks fill their rooms with it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly import conduct
from workshop_app.assembly.closing import closes, phase_closed_by
from workshop_app.assembly.flow import can_take, sources, take_over
from workshop_app.assembly.player import Played, play
from workshop_app.assembly.sound import check_sound
from workshop_app.directions import unsigned
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.method.ways import OPEN_WAYS, ways_of
from workshop_app.session.crowd import Crowd
from workshop_app.session.outcomes import INSIGHTS, add_insight, add_outcome, read_outcomes
from workshop_app.session.people import add_people
from workshop_app.session.pulse import bring_again, give_owners
from workshop_app.session.rehearsed import is_rehearsal, mark, title_of
from workshop_app.session.voting import grouping
from workshop_app.session.workshop import Workshop, like
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.method.model import Activity, Step
    from workshop_app.session.people import Person

FEWEST, MOST = 1, 500
"""People an invented room may have."""

USUAL = 16

_SOURCES = 3
"""From how many earlier activities one thing each is taken over."""

_SENTENCES = 2
"""How many an outcome gets, where it may have more."""


def rehearsal_of(workshop: Workshop, path: Path) -> Workshop:
    """A session with the same method, agenda and language, and nobody in it yet.

    Of a pulse it has what came along, for invented people; else nothing. Raises `UserError` if
    ``path`` exists or cannot be written.
    """
    real = title_of(workshop.file, workshop.info.title)

    def fill(new: SessionFile) -> None:
        mark(new, real)
        bring_again(workshop.file, new, workshop.method)

    title = unsigned(workshop.words("rehearsal.title", title=real))
    return like(workshop, path, title, fill)


def rehearsal_of_file(path: Path, target: Path) -> Workshop:
    """The same of a session file, which is only read; raises `UserError` if it does not open."""
    with SessionFile.open(path, writable=False) as file:
        check_sound(file)
        return rehearsal_of(Workshop(file), target)


def rehearse(path: Path, target: Path, size: int = USUAL, seed: int = 1) -> tuple[int, int]:
    """Hold the workshop of ``path`` with an invented room, in the new file ``target``.

    Returns how many activities and steps were held. Raises `UserError`; then, and when it is
    stopped, there is no new file.
    """
    check_size(size)
    rehearsal = rehearsal_of_file(path, target)
    try:
        with rehearsal.file:
            steps = sum(1 for _ in Room(rehearsal, size, seed).play())
            return len(rehearsal.route()), steps
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def check_size(size: int) -> None:
    """Raise `UserError` for a size no room can have."""
    if not FEWEST <= size <= MOST:
        raise UserError(
            "A rehearsal takes from {least} to {most} people, not {n}.",
            "Nothing was made.",
            "Choose another number.",
            least=FEWEST,
            most=MOST,
            n=size,
        )


class Room:
    """The invented people of one session, and what they say and vote."""

    def __init__(
        self,
        workshop: Workshop,
        size: int = USUAL,
        seed: int = 1,
        people: Sequence[Person] = (),
    ) -> None:
        """``people`` are there already, or as many come as ``size`` says.

        Raises `UserError` for a size no room can have.
        """
        check_size(size)
        self.workshop = workshop
        self.crowd = Crowd(workshop.method, workshop.words, size, seed, people)
        self._come = bool(people)
        self._heard: set[str] = set()
        self._concluded: set[str] = set()

    def come_in(self) -> None:
        """Everybody is on the list and there."""
        if self._come:
            return
        self._come = True
        file = self.workshop.file
        add_people(file, self.workshop.words("rehearsal.edit"), self.crowd.people)
        if is_rehearsal(file):
            give_owners(file)

    def speak(self, activity: str) -> None:
        """Say what the activity asks for, once, after taking over a little of what is offered."""
        if activity in self._heard:
            return
        self._heard.add(activity)
        if can_take(self.workshop, activity):
            for source in sources(self.workshop, activity)[:_SOURCES]:
                take_over(self.workshop, activity, source, source.left[:1])
        context = self.workshop.context(activity)
        registry.kind(context.activity.kind).rehearse(context, self.crowd)

    def conclude(self, activity: str, phase: str = "") -> None:
        """Write what the activity comes to, and the insights of the phase that it closes."""
        if activity in self._concluded:
            return
        self._concluded.add(activity)
        file, label = self.workshop.file, self.workshop.words("rehearsal.edit")
        described = self.workshop.method.activities[activity]
        for outcome in read_outcomes(file, described):
            count = min(outcome.most or _SENTENCES, _SENTENCES)
            for text in self.crowd.sentences(count, activity, outcome.id, about="lessons"):
                add_outcome(file, label, described, outcome.id, text)
        if phase:
            for text in self.crowd.sentences(INSIGHTS, phase, about="lessons"):
                add_insight(file, label, phase, text)

    def vote(self, activity: str) -> None:
        """Everybody casts a ballot in the activity's open round, if there is one."""
        round_ = latest(self.workshop.file, activity)
        if round_ is None or round_.state != "open" or round_.returned:
            return
        questions = conduct.questions(self.workshop, self.workshop.method.activities[activity])
        group_of = grouping(self.workshop.context(activity), round_)
        ballots = [
            (group_of(person), self.crowd.ballot(questions, person, round_.number))
            for person in self.crowd.people
        ]
        seen = [way for way in ways_of(round_.mode) if way in OPEN_WAYS]
        way = seen[-1] if seen else ""
        rounds.cast_all(self.workshop.file, round_, questions, ballots, way=way)

    def attend(self) -> None:
        """Say and vote what is asked where the workshop stands, once."""
        moment = self.workshop.live().moment
        step, activity = self.workshop.step_at(moment), self.workshop.activity_at(moment)
        if step is not None and activity is not None:
            self._capture(activity, step)

    def play(self) -> Iterator[Played]:
        """Hold the whole workshop."""
        self.come_in()
        return play(self.workshop, self._capture)

    def _capture(self, activity: Activity, step: Step) -> None:
        if step.view in ("collect", "content", "question"):
            self.speak(activity.id)
        self.vote(activity.id)
        moment = self.workshop.live().moment
        if closes(self.workshop, moment):
            self.conclude(activity.id, phase_closed_by(self.workshop, moment))

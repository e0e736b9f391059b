"""What the booth knows of the round it serves: its questions, its groups, its turnout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session.named import group_of_person, yet_to_vote
from workshop_app.session.voting import asked_by_rankings, comparison
from workshop_app.stage.ballot import Ballot, Sheet, sheets
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change

PASS = ""
"""The group of somebody who would rather not say."""


class BoothRound:
    """The open round of an activity, as one voter after another meets it."""

    def __init__(self, workshop: Workshop, activity: str) -> None:
        """Take the round that is open now; raises `UserError` when there is none."""
        context = workshop.context(activity)
        found = latest(workshop.file, activity)
        if found is None or found.state != "open":
            raise UserError(
                "No round of “{activity}” is open.",
                "Nothing was changed.",
                "Open a round, then open the booth.",
                activity=context.text("title"),
            )
        self.words = workshop.words
        self.title = context.text("title")
        self.question = context.text("question")
        self.named = found.named
        """Whether people say who they are, and no group: their person has one."""
        self.groups = () if found.named else _groups(context, found.attribute, found.minimum)
        self._context = context
        self._file = workshop.file
        self._round = found
        self._questions: tuple[Question, ...] = registry.kind(context.activity.kind).questions(
            context
        )
        self.sheets: tuple[Sheet, ...] = sheets(
            self._questions, asked_by_rankings(context, self._questions), self.question
        )

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every change of the session; returns what ends it."""
        return self._file.subscribe(listener)

    def is_open(self) -> bool:
        """Whether ballots are still taken."""
        now = latest(self._file, self._round.activity)
        return now is not None and now.key == self._round.key and now.state == "open"

    def turnout(self) -> tuple[int, int]:
        """How many have voted, and how many are expected (0 = not known)."""
        now = latest(self._file, self._round.activity)
        return (now.returned if now else 0), self._round.expected

    @property
    def asks_first(self) -> bool:
        """Whether a card comes before the questions: which group, or who."""
        return self.named or bool(self.groups)

    def names(self) -> tuple[tuple[str, str], ...]:
        """Everybody present who has not voted in this named round yet, as key and name."""
        return tuple((one.key, one.name) for one in yet_to_vote(self._file, self._round))

    def new_ballot(self) -> Ballot:
        """An empty ballot under a key of its own."""
        return Ballot(self.sheets, None if self.asks_first else PASS)

    def cast(self, ballot: Ballot) -> None:
        """Save a ballot; returns after COMMIT. Raises `UserError` when that fails."""
        group, person = ballot.group or PASS, ""
        if self.named:
            person, group = group, group_of_person(self._context, self._round, group)
        rounds.cast(
            self._file,
            self._round,
            self._questions,
            ballot.answers,
            key=ballot.key,
            group=group,
            seat=person,
            way="booth",
        )


def _groups(context: Context, attribute: str, minimum: int) -> tuple[tuple[str, str], ...]:
    """The groups one may choose, as value and words; none when nothing can be compared.

    Groups that the roster shows to be too small are together under "other" beforehand, so
    that nobody has to press a button that only they can press.
    """
    if not attribute:
        return ()
    groups = comparison(context, attribute, minimum).groups
    return tuple((group.key, group.label) for group in groups)

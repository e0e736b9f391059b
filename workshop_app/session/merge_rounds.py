"""What becomes of the rounds that only another laptop's file of the same workshop has.

Nothing tells when a round was closed, so a round is later than another one only where both are in
one file. Theirs that comes after the last one here would be what this room is shown as its newest
result, and the movement to it one that no room made: it stays there unless the facilitator says
that the room went on with it. Put before ours it would be another number than the one it was
published and sealed with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from workshop_app.session.workshop import Workshop

TAKEN: Final = "taken"
"""What becomes of a round: it comes in, or why it stays there."""
HELD_HERE: Final = "held_here"
NAMED: Final = "named"
SMALLER: Final = "smaller"
LATER: Final = "later"
"""It came after the last one here, and would be the newest result: it stays unless it is wanted."""


class RoundThere(NamedTuple):
    """A closed round of theirs that is not here, and what becomes of it.

    ``ours`` are the ballots of the newest one here where it is an additional round.
    """

    key: str
    activity: str
    number: int
    ballots: int
    fate: str
    ours: int | None = None


def rounds_there(
    ours: Workshop, theirs: Workshop, later: Collection[str]
) -> Iterator[RoundThere]:
    """Every closed round of theirs that is not here; ``later`` and what is raised: `plan_merge`."""
    asked = "SELECT key, activity, number, returned, state, named, minimum FROM round ORDER BY 2, 3"
    here, there = ours.file.rows(asked), theirs.file.rows(asked)
    theirs_keys = {row[0] for row in there}
    ours_keys = {row[0] for row in here}
    own = {row[1] for row in here if row[0] not in theirs_keys or row[4] == "open"}
    newest = {row[1]: row[3] for row in here}
    for key, activity, number, ballots, state, named, minimum in there:
        if state == "open":
            raise UserError(
                "{name}: a round on “{activity}” is still open there.",
                "Nothing was changed.",
                "Close it on that laptop, then merge again.",
                name=theirs.file.path.name,
                activity=_title(theirs, activity),
            )
        if key in ours_keys or activity not in ours.method.activities:
            continue
        if activity in own:
            fate = HELD_HERE
        elif named:
            fate = NAMED
        elif minimum < ours.info.minimum_group:
            fate = SMALLER
        else:
            fate = LATER if activity in newest and activity not in later else TAKEN
        yield RoundThere(key, activity, number, ballots, fate, newest.get(activity))


def _title(workshop: Workshop, activity: str) -> str:
    return workshop.context(activity).text("title")

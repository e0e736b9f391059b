"""The sheets of a stack and what became of each: saved, waiting for room, taken out, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.session.keyed_ballot import KeyedBallot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class Rows:
    """One row for each sheet, the last of them the one that comes next."""

    def __init__(
        self, save: Callable[[KeyedBallot], bool], first: int, before: Collection[int]
    ) -> None:
        """``save`` keeps a row and returns whether that worked; sheets count from ``first``.

        ``before`` are the numbers of sheets that are in and have no row here.
        """
        self.ballots = [KeyedBallot(first)]
        self.before = frozenset(before)
        self._save = save

    @property
    def waiting(self) -> list[KeyedBallot]:
        """Finished rows that could not be saved yet."""
        return [one for one in self.ballots if one.finished and not one.saved and not one.removed]

    @property
    def counted(self) -> int:
        """How many rows are saved."""
        return sum(one.saved and not one.removed for one in self.ballots)

    def save_waiting(self) -> bool:
        """Try again to save every finished row that is not saved; returns whether none waits.

        One that is refused waits for nothing: it is taken out.
        """
        for ballot in self.waiting:
            ballot.saved = self._save(ballot)
            ballot.removed = ballot.refused
            if not (ballot.saved or ballot.refused):
                return False
            if ballot.saved and ballot.replaces:
                self._replaced(ballot)
        return True

    def following(self) -> int:
        """The number after the last one that no sheet has yet."""
        taken = {one.number for one in self.ballots} | self.before
        number = self.ballots[-1].number + 1
        while number in taken:
            number += 1
        return number

    def _replaced(self, ballot: KeyedBallot) -> None:
        """The row whose ballot went for this one is out."""
        ballot.replaces = ""
        for other in self.ballots:
            if other is not ballot and other.saved and other.group == ballot.group:
                other.saved, other.removed = False, True

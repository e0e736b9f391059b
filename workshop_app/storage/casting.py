"""The ballots of one transaction: each is judged by itself, and all are written together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.errors import UserError
from workshop_app.method.question import Question, cleaned, faults
from workshop_app.storage.row import compiled
from workshop_app.storage.tally import ballots_in, group_key
from workshop_app.storage.voting_tables import BallotRow, VotedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop_app.method.ways import Outcome
    from workshop_app.storage.session_file import Edit, SessionFile
    from workshop_app.storage.tally import Round


class VotedError(UserError):
    """A seat has voted already, under another key."""

    def __init__(self) -> None:
        """Say that the first ballot counts."""
        super().__init__(
            "This seat has voted already.", "Its first ballot counts.", "Nothing to do."
        )


_COLUMNS: Final = (
    BallotRow.round, BallotRow.key, BallotRow.question, BallotRow.answer, BallotRow.name
)

_ALL: Final = "SELECT round, key, question, answer, name FROM ballot WHERE round = ?"
_KNOWN: Final = "SELECT key, answer FROM ballot WHERE round = ? AND key = ? AND question = ''"
_VOTED: Final = "SELECT seat FROM voted WHERE round = ? AND seat = ?"

_WAY: Final = "\n"
"""Begins what is noted among the seats that voted: a way that was used. No seat does."""

MOST_LAID_ANEW: Final = 3_000
"""Answers of a round up to which all ballots lie in the file in the order of their keys.

Laying out more would hold up whoever else wants the file: 9,000 take some 50 ms.
"""


class _Sql(NamedTuple):
    """What is written for every batch, made once."""

    clear: str
    delete: str
    insert: str
    note: str


@cache
def _sql() -> _Sql:
    of_key = (BallotRow.round == "") & (BallotRow.key == "")
    seat = VotedRow.insert_many([("", "")], [VotedRow.round, VotedRow.seat])
    return _Sql(
        compiled(BallotRow.delete().where(BallotRow.round == ""))[0],
        compiled(BallotRow.delete().where(of_key))[0],
        compiled(BallotRow.insert_many([("",) * len(_COLUMNS)], _COLUMNS))[0],
        compiled(seat.on_conflict_ignore())[0],
    )


class Kept:
    """Ballots on top of those that the round has.

    The row of a ballot for itself says, where the round is named, whose it is; elsewhere nothing.
    """

    def __init__(
        self,
        file: SessionFile,
        round_: Round,
        way: str = "",
        *,
        keys: Iterable[str] = (),
        seats: Iterable[str] = (),
        sheet: str = "",
    ) -> None:
        """``way`` is how they came in; ``keys`` and ``seats`` are all that may be there already.

        ``sheet`` is noted beside them: the paper that a person signed.
        """
        self._file, self._round, self._named = file, round_.key, round_.named
        self.lines: dict[str, list[tuple[str, ...]]] = {}
        self._seats: set[str] = {note for note in (sheet, way and _WAY + way) if note}
        self._freed: set[str] = set()
        self._known: dict[str, str] = dict(self._rows(_KNOWN, keys))
        self._voted: set[str] = {seat for (seat,) in self._rows(_VOTED, seats)}

    def _rows(self, asked: str, names: Iterable[str]) -> list[tuple[Any, ...]]:
        """What is there of these, each asked for with the same statement."""
        wanted = [(self._round, name) for name in names if _storable(name)]
        return self._file.rows_each(asked, wanted) if wanted else []

    def take(
        self,
        questions: Sequence[Question],
        key: str,
        seat: str,
        group: str,
        answers: Mapping[str, str],
    ) -> Outcome:
        """Keep one ballot, or say why not."""
        if seat and self._has_voted(seat) and not self._may_replace(key, seat):
            return "voted"
        given = cleaned(questions, answers)
        texts = (key, seat, group, *given.values())
        if not all(map(_storable, texts)) or faults(questions, {**answers, **given}):
            return "faulty"
        if seat.startswith(_WAY) or (self._named and not self._is_person(seat)):
            return "faulty"
        if self._named:
            self._free(self._whose(key), seat)
        name, whose = group_key(group), seat if self._named else ""
        lines = [("", whose), *given.items()]  # One for itself, so that a blank ballot counts.
        self.lines[key] = [(self._round, key, line, answer, name) for line, answer in lines]
        if seat:
            self._seats.add(seat)
        return "saved"

    def _has_voted(self, seat: str) -> bool:
        return seat in self._seats or (seat in self._voted and seat not in self._freed)

    def _may_replace(self, key: str, seat: str) -> bool:
        """Whether the ballot of this key is of this seat; without names the key alone tells."""
        if self._named:
            return self._whose(key) == seat
        return key in self.lines or key in self._known

    def _whose(self, key: str) -> str:
        return self.lines[key][0][3] if key in self.lines else self._known.get(key, "")

    def _is_person(self, seat: str) -> bool:
        return self._file.row("SELECT 1 FROM person WHERE key = ?", seat) is not None

    def _free(self, before: str, now: str) -> None:
        """A ballot that was given to another person leaves the first one free to vote."""
        if before and before != now:
            self._seats.discard(before)
            self._freed.add(before)

    def write(self, edit: Edit) -> None:
        """Replace what was there under the same keys, and note whose seats have voted.

        All ballots of the round are laid out anew: SQLite puts what is new where there is room in
        a page, so the bytes of the file would tell in which order people voted.
        """
        round_, sql = self._round, _sql()
        lines = [line for of_key in self.lines.values() for line in of_key]
        longest = max(map(len, self.lines.values()), default=1)
        if ballots_in(self._file, round_) * longest <= MOST_LAID_ANEW:
            lines += (line for line in self._file.rows(_ALL, round_) if line[1] not in self.lines)
            edit.run_each(sql.clear, [(round_,)])
        else:
            edit.run_each(sql.delete, [(round_, key) for key in self.lines if key in self._known])
        edit.run_each(sql.insert, sorted(lines))
        free(edit, round_, self._freed)
        noted = self._voted - self._freed
        edit.run_each(sql.note, [(round_, seat) for seat in sorted(self._seats - noted)])


def whose(file: SessionFile, round_key: str, key: str) -> str:
    """The person who gave a ballot of a named round; empty for one that has no name."""
    found = file.row(
        "SELECT answer FROM ballot WHERE round = ? AND key = ? AND question = ''", round_key, key
    )
    return str(found[0]) if found else ""


def ballot_of(file: SessionFile, round_key: str, person: str) -> str:
    """The key of the ballot that a person gave in a named round, in whatever way."""
    found = file.row(
        "SELECT key FROM ballot WHERE round = ? AND question = '' AND answer = ?", round_key, person
    )
    return str(found[0]) if found and person else ""


def free(edit: Edit, round_key: str, seats: set[str]) -> None:
    """Let seats vote again whose ballot went."""
    for seat in seats:
        edit.run(
            VotedRow.delete().where((VotedRow.round == round_key) & (VotedRow.seat == seat))
        )


def ways_used(file: SessionFile, round_key: str) -> tuple[str, ...]:
    """The ways in which ballots of an open round came in, where that was noted."""
    found = file.rows("SELECT seat FROM voted WHERE round = ? AND seat LIKE ?", round_key, "\n%")
    return tuple(seat.removeprefix(_WAY) for (seat,) in found)


def seats_in(file: SessionFile, round_key: str) -> tuple[str, ...]:
    """The seats that have voted in an open round."""
    found = file.rows(
        "SELECT seat FROM voted WHERE round = ? AND seat NOT LIKE ?", round_key, "\n%"
    )
    return tuple(seat for (seat,) in found)


def _storable(text: str) -> bool:
    """Whether SQLite can hold it: half a character, as JSON may bring one, it cannot."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)

"""The ballots of one transaction: each is judged by itself, and all are written together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from workshop_app.errors import UserError
from workshop_app.storage.seen import is_seen
from workshop_app.storage.tally import ballots_in, group_key
from workshop_app.storage.voting_tables import VotedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop_app.method.question import BallotRules
    from workshop_app.method.ways import Outcome
    from workshop_app.storage.session_file import Edit, SessionFile
    from workshop_app.storage.tally import Round

_Line: TypeAlias = tuple[str, str, str, str, str]
"""A row of a ballot: its round, key and question, the answer, and the group."""


class VotedError(UserError):
    """A seat has voted already, under another key."""

    def __init__(self) -> None:
        """Say that the first ballot counts."""
        super().__init__(
            "This seat has voted already.", "Its first ballot counts.", "Nothing to do."
        )


_CLEAR: Final = "DELETE FROM ballot WHERE round = ?"
_ANEW: Final = (
    "INSERT INTO apart SELECT * FROM ballot WHERE round = ? AND key NOT IN (SELECT key FROM apart)",
    _CLEAR,
    "INSERT INTO ballot SELECT * FROM apart WHERE round = ? ORDER BY key, question",
    "DELETE FROM apart WHERE round = ?",
)
"""Lays the ballots of a round out anew, with those that were put ``apart`` in memory."""

_APART: Final = "CREATE TEMP TABLE IF NOT EXISTS apart AS SELECT * FROM ballot WHERE FALSE"
_IN_PLACE: Final = "ON CONFLICT DO UPDATE SET answer = excluded.answer, name = excluded.name"

_WAY: Final = "\n"
"""Begins what is noted among the seats that voted: a way that was used. No seat does."""

MOST_LAID_ANEW: Final = 3_000
"""Answers of a round up to which all ballots lie in the file in the order of their keys.

Laying out more would hold up whoever else wants the file: 9,000 take some 50 ms.
"""


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
        self.lines: dict[str, list[_Line]] = {}
        self._seats: set[str] = {note for note in (sheet, way and _WAY + way) if note}
        self._freed: set[str] = set()
        before = self._there("key, question, answer, name", "ballot", "key", keys)
        self._before = {(key, line): (answer, name) for key, line, answer, name in before}
        self._known: dict[str, str] = {key: own for key, line, own, _ in before if not line}
        self._voted: set[str] = {seat for (seat,) in self._there("seat", "voted", "seat", seats)}

    def _there(
        self, columns: str, table: str, named: str, names: Iterable[str]
    ) -> list[tuple[Any, ...]]:
        """What is there of these."""
        wanted = [name for name in names if _storable(name)]
        if not wanted:
            return []
        among = f"FROM {table} WHERE round = ? AND {named} IN ({', '.join('?' * len(wanted))})"
        return self._file.gathered(columns, among, self._round, *wanted)

    def take(
        self,
        rules: BallotRules,
        key: str,
        seat: str,
        group: str,
        answers: Mapping[str, str],
    ) -> Outcome:
        """Keep one ballot, or say why not."""
        if seat and self._has_voted(seat) and not self._may_replace(key, seat):
            return "voted"
        given = rules.cleaned(answers)
        texts = (key, seat, group, *given.values())
        if not _storable("".join(texts)) or rules.faults({**answers, **given}):
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

    @property
    def is_seen(self) -> bool:
        """Whether anybody can see that something came: not a change of mind behind a key."""
        return self._named or any(key not in self._known or is_seen(key) for key in self.lines)

    def write(self, edit: Edit) -> None:
        """Replace what was there under the same keys, and note whose seats have voted.

        All ballots of the round are laid out anew: SQLite puts what is new where there is room in
        a page, so the bytes of the file would tell in which order people voted. An answer that is
        as long as the one before goes into its very place, and what stays as it was is left alone.
        """
        round_ = self._round
        lines = [line for of_key in self.lines.values() for line in of_key]
        changed = [line for line in lines if self._before.get(line[1:3]) != line[3:]]
        longest = max(map(len, self.lines.values()), default=1)
        if self._fits(lines, changed):
            edit.insert("INSERT INTO ballot", changed, _IN_PLACE)
        elif ballots_in(self._file, round_) * longest <= MOST_LAID_ANEW:
            edit.run_each(_APART, [()])
            edit.insert("INSERT INTO apart", lines)
            for step in _ANEW:
                edit.run_each(step, [(round_,)])
        else:
            given = [(round_, key) for key in self.lines if key in self._known]
            edit.run_each(f"{_CLEAR} AND key = ?", given)
            edit.insert("INSERT INTO ballot", sorted(lines))
        free(edit, round_, self._freed)
        noted = self._voted - self._freed
        seats = [(round_, seat) for seat in sorted(self._seats - noted)]
        edit.insert("INSERT OR IGNORE INTO voted (round, seat)", seats)

    def _fits(self, lines: Sequence[_Line], changed: Sequence[_Line]) -> bool:
        """Whether every line takes the place of another one that is as long."""
        there = sum(key in self.lines for key, _ in self._before)
        return len(lines) == there and all(
            line[1:3] in self._before and _size(line[3:]) == _size(self._before[line[1:3]])
            for line in changed
        )


def _size(texts: tuple[str, str]) -> tuple[int, int]:
    answer, name = texts
    return len(answer.encode()), len(name.encode())


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

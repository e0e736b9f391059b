"""PROMISES 23: a count that somebody changed, deleted or swapped in the file is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.storage.test_migrations import golden
from workshop_app.assembly.demo import play_sample, sample_workshop
from workshop_app.assembly.sound_counts import check_tallies
from workshop_app.errors import UserError
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

class Tampering(NamedTuple):
    """What somebody does to the file, and with which values."""

    sql: str
    values: tuple[object, ...]


_KEY = "round = ? AND question = ? AND name = ? AND answer = ?"
_SWAP = f"UPDATE tally SET votes = CASE WHEN {_KEY} THEN ? ELSE ? END WHERE ({_KEY}) OR ({_KEY})"


def tamperings(file: SessionFile) -> Iterator[Tampering]:
    """Each count one more, gone, moved to another answer, and swapped with another; and so on."""
    counts = file.rows("SELECT round, question, name, answer, votes FROM tally ORDER BY 1, 2, 3, 4")
    for place, (*key, votes) in enumerate(counts):
        where = tuple(key)
        yield Tampering(f"UPDATE tally SET votes = votes + 1 WHERE {_KEY}", where)
        yield Tampering(f"DELETE FROM tally WHERE {_KEY}", where)
        yield Tampering(f"UPDATE tally SET answer = '9' || answer WHERE {_KEY}", where)
        *there, of_other = counts[place - 1]
        if of_other != votes:
            yield Tampering(_SWAP, (*where, of_other, votes, *where, *there))
    for round_, name in file.rows("SELECT round, name FROM tally_group"):
        of = (round_, name)
        where_group = "WHERE round = ? AND name = ?"
        yield Tampering(f"UPDATE tally_group SET ballots = ballots + 1 {where_group}", of)
        yield Tampering(f"DELETE FROM tally_group {where_group}", of)
    for (key,) in file.rows("SELECT key FROM round WHERE state <> 'open'"):
        for change in (
            "returned = returned + 1", "expected = expected + 1", "minimum = minimum + 1",
            "merged = '[\"floor\"]'", "attribute = attribute || 'x'", "number = number + 10",
            "mode = mode || '+phones'", "live = 1 - live", "named = 1 - named",
        ):  # fmt: skip
            yield Tampering(f"UPDATE round SET {change} WHERE key = ?", (key,))
    for round_, question in file.rows("SELECT round, question FROM round_question"):
        asked = (round_, question)
        where_asked = "WHERE round = ? AND question = ?"
        yield Tampering(f"UPDATE round_question SET zero = 1 - zero {where_asked}", asked)
        yield Tampering(f"DELETE FROM round_question {where_asked}", asked)


def is_noticed(file: SessionFile, done: Tampering) -> bool:
    """Whether the check sees it; it is taken back."""
    connection = file.connection
    connection.execute("SAVEPOINT tampering")
    try:
        before = connection.total_changes()
        connection.execute(done.sql, done.values)
        assert connection.total_changes() > before, f"nothing is changed: {done}"
        try:
            check_tallies(file)
        except UserError as error:
            return "do not add up" in str(error)
        return False
    finally:
        connection.execute("ROLLBACK TO tampering; RELEASE tampering")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SessionFile]:
    """A whole day's session, with its groups, rankings and second rounds."""
    path = tmp_path_factory.mktemp("sealed") / "day.workshop"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_APP_HOME", str(path.parent / "home"))
        workshop = sample_workshop(path)
        with workshop.file as file:
            for _ in play_sample(workshop):
                pass
            yield file


def test_every_change_of_a_count_is_noticed(played: SessionFile) -> None:
    check_tallies(played)
    done = list(tamperings(played))
    unseen = [one for one in done if not is_noticed(played, one)]
    assert len(done) > 800
    assert unseen == []
    check_tallies(played)


def test_the_sums_alone_miss_some(played: SessionFile) -> None:
    """The control: without its seal a vote may go from one answer to another."""
    played.connection.execute("SAVEPOINT sealed; UPDATE round SET seal = ''")
    try:
        check_tallies(played)
        assert not all(is_noticed(played, one) for one in tamperings(played))
    finally:
        played.connection.execute("ROLLBACK TO sealed; RELEASE sealed")


def test_counts_of_another_round_are_noticed(played: SessionFile) -> None:
    """A seal is good for its own round only."""
    keys = [key for (key,) in played.rows("SELECT key FROM round WHERE state <> 'open'")][:2]
    swap = (
        "UPDATE round SET seal = CASE key WHEN ? THEN (SELECT seal FROM round WHERE key = ?) "
        "ELSE (SELECT seal FROM round WHERE key = ?) END WHERE key IN (?, ?)"
    )
    assert is_noticed(played, Tampering(swap, (keys[0], keys[1], keys[0], *keys)))


def test_a_round_of_an_older_version_has_no_seal_and_its_sums_are_checked(tmp_path: Path) -> None:
    with SessionFile.open(golden(2, tmp_path)) as file:
        check_tallies(file)
        assert set(file.rows("SELECT seal FROM round")) == {("",)}
        returned = Tampering("UPDATE round SET returned = 1 WHERE state = ?", ("revealed",))
        assert is_noticed(file, returned)
    with SessionFile.open(golden(3, tmp_path)) as file:
        check_tallies(file)
        assert file.row("SELECT 1 FROM round WHERE state <> 'open' AND seal = ''") is None

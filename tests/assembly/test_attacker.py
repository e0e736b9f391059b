"""PROMISES 18 and 19: nobody who has the files learns who said what, or what was taken back."""

from __future__ import annotations

import json
import logging
import random
import secrets
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.assembly.attacker import chance_of, orders, words
from tests.assembly.mixed import ACTIVITY, WAYS, Hall
from workshop_app import cli
from workshop_app.method.question import Answer, Question
from workshop_app.storage import SessionFile, casting, counting, rounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VOTERS = 24
FEW = 10
"""Whose ballots lie in one page of the file."""

LEAST_LIKELY = 0.01


@pytest.fixture
def chance(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """What decides everything that is random, or one run in a hundred would fail."""
    made = random.Random(18)
    monkeypatch.setattr(secrets, "token_hex", lambda n: f"{made.getrandbits(8 * n):0{2 * n}x}")
    return made


def end(hall: Hall) -> None:
    """Close, show, copy, export and end: what is left is what an attacker gets."""
    hall.show()
    path = hall.file.path
    hall.file.close()
    exports = hall.folder / "exports"
    exports.mkdir()
    for command, more in (
        ("booklet", ["-o", str(exports / "booklet.pdf")]),
        ("picture", [ACTIVITY, "-o", str(exports / "picture.svg"), "--step", "total"]),
    ):
        assert cli.main([command, str(path), *more]) == 0


def held(
    folder: Path, ways: tuple[str, ...], chance: random.Random, voters: int = VOTERS
) -> tuple[Hall, list[str]]:
    """A room in which everybody has voted."""
    hall, said = Hall(folder, ways), words(voters, chance)
    for n, word in enumerate(said):
        hall.vote(n, word)
    return hall, said


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """All that the app has to say, in a file beside the session."""
    path = tmp_path / "app.log"
    handler, root = logging.FileHandler(path), logging.getLogger()
    before, root.level = root.level, logging.DEBUG
    root.addHandler(handler)
    yield path
    root.removeHandler(handler)
    root.setLevel(before)
    handler.close()


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("voters", [FEW, VOTERS])
@pytest.mark.parametrize("ways", [("phones",), ("booth",), ("paper",), WAYS], ids="+".join)
def test_who_has_all_files_guesses_no_better_than_shuffled(
    ways: tuple[str, ...], voters: int, tmp_path: Path, chance: random.Random,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """PROMISES 18, while the round is open and when all is over."""
    hall, said = held(tmp_path / "day", ways, chance, voters)
    found = orders(tmp_path, said)
    assert len(found) >= 4, "nothing was looked at"
    assert chance_of(found, voters) > LEAST_LIKELY
    end(hall)
    assert cli.main(["results", str(hall.file.path)]) == 0
    (tmp_path / "results.json").write_text(capsys.readouterr().out)
    found = orders(tmp_path, said)
    assert any(len(pieces[0]) == voters for pieces in found), "the words are published"
    assert chance_of(found, voters) > LEAST_LIKELY


def _counting_up() -> Callable[[int], str]:
    made = iter(range(1, 10**6))
    return lambda n: f"{next(made):0{2 * n}x}"


def test_the_attacker_sees_keys_that_count_up(
    tmp_path: Path, chance: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control for order."""
    monkeypatch.setattr(secrets, "token_hex", _counting_up())
    hall, said = held(tmp_path / "day", ("booth",), chance)
    assert chance_of(orders(tmp_path, said), VOTERS) < LEAST_LIKELY
    hall.file.close()


def test_the_attacker_sees_where_in_a_page_a_ballot_lies(
    tmp_path: Path, chance: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control for bytes: what SQLite does by itself."""
    monkeypatch.setattr(casting, "MOST_LAID_ANEW", 0)
    hall, said = held(tmp_path / "day", ("phones",), chance, FEW)
    assert chance_of(orders(tmp_path, said), FEW) < LEAST_LIKELY
    hall.file.close()


def test_the_attacker_sees_a_log_that_says_too_much(
    log: Path, tmp_path: Path, chance: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control for logs, when the round is over."""
    take = casting.Kept.take

    def telling(kept: casting.Kept, *given: Any) -> Any:
        logging.getLogger("workshop_app").info("saved %s", json.dumps(given[-1]))
        return take(kept, *given)

    monkeypatch.setattr(casting.Kept, "take", telling)
    hall, said = held(tmp_path / "day", ("phones",), chance)
    end(hall)
    assert chance_of(orders(tmp_path, said), VOTERS) < LEAST_LIKELY


# -- what is left is the counts -----------------------------------------------------------

LINES = (
    *(Question(f"s{n}", "?", "scale", tuple(Answer(str(p), "") for p in range(1, 6)))
      for n in range(4)),
    Question("w", "?", "word", ()),
)  # fmt: skip


def _left(base: Path, path: Path, seed: int) -> bytes:
    """What a closed round leaves in a copy of a file, with everybody's answers dealt anew."""
    shutil.copyfile(base, path)
    deal, same = random.Random(seed), random.Random(0)
    columns = {line.id: [str(1 + n % 5) for n in range(VOTERS)] for line in LINES}
    for column in columns.values():
        deal.shuffle(column)
    with pytest.MonkeyPatch.context() as patch, SessionFile.open(path) as file:
        patch.setattr(secrets, "token_hex", lambda n: f"{same.getrandbits(8 * n):0{2 * n}x}")
        round_ = rounds.open_round(file, "x", LINES, mode="phones")
        for n in range(VOTERS):
            answers = {id_: column[n] for id_, column in columns.items()}
            key = f"{deal.getrandbits(128):032x}"
            rounds.cast(file, round_, LINES, answers, key=key, seat=f"{n:032x}", way="phones")
        rounds.close_round(file, round_)
    return path.read_bytes()


def test_two_rooms_with_the_same_counts_leave_the_same_file(tmp_path: Path) -> None:
    """PROMISES 18, byte for byte: whoever said what, when, and together with what else."""
    base = tmp_path / "base.workshop"
    SessionFile.create(base).close()
    left = {_left(base, tmp_path / f"{seed}.workshop", seed) for seed in range(4)}
    assert len(left) == 1


class _AsTheyCame(list[counting.Line]):
    def sort(self, **_: Any) -> None:
        """Stay."""


def test_counts_written_as_the_ballots_come_would_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: where the counts lie says what somebody answered to each question."""
    monkeypatch.setattr(rounds, "counted", lambda *given: _AsTheyCame(counting.counted(*given)))
    base = tmp_path / "base.workshop"
    SessionFile.create(base).close()
    left = {_left(base, tmp_path / f"{seed}.workshop", seed) for seed in range(4)}
    assert len(left) > 1


# -- what was taken back ------------------------------------------------------------------


def _everything(folder: Path, home: Path) -> bytes:
    files = [path for place in (folder, home) for path in place.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def _left_of(folder: Path, home: Path, markers: list[str]) -> list[str]:
    """The markers that lie in any file, as they are or as an export may spell them."""
    found = _everything(folder, home)
    return [
        one for one in markers
        if any(one.encode(code) in found for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]  # fmt: skip


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("ways", [("phones",), ("booth",), ("paper",), WAYS], ids="+".join)
def test_nothing_is_left_of_what_was_changed_or_erased(
    ways: tuple[str, ...], tmp_path: Path, home: Path, chance: random.Random
) -> None:
    """PROMISES 19: at once where people vote, in the copies too when the round closes."""
    folder = tmp_path / "day"
    hall, markers = Hall(folder, ways), words(VOTERS, chance)
    keys = [hall.vote(n, word) for n, word in enumerate(markers)]
    path = hall.file.path
    assert _left_of(tmp_path, home, markers) == markers, "the control: they were there"
    assert _left_of(folder / "copies", home, markers), "and in the copies"
    for n, key in enumerate(keys):
        if n % 4:
            hall.vote(n, "calm", key)
        else:
            rounds.withdraw(hall.file, hall.round, key, f"sheet {n + 1}")
    beside = [path, path.with_name(path.name + "-journal"), tmp_path / "app.log"]
    there = b"".join(one.read_bytes() for one in beside if one.exists())
    assert not [one for one in markers if one.encode() in there], "changed is gone at once"
    end(hall)
    assert _left_of(tmp_path, home, [*markers, *keys]) == []


def test_what_was_erased_would_be_left_without_overwriting(tmp_path: Path, home: Path) -> None:
    """The control: a file that only forgets where it lay."""
    hall = Hall(tmp_path / "day", ("booth",))
    hall.file.connection.pragma("secure_delete", 0)
    markers = words(VOTERS, random.Random(19))
    for n, word in enumerate(markers):
        hall.vote(n, word, hall.vote(n, word))
    end(hall)
    kept = [key for key in markers if key.encode() in hall.file.path.read_bytes()]
    assert kept

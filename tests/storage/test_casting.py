"""A batch of ballots: judged as one after the other would be, asked for and written together."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from workshop_app.method.question import Answer, Question
from workshop_app.session.people import Person, add_people
from workshop_app.storage import SessionFile, casting, rounds, tally
from workshop_app.storage.casting import seats_in, ways_used

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.method.ways import Outcome

LINES = (Question("q1", "?", "scale", tuple(Answer(str(n), "") for n in range(1, 6))),)
KEYS = ("a", "b", "c", "d", "half \ud800", "zero\x00", "")


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[SessionFile, SessionFile]]:
    """Two files: one takes batches, the other one ballot at a time."""
    with (
        SessionFile.create(tmp_path / "batch.workshop") as batch,
        SessionFile.create(tmp_path / "single.workshop") as single,
    ):
        yield batch, single


def stored(file: SessionFile) -> list[object]:
    ballots = file.rows("SELECT key, question, answer, name FROM ballot ORDER BY 1, 2")
    return [*ballots, *file.rows("SELECT seat FROM voted ORDER BY 1")]


@pytest.mark.parametrize("named", [False, True], ids=["anonymous", "named"])
@pytest.mark.parametrize("seed", range(6))
def test_a_batch_does_what_single_ballots_do(
    files: tuple[SessionFile, SessionFile], seed: int, monkeypatch: pytest.MonkeyPatch, *,
    named: bool,
) -> None:
    """Also in a round with so many that they are not laid out anew each time."""
    dice = random.Random(seed)
    if seed % 2:
        monkeypatch.setattr(casting, "MOST_LAID_ANEW", 3)
    people: list[list[str]] = []
    for file in files:
        made = add_people(file, "", [Person(name) for name in ("Ann", "Bo", "Cy", "Di")])
        people.append([one.key for one in made])
    opened = [
        rounds.open_round(file, "x", LINES, mode="phones", expected=4, named=named)
        for file in files
    ]
    for _ in range(8):
        size = dice.randint(1, 9)
        ballots = [
            (dice.choice(KEYS), dice.randrange(5), dice.choice("12345x")) for _ in range(size)
        ]

        def of(which: int, batch: list[tuple[str, int, str]]) -> list[Outcome]:
            seats = [*people[which], "nobody"] if named else ["s", "t", "u", "", "v\ud800"]
            given = [(key, seats[seat], "", {"q1": answer}) for key, seat, answer in batch]
            return rounds.cast_many(files[which], opened[which], LINES, given, way="phones")

        together = of(0, ballots)
        assert together == [outcome for one in ballots for outcome in of(1, [one])]
    places = [{key: str(place) for place, key in enumerate(of)} for of in people]

    def as_place(which: int) -> list[object]:
        return [
            tuple(places[which].get(cell, cell) for cell in row)  # type: ignore[attr-defined]
            for row in stored(files[which])
        ]

    assert sorted(as_place(0)) == sorted(as_place(1))  # type: ignore[type-var]
    assert stored(files[0])


def test_a_seat_that_is_freed_and_votes_again_in_one_batch_is_noted(
    files: tuple[SessionFile, SessionFile],
) -> None:
    file = files[0]
    ann, bo = (one.key for one in add_people(file, "", [Person("Ann"), Person("Bo")]))
    round_ = rounds.open_round(file, "x", LINES, mode="phones", named=True)
    assert rounds.cast_many(file, round_, LINES, [("k", ann, "", {"q1": "1"})]) == ["saved"]
    both = [("k", bo, "", {"q1": "2"}), ("l", ann, "", {"q1": "3"})]
    assert rounds.cast_many(file, round_, LINES, both) == ["saved", "saved"]
    assert set(seats_in(file, round_.key)) == {ann, bo}
    assert rounds.cast_many(file, round_, LINES, [("m", ann, "", {"q1": "5"})]) == ["voted"]


def test_ways_are_no_seats(files: tuple[SessionFile, SessionFile]) -> None:
    file = files[0]
    round_ = rounds.open_round(file, "x", LINES, mode="phones")
    rounds.cast_many(file, round_, LINES, [("k", "s", "", {"q1": "1"})], way="phones")
    assert seats_in(file, round_.key) == ("s",)
    assert ways_used(file, round_.key) == ("phones",)


PEOPLE = 60


def voted_in_order(path: Path, prepared: Path, order: list[int], changes: list[int]) -> bytes:
    """The file after people voted in this order and then changed their minds in that one."""
    path.write_bytes(prepared.read_bytes())
    dice = random.Random(7)
    keys = [f"{dice.getrandbits(128):032x}" for _ in range(PEOPLE)]
    with SessionFile.open(path) as file:
        (round_,) = tally.rounds(file, "x")
        for turn, people in (("2", order), ("5", changes)):
            for person in people:
                ballot = (keys[person], "", "", {"q1": turn})
                assert rounds.cast_many(file, round_, LINES, [ballot]) == ["saved"]
    return path.read_bytes()


def in_three_orders(tmp_path: Path) -> set[bytes]:
    prepared = tmp_path / "prepared.workshop"
    with SessionFile.create(prepared) as file:
        rounds.open_round(file, "x", LINES, mode="phones", expected=PEOPLE)
    dice = random.Random(3)
    orders = [dice.sample(range(PEOPLE), PEOPLE) for _ in range(6)]
    return {
        voted_in_order(tmp_path / f"{n}.workshop", prepared, orders[2 * n], orders[2 * n + 1])
        for n in range(3)
    }


def test_the_file_is_the_same_in_whatever_order_people_voted_and_changed_their_minds(
    tmp_path: Path,
) -> None:
    """Byte for byte: an answer as long as the one before takes its very place."""
    assert len(in_three_orders(tmp_path)) == 1


def test_the_order_shows_in_what_sqlite_does_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(casting, "MOST_LAID_ANEW", 0)
    assert len(in_three_orders(tmp_path)) > 1


@pytest.mark.parametrize(
    ("live", "named", "way", "told"),
    [
        (False, False, "phones", False),
        (True, False, "phones", True),
        (False, True, "phones", True),
        (False, False, "cards", True),
    ],
    ids=["secret", "live", "named", "cards"],
)
def test_a_change_of_mind_is_told_only_where_somebody_sees_it(
    tmp_path: Path, way: str, *, live: bool, named: bool, told: bool
) -> None:
    with SessionFile.create(tmp_path / "told.workshop") as file:
        (ann,) = add_people(file, "", [Person("Ann")])
        round_ = rounds.open_round(
            file, "x", LINES, mode=way, expected=1, named=named, live=live
        )
        key, seat = rounds.new_ballot_key(way), ann.key if named else "s"
        heard: list[frozenset[str]] = []
        file.subscribe(lambda change: heard.append(change.tables))

        def cast(answer: str) -> None:
            rounds.cast_many(file, round_, LINES, [(key, seat, "", {"q1": answer})], way=way)

        cast("1")
        assert heard == [frozenset({"ballot"})]
        cast("2")
        assert len(heard) == (2 if told else 1)

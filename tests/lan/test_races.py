"""PROMISES 17: whatever is sent twice, late, cut off or at the moment of closing counts once."""

from __future__ import annotations

import asyncio
import queue
import random
import secrets
import threading
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.lan.hall import HERE, POINTS, Hall, hall_in, read_reply, request

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.lan.asking import Store, Vote
    from workshop_app.method.ways import Outcome
    from workshop_app.storage.tally import Tally

pytestmark = [pytest.mark.lan, pytest.mark.slow]

VOTERS = 500
AT_ONCE = 50
RACES = 50
VOTERS_IN_A_RACE = 8


class Voter(NamedTuple):
    """A phone, and what it chose."""

    cookie: str
    key: str
    value: str


def _voters(hall: Hall, number: int, chance: random.Random) -> list[Voter]:
    return [
        Voter(hall.room.admit(), secrets.token_hex(16), chance.choice(POINTS))
        for _ in range(number)
    ]


async def _send(hall: Hall, voter: Voter, cut: int = 0) -> int:
    """Send a ballot once; with ``cut`` the line goes dead after so many bytes of the reply."""
    answers = {"q1": voter.value, "w": voter.key}
    said = {"round": hall.token, "key": voter.key, "answers": answers}
    reader, writer = await asyncio.open_connection(HERE, hall.port)
    received = b""
    with suppress(ConnectionError):
        writer.write(request(hall.port, "POST", "/ballot", said, voter.cookie))
        received = await (reader.read(cut) if cut else reader.read())
    writer.transport.abort()
    return 0 if cut else read_reply(received).status


async def _storm(hall: Hall, voters: list[Voter], chance: random.Random) -> int:
    """Every ballot one to five times, in any order, a third of them cut; returns the saved."""
    sends = [(voter, cut) for voter in voters for cut in _sends(chance)]
    chance.shuffle(sends)
    saved: set[str] = set()
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(voter: Voter, cut: int) -> None:
        async with turn:
            if await _send(hall, voter, cut) == 200:
                saved.add(voter.key)

    await asyncio.gather(*(one(voter, cut) for voter, cut in sends))
    while left := [voter for voter in voters if voter.key not in saved]:
        await asyncio.gather(*(one(voter, 0) for voter in left))
    return len(saved)


def _sends(chance: random.Random) -> list[int]:
    """For each time a ballot is sent: 0, or after how many bytes of the reply it is cut."""
    return [chance.choice((0, 0, chance.randint(1, 60))) for _ in range(chance.randint(1, 5))]


def _wrong_after_a_storm(hall: Hall, voters: int) -> int:
    chance = random.Random(17)
    everybody = _voters(hall, voters, chance)
    assert asyncio.run(_storm(hall, everybody, chance)) == voters
    found = hall.close_round()
    stored = Counter(dict(found.total.counts["q1"].votes or {}))
    sent = Counter(voter.value for voter in everybody)
    wrong = (stored - sent).total() + (sent - stored).total()
    return wrong + _lost_or_double(found, {voter.key for voter in everybody})


def _lost_or_double(found: Tally, saved: set[str]) -> int:
    """By what is stored: everybody's word is their key, and shows where enough have voted."""
    words = found.total.counts["w"].votes
    if words is None:
        return abs(found.round.returned - len(saved))
    stored, expected = Counter(dict(words)), Counter(saved)
    return (stored - expected).total() + (expected - stored).total()


def test_five_hundred_voters_with_bad_lines(hall: Hall) -> None:
    assert _wrong_after_a_storm(hall, VOTERS) == 0


def test_the_check_sees_a_store_that_counts_what_comes(tmp_path: Path) -> None:
    """The control: every arrival under a key of its own."""

    def store(votes: list[Vote]) -> list[Outcome]:
        from dataclasses import replace

        new = [replace(vote, key=secrets.token_hex(16), seat="") for vote in votes]
        return hall.store(new)

    with hall_in(tmp_path / "double.workshop", store) as hall:
        assert _wrong_after_a_storm(hall, 20) > 0


def _race(hall: Hall, chance: random.Random, after: int) -> int:
    """Close the round when ``after`` ballots were acknowledged; how many are double or lost."""
    voters = _voters(hall, VOTERS_IN_A_RACE, chance)
    acknowledged: queue.SimpleQueue[int] = queue.SimpleQueue()

    async def one(voter: Voter) -> None:
        for _ in range(chance.randint(1, 3)):
            status = await _send(hall, voter)
            assert status in (200, 409)
            if status == 409:
                break
            saved.add(voter.key)
            acknowledged.put(status)

    async def everybody() -> None:
        await asyncio.gather(*map(one, voters))

    saved: set[str] = set()
    room = threading.Thread(target=lambda: asyncio.run(everybody()))
    room.start()
    for _ in range(after):
        acknowledged.get()
    found = hall.close_round()
    room.join()
    return _lost_or_double(found, saved)


def _wrong_after_races(hall: Hall, races: int) -> int:
    chance = random.Random(50)
    wrong = 0
    for number in range(races):
        if number:
            hall.next_round()
        wrong += _race(hall, chance, after=number % VOTERS_IN_A_RACE)
    return wrong


def test_closing_raced_fifty_times(hall: Hall) -> None:
    assert _wrong_after_races(hall, RACES) == 0


def _eager(hall: list[Hall]) -> Store:
    """Says "saved" and saves with the next votes."""
    kept: list[Vote] = []

    def store(votes: list[Vote]) -> list[Outcome]:
        late, kept[:] = list(kept), votes
        if late:
            hall[0].store(late)
        saved: list[Outcome] = ["saved"] * len(votes)
        return saved

    return store


def test_the_check_sees_a_store_that_says_saved_too_early(tmp_path: Path) -> None:
    """The control for closing."""
    halls: list[Hall] = []
    with hall_in(tmp_path / "eager.workshop", _eager(halls)) as hall:
        halls.append(hall)
        assert _wrong_after_races(hall, 5) > 0

"""Who may come in, on a clock that is given: PROMISES 27."""

from __future__ import annotations

import json
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

import pytest

from workshop_app.lan import room as rooms
from workshop_app.lan.room import CODE_LENGTH, LETTERS, Bucket, Entry, Room, new_code

if TYPE_CHECKING:
    from collections.abc import Iterator

HOURS = 8
CODES = len(LETTERS) ** CODE_LENGTH
MOST_LIKELY = 1e-4


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _guesses() -> Iterator[str]:
    """Every code but the right one may come: zeros are in none."""
    return (f"{number:06d}".replace("1", "0") for number in count())


def _compared_in_a_day(room: Room, clock: Clock) -> int:
    """How many guesses were compared with the code, where 300 addresses try all they can."""
    guesses, compared = _guesses(), 0
    for second in range(HOURS * 3600):
        for attempt in range(400 if second == 0 else 12):
            address = f"10.0.0.{(second * 7 + attempt) % 300}"
            compared += room.join_by_code(next(guesses), address) == Entry()
        clock.now += 1
    return compared


def test_guessing_for_eight_hours_finds_nothing() -> None:
    clock = Clock()
    compared = _compared_in_a_day(Room(clock=clock), clock)
    assert compared > HOURS * 3000, "the attack is weaker than the limit: nothing is shown"
    assert compared / CODES <= MOST_LIKELY


def test_without_the_limit_of_all_together_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the limit of each address alone is not enough."""
    monkeypatch.setattr(rooms, "WRONG_A_SECOND", 1000.0)
    monkeypatch.setattr(rooms, "WRONG_A_SECOND_EACH", 1.0)
    clock = Clock()
    assert _compared_in_a_day(Room(clock=clock), clock) / CODES > MOST_LIKELY


def test_codes_are_drawn_from_all_letters_alike() -> None:
    seen = Counter("".join(new_code() for _ in range(5000)))
    assert set(seen) == set(LETTERS)
    assert not set(LETTERS) & set("01OIL")
    mean = 5000 * CODE_LENGTH / len(LETTERS)
    assert all(abs(number - mean) < 6 * mean**0.5 for number in seen.values())


def test_while_somebody_guesses_the_right_code_waits_too_but_the_qr_code_does_not() -> None:
    clock = Clock()
    room = Room(clock=clock)
    for guess in range(rooms.WRONG_AT_ONCE_EACH):
        assert room.join_by_code(f"wrong{guess}", "a") == Entry()
    assert room.join_by_code(room.code, "a").wait > 0, "or the limit could be asked for the code"
    assert room.join_by_code(room.code, "b").cookie
    assert room.join_by_secret(room.secret, "a").cookie
    clock.now += 1 / rooms.WRONG_A_SECOND_EACH
    assert room.join_by_code(room.code, "a").cookie


def test_five_hundred_right_codes_need_not_wait() -> None:
    room = Room(clock=Clock())
    typed = [room.code.lower(), f"{room.code[:3]}-{room.code[3:]}", f" {room.code} "]
    cookies = {room.join_by_code(typed[n % 3], "192.168.1.9").cookie for n in range(500)}
    assert len(cookies - {""}) == room.joined == 500


@pytest.mark.parametrize("secret", ["", "0" * 32, "é" * 16, "\ud800"])
def test_a_wrong_secret_is_wrong(secret: str) -> None:
    room = Room()
    assert room.join_by_secret(secret, "a") == room.join_by_code(secret, "a") == Entry()


def test_a_room_is_full_at_some_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST_DEVICES", 2)
    room = Room()
    entries = [room.join_by_secret(room.secret, "a") for _ in range(3)]
    assert [bool(entry.cookie) for entry in entries] == [True, True, False]
    assert entries[2].wait


def test_one_address_fills_no_room() -> None:
    clock = Clock()
    room = Room(clock=clock)
    at_once = rooms.JOINED_AT_ONCE_EACH
    entries = [room.join_by_secret(room.secret, "a") for _ in range(at_once + 50)]
    assert sum(bool(entry.cookie) for entry in entries) == room.joined == at_once
    assert entries[-1].wait > 0
    assert room.join_by_code(room.code, "a").wait > 0, "the code lets in no more"
    assert room.join_by_secret(room.secret, "b").cookie
    clock.now += 8 * 3600
    assert room.join_by_secret(room.secret, "a").cookie


def _fill(room: Room) -> int:
    """Somebody with the link and nine addresses; returns how many devices they got."""
    joins = [
        room.join_by_secret(room.secret, f"10.0.0.{host}")
        for host in range(9)
        for _ in range(rooms.JOINED_AT_ONCE_EACH)
    ]
    return sum(bool(entry.cookie) for entry in joins)


def test_a_room_full_of_devices_that_are_no_phones_lets_phones_in() -> None:
    clock = Clock()
    room = Room(clock=clock)
    early = room.admit()
    assert room.device(early)
    assert _fill(room) == rooms.MOST_DEVICES - 1
    assert room.join_by_code(room.code, "b").wait == rooms.FULL_FOR
    clock.now += rooms.FULL_FOR + 1
    cookies = [room.join_by_code(room.code, "b").cookie for _ in range(100)]
    assert all(room.device(cookie) for cookie in (early, *cookies))
    assert room.joined == rooms.MOST_DEVICES
    assert len(room.kept()["devices"]) == 101, "a restart brings the phones back and nothing else"


@pytest.mark.parametrize("way_out", ["new code", "restart"])
def test_a_new_code_and_a_restart_end_it(way_out: str) -> None:
    clock = Clock()
    room = Room(clock=clock)
    phone = room.admit()
    assert room.device(phone)
    _fill(room)
    clock.now += rooms.SILENT_AFTER_JOINING + 1
    if way_out == "restart":
        room = Room(clock=clock, kept=room.kept())
    else:
        room.renew()
    assert room.joined == 1
    assert room.device(phone)


def test_devices_that_asked_once_give_way_too_but_nobody_who_voted_or_asks() -> None:
    clock = Clock()
    room = Room(clock=clock)
    voter, other = room.admit(), room.admit()
    for entry in [room.join_by_secret(room.secret, f"{n % 9}") for n in range(5_000)]:
        assert room.device(entry.cookie) or entry.wait
    room.mark_voter(room.device(voter))
    clock.now += rooms.SILENT
    assert room.device(other)
    assert room.join_by_code(room.code, "b").wait
    clock.now += 1
    assert room.join_by_code(room.code, "b").cookie, "one makes place"
    assert room.joined == rooms.MOST_DEVICES
    room.renew()
    assert room.joined == 3
    assert room.device(voter)
    assert room.device(other)


def test_what_is_kept_brings_the_devices_back_and_no_cookie() -> None:
    room = Room()
    cookie = room.admit()
    kept = json.dumps(room.kept())
    assert cookie not in kept
    again = Room(kept=json.loads(kept))
    assert (again.secret, again.code) == (room.secret, room.code)
    assert again.device(cookie) == room.device(cookie) != ""
    assert Room().device(cookie) == again.device("0" * 32) == ""


def test_a_new_code_lets_in_who_has_it_and_puts_nobody_out() -> None:
    room = Room()
    cookie, secret, code = room.admit(), room.secret, room.code
    room.renew()
    assert room.device(cookie)
    assert not room.join_by_secret(secret, "a").cookie
    assert not room.join_by_code(code, "a").cookie
    assert room.join_by_secret(room.secret, "a").cookie
    assert room.join_by_code(room.code, "a").cookie
    assert Room(kept=room.kept()).code == room.code


def test_a_seat_says_nothing_about_the_device_and_is_another_in_each_round() -> None:
    room = Room()
    device = room.device(room.admit())
    seats = []
    for round_ in ("one", "two", "x" * 200):
        room.begin_round(round_)
        seats.append(room.seat(device))
        assert not room.has_saved(seats[-1])
        room.mark_saved(seats[-1])
        room.begin_round(round_)
        assert room.has_saved(seats[-1])
    assert len(set(seats)) == 3
    room.begin_round("one")
    assert room.seat(device) == seats[0], "a round that comes back knows who has voted in it"
    assert room.has_saved(seats[0])
    assert all(len(seat) == 32 and seat not in device for seat in seats)


def test_a_bucket_fills_again_and_never_over() -> None:
    clock = Clock()
    bucket = Bucket(2, 0.5, clock)
    assert [bucket.wait() for _ in range(3)] == [0, 0, 2]
    clock.now += 2
    assert [bucket.wait(), bucket.wait()] == [0, 2]
    clock.now += 1000
    assert [bucket.wait() for _ in range(3)] == [0, 0, 2]
    bucket.give_back()
    assert bucket.wait() == 0


def test_a_crowd_of_addresses_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST_ADDRESSES", 50)
    room = Room()
    for number in range(500):
        room.join_by_code("wrong", str(number))
    assert len(room._wrong_of._of) == 50  # noqa: SLF001 - a limit that nothing else shows

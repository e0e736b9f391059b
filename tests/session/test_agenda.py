"""The agenda's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop_app.session.agenda import Slot, schedule

START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def _at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def _slots(*times: tuple[float | None, float | None]) -> list[Slot]:
    return [
        Slot(
            f"s{index}",
            index,
            "x",
            10,
            None if begun is None else _at(begun),
            None if over is None else _at(over),
        )
        for index, (begun, over) in enumerate(times)
    ]


def _minutes(
    now: float, current: str | None, *times: tuple[float | None, float | None]
) -> tuple[list[float], int]:
    found = schedule(_slots(*times), START, _at(now), current)
    starts = [(entry.expected - START).total_seconds() / 60 for entry in found.times]
    return starts, found.drift


def test_before_the_day_everything_is_as_planned() -> None:
    assert _minutes(-60, None, (None, None), (None, None), (None, None)) == ([0, 10, 20], 0)


def test_a_late_start_shifts_what_is_ahead() -> None:
    starts, drift = _minutes(8, "s0", (4, None), (None, None), (None, None))
    assert (starts, drift) == ([4, 14, 24], 4)


def test_a_slot_that_overruns_grows_the_drift_by_the_minute() -> None:
    starts, drift = _minutes(27, "s1", (0, 10), (10, None), (None, None))
    assert (starts, drift) == ([0, 10, 27], 7)


def test_a_slot_that_ends_early_gives_time_back() -> None:
    starts, drift = _minutes(6, "s1", (0, 6), (6, None), (None, None))
    assert (starts, drift) == ([0, 6, 16], -4)


def test_a_skipped_slot_stays_ahead_until_it_is_held() -> None:
    found = schedule(_slots((0, 10), (None, None), (10, None)), START, _at(12), "s2")
    assert [entry.state for entry in found.times] == ["done", "ahead", "now"]


# -- several days ------------------------------------------------------------------------

DAY = 24 * 60
Held = tuple[float, float] | tuple[float, None] | None


def _days(*days: tuple[Held, ...]) -> list[Slot]:
    """Slots of an hour; those held with their minutes after the start."""
    found: list[Slot] = []
    for number, held in enumerate(days, 1):
        for times in held:
            begun, over = times or (None, None)
            key = f"d{number}.{len([slot for slot in found if slot.day == number])}"
            found.append(
                Slot(
                    key,
                    len(found) + 1,
                    "x",
                    60,
                    None if begun is None else _at(begun),
                    None if over is None else _at(over),
                    number,
                )
            )
    return found


def test_each_day_ends_by_itself_and_its_drift_is_its_own() -> None:
    slots = _days(((20, None), None), (None, None))
    first = schedule(slots, START, _at(30), "d1.0")
    assert (first.day, first.drift, first.planned_end) == (1, 20, _at(120))
    assert first.planned_start == START
    second = [time.expected for time in first.times if time.slot.day == 2]
    assert second == [_at(DAY), _at(DAY + 60)]


def test_the_second_day_begins_without_the_drift_of_the_first() -> None:
    slots = _days(((20, 80), (80, 150)), ((DAY + 5, None), None))
    found = schedule(slots, START, _at(DAY + 10), "d2.0")
    assert (found.day, found.drift) == (2, 5)
    assert (found.planned_start, found.planned_end) == (_at(DAY), _at(DAY + 120))


def test_a_slot_left_on_overnight_takes_no_night() -> None:
    """Nobody pressed anything at the end of the first day; the second has not drifted."""
    slots = _days(((0, 60), (60, None)), (None, None))
    evening = schedule(slots, START, _at(200), "d1.1")
    assert (evening.day, evening.drift) == (1, 80)
    before = schedule(slots, START, _at(DAY - 10), "d1.1")
    assert (before.day, before.drift, before.planned_end) == (2, 0, _at(DAY + 120))
    late = schedule(slots, START, _at(DAY + 15), "d1.1")
    assert (late.day, late.drift) == (2, 15)


def test_both_days_in_one_go_are_each_on_time() -> None:
    """For practice the second day begins when its first slot is reached."""
    slots = _days(((0, 60), (60, 120)), ((125, None), None))
    found = schedule(slots, START, _at(130), "d2.0")
    assert (found.day, found.drift) == (2, 0)
    assert found.planned_end == _at(125 + 120)


def test_practice_on_another_date_has_no_night_either() -> None:
    slots = _days(((9 * DAY, None), None), (None, None))
    found = schedule(slots, START, _at(9 * DAY + 70), "d1.0")
    assert (found.day, found.drift) == (1, 10)
    assert [time.planned for time in found.times] == [
        _at(9 * DAY), _at(9 * DAY + 60), _at(10 * DAY), _at(10 * DAY + 60)
    ]


def test_on_its_date_the_plan_counts_though_it_was_practised_before() -> None:
    slots = _days(((-3 * DAY, -3 * DAY + 60), None), ((-3 * DAY + 60, -3 * DAY + 120), None))
    found = schedule(slots, START, _at(DAY + 3), None)
    assert found.times[2].planned == _at(DAY)


def test_what_is_skipped_takes_no_time_and_a_late_start_still_counts() -> None:
    slots = _days(((0, 60),), (None, None))
    slots[1] = slots[1]._replace(state="skipped")
    found = schedule(slots, START, _at(DAY + 10), None)
    assert [time.state for time in found.times] == ["done", "skipped", "ahead"]
    assert found.times[2].expected == _at(DAY + 10)
    assert found.drift == -50


# -- going back, and what comes back ----------------------------------------------------


def test_what_is_over_behind_the_current_slot_never_turns_the_clock_back() -> None:
    slots = _slots((30, None), (10, 25), (None, None))
    slots[1] = slots[1]._replace(minutes=15)
    found = schedule(slots, START, _at(30), "s0")
    assert [time.state for time in found.times] == ["now", "done", "ahead"]
    assert found.times[2].expected == _at(40)
    assert found.drift == 15


def test_what_was_jumped_over_is_still_to_come() -> None:
    starts, drift = _minutes(12, "s2", (0, 10), (None, None), (10, None), (None, None))
    assert (starts, drift) == ([0, 20, 10, 30], 0)


_HELD = st.none() | st.tuples(st.integers(0, 100), st.integers(0, 30))
_LINES = st.lists(st.tuples(st.integers(1, 40), _HELD), min_size=1, max_size=8)


def _played(lines: list[tuple[int, tuple[int, int] | None]], on: int, now: int) -> list[Slot]:
    """Slots held in any order; the one at ``on`` is on since ten minutes."""
    slots = []
    for number, (minutes, held) in enumerate(lines):
        begun = _at(held[0]) if held else None
        over = _at(held[0] + held[1]) if held else None
        if number == on:
            begun, over = _at(now - 10), None
        slots.append(Slot(f"s{number}", number, "x", minutes, begun, over))
    return slots


@given(_LINES, st.integers(0, 7), st.data())
def test_what_is_ahead_follows_from_all_that_was_held(
    lines: list[tuple[int, tuple[int, int] | None]], on: int, data: st.DataObject
) -> None:
    on, now = min(on, len(lines) - 1), 140
    slots = _played(lines, on, now)
    found = schedule(slots, START, _at(now), f"s{on}")
    ahead = [time for time in found.times if time.state == "ahead"]
    reached = max(time.until for time in found.times if time.state != "ahead")
    for time in ahead:
        assert time.expected == reached >= _at(now)
        reached += time.slot.length
    assert found.expected_end == reached
    for time in found.times:
        if time.state == "done":
            assert (time.expected, time.until) == (time.slot.started_at, time.slot.ended_at)
    mixed = schedule(data.draw(st.permutations(slots)), START, _at(now), f"s{on}")
    assert (mixed.expected_end, mixed.drift) == (found.expected_end, found.drift)


# -- at another time than planned --------------------------------------------------------


@given(st.integers(-400 * DAY, 400 * DAY))
def test_until_it_has_begun_the_plan_shows_whatever_the_date(now: int) -> None:
    slots = _days((None, None), (None,))
    found = schedule(slots, START, _at(now), None)
    assert [time.expected for time in found.times] == [_at(0), _at(60), _at(DAY)]
    assert (found.planned_start, found.planned_end, found.drift) == (START, _at(120), 0)


@given(st.integers(-400 * DAY, 400 * DAY).filter(lambda late: abs(late) >= 120))
def test_begun_at_quite_another_time_the_clock_runs_from_there(late: int) -> None:
    slots = _days(((late, None), None))
    found = schedule(slots, START, _at(late + 5), "d1.0")
    assert (found.planned_start, found.drift) == (_at(late), 0)
    assert found.expected_end == _at(late + 120)


def test_a_late_start_of_the_plan_is_late() -> None:
    found = schedule(_days(((90, None), None)), START, _at(95), "d1.0")
    assert (found.planned_start, found.drift) == (START, 90)


def test_what_was_practised_before_is_ahead_again_on_its_day() -> None:
    eve = -14 * 60
    slots = _days(((eve, eve + 50), (eve + 50, eve + 99)))
    morning = schedule(slots, START, _at(-30), None)
    assert [time.state for time in morning.times] == ["ahead", "ahead"]
    assert (morning.expected_end, morning.drift) == (_at(120), 0)
    slots[0] = slots[0]._replace(started_at=_at(5), ended_at=None)
    on = schedule(slots, START, _at(20), "d1.0")
    assert [time.state for time in on.times] == ["now", "ahead"]
    assert on.drift == 5


def test_practice_of_practice_counts_from_the_last() -> None:
    first, again = -5 * DAY, -2 * DAY
    slots = _days(((again, None), (first + 60, first + 120), None))
    found = schedule(slots, START, _at(again + 70), "d1.0")
    assert [time.state for time in found.times] == ["now", "done", "ahead"]
    assert (found.planned_start, found.drift) == (_at(again), 10)


def test_a_day_held_a_day_later_pushes_the_next() -> None:
    """The first day is held on the date of the second."""
    slots = _days(((DAY, None), None), (None,))
    found = schedule(slots, START, _at(DAY + 10), "d1.0")
    assert (found.day, found.drift, found.times[2].planned) == (1, 0, _at(2 * DAY))


def test_one_day_left_on_takes_no_night_either() -> None:
    slots = _days(((0, 60), (60, None), None))
    found = schedule(slots, START, _at(3 * DAY), "d1.1")
    assert found.drift == 0

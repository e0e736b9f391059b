"""The agenda's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

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

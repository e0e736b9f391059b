"""The agenda's clock: when each slot starts and ends, and how far the day has drifted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Slot(NamedTuple):
    """One line of the agenda: planned minutes, and when it really began and ended."""

    key: str
    position: int
    activity: str
    minutes: int
    started_at: datetime | None
    ended_at: datetime | None
    day: int = 1
    state: str = "planned"
    """``planned``, ``skipped`` today, or ``out`` of the agenda with what was captured."""


class SlotTime(NamedTuple):
    """A slot with its clock times: as planned before the day, and as expected now."""

    slot: Slot
    planned: datetime
    expected: datetime
    state: str
    """``done``, ``now``, ``ahead`` or ``skipped``."""


class Schedule(NamedTuple):
    """The whole agenda seen from ``now``; ``drift`` is minutes late (negative: early).

    The ends are those of the day that is on, or of the first that is still ahead.
    """

    times: tuple[SlotTime, ...]
    planned_end: datetime
    expected_end: datetime

    @property
    def drift(self) -> int:
        """Whole minutes between expected and planned end, rounded towards zero."""
        return int((self.expected_end - self.planned_end).total_seconds() / 60)


def schedule(
    slots: Sequence[Slot], starts_at: datetime, now: datetime, current: str | None
) -> Schedule:
    """Lay the slots on the clock; every day begins at the hour the first began.

    A slot that is over keeps the time it really took; the current one takes at least its
    planned minutes; a skipped one takes none. Before the first slot begins nothing has drifted.
    """
    planned = running = starts_at
    times: list[SlotTime] = []
    ends: dict[int, tuple[datetime, datetime]] = {}
    begun = any(slot.started_at for slot in slots)
    day = 1
    for slot in slots:
        if slot.day > day:
            day = slot.day
            planned = starts_at + timedelta(days=day - 1)
            running = max(running, planned)
        length = timedelta(minutes=slot.minutes)
        if slot.key == current and slot.started_at:
            state, start = "now", slot.started_at
            end = max(start + length, now)
        elif slot.ended_at and slot.started_at:
            state, start, end = "done", slot.started_at, slot.ended_at
        elif slot.state == "skipped":
            state, start, end = "skipped", running, running
        else:
            state = "ahead"
            start = max(running, now) if begun and running < now and _after(times) else running
            end = start + length
        times.append(SlotTime(slot, planned, start, state))
        planned += length
        running = end if state == "done" else max(end, running)
        ends[slot.day] = (planned, running)
    return Schedule(tuple(times), *ends.get(_day_on(times), (planned, running)))


def _day_on(times: Sequence[SlotTime]) -> int:
    """The day of the slot that is on; else of the first ahead; else the last."""
    for state in ("now", "ahead"):
        found = next((time.slot.day for time in times if time.state == state), None)
        if found is not None:
            return found
    return times[-1].slot.day if times else 1


def _after(times: Sequence[SlotTime]) -> bool:
    return bool(times) and times[-1].state in ("now", "done")

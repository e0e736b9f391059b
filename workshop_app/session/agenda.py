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


class SlotTime(NamedTuple):
    """A slot with its clock times: as planned before the day, and as expected now."""

    slot: Slot
    planned: datetime
    expected: datetime
    state: str
    """``done``, ``now`` or ``ahead``."""


class Schedule(NamedTuple):
    """The whole agenda seen from ``now``; ``drift`` is minutes late (negative: early)."""

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
    """Lay the slots on the clock.

    A slot that is over keeps the time it really took; the current one takes at least its
    planned minutes; before the first slot begins nothing has drifted.
    """
    planned = starts_at
    running = starts_at
    times: list[SlotTime] = []
    begun = any(slot.started_at for slot in slots)
    for slot in slots:
        length = timedelta(minutes=slot.minutes)
        if slot.key == current and slot.started_at:
            state, start = "now", slot.started_at
            end = max(start + length, now)
        elif slot.ended_at and slot.started_at:
            state, start, end = "done", slot.started_at, slot.ended_at
        else:
            state = "ahead"
            start = max(running, now) if begun and running < now and _after(times) else running
            end = start + length
        times.append(SlotTime(slot, planned, start, state))
        planned += length
        running = max(end, running) if state != "done" else end
    return Schedule(tuple(times), planned, running)


def _after(times: Sequence[SlotTime]) -> bool:
    return bool(times) and times[-1].state in ("now", "done")

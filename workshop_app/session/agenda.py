"""The agenda's clock: when each slot starts and ends, and how far the day has drifted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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

    Begin and ends are those of the day that is on, or of the first that is still ahead.
    """

    times: tuple[SlotTime, ...]
    planned_end: datetime
    expected_end: datetime
    planned_start: datetime
    day: int = 1

    @property
    def drift(self) -> int:
        """Whole minutes between expected and planned end, rounded towards zero."""
        return int((self.expected_end - self.planned_end).total_seconds() / 60)


def day_start(starts_at: datetime, day: int) -> datetime:
    """When a day of the agenda begins: at the hour the first does, also where clocks change."""
    first = starts_at.astimezone()
    return datetime.combine(first.date() + timedelta(days=day - 1), first.time()).astimezone()


def days_of(slots: Sequence[Slot]) -> int:
    """How many days the agenda has."""
    return max((slot.day for slot in slots), default=1)


def schedule(
    slots: Sequence[Slot], starts_at: datetime, now: datetime, current: str | None
) -> Schedule:
    """Lay the slots on the clock; every day begins at the hour the first began.

    A day that is held on another date than its own, such as for practice, begins when its
    first slot began. A slot that is over keeps the time it really took; the current one takes at
    least its planned minutes, but not the night; a skipped one takes none. Before the first slot
    begins nothing has drifted.
    """
    begins = _begins(slots, starts_at, now)
    today = max((day for day, at in begins.items() if _date(at) <= _date(now)), default=1)
    planned = running = starts_at
    times: list[SlotTime] = []
    ends: dict[int, tuple[datetime, datetime]] = {}
    begun = any(slot.started_at for slot in slots)
    day = 0
    for slot in slots:
        if slot.day > day:
            day = slot.day
            planned = running = begins[day]
        length = timedelta(minutes=slot.minutes)
        if slot.key == current and slot.started_at:
            state, start = "now", slot.started_at
            end = start + length if slot.day < today else max(start + length, now)
        elif slot.ended_at and slot.started_at:
            state, start, end = "done", slot.started_at, slot.ended_at
        elif slot.state == "skipped":
            state, start, end = "skipped", running, running
        else:
            state = "ahead"
            late = begun and running < now and _after(times)
            start = max(running, now) if late else running
            end = start + length
        times.append(SlotTime(slot, planned, start, state))
        planned += length
        running = end if state == "done" else max(end, running)
        ends[day] = (planned, running)
    on = _day_on(times, today)
    return Schedule(
        tuple(times), *ends.get(on, (planned, running)), begins.get(on, starts_at), on
    )


def _date(moment: datetime) -> date:
    return moment.astimezone().date()


def _begins(slots: Sequence[Slot], starts_at: datetime, now: datetime) -> dict[int, datetime]:
    """When each day begins by its plan; on its own date always as it was planned."""
    begins: dict[int, datetime] = {}
    first = starts_at
    for day in sorted({slot.day for slot in slots}):
        own, planned = day_start(starts_at, day), day_start(first, day)
        held = [slot.started_at for slot in slots if slot.day == day and slot.started_at]
        if _date(own) == _date(now):
            planned = own
        elif held and _date(min(held)) != _date(planned):
            planned = min(held)
        begins[day] = planned
        first = planned if day == 1 else first
    return begins


def _day_on(times: Sequence[SlotTime], today: int) -> int:
    """The day of the slot that is on; else of the first ahead; else the last."""
    days = [time.slot.day for time in times if time.state == "now"]
    ahead = [time.slot.day for time in times if time.state == "ahead"]
    if days and not (days[0] < today and ahead):
        return days[0]
    return (ahead or [time.slot.day for time in times[-1:]] or [1])[0]


def _after(times: Sequence[SlotTime]) -> bool:
    """Whether what comes next comes after something that was held."""
    return next((t.state for t in reversed(times) if t.state != "skipped"), "") in ("now", "done")

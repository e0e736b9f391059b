"""The agenda's clock: when each slot starts and ends, and how far the day has drifted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST: Final = timedelta(hours=8)
"""No slot takes longer: what began longer ago was held another time."""

_LEAST_ROOM: Final = timedelta(hours=2)
"""How early or late even a short day may begin and still be held as it was planned."""


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

    @property
    def length(self) -> timedelta:
        """The time it should take."""
        return timedelta(minutes=self.minutes)


class SlotTime(NamedTuple):
    """A slot with its clock times: as planned before the day, and as expected now."""

    slot: Slot
    planned: datetime
    expected: datetime
    state: str
    """``done``, ``now``, ``ahead`` or ``skipped``."""

    until: datetime
    """When it ended, or is expected to."""


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

    def end_of(self, day: int) -> datetime:
        """When one of its days ended, or is expected to."""
        return max(time.until for time in self.times if time.slot.day == day)


class _Day(NamedTuple):
    """When a day begins by its plan, and when it really began, if it did.

    Where it is held at another time, such as for practice, both are the same.
    """

    begins: datetime
    since: datetime | None

    def has(self, slot: Slot) -> bool:
        """Whether a slot was held this time, not when the day was practised before."""
        begun = slot.started_at
        return self.since is not None and begun is not None and begun >= self.since

    def had(self, slot: Slot) -> bool:
        """Whether a slot was held before the others, when those were held without a plan."""
        return self.begins == self.since and not self.has(slot) and slot.ended_at is not None


class _Laid(NamedTuple):
    """A day on the clock; ``runs`` says whether the time that goes by now is its own."""

    times: list[SlotTime]
    planned_end: datetime
    expected_end: datetime
    runs: bool


def day_start(starts_at: datetime, day: int) -> datetime:
    """When a day of the agenda begins: at the hour the first does, also where clocks change."""
    first = starts_at.astimezone()
    return datetime.combine(first.date() + timedelta(days=day - 1), first.time()).astimezone()


def days_of(slots: Sequence[Slot]) -> int:
    """How many days the agenda has."""
    return max((slot.day for slot in slots), default=1)


def is_past(moment: datetime | None, now: datetime) -> bool:
    """Whether something is too long ago to belong to what is held now."""
    return moment is not None and now - moment > LONGEST


def schedule(
    slots: Sequence[Slot], starts_at: datetime, now: datetime, current: str | None
) -> Schedule:
    """Lay the slots on the clock; every day begins at the hour the first began.

    Until it has begun a day is as it was planned, whatever the date. One that is held at quite
    another time, such as for practice, begins when its first slot began. A slot that is over keeps
    the time it really took; the current one takes at least its planned minutes, but not the
    night; a skipped one takes none. Those ahead follow one another from the end of all that was
    held, never from before now. Before the first slot begins nothing has drifted.
    """
    days = _days(slots, starts_at, now)
    begun = any(day.since for day in days.values())
    laid = {
        number: _lay([slot for slot in slots if slot.day == number], day, now, current, begun=begun)
        for number, day in days.items()
    }
    found = {time.slot.key: time for of_day in laid.values() for time in of_day.times}
    times = tuple(found[slot.key] for slot in slots)
    if not times:
        return Schedule((), starts_at, starts_at, starts_at)
    on = _day_on(times, days, laid, now) if begun else times[0].slot.day
    return Schedule(times, laid[on].planned_end, laid[on].expected_end, days[on].begins, on)


def _date(moment: datetime) -> date:
    return moment.astimezone().date()


def _days(slots: Sequence[Slot], starts_at: datetime, now: datetime) -> dict[int, _Day]:
    """When each day begins; on its own date as planned, though it was practised before."""
    days: dict[int, _Day] = {}
    first, before = starts_at, None
    for number in sorted({slot.day for slot in slots}):
        of_day = [slot for slot in slots if slot.day == number]
        own = day_start(starts_at, number)
        today = _date(own) == _date(now) and (before is None or _date(before) < _date(own))
        since = _since(of_day)
        if since is not None and abs(since - own) < max(_length(of_day), _LEAST_ROOM):
            day = _Day(own, since)
        elif since is None or (before and since < before) or (today and _last(of_day) < _date(own)):
            day = _Day(own if today else day_start(first, number), None)
        else:
            day = _Day(since, since)
        days[number] = day
        before = day.begins
        first = before if number == 1 else first
    return days


def _since(slots: Sequence[Slot]) -> datetime | None:
    """When the first slot began of those that were held together last."""
    begun = sorted((slot.started_at for slot in slots if slot.started_at), reverse=True)
    since = begun[0] if begun else None
    for earlier in begun:
        if since is not None and not is_past(earlier, since):
            since = earlier
    return since


def _last(slots: Sequence[Slot]) -> date:
    """The last date on which one of these slots was begun."""
    return max(_date(slot.started_at) for slot in slots if slot.started_at)


def _length(slots: Sequence[Slot]) -> timedelta:
    return sum((slot.length for slot in slots), timedelta())


def _lay(
    slots: Sequence[Slot], day: _Day, now: datetime, current: str | None, *, begun: bool
) -> _Laid:
    """One day on the clock."""
    told = [slot.ended_at or slot.started_at for slot in slots if day.has(slot)]
    last = max((moment for moment in told if moment), default=None)
    if last is None:
        runs = begun and _date(day.begins) == _date(now)
    else:
        runs = _date(last) == _date(now) or not is_past(last, now)
    held: dict[str, tuple[str, datetime, datetime]] = {}
    for slot in slots:
        start, over = slot.started_at, slot.ended_at
        if start and day.has(slot) and slot.key == current:
            end = start + slot.length
            held[slot.key] = ("now", start, max(end, now) if runs else end)
        elif start and over and (day.has(slot) or day.had(slot)):
            held[slot.key] = ("done", start, over)
    end = max((until for *_, until in held.values()), default=day.begins)
    running = max(end, now) if runs else end
    planned = day.begins
    times: list[SlotTime] = []
    for slot in slots:
        if slot.key in held:
            state, start, until = held[slot.key]
        else:
            skipped = slot.state == "skipped"
            state, start = "skipped" if skipped else "ahead", running
            running = until = start if skipped else start + slot.length
            end = end if skipped else until
        times.append(SlotTime(slot, planned, start, state, until))
        planned += timedelta() if day.had(slot) else slot.length
    return _Laid(times, planned, end, runs)


def _day_on(
    times: Sequence[SlotTime],
    days: Mapping[int, _Day],
    laid: Mapping[int, _Laid],
    now: datetime,
) -> int:
    """The day of the slot that is on, unless left on; else the first to come; else the last."""
    on = [time.slot.day for time in times if time.state == "now"]
    if on and laid[on[0]].runs:
        return on[0]
    ahead = [time.slot.day for time in times if time.state == "ahead"]
    coming = [day for day in ahead if _date(days[day].begins) >= _date(now)]
    return (coming or on or ahead or [times[-1].slot.day])[0]

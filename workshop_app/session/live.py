"""What is on stage this second, kept in the session file so that a restart comes back to it."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app import storage
from workshop_app.session.agenda import Slot, is_past
from workshop_app.storage import position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.storage import SessionFile

GRACE = timedelta(seconds=10)
"""How long 00:00 stays on stage before the countdown hides (LOOK, zero)."""


class Moment(NamedTuple):
    """A place in the workshop: slot, step within its activity, page of the picture (from 0)."""

    slot: str | None
    step: int = 0
    page: int = 0


class Timer(NamedTuple):
    """A countdown in seconds; ``started_at`` is ``None`` while it is paused."""

    total: float
    left: float
    started_at: datetime | None

    def remaining(self, now: datetime) -> float:
        """Seconds left at ``now``; negative once the time is over."""
        if self.started_at is None:
            return self.left
        return self.left - (now - self.started_at).total_seconds()


class Live(NamedTuple):
    """Where the console is, what the stage shows, and the countdown.

    ``surface`` is ``step``, ``blank`` or ``hold``, or ``join`` while the stage shows the way in
    for phones (`session.door`); ``frozen`` is the moment the stage keeps showing while the
    console moves on.
    """

    moment: Moment
    surface: str
    frozen: Moment | None
    timer: Timer

    @property
    def shown(self) -> Moment:
        """The moment the room sees when the stage is neither blank nor on hold."""
        return self.frozen or self.moment


def read_slots(file: SessionFile) -> list[Slot]:
    """The agenda in its order, with what was taken out of it."""
    stored = file.rows(
        "SELECT key, position, activity, minutes, started_at, ended_at, day, state "
        "FROM slot LEFT JOIN held ON held.slot = slot.key ORDER BY position"
    )
    return [
        Slot(key, position, activity, minutes, _when(started), _when(ended), day, state)
        for key, position, activity, minutes, started, ended, day, state in stored
    ]


def read_live(file: SessionFile) -> Live:
    """The stored state; a session that never began stands before its first slot."""
    row = file.row(
        "SELECT slot, step, page, surface, frozen, timer_total, timer_left, timer_started_at "
        "FROM live"
    )
    if row is None:
        return Live(Moment(None), "hold", None, Timer(0, 0, None))
    slot, step, page, surface, frozen, total, left, started = row
    return Live(
        Moment(slot, step, page), surface, _thawed(frozen), Timer(total, left, _when(started))
    )


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _thawed(text: str) -> Moment | None:
    if not text:
        return None
    slot, step, page = text.rsplit("/", 2)
    return Moment(slot or None, int(step), int(page))


def _change(file: SessionFile, **columns: object) -> None:
    position.keep(file, storage.tables.LiveRow.update(**columns))


def move(
    file: SessionFile,
    slots: Mapping[str, Slot],
    moment: Moment,
    now: datetime,
    minutes: float | None,
    *,
    surface: str = "step",
) -> None:
    """Go to a moment: close the slot left behind, begin the new one, set the countdown.

    ``minutes`` is the step's own time; without one the countdown shows what is left of the
    slot. A slot that is held again goes on, but one from another day, such as of a practice,
    begins anew. Moving is never undone by Ctrl+Z.
    """
    before = read_live(file).moment
    stamp = now.astimezone(UTC).isoformat()
    held = storage.tables.HeldRow
    slot = slots.get(moment.slot or "")
    again: dict[Any, str | None] = {held.ended_at: None}
    if slot is not None and before.slot != moment.slot and is_past(slot.started_at, now):
        again[held.started_at] = stamp
        slot = slot._replace(started_at=now)
    timer = _timer_for(slot, now, minutes)
    queries: list[Any] = [
        storage.tables.LiveRow.update(
            slot=moment.slot,
            step=moment.step,
            page=moment.page,
            surface=surface,
            timer_total=timer.total,
            timer_left=timer.left,
            timer_started_at=stamp if moment.slot else None,
        )
    ]
    if before.slot != moment.slot:
        if before.slot:
            queries.append(held.update(ended_at=stamp).where(held.slot == before.slot))
        if moment.slot:
            queries.append(
                held.insert(slot=moment.slot, started_at=stamp).on_conflict(
                    conflict_target=[held.slot], update=again
                )
            )
    position.keep(file, *queries)


def _timer_for(slot: Slot | None, now: datetime, minutes: float | None) -> Timer:
    if minutes is not None:
        return Timer(minutes * 60, minutes * 60, now)
    if slot is None:
        return Timer(0, 0, now)
    total = slot.minutes * 60.0
    gone = (now - slot.started_at).total_seconds() if slot.started_at else 0.0
    return Timer(total, max(total - gone, 0.0), now)


def turn_page(file: SessionFile, page: int) -> None:
    """Show another page of the same picture."""
    _change(file, page=page)


def set_surface(file: SessionFile, surface: str) -> None:
    """Show the step, nothing (``blank``) or the title card (``hold``)."""
    _change(file, surface=surface)


def set_frozen(file: SessionFile, moment: Moment | None) -> None:
    """Let the stage keep ``moment`` while the console moves on; ``None`` lets go."""
    text = f"{moment.slot or ''}/{moment.step}/{moment.page}" if moment else ""
    _change(file, frozen=text)


def pause_timer(file: SessionFile, now: datetime) -> None:
    """Stop the countdown, or go on from where it stopped."""
    timer = read_live(file).timer
    if timer.started_at is None:
        _change(file, timer_started_at=now.astimezone(UTC).isoformat())
    else:
        _change(file, timer_left=timer.remaining(now), timer_started_at=None)


def add_minutes(file: SessionFile, now: datetime, minutes: float) -> None:
    """Give or take time; the countdown never starts below zero."""
    timer = read_live(file).timer
    left = max(timer.remaining(now), 0.0) + minutes * 60
    running = timer.started_at is not None
    _change(
        file,
        timer_left=max(left, 0.0),
        timer_total=max(timer.total + minutes * 60, left, 0.0),
        timer_started_at=now.astimezone(UTC).isoformat() if running else None,
    )


def clock_text(seconds: float) -> str:
    """``04:20``; time that is over shows 00:00."""
    whole = max(math.ceil(seconds), 0)
    return f"{whole // 60:02d}:{whole % 60:02d}"

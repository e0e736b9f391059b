"""The agenda as a plan that can be changed: before the day at a desk, and while it runs.

Every change is one undoable edit. Nothing that was captured is ever lost by it: notes and votes
belong to the activity, and what is taken out of the agenda waits until it comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.method.again import held_again
from workshop_app.session.agenda import Slot
from workshop_app.session.workshop import end_of_phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Activity, Agenda, Method
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Edit

LONGEST_BLOCK = 100
"""Minutes without a pause from which the editor warns: the method's own agendas stay within it."""

LEAST, MOST = 1, 480
"""Minutes that a slot may have."""


class Concern(NamedTuple):
    """Something a facilitator may want to change; never a reason to refuse.

    ``kind`` is ``short``, ``long`` or ``block`` (for a slot), or ``phase``.
    """

    kind: str
    slot: str = ""
    phase: str = ""
    minutes: int = 0


class Outline(NamedTuple):
    """What an agenda adds up to; all in minutes."""

    total: int
    net: int
    longest_block: int
    days: tuple[tuple[int, int], ...]
    """Each day that has something, with its minutes."""

    warnings: tuple[Concern, ...]


def outline(slots: Sequence[Slot], method: Method) -> Outline:
    """Add up a plan and name what stands out. Skipped slots count no minutes."""
    on = [slot for slot in slots if slot.state == "planned"]
    pauses = {slot.key for slot in on if method.activities[slot.activity].pause}
    blocks = _blocks(on, pauses)
    warnings = [*_off_bounds(on, method)]
    warnings += [
        Concern("block", first.key, minutes=minutes)
        for first, minutes in blocks
        if minutes > LONGEST_BLOCK
    ]
    held = {method.activities[slot.activity].phase for slot in on}
    warnings += [
        Concern("phase", phase=phase.id) for phase in method.phases if phase.id not in held
    ]
    days = sorted({slot.day for slot in on})
    return Outline(
        sum(slot.minutes for slot in on),
        sum(slot.minutes for slot in on if slot.key not in pauses),
        max((minutes for _, minutes in blocks), default=0),
        tuple((day, sum(slot.minutes for slot in on if slot.day == day)) for day in days),
        tuple(warnings),
    )


def _blocks(slots: Sequence[Slot], pauses: set[str]) -> list[tuple[Slot, int]]:
    """The stretches without a pause: the slot each begins with, and its minutes."""
    blocks: list[tuple[Slot, int]] = []
    unbroken = False
    for before, slot in zip((None, *slots), slots, strict=False):
        if slot.key in pauses:
            unbroken = False
            continue
        if unbroken and before is not None and before.day == slot.day:
            first, minutes = blocks[-1]
            blocks[-1] = (first, minutes + slot.minutes)
        else:
            blocks.append((slot, slot.minutes))
        unbroken = True
    return blocks


def _off_bounds(slots: Sequence[Slot], method: Method) -> list[Concern]:
    found = []
    for slot in slots:
        activity = method.activities[slot.activity]
        if slot.minutes < activity.minutes_min:
            found.append(Concern("short", slot.key, minutes=activity.minutes_min))
        elif not activity.pause and slot.minutes > 2 * activity.minutes:
            found.append(Concern("long", slot.key, minutes=activity.minutes))
    return found


class Room(NamedTuple):
    """A slot that is still ahead and the minutes it could give."""

    slot: Slot
    minutes: int


def could_give(workshop: Workshop) -> list[Room]:
    """Which slots after the current one have room above their activity's minimum, most first."""
    moment = workshop.live().moment
    slots = workshop.slots()
    keys = [slot.key for slot in slots]
    after = keys.index(moment.slot) + 1 if moment.slot in keys else 0
    day = slots[after - 1].day if after else None
    found = [
        Room(slot, slot.minutes - workshop.method.activities[slot.activity].minutes_min)
        for slot in slots[after:]
        if slot.state == "planned" and slot.ended_at is None and day in (None, slot.day)
    ]
    return sorted((room for room in found if room.minutes > 0), key=lambda room: -room.minutes)


def _place(edit: Edit, slots: Sequence[Slot]) -> None:
    """Number the slots in this order."""
    row = storage.tables.SlotRow
    for position, slot in enumerate(slots, 1):
        if slot.position != position:
            edit.run(row.update(position=position).where(row.key == slot.key))


def add(
    workshop: Workshop,
    label: str,
    activity: str,
    place: int | None = None,
    minutes: int | None = None,
) -> Slot:
    """Put an activity into the agenda and return its slot.

    ``place`` counts from 0; without one it goes to the end of its phase. An activity that was
    taken out comes back, with its key and what it captured; one that is there already is held
    again, with captures of its own. Raises `UserError` for one the
    method does not have.
    """
    wanted = workshop.method.activity(activity)
    out = next((s for s in workshop.taken_out() if s.activity == activity), None)
    if out is not None:
        return bring_back(workshop, label, out, place)
    slots = workshop.slots()
    at = _end_of_phase(slots, workshop.method, wanted) if place is None else place
    day = _day_at(slots, at)
    length = wanted.minutes if minutes is None else checked(minutes)
    method = workshop.method
    if not wanted.pause and any(slot.activity == activity for slot in slots):
        method, activity = held_again(method, activity)
        # Known before the edit tells anybody of its slot; undoing it leaves it known, without one.
        workshop.carry(method)
    slot = Slot(storage.new_key(), at + 1, activity, length, None, None, day)
    with workshop.file.edit(label) as edit:
        if activity != wanted.id:
            edit.run(storage.tables.SessionRow.update(method=method.to_json()))
        edit.run(
            storage.tables.SlotRow.insert(
                key=slot.key, position=at + 1, activity=activity, minutes=length, day=day
            )
        )
        _make_room(edit, slots, at)
    return slot


def _day_at(slots: Sequence[Slot], at: int) -> int:
    """The day of the slot before a place, or of the first one."""
    return slots[min(max(at - 1, 0), len(slots) - 1)].day if slots else 1


def _make_room(edit: Edit, slots: Sequence[Slot], at: int) -> None:
    row = storage.tables.SlotRow
    for position, slot in enumerate(slots, 1):
        wanted = position + 1 if position > at else position
        if slot.position != wanted:
            edit.run(row.update(position=wanted).where(row.key == slot.key))


def _end_of_phase(slots: Sequence[Slot], method: Method, activity: Activity) -> int:
    return end_of_phase([slot.activity for slot in slots], method, activity.phase)


def take_out(workshop: Workshop, label: str, slot: Slot) -> None:
    """Take a slot out of the agenda; what was captured waits until it comes back.

    Raises `UserError` for the slot that is on stage.
    """
    _not_on_stage(workshop, slot)
    row = storage.tables.SlotRow
    with workshop.file.edit(label) as edit:
        edit.run(row.update(state="out").where(row.key == slot.key))
        _place(edit, [other for other in workshop.slots() if other.key != slot.key])


def bring_back(workshop: Workshop, label: str, slot: Slot, place: int | None = None) -> Slot:
    """Put a slot that was taken out into the agenda again; it joins the day of its place."""
    slots = workshop.slots()
    wanted = workshop.method.activity(slot.activity)
    at = _end_of_phase(slots, workshop.method, wanted) if place is None else place
    row = storage.tables.SlotRow
    back = slot._replace(state="planned", position=at + 1, day=_day_at(slots, at))
    columns = {"state": back.state, "position": back.position, "day": back.day}
    with workshop.file.edit(label) as edit:
        edit.run(row.update(**columns).where(row.key == slot.key))
        _make_room(edit, slots, at)
    return back


def _not_on_stage(workshop: Workshop, slot: Slot) -> None:
    if workshop.live().moment.slot == slot.key:
        raise UserError(
            "“{activity}” is on stage now.",
            "The agenda was not changed.",
            "Go to the next activity first.",
            activity=workshop.method.text(f"{slot.activity}.title", workshop.words.language),
        )


def move(workshop: Workshop, label: str, slot: Slot, place: int) -> None:
    """Put a slot at another place, counted from 0; it joins the day of the slot before it."""
    others = [other for other in workshop.slots() if other.key != slot.key]
    at = min(max(place, 0), len(others))
    ordered = [*others[:at], slot, *others[at:]]
    day = ordered[at - 1].day if at else 1
    row = storage.tables.SlotRow
    with workshop.file.edit(label) as edit:
        if day != slot.day:
            edit.run(row.update(day=day).where(row.key == slot.key))
        _place(edit, ordered)


def set_minutes(workshop: Workshop, label: str, slot: Slot, minutes: int) -> None:
    """Give a slot other minutes; raises `UserError` for a number no slot can have."""
    row = storage.tables.SlotRow
    with workshop.file.edit(label) as edit:
        edit.run(row.update(minutes=checked(minutes)).where(row.key == slot.key))


def checked(minutes: int) -> int:
    """The minutes, or a `UserError` for what no slot can have."""
    if LEAST <= minutes <= MOST:
        return minutes
    raise UserError(
        "A part of the agenda takes from {least} to {most} minutes, not {minutes}.",
        "The agenda was not changed.",
        "Type another number.",
        least=LEAST,
        most=MOST,
        minutes=minutes,
    )


def skip(workshop: Workshop, label: str, slot: Slot, *, skipped: bool) -> None:
    """Leave a slot out today, or take it up again; raises `UserError` for the one on stage."""
    _not_on_stage(workshop, slot)
    row = storage.tables.SlotRow
    with workshop.file.edit(label) as edit:
        state = "skipped" if skipped else "planned"
        edit.run(row.update(state=state).where(row.key == slot.key))


def split_before(workshop: Workshop, label: str, slot: Slot) -> None:
    """Let the next day begin with this slot, or join the days again where it already does."""
    slots = workshop.slots()
    at = next(place for place, other in enumerate(slots) if other.key == slot.key)
    before = slots[at - 1].day if at else 1
    step = -1 if slot.day > before else 1
    if at == 0:
        return
    row = storage.tables.SlotRow
    with workshop.file.edit(label) as edit:
        for other in slots[at:]:
            edit.run(row.update(day=max(other.day + step, 1)).where(row.key == other.key))


def start_from(workshop: Workshop, label: str, agenda: Agenda) -> None:
    """Replace the plan by an agenda of the method.

    What was held keeps its place at the front; what the new agenda does not have and that
    captured something goes to what was taken out.
    """
    kept = [slot for slot in workshop.slots() if slot.started_at is not None]
    waiting = [slot for slot in workshop.slots() if slot.started_at is None]
    waiting += workshop.taken_out()
    done = [slot.activity for slot in kept]
    row = storage.tables.SlotRow
    with workshop.file.edit(label) as edit:
        position = len(kept)
        before = kept[-1].day - 1 if kept else 0
        for line in agenda.slots:
            if line.activity in done:
                done.remove(line.activity)
                continue
            position += 1
            found = next((slot for slot in waiting if slot.activity == line.activity), None)
            day = max(line.day, before + 1)
            columns = {"position": position, "minutes": line.minutes, "day": day}
            if found is None:
                key = storage.new_key()
                edit.run(row.insert(key=key, activity=line.activity, **columns))
            else:
                waiting.remove(found)
                edit.run(row.update(state="planned", **columns).where(row.key == found.key))
        for slot in waiting:
            edit.run(row.update(state="out").where(row.key == slot.key))
        _place(edit, kept)

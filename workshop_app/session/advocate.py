"""Who speaks for the customer: one person, another one each half-day (METHOD §3, roles)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app import storage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Method
    from workshop_app.session.agenda import Slot
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop

ROLE: Final = "customer_advocate"

_LONG_PAUSE = 30
"""Minutes of a pause that divides a day, such as lunch."""

_HALF_DAYS_FROM = 300
"""Minutes of a day that has two halves even without such a pause."""


def halves(slots: Sequence[Slot], method: Method) -> dict[str, int]:
    """The half-day of every slot by its key, counted from 1 over all days.

    A day is divided after its longest pause of half an hour or more; without one a long day is
    divided in the middle of its minutes, and a short one not at all.
    """
    found: dict[str, int] = {}
    half = 0
    for day in sorted({slot.day for slot in slots}):
        half += 1
        today = [slot for slot in slots if slot.day == day]
        cut = _cut(today, method)
        for place, slot in enumerate(today):
            if place == cut:
                half += 1
            found[slot.key] = half
    return found


def _cut(today: Sequence[Slot], method: Method) -> int | None:
    """The place of the slot with which the second half begins."""
    pauses = [
        (slot.minutes, place)
        for place, slot in enumerate(today)
        if method.activities[slot.activity].pause and slot.minutes >= _LONG_PAUSE
    ]
    if pauses:
        place = max(pauses, key=lambda pause: pause[0])[1] + 1
        return place if place < len(today) else None
    total = sum(slot.minutes for slot in today)
    if total < _HALF_DAYS_FROM:
        return None
    gone = 0
    for place, slot in enumerate(today):
        if gone >= total / 2:
            return place
        gone += slot.minutes
    return None


def appointed(workshop: Workshop) -> dict[int, str]:
    """The key of the person for each half-day that has one."""
    return dict(workshop.file.rows("SELECT half, person FROM advocate ORDER BY half"))


def due(workshop: Workshop) -> int | None:
    """The half-day that is on and has no advocate yet; ``None`` when nobody is needed."""
    moment = workshop.live().moment
    half = halves(workshop.slots(), workshop.method).get(moment.slot or "")
    if half is None or ROLE not in workshop.method.roles or not workshop.people():
        return None
    return None if half in appointed(workshop) else half


def suggested(workshop: Workshop) -> Person | None:
    """Somebody who is there, has no other role and did not have this one yet.

    Of another band than the last advocate where that is possible, and rather somebody without
    weekly customer contact: who meets customers every week speaks for them anyway.
    """
    had = appointed(workshop)
    bands = workshop.method.band_of_level
    last = next((p for p in workshop.people() if p.key == had.get(max(had, default=0))), None)
    here = [
        person
        for person in workshop.people()
        if person.present and person.key not in had.values() and person.role in ("", ROLE)
    ]

    def order(person: Person) -> tuple[bool, bool, bool]:
        same = last is not None and bands.get(person.level or 0) == bands.get(last.level or 0)
        return person.role != ROLE, same, bool(person.contact)

    return min(here, key=order, default=None)


def appoint(workshop: Workshop, label: str, half: int, person: Person) -> None:
    """Give the role to one person for a half-day, and take it from who had it; undoable."""
    row, people = storage.tables.AdvocateRow, storage.tables.PersonRow
    with workshop.file.edit(label) as edit:
        edit.run(people.update(role="").where((people.role == ROLE) & (people.key != person.key)))
        edit.run(people.update(role=ROLE).where(people.key == person.key))
        edit.run(
            row.insert(half=half, person=person.key).on_conflict(
                conflict_target=[row.half], update={row.person: person.key}
            )
        )

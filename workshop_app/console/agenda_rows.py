"""The agenda as rows: phases with their sums, slots with their times. No Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.session.agenda import days_of

if TYPE_CHECKING:
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.session.agenda import SlotTime


class AgendaRow(NamedTuple):
    """The heading of a day (``phase`` empty) or a phase (``slot`` empty), or a slot.

    ``time`` is when a slot begins, or a phase's minutes with those that were planned.
    ``state`` is ``done``, ``now``, ``ahead``, ``skipped``, or ``open``: it was left and its vote
    goes on; ``share`` and ``left`` are for the
    slot that is on: how much of its time is gone, and what is left in words.
    """

    phase: str
    title: str
    minutes: str
    spoken: str
    slot: str = ""
    time: str = ""
    state: str = ""
    icon: str = ""
    share: float = 0.0
    left: str = ""
    number: str = ""


ICONS = {
    "done": "circle-check", "now": "play", "ahead": "circle", "skipped": "minus", "open": "vote",
}  # fmt: skip


def agenda_rows(snapshot: Snapshot) -> list[AgendaRow]:
    """Headings and slots in their order; a pause stays in the phase it interrupts.

    Where there are several days each begins with its heading, and its phase is named again.
    """
    rows: list[AgendaRow] = []
    phase = ""
    order = [entry.id for entry in snapshot.workshop.method.phases]
    several = days_of(snapshot.slots) > 1
    day = 0
    for of, times in _sections(snapshot):
        if times[0].slot.day != day:
            day, phase = times[0].slot.day, ""
            if several:
                rows.append(_day(snapshot, day))
        if of != phase and of in order:
            rows.append(_heading(snapshot, of, times, order.index(of) + 1))
            phase = of
        rows += [_line(snapshot, of, time) for time in times]
    return rows


def _day(snapshot: Snapshot, day: int) -> AgendaRow:
    times = [time for time in snapshot.schedule.times if time.slot.day == day]
    begin, last = times[0].planned.astimezone(), times[-1]
    end = last.planned.astimezone() + timedelta(minutes=last.slot.minutes)
    title, time = snapshot.words("agenda.day", n=day), f"{begin:%H:%M}–{end:%H:%M}"
    return AgendaRow("", title, time, f"{title}, {time}", time=time)


def _sections(snapshot: Snapshot) -> list[tuple[str, list[SlotTime]]]:
    sections: list[tuple[str, list[SlotTime]]] = []
    for time in snapshot.schedule.times:
        phase = snapshot.workshop.method.activities[time.slot.activity].phase
        before = sections[-1][1][-1].slot.day if sections else 0
        if time.slot.day != before and sections:
            sections.append((phase or sections[-1][0], []))
        elif not sections or (phase and phase != sections[-1][0]):
            sections.append((phase, []))
        sections[-1][1].append(time)
    return sections


def _heading(snapshot: Snapshot, phase: str, times: list[SlotTime], number: int) -> AgendaRow:
    words = snapshot.words
    held = [time for time in times if time.state != "skipped"]
    planned = sum(time.slot.minutes for time in held)
    took = planned
    if held and all(time.state == "done" for time in held):
        took = round(sum(_seconds(time) for time in held) / 60)
    name = snapshot.text(f"phases.{phase}.name")
    minutes = words("console.minutes", n=took)
    both = minutes
    if took != planned:
        both = words("console.agenda.took", minutes=minutes, planned=planned)
    return AgendaRow(phase, name, minutes, f"{name}, {both}", time=both, number=str(number))


def _seconds(time: SlotTime) -> float:
    slot = time.slot
    if slot.started_at is None or slot.ended_at is None:
        return slot.minutes * 60.0
    return (slot.ended_at - slot.started_at).total_seconds()


def _line(snapshot: Snapshot, phase: str, time: SlotTime) -> AgendaRow:
    words, slot = snapshot.words, time.slot
    activity = snapshot.workshop.method.activities[slot.activity]
    title = snapshot.title(slot.activity)
    clock = f"{time.expected.astimezone():%H:%M}"
    share, left = 0.0, ""
    if time.state == "now":
        gone = (snapshot.now - time.expected).total_seconds()
        share = gone / (slot.minutes * 60) if slot.minutes else 1.0
        rest = round((slot.minutes * 60 - gone) / 60)
        left = words("console.left", n=rest) if rest > 0 else words("console.over", n=-rest)
    pause = activity.pause and time.state == "ahead"
    left_open = time.state != "now" and slot.activity in snapshot.open_votes
    state = "open" if left_open else time.state
    spoken = words(
        f"console.agenda.spoken.{state}",
        title=title,
        time=clock,
        minutes=words("console.minutes", n=slot.minutes),
        left=left,
    )
    return AgendaRow(
        phase,
        title,
        "" if state == "skipped" else str(slot.minutes),
        spoken,
        slot.key,
        words("agenda.skipped_short") if state == "skipped" else clock,
        state,
        "coffee" if pause else ICONS[state],
        share,
        left,
    )

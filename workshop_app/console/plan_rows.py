"""The agenda editor as rows: the plan with its times, and what could be added. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.session import planning
from workshop_app.session.captured import Captured, read_captured

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.session.agenda import Slot, SlotTime
    from workshop_app.session.planning import Concern, Outline
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


class PlanRow(NamedTuple):
    """A day's heading (``slot`` is ``None``) or a slot of the plan.

    ``place`` counts slots from 0. ``time`` is when it began, or is expected to. ``mark`` says in
    words what stands out about it.
    """

    slot: Slot | None
    place: int
    phase: str
    title: str
    time: str
    minutes: str
    spoken: str
    mark: str = ""
    pause: bool = False
    held: bool = False
    on: bool = False


class LibraryRow(NamedTuple):
    """A phase's heading (``activity`` empty) or an activity that could be added.

    ``kept`` says in words what one that was taken out holds; empty for nothing.
    """

    activity: str
    phase: str
    title: str
    minutes: str
    spoken: str
    out: bool = False
    used: bool = False
    kept: str = ""


def plan_rows(snapshot: Snapshot, outline: Outline) -> list[PlanRow]:
    """The plan in its order, with a heading for each day where there are several."""
    words, method = snapshot.words, snapshot.workshop.method
    named = [concern for concern in reversed(outline.warnings) if concern.slot]
    marks = {concern.slot: mark(words, concern) for concern in named}
    day, phase = 0, ""
    several = len({slot.day for slot in snapshot.slots}) > 1
    rows: list[PlanRow] = []
    for place, time in enumerate(snapshot.schedule.times):
        if time.slot.day != day:
            day = time.slot.day
            if several:
                rows.append(_day(snapshot, day, outline, place))
        phase = method.activities[time.slot.activity].phase or phase
        rows.append(_row(snapshot, time, place, phase, marks.get(time.slot.key, "")))
    return rows


def _row(snapshot: Snapshot, time: SlotTime, place: int, phase: str, said: str) -> PlanRow:
    words, slot = snapshot.words, time.slot
    title = snapshot.title(slot.activity)
    minutes = words("console.minutes", n=slot.minutes)
    clock = _clock(time.expected)
    if slot.state == "skipped":
        said = words("agenda.skipped")
    pause = snapshot.workshop.method.activities[slot.activity].pause
    on = time.state == "now"
    held = on or time.state == "done"
    state = words(f"agenda.state.{time.state}") if held else ""
    spoken = ", ".join(part for part in (clock, title, minutes, state, said) if part)
    return PlanRow(slot, place, phase, title, clock, minutes, spoken, said, pause, held, on)


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def _day(snapshot: Snapshot, day: int, outline: Outline, place: int) -> PlanRow:
    words = snapshot.words
    title = words("agenda.day", n=day)
    length = duration(words, dict(outline.days).get(day, 0))
    minutes = words("agenda.day_ends", length=length, end=_clock(snapshot.schedule.end_of(day)))
    return PlanRow(None, place, "", title, "", minutes, f"{title}, {minutes}")


def end_of_day(snapshot: Snapshot) -> str:
    """When the day that is on ends, as the agenda beside the stage says it.

    Empty for an empty agenda.
    """
    schedule = snapshot.schedule
    if not schedule.times:
        return ""
    end, planned = _clock(schedule.expected_end), _clock(schedule.planned_end)
    if end == planned or snapshot.is_over:
        return end
    return snapshot.words("agenda.end_planned", end=end, planned=planned)


def duration(words: Words, minutes: int) -> str:
    """``6 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words("console.minutes", n=rest)
    if not rest:
        return words("agenda.hours", h=hours)
    return words("agenda.hours_minutes", h=hours, m=rest)


def mark(words: Words, concern: Concern) -> str:
    """What stands out about one slot."""
    return words(f"agenda.mark.{concern.kind}", minutes=concern.minutes)


def library_rows(workshop: Workshop, wanted: str) -> list[LibraryRow]:
    """What was taken out, then every activity by phase; ``wanted`` keeps titles that hold it."""
    words, method = workshop.words, workshop.method
    used = {slot.activity for slot in workshop.slots()}
    out = list(dict.fromkeys(slot.activity for slot in workshop.taken_out()))
    kept = read_captured(workshop.file) if out else {}
    sections = [("", words("agenda.taken_out"), out)]
    for phase in method.phases:
        found = [
            one.id
            for one in method.activities.values()
            if one.phase == phase.id and not one.again
        ]
        name = method.text(f"phases.{phase.id}.name", words.language)
        sections.append((phase.id, name, [id_ for id_ in found if id_ not in out]))
    pauses = [one.id for one in method.activities.values() if not one.phase]
    sections.append(("", words("agenda.pauses"), [id_ for id_ in pauses if id_ not in out]))
    rows: list[LibraryRow] = []
    for phase_id, name, activities in sections:
        lines = [
            _library_line(workshop, id_, kept.get(id_) if id_ in out else None,
                          out=id_ in out, used=id_ in used)
            for id_ in activities
        ]
        lines = [line for line in lines if wanted.casefold() in line.title.casefold()]
        if lines:
            rows.append(LibraryRow("", phase_id, name, "", name))
            rows += lines
    return rows


def _library_line(
    workshop: Workshop, activity: str, kept: Captured | None, *, out: bool, used: bool
) -> LibraryRow:
    words, method = workshop.words, workshop.method
    wanted = method.activities[activity]
    title = method.text(f"{activity}.title", words.language)
    minutes = words("agenda.bounds", least=wanted.minutes_min, most=wanted.minutes)
    state = words("agenda.is_out") if out else words("agenda.used") if used else ""
    holds = _kept(words, kept) if kept else ""
    spoken = ", ".join(part for part in (title, minutes, state, holds) if part)
    return LibraryRow(activity, wanted.phase, title, minutes, spoken, out, used, holds)


def _kept(words: Words, kept: Captured) -> str:
    """How much an activity holds: ``4 notes, 9 ballots``."""
    return ", ".join(
        words(f"agenda.kept.{name}", n=n) for name, n in kept._asdict().items() if n
    )


def concerns(workshop: Workshop, outline: Outline) -> list[str]:
    """What a facilitator may want to change, in sentences; never a reason to refuse."""
    words, method = workshop.words, workshop.method
    titles = {
        slot.key: method.text(f"{slot.activity}.title", words.language)
        for slot in workshop.slots()
    }
    return [
        words(
            f"agenda.concern.{one.kind}",
            title=titles.get(one.slot, ""),
            minutes=one.minutes,
            phase=method.text(f"phases.{one.phase}.name", words.language) if one.phase else "",
        )
        for one in outline.warnings
    ]


def could_give(workshop: Workshop) -> list[tuple[planning.Room, str]]:
    """What could be shortened while the day runs, with its words."""
    words, method = workshop.words, workshop.method
    return [
        (
            room,
            words(
                "agenda.give",
                title=method.text(f"{room.slot.activity}.title", words.language),
                minutes=room.minutes,
            ),
        )
        for room in planning.could_give(workshop)
    ]

"""The agenda editor as rows: the plan with its times, and what could be added. No Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.session import planning

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_app.session.agenda import Slot
    from workshop_app.session.planning import Concern, Outline
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


class PlanRow(NamedTuple):
    """A day's heading (``slot`` is ``None``) or a slot of the plan.

    ``place`` counts slots from 0. ``mark`` says in words what stands out about it.
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


class LibraryRow(NamedTuple):
    """A phase's heading (``activity`` empty) or an activity that could be added."""

    activity: str
    phase: str
    title: str
    minutes: str
    spoken: str
    out: bool = False
    used: bool = False


def plan_rows(workshop: Workshop, outline: Outline) -> list[PlanRow]:
    """The plan in its order, with a heading for each day where there are several."""
    words, method = workshop.words, workshop.method
    named = [concern for concern in reversed(outline.warnings) if concern.slot]
    marks = {concern.slot: mark(words, concern) for concern in named}
    start = workshop.info.start
    clock, day, phase = start, 0, ""
    several = len({slot.day for slot in workshop.slots()}) > 1
    rows: list[PlanRow] = []
    for place, slot in enumerate(workshop.slots()):
        if slot.day != day:
            day, clock = slot.day, start + timedelta(days=slot.day - 1)
            if several:
                rows.append(_day(words, day, outline, start, place))
        activity = method.activities[slot.activity]
        phase = activity.phase or phase
        title = method.text(f"{slot.activity}.title", words.language)
        minutes = words("console.minutes", n=slot.minutes)
        time = f"{clock.astimezone():%H:%M}"
        said = marks.get(slot.key, "")
        if slot.state == "skipped":
            said = words("agenda.skipped")
        else:
            clock += timedelta(minutes=slot.minutes)
        spoken = ", ".join(part for part in (time, title, minutes, said) if part)
        held = slot.started_at is not None
        rows.append(
            PlanRow(
                slot, place, phase, title, time, minutes, spoken, said, activity.pause, held
            )
        )
    return rows


def _day(words: Words, day: int, outline: Outline, start: datetime, place: int) -> PlanRow:
    title = words("agenda.day", n=day)
    planned = dict(outline.days).get(day, 0)
    end = start + timedelta(days=day - 1, minutes=planned)
    minutes = words(
        "agenda.day_ends", length=duration(words, planned), end=f"{end.astimezone():%H:%M}"
    )
    return PlanRow(None, place, "", title, "", minutes, f"{title}, {minutes}")


def end_of_day(workshop: Workshop, outline: Outline) -> str:
    """When the last day ends as planned; empty for an empty agenda."""
    if not outline.days:
        return ""
    day, minutes = outline.days[-1]
    end = workshop.info.start + timedelta(days=day - 1, minutes=minutes)
    return f"{end.astimezone():%H:%M}"


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
        lines = [_library_line(workshop, id_, out=id_ in out, used=id_ in used)
                 for id_ in activities]
        lines = [line for line in lines if wanted.casefold() in line.title.casefold()]
        if lines:
            rows.append(LibraryRow("", phase_id, name, "", name))
            rows += lines
    return rows


def _library_line(workshop: Workshop, activity: str, *, out: bool, used: bool) -> LibraryRow:
    words, method = workshop.words, workshop.method
    wanted = method.activities[activity]
    title = method.text(f"{activity}.title", words.language)
    minutes = words("agenda.bounds", least=wanted.minutes_min, most=wanted.minutes)
    state = words("agenda.has_input") if out else words("agenda.used") if used else ""
    spoken = ", ".join(part for part in (title, minutes, state) if part)
    return LibraryRow(activity, wanted.phase, title, minutes, spoken, out, used)


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

"""Collects what a booklet says from a session: the kinds draw, the booklet lays out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from workshop_app.assembly.booklet_about import colophon, guide, people, reading
from workshop_app.assembly.closing import closing_tables, insights
from workshop_app.assembly.fates import fate_tables
from workshop_app.assembly.material import Material
from workshop_app.assembly.over_time import Beside
from workshop_app.assembly.photos import photographs
from workshop_app.assembly.progress import read_progress
from workshop_app.assembly.spoken import words_in
from workshop_app.booklet.edition import Edition, Phase, Section, Stop
from workshop_app.booklet.paper import picture_room
from workshop_app.booklet.undisturbed import undisturbed
from workshop_app.figures.canvas import Canvas
from workshop_app.kinds import registry
from workshop_app.session.agenda import days_of
from workshop_app.session.holding import notice
from workshop_app.session.notes import read_notes
from workshop_app.session.votes import mode_words
from workshop_app.storage.tally import activities_named, rounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from workshop_app.booklet.build import Made
    from workshop_app.booklet.edition import Book, Colophon
    from workshop_app.method.question import Question
    from workshop_app.session.agenda import Slot
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


class Facts(TypedDict):
    """What every edition of a session says of it."""

    title: str
    day: date
    words: Words
    client: str
    place: str
    facilitator: str
    phases: tuple[Phase, ...]
    reading: tuple[Book, ...]
    colophon: Colophon
    days: int
    named: tuple[str, ...]


def make_booklet(
    workshop: Workshop,
    path: Path,
    paper: str = "a4",
    language: str | None = None,
    *,
    unreached: bool = True,
) -> Made:
    """Write the group's booklet as PDF, in the session's language unless another is asked for.

    The file is whole or absent. Returns how many pages it has and which characters its font
    lacks. ``unreached`` lists on the road what the day did not come to. Raises `UserError` for an
    unknown paper or language, or a place that cannot be written.
    """
    from workshop_app.booklet.build import build_booklet

    with undisturbed():
        edition = edition_of(workshop, paper, language, unreached=unreached)
        return build_booklet(edition, path, paper)


def edition_of(
    workshop: Workshop, paper: str = "a4", language: str | None = None, *, unreached: bool = True
) -> Edition:
    """Everything the booklet is made from, drawn for that paper; raises like `make_booklet`."""
    words = words_in(workshop, language)
    method, info = workshop.method, workshop.info
    material = Material(workshop, words)
    slots = [slot for slot in workshop.slots() if slot.activity in method.activities]
    held: dict[str, bool] = {}
    for slot in slots:
        held[slot.activity] = held.get(slot.activity, False) or workshop.held(slot)
    found = {
        id_: _section(material.context(id_), paper, held=was_held)
        for id_, was_held in held.items()
    }
    sections = tuple(section for section in found.values() if section is not None)
    taken = _insights(workshop, slots, material)
    shown = [material.context(section.key) for section in sections]
    facts = facts_of(workshop, words)
    facts["phases"] = _phases(
        workshop, slots, {section.key for section in sections}, words.language, unreached=unreached
    )
    dream = material.sentences("dream")
    return Edition(
        **facts,
        sections=(*sections, *taken),
        people=people(workshop.people()),
        guide=guide(shown, info.minimum_group),
        subtitle=dream[0].text if dream else "",
        progress=_progress(workshop, words, paper, shown),
    )


def _progress(
    workshop: Workshop, words: Words, paper: str, shown: Sequence[Context]
) -> Section | None:
    """What became of things since; nothing in a session that looks back on none."""
    found = read_progress(workshop, words)
    if found is None:
        return None
    from workshop_app.assembly.progress_told import progress_section

    moved = []
    for context in shown:
        kind = registry.kind(context.activity.kind)
        beside = Beside(kind, kind.results(context), context)
        moved += [(context, one) for one in beside.found[:1]]
    canvas = Canvas(*picture_room(paper), workshop.method.phases[-1].id)
    return progress_section(found, moved, words, canvas)


def facts_of(workshop: Workshop, words: Words) -> Facts:
    """What every edition says, in its language; the phases have no stops."""
    info, method = workshop.info, workshop.method
    return Facts(
        title=info.title,
        day=info.date,
        words=words,
        client=info.client,
        place=info.place,
        facilitator=info.facilitator,
        phases=_phases(workshop, (), set(), words.language, unreached=False),
        reading=reading(method),
        colophon=colophon(method, words.language),
        days=days_of(workshop.slots()),
        named=_named(workshop, words.language),
    )


def _named(workshop: Workshop, language: str) -> tuple[str, ...]:
    """The titles of what was voted on with names."""
    method, found = workshop.method, activities_named(workshop.file)
    return tuple(method.text(f"{id_}.title", language) for id_ in method.activities if id_ in found)


def _phases(
    workshop: Workshop,
    slots: Sequence[Slot],
    shown: set[str],
    language: str,
    *,
    unreached: bool,
) -> tuple[Phase, ...]:
    """The road: every phase with its stops; a pause belongs to the phase before it.

    Where ``unreached`` is not wanted, what the day did not come to is left out once it began.
    """
    method = workshop.method
    stops: dict[str, list[Stop]] = {phase.id: [] for phase in method.phases}
    here = method.phases[0].id if method.phases else ""
    several = days_of(slots) > 1
    began = any(workshop.held(slot) for slot in slots)
    for slot in slots:
        activity = method.activities[slot.activity]
        here = activity.phase if activity.phase in stops else here
        skipped = slot.state == "skipped" and not workshop.held(slot)
        reached = workshop.held(slot) or (activity.id in shown and not skipped)
        if began and not (reached or unreached):
            continue
        stops.setdefault(here, []).append(
            Stop(
                method.text(f"{activity.id}.title", language),
                slot.minutes,
                activity.id if activity.id in shown else "",
                reached,
                activity.pause,
                skipped,
                slot.day if several else 0,
                began and not (reached or activity.pause),
            )
        )
    for slot in workshop.taken_out() if unreached and began else ():
        out = method.activities.get(slot.activity)
        if out is not None and not out.pause and out.phase in stops:
            title = method.text(f"{out.id}.title", language)
            stops[out.phase].append(Stop(title, slot.minutes, held=False, unreached=True))
    return tuple(
        Phase(
            phase.id,
            method.text(f"phases.{phase.id}.name", language),
            method.text(f"phases.{phase.id}.line", language),
            phase.icon,
            tuple(stops[phase.id]),
        )
        for phase in method.phases
    )


def _section(context: Context, paper: str, *, held: bool) -> Section | None:
    """The pages of an activity; ``None`` for one that was neither held nor prepared."""
    activity = context.activity
    kind = registry.kind(activity.kind)
    results = kind.results(context)
    questions = kind.questions(context)
    section = Section(activity.id, activity.phase, context.text("title"), context.text("question"))
    section = replace(section, photos=photographs(context))
    ends = (*closing_tables(context), *fate_tables(context))
    if kind.is_empty(results):
        if ends or section.photos:
            return replace(section, lead=context.text("aim"), tables=ends)
        if not held or activity.pause or not (questions or kind.places(context)):
            return None
        return replace(section, aside=_aside(context, questions))
    canvas = Canvas(*picture_room(paper, landscape=kind.landscape), activity.phase)
    beside = Beside(kind, results, context)
    return replace(
        section,
        lead=_voted(context, questions) or _noted(context),
        figures=tuple(beside.printed(canvas)),
        tables=(*kind.tables(results, context), *beside.tables(), *ends),
        landscape=kind.landscape,
        tick_boxes=kind.tick_boxes,
    )


def _insights(workshop: Workshop, slots: Sequence[Slot], material: Material) -> list[Section]:
    """What the room took from each phase, after the phase's last activity."""
    found: list[Section] = []
    for phase in workshop.method.phases:
        last = next((s for s in reversed(slots)
                     if workshop.method.activities[s.activity].phase == phase.id), None)
        if last is None:
            continue
        context = material.context(last.activity)
        found += [
            Section(
                f"insights-{phase.id}",
                phase.id,
                taken.title,
                taken.title,
                lead=context.words("closing.sentence"),
                sayings=taken.texts,
            )
            for taken in insights(context, phase.id)
        ]
    return found


def _aside(context: Context, questions: Sequence[Question]) -> str:
    """Why an activity that was held has nothing to show."""
    latest = rounds(context.file, context.activity.id)[-1:] if questions else []
    for round_ in latest:
        if round_.state == "open":
            return context.words("booklet.aside.open", n=round_.returned)
        if round_.state == "closed":
            return context.words("booklet.aside.hidden")
    return context.words("booklet.aside.nothing")


def _voted(context: Context, questions: Sequence[Question]) -> str:
    """How many of us gave the answers below; nothing where nobody voted."""
    words = context.words
    found = rounds(context.file, context.activity.id) if questions else []
    for latest in [one for one in found if one.state == "revealed"][-1:]:
        asked = len({question.part_of or question.id for question in questions})
        rated = all(question.axis for question in questions)
        said = words(
            f"booklet.lead.answered{'_of' if latest.expected >= latest.returned else ''}",
            n=latest.returned,
            expected=latest.expected,
            asked=words(f"booklet.lead.{'items' if rated else 'questions'}", n=asked),
            mode=mode_words(words, latest.mode),
        )
        more = [notice(context, latest)]
        if latest.named:
            more.append(words("booklet.lead.named"))
        if latest.attribute:
            more.append(words("booklet.lead.groups", n=latest.minimum))
        return " ".join(filter(None, (said, *more)))
    return ""


def _noted(context: Context) -> str:
    """How much was said; else what the activity was for."""
    notes = read_notes(context.file, context.activity.id)
    count = sum(not note.held for note in notes)
    return context.words("booklet.lead.notes", n=count) if count else context.text("aim")

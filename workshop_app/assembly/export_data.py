"""A session as plain data: the long list of counts and cells, the JSON file, the days ahead."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from workshop_app import __version__
from workshop_app.assembly.export_sheets import answer_of, contexts, told
from workshop_app.assembly.outcome import outcome
from workshop_app.export.dates import Day, months_later
from workshop_app.export.long_csv import Line, lines_of
from workshop_app.figures.table import Valued
from workshop_app.kinds import registry
from workshop_app.session.agenda import days_of
from workshop_app.session.votes import groups_in_order, revealed
from workshop_app.storage.tally import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop_app.assembly.export_sheets import Placed
    from workshop_app.figures.table import Cell, Table
    from workshop_app.kinds.contract import Due
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Asked, Count, Tally
    from workshop_app.words import Words

FORMAT, VERSION = "workshop-export", 1
"""What the JSON file says it is; the number grows when something in it changes its meaning."""

PULSES: Final = (3, 6, 12, 24, 36)
"""Months after the workshop at which it is looked at again (METHOD §9)."""


# -- the long list -----------------------------------------------------------------------


def lines(workshop: Workshop, words: Words) -> Iterator[Line]:
    """Every count that may show, of every round that was revealed; then every cell of a table."""
    session, day = workshop.info.title, workshop.info.date.isoformat()
    for context in contexts(workshop, words):
        beside = Line(session, context.activity.id, held_on=day)
        yield from _counts(context, beside)
        for table in told(context).tables:
            yield from lines_of(table, beside)


def _counts(context: Context, beside: Line) -> Iterator[Line]:
    """What closing left: a group that may not show has no counts there, nor has its question."""
    asked = {one.id: one for one in registry.kind(context.activity.kind).questions(context)}
    for found in revealed(context.file, context.activity.id):
        labels = {one.key: one.label for one in groups_in_order(
            context, [group.name for group in found.groups]
        )}
        for side in (found.total, *found.groups):
            group = "" if side.name == TOTAL else labels[side.name]
            for question in found.questions:
                told_of = _beside(beside, found, asked.get(question.id), question, group)
                for answer, times in _shown(question, side.counts.get(question.id), found):
                    yield told_of._replace(value=answer_of(answer, question.form), times=times)


def _beside(
    beside: Line, found: Tally, known: Question | None, question: Asked, group: str
) -> Line:
    return beside._replace(
        item=question.id,
        axis=known.axis if known else "",
        group=group,
        round=found.round.number,
        words=known.prompt if known else "",
    )


def _shown(question: Asked, count: Count | None, found: Tally) -> list[tuple[str, int]]:
    """The votes per answer, also of answers that nobody gave; nothing where they may not show."""
    if count is None or count.votes is None:
        return []
    if question.form != "rank" and count.valid < found.round.minimum:
        return []
    if question.form == "word":
        return sorted(count.votes.items())
    zero = [("0", count.cannot_judge)] if question.zero else []
    return zero + [(answer, count.votes.get(answer, 0)) for answer in question.answers]


# -- JSON --------------------------------------------------------------------------------


def data(workshop: Workshop, words: Words, notes: list[Placed]) -> dict[str, Any]:
    """The whole session as JSON keeps it; docs/export.md says what each entry is.

    ``activities`` is the results file.
    """
    info, method = workshop.info, workshop.method
    every = contexts(workshop, words)
    return {
        "format": FORMAT,
        "version": VERSION,
        "app": __version__,
        "session": {
            "title": info.title, "client": info.client, "date": info.date.isoformat(),
            "days": days_of(workshop.slots()), "place": info.place,
            "facilitator": info.facilitator, "language": words.language,
            "minimum_group": info.minimum_group,
            "present": sum(person.present for person in workshop.people()),
        },
        "method": {"id": method.id, "version": method.version},
        "agenda": [
            {
                "activity": slot.activity, "title": method.text(
                    f"{slot.activity}.title", words.language
                ),
                "kind": method.activities[slot.activity].kind,
                "phase": method.activities[slot.activity].phase or None,
                "day": slot.day, "minutes": slot.minutes, "state": slot.state,
                "reached": workshop.held(slot),
            }
            for slot in workshop.slots()
        ],
        **outcome(workshop, words=words),
        "tables": {
            context.activity.id: [_table(table) for table in tables]
            for context in every
            if (tables := told(context).tables)
        },
        "notes": [_note(one) for one in notes],
        "days": [
            {
                "uid": one.uid, "date": one.day.isoformat(), "title": one.title,
                "text": one.text, "off": one.off,
            }
            for one in days(workshop, words)
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [column.title for column in table.columns],
        "rows": [[_plain(cell) for cell in row] for row in table.rows],
        "note": table.note,
    }


def _plain(cell: Cell) -> Cell:
    """A number or ISO date where the cell stands for one; percentages from 0 to 100."""
    if isinstance(cell, Valued):
        return cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    return cell


def _note(one: Placed) -> Mapping[str, Any]:
    note = one.note
    return {
        "key": note.key, "activity": one.activity, "place": note.place, "words": one.place,
        "text": note.text, "dots": note.votes, "tags": list(note.tags),
        "x": note.x, "y": note.y, "size": note.size, "merged_into": note.merged_into or None,
        "origin": note.origin or None,
    }


# -- days --------------------------------------------------------------------------------


def days(workshop: Workshop, words: Words) -> list[Day]:
    """When what was promised is looked at again, and the pulses.

    A row keeps its key and a session the second in which it was made: so each day keeps its name.
    """
    found = [
        Day(f"{due.key}@workshop-app", due.day, due.title, due.text, due.off)
        for context in contexts(workshop, words)
        for due in _due(context)
    ]
    info = workshop.info
    last = info.date + timedelta(days=days_of(workshop.slots()) - 1)
    made = hashlib.sha256(f"{made_at(workshop)} {workshop.method.id}".encode()).hexdigest()[:16]
    title = words("export.pulse", title=info.title)
    return found + [
        Day(f"{made}-pulse-{months}@workshop-app", months_later(last, months), title,
            words("export.pulse.text", n=months))
        for months in PULSES
    ]


def _due(context: Context) -> tuple[Due, ...]:
    kind = registry.kind(context.activity.kind)
    found: tuple[Due, ...] = kind.due(kind.results(context), context)
    return found


def made_at(workshop: Workshop) -> datetime:
    """When the session was made."""
    ((made,),) = workshop.file.rows("SELECT created_at FROM session")
    found = datetime.fromisoformat(made)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

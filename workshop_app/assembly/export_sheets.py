"""What a session's workbook holds: the facts, a sheet for each activity, its notes, its method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.assembly.closing import closing_tables
from workshop_app.assembly.fates import fate_tables
from workshop_app.assembly.over_time import Beside
from workshop_app.export.workbook import Book, Sheet
from workshop_app.figures.table import Cell, Column, Table, Valued
from workshop_app.figures.theme import THEMES
from workshop_app.kinds import registry
from workshop_app.method.model import OUTCOMES
from workshop_app.session.named import leaving, named_ballots
from workshop_app.session.notes import INSIGHT, OUTCOME, Note, read_notes
from workshop_app.storage.tally import rounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from workshop_app.method.model import Activity, Method
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words

_FACTS: Final = ("client", "dates", "place", "facilitator")


class Told(NamedTuple):
    """An activity with all the tables that may leave the session."""

    context: Context
    tables: tuple[Table, ...]


class Placed(NamedTuple):
    """A note that the room has seen, with the words for where it stands."""

    activity: str
    title: str
    place: str
    note: Note


def contexts(workshop: Workshop, words: Words) -> list[Context]:
    """Every activity of the agenda once, in its order."""
    held = dict.fromkeys(slot.activity for slot in workshop.slots())
    return [workshop.context(id_).in_language(words) for id_ in held]


def told(context: Context) -> Told:
    """The tables of one activity: its kind's own, who answered what, how it ended."""
    kind = registry.kind(context.activity.kind)
    results = kind.results(context)
    own: tuple[Table, ...] = ()
    if not kind.is_empty(results):
        own = (*kind.tables(results, context), *Beside(kind, results, context).tables())
    tables = (*own, *_named(context), *closing_tables(context), *fate_tables(context))
    return Told(context, tuple(tables))


def book_of(
    workshop: Workshop, words: Words, notes: list[Placed], looked: Callable[[], None]
) -> Book:
    """The workbook; ``looked`` is called between activities, and what it raises ends the work."""
    method, info = workshop.method, workshop.info
    sheets = []
    listed = contexts(workshop, words)
    for context in listed:
        looked()
        if tables := told(context).tables:
            sheets.append(_sheet(context, tables))
    for one in (_notes(notes, words), _method(listed, words)):
        sheets += [Sheet(one.caption, words("export.of_all"), [one])] if one.rows else []
    facts: list[tuple[str, Cell]] = [
        (words(f"export.fact.{name}"), said)
        for name, said in zip(
            _FACTS, (info.client, workshop.dates(words), info.place, info.facilitator), strict=True
        )
        if said
    ]
    present = sum(person.present for person in workshop.people())
    facts += [
        (words("export.fact.present"), present),
        (words("export.fact.minimum"), info.minimum_group),
        (words("export.fact.method"), _name(method, words)),
        (words("export.fact.hidden"), words("export.hidden", k=info.minimum_group)),
    ]
    return Book(info.title, info.date, words, facts, sheets, info.facilitator, info.client)


def _name(method: Method, words: Words) -> str:
    named = method.has("title", words.language)
    return f"{method.text('title', words.language) if named else method.id} ({method.version})"


def _sheet(context: Context, tables: tuple[Table, ...]) -> Sheet:
    phase = context.activity.phase
    return Sheet(
        context.text("title"),
        context.text("question"),
        tables,
        context.of_method(f"phases.{phase}.name") if phase else "",
        THEMES["light"].colour(phase) if phase else "",
    )


# -- answers with names ------------------------------------------------------------------


def _named(context: Context) -> Iterator[Table]:
    """Who answered what in the newest round that was revealed, of those who agreed.

    The others are counted: their names do not leave the session, and an answer beside a name that
    is missing would only be one to guess.
    """
    shown = [one for one in rounds(context.file, context.activity.id) if one.state == "revealed"]
    if not shown or not shown[-1].named:
        return
    ballots, words = named_ballots(context.file, shown[-1]), context.words
    said = leaving(ballots)
    questions = registry.kind(context.activity.kind).questions(context)
    kept = [one for one in questions if any(one.id in ballot.answers for ballot in said)]
    columns = (
        Column(words("export.column.name"), width=2.0),
        *(Column(one.prompt, None if one.form == "word" else 0) for one in kept),
    )
    rows = tuple(
        (
            ballot.person.name if ballot.person else "",
            *(answer_of(ballot.answers.get(one.id, ""), one.form) for one in kept),
        )
        for ballot in said
    )
    others = len(ballots) - len(said)
    note = words("export.named_others", n=others) if others else ""
    yield Table(words("export.named"), columns, rows, note)


def answer_of(answer: str, form: str) -> int | float | str:
    """An answer as it was stored: a number, unless a word was asked for."""
    if form == "word" or not answer:
        return answer
    try:
        number = float(answer)
    except ValueError:
        return answer
    return int(number) if number.is_integer() else number


# -- notes -------------------------------------------------------------------------------


def placed_notes(workshop: Workshop, words: Words) -> list[Placed]:
    """Every note that the room has seen, in the order of the agenda, then what a phase came to."""
    found: list[Placed] = []
    for context in contexts(workshop, words):
        outcomes = _outcomes(context)
        where = registry.kind(context.activity.kind).place_names(context)
        title = context.text("title")
        found += [
            Placed(context.activity.id, title, outcomes.get(note.place) or where(note), note)
            for note in read_notes(context.file, context.activity.id, closing=True)
            if not note.held
        ]
    for phase in workshop.method.phases:
        name = workshop.method.text(f"phases.{phase.id}.name", words.language)
        taken = words("closing.insights", phase=name)
        found += [
            Placed(phase.id, name, taken, note)
            for note in read_notes(workshop.file, phase.id, closing=True)
            if note.place == INSIGHT and not note.held
        ]
    return found


def _outcomes(context: Context) -> Mapping[str, str]:
    """What the places are called that an activity ends in."""
    return {
        f"{OUTCOME}{part.id}": context.text(f"outcomes.{part.id}")
        for part in context.activity.list(OUTCOMES)
    }


def _notes(notes: list[Placed], words: Words) -> Table:
    columns = [
        Column(words("export.column.activity"), width=1.4),
        Column(words("export.column.place"), width=1.4),
        Column(words("export.column.note"), width=3.0),
        Column(words("export.column.dots"), 0, 0.5),
        Column(words("export.column.origin"), width=0.8),
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.title, one.place, one.note.text,
            "" if one.note.votes is None else one.note.votes,
            words("export.taken_over") if one.note.origin else "",
        )
        for one in notes
    )
    kept = [at for at in range(len(columns)) if at < 3 or any(row[at] != "" for row in rows)]
    return Table(
        words("export.notes"),
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
    )


# -- the method --------------------------------------------------------------------------


def _method(listed: list[Context], words: Words) -> Table:
    """What every id of the other formats means: activities, their parts, the scales they use."""
    rows: list[tuple[Cell, ...]] = []
    for context in listed:
        activity = context.activity
        rows.append((activity.id, "", "", context.text("title")))
        rows += [
            (activity.id, name, part, text) for name, part, text in _parts(activity, context)
        ]
    scales = dict.fromkeys(
        scale for one in listed if (scale := one.activity.setting("scale")) in one.method.scales
    )
    for scale in scales:
        answers, zero = listed[0].scale(scale)
        points = (*((zero,) if zero else ()), *answers)
        rows += [
            (words("export.scale"), scale, Valued(one.value, int(one.value)), one.label)
            for one in points
        ]
    columns = (
        Column(words("export.column.activity"), width=1.4),
        Column(words("export.column.list")),
        Column(words("export.column.id")),
        Column(words("export.column.words"), width=4.0),
    )
    return Table(words("export.method"), columns, tuple(rows))


def _parts(activity: Activity, context: Context) -> Iterator[tuple[str, str, str]]:
    for name, parts in activity.lists.items():
        for part in parts:
            key = f"{name}.{part.id}"
            if context.method.has(f"{activity.id}.{key}", context.words.language):
                yield name, part.id, context.text(key)

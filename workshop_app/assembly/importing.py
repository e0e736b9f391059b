"""Notes and actions from a list: read, shown, then taken in as one step of the history."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import directions
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.method.faults import named
from workshop_app.session.csv_file import CsvFile, CsvLine, folded
from workshop_app.session.intake import (
    ListTable,
    Rows,
    here_already,
    joined,
    note_rows,
    read_tables,
    without_rows,
)
from workshop_app.session.notes import INSIGHT, NewNote, add_notes, one_line, read_notes
from workshop_app.session.notes_csv import COLUMNS
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

_ACTIVITY: Final = ("activity", "activiteit", "werkvorm", "onderdeel", "exercise", "oefening")
_OF_ACTIONS: Final = ("owner", "partner", "due", "outcome", "status", "horizon")
_FURTHER: Final = (*_OF_ACTIONS, "moment", "start", "measure", "help", "answer")
"""Columns that only actions have; the first ones say that a list is one of actions."""

_MOST_PLACES: Final = 7
"""Places that a remark names: enough to see how they are called."""

_LONG: Final = frozenset({"item", "axis", "count"})
"""What names columns of the long list that `export` writes."""


class Section(NamedTuple):
    """What comes into one activity, or into what a phase comes to."""

    activity: str
    title: str
    rows: Rows


class Found(NamedTuple):
    """A list as it was understood.

    ``faults`` are sentences with their lines, ``left_out`` columns that are not known,
    ``elsewhere`` names of activities that are not meant or not known here. ``lists`` are the tables
    with whatever is wrong in them.
    """

    name: str
    sections: tuple[Section, ...]
    faults: tuple[str, ...]
    left_out: tuple[str, ...]
    elsewhere: tuple[str, ...]
    lists: tuple[CsvFile, ...]
    off_agenda: tuple[str, ...] = ()
    """Activities that take rows in, but are not on the agenda."""
    here: int = 0
    """How many rows are here already."""
    again: bool = False
    """Whether they come in once more."""
    accented: str = ""
    """A word to look at, where nothing says which letters the file has."""

    @property
    def of(self) -> int:
        """How many rows there are, with those that are here already."""
        return self.n if self.again else self.n + self.here

    @property
    def n(self) -> int:
        """How many rows come in."""
        return sum(len(section.rows.items) for section in self.sections)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Owners who are not on the list of people."""
        names = (name for section in self.sections for name in section.rows.unknown)
        return tuple(dict.fromkeys(names))


def takers(workshop: Workshop) -> list[str]:
    """The activities that take in lists: those of the agenda first."""
    held = dict.fromkeys(slot.activity for slot in workshop.slots())
    every = (*held, *(one for one in workshop.method.activities if one not in held))
    method = workshop.method
    return [one for one in every if not method.activities[one].pause and _columns(workshop, one)]


def read_list(
    workshop: Workshop, path: Path, activity: str = "", *, again: bool = False
) -> Found:
    """What a list has for the activities it names, or else for ``activity``.

    A list of actions goes to the plan where there is only one. What is here already stays out,
    unless it is wanted ``again``. Raises `UserError` for what is no
    list, or where nothing says which activity is meant.
    """
    return _without_here(workshop, _Reading(workshop, path, activity).all(), again=again)


def _without_here(workshop: Workshop, found: Found, *, again: bool) -> Found:
    here, kept = 0, []
    for section in found.sections:
        gone = _are_here(workshop, section)
        here += sum(gone)
        rows = section.rows if again else without_rows(section.rows, gone)
        kept.append(section._replace(rows=rows))
    sections = tuple(one for one in kept if one.rows.items)
    held = {slot.activity for slot in workshop.slots()}
    off = tuple(
        one.title for one in sections
        if one.activity in workshop.method.activities and one.activity not in held
    )
    return found._replace(sections=sections, off_agenda=off, here=here, again=again)


def _are_here(workshop: Workshop, section: Section) -> tuple[bool, ...]:
    items = section.rows.items
    if section.activity not in workshop.method.activities:
        stored = read_notes(workshop.file, section.activity, closing=True)
        return here_already([one.text for one in items], [one.text for one in stored])
    context = workshop.context(section.activity)
    found: tuple[bool, ...] = registry.kind(context.activity.kind).are_here(items, context)
    return found


def take_in(workshop: Workshop, found: Found, label: str) -> None:
    """Save what was understood, in one undoable step."""
    file = workshop.file
    with file.one_step(label):
        for section in found.sections:
            items = section.rows.items
            if section.activity not in workshop.method.activities:
                add_notes(file, label, section.activity, items)
                continue
            context = workshop.context(section.activity)
            registry.kind(context.activity.kind).add_rows(items, label, context)


def _columns(workshop: Workshop, activity: str) -> Mapping[str, tuple[str, ...]]:
    context = workshop.context(activity)
    found: Mapping[str, tuple[str, ...]] = registry.kind(context.activity.kind).list_columns(
        context
    )
    return found


class _Reading:
    """Reads one file, table by table."""

    def __init__(self, workshop: Workshop, path: Path, activity: str) -> None:
        self._workshop, self._path = workshop, path
        self._activity = activity
        if activity:
            workshop.method.activity(activity)  # `UserError` for one that there is not
        self._names = _activity_names(workshop)
        self._plans = [one for one in takers(workshop) if self._takes_actions(one)]
        self._sections: dict[str, list[Rows]] = defaultdict(list)
        self._elsewhere: dict[str, None] = {}

    def all(self) -> Found:
        """Everything the file holds."""
        tables = self._chosen(read_tables(self._path, self._every_column()))
        for table in tables:
            self._check_text(table)
            self._take(table)
        words = self._workshop.words
        faults = [
            words("intake.fault", line=line, fault=words.sentence(fault))
            for table in tables
            for line, fault in sorted(table.file.faults.found, key=lambda one: one[0])
        ]
        sections = tuple(
            Section(activity, self._title(activity), _together(rows))
            for activity, rows in self._sections.items()
            if any(one.items for one in rows)
        )
        left_out = tuple(
            dict.fromkeys(
                name for table in tables if not table.told for name in table.file.left_out
            )
        )
        return Found(
            self._path.name, sections, tuple(faults), left_out, tuple(self._elsewhere),
            tuple(table.file for table in tables),
            accented=next((table.file.accented for table in tables), ""),
        )

    # -- which tables --------------------------------------------------------------------

    def _every_column(self) -> dict[str, tuple[str, ...]]:
        """What any activity takes in, with the words that `export` has for it."""
        found: dict[str, dict[str, None]] = {"activity": dict.fromkeys(_ACTIVITY)}
        for language in LANGUAGES:
            words = Words.load(language)
            said = {
                "activity": "activity", "place": "place", "note": "text", "dots": "votes",
            }
            for column, key in said.items():
                name = folded(words(f"export.column.{column}"))
                found.setdefault(key, {})[name] = None
        for activity in [self._activity] if self._activity else takers(self._workshop):
            for key, names in _columns(self._workshop, activity).items():
                found.setdefault(key, {}).update(dict.fromkeys(names))
        seen: set[str] = set()
        columns = {}
        for key, called in found.items():
            columns[key] = tuple(name for name in called if name not in seen)
            seen |= called.keys()
        return columns

    def _chosen(self, tables: list[ListTable]) -> list[ListTable]:
        """Of an exported workbook the list of all notes, and each plan with all of its tables."""
        if not tables[0].told:
            if not _LONG - {folded(name) for name in tables[0].file.left_out}:
                raise UserError(
                    "{name} is the long list of an export.", "Nothing was imported.",
                    "Import the workbook of that export instead, which ends in .xlsx.",
                    name=self._path.name)
            return tables[:1]
        chosen = [one for one in tables if {"activity", "text", "place"} <= {*one.file.columns}]
        plans: dict[str, list[ListTable]] = defaultdict(list)
        for one in tables:
            columns = {*one.file.columns}
            is_plan = {"text", "status"} <= columns and "activity" not in columns
            if is_plan or (one.sheet in plans and columns & {*_FURTHER}):
                plans[one.sheet].append(one)
        chosen += [
            ListTable(joined(group), sheet, told=True) for sheet, group in plans.items()
        ]
        if not chosen:
            raise UserError(
                "{name} has no list of notes or actions.", "Nothing was imported.",
                "Choose another file.", name=self._path.name)
        return chosen

    def _check_text(self, table: ListTable) -> None:
        """Raise `UserError` once for a list without texts, not once a line."""
        if "text" in table.file.columns:
            return
        columns = _columns(self._workshop, self._activity) if self._activity else COLUMNS
        language = LANGUAGES.index(self._workshop.words.language)
        known = {key: called[language] for key, called in columns.items()}
        raise UserError(
            "{name} does not say which column holds the texts.", "Nothing was imported.",
            "Call that column {text}; what is understood here are {known}.",
            name=self._path.name, text=named([known["text"]]), known=named(known.values()))

    def _takes_actions(self, activity: str) -> bool:
        return "owner" in _columns(self._workshop, activity)

    # -- which activity ------------------------------------------------------------------

    def _take(self, table: ListTable) -> None:
        by_activity: dict[str, list[CsvLine]] = defaultdict(list)
        usual = self._usual(table)
        for line in table.file.lines:
            named = line.cell("activity")
            activity = self._names.get(folded(named), "") if named else usual
            if not activity or (self._activity and activity != self._activity):
                self._elsewhere[named or table.sheet] = None
            else:
                by_activity[activity].append(line)
        for activity, lines in by_activity.items():
            self._sections[activity].append(self._rows(activity, lines, table))

    def _usual(self, table: ListTable) -> str:
        """Where lines go that name no activity themselves."""
        columns = {*table.file.columns}
        if self._activity or "activity" in columns:
            return self._activity
        if columns & {*_OF_ACTIONS}:
            if len(self._plans) == 1:
                return self._plans[0]
            named = self._names.get(folded(table.sheet), "")
            if named in self._plans:
                return named
        raise UserError(
            "{name} does not say which activity it is for.", "Nothing was imported.",
            "Choose the activity, or add a column “activity” with its name.",
            name=self._path.name)

    def _rows(self, activity: str, lines: Sequence[CsvLine], table: ListTable) -> Rows:
        if activity not in self._workshop.method.activities:
            return self._insights(lines, table)
        context = self._workshop.context(activity)
        kind = registry.kind(context.activity.kind)
        if not kind.list_columns(context) and table.told:
            self._elsewhere[self._title(activity)] = None
            return Rows()
        rows: Rows = kind.read_lines(lines, table.file.faults, context, told=table.told)
        return rows

    def _insights(self, lines: Sequence[CsvLine], table: ListTable) -> Rows:
        notes = []
        for line in lines:
            if text := one_line(line.cell("text")):
                notes.append(NewNote(INSIGHT, text))
            else:
                table.file.faults.add(line.number, UserError("there is no text"))
        return note_rows(notes, {INSIGHT: ""}, self._workshop.words)

    def _title(self, activity: str) -> str:
        method, language = self._workshop.method, self._workshop.words.language
        if activity in method.activities:
            return self._workshop.context(activity).text("title")
        return method.text(f"phases.{activity}.name", language)


def _activity_names(workshop: Workshop) -> dict[str, str]:
    """The activity, or phase, for each of its names: its id and its title in every language."""
    method, found = workshop.method, dict[str, str]()
    held = dict.fromkeys(slot.activity for slot in workshop.slots())
    for language in method.languages:
        for phase in method.phases:
            found[folded(method.text(f"phases.{phase.id}.name", language))] = phase.id
    for activity in (*method.activities, *held):
        for language in method.languages:
            found[folded(method.text(f"{activity}.title", language))] = activity
    return found | {folded(one): one for one in method.activities}


def _together(rows: Sequence[Rows]) -> Rows:
    def every(name: str) -> tuple[Any, ...]:
        return tuple(item for one in rows for item in getattr(one, name))

    unsaid = next((one.unsaid for one in rows if one.unsaid), ())
    return Rows(every("items"), every("shown"), every("unknown"), unsaid)


def lines_of(found: Found, words: Words) -> Iterator[str]:
    """What would come in, line by line."""
    for section in found.sections:
        yield words("intake.section", activity=section.title, n=len(section.rows.items))
        for row in section.rows.shown:
            yield "  " + " | ".join(cell for cell in row if cell)
    yield from remarks(found, words)


def remarks(found: Found, words: Words) -> Iterator[str]:
    """What was noticed besides."""
    if found.here:
        key = "intake.here_again" if found.again else "intake.here"
        yield words(key, n=found.here, of=found.of)
    if found.off_agenda:
        yield words("intake.off_agenda", names=directions.joined(found.off_agenda))
    for section in found.sections:
        if section.rows.unsaid:
            place, *others = section.rows.unsaid
            more = " …" if len(others) > _MOST_PLACES else ""
            yield words(
                "intake.unsaid", activity=section.title, place=place,
                names=directions.joined(others[:_MOST_PLACES]) + more,
            )
    if found.unknown:
        yield words("intake.unknown", n=len(found.unknown), names=directions.joined(found.unknown))
    if found.left_out:
        yield words("intake.left_out", names=directions.joined(found.left_out))
    if found.accented:
        yield words("intake.accented", word=found.accented)
    if found.elsewhere:
        yield words("intake.elsewhere", names=directions.joined(found.elsewhere))

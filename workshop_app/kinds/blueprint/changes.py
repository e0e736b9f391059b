"""Changes of a blueprint, each one undoable edit: nothing that was said is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app import storage
from workshop_app.kinds.blueprint.model import FUTURE, PRESENT, customer_lane, read_steps
from workshop_app.kinds.blueprint.typed import CHANGED, TAGS, read_typed
from workshop_app.session.notes import (
    NewNote,
    clean,
    put_in_place,
    put_notes,
    read_notes,
    take_note,
)
from workshop_app.storage.tables import BlueprintStepRow, NoteLinkRow, NoteTagRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.notes import Note
    from workshop_app.storage import Edit, SessionFile


def add_cards(notes: Sequence[NewNote], label: str, context: Context) -> None:
    """Save cards at ``<step>/<lane>``, where a step is a key, or its number from 1.

    A number that there is no step for yet makes one. Signs before a text become its marks.
    """
    if not any(clean(note.text) for note in notes):
        return
    file, activity = context.file, context.activity.id
    with file.edit(label) as edit:
        keys = [key for key, _ in read_steps(file, activity)]
        ready = []
        for note in notes:
            step, _, lane = note.place.partition("/")
            if step not in keys and step.isdecimal():
                while len(keys) < int(step):
                    keys.append(_put_step(edit, file, activity, len(keys), PRESENT))
                step = keys[int(step) - 1]
            ready.append(_marked(note._replace(place=f"{step}/{lane}")))
        put_notes(edit, file, activity, ready)


def _marked(note: NewNote) -> NewNote:
    typed = read_typed(note.text)
    return note._replace(text=typed.text, tags=tuple(dict.fromkeys((*note.tags, *typed.tags))))


def add_steps(
    notes: Sequence[NewNote], label: str, context: Context, at: int | None = None,
    version: str = PRESENT,
) -> list[str]:
    """A step for every note, at a place counted from 0 or at the end; the steps' keys.

    A note without a lane stands in the customers'; an empty one makes an empty step.
    """
    file, activity = context.file, context.activity
    lane = customer_lane(activity)
    with file.edit(label) as edit:
        place = len(read_steps(file, activity.id)) if at is None else at
        keys = [
            _put_step(edit, file, activity.id, place + number, version)
            for number in range(len(notes))
        ]
        put_notes(edit, file, activity.id, [
            _marked(note._replace(place=f"{key}/{note.place or lane}"))
            for key, note in zip(keys, notes, strict=True)
        ])
    return keys


def add_step(
    lane: str, lines: Sequence[str], label: str, context: Context, version: str = PRESENT
) -> str:
    """One step at the end with some cards in one of its lanes; its key."""
    file, activity = context.file, context.activity.id
    with file.edit(label) as edit:
        at = len(read_steps(file, activity))
        key = _put_step(edit, file, activity, at, version)
        notes = [_marked(NewNote(f"{key}/{lane}", line)) for line in lines]
        put_notes(edit, file, activity, notes)
    return key


def _put_step(edit: Edit, file: SessionFile, activity: str, at: int, version: str) -> str:
    """Insert a step at a place counted from 0; its key."""
    key = storage.new_key()
    edit.run(BlueprintStepRow.insert(
        key=key, activity=activity, version=version, position=_position(file, activity, at)
    ))
    return key


def _position(file: SessionFile, activity: str, at: int, without: str = "") -> float:
    """A position that comes after ``at`` other steps."""
    there = [
        float(position)
        for (position,) in file.rows(
            "SELECT position FROM blueprint_step WHERE activity = ? AND key <> ? "
            "ORDER BY position, key", activity, without,
        )
    ]
    if not there:
        return 1.0
    if at <= 0:
        return there[0] - 1.0
    if at >= len(there):
        return there[-1] + 1.0
    return (there[at - 1] + there[at]) / 2


def move_step(file: SessionFile, label: str, activity: str, key: str, to: int) -> None:
    """Put a step at a place counted from 0 among the others."""
    with file.edit(label) as edit:
        position = _position(file, activity, to, without=key)
        edit.run(
            BlueprintStepRow.update(position=position).where(BlueprintStepRow.key == key)
        )


def remove_step(file: SessionFile, label: str, activity: str, key: str) -> None:
    """Take a step away with its cards; Undo brings back all of it."""
    with file.edit(label) as edit:
        for note in read_notes(file, activity):
            if note.place.partition("/")[0] == key:
                take_note(edit, note.key)
        edit.run(BlueprintStepRow.delete().where(BlueprintStepRow.key == key))


def set_version(file: SessionFile, label: str, key: str, *, future: bool) -> None:
    """Say that a step is there today, or only in the future."""
    with file.edit(label) as edit:
        edit.run(
            BlueprintStepRow.update(version=FUTURE if future else PRESENT)
            .where(BlueprintStepRow.key == key)
        )


def set_cell(
    context: Context, label: str, step: str, lane: str, lines: Sequence[str],
    tags: Sequence[str] = (),
) -> None:
    """Let a cell hold exactly these lines with their signs; new ones also get ``tags``."""
    file, activity = context.file, context.activity.id
    place = f"{step}/{lane}"
    typed = [one for one in map(read_typed, lines) if clean(one.text)]
    before = {note.key for note in _cell(file, activity, place)}
    with file.edit(label) as edit:
        put_in_place(edit, file, activity, place, [one.text for one in typed])
        for note, one in zip(_cell(file, activity, place), typed, strict=True):
            fresh = () if note.key in before else tags
            _put_tags(edit, note, {*one.tags, *fresh})


def _cell(file: SessionFile, activity: str, place: str) -> list[Note]:
    return [note for note in read_notes(file, activity) if note.place == place]


def _put_tags(edit: Edit, note: Note, wanted: set[str]) -> None:
    row = NoteTagRow
    for tag in TAGS:
        if tag in note.tags and tag not in wanted:
            edit.run(row.delete().where((row.note == note.key) & (row.tag == tag)))
        elif tag in wanted and tag not in note.tags:
            edit.run(row.insert(note=note.key, tag=tag))


def mark_cards(
    file: SessionFile, label: str, cards: Sequence[Note], tag: str, *, on: bool
) -> None:
    """Put a mark on some cards, or take it off them."""
    with file.edit(label) as edit:
        for card in cards:
            tags = {*card.tags, tag} if on else {*card.tags} - {tag}
            _put_tags(edit, card, tags)


def link_cards(file: SessionFile, label: str, activity: str, source: str, target: str) -> bool:
    """Draw a dependency, or take it away where there is one; whether it is there now."""
    row = NoteLinkRow
    here = (row.source == source) & (row.target == target)
    there = file.row(
        "SELECT 1 FROM note_link WHERE source = ? AND target = ?", source, target
    )
    with file.edit(label) as edit:
        if there:
            edit.run(row.delete().where(here))
        else:
            edit.run(row.insert(source=source, target=target, activity=activity, broken=False))
    return not there


def rehearse(context: Context, crowd: Crowd) -> None:
    """Six steps with cards in every lane, some marked, and a few dependencies.

    What was taken over is redesigned: something of it will be new.
    """
    file, activity = context.file, context.activity
    label, lane = context.words("rehearsal.edit"), customer_lane(activity)
    dice = crowd.dice("blueprint", activity.id)
    said = crowd.sentences(dice.randint(5, 7), activity.id, lane)
    taken = [key for key, _ in read_steps(file, activity.id)]
    keys = taken + add_steps([NewNote("", text) for text in said], label, context)
    departments = sorted({person.department for person in crowd.people if person.department})
    notes = []
    for number, key in enumerate(keys):
        for part in activity.list("lanes"):
            if part.id == lane:
                continue
            chance = crowd.dice("cell", activity.id, number, part.id)
            if chance.random() < 0.25:
                continue
            (text,) = crowd.sentences(1, activity.id, number, part.id)
            tags = tuple(tag for tag in TAGS if chance.random() < 0.12)
            if key in taken and CHANGED not in tags:
                tags = (CHANGED, *tags)
                taken.remove(key)
            at = f" @{chance.choice(departments)}" if departments else ""
            notes.append(NewNote(f"{key}/{part.id}", f"{text}{at}", tags=tags[:2]))
    add_cards(notes, label, context)
    _rehearse_links(file, label, activity.id, keys)


def _rehearse_links(file: SessionFile, label: str, activity: str, keys: Sequence[str]) -> None:
    """From the last lane of a step to the first of it that is filled, for every other step."""
    notes = read_notes(file, activity)
    for key in keys[::2]:
        cell = [note for note in notes if note.place.startswith(f"{key}/")]
        if len(cell) > 1:
            link_cards(file, label, activity, cell[-1].key, cell[0].key)

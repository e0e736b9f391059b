"""Notes: what people said, each in its place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from workshop_app import storage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.storage import Edit, SessionFile

NOTE_TABLES = frozenset({"note", "note_tag", "note_link", "cluster"})
"""What a view of notes is drawn from."""

LONGEST = 500
"""Characters a note may have; longer text is cut with an ellipsis."""

OUTCOME = "outcome/"
"""How the places of what an activity ends in begin."""

INSIGHT = "insight"
"""The place of what the room takes from a phase; the activity is called as the phase."""

_JOINERS = "\u200c\u200d"


class Note(NamedTuple):
    """One note; ``votes`` is ``None`` while nobody has voted, ``held`` keeps it off the stage.

    ``x``, ``y`` and ``size`` run from 0 to 100. ``merged_into`` is the key of the note it was a
    duplicate of; ``origin`` of what it was taken over from.
    """

    key: str
    place: str
    text: str
    votes: int | None
    held: bool
    position: float
    created_at: str
    x: float | None = None
    y: float | None = None
    size: float | None = None
    cluster: str = ""
    merged_into: str = ""
    origin: str = ""
    tags: tuple[str, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether it carries a tag."""
        return bool(self.tags)


class NewNote(NamedTuple):
    """A note about to be added."""

    place: str
    text: str
    votes: int | None = None
    held: bool = False
    x: float | None = None
    y: float | None = None
    size: float | None = None
    origin: str = ""
    tags: tuple[str, ...] = ()


def is_closing(place: str) -> bool:
    """Whether a place belongs to the end of an activity or phase (`session.outcomes`)."""
    return place == INSIGHT or place.startswith(OUTCOME)


def read_notes(file: SessionFile, activity: str, *, closing: bool = False) -> list[Note]:
    """The notes of an activity in the order they stand in their places.

    Sentences that close the activity are left out unless ``closing``: no kind draws them.
    """
    tags: dict[str, list[str]] = {}
    for note, tag in file.rows(
        # In this order: few notes have tags, and no index leads to those of an activity.
        "SELECT note, tag FROM note_tag CROSS JOIN note ON key = note WHERE activity = ? "
        "ORDER BY tag",
        activity,
    ):
        tags.setdefault(note, []).append(tag)
    stored = file.rows(
        "SELECT key, place, text, votes, held, position, created_at, x, y, size, cluster, "
        "merged_into, origin FROM note WHERE activity = ? ORDER BY position, created_at",
        activity,
    )
    return [
        Note(*row[:4], bool(row[4]), *row[5:], tuple(tags.get(row[0], ())))  # type: ignore[call-arg]
        for row in stored
        if closing or not is_closing(row[1])
    ]


def one_line(text: str) -> str:
    """Plain text on one line, without control characters.

    Joiners stay, which Persian, Hindi and many emoji are written with.
    """
    shown = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
    return " ".join(shown.split())


def clean(text: str) -> str:
    """The text as `one_line`, at most `LONGEST` long."""
    flat = one_line(text)
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def add_notes(file: SessionFile, label: str, activity: str, notes: Sequence[NewNote]) -> list[str]:
    """Add notes in one undoable edit and return their keys; empty texts are left out."""
    if not any(clean(note.text) for note in notes):
        return []
    with file.edit(label) as edit:
        return put_notes(edit, file, activity, notes)


def put_notes(edit: Edit, file: SessionFile, activity: str, notes: Sequence[NewNote]) -> list[str]:
    """The same within an edit that changes more than notes."""
    wanted = [(note, text) for note in notes if (text := clean(note.text))]
    position = _next_position(file, activity)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        {
            "key": storage.new_key(),
            "activity": activity,
            "place": note.place,
            "text": text,
            "votes": note.votes,
            "held": note.held,
            "position": position + index,
            "created_at": now,
            "x": note.x,
            "y": note.y,
            "size": note.size,
            "cluster": "",
            "merged_into": "",
            "origin": note.origin,
        }
        for index, (note, text) in enumerate(wanted)
    ]
    for start in range(0, len(rows), 100):
        edit.run(storage.tables.NoteRow.insert_many(rows[start : start + 100]))
    for row, (note, _) in zip(rows, wanted, strict=True):
        for tag in note.tags:
            edit.run(storage.tables.NoteTagRow.insert(note=row["key"], tag=tag))
    return [str(row["key"]) for row in rows]


def put_in_place(
    edit: Edit, file: SessionFile, activity: str, place: str, texts: Sequence[str]
) -> None:
    """Let a place hold exactly these texts in this order, within an open edit.

    A note that stays, even reworded, keeps its dots and its tags.
    """
    notes = read_notes(file, activity, closing=True)
    here = [note for note in notes if note.place == place]
    wanted = [text for one in texts if (text := clean(one))]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(a=[note.text for note in here], b=wanted, autojunk=False)
    row = storage.tables.NoteRow
    before = 0.0
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        old, new = here[a:a_end], wanted[b:b_end]
        for note, text in zip(old, new, strict=False):
            before = note.position
            if note.text != text:
                edit.run(row.update(text=text).where(row.key == note.key))
        for note in old[len(new) :]:
            take_note(edit, note.key)
        added = [NewNote(place, text) for text in new[len(old) :]]
        keys = put_notes(edit, file, activity, added)
        if a_end < len(here):
            step = (here[a_end].position - before) / (len(keys) + 1)
            for number, key in enumerate(keys, 1):
                position = before + number * step
                edit.run(row.update(position=position).where(row.key == key))


def _next_position(file: SessionFile, activity: str) -> float:
    last = file.row(
        "SELECT position FROM note WHERE activity = ? ORDER BY position DESC LIMIT 1", activity
    )
    return float(last[0]) + 1.0 if last else 1.0


def change_note(file: SessionFile, label: str, key: str, **columns: object) -> None:
    """Change columns of one note (text, place, votes, held, position, x, y …), undoable."""
    if "text" in columns:
        columns["text"] = clean(str(columns["text"]))
    change_notes(file, label, [key], **columns)


def change_notes(file: SessionFile, label: str, keys: Sequence[str], **columns: object) -> None:
    """Give the same columns to several notes in one undoable edit."""
    row = storage.tables.NoteRow
    with file.edit(label) as edit:
        for start in range(0, len(keys), 500):
            edit.run(row.update(**columns).where(row.key.in_(keys[start : start + 500])))


def tag_note(file: SessionFile, label: str, key: str, tag: str, *, on: bool) -> None:
    """Put a tag on a note, or take it off, undoable."""
    tag_notes(file, label, [key], tag, on=on)


def tag_notes(
    file: SessionFile, label: str, keys: Sequence[str], tag: str, *, on: bool
) -> None:
    """The same for several notes in one edit."""
    row = storage.tables.NoteTagRow
    with file.edit(label) as edit:
        for key in keys:
            if on:
                edit.run(row.insert(note=key, tag=tag).on_conflict_ignore())
            else:
                edit.run(row.delete().where((row.note == key) & (row.tag == tag)))


def delete_note(file: SessionFile, label: str, key: str) -> None:
    """Take one note away with its tags and links, undoable."""
    delete_notes(file, label, [key])


def delete_notes(file: SessionFile, label: str, keys: Sequence[str]) -> None:
    """The same for several notes in one edit."""
    with file.edit(label) as edit:
        for key in keys:
            take_note(edit, key)


def take_note(edit: Edit, key: str) -> None:
    """The same within an edit that changes more; what was merged into it stands by itself."""
    note, tag, link = (
        storage.tables.NoteRow, storage.tables.NoteTagRow, storage.tables.NoteLinkRow,
    )
    edit.run(note.delete().where(note.key == key))
    edit.run(note.update(merged_into="").where(note.merged_into == key))
    edit.run(tag.delete().where(tag.note == key))
    edit.run(link.delete().where((link.source == key) | (link.target == key)))

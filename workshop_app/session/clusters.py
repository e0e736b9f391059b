"""Heaps of notes: clusters that have a name, and duplicates merged into the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.session.notes import clean, read_notes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workshop_app.session.notes import Note
    from workshop_app.storage import Edit, SessionFile


class Cluster(NamedTuple):
    """A named heap of notes within the column ``place``."""

    key: str
    place: str
    name: str


def read_clusters(file: SessionFile, activity: str) -> list[Cluster]:
    """The clusters of an activity in the order they were named; some may have lost their notes."""
    rows = file.rows(
        "SELECT key, place, name FROM cluster WHERE activity = ? ORDER BY position, key", activity
    )
    return [Cluster(*row) for row in rows]


def gather(file: SessionFile, label: str, activity: str, keys: Sequence[str], name: str) -> str:
    """Put notes on a heap of this name, undoable; the cluster's key.

    A cluster of that name in the same column takes them in.

    Raises:
        UserError: the notes stand in different columns, or are gone.
    """
    place = _chosen(file, activity, keys)[0].place
    clusters, name = read_clusters(file, activity), clean(name)
    known = {one.name.casefold(): one.key for one in clusters if one.place == place}
    key = known.get(name.casefold(), "")
    row = storage.tables.ClusterRow
    with file.edit(label) as edit:
        if not key:
            key = storage.new_key()
            last = file.row("SELECT max(position) FROM cluster WHERE activity = ?", activity)
            position = float(last[0]) + 1.0 if last and last[0] is not None else 1.0
            edit.run(row.insert(key=key, activity=activity, place=place, name=name, votes=None,
                                position=position))
        _put(edit, keys, key)
        _tidy(edit, activity)
    return key


def scatter(file: SessionFile, label: str, activity: str, keys: Sequence[str]) -> None:
    """Take notes off their heaps, undoable; a heap without notes is gone."""
    with file.edit(label) as edit:
        _put(edit, keys, "")
        _tidy(edit, activity)


def rename_cluster(file: SessionFile, label: str, key: str, name: str) -> None:
    """Call a cluster otherwise, undoable."""
    row = storage.tables.ClusterRow
    with file.edit(label) as edit:
        edit.run(row.update(name=clean(name)).where(row.key == key))


def dissolve(file: SessionFile, label: str, key: str) -> None:
    """Take a cluster apart, undoable; its notes stay in their column."""
    note, row = storage.tables.NoteRow, storage.tables.ClusterRow
    with file.edit(label) as edit:
        edit.run(note.update(cluster="").where(note.cluster == key))
        edit.run(row.delete().where(row.key == key))


def merge(file: SessionFile, label: str, activity: str, keys: Sequence[str]) -> str:
    """Merge duplicates into the one that was said first, undoable; its key.

    The others stay in the file. Their dots count for the first, and it takes over their tags.

    Raises:
        UserError: the notes stand in different columns, or are gone.
    """
    chosen = sorted(_chosen(file, activity, keys), key=lambda note: note.position)
    first, *others = chosen
    gone = [note.key for note in others]
    dots = [note.votes for note in chosen if note.votes is not None]
    row, tag = storage.tables.NoteRow, storage.tables.NoteTagRow
    with file.edit(label) as edit:
        here = row.key.in_(gone) | row.merged_into.in_(gone)
        edit.run(row.update(merged_into=first.key, votes=None).where(here))
        edit.run(row.update(votes=sum(dots) if dots else None).where(row.key == first.key))
        for name in sorted({name for note in others for name in note.tags}):
            edit.run(tag.insert(note=first.key, tag=name).on_conflict_ignore())
        _tidy(edit, activity)
    return first.key


def unmerge(file: SessionFile, label: str, note: Note) -> None:
    """Let what was merged into a note stand by itself again, undoable; the dots stay with it."""
    row = storage.tables.NoteRow
    with file.edit(label) as edit:
        edit.run(
            row.update(merged_into="", place=note.place, cluster=note.cluster)
            .where(row.merged_into == note.key)
        )  # fmt: skip


def _chosen(file: SessionFile, activity: str, keys: Collection[str]) -> list[Note]:
    notes = [note for note in read_notes(file, activity) if note.key in keys]
    if len({note.place for note in notes}) != 1:
        raise UserError(
            "These notes stand in different columns.",
            "Nothing was changed.",
            "Move them to one column first.",
        )
    return notes


def _put(edit: Edit, keys: Sequence[str], cluster: str) -> None:
    row = storage.tables.NoteRow
    for start in range(0, len(keys), 500):
        edit.run(row.update(cluster=cluster).where(row.key.in_(keys[start : start + 500])))


def _tidy(edit: Edit, activity: str) -> None:
    row, note = storage.tables.ClusterRow, storage.tables.NoteRow
    used = note.select(note.cluster).where((note.activity == activity) & (note.merged_into == ""))
    edit.run(row.delete().where((row.activity == activity) & row.key.not_in(used)))

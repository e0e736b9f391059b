"""What can be done with several notes at once: heap, merge and link them, each undoable."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.session.clusters import (
    dissolve,
    gather,
    merge,
    read_clusters,
    rename_cluster,
    scatter,
    unmerge,
)
from workshop_app.session.note_links import Link, turn_link
from workshop_app.session.notes import clean
from workshop_app.ui.note_actions import short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.clusters import Cluster
    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk


class HeapActions:
    """Changes heaps and lines and says so; a sentence in the bar when that does not work."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """For the notes of one activity."""
        self._desk = desk
        self._activity = activity

    def common(self, notes: Sequence[Note]) -> Cluster | None:
        """The cluster that all of these notes are in, if there is one."""
        keys = {note.cluster for note in notes}
        known = read_clusters(self._desk.workshop.file, self._activity)
        here = [one for one in known if {one.key} == keys]
        return here[0] if here and all(note.place == here[0].place for note in notes) else None

    def name(self, notes: Sequence[Note], name: str) -> bool:
        """Name a heap of notes.

        A name that is known in their column takes them in there; notes of one cluster rename
        it; no name takes it apart.
        """
        name, own = clean(name), self.common(notes)
        if own is None and not name:
            return True
        if own is not None and not name:
            return self.dissolve(own)
        known = {
            one.name.casefold()
            for one in read_clusters(self._desk.workshop.file, self._activity)
            if one.place == notes[0].place and one != own
        }
        file = self._desk.workshop.file
        if own is not None and name.casefold() not in known:
            return own.name == name or self._do(
                "rename", lambda label: rename_cluster(file, label, own.key, name), name=name
            )
        keys = [note.key for note in notes]
        return self._do(
            "gather", lambda label: gather(file, label, self._activity, keys, name),
            name=name, n=len(notes),
        )  # fmt: skip

    def dissolve(self, cluster: Cluster) -> bool:
        """Take a cluster apart."""
        file = self._desk.workshop.file
        return self._do(
            "dissolve", lambda label: dissolve(file, label, cluster.key), name=cluster.name
        )

    def scatter(self, notes: Sequence[Note]) -> bool:
        """Take notes off their heaps."""
        keys = [note.key for note in notes if note.cluster]
        if not keys:
            return True
        file = self._desk.workshop.file
        return self._do(
            "scatter", lambda label: scatter(file, label, self._activity, keys), n=len(keys)
        )

    def merge(self, notes: Sequence[Note]) -> bool:
        """Merge duplicates into the one that was said first; one alone is none."""
        if len(notes) < 2:
            self._desk.announce(self._desk.workshop.words("editors.heap.choose"))
            return False
        first = min(notes, key=lambda note: note.position)
        keys, file = [note.key for note in notes], self._desk.workshop.file
        return self._do(
            "merge", lambda label: merge(file, label, self._activity, keys),
            n=len(notes), text=short(first.text),
        )  # fmt: skip

    def unmerge(self, note: Note) -> bool:
        """Let what was merged into a note stand by itself again."""
        file = self._desk.workshop.file
        return self._do(
            "unmerge", lambda label: unmerge(file, label, note), text=short(note.text)
        )

    def link(self, source: Note, target: Note) -> bool:
        """Draw a line between two notes, break it, or take it away: in this order."""
        file, found = self._desk.workshop.file, []
        words = self._desk.workshop.words
        label = words("editors.edit.link", text=short(source.text), other=short(target.text))
        link = Link(source.key, target.key)
        done = self._desk.attempt(
            lambda: found.append(turn_link(file, label, self._activity, link))
        )
        if done:
            state = "gone" if found[0] is None else "broken" if found[0].broken else "there"
            said = words(f"editors.heap.link_{state}", text=short(source.text),
                         other=short(target.text))
            self._desk.toast(said, undoable=True)
        return done

    def _do(self, verb: str, change: Callable[[str], object], **fields: object) -> bool:
        """Run one edit; its name in the undo menu is what the toast says."""
        said = self._desk.workshop.words(f"editors.heap.{verb}", **fields)
        done = self._desk.attempt(partial(change, said))
        if done:
            self._desk.toast(said, undoable=True)
        return done

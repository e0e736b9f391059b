"""What can be done with notes: each as one undoable edit with a name people recognise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.session.notes import (
    LONGEST,
    NewNote,
    Note,
    change_note,
    change_notes,
    clean,
    delete_notes,
    tag_notes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workshop_app.ui.desk import Desk

_MOST_VOTES: Final = 999
_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the notes of an activity have besides their text.

    Dots, tags (``flags``), heaps with names and duplicates, lines between them. Where there is
    one tag only it may say that something is wrong, or (``settles``) that it is settled.
    """

    votes: bool = False
    flags: bool = False
    heaps: bool = False
    links: bool = False
    settles: bool = False


def short(text: str) -> str:
    """A text as it is quoted in a sentence."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"


def too_long() -> UserError:
    """A text that would be cut if it were saved."""
    return UserError(
        "A note has room for {most} characters.",
        "Your text is still in the field.",
        "Make two notes of it.",
        most=LONGEST,
    )


class NoteActions:
    """Changes notes and says so; every method returns whether the change was saved."""

    def __init__(
        self, desk: Desk, activity: str, changed: Callable[[Note], object] | None = None
    ) -> None:
        """For the notes of one activity; ``changed`` gets a note as it is from now on."""
        self._desk = desk
        self._activity = activity
        self._changed = changed

    def add(
        self, place: str, texts: Sequence[str], held: bool, save: Callable[..., object]
    ) -> bool:
        """Add texts in one edit; ``save`` is a kind's ``add_notes``.

        Several at once, such as pasted lines, are toasted so that one Undo takes them back.
        """
        if any(len(text) > LONGEST for text in texts):
            self._desk.fail(too_long())
            return False
        words = self._desk.workshop.words
        label = words("editors.edit.add", n=len(texts), text=short(clean(texts[0])))
        notes = [NewNote(place, text, held=held) for text in texts]
        context = self._desk.workshop.context(self._activity)
        if not self._desk.attempt(partial(save, notes, label, context)):
            return False
        said = words("editors.note.added_held" if held else "editors.note.added", n=len(texts))
        if len(texts) > 1 or held:
            self._desk.toast(said, undoable=True)
        else:
            self._desk.announce(said)
        return True

    def rename(self, note: Note, text: str) -> bool:
        """Save another text; an empty one is no text, so the old one stays."""
        if clean(text) in ("", note.text):
            return True
        if len(text.strip()) > LONGEST:
            self._desk.fail(too_long())
            return False
        return self._change(note, "text", text=clean(text))

    def delete(self, notes: Sequence[Note]) -> bool:
        """Take notes away."""
        words, file = self._desk.workshop.words, self._desk.workshop.file
        fields = {"n": len(notes), "text": short(notes[0].text)}
        label = words("editors.edit.delete", **fields)
        keys = [note.key for note in notes]
        done = self._desk.attempt(partial(delete_notes, file, label, keys))
        if done:
            self._desk.toast(words("editors.note.deleted", **fields), undoable=True)
        return done

    def move(self, notes: Sequence[Note], place: str, label: str) -> bool:
        """Put notes in another place, which is called ``label``; there they are on no heap."""
        notes = [note for note in notes if note.place != place]
        if not notes:
            return True
        desk, words = self._desk, self._desk.workshop.words
        keys, text = [note.key for note in notes], short(notes[0].text)
        edit = words("editors.edit.move", n=len(notes), text=text)
        change = partial(
            change_notes, desk.workshop.file, edit, keys, place=place, cluster=""
        )
        done = desk.attempt(change)
        if done:
            self._show(note._replace(place=place, cluster="") for note in notes)
            said = words("editors.note.moved", n=len(notes), text=text, place=label)
            desk.toast(said, undoable=True)
        return done

    def hold(self, notes: Sequence[Note]) -> bool:
        """Hold notes back from the stage, or let them go there when all are held."""
        words, file = self._desk.workshop.words, self._desk.workshop.file
        held = not all(note.held for note in notes)
        fields = {"n": len(notes), "text": short(notes[0].text)}
        label = words(f"editors.edit.{'hold' if held else 'show'}", **fields)
        keys = [note.key for note in notes]
        done = self._desk.attempt(partial(change_notes, file, label, keys, held=held))
        if done:
            self._show([note._replace(held=held) for note in notes])
            said = words(f"editors.note.{'now_held' if held else 'shown'}", **fields)
            self._desk.toast(said, undoable=True)
        return done

    def flag(self, note: Note) -> bool:
        """Put the activity's first tag on a note, or take it off."""
        parts = self._desk.workshop.method.activities[self._activity].list("tags")
        return self.tag([note], parts[0].id)

    def tag(self, notes: Sequence[Note], tag: str) -> bool:
        """Put a tag on notes, or take it off when all have it."""
        desk, words = self._desk, self._desk.workshop.words
        on = any(tag not in note.tags for note in notes)
        name = desk.workshop.context(self._activity).text(f"tags.{tag}")
        verb = "tag" if on else "untag"
        label = words(f"editors.edit.{verb}", n=len(notes), text=short(notes[0].text), tag=name)
        keys = [note.key for note in notes]
        change = partial(tag_notes, desk.workshop.file, label, keys, tag, on=on)
        done = desk.attempt(change)
        if done:
            others = [tuple(one for one in note.tags if one != tag) for note in notes]
            self._show(
                note._replace(tags=tuple(sorted((*kept, tag))) if on else kept)
                for note, kept in zip(notes, others, strict=True)
            )
            desk.announce(words(f"editors.note.now_{verb}ged", n=len(notes), tag=name))
        return done

    def vote(self, note: Note, step: int) -> bool:
        """One dot more or less; no dot at all is the same as nobody having voted."""
        votes = min(max((note.votes or 0) + step, 0), _MOST_VOTES) or None
        if votes == note.votes:
            return True
        done = self._change(note, "votes", votes=votes)
        if done:
            self._desk.announce(self._desk.workshop.words("editors.note.votes", n=votes or 0))
        return done

    def _show(self, notes: Iterable[Note]) -> None:
        if self._changed is not None:
            for note in notes:
                self._changed(note)

    def _change(self, note: Note, verb: str, **columns: object) -> bool:
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label = words(f"editors.edit.{verb}", text=short(note.text))
        done = self._desk.attempt(partial(change_note, file, label, note.key, **columns))
        if done:
            self._show([note._replace(**columns)])  # type: ignore[arg-type]
        return done

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
    clean,
    delete_note,
    tag_note,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.ui.desk import Desk

_MOST_VOTES: Final = 999
_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the notes of an activity have besides their text: dots, flags."""

    votes: bool = False
    flags: bool = False


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

    def delete(self, note: Note) -> bool:
        """Take a note away."""
        words = self._desk.workshop.words
        label = words("editors.edit.delete", text=short(note.text))
        file = self._desk.workshop.file
        done = self._desk.attempt(partial(delete_note, file, label, note.key))
        if done:
            said = words("editors.note.deleted", text=short(note.text))
            self._desk.toast(said, undoable=True)
        return done

    def move(self, note: Note, place: str, label: str) -> bool:
        """Put a note in another place, which is called ``label``."""
        if note.place == place:
            return True
        done = self._change(note, "move", place=place)
        if done:
            words = self._desk.workshop.words
            said = words("editors.note.moved", text=short(note.text), place=label)
            self._desk.toast(said, undoable=True)
        return done

    def hold(self, note: Note) -> bool:
        """Hold a note back from the stage, or let it go there."""
        done = self._change(note, "show" if note.held else "hold", held=not note.held)
        if done:
            key = "editors.note.shown" if note.held else "editors.note.now_held"
            said = self._desk.workshop.words(key, text=short(note.text))
            self._desk.toast(said, undoable=True)
        return done

    def flag(self, note: Note) -> bool:
        """Put the activity's first tag on a note, or take it off."""
        desk, words = self._desk, self._desk.workshop.words
        tag = desk.workshop.method.activities[self._activity].list("tags")[0].id
        on = tag not in note.tags
        label = words(f"editors.edit.{'flag' if on else 'unflag'}", text=short(note.text))
        done = desk.attempt(partial(tag_note, desk.workshop.file, label, note.key, tag, on=on))
        if done:
            if self._changed is not None:
                others = tuple(other for other in note.tags if other != tag)
                self._changed(note._replace(tags=(*others, tag) if on else others))
            desk.announce(words(f"editors.note.now_{'flagged' if on else 'unflagged'}"))
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

    def _change(self, note: Note, verb: str, **columns: object) -> bool:
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label = words(f"editors.edit.{verb}", text=short(note.text))
        done = self._desk.attempt(partial(change_note, file, label, note.key, **columns))
        if done and self._changed is not None:
            self._changed(note._replace(**columns))  # type: ignore[arg-type]
        return done

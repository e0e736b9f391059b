"""The console's capture of a talk: the scribe's notes."""

from workshop_app.kinds.talk import KIND
from workshop_app.ui.notes_editor import NotesEditor


class Editor(NotesEditor):
    """One place, nothing else."""

    kind = KIND

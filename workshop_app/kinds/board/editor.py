"""The console's capture of a board: notes in columns, with dots, tags, heaps and lines."""

from workshop_app.kinds.board import KIND
from workshop_app.kinds.board.model import TICK
from workshop_app.ui.note_actions import Abilities
from workshop_app.ui.notes_editor import NotesEditor


class Editor(NotesEditor):
    """Notes by column, with dots and heaps; tags and lines where the method asks for them."""

    kind = KIND

    def abilities(self) -> Abilities:
        """Dots and heaps always; the rest as the method says."""
        board = self.context.activity
        tags = board.list("tags")
        return Abilities(
            votes=True,
            flags=bool(tags),
            heaps=True,
            links=bool(board.setting("links")),
            settles=len(tags) == 1 and tags[0].setting("mark") == TICK,
        )

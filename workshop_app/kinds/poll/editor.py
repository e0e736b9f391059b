"""The console's capture of a poll: its round, and notes where it has columns."""

from workshop_app.kinds.poll import KIND
from workshop_app.ui.vote_editor import VoteEditor


class Editor(VoteEditor):
    """Ballots from paper, from the booth or counted cards."""

    kind = KIND

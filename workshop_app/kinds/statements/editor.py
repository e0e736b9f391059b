"""The console's capture of statements: the round, and words for items from elsewhere."""

from workshop_app.kinds.statements import KIND
from workshop_app.ui.vote_editor import VoteEditor


class Editor(VoteEditor):
    """Ballots from paper, from the booth or counted cards."""

    kind = KIND

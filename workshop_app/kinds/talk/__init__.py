"""Talk: a card, a timer and the scribe's notes; pauses too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.contract import Kind, Place
from workshop_app.kinds.talk import figure, model
from workshop_app.kinds.talk.model import TalkResults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context


class Talk(Kind[TalkResults]):
    """Nothing is captured but what the scribe writes down."""

    key = "talk"
    shape = model.SHAPE

    def places(self, context: Context) -> tuple[Place, ...]:
        """One place, for the scribe."""
        return (Place(model.PLACE, context.words("talk.note")),)

    def results(self, context: Context) -> TalkResults:
        """The scribe's notes."""
        return model.read_results(context)

    def is_empty(self, results: TalkResults) -> bool:
        """Whether nothing was noted."""
        return not results.notes

    def figures(
        self, results: TalkResults, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """The notes as cards, or what the talk is for."""
        return figure.figures(results, canvas, context)

    def tables(self, results: TalkResults, context: Context) -> tuple[Table, ...]:
        """The notes as a list."""
        return figure.tables(results, context)


KIND = Talk()

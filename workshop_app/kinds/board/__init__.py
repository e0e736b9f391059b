"""Boards: notes in named columns, dots, and flags where inside and outside differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.board import figure, model
from workshop_app.kinds.board.model import BoardResults
from workshop_app.kinds.contract import Footer, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context


class Board(Kind[BoardResults]):
    """Notes in named columns; the picture is alive while notes come in."""

    key = "board"
    shape = model.SHAPE
    picture_views = ("collect", "content")

    def results(self, context: Context) -> BoardResults:
        """The notes by column, without those held back."""
        return model.read_results(context)

    def is_empty(self, results: BoardResults) -> bool:
        """Whether the room sees no note yet."""
        return not results.notes

    def figures(
        self, results: BoardResults, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """The columns with their notes."""
        return figure.figures(results, canvas, context)

    def tables(self, results: BoardResults, context: Context) -> tuple[Table, ...]:
        """Every note with its column, dots and flag."""
        return figure.tables(results, context)

    def footer(self, results: BoardResults, view: str, context: Context) -> Footer:
        """How many people, notes and dots; which notes stand out."""
        words = context.words
        parts = [words("board.people", n=results.people)] if results.people else []
        if results.voted:
            parts.append(figure.dots_placed(results, context))
        elif results.notes:
            parts.append(words("board.notes", n=len(results.notes)))
        state = words(f"board.top.{results.outlined}") if results.outlined else ""
        return Footer(" · ".join(parts), state)

    def numbers(self, results: BoardResults, context: Context) -> Mapping[str, Any]:
        """Notes, votes and flags per column."""
        return {
            "n": len(results.notes),
            "votes": results.dots if results.voted else None,
            "items": {
                column.id: {
                    "n": len(column.notes),
                    "votes": column.dots if results.voted else None,
                    "flagged": column.flagged,
                    "held": column.held,
                }
                for column in results.columns
            },
        }


KIND = Board()

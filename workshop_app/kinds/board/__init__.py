"""Boards: notes in named columns, with dots, tags, clusters and lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.board import figure, model, rehearsal, tables
from workshop_app.kinds.board.loops import loop_rate, open_loops
from workshop_app.kinds.board.model import BoardColumn, BoardResults
from workshop_app.kinds.contract import FollowUp, Footer, Kind
from workshop_app.session.over_time import Measure, Measures
from workshop_app.session.passages import Passage
from workshop_app.statistics import rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.people import Person
    from workshop_app.session.review import Rate, Subject


class BoardFollowUp(FollowUp):
    """Loops: what was heard is looked at until something comes of it."""

    def reviewed(self, context: Context) -> tuple[Subject, ...]:
        """What was heard before, and had come to nothing yet."""
        return open_loops(context)

    def rates(self, context: Context) -> tuple[Rate, ...]:
        """Which share of all that was ever heard came to something."""
        return loop_rate(context)


class Board(Kind[BoardResults]):
    """Notes in named columns; the picture is alive while notes come in."""

    key = "board"
    follow_up = BoardFollowUp()
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
        """Every note with its column, dots and tags; clusters, tags and lines."""
        return tables.tables(results, context)

    def footer(self, results: BoardResults, view: str, context: Context) -> Footer:
        """How many people, notes, dots and lines; which notes stand out."""
        words = context.words
        parts = [words("board.people", n=results.people)] if results.people else []
        if results.voted:
            parts.append(figure.dots_placed(results, context))
        elif results.notes:
            parts.append(words("board.notes", n=len(results.notes)))
        parts += figure.weighed(results, context)
        if results.links:
            parts.append(words("board.links", n=len(results.links) - results.broken))
        if results.broken:
            parts.append(words("board.broken_links", n=results.broken))
        state = words(f"board.top.{results.outlined}") if results.outlined else ""
        return Footer(" · ".join(parts), state)

    def numbers(self, results: BoardResults, context: Context) -> Mapping[str, Any]:
        """Notes, votes, tags and clusters per column; lines and loops over all of them."""
        voted = results.voted
        found: dict[str, Any] = {
            "n": len(results.notes),
            "votes": results.dots if voted else None,
            "merged": results.merged,
            "items": {column.id: _entry(column, context, voted=voted)
                      for column in results.columns},
        }
        if context.activity.setting("links"):
            found["links"] = len(results.links) - results.broken
            found["broken"] = results.broken
        if results.closed is not None:
            done, heard = results.closed
            found["loops"] = {"closed": done, "heard": heard, "rate": rate(done, heard)}
        return found

    def measures(self, results: BoardResults, context: Context) -> tuple[Measures, ...]:
        """Which share of what was heard came to something."""
        if results.closed is None:
            return ()
        words, share = context.words, rate(*results.closed)
        loops = Measure("loops", words("over_time.loops"), share)
        caption = words("over_time.rate")
        return (
            Measures("loops", caption, caption, (loops,), "trend", lacks="blank", unit="percent"),
        )

    def for_person(
        self, results: BoardResults, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """The sentence that stands on top of everything the room said."""
        if not results.headline:
            return ()
        return (Passage("dream", context.text("title"), (results.headline,)),)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """Notes in every column, some tagged, heaped and linked as the activity asks."""
        super().rehearse(context, crowd)
        rehearsal.arrange(context, crowd)


def _entry(column: BoardColumn, context: Context, *, voted: bool) -> dict[str, Any]:
    return {
        "n": len(column.notes),
        "votes": column.dots if voted else None,
        "flagged": column.flagged,
        "held": column.held,
        "tags": {part.id: column.tagged[part.id] for part in context.activity.list("tags")},
        "clusters": [
            {"name": one.name, "n": len(one.notes), "votes": one.votes if voted else None}
            for one in column.clusters
        ],
    }


KIND = Board()

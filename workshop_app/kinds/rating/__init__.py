"""Rating: items on a scale, gathered on axes, in one to three passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind
from workshop_app.kinds.rating import figure, model, tables
from workshop_app.kinds.rating.model import RatingResults
from workshop_app.session.votes import turnout_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context


class Rating(Kind[RatingResults]):
    """Items × scale; a radar from three axes on, bars below."""

    key = "rating"
    shape = model.SHAPE
    picture_views = ("total", "agreement", "groups")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """A line per item and pass."""
        return model.questions(context)

    def results(self, context: Context) -> RatingResults:
        """The newest revealed round."""
        return model.read_results(context)

    def is_empty(self, results: RatingResults) -> bool:
        """Whether nobody has voted and nothing was said."""
        return not (results.said or (results.round and results.round.returned))

    def figures(
        self, results: RatingResults, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """``guess`` has no values; ``groups`` without groups shows all of us."""
        return figure.figures(results, view, canvas, context)

    def tables(self, results: RatingResults, context: Context) -> tuple[Table, ...]:
        """Axes, statements, answers, and what was said."""
        return tables.tables(results, context)

    def start_figure(
        self, results: RatingResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The same picture with every score at zero."""
        if view in ("guess", "content"):
            return None
        return figure.figures(results, view, canvas, context, grown=0.0)[0]

    def footer(self, results: RatingResults, view: str, context: Context) -> Footer:
        """How many voted, and how to read the lines."""
        if results.round is None or view in ("guess", "content"):
            return Footer()
        words = context.words
        state = turnout_words(words, results.round)
        if view == "groups" and results.groups:
            from_k = words("votes.groups_from", k=results.round.minimum)
            reading = words("rating.footer.groups") if figure.has_radar(results) else ""
            return Footer(reading, f"{state} · {from_k}")
        if view == "groups":
            return Footer("", state, words("votes.no_groups", k=results.round.minimum))
        return Footer(words("rating.footer.agreement") if view == "agreement" else "", state)

    def numbers(self, results: RatingResults, context: Context) -> Mapping[str, Any]:
        """Items, axes and groups, unrounded."""
        return model.numbers(results, context)


KIND = Rating()

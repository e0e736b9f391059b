"""Rating: items on a scale, gathered on axes, in one to three passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind, voted_footer
from workshop_app.kinds.rating import figure, model, passes, tables
from workshop_app.session.profile import ProfileResults, profile_numbers
from workshop_app.session.profile_gaps import groups_reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context


class Rating(Kind[ProfileResults]):
    """Items × scale; a radar from three axes on, bars below."""

    key = "rating"
    shape = model.SHAPE
    picture_views = ("total", "agreement", "groups")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """A line per item and pass."""
        return model.questions(context)

    def results(self, context: Context) -> ProfileResults:
        """The newest revealed round."""
        return model.read_results(context)

    def is_empty(self, results: ProfileResults) -> bool:
        """Whether nobody has voted and nothing was said."""
        return not (results.said or (results.round and results.round.returned))

    def figures(
        self, results: ProfileResults, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """``guess`` has no values; ``groups`` without groups shows all of us."""
        return figure.figures(results, view, canvas, context)

    def tables(self, results: ProfileResults, context: Context) -> tuple[Table, ...]:
        """Axes, statements, answers, and what was said."""
        return tables.tables(results, context)

    def start_figure(
        self, results: ProfileResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The same picture with every score at zero."""
        if view in ("guess", "content"):
            return None
        return figure.figures(results, view, canvas, context, grown=0.0)[0]

    def footer(self, results: ProfileResults, view: str, context: Context) -> Footer:
        """How many voted, and how to read the lines."""
        words, groups, reading = context.words, bool(results.groups), ""
        if view == "agreement":
            reading = words("rating.footer.agreement")
        elif view == "groups":
            axes = [context.text(f"axes.{axis}") for axis in results.plan.axes]
            radar = figure.has_radar(results)
            reading = groups_reading(results, context, axes, radar=radar)
        elif view == "total":
            reading = passes.sentence(results, context)
        return voted_footer(words, results.round, view, groups=groups, reading=reading)

    def numbers(self, results: ProfileResults, context: Context) -> Mapping[str, Any]:
        """Items, axes, groups and passes, unrounded."""
        return {**profile_numbers(results, context), **passes.entries(results)}


KIND = Rating()

"""Spectrum: pairs of poles, where we are today and where we want to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind, voted_footer
from workshop_app.kinds.spectrum import figure, model, tables
from workshop_app.session.profile import ProfileResults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context


class Spectrum(Kind[ProfileResults]):
    """Pairs of poles in two passes; a profile of dumbbells."""

    key = "spectrum"
    shape = model.SHAPE
    picture_views = ("total", "agreement", "groups")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """A line per pair and pass."""
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
        """Shifts, groups, answers, and what was said."""
        return tables.tables(results, context)

    def start_figure(
        self, results: ProfileResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The same picture with every mark in the middle."""
        if view in ("guess", "content"):
            return None
        return figure.figures(results, view, canvas, context, grown=0.0)[0]

    def footer(self, results: ProfileResults, view: str, context: Context) -> Footer:
        """How many voted, and how to read the profile."""
        words, groups = context.words, bool(results.groups)
        key = "spectrum.footer.agreement" if view == "agreement" else "spectrum.footer.total"
        return voted_footer(words, results.round, view, groups=groups, reading=words(key))

    def numbers(self, results: ProfileResults, context: Context) -> Mapping[str, Any]:
        """Items, shifts and groups, unrounded."""
        return model.numbers(results, context)


KIND = Spectrum()

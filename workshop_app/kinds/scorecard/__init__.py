"""The scorecard: few figures, each with a beginning, a target, an owner and what it was since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind
from workshop_app.kinds.scorecard import figure, invented, model
from workshop_app.kinds.scorecard import tables as told
from workshop_app.kinds.scorecard.model import ScorecardResults
from workshop_app.session.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.flow import Offer
    from workshop_app.session.over_time import Measures


class Scorecard(Kind[ScorecardResults]):
    """Progress from baseline to target, the advocacy rows first.

    Its ``guess`` is the method's case: the same whatever the room has entered.
    """

    key = "scorecard"
    shape = model.SHAPE
    picture_views = ("collect", "content")

    def take_over(
        self, offers: Sequence[Offer], into: str, label: str, context: Context
    ) -> None:
        """A number becomes the baseline of the row ``into``, which comes on the card if need be."""
        for offer in offers:
            if offer.value is not None:
                model.put_baseline(context, label, into, offer.value)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """A handful of rows with targets, some with a figure since."""
        invented.rehearse(context, crowd)

    def results(self, context: Context) -> ScorecardResults:
        """The chosen rows with their figures."""
        return model.read_results(context)

    def is_empty(self, results: ScorecardResults) -> bool:
        """Whether no row was chosen yet."""
        return not results.lines

    def figures(
        self, results: ScorecardResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """The card, or with ``guess`` the case."""
        if view == "guess" and context.activity.list("cases"):
            return figure.case(canvas, context)
        return figure.card(results, canvas, context)

    def start_figure(
        self, results: ScorecardResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The card with bars that have no length yet."""
        if view != "content" or not results.measured:
            return None
        return figure.card(results, canvas, context, grown=0.0)[0]

    def tables(self, results: ScorecardResults, context: Context) -> tuple[Table, ...]:
        """Every row with its figures."""
        return told.tables(results, context) if results.lines else ()

    def measures(self, results: ScorecardResults, context: Context) -> tuple[Measures, ...]:
        """How far every row has come, and what it was on each day."""
        return told.measures(results, context)

    def for_sponsor(
        self, results: ScorecardResults, canvas: Canvas, context: Context
    ) -> tuple[Passage, ...]:
        """Where every figure began, where it should be and when, and what it was since."""
        return (
            Passage(
                "scores", context.text("question"),
                figures=figure.card(results, canvas, context)[:1],
                tables=told.tables(results, context),
            ),
        )

    def footer(self, results: ScorecardResults, view: str, context: Context) -> Footer:
        """How many rows, of what kind; what the case promises."""
        words = context.words
        if view == "guess":
            return Footer(words("scorecard.case_note"))
        if not results.lines:
            return Footer()
        parts = [words("scorecard.count", n=len(results.lines))]
        for effect in model.EFFECTS:
            count = sum(line.effect == effect for line in results.lines)
            if count:
                parts.append(words(f"scorecard.{effect}", n=count))
        return Footer(" · ".join(parts), words("scorecard.legend"))

    def numbers(self, results: ScorecardResults, context: Context) -> Mapping[str, Any]:
        """Every row with its figures and its progress."""
        return told.numbers(results, context)


KIND = Scorecard()

"""Economics: what customers are worth, what losing them costs, and what could change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind
from workshop_app.kinds.economics import figure, invented, model
from workshop_app.kinds.economics import tables as told
from workshop_app.kinds.economics.model import EconomicsResults
from workshop_app.kinds.economics.wording import percent
from workshop_app.session.passages import Passage
from workshop_app.session.votes import turnout_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd


class Economics(Kind[EconomicsResults]):
    """Figures and what follows from them; the yearly loss may be guessed first.

    Its ``guess`` is the figures that were entered, ``total`` the guesses beside the loss, and
    ``content`` all that follows.
    """

    key = "economics"
    shape = model.SHAPE
    picture_views = ("total", "content")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """The guess of the yearly loss, if the activity asks for one."""
        return model.questions(context)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """Figures of an invented company, some of them estimates."""
        invented.rehearse(context, crowd)

    def results(self, context: Context) -> EconomicsResults:
        """What was given, and what follows."""
        return model.read_results(context)

    def is_empty(self, results: EconomicsResults) -> bool:
        """Whether nothing was entered and nobody has guessed."""
        return not results.entered and results.round is None

    def figures(
        self, results: EconomicsResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """Inputs, the guesses beside the loss, or waterfall, scenarios and losses."""
        if view == "guess":
            return figure.inputs(results, canvas, context)
        if view == "total":
            return figure.guessed(results, canvas, context)
        pages = figure.scenarios(results, canvas, context)
        if results.base.value is None:
            return pages
        return (*pages, *figure.losses(results, canvas, context))

    def start_figure(
        self, results: EconomicsResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The waterfall before it has any height."""
        if view != "content" or results.base.value is None:
            return None
        return figure.scenarios(results, canvas, context, grown=0.0)[0]

    def tables(self, results: EconomicsResults, context: Context) -> tuple[Table, ...]:
        """Exact figures: what was given, what follows, what could change."""
        return told.tables(results, context)

    def for_sponsor(
        self, results: EconomicsResults, canvas: Canvas, context: Context
    ) -> tuple[Passage, ...]:
        """What could change, and what it would be worth."""
        return (
            Passage(
                "money", context.text("question"),
                figures=figure.scenarios(results, canvas, context)[:1],
                tables=told.for_sponsor(results, context),
            ),
        )

    def footer(self, results: EconomicsResults, view: str, context: Context) -> Footer:
        """What the value counts, and that stage figures are rounded."""
        words = context.words
        if view == "total" and results.round is not None:
            said = turnout_words(words, results.round)
            return Footer(words("economics.footer.rounded"), said)
        discount = results.given.get("discount")
        if not results.entered or discount is None or discount.value is None:
            return Footer()
        if view == "guess":
            return Footer("", words("economics.footer.estimates"))
        share = percent(words, discount.value)
        counted = words("economics.footer.people", discount=share) if view == "content" else ""
        return Footer(counted, words("economics.footer.rounded"))

    def numbers(self, results: EconomicsResults, context: Context) -> Mapping[str, Any]:
        """Figures, amounts, scenarios and guesses, unrounded."""
        return told.numbers(results, context)


KIND = Economics()

"""Poll: choices, rankings, numbers and words, once or before and after a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind
from workshop_app.kinds.poll import figure, model, tables, wording
from workshop_app.kinds.poll.model import PollResults
from workshop_app.kinds.poll.offers import offers
from workshop_app.session.votes import turnout_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.flow import Offer


class Poll(Kind[PollResults]):
    """A few questions, each in a form of its own."""

    key = "poll"
    shape = model.SHAPE
    picture_views = ("total", "groups")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """A line per question; a ranking has one per option."""
        return model.questions(context)

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """What was ranked first, and the numbers; the notes come after."""
        return (*offers(context), *super().offers(context))

    def results(self, context: Context) -> PollResults:
        """The newest revealed answers to every question."""
        return model.read_results(context)

    def is_empty(self, results: PollResults) -> bool:
        """Whether nobody has voted and nothing was said."""
        return not (results.said or (results.round and results.round.returned))

    def figures(
        self, results: PollResults, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """``guess`` has no votes; ``groups`` without groups shows all of us."""
        return figure.figures(results, view, canvas, context)

    def tables(self, results: PollResults, context: Context) -> tuple[Table, ...]:
        """A table per question, and what was said."""
        return tables.tables(results, context)

    def start_figure(
        self, results: PollResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The same picture with every bar and dot at nothing."""
        if view in ("guess", "content"):
            return None
        return figure.figures(results, view, canvas, context, grown=0.0)[0]

    def footer(self, results: PollResults, view: str, context: Context) -> Footer:
        """How many voted, what a point is, and whether another count would choose otherwise."""
        if results.round is None or view in ("guess", "content"):
            return Footer()
        words = context.words
        state = turnout_words(words, results.round)
        ranked = [one for one in results.results if one.form == "rank"]
        points = figure.points_note(words, len(ranked[0].values)) if ranked else ""
        if view == "groups" and any(one.groups for one in results.results):
            return Footer(
                points, f"{state} · {words('votes.groups_from', k=results.round.minimum)}"
            )
        if view == "groups":
            return Footer(points, state, words("votes.no_groups", k=results.round.minimum))
        otherwise = wording.otherwise_words(context, ranked)[:1]
        return Footer(" ".join(filter(None, (points, *otherwise))), state)

    def numbers(self, results: PollResults, context: Context) -> Mapping[str, Any]:
        """Questions and groups, unrounded."""
        return model.numbers(results, context)


KIND = Poll()

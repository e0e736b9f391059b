"""Poll: choices, rankings, numbers and words, once or before and after a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.poll import figure, model, shape, tables, wording
from workshop_app.kinds.poll.model import PollResults
from workshop_app.kinds.poll.offers import offers
from workshop_app.kinds.voted import VotedKind

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.flow import Offer


class Poll(VotedKind[PollResults]):
    """A few questions, each in a form of its own."""

    key = "poll"
    shape = shape.SHAPE
    picture_views = ("total", "groups")

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """What was ranked first, and the numbers; the notes come after."""
        return (*offers(context), *super().offers(context))

    def reading(self, results: PollResults, view: str, context: Context) -> str:
        """Whether another count would choose otherwise, and what a point is."""
        ranked = [one for one in results.results if one.form == "rank"]
        points = figure.points_note(context.words, len(ranked[0].values)) if ranked else ""
        otherwise = wording.otherwise_words(context, ranked)[:1] if view != "groups" else ()
        return " ".join(filter(None, (*otherwise, points)))


KIND = Poll(model, figure, tables)

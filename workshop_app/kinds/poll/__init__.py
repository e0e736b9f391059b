"""Poll: choices, rankings, numbers and words, once or before and after a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.contract import FollowUp
from workshop_app.kinds.poll import figure, model, shape, tables, wording
from workshop_app.kinds.poll.measures import measures
from workshop_app.kinds.poll.model import PollResults
from workshop_app.kinds.poll.offers import chosen, habits, offers
from workshop_app.kinds.voted import VotedKind
from workshop_app.session.passages import Finding, Passage
from workshop_app.session.profile_findings import divided
from workshop_app.session.review import read_ritual_rate

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.flow import Offer
    from workshop_app.session.over_time import Measures
    from workshop_app.session.people import Person
    from workshop_app.session.review import Rate, Subject


class PollFollowUp(FollowUp):
    """What was ranked first is a habit from then on."""

    def reviewed(self, context: Context) -> tuple[Subject, ...]:
        """The habits that were ranked first before."""
        return habits(context)

    def rates(self, context: Context) -> tuple[Rate, ...]:
        """How many of the times that habits were planned they were held."""
        return read_ritual_rate(context.file, context.activity.id)


class Poll(VotedKind[PollResults]):
    """A few questions, each in a form of its own."""

    key = "poll"
    follow_up = PollFollowUp()
    shape = shape.SHAPE
    picture_views = ("total", "groups")

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """What was ranked first, and the numbers; the notes come after."""
        return (*offers(context), *super().offers(context))

    def measures(self, results: PollResults, context: Context) -> tuple[Measures, ...]:
        """Its numbers and how likely people recommend; no choices, guesses or words."""
        return measures(results, context)

    def for_person(
        self, results: PollResults, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """What a ranking put first: habits to carry along."""
        return tuple(
            Passage("habit", context.text("title"), texts)
            for part in context.activity.list("questions")
            if (texts := chosen(context, results.of(part.id), part))
        )

    def findings(self, results: PollResults, context: Context) -> tuple[Finding, ...]:
        """The question on a scale that divides most."""
        parts = context.activity.list("questions")
        asked = [(model.asked(context, part), results.of(part.id)) for part in parts]
        said = [(text, of[0].numbers) for text, of in asked if len(of) == 1]
        return tuple(divided(context, said))

    def reading(self, results: PollResults, view: str, context: Context) -> str:
        """Whether another count would choose otherwise, and what a point is."""
        ranked = [one for one in results.results if one.form == "rank"]
        points = figure.points_note(context.words, len(ranked[0].values)) if ranked else ""
        otherwise = wording.otherwise_words(context, ranked)[:1] if view != "groups" else ()
        return " ".join(filter(None, (*otherwise, points)))


KIND = Poll(model, figure, tables)

"""Pledges: what each will start, stop or keep, private unless its owner shares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Due, FollowUp, Footer, Kind
from workshop_app.kinds.pledge import figure, model
from workshop_app.kinds.pledge.model import PledgeResults
from workshop_app.session.passages import Passage
from workshop_app.session.pledges_kept import read_pledge_rate
from workshop_app.session.review import read_reviews
from workshop_app.session.whose import Whose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.people import Person
    from workshop_app.session.review import Rate


class PledgeFollowUp(FollowUp):
    """Pledges are looked at in their list."""

    def rates(self, context: Context) -> tuple[Rate, ...]:
        """How far they were kept, all together."""
        return read_pledge_rate(context.file, context.activity.id)


class PledgeKind(Kind[PledgeResults]):
    """Personal commitments; results, picture and tables hold shared ones only."""

    key = "pledge"
    shape = model.SHAPE
    picture_views = ("collect", "content")
    tick_boxes = True
    follow_up = PledgeFollowUp()

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """Everybody promises something; half of them share it."""
        model.rehearse(context, crowd)

    def results(self, context: Context) -> PledgeResults:
        """Shared pledges, and the number of private ones."""
        return model.read_results(context)

    def is_empty(self, results: PledgeResults) -> bool:
        """Whether nobody has pledged anything yet."""
        return results.count == 0

    def figures(
        self, results: PledgeResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """The wall of shared pledges."""
        return figure.figures(results, canvas, context)

    def tables(self, results: PledgeResults, context: Context) -> tuple[Table, ...]:
        """Shared pledges, named with consent only."""
        return figure.tables(results, context)

    def for_person(
        self, results: PledgeResults, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """What this person promised, shared or not, and what they say became of it."""
        reviews = read_reviews(context.file, context.activity.id)
        whose = Whose(context.file, [person])
        own = [
            pledge
            for pledge in model.read_pledges(context.file, context.activity.id)
            if person.key and whose.is_theirs(pledge.person)
        ]
        return tuple(
            Passage(
                "promise", context.text("title"),
                facts=figure.facts(pledge, context, reviews.get(pledge.key)),
            )
            for pledge in own
        )

    def due(self, results: PledgeResults, context: Context) -> tuple[Due, ...]:
        """When each shared pledge is looked at again."""
        words = context.words
        return tuple(
            Due(
                pledge.key,
                pledge.check_date,
                words("pledge.check_of", name=pledge.name) if pledge.name
                else words("pledge.check"),
                figure.said(pledge, context),
            )
            for pledge in results.shared
            if pledge.check_date
        )

    def footer(self, results: PledgeResults, view: str, context: Context) -> Footer:
        """How many pledged, and the invitation to read aloud."""
        if not results.count:
            return Footer()
        words = context.words
        parts = [words("pledge.count", n=results.count)]
        if results.shared:
            parts.append(words("pledge.read_aloud"))
        return Footer(" · ".join(parts))

    def numbers(self, results: PledgeResults, context: Context) -> Mapping[str, Any]:
        """How many pledges there are, never what they say."""
        return {
            "n": results.count,
            "items": {
                "shared": {"n": len(results.shared)},
                "private": {"n": results.private},
            },
            **{rate.name: rate.percent for rate in results.rates},
        }


KIND = PledgeKind()

"""Rating: items on a scale, gathered on axes, in one to three passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.rating import figure, model, passes, tables
from workshop_app.kinds.voted import VotedKind
from workshop_app.session.passages import Finding, Passage
from workshop_app.session.profile import ProfileResults
from workshop_app.session.profile_findings import profile_findings
from workshop_app.session.profile_measures import profile_measures
from workshop_app.session.profile_picture import groups_reading

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.session.context import Context
    from workshop_app.session.over_time import Measures


class Rating(VotedKind[ProfileResults]):
    """Items × scale; a radar from three axes on, bars below."""

    key = "rating"
    shape = model.SHAPE

    def reading(self, results: ProfileResults, view: str, context: Context) -> str:
        """What a gap between groups or passes says."""
        if view == "agreement":
            return context.words("rating.footer.agreement")
        if view == "total":
            return passes.sentence(results, context)
        return groups_reading(results, context) if view == "groups" else ""

    def for_sponsor(
        self, results: ProfileResults, canvas: Canvas, context: Context
    ) -> tuple[Passage, ...]:
        """The profile with its gaps, and what divides most; of many statements it weighs more."""
        plan = results.plan
        if results.total is None or plan.turns != ("",):
            return ()
        figures = figure.figures(results, "groups", canvas, context)[:1]
        told = tables.for_sponsor(results, results.total, context)
        return (
            Passage(
                "profile", context.text("question"),
                figures=tuple(figures), tables=told, weight=len(plan.lines),
            ),
        )

    def measures(self, results: ProfileResults, context: Context) -> tuple[Measures, ...]:
        """Its axes in every pass, and its items."""
        names = [context.text(f"axes.{axis}") for axis in results.plan.axes]
        heading = context.words("rating.column.axis")
        ends = figure.ends(context)
        return profile_measures(results, context, names, model.prompt, ends, heading)

    def findings(self, results: ProfileResults, context: Context) -> tuple[Finding, ...]:
        """The weakest axis, the widest gap and the statement that divides most."""
        names = [context.text(f"axes.{axis}") for axis in results.plan.axes]
        return profile_findings(results, context, names, model.prompt)


KIND = Rating(model, figure, tables)

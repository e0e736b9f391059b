"""Spectrum: pairs of poles, where we are today and where we want to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.spectrum import figure, model, tables
from workshop_app.kinds.voted import VotedKind
from workshop_app.session.passages import Finding, Passage
from workshop_app.session.profile import ProfileResults
from workshop_app.session.profile_findings import profile_findings

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.over_time import Measures
    from workshop_app.session.people import Person


class Spectrum(VotedKind[ProfileResults]):
    """Pairs of poles in two passes; a profile of dumbbells."""

    key = "spectrum"
    shape = model.SHAPE

    def reading(self, results: ProfileResults, view: str, context: Context) -> str:
        """Which mark is today, and which end of a shift is wanted."""
        if view == "groups" and not results.compares:
            return ""
        part = "agreement" if view == "agreement" else "total"
        return context.words(f"spectrum.footer.{part}")

    def measures(self, results: ProfileResults, context: Context) -> tuple[Measures, ...]:
        """Where we stood in both passes, and how far apart they were."""
        return model.measures(results, context)

    def for_person(
        self, results: ProfileResults, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """The longest shifts, in the words of the poles; how anybody voted stays out."""
        texts = tables.longest(results, context)
        return (Passage("shift", context.text("title"), texts),) if texts else ()

    def findings(self, results: ProfileResults, context: Context) -> tuple[Finding, ...]:
        """The pair that divides most."""
        return profile_findings(results, context, (), model.prompt)


KIND = Spectrum(model, figure, tables)

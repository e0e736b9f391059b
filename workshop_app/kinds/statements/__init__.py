"""Statements: items answered with yes, partly, no or don't know, gathered in areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.kinds.contract import Place
from workshop_app.kinds.statements import figure, model, tables
from workshop_app.kinds.voted import VotedKind
from workshop_app.session.imports import imported, place_of
from workshop_app.session.notes import NewNote, read_notes
from workshop_app.session.passages import Finding, Passage
from workshop_app.session.profile import ProfileResults
from workshop_app.session.profile_findings import profile_findings
from workshop_app.session.profile_measures import profile_measures
from workshop_app.session.profile_picture import groups_reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.flow import Offer
    from workshop_app.session.over_time import Measures
    from workshop_app.session.people import Person


class Statements(VotedKind[ProfileResults]):
    """Stacked bars per item; from three areas on also a radar."""

    key = "statements"
    shape = model.SHAPE

    def places(self, context: Context) -> tuple[Place, ...]:
        """The columns; and a place for the words of each item that comes from elsewhere."""
        items = context.activity.list("items") if context.activity.setting("import") else ()
        typed = (Place(place_of(item.id), context.text(f"items.{item.id}")) for item in items)
        return (*typed, *super().places(context))

    def usual_place(self, context: Context) -> str:
        """A column; the words of an item are nobody's remark."""
        return next((place.id for place in super().places(context)), "")

    def take_over(
        self, offers: Sequence[Offer], into: str, label: str, context: Context
    ) -> None:
        """What was chosen becomes the words of the first items that have none yet."""
        notes = read_notes(context.file, context.activity.id)
        taken = {note.place for note in notes}
        free = [place.id for place in self.places(context)
                if place.id.startswith("items/") and place.id not in taken]
        chosen = [
            NewNote(place, offer.text, origin=offer.origin)
            for place, offer in zip(free, offers, strict=False)
        ]
        if len(chosen) < len(offers):
            raise UserError(
                "There is room for {n} more.",
                "Nothing was taken over.",
                "Choose fewer, or delete one that is there.",
                n=len(free),
            )
        self.add_notes(chosen, label, context)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """What is said beside the items; items that have no words from elsewhere get a deed."""
        label, activity = context.words("rehearsal.edit"), context.activity
        found = imported(context)
        free = [part.id for part in activity.list("items") if part.id not in found]
        notes = [
            NewNote(place.id, text)
            for place in super().places(context)
            for text in crowd.sentences(2, activity.id, place.id)
        ]
        if activity.setting("import"):
            deeds = crowd.sentences(len(free), activity.id, about="deeds")
            notes += [NewNote(place_of(i), deed) for i, deed in zip(free, deeds, strict=True)]
        self.add_notes(notes, label, context)

    def for_person(
        self, results: ProfileResults, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """The question by which things from elsewhere are judged, to carry along."""
        if not context.activity.setting("import"):
            return ()
        return (Passage("question", context.text("title"), (context.text("question"),)),)

    def measures(self, results: ProfileResults, context: Context) -> tuple[Measures, ...]:
        """Its areas and its items; those whose words come from elsewhere are others each time."""
        if context.activity.setting("import"):
            return ()
        names = [context.text(f"areas.{area}") for area in results.plan.axes]
        heading = context.words("statements.column.area")
        ends = figure.ends(context)
        return profile_measures(results, context, names, model.text_of, ends, heading, leads=False)

    def findings(self, results: ProfileResults, context: Context) -> tuple[Finding, ...]:
        """The weakest area, the widest gap and the statement that divides most."""
        names = [context.text(f"areas.{area}") for area in results.plan.axes]
        return profile_findings(results, context, names, model.text_of)

    def reading(self, results: ProfileResults, view: str, context: Context) -> str:
        """What the bars count, what a gap between groups says."""
        if view == "groups":
            return groups_reading(results, context, "areas")
        if view not in ("agreement", "total"):
            return ""
        return context.words(f"statements.footer.{view}")


KIND = Statements(model, figure, tables)

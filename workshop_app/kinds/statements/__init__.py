"""Statements: items answered with yes, partly, no or don't know, gathered in areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.errors import UserError
from workshop_app.kinds.contract import Footer, Kind, Place, voted_footer
from workshop_app.kinds.statements import figure, model, tables
from workshop_app.session.imports import imported, place_of
from workshop_app.session.notes import NewNote, read_notes
from workshop_app.session.profile import ProfileResults
from workshop_app.session.profile_gaps import groups_reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.flow import Offer


class Statements(Kind[ProfileResults]):
    """Stacked bars per item; from three areas on also a radar."""

    key = "statements"
    shape = model.SHAPE
    picture_views = ("total", "agreement", "groups")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """A line per statement."""
        return model.questions(context)

    def places(self, context: Context) -> tuple[Place, ...]:
        """The columns; and a place for the words of each item that comes from elsewhere."""
        items = context.activity.list("items") if context.activity.setting("import") else ()
        typed = (Place(place_of(item.id), context.text(f"items.{item.id}")) for item in items)
        return (*typed, *super().places(context))

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
        """Areas, scores, answers with their blind spots, and what was said."""
        return tables.tables(results, context)

    def start_figure(
        self, results: ProfileResults, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The same picture with every bar and score at zero."""
        if view in ("guess", "content"):
            return None
        return figure.figures(results, view, canvas, context, grown=0.0)[0]

    def footer(self, results: ProfileResults, view: str, context: Context) -> Footer:
        """How many voted, and how to read the bars."""
        words, groups = context.words, bool(results.groups)
        reading = ""
        if view == "agreement":
            reading = words("statements.footer.agreement")
        elif view == "total":
            reading = words("statements.footer.total")
            if results.before is not None and figure.has_areas(results):
                reading = f"{reading} · {words('votes.before_line')}"
        elif view == "groups":
            areas = [context.text(f"areas.{area}") for area in results.plan.axes]
            radar = figure.has_radar(results)
            reading = groups_reading(results, context, areas, radar=radar)
        return voted_footer(words, results.round, view, groups=groups, reading=reading)

    def numbers(self, results: ProfileResults, context: Context) -> Mapping[str, Any]:
        """Items with their blind spots, areas and groups, unrounded."""
        return model.numbers(results, context)


KIND = Statements()

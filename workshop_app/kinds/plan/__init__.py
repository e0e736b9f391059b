"""The plan: actions with an owner, a partner, a date and the customer's outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind, Place
from workshop_app.kinds.plan import figure, invented, model
from workshop_app.kinds.plan import tables as told
from workshop_app.kinds.plan.model import PlanResults
from workshop_app.session.flow import Offer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.notes import NewNote


class Plan(Kind[PlanResults]):
    """Deeds that were promised: by horizon while they come in, then along the time ahead."""

    key = "plan"
    shape = model.SHAPE
    picture_views = ("collect", "content")
    tick_boxes = True

    def places(self, context: Context) -> tuple[Place, ...]:
        """The horizons: a note in one of them is an action."""
        return tuple(
            Place(part.id, context.text(f"horizons.{part.id}"))
            for part in context.activity.list("horizons")
        )

    def add_notes(self, notes: Sequence[NewNote], label: str, context: Context) -> None:
        """Save notes as actions of the horizon they stand in; votes are not kept."""
        actions = [
            model.Action(note.text, horizon=note.place, origin=note.origin) for note in notes
        ]
        model.add_actions(context.file, label, context.activity.id, actions)

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """Every action that was not stopped."""
        actions = model.read_actions(context.file, context.activity.id)
        return tuple(
            Offer(action.key, action.title, "actions")
            for action in actions
            if action.status != "stopped"
        )

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """Deeds over all horizons, most of them with an owner."""
        invented.rehearse(context, crowd)

    def results(self, context: Context) -> PlanResults:
        """The actions, with names of those who agreed only."""
        return model.read_results(context)

    def is_empty(self, results: PlanResults) -> bool:
        """Whether nothing was promised yet."""
        return not results.actions

    def figures(
        self, results: PlanResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """The timeline with ``content``, the list by horizon while there is something to add."""
        if view == "content" and results.actions:
            return figure.along_time(results, canvas, context)
        return figure.by_horizon(results, canvas, context)

    def tables(self, results: PlanResults, context: Context) -> tuple[Table, ...]:
        """Every action with all of its fields."""
        return told.tables(results, context) if results.actions else ()

    def footer(self, results: PlanResults, view: str, context: Context) -> Footer:
        """How many actions, how many owned; owners per band."""
        words = context.words
        if not results.actions:
            return Footer()
        parts = [
            words("plan.count", n=len(results.actions)),
            words("plan.owned", n=results.owned),
        ]
        done = sum(action.status == "done" for action in results.actions)
        if done:
            parts.append(words("plan.done", n=done))
        return Footer(" · ".join(parts), told.owners(results, context))

    def numbers(self, results: PlanResults, context: Context) -> Mapping[str, Any]:
        """Every action, by its key."""
        return told.numbers(results)


KIND = Plan()

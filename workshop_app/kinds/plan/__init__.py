"""The plan: actions with an owner, a partner, a date and the customer's outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Due, FollowUp, Footer, Kind, Place
from workshop_app.kinds.plan import figure, invented, model
from workshop_app.kinds.plan import tables as told
from workshop_app.kinds.plan.model import PlanResults
from workshop_app.session.flow import Offer
from workshop_app.session.passages import DECISION, Finding, Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.csv_file import CsvLine, FileFaults
    from workshop_app.session.intake import Rows
    from workshop_app.session.notes import NewNote
    from workshop_app.session.people import Person
    from workshop_app.session.review import Rate


class PlanFollowUp(FollowUp):
    """Actions have a column of their own; rituals and loops of other activities come beside it."""

    leads = True

    def rates(self, context: Context) -> tuple[Rate, ...]:
        """Done of those whose day had come."""
        return model.read_rate(context)


class Plan(Kind[PlanResults]):
    """Deeds that were promised: by horizon while they come in, then along the time ahead."""

    key = "plan"
    shape = model.SHAPE
    picture_views = ("collect", "content")
    tick_boxes = True
    follow_up = PlanFollowUp()

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

    def list_columns(self, context: Context) -> Mapping[str, tuple[str, ...]]:
        """An action with everything that belongs to it."""
        from workshop_app.kinds.plan import from_file

        return from_file.columns(context)

    def read_lines(
        self, lines: Sequence[CsvLine], faults: FileFaults, context: Context, *, told: bool = False
    ) -> Rows:
        """A line is an action; its owner may be on the list of people."""
        from workshop_app.kinds.plan import from_file

        return from_file.read_lines(lines, faults, context)

    def add_rows(self, items: Sequence[Any], label: str, context: Context) -> None:
        """Save the actions of a list."""
        model.add_actions(context.file, label, context.activity.id, items)

    def are_here(self, items: Sequence[Any], context: Context) -> tuple[bool, ...]:
        """The same in every column."""
        from workshop_app.session.intake import here_already

        stored = model.read_actions(context.file, context.activity.id)
        return here_already(
            [model.said_of(one) for one in items], [model.said_of(one) for one in stored]
        )

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

    def for_person(
        self, results: PlanResults, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """What this person carries, alone or as a partner."""
        return tuple(
            Passage(
                "deed",
                action.title,
                facts=told.facts(action, person.key, context),
                box=told.box(action),
            )
            for action in results.actions
            if person.key and person.key in model.carriers(action)
        )

    def for_sponsor(
        self, results: PlanResults, canvas: Canvas, context: Context
    ) -> tuple[Passage, ...]:
        """The help that was asked for, and who does what."""
        tables = told.for_sponsor(results, context)
        return (Passage("deeds", context.text("question"), tables=tables),)

    def findings(self, results: PlanResults, context: Context) -> tuple[Finding, ...]:
        """The help that nobody has answered yet is what a sponsor may decide."""
        return tuple(
            Finding(
                DECISION, 1.0,
                context.words("finding.help", help=action.help, action=action.title),
            )
            for action in results.actions
            if action.help and not action.answer and action.status in ("open", "busy")
        )

    def due(self, results: PlanResults, context: Context) -> tuple[Due, ...]:
        """When each action is due that has a date."""
        return tuple(
            Due(
                action.key,
                action.due,
                context.words("plan.due", action=action.title),
                told.for_calendar(action, context),
                off=action.status == "stopped",
            )
            for action in results.actions
            if action.due
        )

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
        for rate in results.rates:
            parts.append(words("plan.rate", n=int(rate.done), of=rate.of))
        if done and not results.rates:
            parts.append(words("plan.done", n=done))
        return Footer(" · ".join(parts), told.owners(results, context))

    def numbers(self, results: PlanResults, context: Context) -> Mapping[str, Any]:
        """Every action, by its key."""
        return told.numbers(results)


KIND = Plan()

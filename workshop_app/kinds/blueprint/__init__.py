"""Service blueprints: a moment redesigned from what customers see to what lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.blueprint import changes, figure, model
from workshop_app.kinds.blueprint.model import BlueprintResults
from workshop_app.kinds.blueprint.typed import department_of
from workshop_app.kinds.contract import Footer, Kind, Place
from workshop_app.session.flow import Offer
from workshop_app.session.notes import NewNote, is_closing, read_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.notes import Note


class Blueprint(Kind[BlueprintResults]):
    """Steps that the room types, five lanes, and three named lines between them."""

    key = "blueprint"
    shape = model.SHAPE
    picture_views = ("collect", "content")
    landscape = True

    def places(self, context: Context) -> tuple[Place, ...]:
        """Every lane of every step by number; a number too many makes a step."""
        return tuple(
            Place(f"{number}/{lane.id}", f"{number} / {context.text(f'lanes.{lane.id}')}")
            for number in range(1, model.MOST_STEPS + 1)
            for lane in context.activity.list("lanes")
        )

    def place_names(self, context: Context) -> Callable[[Note], str]:
        """Steps by their number, whatever their key."""
        parts = context.activity.list("lanes")
        lanes = {lane.id: context.text(f"lanes.{lane.id}") for lane in parts}
        steps = {key: number for number, (key, _) in enumerate(
            model.read_steps(context.file, context.activity.id), 1
        )}

        def name(note: Note) -> str:
            step, _, lane = note.place.partition("/")
            known = step in steps and lane in lanes
            return f"{steps[step]} / {lanes[lane]}" if known else note.place

        return name

    def check_note(self, note: NewNote, context: Context) -> None:
        """A step's key or number, and one of the lanes."""
        model.check_place(note.place, context.activity)

    def add_notes(self, notes: Sequence[NewNote], label: str, context: Context) -> None:
        """Save cards; steps that are not there yet are made."""
        changes.add_cards(notes, label, context)

    def spot(self, note: NewNote, context: Context) -> object:
        """The lane: a list numbers the steps, which have keys here."""
        return note.place if is_closing(note.place) else note.place.rpartition("/")[2]

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """What will be new and where it fails, then every other card by its lane."""
        found = []
        for note in read_notes(context.file, context.activity.id):
            if not note.held and not note.merged_into:
                mark = next((tag for tag in ("changed", "fail") if tag in note.tags), "")
                text, _ = department_of(note.text)
                found.append(Offer(note.key, text, mark or note.place.partition("/")[2]))
        return tuple(sorted(found, key=lambda offer: offer.part not in ("changed", "fail")))

    def take_over(
        self, offers: Sequence[Offer], into: str, label: str, context: Context
    ) -> None:
        """What was chosen becomes a step each, unless it is what the activity comes to."""
        if into:
            super().take_over(offers, into, label, context)
        else:
            notes = [NewNote("", offer.text, origin=offer.origin) for offer in offers]
            changes.add_steps(notes, label, context)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """A moment of five to seven steps."""
        changes.rehearse(context, crowd)

    def results(self, context: Context) -> BlueprintResults:
        """Steps, cards and dependencies."""
        return model.read_results(context)

    def is_empty(self, results: BlueprintResults) -> bool:
        """Whether there is no card yet."""
        return not results.found

    def figures(
        self, results: BlueprintResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """The map, then what it had to shorten."""
        return figure.figures(results, canvas, context)

    def tables(self, results: BlueprintResults, context: Context) -> tuple[Table, ...]:
        """Step × lane, fail points, changes, dependencies."""
        return figure.tables(results, context)

    def footer(self, results: BlueprintResults, view: str, context: Context) -> Footer:
        """How many steps, fail points and waits; what the colours say."""
        words = context.words
        if not results.found:
            return Footer()
        parts = [words("blueprint.steps", n=len(results.steps))]
        if results.fails:
            parts.append(words("blueprint.fails", n=len(results.fails)))
        if results.waits:
            parts.append(words("blueprint.waits", n=len(results.waits)))
        state = words("blueprint.legend") if results.changes else ""
        return Footer(" · ".join(parts), state)

    def numbers(self, results: BlueprintResults, context: Context) -> Mapping[str, Any]:
        """Steps with their cards, fail points, waits, changes and dependencies."""
        return figure.numbers(results)


KIND = Blueprint()

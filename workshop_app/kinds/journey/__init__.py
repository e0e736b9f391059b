"""Journeys: cells of stage × lane, an emotion curve, and frictions by severity × frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind, Place
from workshop_app.kinds.journey import figure, invented, model
from workshop_app.kinds.journey.model import JourneyResults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.flow import Offer
    from workshop_app.session.notes import NewNote


class Journey(Kind[JourneyResults]):
    """The customer's route; its lanes of emotion and friction take numbers, then words."""

    key = "journey"
    shape = model.SHAPE
    picture_views = ("collect", "content")
    landscape = True

    def places(self, context: Context) -> tuple[Place, ...]:
        """Every lane of every stage."""
        return tuple(
            Place(
                f"{stage.id}/{lane.id}",
                f"{context.text(f'stages.{stage.id}')} / {context.text(f'lanes.{lane.id}')}",
            )
            for stage in context.activity.list("stages")
            for lane in context.activity.list("lanes")
        )

    def check_note(self, note: NewNote, context: Context) -> None:
        """Emotions run from −2 to +2, severity and frequency from 1 to 3."""
        model.typed_in(note, context.activity)

    def line_check(self, context: Context) -> Callable[[NewNote], object]:
        """A number of a cell comes once."""
        from workshop_app.kinds.journey.from_file import CellCheck

        return CellCheck(context.activity)

    def add_notes(self, notes: Sequence[NewNote], label: str, context: Context) -> None:
        """Numbers go to their stage, words to the cell."""
        model.add_cards(notes, label, context)

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """The frictions, heaviest first, then every other card."""
        return model.offers(context)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """A card or two in every cell, and a feeling and a friction for every stage."""
        invented.rehearse(context, crowd)

    def results(self, context: Context) -> JourneyResults:
        """Cells, emotions, frictions, and what stands out."""
        return model.read_results(context)

    def is_empty(self, results: JourneyResults) -> bool:
        """Whether no stage has anything yet."""
        return all(step.is_empty for step in results.steps)

    def figures(
        self, results: JourneyResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """The map with its curve, then the lanes that are lists of words."""
        return figure.figures(results, canvas, context)

    def tables(self, results: JourneyResults, context: Context) -> tuple[Table, ...]:
        """The map as a table, and the heaviest frictions."""
        return figure.tables(results, context)

    def footer(self, results: JourneyResults, view: str, context: Context) -> Footer:
        """How many people and cards; how to read the curve."""
        words = context.words
        parts = [words("journey.people", n=results.people)] if results.people else []
        if results.cards:
            parts.append(words("journey.cards", n=len(results.cards)))
        scored = any(step.emotion is not None for step in results.steps)
        return Footer(" · ".join(parts), words("journey.curve") if scored else "")

    def numbers(self, results: JourneyResults, context: Context) -> Mapping[str, Any]:
        """Cards, emotion and friction per stage."""
        return {
            "n": len(results.cards),
            "votes": sum(step.votes for step in results.steps) if results.voted else None,
            "items": {
                step.id: {
                    "n": len(step.cards),
                    "votes": step.votes if results.voted else None,
                    "emotion": step.emotion,
                    "low": step.low,
                    "high": step.high,
                    "severity": step.severity,
                    "frequency": step.frequency,
                    "friction": step.friction,
                }
                for step in results.steps
            },
            "ranking": [stage for stage, _ in results.ranking],
            "lowest": results.lowest,
            "disputed": results.disputed,
            "chosen": list(results.chosen),
            "unowned": list(results.unowned),
        }


KIND = Journey()

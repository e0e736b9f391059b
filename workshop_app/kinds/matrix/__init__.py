"""Matrices: notes placed on two axes, in four named quadrants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind, Place
from workshop_app.kinds.matrix import figure, invented, model
from workshop_app.kinds.matrix.model import MatrixResults
from workshop_app.session.flow import number_offered
from workshop_app.session.notes import add_notes, is_closing
from workshop_app.session.votes import merged_names, turnout, turnout_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.kinds.matrix.model import MatrixNote
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.flow import Offer
    from workshop_app.session.notes import NewNote, Note
    from workshop_app.session.over_time import Measures


class Matrix(Kind[MatrixResults]):
    """Notes at x and y from 0 to 100; the picture is alive while they are placed."""

    key = "matrix"
    shape = model.SHAPE
    picture_views = ("collect", "total", "content")

    def questions(self, context: Context) -> tuple[Question, ...]:
        """The number that is asked for, if one is."""
        return model.questions(context)

    def places(self, context: Context) -> tuple[Place, ...]:
        """The quadrants, and beside the matrix."""
        return (
            *(
                Place(part.id, context.text(f"quadrants.{part.id}"))
                for part in context.activity.list("quadrants")
            ),
            Place(model.WAITING, context.words("matrix.waiting")),
        )

    def usual_place(self, context: Context) -> str:
        """Beside the matrix: where something belongs is for the table to say."""
        return model.WAITING

    def check_note(self, note: NewNote, context: Context) -> None:
        """A quadrant, ``x/y`` from 0 to 100, or beside the matrix."""
        model.placed(note, context.activity)

    def spelled_place(self, text: str) -> str | None:
        """A place may also be ``x/y``, alone or behind the quadrant."""
        return model.spelled(text.rpartition("(")[2].removesuffix(")"))

    def place_names(self, context: Context) -> Callable[[Note], str]:
        """The quadrant with the coordinates in it."""

        def name(note: Note) -> str:
            if note.x is None or note.y is None:
                return note.place or context.words("matrix.waiting")
            quadrant = model.quadrant_at(context.activity, note.x, note.y).id
            return f"{context.text(f'quadrants.{quadrant}')} ({note.x:.10g}/{note.y:.10g})"

        return name

    def add_notes(self, notes: Sequence[NewNote], label: str, context: Context) -> None:
        """Save them at the coordinates that their places mean."""
        ready = [model.placed(note, context.activity) for note in notes]
        add_notes(context.file, label, context.activity.id, ready)

    def spot(self, note: NewNote, context: Context) -> object:
        """The coordinates that its place means."""
        if is_closing(note.place):
            return note.place
        ready = model.placed(note, context.activity)
        return ready.x, ready.y

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """The notes with their quadrant as part, most dots first; then the number."""
        results = self.results(context)
        placed = {note.key: q.id for q in results.quadrants for note in q.notes}
        notes = [offer._replace(part=placed.get(offer.origin, "waiting"))
                 for offer in super().offers(context)]
        if results.round is None or results.number is None:
            return tuple(notes)
        (part,) = context.activity.list("questions")
        return (*notes, *number_offered(context, part.id, results.number.entry()))

    def take_over(
        self, offers: Sequence[Offer], into: str, label: str, context: Context
    ) -> None:
        """What was chosen waits beside the matrix until the room places it."""
        super().take_over(offers, into or "beside", label, context)

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """Themes all over the matrix, and two that wait."""
        self.add_notes(invented.rehearse(context, crowd), context.words("rehearsal.edit"), context)

    def results(self, context: Context) -> MatrixResults:
        """The notes by quadrant, without those held back, and the number that was revealed."""
        return model.read_results(context)

    def returned(self, results: MatrixResults) -> int | None:
        """How many ballots its number comes from."""
        return results.round.returned if results.round else None

    def is_empty(self, results: MatrixResults) -> bool:
        """Whether the room sees no note and no number yet."""
        return not results.notes and results.round is None

    def figures(
        self, results: MatrixResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """The quadrants with their notes, whatever the view."""
        return figure.figures(results, canvas, context)

    def tables(self, results: MatrixResults, context: Context) -> tuple[Table, ...]:
        """Every note with its quadrant, and the number's distribution."""
        return figure.tables(results, context)

    def measures(self, results: MatrixResults, context: Context) -> tuple[Measures, ...]:
        """The number that was asked."""
        return model.measures(results, context)

    def footer(self, results: MatrixResults, view: str, context: Context) -> Footer:
        """How many people, notes and dots; who voted how, what is outlined, what is hollow."""
        words = context.words
        parts = [words("matrix.people", n=results.people)] if results.people else []
        if results.voted:
            parts.append(words("matrix.placed", n=results.dots))
        elif results.notes:
            parts.append(words("matrix.notes", n=len(results.notes)))
        state = [turnout_words(words, results.round)] if results.round else []
        if results.outlined:
            state.append(words(f"matrix.top.{results.outlined}"))
        tags = {tag for note in results.notes for tag in note.tags}
        if tags:
            names = figure.tag_names(sorted(tags), context)
            state.append(words("matrix.hollow", tags=words.listing(names)))
        return Footer(" · ".join(parts), " · ".join(state))

    def numbers(self, results: MatrixResults, context: Context) -> Mapping[str, Any]:
        """Notes and dots per quadrant, what waits, and the number as a poll gives it."""
        voted = results.voted
        found: dict[str, Any] = {
            **(turnout(results.round) if results.round else {}),
            "n": len(results.notes),
            "votes": results.dots if voted else None,
            "held": results.held,
            "quadrants": {
                quadrant.id: {
                    "n": len(quadrant.notes),
                    "votes": quadrant.votes if voted else None,
                    "notes": [_entry(note) for note in quadrant.notes],
                }
                for quadrant in results.quadrants
            },
            "waiting": [_entry(note) for note in results.waiting],
        }
        if results.round is not None and results.number is not None:
            (part,) = context.activity.list("questions")
            found |= {"items": {part.id: results.number.entry()}, "axes": {}, "groups": {},
                      "merged": merged_names(context, results.round)}
        return found


def _entry(note: MatrixNote) -> dict[str, Any]:
    return {
        "text": note.text,
        "x": note.x,
        "y": note.y,
        "size": note.size,
        "votes": note.votes,
        "tags": list(note.tags),
    }


KIND = Matrix()

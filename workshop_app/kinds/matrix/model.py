"""Notes placed on two axes: which quadrant each stands in, and a number the room gave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.notes import read_notes
from workshop_app.session.number_question import NUMBERS, check_range, number_line, revealed_number
from workshop_app.session.over_time import Measure, Measures, steady_of
from workshop_app.session.people import read_people
from workshop_app.statistics import first_places

if TYPE_CHECKING:
    from workshop_app.method.model import Part
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.notes import NewNote, Note
    from workshop_app.session.votes import Numbers
    from workshop_app.storage.tally import Round

WAITING: Final = "beside"
"""The place of a note that waits beside the matrix."""

_ENDS = ("low", "high")
_ORDER = (("low", "high"), ("high", "high"), ("low", "low"), ("high", "low"))
"""Quadrants by x and y as one reads them: the keys 1 to 4 mean what the eye expects."""

_COORDINATES = re.compile(r"\s*(-?\d{1,4}(?:[.,]\d{1,2})?)\s*/\s*(-?\d{1,4}(?:[.,]\d{1,2})?)\s*")
_TRUTH = SettingShape("truth")


def _parts(activity: Activity) -> tuple[str, ...]:
    """Each quadrant, what waits beside it, and the number that is asked."""
    lists = ("quadrants", "questions")
    return ("waiting", *(part.id for name in lists for part in activity.list(name)))


def _check(activity: Activity, complain: Complain) -> None:
    """Two axes, four quadrants in reading order, and one number at most."""
    if [part.id for part in activity.list("axes")] != ["x", "y"]:
        complain("the axes of a matrix are “x” and “y”", "axes")
    ends = tuple((part.setting("x"), part.setting("y")) for part in activity.list("quadrants"))
    if ends != _ORDER:
        complain(
            "a matrix has four quadrants in reading order: x low and y high, both high, "
            "both low, x high and y low",
            "quadrants",
        )
    questions = activity.list("questions")
    if len(questions) > 1:
        complain("a matrix asks for one number at most", "questions", 1)
    for place, part in enumerate(questions):
        check_range(part, place, complain)


SHAPE = KindShape(
    "matrix",
    lists={
        "axes": ListShape(required=True, words=_ENDS),
        "quadrants": ListShape(
            required=True,
            attributes={
                "x": SettingShape(required=True, allowed=_ENDS),
                "y": SettingShape(required=True, allowed=_ENDS),
            },
        ),
        "tags": ListShape(),
        "questions": NUMBERS,
    },
    settings={"dots": _TRUTH, "sizes": _TRUTH, "alarm": _TRUTH, "uncoloured": _TRUTH},
    texts={"size": False},
    views=("title", "question", "card", "collect", "total", "content"),
    check=_check,
    parts=_parts,
)


# -- places ------------------------------------------------------------------------------


def middle(quadrant: Part) -> tuple[float, float]:
    """The coordinates of a quadrant's middle."""
    x, y = (75.0 if quadrant.setting(axis) == "high" else 25.0 for axis in ("x", "y"))
    return x, y


def quadrant_at(activity: Activity, x: float, y: float) -> Part:
    """The quadrant of coordinates; the middle of the matrix counts as high."""
    ends = tuple("high" if value >= 50 else "low" for value in (x, y))
    return next(
        part
        for part in activity.list("quadrants")
        if (part.setting("x"), part.setting("y")) == ends
    )


def spelled(text: str) -> str | None:
    """``30/70`` as people may write it, such as ``30,5 / 70``; ``None`` for anything else."""
    found = _COORDINATES.fullmatch(text)
    return f"{found[1]}/{found[2]}".replace(",", ".") if found else None


def placed(note: NewNote, activity: Activity) -> NewNote:
    """The note with its coordinates, read from its place: a quadrant's id or ``x/y``.

    Raises:
        UserError: for coordinates outside the matrix, and for a place it does not have.
    """
    if note.x is not None or note.place in ("", WAITING):
        return note._replace(place="")
    for quadrant in activity.list("quadrants"):
        if quadrant.id == note.place:
            x, y = middle(quadrant)
            return note._replace(place="", x=x, y=y)
    written = spelled(note.place)
    if written is None:
        raise UserError("there is no place “{place}”", place=note.place)
    x, y = map(float, written.split("/"))
    if not (0 <= x <= 100 and 0 <= y <= 100):
        raise UserError(
            "“{place}” lies outside the matrix; both numbers run from 0 to 100", place=note.place
        )
    return note._replace(place="", x=x, y=y)


# -- results -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatrixNote:
    """A note as the room sees it; without ``x`` and ``y`` it waits beside the matrix.

    ``size`` is a share in percent, ``rank`` its place among the first three by dots.
    """

    key: str
    text: str
    x: float | None = None
    y: float | None = None
    size: float | None = None
    votes: int | None = None
    tags: tuple[str, ...] = ()
    rank: int | None = None


@dataclass(frozen=True)
class MatrixQuadrant:
    """A quadrant's notes: those with most dots first, then the largest, then as they came."""

    id: str
    notes: tuple[MatrixNote, ...]

    @cached_property
    def votes(self) -> int:
        """The dots of all its notes."""
        return sum(note.votes or 0 for note in self.notes)


@dataclass(frozen=True)
class MatrixResults:
    """The quadrants in the method's order, and what waits beside them.

    ``held`` counts notes that the room does not see; ``number`` is what it answered in its
    newest revealed ``round``.
    """

    quadrants: tuple[MatrixQuadrant, ...]
    waiting: tuple[MatrixNote, ...] = ()
    held: int = 0
    people: int = 0
    round: Round | None = None
    number: Numbers | None = None

    @cached_property
    def notes(self) -> tuple[MatrixNote, ...]:
        """Every note the room sees, quadrant by quadrant, then those that wait."""
        here = tuple(note for quadrant in self.quadrants for note in quadrant.notes)
        return here + self.waiting

    @cached_property
    def voted(self) -> bool:
        """Whether dots were counted on any note."""
        return any(note.votes is not None for note in self.notes)

    @cached_property
    def dots(self) -> int:
        """All dots that were placed."""
        return sum(note.votes or 0 for note in self.notes)

    @cached_property
    def outlined(self) -> int:
        """How many notes stand out as first."""
        return sum(note.rank is not None for note in self.notes)


def questions(context: Context) -> tuple[Question, ...]:
    """The ballot: the number that is asked for, if one is."""
    return tuple(
        number_line(part, context.text(f"questions.{part.id}"))
        for part in context.activity.list("questions")
    )


def read_results(context: Context) -> MatrixResults:
    """Read notes and the newest revealed number; duplicates stand with what they double."""
    activity = context.activity
    stored = [note for note in read_notes(context.file, activity.id) if not note.merged_into]
    shown = [note for note in stored if not note.held]
    ranks = first_places({note.key: note.votes or 0 for note in shown})
    notes = sorted((_note(note, ranks) for note in shown), key=_weight)
    of: dict[str, list[MatrixNote]] = {part.id: [] for part in activity.list("quadrants")}
    waiting = [note for note in notes if note.x is None or note.y is None]
    for note in notes:
        if note.x is not None and note.y is not None:
            of[quadrant_at(activity, note.x, note.y).id].append(note)
    round_, number = revealed_number(context)
    return MatrixResults(
        tuple(MatrixQuadrant(id_, tuple(here)) for id_, here in of.items()),
        tuple(waiting),
        len(stored) - len(shown),
        sum(person.present for person in read_people(context.file)),
        round_,
        number,
    )


def _weight(note: MatrixNote) -> tuple[float, float]:
    return -(note.votes or 0), -(note.size or 0)


def _note(note: Note, ranks: dict[str, int]) -> MatrixNote:
    return MatrixNote(
        note.key, note.text, note.x, note.y, note.size, note.votes, note.tags,
        ranks.get(note.key),
    )


def measures(results: MatrixResults, context: Context) -> tuple[Measures, ...]:
    """The median of the number that was asked, which is how its picture says it."""
    if results.number is None:
        return ()
    (part,) = context.activity.list("questions")
    low, high = float(part.setting("min")), float(part.setting("max"))
    measure = Measure(part.id, context.text(f"questions.{part.id}"), results.number.median)
    caption, heading = context.words("votes.column.median"), context.words("poll.column.question")
    return (
        Measures(
            part.id, caption, heading, (measure,), "trend", low, high,
            signed=low < 0, steady=steady_of(low, high),
        ),
    )

"""A matrix drawn and told: its notes in four quadrants, with dots, shares and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures import matrix as builder
from workshop_app.figures.matrix_list import Beside
from workshop_app.figures.matrix_plot import AxisWords, Quadrant
from workshop_app.figures.table import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.kinds.matrix.model import MatrixNote, MatrixResults
    from workshop_app.session.context import Context

BETWEEN = " · "


def figures(results: MatrixResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """The matrix with its notes, and the median beside it once the room has seen it."""
    return builder.matrix(
        quadrants(context),
        [spot(note, results, context) for note in results.notes],
        canvas,
        matrix_words(context),
        style(context),
        beside=_beside(results, context),
    )


def quadrants(context: Context) -> tuple[Quadrant, ...]:
    """The four of them with their names."""
    return tuple(
        Quadrant(
            part.id,
            context.text(f"quadrants.{part.id}"),
            part.setting("x") == "high",
            part.setting("y") == "high",
        )
        for part in context.activity.list("quadrants")
    )


def matrix_words(context: Context) -> builder.MatrixWords:
    """What stands at the axes and where nothing stands."""
    words = context.words
    return builder.MatrixWords(
        AxisWords(
            context.text("axes.x.low"),
            context.text("axes.x.high"),
            context.text("axes.y.low"),
            context.text("axes.y.high"),
            words("matrix.empty"),
        ),
        words("matrix.waiting"),
        words("matrix.invitation"),
        context.text("question"),
    )


def style(context: Context) -> builder.MatrixStyle:
    """Whether dots are coloured and empty quadrants named, by the method's settings."""
    activity = context.activity
    return builder.MatrixStyle(
        coloured=not activity.setting("uncoloured", False),
        alarm=bool(activity.setting("alarm", False)),
    )


def spot(note: MatrixNote, results: MatrixResults, context: Context) -> builder.Spot:
    """A note as the picture has it."""
    meta = BETWEEN.join(_meta(note, results, context))
    return builder.Spot(
        note.key, note.text, note.x, note.y, note.size, meta, bool(note.tags),
        note.rank is not None,
    )


def _meta(note: MatrixNote, results: MatrixResults, context: Context) -> list[str]:
    words = context.words
    said = [words("matrix.dots", n=note.votes or 0)] if results.voted else []
    if note.size is not None:
        said.append(share(note.size, context))
    return [*said, *tag_names(note.tags, context)]


def share(size: float, context: Context) -> str:
    """A share such as 35%."""
    return context.words("matrix.share", share=context.words.number(size, _decimals(size)))


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1


def tag_names(tags: Sequence[str], context: Context) -> list[str]:
    """The words of the tags that the method has, in its order."""
    return [
        context.text(f"tags.{part.id}") for part in context.activity.list("tags")
        if part.id in tags
    ]


def size_name(context: Context) -> str:
    """What a bubble's size means: the activity's own words, if it has them."""
    key = f"{context.activity.id}.size"
    own = context.method.has(key, context.words.language)
    return context.text("size") if own else context.words("matrix.size")


def _beside(results: MatrixResults, context: Context) -> Beside | None:
    words = context.words
    if results.round is None or results.number is None:
        return None
    (part,) = context.activity.list("questions")
    text = context.text(f"questions.{part.id}")
    if results.number.median is None:
        return Beside("", text, words("votes.not_shown"))
    value = words.number(results.number.median, _decimals(results.number.median))
    return Beside(value, text, words("matrix.median_of", n=results.number.n))


# -- tables ------------------------------------------------------------------------------


def tables(results: MatrixResults, context: Context) -> tuple[Table, ...]:
    """Every note with its quadrant and coordinates, and the number the room gave."""
    found = [_notes_table(results, context)] if results.notes else []
    if results.round is not None and results.number is not None:
        found.append(_number_table(results, context))
    return tuple(found)


def _notes_table(results: MatrixResults, context: Context) -> Table:
    words = context.words
    sized = any(note.size is not None for note in results.notes)
    tagged = any(note.tags for note in results.notes)
    columns = [
        Column(words("matrix.note"), width=3.0),
        Column(words("matrix.quadrant"), width=1.6),
        Column("x", 0, 0.5),
        Column("y", 0, 0.5),
    ]
    if sized:
        columns.append(Column(size_name(context), 0, 0.9))
    if results.voted:
        columns.append(Column(words("matrix.dots_head"), 0, 0.6))
    if tagged:
        columns.append(Column(words("matrix.tags"), width=1.4))
    rows: list[tuple[Cell, ...]] = []
    strong = set()
    names = {one.key: one.title for one in quadrants(context)}
    where = {note.key: names[one.id] for one in results.quadrants for note in one.notes}
    for index, note in enumerate(results.notes):
        row: list[Cell] = [
            note.text, where.get(note.key, words("matrix.waiting")), note.x, note.y,
        ]
        if sized:
            row.append(note.size)
        if results.voted:
            row.append(note.votes or 0)
        if tagged:
            row.append(", ".join(tag_names(note.tags, context)))
        if note.rank is not None:
            strong.add(index)
        rows.append(tuple(row))
    return Table(context.text("title"), tuple(columns), tuple(rows), _axes_note(context),
                 frozenset(strong))


def _axes_note(context: Context) -> str:
    """How to read x and y."""
    words = context.words
    return words("matrix.axes", **{
        f"{axis}_{end}": context.text(f"axes.{axis}.{end}")
        for axis in ("x", "y") for end in ("low", "high")
    })


def _number_table(results: MatrixResults, context: Context) -> Table:
    words, number = context.words, results.number
    (part,) = context.activity.list("questions")
    caption = context.text(f"questions.{part.id}")
    columns = (
        Column(words("votes.column.n"), 0),
        Column(words("votes.column.median"), 1),
        Column(words("votes.column.mean"), 1),
    )
    row = (number.n, number.median, number.mean) if number else (None, None, None)
    k = results.round.minimum if results.round else 0
    note = words("votes.not_shown_note", k=k) if None in row else ""
    return Table(caption, columns, (row,), note)

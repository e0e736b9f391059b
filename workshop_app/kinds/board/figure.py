"""A board drawn and told: columns of notes with their dots and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures import board as builder
from workshop_app.figures.note_cards import Note, NoteWords
from workshop_app.figures.table import Cell, Column, Table

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.pages import Pages
    from workshop_app.kinds.board.model import BoardColumn, BoardResults
    from workshop_app.session.context import Context


def figures(results: BoardResults, canvas: Canvas, context: Context) -> Pages:
    """The columns with their notes; what does not fit goes on a next page."""
    words = context.words
    columns = [
        builder.Column(
            column.id,
            context.text(f"columns.{column.id}"),
            _cards(column, voted=results.voted),
            colour,
            _count(column, context, voted=results.voted),
        )
        for colour, column in enumerate(results.columns, 1)
    ]
    return builder.board(
        columns,
        canvas,
        NoteWords(words("board.no_dots"), flag_name(context)),
        invitation=words("board.invitation"),
        title=context.text("question"),
    )


def _cards(column: BoardColumn, *, voted: bool) -> tuple[Note, ...]:
    return tuple(
        [
            Note(key, text, votes or 0 if voted else None, rank is not None, flagged)
            for key, text, votes, flagged, rank in column.notes
        ]
    )


def _count(column: BoardColumn, context: Context, *, voted: bool) -> str:
    if voted:
        return context.words("board.dots", n=column.dots)
    return context.words("board.notes", n=len(column.notes)) if column.notes else ""


def flag_name(context: Context) -> str:
    """What a flagged note is called: the activity's own tag, if it has one."""
    tags = context.activity.list("tags")
    return context.text(f"tags.{tags[0].id}") if tags else context.words("board.flagged")


def tables(results: BoardResults, context: Context) -> tuple[Table, ...]:
    """Every note with its column, and with dots and flags where there are any."""
    words = context.words
    flagged = any(column.flagged for column in results.columns)
    columns = [Column(words("board.column")), Column(words("board.note"), width=3.0)]
    if results.voted:
        columns.append(Column(words("board.dots_head"), 0, 0.5))
    if flagged:
        columns.append(Column(flag_name(context), width=0.8))
    rows: list[tuple[Cell, ...]] = []
    strong = set()
    for column in results.columns:
        name = context.text(f"columns.{column.id}")
        for note in column.notes:
            row: list[Cell] = [name, note.text]
            if results.voted:
                row.append(note.votes or 0)
            if flagged:
                row.append(words("board.yes") if note.flagged else "")
            if note.rank is not None:
                strong.add(len(rows))
            rows.append(tuple(row))
    return (
        Table(
            context.text("title"), tuple(columns), tuple(rows), _note(results, context),
            frozenset(strong),
        ),
    )


def _note(results: BoardResults, context: Context) -> str:
    return dots_placed(results, context) if results.voted else ""


def dots_placed(results: BoardResults, context: Context) -> str:
    """How many dots lie on the board, of how many, if that is known."""
    if results.dots_given is None:
        return context.words("board.placed", n=results.dots)
    return context.words("board.placed_of", n=results.dots, given=results.dots_given)

"""A board told: every note with all that was said of it, then clusters, tags and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.directions import joined
from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.board.figure import dots_placed, tag_name
from workshop_app.session.review import verdict_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.kinds.board.model import BoardNote, BoardResults
    from workshop_app.session.context import Context
    from workshop_app.words import Words


def tables(results: BoardResults, context: Context) -> tuple[Table, ...]:
    """The notes; and clusters, tags per column and links where there are any."""
    found = [_notes(results, context)]
    if any(column.clusters for column in results.columns):
        found.append(_clusters(results, context))
    if len(context.activity.list("tags")) > 1 and any(one.tagged for one in results.columns):
        found.append(_tags(results, context))
    if results.links:
        found.append(_links(results, context))
    return tuple(found)


class _Group(NamedTuple):
    """Notes of one column that are in the same cluster, or in none."""

    column: str
    cluster: str
    notes: Sequence[BoardNote]
    strong: bool = False


_Field = tuple[Column, "Callable[[_Group], list[Cell]]"]


def _notes(results: BoardResults, context: Context) -> Table:
    """Every note with its column, and with whatever any of them has."""
    groups: list[_Group] = []
    for column in results.columns:
        name = context.text(f"columns.{column.id}")
        groups += [_Group(name, one.name, one.notes, one.rank is not None)
                   for one in column.clusters]
        groups.append(_Group(name, "", column.loose))
    fields = _fields(results, context)
    rows = [
        row
        for group in groups
        for row in zip(*(cells(group) for _, cells in fields), strict=True)
    ]
    strong: list[bool] = []
    for group in groups if results.outlined else ():
        strong += [group.strong or (note.rank is not None and not group.cluster)
                   for note in group.notes]
    placed = dots_placed(results, context) if results.voted else ""
    marked = frozenset(at for at, is_strong in enumerate(strong) if is_strong)
    return Table(
        context.text("title"), tuple(head for head, _ in fields), tuple(rows), placed, marked
    )


def _fields(results: BoardResults, context: Context) -> list[_Field]:
    words, tags = context.words, context.activity.list("tags")
    found: list[_Field] = [
        (Column(words("board.column")), lambda group: [group.column] * len(group.notes))
    ]
    if any(column.clusters for column in results.columns):
        head = Column(words("board.cluster"))
        found.append((head, lambda group: [group.cluster] * len(group.notes)))
    head = Column(words("board.note"), width=3.0)
    found.append((head, lambda group: [note.text for note in group.notes]))
    if results.merged:
        head = Column(words("board.also"), width=2.0)
        found.append((head, lambda group: [joined(note.merged, " · ") for note in group.notes]))
    if results.voted:
        head = Column(words("board.dots_head"), 0, 0.5)
        found.append((head, lambda group: [note.votes or 0 for note in group.notes]))
    flagged = any(column.flagged for column in results.columns)
    if flagged:
        head, yes = Column(tag_name(tags[0].id, context), width=0.8), words("board.yes")
        found.append((head, lambda group: [yes if note.flagged else "" for note in group.notes]))
    if results.verdicts:
        head = Column(words("review.head"))
        found.append((head, lambda group: [_became(note, results, words) for note in group.notes]))
    if any(column.tagged for column in results.columns) and not flagged:
        head = Column(words("board.tags"))
        found.append((head, lambda group: [_tag_names(note, context) for note in group.notes]))
    return found


def _became(note: BoardNote, results: BoardResults, words: Words) -> str:
    verdict = results.verdicts.get(note.key)
    return verdict_words(words, verdict, "loop") if verdict else ""


def _tag_names(note: BoardNote, context: Context) -> str:
    return ", ".join(tag_name(tag, context) for tag in _ordered(note.tags, context))


def _ordered(tags: tuple[str, ...], context: Context) -> list[str]:
    order = [part.id for part in context.activity.list("tags")]
    return sorted(tags, key=lambda tag: order.index(tag) if tag in order else len(order))


def _clusters(results: BoardResults, context: Context) -> Table:
    """Clusters with the most dots first."""
    words = context.words
    found = [(column, one) for column in results.columns for one in column.clusters]
    found.sort(key=lambda pair: -pair[1].votes)
    heads = [
        Column(words("board.cluster"), width=2.0), Column(words("board.column")),
        Column(words("board.notes_head"), 0, 0.5),
    ]  # fmt: skip
    if results.voted:
        heads.append(Column(words("board.dots_head"), 0, 0.5))
    rows = []
    for column, one in found:
        row: list[Cell] = [one.name, context.text(f"columns.{column.id}"), len(one.notes)]
        rows.append(tuple([*row, one.votes] if results.voted else row))
    strong = frozenset(at for at, (_, one) in enumerate(found) if one.rank is not None)
    return Table(words("board.clusters"), tuple(heads), tuple(rows), strong=strong)


def _tags(results: BoardResults, context: Context) -> Table:
    """How many notes of each column carry each tag."""
    parts = context.activity.list("tags")
    heads = [Column(context.words("board.column"))]
    heads += [Column(context.text(f"tags.{part.id}"), 0, 0.6) for part in parts]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            context.text(f"columns.{column.id}"),
            *(column.tagged[part.id] for part in parts),
        )
        for column in results.columns
    )
    return Table(context.words("board.tags"), tuple(heads), rows)


def _links(results: BoardResults, context: Context) -> Table:
    """Every line by the texts at its ends."""
    words = context.words
    texts = {note.key: note.text for note in results.notes}
    broken = any(link.broken for link in results.links)
    heads = [Column(words("board.link_from"), width=2.0), Column(words("board.link_to"), width=2.0)]
    if broken:
        heads.append(Column(words("board.broken"), width=0.8))
    rows = []
    for link in results.links:
        row: list[Cell] = [texts[link.source], texts[link.target]]
        if broken:
            row.append(words("board.yes") if link.broken else "")
        rows.append(tuple(row))
    return Table(words("board.links_title"), tuple(heads), tuple(rows))

"""The numbers behind the profile: axes, statements, answers, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.sayings import sayings_tables
from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.rating.model import Line, RatingResults, Side, joined, looks, prompt
from workshop_app.session.said import in_columns
from workshop_app.session.votes import merged_names
from workshop_app.statistics import CONVERSATION_GAP, group_gap

if TYPE_CHECKING:
    from workshop_app.session.context import Context


def tables(results: RatingResults, context: Context) -> tuple[Table, ...]:
    """Nothing about votes before a round is closed."""
    said = sayings_tables(
        in_columns(context, results.said),
        context.text("title"),
        context.words("votes.column.said"),
    )
    if results.total is None or results.round is None:
        return said
    plan = results.plan
    axes = [_axes_table(results, results.total, turn, context) for turn in plan.turns]
    if len(plan.turns) > 1:
        axes.insert(0, _turns_table(results, results.total, context))
    items = _items_table(results, results.total, context)
    return (*axes, items, _answers_table(results, results.total, context), *said)


def _gap_column(context: Context) -> Column:
    return Column(context.words("rating.column.gap"), 0)


def _sorted_by_gap(rows: list[tuple[Cell, ...]], compares: bool) -> list[tuple[Cell, ...]]:
    """Widest gap first, as in the range plot; the last cell is the gap."""
    if not compares:
        return rows
    return sorted(rows, key=lambda row: -row[-1] if isinstance(row[-1], int | float) else 1.0)


def _strong(rows: list[tuple[Cell, ...]]) -> frozenset[int]:
    return frozenset(
        index
        for index, row in enumerate(rows)
        if isinstance(row[-1], int | float) and row[-1] >= CONVERSATION_GAP
    )


def _axes_table(results: RatingResults, total: Side, turn: str, context: Context) -> Table:
    words = context.words
    groups = [group.label for group in looks(results.groups, context)]
    rows: list[tuple[Cell, ...]] = []
    for axis in results.plan.axes:
        key = joined(axis, turn)
        scores = {name: side.axes[key] for name, side in zip(groups, results.groups, strict=True)}
        gap = [group_gap(scores)] if groups else []
        rows.append((context.text(f"axes.{axis}"), total.axes[key], *scores.values(), *gap))
    rows = _sorted_by_gap(rows, bool(groups))
    strong = _strong(rows) if groups else frozenset()
    behind = f" – {context.text(f'passes.{turn}')}" if turn else ""
    columns = [
        Column(words("rating.column.axis"), None, 2.0),
        Column(words("votes.all"), 0),
        *(Column(name, 0) for name in groups),
        *([_gap_column(context)] if groups else ()),
    ]
    notes = [words("rating.note.gap", gap=CONVERSATION_GAP)] if strong else []
    if results.round and results.round.merged and groups:
        names = merged_names(context, results.round)
        notes.append(words("votes.merged", names=words.listing(names)))
    caption = words("rating.table.axes") + behind
    return _table(caption, columns, rows, context, results, notes, strong)


def _turns_table(results: RatingResults, total: Side, context: Context) -> Table:
    """All of us in each pass, with the widest difference between passes first."""
    turns = results.plan.turns
    rows: list[tuple[Cell, ...]] = []
    for axis in results.plan.axes:
        scores = {turn: total.axes[joined(axis, turn)] for turn in turns}
        rows.append((context.text(f"axes.{axis}"), *scores.values(), group_gap(scores)))
    rows = _sorted_by_gap(rows, compares=True)
    columns = [
        Column(context.words("rating.column.axis"), None, 2.0),
        *(Column(context.text(f"passes.{turn}"), 0) for turn in turns),
        _gap_column(context),
    ]
    caption = context.words("rating.table.passes")
    return _table(caption, columns, rows, context, results, [], _strong(rows))


def _items_table(results: RatingResults, total: Side, context: Context) -> Table:
    words = context.words
    one_to_one = len(results.plan.axes) == len(results.plan.lines)
    rows: list[tuple[Cell, ...]] = []
    for line in results.plan.lines:
        numbers = total.items[line.id]
        word = words(f"votes.agreement.{numbers.word}") if numbers.word else None
        axis = () if one_to_one else (context.text(f"axes.{line.axis}"),)
        groups = (side.items[line.id].score for side in results.groups)
        cells = (prompt(context, line), numbers.n, numbers.mean, numbers.score, word, *groups)
        rows.append((*axis, *cells))
    columns = [
        *(() if one_to_one else (Column(words("rating.column.axis"), None, 1.4),)),
        Column(words("votes.column.item"), None, 4.0),
        Column(words("votes.column.n"), 0),
        Column(words("votes.column.mean"), 1),
        Column(words("votes.column.score"), 0),
        Column(words("votes.column.agreement"), None, 1.3),
        *(Column(group.label, 0) for group in looks(results.groups, context)),
    ]
    return _table(words("rating.table.items"), columns, rows, context, results)


def _answers_table(results: RatingResults, total: Side, context: Context) -> Table:
    words = context.words
    answers, zero = context.scale(context.activity.setting("scale"))
    rows = [_answers_row(line, total, len(answers), zero is not None, context)
            for line in results.plan.lines]
    columns = [
        Column(words("votes.column.item"), None, 4.0),
        *(Column(answer.value, 0, 0.5) for answer in answers),
        *([Column(zero.label, 0)] if zero else ()),
        Column(words("votes.column.median"), 1),
    ]
    named = [one for one in answers if one.label != one.value]
    notes = [", ".join(f"{one.value} = {one.label}" for one in named)] if named else []
    return _table(words("rating.table.answers"), columns, rows, context, results, notes)


def _answers_row(
    line: Line, total: Side, points: int, zero: bool, context: Context
) -> tuple[Cell, ...]:
    numbers = total.items[line.id]
    counts: tuple[Cell, ...] = numbers.counts or (None,) * points
    judged = (numbers.cannot_judge,) if zero else ()
    return (prompt(context, line), *counts, *judged, numbers.median)


def _table(
    caption: str,
    columns: list[Column],
    rows: list[tuple[Cell, ...]],
    context: Context,
    results: RatingResults,
    notes: list[str] | None = None,
    strong: frozenset[int] = frozenset(),
) -> Table:
    """A table that explains its dashes where it has any."""
    notes = list(notes or ())
    if results.round and any(cell is None for row in rows for cell in row):
        notes.append(context.words("votes.not_shown_note", k=results.round.minimum))
    return Table(caption, tuple(columns), tuple(rows), " ".join(notes), strong)

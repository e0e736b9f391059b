"""The numbers behind a profile: axes with their gaps, and tables that explain their dashes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.figures.table import Cell, Column, Table
from workshop_app.session.profile import joined, looks
from workshop_app.session.profile_gaps import gap_words, rose_words
from workshop_app.session.votes import merged_names
from workshop_app.statistics import CONVERSATION_GAP, group_gap, is_worth_a_conversation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line, ProfileResults, Side
    from workshop_app.session.votes import Numbers


def axes_table(
    results: ProfileResults,
    total: Side,
    context: Context,
    *,
    names: Sequence[str],
    caption: str,
    heading: str,
    turn: str = "",
) -> Table:
    """A score per axis for all and per group, widest gap first, as in the range plot.

    ``names`` are the axes' names in the plan's order.
    """
    words = context.words
    groups = [group.label for group in looks(results.groups, context)]
    moved = [results.moved] if results.moved else []
    rows: list[tuple[Cell, ...]] = []
    for axis, name in zip(results.plan.axes, names, strict=True):
        key = joined(axis, turn)
        scores = {name: side.axes[key] for name, side in zip(groups, results.groups, strict=True)}
        gap = [group_gap(scores)] if groups else []
        lines = results.plan.of_axis(axis, turn)
        before = (before_cell(side.axes[key], results, lines) for side in moved)
        rows.append((name, *before, total.axes[key], *scores.values(), *gap))
    if groups:
        rows = by_gap(rows)
    strong = wide_gaps(rows) if groups else frozenset()
    columns = [
        Column(heading, None, 2.0),
        *(Column(words("votes.before"), 0) for _ in moved),
        Column(words("votes.all"), 0),
        *(Column(name, 0) for name in groups),
        *([gap_column(context)] if groups else ()),
    ]
    notes = [words("votes.note.gap", gap=CONVERSATION_GAP)] if strong else []
    widest = gap_words(results, context, names, [turn], flagged=not strong)
    for said in filter(None, (widest, rose_words(results, context, names, [turn]))):
        notes.append(words("votes.note.sentence", said=said))
    if groups and (merged := merged_names(context, results.round)):
        notes.append(words("votes.merged", names=words.listing(merged)))
    return explained(caption, columns, rows, context, results, notes, strong)


def before_column(context: Context, title: str, decimals: int | None) -> Column:
    """A column as it was in the first vote, to stand before the one that is."""
    return Column(context.words("votes.column.before", column=title), decimals)


def before_cell(value: float | None, results: ProfileResults, lines: Sequence[Line]) -> Cell:
    """A number of the first vote; a dash where it may not show, nothing where there was none."""
    again = results.before.items if results.before else {}
    answered = any(again[line.id].n is not None for line in lines)
    return value if answered else ""


def then_and_now(
    results: ProfileResults,
    context: Context,
    table: Callable[[Sequence[Line], Callable[[Line], Numbers]], Table],
) -> tuple[Table, ...]:
    """A table of lines; and after it that of the first vote, of the lines that compare."""
    now = table(results.plan.lines, results.numbers)
    twice = [line for line in results.plan.lines if results.earlier(line).counts]
    if not twice:
        return (now,)
    caption = context.words("votes.table.before", caption=now.caption)
    return now, replace(table(twice, results.earlier), caption=caption)


def gap_column(context: Context) -> Column:
    """The column of differences."""
    return Column(context.words("votes.column.gap"), 0)


def by_gap(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Widest gap first; the last cell is the gap."""
    return sorted(rows, key=lambda row: -row[-1] if isinstance(row[-1], int | float) else 1.0)


def wide_gaps(rows: Sequence[tuple[Cell, ...]]) -> frozenset[int]:
    """The rows whose gap is worth a conversation (METHOD §7.4)."""
    return frozenset(
        index
        for index, row in enumerate(rows)
        if isinstance(row[-1], int | float) and is_worth_a_conversation(row[-1])
    )


def explained(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    context: Context,
    results: ProfileResults,
    notes: Sequence[str] = (),
    strong: frozenset[int] = frozenset(),
) -> Table:
    """A table that explains its dashes where it has any."""
    said = list(notes)
    if results.round and any(cell is None for row in rows for cell in row):
        said.append(context.words("votes.not_shown_note", k=results.round.minimum))
    return Table(caption, tuple(columns), tuple(rows), " ".join(said), strong)

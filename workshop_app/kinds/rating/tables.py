"""The numbers behind the profile: axes, statements, answers, and what was said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.rating import passes
from workshop_app.kinds.rating.model import prompt
from workshop_app.session.profile import joined, looks
from workshop_app.session.profile_tables import (
    axes_table,
    before_cell,
    before_column,
    explained,
    gap_column,
    then_and_now,
)
from workshop_app.statistics import group_gap, is_worth_a_conversation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line, ProfileResults, Side
    from workshop_app.session.votes import Numbers


def tables(results: ProfileResults, context: Context) -> tuple[Table, ...]:
    """Nothing about votes before a round is closed."""
    if results.total is None or results.round is None:
        return ()
    plan = results.plan
    axes = [_axes_table(results, results.total, turn, context) for turn in plan.turns]
    if len(plan.turns) > 1:
        axes.insert(0, _turns_table(results, results.total, context))
    items = _items_table(results, results.total, context)
    answers = then_and_now(results, context, partial(_answers_table, results, context))
    return (*axes, items, *answers)


def for_sponsor(results: ProfileResults, total: Side, context: Context) -> tuple[Table, ...]:
    """The axes with their gaps; and how far we agree, the least agreement first."""
    words, plan = context.words, results.plan
    known = [(total.items[line.id], line) for line in plan.lines]
    known.sort(key=lambda one: 2.0 if one[0].agreement is None else one[0].agreement)
    rows: list[tuple[Cell, ...]] = [
        (
            prompt(context, line),
            numbers.score,
            words(f"votes.agreement.{numbers.word}") if numbers.word else None,
        )
        for numbers, line in known
    ]
    columns = (
        Column(words("votes.column.item"), None, 4.0),
        Column(words("votes.column.score"), 0),
        Column(words("votes.column.agreement"), None, 1.3),
    )
    agreed = explained(words("rating.table.divided"), columns, rows, context, results)
    return _axes_table(results, total, plan.turns[0], context), agreed


def _axes_table(results: ProfileResults, total: Side, turn: str, context: Context) -> Table:
    behind = f" – {context.text(f'passes.{turn}')}" if turn else ""
    return axes_table(
        results,
        total,
        context,
        names=[context.text(f"axes.{axis}") for axis in results.plan.axes],
        caption=context.words("rating.table.axes") + behind,
        heading=context.words("rating.column.axis"),
        turn=turn,
    )


def _turns_table(results: ProfileResults, total: Side, context: Context) -> Table:
    """All of us in each pass, with the widest difference between passes first.

    The gap of two passes has a sign: less is delivered than expected, or more.
    """
    turns = results.plan.turns
    between = passes.gaps(results)
    rows: list[tuple[Cell, ...]] = []
    for axis in results.plan.axes:
        scores = {turn: total.axes[joined(axis, turn)] for turn in turns}
        gap = between[axis] if between else group_gap(scores)
        rows.append((context.text(f"axes.{axis}"), *scores.values(), gap))
    rows.sort(key=lambda row: -_width(row))
    last = Column(passes.difference(results, context), 0) if between else gap_column(context)
    columns = [
        Column(context.words("rating.column.axis"), None, 2.0),
        *(Column(context.text(f"passes.{turn}"), 0) for turn in turns),
        last,
    ]
    said = passes.sentence(results, context)
    wide = frozenset(at for at, row in enumerate(rows) if is_worth_a_conversation(_width(row)))
    caption = context.words("rating.table.passes")
    return explained(caption, columns, rows, context, results, [said] if said else [], wide)


def _width(row: tuple[Cell, ...]) -> float:
    """How wide the gap in the last cell is; −1 where it may not show."""
    return abs(row[-1]) if isinstance(row[-1], int | float) else -1.0


def _items_table(results: ProfileResults, total: Side, context: Context) -> Table:
    words = context.words
    one_to_one = len(results.plan.axes) == len(results.plan.lines)
    rows: list[tuple[Cell, ...]] = []
    for line in results.plan.lines:
        numbers = total.items[line.id]
        word = words(f"votes.agreement.{numbers.word}") if numbers.word else None
        axis = () if one_to_one else (context.text(f"axes.{line.axis}"),)
        groups = (side.items[line.id].score for side in results.groups)
        was = results.earlier(line).score
        before = (before_cell(was, results, [line]),) if results.moved else ()
        scores = (*before, numbers.score)
        rows.append(
            (*axis, prompt(context, line), numbers.n, numbers.mean, *scores, word, *groups)
        )
    score = words("votes.column.score")
    columns = [
        *(() if one_to_one else (Column(words("rating.column.axis"), None, 1.4),)),
        Column(words("votes.column.item"), None, 4.0),
        Column(words("votes.column.n"), 0),
        Column(words("votes.column.mean"), 1),
        *([before_column(context, score, 0)] if results.moved else ()),
        Column(score, 0),
        Column(words("votes.column.agreement"), None, 1.3),
        *(Column(group.label, 0) for group in looks(results.groups, context)),
    ]
    return explained(words("rating.table.items"), columns, rows, context, results)


def _answers_table(
    results: ProfileResults,
    context: Context,
    lines: Sequence[Line],
    of: Callable[[Line], Numbers],
) -> Table:
    words = context.words
    answers, zero = context.scale(context.activity.setting("scale"))
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        numbers = of(line)
        counts: tuple[Cell, ...] = numbers.counts or (None,) * len(answers)
        judged = (numbers.cannot_judge,) if zero else ()
        rows.append((prompt(context, line), *counts, *judged, numbers.median))
    columns = [
        Column(words("votes.column.item"), None, 4.0),
        *(Column(answer.value, 0, 0.5) for answer in answers),
        *([Column(zero.label, 0)] if zero else ()),
        Column(words("votes.column.median"), 1),
    ]
    named = [one for one in answers if one.label != one.value]
    notes = [", ".join(f"{one.value} = {one.label}" for one in named)] if named else []
    return explained(words("rating.table.answers"), columns, rows, context, results, notes)


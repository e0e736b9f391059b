"""The numbers behind the statements: areas, scores, answers with their blind spots."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.figures.table import PERCENT, Cell, Column, Table
from workshop_app.kinds.statements.model import SCALE, blind, by_blind_spot, text_of
from workshop_app.session.profile import looks
from workshop_app.session.profile_tables import (
    axes_table,
    before_cell,
    before_column,
    explained,
    then_and_now,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line, ProfileResults, Side
    from workshop_app.session.votes import Numbers


def tables(results: ProfileResults, context: Context) -> tuple[Table, ...]:
    """Nothing about votes before a round is revealed."""
    words = context.words
    if results.total is None:
        return ()
    areas = axes_table(
        results,
        results.total,
        context,
        names=[context.text(f"areas.{axis}") for axis in results.plan.axes],
        caption=words("statements.table.areas"),
        heading=words("statements.column.area"),
    )
    return (
        *((areas,) if results.plan.axes else ()),
        _scores(results, results.total, context),
        *then_and_now(results, context, partial(_answers, results, context)),
    )


def _scores(results: ProfileResults, total: Side, context: Context) -> Table:
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    for line in results.plan.lines:
        numbers = total.items[line.id]
        area = (context.text(f"areas.{line.axis}"),) if results.plan.axes else ()
        word = words(f"votes.agreement.{numbers.word}") if numbers.word else None
        groups = (side.items[line.id].score for side in results.groups)
        was = results.earlier(line).score
        before = (before_cell(was, results, [line]),) if results.moved else ()
        scores = (*before, numbers.score)
        rows.append((*area, text_of(context, line), numbers.n, *scores, word, *groups))
    score = words("votes.column.score")
    columns = [
        *((Column(words("statements.column.area"), None, 1.6),) if results.plan.axes else ()),
        Column(words("votes.column.item"), None, 4.0),
        Column(words("votes.column.n"), 0),
        *([before_column(context, score, 0)] if results.moved else ()),
        Column(score, 0),
        Column(words("votes.column.agreement"), None, 1.3),
        *(Column(group.label, 0) for group in looks(results.groups, context)),
    ]
    return explained(words("statements.table.scores"), columns, rows, context, results)


def _answers(
    results: ProfileResults,
    context: Context,
    lines: Sequence[Line],
    of: Callable[[Line], Numbers],
) -> Table:
    """Most "don't know" first, as they are discussed."""
    words = context.words
    answers, zero = context.scale(SCALE)
    rows: list[tuple[Cell, ...]] = []
    for line in (line for line in by_blind_spot(results) if line in lines):
        numbers = of(line)
        share = blind(numbers)
        counts: tuple[Cell, ...] = numbers.counts or (None,) * len(answers)
        percent = None if share is None else 100 * share
        rows.append((text_of(context, line), *counts, numbers.cannot_judge, percent))
    columns = [
        Column(words("votes.column.item"), None, 4.0),
        *(Column(answer.label, 0, 0.8) for answer in answers),
        Column(zero.label if zero else "", 0),
        Column(words("statements.column.blind"), 0, unit=PERCENT),
    ]
    return explained(words("statements.table.answers"), columns, rows, context, results)

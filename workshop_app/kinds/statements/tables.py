"""The numbers behind the statements: areas, scores, answers with their blind spots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.table import PERCENT, Cell, Column, Table
from workshop_app.kinds.statements.model import SCALE, blind, by_blind_spot, text_of
from workshop_app.session.profile import looks
from workshop_app.session.profile_tables import axes_table, explained

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.profile import ProfileResults, Side


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
        _answers(results, results.total, context),
    )


def _scores(results: ProfileResults, total: Side, context: Context) -> Table:
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    for line in results.plan.lines:
        numbers = total.items[line.id]
        area = (context.text(f"areas.{line.axis}"),) if results.plan.axes else ()
        word = words(f"votes.agreement.{numbers.word}") if numbers.word else None
        groups = (side.items[line.id].score for side in results.groups)
        rows.append((*area, text_of(context, line), numbers.n, numbers.score, word, *groups))
    columns = [
        *((Column(words("statements.column.area"), None, 1.6),) if results.plan.axes else ()),
        Column(words("votes.column.item"), None, 4.0),
        Column(words("votes.column.n"), 0),
        Column(words("votes.column.score"), 0),
        Column(words("votes.column.agreement"), None, 1.3),
        *(Column(group.label, 0) for group in looks(results.groups, context)),
    ]
    return explained(words("statements.table.scores"), columns, rows, context, results)


def _answers(results: ProfileResults, total: Side, context: Context) -> Table:
    """Most "don't know" first, as they are discussed."""
    words = context.words
    answers, zero = context.scale(SCALE)
    rows: list[tuple[Cell, ...]] = []
    for line in by_blind_spot(results):
        numbers = total.items[line.id]
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

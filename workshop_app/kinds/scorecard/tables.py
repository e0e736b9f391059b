"""The scorecard told: every row with its figures, and the figures over time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from workshop_app.figures.table import PERCENT, Cell, Column, Table, Valued
from workshop_app.kinds.scorecard.figure import horizon_text, remark, with_unit
from workshop_app.kinds.scorecard.model import row_name
from workshop_app.session.over_time import Dated, Measure, Measures
from workshop_app.session.owners import owner_text
from workshop_app.statistics.progress import LEAST_SHOWN, MOST_SHOWN, shown_progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.kinds.scorecard.model import ScorecardResults, ScoreLine
    from workshop_app.session.context import Context


_SIGNS = {"percent": PERCENT, "euro": "€"}


def tables(results: ScorecardResults, context: Context) -> tuple[Table, ...]:
    """The card; where a row was measured more than once, its figures by date."""
    words = context.words
    heads = (
        Column(words("scorecard.row"), width=2.0),
        Column(words("scorecard.direction")),
        Column(words("scorecard.baseline"), width=0.9, right=True),
        Column(words("scorecard.target"), width=0.9, right=True),
        Column(words("scorecard.actual"), width=0.9, right=True),
        Column(words("scorecard.progress_percent"), 0, 0.9, PERCENT),
        Column(words("scorecard.horizon"), width=0.9),
        Column(words("scorecard.owner"), width=1.2),
    )
    found = [
        Table(
            context.text("title"),
            heads,
            tuple(_row(line, context) for line in results.lines),
            words("scorecard.note"),
            frozenset(at for at, line in enumerate(results.lines) if line.heartbeat),
        )
    ]
    several = [line for line in results.lines if len(line.actuals) > 1]
    if several:
        found.append(_over_time(several, context))
    return tuple(found)


def _row(line: ScoreLine, context: Context) -> tuple[Cell, ...]:
    latest = line.latest
    percent = line.progress
    return (
        row_name(line.row, line.name, context),
        context.words(f"scorecard.better.{line.better}"),
        _figure(line.baseline, line.unit, context),
        _figure(line.target, line.unit, context),
        _figure(latest.value if latest else None, line.unit, context),
        None if percent is None else shown_progress(percent),
        horizon_text(line.horizon, context),
        owner_text(line.owner, context),
    )


def _figure(value: float | None, unit: str, context: Context) -> Cell:
    if value is None:
        return None
    return Valued(with_unit(value, unit, context), value, _SIGNS.get(unit, ""))


def _over_time(lines: list[ScoreLine], context: Context) -> Table:
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        for actual in line.actuals:
            percent = line.progress_at(actual)
            rows.append((
                row_name(line.row, line.name, context),
                Valued(words.date(actual.day), actual.day),
                _figure(actual.value, line.unit, context),
                None if percent is None else shown_progress(percent),
            ))
    heads = (
        Column(words("scorecard.row"), width=2.0),
        Column(words("scorecard.date"), width=1.4),
        Column(words("scorecard.actual"), right=True),
        Column(words("scorecard.progress_percent"), 0, unit=PERCENT),
    )
    return Table(words("scorecard.over_time"), heads, tuple(rows))


def measures(results: ScorecardResults, context: Context) -> tuple[Measures, ...]:
    """Progress compares whatever the unit; the days have the figures themselves.

    A row of our own is known by its name, for it has a key of its own in each session.
    """
    words = context.words
    rows = tuple(
        Measure(
            line.row or f"own:{line.name.casefold()}",
            row_name(line.row, line.name, context),
            _come(line),
            dated=tuple(Dated(actual.day, actual.value) for actual in line.actuals),
            baseline=line.baseline,
            target=line.target,
            say=partial(with_unit, unit=line.unit, context=context),
            begins=line.latest is None,
        )
        for line in results.lines
    )
    caption, heading = words("scorecard.progress_percent"), words("scorecard.row")
    return (
        Measures(
            "rows", caption, heading, rows, "trend", LEAST_SHOWN, MOST_SHOWN,
            lacks="blank", late=True, unit="percent",
        ),
    )


def _come(line: ScoreLine) -> float | None:
    """The progress; none of it is done while there is no figure but the baseline."""
    if line.progress is not None:
        return shown_progress(line.progress)
    known = line.latest is None and line.baseline is not None and line.target is not None
    return 0.0 if known and line.baseline != line.target else None


def numbers(results: ScorecardResults, context: Context) -> Mapping[str, Any]:
    """Every row by the method's id, or by its key where it is one of our own."""
    return {
        "n": len(results.lines),
        "measured": results.measured,
        "items": {line.row or line.key: _entry(line, context) for line in results.lines},
    }


def _entry(line: ScoreLine, context: Context) -> Mapping[str, Any]:
    percent = line.progress
    return {
        "name": row_name(line.row, line.name, context),
        "unit": line.unit,
        "better": line.better,
        "effect": line.effect or None,
        "heartbeat": line.heartbeat,
        "baseline": line.baseline,
        "target": line.target,
        "actual": line.latest.value if line.latest else None,
        "actuals": [
            {
                "date": actual.day.isoformat(),
                "value": actual.value,
                "progress": line.progress_at(actual),
            }
            for actual in line.actuals
        ],
        "progress": percent,
        "shown": None if percent is None else shown_progress(percent),
        "remark": remark(line, context),
        "horizon": line.horizon,
        "owner": line.owner.public() if line.owner else None,
    }

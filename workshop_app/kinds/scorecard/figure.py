"""The scorecard drawn: bars of progress, and what another company reached."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workshop_app.directions import joined
from workshop_app.figures import case_results as case_builder
from workshop_app.figures import scorecard as builder
from workshop_app.kinds.scorecard.model import row_name
from workshop_app.kinds.scorecard.typed import number_text
from workshop_app.session.over_time import is_sowing
from workshop_app.session.owners import owner_text
from workshop_app.statistics.progress import shown_progress

if TYPE_CHECKING:
    from datetime import date

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure, Point
    from workshop_app.kinds.scorecard.model import ScorecardResults, ScoreLine
    from workshop_app.session.context import Context


def card(
    results: ScorecardResults, canvas: Canvas, context: Context, *, grown: float = 1.0
) -> tuple[Figure, ...]:
    """Every chosen row; ``grown`` from 0 to 1 shortens the bars."""
    words, grey = context.words, is_sowing(context)
    heads = builder.ScoreWords(
        words("scorecard.row"),
        words("scorecard.from_to"),
        words("scorecard.actual"),
        words("scorecard.trend"),
        words("scorecard.progress"),
        words("scorecard.invitation"),
    )
    return builder.scorecard(
        [replace(_bar(line, context), grey=grey) for line in results.lines],
        canvas,
        heads,
        partial(_number, context),
        grown=grown,
        title=context.text("question"),
    )


def _number(context: Context, value: float) -> str:
    return context.words.number(value)


def _bar(line: ScoreLine, context: Context) -> builder.ScoreBar:
    words = context.words
    latest = line.latest
    owner = owner_text(line.owner, context)
    below = joined(filter(None, (horizon_text(line.horizon, context), owner)), " · ")
    percent = line.progress
    return builder.ScoreBar(
        line.key,
        row_name(line.row, line.name, context),
        line.better == "up",
        words(f"scorecard.better.{line.better}"),
        with_unit(line.baseline, line.unit, context),
        with_unit(line.target, line.unit, context),
        with_unit(latest.value, line.unit, context) if latest else "",
        short_day(latest.day, context) if latest else "",
        None if percent is None else shown_progress(percent),
        remark(line, context),
        below,
        line.heartbeat,
        _trend(line),
    )


def remark(line: ScoreLine, context: Context) -> str:
    """Why there is no progress to show; empty where there is, or will be."""
    words = context.words
    if line.baseline is None:
        return words("scorecard.no_baseline")
    if line.target is None:
        return words("scorecard.no_target")
    return words("scorecard.equal") if line.baseline == line.target else ""


def with_unit(value: float | None, unit: str, context: Context) -> str:
    """A figure as people write it: “30%”, “€ 1.5”, “−12 points”."""
    if value is None:
        return ""
    text = number_text(value, context.words)
    return context.words(f"scorecard.with.{unit}", value=text)


def horizon_text(horizon: str, context: Context) -> str:
    """What a horizon is called; one that the method does not know stands for itself."""
    known = any(part.id == horizon for part in context.activity.list("horizons"))
    return context.text(f"horizons.{horizon}") if known else horizon


def short_day(day: date, context: Context) -> str:
    """“3 April”, with its year where that is not the session's."""
    month = context.words(f"month.{day.month}")
    same = day.year == context.info.date.year
    return f"{day.day} {month}" if same else f"{day.day} {month} {day.year}"


def _trend(line: ScoreLine) -> tuple[Point, ...]:
    """The progress at each date, where there are several."""
    if len(line.actuals) < 2 or line.progress is None:
        return ()
    first, last = line.actuals[0].day, line.actuals[-1].day
    span = (last - first).days or 1
    return tuple(
        ((actual.day - first).days / span, shown_progress(percent))
        for actual in line.actuals
        if (percent := line.progress_at(actual)) is not None
    )


def case(canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """The case of the method: what another company reached."""
    key = f"{context.activity.id}.case"
    has = context.method.has(key, context.words.language)
    hearts = {
        part.id for part in context.activity.list("rows") if part.setting("heartbeat")
    }
    results = [
        case_builder.CaseResult(
            part.id,
            context.text(f"rows.{part.id}"),
            context.text(f"cases.{part.id}"),
            part.id in hearts,
        )
        for part in context.activity.list("cases")
    ]
    return case_builder.case_results(
        results,
        canvas,
        heading=context.text("case") if has else context.text("aim"),
        title=context.text("question"),
    )

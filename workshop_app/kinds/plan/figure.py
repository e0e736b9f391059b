"""The plan drawn: by horizon, and along the time ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures import actions as list_builder
from workshop_app.figures import timeline as time_builder
from workshop_app.session.owners import owner_text

if TYPE_CHECKING:
    from datetime import date

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.kinds.plan.model import Planned, PlanResults
    from workshop_app.session.context import Context


def by_horizon(
    results: PlanResults, canvas: Canvas, context: Context
) -> tuple[Figure, ...]:
    """A column for every horizon; what has none yet stands first."""
    homeless = results.of_horizon("")
    columns = [
        list_builder.ActionColumn(
            horizon.id,
            context.text(f"horizons.{horizon.id}"),
            tuple(_card(action, results, context) for action in results.of_horizon(horizon.id)),
        )
        for horizon in results.horizons
    ]
    if homeless:
        columns = [column for column in columns if column.cards]
        cards = tuple(_card(action, results, context) for action in homeless)
        columns.insert(
            0, list_builder.ActionColumn("", context.words("plan.no_horizon"), cards)
        )
    return list_builder.actions(
        columns,
        canvas,
        invitation=context.words("plan.invitation"),
        title=context.text("question"),
    )


def _card(
    action: Planned, results: PlanResults, context: Context
) -> list_builder.ActionCard:
    words, line = context.words, list_builder.Line
    lines: list[list_builder.Line] = []
    if action.outcome:
        lines.append(line("flag", action.outcome, most=3))
    if _urgent(action):
        lines.append(line("circle-alert", words("plan.needs_owner"), "danger", "semibold"))
    elif action.owner is not None:
        lines.append(line("user", carried(action, context), "ink", "medium", 3))
    when = short_day(action.due, results.begin, context) if action.due else ""
    if action.verdict or action.status != "open":
        shape = list_builder.STATUS_ICONS[action.verdict or action.status]
        said = state_text(action, context)
        token = "ok" if action.verdict == "done" else "ink2"
        weight = "semibold" if action.verdict else "regular"
        lines.append(line(shape, f"{said} · {when}" if when else said, token, weight))
    elif when:
        lines.append(line("clock", words("plan.by", day=when)))
    return list_builder.ActionCard(
        action.key, action.title, tuple(lines), _urgent(action), action.status == "stopped"
    )


def _urgent(action: Planned) -> bool:
    """Whether somebody should take it on: nobody has, and it is still to be done."""
    return action.owner is None and action.status != "stopped"


def state_text(action: Planned, context: Context) -> str:
    """What became of it; of one that nobody has looked at again, how far it is."""
    if action.verdict:
        return context.words(f"review.action.{action.verdict}")
    return context.words(f"plan.status.{action.status}")


def carried(action: Planned, context: Context) -> str:
    """Owner and partner in a few words."""
    owner, partner = owner_text(action.owner, context), owner_text(action.partner, context)
    return context.words("plan.with", owner=owner, partner=partner) if partner else owner


def short_day(day: date, begin: date, context: Context) -> str:
    """“3 April”, with its year where that is not the session's."""
    month = context.words(f"month.{day.month}")
    return f"{day.day} {month}" if day.year == begin.year else f"{day.day} {month} {day.year}"


def along_time(
    results: PlanResults, canvas: Canvas, context: Context
) -> tuple[Figure, ...]:
    """From the day of the session to the last horizon in use."""
    marks = _marks(results, context)
    return time_builder.timeline(
        [_bar(action, results, context) for action in _ordered(results)],
        marks,
        canvas,
        begins=_numbers(results.begin),
        title=context.text("question"),
    )


def _marks(results: PlanResults, context: Context) -> list[time_builder.Mark]:
    """Horizons up to the last one that any action needs; two at least."""
    used = 2
    for action in results.actions:
        for place, horizon in enumerate(results.horizons, 1):
            late = action.due and place > 1 and action.due > results.horizons[place - 2].end
            if action.horizon == horizon.id or late:
                used = max(used, place)
    return [
        time_builder.Mark(
            (horizon.end - results.begin).days,
            context.text(f"horizons.{horizon.id}"),
            _numbers(horizon.end),
        )
        for horizon in results.horizons[:used]
    ]


def _numbers(day: date) -> str:
    """A date short enough for an axis, the same in every language."""
    return f"{day.day}-{day.month}-{day.year}"


def _ordered(results: PlanResults) -> list[Planned]:
    """What is due first comes first."""
    return sorted(results.actions, key=lambda action: (_end(action, results), action.key))


def _end(action: Planned, results: PlanResults) -> date:
    """The due date; without one the end of the horizon."""
    ends = {one.id: one.end for one in results.horizons}
    last = results.horizons[-1].end
    return action.due or ends.get(action.horizon, last)


def _bar(action: Planned, results: PlanResults, context: Context) -> time_builder.TimeBar:
    words = context.words
    begin = (action.start - results.begin).days if action.start else 0
    end = (_end(action, results) - results.begin).days
    missing = _urgent(action)
    return time_builder.TimeBar(
        action.key,
        action.title,
        words("plan.needs_owner") if action.owner is None else carried(action, context),
        begin,
        max(end, begin),
        action.verdict or action.status,
        state_text(action, context),
        _numbers(action.due) if action.due else words("plan.no_date"),
        action.due is not None,
        missing,
    )

"""Which numbers of a profile are compared between sessions: its axes, and its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.radar import FEWEST
from workshop_app.session.over_time import Measure, Measures
from workshop_app.session.profile import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line, ProfileResults


def profile_measures(
    results: ProfileResults,
    context: Context,
    names: Sequence[str],
    prompt: Callable[[Context, Line], str],
    ends: tuple[str, str],
    heading: str,
    *,
    leads: bool = True,
) -> tuple[Measures, ...]:
    """The axes of each pass, drawn as a radar; and the lines, drawn where there is no radar.

    ``names`` are the axes' names in the plan's order, ``heading`` what one of them is called.
    ``leads`` = rows of scores say all that the picture without a radar says.
    """
    plan, words = results.plan, context.words
    if results.total is None:
        return ()
    radar = len(plan.axes) >= FEWEST
    axes = [_axes(results, context, names, turn, ends, heading) for turn in plan.turns]
    lines = Measures(
        "items",
        words("over_time.items"),
        words("votes.column.item"),
        tuple(
            Measure(line.id, prompt(context, line), results.numbers(line).score)
            for line in plan.lines
        ),
        "" if radar else "rows",
        ends=ends,
        leads=leads and plan.turns == ("",),
    )
    return (*(axes if radar else ()), lines)


def _axes(
    results: ProfileResults,
    context: Context,
    names: Sequence[str],
    turn: str,
    ends: tuple[str, str],
    heading: str,
) -> Measures:
    """An axis is compared over the items that were asked both times, so it carries them."""
    plan = results.plan
    measures = tuple(
        Measure(
            joined(axis, turn),
            name,
            results.total.axes[joined(axis, turn)] if results.total else None,
            {line.id: results.numbers(line).score for line in plan.of_axis(axis, turn)},
        )
        for axis, name in zip(plan.axes, names, strict=True)
    )
    caption = context.text(f"passes.{turn}") if turn else heading
    key = joined("axes", turn)
    return Measures(key, caption, heading, measures, "radar", ends=ends, leads=not turn)

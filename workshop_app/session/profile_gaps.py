"""What is said about groups that are apart on the axes of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.session.profile import axis_gaps, joined
from workshop_app.statistics import FLOOR_BAND, TOP_BAND, is_worth_a_conversation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.profile import ProfileResults


def gap_words(
    results: ProfileResults,
    context: Context,
    names: Sequence[str],
    turns: Sequence[str],
    *,
    flagged: bool = True,
) -> str:
    """The widest gap between groups in these passes; "" where there is none.

    ``names`` are the axes' names in the plan's order. ``flagged`` adds that it is worth a
    conversation, if it is.
    """
    found = max(_measured(results, context, names, turns, "gap"), default=None)
    if found is None or round(found[0]) == 0:
        return ""
    gap, _, axis, _ = found
    talk = flagged and is_worth_a_conversation(gap)
    return context.words("votes.gap.talk" if talk else "votes.gap", n=round(gap), axis=axis)


def rose_words(
    results: ProfileResults, context: Context, names: Sequence[str], turns: Sequence[str]
) -> str:
    """Where Top and Floor see it most differently; "" where not both show."""
    found = max(_measured(results, context, names, turns, "rose_tint"), default=None)
    if found is None or round(found[0]) == 0:
        return ""
    width, _, axis, tint = found
    high, low = (TOP_BAND, FLOOR_BAND) if tint > 0 else (FLOOR_BAND, TOP_BAND)
    return context.words(
        "votes.rose_tint",
        n=round(width),
        axis=axis,
        high=context.group_name(high),
        low=context.group_name(low),
    )


def _measured(
    results: ProfileResults,
    context: Context,
    names: Sequence[str],
    turns: Sequence[str],
    measure: str,
) -> Iterator[tuple[float, int, str, float]]:
    """How wide each axis is in each pass, the first before its equals, its name and its value."""
    gaps = axis_gaps(results)
    for at, (axis, name) in enumerate(zip(results.plan.axes, names, strict=True)):
        for turn in turns:
            value = gaps.get(joined(axis, turn), {}).get(measure)
            if value is not None:
                several = len(turns) > 1
                named = f"{name} – {context.text(f'passes.{turn}')}" if several else name
                yield abs(value), -at, named, value

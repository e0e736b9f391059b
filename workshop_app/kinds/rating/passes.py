"""What several passes say together: the gap between two, the consistency of more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.session.profile import joined
from workshop_app.statistics import consistency, shift

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.profile import ProfileResults


def gaps(results: ProfileResults) -> dict[str, float | None]:
    """For two passes the second less the first, by axis; empty otherwise."""
    turns = results.plan.turns
    if len(turns) != 2 or results.total is None:
        return {}
    scores = results.total.axes
    return {
        axis: shift(*(scores[joined(axis, turn)] for turn in turns))
        for axis in results.plan.axes
    }


def consistent(results: ProfileResults) -> float | None:
    """For more than two passes how far they are the same, from 0 to 100."""
    plan = results.plan
    if len(plan.turns) < 3 or results.total is None:
        return None
    scores = results.total.axes
    return consistency([[scores[joined(axis, turn)] for turn in plan.turns] for axis in plan.axes])


def sentence(results: ProfileResults, context: Context) -> str:
    """The same in words; "" for a single pass, or where nothing may show."""
    words = context.words
    score = consistent(results)
    if score is not None:
        return words("rating.consistency", score=words.number(score))
    known = [(abs(gap), axis, gap) for axis, gap in gaps(results).items() if gap is not None]
    if not known:
        return ""
    _, axis, gap = max(known)
    text = words.number(gap)
    return words(
        "rating.widest",
        difference=difference(results, context),
        axis=context.text(f"axes.{axis}"),
        gap=f"+{text}" if round(gap) > 0 else text,
    )


def difference(results: ProfileResults, context: Context) -> str:
    """What a gap between two passes is: "Delivered − Expected"."""
    first, last = (context.text(f"passes.{turn}") for turn in results.plan.turns)
    return context.words("rating.difference", last=last, first=first)


def entries(results: ProfileResults) -> dict[str, Any]:
    """What the results file says about passes, unrounded."""
    found: dict[str, Any] = {}
    if (score := consistent(results)) is not None:
        found["consistency"] = score
    if by_axis := gaps(results):
        found["gaps"] = by_axis
    return found

"""Which numbers of a poll are compared between sessions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from workshop_app.kinds.poll.model import asked
from workshop_app.kinds.poll.shape import NPS
from workshop_app.session.over_time import Measure, Measures, steady_of
from workshop_app.statistics import STEADY_BELOW, net_promoter_score

if TYPE_CHECKING:
    from workshop_app.kinds.poll.model import PollResults, Result
    from workshop_app.method.model import Part
    from workshop_app.session.context import Context

_SCORES = (-100.0, 100.0)
"""Between these lies every net promoter score."""


def measures(results: PollResults, context: Context) -> tuple[Measures, ...]:
    """Neighbouring questions of one form and range share a picture.

    A question whose words are typed on the day is another one each time, and one that is held
    against a known number is a guess.
    """
    if results.round is None:
        return ()
    parts = [part for part in context.activity.list("questions") if _compares(part)]
    found = (
        _measures([(part, results.of(part.id)[0]) for part in alike], *scale, context)
        for scale, alike in groupby(parts, key=_scale)
    )
    return tuple(found)


def _compares(part: Part) -> bool:
    if part.setting("column") or part.setting("known"):
        return False
    return part.setting("form") in ("number", NPS)


def _scale(part: Part) -> tuple[str, float, float]:
    form = str(part.setting("form"))
    return (form, *_SCORES) if form == NPS else (form, part.setting("min"), part.setting("max"))


def _measures(
    found: list[tuple[Part, Result]], form: str, low: float, high: float, context: Context
) -> Measures:
    measure = _recommended if form == NPS else _average
    words = context.words
    return Measures(
        found[0][0].id,
        words("poll.nps.unit") if form == NPS else words("votes.column.mean"),
        words("poll.column.question"),
        tuple(measure(part, result, context) for part, result in found),
        "trend",
        low,
        high,
        0 if form == NPS else 1,
        signed=low < 0,
        steady=STEADY_BELOW if form == NPS else steady_of(low, high),
        unit="nps" if form == NPS else "points",
    )


def _average(part: Part, result: Result, context: Context) -> Measure:
    return Measure(part.id, asked(context, part), result.numbers.mean)


def _recommended(part: Part, result: Result, context: Context) -> Measure:
    counts = result.numbers.counts
    if not counts or not sum(counts):
        return Measure(part.id, asked(context, part), None)
    score = net_promoter_score(counts)
    return Measure(part.id, asked(context, part), score.score, margin=score.margin)

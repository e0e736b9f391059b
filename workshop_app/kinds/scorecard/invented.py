"""The scorecard of an invented room: a few rows with targets, some with a figure since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workshop_app.kinds.scorecard.model import (
    Actual,
    add_scores,
    change_score,
    put_actuals,
    read_scores,
    score_of,
)
from workshop_app.session.people import read_people

if TYPE_CHECKING:
    from random import Random

    from workshop_app.kinds.scorecard.model import Score
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd

_ROWS: Final = 6
_BEGINNINGS: Final = {
    "percent": (20, 70), "points": (-10, 30), "euro": (120, 900), "count": (2, 6),
}
"""Between which a row of a unit begins."""

_STEP: Final = {"percent": 15, "points": 20, "euro": 80, "count": 2}
"""How much better the target is."""


def rehearse(context: Context, crowd: Crowd) -> None:
    """Choose rows, the heartbeat first; a beginning that was taken over stays."""
    activity, label = context.activity, context.words("rehearsal.edit")
    dice = crowd.dice("scorecard", activity.id)
    there = {score.row for score in read_scores(context.file, activity.id)}
    parts = sorted(activity.list("rows"), key=lambda part: not part.setting("heartbeat"))
    left = [part for part in parts if part.id not in there][: max(_ROWS - len(there), 0)]
    add_scores(context.file, label, activity.id, [score_of(part) for part in left])
    horizons = [part.id for part in activity.list("horizons")]
    keys = [person.key for person in read_people(context.file)]
    for place, score in enumerate(read_scores(context.file, activity.id)):
        filled = _aimed(
            replace(
                score,
                horizon=horizons[place % len(horizons)],
                owner=dice.choice(keys) if keys and place else "",
            ),
            dice,
        )
        change_score(context.file, label, filled)
        if place % 3 and filled.baseline is not None and filled.target is not None:
            way = (filled.target - filled.baseline) * dice.uniform(-0.2, 1.1)
            since = Actual(context.info.date, round(filled.baseline + way))
            put_actuals(context.file, label, score.key, [since])


def _aimed(score: Score, dice: Random) -> Score:
    begin = score.baseline
    if begin is None:
        begin = float(dice.randint(*_BEGINNINGS[score.unit]))
    sign = 1 if score.better == "up" else -1
    target = max(begin + sign * _STEP[score.unit], -100.0 if score.unit == "points" else 0.0)
    return replace(score, baseline=begin, target=target)

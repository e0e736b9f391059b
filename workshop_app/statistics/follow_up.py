"""What became of it: one session beside the first and the previous one (METHOD §7.10)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from workshop_app.statistics.passes import shift
from workshop_app.statistics.scores import axis_score

STEADY_BELOW = 5
"""A change of fewer points of 100 than this is no change to speak of."""

HARVEST_FROM, HARVEST_TO = 12, 36
"""Whole months after the first session between which its fruits may be looked for."""

Trend = Literal["up", "steady", "down"]
Season = Literal["sowing", "harvest"]


class AxisChange(NamedTuple):
    """An axis against an earlier session.

    Attributes:
        points: later minus earlier score, in points of 100.
        word: key of the word for it; "steady" below `STEADY_BELOW`, whichever way it goes.
    """

    points: float
    word: Trend


class AxisProgress(NamedTuple):
    """An axis of the newest session against earlier ones; None where nothing compares.

    Attributes:
        first: against the first session.
        previous: against the one before.
    """

    first: AxisChange | None
    previous: AxisChange | None


def axis_change(
    before: Mapping[str, float | None], now: Mapping[str, float | None]
) -> AxisChange | None:
    """Compare an axis over the items that were asked and may show both times.

    An item that is new, gone, or answered by too few in one session says nothing about change.

    Source: METHOD §7.10.

    Args:
        before: item scores from 0 to 100 by item id in the earlier session, None for one that
            may not show.
        now: the same in the later session.

    Returns:
        The change; None when fewer than half of all these items compare, or there are none.
    """
    ids = dict.fromkeys([*before, *now])
    both = [id_ for id_ in ids if before.get(id_) is not None and now.get(id_) is not None]
    earlier, later = (
        axis_score([one[id_] if id_ in both else None for id_ in ids]) for one in (before, now)
    )
    points = shift(earlier, later)
    if points is None:
        return None
    points = round(points, 9)  # so that a change of exactly the bound reaches it
    if abs(points) < STEADY_BELOW:
        return AxisChange(points, "steady")
    return AxisChange(points, "up" if points > 0 else "down")


def axis_progress(sessions: Sequence[Mapping[str, float | None]]) -> AxisProgress:
    """Lay the newest session over the first and the previous one.

    Source: METHOD §7.10.

    Args:
        sessions: the item scores of one axis by item id, a mapping per session, oldest first.

    Returns:
        Both changes; with two sessions they are the same, with fewer there are none.
    """
    if len(sessions) < 2:
        return AxisProgress(None, None)
    *earlier, now = sessions
    return AxisProgress(axis_change(earlier[0], now), axis_change(earlier[-1], now))


def rate(done: int, of: int) -> float | None:
    """Say what share of what was meant came about.

    Source: METHOD §7.10. The action rate is done of due, the loop rate rows with "Then this
    happened" of rows heard, the ritual rate held of planned.

    Args:
        done: how many came about.
        of: how many were meant to.

    Returns:
        The share in percent, 0 to 100; None when nothing was meant to come about.

    Raises:
        ValueError: a number is negative, or more were done than were meant.
    """
    if not 0 <= done <= of:
        raise ValueError(f"From 0 to {of} can be done of {of}, not {done}.")
    return 100 * done / of if of else None


def may_count(private: Sequence[float], people: int, minimum: int) -> bool:
    """Whether answers to private pledges may be told together, so that nobody's can be worked out.

    Answers to shared pledges are open, and so is what was told before: whoever subtracts these is
    left with the sum of this batch. It needs answers of ``minimum`` people, and they may not all
    stand at one end.

    Source: METHOD §7.10, aggregate, from ``minimum`` answers.

    Args:
        private: what each answer is worth, 0 to 1: kept 1, partly ½.
        people: how many gave them; several of one person are still one person's.
        minimum: the smallest group that may show.

    Returns:
        Whether they may; which of the two is missing does not show, for neither number does.
    """
    return people >= minimum and 0 < sum(private) < len(private)


def returning_share(now: Collection[str], before: Collection[str]) -> float | None:
    """Say how many of those present were there before, which every trend needs beside it.

    Source: METHOD §7.10.

    Args:
        now: the people of this session, each by a name or key of their own.
        before: the people of the session it is compared with, named in the same way.

    Returns:
        The share of this session's people in percent; None when there is nobody.
    """
    people = set(now)
    return rate(len(people & set(before)), len(people))


def whole_months(first: date, today: date) -> int:
    """Count the months that went by: one is whole when its day of the month has come.

    Args:
        first: day from which is counted.
        today: day until which.

    Returns:
        The number; below 0 where today lies before the first day.
    """
    months = 12 * (today.year - first.year) + today.month - first.month
    return months - 1 if today.day < first.day else months


def season(first: date, today: date) -> Season | None:
    """Name the time of the year for what was sown in the first session.

    Source: METHOD §7.10: fewer than 12 whole months "sowing", 12 to 36 "harvest".

    Args:
        first: day of the first session.
        today: day that is asked about.

    Returns:
        The key of the word; None when the harvest window is over.

    Raises:
        ValueError: today lies before the first session.
    """
    if today < first:
        raise ValueError(f"No season comes before the first session: {today} is before {first}.")
    months = whole_months(first, today)
    if months < HARVEST_FROM:
        return "sowing"
    whole = months == HARVEST_TO and today.day == first.day
    return "harvest" if months < HARVEST_TO or whole else None

"""From counts to scores: mean, median, items and axes on 0 to 100, Net Promoter Score.

A row of counts holds one whole number per point of a scale, in the order of the
points: ``[0, 1, 2, 7, 2]`` says that nobody chose the first point and two people
chose the last. "Cannot judge" is no point of a scale and is left out beforehand.
"""

from collections.abc import Sequence
from itertools import count
from operator import mul
from typing import NamedTuple

MINIMUM = 4
"""Answers that a number needs before it may show, unless a session asks for more."""

MINIMUM_FLOOR = 3
"""No session may go below this number of answers."""

INDICATIVE_BELOW = 30
"""Fewer answers than this make a Net Promoter Score "indicative"."""

_NPS_POINTS = 11
_FIRST_PASSIVE = 7
_FIRST_PROMOTER = 9


class NetPromoterScore(NamedTuple):
    """A Net Promoter Score with what a reader needs to judge it.

    Attributes:
        score: promoters minus detractors in percentage points, -100 to 100.
        margin: half the width of the 95 % interval, in the same points.
        promoters: number of answers 9 and 10.
        passives: number of answers 7 and 8.
        detractors: number of answers 0 to 6.
        n: number of answers.
        indicative: whether there are fewer than `INDICATIVE_BELOW` answers.
    """

    score: float
    margin: float
    promoters: int
    passives: int
    detractors: int
    n: int
    indicative: bool


def check_counts(counts: Sequence[int]) -> int:
    """Refuse counts that no round can have given, before they turn into a result.

    Args:
        counts: answers per point of the scale, at least one point.

    Returns:
        The number of answers.

    Raises:
        ValueError: there are no points, or a count is negative or not whole.
    """
    if not counts:
        raise ValueError("A scale needs at least one point, but there are no counts.")
    for number in counts:
        if not isinstance(number, int) or number < 0:
            raise ValueError(f"Counts are whole numbers from 0 up, not {number!r}.")
    return sum(counts)


def check_minimum(minimum: int) -> None:
    """Hold the anonymity floor, whatever a setting or a file says.

    Args:
        minimum: answers that a group needs before it may show.

    Raises:
        ValueError: the minimum is below `MINIMUM_FLOOR`.
    """
    if minimum < MINIMUM_FLOOR:
        raise ValueError(f"The smallest group may not go below {MINIMUM_FLOOR}, not {minimum}.")


def mean(counts: Sequence[int], first: int = 1) -> float | None:
    """Average the answers without a list of answers, which nobody keeps.

    Args:
        counts: answers per point of the scale, shape (K,), K at least 1.
        first: value of the first point; the others follow in steps of 1.

    Returns:
        The mean in points of the scale, None without answers.

    Raises:
        ValueError: there are no points, or a count is negative or not whole.
    """
    return _mean(counts, check_counts(counts), first)


def _mean(counts: Sequence[int], total: int, first: int) -> float | None:
    return sum(map(mul, counts, count(first))) / total if total else None


def median(counts: Sequence[int], first: int = 1) -> float | None:
    """Find the middle answer, which a few extreme answers do not move.

    Args:
        counts: answers per point of the scale, shape (K,), K at least 1.
        first: value of the first point; the others follow in steps of 1.

    Returns:
        The median in points of the scale, halfway between the two middle answers
        when their number is even; None without answers.

    Raises:
        ValueError: there are no points, or a count is negative or not whole.
    """
    total = check_counts(counts)
    if total == 0:
        return None
    lower, upper = (total - 1) // 2, total // 2
    return (_answer_at(counts, lower) + _answer_at(counts, upper)) / 2 + first


def item_score(counts: Sequence[int], minimum: int = MINIMUM) -> float | None:
    """Put an item on 0 to 100, so that scales of any length share one axis.

    Source: linear rescaling, 100 * (mean - 1) / (K - 1).

    Args:
        counts: answers per point 1 to K, "cannot judge" left out, shape (K,), K at
            least 2.
        minimum: valid answers that the item needs before it may show.

    Returns:
        The score, 0 everybody on the first point, 100 everybody on the last; None
        with fewer valid answers than the minimum.

    Raises:
        ValueError: the scale has fewer than two points, a count is negative or not
            whole, or the minimum is below the floor.
    """
    check_minimum(minimum)
    n = check_counts(counts)
    if len(counts) < 2:
        raise ValueError("A score needs a scale of at least two points, not one.")
    steps = _mean(counts, n, 0)
    if n < minimum or steps is None:
        return None
    return 100 * steps / (len(counts) - 1)


def axis_score(scores: Sequence[float | None]) -> float | None:
    """Join items into one axis, unless too few of them may show to stand for it.

    Args:
        scores: item scores of the axis, None for an item that may not show.

    Returns:
        The mean of the items that show, in their unit; None when fewer than half of
        the items show, or there are none.
    """
    shown = [score for score in scores if score is not None]
    if not shown or 2 * len(shown) < len(scores):
        return None
    return sum(shown) / len(shown)


def net_promoter_score(counts: Sequence[int]) -> NetPromoterScore:
    """Show how many would recommend us, with a margin that tempers small groups.

    With p and q the fractions of promoters and detractors, the margin is
    196 * sqrt((p + q - (p - q) ** 2) / n): 1.96 standard errors of the difference of
    two multinomial fractions, in percentage points.

    Source: F. Reichheld (2006), "The Ultimate Question", for the score; the variance
    of a multinomial difference is standard.

    Args:
        counts: answers per point 0 to 10, shape (11,).

    Returns:
        Score and margin in percentage points, with the numbers behind them. Whoever
        shows them checks the minimum of answers first.

    Raises:
        ValueError: there are not 11 counts, nobody answered, or a count is negative
            or not whole.
    """
    n = check_counts(counts)
    if len(counts) != _NPS_POINTS:
        raise ValueError(f"A Net Promoter Score needs 11 counts, for 0 to 10, not {len(counts)}.")
    if n == 0:
        raise ValueError("A Net Promoter Score needs at least one answer, but nobody answered.")
    detractors = sum(counts[:_FIRST_PASSIVE])
    passives = sum(counts[_FIRST_PASSIVE:_FIRST_PROMOTER])
    promoters = sum(counts[_FIRST_PROMOTER:])
    lead = promoters - detractors
    spread = n * (promoters + detractors) - lead * lead  # n² times the variance: never below 0
    return NetPromoterScore(
        score=100 * lead / n,
        margin=float(196 * (spread / n**3) ** 0.5),
        promoters=promoters,
        passives=passives,
        detractors=detractors,
        n=n,
        indicative=n < INDICATIVE_BELOW,
    )


def _answer_at(counts: Sequence[int], position: int) -> int:
    """Return the point, from 0, of the answer at this place in ascending order."""
    point, seen = 0, counts[0]
    while seen <= position:
        point += 1
        seen += counts[point]
    return point

"""Agreement on an ordered scale: one point, scattered, or two camps.

Source: C. van der Eijk (2001), "Measuring agreement in ordered rating scales",
Quality & Quantity 35, 325-341.
"""

from collections.abc import Sequence
from typing import Literal

from workshop_app.statistics.scores import check_counts

AgreementWord = Literal["shared", "mixed", "two_camps"]


def agreement(counts: Sequence[int]) -> float:
    """Tell "scattered" from "two camps", which a standard deviation cannot.

    The counts are peeled into layers of equal height. Each layer has a pattern of
    zeros and ones, whose agreement follows from its triples i < j < m: 110 and 011
    speak for one camp (TU), 101 for two (TDU). The layers are weighted with the
    answers they hold. All sums are whole numbers and the one division comes last,
    so the sign, which decides the word, is never a rounding error.

    A scale of one point cannot disagree and gives 1. On two points "evenly spread"
    and "two camps" are the same picture; the formula then runs from 0 (as many on
    each) to 1 (all on one) and never below 0.

    Source: van der Eijk (2001), see above.

    Args:
        counts: answers per point, empty points included, shape (K,), K at least 1.

    Returns:
        Coefficient A without unit: 1 everybody on one point, 0 evenly spread, -1 two
        equal camps at the ends. Whoever shows it checks the minimum of answers first.

    Raises:
        ValueError: nobody answered, there are no points, or a count is negative or
            not whole.
    """
    total = check_counts(counts)
    if total == 0:
        raise ValueError("Agreement needs at least one answer, but nobody answered.")
    rest = list(counts)
    numerator, denominator = 0, 1
    while any(rest):
        height = min(count for count in rest if count)
        pattern = [count > 0 for count in rest]
        part, whole = _layer_agreement(pattern)
        weight = height * sum(pattern)
        numerator = numerator * whole + weight * part * denominator
        denominator *= whole
        rest = [count - height if count else 0 for count in rest]
    return numerator / (denominator * total)


def agreement_word(a: float) -> AgreementWord:
    """Name an agreement, because the number alone says nothing to a room.

    Args:
        a: coefficient A from -1 to 1, see `agreement`.

    Returns:
        The key of the word: "shared" from 0.5, "mixed" from 0, below it "two_camps".

    Raises:
        ValueError: the coefficient lies outside -1 to 1.
    """
    if not -1 <= a <= 1:
        raise ValueError(f"Agreement lies between -1 and 1, not at {a}.")
    if a >= 0.5:
        return "shared"
    return "mixed" if a >= 0 else "two_camps"


def _layer_agreement(pattern: Sequence[bool]) -> tuple[int, int]:
    """Return a layer's U * (1 - (S - 1) / (K - 1)) as numerator and denominator."""
    points, chosen = len(pattern), sum(pattern)
    if chosen == 1:
        return 1, 1
    one_camp, two_camps = _triples(pattern)
    if one_camp + two_camps == 0:
        return 0, 1
    part = ((points - 2) * one_camp - (points - 1) * two_camps) * (points - chosen)
    return part, (points - 2) * (one_camp + two_camps) * (points - 1)


def _triples(pattern: Sequence[bool]) -> tuple[int, int]:
    """Count the triples 110 and 011, and the triples 101, from the view of their zero."""
    one_camp = two_camps = before = 0
    after = sum(pattern)
    for chosen in pattern:
        if chosen:
            before += 1
            after -= 1
        else:
            one_camp += before * (before - 1) // 2 + after * (after - 1) // 2
            two_camps += before * after
    return one_camp, two_camps

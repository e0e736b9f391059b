"""How firmly a room stands behind a proposal, on the eight gradients of agreement."""

from collections.abc import Sequence
from typing import NamedTuple

from workshop_app.statistics.scores import check_counts

_POINTS = 8
_IN_FAVOUR = 3
"""The first points, 1 to 3, that count as support."""

_AGAINST = 2
"""The last points, 7 and 8, of which none may be given."""

PASSES_FROM = 80
"""Percent of all answers that must support a proposal."""


class Support(NamedTuple):
    """What the answers say about a proposal.

    Attributes:
        share: answers 1 to 3, in percent of all answers.
        in_favour: number of answers 1 to 3.
        opposed: number of answers 7 and 8.
        n: number of answers.
        passes: at least `PASSES_FROM` percent in favour and nobody opposed.
    """

    share: float
    in_favour: int
    opposed: int
    n: int
    passes: bool


def gradient_support(counts: Sequence[int]) -> Support:
    """Tell whether a proposal passes, so that a majority never silences a block.

    Source: gradients of agreement, Kaner and colleagues; the rule is METHOD §7.9.

    Args:
        counts: answers per point 1 to 8, shape (8,).

    Returns:
        The support. Whoever shows it checks the minimum of answers first.

    Raises:
        ValueError: there are not 8 counts, nobody answered, or a count is negative or
            not whole.
    """
    n = check_counts(counts)
    if len(counts) != _POINTS:
        raise ValueError(f"Gradients of agreement need 8 counts, not {len(counts)}.")
    if n == 0:
        raise ValueError("Support needs at least one answer, but nobody answered.")
    in_favour = sum(counts[:_IN_FAVOUR])
    opposed = sum(counts[-_AGAINST:])
    passes = in_favour * 100 >= PASSES_FROM * n and opposed == 0
    return Support(100 * in_favour / n, in_favour, opposed, n, passes)

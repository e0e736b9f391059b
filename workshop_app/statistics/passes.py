"""Items rated in several passes: how far the passes agree, and what lies between two."""

from collections.abc import Sequence


def consistency(scores: Sequence[Sequence[float | None]]) -> float | None:
    """Say in one number whether what is said, done and heard are the same.

    Source: METHOD §7.2, 100 − mean over attributes of (highest − lowest pass).

    Args:
        scores: for each attribute its score from 0 to 100 in every pass, None where it
            may not show, shape (attributes, passes).

    Returns:
        The consistency, 100 when all passes are alike, 0 when they lie at opposite ends;
        None unless at least half of the attributes show in every pass.

    Raises:
        ValueError: an attribute has fewer than two passes.
    """
    if any(len(row) < 2 for row in scores):
        raise ValueError("Consistency compares at least two passes.")
    spreads = []
    for row in scores:
        shown = [score for score in row if score is not None]
        if len(shown) == len(row):
            spreads.append(max(shown) - min(shown))
    if not spreads or 2 * len(spreads) < len(scores):
        return None
    return 100 - sum(spreads) / len(spreads)


def shift(start: float | None, end: float | None) -> float | None:
    """Say how far it is from one score to another, and which way.

    Source: METHOD §7.2 and §7.4. The shift of a spectrum is wanted − today, the RATER gap
    delivered − expected, the rose-tint Top − Floor: each is ``end − start``.

    Args:
        start: the score to start from, such as today, expected or Floor; None = not shown.
        end: the score to arrive at, such as wanted, delivered or Top; None = not shown.

    Returns:
        ``end − start`` in the unit of the scores, negative where the end is lower; None unless
        both may show.
    """
    return None if start is None or end is None else end - start

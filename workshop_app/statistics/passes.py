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


def pass_gap(first: float | None, last: float | None) -> float | None:
    """Show what is delivered against what is expected (METHOD §7.2, RATER gap).

    Args:
        first: the score of the first pass, such as what is expected; None = not shown.
        last: the score of the last pass, such as what is delivered.

    Returns:
        ``last − first`` in points, negative where less is delivered than expected; None
        unless both may show.
    """
    return None if first is None or last is None else last - first

"""From yes, partly and no to a score, and how many of us do not know."""

from collections.abc import Sequence

from workshop_app.statistics.scores import MINIMUM, check_counts, check_minimum

_WORTH = (1.0, 0.5, 0.0)


def statement_score(counts: Sequence[int], minimum: int = MINIMUM) -> float | None:
    """Put a statement on 0 to 100: yes is worth 1, partly a half, no nothing.

    Source: METHOD §7.2; 3 yes, 2 partly and 1 no are 66.7.

    Args:
        counts: answers yes, partly and no, "don't know" left out, shape (3,).
        minimum: valid answers that the statement needs before it may show.

    Returns:
        The score, 100 everybody says yes, 0 everybody says no; None with fewer valid
        answers than the minimum.

    Raises:
        ValueError: there are not three counts, a count is negative or not whole, or the
            minimum is below the floor.
    """
    check_minimum(minimum)
    n = check_counts(counts)
    if len(counts) != len(_WORTH):
        raise ValueError(f"A statement has the answers yes, partly and no, not {len(counts)}.")
    if n < minimum:
        return None
    return 100 * sum(worth * count for worth, count in zip(_WORTH, counts, strict=True)) / n


def blind_spot(valid: int, do_not_know: int) -> float | None:
    """Say how large a share of us does not know, which no score can tell.

    Args:
        valid: number of answers yes, partly and no.
        do_not_know: number of answers "don't know".

    Returns:
        The share from 0 to 1, None when nobody answered at all.

    Raises:
        ValueError: a number is negative or not whole.
    """
    total = check_counts((valid, do_not_know))
    return do_not_know / total if total else None

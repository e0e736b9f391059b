"""Ranked ballots read two options at a time: the Schulze method, beside the count of points.

Source: M. Schulze (2011), "A new monotonic, clone-independent, reversal symmetric, and
Condorcet-consistent single-winner election method", Social Choice and Welfare 36, 267-303.

Own code, because the published packages do not fit: those that are small are under the GPL or
were left years ago, and the one that is kept and free brings fourteen others.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

Pairs = Mapping[tuple[str, str], int]
"""Of each ordered pair of options, how many ballots put the first above the second."""


def pairwise_preferences(
    ballots: Iterable[Mapping[str, int]], options: Sequence[str]
) -> dict[tuple[str, str], int]:
    """Count who is put above whom, so that a ballot speaks about every pair of options.

    Options that a ballot leaves out are equal, below all that it ranks.

    Source: Schulze (2011), section 2.1, for ballots that do not rank everything.

    Args:
        ballots: per ballot the rank of each option on it, 1 = best; equal ranks are equal.
        options: all that could be ranked.

    Returns:
        Ballots per ordered pair of different options, every pair included.

    Raises:
        ValueError: an option comes twice, or a ballot ranks something else.
    """
    if len(set(options)) < len(options):
        raise ValueError(f"Each option comes once, not as in {list(options)}.")
    preferred = dict.fromkeys(permutations(options, 2), 0)
    for ranks in ballots:
        if not ranks.keys() <= set(options):
            raise ValueError(f"A ballot ranks options only, not {sorted(ranks)}.")
        for above, rank in ranks.items():
            for below in options:
                if below != above and (below not in ranks or rank < ranks[below]):
                    preferred[above, below] += 1
    return preferred


def schulze(preferred: Pairs, options: Sequence[str]) -> dict[str, int]:
    """Rank options so that who wins every duel is first, and cycles break where they are weakest.

    A path leads from an option to another over duels that were won; it is as strong as the
    fewest votes that won one of them. An option beats another when its strongest path there is
    stronger than the strongest one back. This relation has no cycles.

    Source: Schulze (2011), section 2.3.1, strength of a duel by winning votes.

    Args:
        preferred: ballots per ordered pair, as `pairwise_preferences` counts them.
        options: what is ranked.

    Returns:
        Per option, in the given order, its place: 1 plus the number of options that beat it.
        Options neither of which beats the other may share a place. Where everybody ranked
        nothing, all are first.

    Raises:
        ValueError: a pair is missing, or a count is negative.
    """
    duels = list(permutations(options, 2))
    missing = [pair for pair in duels if pair not in preferred]
    if missing or any(preferred[pair] < 0 for pair in duels):
        raise ValueError(f"Every pair needs a count from 0 up; without one: {missing}.")
    paths = {
        (a, b): preferred[a, b] if preferred[a, b] > preferred[b, a] else 0 for a, b in duels
    }
    for middle in options:
        for start, end in duels:
            if middle not in (start, end):
                detour = min(paths[start, middle], paths[middle, end])
                paths[start, end] = max(paths[start, end], detour)
    return {
        option: 1 + sum(paths[other, option] > paths[option, other]
                        for other in options if other != option)
        for option in options
    }


def chosen_otherwise(counts: Mapping[str, float], places: Mapping[str, int]) -> bool:
    """Say whether a plain count would have chosen otherwise than the duels.

    Args:
        counts: per option what is counted, such as points as `borda` gives them, or first places.
        places: place per option by pairs, as `schulze` gives.

    Returns:
        True if none of the options with the highest count is in first place by pairs. A count
        that cannot decide between that option and another would not have chosen otherwise,
        nor would a count of nothing.
    """
    most = max(counts.values(), default=0)
    leading = {option for option, number in counts.items() if number == most}
    first = {option for option, place in places.items() if place == 1}
    return most > 0 and leading.isdisjoint(first)


def chosen_instead(
    counts: Mapping[str, float], others: Mapping[str, float], most: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say whom another count would choose instead, where several are chosen.

    Args:
        counts: per option what is counted by those who choose, the highest first.
        others: the same by another count.
        most: how many are chosen.

    Returns:
        The options that the other count would choose for certain and this one cannot, and those
        that this count chooses for certain and the other cannot, in the given order. Equals
        round the last place are neither certain nor out.
    """
    certain, possible = _chosen(counts, most)
    others_certain, others_possible = _chosen(others, most)
    come, go = others_certain - possible, certain - others_possible
    return tuple(one for one in counts if one in come), tuple(one for one in counts if one in go)


def _chosen(counts: Mapping[str, float], most: int) -> tuple[set[str], set[str]]:
    """Who is among the first for certain, and who can be: equals share the last places."""
    numbers = counts.values()
    certain = {
        option for option, number in counts.items()
        if sum(other >= number for other in numbers) <= most
    }
    possible = {
        option for option, number in counts.items()
        if sum(other > number for other in numbers) < most
    }
    return certain, possible

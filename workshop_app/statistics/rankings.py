"""Rankings: ranked ballots, frictions of a journey, and dots to vote with."""

from collections import Counter
from collections.abc import Mapping

_MOST = 3
"""Highest severity and highest frequency of a friction."""

_FEWEST_DOTS, _MOST_DOTS = 3, 5


def borda(rank_counts: Mapping[str, Mapping[int, int]], places: int = 3) -> dict[str, int]:
    """Add up ranked ballots, so that a broad second choice can win.

    Rank 1 earns as many points as there are places, the last place one point.

    Source: J.-C. de Borda (1781), truncated to the places on the ballot.

    Args:
        rank_counts: per option the number of ballots that gave it each rank; ranks
            nobody gave may be left out.
        places: ranks on the ballot.

    Returns:
        Points per option, options in the order they came.

    Raises:
        ValueError: there are no places, a rank lies outside 1 to places, or a count
            is negative.
    """
    if places < 1:
        raise ValueError(f"A ballot needs at least one place, not {places}.")
    points = {}
    for option, counts in rank_counts.items():
        for rank, count in counts.items():
            if not 1 <= rank <= places:
                raise ValueError(f"Ranks run from 1 to {places}, not {rank} as for {option!r}.")
            if count < 0:
                raise ValueError(f"Counts are whole numbers from 0 up, not {count}.")
        points[option] = sum((places + 1 - rank) * count for rank, count in counts.items())
    return points


def friction(severity: int, frequency: int) -> int:
    """Weigh a friction by how much it hurts and how often.

    Source: the built-in method; a risk matrix without likelihood of detection.

    Args:
        severity: 1 to 3.
        frequency: 1 to 3.

    Returns:
        Severity times frequency, 1 to 9.

    Raises:
        ValueError: severity or frequency lies outside 1 to 3.
    """
    for name, value in (("Severity", severity), ("Frequency", frequency)):
        if not 1 <= value <= _MOST:
            raise ValueError(f"{name} runs from 1 to {_MOST}, not {value}.")
    return severity * frequency


def friction_ranking(frictions: Mapping[str, tuple[int, int]]) -> list[tuple[str, int]]:
    """Put the frictions of a journey in the order in which they deserve attention.

    Args:
        frictions: per friction its severity and frequency, each 1 to 3.

    Returns:
        Frictions with their weight, the heaviest first; of equals the more severe
        first, then in the order they came.

    Raises:
        ValueError: severity or frequency lies outside 1 to 3.
    """
    weights = {name: friction(*pair) for name, pair in frictions.items()}
    order = sorted(weights, key=lambda name: (-weights[name], -frictions[name][0]))
    return [(name, weights[name]) for name in order]


def first_places(votes: Mapping[str, int], places: int = 3) -> dict[str, int]:
    """Find what a vote puts first, without choosing between equals.

    Args:
        votes: per option the number of votes.
        places: how many options may come first.

    Returns:
        Ranks from 1, shared by equals. Options without votes have none, nor have equals
        that do not all fit into the places, nor what comes after them.

    """
    sizes = Counter(number for number in votes.values() if number > 0)
    ranks: dict[int, int] = {}
    used = 0
    for number in sorted(sizes, reverse=True):
        if used + sizes[number] > places:
            break
        ranks[number] = used + 1
        used += sizes[number]
    return {option: ranks[number] for option, number in votes.items() if number in ranks}


def dots_per_person(options: int) -> int:
    """Give everybody enough dots to tell options apart, and few enough to choose.

    Source: the built-in method: a quarter of the options, halves up, from 3 to 5.

    Args:
        options: number of options to vote on.

    Returns:
        Number of dots for each person, 3 to 5.

    Raises:
        ValueError: there are no options.
    """
    if options < 1:
        raise ValueError(f"A vote needs at least one option, not {options}.")
    return min(max((options + 2) // 4, _FEWEST_DOTS), _MOST_DOTS)

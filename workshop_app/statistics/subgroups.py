"""Which groups may be compared, so that no small group gives its answers away."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workshop_app.statistics.scores import MINIMUM, check_counts, check_minimum

OTHER = "other"
"""The name under which merged groups show."""

CONVERSATION_GAP = 15
"""A gap of this many points of 100 is worth a conversation; it claims no significance."""


class GroupMerge(NamedTuple):
    """Which groups show, and which names are hidden in "other".

    Attributes:
        groups: per shown group the original names in it, in the order they came;
            merged groups are together under `OTHER`, which comes last. Empty when
            nothing may be compared.
        merged: names that may not show on their own, in the order they came.
        comparable: whether there are at least two groups to compare.
    """

    groups: Mapping[str, tuple[str, ...]]
    merged: tuple[str, ...]
    comparable: bool


def merge_groups(sizes: Mapping[str, int], minimum: int = MINIMUM) -> GroupMerge:
    """Hide small groups in a remainder that is large enough to hide them.

    Groups below the minimum join "other". A remainder that is itself below the
    minimum would follow from the total minus the shown groups, so the smallest group
    left (of equals the first by name) joins until it is large enough. With fewer than
    two groups left, "other" counted, nothing is compared. Groups without ballots do
    not exist here.

    A group that is called `OTHER` already, such as one merged before the ballots were
    printed, is the remainder the others join; alone and large enough, it shows as it is.

    Source: primary and complementary suppression, A. Hundepool et al. (2012),
    "Statistical Disclosure Control", Wiley.

    Args:
        sizes: ballots returned per group.
        minimum: ballots that a group needs before it may show.

    Returns:
        The groups that show, and the names that do not show on their own.

    Raises:
        ValueError: a size is negative or not whole, or the minimum is below the floor.
    """
    check_minimum(minimum)
    if sizes:
        check_counts(list(sizes.values()))
    present = {name: size for name, size in sizes.items() if size > 0}
    alone = {name: size for name, size in present.items() if size >= minimum}
    if len(alone) < len(present):
        alone.pop(OTHER, None)
    hidden = sum(present.values()) - sum(alone.values())
    while alone and 0 < hidden < minimum:
        smallest = min(alone, key=lambda name: (alone[name], name))
        hidden += alone.pop(smallest)
    merged = tuple(name for name in present if name not in alone)
    groups: dict[str, tuple[str, ...]] = {name: (name,) for name in alone if name != OTHER}
    if merged or OTHER in alone:
        groups[OTHER] = merged or (OTHER,)
    if len(groups) < 2:
        return GroupMerge(groups={}, merged=tuple(present), comparable=False)
    return GroupMerge(groups=groups, merged=merged, comparable=True)


def comparable_item(group_counts: Mapping[str, Sequence[int]], minimum: int = MINIMUM) -> bool:
    """Say whether groups may be shown side by side on one item.

    A group that is too small, or that agrees to the last person, would tell what a
    known colleague answered; the item then shows for the whole group only.

    Args:
        group_counts: per group the valid answers per point of one and the same scale.
        minimum: valid answers that every group needs.

    Returns:
        True when there are at least two groups, each has enough valid answers, and
        none is unanimous.

    Raises:
        ValueError: the scales differ in length, a count is negative or not whole, or
            the minimum is below the floor.
    """
    check_minimum(minimum)
    totals = [check_counts(counts) for counts in group_counts.values()]
    lengths = {len(counts) for counts in group_counts.values()}
    if len(lengths) > 1:
        raise ValueError(f"Groups answer on one scale, not on scales of {sorted(lengths)} points.")
    unanimous = any(max(counts) == sum(counts) for counts in group_counts.values())
    return len(totals) > 1 and min(totals) >= minimum and not unanimous


def group_gap(scores: Mapping[str, float | None]) -> float | None:
    """Measure how far groups are apart, to find what is worth a conversation.

    Args:
        scores: axis score per group, None for a group that may not show.

    Returns:
        Highest minus lowest, in the unit of the scores, rounded to nine decimals so
        that a gap of exactly `CONVERSATION_GAP` reaches it; None with fewer than two
        scores.
    """
    shown = [score for score in scores.values() if score is not None]
    if len(shown) < 2:
        return None
    return round(max(shown) - min(shown), 9)

"""Which groups may be compared, so that no small group gives its answers away."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from workshop_app.statistics.passes import shift
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


def merge_groups(
    sizes: Mapping[str, int], minimum: int = MINIMUM, joined: Collection[str] = ()
) -> GroupMerge:
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
        joined: names that join "other" whatever their size, because an earlier round showed
            them there: the groups of a later round are then whole groups of the earlier one,
            and no difference between the two is a small group.

    Returns:
        The groups that show, and the names that do not show on their own.

    Raises:
        ValueError: a size is negative or not whole, or the minimum is below the floor.
    """
    check_minimum(minimum)
    if sizes:
        check_counts(list(sizes.values()))
    present = {name: size for name, size in sizes.items() if size > 0}
    alone = {name: size for name, size in present.items() if size >= minimum and name not in joined}
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


class Candidate(NamedTuple):
    """One question of a round, before it is decided by which groups it shows.

    Attributes:
        comparable: whether its groups may be shown, as `comparable_item` says.
        telling: whether leaving them out would tell who agreed, as `tells_by_hiding` says.
    """

    comparable: bool
    telling: bool


def tells_by_hiding(
    totals: Sequence[Sequence[int]], sizes: Sequence[int], minimum: int = MINIMUM
) -> bool:
    """Say whether hiding the groups of a question would itself give one of them away.

    Whoever knows the rule reads "hidden" as "a group has too few valid answers, or all of
    it chose one point". Where the totals leave a single way for that, one group on one
    point, hiding says which. A whole room on one point is exempt: its total says it all.

    Nothing but the totals and the sizes of the groups counts here, so that the answer is
    known to everybody already and tells nothing by itself (simulatable, as in
    K. Kenthapadi, N. Mishra, K. Nissim (2005), "Simulatable Auditing", PODS).

    Args:
        totals: valid answers of all per point; a ranking has a row per place, with its
            options as points.
        sizes: ballots per group.
        minimum: valid answers that every group needs.

    Returns:
        True when the groups of this question may be hidden only together with others.

    Raises:
        ValueError: a count is negative or not whole, or the minimum is below the floor.
    """
    check_minimum(minimum)
    voices = max(check_counts(total) for total in totals)
    silent = check_counts(sizes) - voices
    if silent > min(sizes) - minimum or any(max(total) == voices for total in totals):
        return False
    points = [count for total in totals for count in total]
    return sum(count >= size - silent for count in points for size in sizes) == 1


def compared_items(
    candidates: Mapping[str, Candidate], minimum: int = MINIMUM
) -> frozenset[str]:
    """Choose the questions of a round whose groups may be shown.

    Telling questions go in blocks of at least the minimum, in the order of the ballot; one
    that must be hidden takes its block along, so that it may have been any of them. One
    without company is never compared, whatever was answered.

    Args:
        candidates: the questions by id, in the order of the ballot.
        minimum: questions that a block needs, where there are so many.

    Returns:
        The ids of the questions that show per group.

    Raises:
        ValueError: the minimum is below the floor.
    """
    check_minimum(minimum)
    telling = [id_ for id_, candidate in candidates.items() if candidate.telling]
    hidden = {id_ for id_, candidate in candidates.items() if not candidate.comparable}
    for block in _blocks(telling, minimum):
        if len(block) == 1 or not hidden.isdisjoint(block):
            hidden.update(block)
    return frozenset(candidates.keys() - hidden)


def _blocks(ids: Sequence[str], least: int) -> Iterator[Sequence[str]]:
    """Cut into blocks of ``least``; the last takes what is left over."""
    number = max(1, len(ids) // least)
    for index in range(number):
        yield ids[index * least : None if index == number - 1 else (index + 1) * least]


TOP_BAND, FLOOR_BAND = "top", "floor"
"""The bands that the rose-tint lies between, by their ids in the method."""


def group_gap(scores: Mapping[str, float | None]) -> float | None:
    """Measure how far groups are apart, to find what is worth a conversation.

    From `CONVERSATION_GAP` on it is; see `is_worth_a_conversation`.

    Source: METHOD §7.4, highest − lowest shown score; it claims no significance.

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


def is_worth_a_conversation(gap: float | None) -> bool:
    """Say whether a gap is wide enough to be talked about (METHOD §7.4).

    Args:
        gap: difference in points of 100, of either sign; None = not shown.

    Returns:
        True from `CONVERSATION_GAP` points on.
    """
    return gap is not None and abs(gap) >= CONVERSATION_GAP


def rose_tint(scores: Mapping[str, float | None]) -> float | None:
    """Say how much rosier Top sees it than Floor.

    Source: METHOD §7.4, Top − Floor.

    Args:
        scores: axis score per group, None for a group that may not show. Bands go by their
            ids, `TOP_BAND` and `FLOOR_BAND`; other groups do not count.

    Returns:
        The difference in the unit of the scores, negative where Floor sees it rosier, rounded
        to nine decimals like `group_gap`; None unless both bands show.
    """
    tint = shift(scores.get(FLOOR_BAND), scores.get(TOP_BAND))
    return None if tint is None else round(tint, 9)

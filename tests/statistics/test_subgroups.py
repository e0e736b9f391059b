"""Groups that may show: nobody may be found in, or by subtraction from, what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import (
    CONVERSATION_GAP,
    OTHER,
    GroupMerge,
    comparable_item,
    group_gap,
    is_worth_a_conversation,
    merge_groups,
    rose_tint,
)

names = st.sampled_from(["Care", "Finance", "HR", "IT", "Sales", "Top", OTHER, "Other"])
sizes_of_groups = st.dictionaries(names, st.integers(0, 9))
minimums = st.integers(3, 7)


def shown_sizes(sizes: dict[str, int], merge: GroupMerge) -> dict[str, int]:
    return {group: sum(sizes[name] for name in members) for group, members in merge.groups.items()}


def test_large_groups_stay_as_they_are() -> None:
    merge = merge_groups({"Floor": 6, "Middle": 4, "Top": 5})
    assert merge.groups == {"Floor": ("Floor",), "Middle": ("Middle",), "Top": ("Top",)}
    assert list(merge.groups) == ["Floor", "Middle", "Top"]
    assert merge.merged == ()
    assert merge.comparable


def test_small_groups_join_other() -> None:
    merge = merge_groups({"HR": 2, "Sales": 6, "IT": 3, "Care": 5})
    assert merge.groups == {"Sales": ("Sales",), "Care": ("Care",), OTHER: ("HR", "IT")}
    assert list(merge.groups)[-1] == OTHER
    assert merge.merged == ("HR", "IT")


def test_a_remainder_that_gives_one_away_takes_the_smallest_group_along() -> None:
    merge = merge_groups({"Sales": 6, "HR": 1, "Care": 5, "IT": 7})
    assert merge.groups == {"Sales": ("Sales",), "IT": ("IT",), OTHER: ("HR", "Care")}


def test_ties_go_by_name_in_any_order() -> None:
    for sizes in ({"B": 5, "A": 5, "C": 1}, {"C": 1, "A": 5, "B": 5}):
        merge = merge_groups(sizes)
        assert set(merge.merged) == {"A", "C"}
        assert set(merge.groups) == {"B", OTHER}


@pytest.mark.parametrize(
    "sizes",
    [
        {"Floor": 9, "Top": 3},
        {"Floor": 12},
        {"Floor": 2, "Top": 3},
        {"Floor": 1, "Middle": 1, "Top": 1},
        {"Floor": 9, "Middle": 0, "Top": 3},
    ],
)
def test_fewer_than_two_groups_are_no_comparison(sizes: dict[str, int]) -> None:
    present = tuple(name for name in sizes if sizes[name])
    assert merge_groups(sizes) == GroupMerge(groups={}, merged=present, comparable=False)


def test_nobody_is_no_comparison() -> None:
    assert merge_groups({}) == GroupMerge(groups={}, merged=(), comparable=False)
    assert merge_groups({"Top": 0}) == GroupMerge(groups={}, merged=(), comparable=False)


def test_a_higher_minimum_merges_more() -> None:
    sizes = {"Floor": 6, "Middle": 4, "Top": 5}
    assert merge_groups(sizes, minimum=5).groups == {"Floor": ("Floor",), OTHER: ("Middle", "Top")}
    assert merge_groups({"Floor": 6, "Top": 3}, minimum=3).comparable


def test_a_group_called_other_is_the_remainder() -> None:
    assert merge_groups({OTHER: 5, "Sales": 6}).groups == {"Sales": ("Sales",), OTHER: (OTHER,)}
    assert merge_groups({OTHER: 5, "Sales": 6}).merged == ()
    with_small = merge_groups({OTHER: 5, "Sales": 6, "HR": 1})
    assert with_small.groups == {"Sales": ("Sales",), OTHER: (OTHER, "HR")}
    assert with_small.merged == (OTHER, "HR")
    assert merge_groups({OTHER: 2, "Sales": 6, "Care": 5, "IT": 9}).groups == {
        "Sales": ("Sales",),
        "IT": ("IT",),
        OTHER: (OTHER, "Care"),
    }


@given(sizes_of_groups, minimums)
def test_no_shown_group_is_small(sizes: dict[str, int], minimum: int) -> None:
    merge = merge_groups(sizes, minimum)
    assert all(size >= minimum for size in shown_sizes(sizes, merge).values())
    assert merge.comparable == (len(merge.groups) >= 2)


@given(sizes_of_groups, minimums)
def test_nothing_small_follows_by_subtraction(sizes: dict[str, int], minimum: int) -> None:
    merge = merge_groups(sizes, minimum)
    shown = shown_sizes(sizes, merge)
    if merge.comparable:
        assert sum(sizes.values()) == sum(shown.values())
        hidden = sum(sizes[name] for name in merge.merged)
        assert hidden == 0 or hidden >= minimum


@given(sizes_of_groups, minimums)
def test_everybody_is_in_exactly_one_place(sizes: dict[str, int], minimum: int) -> None:
    merge = merge_groups(sizes, minimum)
    present = sorted(name for name, size in sizes.items() if size)
    if merge.comparable:
        assert sorted(name for members in merge.groups.values() for name in members) == present
        assert merge.groups.get(OTHER, ()) in (merge.merged, (OTHER,))
        assert all(members == (name,) for name, members in merge.groups.items() if name != OTHER)
    else:
        assert merge.groups == {}
        assert sorted(merge.merged) == present


@given(sizes_of_groups, minimums)
def test_no_more_is_merged_than_needed(sizes: dict[str, int], minimum: int) -> None:
    merge = merge_groups(sizes, minimum)
    if merge.comparable:
        large = [n for n in merge.merged if sizes[n] >= minimum and n != OTHER]
        rest = sum(sizes[name] for name in merge.merged if name not in large)
        assert not large or (len(large) == 1 and 0 < rest < minimum)


@given(sizes_of_groups, minimums)
def test_the_order_of_the_groups_changes_nothing_but_order(
    sizes: dict[str, int], minimum: int
) -> None:
    turned = dict(reversed(sizes.items()))
    one, two = merge_groups(sizes, minimum), merge_groups(turned, minimum)
    assert {name: set(members) for name, members in one.groups.items()} == {
        name: set(members) for name, members in two.groups.items()
    }
    assert set(one.merged) == set(two.merged)


@given(sizes_of_groups, minimums)
def test_what_is_merged_needs_no_second_merge(sizes: dict[str, int], minimum: int) -> None:
    # Ballots carry the group as printed; the ballots that return are merged once more.
    merge = merge_groups(sizes, minimum)
    again = merge_groups(shown_sizes(sizes, merge), minimum)
    assert again.comparable == merge.comparable
    assert set(again.groups) == set(merge.groups)
    assert again.merged == ()


@pytest.mark.parametrize("minimum", [2, 1, 0, -1])
def test_the_floor_holds(minimum: int) -> None:
    with pytest.raises(ValueError, match="may not go below 3"):
        merge_groups({"Floor": 6, "Top": 6}, minimum)
    with pytest.raises(ValueError, match="may not go below 3"):
        comparable_item({"Floor": [3, 3], "Top": [3, 3]}, minimum)


def test_refuses_sizes_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        merge_groups({"Floor": 6, "Top": -1})


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"Floor": [0, 1, 2, 3, 0], "Top": [0, 0, 2, 2, 0]}, True),
        ({"Floor": [0, 1, 2, 3, 0], "Top": [0, 0, 2, 1, 0]}, False),
        ({"Floor": [0, 1, 2, 3, 0], "Top": [0, 0, 0, 0, 0]}, False),
        ({"Floor": [0, 1, 2, 3, 0], "Top": [0, 0, 0, 6, 0]}, False),
        ({"Floor": [0, 1, 2, 3, 0]}, False),
        ({}, False),
    ],
)
def test_comparable_item(counts: dict[str, list[int]], expected: bool) -> None:
    assert comparable_item(counts) is expected


def test_comparable_item_follows_the_minimum() -> None:
    counts = {"Floor": [0, 1, 2, 3, 0], "Top": [0, 0, 2, 2, 0]}
    assert not comparable_item(counts, minimum=5)
    assert comparable_item({"Floor": [1, 2], "Top": [2, 1]}, minimum=3)


@given(
    st.dictionaries(names, st.lists(st.integers(0, 5), min_size=5, max_size=5), max_size=4),
    minimums,
)
def test_a_comparable_item_tells_nothing_of_one_person(
    counts: dict[str, list[int]], minimum: int
) -> None:
    if comparable_item(counts, minimum):
        for group in counts.values():
            assert sum(group) >= minimum
            assert sum(1 for count in group if count) >= 2


def test_comparable_item_refuses_bad_counts() -> None:
    with pytest.raises(ValueError, match="one scale"):
        comparable_item({"Floor": [1, 2, 3], "Top": [4, 2]})
    with pytest.raises(ValueError, match="whole numbers"):
        comparable_item({"Floor": [1, 2, 3], "Top": [4, -2, 1]})
    with pytest.raises(ValueError, match="at least one point"):
        comparable_item({"Floor": [], "Top": []})


def test_group_gap() -> None:
    assert group_gap({"Floor": 40, "Middle": None, "Top": 62.5}) == 22.5
    assert group_gap({"Floor": 40, "Top": None}) is None
    assert group_gap({}) is None


@given(st.integers(0, 8500))
def test_a_gap_of_exactly_fifteen_is_a_conversation(hundredths: int) -> None:
    low = hundredths / 100
    gap = group_gap({"Floor": low, "Top": low + 15})
    assert gap is not None
    assert gap >= CONVERSATION_GAP


@pytest.mark.parametrize(
    ("gap", "worth"), [(15, True), (-15, True), (14.99, False), (0, False), (None, False)]
)
def test_from_fifteen_points_on_it_is_worth_a_conversation(
    gap: float | None, worth: bool
) -> None:
    assert is_worth_a_conversation(gap) is worth


def test_the_rose_tint_is_top_less_floor() -> None:
    assert rose_tint({"floor": 40, "middle": 90, "top": 62.5}) == 22.5
    assert rose_tint({"floor": 62.5, "top": 40, "other": 0}) == -22.5
    assert rose_tint({"floor": 40, "top": None}) is None
    assert rose_tint({"middle": 40, "top": 50}) is None
    assert rose_tint({}) is None


@given(st.dictionaries(st.sampled_from(["floor", "middle", "top"]), st.none() | st.floats(0, 100)))
def test_no_rose_tint_is_wider_than_the_gap(scores: dict[str, float | None]) -> None:
    gap, tint = group_gap(scores), rose_tint(scores)
    assert tint is None or (gap is not None and abs(tint) <= gap)

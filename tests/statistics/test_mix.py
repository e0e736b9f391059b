"""The mix index and the mix rules of the whole group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import MixIndex, mix_index, mix_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

some_people = st.lists(st.integers(0, 12), min_size=1, max_size=8).filter(any)

Person = tuple[str, int | None, bool]

GOOD_MIX: list[Person] = [
    (department, level, level == 1)
    for department in ("Sales", "Care", "IT", "HR")
    for level in (1, 3, 5)
]

THREE_DEPARTMENTS: list[Person] = [
    (("Sales", "Care", "IT")[i % 3], level, contact)
    for i, (_, level, contact) in enumerate(GOOD_MIX)
]


def test_method_vector() -> None:
    result = mix_index([4, 3, 3, 2], [5, 2, 3, 0, 2], departments_in_use=5, levels_in_use=5)
    assert result.departments == pytest.approx(0.920, abs=5e-4)
    assert result.levels == pytest.approx(0.885, abs=5e-4)
    assert result.index == pytest.approx(90.3, abs=0.05)
    assert result.departments == pytest.approx(5 / 4 * (1 - 38 / 144), rel=1e-14)
    assert result.word == "rich"


def test_in_use_means_present_unless_told() -> None:
    assert mix_index([4, 3, 3, 2, 0], [5, 2, 3, 0, 2]) == mix_index(
        [4, 3, 3, 2], [5, 2, 3, 2], departments_in_use=4, levels_in_use=4
    )


def test_one_category_is_no_mix() -> None:
    assert mix_index([9], [9, 0, 0]) == MixIndex(departments=0, levels=0, index=0, word="thin")
    assert mix_index([1], [1], departments_in_use=6, levels_in_use=5).index == 0


def test_a_small_table_can_be_fully_mixed() -> None:
    assert mix_index([1, 1, 1, 1], [1, 1, 1, 1], departments_in_use=9, levels_in_use=5).index == 100


@pytest.mark.parametrize(
    ("levels", "index", "word"),
    [([3, 3], 100, "rich"), ([3, 1], 87.5, "rich"), ([2, 0], 50, "fair")],
)
def test_words_with_even_departments(levels: list[int], index: float, word: str) -> None:
    result = mix_index([3, 3], levels, levels_in_use=2)
    assert result.index == pytest.approx(index, abs=1e-9)
    assert result.word == word


def test_words_at_their_borders() -> None:
    assert mix_index([3, 1], [3, 1]).index == 75
    assert mix_index([3, 1], [3, 1]).word == "rich"
    assert mix_index([97, 33], [3, 1]).word == "rich"
    assert mix_index([98, 32], [3, 1]).word == "fair"
    assert mix_index([3, 3], [301, 0]).word == "fair"
    assert mix_index([301, 300], [300, 0]).word == "thin"


@given(some_people, some_people, st.integers(0, 3))
def test_index_lies_between_0_and_100(
    departments: list[int], levels: list[int], absent: int
) -> None:
    in_use = sum(1 for count in departments if count) + absent
    result = mix_index(departments, levels, departments_in_use=in_use)
    assert 0 <= result.departments <= 1
    assert 0 <= result.levels <= 1
    assert result.index == pytest.approx(50 * (result.departments + result.levels), abs=1e-8)


@given(some_people, st.integers(1, 20))
def test_does_not_care_about_the_size_of_the_room(counts: list[int], factor: int) -> None:
    # Once there are people enough to fill every category.
    larger = [factor * count for count in counts]
    assert mix_index(counts, counts).index == pytest.approx(
        mix_index(larger, larger).index, abs=1e-8
    )


@given(some_people)
def test_does_not_care_about_the_order_of_categories(counts: list[int]) -> None:
    assert mix_index(counts, counts[::-1]).departments == mix_index(counts, counts[::-1]).levels


@given(st.integers(1, 9), st.integers(2, 9))
def test_evenly_spread_is_100(height: int, categories: int) -> None:
    assert mix_index([height] * categories, [height] * categories).index == 100


def test_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="nobody"):
        mix_index([0, 0], [1, 1])
    with pytest.raises(ValueError, match="too few"):
        mix_index([1, 1, 1], [3], departments_in_use=2)
    with pytest.raises(ValueError, match="whole numbers"):
        mix_index([1, 1], [3, -1])
    with pytest.raises(ValueError, match="at least one point"):
        mix_index([], [3])


def missed(people: Sequence[Person]) -> set[str]:
    return {rule for rule, met in mix_rules(people).rules.items() if not met}


def test_a_good_mix_is_green() -> None:
    result = mix_rules(GOOD_MIX)
    assert list(result.rules) == [
        "people",
        "departments",
        "levels",
        "middle",
        "contact",
        "balance",
    ]
    assert all(result.rules.values())
    assert (result.light, result.possible) == ("green", True)


def test_nobody_is_red() -> None:
    result = mix_rules([])
    assert not any(result.rules.values())
    assert (result.light, result.possible) == ("red", False)


@pytest.mark.parametrize(
    ("people", "rules"),
    [
        (GOOD_MIX[:11], {"people"}),
        (GOOD_MIX * 3, {"people"}),
        (THREE_DEPARTMENTS, {"departments"}),
        ([(d, 2 if level == 5 else level, c) for d, level, c in GOOD_MIX], {"levels"}),
        ([(d, 2 if level == 1 else level, c) for d, level, c in GOOD_MIX], {"levels"}),
        ([(d, 2 if level == 3 else level, c) for d, level, c in GOOD_MIX], {"middle"}),
        ([(d, level, i < 2) for i, (d, level, _) in enumerate(GOOD_MIX)], {"contact"}),
        ([*GOOD_MIX, *[("IT", 2, True)] * 4], {"balance"}),
    ],
)
def test_one_missed_is_amber(people: list[Person], rules: set[str]) -> None:
    assert missed(people) == rules
    assert mix_rules(people).light == "amber"


def test_level_4_is_as_good_as_5() -> None:
    assert not missed([(d, 4 if level == 5 else level, c) for d, level, c in GOOD_MIX])


def test_two_levels_are_too_few() -> None:
    people = [(d, 1 if level == 3 else level, c) for d, level, c in GOOD_MIX]
    assert missed(people) == {"levels", "middle"}
    assert mix_rules(people).light == "red"


def test_two_missed_are_red() -> None:
    assert mix_rules(GOOD_MIX[:6]).light == "red"


def test_borders_are_met() -> None:
    twenty = [(d, level, i < 5) for i, (d, level, _) in enumerate((GOOD_MIX * 2)[:20])]
    assert "contact" not in missed(twenty)
    forty_percent = [*[("Sales", 1, True)] * 8, *[(d, 3, True) for d in ("IT", "HR", "QA")] * 4]
    assert "balance" not in missed(forty_percent)
    assert "balance" in missed([*forty_percent, ("Sales", 5, True)])
    assert [mix_rules(GOOD_MIX[:1] * n).possible for n in (7, 8, 40, 41)] == [
        False,
        True,
        True,
        False,
    ]
    assert [mix_rules(GOOD_MIX[:1] * n).rules["people"] for n in (11, 12, 24, 25)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_unknown_department_is_no_department() -> None:
    people = [("" if d == "HR" else d, level, c) for d, level, c in GOOD_MIX]
    assert missed(people) == {"departments"}


def test_an_unknown_level_is_no_level() -> None:
    people = [(d, None if level == 3 else level, c) for d, level, c in GOOD_MIX]
    assert missed(people) == {"levels", "middle"}


@pytest.mark.parametrize("level", [0, 6, -1])
def test_refuses_unknown_levels(level: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        mix_rules([("Sales", level, True)])

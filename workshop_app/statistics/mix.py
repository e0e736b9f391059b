"""How mixed a group is: the mix index of a room or a table, and the mix rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from workshop_app.statistics.scores import check_counts

MixWord = Literal["rich", "fair", "thin"]
MixLight = Literal["green", "amber", "red"]

_RICH_FROM = 75
_FAIR_FROM = 50

_FRONT_LINE, _MIDDLE, _SENIOR, _BOARD = 1, 3, 4, 5


@dataclass(frozen=True)  # a named tuple has no room for a field called index
class MixIndex:
    """A mix index and the two diversities it is the mean of.

    Attributes:
        departments: diversity of departments, 0 one department to 1 evenly spread.
        levels: diversity of levels, 0 one level to 1 evenly spread.
        index: 100 times their mean.
        word: key of the word for the index.
    """

    departments: float
    levels: float
    index: float
    word: MixWord


class MixRules(NamedTuple):
    """The mix rules of a whole group, each met or missed.

    Attributes:
        rules: whether each rule is met, by key: "people" (12 to 24), "departments"
            (4 or more), "levels" (3 or more, with level 1 and level 4 or 5), "middle"
            (a level 3), "contact" (a quarter has weekly customer contact), "balance"
            (no department above 40 %).
        light: "green" all met, "amber" one missed, "red" more.
        possible: whether the method works at all with this many people (8 to 40).
    """

    rules: Mapping[str, bool]
    light: MixLight
    possible: bool


def mix_index(
    departments: Sequence[int],
    levels: Sequence[int],
    departments_in_use: int | None = None,
    levels_in_use: int | None = None,
) -> MixIndex:
    """Say in one number whether the whole organisation sits at the table.

    Each diversity is (g / (g - 1)) * (1 - sum of squared shares) with g the number of
    categories that could have been present: those in use in the organisation, or the
    number of people if that is smaller. With g = 1 it is 0.

    Source: P. Blau (1977), "Inequality and Heterogeneity", normalised to 1.

    Args:
        departments: people per department.
        levels: people per level.
        departments_in_use: departments of the organisation; by default those present.
        levels_in_use: levels of the organisation; by default those present.

    Returns:
        Diversities from 0 to 1, the index from 0 to 100, and its word: "rich" from
        75, "fair" from 50, below it "thin".

    Raises:
        ValueError: there are no people, a count is negative or not whole, or fewer
            categories are in use than are present.
    """
    by_department = _diversity(departments, departments_in_use)
    by_level = _diversity(levels, levels_in_use)
    index = 50 * (by_department + by_level)
    word: MixWord = "rich" if index >= _RICH_FROM else "fair" if index >= _FAIR_FROM else "thin"
    return MixIndex(departments=by_department, levels=by_level, index=index, word=word)


def mix_rules(people: Sequence[tuple[str, int | None, bool]]) -> MixRules:
    """Check, before invitations go out, whether anybody's voice is missing.

    Source: the mix rules for the whole group in the built-in method.

    Args:
        people: per person the department (empty when unknown, which is no department),
            the level from 1 front line to 5 board (None when unknown, which is no
            level), and whether there is weekly customer contact.

    Returns:
        The rules met and missed, and their light.

    Raises:
        ValueError: a level lies outside 1 to 5.
    """
    n = len(people)
    levels = {level for _, level, _ in people if level is not None}
    if not levels <= set(range(_FRONT_LINE, _BOARD + 1)):
        raise ValueError(f"Levels run from 1 to 5, not {sorted(levels)}.")
    departments: dict[str, int] = {}
    for department, _, _ in people:
        if department:
            departments[department] = departments.get(department, 0) + 1
    contacts = sum(1 for _, _, contact in people if contact)
    ends = _FRONT_LINE in levels and bool(levels & {_SENIOR, _BOARD})
    rules = {
        "people": 12 <= n <= 24,
        "departments": len(departments) >= 4,
        "levels": len(levels) >= 3 and ends,
        "middle": _MIDDLE in levels,
        "contact": n > 0 and 4 * contacts >= n,
        "balance": bool(departments) and 5 * max(departments.values()) <= 2 * n,
    }
    missed = sum(not met for met in rules.values())
    light: MixLight = "green" if missed == 0 else "amber" if missed == 1 else "red"
    return MixRules(rules=rules, light=light, possible=8 <= n <= 40)


def _diversity(counts: Sequence[int], in_use: int | None) -> float:
    """Return Blau's index of the counts, normalised to the categories in use."""
    people = check_counts(counts)
    present = sum(1 for count in counts if count)
    if people == 0:
        raise ValueError("A mix needs at least one person, but there is nobody.")
    if in_use is None:
        in_use = present
    if in_use < present:
        raise ValueError(f"{present} categories are present, so {in_use} in use is too few.")
    g = min(in_use, people)
    if g == 1:
        return 0.0
    squares = sum(count * count for count in counts)
    return g * (people * people - squares) / ((g - 1) * people * people)

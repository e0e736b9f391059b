"""What closing keeps gives nobody away: rankings world by world, and round after round."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from itertools import combinations_with_replacement, permutations, product
from typing import TYPE_CHECKING

import pytest

from tests.statistics.outsider import published, small_room
from workshop_app.method.question import Answer, Question
from workshop_app.statistics import pairwise_preferences
from workshop_app.storage import SessionFile, counting, rounds
from workshop_app.storage.counting import Ballot, Line, counted
from workshop_app.storage.tally import HIDDEN, PAIRS, TOTAL, Asked, Tally, tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.statistics.outsider import Published, Row, Table
    from workshop_app.storage.counting import Unit

Ranking = tuple[str, ...]
World = tuple[tuple[Ranking, ...], ...]
"""Per group what its people put on each place; ``""`` is nothing."""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    session = SessionFile.create(tmp_path / "s.workshop")
    yield session
    session.close()


# -- one ranking, all the ballots there could be -------------------------------------------------


def _known(worlds: Sequence[World]) -> set[tuple[int, int]]:
    """Who is found: a group and a place, or a group and -1 where all its counts are fixed."""
    found = set()
    for group, people in enumerate(worlds[0]):
        counts = {
            frozenset(Counter(
                placed for ranking in world[group] for placed in enumerate(ranking)
            ).items())
            for world in worlds
        }
        if len(counts) == 1:
            found.add((group, -1))
        for place in range(len(people[0])):
            chosen = {ranking[place] for world in worlds for ranking in world[group]} - {""}
            if len(chosen) < 2:
                found.add((group, place))
    return found


def _exposed(rankings: Sequence[Ranking], sizes: Sequence[int]) -> int:
    """In how many published results the groups are hidden and an outsider finds one still.

    What the totals alone would tell is not counted.
    """
    places = tuple(str(place) for place in range(1, len(rankings[0]) + 1))
    asked = [Asked(option, "rank", places, zero=False) for option in "abc"]
    groups = {str(group): (str(group),) for group in range(len(sizes))}
    results: dict[tuple[Line, ...], list[World]] = defaultdict(list)
    totals: dict[tuple[Line, ...], list[World]] = defaultdict(list)
    for world in product(*(combinations_with_replacement(rankings, size) for size in sizes)):
        ballots = [
            Ballot(str(group), {option: place for option, place in placed if option})
            for group, people in enumerate(world)
            for placed in (zip(one, places, strict=True) for one in people)
        ]
        kept = tuple(sorted(counted(asked, ballots, groups, 3)))
        results[kept].append(world)
        totals[_places(kept)].append(world)
    return sum(
        not _known(worlds) <= _known(totals[_places(kept)])
        for kept, worlds in results.items()
        if {line.name for line in kept} == {TOTAL} and HIDDEN not in {line.answer for line in kept}
    )


def _places(kept: Sequence[Line]) -> tuple[Line, ...]:
    """How often all of us gave which place: what is published of every ranking."""
    return tuple(line for line in kept if line.name == TOTAL and line.question != PAIRS)


@pytest.mark.parametrize(
    ("rankings", "sizes"),
    [
        ([("a",), ("b",), ("c",), ("",)], (3, 5)),
        ([("a",), ("b",), ("c",), ("",)], (3, 3, 4)),
        ([*permutations("abc", 2)], (3, 4)),
    ],
)
def test_no_ranking_gives_a_group_away(
    rankings: list[Ranking], sizes: tuple[int, ...]
) -> None:
    assert _exposed(rankings, sizes) == 0


def test_an_unprotected_ranking_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same search finds groups where hiding is all that is done."""
    monkeypatch.setattr(counting, "tells_by_hiding", lambda *_: False)
    assert _exposed([("a",), ("b",), ("c",), ("",)], (3, 5)) > 0


def _counts_by_pairs(unit: Unit, ballots: Sequence[Ballot]) -> list[Line]:
    options = [one.id for one in unit]
    ranks = [{option: int(place) for option, place in one.answers.items()} for one in ballots]
    pairs = pairwise_preferences(ranks, options)
    return [Line(PAIRS, TOTAL, ">".join(pair), votes) for pair, votes in pairs.items()]


def test_counts_of_pairs_would_give_hidden_groups_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: why the order by pairs is kept and not its counts, and not beside all groups."""
    monkeypatch.setattr(counting, "_may_compare", lambda *_: False)
    monkeypatch.setattr(counting, "_by_pairs", _counts_by_pairs)
    assert _exposed([*permutations("abc", 2)], (3, 4)) > 0


# -- what is kept is what the outsider was shown -------------------------------------------------


def _kept(tables: Sequence[Table], minimum: int) -> Published:
    """The same answers as ballots, and the counts that closing keeps of them."""
    points = len(tables[0][0]) - 1
    values = tuple(str(point) for point in range(1, points + 1))
    asked = [Asked(str(index), "scale", values, zero=True) for index in range(len(tables))]
    ballots = []
    for group, size in enumerate(map(sum, tables[0])):
        columns = [
            [answer for answer, n in zip((*values, "0"), table[group], strict=True)
             for _ in range(n)]
            for table in tables
        ]
        for person in range(size):
            answers = {one.id: column[person] for one, column in zip(asked, columns, strict=True)}
            ballots.append(Ballot(str(group), answers))
    groups = [str(group) for group in range(len(tables[0]))]
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for line in counted(asked, ballots, {group: (group,) for group in groups}, minimum):
        votes[line.question, line.name][line.answer] = line.votes

    def row(question: str, name: str) -> Row:
        return tuple(votes[question, name].get(value, 0) for value in (*values, "0"))

    return tuple(
        (
            row(one.id, TOTAL),
            tuple(row(one.id, group) for group in groups) if (one.id, "0") in votes else None,
        )
        for one in asked
    )


def test_closing_keeps_what_the_outsider_was_shown() -> None:
    """So that what `tests.statistics` proves of the rules holds for real ballots."""
    rng = random.Random(5)
    for _ in range(200):
        tables, minimum = small_room(rng)
        assert _kept(tables, minimum) == published(tables, minimum)


# -- real rounds ---------------------------------------------------------------------------------

FIVE = tuple(Answer(str(n), str(n)) for n in range(1, 6))


def _round(
    file: SessionFile, asked: Sequence[Question], columns: Mapping[str, Sequence[str]]
) -> Tally:
    """Per group a word per person, with a digit per question."""
    round_ = rounds.open_round(file, "x", asked, mode="paper", attribute="department")
    ballots = [
        (group, {one.id: digit for one, digit in zip(asked, person, strict=True)})
        for group, people in columns.items()
        for person in people
    ]
    rounds.cast_all(file, round_, asked, ballots)
    rounds.close_round(file, round_)
    found = tally(file, "x")
    assert found is not None
    return found


def _scale(*ids: str) -> tuple[Question, ...]:
    return tuple(Question(id_, id_, "scale", FIVE) for id_ in ids)


def test_a_question_that_hiding_would_tell_hides_among_others(file: SessionFile) -> None:
    """On a, the four agree, and nobody else can have; it may as well have been on b or c."""
    found = _round(file, _scale(*"abcd"), {
        "floor": ("1112", "2243", "3343", "3441", "5554", "4535"),
        "top": ("4442", "4333", "4421", "4414"),
    })
    assert [set(group.counts) for group in found.groups] == [{"d"}, {"d"}]
    assert set(found.total.counts) == set("abcd")
    assert all(count.votes for count in found.total.counts.values())


def test_alone_it_is_not_compared_whatever_was_answered(tmp_path: Path) -> None:
    floor = ("1", "2", "3", "3", "5", "4")
    for number, top in enumerate([("4", "4", "4", "4"), ("4", "4", "4", "1")]):
        with_file = SessionFile.create(tmp_path / f"{number}.workshop")
        people = {"floor": floor if number == 0 else ("4", *floor[1:]), "top": top}
        found = _round(with_file, _scale("a"), people)
        assert found.total.counts["a"].votes == {"1": 1, "2": 1, "3": 2, "4": 5, "5": 1}
        assert [dict(group.counts) for group in found.groups] == [{}, {}]
        with_file.close()


def test_what_was_shown_as_one_stays_one_in_later_rounds(file: SessionFile) -> None:
    """Else the round with d beside b, less the round without, would be d."""
    mixed = ("2", "3", "3", "4", "1")
    asked = _scale("a")
    first = _round(file, asked, {"a": mixed, "b": mixed, "c": mixed[:4], "d": ("5",)})
    assert {group.name: group.ballots for group in first.groups} == {"a": 5, "b": 5, "other": 5}
    second = _round(file, asked, {"a": mixed, "b": mixed, "c": mixed, "d": ("5",)})
    assert {group.name: group.ballots for group in second.groups} == {"a": 5, "b": 5, "other": 6}
    assert first.round.merged == second.round.merged == ("c", "d")
    third = _round(file, asked, {"a": mixed, "b": mixed[:2], "c": mixed, "d": ("5",)})
    assert {group.name: group.ballots for group in third.groups} == {"a": 5, "other": 8}
    assert third.round.merged == ("b", "c", "d")
    fourth = _round(file, asked, {"a": mixed, "b": mixed, "": mixed})
    assert {group.name: group.ballots for group in fourth.groups} == {"a": 5, "other": 10}


def test_a_round_that_compared_nobody_binds_no_later_one(file: SessionFile) -> None:
    mixed = ("2", "3", "3", "4", "1")
    assert _round(file, _scale("a"), {"a": mixed, "b": mixed[:2]}).groups == ()
    assert len(_round(file, _scale("a"), {"a": mixed, "b": mixed}).groups) == 2

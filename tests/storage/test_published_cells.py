"""PROMISES 21: a linear solver finds nobody in all that a file keeps, of one round, two, or live.

Whatever is published after closing, in tables, charts, booklet, results file or export, is made of
the counts that the file keeps: `tests/assembly/test_attacker.py` shows that it keeps nothing else.
So the solver gets the file itself, the groups and sizes that everybody knows, the queue that
everybody sees, and the pictures that were drawn while people voted. What follows from hiding, which
is not linear, is for the outsider of `tests/statistics`.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import pytest

from workshop_app.method.question import Answer, Question
from workshop_app.statistics import GroupMerge
from workshop_app.storage import SessionFile, counting, rounds
from workshop_app.storage.tally import HIDDEN, TOTAL, drawn, latest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from workshop_app.storage.tally import Round

K = 4
ROOMS = 60
NONE = "none"
POINTS = ("1", "2", "3")
LINES = tuple(
    Question(f"q{n}", "?", "scale", tuple(Answer(point, "") for point in POINTS), Answer("0", ""))
    for n in range(3)
)


class Somebody(NamedTuple):
    """A voter, by the place in the queue."""

    group: str
    answers: dict[str, str]


class Cell(NamedTuple):
    """How many of some people who cannot be told apart gave an answer."""

    people: frozenset[int]
    answer: str


Sum = tuple[frozenset[Cell], int]


def solved(sums: Iterable[Sum]) -> dict[Cell, tuple[int, int]]:
    """The fewest and the most of each cell that fit all sums and what is left between any two."""
    known = dict(sums)
    grown = True
    while grown and len(known) < 400:
        grown = False
        for (part, less), (whole, more) in permutations(list(known.items()), 2):
            if part < whole and (rest := whole - part) not in known:
                known[rest] = more - less
                grown = True
    bounds = {cell: (0, len(cell.people)) for cells in known for cell in cells}
    moved = True
    while moved:
        moved = False
        for cells, total in known.items():
            least = sum(bounds[cell][0] for cell in cells)
            most = sum(bounds[cell][1] for cell in cells)
            for cell in cells:
                low, high = bounds[cell]
                tight = max(low, total - most + high), min(high, total - least + low)
                if tight != (low, high):
                    least, most = least + tight[0] - low, most + tight[1] - high
                    bounds[cell], moved = tight, True
    return bounds


def found_out(sums: Iterable[Sum]) -> set[tuple[int, str]]:
    """Everybody whose answer is the only one that fits."""
    return {
        (person, cell.answer)
        for cell, (low, _) in solved(sums).items()
        if cell.answer not in (NONE, "0") and low == len(cell.people)
        for person in cell.people
    }


class Seen(NamedTuple):
    """What an outsider has of one question: sums over people, and those of all of us alone."""

    all: list[Sum]
    totals: list[Sum]


def _cells(classes: list[frozenset[int]], people: Iterable[int], answer: str) -> frozenset[Cell]:
    wanted = set(people)
    return frozenset(Cell(one, answer) for one in classes if one <= wanted)


def seen(
    file: SessionFile, round_: Round, room: list[Somebody], question: str,
    pictures: Iterable[tuple[int, dict[str, int]]] = (),
) -> Seen:
    """The sums of one question; a picture has the first so many people."""
    ends = sorted({0, len(room), *(end for end, _ in pictures)})
    sorts: dict[tuple[str, int], set[int]] = defaultdict(set)
    for place, one in enumerate(room):
        sorts[one.group, max(end for end in ends if end <= place)].add(place)
    classes = [frozenset(people) for people in sorts.values()]
    answers = (*POINTS, "0", NONE)
    sums = [(frozenset(Cell(one, a) for a in answers), len(one)) for one in classes]
    totals = list(sums)
    votes: dict[str, dict[str, int]] = defaultdict(dict)
    for name, answer, number in file.rows(
        "SELECT name, answer, votes FROM tally WHERE round = ? AND question = ?",
        round_.key, question,
    ):  # fmt: skip
        votes[name][answer] = number
    (merged,) = file.row("SELECT merged FROM round WHERE key = ?", round_.key) or ("[]",)
    members = defaultdict(set, {"other": {"other", *json.loads(merged)}})
    for name, given in votes.items():
        if HIDDEN in given:
            continue
        of = members[name] or {name}
        people = [n for n, one in enumerate(room) if name == TOTAL or one.group in of]
        counted = [*((a, given.get(a, 0)) for a in (*POINTS, "0")),
                   (NONE, len(people) - sum(given.values()))]
        lines = [(_cells(classes, people, answer), number) for answer, number in counted]
        sums += lines
        totals += lines if name == TOTAL else []
    for end, shown in pictures:
        lines = [(_cells(classes, range(end), a), shown.get(a, 0)) for a in POINTS]
        sums += lines
    return Seen(sums, totals)


def exposed(
    file: SessionFile, round_: Round, room: list[Somebody],
    pictures: dict[str, list[tuple[int, dict[str, int]]]] | None = None,
) -> set[tuple[str, int, str]]:
    """Who is found by more than the total, with a question; each of them really said it.

    A batch of a live picture in which everybody agrees says so, as a whole room on one point does.
    """
    found = set()
    for line in LINES:
        drawn_ = (pictures or {}).get(line.id, [])
        what = seen(file, round_, room, line.id, drawn_)
        for person, answer in found_out(what.all) - found_out(what.totals):
            assert room[person].answers.get(line.id) == answer, "the solver is wrong"
            if not _agree(room, line.id, person, [end for end, _ in drawn_]):
                found.add((line.id, person, answer))
    return found


def _agree(room: list[Somebody], question: str, person: int, ends: list[int]) -> bool:
    if not ends:
        return False
    begin = max([0, *(end for end in ends if end <= person)])
    end = min([len(room), *(end for end in ends if end > person)])
    return len({one.answers.get(question) for one in room[begin:end]}) == 1


# -- rooms -------------------------------------------------------------------------------


def a_room(chance: random.Random, groups: tuple[int, ...] | None = None) -> list[Somebody]:
    """Groups of one to seven people who often agree; some say nothing, in a queue of any order."""
    sizes = groups or tuple(chance.randint(1, 7) for _ in range(chance.randint(2, 4)))
    room = []
    for number, size in enumerate(sizes):
        likely = {line.id: chance.choice(POINTS) for line in LINES}
        for _ in range(size):
            answers = {
                id_: point if chance.random() < 0.6 else chance.choice((*POINTS, "0"))
                for id_, point in likely.items()
                if chance.random() > 0.04
            }
            room.append(Somebody(f"g{number}", answers))
    chance.shuffle(room)
    return room


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "s.workshop") as made:
        yield made


def held(file: SessionFile, room: list[Somebody], activity: str = "x") -> Round:
    round_ = rounds.open_round(
        file, activity, LINES, mode="paper", attribute="band", expected=len(room), minimum=K
    )
    rounds.cast_all(file, round_, LINES, [(one.group, one.answers) for one in room])
    rounds.close_round(file, round_)
    return round_


def in_rooms(file: SessionFile) -> int:
    """How many people are found in all rooms together."""
    chance = random.Random(21)
    found = 0
    for number in range(ROOMS):
        room = a_room(chance)
        found += len(exposed(file, held(file, room, f"x{number}"), room))
    return found


def test_no_cell_of_one_person_can_be_worked_out(file: SessionFile) -> None:
    assert in_rooms(file) == 0


def _nothing_merged(sizes: dict[str, int], *_: object) -> GroupMerge:
    return GroupMerge({name: (name,) for name in sizes}, (), comparable=True)


def test_the_solver_finds_who_is_not_protected(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same rooms, with small groups and with groups that agree."""
    monkeypatch.setattr(counting, "compared_items", lambda candidates, _: frozenset(candidates))
    agreeing = in_rooms(file)
    assert agreeing > 0
    monkeypatch.setattr(rounds, "merge_groups", _nothing_merged)
    with SessionFile.create(file.path.with_name("again.workshop")) as other:
        assert in_rooms(other) > agreeing


# -- a second round ----------------------------------------------------------------------


def test_a_second_round_tells_no_more(file: SessionFile) -> None:
    """Some changed their minds, some came, some went: both rounds, each with its own people."""
    chance = random.Random(22)
    for number in range(ROOMS):
        room, new = a_room(chance), a_room(chance)
        held(file, room, f"x{number}")
        again = [one if chance.random() < 0.7 else chance.choice(new) for one in room] + new[:K]
        assert exposed(file, held(file, again, f"x{number}"), again) == set()


def test_the_same_room_again_tells_no_more_to_who_knows_that_nobody_changed(
    file: SessionFile,
) -> None:
    """What was joined stays joined, and what was hidden stays hidden."""
    chance = random.Random(23)
    for number in range(ROOMS):
        room = a_room(chance)
        both = [held(file, room, f"x{number}") for _ in range(2)]
        for line in LINES:
            sums = [seen(file, round_, room, line.id) for round_ in both]
            whole = found_out([*sums[0].all, *sums[1].all])
            assert whole == found_out(sums[0].totals)


# -- drawn while people vote -------------------------------------------------------------


def watched(
    file: SessionFile, room: list[Somebody], activity: str, prepare: Callable[[Round], object]
) -> set[tuple[str, int, str]]:
    """Who is found in a live round by somebody who sees the queue and every picture."""
    round_ = rounds.open_round(
        file, activity, LINES, mode="booth", attribute="band", minimum=K, live=True
    )
    prepare(round_)
    pictures: dict[str, list[tuple[int, dict[str, int]]]] = defaultdict(list)
    moved: dict[str, int] = {}
    last: dict[str, dict[str, int]] = {}
    for n, one in enumerate(room, 1):
        now = latest(file, activity)
        assert now is not None
        key = rounds.new_ballot_key()
        rounds.cast(file, now, LINES, one.answers, key=key, group=one.group)
        waiting = {question for (question,) in file.rows(
            "SELECT DISTINCT question FROM live_tally WHERE round = ?", round_.key
        )}  # fmt: skip
        found = drawn(file, now)
        shown = found.total.counts if found else {}
        for id_ in waiting:
            votes = dict(shown[id_].votes or {}) if id_ in shown else {}
            if id_ not in moved:
                moved[id_] = n
            elif votes and votes != last.get(id_):
                pictures[id_].append((moved[id_], votes))
                moved[id_], last[id_] = n, votes
    now = latest(file, activity)
    assert now is not None
    rounds.close_round(file, now)
    return exposed(file, round_, room, pictures)


def live_rooms(file: SessionFile, prepare: Callable[[Round], object]) -> int:
    chance = random.Random(4)
    return sum(
        len(watched(file, a_room(chance, (4, 8)), f"x{n}", prepare)) for n in range(ROOMS // 4)
    )


def test_pictures_of_a_live_round_and_its_result_tell_nobody(file: SessionFile) -> None:
    assert live_rooms(file, lambda _: None) == 0


def test_with_groups_a_live_round_would(file: SessionFile) -> None:
    """The control, and why a live round compares nobody."""
    def compare(round_: Round) -> None:
        file.connection.execute("UPDATE round SET attribute = 'band' WHERE key = ?", (round_.key,))

    assert live_rooms(file, compare) > 0

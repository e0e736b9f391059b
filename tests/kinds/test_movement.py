"""A second vote beside the first, whatever is voted on: what moves shows, what is hidden never."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from tests.figures.test_any_words import check
from tests.kinds.taster import in_dutch, method
from tests.kinds.voting import vote
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.kinds import registry
from workshop_app.method.model import Agenda, Slot
from workshop_app.session.crowd import Crowd
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person

STAGE, PAPER = Canvas(STAGE_WIDTH - 10, 71.0, "see"), Canvas(167.0, 90.0, "see")
PEOPLE, MINIMUM = 14, 4

VOTED = {
    "a radar": "see-checklist",
    "two passes": "think-rater",
    "three passes": "see-three-mirrors",
    "bars": "see-safe-brave",
    "statements in areas": "see-audit",
    "statements": "see-one-voice",
    "dumbbells": "think-shift",
    "a ranking": "act-rituals",
    "numbers and words": "be-heartbeat",
    "recommendations": "see-nps",
    "support": "think-agreement",
    "choices": "think-moral-wisdom",
}
every = pytest.mark.parametrize("id_", VOTED.values(), ids=VOTED)


@dataclass(frozen=True, slots=True)
class Told:
    """All that anybody gets to see of an activity; ``moves`` counts the marks of a first vote."""

    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    numbers: Any
    moves: int


def _told(context: Context) -> Told:
    kind = registry.kind(context.activity.kind)
    pages: list[Figure] = []
    tables: list[Table] = []
    for told in (context, in_dutch(context)):
        results = kind.results(told)
        tables += kind.tables(results, told)
        for canvas in (STAGE, PAPER):
            for view in (*kind.picture_views, "guess"):
                pages += kind.figures(results, view, canvas, told)
    marks = [item.key for page in pages for item in page.items if "before" in item.key]
    return Told(tuple(pages), tuple(tables), kind.numbers(kind.results(context), context),
                len(marks) + sum("→" in text for page in pages for text in page.texts()))


def _room(
    number: int, people: int = PEOPLE, seed: int = 3, *, swapped: bool = False
) -> Callable[[Context], list[Ballot]]:
    """A round of a room in which all answer everything: how many did is no secret.

    The room leans by level, so that its groups differ; another seed, another room. ``swapped``
    gives the same answers to other groups.
    """

    def ballots(context: Context) -> list[Ballot]:
        crowd = Crowd(context.method, Words.load("en"), PEOPLE, seed)
        asked = registry.kind(context.activity.kind).questions(context)
        given = [_whole(crowd, person, asked, number) for person in crowd.people[:people]]
        groups = [("floor", "top")[place % 2] for place in range(people)]
        return [*zip(groups, reversed(given) if swapped else given, strict=True)]

    return ballots


def _whole(
    crowd: Crowd, person: Person, asked: Sequence[Question], number: int
) -> dict[str, str]:
    answers = crowd.ballot(asked, person, number)
    for question in asked:
        if question.form not in ("rank", "word") and answers.get(question.id, "0") == "0":
            values = [answer.value for answer in question.answers]
            answers[question.id] = crowd.dice("left", person.name, question.id).choice(values)
    return answers


def _context(folder: Path, id_: str) -> tuple[Callable[..., None], Context]:
    folder.mkdir()
    found = method()._replace(agendas={"day": Agenda("day", 10, 10, (Slot(id_, 10),))})
    workshop = create_workshop(folder / "day.workshop", found, Plan("day", "Test"))

    def hold(ballots: Sequence[Ballot], *, reveal: bool = True) -> None:
        vote(workshop, id_, ballots, attribute="band", minimum=MINIMUM, reveal=reveal)

    return hold, workshop.context(id_)


def _after(folder: Path, id_: str, *rounds: Callable[[Context], list[Ballot]]) -> Told:
    hold, context = _context(folder, id_)
    for ballots in rounds:
        hold(ballots(context))
    return _told(context)


@every
def test_a_second_vote_shows_where_we_moved(tmp_path: Path, id_: str) -> None:
    one = _after(tmp_path / "one", id_, _room(1), _room(2))
    other = _after(tmp_path / "other", id_, _room(1, seed=8), _room(2))
    alone = _after(tmp_path / "alone", id_, _room(2))
    assert alone.moves == 0, "nobody has moved in a single vote"
    assert one.moves > 0
    assert one.figures != other.figures
    assert one.tables != other.tables, "what is seen can be read out"
    assert one.numbers != other.numbers
    check([_without_the_largest(page) for page in one.figures])
    said = [column.title for table in one.tables for column in table.columns]
    assert any("irst vote" in title or title == "Before" for title in said)
    assert any("erste stemming" in title or title == "Vooraf" for title in said)


def _without_the_largest(page: Figure) -> Figure:
    """A score as large as a hand begins left of the edge, as the white around its digits does."""
    return page._replace(items=tuple(item for item in page.items if getattr(item, "x", 0) != -0.6))


@every
def test_nothing_depends_on_a_first_vote_that_is_hidden(tmp_path: Path, id_: str) -> None:
    """Three people's answers never show, so no picture, table or number may tell them apart."""
    rooms = [
        _after(tmp_path / str(seed), id_, _room(1, 3, seed), _room(2)) for seed in (3, 8)
    ]
    assert rooms[0] == rooms[1]
    assert rooms[0].moves == 0


@every
def test_nor_on_one_that_was_never_shown(tmp_path: Path, id_: str) -> None:
    rooms = []
    for seed in (3, 8):
        hold, context = _context(tmp_path / str(seed), id_)
        hold(_room(1, seed=seed)(context), reveal=False)
        hold(_room(2)(context))
        rooms.append(_told(context))
    assert rooms[0] == rooms[1]
    assert rooms[0].moves == 0


@every
def test_what_is_hidden_now_does_not_move(tmp_path: Path, id_: str) -> None:
    rooms = [
        _after(tmp_path / str(seed), id_, _room(1, seed=seed), _room(2, 3)) for seed in (3, 8)
    ]
    if VOTED["a ranking"] == id_:
        assert rooms[0].moves == 0, "hidden, it counts as not answered, and the first one stands"
        return
    assert rooms[0].figures == rooms[1].figures
    assert rooms[0].moves == 0


@every
def test_groups_never_move(tmp_path: Path, id_: str) -> None:
    """The same answers from other groups in the first vote: nothing to be seen is otherwise."""

    one = _after(tmp_path / "one", id_, _room(1), _room(2))
    other = _after(tmp_path / "other", id_, _room(1, swapped=True), _room(2))
    assert one.numbers["groups"], "groups are compared"
    assert one == other


@pytest.mark.parametrize("id_", [VOTED["a radar"], VOTED["statements in areas"]])
def test_an_axis_moves_where_the_same_lines_show_both_times(tmp_path: Path, id_: str) -> None:
    hold, context = _context(tmp_path / "one", id_)
    kind = registry.kind(context.activity.kind)
    lines = kind.results(context).plan.lines
    first, axis = lines[0].id, lines[0].axis
    ballots = _room(1)(context)
    few = [
        (group, {id_: answer for id_, answer in answers.items() if id_ != first or place < 3})
        for place, (group, answers) in enumerate(ballots)
    ]
    hold(few)
    hold(_room(2)(context))
    moved = kind.results(context).moved
    assert moved.items[first].counts is None
    assert moved.axes[axis] is None, "made of fewer lines, it would compare two different things"
    others = [line for line in lines if line.axis != axis]
    assert all(moved.axes[line.axis] is not None for line in others)
    assert all(moved.items[line.id].counts for line in lines[1:])


def test_one_line_voted_once_more_moves_alone(tmp_path: Path) -> None:
    hold, context = _context(tmp_path / "one", VOTED["a radar"])
    kind = registry.kind("rating")
    ballots = _room(1)(context)
    hold(ballots)
    line, *others = kind.results(context).plan.lines
    hold([(group, {line.id: "5"}) for group, _ in ballots])
    results = kind.results(context)
    assert results.earlier(line).counts
    assert results.numbers(line).score == 100
    assert not any(results.earlier(one).counts for one in others)
    shown = {axis: score for axis, score in results.moved.axes.items() if score is not None}
    assert list(shown) == [line.axis], "its axis has its other lines as they were"
    before, now = results.moved.axes[line.axis], results.total.axes[line.axis]
    own = [one for one in results.plan.lines if one.axis == line.axis]
    gained = (100 - results.earlier(line).score) / len(own)
    assert now - before == pytest.approx(gained)
    titled = [
        (table, [column.title for column in table.columns])
        for table in kind.tables(results, context)
    ]
    table, titles = next(one for one in titled if "Score, first vote" in one[1])
    cells = [row[titles.index("Score, first vote")] for row in table.rows]
    assert cells[0] is not None
    assert set(cells[1:]) == {""}, "no dash: nothing of it is hidden"


def test_the_activities_are_all_different() -> None:
    assert not any(one == other for one, other in combinations(VOTED.values(), 2))

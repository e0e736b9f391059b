"""A round that is touched, as the stage shows it: answers as targets, and no dot but the open ones.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk import session, sixteen_people
from workshop_app.assembly import rehearsal
from workshop_app.assembly.scene import Scene, view_scene
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Rect
from workshop_app.figures.layout import Box, bounds, overlap
from workshop_app.figures.touch_page import Spot, Touched, touch_pages
from workshop_app.kinds import registry
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.touched_votes import counted_dots, move_vote
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.method.question import Question
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round

POLL, STATEMENTS, HEARTBEAT = "think-moral-wisdom", "be-decision-check", "be-heartbeat"
LEAST = 44 / 10.8
"""44 px on a stage that is 1920 wide, in u."""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    extra = (POLL, STATEMENTS, HEARTBEAT, "act-rituals", "see-nps")
    made = session(tmp_path, people=sixteen_people(), extra=extra)
    yield made
    made.file.close()


def asked(workshop: Workshop, activity: str) -> tuple[Question, ...]:
    context = workshop.context(activity)
    return registry.kind(context.activity.kind).questions(context)


def opened(workshop: Workshop, activity: str = POLL, mode: str = "touch") -> Round:
    context = workshop.context(activity)
    voting.choose_plan(context, RoundPlan(mode))
    return voting.open_round(context, asked(workshop, activity))


def tap(workshop: Workshop, key: str, times: int = 1, activity: str = POLL) -> None:
    for _ in range(times):
        assert move_vote(workshop.context(activity), asked(workshop, activity), key, key)


def pages(workshop: Workshop, activity: str = POLL) -> list[Scene]:
    first = view_scene(workshop, activity, "collect")
    rest = (view_scene(workshop, activity, "collect", page=n) for n in range(1, first.pages))
    return [first, *rest]


def targets(scene: Scene) -> dict[str, Rect]:
    return {
        one.key: one
        for one in scene.figure.items
        if isinstance(one, Rect) and "/" in one.key and one.fill is not None
    }


def dots(scene: Scene, key: str) -> list[Circle]:
    box = bounds(targets(scene)[key])
    circles = (one for one in scene.figure.items if isinstance(one, Circle))
    return [one for one in circles if box.x < one.x < box.right and box.y < one.y < box.bottom]


def said(scene: Scene) -> str:
    return " ".join(scene.figure.texts())


@pytest.mark.parametrize("activity", [POLL, STATEMENTS, HEARTBEAT, "see-nps", "see-checklist"])
def test_every_answer_is_a_target_that_a_finger_meets(workshop: Workshop, activity: str) -> None:
    voting.choose_openly(workshop.file, openly=True)
    opened(workshop, activity)
    found: list[str] = []
    for scene in pages(workshop, activity):
        assert scene.touch
        assert scene.secret
        boxes = {key: bounds(one) for key, one in targets(scene).items()}
        assert all(min(one.width, one.height) >= LEAST for one in boxes.values())
        assert not any(overlap(a, b) for a, b in combinations(boxes.values(), 2))
        found += boxes
    wanted = [
        f"{question.id}/{value}"
        for question in asked(workshop, activity)
        if 0 < len(question.values) <= 12
        for value in (*(one.value for one in question.answers), *(["0"] if question.zero else []))
    ]
    assert found == wanted


def test_dots_lie_in_their_answers_and_nothing_moves(workshop: Workshop) -> None:
    opened(workshop)
    before = pages(workshop)[0]
    tap(workshop, "mw1/1", 16)
    tap(workshop, "mw1/3", 2)
    after = pages(workshop)[0]
    places = [[(one.x, one.y, one.width, one.height) for one in targets(scene).values()]
              for scene in (before, after)]
    assert places[0] == places[1]
    counts = {key: len(dots(after, key)) for key in targets(after)}
    assert {key: n for key, n in counts.items() if n} == {"mw1/1": 16, "mw1/3": 2}
    assert [one[2] for table in after.tables for one in table.rows if one[2]] == [16, 2]


def test_what_is_left_is_said_and_so_is_what_is_too_much(workshop: Workshop) -> None:
    opened(workshop)
    assert said(pages(workshop)[0]).count("16 dots left") == 2
    tap(workshop, "mw1/1", 15)
    assert "1 dot left" in said(pages(workshop)[0])
    tap(workshop, "mw1/2", 2)
    assert "17 dots, 16 people" in said(pages(workshop)[0])
    assert "16 dots left" in said(pages(workshop)[0])


def test_without_a_list_nobody_knows_what_is_left(tmp_path: Path) -> None:
    workshop = session(tmp_path, extra=(POLL,))
    opened(workshop)
    tap(workshop, "mw1/1")
    assert "left" not in said(pages(workshop)[0])
    assert len(dots(pages(workshop)[0], "mw1/1")) == 1
    workshop.file.close()


def test_words_are_skipped_and_said_so(workshop: Workshop) -> None:
    opened(workshop, HEARTBEAT)
    skipped = "Words, long scales and rankings are not answered with dots."
    assert skipped in said(pages(workshop, HEARTBEAT)[0])
    opened(workshop)
    assert skipped not in said(pages(workshop)[0])


def test_an_override_is_said_above_the_dots(workshop: Workshop) -> None:
    sentence = "The facilitator has chosen to hold this vote openly."
    voting.choose_openly(workshop.file, openly=True)
    for activity, overrides in ((POLL, False), ("see-nps", True)):
        opened(workshop, activity)
        assert all((sentence in said(one)) == overrides for one in pages(workshop, activity))
    voting.choose_openly(workshop.file, openly=False)
    assert sentence in said(pages(workshop, "see-nps")[0]), "the round stays what it is"


def test_of_other_ways_nothing_but_their_number_shows(tmp_path: Path) -> None:
    """The same dots beside opposite votes from the booth: every item of the stage is the same."""
    shown: list[Any] = []
    for answer in "14":
        (tmp_path / answer).mkdir()
        made = session(tmp_path / answer, people=sixteen_people(), extra=(POLL,))
        round_ = opened(made, mode="booth+touch")
        tap(made, "mw1/2", 3)
        for n in range(6):
            answers = {one.id: answer for one in asked(made, POLL)}
            key = rounds.new_ballot_key()
            rounds.cast(made.file, round_, asked(made, POLL), answers, key=key, way="booth")
            if n == 4:
                tap(made, "mw2/1")
        shown.append([(one.figure, one.tables) for one in pages(made)])
        assert "7 dots left" in said(pages(made)[0]), "six of sixteen voted in the booth"
        assert len(dots(pages(made)[0], "mw1/2")) == 3
        made.file.close()
    assert shown[0] == shown[1]


def test_totals_that_are_drawn_live_stay_behind_the_dots(workshop: Workshop) -> None:
    context = workshop.context(POLL)
    voting.choose_plan(context, RoundPlan("booth+touch", live=True))
    questions = asked(workshop, POLL)
    round_ = voting.open_round(context, questions)
    for _ in range(9):
        answers = {one.id: "1" for one in questions}
        rounds.cast(workshop.file, round_, questions, answers, key=rounds.new_ballot_key())
    scene = pages(workshop)[0]
    assert scene.touch
    assert not any(dots(scene, key) for key in targets(scene))


def test_until_it_is_shown_a_closed_round_shows_no_dot(workshop: Workshop) -> None:
    round_ = opened(workshop)
    tap(workshop, "mw1/1", 5)
    assert "5 of 16, touch screen" in said(pages(workshop)[0])
    rounds.close_round(workshop.file, round_)
    scene = view_scene(workshop, POLL, "collect")
    assert not scene.touch
    assert not targets(scene)
    rounds.reveal_round(workshop.file, round_)
    assert "5 of 16, touch screen" in said(view_scene(workshop, POLL, "total"))


def test_an_invented_room_places_dots(workshop: Workshop) -> None:
    round_ = opened(workshop)
    rehearsal.Room(workshop, 12).vote(POLL)
    found = latest(workshop.file, POLL)
    assert found is not None
    counted = counted_dots(workshop.file, round_, asked(workshop, POLL))
    assert found.returned == counted.ballots == 12


LONG = "Wijzigingsvoorstellenbehandelingscommissie, twee keer per kwartaal en zo nodig vaker"


@pytest.mark.parametrize("count", [2, 5, 7, 12])
@pytest.mark.parametrize("text", ["", "Ja", LONG])
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_any_answers_stay_on_the_page(count: int, text: str, scale: float) -> None:
    canvas = Canvas(167.8, 64.0, "think", scale)
    spots = tuple(Spot(f"q/{n}", str(n), text, 3 * n) for n in range(count))
    shown = touch_pages(
        [Touched(f"{LONG} {LONG}", "16 dots left", spots)] * 3, canvas, hint=LONG, title="t",
        people=40,
    )
    for page in shown:
        room = Box(0, 0, canvas.width, canvas.height)
        for item in page.items:
            box = bounds(item)
            assert box.x >= -0.1
            assert box.right <= room.right + 0.1, item
            assert box.bottom <= room.bottom + 0.3, item
        tiles = [bounds(one) for one in page.items if isinstance(one, Rect)]
        assert all(min(one.width, one.height) >= LEAST for one in tiles)

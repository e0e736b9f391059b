"""PROMISES 20: before a result is shown nothing that anybody can see depends on a choice.

Two rooms with the same turnout and other choices are drawn, told and printed alike, for every
activity that votes, at every step, in every way. Exceptions say so: totals that are drawn live, and
dots on the stage.
"""

from __future__ import annotations

import random
import secrets
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.desk import session, sixteen_people
from tests.own_methods import method_of_every_kind
from workshop_app.assembly import conduct
from workshop_app.assembly.booklet import edition_of
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.paper import print_ballots
from workshop_app.assembly.phones import Polling
from workshop_app.assembly.scene import view_scene
from workshop_app.kinds import registry
from workshop_app.kinds.voted import VotedKind
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.method.question import Question
    from workshop_app.storage.tally import Round

VOTERS = 12
LOOKS = (1, 8, VOTERS)
"""The turnouts at which everything is looked at: the last ones where a live picture moves."""

WAYS = ("booth", "paper", "phones")
Frame = dict[str, str]


def _voted_on() -> list[str]:
    """Of every kind that votes the first activity; and those with other forms of questions."""
    found: dict[str, str] = {}
    for activity in method_of_every_kind().activities.values():
        if isinstance(registry.kind(activity.kind), VotedKind):
            found.setdefault(activity.kind, activity.id)
    return sorted({*found.values(), "act-rituals", "be-heartbeat", "think-moral-wisdom"})


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A session in which nobody has voted, to be copied: the same keys in both rooms."""
    folder = tmp_path_factory.mktemp("blank")
    activities = _voted_on()
    with session(folder, people=sixteen_people(), extra=activities).file as file:
        path = file.path
    return path.read_bytes()


def _said(asked: Sequence[Question], voter: int, room: int) -> dict[str, str]:
    """What a voter answers: something else in the other room, and as much of it."""
    answers = {}
    for at, line in enumerate(asked):
        if line.form == "word":
            answers[line.id] = ("calm", "rage")[room] + "ab"[voter % 2]
        elif line.form == "rank":
            place = at - voter % 3 if room else len(asked) - 1 - at
            if 0 <= place < len(line.answers):
                answers[line.id] = line.answers[place].value
        else:
            choices = line.answers
            answers[line.id] = choices[-1 if room else voter % len(choices)].value
    return answers


class Watched:
    """One of the rooms, and everything that can be seen of it."""

    def __init__(self, path: Path, blank: bytes, activity: str, room: int) -> None:
        path.write_bytes(blank)
        self.workshop = Workshop(SessionFile.open(path))
        self.file, self.activity, self.room = self.workshop.file, activity, room
        self.context = self.workshop.context(activity)
        self.asked = conduct.questions(self.workshop, self.context.activity)
        self.polling, self.opened = Polling(self.workshop), 0
        slot = self.workshop.slot_of(activity)
        assert slot is not None
        self.workshop.go(Moment(slot.key), self.workshop.info.start)

    def open(self, plan: RoundPlan) -> None:
        voting.choose_plan(self.context, plan)
        self.opened += 1
        with pytest.MonkeyPatch.context() as patch:  # phones know a round by a hash of its key
            patch.setattr(secrets, "token_hex", lambda _: f"{self.opened:032x}")
            voting.open_round(self.context, self.asked)
        self.polling.look()

    @property
    def round(self) -> Round:
        found = latest(self.file, self.activity)
        assert found is not None
        return found

    def vote(self, voter: int, room: int | None = None) -> None:
        rounds.cast(
            self.file, self.round, self.asked,
            _said(self.asked, voter, self.room if room is None else room),
            key=secrets.token_hex(16), way=WAYS[voter % 3],
            group=("floor", "middle", "top")[voter % 3] if self.round.attribute else "",
            seat=self.workshop.people()[voter].key if self.round.named else f"seat {voter}",
        )  # fmt: skip

    def look(self) -> Frame:
        """Stage at every step, phones, results file, booklet."""
        steps = {step.view for step in self.context.activity.steps} | {"total", "groups"}
        found = {}
        for view in sorted(steps):
            pages = range(view_scene(self.workshop, self.activity, view).pages)
            shown = [view_scene(self.workshop, self.activity, view, page=page) for page in pages]
            found[view] = repr([(one.figure, one.start, one.tables) for one in shown])
        asked = self.polling.look()
        found["phones"] = f"{asked.json} {self.polling.turnout()}"
        found["results"] = repr(outcome(self.workshop))
        found["booklet"] = repr([
            (one.title, one.lead, [*one.figures], one.tables, one.aside)
            for one in edition_of(self.workshop).sections if one.key == self.activity
        ])  # fmt: skip
        return found

    def frames(self) -> Iterator[Frame]:
        """Everything at some turnouts, and when the round is closed."""
        for voter in range(VOTERS):
            self.vote(voter)
            if voter + 1 in LOOKS:
                yield self.look()
        rounds.close_round(self.file, self.round)
        yield self.look()

    def reveal(self) -> Frame:
        rounds.reveal_round(self.file, self.round)
        return self.look()


@pytest.fixture
def both(tmp_path: Path, blank: bytes, activity: str) -> Iterator[tuple[Watched, Watched]]:
    made = [Watched(tmp_path / f"{n}.workshop", blank, activity, n) for n in range(2)]
    yield made[0], made[1]
    for one in made:
        one.file.close()


def differing(both: tuple[Watched, Watched]) -> list[str]:
    """Where something can be told before it is shown."""
    return [
        f"{name}, look {number}"
        for number, pair in enumerate(zip(*(one.frames() for one in both), strict=True))
        for name in pair[0]
        if pair[0][name] != pair[1][name]
    ]


@pytest.mark.parametrize("activity", _voted_on())
def test_nothing_depends_on_a_choice_before_it_is_shown(both: tuple[Watched, Watched]) -> None:
    compare = both[0].context.activity.compare
    plan = RoundPlan("booth+paper+phones", compare[0] if compare else "")
    for one in both:
        one.open(plan)
    assert differing(both) == []
    # The control: once it is shown the rooms look different.
    first, second = (one.reveal() for one in both)
    assert first["total"] != second["total"]
    assert first["results"] != second["results"]


@pytest.mark.parametrize("activity", ["see-five-answers", "act-rituals"])
def test_nor_does_it_in_a_second_round(both: tuple[Watched, Watched]) -> None:
    """What was shown before is the same in both rooms, and stands beside the turnout."""
    for one in both:
        one.open(RoundPlan("booth+paper+phones"))
        for voter in range(VOTERS):
            one.vote(voter, room=0)
        rounds.close_round(one.file, one.round)
        one.reveal()
        one.open(RoundPlan("booth+paper+phones"))
    assert differing(both) == []


@pytest.mark.parametrize("activity", ["be-heartbeat"])
def test_with_names_who_voted_shows_and_not_what(both: tuple[Watched, Watched]) -> None:
    for one in both:
        one.open(RoundPlan("booth+paper+phones", named=True))
    assert differing(both) == []


@pytest.mark.parametrize("activity", ["see-five-answers"])
def test_ballots_that_are_printed_meanwhile_are_alike(
    both: tuple[Watched, Watched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for one in both:
        one.open(RoundPlan("booth+paper", "band"))
        for voter in range(VOTERS):
            one.vote(voter)
        monkeypatch.setattr("workshop_app.assembly.paper.SystemRandom", lambda: random.Random(1))
        print_ballots(one.workshop, one.activity, tmp_path / "ballots.pdf")
        said.append([page.extract_text() for page in PdfReader(tmp_path / "ballots.pdf").pages])
    assert said[0] == said[1]
    assert said[0]


@pytest.mark.parametrize("activity", ["see-five-answers"])
def test_the_check_sees_totals_that_are_drawn_live_and_they_say_so(
    both: tuple[Watched, Watched],
) -> None:
    """The control, and the exception: the stage only, from the second batch on."""
    for one in both:
        one.open(RoundPlan("booth", live=True))
    said = {name.partition(",")[0] for name in differing(both)}
    assert said
    assert said <= {"collect", "guess", "total", "agreement", "groups"}, "only the stage"
    for one in both:
        one.reveal()
        one.open(RoundPlan("booth", live=True))
        for voter in range(VOTERS):
            one.vote(voter)
        shown = view_scene(one.workshop, one.activity, "collect").figure
        assert "Live, in steps of 4" in " ".join(shown.texts())

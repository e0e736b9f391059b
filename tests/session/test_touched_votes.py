"""Dots on the answers of a round: the file has them, whoever places them and whatever restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import session, sixteen_people
from tests.full_disk import FullDisk
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import holding, voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.touched_votes import change_dots, counted_dots, move_vote
from workshop_app.session.votes import turnout_words
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import latest, tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.method.question import Question
    from workshop_app.storage.tally import Round

POLL = "think-moral-wisdom"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path, people=sixteen_people(), extra=(POLL, "be-heartbeat", "act-rituals"))
    yield made
    made.file.close()


def asked(workshop: Workshop, activity: str = POLL) -> tuple[Question, ...]:
    context = workshop.context(activity)
    return registry.kind(context.activity.kind).questions(context)


def opened(workshop: Workshop, mode: str = "touch", activity: str = POLL) -> Round:
    context = workshop.context(activity)
    voting.choose_plan(context, RoundPlan(mode))
    return voting.open_round(context, asked(workshop, activity))


def moved(workshop: Workshop, source: str, target: str) -> bool:
    return move_vote(workshop.context(POLL), asked(workshop), source, target)


def dots(workshop: Workshop, round_: Round, question: str = "mw1") -> dict[str, int]:
    return dict(counted_dots(workshop.file, round_, asked(workshop)).counts(question))


def returned(workshop: Workshop) -> int:
    found = latest(workshop.file, POLL)
    assert found is not None
    return found.returned


def test_a_dot_is_placed_moved_and_taken_away(workshop: Workshop) -> None:
    assert not moved(workshop, "mw1/1", "mw1/1"), "no round is open"
    round_ = opened(workshop)
    for source, target in (("mw1/1", "mw1/1"), ("", "mw1/1"), ("mw1/1", "mw1/2"), ("mw1/2", "")):
        assert moved(workshop, source, target)
    assert dots(workshop, round_) == {"1": 1}
    assert moved(workshop, "mw1/4", "mw1/2"), "what has no dot gives none"
    assert dots(workshop, round_) == {"1": 1, "2": 1}
    for source, target in (("mw1/1", "mw2/1"), ("", "mw1/9"), ("", "chip"), ("mw1/3", "")):
        assert not moved(workshop, source, target)
    assert dots(workshop, round_) == {"1": 1, "2": 1}
    assert dots(workshop, round_, "mw2") == {}
    assert workshop.file.history.entries() == []


@pytest.mark.parametrize("mode", ["cards", "booth+paper"])
def test_a_round_that_is_not_touched_takes_no_dots(workshop: Workshop, mode: str) -> None:
    opened(workshop, mode)
    assert not moved(workshop, "mw1/1", "mw1/1")
    assert returned(workshop) == 0


def test_a_closed_round_takes_no_dots(workshop: Workshop) -> None:
    round_ = opened(workshop)
    for _ in range(5):
        moved(workshop, "", "mw1/1")
    rounds.close_round(workshop.file, round_)
    assert not moved(workshop, "", "mw1/1")
    assert not moved(workshop, "mw1/1", "")


def test_after_a_restart_the_same_dots_are_there_and_can_be_moved(workshop: Workshop) -> None:
    round_ = opened(workshop)
    places = [f"mw{question}/{n % 4 + 1}" for question in (1, 2) for n in range(9)] + ["mw3/1"] * 3
    for place in places:
        moved(workshop, "", place)
    workshop.file.close()
    with SessionFile.open(workshop.file.path) as file:
        again = Workshop(file)
        assert dots(again, round_) == {"1": 3, "2": 2, "3": 2, "4": 2}
        assert returned(again) == 9
        for place in ("mw1/1", "mw2/1"):
            for _ in range(3):
                assert moved(again, place, "")
        assert returned(again) == 6, "ballots follow the dots, as if nothing had happened"
        moved(again, "mw1/4", "mw1/1")
        rounds.close_round(file, round_)
        found = tally(file, POLL)
        assert found is not None
        assert found.total.counts["mw1"].votes == {"1": 1, "2": 2, "3": 2, "4": 1}
        assert found.total.counts["mw2"].valid == 6
        assert found.round.mode == "touch"
        assert turnout_words(again.words, found.round) == "6 of 16, touch screen"


def test_stage_and_console_count_the_same_dots(workshop: Workshop) -> None:
    round_, questions = opened(workshop), asked(workshop)
    moved(workshop, "", "mw1/1")
    change_dots(workshop.file, round_, questions, ("mw1", "1"), 2)
    moved(workshop, "", "mw1/1")
    change_dots(workshop.file, round_, questions, ("mw1", "1"), -1)
    assert dots(workshop, round_) == {"1": 3}
    change_dots(workshop.file, round_, questions, ("mw1", "1"), -9)
    assert dots(workshop, round_) == {}
    assert returned(workshop) == 0


def test_more_dots_than_people_are_allowed(workshop: Workshop) -> None:
    round_ = opened(workshop)
    for _ in range(18):
        assert moved(workshop, "", "mw1/2")
    assert dots(workshop, round_) == {"2": 18}
    assert returned(workshop) == 18


def test_on_a_full_disk_dots_stay_as_they_were(tmp_path: Path) -> None:
    disk = FullDisk()
    try:
        workshop = session(tmp_path, people=sixteen_people(), extra=(POLL,))
        round_ = opened(workshop)
        for place in ("mw1/1", "mw1/2", "mw1/3"):
            moved(workshop, "", place)
        disk.fill()
        with pytest.raises(UserError):
            change_dots(workshop.file, round_, asked(workshop), ("mw1", "1"), 400)
        assert dots(workshop, round_) == {"1": 1, "2": 1, "3": 1}
        disk.free()
        assert moved(workshop, "mw1/1", "mw1/2")
        assert dots(workshop, round_) == {"2": 2, "3": 1}
        workshop.file.close()
    finally:
        disk.close()


def test_dots_are_offered_where_cards_are_and_answers_can_be_tapped(workshop: Workshop) -> None:
    def offered(activity: str, *, named: bool = False) -> tuple[str, ...]:
        context = workshop.context(activity)
        return voting.offered(context, asked(workshop, activity), named=named)

    assert offered(POLL) == ("cards", "paper", "booth", "phones", "touch")
    assert offered(POLL, named=True) == ("paper", "booth", "phones")
    assert "touch" not in offered("see-checklist")
    voting.choose_openly(workshop.file, openly=True)
    assert "touch" in offered("see-checklist")
    for activity, described in workshop.method.activities.items():
        if questions := asked(workshop, activity):
            few = any(one.form != "rank" and 0 < len(one.values) <= 12 for one in questions)
            assert ("touch" in offered(activity)) == few
            assert "touch" in holding.modes(described, openly=True)


def test_a_touched_round_has_no_names_and_compares_nobody(workshop: Workshop) -> None:
    context = workshop.context("see-checklist")
    voting.choose_openly(workshop.file, openly=True)
    voting.choose_plan(context, RoundPlan("booth+touch", "band", named=True))
    assert holding.read_plan(context) == RoundPlan("booth", "band", named=True)
    voting.choose_plan(context, RoundPlan("touch", "band"))
    assert holding.notice(context, holding.read_plan(context))
    round_ = voting.open_round(context, asked(workshop, "see-checklist"))
    assert (round_.mode, round_.attribute, round_.named) == ("touch", "", False)

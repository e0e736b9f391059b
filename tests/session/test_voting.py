"""How the next round is held: its mode, whom it compares, and what the list already rules out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import DEPARTMENTS, session, sixteen_people
from workshop_app.assembly import conduct
from workshop_app.kinds import registry
from workshop_app.session import voting
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
from workshop_app.session.voting import RoundPlan
from workshop_app.session.workshop import Workshop
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECKLIST = "see-checklist"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path, people=sixteen_people())
    yield made
    made.file.close()


def test_what_is_secret_is_never_voted_on_with_cards(workshop: Workshop) -> None:
    allowed = {
        id_: voting.modes(activity)
        for id_, activity in workshop.method.activities.items()
        if registry.kind(activity.kind).questions(workshop.context(id_))
    }
    assert allowed[CHECKLIST] == ("paper", "booth")
    assert allowed["act-rituals"] == ("booth", "paper")
    assert allowed["think-moral-wisdom"] == ("cards", "paper", "booth")
    for id_, modes in allowed.items():
        if workshop.method.activities[id_].mode in voting.SECRET_MODES:
            assert "cards" not in modes


def test_without_a_choice_it_is_the_methods_own_way(workshop: Workshop) -> None:
    assert voting.read_plan(workshop.context(CHECKLIST)) == RoundPlan("paper", "band")
    assert voting.read_plan(workshop.context("think-moral-wisdom")) == RoundPlan("cards", "")


def test_a_choice_is_kept_and_the_big_button_follows_it(workshop: Workshop) -> None:
    context = workshop.context(CHECKLIST)
    voting.choose_plan(context, RoundPlan("booth", "department"))
    voting.choose_plan(workshop.context("act-rituals"), RoundPlan("paper", ""))
    assert voting.read_plan(context) == RoundPlan("booth", "department")
    assert workshop.file.history() == []
    slot = workshop.slot_of(CHECKLIST)
    assert slot is not None
    workshop.go(Moment(slot.key), workshop.info.start)
    conduct.open_round(workshop)
    round_ = latest(workshop.file, CHECKLIST)
    assert round_ is not None
    assert (round_.mode, round_.attribute, round_.expected) == ("booth", "department", 16)


def test_a_choice_the_method_does_not_allow_is_not_followed(workshop: Workshop) -> None:
    context = workshop.context("act-rituals")
    voting.choose_plan(context, RoundPlan("cards", "department"))
    assert voting.read_plan(context) == RoundPlan("booth", "band")


def test_groups_are_merged_before_sheets_are_printed(tmp_path: Path) -> None:
    levels = [1] * 6 + [3] * 5 + [4] * 2
    people = [Person(f"P{n}", level=level) for n, level in enumerate(levels)]
    with session(tmp_path, people=people).file as file:
        found = voting.comparison(Workshop(file).context(CHECKLIST), "band")
    assert found.state == "possible"
    assert [group.key for group in found.groups] == ["floor", "other"]


def test_the_list_of_people_rules_a_comparison_out_before_voting(tmp_path: Path) -> None:
    people = [Person(f"P{n}", department=DEPARTMENTS[n % 4], level=1) for n in range(10)]
    with session(tmp_path, people=people).file as file:
        context = Workshop(file).context(CHECKLIST)
        assert voting.comparison(context, "department").state == "ruled_out"
        assert voting.comparison(context, "band").state == "ruled_out"
        assert voting.comparison(context, "band").groups == ()


def test_an_empty_list_rules_nothing_out(tmp_path: Path) -> None:
    with session(tmp_path).file as file:
        context = Workshop(file).context(CHECKLIST)
        found = voting.comparison(context, "band")
        assert found.state == "unknown"
        assert [group.key for group in found.groups] == ["floor", "middle", "top"]
        assert voting.comparison(context, "department").groups == ()


@pytest.mark.parametrize(("voters", "strays"), [(16, 0), (15, 1), (13, 3), (12, 0), (17, 1)])
def test_few_who_come_or_go_between_two_votes_are_known(
    workshop: Workshop, voters: int, strays: int
) -> None:
    """A vote with fifteen and one with sixteen differ by what one person answered."""
    context = workshop.context(CHECKLIST)
    assert voting.strays(context) == 0
    questions = registry.kind("rating").questions(context)
    round_ = voting.open_round(context, questions)
    rounds.cast_all(workshop.file, round_, questions, [("", {})] * voters)
    assert voting.strays(context) == 0
    rounds.close_round(workshop.file, round_)
    assert voting.strays(context) == strays


def test_without_a_list_of_people_nobody_is_missed(tmp_path: Path) -> None:
    made = session(tmp_path)
    with made.file:
        context = made.context(CHECKLIST)
        questions = registry.kind("rating").questions(context)
        round_ = voting.open_round(context, questions)
        rounds.cast_all(made.file, round_, questions, [("", {})] * 3)
        rounds.close_round(made.file, round_)
        assert voting.strays(context) == 0

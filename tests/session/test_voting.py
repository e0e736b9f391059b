"""How the next round is held: its mode, whom it compares, and what the list already rules out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import DEPARTMENTS, session, sixteen_people
from workshop_app.assembly import conduct
from workshop_app.kinds import registry
from workshop_app.session import holding, voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
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
        id_: holding.modes(activity)
        for id_, activity in workshop.method.activities.items()
        if registry.kind(activity.kind).questions(workshop.context(id_))
    }
    assert allowed[CHECKLIST] == ("paper", "booth", "phones")
    assert allowed["act-rituals"] == ("booth", "paper", "phones")
    assert allowed["think-moral-wisdom"] == ("cards", "paper", "booth", "phones", "touch")
    for id_, modes in allowed.items():
        if holding.is_sensitive(workshop.method.activities[id_]):
            assert set(modes) == {"paper", "booth", "phones"}
        else:
            assert set(modes) == {"paper", "booth", "phones", "cards", "touch"}


def test_several_ways_are_planned_at_once(workshop: Workshop) -> None:
    context = workshop.context(CHECKLIST)
    voting.choose_plan(context, RoundPlan("paper+phones+cards", "band"))
    assert holding.read_plan(context) == RoundPlan("paper+phones", "band")
    plan = holding.with_way(holding.read_plan(context), "booth", taken=True)
    assert plan.mode == "booth+paper+phones"
    assert holding.with_way(RoundPlan("paper"), "paper", taken=False).mode == "paper"
    voting.choose_plan(context, plan)
    round_ = voting.open_round(context, registry.kind("rating").questions(context))
    assert (round_.mode, round_.named, round_.live) == ("booth+paper+phones", False, False)
    assert holding.held_as(context) == plan


def test_only_an_override_opens_what_is_sensitive(workshop: Workshop) -> None:
    context, harmless = workshop.context(CHECKLIST), workshop.context("be-heartbeat")
    wanted = RoundPlan("cards", "band", named=False)
    voting.choose_plan(context, wanted)
    assert holding.read_plan(context).mode == "paper"
    voting.choose_openly(workshop.file, openly=True)
    assert holding.read_plan(context) == wanted
    assert holding.notice(context, wanted)
    assert not holding.notice(context, RoundPlan("booth+paper"))
    assert not holding.notice(harmless, RoundPlan("cards"))
    voting.choose_openly(workshop.file, openly=False)
    assert holding.read_plan(context).mode == "paper"
    assert workshop.file.history.entries() == []


def test_names_are_for_harmless_votes_and_never_on_cards(workshop: Workshop) -> None:
    context, harmless = workshop.context(CHECKLIST), workshop.context("be-heartbeat")
    for one in (context, harmless):
        voting.choose_plan(one, RoundPlan("booth+cards", "", named=True))
    assert not holding.read_plan(context).named
    assert holding.read_plan(harmless) == RoundPlan("booth", "", named=True)
    assert holding.promise(harmless, named=True) != holding.promise(harmless, named=False)
    voting.choose_openly(workshop.file, openly=True)
    plan = holding.read_plan(context)
    assert plan == RoundPlan("booth", "", named=True)
    assert holding.notice(context, plan)
    round_ = voting.open_round(context, registry.kind("rating").questions(context))
    voting.choose_plan(context, plan._replace(named=False))
    voting.choose_openly(workshop.file, openly=False)
    assert round_.named
    assert holding.held_as(context).named, "what is open stays as it was opened"


def test_without_a_choice_it_is_the_methods_own_way(workshop: Workshop) -> None:
    assert holding.read_plan(workshop.context(CHECKLIST)) == RoundPlan("paper", "band")
    assert holding.read_plan(workshop.context("think-moral-wisdom")) == RoundPlan("cards", "")


def test_a_choice_is_kept_and_the_big_button_follows_it(workshop: Workshop) -> None:
    context = workshop.context(CHECKLIST)
    voting.choose_plan(context, RoundPlan("booth", "department"))
    voting.choose_plan(workshop.context("act-rituals"), RoundPlan("paper", ""))
    assert holding.read_plan(context) == RoundPlan("booth", "department")
    assert workshop.file.history.entries() == []
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
    assert holding.read_plan(context) == RoundPlan("booth", "band")


def test_groups_are_merged_before_sheets_are_printed(tmp_path: Path) -> None:
    levels = [1] * 6 + [3] * 5 + [4] * 2
    people = [Person(f"P{n}", level=level) for n, level in enumerate(levels)]
    with session(tmp_path, people=people).file as file:
        found = voting.comparison(Workshop(file).context(CHECKLIST), "band")
    assert found.state == "possible"
    assert dict(zip((one.key for one in found.groups), found.people, strict=True)) == {
        "floor": 6, "other": 7
    }
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

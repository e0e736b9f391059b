"""The sponsor's edition: never more than six pages, what stands out, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.booklet.insides import insides, pages, spoken
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.assembly.sponsor import (
    make_sponsor,
    proposed,
    proposed_decisions,
    sponsor_edition,
)
from workshop_app.kinds import registry
from workshop_app.kinds.economics.model import put_figure
from workshop_app.kinds.plan.model import Action, add_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.kinds.scorecard.model import Score, add_scores
from workshop_app.session.brief import LONGEST, put_decision, put_finding
from workshop_app.session.outcomes import add_outcome
from workshop_app.session.passages import MEASURES
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECKLIST, PLAN, CARD = "see-checklist", "act-plan", "act-scorecard"
GARDEN, HARVEST = "think-gardener", "be-harvest"
EXTRA = [PLAN, CARD, GARDEN, HARVEST, "think-economics", "think-dream"]
LONG = "Customers wait for three weeks while four departments look at one another. " * 6


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    plan = Plan("taster-90", "Closer", "Northlight", facilitator="Ines Marques", extra=EXTRA)
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    with made.file:
        yield made


@pytest.fixture(scope="module", params=["en", "nl"])
def held(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workshop]:
    """A whole day of forty people."""
    plan = Plan("full-day", "Closer", "Northlight", language=request.param,
                extra=[CARD, GARDEN, HARVEST])
    path = tmp_path_factory.mktemp("held") / "day.workshop"
    made = create_workshop(path, built_in_method(), plan)
    with made.file:
        for _ in Room(made, 40, 1).play():
            pass
        yield made


def vote(
    workshop: Workshop, *, attribute: str = "band", reveal: bool = True,
    groups: tuple[str, ...] = ("floor", "top"), ballots: int = 16,
) -> None:
    """Nobody agrees about ck11, all are low on steering, and the top sees it rosier."""
    context = workshop.context(CHECKLIST)
    questions = registry.kind(context.activity.kind).questions(context)
    opened = open_round(workshop.file, CHECKLIST, questions, mode="paper", attribute=attribute)
    for index in range(ballots):
        group = groups[index % len(groups)]
        answers = {one.id: str(4 - (index // 2) % 2) for one in questions}
        answers |= {id_: str(1 + (index // 2) % 2) for id_ in ("ck13", "ck14", "ck15")}
        answers["ck11"] = "1" if index % 4 < 2 else "5"
        if group == "top":
            answers |= {id_: str(5 - (index // 2) % 2) for id_ in ("ck16", "ck17", "ck18")}
        cast(workshop.file, opened, questions, answers, key=new_ballot_key(), group=group)
    close_round(workshop.file, opened)
    if reveal:
        reveal_round(workshop.file, opened)


def filled(workshop: Workshop, actions: int, departments: int) -> None:
    """Far more of everything than six pages hold."""
    people = [
        Person(f"Person {n} with a long family name", department=f"Department {n % departments}",
               level=1 + n % 5, named=True)
        for n in range(40)
    ]
    added = add_people(workshop.file, "Add", people)
    add_actions(
        workshop.file, "Add", PLAN,
        [Action(f"{n} {LONG}", owner=added[n % 40].key, help=LONG, due="2027-01-01",
                answer=LONG if n % 2 else "") for n in range(actions)],
    )
    for field, value in (("customers", 90_000), ("margin", 120), ("retention", 80)):
        put_figure(workshop.file, "Put", "think-economics", field, value)
    add_scores(
        workshop.file, "Add", CARD,
        [Score(name=f"Row {n} {LONG[:200]}", baseline=10, target=20, owner=added[n % 40].key)
         for n in range(actions // 2)],
    )
    for activity, outcome in ((GARDEN, "i_will"), (HARVEST, "stop"), (HARVEST, "pulses")):
        for n in range(30):
            add_outcome(workshop.file, "Add", workshop.method.activities[activity], outcome,
                        f"{n} {LONG}")


# -- six pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("actions", "departments"), [(3, 2), (60, 20), (400, 40)])
def test_there_are_never_more_than_six_pages(
    workshop: Workshop, tmp_path: Path, paper: str, actions: int, departments: int
) -> None:
    filled(workshop, actions, departments)
    names = tuple(f"Department {n}" for n in range(departments))
    vote(workshop, attribute="department", groups=names, ballots=5 * departments)
    for place, measure in enumerate(MEASURES):
        put_finding(workshop.file, "Say", measure, LONG[:LONGEST].strip())
        put_decision(workshop.file, "Ask", place, LONG[:LONGEST].strip())
    for language in ("en", "nl"):
        path = tmp_path / f"{language}.pdf"
        assert make_sponsor(workshop, path, paper, language).pages == 6
        assert len(PdfReader(path).pages) == 6
        whole = Words.load(language)("sponsor.cut.whole")
        cut = [number for number, page in enumerate(pages(path), 1) if whole in page]
        if actions > 50:
            assert {4, 5, 6} <= set(cut)
            assert f"{actions}" in pages(path)[4]


def test_every_decision_and_caveat_stays_whatever_else_is_left_out(
    workshop: Workshop, tmp_path: Path
) -> None:
    filled(workshop, 60, 5)
    for place in range(3):
        put_decision(workshop.file, "Ask", place, f"Decision {place}: {LONG[:300]}")
    make_sponsor(workshop, tmp_path / "out.pdf")
    said = spoken(tmp_path / "out.pdf")
    assert all(f"Decision {place}:" in said for place in range(3))
    assert workshop.words("sponsor.caveat.own") in said
    assert workshop.words("sponsor.caveat.groups", k=4) in said


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_whole_day_is_told_in_six_pages(held: Workshop, tmp_path: Path, paper: str) -> None:
    path, words = tmp_path / "out.pdf", held.words
    assert make_sponsor(held, path, paper).pages == 6
    said, language = pages(path), words.language
    questions = (CHECKLIST, "think-economics", CARD, PLAN)
    for page, activity in zip(said[1:5], questions, strict=True):
        assert held.method.text(f"{activity}.question", language) in page
    assert words("sponsor.title") in said[0]
    assert words("sponsor.ahead.title") in said[5]
    assert proposed(held)["weakest"][:40] in said[0]
    about = PdfReader(path).metadata
    assert about is not None
    assert about.title == words("sponsor.document", title="Closer")


def test_a_day_on_which_nothing_was_held_says_so(workshop: Workshop, tmp_path: Path) -> None:
    assert make_sponsor(workshop, tmp_path / "out.pdf").pages == 2
    said = spoken(tmp_path / "out.pdf")
    for measure in MEASURES:
        assert workshop.words(f"sponsor.finding.none.{measure}") in said


# -- what stands out -----------------------------------------------------------------------


def test_the_findings_are_weakest_widest_and_most_divided(workshop: Workshop) -> None:
    vote(workshop)
    found = proposed(workshop)
    assert found["weakest"].startswith("Weakest: Steering, ")
    assert "on Space, Top above Floor" in found["gap"]
    assert found["divided"].startswith("Most divided (two camps): “People can, may and dare")
    assert proposed(workshop, "nl")["weakest"].startswith("Zwakst: Sturing, ")


def test_what_the_room_did_not_see_is_not_found(workshop: Workshop, tmp_path: Path) -> None:
    vote(workshop, reveal=False)
    none = {one: workshop.words(f"sponsor.finding.none.{one}") for one in MEASURES}
    assert proposed(workshop) == none
    assert [sheet.key for sheet in sponsor_edition(workshop).sheets] == [".summary", ".ahead"]


def test_groups_that_are_too_small_give_no_gap(workshop: Workshop) -> None:
    vote(workshop, groups=("floor", "floor", "floor", "top"), ballots=12)
    assert proposed(workshop)["gap"] == workshop.words("sponsor.finding.none.gap")
    assert proposed(workshop)["weakest"].startswith("Weakest: ")


def test_the_facilitators_words_stand_before_the_proposal(workshop: Workshop) -> None:
    vote(workshop)
    put_finding(workshop.file, "Say it otherwise", "gap", "The board sees another company.")
    texts = sponsor_edition(workshop).sheets[0].passages[0].texts
    assert texts[1] == "The board sees another company."
    assert texts[0] == proposed(workshop)["weakest"]
    assert workshop.file.undo() == "Say it otherwise"
    assert sponsor_edition(workshop).sheets[0].passages[0].texts[1] == proposed(workshop)["gap"]


def test_help_that_nobody_answered_is_proposed_as_a_decision(workshop: Workshop) -> None:
    add_actions(
        workshop.file, "Add", PLAN,
        [
            Action("Ring back", help="A free line"),
            Action("Sit in", help="Two hours", answer="Yes"),
            Action("Give up", help="Nothing", status="stopped"),
        ],
    )
    assert proposed_decisions(workshop) == ("For “Ring back”: A free line", "", "")
    put_decision(workshop.file, "Ask", 1, "Who speaks for customers in the board?")
    (asked,) = [
        one.texts for one in sponsor_edition(workshop).sheets[0].passages
        if one.title == workshop.words("sponsor.decisions")
    ]
    assert asked == (
        "For “Ring back”: A free line", "Who speaks for customers in the board?", "",
    )


def test_leaders_risks_and_the_next_pulse_are_the_rooms_own(
    workshop: Workshop, tmp_path: Path
) -> None:
    activities = workshop.method.activities
    add_outcome(workshop.file, "Add", activities[GARDEN], "i_will", "be at the counter on Friday")
    add_outcome(workshop.file, "Add", activities[HARVEST], "stop", "a bad quarter")
    make_sponsor(workshop, tmp_path / "out.pdf")
    said = spoken(tmp_path / "out.pdf")
    assert "I will: be at the counter on Friday" in said
    assert "What might make us stop: a bad quarter" in said
    assert "None is booked yet." in said
    add_outcome(workshop.file, "Add", activities[HARVEST], "pulses", "1 March")
    make_sponsor(workshop, tmp_path / "out.pdf")
    assert "Pulses booked: 1 March" in spoken(tmp_path / "out.pdf")
    assert "None is booked yet." not in spoken(tmp_path / "out.pdf")


def test_no_pledge_and_nobody_who_did_not_agree_is_in_it(
    workshop: Workshop, tmp_path: Path
) -> None:
    people = [Person("Quiet Quentin", department="Finance"), Person("Open Olga", named=True)]
    quiet, open_ = add_people(workshop.file, "Add", people)
    add_actions(
        workshop.file, "Add", PLAN,
        [Action("One", owner=quiet.key, help="x"), Action("Two", owner=open_.key, help="y")],
    )
    add_pledge(workshop.file, "Add", "be-pledge", Pledge("MARKERpledge", person=quiet.key))
    path = tmp_path / "out.pdf"
    make_sponsor(workshop, path)
    found = insides(path)
    assert "Open Olga" in found
    assert "Quentin" not in found
    assert "MARKERpledge" not in found

"""What stage, results and booklet say of how a round is held: ways, names, openly, live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.desk import session, sixteen_people
from workshop_app.assembly.booklet import edition_of, make_booklet
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.scene import view_scene
from workshop_app.assembly.sound_counts import check_whole
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.languages import change_language
from workshop_app.session.live import Moment
from workshop_app.session.people import change_person
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.method.question import Question
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round

RATED, SAID = "see-five-answers", "The facilitator has chosen to hold this vote openly."


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path, people=sixteen_people(), extra=("see-nps", "act-rituals"))
    yield made
    made.file.close()


def asked(workshop: Workshop, activity: str) -> tuple[Question, ...]:
    context = workshop.context(activity)
    return registry.kind(context.activity.kind).questions(context)


def opened(workshop: Workshop, activity: str, plan: RoundPlan) -> Round:
    context = workshop.context(activity)
    voting.choose_plan(context, plan)
    return voting.open_round(context, asked(workshop, activity))


def vote(workshop: Workshop, round_: Round, people: range, way: str) -> None:
    questions = asked(workshop, round_.activity)
    for n in people:
        answers = {one.id: one.answers[(n + at) % 3].value for at, one in enumerate(questions)}
        rounds.cast(
            workshop.file, round_, questions, answers, key=f"key {n}", way=way,
            seat=workshop.people()[n].key if round_.named else "",
        )  # fmt: skip


def shown(workshop: Workshop, activity: str) -> None:
    round_ = latest(workshop.file, activity)
    assert round_ is not None
    rounds.close_round(workshop.file, round_)
    rounds.reveal_round(workshop.file, round_)
    slot = workshop.slot_of(activity)
    assert slot is not None
    workshop.go(Moment(slot.key), workshop.info.start)


def texts(workshop: Workshop, activity: str, view: str) -> str:
    items = view_scene(workshop, activity, view).figure.items
    return " ".join(getattr(item, "text", "") for item in items)


def test_a_result_carries_its_ways_and_its_turnout(workshop: Workshop) -> None:
    round_ = opened(workshop, RATED, RoundPlan("booth+paper+phones"))
    vote(workshop, round_, range(9), "booth")
    vote(workshop, round_, range(9, 14), "phones")
    assert "booth, paper, phones" in texts(workshop, RATED, "collect")
    assert "Anonymous: only totals are kept." in texts(workshop, RATED, "collect")
    shown(workshop, RATED)
    assert "14 of 16, booth, phones" in texts(workshop, RATED, "total")
    entry = outcome(workshop, RATED)["activities"][RATED]
    assert (entry["mode"], entry["named"], entry["returned"]) == ("booth+phones", False, 14)
    assert "answers" not in entry
    section = next(one for one in edition_of(workshop).sections if one.key == RATED)
    assert section.lead.startswith("14 of 16 answered")
    assert "(booth, phones)" in section.lead
    assert "openly" not in section.lead
    check_whole(workshop.file)


def test_a_vote_with_names_says_so_everywhere(workshop: Workshop) -> None:
    for n in (1, 4, 9):
        change_person(workshop.file, "", workshop.people()[n].key, named=True)
    voting.choose_openly(workshop.file, openly=True)
    voting.choose_plan(workshop.context(RATED), RoundPlan("booth", "", named=True))
    for view in ("question", "card", "collect"):
        assert SAID in texts(workshop, RATED, view)
    assert "your name goes with your answers" in texts(workshop, RATED, "card")
    round_ = opened(workshop, RATED, RoundPlan("booth", "", named=True))
    vote(workshop, round_, range(6), "booth")
    voting.choose_openly(workshop.file, openly=False)
    assert "With names: who answers what is kept." in texts(workshop, RATED, "collect")
    assert SAID in texts(workshop, RATED, "collect"), "the round stays what it is"
    assert outcome(workshop, RATED)["activities"][RATED] == {}
    shown(workshop, RATED)
    said = texts(workshop, RATED, "total")
    assert "6 of 16, booth, with names" in said
    assert SAID in said
    entry = outcome(workshop, RATED)["activities"][RATED]
    assert [one["name"] for one in entry["answers"]] == ["Person 01", "Person 04"], "who agreed"
    lead = next(one for one in edition_of(workshop).sections if one.key == RATED).lead
    assert SAID in lead
    assert "It was a vote with names." in lead
    check_whole(workshop.file)


def test_live_totals_are_drawn_in_batches_and_only_when_asked_for(workshop: Workshop) -> None:
    for plan, moves in ((RoundPlan("booth"), 0), (RoundPlan("booth", live=True), 2)):
        round_ = opened(workshop, RATED, plan)
        pictures: list[object] = []
        for n in range(15):
            vote(workshop, round_, range(n, n + 1), "booth")
            figure = view_scene(workshop, RATED, "collect").content
            bars = [one for one in figure.items if getattr(one, "readout", "")]
            if not pictures or pictures[-1] != bars:
                pictures.append(bars)
        assert len(pictures) - 1 == moves
        assert ("Live, in steps of 4" in texts(workshop, RATED, "collect")) is bool(moves)
        assert outcome(workshop, RATED)["activities"][RATED].get("round") != round_.number
        rounds.close_round(workshop.file, round_)


def in_dutch(workshop: Workshop) -> None:
    """Go on in Dutch."""
    change_language(workshop, "nl", "nl")
    workshop.refresh()


LIVE = (
    ("the first 4 answers. Later answers and changes follow", "8 of 16 have voted, booth"),
    ("de eerste 4 antwoorden. Latere antwoorden", "8 van de 16 hebben gestemd, stemhokje"),
)


def test_a_live_picture_says_how_many_answers_it_holds(workshop: Workshop) -> None:
    """The picture is a batch behind: the turnout beside it is not what it is made of."""
    round_ = opened(workshop, RATED, RoundPlan("booth", live=True))
    vote(workshop, round_, range(8), "booth")
    for held, turnout in LIVE:
        said = texts(workshop, RATED, "collect")
        assert held in said
        assert turnout in said
        assert "8 of 16, booth" not in said
        in_dutch(workshop)


def test_where_questions_differ_a_live_picture_says_at_most(workshop: Workshop) -> None:
    round_ = opened(workshop, RATED, RoundPlan("booth", live=True))
    questions = asked(workshop, RATED)
    for n in range(12):
        some = questions if n < 8 else questions[:1]
        answers = {one.id: one.answers[0].value for one in some}
        rounds.cast(workshop.file, round_, questions, answers, key=f"key {n}")
    assert "at most the first 8 answers to each" in texts(workshop, RATED, "collect")
    in_dutch(workshop)
    assert "hooguit de eerste 8 antwoorden per vraag" in texts(workshop, RATED, "collect")


def test_more_ballots_than_people_are_never_so_many_of_them(workshop: Workshop) -> None:
    round_ = opened(workshop, RATED, RoundPlan("booth"))
    vote(workshop, round_, range(16), "booth")
    assert "16 of 16 have voted" in texts(workshop, RATED, "collect")
    rounds.cast(workshop.file, round_, asked(workshop, RATED), {}, key="one more")
    for said in ("17 ballots, 16 present", "17 stembiljetten, 16 aanwezig"):
        assert said in " ".join(texts(workshop, RATED, "collect").split())
        assert view_scene(workshop, RATED, "collect").figure.title == said
        in_dutch(workshop)


def test_a_live_round_says_why_it_compares_nobody(workshop: Workshop) -> None:
    round_ = opened(workshop, RATED, RoundPlan("booth", live=True))
    vote(workshop, round_, range(12), "booth")
    shown(workshop, RATED)
    for said in ("a vote that is drawn live compares nobody", "live getekende stemming vergelijkt"):
        assert said in texts(workshop, RATED, "groups")
        assert "each needs" not in texts(workshop, RATED, "groups")
        in_dutch(workshop)


def test_a_closed_vote_with_names_says_that_answers_are_kept(workshop: Workshop) -> None:
    kept = ("The answers are kept with their names.", "bewaren we met de namen erbij.")
    for named in (False, True):
        voting.choose_openly(workshop.file, openly=True)
        round_ = opened(workshop, RATED, RoundPlan("booth", named=named))
        vote(workshop, round_, range(6), "booth")
        rounds.close_round(workshop.file, round_)
        assert (kept[0] in texts(workshop, RATED, "collect")) is named
        if not named:
            rounds.reveal_round(workshop.file, round_)
    in_dutch(workshop)
    assert kept[1] in texts(workshop, RATED, "collect")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reveal", [False, True])
def test_the_booklet_says_which_votes_were_held_with_names(
    workshop: Workshop, tmp_path: Path, language: str, *, reveal: bool
) -> None:
    with_names = {"en": "Votes with names: ", "nl": "Stemmingen met namen: "}[language]

    def promised() -> list[str]:
        make_booklet(workshop, tmp_path / "out.pdf", "a4", language)
        pages = [page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages]
        return [" ".join(page.split()) for page in pages if with_names in page]

    round_ = opened(workshop, RATED, RoundPlan("booth"))
    vote(workshop, round_, range(6), "booth")
    shown(workshop, RATED)
    assert promised() == []
    voting.choose_openly(workshop.file, openly=True)
    round_ = opened(workshop, RATED, RoundPlan("booth", named=True))
    vote(workshop, round_, range(6), "booth")
    rounds.close_round(workshop.file, round_)
    if reveal:
        rounds.reveal_round(workshop.file, round_)
    guide, rules = promised()
    title = workshop.method.text(f"{RATED}.title", language)
    for page in (guide, rules):
        assert f"{with_names}{title}. " in page
    never = {"en": "Names never stored", "nl": "Namen worden nooit"}[language]
    assert rules.index(with_names) < rules.index(never)


def test_a_second_vote_shows_the_first_beside_it(workshop: Workshop) -> None:
    for first in range(2):
        round_ = opened(workshop, RATED, RoundPlan("booth"))
        vote(workshop, round_, range(first, 12), "booth")
        shown(workshop, RATED)
        assert ("First vote" in texts(workshop, RATED, "total")) is bool(first)
    entry = outcome(workshop, RATED)["activities"][RATED]
    assert entry["round"] == 2
    assert all(axis["before"]["score"] is not None for axis in entry["axes"].values())


@pytest.mark.parametrize("mode", ["paper+booth", "fax", "", "booth+"])
def test_a_round_of_unknown_ways_is_not_sound(workshop: Workshop, mode: str) -> None:
    opened(workshop, RATED, RoundPlan("booth"))
    check_whole(workshop.file)
    workshop.file.connection.execute("UPDATE round SET mode = ?", (mode,))
    with pytest.raises(UserError, match="values that a session cannot have"):
        check_whole(workshop.file)

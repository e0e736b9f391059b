"""What the room reads before, during and after a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.kinds.voting import activity, column, make, parts, small_method
from workshop_app.assembly.demo import sample_workshop
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.scene import Scene, scene, view_scene
from workshop_app.kinds import registry
from workshop_app.method.model import Part
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.outcomes import add_outcome
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round

POLL = "see-poll"
CHOICE: dict[str, Any] = {"form": "choice"}
RITUALS = "act-rituals"


def _poll(folder: Path, **questions: dict[str, Any]) -> Workshop:
    folder.mkdir(exist_ok=True)
    listed = tuple(Part(id_, settings) for id_, settings in questions.items())
    lists = {"questions": listed, "options": parts("apply", "bend", "ask")}
    return make(folder, small_method(activity("poll", lists)))


def _open(workshop: Workshop, id_: str, ballots: list[dict[str, str]]) -> Round:
    context = workshop.context(id_)
    questions = registry.kind(context.activity.kind).questions(context)
    round_ = open_round(
        workshop.file, id_, questions, mode="cards", attribute="", expected=6, minimum=4
    )
    for answers in ballots:
        cast(workshop.file, round_, questions, answers, key=new_ballot_key())
    return round_


def _texts(scene: Scene) -> set[str]:
    return set(scene.figure.texts())


@pytest.mark.parametrize("view", ["question", "collect"])
def test_cases_and_answers_are_read_before_the_vote(tmp_path: Path, view: str) -> None:
    workshop = _poll(tmp_path, m1=CHOICE, m2=CHOICE)
    assert {"M1", "M2", "1", "APPLY", "2", "BEND", "3", "ASK"} <= _texts(
        view_scene(workshop, POLL, view)
    )


def test_options_of_a_ranking_are_numbered(tmp_path: Path) -> None:
    workshop = _poll(tmp_path, r={"form": "rank", "places": 2})
    _open(workshop, POLL, [])
    for view in ("question", "collect"):
        assert {"1", "APPLY", "3", "ASK"} <= _texts(view_scene(workshop, POLL, view))


@pytest.mark.parametrize("view", ["question", "collect"])
def test_the_stage_is_the_same_for_opposite_ballots(tmp_path: Path, view: str) -> None:
    scenes = []
    for name, counts in (("yes", [5, 0, 0]), ("no", [0, 0, 5])):
        workshop = _poll(tmp_path / name, m1=CHOICE)
        _open(workshop, POLL, [dict(answers) for _, answers in column("m1", counts)])
        scenes.append(view_scene(workshop, POLL, view))
    assert repr(scenes[0].figure) == repr(scenes[1].figure)
    assert scenes[0].secret == (view == "collect")


def test_a_rating_shows_its_scale_beside_the_turnout(tmp_path: Path) -> None:
    workshop = sample_workshop(tmp_path / "s.workshop")
    with workshop.file:
        _open(workshop, "see-five-answers", [])
        context = workshop.context("see-five-answers")
        answers, _ = context.scale(context.activity.setting("scale"))
        shown = _texts(view_scene(workshop, "see-five-answers", "collect"))
        assert {answer.label for answer in answers} <= shown
        assert context.text("aim") in " ".join(
            view_scene(workshop, "see-five-answers", "question").figure.texts()
        )


@pytest.mark.parametrize(
    ("ballots", "present", "all_in"),
    [(6, 0, True), (6, 6, True), (5, 5, False), (7, 6, False), (6, 7, False)],
)
def test_all_are_in_only_with_as_many_ballots_as_people(
    tmp_path: Path, ballots: int, present: int, all_in: bool
) -> None:
    """Six were there when the round was opened; one may have come since."""
    workshop = _poll(tmp_path, m1=CHOICE)
    add_people(workshop.file, "", [Person(f"P{number}") for number in range(present)])
    round_ = _open(workshop, POLL, [{"m1": "1"}] * ballots)
    close_round(workshop.file, round_)
    said = " ".join(view_scene(workshop, POLL, "collect").figure.texts())
    assert ("All ballots are in." in said) == all_in
    assert ("The round is closed." in said) != all_in


def test_without_a_vote_the_total_says_so(tmp_path: Path) -> None:
    workshop = _poll(tmp_path, m1=CHOICE)
    assert "Nobody voted in this round." in _texts(view_scene(workshop, POLL, "total"))


def test_without_groups_the_picture_says_why(tmp_path: Path) -> None:
    workshop = _poll(tmp_path, m1=CHOICE)
    round_ = _open(workshop, POLL, [{"m1": "1"}] * 5)
    close_round(workshop.file, round_)
    reveal_round(workshop.file, round_)
    why = "No groups to compare: this vote compared nobody"
    assert why in _texts(view_scene(workshop, POLL, "groups"))
    assert why not in _texts(view_scene(workshop, POLL, "total"))


@pytest.mark.parametrize(("language", "before"), [("en", "Own idea"), ("nl", "Eigen idee")])
def test_our_own_idea_stands_among_the_options(
    tmp_path: Path, language: str, before: str
) -> None:
    workshop = sample_workshop(tmp_path / "s.workshop", language)
    with workshop.file:
        assert before in _texts(view_scene(workshop, RITUALS, "question"))
        add_notes(workshop.file, "Note", RITUALS, [NewNote("own_idea", "Bake a cake")])
        shown = _texts(view_scene(workshop, RITUALS, "question"))
        assert "Bake a cake" in shown
        assert before not in shown


NPS = "see-nps"


@pytest.mark.parametrize("view", ["question", "collect"])
def test_questions_of_a_poll_on_a_scale_are_read_too(tmp_path: Path, view: str) -> None:
    """Eleven points are said by their ends; a rating's statements stay on the ballot."""
    workshop = create_workshop(tmp_path / "a.workshop", built_in_method(), Plan("two-day-1", "A"))
    with workshop.file:
        texts = _texts(view_scene(workshop, NPS, view))
        assert {"As employer", "As supplier", "0", "10", "−100 … 100"} <= texts
        assert "5" not in texts
        asked = _texts(view_scene(workshop, "see-five-answers", "question"))
        assert "The answers tell one story." not in asked


def test_what_an_activity_came_to_follows_its_last_step(tmp_path: Path) -> None:
    """Also a card with the title; what stands below a picture does not stand below it."""
    workshop = create_workshop(tmp_path / "a.workshop", built_in_method(), Plan("two-day-1", "A"))
    with workshop.file:
        for id_ in (NPS, "see-customer-story"):
            described = workshop.method.activities[id_]
            outcome = described.list("outcomes")[0].id
            add_outcome(workshop.file, "Say", described, outcome, "Ring back the same day")
            slot = workshop.slot_of(id_)
            assert slot is not None
            last = Moment(slot.key, len(described.steps) - 1)
            first = scene(workshop, last)
            assert first.pages == 2
            assert "Ring back the same day" not in _texts(first)
            closing = scene(workshop, last._replace(page=1))
            assert {"Ring back the same day", "2 / 2"} <= _texts(closing)
            context = workshop.context(id_)
            footer = registry.kind(described.kind).footer(
                registry.kind(described.kind).results(context), "content", context
            )
            assert not footer.context or footer.context not in _texts(closing)

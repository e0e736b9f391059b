"""Choices, rankings, numbers and words, through real ballots in a real session file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.complaints import complaints
from tests.kinds.voting import activity, beside, column, make, parts, small_method, vote
from workshop_app.kinds.poll import KIND
from workshop_app.method.model import Part
from workshop_app.method.question import BallotRules
from workshop_app.statistics import agreement

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.session.workshop import Workshop

ID = "see-poll"
NUMBER = {"form": "number", "min": 1, "max": 5}


def _workshop(folder: Path, questions: dict[str, dict[str, Any]], *options: str) -> Workshop:
    listed = tuple(Part(id_, settings) for id_, settings in questions.items())
    return make(
        folder,
        small_method(activity("poll", {"questions": listed, "options": parts(*options)})),
    )


@pytest.fixture
def cases(tmp_path: Path) -> Workshop:
    """Two cases with three options."""
    return _workshop(
        tmp_path, {"m1": {"form": "choice"}, "m2": {"form": "choice"}}, "apply", "bend", "change"
    )


@pytest.fixture
def ranking(tmp_path: Path) -> Workshop:
    """Two places for three options."""
    return _workshop(tmp_path, {"ri": {"form": "rank", "places": 2}}, "ri1", "ri2", "ri3")


@pytest.fixture
def heartbeat(tmp_path: Path) -> Workshop:
    """A number and a word."""
    return _workshop(tmp_path, {"h1": NUMBER, "h3": {"form": "word"}})


def _numbers(workshop: Workshop) -> Any:
    context = workshop.context(ID)
    return KIND.numbers(KIND.results(context), context)


def _ranks(group: str, *ballots: str) -> list[Ballot]:
    """``12`` puts the first option first and the second one second."""
    return [
        (group, {f"ri{option}": str(place) for place, option in enumerate(ballot, 1)})
        for ballot in ballots
    ]


def test_a_choice_is_keyed_by_the_place_of_its_option(cases: Workshop) -> None:
    first, _ = asked = KIND.questions(cases.context(ID))
    assert [question.id for question in asked] == ["m1", "m2"]
    assert [(answer.value, answer.label) for answer in first.answers] == [
        ("1", "APPLY"),
        ("2", "BEND"),
        ("3", "CHANGE"),
    ]
    assert first.zero is None


def test_a_choice_has_counts_and_no_mean(cases: Workshop) -> None:
    vote(cases, ID, column("m1", [3, 0, 2]))
    entry = _numbers(cases)["items"]["m1"]
    assert (entry["n"], entry["counts"]) == (5, [3, 0, 2])
    assert [entry[key] for key in ("mean", "median", "score", "agreement")] == [None] * 4


def test_the_second_vote_stands_beside_the_first(cases: Workshop) -> None:
    vote(cases, ID, column("m1", [4, 1, 0]))
    vote(cases, ID, column("m1", [2, 2, 1]))
    vote(cases, ID, column("m1", [0, 5, 0]))
    found = _numbers(cases)
    assert found["items"]["m1"]["counts"] == [0, 5, 0]
    assert found["items"]["m1"]["before"]["counts"] == [4, 1, 0]
    assert found["round"] == 3


def test_a_case_may_have_a_round_of_its_own(cases: Workshop) -> None:
    vote(cases, ID, column("m1", [4, 1, 0]))
    vote(cases, ID, column("m2", [0, 1, 4]))
    items = _numbers(cases)["items"]
    assert items["m1"]["counts"] == [4, 1, 0]
    assert items["m2"]["counts"] == [0, 1, 4]
    assert "before" not in items["m1"]
    assert "before" not in items["m2"]


def test_a_round_that_waits_changes_nothing(cases: Workshop) -> None:
    vote(cases, ID, column("m1", [4, 1, 0]))
    before = _numbers(cases)
    vote(cases, ID, column("m1", [0, 0, 5]), reveal=False)
    assert _numbers(cases) == before


def test_a_ranking_has_a_line_per_option_and_no_place_twice(ranking: Workshop) -> None:
    asked = KIND.questions(ranking.context(ID))
    assert [(question.id, question.part_of) for question in asked] == [
        ("ri1", "ri"),
        ("ri2", "ri"),
        ("ri3", "ri"),
    ]
    assert asked[0].values == ("1", "2")
    found = BallotRules(asked).faults({"ri1": "1", "ri2": "1"})
    assert [(fault.question, fault.reason) for fault in found] == [("ri2", "rank_twice")]


def test_a_ranking_adds_up_its_points(ranking: Workshop) -> None:
    vote(ranking, ID, _ranks("", "12", "12", "21", "13", "1"))
    items = _numbers(ranking)["items"]
    assert [items[f"ri{n}"]["score"] for n in (1, 2, 3)] == [2 * 4 + 1, 2 + 2, 1]
    assert items["ri1"]["counts"] == [4, 1]
    assert [items[f"ri{n}"]["n"] for n in (1, 2, 3)] == [5, 3, 1]


def test_a_ranking_of_too_few_does_not_show_at_all(ranking: Workshop) -> None:
    vote(ranking, ID, [*_ranks("", "12", "12", "21"), ("", {}), ("", {})])
    found = _numbers(ranking)
    assert found["n"] == 5
    assert all(entry["counts"] is None for entry in found["items"].values())
    assert all(entry["n"] is None for entry in found["items"].values())


def test_a_ranking_is_compared_as_a_whole_or_not_at_all(ranking: Workshop) -> None:
    floor = _ranks("floor", "12", "13", "12", "13")
    top = _ranks("top", "12", "21", "32", "23")
    vote(ranking, ID, [*floor, *top], attribute="band")
    found = _numbers(ranking)
    for group in ("Floor", "Top"):
        entries = found["groups"][group]["items"].values()
        assert all(entry["counts"] is None for entry in entries), "all of Floor put ri1 first"
    assert found["items"]["ri1"]["counts"] == [5, 1]


def test_a_ranking_per_group(ranking: Workshop) -> None:
    floor = _ranks("floor", "12", "13", "21", "13")
    top = _ranks("top", "12", "21", "32", "23")
    vote(ranking, ID, [*floor, *top], attribute="band")
    found = _numbers(ranking)
    assert found["groups"]["Floor"]["n"] == 4
    assert found["groups"]["Floor"]["items"]["ri1"]["score"] == 7.0
    assert found["groups"]["Top"]["items"]["ri1"]["score"] == 3.0
    assert found["items"]["ri1"]["score"] == 10.0


def test_a_group_of_which_few_ranked_is_not_compared(ranking: Workshop) -> None:
    floor = [*_ranks("floor", "12"), *[("floor", {})] * 4]
    top = _ranks("top", "12", "21", "32", "23", "31")
    vote(ranking, ID, [*floor, *top], attribute="band")
    entries = _numbers(ranking)["groups"]["Top"]["items"].values()
    assert all(entry["counts"] is None for entry in entries)


def test_a_number_has_mean_median_and_agreement(heartbeat: Workshop) -> None:
    vote(heartbeat, ID, column("h1", [0, 1, 2, 7, 2]))
    entry = _numbers(heartbeat)["items"]["h1"]
    assert entry["mean"] == pytest.approx(46 / 12)
    assert entry["median"] == 4.0
    assert entry["score"] == pytest.approx(100 * (46 / 12 - 1) / 4)
    assert entry["agreement"] == agreement([0, 1, 2, 7, 2])


def test_a_number_may_begin_below_zero_and_zero_is_an_answer(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"np3": {"form": "number", "min": -2, "max": 2}})
    (question,) = KIND.questions(workshop.context(ID))
    assert question.values == ("-2", "-1", "0", "1", "2")
    vote(workshop, ID, [("", {"np3": answer}) for answer in ("-2", "0", "0", "2", "-1")])
    entry = _numbers(workshop)["items"]["np3"]
    assert entry["n"] == 5
    assert entry["counts"] == [1, 1, 2, 0, 1]
    assert entry["mean"] == pytest.approx(-0.2)


def test_words_are_counted_whatever_their_capitals(heartbeat: Workshop) -> None:
    said = ["Hope", "hope ", "HOPE", "moed", "ёж"]
    vote(heartbeat, ID, [("", {"h3": word}) for word in said])
    entry = _numbers(heartbeat)["items"]["h3"]
    assert entry["n"] == 5
    assert sorted(entry["counts"].values()) == [1, 1, 3]
    assert {word.casefold() for word in entry["counts"]} == {"hope", "moed", "ёж"}
    assert entry["mean"] is None


def test_too_few_words_do_not_show(heartbeat: Workshop) -> None:
    vote(heartbeat, ID, [("", {"h1": "3", "h3": "hope"})] * 3 + [("", {"h1": "3"})] * 2)
    items = _numbers(heartbeat)["items"]
    assert (items["h3"]["n"], items["h3"]["counts"]) == (3, None)
    assert items["h1"]["counts"] == [0, 0, 5, 0, 0]


def test_words_never_stand_with_a_group(heartbeat: Workshop) -> None:
    floor = beside(column("h1", [1, 1, 1, 1, 0], "floor"))
    top = beside(column("h1", [0, 1, 1, 1, 1], "top"))
    ballots = [(group, {**given, "h3": "w"}) for group, given in [*floor, *top]]
    vote(heartbeat, ID, ballots, attribute="band")
    found = _numbers(heartbeat)
    assert found["groups"]["Floor"]["items"]["h1"]["counts"] == [1, 1, 1, 1, 0]
    assert found["groups"]["Floor"]["items"]["h3"]["counts"] is None


@pytest.mark.parametrize(
    ("settings", "options", "complaint"),
    [
        ({"form": "choice"}, ("one",), "at least two options"),
        ({"form": "rank", "places": 3}, ("one", "two"), "from 1 to the number of options"),
        ({"form": "number", "min": 5, "max": 5}, (), "a “min” below its “max”"),
        ({"form": "number", "min": 0, "max": 10**9}, (), "room for 201 values"),
    ],
)
def test_a_form_needs_what_it_is_answered_with(
    settings: dict[str, Any], options: tuple[str, ...], complaint: str
) -> None:
    found = activity("poll", {"questions": (Part("q", settings),), "options": parts(*options)})
    ((path, text),) = complaints(KIND.shape, found)
    assert path == ("questions", 0)
    assert complaint in text


def test_a_poll_ranks_its_options_once() -> None:
    rank = {"form": "rank", "places": 1}
    listed = (Part("q", rank), Part("r", rank))
    found = activity("poll", {"questions": listed, "options": parts("one", "two")})
    assert complaints(KIND.shape, found) == [(("questions", 1), "a poll ranks its options once")]

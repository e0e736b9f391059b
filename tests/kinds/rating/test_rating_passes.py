"""Three mirrors and expectation against delivery: what several passes say together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import in_dutch, method
from tests.kinds.voting import vote
from workshop_app.kinds.rating import KIND
from workshop_app.session.workshop import Plan, create_workshop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

MIRRORS, RATER, STORY = "see-three-mirrors", "think-rater", "see-walk-the-walk"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    plan = Plan("taster-90", "Test", extra=[MIRRORS, RATER, STORY])
    return create_workshop(tmp_path / "test.workshop", method(), plan)


def _vote(workshop: Workshop, activity: str, answers: Mapping[str, str]) -> Context:
    """Five people who answer each pass alike; ``answers`` by pass, or by line where it differs."""
    context = workshop.context(activity)
    given = {
        line.id: answers.get(line.id, answers.get(line.id.partition(".")[2], "3"))
        for line in KIND.questions(context)
    }
    vote(workshop, activity, [("", given)] * 5)
    return context


def test_mirrors_have_one_consistency(workshop: Workshop) -> None:
    context = _vote(workshop, MIRRORS, {"say": "5", "are": "4", "heard": "3", "tm1.heard": "1"})
    results = KIND.results(context)
    # five attributes spread over 50 points, one over 100
    assert KIND.numbers(results, context)["consistency"] == pytest.approx(100 - 350 / 6)
    assert KIND.footer(results, "total", context).context == "Consistency: 42 of 100"
    assert "Consistency: 42 of 100" in KIND.tables(results, context)[0].note
    assert KIND.footer(results, "total", in_dutch(context)).context == "Consistentie: 42 van 100"


def test_a_gap_says_which_way_it_goes(workshop: Workshop) -> None:
    answers = {"expected": "4", "delivered": "3", "ra9.delivered": "1", "ra1.delivered": "5"}
    context = _vote(workshop, RATER, answers)
    results = KIND.results(context)
    gaps = KIND.numbers(results, context)["gaps"]
    assert gaps == {
        "reliability": 0.0,
        "assurance": -25.0,
        "tangibles": -25.0,
        "empathy": -25.0,
        "responsiveness": -50.0,
    }
    said = "Delivered − Expected, widest: Responsiveness −50"
    assert KIND.footer(results, "total", context).context == said
    table = KIND.tables(results, context)[0]
    assert table.columns[-1].title == "Delivered − Expected"
    assert [row[0] for row in table.rows][::4] == ["Responsiveness", "Reliability"]
    assert table.rows[0][1:] == (75.0, 25.0, -50.0)
    assert table.strong == {0, 1, 2, 3}


def test_more_than_expected_has_a_plus(workshop: Workshop) -> None:
    context = _vote(workshop, RATER, {"expected": "3", "delivered": "3", "ra9.delivered": "5"})
    assert "Responsiveness +25" in KIND.footer(KIND.results(context), "total", context).context


def test_one_pass_has_nothing_to_say(workshop: Workshop) -> None:
    context = _vote(workshop, STORY, {})
    results = KIND.results(context)
    assert KIND.footer(results, "total", context).context == ""
    assert not {"consistency", "gaps"} & set(KIND.numbers(results, context))


def test_too_few_say_nothing(workshop: Workshop) -> None:
    context = workshop.context(MIRRORS)
    vote(workshop, MIRRORS, [("", {"tm1.say": "4"})] * 5)
    results = KIND.results(context)
    assert KIND.footer(results, "total", context).context == ""
    assert "consistency" not in KIND.numbers(results, context)

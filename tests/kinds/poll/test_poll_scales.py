"""Recommendation, support and guesses: what their pictures, tables and numbers say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.complaints import complaints
from tests.kinds.taster import in_dutch, method
from tests.kinds.voting import activity, beside, column, make, small_method, vote
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Rect, interpolate
from workshop_app.kinds.poll import KIND
from workshop_app.method.model import Part
from workshop_app.session.notes import NewNote
from workshop_app.session.workshop import Plan, create_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

NPS, SUPPORT = "see-nps", "think-agreement"
CANVAS = Canvas(STAGE_WIDTH - 10, 66.0, "see")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    plan = Plan("taster-90", "Test", extra=[NPS, SUPPORT])
    return create_workshop(tmp_path / "test.workshop", method(), plan)


def _marks(question: str, *marks: int) -> list[Ballot]:
    return [("", {question: str(mark)}) for mark in marks]


def _texts(context: Context, view: str = "total") -> list[str]:
    pages = KIND.figures(KIND.results(context), view, CANVAS, context)
    return [text for page in pages for text in page.texts()]


def _tables(context: Context) -> tuple[Table, ...]:
    return KIND.tables(KIND.results(context), context)


def _entry(context: Context, question: str) -> dict[str, Any]:
    entry: dict[str, Any] = KIND.numbers(KIND.results(context), context)["items"][question]
    return entry


def test_a_recommendation_has_its_score_and_margin(workshop: Workshop) -> None:
    vote(workshop, NPS, _marks("np1", 9, 9, 9, 10, 10, 7, 7, 8, 8, 0, 3, 6))
    context = workshop.context(NPS)
    entry = _entry(context, "np1")
    assert entry["nps"] == pytest.approx(16.667, abs=1e-3)
    assert entry["margin"] == pytest.approx(45.2, abs=0.05)
    assert entry["indicative"] is True
    texts = _texts(context)
    assert "+17" in texts
    assert {"Detractors", "Passives", "Promoters"} <= set(texts)
    assert any("45 points either way" in text for text in texts)
    table = _tables(context)[0]
    assert table.rows[0][:4] == ("As employer", 12, entry["nps"], entry["margin"])
    assert table.rows[0][4:7] == (3, 4, 5)
    assert "fewer than 30" in table.note


def test_a_large_group_is_not_indicative(workshop: Workshop) -> None:
    vote(workshop, NPS, _marks("np1", *[9] * 20, *[8] * 10))
    context = workshop.context(NPS)
    assert _entry(context, "np1")["indicative"] is False
    assert not [text for text in _texts(context) if "Indicative" in text]


def test_a_recommendation_of_too_few_shows_nothing(workshop: Workshop) -> None:
    vote(workshop, NPS, _marks("np1", 9, 9, 2))
    context = workshop.context(NPS)
    assert _entry(context, "np1")["nps"] is None
    assert not [text for text in _texts(context) if text.startswith(("+", "−6"))]
    pages = KIND.figures(KIND.results(context), "total", CANVAS, context)
    columns = [item for item in pages[0].items if isinstance(item, Rect) and "np1:" in item.key]
    assert all(item.height == 0 for item in columns)


def test_nobody_ranks_departments(workshop: Workshop) -> None:
    ballots = [(group, {"np1": str(n)}) for group in ("floor", "top") for n in range(4, 11)]
    vote(workshop, NPS, ballots, attribute="band")
    context = workshop.context(NPS)
    assert _texts(context, "groups") == _texts(context, "total")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12", "We guessed 8 points too high."),
        ("+21", "We guessed 1 point too low."),
        ("−5,5", "We guessed 26 points too high."),
        ("20", "We guessed it exactly."),
    ],
)
def test_a_guess_stands_beside_what_was_measured(
    workshop: Workshop, typed: str, sentence: str
) -> None:
    context = workshop.context(NPS)
    vote(workshop, NPS, _marks("np3", 20, 20, 20, -50, 90))
    assert "+20" in _texts(context)
    assert not [text for text in _texts(context) if "Measured" in text]
    KIND.add_notes([NewNote("measured", typed)], "Note", context)
    assert sentence in " ".join(_texts(context))
    assert _entry(context, "np3")["known"] is not None


@pytest.mark.parametrize("typed", ["about ten", "nan", "inf", "1e999"])
def test_what_is_no_number_is_not_drawn(workshop: Workshop, typed: str) -> None:
    context = workshop.context(NPS)
    KIND.add_notes([NewNote("measured", typed)], "Note", context)
    vote(workshop, NPS, _marks("np3", 20, 20, 20, -50, 90))
    assert "known" not in _entry(context, "np3")


@pytest.mark.parametrize(
    ("marks", "english", "dutch"),
    [
        ((1, 2, 3, 3, 4), "It passes: 80% stand at 1–3 and nobody at 7–8.", "Gedragen: 80%"),
        ((1, 2, 4, 5, 6), "Not yet: 40% stand at 1–3, and 80% are needed.", "80% is nodig"),
        ((1, 1, 1, 2, 8), "Not yet: 80% stand at 1–3, but 1 of us is at 7–8.", "1 van ons staat"),
        ((1, 1, 7, 7, 8), "Not yet: 40% stand at 1–3, but 3 of us are at 7–8.", "3 van ons"),
    ],
)
def test_whether_a_proposal_passes_is_said(
    workshop: Workshop, marks: tuple[int, ...], english: str, dutch: str
) -> None:
    vote(workshop, SUPPORT, _marks("ag", *marks))
    context = workshop.context(SUPPORT)
    assert english in " ".join(_texts(context))
    assert dutch in " ".join(_texts(in_dutch(context)))
    assert english in _tables(context)[0].note
    assert "Wholehearted yes" in " ".join(_texts(context))


def test_a_percentage_is_never_rounded_up(workshop: Workshop) -> None:
    vote(workshop, SUPPORT, _marks("ag", *[1] * 39, *[4] * 10))
    assert "Not yet: 79%" in " ".join(_texts(workshop.context(SUPPORT)))


def test_the_proposal_is_what_was_typed(workshop: Workshop) -> None:
    context = workshop.context(SUPPORT)
    assert KIND.questions(context)[0].prompt == context.text("questions.ag")
    KIND.add_notes([NewNote("proposal", "We phone back within a day.")], "Note", context)
    (question,) = KIND.questions(context)
    assert (question.prompt, question.form) == ("We phone back within a day.", "scale")
    assert question.answers[7].label == "Block"
    vote(workshop, SUPPORT, _marks("ag", 1, 2, 3, 3, 4))
    assert "We phone back within a day." in _texts(context)
    assert "We phone back within a day." in _texts(context, "content")
    assert _tables(context)[0].caption == "We phone back within a day."


def test_a_second_vote_stands_beside_the_first(workshop: Workshop) -> None:
    vote(workshop, SUPPORT, _marks("ag", 1, 1, 5, 7, 8))
    vote(workshop, SUPPORT, _marks("ag", 1, 1, 2, 3, 3))
    context = workshop.context(SUPPORT)
    texts = _texts(context)
    assert {"First vote", "Second vote", "0 → 2", "1 → 0"} <= set(texts)
    table = _tables(context)[0]
    assert [one.title for one in table.columns[1:]] == ["First vote", "Second vote"]
    assert table.rows[6] == ("7 Strongly against", 1, 0)
    assert "It passes: 100%" in table.note


def test_the_guess_shows_scales_and_never_a_result(workshop: Workshop) -> None:
    context = workshop.context(NPS)
    before = _texts(context, "guess")
    KIND.add_notes([NewNote("measured", "12")], "Note", context)
    ballots = beside(_marks("np1", *[9] * 5), _marks("np3", *[20] * 5))
    vote(workshop, NPS, ballots)
    assert _texts(context, "guess") == before
    assert "0" in before
    assert "Very likely" in before


def test_the_picture_grows(workshop: Workshop) -> None:
    vote(workshop, SUPPORT, _marks("ag", 1, 2, 3, 3, 4))
    context = workshop.context(SUPPORT)
    results = KIND.results(context)
    end = KIND.figures(results, "total", CANVAS, context)[0]
    start = KIND.start_figure(results, "total", CANVAS, context)
    assert start is not None
    assert interpolate(start, end, 0.5) not in (start, end)


def test_a_method_without_the_scale_has_bare_numbers(tmp_path: Path) -> None:
    asked = {"questions": (Part("q", {"form": "gradient8"}),)}
    workshop = make(tmp_path, small_method(activity("poll", asked)))
    (question,) = KIND.questions(workshop.context("see-poll"))
    assert question.values == ("1", "2", "3", "4", "5", "6", "7", "8")
    vote(workshop, "see-poll", column("q", [2, 2, 1]))
    assert "It passes: 100%" in " ".join(_texts(workshop.context("see-poll")))


def test_a_column_must_be_one_of_the_activity(tmp_path: Path) -> None:
    question = Part("q", {"form": "gradient8", "column": "proposal", "known": "nowhere"})
    found = activity("poll", {"questions": (question,), "columns": (Part("proposal"),)})
    ((path, text),) = complaints(KIND.shape, found)
    assert path == ("questions", 0)
    assert "“known” must be one of" in text

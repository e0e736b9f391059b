"""Journeys: cells, emotions, frictions, and what stands out among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import (
    CANVAS,
    columns_in,
    columns_of,
    in_dutch,
    make,
    method,
    say,
    texts,
    told,
)
from workshop_app.errors import UserError
from workshop_app.figures.journey_model import Emotion, Stage, lowest, most_disputed
from workshop_app.kinds.contract import Footer, Place
from workshop_app.kinds.journey import KIND
from workshop_app.kinds.journey.model import JourneyStepRow, read_steps, set_step
from workshop_app.method.model import Activity, Part
from workshop_app.session.notes import NewNote, change_note, read_notes
from workshop_app.session.people import Person
from workshop_app.storage import SessionFile
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.kinds.journey.typed import StepValues
    from workshop_app.session.context import Context

ACTIVITY = "see-journey"


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Context]:
    workshop = make(tmp_path, [Person("Ana"), Person("Bo")])
    yield workshop.context(ACTIVITY)
    workshop.file.close()


def put(context: Context, stage: str, **values: float | None) -> None:
    set_step(context.file, "Set", ACTIVITY, stage, **values)  # type: ignore[arg-type]


# -- storage -----------------------------------------------------------------------------


def test_the_model_has_the_columns_of_the_table(journey: Context) -> None:
    assert columns_of(JourneyStepRow) == columns_in(journey.file, "journey_step")


def test_a_value_is_set_changed_taken_away_and_brought_back(journey: Context) -> None:
    put(journey, "purchase", emotion=-1.5, low=-2, high=1)
    put(journey, "purchase", severity=2, frequency=3)
    both: StepValues = {
        "emotion": -1.5, "low": -2.0, "high": 1.0, "severity": 2, "frequency": 3,
    }
    assert read_steps(journey.file, ACTIVITY) == {"purchase": both}
    put(journey, "purchase", emotion=None, low=None, high=None)
    assert KIND.results(journey).step("purchase").friction == 6
    put(journey, "purchase", severity=None, frequency=None)
    assert read_steps(journey.file, ACTIVITY) == {}
    journey.file.undo()
    journey.file.undo()
    assert read_steps(journey.file, ACTIVITY) == {"purchase": both}
    journey.file.redo()
    assert KIND.results(journey).step("purchase").emotion is None


@pytest.mark.parametrize(
    "values",
    [
        {"emotion": 2.5}, {"emotion": -3}, {"emotion": 0, "low": 1, "high": 2},
        {"low": 1, "high": -1}, {"severity": 4}, {"frequency": 0},
    ],
)
def test_a_value_outside_its_scale_changes_nothing(
    journey: Context, values: dict[str, float]
) -> None:
    with pytest.raises(UserError):
        put(journey, "purchase", **values)
    assert read_steps(journey.file, ACTIVITY) == {}


def test_a_median_is_held_against_the_range_that_is_there(journey: Context) -> None:
    put(journey, "purchase", emotion=0, low=-1, high=1)
    with pytest.raises(UserError, match="within its range"):
        put(journey, "purchase", emotion=2)
    assert KIND.results(journey).step("purchase").emotion == 0


# -- capture -----------------------------------------------------------------------------


def test_every_lane_of_every_stage_is_a_place(journey: Context) -> None:
    places = KIND.places(journey)
    assert len(places) == 4 * 7
    assert places[0] == Place("awareness/does", "Awareness / Customer does")
    assert KIND.places(in_dutch(journey))[-1] == Place("post_sale/opportunity", "Na de koop / Kans")


def test_numbers_go_to_the_stage_and_words_to_the_cell(journey: Context) -> None:
    say(
        journey,
        ("purchase/emotion", "-2 (-2..0) forgotten"),
        ("purchase/friction", "3x3 six days of silence", 4),
        ("purchase/friction", "nobody calls"),
        ("purchase/does", "-1 is what she writes"),
        ("awareness/emotion", "1"),
    )
    step = KIND.results(journey).step("purchase")
    assert (step.emotion, step.low, step.high, step.friction) == (-2, -2, 0, 9)
    said = {lane: [card.text for card in cards] for lane, cards in step.cells.items() if cards}
    assert said == {
        "does": ["-1 is what she writes"],
        "emotion": ["forgotten"],
        "friction": ["six days of silence", "nobody calls"],
    }
    assert step.votes == 4
    assert len(read_notes(journey.file, ACTIVITY)) == 4, "a bare number is no note"


def test_a_pile_of_notes_is_one_edit(journey: Context) -> None:
    before = len(journey.file.history.entries())
    say(journey, ("purchase/emotion", "-2 forgotten"), ("purchase/friction", "2x2"))
    assert len(journey.file.history.entries()) == before + 1
    assert journey.file.undo() == "Add notes"
    assert KIND.is_empty(KIND.results(journey))
    journey.file.redo()
    assert KIND.results(journey).step("purchase").friction == 4


def test_of_several_frictions_the_heaviest_counts(journey: Context) -> None:
    say(
        journey,
        ("purchase/friction", "1x2 small"),
        ("purchase/friction", "3x2 large"),
        ("purchase/friction", "2x2 middling"),
    )
    assert KIND.results(journey).step("purchase").friction == 6


def test_a_note_that_does_not_fit_its_lane_is_refused(journey: Context) -> None:
    with pytest.raises(UserError, match="−2 to"):
        KIND.check_note(NewNote("purchase/emotion", "7"), journey)
    KIND.check_note(NewNote("purchase/does", "7"), journey)


def test_a_file_with_a_number_that_would_replace_another_is_refused(
    journey: Context, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(
        "place,text\n"
        "purchase/emotion,-1\n"
        "purchase/emotion,2\n"
        "awareness/emotion,abc\n"
        "purchase/friction,2x3\n"
        "purchase/friction,1x1 a second form\n"
        "purchase/friction,3x3\n",
        encoding="utf-8",
    )
    with pytest.raises(UserError) as caught:
        KIND.read_notes(path, journey)
    assert caught.value.sentence.splitlines()[1:4] == [
        "line 3: “2” would replace “-1”, which stands above for “purchase/emotion” already",
        "line 4: “abc” is not an emotion. Write the median, or the median and its range: "
        "-1 (-2..1).",
        "line 7: “3x3” would replace “2x3”, which stands above for “purchase/friction” already",
    ]
    dutch = Words.load("nl").sentence(caught.value)
    assert "regel 3: “2” zou “-1” vervangen, dat hierboven al voor “purchase/emotion”" in dutch
    path.write_text(
        "place,text\npurchase/emotion,-1\npurchase/friction,1x1 a\npurchase/friction,2x2 b\n",
        encoding="utf-8",
    )
    assert len(KIND.read_notes(path, journey)) == 3


def test_what_is_held_back_is_not_on_the_map(journey: Context) -> None:
    (key,) = say(journey, ("purchase/does", "SECRET"))
    change_note(journey.file, "Hold back", key, held=True)
    assert "SECRET" not in texts(journey) + told(journey)
    assert KIND.is_empty(KIND.results(journey))


# -- what stands out ---------------------------------------------------------------------


def test_frictions_are_ranked_by_severity_times_frequency(journey: Context) -> None:
    for stage, severity, frequency in (
        ("awareness", 1, 3), ("consideration", 2, 2), ("purchase", 3, 3), ("post_sale", 3, 1),
    ):
        put(journey, stage, severity=severity, frequency=frequency)
    assert KIND.results(journey).ranking == (
        ("purchase", 9), ("consideration", 4), ("post_sale", 3), ("awareness", 3),
    ), "of equals the more severe first"


def test_the_lowest_and_the_most_disputed_stage_are_found(journey: Context) -> None:
    put(journey, "awareness", emotion=1, low=0, high=2)
    assert KIND.results(journey).lowest is None, "one stage is not the lowest of any"
    put(journey, "purchase", emotion=-1, low=-1, high=-1)
    put(journey, "post_sale", emotion=-1, low=-2, high=1)
    results = KIND.results(journey)
    assert (results.lowest, results.disputed) == ("purchase", "post_sale")


def test_where_all_agree_nothing_is_disputed(journey: Context) -> None:
    put(journey, "awareness", emotion=1, low=1, high=1)
    put(journey, "purchase", emotion=2)
    assert KIND.results(journey).disputed is None


def test_picture_and_table_name_the_same_stages(journey: Context) -> None:
    for stage, low in (("awareness", -1), ("purchase", -2), ("post_sale", -2)):
        put(journey, stage, emotion=-1, low=low, high=1)
    results = KIND.results(journey)
    stages = [
        Stage(step.id, "", emotion=Emotion(step.emotion, step.low, step.high))
        for step in results.steps
        if step.emotion is not None and step.low is not None and step.high is not None
    ]
    deep, wide = lowest(stages), most_disputed(stages)
    assert deep is not None
    assert wide is not None
    assert (stages[deep].key, stages[wide].key) == (results.lowest, results.disputed)


def test_nobody_is_missing_before_anybody_is_named(journey: Context) -> None:
    say(journey, ("purchase/does", "Buys"), ("post_sale/does", "Waits"))
    assert KIND.results(journey).unowned == ()
    assert "Nobody" not in texts(journey)
    say(journey, ("purchase/involved", "Sales"))
    assert KIND.results(journey).unowned == ("post_sale",), "empty stages are not blamed"
    assert texts(journey).count("Nobody") == 1
    assert "Niemand" in texts(in_dutch(journey))


def test_the_moments_with_most_dots_are_chosen(journey: Context) -> None:
    say(
        journey,
        ("awareness/opportunity", "A", 1), ("consideration/opportunity", "B", 1),
        ("purchase/opportunity", "C", 5), ("post_sale/opportunity", "D", 2),
        ("post_sale/friction", "E", 2),
    )
    assert KIND.results(journey).chosen == ("purchase", "post_sale")


# -- what is shown -----------------------------------------------------------------------


@pytest.fixture
def mapped(journey: Context) -> Context:
    say(
        journey,
        ("awareness/does", "Hears of us"), ("awareness/emotion", "1 (0..2)"),
        ("awareness/involved", "Marketing"), ("awareness/touchpoint", "Website"),
        ("purchase/does", "Signs up"), ("purchase/emotion", "-1.5 (-2..1) annoyed"),
        ("purchase/friction", "3x2 Six days of silence"), ("purchase/thinks", "Forgotten?"),
        ("post_sale/friction", "1x1"), ("purchase/opportunity", "Call first", 3),
    )
    return journey


def test_the_map_shows_what_was_said(mapped: Context) -> None:
    shown = texts(mapped)
    for text in ("Awareness", "Hears of us", "Website", "Marketing", "“Forgotten?”", "Nobody",
                 "Call first", "Let down", "6", "1 × 1"):
        assert text in shown
    assert len(KIND.figures(KIND.results(mapped), "content", CANVAS, mapped)) == 2


def test_the_map_is_a_table_too(mapped: Context) -> None:
    table, ranking = KIND.tables(KIND.results(mapped), mapped)
    assert [column.title for column in table.columns] == [
        "Lane", "Awareness", "Consideration", "Purchase", "Post-sale",
    ]
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Emotion (−2…+2)"] == ("+1 (0 … +2)", "", "−1.5 (−2 … +1): annoyed", "")
    assert rows["Friction"] == ("", "", "6 (3 × 2): Six days of silence", "1 (1 × 1)")
    assert rows["Who of us is involved"] == ("Marketing", "", "Nobody", "Nobody")
    assert table.note == (
        "Lowest: Purchase. Most disputed: Purchase. Chosen to redesign: Purchase. "
        "Nobody is involved in: Purchase and Post-sale."
    )
    assert ranking.rows == (
        ("Purchase", "Six days of silence", 3, 2, 6), ("Post-sale", "", 1, 1, 1),
    )


def test_the_dutch_map_has_dutch_numbers(mapped: Context) -> None:
    dutch = in_dutch(mapped)
    assert "−1,5 (−2 … +1)" in told(dutch)
    assert KIND.footer(KIND.results(dutch), "content", dutch) == Footer(
        "2 mensen · 8 kaarten", "Curve: mediaan; balkjes: spreiding"
    )


def test_only_five_frictions_are_ranked_in_the_table(journey: Context) -> None:
    for stage in ("awareness", "consideration", "purchase", "post_sale"):
        put(journey, stage, severity=1, frequency=1)
    assert len(KIND.tables(KIND.results(journey), journey)[1].rows) == 4


def test_an_empty_map_is_drawn_all_the_same(journey: Context) -> None:
    assert KIND.is_empty(KIND.results(journey))
    assert "Awareness" in texts(journey)
    assert len(KIND.tables(KIND.results(journey), journey)) == 1
    assert KIND.footer(KIND.results(journey), "content", journey) == Footer("2 people", "")


def test_the_numbers_of_a_journey(mapped: Context) -> None:
    numbers = KIND.numbers(KIND.results(mapped), mapped)
    assert numbers["items"]["purchase"] == {
        "n": 5, "votes": 3, "emotion": -1.5, "low": -2.0, "high": 1.0, "severity": 3,
        "frequency": 2, "friction": 6,
    }
    assert numbers["ranking"] == ["purchase", "post_sale"]
    assert (numbers["n"], numbers["votes"], numbers["lowest"]) == (8, 3, "purchase")


# -- methods -----------------------------------------------------------------------------


def lanes(*lanes: tuple[str, dict[str, object]]) -> Activity:
    parts = tuple(Part(id_, settings) for id_, settings in lanes)
    return Activity("see-x", "journey", "see", 1, 1, "table", lists={"lanes": parts})


def test_a_method_with_another_emotion_scale_is_refused() -> None:
    assert not complaints(KIND.shape, method().activity(ACTIVITY))
    assert complaints(KIND.shape, lanes(("e", {"form": "emotion", "min": -3, "max": 3})))
    assert complaints(KIND.shape, lanes(("e", {"form": "emotion"}), ("f", {"form": "emotion"})))
    assert not complaints(KIND.shape, lanes(("e", {"form": "text"}), ("f", {"form": "text"})))


def test_a_file_open_for_reading_shows_its_journey(journey: Context, tmp_path: Path) -> None:
    put(journey, "purchase", emotion=-1)
    journey.file.close()
    with SessionFile.open(tmp_path / "day.workshop", writable=False) as file:
        assert read_steps(file, ACTIVITY)["purchase"]["emotion"] == -1

"""Matrices: notes at their places, quadrants, dots, shares, tags, and a number beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import CANVAS, in_dutch, method, texts, told
from tests.kinds.voting import vote
from workshop_app.errors import UserError
from workshop_app.figures.figure import Circle, Rect
from workshop_app.kinds.contract import Footer, Place
from workshop_app.kinds.matrix import KIND
from workshop_app.kinds.matrix.model import spelled
from workshop_app.session.notes import NewNote, change_note, read_notes, tag_note
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

MATRICES = ("see-care-energy", "see-most-valuable", "think-kpi-balance", "act-basics-first",
            "act-choose-moments")


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workshop]:
    people = [Person(f"Person {n}") for n in range(16)]
    plan = Plan("taster-90", "A day", people=people, extra=MATRICES)
    made = create_workshop(tmp_path / "day.workshop", method(), plan)
    yield made
    made.file.close()


@pytest.fixture
def moments(day: Workshop) -> Context:
    return day.context("act-choose-moments")


def say(context: Context, *notes: tuple[str, str] | tuple[str, str, int]) -> list[str]:
    """Add notes by place, text and votes; the keys of all notes."""
    KIND.add_notes([NewNote(*note) for note in notes], "Add", context)
    return [note.key for note in read_notes(context.file, context.activity.id)]


def test_the_places_are_the_quadrants_in_reading_order_and_beside(moments: Context) -> None:
    assert KIND.places(moments) == (
        Place("now", "Now"),
        Place("big_step", "Big step"),
        Place("fill_in", "Fill-in"),
        Place("drop", "Drop"),
        Place("beside", "Waiting for a place"),
    )
    assert KIND.places(in_dutch(moments))[3].label == "Laten vallen"


@pytest.mark.parametrize(
    ("place", "quadrant", "x", "y"),
    [
        ("now", "now", 25.0, 75.0),
        ("drop", "drop", 75.0, 25.0),
        ("0/100", "now", 0.0, 100.0),
        ("50/50", "big_step", 50.0, 50.0),
        ("49.5/49,5", "fill_in", 49.5, 49.5),
    ],
)
def test_a_place_becomes_coordinates_and_they_say_the_quadrant(
    moments: Context, place: str, quadrant: str, x: float, y: float
) -> None:
    say(moments, (place, "An idea"))
    found = {one.id: one.notes for one in KIND.results(moments).quadrants}
    (note,) = found.pop(quadrant)
    assert (note.x, note.y) == (x, y)
    assert not any(found.values())


@pytest.mark.parametrize("place", ["", "beside"])
def test_a_note_without_a_place_waits_beside_the_matrix(moments: Context, place: str) -> None:
    say(moments, (place, "An idea"), ("now", "Placed"))
    results = KIND.results(moments)
    assert [note.text for note in results.waiting] == ["An idea"]
    assert "Waiting for a place" in texts(moments)
    assert "Nog zonder plek" in told(in_dutch(moments))


@pytest.mark.parametrize("place", ["101/5", "5/-1", "nowhere", "5/5/5"])
def test_a_place_outside_the_matrix_is_refused(moments: Context, place: str) -> None:
    with pytest.raises(UserError):
        KIND.check_note(NewNote(place, "An idea"), moments)


def test_coordinates_are_spelled_in_one_way() -> None:
    assert spelled(" 30,5 / 70 ") == "30.5/70"
    assert spelled("130/-20") == "130/-20", "refused later, in words of its own"
    assert spelled("now") is None
    assert spelled("3/4/2026") is None


def test_a_file_names_quadrants_in_any_language_or_coordinates(
    moments: Context, tmp_path: Path
) -> None:
    path = tmp_path / "ideas.csv"
    path.write_text(
        "place;text;votes\nGrote stap;A;3\ndrop;B;\n12/88;C;\nbeside;D;\n", encoding="utf-8"
    )
    KIND.add_notes(KIND.read_notes(path, moments), "Import", moments)
    notes = read_notes(moments.file, moments.activity.id)
    assert [(note.text, note.x, note.y, note.votes) for note in notes] == [
        ("A", 75.0, 75.0, 3), ("B", 75.0, 25.0, None), ("C", 12.0, 88.0, None),
        ("D", None, None, None),
    ]


def test_a_file_with_faults_names_every_line(moments: Context, tmp_path: Path) -> None:
    path = tmp_path / "ideas.csv"
    path.write_text("place,text\n120/5,A\nnov,B\nnow,C\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        KIND.read_notes(path, in_dutch(moments))
    said = in_dutch(moments).words.sentence(caught.value)
    assert "regel 2: “120/5” ligt buiten de matrix; beide getallen lopen van 0 tot 100" in said
    assert "regel 3:" in said
    assert "regel 4:" not in said


def test_what_is_held_back_or_doubled_is_not_seen(moments: Context) -> None:
    secret, double, _ = say(moments, ("now", "SECRET", 9), ("now", "TWICE"), ("drop", "Seen"))
    change_note(moments.file, "Hold", secret, held=True)
    change_note(moments.file, "Merge", double, merged_into=secret)
    results = KIND.results(moments)
    assert [note.text for note in results.notes] == ["Seen"]
    assert results.held == 1
    everything = texts(moments) + told(moments) + str(KIND.numbers(results, moments))
    assert "SECRET" not in everything
    assert "TWICE" not in everything


def test_the_first_three_are_outlined_and_lead_their_quadrant(moments: Context) -> None:
    say(moments, ("now", "A", 1), ("now", "B", 9), ("drop", "C", 5), ("drop", "D", 7))
    results = KIND.results(moments)
    assert [note.text for note in results.quadrants[0].notes] == ["B", "A"]
    assert {note.text: note.rank for note in results.notes} == {"A": None, "B": 1, "D": 2, "C": 3}
    (page,) = KIND.figures(results, "content", CANVAS, moments)
    outlined = [item for item in page.items if isinstance(item, Rect) and item.fill is None]
    assert len(outlined) == 3
    assert KIND.footer(results, "content", moments) == Footer(
        "16 people · 22 dots placed", "Top three outlined"
    )


def test_nobody_is_seen_in_the_dots_of_care(day: Workshop) -> None:
    """Unsigned: all dots are alike, and none wears a colour."""
    care = day.context("see-care-energy")
    say(care, ("feed", "A card"), ("10/10", "A smile"))
    (page,) = KIND.figures(KIND.results(care), "content", CANVAS, care)
    dots = [item for item in page.items if isinstance(item, Circle) and item.key]
    assert {dot.fill.token for dot in dots if dot.fill} == {"ink"}
    assert len({dot.radius for dot in dots}) == 1


def test_a_bubble_is_as_large_as_its_share(day: Workshop) -> None:
    valuable = day.context("see-most-valuable")
    small, large = say(valuable, ("20/80", "Schools"), ("80/80", "Housing"))
    change_note(valuable.file, "Size", small, size=10.0)
    change_note(valuable.file, "Size", large, size=40.0)
    (page,) = KIND.figures(KIND.results(valuable), "content", CANVAS, valuable)
    radius = {item.key: item.radius for item in page.items if isinstance(item, Circle)}
    assert radius[large] == pytest.approx(2 * radius[small])
    assert "40%" in texts(valuable)
    assert "Share of margin (%)" in told(valuable)
    assert "Aandeel in de marge (%)" in told(in_dutch(valuable))


def test_an_empty_quadrant_is_named_where_that_is_a_finding(day: Workshop) -> None:
    kpis, moments = day.context("think-kpi-balance"), day.context("act-choose-moments")
    assert "Nothing stands here" not in texts(kpis), "nothing is placed yet"
    for context in (kpis, moments):
        say(context, ("20/20", "A"), ("80/20", "B"), ("20/80", "C"))
    assert texts(kpis).count("Nothing stands here") == 1
    assert "Nothing stands here" not in texts(moments)
    say(kpis, ("80/80", "D"))
    assert "Nothing stands here" not in texts(kpis)


def test_a_tag_hollows_the_dot_and_is_said(day: Workshop) -> None:
    kpis = day.context("think-kpi-balance")
    key, _ = say(kpis, ("20/20", "Revenue"), ("80/20", "Share"))
    tag_note(kpis.file, "Tag", key, "bonus", on=True)
    results = KIND.results(kpis)
    assert "Bonus depends on it" in texts(kpis)
    assert "Bonus depends on it" in told(kpis)
    assert KIND.footer(results, "content", kpis).state == "Hollow: Bonus depends on it"
    (page,) = KIND.figures(results, "content", CANVAS, kpis)
    hollow = [
        item.key for item in page.items
        if isinstance(item, Circle) and item.key and item.fill and item.fill.token == "surface"
    ]
    assert hollow == [key]


def test_the_median_stands_beside_the_matrix_once_it_is_revealed(day: Workshop) -> None:
    basics = day.context("act-basics-first")
    say(basics, ("automate", "Forgotten password"))
    answers = [("", {"bf1": str(value)}) for value in (10, 20, 21, 40, 90)]
    vote(day, "act-basics-first", answers, reveal=False)
    assert "Median" not in texts(basics)
    assert KIND.results(basics).number is None
    vote(day, "act-basics-first", answers)
    said = texts(basics)
    assert "21" in said
    assert "Median of 5 answers" in said
    numbers = KIND.numbers(KIND.results(basics), basics)
    assert numbers["items"]["bf1"]["median"] == 21
    assert numbers["returned"] == 5
    assert numbers["n"] == 1, "notes"


def test_too_few_answers_stay_private(day: Workshop) -> None:
    basics = day.context("act-basics-first")
    vote(day, "act-basics-first", [("", {"bf1": value}) for value in ("33", "44", "55")])
    results = KIND.results(basics)
    assert results.number is not None
    assert results.number.median is None
    assert "Not shown: answers stay private" in texts(basics)
    everything = texts(basics) + told(basics) + str(KIND.numbers(results, basics))
    assert "44" not in everything


def test_numbers_say_everything(moments: Context) -> None:
    key, *_ = say(moments, ("30/70", "A", 4), ("beside", "B"))
    tag_note(moments.file, "Tag", key, "thirty_days", on=True)
    change_note(moments.file, "Size", key, size=12.5)
    numbers = KIND.numbers(KIND.results(moments), moments)
    assert json.loads(json.dumps(numbers)) == numbers
    assert numbers["quadrants"]["now"] == {
        "n": 1,
        "votes": 4,
        "notes": [{"text": "A", "x": 30.0, "y": 70.0, "size": 12.5, "votes": 4,
                   "tags": ["thirty_days"]}],
    }
    assert [note["text"] for note in numbers["waiting"]] == ["B"]
    assert (numbers["n"], numbers["votes"], numbers["held"]) == (2, 4, 0)


def test_the_table_says_how_to_read_it(moments: Context) -> None:
    say(moments, ("30/70", "A"), ("beside", "B"))
    (table,) = KIND.tables(KIND.results(moments), moments)
    assert table.rows == (("A", "Now", 30.0, 70.0), ("B", "Waiting for a place", None, None))
    assert table.note == (
        "x runs from 0 (effort low) to 100 (effort high), "
        "y from 0 (customer value low) to 100 (customer value high)."
    )


def test_forty_long_notes_are_all_there_to_read(moments: Context) -> None:
    long = "Wij bellen elke klant binnen een werkdag terug, ook als er nog geen nieuws te melden is"
    say(moments, *((f"{n * 37 % 101}/{n * 53 % 101}", f"{long} {n}") for n in range(40)))
    pages = KIND.figures(KIND.results(moments), "content", CANVAS, moments)
    numbers = [text for page in pages for text in page.texts() if text.isdigit()]
    assert {str(number) for number in range(1, 41)} <= set(numbers)
    assert not any("…" in text for page in pages for text in page.texts())

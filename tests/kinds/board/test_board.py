"""Boards: notes in their columns, dots and flags, and nothing that is held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import CANVAS, in_dutch, make, say, texts, told
from workshop_app.kinds.board import KIND
from workshop_app.kinds.contract import Footer, Place
from workshop_app.session.notes import change_note, tag_note
from workshop_app.session.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.context import Context

PEOPLE = [*(Person(f"Person {n}") for n in range(17)), Person("Absent", present=False)]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Context]:
    workshop = make(tmp_path, PEOPLE)
    yield workshop.context("see-customer-story")
    workshop.file.close()


def test_the_columns_are_the_places(story: Context) -> None:
    assert KIND.places(story) == (
        Place("happened", "What happened"),
        Place("customer_felt", "Customer felt"),
        Place("we_felt", "We felt and thought"),
        Place("we_did", "We said and did"),
    )
    assert KIND.places(in_dutch(story))[1].label == "De klant voelde"


def test_notes_stand_in_their_columns_in_order(story: Context) -> None:
    say(story, ("we_did", "C"), ("happened", "A"), ("happened", "B"))
    results = KIND.results(story)
    assert [[note.text for note in column.notes] for column in results.columns] == [
        ["A", "B"], [], [], ["C"],
    ]


def test_a_note_that_is_held_back_is_only_a_number(story: Context) -> None:
    secret, _ = say(story, ("happened", "SECRET", 9), ("happened", "Seen"))
    change_note(story.file, "Hold back", secret, held=True)
    results = KIND.results(story)
    assert [note.text for note in results.notes] == ["Seen"]
    assert results.columns[0].held == 1
    assert not results.voted
    assert "SECRET" not in texts(story) + told(story) + str(KIND.numbers(results, story))


def test_dots_are_counted_by_column_and_in_all(story: Context) -> None:
    say(story, ("happened", "A", 6), ("happened", "B", 3), ("we_did", "C", 2), ("we_did", "D"))
    results = KIND.results(story)
    assert [column.dots for column in results.columns] == [9, 0, 0, 2]
    assert results.dots == 11
    assert results.dots_given == 51, "17 people with three dots each for four notes"
    assert "9 dots" in texts(story)
    assert "no dots" in texts(story)


@pytest.mark.parametrize(
    ("votes", "ranks"),
    [
        ((9, 8, 7, 1), (1, 2, 3, None)),
        ((9, 8, 8, 1), (1, 2, 2, None)),
        ((9, 5, 5, 5), (1, None, None, None)),
        ((4, 4, 4, 4), (None,) * 4),
        ((0, 0, 2, 0), (None, None, 1, None)),
        ((None, None, None, None), (None,) * 4),
    ],
)
def test_the_first_three_stand_out_and_equals_are_not_chosen_between(
    story: Context, votes: tuple[int, ...], ranks: tuple[int | None, ...]
) -> None:
    say(story, *(("happened", f"Note {n}", count) for n, count in enumerate(votes)))
    assert tuple(note.rank for note in KIND.results(story).notes) == ranks


def test_the_footer_says_how_many_dots_are_placed(story: Context) -> None:
    assert KIND.footer(KIND.results(story), "content", story) == Footer("17 people", "")
    say(story, ("happened", "A"), ("we_did", "B"))
    assert KIND.footer(KIND.results(story), "content", story).context == "17 people · 2 notes"
    say(story, ("we_felt", "C", 30), ("we_felt", "D", 20))
    footer = KIND.footer(KIND.results(story), "content", story)
    assert footer == Footer("17 people · 50 of 51 dots placed", "Top two outlined")
    dutch = in_dutch(story)
    assert KIND.footer(KIND.results(dutch), "content", dutch) == Footer(
        "17 mensen · 50 van 51 stippen geplakt", "Eerste twee omlijnd"
    )


def test_more_dots_than_there_are_is_not_of_anything(story: Context) -> None:
    say(story, ("happened", "A", 60))
    footer = KIND.footer(KIND.results(story), "content", story)
    assert footer == Footer("17 people · 60 dots placed", "Most dots outlined")


def test_a_mismatch_is_flagged_in_picture_and_table(story: Context) -> None:
    key, _ = say(story, ("we_felt", "Ashamed"), ("we_did", "Smiled"))
    assert "Mismatch" not in texts(story)
    tag_note(story.file, "Flag", key, "mismatch", on=True)
    assert texts(story).count("Mismatch") == 1
    (table,) = KIND.tables(KIND.results(story), story)
    assert [column.title for column in table.columns] == ["Column", "Note", "Mismatch"]
    assert table.rows == (
        ("We felt and thought", "Ashamed", "Yes"), ("We said and did", "Smiled", ""),
    )


def test_the_table_says_what_the_picture_shows(story: Context) -> None:
    say(story, ("happened", "A", 1), ("happened", "B", 4))
    (table,) = KIND.tables(KIND.results(story), story)
    assert table.caption == "A customer’s story"
    assert table.rows == (("What happened", "A", 1), ("What happened", "B", 4))
    assert table.strong == {0, 1}
    assert table.note == "5 of 51 dots placed"


def test_a_full_board_goes_on_on_a_next_page_and_loses_nothing(story: Context) -> None:
    say(story, *(("happened", f"Note number {n}") for n in range(30)))
    pages = KIND.figures(KIND.results(story), "content", CANVAS, story)
    assert len(pages) > 1
    assert all(f"Note number {n}" in texts(story) for n in range(30))


def test_an_empty_board_invites(story: Context) -> None:
    assert KIND.is_empty(KIND.results(story))
    assert "Say it aloud" in texts(story)


def test_the_numbers_of_a_board(story: Context) -> None:
    key, *_ = say(story, ("happened", "A", 3), ("we_did", "B"))
    tag_note(story.file, "Flag", key, "mismatch", on=True)
    numbers = KIND.numbers(KIND.results(story), story)
    assert (numbers["n"], numbers["votes"]) == (2, 3)
    assert numbers["items"]["happened"] == {
        "n": 1, "votes": 3, "flagged": 1, "held": 0, "tags": {"mismatch": 1}, "clusters": [],
    }
    assert numbers["items"]["we_felt"]["n"] == 0

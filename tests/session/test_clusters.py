"""Heaps of notes: named, joined, taken apart and merged, and nothing said is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.session.clusters import (
    dissolve,
    gather,
    merge,
    read_clusters,
    rename_cluster,
    scatter,
    unmerge,
)
from workshop_app.session.notes import (
    NewNote,
    Note,
    add_notes,
    change_note,
    delete_note,
    read_notes,
)

if TYPE_CHECKING:

    from workshop_app.storage import SessionFile


def say(file: SessionFile, *texts: str, place: str = "a", votes: int | None = None) -> list[str]:
    return add_notes(file, "say", "x", [NewNote(place, text, votes) for text in texts])


def heaps(file: SessionFile) -> dict[str, list[str]]:
    notes = read_notes(file, "x")
    return {
        one.name: [note.text for note in notes if note.cluster == one.key]
        for one in read_clusters(file, "x")
    }


def note(file: SessionFile, key: str) -> Note:
    return next(one for one in read_notes(file, "x") if one.key == key)


def test_notes_are_heaped_under_a_name_and_that_is_undone(file: SessionFile) -> None:
    one, two, _ = say(file, "one", "two", "three")
    gather(file, "Cluster", "x", [one, two], "  Waiting ")
    assert heaps(file) == {"Waiting": ["one", "two"]}
    assert file.undo() == "Cluster"
    assert heaps(file) == {}
    assert [known.cluster for known in read_notes(file, "x")] == ["", "", ""]
    file.redo()
    assert heaps(file) == {"Waiting": ["one", "two"]}


def test_a_name_that_is_known_takes_the_notes_in(file: SessionFile) -> None:
    one, two, three = say(file, "one", "two", "three")
    key = gather(file, "Cluster", "x", [one, two], "Waiting")
    assert gather(file, "Cluster", "x", [three], "waiting") == key
    assert heaps(file) == {"Waiting": ["one", "two", "three"]}


def test_the_same_name_in_another_column_is_another_cluster(file: SessionFile) -> None:
    gather(file, "Cluster", "x", say(file, "one"), "Waiting")
    gather(file, "Cluster", "x", say(file, "two", place="b"), "Waiting")
    assert [one.place for one in read_clusters(file, "x")] == ["a", "b"]


def test_a_cluster_stands_in_one_column(file: SessionFile) -> None:
    keys = say(file, "one") + say(file, "two", place="b")
    with pytest.raises(UserError, match="different columns"):
        gather(file, "Cluster", "x", keys, "Waiting")
    with pytest.raises(UserError, match="different columns"):
        merge(file, "Merge", "x", keys)
    assert heaps(file) == {}


def test_it_is_renamed_left_and_taken_apart(file: SessionFile) -> None:
    one, two = say(file, "one", "two")
    key = gather(file, "Cluster", "x", [one, two], "Waiting")
    rename_cluster(file, "Rename", key, "Silence")
    scatter(file, "Out", "x", [one])
    assert heaps(file) == {"Silence": ["two"]}
    dissolve(file, "Apart", key)
    assert heaps(file) == {}
    assert len(read_notes(file, "x")) == 2
    file.undo()
    assert heaps(file) == {"Silence": ["two"]}


def test_a_heap_that_lost_its_last_note_is_gone(file: SessionFile) -> None:
    (one,) = say(file, "one")
    gather(file, "Cluster", "x", [one], "Waiting")
    scatter(file, "Out", "x", [one])
    assert read_clusters(file, "x") == []


def test_duplicates_are_merged_into_what_was_said_first(file: SessionFile) -> None:
    keys = add_notes(
        file, "say", "x",
        [NewNote("a", "one", 2), NewNote("a", "uno", 3, tags=("give",)), NewNote("a", "eins")],
    )  # fmt: skip
    one, uno, eins = keys
    assert merge(file, "Merge", "x", [eins, uno, one]) == one
    assert [known.merged_into for known in read_notes(file, "x")] == ["", one, one]
    assert (note(file, one).votes, note(file, one).tags) == (5, ("give",))
    assert note(file, uno).text == "uno", "what was said is still there"
    file.undo()
    assert [known.votes for known in read_notes(file, "x")] == [2, 3, None]
    assert not any(known.merged_into for known in read_notes(file, "x"))


def test_what_was_merged_before_comes_along(file: SessionFile) -> None:
    one, two, three = say(file, "one", "two", "three")
    merge(file, "Merge", "x", [two, three])
    merge(file, "Merge", "x", [one, two])
    assert [known.merged_into for known in read_notes(file, "x")] == ["", one, one]


def test_duplicates_taken_apart_stand_where_the_first_stands_now(file: SessionFile) -> None:
    one, two = say(file, "one", "two")
    merge(file, "Merge", "x", [one, two])
    change_note(file, "Move", one, place="b")
    unmerge(file, "Apart", note(file, one))
    assert [(known.place, known.merged_into) for known in read_notes(file, "x")] == [
        ("b", ""), ("b", ""),
    ]


def test_deleting_the_first_lets_the_others_stand_by_themselves(file: SessionFile) -> None:
    one, two = say(file, "one", "two")
    merge(file, "Merge", "x", [one, two])
    delete_note(file, "Delete", one)
    assert [(known.text, known.merged_into) for known in read_notes(file, "x")] == [("two", "")]

"""Another laptop's session comes in: what only they have, what is newer there, and conflicts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.kinds.voting import column, vote
from tests.session.laptops import BOARD, PLAN, another, prepared, reopened, rows, texts, two
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import Action, add_actions, read_actions
from workshop_app.kinds.scorecard.model import Score, add_scores, read_scores
from workshop_app.session.clusters import gather
from workshop_app.session.clusters import merge as merge_notes
from workshop_app.session.merge import (
    BOTH,
    CHANGED_THERE,
    CONFLICT,
    GONE_HERE,
    GONE_THERE,
    OURS,
    THEIRS,
    plan_merge,
)
from workshop_app.session.merge_apply import merge_in
from workshop_app.session.merge_rounds import HELD_HERE, LATER
from workshop_app.session.merge_rows import NEVER, PERSON, PICTURES, ROUNDS, SPECS
from workshop_app.session.notes import (
    NewNote,
    add_notes,
    change_note,
    delete_note,
    read_notes,
    tag_note,
)
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.session.photos import Picture, add_photos, read_photos, read_picture
from workshop_app.session.voting import open_round
from workshop_app.storage import schema
from workshop_app.storage.rounds import close_round
from workshop_app.storage.tally import rounds

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop


RATED = "see-five-answers"
BALLOTS = column("fa1", [0, 1, 2, 3, 2])


def say(workshop: Workshop, *said: str) -> list[str]:
    notes = [NewNote("happened", text) for text in said]
    return add_notes(workshop.file, "said", BOARD, notes)


def test_every_table_either_comes_in_or_never_does() -> None:
    known = {PERSON.table, *(spec.table for spec in SPECS), *ROUNDS, PICTURES, *NEVER}
    there = {
        sql.split()[2] for sql in schema.SCHEMAS[schema.VERSION] if sql.startswith("CREATE TABLE")
    }
    assert known == there, "say in session/merge_rows.py what a merge does with it"


def test_photos_come_in_with_what_they_show(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path)
    (key,) = add_photos(theirs.file, "Add", BOARD, [Picture(b"a wall", 3, 2)])
    merge_in(ours, theirs, "merge")
    assert [photo.key for photo in read_photos(ours.file, BOARD)] == [key]
    assert read_picture(ours.file, key) == b"a wall"
    ours.file.undo()
    assert read_photos(ours.file, BOARD) == ()
    ours.file.redo()
    assert read_picture(ours.file, key) == b"a wall"
    assert not merge_in(ours, theirs, "again").added


def test_what_only_they_have_comes_in_after_ours_with_its_tags_and_clusters(
    tmp_path: Path,
) -> None:
    ours, theirs = two(tmp_path)
    say(ours, "ours")
    first, second, third = say(theirs, "one", "two", "three")
    tag_note(theirs.file, "t", first, "mismatch", on=True)
    heap = gather(theirs.file, "heap", BOARD, [first, second], "Waiting")
    merge_notes(theirs.file, "dup", BOARD, [first, third])
    merge_in(ours, theirs, "Merged")
    notes = read_notes(ours.file, BOARD)
    assert [note.text for note in notes] == ["ours", "one", "two", "three"]
    assert notes[1].tags == ("mismatch",)
    assert notes[1].cluster == notes[2].cluster == heap
    assert notes[3].merged_into == first
    assert merge_in(ours, theirs, "again").is_empty


def test_agenda_facts_and_place_on_stage_stay_ours(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path)
    asked = ("session", "slot", "held", "live", "advocate", "outbox")
    with theirs.file.edit("x") as edit:
        edit.run_each("UPDATE slot SET minutes = ?", [("99",)])
        edit.run_each("UPDATE session SET place = ?", [("elsewhere",)])
    before = [ours.file.rows(f"SELECT * FROM {table}") for table in asked]
    say(theirs, "one")
    merge_in(ours, theirs, "Merged")
    assert [ours.file.rows(f"SELECT * FROM {table}") for table in asked] == before


def test_the_history_tells_who_has_the_newer_one(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    there, here, alike = say(first, "changed there", "changed here", "alike")
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    change_note(theirs.file, "c", there, text="newer there")
    change_note(ours.file, "c", here, text="newer here")
    for one in (ours, theirs):
        change_note(one.file, "c", alike, text="the same in both")
    (found,) = plan_merge(ours, theirs).differences
    assert (found.why, found.default) == (CHANGED_THERE, THEIRS)
    merge_in(ours, theirs, "Merged")
    assert texts(ours) == ["newer here", "newer there", "the same in both"]


def test_in_a_conflict_of_words_both_stay_unless_one_is_chosen(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    (key,) = say(first, "draft")
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    change_note(ours.file, "c", key, text="as we say it")
    change_note(theirs.file, "c", key, text="as they say it")
    tag_note(theirs.file, "t", key, "mismatch", on=True)
    (found,) = plan_merge(ours, theirs).differences
    assert (found.why, found.default, found.choices) == (CONFLICT, BOTH, (OURS, THEIRS, BOTH))
    for choice, expected in (
        (OURS, ["as we say it"]), (THEIRS, ["as they say it"]),
        ("", ["as they say it", "as we say it"]),
    ):
        merge_in(ours, theirs, "Merged", choices={found.id: choice})
        assert texts(ours) == expected
        if choice:
            ours.file.undo()
    both = {note.text: note.tags for note in read_notes(ours.file, BOARD)}
    assert both["as they say it"] == ("mismatch",)
    assert plan_merge(ours, theirs).is_empty, "kept both: settled"
    merge_in(theirs, ours, "Merged")
    assert texts(theirs) == texts(ours), "the copy is known again there"


def test_numbers_that_differ_stay_ours_and_empty_ones_are_filled(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    counted, both = say(first, "counted there", "counted twice")
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    change_note(theirs.file, "c", counted, votes=3)
    change_note(ours.file, "c", counted, held=True)
    change_note(theirs.file, "c", both, votes=3)
    change_note(ours.file, "c", both, votes=5)
    (found,) = (one for one in plan_merge(ours, theirs).differences if one.key == (both,))
    assert (found.why, found.default, found.choices) == (CONFLICT, OURS, (OURS, THEIRS))
    merge_in(ours, theirs, "Merged")
    assert {note.key: note.votes for note in read_notes(ours.file, BOARD)}[both] == 5


def test_what_was_taken_away_on_one_side(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    here, changed, there = say(first, "gone here", "gone here, changed there", "gone there")
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    tag_note(theirs.file, "t", here, "mismatch", on=True)
    for key in (here, changed):
        delete_note(ours.file, "d", key)
    change_note(theirs.file, "c", changed, text="still needed")
    delete_note(theirs.file, "d", there)
    found = {one.key[0]: one for one in plan_merge(ours, theirs).differences}
    assert {key: (one.why, one.default) for key, one in found.items()} == {
        here: (GONE_HERE, OURS), changed: (GONE_HERE, THEIRS), there: (GONE_THERE, OURS),
    }
    merge_in(ours, theirs, "Merged")
    assert texts(ours) == ["gone there", "still needed"]
    assert not ours.file.rows("SELECT * FROM note_tag")
    ours.file.undo()
    merge_in(ours, theirs, "M", choices={found[here].id: THEIRS, found[there].id: THEIRS})
    assert texts(ours) == ["gone here", "still needed"]


def test_people_are_known_by_key_by_mail_or_by_name(tmp_path: Path) -> None:
    ours = prepared(tmp_path / "a", [Person("Sofia"), Person("Jo", "jo@x.nl"), Person("Li")])
    theirs = prepared(tmp_path / "b", [
        Person("Johanna", "JO@x.nl"), Person("li", department="IT"), Person("New"),
    ])
    keys = {person.name: person.key for person in read_people(theirs.file)}
    for name in ("Johanna", "li", "New"):
        add_actions(theirs.file, "a", PLAN, [Action(f"by {name}", owner=keys[name])])
    plan = plan_merge(ours, theirs)
    assert [(one.name, one.ours_name, one.how) for one in plan.matches] == [
        ("Johanna", "Jo", "mail"), ("li", "Li", "name"),
    ]
    merge_in(ours, theirs, "Merged")
    people = {person.key: person for person in read_people(ours.file)}
    assert [person.name for person in people.values()] == ["Sofia", "Jo", "Li", "New"]
    owners = {one.title: people[one.owner].name for one in read_actions(ours.file, PLAN)}
    assert owners == {"by Johanna": "Jo", "by li": "Li", "by New": "New"}


def test_somebody_else_of_the_same_name_comes_in(tmp_path: Path) -> None:
    ours = prepared(tmp_path / "a", [Person("Li")])
    theirs = prepared(tmp_path / "b", [Person("Li")])
    (other,) = read_people(theirs.file)
    merge_in(ours, theirs, "Merged", apart={other.key})
    assert len(read_people(ours.file)) == 2


def test_who_stays_off_the_list_is_kept_as_a_name(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path, [Person("Li")])
    (li,) = read_people(ours.file)
    add_people(theirs.file, "p", [Person("Maria")])
    with ours.file.edit("off") as edit:
        edit.run_each("DELETE FROM person WHERE key = ?", [(li.key,)])
    add_actions(theirs.file, "a", PLAN, [Action("call back", owner=li.key)])
    merge_in(ours, theirs, "Merged")
    assert [person.name for person in read_people(ours.file)] == ["Maria"]
    assert [one.owner for one in read_actions(ours.file, PLAN)] == ["Li"]


def test_who_was_present_at_one_of_the_tables_was_present(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path, [Person("Li"), Person("Jo")])
    with ours.file.edit("absent") as edit:
        edit.run_each("UPDATE person SET present = ? WHERE name = ?", [("0", "Jo")])
    merge_in(ours, theirs, "Merged")
    assert all(person.present for person in read_people(ours.file))


def test_a_row_of_the_scorecard_chosen_twice_is_one_row(tmp_path: Path) -> None:
    ours, theirs = prepared(tmp_path / "a"), prepared(tmp_path / "b")
    for workshop, baseline in ((ours, None), (theirs, -30.0)):
        scores = [Score(row="sc-nps", baseline=baseline)]
        add_scores(workshop.file, "s", "act-scorecard", scores)
    merge_in(ours, theirs, "Merged")
    (score,) = read_scores(ours.file, "act-scorecard")
    assert score.baseline == -30.0


def test_a_round_comes_in_as_it_was_published_where_none_was_held(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path)
    vote(theirs, RATED, BALLOTS)
    before = rows(ours)
    (found,) = plan_merge(ours, theirs).rounds
    assert found.ballots
    merge_in(ours, theirs, "Merged")
    asked = "SELECT * FROM round ORDER BY key"
    assert ours.file.rows(asked) == theirs.file.rows(asked)
    assert rows(ours)["tally"] == rows(theirs)["tally"]
    ours.file.undo()
    assert rows(ours) == before
    merge_in(ours, theirs, "Merged", rounds=False)
    assert rows(ours) == before


def test_counts_are_never_added_up(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path)
    for one in (ours, theirs):
        vote(one, RATED, BALLOTS)
    before = rows(ours)
    assert [one.fate for one in plan_merge(ours, theirs).rounds] == [HELD_HERE]
    merge_in(ours, theirs, "Merged")
    assert rows(ours) == before


def test_a_later_round_there_is_the_newest_result_only_where_it_is_wanted(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    vote(first, RATED, BALLOTS)
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    vote(theirs, RATED, BALLOTS[:4])
    before = rows(ours)
    plan = plan_merge(ours, theirs)
    (found,) = plan.rounds
    assert (found.fate, found.number, found.ballots, found.ours) == (LATER, 2, 4, 8)
    assert plan.is_empty
    merge_in(ours, theirs, "Merged")
    assert rows(ours) == before
    merge_in(ours, theirs, "Merged", later={RATED}, rounds=False)
    assert rows(ours) == before
    merge_in(ours, theirs, "Merged", later={RATED})
    assert rows(ours)["round"] == rows(theirs)["round"]
    ours.file.undo()
    assert rows(ours) == before


def test_a_later_round_there_stays_while_the_last_one_is_open_here(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    context = first.context(RATED)
    open_round(context, registry.kind(context.activity.kind).questions(context))
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    (open_,) = rounds(theirs.file, RATED)
    close_round(theirs.file, open_)
    vote(theirs, RATED, BALLOTS)
    assert [one.fate for one in plan_merge(ours, theirs).rounds] == [HELD_HERE]


def test_ten_thousand_notes_come_in_within_a_second(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path)
    add_notes(theirs.file, "many", BOARD, [NewNote("happened", f"n{n}") for n in range(10_000)])
    began = time.perf_counter()
    merge_in(ours, theirs, "Merged")
    assert time.perf_counter() - began < 2  # a second, on a machine that does nothing else
    assert len(texts(ours)) == 10_000
    ours.file.undo()
    assert not texts(ours)


# -- whatever happens --------------------------------------------------------------------

_CHANGE = st.tuples(
    st.sampled_from(["add", "change", "votes", "tag", "delete", "action"]),
    st.integers(0, 5), st.integers(0, 3),
)
_CHANGES = st.lists(_CHANGE, max_size=6)
_WHATEVER = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def play(workshop: Workshop, changes: list[tuple[str, int, int]], who: str) -> None:
    """Work at a table for a while."""
    for what, at, value in changes:
        keys = [note.key for note in read_notes(workshop.file, BOARD)]
        key = keys[at % len(keys)] if keys else ""
        if what == "add" or not key:
            say(workshop, f"{who} {value}")
        elif what == "change":
            change_note(workshop.file, "c", key, text=f"{who} says {value}")
        elif what == "votes":
            change_note(workshop.file, "c", key, votes=value)
        elif what == "tag":
            tag_note(workshop.file, "t", key, "mismatch", on=bool(value))
        elif what == "delete":
            delete_note(workshop.file, "d", key)
        else:
            add_actions(workshop.file, "a", PLAN, [Action(f"{who} does {value}")])


@pytest.fixture
def numbered(tmp_path: Path) -> list[Path]:
    """A folder for each example."""
    return [tmp_path]


def _tables(
    numbered: list[Path], *played: list[tuple[str, int, int]]
) -> list[Workshop]:
    """A prepared session, and a copy of it for each table that then worked on it."""
    folder = numbered[0] / str(len(numbered))
    numbered.append(folder)
    first = prepared(folder)
    say(first, "prepared 1", "prepared 2", "prepared 3")
    made = [first]
    for number, changes in enumerate(played):
        path = made[0].file.path
        made.append(another(made[0], f"table {number}"))
        made[0] = reopened(path)
        play(made[-1], changes, "abc"[number])
    return made


@_WHATEVER
@given(_CHANGES, _CHANGES)
def test_merging_again_changes_nothing_and_undo_brings_every_row_back(
    numbered: list[Path], one: list[tuple[str, int, int]], two_: list[tuple[str, int, int]]
) -> None:
    _, a, b = made = _tables(numbered, one, two_)
    before = rows(a)
    merge_in(a, b, "Merged")
    merged = rows(a)
    merge_in(a, b, "Merged again")
    assert rows(a) == merged
    if merged != before:
        a.file.undo()
        assert rows(a) == before
        a.file.redo()
        assert rows(a) == merged
    for workshop in made:
        workshop.file.close()


@_WHATEVER
@given(_CHANGES, _CHANGES)
def test_merging_what_came_of_a_merge_is_the_merge(
    numbered: list[Path], one: list[tuple[str, int, int]], two_: list[tuple[str, int, int]]
) -> None:
    _, a, b = made = _tables(numbered, one, two_)
    a_path = a.file.path
    copy = another(a, "copy")
    a = made[1] = reopened(a_path)
    merge_in(copy, b, "Merged")
    merge_in(a, copy, "Merged")
    assert said(a) == said(copy)
    for workshop in (*made, copy):
        workshop.file.close()


@_WHATEVER
@example([("votes", 0, 2)], [("votes", 0, 2), ("change", 0, 0)])
@given(_CHANGES, _CHANGES)
def test_in_either_order_the_same_words_are_there(
    numbered: list[Path], one: list[tuple[str, int, int]], two_: list[tuple[str, int, int]]
) -> None:
    base, a, b = made = _tables(numbered, one, two_)
    path = base.file.path
    other = another(base, "in the other order")
    base = made[0] = reopened(path)
    for into, order in ((base, (a, b)), (other, (b, a))):
        for theirs in order:
            merge_in(into, theirs, "Merged")
    assert said(base)[0] == said(other)[0]
    for workshop in (*made, other):
        workshop.file.close()


def said(workshop: Workshop) -> tuple[set[str], list[tuple[object, ...]]]:
    """What is said in words; then every note and tag, wherever it stands."""
    asked = "SELECT key, activity, place, text, votes, held FROM note ORDER BY key"
    tags = "SELECT note, tag FROM note_tag ORDER BY 1, 2"
    actions = workshop.file.rows("SELECT title FROM action")
    words = {*texts(workshop), *(title for (title,) in actions)}
    return words, workshop.file.rows(asked) + workshop.file.rows(tags)

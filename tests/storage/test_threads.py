"""Two threads and one file: each change is whole, and listeners hear of it in one thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.method.question import Answer, Question
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.storage import Change, SessionFile, rounds
from workshop_app.storage.tables import NoteRow
from workshop_app.storage.tally import ballots_in, latest, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop_app.storage.tally import Round

FIVE = tuple(Answer(str(point), "") for point in range(1, 6))
QUESTIONS = (Question("q1", "", "scale", FIVE), Question("w", "", "word", ()))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "a.workshop") as file:
        yield file


@pytest.fixture
def round_(file: SessionFile) -> Round:
    return rounds.open_round(file, "x", QUESTIONS, mode="phones")


def _elsewhere(action: Callable[[], object]) -> None:
    """Do it in another thread and wait for its end; raise what it raises."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except BaseException as error:
            failed.append(error)
            raise

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def _add(file: SessionFile, text: str) -> None:
    add_notes(file, f"Add {text}", "x", [NewNote("c", text)])


# -- one at a time -----------------------------------------------------------------------


def test_what_another_thread_has_not_committed_is_never_read(file: SessionFile) -> None:
    inside, seen = threading.Event(), []

    def read() -> None:
        inside.wait()
        seen.append(len(read_notes(file, "x")))

    reader = threading.Thread(target=read)
    reader.start()
    with file.edit("Two") as edit:
        for number in range(2):
            edit.run(
                NoteRow.insert(
                    key=str(number), activity="x", place="c", text="t", votes=None, held=False,
                    position=number, created_at="now",
                )
            )  # fmt: skip
            inside.set()
    reader.join()
    assert seen == [2]


def test_edits_of_several_threads_are_each_whole_and_can_be_undone(file: SessionFile) -> None:
    def many(name: str) -> None:
        for number in range(40):
            with file.together():
                _add(file, f"{name}{number}a")
                _add(file, f"{name}{number}b")

    threads = [threading.Thread(target=many, args=(name,)) for name in "pq"]
    for thread in threads:
        thread.start()
    many("r")
    for thread in threads:
        thread.join()
    notes = [note.text for note in read_notes(file, "x")]
    assert len(notes) == 240
    assert all(one[:-1] == two[:-1] for one, two in zip(notes[::2], notes[1::2], strict=True))
    while file.undo():
        pass
    assert read_notes(file, "x") == []


def test_what_stands_alone_is_not_interrupted(file: SessionFile) -> None:
    def add() -> None:
        started.set()
        _add(file, "other")

    started, thread = threading.Event(), threading.Thread(target=add)
    with file.alone():
        thread.start()
        started.wait()
        for number in range(50):
            assert len(read_notes(file, "x")) == number
            _add(file, str(number))
    thread.join()
    assert len(read_notes(file, "x")) == 51


def test_a_change_that_fails_lets_the_others_go_on(file: SessionFile) -> None:
    def fails() -> None:
        with file.edit("Fails"):
            raise ZeroDivisionError

    def nested() -> None:
        with file.edit("Outer"), file.edit("Inner"):
            pass

    for action, error in ((fails, ZeroDivisionError), (nested, RuntimeError)):
        with pytest.raises(error):
            action()
        _elsewhere(lambda: _add(file, "after"))
    file.writable = False
    with pytest.raises(UserError, match="reading only"):
        _add(file, "refused")
    _elsewhere(lambda: read_notes(file, "x"))
    assert len(read_notes(file, "x")) == 2


# -- who hears of it ---------------------------------------------------------------------


def test_what_another_thread_changed_is_told_here_and_once(file: SessionFile) -> None:
    seen: list[tuple[Change, int]] = []
    woken: list[int] = []
    file.subscribe(lambda change: seen.append((change, threading.get_ident())))
    file.call_when_waiting(lambda: woken.append(threading.get_ident()))

    def three() -> None:
        for text in "abc":
            _add(file, text)

    _elsewhere(three)
    assert len(woken) == 1
    assert woken != [threading.get_ident()]
    assert seen == []
    file.tell_waiting()
    assert seen == [(Change("Add a", frozenset({"note"})), threading.get_ident())]
    file.tell_waiting()
    _add(file, "d")
    assert len(seen) == 2
    _elsewhere(lambda: _add(file, "e"))
    assert len(woken) == 2, "it has to be woken again for what comes after it was told"
    file.call_when_waiting(None)


def test_nothing_is_told_of_what_is_taken_back(file: SessionFile) -> None:
    """A change of another thread never becomes a part of a block that fails here."""
    seen: list[Change] = []
    file.subscribe(seen.append)
    added, thread = threading.Event(), threading.Thread(target=lambda: _add(file, "theirs"))

    def fails() -> None:
        with file.together():
            _add(file, "ours")
            thread.start()
            added.set()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    thread.join()
    file.tell_waiting()
    assert [change.label for change in seen] == ["Add theirs"]
    assert [note.text for note in read_notes(file, "x")] == ["theirs"]


def test_listeners_are_told_when_the_file_is_free(file: SessionFile) -> None:
    """Whoever hears of a change may wait for another thread that wants the file."""
    read: list[int] = []

    def listener(change: Change) -> None:
        _elsewhere(lambda: read.append(len(read_notes(file, "x"))))

    file.subscribe(listener)
    _add(file, "one")
    with file.alone():
        _add(file, "two")
        assert read == [1]
    with file.together():
        _add(file, "three")
    file.undo()
    assert read == [1, 2, 3, 2]


# -- ballots that come together ----------------------------------------------------------


def test_each_ballot_of_many_has_its_own_outcome(file: SessionFile, round_: Round) -> None:
    told: list[Change] = []
    file.subscribe(told.append)
    outcomes = rounds.cast_many(
        file,
        round_,
        QUESTIONS,
        [
            ("k1", "s1", "floor", {"q1": "1"}),
            ("k2", "s2", "", {"q1": "9"}),
            ("k3", "s3", "", {"q9": "1"}),
            ("k4", "s1", "", {"q1": "2"}),
            ("k1", "s1", "floor", {"q1": "5", "w": " two  words "}),
            ("k5", "", "", {}),
            ("k6", "s6", "", {"w": "\ud83d"}),
            ("\ud83d", "s7", "", {}),
            ("k8", "\ud83d", "", {}),
            ("k9", "s9", "\ud83d", {}),
            ("k10", "s10", "", {"q1": "3"}),
        ],
    )
    faulty = ["faulty"] * 2
    assert outcomes == ["saved", *faulty, "voted", "saved", "saved", *faulty * 2, "saved"]
    stored = file.rows("SELECT key, question, answer, name FROM ballot ORDER BY key, question")
    assert stored == [
        ("k1", "", "", "floor"),
        ("k1", "q1", "5", "floor"),
        ("k1", "w", "two words", "floor"),
        ("k10", "", "", ""),
        ("k10", "q1", "3", ""),
        ("k5", "", "", ""),
    ]
    assert file.rows("SELECT seat FROM voted ORDER BY seat") == [("s1",), ("s10",)]
    assert told == [Change("", frozenset({"ballot"}))]


def test_many_are_judged_as_one_after_the_other_would_be(file: SessionFile, round_: Round) -> None:
    """Every order of a few keys and seats, cast one by one and all at once, in two rounds."""
    other = rounds.open_round(file, "y", QUESTIONS, mode="phones")
    told = ["saved", "voted", "faulty"]
    ballots = [
        (f"k{number * 7 % 5}", f"s{number * 11 % 4}" if number % 3 else "", "", {"q1": answer})
        for number in range(60)
        for answer in ("12345x"[number % 6],)
    ]
    for start in range(0, 60, 12):
        batch = ballots[start : start + 12]
        many = rounds.cast_many(file, round_, QUESTIONS, batch)
        ones = [rounds.cast_many(file, other, QUESTIONS, [ballot])[0] for ballot in batch]
        assert many == ones
        assert set(many) <= set(told)
    for table, columns in (("ballot", "key, question, answer, name"), ("voted", "seat")):
        sql = f"SELECT {columns} FROM {table} WHERE round = ? ORDER BY 1"
        assert file.rows(sql, round_.key) == file.rows(sql, other.key) != []


def test_a_closed_round_refuses_all_and_touches_nothing(file: SessionFile, round_: Round) -> None:
    rounds.close_round(file, round_)
    told: list[Change] = []
    file.subscribe(told.append)
    assert rounds.cast_many(file, round_, QUESTIONS, [("k", "s", "", {})] * 3) == ["closed"] * 3
    assert rounds.cast_many(file, round_, QUESTIONS, []) == []
    assert told == []


def test_nobody_is_told_saved_when_the_disk_is_full(file: SessionFile, round_: Round) -> None:
    with file.alone():
        pages = file.connection.pragma("page_count")
        file.connection.pragma("max_page_count", pages)
    many = [(f"{n:032x}", f"s{n}", "", {"w": "word"}) for n in range(2000)]
    with pytest.raises(UserError, match="disk is full"):
        rounds.cast_many(file, round_, QUESTIONS, many)
    assert ballots_in(file, round_.key) == 0
    with file.alone():
        file.connection.pragma("max_page_count", 1 << 30)
    assert set(rounds.cast_many(file, round_, QUESTIONS, many)) == {"saved"}


def test_closing_while_another_thread_casts_counts_all_that_were_saved(
    file: SessionFile, round_: Round
) -> None:
    outcomes: list[str] = []
    enough = threading.Event()

    def cast() -> None:
        number = 0
        while "closed" not in outcomes:
            batch = [(f"k{number + n}", f"s{number + n}", "", {"q1": "4"}) for n in range(5)]
            outcomes.extend(rounds.cast_many(file, round_, QUESTIONS, batch))
            number += 5
            if number == 20:
                enough.set()

    thread = threading.Thread(target=cast)
    thread.start()
    enough.wait()
    with pytest.raises(UserError, match="has ballots"):
        rounds.discard_round(file, round_)
    rounds.close_round(file, round_)
    thread.join()
    found = tally(file, "x")
    assert found is not None
    assert found.total.counts["q1"].votes == {"4": outcomes.count("saved")}
    assert latest(file, "x") == found.round

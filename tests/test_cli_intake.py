"""`workshop-app merge`: what would come in, then all of it, or a sentence."""

from __future__ import annotations

from shutil import copyfile
from typing import TYPE_CHECKING

import apsw
import pytest

from tests.desk import session
from tests.kinds.voting import column, vote
from tests.session.laptops import (
    BOARD,
    PLAN,
    PLEDGES,
    another,
    prepared,
    reopened,
    rows,
    texts,
    two,
)
from workshop_app.cli import main
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import read_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge, change_pledge, read_pledges
from workshop_app.session.notes import (
    NewNote,
    add_notes,
    change_note,
    delete_note,
    read_notes,
)
from workshop_app.session.people import Person, read_people
from workshop_app.storage.rounds import cast, new_ballot_key, open_round
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

RATED = "see-five-answers"
BALLOTS = column("fa1", [0, 1, 2, 3, 2])


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of one workshop; the second has a note, and words of its own for another."""
    first = prepared(tmp_path, [Person("Li")])
    (key,) = add_notes(first.file, "n", BOARD, [NewNote("happened", "draft")])
    path = first.file.path
    theirs = another(first, "table two")
    ours = reopened(path)
    change_note(ours.file, "c", key, text="here")
    change_note(theirs.file, "c", key, text="there")
    add_notes(theirs.file, "n", BOARD, [NewNote("happened", "new")])
    for one in (ours, theirs):
        one.file.close()
    return ours.file.path, theirs.file.path


def run(*arguments: object) -> int:
    return main([str(one) for one in arguments])


def said(path: Path) -> list[str]:
    workshop = reopened(path)
    found = texts(workshop)
    workshop.file.close()
    return found


def test_a_preview_says_all_and_changes_nothing(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in tables]
    assert run("merge", *tables, "--preview") == 0
    assert capsys.readouterr().out.splitlines() == [
        "A customer’s story: 1 note",
        "A customer’s story: Not the same on both laptops – Here: here – There: there → both",
    ]
    assert [path.read_bytes() for path in tables] == before


def test_it_comes_in_and_the_other_file_stays_as_it_is(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = tables[1].read_bytes()
    assert run("merge", *tables, "--conflicts", "theirs") == 0
    assert said(tables[0]) == ["new", "there"]
    assert "table two.workshop" in capsys.readouterr().out
    assert tables[1].read_bytes() == before
    assert run("merge", *tables) == 0
    assert "Nothing there is new." in capsys.readouterr().out


@pytest.fixture
def counted(tmp_path: Path) -> tuple[Path, Path]:
    """Two files in which a note has another number of dots, and another one other words."""
    first = prepared(tmp_path, [Person("Li")])
    dots, text = add_notes(
        first.file, "n", BOARD, [NewNote("happened", "counted", 1), NewNote("happened", "draft")]
    )
    path = first.file.path
    theirs = another(first, "table two")
    ours = reopened(path)
    for one, n, words in ((ours, 5, "here"), (theirs, 3, "there")):
        change_note(one.file, "c", dots, votes=n)
        change_note(one.file, "c", text, text=words)
        one.file.close()
    return path, theirs.file.path


def test_what_cannot_stay_twice_says_so(
    counted: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("merge", *counted, "--conflicts", "both") == 0
    out = capsys.readouterr().out.splitlines()
    assert (
        "A customer’s story: Not the same on both laptops, and both cannot stay – "
        "Here: counted · Dots: 5 – There: counted · Dots: 3 → as it is here"
    ) in out
    assert out[-1] == (
        "Both cannot stay, so it is as it is here: A customer’s story (counted · Dots: 5)."
    )
    assert said(counted[0]) == ["counted", "here", "there"]


def test_what_was_chosen_is_not_said_again(
    counted: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("merge", *counted, "--conflicts", "theirs") == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "What table two.workshop had to add is in this session."
    )


def test_conflicts_decide_nothing_that_only_one_laptop_did(tables: tuple[Path, Path]) -> None:
    path = tables[0]
    ours = reopened(path)
    add_notes(ours.file, "n", BOARD, [NewNote("happened", "only here")])
    ours.file.close()
    gone = path.with_name("gone.workshop")
    copyfile(path, gone)
    later = reopened(gone)
    for note in read_notes(later.file, BOARD):
        delete_note(later.file, "d", note.key)
    later.file.close()
    assert run("merge", path, gone, "--conflicts", "theirs") == 0
    assert said(path) == ["here", "only here"]


@pytest.fixture
def voted(tmp_path: Path) -> tuple[Path, Path]:
    """Two files with a vote of eight; in the second four voted once more."""
    first = prepared(tmp_path)
    vote(first, RATED, BALLOTS)
    path = first.file.path
    theirs = another(first, "table two")
    vote(theirs, RATED, BALLOTS[:4])
    theirs.file.close()
    return path, theirs.file.path


def test_a_later_vote_there_is_named_and_stays_unless_it_is_wanted(
    voted: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    round_ = "round 2 (4 ballots) was held there after the last one here. Taken in"
    assert run("merge", *voted) == 0
    out = capsys.readouterr().out
    assert round_ in out
    assert "in place of the one with 8. → Stays there" in out
    assert ballots(voted[0]) == 8
    assert run("merge", *voted, "--later-rounds", "--no-rounds") == 0
    assert ballots(voted[0]) == 8
    capsys.readouterr()
    assert run("merge", *voted, "--later-rounds") == 0
    out = capsys.readouterr().out
    assert "→ Comes in" in out
    assert round_ in out.splitlines()[-1]
    assert ballots(voted[0]) == 4


def ballots(path: Path) -> int:
    """How many voted in the newest round."""
    workshop = reopened(path)
    found = latest(workshop.file, RATED)
    workshop.file.close()
    assert found is not None
    return found.returned


def test_another_workshop_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = prepared(tmp_path / "a"), prepared(tmp_path / "b")
    with theirs.file.edit("t") as edit:
        edit.run_each("UPDATE session SET title = ?", [("Something else",)])
    add_notes(theirs.file, "n", BOARD, [NewNote("happened", "new")])
    paths = [one.file.path for one in (ours, theirs)]
    for one in (ours, theirs):
        one.file.close()
    assert run("merge", *paths) == 1
    assert "“Something else”" in capsys.readouterr().err
    assert said(paths[0]) == []
    assert run("merge", *paths, "--anyway") == 0
    assert said(paths[0]) == ["new"]


@pytest.mark.parametrize(("language", "day", "opens"), [
    ("en", "3 March 2026", "test.workshop may be another workshop: Another title there"),
    ("nl", "3 maart 2026", "test.workshop is misschien een andere workshop: Daar een andere titel"),
])  # fmt: skip
def test_a_doubt_is_one_sentence_in_the_sessions_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, day: str, opens: str
) -> None:
    sides = "a", "b"
    for side in sides:
        (tmp_path / side).mkdir()
    ours, theirs = (session(tmp_path / side, language=language) for side in sides)
    with theirs.file.edit("t") as edit:
        edit.run_each("UPDATE session SET title = 'Other', date = ?", [("2026-03-03",)])
    add_notes(theirs.file, "n", BOARD, [NewNote("happened", "new")])
    for one in (ours, theirs):
        one.file.close()
    assert run("merge", ours.file.path, theirs.file.path) == 1
    out, err = capsys.readouterr()
    assert err.startswith(opens)
    assert day in out
    assert day in err
    actions = tmp_path / "acties.csv"
    actions.write_text("Wat;Wie;Wanneer\n;Li;\n", encoding="utf-8")
    assert run("import", ours.file.path, actions) == 1
    assert ("regel 2" if language == "nl" else "line 2") in capsys.readouterr().err


@pytest.mark.parametrize("bad", ["same", "link", "newer", "damaged", "text", "missing", "trigger"])
def test_what_is_no_other_session_is_refused(
    bad: str, tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = tables
    before = ours.read_bytes()
    expected = {
        "same": "is this session itself", "link": "is this session itself",
        "newer": "newer version", "damaged": "damaged", "text": "not a session file",
        "missing": "There is no file", "trigger": "does not have",
    }
    if bad == "same":
        theirs = ours
    elif bad == "link":
        theirs = ours.with_name("link.workshop")
        theirs.symlink_to(ours)
    elif bad == "newer":
        _set(theirs, "PRAGMA user_version = 99")
    elif bad == "damaged":
        data = theirs.read_bytes()
        theirs.write_bytes(data[: len(data) // 2])
    elif bad == "text":
        theirs.write_text("hello", encoding="utf-8")
    elif bad == "missing":
        theirs = theirs.with_name("nowhere.workshop")
    else:
        _set(theirs, "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END")
    assert run("merge", ours, theirs) == 1
    assert expected[bad] in capsys.readouterr().err
    assert ours.read_bytes() == before


def _set(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def test_one_that_is_open_elsewhere_is_refused(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    held = reopened(tables[1])
    assert run("merge", *tables) == 1
    assert "is already open" in capsys.readouterr().err
    held.file.close()


def test_an_open_round_there_is_refused_and_its_ballots_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = two(tmp_path)
    _open(theirs)
    paths = [one.file.path for one in (ours, theirs)]
    for one in (ours, theirs):
        one.file.close()
    assert run("merge", *paths) == 1
    assert "is still open there" in capsys.readouterr().err


def _open(workshop: Workshop) -> None:
    context = workshop.context(RATED)
    questions = registry.kind(context.activity.kind).questions(context)
    round_ = open_round(workshop.file, RATED, questions, mode="paper")
    for group, answers in column(questions[0].id, [1]):
        cast(workshop.file, round_, questions, answers, key=new_ballot_key(), group=group)


def test_a_change_that_was_interrupted_there_is_taken_back_in_a_copy(
    tables: tuple[Path, Path]
) -> None:
    ours, theirs = tables
    held = apsw.Connection(str(theirs))
    held.pragma("cache_size", 1)
    held.execute("BEGIN; UPDATE note SET text = 'half'")
    held.execute("CREATE TABLE junk (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                 "SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO junk "
                 "SELECT randomblob(500) FROM n")
    crashed = theirs.with_name("crashed.workshop")
    copyfile(theirs, crashed)
    copyfile(f"{theirs}-journal", f"{crashed}-journal")
    held.execute("ROLLBACK")
    held.close()
    before = crashed.read_bytes()
    assert run("merge", ours, crashed) == 0
    assert said(ours) == ["here", "new", "there"]
    assert crashed.read_bytes() == before
    assert crashed.with_name("crashed.workshop-journal").stat().st_size


def test_a_private_pledge_stays_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = prepared(tmp_path, [Person("Li")])
    add_pledge(first.file, "p", PLEDGES, Pledge(start="my secret"))
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    for one, text in ((ours, "secret here"), (theirs, "secret there")):
        (pledge,) = read_pledges(one.file, PLEDGES)
        change_pledge(one.file, "c", Pledge(start=text, key=pledge.key))
    before = rows(ours)
    for one in (ours, theirs):
        one.file.close()
    assert run("merge", path, theirs.file.path, "--preview") == 0
    out = capsys.readouterr().out
    assert "private, kept closed" in out
    assert "secret" not in out
    again = reopened(path)
    assert rows(again) == before
    again.file.close()


def test_a_list_is_previewed_then_taken_in_whole_or_not(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    session, actions = tables[0], tables[0].with_name("acties.csv")
    actions.write_text("Wat;Wie;Wanneer\nBel terug;Li;30-9-2026\n;Li;\n", encoding="utf-8")
    assert run("import", session, actions, "--preview") == 1
    out, err = capsys.readouterr()
    assert "Action plan: 1 row" in out
    assert "Bel terug | Li · 30-9-2026" in out
    assert "The import would be refused:" in out
    assert "line 3: there is no text" in err
    assert run("import", session, actions) == 1
    assert "line 3: there is no text" in capsys.readouterr().err
    actions.write_text("Wat;Wie;Wanneer\nBel terug;Li;30-9-2026\n", encoding="utf-8")
    assert run("import", session, actions) == 0
    assert "1 row imported from acties.csv." in capsys.readouterr().out
    workshop = reopened(session)
    (li,) = read_people(workshop.file)
    assert [(one.title, one.owner) for one in read_actions(workshop.file, PLAN)] == [
        ("Bel terug", li.key)
    ]
    workshop.file.close()


def test_a_list_for_no_activity_is_refused(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tables[0].with_name("notes.csv")
    notes.write_text("place,text\nhappened,one\n", encoding="utf-8")
    assert run("import", tables[0], notes) == 1
    assert "does not say which activity" in capsys.readouterr().err
    assert run("import", tables[0], notes, "nowhere") == 1
    assert run("import", tables[0], notes, BOARD) == 0
    assert said(tables[0]) == ["here", "one"]


def test_the_same_list_comes_in_twice_only_when_it_is_said(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    session, notes = tables[0], tables[0].with_name("notes.csv")
    notes.write_text("place,text\nhappened,one\n", encoding="utf-8")
    assert run("import", session, notes, BOARD, "--preview") == 0
    assert run("import", session, notes, BOARD) == 0
    capsys.readouterr()
    assert run("import", session, notes, BOARD) == 0
    assert capsys.readouterr().out == (
        "1 of these 1 rows is here already, and stays out.\nNothing was imported.\n"
    )
    assert said(session) == ["here", "one"]
    assert run("import", session, notes, BOARD, "--again") == 0
    assert said(session) == ["here", "one", "one"]

"""Damaged files: never silently wrong, rescued row by row, and the original untouched."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from tests.kinds.voting import activity, make, parts, small_method, vote
from workshop_app import cli
from workshop_app.assembly.demo import play_sample, sample_workshop
from workshop_app.assembly.rescue import rescue_session
from workshop_app.assembly.sound_counts import check_tallies
from workshop_app.errors import UserError
from workshop_app.method.model import Part
from workshop_app.method.question import Question
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile, checksums, schema
from workshop_app.storage.pages import Pages
from workshop_app.storage.rounds import cast, new_ballot_key, open_round
from workshop_app.storage.tally import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLIPS = 600
DESTROYED = 60
PAGE = 4096
ASKED = (Question("word", "?", "word", ()),)
Content = dict[str, Counter[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole day with everything in it and a thousand notes more; one round is open."""
    path = tmp_path_factory.mktemp("rescue") / "day.workshop"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_APP_HOME", str(path.parent / "home"))
        workshop = sample_workshop(path)
        with workshop.file as file:
            for _ in play_sample(workshop):
                pass
            notes = [
                NewNote("happened", f"Note {n} as people say it, {n * n}") for n in range(1000)
            ]
            add_notes(file, "Add", "see-customer-story", notes)
            round_ = open_round(file, "be-heartbeat", ASKED, mode="paper")
            for n in range(40):
                cast(file, round_, ASKED, {"word": f"calm {n}"}, key=new_ballot_key())
    return path.read_bytes()


def content(path: Path) -> Content:
    connection = apsw.Connection(str(path))
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).fetchall()
        return {
            str(name): Counter(connection.execute(f"SELECT * FROM {name}").fetchall())
            for (name,) in tables
            if name != "journal"
        }
    finally:
        connection.close()


@pytest.fixture
def whole(day: bytes, tmp_path: Path) -> Content:
    path = tmp_path / "whole.workshop"
    path.write_bytes(day)
    return content(path)


def flips(data: bytes, number: int) -> Iterator[bytes]:
    """The file with one bit changed, at places that depend on nothing but the number."""
    chance = random.Random(8)
    for _ in range(number):
        place, bit = chance.randrange(len(data)), chance.randrange(8)
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        yield bytes(changed)


def destroyed(data: bytes, number: int) -> Iterator[tuple[int, bytes]]:
    """The file with one page of noise; every page of a small file, some of a large one."""
    chance = random.Random(9)
    pages = list(range(len(data) // PAGE))
    for page in sorted(chance.sample(pages, min(number, len(pages)))):
        yield page, data[: page * PAGE] + chance.randbytes(PAGE) + data[(page + 1) * PAGE :]


def _silently_wrong(path: Path, data: bytes, whole: Content) -> bool:
    """Whether the file opens as if it were sound and holds something else."""
    path.write_bytes(data)
    try:
        with SessionFile.open(path, writable=False):
            pass
        return content(path) != whole
    except UnicodeDecodeError:
        return True
    except (UserError, apsw.Error):
        return False
    finally:
        assert path.read_bytes() == data


def test_a_flipped_bit_is_noticed_or_means_nothing(
    day: bytes, whole: Content, tmp_path: Path
) -> None:
    """PROMISES 8: 600 flips, and every bit of the file's head."""
    path = tmp_path / "bad.workshop"
    wrong = sum(_silently_wrong(path, data, whole) for data in flips(day, FLIPS))
    head = (
        day[:place] + bytes([day[place] ^ 1 << bit]) + day[place + 1 :]
        for place in range(100)
        for bit in range(8)
    )
    wrong += sum(_silently_wrong(path, data, whole) for data in head)
    assert wrong == 0


def test_without_checksums_some_flips_would_pass(tmp_path: Path, day: bytes) -> None:
    """The control: the same file without its checksums."""
    path, source = tmp_path / "plain.workshop", tmp_path / "day.workshop"
    source.write_bytes(day)
    connection = apsw.Connection(str(path))
    connection.pragma("application_id", schema.APPLICATION_ID)
    connection.pragma("user_version", schema.VERSION)
    for statement in schema.SCHEMAS[schema.VERSION]:
        connection.execute(statement)
    connection.execute("ATTACH ? AS whole", (str(source),))
    for table in content(source):
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM whole.{table}")
    connection.close()
    data = path.read_bytes()
    assert data[20] == 0
    whole = content(path)
    assert sum(_silently_wrong(path, changed, whole) for changed in flips(data, FLIPS))


def test_destroyed_pages_cost_little_and_nothing_wrong_comes_back(
    day: bytes, whole: Content, tmp_path: Path
) -> None:
    """PROMISES 8: 60 destroyed pages; at least 95 % of all rows, and no other rows."""
    path, target = tmp_path / "bad.workshop", tmp_path / "new.workshop"
    rows = sum(of.total() for of in whole.values())
    came = cases = 0
    for page, data in destroyed(day, DESTROYED):
        path.write_bytes(data)
        report = rescue_session(path, target)
        assert path.read_bytes() == data
        found = content(target)
        for table, of in found.items():
            came_from = _unsealed if table == "round" else Counter
            known = came_from(of) <= came_from(whole[table])
            assert table == "session" or known, f"page {page}: {table}"
        _assert_rounds_are_whole(found, whole)
        came += sum(of.total() for of in found.values())
        cases += 1
        assert str(path) in report.lines(report.words)[-1]
        with SessionFile.open(target) as file:
            Workshop(file)
            check_tallies(file)
        target.unlink()
    assert cases == DESTROYED
    assert came / (cases * rows) >= 0.95


def _unsealed(rounds: Counter[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """One that lost its groups is sealed anew."""
    return Counter(row[:-1] for row in rounds.elements())


def _assert_rounds_are_whole(found: Content, whole: Content) -> None:
    for key, _, _, _, _, state, *_ in found["round"]:
        for table in ("round_question", "ballot", "voted"):
            assert _of(found, table, key) == _of(whole, table, key)
        groups = {name for _, name, *_ in _of(found, "tally_group", key)}
        total = {row for row in _of(whole, "tally", key) if row[2] == "\n"}
        assert total == {row for row in _of(found, "tally", key) if row[2] == "\n"}
        assert state == "open" or total
        if groups:
            assert _of(found, "tally", key) == _of(whole, "tally", key)
            assert _of(found, "tally_group", key) == _of(whole, "tally_group", key)


def _of(found: Content, table: str, key: object) -> set[tuple[Any, ...]]:
    return {row for row in found[table] if row[0] == key}


def test_rescuing_a_flipped_file_brings_nothing_wrong(
    day: bytes, whole: Content, tmp_path: Path
) -> None:
    path, target = tmp_path / "bad.workshop", tmp_path / "new.workshop"
    for data in flips(day, 30):
        path.write_bytes(data)
        rescue_session(path, target)
        found = content(target)
        assert all(of <= whole[table] for table, of in found.items() if table != "session")
        _assert_rounds_are_whole(found, whole)
        target.unlink()


def test_a_truncated_file_gives_what_is_there(day: bytes, whole: Content, tmp_path: Path) -> None:
    path, target = tmp_path / "bad.workshop", tmp_path / "new.workshop"
    for share in (0.3, 0.6, 0.9):
        path.write_bytes(day[: int(len(day) * share)])
        rescue_session(path, target)
        found = content(target)
        assert all(of <= whole[table] for table, of in found.items() if table != "session")
        _assert_rounds_are_whole(found, whole)
        target.unlink()


def test_a_ranking_comes_with_its_order_by_pairs(tmp_path: Path) -> None:
    lists = {"questions": (Part("r", {"form": "rank", "places": 1}),), "options": parts(*"abc")}
    workshop = make(tmp_path, small_method(activity("poll", lists)))
    with workshop.file:
        vote(workshop, "see-poll", [("", {"a": "1"})] * 3 + [("", {"b": "1"})] * 2)
        (page,) = workshop.file.row("SELECT rootpage FROM sqlite_schema WHERE name = 'note'") or ()
    path, target = workshop.file.path, tmp_path / "new.workshop"
    before, data = content(path), bytearray(path.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    rescue_session(path, target)
    assert {row[1] for row in content(target)["tally"]} == {*"abc", PAIRS} - {"c"}
    assert content(target)["tally"] == before["tally"]


def test_a_change_that_was_interrupted_is_taken_back_first(day: bytes, tmp_path: Path) -> None:
    """The journal beside the file belongs to it; both are only read."""
    path, target = tmp_path / "bad.workshop", tmp_path / "new.workshop"
    path.write_bytes(day)
    connection = apsw.Connection(str(path))
    connection.pragma("cache_size", 1)
    connection.execute("BEGIN")
    connection.execute("UPDATE note SET text = 'half of a change'")
    journal = path.with_name(path.name + "-journal")
    torn, log = path.read_bytes(), journal.read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    assert b"half of a change" in torn
    path.write_bytes(torn)
    journal.write_bytes(log)
    rescue_session(path, target)
    assert (path.read_bytes(), journal.read_bytes()) == (torn, log)
    assert not any(row[3] == "half of a change" for row in content(target)["note"])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7" * 999, bytes(40_000), b"\x0d" * 40_000])
def test_what_holds_no_session_gives_a_sentence_and_no_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.workshop"
    path.write_bytes(data)
    with pytest.raises(UserError, match="Nothing of a session"):
        rescue_session(path, tmp_path / "new.workshop")
    assert [one.name for one in tmp_path.iterdir()] == ["bad.workshop"]


def test_noise_is_read_to_its_end(tmp_path: Path) -> None:
    """Whatever a page holds, reading it ends and raises nothing."""
    chance = random.Random(7)
    for _ in range(300):
        pages = bytearray(chance.randbytes(PAGE * 6))
        for page in range(6):
            pages[page * PAGE] = chance.choice((2, 5, 10, 13))
            pages[page * PAGE + 3 : page * PAGE + 5] = chance.randrange(60).to_bytes(2, "big")
        read = Pages(bytes(pages))
        for root in [1, *read.orphans(set())]:
            list(read.rows(root, set()))


def test_the_command_says_what_came_and_what_did_not(
    day: bytes, whole: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = tmp_path / "bad.workshop", tmp_path / "new.workshop"
    lost = day.index(b"Note 500 as people") // PAGE
    path.write_bytes(day[: lost * PAGE] + bytes(PAGE) + day[(lost + 1) * PAGE :])
    assert cli.main(["check", str(path)]) == 1
    assert "is damaged" in capsys.readouterr().err
    assert cli.main(["rescue", str(path), "-o", str(target)]) == 0
    said = capsys.readouterr().out
    assert "Something is missing of: notes." in said
    assert f"{len(whole['person'])} people" in said
    assert said.rstrip().endswith(f"The damaged file is unchanged: {path}")
    assert cli.main(["check", str(target)]) == 0
    assert cli.main(["rescue", str(path), "-o", str(target)]) == 1
    assert "already exists" in capsys.readouterr().err


def test_every_page_of_a_new_file_carries_a_checksum(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / "a.workshop") as file:
        assert file.connection.reserve_bytes() == checksums.RESERVED
    data = (tmp_path / "a.workshop").read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    assert len(pages) > 5
    assert all(map(checksums.is_sound, pages))

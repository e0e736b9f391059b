"""A session file with values that no session has: one sentence, and nothing is changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from tests.kinds.voting import activity, make, parts, small_method, vote
from workshop_app import cli
from workshop_app.assembly.demo import play_sample, sample_workshop
from workshop_app.assembly.sound import check_sound
from workshop_app.assembly.sound_counts import check_tallies
from workshop_app.errors import UserError
from workshop_app.method.model import Part
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole day's session, which is sound at every step."""
    path = tmp_path_factory.mktemp("sound") / "day.workshop"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_APP_HOME", str(path.parent / "home"))
        workshop = sample_workshop(path)
        with workshop.file:
            for _ in play_sample(workshop):
                check_sound(workshop.file)
                check_tallies(workshop.file)
    return path.read_bytes()


def _change(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma("ignore_check_constraints", 1)
    before = connection.total_changes()
    connection.execute(sql)
    assert connection.total_changes() > before, "the test changes nothing"
    connection.close()


HOSTILE = [
    "UPDATE session SET settings = '{'",
    "UPDATE session SET settings = '[]'",
    "UPDATE session SET settings = '{\"rounds\": {\"see-checklist\": 5}}'",
    "UPDATE session SET language = '../../etc'",
    "UPDATE session SET date = 'yesterday'",
    "UPDATE session SET date = '0001-01-01'",
    "UPDATE session SET starts_at = '99:99'",
    "UPDATE session SET title = x'ff00ff'",
    "UPDATE session SET title = CAST(x'ff' AS TEXT)",
    "UPDATE session SET method = 'null'",
    "UPDATE session SET minimum_group = 3.5",
    "UPDATE live SET page = -1",
    "UPDATE live SET step = 'abc'",
    "UPDATE live SET frozen = 'a/b/c'",
    "UPDATE live SET timer_left = 9e999",
    "UPDATE live SET timer_started_at = '2026-01-01T00:00:00'",
    "UPDATE slot SET activity = 'nope' WHERE position = 1",
    "UPDATE slot SET minutes = 9000000000000000000 WHERE position = 1",
    "UPDATE held SET started_at = 'x'",
    "UPDATE person SET name = x'ff'",
    "UPDATE person SET level = 2.5",
    "UPDATE note SET votes = -5",
    "UPDATE note SET text = printf('%.*c', 3000000, 'x')",
    "UPDATE round SET mode = 'zz'",
    "UPDATE note SET position = 9e999",
    "UPDATE round SET merged = '{'",
    "UPDATE round SET merged = '[1, null]'",
    "UPDATE round SET minimum = 1",
    "UPDATE round SET returned = -3",
    "UPDATE round SET state = 'open'",
    "UPDATE round_question SET answers = '[]'",
    "UPDATE round_question SET answers = '[\"a\", \"b\"]'",
    "UPDATE round_question SET form = 'zz'",
    "UPDATE tally SET votes = -1",
    "UPDATE tally SET votes = 1.5",
    "UPDATE tally SET answer = '9' || answer",
    "UPDATE pledge SET check_date = '9999-99-99'",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_values_that_a_session_cannot_have_get_one_sentence(
    sql: str, played: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.workshop"
    path.write_bytes(played)
    _change(path, sql)
    before = path.read_bytes()
    for command in (["check"], ["results"], ["booklet", "-o", str(tmp_path / "x.pdf")]):
        assert cli.main([command[0], str(path), *command[1:]]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "day.workshop" in said.err or "The method in this session" in said.err
        assert said.err.count("\n") == 1
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["day.workshop"]


def _activities(method: dict[str, Any], **fields: object) -> None:
    for one in method["activities"]:
        one.update(fields)


@pytest.mark.parametrize(
    "fields",
    [{"kind": "evil"}, {"lists": {}}, {"settings": {}}, {"minutes": [5, "x"]}, {"phase": "x"}],
)
def test_a_method_that_its_kinds_cannot_work_with_is_refused(
    fields: dict[str, object], played: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.workshop"
    path.write_bytes(played)
    connection = apsw.Connection(str(path))
    method = json.loads(str(connection.execute("SELECT method FROM session").get))
    _activities(method, **fields)
    connection.execute("UPDATE session SET method = ?", (json.dumps(method),))
    connection.close()
    assert cli.main(["results", str(path)]) == 1
    assert "values that a session cannot have" in capsys.readouterr().err


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE tally SET votes = votes + 100 WHERE votes > 0",
        "UPDATE tally SET votes = votes + 1 WHERE name = 'top' AND votes > 0",
        "UPDATE tally_group SET ballots = ballots + 20",
        "UPDATE round SET returned = 3",
        "INSERT INTO tally_group SELECT key, 'ghost', 9, 100 FROM round",
    ],
)
def test_counts_that_were_changed_are_noticed(
    sql: str, played: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.workshop"
    path.write_bytes(played)
    assert cli.main(["check", str(path)]) == 0
    capsys.readouterr()
    _change(path, sql)
    assert cli.main(["check", str(path)]) == 1
    assert "do not add up" in capsys.readouterr().err


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE tally SET votes = 0 WHERE question = '>' AND answer = 'c'",
        "UPDATE tally SET votes = votes + 1 WHERE question = '>'",
        "UPDATE tally SET answer = 'z' WHERE question = '>' AND answer = 'a'",
        "UPDATE tally SET name = 'top' WHERE question = '>'",
        "DELETE FROM tally WHERE question = '>' AND answer = 'b'",
    ],
)
def test_an_order_by_pairs_that_was_changed_is_noticed(sql: str, tmp_path: Path) -> None:
    lists = {"questions": (Part("r", {"form": "rank", "places": 1}),), "options": parts(*"abc")}
    with make(tmp_path, small_method(activity("poll", lists))).file as file:
        vote(Workshop(file), "see-poll", [("", {"a": "1"})] * 3 + [("", {"b": "1"})] * 2)
        check_sound(file)
        check_tallies(file)
        path = file.path
    _change(path, sql)
    with SessionFile.open(path) as file, pytest.raises(UserError, match="do not add up"):
        check_tallies(file)


def test_check_steers_no_terminal(
    played: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.workshop"
    path.write_bytes(played)
    _change(path, "UPDATE session SET title = 'a' || char(27) || '[2J' || char(8238) || 'b'")
    assert cli.main(["check", str(path)]) == 0
    said = capsys.readouterr().out
    assert "a\\x1b[2J\\u202eb" in said
    assert said.replace("\n", "").isprintable()

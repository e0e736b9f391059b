"""Where a bug ends up: told once, reported once, without a word that people said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from workshop_app import excepthook, paths
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[UserError]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    found: list[UserError] = []
    excepthook.install(found.append)
    return found


def _uncaught(action: Callable[[], object]) -> None:
    try:
        action()
    except BaseException:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        sys.excepthook(kind, error, trace)
        if isinstance(error, SystemExit):
            raise


def _bug() -> None:
    raise ValueError("what Ana said")


def _other_bug() -> None:
    raise ValueError("what Bo said")


def test_a_sentence_for_people_is_told_as_it_is(told: list[UserError], home: Path) -> None:
    error = UserError("The disk is full.")

    def fail() -> None:
        raise error

    _uncaught(fail)
    assert told == [error]
    assert not home.exists()


def test_a_bug_leaves_a_report_without_what_was_said(
    told: list[UserError], expected_log: Callable[[str], None]
) -> None:
    expected_log("Uncaught")
    _uncaught(_bug)
    [report] = paths.reports_folder().iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "_bug" in text
    assert text.count("Ana") == text.count('raise ValueError("what Ana said")'), "only our line"
    assert str(report) in told[0].sentence


def test_the_same_bug_is_reported_once_and_another_by_itself(
    told: list[UserError], expected_log: Callable[[str], None]
) -> None:
    expected_log("Uncaught")
    for _ in range(5):
        _uncaught(_bug)
    _uncaught(_other_bug)
    assert len(list(paths.reports_folder().iterdir())) == 2
    assert len(told) == 6


def test_where_nothing_can_be_written_it_is_still_told(
    told: list[UserError],
    expected_log: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected_log("Uncaught")
    (tmp_path / "plain").write_bytes(b"")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "plain"))
    _uncaught(_bug)
    assert "The session is safe and stays open." in told[0].sentence

"""The list of recent sessions: order, damage, files that went."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

from workshop_app.session.info import Info
from workshop_app.session.preferences import Preferences
from workshop_app.session.recent import MOST, RecentSessions


def _info(title: str, client: str = "Northlight") -> Info:
    return Info(title, client, date(2026, 3, 3), "", "", "en", 4, time(9, 0))


def _open(path: Path) -> RecentSessions:
    return RecentSessions(Preferences(path))


def test_the_newest_is_first_and_nothing_stands_there_twice(tmp_path: Path) -> None:
    recent = _open(tmp_path / "settings.json")
    assert recent.read() == []
    for name in ("a", "b", "a"):
        recent.remember(tmp_path / f"{name}.workshop", _info(f"Title of {name} “ë”"))
    found = _open(tmp_path / "settings.json").read()
    assert [entry.path.name for entry in found] == ["a.workshop", "b.workshop"]
    assert found[0].title == "Title of a “ë”"
    assert (found[0].client, found[0].day) == ("Northlight", date(2026, 3, 3))


def test_a_changed_title_is_taken_up(tmp_path: Path) -> None:
    recent = _open(tmp_path / "settings.json")
    recent.remember(tmp_path / "a.workshop", _info("Before"))
    recent.remember(tmp_path / "a.workshop", _info("After"))
    assert [entry.title for entry in recent.read()] == ["After"]


def test_a_missing_file_stays_on_the_list(tmp_path: Path) -> None:
    recent = _open(tmp_path / "settings.json")
    path = tmp_path / "a.workshop"
    path.touch()
    recent.remember(path, _info("A"))
    assert [entry.is_there for entry in recent.read()] == [True]
    path.unlink()
    assert [entry.is_there for entry in recent.read()] == [False]


def test_the_list_stays_short_and_other_preferences_stay(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.write("console_theme", "dark")
    recent = RecentSessions(preferences)
    for number in range(MOST + 5):
        recent.remember(tmp_path / f"{number}.workshop", _info(str(number)))
    assert len(recent.read()) == MOST
    assert recent.read()[0].title == str(MOST + 4)
    assert Preferences(tmp_path / "settings.json").read("console_theme") == "dark"


def test_a_path_from_another_folder_is_kept_whole(tmp_path: Path) -> None:
    recent = _open(tmp_path / "settings.json")
    recent.remember(Path("day.workshop"), _info("A"))
    assert recent.read()[0].path == Path.cwd() / "day.workshop"


def test_a_damaged_list_costs_only_what_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    good = ["/a.workshop", "A", "", "2026-03-03"]
    for damaged in ("{", "7", '{"a": 1}', "null"):
        path.write_text(json.dumps({"recent_sessions": damaged}), encoding="utf-8")
        assert _open(path).read() == []
    mixed = json.dumps([good, ["/b.workshop", "B", "", "soon"], 7, ["x"], None])
    path.write_text(json.dumps({"recent_sessions": mixed}), encoding="utf-8")
    assert [entry.title for entry in _open(path).read()] == ["A"]

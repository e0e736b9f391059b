"""The line of every key, in every way TOML can write it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from workshop_app.method.lines import line_index

ROOT = Path(__file__).parents[2]

TEXT = '''\
# a comment with [brackets] and "quotes"
title = "one"   # and = behind

[activity-a]
kind = "rating"
minutes = [5, 10]
items = [
    { id = "a1", axis = "x" },  # a comment, with a comma
    "a2",

    { id = "a3", axis = "y" },
]
case = """
[not-a-table]
not_a_key = 1
\\""" still inside"""
after = 1

["quoted table".sub]
'single' = 'c:\\no escape'
dotted.key.deep = true

[[reading]]
title = "first"
[[reading]]
title = "second"
note = \'\'\'
three \'quotes\' inside
\'\'\'
[reading.more]
year = 1979-05-27
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("activity-a",), 4),
        (("activity-a", "kind"), 5),
        (("activity-a", "minutes", 1), 6),
        (("activity-a", "items"), 7),
        (("activity-a", "items", 0), 8),
        (("activity-a", "items", 0, "axis"), 8),
        (("activity-a", "items", 1), 9),
        (("activity-a", "items", 2, "axis"), 11),
        (("activity-a", "case"), 13),
        (("activity-a", "after"), 17),
        (("quoted table", "sub", "single"), 20),
        (("quoted table", "sub", "dotted", "key", "deep"), 21),
        (("reading",), 23),
        (("reading", 0, "title"), 24),
        (("reading", 1), 25),
        (("reading", 1, "title"), 26),
        (("reading", 1, "note"), 27),
        (("reading", 1, "more", "year"), 31),
    ],
)
def test_every_way_to_write_a_key_is_found(path: tuple[str | int, ...], line: int) -> None:
    assert line_index(TEXT)[path] == line


def test_only_what_is_there_is_found() -> None:
    assert ("not-a-table",) not in line_index(TEXT)
    assert ("activity-a", "not_a_key") not in line_index(TEXT)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "a=1", "a = 1\n[b]\n"])
def test_short_files_end_well(text: str) -> None:
    assert set(line_index(text)) == {(key,) for key in tomllib.loads(text)}


@pytest.mark.parametrize(
    "file", sorted((ROOT / "resources" / "methods").rglob("*.toml")), ids=lambda file: file.stem
)
def test_in_a_real_file_every_path_has_its_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    index = line_index(text)
    for path in _paths(tomllib.loads(text)):
        assert path in index
        if isinstance(path[-1], str):
            assert path[-1] in lines[index[path] - 1]


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    found = [path] if path else []
    for key, entry in inside:
        found += _paths(entry, (*path, key))
    return found

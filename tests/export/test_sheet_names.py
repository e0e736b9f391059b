"""Names of sheets that Excel takes."""

from __future__ import annotations

from workshop_app.export.sheet_names import LONGEST, sheet_names


def names(*wanted: str) -> list[str]:
    return sheet_names(wanted, "Sheet")


def test_a_plain_name_stays() -> None:
    assert names("Action plan") == ["Action plan"]


def test_forbidden_signs_go() -> None:
    assert names("a/b:c*d?[e]\\f", "'quoted'", "\x00", "") == [
        "a b c d e f", "quoted", "Sheet", "Sheet 2",
    ]


def test_long_names_are_cut_and_doubles_numbered() -> None:
    long = "What do our customers gain from us today"
    found = names(long, long.upper(), long, "History")
    assert len({name.casefold() for name in found}) == 4
    assert all(len(name) <= LONGEST for name in found)
    assert found[0].endswith("…")
    assert found[3] == "History 2"


def test_length_counts_as_utf_16_does() -> None:
    (found,) = names("😀" * 30)
    assert len(found.encode("utf-16-le")) // 2 <= LONGEST
    assert found.startswith("😀")

"""What people say never becomes a formula, and always comes back as it was said."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.export.safe_text import guarded, is_risky, unguarded, writable

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
RISKY = [f"{start}1+1" for start in STARTS]
RISKY += [" =1+1", "\u200b=1", '"=1', '=HYPERLINK("http://x")', "@SUM(1)", "\t=1", "\ufeff=2"]


@pytest.mark.parametrize("text", RISKY)
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert is_risky(text)
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "a = b", "3 + 4", "a-b", "me@home", "’t is", "€ 5", "(=1)"])
def test_other_text_is_left_alone(text: str) -> None:
    assert not is_risky(text)
    assert guarded(text) == text


def _split_by(separator: str, text: str) -> list[str]:
    """What a program finds that takes another sign for the separator."""
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize("said", ["good; =cmd|x", "good;=1", 'a ;"=1', "a;\u200b=1", "a\t@x"])
def test_a_cell_that_another_separator_begins_is_no_formula_either(said: str) -> None:
    separator = "\t" if "\t" in said else ";"
    line = io.StringIO(newline="")
    csv.writer(line).writerow(["first", guarded(said)])
    assert not any(is_risky(cell) for cell in _split_by(separator, line.getvalue().strip()))
    assert unguarded(guarded(said)) == said
    bare = io.StringIO(newline="")
    csv.writer(bare).writerow(["first", said])
    assert any(is_risky(cell) for cell in _split_by(separator, bare.getvalue().strip()))


@given(st.text(alphabet=[*"ab =+-@;'\"\t\r\n,’＝", "\u200b"], max_size=12))
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(max_size=40))
def test_so_does_any_other_as_far_as_a_file_can_hold_it(text: str) -> None:
    assert unguarded(guarded(text)) == writable(text)


def test_what_no_file_can_hold_is_left_out() -> None:
    assert writable("a\x00b\ud800c\x1fd\uffffe\tf") == "abcde\tf"

"""Names for session files: good on every system, and never an existing one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.file_names import LONGEST, free_path
from workshop_app.session.file_names import checked_name, suggested_name

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("Northlight", "Northlight 2026-03-03.workshop"),
        ("  Ñorth & Söhne  ", "Ñorth & Söhne 2026-03-03.workshop"),
        ("A/B: what? “yes”\n", "A B what “yes” 2026-03-03.workshop"),
        ("..", "2026-03-03.workshop"),
        ("", "2026-03-03.workshop"),
    ],
)
def test_a_name_is_suggested_from_client_and_day(about: str, name: str) -> None:
    assert suggested_name(about, DAY) == name
    assert checked_name(name) == name


def test_a_long_client_still_gives_a_name_that_is_taken(tmp_path: Path) -> None:
    name = suggested_name("Ñ" * 300, DAY)
    assert checked_name(name) == name
    (tmp_path / name).touch()
    assert name.endswith("Ñ 2026-03-03.workshop")


@pytest.mark.parametrize("text", ["day", " day.workshop ", "day.WORKSHOP", "day. "])
def test_a_typed_name_gets_its_ending(text: str) -> None:
    assert checked_name(text) == "day.workshop"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no name"),
        (".workshop", "no name"),
        ("a/b:c", "characters: / :"),
        ("a\tb", "characters: ¶"),
        ("con", "“con”"),
        ("LPT1.old", "“LPT1.old”"),
        (".hidden", "“.hidden”"),
        ("x" * (LONGEST + 1), "longer"),
    ],
)
def test_a_name_that_some_system_refuses_gets_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UserError, match=r"still here") as refused:
        checked_name(text)
    assert said in str(refused.value)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    assert free_path(tmp_path, "day.workshop").name == "day.workshop"
    for taken, free in (("day", "day 2"), ("day 2", "day 3")):
        (tmp_path / f"{taken}.workshop").touch()
        assert free_path(tmp_path, "day.workshop").name == f"{free}.workshop"

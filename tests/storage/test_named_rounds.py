"""Rounds with names: who answered what is kept, results are as ever, and nobody votes twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.method.question import Answer, Question
from workshop_app.session.people import Person, add_people
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.copies import make_copy
from workshop_app.storage.tally import latest, tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.storage.tally import Round

FIVE = tuple(Answer(str(n), f"word {n}") for n in range(1, 6))
LINES = (Question("q1", "?", "scale", FIVE), Question("q2", "?", "word", ()))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "votes.workshop") as made:
        yield made


@pytest.fixture
def people(file: SessionFile) -> list[str]:
    names = ("Ann", "Bo", "Cy", "Di", "Ed")
    return [one.key for one in add_people(file, "", [Person(name) for name in names])]


def opened(file: SessionFile, *, named: bool = True) -> Round:
    return rounds.open_round(file, "x", LINES, mode="booth+paper", expected=5, named=named)


def cast(
    file: SessionFile, round_: Round, person: str, answer: str, key: str = "", way: str = "booth"
) -> None:
    rounds.cast(
        file, round_, LINES, {"q1": answer}, key=key or f"of {person}", seat=person, way=way
    )


def kept(file: SessionFile) -> list[tuple[str, str, str]]:
    return file.rows("SELECT person, question, answer FROM named_answer ORDER BY 1, 2")


def test_who_answered_what_is_kept_and_counted_as_ever(
    file: SessionFile, people: list[str]
) -> None:
    results = {}
    for named in (True, False):
        round_ = opened(file, named=named)
        for place, person in enumerate(people):
            cast(file, round_, person, str(1 + place % 2))
        rounds.cast(file, round_, LINES, {}, key=f"of {people[4]}", seat=people[4])
        rounds.close_round(file, round_)
        found = tally(file, "x")
        assert found is not None
        results[named] = found.total.counts
        assert found.round.named is named
    assert results[True] == results[False]
    expected = [(person, "", "") for person in people]
    expected += [(person, "q1", str(1 + n % 2)) for n, person in enumerate(people[:4])]
    assert kept(file) == sorted(expected)
    for table in ("ballot", "voted"):
        assert file.rows(f"SELECT * FROM {table}") == []


def test_before_closing_and_in_an_anonymous_round_no_name_is_kept(
    file: SessionFile, people: list[str]
) -> None:
    round_ = opened(file, named=False)
    for person in people:
        cast(file, round_, person, "3")
    assert {answer for (answer,) in file.rows("SELECT answer FROM ballot")} == {"", "3"}
    rounds.close_round(file, round_)
    round_ = opened(file)
    cast(file, round_, people[0], "3")
    assert kept(file) == []


def test_a_person_votes_once_in_whatever_way(file: SessionFile, people: list[str]) -> None:
    round_ = opened(file)
    cast(file, round_, people[0], "1")
    with pytest.raises(UserError, match="voted already"):
        cast(file, round_, people[0], "5", key="a sheet", way="paper")
    cast(file, round_, people[0], "2")
    assert rounds.cast_many(
        file, round_, LINES,
        [("p1", people[1], "", {}), ("p2", people[1], "", {}), ("p1", people[1], "", {"q1": "4"})],
        way="phones",
    ) == ["saved", "voted", "saved"]  # fmt: skip
    rounds.close_round(file, round_)
    assert [row for row in kept(file) if row[1]] == sorted(
        [(people[0], "q1", "2"), (people[1], "q1", "4")]
    )
    found = latest(file, "x")
    assert found is not None
    assert found.mode == "booth+phones", "the ways that were used"


def test_a_sheet_that_was_keyed_for_the_wrong_person_frees_the_first(
    file: SessionFile, people: list[str]
) -> None:
    round_ = opened(file)
    cast(file, round_, people[0], "1", key="sheet")
    cast(file, round_, people[1], "1", key="sheet")
    cast(file, round_, people[0], "5")
    with pytest.raises(UserError, match="voted already"):
        cast(file, round_, people[0], "5", key="sheet")
    rounds.withdraw(file, round_, "sheet")
    cast(file, round_, people[1], "4")
    rounds.close_round(file, round_)
    assert [answer for _, question, answer in kept(file) if question] == [
        {people[0]: "5", people[1]: "4"}[person] for person in sorted(people[:2])
    ]


def test_a_ballot_takes_the_place_of_another_in_one_transaction(
    file: SessionFile, people: list[str]
) -> None:
    round_ = opened(file)
    cast(file, round_, people[0], "1", key="phone")
    with pytest.raises(UserError, match="no room"), rounds.replacing(
        file, round_, people[0], "sheet"
    ):
        raise UserError("There is no room.")
    assert file.rows("SELECT key, answer FROM ballot WHERE question = 'q1'") == [("phone", "1")]
    for answer in "45":
        with rounds.replacing(file, round_, people[0], "sheet"):
            cast(file, round_, people[0], answer, key="sheet", way="paper")
    with pytest.raises(UserError, match="voted already"):
        cast(file, round_, people[0], "1", key="phone")
    rounds.close_round(file, round_)
    assert kept(file) == [(people[0], "", ""), (people[0], "q1", "5")]


@pytest.mark.parametrize("person", ["", "nobody"])
def test_a_ballot_with_names_has_one_of_the_list(
    file: SessionFile, people: list[str], person: str
) -> None:
    round_ = opened(file)
    with pytest.raises(ValueError, match="ballot"):
        cast(file, round_, person, "1")


def test_a_sheet_that_is_withdrawn_may_be_keyed_again(file: SessionFile) -> None:
    round_ = opened(file, named=False)
    cast(file, round_, "sheet 1", "1", key="a")
    with pytest.raises(UserError, match="voted already"):
        cast(file, round_, "sheet 1", "2", key="b")
    rounds.withdraw(file, round_, "a", "sheet 1")
    cast(file, round_, "sheet 1", "2", key="b")
    assert latest(file, "x") == round_._replace(returned=1)


def test_copies_without_ballots_keep_the_names_of_closed_rounds_only(
    file: SessionFile, people: list[str], tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    first = opened(file)
    for person in people:
        cast(file, first, person, "3")
    rounds.close_round(file, first)
    second = opened(file)
    cast(file, second, people[0], "1")
    made = make_copy(file, tmp_path / "copies", datetime.now(UTC), ballots=False)
    with SessionFile.open(made) as copy:
        assert kept(copy) == kept(file)
        assert copy.rows("SELECT * FROM ballot") == []


def test_names_are_in_no_undo_step(file: SessionFile, people: list[str]) -> None:
    round_ = opened(file)
    for person in people:
        cast(file, round_, person, "3")
    before = file.history.entries()
    rounds.close_round(file, round_)
    assert file.history.entries() == before

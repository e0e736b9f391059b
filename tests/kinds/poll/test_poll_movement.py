"""A poll voted on twice: form by form where we stood and where we stand, and what stays hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.kinds.voting import (
    activity,
    beside,
    column,
    make,
    pages_of,
    parts,
    readouts,
    small_method,
    vote,
)
from workshop_app.kinds.poll import KIND
from workshop_app.method.model import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.workshop import Workshop

ID = "see-poll"
NAMES = {"First vote", "Second vote"}
RANK: dict[str, Any] = {"form": "rank", "places": 1}
SHORT: dict[str, Any] = {"form": "number", "min": 1, "max": 5}
LONG: dict[str, Any] = {"form": "number", "min": 0, "max": 100}


def _workshop(folder: Path, question: dict[str, Any]) -> Workshop:
    lists = {"questions": (Part("q", question),), "options": parts("o1", "o2")}
    return make(folder, small_method(activity("poll", lists)))


def _pages(workshop: Workshop, view: str = "total") -> Sequence[Figure]:
    return pages_of(workshop.context(ID), view)


def _texts(workshop: Workshop, view: str = "total") -> list[str]:
    return [text for page in _pages(workshop, view) for text in page.texts()]


def _keys(workshop: Workshop) -> list[str]:
    return [item.key for page in _pages(workshop) for item in page.items]


def _table(workshop: Workshop) -> Table:
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    return table


def _said(*answers: str) -> list[Ballot]:
    return [("", {"q": answer}) for answer in answers]


def _ranked(*options: str) -> list[Ballot]:
    return [("", {option: "1"}) for option in options]


def test_a_ranking_has_the_outline_of_its_first_points(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, RANK)
    vote(workshop, ID, _ranked("o1", "o1", "o1", "o2"))
    assert not NAMES & set(_texts(workshop))
    vote(workshop, ID, _ranked("o1", "o2", "o2", "o2", "o2"))
    assert NAMES | {"3 →", "1 →"} <= set(_texts(workshop))
    assert {"o1:before", "o2:before"} <= set(_keys(workshop))
    assert "O2: 1 → 4 · 4 × first · by pairs 1" in readouts(_pages(workshop))
    table = _table(workshop)
    assert [column.title for column in table.columns[:3]] == [
        "Option", "Points: First vote", "Points"
    ]  # fmt: skip
    assert [row[:3] for row in table.rows] == [("O2", 1.0, 4.0), ("O1", 3.0, 1.0)]


def test_a_mean_stands_beside_the_one_that_was(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, SHORT)
    vote(workshop, ID, _said("1", "1", "2", "2"))
    vote(workshop, ID, _said("4", "4", "5", "5"))
    assert NAMES | {"1.5 →", "4.5"} <= set(_texts(workshop))
    assert "q:before" in _keys(workshop)
    row = dict(zip([c.title for c in _table(workshop).columns], _table(workshop).rows[0],
                   strict=True))  # fmt: skip
    assert (row["Average: First vote"], row["Average"]) == (1.5, 4.5)
    assert (row["Answers given: First vote"], row["Answers given"]) == ("2 × 1, 2 × 2",
                                                                        "2 × 4, 2 × 5")  # fmt: skip


def test_a_guess_stands_beside_the_one_that_was(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, LONG)
    vote(workshop, ID, _said("10", "10", "20", "20"))
    vote(workshop, ID, _said("60", "60", "60", "70"))
    assert NAMES | {"First vote: 15", "60"} <= set(_texts(workshop))
    assert "q:before" in _keys(workshop)


def test_a_recommendation_says_what_it_was(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"form": "nps11"})
    vote(workshop, ID, _said("0", "0", "9", "9"))
    vote(workshop, ID, _said("9", "9", "9", "9"))
    assert NAMES | {"First vote: 0", "+100"} <= set(_texts(workshop))
    assert {"q:before", "q:9:before"} <= set(_keys(workshop))
    assert _table(workshop).rows[0][2:4] == (0.0, 100.0)
    context = workshop.context(ID)
    entry = KIND.numbers(KIND.results(context), context)["items"]["q"]
    assert (entry["before"]["nps"], entry["nps"]) == (0, 100)


def test_words_come_and_go(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"form": "word"})
    vote(workshop, ID, _said("tired", "tired", "tired", "open"))
    vote(workshop, ID, _said("open", "open", "proud", "tired"))
    vote(workshop, ID, _said("open", "open", "proud", "proud"))
    texts = _texts(workshop)
    assert texts[0] == "First vote → Second vote"
    assert {"1 → 2", "0 → 2", "3 → 0"} <= set(texts)
    assert texts[-2] == "tired", "last, for nobody says it any more"
    assert _table(workshop).rows == (("open", 1, 2), ("proud", 0, 2), ("tired", 3, 0))
    context = workshop.context(ID)
    entry = KIND.numbers(KIND.results(context), context)["items"]["q"]
    assert entry["before"]["counts"] == {"tired": 3, "open": 1}


def test_the_dots_of_all_of_us_move_and_those_of_groups_do_not(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"form": "choice"})
    for floor, top in (([3, 1], [1, 3]), ([1, 3], [1, 3])):
        ballots = [*column("q", floor, "floor"), *column("q", top, "top")]
        vote(workshop, ID, ballots, attribute="band")
    texts = _texts(workshop, "groups")
    assert {"First vote → Second vote", "4 →"} <= set(texts)
    said = readouts(_pages(workshop, "groups"))
    assert "O1: 4 → 2" in said
    assert "O1 · Floor: 1" in said
    assert not [text for text in said if "→" in text and ("Floor" in text or "Top" in text)]


FORMS: dict[str, tuple[dict[str, Any], Callable[..., list[Ballot]], tuple[str, ...]]] = {
    "choice": ({"form": "choice"}, _said, ("1", "2")),
    "rank": (RANK, _ranked, ("o1", "o2")),
    "short": (SHORT, _said, ("1", "5")),
    "long": (LONG, _said, ("7", "70")),
    "word": ({"form": "word"}, _said, ("tired", "proud")),
    "nps": ({"form": "nps11"}, _said, ("0", "10")),
    "gradient": ({"form": "gradient8"}, _said, ("1", "8")),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("few", [0, 1], ids=["first", "second"])
def test_what_is_hidden_in_either_vote_has_not_moved(tmp_path: Path, form: str, few: int) -> None:
    question, ballots, (one, other) = FORMS[form]
    workshop = _workshop(tmp_path, question)
    for number, answer in enumerate((one, other)):
        vote(workshop, ID, ballots(*[answer] * (3 if number == few else 5)))
    for view in KIND.picture_views:
        assert not NAMES & set(_texts(workshop, view))
        assert not [text for text in _texts(workshop, view) if "→" in text]
    assert not [key for key in _keys(workshop) if key.endswith(":before")]


def test_a_question_voted_on_once_has_no_dash_beside_one_that_was_twice(tmp_path: Path) -> None:
    lists = {"questions": (Part("q", SHORT), Part("r", SHORT)), "options": ()}
    workshop = make(tmp_path, small_method(activity("poll", lists)))
    vote(workshop, ID, beside(column("q", [4]), column("r", [4])))
    vote(workshop, ID, column("q", [0, 4]))
    assert [row[2] for row in _table(workshop).rows] == [1.0, ""]

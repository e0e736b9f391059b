"""What a poll draws and tables, form by form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.kinds.taster import in_dutch, method
from tests.kinds.voting import (
    activity,
    beside,
    check_growth,
    column,
    make,
    pages_of,
    parts,
    small_method,
    vote,
)
from workshop_app.kinds.poll import KIND
from workshop_app.method.model import Part
from workshop_app.session.workshop import Plan, create_workshop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop_app.figures.figure import Figure
    from workshop_app.session.workshop import Workshop

ID = "see-poll"
NUMBER: dict[str, Any] = {"form": "number", "min": 1, "max": 5}
CHOICE: dict[str, Any] = {"form": "choice"}


def _workshop(
    folder: Path, questions: dict[str, dict[str, Any]], *options: str, **lists: tuple[Part, ...]
) -> Workshop:
    listed = tuple(Part(id_, settings) for id_, settings in questions.items())
    found = {"questions": listed, "options": parts(*options), **lists}
    return make(folder, small_method(activity("poll", found)))


def _pages(workshop: Workshop, view: str = "total") -> Sequence[Figure]:
    return pages_of(workshop.context(ID), view)


def _texts(workshop: Workshop, view: str = "total") -> list[str]:
    return [text for page in _pages(workshop, view) for text in page.texts()]


def _footer(workshop: Workshop, view: str = "total") -> str:
    context = workshop.context(ID)
    return KIND.footer(KIND.results(context), view, context).context


def _readouts(workshop: Workshop, view: str = "total") -> list[str]:
    return [item.readout for page in _pages(workshop, view) for item in page.items if item.readout]


def test_only_the_cases_that_were_voted_on_are_drawn(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"m1": CHOICE, "m2": CHOICE}, "apply", "bend")
    vote(workshop, ID, column("m2", [3, 2]))
    texts = _texts(workshop)
    assert "M2" in texts
    assert "M1" not in texts
    assert "APPLY: 3" in _readouts(workshop)
    assert "Second vote" not in texts


def test_the_second_vote_is_named_by_the_passes(tmp_path: Path) -> None:
    passes = parts("early", "late")
    workshop = _workshop(tmp_path, {"m1": CHOICE}, "apply", "bend", passes=passes)
    vote(workshop, ID, column("m1", [3, 2]))
    assert "EARLY" not in _texts(workshop)
    vote(workshop, ID, column("m1", [1, 4]))
    assert {"EARLY", "LATE"} <= set(_texts(workshop))
    assert "APPLY: 3 → 1" in _readouts(workshop)
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    assert [entry.title for entry in table.columns] == ["Option", "EARLY", "LATE"]
    assert table.rows == (("APPLY", 3, 1), ("BEND", 2, 4))
    assert KIND.footer(KIND.results(context), "total", context).state.startswith("Vote 2 · ")


def test_a_case_of_too_few_votes_says_so(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"m1": CHOICE}, "apply", "bend")
    vote(workshop, ID, [*column("m1", [2, 1]), ("", {})])
    assert "Not shown: answers stay private" in _texts(workshop)
    assert not [text for text in _texts(workshop) if text.isdigit()]
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    assert table.rows == (("APPLY", None), ("BEND", None))
    assert "fewer than 4" in table.note


def test_choices_of_groups_are_dots(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"m1": CHOICE}, "apply", "bend")
    ballots = [*column("m1", [3, 1], "floor"), *column("m1", [1, 4], "top")]
    vote(workshop, ID, ballots, attribute="band")
    assert "APPLY · Floor: 3" in _readouts(workshop, "groups")
    assert not [text for text in _readouts(workshop) if "Floor" in text]


def test_a_ranking_shows_points_firsts_and_points_per_person(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"ri": {"form": "rank", "places": 2}}, "ri1", "ri2", "ri3")
    ballots = [
        (group, {f"ri{option}": str(place) for place, option in enumerate(ballot, 1)})
        for group, some in (("floor", ("12", "13", "21", "13")), ("top", ("12", "21", "32", "23")))
        for ballot in some
    ]
    vote(workshop, ID, ballots, attribute="band")
    assert "RI1: 10 · 4 × first · by pairs 1" in _readouts(workshop)
    readouts = _readouts(workshop, "groups")
    assert "RI1 · Floor: 2" in readouts
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    assert [row[0] for row in table.rows] == ["RI1", "RI2", "RI3"]
    assert table.rows[0] == ("RI1", 10.0, 1, 4, 2, 7 / 4, 3 / 4)
    assert table.strong == {0, 1}
    assert KIND.footer(KIND.results(context), "total", context).context.endswith(": 2 and 1.")


def _ranked(folder: Path, places: int, orders: dict[str, int]) -> Workshop:
    """A ranking of a to e, revealed; ``orders`` says how many put what from first to last."""
    workshop = _workshop(folder, {"ri": {"form": "rank", "places": places}}, *"abcde")
    ballots = [
        ("", {option: str(place) for place, option in enumerate(order.lower(), 1)})
        for order, voters in orders.items()
        for _ in range(voters)
    ]
    vote(workshop, ID, ballots)
    return workshop


SCHULZE = {
    "ACBE": 5, "ADEC": 5, "BEDA": 8, "CABE": 3, "CAEB": 7, "CBAD": 2, "DCEB": 7, "EBAD": 8,
}
"""Schulze's example of 45 voters; who is last on a ballot has no place on it."""


def test_a_published_example_is_ranked_as_published(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 4, SCHULZE)
    context = workshop.context(ID)
    results = KIND.results(context)
    (table,) = KIND.tables(results, context)
    assert [column.title for column in table.columns][:3] == ["Option", "Points", "By pairs"]
    assert [row[:3] for row in table.rows] == [
        ("E", 102.0, 1), ("A", 98.0, 2), ("B", 92.0, 4), ("C", 89.0, 3), ("D", 69.0, 5),
    ]
    assert KIND.numbers(results, context)["schulze"] == [["e"], ["a"], ["c"], ["b"], ["d"]]
    said = "Counting first places alone, “C” would come first."
    assert _footer(workshop).startswith(f"{said} Points for")
    assert said in table.note
    assert "“E” comes first" not in table.note, "the points say so, too"
    assert "two by two" in table.note


def test_the_order_by_pairs_stands_beside_the_points_on_stage(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 4, SCHULZE)
    assert [text for text in _texts(workshop) if text.startswith("by pairs")] == [
        "by pairs 1", "by pairs 2", "by pairs 4", "by pairs 3", "by pairs 5",
    ]
    assert [text.rpartition("by pairs ")[2] for text in _readouts(workshop)] == list("12435")


def test_no_order_by_pairs_stands_where_there_is_none(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"abc": 3})
    assert not [text for text in _texts(workshop) if text.startswith("by pairs")]


def test_it_says_whom_the_pairs_would_have_chosen_among_three(tmp_path: Path) -> None:
    """All agree on D; of the three that are chosen the points take C, three of five have A."""
    workshop = _ranked(tmp_path, 3, {"dba": 3, "dcb": 2})
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    assert [row[:3] for row in table.rows[:4]] == [
        ("D", 15.0, 1), ("B", 8.0, 2), ("C", 4.0, 4), ("A", 3.0, 3),
    ]
    said = "By pairs, “A” would be chosen instead of “C”."
    assert _footer(workshop).startswith(f"{said} Points for")
    assert table.note.endswith(said)


def test_it_says_whom_first_places_alone_would_have_chosen(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"abc": 2, "dbc": 2, "ebc": 2})
    said = "Counting first places alone, “B” would not be chosen."
    assert _footer(workshop).startswith(f"{said} Points for")


def test_it_says_so_in_dutch(tmp_path: Path) -> None:
    plan = Plan("taster-90", "Test", extra=["act-rituals"])
    workshop = create_workshop(tmp_path / "t.workshop", method(), plan)
    orders = [("ri4", "ri1", "ri7")] * 3 + [("ri1", "ri7", "ri4")] * 2
    ballots = [({option: str(at) for at, option in enumerate(one, 1)}) for one in orders]
    vote(workshop, "act-rituals", [("", ballot) for ballot in ballots])
    dutch = in_dutch(workshop.context("act-rituals"))
    results = KIND.results(dutch)
    said = "Paarsgewijs vergeleken komt “Een lege stoel voor de klant” op de eerste plaats."
    assert said in KIND.footer(results, "total", dutch).context
    assert said in KIND.tables(results, dutch)[0].note
    orders = [("ri4", "ri1", "ri7")] * 3 + [("ri4", "ri2", "ri1")] * 2
    ballots = [({option: str(at) for at, option in enumerate(one, 1)}) for one in orders]
    vote(workshop, "act-rituals", [("", ballot) for ballot in ballots])
    other = KIND.footer(KIND.results(dutch), "total", dutch).context
    assert "Paarsgewijs vergeleken zou “" in other
    assert "” gekozen zijn in plaats van “" in other


def test_it_says_when_the_points_would_have_chosen_otherwise(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"abc": 3, "bca": 2})
    assert _footer(workshop).startswith("By pairs, “A” comes first. Points for")
    assert _footer(workshop, "groups").endswith(": 3, 2 and 1.")
    assert _readouts(workshop)[0].startswith("B: 12")


def test_it_says_nothing_where_all_counts_agree(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"abc": 4, "bca": 1})
    assert _footer(workshop).endswith(": 3, 2 and 1.")
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    assert "comes first" not in table.note


def test_several_may_have_most_first_places_together(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"acd": 3, "bcd": 3, "ca": 1, "cb": 1, "d": 1})
    context = workshop.context(ID)
    (table,) = KIND.tables(KIND.results(context), context)
    assert next(row[:3] for row in table.rows) == ("C", 18.0, 1)
    assert "Counting first places alone, “A” and “B” would come first together." in table.note


def test_a_second_ranking_has_an_order_of_its_own(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"abc": 3, "bca": 2})
    vote(workshop, ID, [("", {"c": "1", "d": "2"})] * 5)
    context = workshop.context(ID)
    results = KIND.results(context)
    assert KIND.numbers(results, context)["schulze"] == [["c"], ["d"], ["a", "b", "e"]]
    assert _footer(workshop).endswith(": 3, 2 and 1.")


def test_a_ranking_of_too_few_has_no_order(tmp_path: Path) -> None:
    workshop = _ranked(tmp_path, 3, {"abc": 3})
    context = workshop.context(ID)
    assert "schulze" not in KIND.numbers(KIND.results(context), context)


def test_numbers_and_words_stand_on_one_page(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"h1": NUMBER, "h2": NUMBER, "h3": {"form": "word"}})
    words = [("", {"h3": word}) for word in ("hope", "hope", "calm", "drive", "moed")]
    vote(workshop, ID, beside(column("h1", [0, 0, 2, 2, 1]), column("h2", [1, 1, 1, 1, 1]), words))
    assert len(_pages(workshop)) == 1
    readouts = _readouts(workshop)
    assert "hope: 2" in readouts
    assert "H1: 3.8" in readouts
    context = workshop.context(ID)
    numbers, said = KIND.tables(KIND.results(context), context)
    assert [row[:4] for row in numbers.rows] == [("H1", 5, 3.8, 4.0), ("H2", 5, 3.0, 3.0)]
    assert numbers.rows[0][5] == "2 × 3, 2 × 4, 1 × 5"
    assert said.rows[0] == ("hope", 2)


def test_words_that_need_more_room_get_pages_of_their_own(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"h1": NUMBER, "h3": {"form": "word"}})
    ballots = [("", {"h1": "3", "h3": f"a rather long word number {n}"}) for n in range(40)]
    vote(workshop, ID, ballots)
    pages = _pages(workshop)
    assert len(pages) > 1
    shown = [text for page in pages for text in page.texts()]
    assert sum(text.startswith("a rather long word") for text in shown) == 40


@pytest.mark.parametrize("reveal", [False, True])
def test_the_guess_shows_options_and_never_a_result(tmp_path: Path, reveal: bool) -> None:
    questions: dict[str, dict[str, Any]] = {"ri": {"form": "rank", "places": 2}}
    workshop = _workshop(tmp_path, questions, "first", "second", "third")
    vote(workshop, ID, [("", {"first": "1", "second": "2"})] * 5, reveal=reveal)
    texts = _texts(workshop, "guess")
    assert texts == ["FIRST", "SECOND", "THIRD"]


def test_the_guess_of_numbers_is_an_empty_scale(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"h1": NUMBER})
    vote(workshop, ID, column("h1", [0, 0, 2, 2, 1]))
    assert _texts(workshop, "guess") == ["H1", "1", "2", "3", "4", "5"]


def test_the_picture_grows_from_one_of_the_same_shape(tmp_path: Path) -> None:
    questions = {"m1": CHOICE, "h1": NUMBER}
    workshop = _workshop(tmp_path, questions, "apply", "bend")
    vote(workshop, ID, beside(column("m1", [3, 2]), column("h1", [1, 1, 1, 1, 1])))
    check_growth(workshop.context(ID), "total")


def test_the_stages_question_is_not_repeated(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, {"question": CHOICE}, "apply", "bend")
    vote(workshop, ID, column("question", [3, 2]))
    context = workshop.context(ID)
    prompt = context.text("questions.question")
    assert prompt == "QUESTION"
    assert prompt in _texts(workshop)
    same = {**workshop.method.words["en"], f"{ID}.question": prompt}
    folder = tmp_path / "same"
    folder.mkdir()
    twin = make(folder, workshop.method._replace(words={"en": same}))
    vote(twin, ID, column("question", [3, 2]))
    assert prompt not in _texts(twin)


def test_without_any_word_the_numbers_have_the_page(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    questions = {"h1": NUMBER, "h2": {"form": "word"}}
    workshop = _workshop(tmp_path, questions)
    vote(workshop, ID, column("h1", [1, 1, 1, 1, 1]))
    assert not [text for text in _texts(workshop) if "word" in text]
    alone = _workshop(tmp_path_factory.mktemp("alone"), {"h2": {"form": "word"}})
    vote(alone, ID, [("", {})] * 5)
    assert "Nobody gave a word." in _texts(alone)

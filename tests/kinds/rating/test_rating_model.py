"""METHOD's numbers, through real ballots in a real session file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.complaints import complaints
from tests.kinds.voting import activity, beside, column, make, parts, small_method, vote
from workshop_app.kinds.rating import KIND
from workshop_app.method.model import Part
from workshop_app.method.question import BallotRules
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.profile import looks
from workshop_app.statistics import agreement
from workshop_app.storage.rounds import cast, close_round, open_round, reveal_round

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.session.workshop import Workshop

ID = "see-rating"


def _method(axes: dict[str, str], **lists: tuple[Part, ...]) -> Any:
    """A rating whose items are given as ``{item: axis}``."""
    return small_method(
        activity(
            "rating",
            {
                "axes": parts(*dict.fromkeys(axes.values())),
                "items": tuple(Part(item, {"axis": axis}) for item, axis in axes.items()),
                **lists,
            },
            scale="agree5",
        )
    )


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Axis x with items a and b, axis y with item c."""
    return make(tmp_path, _method({"a": "x", "b": "x", "c": "y"}))


def _numbers(workshop: Workshop) -> Any:
    context = workshop.context(ID)
    return KIND.numbers(KIND.results(context), context)


def test_the_ballot_has_a_line_per_item_with_the_scale_and_its_zero(workshop: Workshop) -> None:
    first, *_ = asked = KIND.questions(workshop.context(ID))
    assert [question.id for question in asked] == ["a", "b", "c"]
    assert [question.axis for question in asked] == ["x", "x", "y"]
    assert first.prompt == "A"
    assert first.values == ("0", "1", "2", "3", "4", "5")
    assert first.zero is not None
    assert first.zero.label == "Word 0"
    assert not BallotRules(asked).faults({"a": "5", "b": "0", "c": ""})
    assert [fault.question for fault in BallotRules(asked).faults({"a": "6"})] == ["a"]


def test_an_item_has_the_numbers_of_the_method(workshop: Workshop) -> None:
    vote(workshop, ID, column("a", [0, 1, 2, 7, 2]), expected=14)
    entry = _numbers(workshop)["items"]["a"]
    assert entry["n"] == 12
    assert entry["counts"] == [0, 1, 2, 7, 2]
    assert entry["mean"] == pytest.approx(46 / 12)
    assert entry["median"] == 4.0
    assert entry["score"] == pytest.approx(100 * (46 / 12 - 1) / 4)
    assert entry["agreement"] == pytest.approx(0.625)


@pytest.mark.parametrize(
    ("counts", "expected", "word"),
    [
        ([0, 0, 0, 12, 0], 1, "shared"),
        ([6, 0, 0, 0, 6], -1, "two_camps"),
        ([4, 1, 0, 1, 4], -0.655556, "two_camps"),
        ([2, 2, 2, 2, 2], 0, "mixed"),
    ],
)
def test_agreement_is_taken_over_the_whole_scale(
    workshop: Workshop, counts: list[int], expected: float, word: str
) -> None:
    vote(workshop, ID, column("a", counts))
    results = KIND.results(workshop.context(ID))
    assert results.total is not None
    assert results.total.items["a"].agreement == pytest.approx(expected, abs=1e-6)
    assert results.total.items["a"].word == word


def test_cannot_judge_and_blank_are_no_answers(workshop: Workshop) -> None:
    others: list[Ballot] = [("", {"a": answer}) for answer in ("0", "0", "")]
    others.append(("", {"b": "1"}))
    vote(workshop, ID, [*column("a", [0, 0, 0, 3, 2]), *others])
    found = _numbers(workshop)
    assert (found["n"], found["returned"], found["expected"]) == (9, 9, 9)
    assert found["items"]["a"]["n"] == 5
    assert found["items"]["a"]["counts"] == [0, 0, 0, 3, 2]
    assert found["items"]["a"]["cannot_judge"] == 2
    assert found["items"]["c"]["n"] == 0


def test_below_the_minimum_only_the_number_shows(workshop: Workshop) -> None:
    vote(workshop, ID, beside(column("a", [0, 0, 2, 2, 0]), column("b", [0, 0, 2, 1, 0])))
    found = _numbers(workshop)
    assert found["items"]["a"]["counts"] == [0, 0, 2, 2, 0]
    assert found["items"]["b"] == {
        "n": 3,
        "counts": None,
        "mean": None,
        "median": None,
        "score": None,
        "agreement": None,
        "cannot_judge": None,
    }
    assert found["axes"]["x"]["score"] == pytest.approx(62.5), "half of the items is enough"
    assert found["axes"]["y"]["score"] is None


def test_the_rounds_own_minimum_counts(workshop: Workshop) -> None:
    vote(workshop, ID, column("a", [1, 1, 1, 1, 1]), minimum=6)
    assert _numbers(workshop)["items"]["a"]["counts"] is None


def test_small_groups_are_merged_and_only_named(workshop: Workshop) -> None:
    ballots = [
        *column("a", [1, 2, 1, 1, 0], "floor"),
        *column("a", [0, 0, 2, 2, 0], "middle"),
        *column("a", [0, 0, 0, 1, 1], "top"),
    ]
    vote(workshop, ID, ballots, attribute="band")
    found = _numbers(workshop)
    assert list(found["groups"]) == ["Floor", "Other"]
    assert sorted(found["merged"]) == ["Middle", "Top"]
    assert found["groups"]["Floor"]["n"] == 5
    assert found["groups"]["Floor"]["items"]["a"]["counts"] == [1, 2, 1, 1, 0]
    assert found["groups"]["Other"]["n"] == 6
    assert found["groups"]["Other"]["items"]["a"]["counts"] == [0, 0, 2, 3, 1]


def test_one_group_left_is_no_comparison(workshop: Workshop) -> None:
    ballots = [*column("a", [2, 2, 2, 2, 0], "floor"), *column("a", [0, 0, 0, 1, 1], "top")]
    vote(workshop, ID, ballots, attribute="band")
    found = _numbers(workshop)
    assert found["groups"] == {}
    assert sorted(found["merged"]) == ["Floor", "Top"]


def test_an_item_on_which_a_group_is_unanimous_is_not_compared(workshop: Workshop) -> None:
    floor = beside(column("a", [0, 0, 0, 4, 0], "floor"), column("b", [1, 1, 1, 1, 0], "floor"))
    top = beside(column("a", [1, 1, 1, 1, 0], "top"), column("b", [0, 1, 1, 1, 1], "top"))
    vote(workshop, ID, [*floor, *top], attribute="band")
    found = _numbers(workshop)
    for group in ("Floor", "Top"):
        entry = found["groups"][group]["items"]["a"]
        assert all(value is None for value in entry.values()), "not even how many answered"
    assert found["items"]["a"]["counts"] == [1, 1, 1, 5, 0]
    assert found["groups"]["Floor"]["axes"]["x"]["score"] == pytest.approx(37.5)


def test_an_axis_is_compared_only_where_every_group_has_it(workshop: Workshop) -> None:
    floor = beside(column("a", [1, 1, 1, 1, 0], "floor"), column("c", [1, 1, 1, 1, 0], "floor"))
    top = beside(column("a", [0, 1, 1, 1, 1], "top"), column("c", [0, 1, 1, 1, 0], "top"))
    vote(workshop, ID, [*floor, *top], attribute="band")
    groups = _numbers(workshop)["groups"]
    assert [groups[name]["axes"]["x"]["score"] is None for name in groups] == [False, False]
    assert [groups[name]["axes"]["y"]["score"] for name in groups] == [None, None]


def _apart(workshop: Workshop, attribute: str, *groups: str) -> Any:
    """The first group is at 37.5 on x and 50 on y, the last at 62.5 and 40 (5 and 4 people)."""
    low, high = groups
    first = beside(column("a", [1, 1, 1, 1, 0], low), column("c", [1, 0, 2, 0, 1], low))
    last = beside(column("a", [0, 1, 1, 1, 1], high), column("c", [1, 1, 2, 0, 0], high))
    vote(workshop, ID, [*first, *last], attribute=attribute)
    return workshop.context(ID)


def test_gaps_and_rose_tint_of_bands(workshop: Workshop) -> None:
    context = _apart(workshop, "band", "floor", "top")
    results = KIND.results(context)
    axes = KIND.numbers(results, context)["axes"]
    assert axes["x"] == {"score": 50.0, "gap": 25.0, "rose_tint": 25.0}
    assert axes["y"] == {"score": 40.625, "gap": 18.75, "rose_tint": -18.75}
    footer = KIND.footer(results, "groups", context)
    assert footer.context == "Widest gap: X, 25 points: worth a conversation"
    assert "gap" not in KIND.footer(results, "total", context).context
    note = KIND.tables(results, context)[0].note
    assert "Widest gap: X, 25 points." in note
    assert "On X, Top is 25 points rosier than Floor." in note


def test_other_groups_have_a_gap_and_no_rose_tint(workshop: Workshop) -> None:
    """Also where a department happens to be called as a band is."""
    context = _apart(workshop, "department", "floor", "top")
    results = KIND.results(context)
    assert KIND.numbers(results, context)["axes"]["x"] == {"score": 50.0, "gap": 25.0}
    assert "rosier" not in KIND.tables(results, context)[0].note


def test_what_may_not_show_has_no_gap(workshop: Workshop) -> None:
    """All of Floor agree on a, so no group shows it; on its own it has no gap to tell of."""
    floor = beside(column("a", [0, 0, 0, 4, 0], "floor"), column("c", [0, 2, 2, 0, 0], "floor"))
    top = beside(column("a", [1, 1, 1, 1, 0], "top"), column("c", [0, 2, 1, 1, 0], "top"))
    vote(workshop, ID, [*floor, *top], attribute="band")
    context = workshop.context(ID)
    results = KIND.results(context)
    axes = KIND.numbers(results, context)["axes"]
    assert (axes["x"]["gap"], axes["x"]["rose_tint"]) == (None, None)
    assert axes["y"]["gap"] == 6.25
    assert KIND.footer(results, "groups", context).context == "Widest gap: Y, 6 points"


def test_without_groups_there_is_nothing_to_compare(workshop: Workshop) -> None:
    vote(workshop, ID, column("a", [1, 1, 1, 1, 0]))
    assert _numbers(workshop)["axes"]["x"] == {"score": 37.5}


def test_bands_stand_in_the_methods_order_and_keep_their_look(workshop: Workshop) -> None:
    ballots = [
        *column("a", [0, 0, 2, 2, 1], "top"),
        *column("a", [1, 1, 2, 0, 0], "middle"),
        *column("a", [1, 1, 1, 1, 0], "floor"),
    ]
    vote(workshop, ID, ballots, attribute="band")
    context = workshop.context(ID)
    found = looks(KIND.results(context).groups, context)
    assert [(group.label, group.style) for group in found] == [
        ("Floor", 0),
        ("Middle", 1),
        ("Top", 2),
    ]


def test_the_look_of_a_band_does_not_depend_on_which_others_show(workshop: Workshop) -> None:
    ballots = [*column("a", [0, 0, 2, 2, 0], "top"), *column("a", [1, 1, 2, 0, 0], "middle")]
    vote(workshop, ID, ballots, attribute="band")
    context = workshop.context(ID)
    found = looks(KIND.results(context).groups, context)
    assert [group.style for group in found] == [1, 2]


def test_a_department_may_be_called_as_the_merged_groups_are(workshop: Workshop) -> None:
    ballots = [
        *column("a", [1, 1, 1, 1, 0], "Other"),
        *column("a", [0, 0, 0, 1, 1], "Finance"),
        *column("a", [0, 0, 1, 1, 0], "Sales"),
    ]
    vote(workshop, ID, ballots, attribute="department")
    groups = _numbers(workshop)["groups"]
    assert list(groups) == ["Other", "Other (2)"]
    assert [groups[name]["n"] for name in groups] == [4, 4]


def test_a_round_that_waits_stays_out_of_every_number(workshop: Workshop) -> None:
    context = workshop.context(ID)
    asked = KIND.questions(context)
    round_ = open_round(workshop.file, ID, asked, mode="paper")
    for index in range(5):
        cast(workshop.file, round_, asked, {"a": "3"}, key=f"k{index}")
    for closed in (False, True):
        if closed:
            close_round(workshop.file, round_)
        results = KIND.results(context)
        assert KIND.is_empty(results)
        assert KIND.numbers(results, context) == {}
        assert KIND.tables(results, context) == ()
    reveal_round(workshop.file, round_)
    assert not KIND.is_empty(KIND.results(context))


def test_the_newest_revealed_round_counts(workshop: Workshop) -> None:
    vote(workshop, ID, column("a", [4, 0, 0, 0, 0]))
    vote(workshop, ID, column("a", [0, 0, 0, 0, 4]), mode="booth")
    vote(workshop, ID, column("a", [0, 0, 4, 0, 0]), reveal=False)
    found = _numbers(workshop)
    assert (found["round"], found["mode"]) == (2, "booth")
    assert found["items"]["a"]["score"] == 100.0


def test_passes_are_lines_of_their_own(tmp_path: Path) -> None:
    axes = {"tm1": "warm", "tm2": "honest", "tm3": "easy"}
    workshop = make(tmp_path, _method(axes, passes=parts("say", "are")))
    asked = KIND.questions(workshop.context(ID))
    assert [question.id for question in asked][:3] == ["tm1.say", "tm1.are", "tm2.say"]
    assert {question.part_of for question in asked} == {"tm1", "tm2", "tm3"}
    assert asked[0].prompt == "TM1 – SAY"
    ballots = beside(column("tm1.say", [0, 0, 0, 0, 6]), column("tm1.are", [0, 6, 0, 0, 0]))
    vote(workshop, ID, ballots)
    found = _numbers(workshop)
    assert found["items"]["tm1.say"]["score"] == 100.0
    assert found["axes"]["warm.say"]["score"] == 100.0
    assert found["axes"]["warm.are"]["score"] == 25.0
    assert found["axes"]["easy.are"]["score"] is None


def test_nothing_is_rounded(workshop: Workshop) -> None:
    counts = [1, 2, 4, 3, 1]
    vote(workshop, ID, beside(column("a", counts), column("b", [3, 3, 3, 1, 1])))
    found = _numbers(workshop)
    a, b = (found["items"][item]["score"] for item in "ab")
    assert a == 100 * (34 / 11 - 1) / 4
    assert found["axes"]["x"]["score"] == (a + b) / 2
    assert found["items"]["a"]["agreement"] == agreement(counts)


def test_what_was_said_is_read_and_what_is_held_back_is_not(tmp_path: Path) -> None:
    workshop = make(tmp_path, _method({"a": "x"}, columns=parts("sentences")))
    context = workshop.context(ID)
    assert [place.id for place in KIND.places(context)] == ["sentences"]
    notes = [NewNote("sentences", "Open"), NewNote("sentences", "Shut", held=True)]
    add_notes(workshop.file, "Notes", ID, notes)
    results = KIND.results(context)
    assert results.said == {"sentences": ("Open",)}
    assert not KIND.is_empty(results)
    assert [table.rows for table in KIND.tables(results, context)] == [(("Open",),)]


def test_an_axis_without_items_is_a_fault() -> None:
    found = activity("rating", {"axes": parts("x", "y"), "items": (Part("a", {"axis": "x"}),)})
    assert complaints(KIND.shape, found) == [(("axes", 1), "no item belongs to this axis")]

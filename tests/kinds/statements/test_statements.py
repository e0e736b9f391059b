"""Statements through real ballots: METHOD's numbers, and no more than may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.complaints import complaints
from tests.kinds.voting import (
    activity,
    beside,
    check_growth,
    column,
    make,
    pages_of,
    parts,
    readouts,
    small_method,
    vote,
)
from workshop_app.figures.figure import Rect
from workshop_app.kinds.statements import KIND
from workshop_app.method.model import Part, Scale
from workshop_app.session.notes import NewNote, add_notes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.figures.figure import Figure
    from workshop_app.method.model import Method
    from workshop_app.session.workshop import Workshop

ID = "see-statements"
WORDS = {1: "Yes", 2: "Partly", 3: "No", 0: "Don’t know"}


def _method(items: tuple[Part, ...], areas: tuple[Part, ...] = (), source: str = "") -> Method:
    lists = {"items": items, **({"areas": areas} if areas else {})}
    settings = {"scale": "ypn", **({"import": source} if source else {})}
    small = small_method(activity("statements", lists, **settings))
    words = {f"scales.ypn.{point}": word for point, word in WORDS.items()}
    return small._replace(
        scales={**small.scales, "ypn": Scale("ypn", (1, 2, 3), zero=True)},
        words={"en": {**small.words["en"], **words}},
    )


def _areas(folder: Path, count: int) -> Workshop:
    """An item in each area: a1 in x1, a2 in x2…"""
    numbers = range(1, count + 1)
    items = tuple(Part(f"a{n}", {"area": f"x{n}"}) for n in numbers)
    return make(folder, _method(items, parts(*(f"x{n}" for n in numbers))))


@pytest.fixture
def single(tmp_path: Path) -> Workshop:
    """A list without areas."""
    return make(tmp_path, _method(parts("a", "b", "c")))


def _zeros(item: str, count: int) -> list[Ballot]:
    return [("", {item: "0"})] * count


def _numbers(workshop: Workshop) -> Any:
    context = workshop.context(ID)
    return KIND.numbers(KIND.results(context), context)


def _pages(workshop: Workshop, view: str) -> tuple[Figure, ...]:
    return pages_of(workshop.context(ID), view)


def _readouts(workshop: Workshop, view: str) -> list[str]:
    return readouts(_pages(workshop, view))


def test_the_ballot_is_keyed_as_yes_partly_no_and_zero(single: Workshop) -> None:
    first, *_ = KIND.questions(single.context(ID))
    assert [(answer.mark, answer.label) for answer in first.answers] == [
        ("1", "Yes"), ("2", "Partly"), ("3", "No")
    ]
    assert first.zero is not None
    assert (first.zero.mark, first.zero.label) == ("0", "Don’t know")


def test_a_statement_has_the_numbers_of_the_method(single: Workshop) -> None:
    vote(single, ID, [*column("a", [3, 2, 1]), *_zeros("a", 2)])
    entry = _numbers(single)["items"]["a"]
    assert entry["n"] == 6
    assert entry["counts"] == [3, 2, 1]
    assert entry["score"] == pytest.approx(66.667, abs=0.001)
    assert entry["mean"] == pytest.approx(0.66667, abs=0.001)
    assert entry["median"] == 0.75
    assert entry["cannot_judge"] == 2
    assert entry["blind_spot"] == 0.25


def test_agreement_is_that_of_three_points(single: Workshop) -> None:
    vote(single, ID, column("a", [2, 1, 5]))
    assert _numbers(single)["items"]["a"]["agreement"] == pytest.approx(0.125)


def test_a_statement_shows_from_the_minimum_on(single: Workshop) -> None:
    ballots = beside(column("a", [1, 1, 1]), column("b", [2, 1, 1]))
    vote(single, ID, [*ballots, *_zeros("a", 4)])
    items = _numbers(single)["items"]
    assert items["a"]["n"] == 3
    assert [items["a"][key] for key in ("counts", "score", "blind_spot")] == [None] * 3
    assert items["b"]["score"] is not None


def test_an_area_is_the_mean_of_its_statements(tmp_path: Path) -> None:
    items = (*(Part(item, {"area": "x"}) for item in "ab"), Part("c", {"area": "y"}))
    workshop = make(tmp_path, _method(items, parts("x", "y")))
    vote(workshop, ID, beside(column("a", [4, 0, 0]), column("b", [0, 4, 0])))
    axes = _numbers(workshop)["axes"]
    assert axes == {"x": {"score": 75.0}, "y": {"score": None}}


def test_what_most_do_not_know_is_discussed_first(single: Workshop) -> None:
    many = beside(column("a", [4, 1, 0]), column("b", [2, 2, 2]), column("c", [1, 1, 1]))
    vote(single, ID, [*many, *_zeros("a", 4), *_zeros("b", 1), *_zeros("c", 6)])
    texts = [text for page in _pages(single, "agreement") for text in page.texts()]
    assert sorted("CAB", key=texts.index) == ["C", "A", "B"]
    assert "Don’t know: 4 of 9 (44%) · Shared" in texts
    assert "Fewer than 4 of us gave an answer" in texts
    context = single.context(ID)
    *_, answers = KIND.tables(KIND.results(context), context)
    assert [row[0] for row in answers.rows] == ["C", "A", "B"]
    assert answers.rows[0][1:] == (None,) * 5
    assert answers.rows[1][1:5] == (4, 1, 0, 4)


def test_bars_say_every_part_and_no_names_of_groups(single: Workshop) -> None:
    vote(single, ID, [*column("a", [3, 2, 1]), *_zeros("a", 2)])
    said = _readouts(single, "total")
    assert said == ["A · Yes: 3", "A · Partly: 2", "A · No: 1", "A · Don’t know: 2"]
    assert {"Yes", "Partly", "No", "Don’t know"} <= set(_pages(single, "total")[0].texts())


def test_three_areas_have_a_radar_and_two_have_none(tmp_path: Path) -> None:
    for count, folder in ((3, "three"), (2, "two")):
        (tmp_path / folder).mkdir()
        workshop = _areas(tmp_path / folder, count)
        vote(workshop, ID, beside(*(column(f"a{n}", [3, 1, 1]) for n in range(1, count + 1))))
        has_radar = "X1 · All of us: 70" in _readouts(workshop, "total")
        assert has_radar is (count == 3)


def test_the_guess_is_the_same_whatever_was_voted(tmp_path: Path, single: Workshop) -> None:
    (tmp_path / "other").mkdir()
    fresh = make(tmp_path / "other", _method(parts("a", "b", "c")))
    vote(single, ID, column("a", [3, 2, 1]))
    assert _pages(single, "guess") == _pages(fresh, "guess")


@pytest.mark.parametrize("count", [2, 3])
def test_groups_stand_beside_all_of_us(tmp_path: Path, count: int) -> None:
    workshop = _areas(tmp_path, count)
    lines = [f"a{n}" for n in range(1, count + 1)]
    floor = beside(*(column(line, [1, 1, 2], "floor") for line in lines))
    top = beside(*(column(line, [3, 1, 0], "top") for line in lines))
    vote(workshop, ID, [*floor, *top], attribute="band")
    name = "X1" if count == 3 else "A1"
    said = _readouts(workshop, "groups")
    assert f"{name} · Floor: 38" in said
    assert f"{name} · Top: 88" in said
    context = workshop.context(ID)
    footer = KIND.footer(KIND.results(context), "groups", context)
    assert footer.state == "8 of 8, paper · groups from 4 up"


def test_without_groups_the_groups_view_is_the_total(single: Workshop) -> None:
    vote(single, ID, column("a", [3, 2, 1]))
    assert _pages(single, "groups") == _pages(single, "total")


def test_the_picture_grows_from_one_of_the_same_shape(tmp_path: Path) -> None:
    workshop = _areas(tmp_path, 3)
    vote(workshop, ID, beside(*(column(f"a{n}", [3, 2, 1]) for n in (1, 2, 3))))
    check_growth(workshop.context(ID), *KIND.picture_views)


def test_a_waiting_round_says_nothing(single: Workshop) -> None:
    vote(single, ID, column("a", [3, 2, 1]), reveal=False)
    context = single.context(ID)
    results = KIND.results(context)
    assert KIND.is_empty(results)
    assert KIND.numbers(results, context) == {}
    assert KIND.tables(results, context) == ()


def test_items_from_elsewhere_are_asked_for_once_they_have_words(tmp_path: Path) -> None:
    workshop = make(tmp_path, _method(parts("d1", "d2", "d3"), source="actions"))
    context = workshop.context(ID)
    assert [place.id for place in KIND.places(context)] == ["items/d1", "items/d2", "items/d3"]
    assert [question.prompt for question in KIND.questions(context)] == ["D1", "D2", "D3"]
    add_notes(workshop.file, "Note", ID, [NewNote("items/d2", "Call back within a day")])
    (asked,) = KIND.questions(context)
    assert (asked.id, asked.prompt) == ("d2", "Call back within a day")
    vote(workshop, ID, column("d2", [3, 1, 0]))
    add_notes(workshop.file, "Note", ID, [NewNote("items/d1", "Later")])
    shown = [line.id for line in KIND.results(context).plan.lines]
    assert shown == ["d2"], "what was voted on, not what came later"
    assert "Call back within a day · Yes: 3" in _readouts(workshop, "total")


def test_action_by_action_leaves_what_was_voted_before(tmp_path: Path) -> None:
    workshop = make(tmp_path, _method(parts("d1", "d2"), source="actions"))
    vote(workshop, ID, column("d1", [4, 0, 0]))
    vote(workshop, ID, column("d2", [0, 0, 4]))
    items = _numbers(workshop)["items"]
    assert (items["d1"]["score"], items["d2"]["score"]) == (100, 0)
    vote(workshop, ID, column("d1", [0, 4, 0]))
    assert _numbers(workshop)["items"]["d1"]["score"] == 50


@pytest.fixture
def again(single: Workshop) -> Workshop:
    """Twice: a has moved, b had too few answers at first, c has too few now."""
    first = beside(column("a", [1, 1, 2]), column("b", [3, 0, 0]), column("c", [0, 0, 4]))
    vote(single, ID, [*first, *_zeros("a", 2)])
    vote(single, ID, beside(column("a", [4, 1, 0]), column("b", [0, 0, 4]), column("c", [3])))
    return single


def test_the_first_vote_lies_thin_below_the_second(again: Workshop) -> None:
    for view in ("total", "agreement", "groups"):
        (page,) = _pages(again, view)
        assert {"First vote", "38 →", "90"} <= set(page.texts())
        said = readouts([page])
        assert "A · First vote · Yes: 1" in said
        assert "A · First vote · Don’t know: 2" in said
        bars = {item.key: item for item in page.items if isinstance(item, Rect)}
        now, before = bars["a:0"], bars["a:before:0"]
        assert before.height < now.height
        assert before.y > now.y + now.height


def test_a_statement_that_was_hidden_once_has_not_moved(again: Workshop) -> None:
    for view in KIND.picture_views:
        said = [text for text in _readouts(again, view) if "First vote" in text]
        assert not [text for text in said if text.startswith(("B", "C"))]
        texts = {text for page in _pages(again, view) for text in page.texts()}
        assert not {"100 →", "0 →"} & texts
    scores, _, first = KIND.tables(KIND.results(again.context(ID)), again.context(ID))
    assert "Score, first vote" in [column.title for column in scores.columns]
    assert [row[2] for row in scores.rows] == [37.5, None, None]
    assert [row[0] for row in first.rows] == ["A"]
    assert _numbers(again)["items"]["a"]["before"]["blind_spot"] == pytest.approx(1 / 3)


def test_how_far_we_agree_has_moved_in_words(again: Workshop) -> None:
    (page,) = _pages(again, "agreement")
    assert [text for text in page.texts() if "→ Shared" in text]


def test_areas_move_on_the_radar_and_beside_it(tmp_path: Path) -> None:
    workshop = _areas(tmp_path, 3)
    for counts in ([0, 4, 0], [4, 0, 0]):
        vote(workshop, ID, beside(*(column(f"a{n}", counts) for n in (1, 2, 3))))
    first, _ = _pages(workshop, "total")
    assert {"First vote", "All of us", "50 →", "100"} <= set(first.texts())
    assert "line:before" in [item.key for item in first.items]
    assert "X1 · First vote · Partly: 4" in readouts([first])
    context = workshop.context(ID)
    areas = KIND.tables(KIND.results(context), context)[0]
    assert [column.title for column in areas.columns] == ["Area", "First vote", "All of us"]
    assert areas.rows[0] == ("X1", 50.0, 100.0)


def test_action_by_action_each_moves_from_its_own_first_vote(tmp_path: Path) -> None:
    workshop = make(tmp_path, _method(parts("d1", "d2"), source="actions"))
    for item, counts in (("d1", [4, 0, 0]), ("d2", [0, 0, 4]), ("d2", [0, 4, 0])):
        vote(workshop, ID, column(item, counts))
    (page,) = _pages(workshop, "total")
    assert "0 →" in page.texts()
    assert "100 →" not in page.texts(), "the first action was voted on once"
    scores = KIND.tables(KIND.results(workshop.context(ID)), workshop.context(ID))[0]
    assert [row[2] for row in scores.rows] == ["", 0]
    assert "–" not in scores.note, "nothing is hidden"


def test_areas_and_items_belong_together() -> None:
    lists = {"areas": parts("x", "y"), "items": parts("a", "b", a={"area": "x"})}
    assert complaints(KIND.shape, activity("statements", lists)) == [
        (("areas", 1), "no item belongs to this area"),
        (("items", 1), "this item belongs to no area"),
    ]
    assert complaints(KIND.shape, activity("statements", {"items": parts("a")})) == []

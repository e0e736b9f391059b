"""What a rating draws and tables: the same numbers, and no more than may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.voting import (
    CANVAS,
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
from workshop_app.figures.figure import Circle, Fill, Stroke, Text
from workshop_app.figures.figure import Path as Line
from workshop_app.kinds.rating import KIND
from workshop_app.method.model import Part
from workshop_app.session.notes import NewNote, add_notes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.figures.figure import Figure
    from workshop_app.session.workshop import Workshop

ID = "see-rating"


def _workshop(folder: Path, axes: int, **lists: tuple[Part, ...]) -> Workshop:
    """An item per axis: a1 on x1, a2 on x2…"""
    numbers = range(1, axes + 1)
    return make(
        folder,
        small_method(
            activity(
                "rating",
                {
                    "axes": parts(*(f"x{n}" for n in numbers)),
                    "items": tuple(Part(f"a{n}", {"axis": f"x{n}"}) for n in numbers),
                    **lists,
                },
                scale="agree5",
            )
        ),
    )


def _ballots(group: str, *counts: list[int]) -> list[Ballot]:
    return beside(*(column(f"a{n}", one, group) for n, one in enumerate(counts, 1)))


def _pages(workshop: Workshop, view: str) -> Sequence[Figure]:
    return pages_of(workshop.context(ID), view)


def _readouts(workshop: Workshop, view: str) -> list[str]:
    return readouts(_pages(workshop, view))


@pytest.fixture
def compared(tmp_path: Path) -> Workshop:
    """Three axes, two groups: far apart on x1, close on x2, not to be compared on x3."""
    workshop = _workshop(tmp_path, 3)
    floor = _ballots("floor", [2, 2, 1, 0, 0], [0, 1, 3, 1, 0], [0, 0, 5, 0, 0])
    top = _ballots("top", [0, 0, 1, 2, 2], [0, 1, 2, 2, 0], [1, 1, 1, 1, 1])
    vote(workshop, ID, [*floor, *top], attribute="band")
    return workshop


def test_the_total_shows_all_of_us_and_no_group(compared: Workshop) -> None:
    readouts = _readouts(compared, "total")
    assert "X1 · All of us: 50" in readouts
    assert not [text for text in readouts if "Floor" in text or "Top" in text]


def test_groups_show_beside_all_of_us_and_hide_where_they_must(compared: Workshop) -> None:
    readouts = _readouts(compared, "groups")
    assert "X1 · Floor: 20" in readouts
    assert "X1 · Top: 80" in readouts
    assert "X3 · All of us: 50" in readouts
    shown = [text for text in readouts if text.startswith("X3 · Floor")]
    assert set(shown) == {"X3 · Floor: Not shown: answers stay private"}


def test_the_guess_is_the_same_whatever_was_voted(tmp_path: Path, compared: Workshop) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    fresh = _workshop(folder, 3)
    assert _pages(compared, "guess") == _pages(fresh, "guess")
    (page,) = _pages(fresh, "guess")
    assert "What do you expect?" in page.texts()


def test_agreement_stands_in_words_beside_the_votes(compared: Workshop) -> None:
    (page,) = _pages(compared, "agreement")
    assert {"Mixed", "Shared"} <= set(page.texts())
    assert not [text for text in page.texts() if text.startswith(("0.", "−0", "-0"))]
    assert "A2 · 3: 5" in [item.readout for item in page.items]


def test_without_groups_the_groups_view_is_the_total(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3)
    ballots = _ballots("", [1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0])
    vote(workshop, ID, ballots, attribute="band")
    assert _pages(workshop, "groups") == _pages(workshop, "total")
    context = workshop.context(ID)
    footer = KIND.footer(KIND.results(context), "groups", context)
    assert footer.notice == "No groups to compare: each needs 4 ballots"


def test_fewer_than_three_axes_are_bars_of_the_items(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 2)
    floor = _ballots("floor", [2, 2, 1, 0, 0], [0, 1, 3, 1, 0])
    top = _ballots("top", [0, 0, 1, 2, 2], [0, 1, 2, 2, 0])
    vote(workshop, ID, [*floor, *top], attribute="band")
    assert "A1: 50" in _readouts(workshop, "total")
    assert "A1 · Floor: 20" in _readouts(workshop, "groups")


def _twice(workshop: Workshop, *items: tuple[list[int], list[int]]) -> Workshop:
    """A round with the first counts of each item, and one with the second."""
    for turn in (0, 1):
        vote(workshop, ID, _ballots("", *(pair[turn] for pair in items)))
    return workshop


def _pen(page: Figure, key: str) -> Stroke:
    """The pen of a line."""
    (found,) = (item.stroke for item in page.items if isinstance(item, Line) and item.key == key)
    assert found
    return found


LOW, HIGH, FEW = [4, 0, 0, 0, 0], [0, 0, 0, 0, 4], [0, 3, 0, 0, 0]


def test_the_first_vote_is_dashed_on_the_radar_and_hollow_beside_it(tmp_path: Path) -> None:
    workshop = _twice(_workshop(tmp_path, 3), (LOW, HIGH), (HIGH, LOW), (LOW, LOW))
    (page,) = _pages(workshop, "total")
    assert {"First vote", "0 →", "100 →"} <= set(page.texts())
    assert _pen(page, "line:before").dash
    assert not _pen(page, "line:all").dash
    fills = {item.key: item.fill for item in page.items if isinstance(item, Circle)}
    assert fills["row:x1:before"] == Fill("page")
    assert fills["row:x1:all"] == Fill("ink")


def test_an_axis_that_is_hidden_once_has_not_moved(tmp_path: Path) -> None:
    workshop = _twice(_workshop(tmp_path, 4), (LOW, HIGH), (FEW, HIGH), (HIGH, FEW), (FEW, FEW))
    pages = _pages(workshop, "total")
    keys = [item.key for page in pages for item in page.items]
    assert "row:x1:before" in keys
    assert not {f"row:x{n}:before" for n in (2, 3, 4)} & set(keys)
    said = [text for text in readouts(pages) if "First vote" in text]
    assert {text.partition(" · ")[0] for text in said} == {"X1"}
    context = workshop.context(ID)
    axes, items, _, first = KIND.tables(KIND.results(context), context)
    assert [row[1] for row in axes.rows] == [0.0, None, None, None]
    assert [row[0] for row in first.rows] == ["A1"]
    assert "Score, first vote" in [column.title for column in items.columns]


def test_bars_have_the_outline_of_the_first_vote(tmp_path: Path) -> None:
    workshop = _twice(_workshop(tmp_path, 2), (LOW, HIGH), (FEW, LOW))
    for view in ("total", "groups", "agreement"):
        (page,) = _pages(workshop, view)
        assert {"First vote", "Latest vote", "0 →", "100"} <= set(page.texts())
        assert "A1: 0 → 100" in readouts([page])
        assert "a1:before" in [item.key for item in page.items]
        assert "a2:before" not in [item.key for item in page.items]
    assert "A1 · 5: 0 → 4" in _readouts(workshop, "agreement")
    assert "A2 · 1: 4" in _readouts(workshop, "agreement"), "its first vote stays hidden"


def test_passes_move_each_on_its_own(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3, passes=parts("say", "do"))
    lines = [f"a{n}.{turn}" for n in (1, 2, 3) for turn in ("say", "do")]
    for counts in (LOW, [0, 0, 4, 0, 0]):
        given = [column(line, FEW if line == "a3.do" else counts) for line in lines]
        vote(workshop, ID, beside(*given))
    (page,) = _pages(workshop, "total")
    assert page.texts().count("First vote") == 1, "one entry for both passes"
    said = readouts([page])
    assert "X1 · SAY · First vote: 0" in said
    assert "X1 · DO · First vote: 0" in said
    assert not [text for text in said if text.startswith("X3 · DO · First vote")]
    assert _pen(page, "line:before:say").width < _pen(page, "line:say").width


def test_where_only_groups_are_drawn_the_legend_names_no_first_vote(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3)
    names = ("Finance", "IT", "Sales", "Service")
    for counts in ([1, 1, 1, 1, 0], [0, 1, 1, 1, 1]):
        ballots = [one for name in names for one in _ballots(name, counts, counts, counts)]
        vote(workshop, ID, ballots, attribute="department")
    pages = _pages(workshop, "groups")
    texts = [text for page in pages for text in page.texts()]
    assert "Finance" in texts
    assert not {"First vote", "All of us"} & set(texts)


def test_the_picture_grows_from_one_of_the_same_shape(compared: Workshop) -> None:
    context = compared.context(ID)
    check_growth(context, *KIND.picture_views)
    assert KIND.start_figure(KIND.results(context), "guess", CANVAS, context) is None


def test_passes_are_polygons_and_with_groups_a_page_each(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3, passes=parts("say", "are"))
    lines = [f"a{n}.{turn}" for n in (1, 2, 3) for turn in ("say", "are")]

    def ballots(group: str, counts: list[int]) -> list[Ballot]:
        return beside(*(column(line, counts, group) for line in lines))

    vote(
        workshop,
        ID,
        [*ballots("floor", [2, 2, 1, 0, 0]), *ballots("top", [0, 0, 1, 2, 2])],
        attribute="band",
    )
    assert {"X1 · SAY: 50", "X1 · ARE: 50"} <= set(_readouts(workshop, "total"))
    pages = _pages(workshop, "groups")
    headings = [text for page in pages for text in page.texts() if "differently" in text]
    assert headings == ["Where we see it differently · SAY", "Where we see it differently · ARE"]


def test_the_axes_table_says_what_the_picture_says_widest_gap_first(compared: Workshop) -> None:
    context = compared.context(ID)
    axes, items, answers = KIND.tables(KIND.results(context), context)
    assert [column.title for column in axes.columns] == ["Axis", "All of us", "Floor", "Top", "Gap"]
    assert [row[0] for row in axes.rows] == ["X1", "X2", "X3"]
    assert axes.rows[0][1:] == (50.0, 20.0, 80.0, 60.0)
    assert axes.rows[2][2:] == (None, None, None)
    assert axes.strong == {0}
    readouts = _readouts(compared, "groups")
    for name, _, floor, *_ in axes.rows[:2]:
        assert isinstance(floor, float)
        assert f"{name} · Floor: {context.words.number(floor)}" in readouts
    assert items.rows[0][:4] == ("A1", 10, 3.0, 50.0)
    assert answers.rows[0] == ("A1", 2, 2, 2, 2, 2, 0, 3.0)
    assert "nobody’s answer" in axes.note


def test_what_was_said_stands_as_cards_and_in_a_table(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3, columns=parts("sentences"))
    (empty,) = _pages(workshop, "content")
    assert "Say the first sentence; the scribe types it." in empty.texts()
    add_notes(workshop.file, "Note", ID, [NewNote("sentences", "<b>We answer</b> at once.")])
    (page,) = _pages(workshop, "content")
    assert "<b>We answer</b> at once." in page.texts()


def test_an_axis_that_may_not_show_breaks_the_line_instead_of_falling_to_zero(
    tmp_path: Path,
) -> None:
    workshop = _workshop(tmp_path, 4)
    ones = [0, 0, 0, 2, 4]
    vote(workshop, ID, _ballots("", ones, ones, ones, [1, 1, 0, 0, 0]))
    (page,) = _pages(workshop, "total")
    line = next(
        item for item in page.items if isinstance(item, Line) and item.key == "line:all"
    )
    assert [name for name, _ in line.commands] == ["M", "L", "L"]
    assert "X4 · All of us: Not shown: answers stay private" in _readouts(workshop, "total")
    assert "0" not in [item.text for item in page.items if isinstance(item, Text) and item.key]


def test_more_groups_than_a_radar_holds_stand_in_the_range_plot_alone(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3)
    departments = ["Sales", "Finance", "Service", "People"]
    counts = [1, 1, 1, 1, 0]
    vote(
        workshop,
        ID,
        [ballot for name in departments for ballot in _ballots(name, counts, counts, counts)],
        attribute="department",
    )
    context = workshop.context(ID)
    (page,) = _pages(workshop, "groups")
    score = context.words.number(37.5)
    shown = {f"X1 · {name}: {score}" for name in departments}
    assert shown <= set(_readouts(workshop, "groups"))
    assert not [item for item in page.items if item.key.startswith("line:")]
    assert KIND.footer(KIND.results(context), "groups", context).context == ""


def test_the_radar_stands_beside_what_was_said(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, 3, columns=parts("sentences"))
    counts = [1, 1, 1, 1, 0]
    vote(workshop, ID, _ballots("", counts, counts, counts))
    assert len(_pages(workshop, "total")) == 1
    add_notes(workshop.file, "Note", ID, [NewNote("sentences", "We answer at once.")])
    _, beside_it = _pages(workshop, "total")
    assert {"SENTENCES", "We answer at once."} <= set(beside_it.texts())
    assert [item for item in beside_it.items if item.key == "line:all"]
    assert len(_pages(workshop, "groups")) == 1, "the booklet has the sentences in a table"

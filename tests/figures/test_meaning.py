"""What a figure says: no false zeros, fair orders, colours that never speak alone."""

from itertools import pairwise

import pytest

from tests.figures.gallery import gallery
from tests.figures.samples_boards import JOURNEY
from tests.figures.samples_votes import (
    ACT,
    BANDS,
    CARE,
    SEE,
    WORDS,
    axes,
    decimal,
    number,
    profile,
)
from workshop_app.figures.board import top_notes
from workshop_app.figures.cards import turnout_card
from workshop_app.figures.dots import DotOption, DotsWords, dots
from workshop_app.figures.figure import Circle, Figure, Item, Path, Rect, Text
from workshop_app.figures.frame import FrameWords, clock_text, countdown, frame
from workshop_app.figures.journey import journey
from workshop_app.figures.journey_model import Emotion, Stage
from workshop_app.figures.layout import bounds
from workshop_app.figures.note_cards import Note
from workshop_app.figures.radar import radar
from workshop_app.figures.rank_bars import RankRow, RankWords, rank_bars
from workshop_app.figures.series import Series


def keyed(figure: Figure, start: str) -> list[Item]:
    return [item for item in figure.items if item.key.startswith(start)]


def one(figure: Figure, key: str) -> Item:
    (found,) = keyed(figure, key)
    return found


def test_a_missing_score_breaks_the_line_and_is_never_zero() -> None:
    figure = gallery()["radar-missing"]
    line = one(figure, "line:all")
    assert isinstance(line, Path)
    assert [letter for letter, _ in line.commands] == ["M", *"LLLL"]
    rim = max(bounds(item).right for item in keyed(figure, "line:"))
    tick = one(figure, "mark:all:ax2")
    assert bounds(tick).x > rim - 8
    assert tick.readout == "Direction · All of us: too few answers"


def test_only_all_of_us_is_filled_and_lies_beneath_the_groups() -> None:
    keys = [item.key for item in gallery()["radar-groups"].items]
    assert [key for key in keys if key.startswith("area:")] == ["area:all"]
    assert keys.index("line:all") < min(keys.index(f"line:{group.key}") for group in BANDS)


def test_earlier_sessions_are_thin_and_the_first_is_dashed() -> None:
    figure = gallery()["radar-earlier"]
    pens = {key: item.stroke for key in ("line:all", "line:p", "line:f")
            if isinstance(item := one(figure, key), Path)}  # fmt: skip
    now, previous, first = (pens[key] for key in ("line:all", "line:p", "line:f"))
    assert now is not None
    assert previous is not None
    assert first is not None
    assert now.width > 2 * previous.width
    assert (bool(previous.dash), bool(first.dash), bool(now.dash)) == (False, True, False)


def test_rows_are_sorted_by_gap_and_bold_from_fifteen_points() -> None:
    figure = gallery()["radar-groups"]
    rows = {text.text: text for text in figure.items if isinstance(text, Text)
            and text.text in CARE and text.x > 90}  # fmt: skip
    order = sorted(rows, key=lambda name: rows[name].y)
    gaps = []
    for name in order:
        index = CARE.index(name)
        values = [series.values[index] or 0 for series in profile(6)[1:]]
        gap = max(values) - min(values)
        gaps.append(gap)
        assert rows[name].weight == ("semibold" if gap >= 15 else "regular")
    assert gaps == sorted(gaps, reverse=True)


def test_a_radar_needs_three_to_ten_axes() -> None:
    assert not keyed(gallery()["radar-2"], "line:")
    assert keyed(gallery()["radar-3"], "line:all")
    assert keyed(gallery()["radar-10"], "line:all")
    assert not keyed(gallery()["radar-12-p1"], "line:")


def test_scores_lie_on_their_spokes() -> None:
    low, high = (
        radar(axes(CARE), (Series("all", "All", (value,) * 6),), SEE, WORDS, number)[0]
        for value in (0.0, 100.0)
    )
    inner, outer = (bounds(one(figure, "line:all")) for figure in (low, high))
    assert inner.height == pytest.approx(outer.height * 0.2)


def test_a_profile_needs_a_value_per_axis() -> None:
    with pytest.raises(ValueError, match="one value per axis"):
        radar(axes(CARE), (Series("all", "All", (1.0,)),), SEE, WORDS, number)
    with pytest.raises(ValueError, match="one axis at least"):
        radar((), (), SEE, WORDS, number)


def test_accents_do_not_colour_data_while_groups_are_shown() -> None:
    for name in ("radar-groups", "bars-groups-p1", "dots", "gauges-groups"):
        marks = [item for item in gallery()[name].items if item.key]
        assert marks
        for item in marks:
            fill = getattr(item, "fill", None)
            assert fill is None or fill.token not in {"see", "think", "act", "be"}


def test_one_dot_is_one_person() -> None:
    counts = (12, 0, 5, 43)
    options = [DotOption(str(n), str(n), "", count) for n, count in enumerate(counts)]
    figure = dots(options, SEE, DotsWords())
    found = [item for item in figure.items if isinstance(item, Circle)]
    assert len(found) == sum(counts)
    assert [text for text in figure.texts() if text in map(str, counts)]
    for index, count in enumerate(counts):
        assert len(keyed(figure, f"{index}:")) == count


def test_equal_points_share_a_rank_and_no_points_win_nothing() -> None:
    rows = [RankRow(str(n), f"Option {n}", points) for n, points in enumerate((5.0, 9.0, 5.0, 0))]
    (figure,) = rank_bars(rows, ACT, RankWords(), decimal)
    ranks = [text for text in figure.texts() if text in {"1", "2", "3", "4"}]
    assert ranks == ["1", "2", "2", "4"]
    outlined = [item for item in figure.items if isinstance(item, Rect) and item.stroke]
    assert len(outlined) == 3


def test_ties_at_the_last_place_are_in() -> None:
    notes = [Note(str(n), "x", dots) for n, dots in enumerate((5, 3, 2, 2, 0, None))]
    assert top_notes(notes) == {"0", "1", "2", "3"}
    assert top_notes([Note("a", "x", 0)]) == frozenset()
    assert top_notes([Note("a", "x", 1), Note("b", "y", None)]) == {"a"}


def test_an_unscored_stage_breaks_the_curve() -> None:
    feelings = (Emotion(1, 0, 2), Emotion(0, -1, 1), None, Emotion(-1, -2, 0), Emotion(2, 2, 2))
    stages = [Stage(str(n), f"Stage {n}", emotion=one) for n, one in enumerate(feelings)]
    (figure,) = journey(stages, SEE, JOURNEY)
    curves = keyed(figure, "curve")
    assert len(curves) == 2
    assert all(isinstance(curve, Path) and len(curve.commands) == 2 for curve in curves)
    assert JOURNEY.unscored in figure.texts()
    assert not keyed(figure, "2:emotion")


def test_the_curve_never_leaves_the_votes() -> None:
    figure = gallery()["journey-p1"]
    curve = one(figure, "curve")
    assert isinstance(curve, Path)
    ends = [points[-1][1] for _, points in curve.commands]
    for (_, first), (_, second) in pairwise(curve.commands):
        low, high = sorted((first[-1][1], second[-1][1]))
        assert all(low - 1e-9 <= y <= high + 1e-9 for _, y in second)
    assert len(ends) == 6


def test_nobody_involved_is_said_with_icon_border_and_words() -> None:
    figure = gallery()["journey-p1"]
    chip = one(figure, "st2:involved")
    assert isinstance(chip, Rect)
    assert chip.stroke is not None
    assert (chip.stroke.token, bool(chip.stroke.dash)) == ("danger", True)
    assert "Nobody" in figure.texts()
    inside = bounds(chip)
    assert any(
        isinstance(item, Path)
        and item.stroke is not None
        and item.stroke.token == "danger"
        and inside.x < bounds(item).x < inside.right
        for item in figure.items
    )


def test_lowest_and_most_disputed_are_labelled() -> None:
    texts = gallery()["journey-p1"].texts()
    assert JOURNEY.lowest in texts
    assert JOURNEY.disputed in texts
    with pytest.raises(ValueError, match="one stage"):
        journey((), SEE, JOURNEY)


def test_lights_speak_in_words() -> None:
    assert "One rule missed" in gallery()["roster"].texts()
    assert {"Table 1", "Table 2", "Table 3"} <= set(gallery()["roster"].texts())


def test_turnout_says_how_many_and_never_who() -> None:
    figure = turnout_card(11, 17, SEE, "11 of 17 have voted")
    seats = keyed(figure, "seat:")
    filled = [isinstance(seat, Circle) and seat.fill is not None for seat in seats]
    assert filled == [True] * 11 + [False] * 6
    assert not any(seat.readout for seat in seats)


def test_the_countdown_ends_quietly() -> None:
    running, ended = countdown(300, 600, "see"), countdown(0, 600, "see")
    assert keyed(running, "ring")
    assert not keyed(ended, "ring")
    assert ended.texts() == ("00:00",)
    assert {getattr(item, "token", "ink") for item in ended.items} == {"ink"}
    assert countdown(700, 600, "see").texts() == ("11:40",)
    assert countdown(10, 0, "see").texts() == ("00:10",)
    assert clock_text(-5) == "00:00"


def test_the_frame_leaves_room_below_a_long_question() -> None:
    short = frame("see", FrameWords("See", question="Short?"))
    long = frame("see", FrameWords("See", question="A question of many words, " * 6))
    none = frame("see", FrameWords("See"))
    assert none.content.y < short.content.y < long.content.y
    assert short.content.bottom == pytest.approx(long.content.bottom)
    assert short.content.height == pytest.approx(71)
    with pytest.raises(KeyError):
        frame("dance", FrameWords())


def test_progress_fills_phase_after_phase() -> None:
    stage = frame("act", FrameWords("Act"), progress=0.25).figure
    widths = [bounds(one(stage, f"phase:{name}")).width for name in ("see", "think", "act", "be")]
    assert widths[0] == widths[1]
    assert widths[2] == pytest.approx(widths[0] / 4)
    assert widths[3] == 0

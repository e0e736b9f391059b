"""A second vote beside the first, with any words and numbers: all of it fits, and says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.samples_statements import DUMB, HISTOGRAMS, WOORDEN, point
from tests.figures.samples_votes import WORDS, decimal, number
from tests.figures.test_any_words import canvases, check, counts, phrase, score, short, word
from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.dots import DotOption, DotsWords, dots
from workshop_app.figures.dumbbells import Ends, Pair, dumbbells
from workshop_app.figures.figure import Figure, Rect, interpolate
from workshop_app.figures.gauges import Gauge, GaugeWords, gauges
from workshop_app.figures.layout import Box
from workshop_app.figures.markers import Group
from workshop_app.figures.movement import VoteNames, change, counted, vote_legend
from workshop_app.figures.pass_histograms import HistogramRow, Votes, pass_histograms
from workshop_app.figures.radar import radar
from workshop_app.figures.rank_bars import RankRow, RankWords, rank_bars
from workshop_app.figures.series import Axis, Series
from workshop_app.figures.stacked_bars import StackSection, stacked_bars
from workshop_app.figures.stacked_radar import stacked_radar
from workshop_app.figures.stacks import StackRow
from workshop_app.figures.word_wall import WallWord, word_wall

if TYPE_CHECKING:
    from collections.abc import Callable

some = settings(max_examples=12, deadline=None)
NAMES = VoteNames("Eerste stemming", "Laatste stemming")
GROUPS = (Group("floor", "Werkvloer", 0), Group("top", "Directie en bestuur", 2))
STAGE = Canvas(167.8, 71, "see")
"""The room below a question, whatever the projector's 1280 or 1920 pixels: all is in u."""

A4 = Canvas(167.0, 90.0, "see")

ends = st.builds(Ends, st.none() | st.floats(-3, 3), st.none() | st.floats(-3, 3))
three = st.lists(st.integers(0, 20), min_size=3, max_size=3).map(tuple)


@some
@given(st.data(), st.integers(1, 40), st.booleans(), st.booleans(), canvases)
def test_bars(data: st.DataObject, rows: int, grouped: bool, votes: bool, canvas: Canvas) -> None:
    found = [
        Bar(
            str(n),
            data.draw(phrase),
            data.draw(score),
            "Twee kampen" if votes else "",
            data.draw(counts) if votes else (),
            (40.0, None) if grouped else (),
            data.draw(score),
            "Eensgezind",
            data.draw(counts) if votes else (),
        )
        for n in range(rows)
    ]
    words = BarsWords("too few", low="Not", high="Fully", all_label="Wij allemaal", names=NAMES)
    check(bars(found, canvas, words, number, groups=GROUPS if grouped else ()))


@some
@given(st.data(), st.integers(1, 40), st.booleans(), canvases)
def test_dumbbells(data: st.DataObject, rows: int, grouped: bool, canvas: Canvas) -> None:
    found = [
        Pair(
            str(n),
            data.draw(short),
            data.draw(short),
            data.draw(ends),
            (data.draw(ends), Ends()) if grouped else (),
            data.draw(ends),
        )
        for n in range(rows)
    ]
    words = DUMB.__class__("Nu", "Gewenst", "Verschuiving", "Niet getoond", "Helemaal",
                           "Helemaal", "Wij allemaal", "Titel", "Eerste stemming")  # fmt: skip
    check(dumbbells(found, canvas, words, point, groups=GROUPS if grouped else ()))


@some
@given(st.data(), st.integers(1, 40), canvases)
def test_pass_histograms(data: st.DataObject, rows: int, canvas: Canvas) -> None:
    seven = st.lists(st.integers(0, 20), min_size=7, max_size=7).map(tuple)
    found = [
        HistogramRow(
            str(n),
            data.draw(phrase),
            tuple(
                Votes(data.draw(seven), "Eensgezind", data.draw(seven), "Twee kampen")
                for _ in HISTOGRAMS.passes
            ),
        )
        for n in range(rows)
    ]
    words = HISTOGRAMS.__class__(HISTOGRAMS.passes, HISTOGRAMS.points, "Niet getoond", "", NAMES)
    check(pass_histograms(found, canvas, words))


def _stacked(data: st.DataObject, key: str, noted: bool) -> StackRow:
    return StackRow(
        key,
        data.draw(phrase),
        data.draw(three),
        data.draw(st.integers(0, 9)),
        data.draw(st.floats(0, 100)),
        "Weet niet: 12 van de 18 (67%) · Gemengd → Eensgezind" if noted else "",
        data.draw(st.none() | three),
        data.draw(st.integers(0, 9)),
        data.draw(score),
    )


@some
@given(st.data(), st.integers(1, 40), st.booleans(), canvases)
def test_stacked_bars(data: st.DataObject, rows: int, noted: bool, canvas: Canvas) -> None:
    words = WOORDEN.__class__(WOORDEN.parts, WOORDEN.rest, WOORDEN.too_few, "Score", "", "Eerste")
    found = tuple(_stacked(data, str(n), noted) for n in range(rows))
    pages = stacked_bars((StackSection(found, "Gebied", 41.0, 62.0),), canvas, words, number)
    check(pages)
    said = [text for page in pages for text in page.texts()]
    assert not [text for text in said if text.endswith("…")], "a note takes another line"


@some
@given(st.data(), st.integers(3, 8), canvases)
def test_stacked_radar(data: st.DataObject, count: int, canvas: Canvas) -> None:
    words = WOORDEN.__class__(WOORDEN.parts, WOORDEN.rest, WOORDEN.too_few, "Score", "", "Eerste")
    areas = [_stacked(data, str(n), noted=False) for n in range(count)]
    axes = [Axis(area.key, area.text) for area in areas]
    series = [
        Series("before", "Eerste stemming", tuple(a.before_score for a in areas), line="first"),
        Series("all", "Wij allemaal", tuple(area.score for area in areas)),
    ]
    check(stacked_radar(axes, series, areas, canvas, (WORDS, words), number))


@some
@given(st.data(), st.integers(1, 12), st.integers(0, 3), canvases)
def test_radar(data: st.DataObject, count: int, passes: int, canvas: Canvas) -> None:
    """All of us twice; or in each pass twice."""
    axes = [Axis(str(n), data.draw(phrase)) for n in range(count)]
    values = st.lists(score, min_size=count, max_size=count).map(tuple)
    styles = range(passes) if passes > 1 else (None,)
    series = [
        Series(f"{line}:{n}", name, data.draw(values), style, line)
        for line, name in (("first", "Eerste stemming"), ("now", "Wij allemaal"))
        for n, style in enumerate(styles)
    ]
    pages = radar(axes, series, canvas, WORDS, number)
    check(pages)
    start = radar(axes, series, canvas, WORDS, number, grown=0.0)
    for one, other in zip(start, pages, strict=True):
        assert len(interpolate(one, other, 0.5).items) == len(other.items)


@some
@given(st.data(), st.integers(1, 40), st.booleans(), canvases)
def test_rank_bars(data: st.DataObject, rows: int, grouped: bool, canvas: Canvas) -> None:
    points = st.integers(0, 60).map(float)
    found = [
        RankRow(
            str(n), data.draw(phrase), data.draw(points), "3 × eerste",
            (1.0, None) if grouped else (), "" if grouped else "paarsgewijs 12",
            data.draw(st.none() | points),
        )
        for n in range(rows)
    ]  # fmt: skip
    words = RankWords("Punten per persoon", names=NAMES)
    check(rank_bars(found, canvas, words, number, groups=GROUPS if grouped else ()))


@some
@given(st.data(), st.integers(1, 6), st.booleans(), canvases)
def test_gauges(data: st.DataObject, rows: int, grouped: bool, canvas: Canvas) -> None:
    mean = st.none() | st.floats(1, 5)
    found = [
        Gauge(
            str(n), data.draw(phrase), data.draw(counts), data.draw(mean),
            groups=(2.0, None) if grouped else (), before=data.draw(mean),
        )
        for n in range(rows)
    ]  # fmt: skip
    words = GaugeWords("too few answers", names=NAMES)
    check(gauges(found, canvas, words, decimal, groups=GROUPS if grouped else ()))


@some
@given(
    st.lists(st.tuples(short, st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=8),
    st.sampled_from((1.0, 1.2)),
)
def test_dots(options: list[tuple[str, int, int]], scale: float) -> None:
    found = [
        DotOption(str(n), "", text, now, before) for n, (text, now, before) in enumerate(options)
    ]
    words = DotsWords("A case", change(*NAMES))
    check((dots(found, Canvas(167.8, 71, "think", scale), words),))


@some
@given(
    st.dictionaries(word, st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1,
                    max_size=40),
    canvases,
)  # fmt: skip
def test_word_wall(words: dict[str, tuple[int, int]], canvas: Canvas) -> None:
    found = [WallWord(text, now, before) for text, (now, before) in words.items()]
    pages = word_wall(found, canvas, names=NAMES)
    check(pages)
    said = [text for page in pages for text in page.texts()]
    assert said[0] == "Eerste stemming → Laatste stemming"


def _bars(before: float | None) -> tuple[Figure, ...]:
    words = BarsWords("too few", names=NAMES)
    return bars([Bar("a", "Warm", 62.0, before=before)], STAGE, words, number)


def _ranks(before: float | None) -> tuple[Figure, ...]:
    return rank_bars([RankRow("a", "Warm", 62.0, before=before)], STAGE, RankWords(names=NAMES),
                     number)  # fmt: skip


def _gauges(before: float | None) -> tuple[Figure, ...]:
    gauge = Gauge("a", "Warm", (0, 1, 2, 3, 4), 6.2, before=before)
    return gauges([gauge], STAGE, GaugeWords("too few", names=NAMES), number)


@pytest.mark.parametrize("draw", [_bars, _ranks, _gauges])
def test_both_numbers_and_both_names_are_said(
    draw: Callable[[float | None], tuple[Figure, ...]],
) -> None:
    (moved,), (still,) = draw(41.0), draw(None)
    assert {"41 →", *NAMES} <= set(moved.texts())
    assert not {"41 →", *NAMES} & set(still.texts()), "no legend of what is not there"
    outline = [one for one in moved.items if isinstance(one, Rect) and one.key == "a:before"]
    assert outline
    assert not [one for one in still.items if one.key == "a:before"]


def test_what_stayed_the_same_is_said_once() -> None:
    assert change("Mixed", "Shared") == "Mixed → Shared"
    assert change("Shared", "Shared") == "Shared"
    assert counted(2, 2) == "2 → 2"
    assert counted(None, 2) == "2"


def test_a_narrow_legend_goes_on_below_itself() -> None:
    _, wide = vote_legend(NAMES, Box(0, 0, 100, 0), 3.0, "ink")
    items, narrow = vote_legend(NAMES, Box(0, 0, 35, 0), 3.0, "ink")
    assert narrow == 2 * wide
    assert len(items) == 4


def test_the_booklets_room_holds_many_rows() -> None:
    found = [Bar(str(n), f"Statement {n}", 60.0, before=40.0) for n in range(40)]
    pages = bars(found, A4, BarsWords("too few", names=NAMES), number)
    check(pages)
    assert all("Eerste stemming" in page.texts() for page in pages), "every page has its legend"

"""Builders with any words and numbers: nothing overlaps, nothing leaves the figure."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.figures.samples_boards import REIS
from tests.figures.samples_votes import WORDS, decimal, number
from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.board import Column, board
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.dots import DotOption, DotsWords, Strip, dots
from workshop_app.figures.figure import Figure, Text, interpolate
from workshop_app.figures.gauges import Gauge, GaugeWords, gauges
from workshop_app.figures.journey import journey
from workshop_app.figures.journey_model import Emotion, Friction, Stage
from workshop_app.figures.layout import bounds, overlap
from workshop_app.figures.markers import Group
from workshop_app.figures.note_cards import Note, NoteWords
from workshop_app.figures.option_bars import Case, OptionBarsWords, OptionCount, option_bars
from workshop_app.figures.pledges import PledgeCard, pledges
from workshop_app.figures.radar import radar
from workshop_app.figures.rank_bars import RankRow, RankWords, rank_bars
from workshop_app.figures.series import Axis, Series
from workshop_app.figures.text import SMALLEST
from workshop_app.figures.word_wall import WallWord, word_wall

TOUCH = 0.05

some = settings(max_examples=25, deadline=None)
word = st.text("abcdeghiklmnoprstuvwzëé", min_size=1, max_size=24)
phrase = st.lists(word, min_size=1, max_size=9).map(" ".join)
short = st.lists(word, min_size=1, max_size=3).map(" ".join)
score = st.none() | st.floats(0, 100)
canvases = st.sampled_from((1.0, 1.2, 1.5)).map(lambda scale: Canvas(167.8, 71, "see", scale))
counts = st.lists(st.integers(0, 20), min_size=5, max_size=5).map(tuple)


def check(figures: Sequence[Figure]) -> None:
    """What holds for any figure."""
    assert figures
    for figure in figures:
        texts = [item for item in figure.items if isinstance(item, Text)]
        boxes = [(text.text, bounds(text)) for text in texts]
        for (one, box), (other, room) in combinations(boxes, 2):
            assert not overlap(box, room, -TOUCH), (one, other)
        for item in figure.items:
            box = bounds(item)
            assert min(box.x, box.y) >= -TOUCH, item
            assert box.right <= figure.width + TOUCH, item
            assert box.bottom <= figure.height + TOUCH, item
        assert all(text.size >= SMALLEST - 1e-6 for text in texts)


@some
@given(st.data(), st.integers(1, 12), st.integers(0, 3), canvases)
def test_radar(data: st.DataObject, count: int, groups: int, canvas: Canvas) -> None:
    labels = data.draw(st.lists(phrase, min_size=count, max_size=count))
    axes = [Axis(str(index), label) for index, label in enumerate(labels)]
    names = data.draw(st.lists(short, min_size=groups, max_size=groups))
    values = st.lists(score, min_size=count, max_size=count).map(tuple)
    series = [Series("all", "All", data.draw(values))]
    series += [Series(f"g{n}", name, data.draw(values), n) for n, name in enumerate(names)]
    figures = radar(axes, series, canvas, WORDS, number)
    check(figures)
    start = radar(axes, series, canvas, WORDS, number, grown=0.0)
    for one, other in zip(start, figures, strict=True):
        assert len(interpolate(one, other, 0.5).items) == len(other.items)
        assert [item.key for item in one.items] == [item.key for item in other.items]


def test_a_far_room_reads_that_there_are_too_few_answers() -> None:
    names = ("a", "a", "a", "a", "a", "aaa aaaa aaaaa aaaaaaaaa")
    axes = [Axis(str(index), name) for index, name in enumerate(names)]
    series = [Series("all", "All", (None,) * 6)]
    check(radar(axes, series, Canvas(167.8, 71, "see", 1.5), WORDS, number))


@some
@given(st.lists(st.tuples(phrase, score, counts), min_size=1, max_size=9), canvases)
def test_bars(rows: list[tuple[str, float | None, tuple[int, ...]]], canvas: Canvas) -> None:
    found = [
        Bar(str(index), text, value, "two camps", votes)
        for index, (text, value, votes) in enumerate(rows)
    ]
    words = BarsWords("too few", low="Not at all", high="Fully")
    check(bars(found, canvas, words, number))


@some
@given(
    st.lists(st.tuples(short, st.integers(0, 40)), min_size=2, max_size=8),
    st.integers(0, 4),
    st.one_of(st.just(""), short),
    st.sampled_from((1.0, 1.2)),
)
def test_dots(options: list[tuple[str, int]], groups: int, headline: str, scale: float) -> None:
    canvas = Canvas(167.8, 71, "think", scale)
    found = [DotOption(str(n), str(n), text, count) for n, (text, count) in enumerate(options)]
    strips = [
        Strip(Group(f"g{n}", "Group", n), tuple(count // 3 for _, count in options), "5 votes")
        for n in range(groups)
    ]
    check((dots(found, canvas, DotsWords(headline), strips=strips),))


@some
@example(
    [*[("a", 0)] * 7, ("a aaaaaaaaaaaaaaaaaaaaaa a", 1)], Canvas(167.8, 71, "see", 1.5)
)
@given(st.lists(st.tuples(phrase, st.integers(0, 60)), min_size=1, max_size=12), canvases)
def test_rank_bars(rows: list[tuple[str, int]], canvas: Canvas) -> None:
    found = [RankRow(str(n), text, float(points), "3× first") for n, (text, points) in
             enumerate(rows)]  # fmt: skip
    check(rank_bars(found, canvas, RankWords(), number))


@some
@given(st.lists(st.tuples(phrase, counts, st.none() | st.floats(1, 5), short), min_size=1,
                max_size=4), canvases)  # fmt: skip
def test_gauges(
    rows: list[tuple[str, tuple[int, ...], float | None, str]], canvas: Canvas
) -> None:
    found = [
        Gauge(str(n), text, votes, mean, low, "Full")
        for n, (text, votes, mean, low) in enumerate(rows)
    ]
    check(gauges(found, canvas, GaugeWords("too few answers"), decimal))


option = st.tuples(short, st.integers(0, 30), st.none() | st.integers(0, 30))


@some
@given(st.lists(st.tuples(phrase, st.lists(option, min_size=2, max_size=5)), min_size=1,
                max_size=5), canvases)  # fmt: skip
def test_option_bars(
    cases: list[tuple[str, list[tuple[str, int, int | None]]]], canvas: Canvas
) -> None:
    found = [
        Case(
            str(n),
            text,
            tuple(
                OptionCount(str(place), label, count, before)
                for place, (label, count, before) in enumerate(options)
            ),
        )
        for n, (text, options) in enumerate(cases)
    ]
    figures = option_bars(found, canvas, OptionBarsWords("First vote", "After the talk"))
    check(figures)


@some
@given(st.lists(st.lists(phrase, max_size=7), min_size=1, max_size=7), canvases)
def test_board(columns: list[list[str]], canvas: Canvas) -> None:
    found = [
        Column(
            str(place),
            f"Column {place}",
            tuple(
                Note(f"{place}-{n}", text, n or None, n == 1, n == 2, "tag" if n == 3 else "")
                for n, text in enumerate(texts)
            ),
            place + 1,
            "3",
        )
        for place, texts in enumerate(columns)
    ]
    words = NoteWords("no dots", "differs")
    figures = board(found, canvas, words, invitation="Write one idea per note.")
    check(figures)
    shown = [item.key for figure in figures for item in figure.items if item.key]
    assert sorted(shown) == sorted(note.key for column in found for note in column.notes)


@some
@given(st.lists(st.tuples(phrase, short), max_size=9), canvases)
def test_pledges(cards: list[tuple[str, str]], canvas: Canvas) -> None:
    found = [PledgeCard(str(n), text, name, "I start") for n, (text, name) in enumerate(cards)]
    figures = pledges(found, canvas, private="9 more", invitation="What will you do?")
    check(figures)
    shown = {item.key for figure in figures for item in figure.items if item.key}
    assert shown == {card.key for card in found}


@some
@given(st.dictionaries(word, st.integers(1, 20), min_size=1, max_size=50), canvases)
def test_word_wall(words: dict[str, int], canvas: Canvas) -> None:
    check(word_wall([WallWord(text, count) for text, count in words.items()], canvas))


emotion = st.none() | st.lists(st.integers(-2, 2), min_size=3, max_size=3).map(
    lambda three: Emotion(float(sorted(three)[1]), min(three), max(three))
)
stage = st.tuples(
    short, st.lists(phrase, max_size=4), st.lists(phrase, max_size=3), emotion, short, st.booleans()
)


@some
@given(st.lists(stage, min_size=1, max_size=7), st.sampled_from((1.0, 1.2)))
def test_journey(
    stages: list[tuple[str, list[str], list[str], Emotion | None, str, bool]], scale: float
) -> None:
    found = [
        Stage(
            str(n), name, tuple(does), tuple(thinks), tuple(thinks), feeling,
            (Friction(f"f{n}", friction, n + 1),), (friction,) if chosen else (), tuple(does),
            n, chosen,
        )
        for n, (name, does, thinks, feeling, friction, chosen) in enumerate(stages)
    ]  # fmt: skip
    check(journey(found, Canvas(167.8, 71, "act", scale), REIS))

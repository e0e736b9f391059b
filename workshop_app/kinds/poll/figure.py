"""Polls drawn: options, rankings, gauges and words, form by form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.dots import DotOption, DotsWords, Strip, dots
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.gauges import Gauge, GaugeWords, gauges
from workshop_app.figures.movement import VoteNames, change
from workshop_app.figures.option_bars import Case, OptionBarsWords, OptionCount, option_bars
from workshop_app.figures.rank_bars import RankRow, RankWords, rank_bars
from workshop_app.figures.sayings import Sayings, sayings
from workshop_app.figures.word_wall import WallWord, word_wall
from workshop_app.kinds.poll.model import (
    PollResults,
    Result,
    asked,
    blank,
    looks,
    option_labels,
    questions,
)
from workshop_app.kinds.poll.scale_figure import long_numbers, recommendations, supports
from workshop_app.kinds.poll.shape import GRADIENT, NPS
from workshop_app.kinds.poll.wording import vote_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.session.context import Context
    from workshop_app.words import Words

GAUGES_SHARE = 0.56
WORDS_SHARE = 0.38
MOST_POINTS = 11
"""A number question with more values is drawn on a long line instead of point by point."""


class Drawing:
    """Everything the pages of one view share."""

    def __init__(
        self, results: PollResults, view: str, canvas: Canvas, context: Context, grown: float
    ) -> None:
        """Keep what is drawn, and in whose words."""
        self.results = results
        self.canvas = canvas
        self.context = context
        self.grown = grown
        self.groups: tuple[Group, ...] = looks(results, context) if view == "groups" else ()
        self.title = context.text("question")
        self._prompts: Mapping[str, str] = {
            part.id: asked(context, part)
            for part in context.activity.list("questions")
        }

    def prompt(self, question: str) -> str:
        """A question's words; nothing where the stage's own question says the same."""
        text = self._prompts[question]
        return "" if text == self.title else text

    def compared(self, results: Sequence[Result]) -> tuple[Group, ...]:
        """The groups of which every one may show at least one of these results."""
        return self.groups if any(one.groups for one in results) else ()


def figures(
    results: PollResults, view: str, canvas: Canvas, context: Context, grown: float = 1.0
) -> Sequence[Figure]:
    """The pages of one view; ``grown`` = 0 gives the figure the picture grows from."""
    if view in ("guess", "content"):
        return _guess(canvas, context)
    drawing = Drawing(results, view, canvas, context, grown)
    blocks = _answered(_blocks(results, context)) if results.round else _blocks(results, context)
    if [form for form, _ in blocks] == ["number", "word"]:
        beside = _beside(drawing, blocks[0][1], blocks[1][1])
        if beside is not None:
            return (beside,)
    return tuple(page for form, parts in blocks for page in _DRAW[form](drawing, parts, canvas))


Parts = tuple[tuple[str, tuple[Result, ...]], ...]
"""Questions of one form, each with its results."""


def _blocks(results: PollResults, context: Context) -> list[tuple[str, Parts]]:
    """Neighbouring questions of one form are drawn together."""
    listed = context.activity.list("questions")
    grouped = groupby(listed, key=lambda part: str(part.setting("form")))
    return [(form, tuple((part.id, results.of(part.id)) for part in parts))
            for form, parts in grouped]


def _answered(blocks: list[tuple[str, Parts]]) -> list[tuple[str, Parts]]:
    """Without the walls of words to which nobody gave one, unless nothing else was asked."""
    kept = [
        (form, parts)
        for form, parts in blocks
        if form != "word" or any(one.numbers.n for _, found in parts for one in found)
    ]
    return kept or blocks


def _beside(drawing: Drawing, numbers: Parts, words: Parts) -> Figure | None:
    """Gauges at the left and words at the right, where each needs a single page."""
    canvas = drawing.canvas
    left = Canvas(canvas.width * GAUGES_SHARE, canvas.height, canvas.phase, canvas.scale)
    right = Canvas(canvas.width * WORDS_SHARE, canvas.height, canvas.phase, canvas.scale)
    pages = (_numbers(drawing, numbers, left), _words(drawing, words, right))
    if any(len(page) > 1 for page in pages):
        return None
    whole = Figure(canvas.width, canvas.height, (), drawing.title)
    whole = place(whole, pages[0][0], 0, 0)
    return place(whole, pages[1][0], canvas.width - right.width, 0)


def _choices(drawing: Drawing, parts: Parts, canvas: Canvas) -> tuple[Figure, ...]:
    """The cases people voted on; all of them while there is none."""
    cases = [(id_, found[0]) for id_, found in parts]
    voted = [(id_, one) for id_, one in cases if one.numbers.n] or cases
    compared = drawing.compared([one for _, one in voted])
    if compared:
        return tuple(_choice_dots(drawing, id_, one, compared, canvas) for id_, one in voted)
    return option_bars(
        [_case(drawing, id_, one) for id_, one in voted],
        canvas,
        OptionBarsWords(*vote_names(drawing.context), drawing.title),
        grown=drawing.grown,
    )


def _case(drawing: Drawing, id_: str, result: Result) -> Case:
    labels = option_labels(drawing.context)
    counts = result.numbers.counts
    before = result.moved.numbers.counts if result.moved else None
    text = drawing.prompt(id_)
    if counts is None:
        few = drawing.context.words("votes.not_shown")
        return Case(id_, f"{text}\n{few}" if text else few, ())
    return Case(
        id_,
        text,
        tuple(
            OptionCount(str(index), label, counts[index], before[index] if before else None)
            for index, label in enumerate(labels)
        ),
    )


def _choice_dots(
    drawing: Drawing, id_: str, result: Result, groups: tuple[Group, ...], canvas: Canvas
) -> Figure:
    """A dot per person, and a strip per group."""
    counts = result.numbers.counts or (0,) * len(result.values)
    words = drawing.context.words
    before = result.moved.numbers.counts if result.moved else None
    options = [
        DotOption(str(index), "", label, counts[index], before[index] if before else None)
        for index, label in enumerate(option_labels(drawing.context))
    ]
    strips = [
        Strip(
            group,
            result.groups[group.key].counts or (0,) * len(result.values),
            words("poll.votes", n=result.groups[group.key].n),
        )
        for group in groups
        if group.key in result.groups
    ]
    votes = change(*vote_names(drawing.context)) if before else ""
    headline = DotsWords(drawing.prompt(id_), votes, drawing.title)
    return dots(options, canvas, headline, strips=strips, grown=drawing.grown)


def _rankings(drawing: Drawing, parts: Parts, canvas: Canvas) -> tuple[Figure, ...]:
    """Options by points; beside them firsts and the place by pairs, or points per group."""
    words = drawing.context.words
    labels = {line.id: line.prompt for line in questions(drawing.context)}
    names = VoteNames(*vote_names(drawing.context))
    pages: list[Figure] = []
    for _, found in parts:
        groups = drawing.compared(found)
        places = len(found[0].values)
        if found[0].numbers.counts is None:
            pages += word_wall((), canvas, empty=words("votes.not_shown"), title=drawing.title)
            continue
        rows = [
            RankRow(
                one.id,
                labels[one.id],
                one.numbers.score or 0.0,
                _firsts(one, drawing.context),
                tuple(per_person(one, group, drawing.results) for group in groups),
                "" if groups else _paired(one, drawing.context),
                one.moved.numbers.score if one.moved else None,
            )
            for one in found
        ]
        pages += rank_bars(
            rows,
            canvas,
            RankWords(words("poll.per_person"), drawing.title, names),
            words.number,
            groups=groups,
            group_max=float(places),
            top=places,
            grown=drawing.grown,
        )
    return tuple(pages)


def points_note(words: Words, places: int) -> str:
    """What a place in a ranking is worth."""
    points = [str(point) for point in range(places, 0, -1)]
    return words("poll.note.points", points=words.listing(points))


def _firsts(result: Result, context: Context) -> str:
    firsts = result.numbers.counts[0] if result.numbers.counts else 0
    return context.words("poll.first", n=firsts) if firsts else ""


def _paired(result: Result, context: Context) -> str:
    """The place by pairs of an option that somebody chose."""
    if result.by_pairs is None or not result.numbers.score:
        return ""
    return context.words("poll.by_pairs", place=result.by_pairs)


def per_person(result: Result, group: Group, results: PollResults) -> float | None:
    """Points per ballot, so that groups of different sizes stand on one scale."""
    numbers = result.groups.get(group.key)
    ballots = results.ballots.get(group.key, 0)
    if numbers is None or numbers.score is None or not ballots:
        return None
    return numbers.score / ballots


def _numbers(drawing: Drawing, parts: Parts, canvas: Canvas) -> tuple[Figure, ...]:
    found = [one for _, results in parts for one in results]
    long = [one for one in found if len(one.values) > MOST_POINTS]
    if long:
        short = tuple((id_, of) for id_, of in parts if of[0] not in long)
        pages = _numbers(drawing, short, canvas) if short else ()
        return (*pages, *long_numbers(drawing, long, canvas))
    groups = drawing.compared(found)
    words = drawing.context.words
    rows = [
        Gauge(
            one.id,
            drawing.prompt(one.id),
            one.numbers.counts or (0,) * len(one.values),
            one.numbers.mean,
            first=int(one.values[0]),
            groups=tuple(_group_mean(one, group) for group in groups),
            before=one.moved.numbers.mean if one.moved else None,
        )
        for one in found
    ]
    too_few = words("votes.not_shown") if drawing.results.round else ""
    return gauges(
        rows,
        canvas,
        GaugeWords(too_few, drawing.title, VoteNames(*vote_names(drawing.context))),
        lambda value: words.number(value, 1),
        groups=groups,
        grown=drawing.grown,
    )


def _group_mean(result: Result, group: Group) -> float | None:
    numbers = result.groups.get(group.key)
    return numbers.mean if numbers else None


def _words(drawing: Drawing, parts: Parts, canvas: Canvas) -> Sequence[Figure]:
    """A wall per word question."""
    words = drawing.context.words
    few = any(one.numbers.n for _, results in parts for one in results)
    nobody = words("poll.no_word_said" if drawing.results.round else "poll.no_words")
    empty = words("votes.not_shown") if few else nobody
    return tuple(
        page
        for _, results in parts
        for one in results
        for page in word_wall(
            _wall(one),
            canvas,
            empty=empty,
            title=drawing.title,
            names=VoteNames(*vote_names(drawing.context)),
        )
    )


def _wall(result: Result) -> list[WallWord]:
    """The words of now; after another vote also those that were said only then."""
    now, first = result.words or {}, result.moved
    if first is None:
        return [WallWord(word, n) for word, n in now.items()]
    before = first.words or {}
    return [
        WallWord(word, now.get(word, 0), before.get(word, 0))
        for word in dict.fromkeys([*now, *before])
    ]


_DRAW = {
    "choice": _choices,
    "rank": _rankings,
    "number": _numbers,
    "word": _words,
    NPS: recommendations,
    GRADIENT: supports,
}


def _guess(canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """What can be chosen, and empty scales: not a single vote."""
    drawing = Drawing(blank(context), "guess", canvas, context, 1.0)
    pages: list[Figure] = []
    for form, parts in _blocks(drawing.results, context):
        if form in ("choice", "rank"):
            pages += _options(drawing, canvas)
        else:
            pages += _DRAW[form](drawing, parts, canvas)
    return tuple(pages)


def _options(drawing: Drawing, canvas: Canvas) -> Sequence[Figure]:
    """The options as cards in two columns."""
    labels = option_labels(drawing.context)
    half = (len(labels) + 1) // 2
    places = [Sayings("left", "", labels[:half]), Sayings("right", "", labels[half:])]
    return sayings(places, canvas, title=drawing.title)

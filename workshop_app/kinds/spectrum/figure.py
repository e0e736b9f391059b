"""Pairs of poles drawn: the profile of shifts, how far we agree, and how groups differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.dumbbells import DumbbellWords, Pair, dumbbells
from workshop_app.figures.pass_histograms import (
    HistogramRow,
    HistogramWords,
    Votes,
    pass_histograms,
)
from workshop_app.kinds.spectrum.model import SCALE, ends, items, pair_text, poles
from workshop_app.session.profile import Line, ProfileResults, looks
from workshop_app.session.profile_picture import agreement_name, two_votes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.session.context import Context


def figures(
    results: ProfileResults, view: str, canvas: Canvas, context: Context, grown: float = 1.0
) -> Sequence[Figure]:
    """The pages of one view; ``grown`` = 0 gives the figure the picture grows from."""
    if view == "guess":
        return _profile(ProfileResults(results.plan), canvas, context)
    if view == "agreement":
        return _agreement(results, canvas, context, grown)
    return _profile(results, canvas, context, grown, compares=view == "groups")


def _profile(
    results: ProfileResults,
    canvas: Canvas,
    context: Context,
    grown: float = 1.0,
    *,
    compares: bool = False,
) -> tuple[Figure, ...]:
    sides = results.groups if compares else ()
    pairs = [
        Pair(
            item,
            *poles(context, item),
            ends(results, results.total, item),
            tuple(ends(results, side, item) for side in sides),
            ends(results, results.moved, item),
        )
        for item in items(results)
    ]
    words = context.words
    answers, _ = context.scale(SCALE)
    today, wanted = (context.text(f"passes.{turn}") for turn in results.plan.turns)
    of_profile = DumbbellWords(
        today,
        wanted,
        words("spectrum.shift") if results.total else "",
        words("votes.not_shown") if results.total else "",
        answers[0].label,
        answers[-1].label,
        words("votes.all"),
        context.text("question"),
        words("votes.before"),
    )
    return dumbbells(
        pairs,
        canvas,
        of_profile,
        words.signed,
        groups=looks(sides, context),
        grown=grown,
    )


def _agreement(
    results: ProfileResults, canvas: Canvas, context: Context, grown: float
) -> tuple[Figure, ...]:
    """A histogram and a word for each pass."""
    words = context.words
    answers, _ = context.scale(SCALE)
    rows = [
        HistogramRow(
            item,
            pair_text(context, item),
            tuple(_votes(results, Line(item, "", turn), context) for turn in results.plan.turns),
        )
        for item in items(results)
    ]
    of_rows = HistogramWords(
        tuple(context.text(f"passes.{turn}") for turn in results.plan.turns),
        tuple(words.signed(int(answer.value)) for answer in answers),
        words("votes.not_shown") if results.total else "",
        context.text("question"),
        two_votes(context),
    )
    return pass_histograms(rows, canvas, of_rows, grown=grown)


def _votes(results: ProfileResults, line: Line, context: Context) -> Votes:
    now, before = results.numbers(line), results.earlier(line)
    names = agreement_name(now, context), agreement_name(before, context)
    return Votes(now.counts, names[0], before.counts or (), names[1])

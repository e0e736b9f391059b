"""What the numbers of a poll say in words, for its pictures and its tables alike."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from workshop_app.kinds.poll.model import by_pairs, questions
from workshop_app.statistics import (
    INDICATIVE_BELOW,
    PASSES_FROM,
    chosen_instead,
    chosen_otherwise,
    gradient_support,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.kinds.poll.model import Result
    from workshop_app.session.context import Context
    from workshop_app.statistics import NetPromoterScore
    from workshop_app.words import Words

Band = tuple[str, int, int]
"""The key of its words, and the first and last point that belong to it, counted from 0."""

BANDS: tuple[Band, ...] = (("detractors", 0, 6), ("passives", 7, 8), ("promoters", 9, 10))
SIDES: tuple[Band, ...] = (("in_favour", 0, 2), ("between", 3, 5), ("opposed", 6, 7))


def band_counts(counts: Sequence[int] | None, bands: Sequence[Band]) -> tuple[int, ...]:
    """How many stand in each band; nothing anywhere without counts."""
    return tuple(sum((counts or ())[first : last + 1]) for _, first, last in bands)


def signed(words: Words, value: float, decimals: int = 0) -> str:
    """A number between minus and plus a hundred, with its sign."""
    text = words.number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def margin_words(context: Context, found: NetPromoterScore) -> tuple[str, ...]:
    """How sure the score is; a small group gets a warning."""
    words = context.words
    margin = words("poll.nps.margin", margin=words.number(found.margin))
    if not found.indicative:
        return (margin,)
    return margin, words("poll.nps.indicative", least=INDICATIVE_BELOW)


def support_words(context: Context, counts: Sequence[int]) -> str:
    """Whether a proposal passes, in one sentence; percentages are never rounded up."""
    words = context.words
    found = gradient_support(counts)
    share = floor(found.share)
    if found.passes:
        return words("poll.gradient.passes", share=share)
    if not found.opposed:
        return words("poll.gradient.short", share=share, least=PASSES_FROM)
    return words("poll.gradient.blocked", share=share, n=found.opposed)


def difference_words(context: Context, guess: float, known: float) -> str:
    """How far the middle of the guesses lies from what was measured."""
    words = context.words
    points = round(abs(guess - known))
    if points == 0:
        return words("poll.known.exact")
    return words("poll.known.high" if guess > known else "poll.known.low", n=points)


def vote_names(context: Context) -> tuple[str, str]:
    """What the first and the last vote are called: by the activity's passes if it has two."""
    passes = context.activity.list("passes")
    if len(passes) == 2:
        first, last = (context.text(f"passes.{part.id}") for part in passes)
        return first, last
    return context.words("poll.before"), context.words("poll.after")


def was_words(context: Context, value: str) -> str:
    """What a number was in the first vote."""
    return context.words("poll.was", vote=vote_names(context)[0], value=value)


def otherwise_words(context: Context, ranked: Sequence[Result]) -> tuple[str, ...]:
    """Whom the order by pairs would have chosen instead, and whom it puts first, in sentences.

    After that the same of a count of first places alone. Nothing is said of what all agree on.
    """
    order = by_pairs(ranked)
    if not order:
        return ()
    most = len(ranked[0].values)
    places = {one.id: at for at, place in enumerate(order, 1) for one in place}
    paired = {id_: -float(place) for id_, place in places.items()}
    points = {one.id: one.numbers.score or 0.0 for one in ranked}
    firsts = {
        one.id: float(one.numbers.counts[0]) if one.numbers.counts else 0.0 for one in ranked
    }
    leading = [id_ for id_, number in firsts.items() if number == max(firsts.values())]
    found = list(_instead(context, "pairs", chosen_instead(points, paired, most)))
    if chosen_otherwise(points, places):
        found.append(_named(context, "poll.pairs.first", [one.id for one in order[0]]))
    if any(firsts.values()):
        found += _instead(context, "firsts", chosen_instead(points, firsts, most))
    if chosen_otherwise(firsts, places):
        found.append(_named(context, "poll.pairs.firsts", leading))
    return tuple(found)


def _instead(
    context: Context, count: str, found: tuple[Sequence[str], Sequence[str]]
) -> tuple[str, ...]:
    """Whom another count would have chosen instead of whom; nothing where it is the same."""
    come, go = found
    said = context.words(f"poll.count.{count}")
    others = _names(context, go)
    if come:
        key = "poll.chosen.instead" if go else "poll.chosen.too"
        return (_named(context, key, come, count=said, others=others),)
    return (_named(context, "poll.chosen.not", go, count=said),) if go else ()


def _named(context: Context, key: str, ids: Sequence[str], **fields: str) -> str:
    return context.words(key, n=len(ids), names=_names(context, ids), **fields)


def _names(context: Context, ids: Sequence[str]) -> str:
    words = context.words
    labels = {line.id: line.prompt for line in questions(context)}
    return words.listing([words("poll.pairs.name", name=labels[id_]) for id_ in ids])

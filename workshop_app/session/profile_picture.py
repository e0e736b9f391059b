"""What pictures of profiles share: axes, words, the empty radar, and how to read the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.guess import above, guess
from workshop_app.figures.movement import VoteNames
from workshop_app.figures.radar import FEWEST, MOST, MOST_GROUPS
from workshop_app.figures.series import Axis, ProfileWords
from workshop_app.session.profile import ProfileResults
from workshop_app.session.profile_gaps import gap_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.session.context import Context
    from workshop_app.session.profile import Plan
    from workshop_app.session.votes import Numbers


def fits_radar(plan: Plan) -> bool:
    """Whether the axes are drawn as a radar."""
    return FEWEST <= len(plan.axes) <= MOST


def axes_of(plan: Plan, context: Context, listed: str = "axes") -> tuple[Axis, ...]:
    """The axes with their names; ``listed`` is what the method calls them."""
    return tuple(Axis(axis, context.text(f"{listed}.{axis}")) for axis in plan.axes)


def two_votes(context: Context) -> VoteNames:
    """What the first vote and the newest are called in a legend."""
    return VoteNames(context.words("votes.before"), context.words("votes.latest"))


def agreement_name(numbers: Numbers, context: Context) -> str:
    """How far people agree, in words; "" where that may not show."""
    return context.words(f"votes.agreement.{numbers.word}") if numbers.word else ""


def profile_words(
    context: Context, ends: tuple[str, str], turn: str = ""
) -> ProfileWords:
    """The words of a profile; ``ends`` are those at the scores 0 and 100."""
    words = context.words
    low, high = ends
    behind = f" · {context.text(f'passes.{turn}')}" if turn else ""
    return ProfileWords(
        gaps=words("votes.gaps") + behind,
        values=words("votes.values") + behind,
        too_few=words("votes.not_shown"),
        low=low,
        high=high,
        title=context.text("question"),
    )


def empty_profile(
    plan: Plan,
    axes: Sequence[Axis],
    words: ProfileWords,
    canvas: Canvas,
    context: Context,
    draw: Callable[[ProfileResults, Canvas], Sequence[Figure]],
) -> tuple[Figure, ...]:
    """An empty radar, large and alone, so that the room can point at it.

    Where no radar is drawn, what ``draw`` makes of no results stands below the question.
    """
    asked = context.words("votes.guess")
    if fits_radar(plan):
        return guess(axes, canvas, words, context.words.number, asked)
    empty = ProfileResults(plan)
    return above(asked, canvas, lambda below: draw(empty, below))


def groups_reading(results: ProfileResults, context: Context, listed: str = "axes") -> str:
    """What stands below a picture of groups: the widest gap, or how to read a radar without one.

    On a radar all of us are the thick line.
    """
    if not results.groups:
        return ""
    plan = results.plan
    names = [axis.label for axis in axes_of(plan, context, listed)]
    radar = fits_radar(plan) and len(results.groups) <= MOST_GROUPS
    line = context.words("votes.footer.groups") if radar else ""
    return gap_words(results, context, names, plan.turns) or line
